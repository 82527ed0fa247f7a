"""The guide's review (B.2.1.4) and its five basic questions: where each point stands in a plan review."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.reports.places.place import At, Place

_BY_PLACE: Mapping[str, tuple[str, ...]] = {
    "trafficking": ("plan_review.i1", "plan_review.q2"),
    "validity": ("plan_review.i2", "plan_review.q4"),
    "coverage": ("plan_review.i3", "plan_review.q3"),
    "achievements": ("plan_review.i4", "plan_review.i4a", "plan_review.q5"),
    "progress": ("plan_review.i4b",),
    "planned-*": ("plan_review.i4c",),
    "helped-hindered": ("plan_review.i5", "plan_review.q6"),
    "unintended-harm": ("plan_review.q5neg",),
    "lessons-learnt": ("plan_review.i6", "plan_review.q7", "plan_review.q7d"),
    "arrangements": ("plan_review.q7a",),
    "financing": ("plan_review.q7b",),
    "adaptation": ("plan_review.i7",),
    "recommendations": ("plan_review.q7c",),
    "way-forward": ("plan_review.q8",),
    "who-reviews": ("plan_review.q1",),
    "summary": tuple(f"rme_framework.q{number}" for number in (1, 2, 3, 4, 5)),
}

REVIEW: Mapping[str, Place] = {item: At(place) for place, items in _BY_PLACE.items() for item in items}
"""The place of each point, by its identifier in the instruments."""

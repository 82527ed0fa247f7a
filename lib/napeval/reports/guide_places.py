"""The map of the guide: which of its points belong in which report, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from napeval.cycle.reference import instrument_items
from napeval.reports.places.evaluation import EVALUATION
from napeval.reports.places.monitoring import ANNUAL, SIX_MONTH
from napeval.reports.places.place import EACH, At, LeftOut, Place
from napeval.reports.places.review import REVIEW

__all__ = ["GUIDE", "At", "LeftOut", "Place", "ReportGuide", "identifiers_of", "points_of"]

PRINTED = ("section", "field", "question")
"""Kinds of items that a report has a place for; rules, steps and checklists are kept elsewhere."""


@dataclass(frozen=True)
class ReportGuide:
    """What guides one report: whole instruments, parts of instruments, and the place of every point.

    places: by item. parts: items with all that belongs to them. items: single ones. All by identifier.
    """

    instruments: tuple[str, ...]
    places: Mapping[str, Place]
    parts: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


_BASIC_QUESTIONS = tuple(f"rme_framework.q{number}" for number in (1, 2, 3, 4, 5))
GUIDE: Mapping[str, ReportGuide] = {
    "mid_term_evaluation": ReportGuide(("annex8_evaluation_report",), EVALUATION),
    "ex_post_evaluation": ReportGuide(("annex8_evaluation_report",), EVALUATION),
    "annual_monitoring": ReportGuide(("annex6_annual_report",), ANNUAL, parts=("xk_reporting.year",)),
    "six_month_progress": ReportGuide(("annex5_progress_form",), SIX_MONTH, parts=("xk_reporting.six",)),
    "plan_review": ReportGuide(("plan_review",), REVIEW, items=_BASIC_QUESTIONS),
}
"""The guide of each report, by notebook."""


def points_of(notebook: str) -> list[tuple[Mapping[str, Any], Place]]:
    """The points of the guide that belong in a report, in the guide's order, each with its place.

    Raises KeyError naming a point that has no place.
    """
    guide = GUIDE[notebook]
    names = dict.fromkeys(
        [*guide.instruments, *(one.partition(".")[0] for one in (*guide.parts, *guide.items))]
    )
    found = [
        item
        for name in names
        for item in instrument_items(name)
        if item["kind"] in PRINTED and _belongs(item["item_id"], guide)
    ]
    missing = [item["item_id"] for item in found if item["item_id"] not in guide.places]
    if missing:
        raise KeyError(f"{notebook}: no place for {', '.join(missing)}")
    return [(item, guide.places[item["item_id"]]) for item in found]


def _belongs(item: str, guide: ReportGuide) -> bool:
    return (
        item.partition(".")[0] in guide.instruments
        or item in (*guide.items, *guide.parts)
        or any(item.startswith(f"{part}.") for part in guide.parts)
    )


def identifiers_of(place: At, objectives: Mapping[str, str]) -> Sequence[str]:
    """The identifiers of a place in the report of one plan; none where no objective is of its area.

    objectives: strategic area by strategic objective, in plan order.
    """
    if EACH not in place.identifier:
        return (place.identifier,)
    return tuple(
        place.identifier.replace(EACH, objective)
        for objective, pillar in objectives.items()
        if place.pillar in ("", pillar)
    )

"""Annexes 5 and 6 of the guide, and the plan's own wishes: where each point stands in a monitoring report."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_ as _
from napeval.reports.places.place import At, LeftOut, Place

_AREAS = {"pen": "enabling_framework", "ppv": "prevention", "ppt": "protection", "pps": "prosecution"}
_ROWS = ("result", "achieved", "activities", "mark", "comment", "spent")
_OF_YEAR: Mapping[str, str] = {
    "1": "introduction", "1a": "who-reports", "1b": "who-reports", "1c": "who-reports",
    "1d": "participants", "2": "trafficking", "2a": "victims", "2b": "statements", "2c": "victims",
    "3": "policy-and-law", "3a": "changes-in-law", "4": "compliance", "4a": "compliance",
    "5": "progress-of-the-plan", "5a": "general-observations", "5a1": "general-observations",
    "5a2": "institutional-arrangements", "5a3": "challenges", "5a4": "way-forward",
    "5b0": "detailed-results", "5b1": "overall-results", "5b": "observations", "5b2": "observations",
    "5c": "lessons", "5c1": "lessons", "5d": "way-forward", "5d1": "way-forward",
}  # fmt: skip
_CONTENT: Mapping[str, str] = {
    "": "who-reports", ".1": "overall-results", ".3": "challenges", ".4": "challenges",
    ".5": "risks", ".6": "risks",
}  # fmt: skip
"""What the plan wants of both of its monitoring reports, but for where the activities stand."""

ANNUAL: Mapping[str, Place] = {
    **{f"annex6_annual_report.{item}": At(identifier) for item, identifier in _OF_YEAR.items()},
    **{f"annex6_annual_report.{area}": At("area-*", pillar) for area, pillar in _AREAS.items()},
    **{
        f"annex6_annual_report.{area}.{row}": At("area-*", pillar)
        for area, pillar in _AREAS.items()
        for row in _ROWS
    },
    **{f"xk_reporting.year{item}": At(identifier) for item, identifier in _CONTENT.items()},
    "xk_reporting.year.2": At("detailed-results"),
    "xk_reporting.year.7": At("progress-indicators"),
}
"""The place of each point in an annual report, by its identifier in the instruments."""

_OF_FORM: Mapping[str, str] = {
    "institution": "participants", "contact": "who-reports", "period": "who-reports", "to": "who-reports",
    "remarks": "general-observations", "area": "activities-by-objective", "itarget": "overall-results",
    "ibaseline": "overall-results", "indicator": "overall-results", "achieved": "overall-results",
    "ioutputs": "overall-results", "iactivities": "activities-by-objective",
    "imark": "progress-activities", "ibudget": "resources-spent", "icomment": "challenges",
}  # fmt: skip
_IN_FORMS = LeftOut(
    _(
        "Institutions give this in their progress forms; the annual report sets it out by expected result,"
        " and the tables that go with this report hold it."
    )
)

SIX_MONTH: Mapping[str, Place] = {
    **{f"annex5_progress_form.{item}": At(identifier) for item, identifier in _OF_FORM.items()},
    **{f"annex5_progress_form.{item}": _IN_FORMS for item in ("result", "planned", "idonors")},
    **{f"xk_reporting.six{item}": At(identifier) for item, identifier in _CONTENT.items()},
    "xk_reporting.six.2": At("activities-by-objective"),
}
"""The place of each point in a six-month report, by its identifier in the instruments."""

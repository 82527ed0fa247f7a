"""Annex 8 of the guide, the evaluation report: where each of its points stands in an evaluation."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.languages import N_ as _
from napeval.reports.places.place import At, LeftOut, Place

_ANNEX = "annex8_evaluation_report"
_AREAS = {"3.1": "enabling_framework", "3.2": "prevention", "3.3": "protection", "3.4": "prosecution"}
_THEMES = ("1", "2", "3", "4")
_THEME = LeftOut(
    _("The specific objectives of the plan are the themes; they stand under their strategic objective.")
)

_OF_ALL: Mapping[str, str] = {
    "1": "introduction",
    "1.1": "background",
    "1.2": "objectives",
    "1.3": "method",
    "2": "analysis",
    "2.1": "development",
    "2.2": "structure",
    "2.3": "strategic",
    "2.4": "operational",
    "2.5": "elements",
    "2.5a": "elements",
    "2.5b": "elements",
    "2.5c": "elements",
    "2.5d": "elements",
    "2.5e": "responsibility",
    "2.5f": "recommendations",
    "3": "achievements",
    "4": "conclusions",
    **dict.fromkeys(("4a", "4b", "4c", "4d", "4e", "4f", "4g", "4h", "4i"), "general-conclusions"),
    "4j": "recommendations",
    **dict.fromkeys(("X", "Xa", "Xa2", "Xb", "Xc", "Xd1", "Xd2"), "summary"),
    "N": "annex-sources",
    "N1": "annex-sources",
    "N2": "annex-people",
    "N3": "annex-questionnaire",
}
_OF_AREA: Mapping[str, str] = {"": "area-*", ".5": "status-*"}
_ASKED_OF_THEMES: Mapping[str, str] = {
    "3.1.a": "planned-*",
    "3.1.b": "reasons-*",
    "3.1.c": "international-*",
    "3.1.5a": "tab-status-*",
}
"""What the guide prints under the first area and asks of every one."""


def _of_areas() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for number, pillar in _AREAS.items():
        found |= {f"{number}{end}": At(identifier, pillar) for end, identifier in _OF_AREA.items()}
        found |= dict.fromkeys((f"{number}.{theme}" for theme in _THEMES), _THEME)
    return found


EVALUATION: Mapping[str, Place] = {
    f"{_ANNEX}.{item}": place
    for item, place in {
        **{item: At(identifier) for item, identifier in _OF_ALL.items()},
        **_of_areas(),
        **{item: At(identifier) for item, identifier in _ASKED_OF_THEMES.items()},
    }.items()
}
"""The place of each point, by its identifier in the instruments."""

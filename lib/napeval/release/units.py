"""Units the library knows, by whether their figures may be about few persons.

A closed list: a unit that is not on it could count anything, persons too, and is treated as if it did.
"""

from __future__ import annotations

from typing import Literal

UnitClass = Literal["persons", "ratio", "other", "unknown"]

PERSONS = frozenset({"persons", "victims", "survivors", "children", "women", "men", "girls", "boys"})
"""Units that count those whom the plan is to protect; every policy protects them."""

RATIOS = frozenset({"percent", "per_100_prosecuted", "per_100000", "rate", "ratio"})
"""Shares and rates: how many stand above and below the line is not in the figure."""

OTHER = frozenset(
    {
        "EUR", "USD", "amounts", "assets_value", "points", "milestone", "level", "days", "months", "years",
        "cases", "investigations", "indictments", "convictions", "sentences", "inspections", "operations",
        "decisions", "calls", "persons_trained", "professionals", "participants", "visitors", "prosecutors",
        "judges", "investigators", "inspectors", "operators", "meetings", "trainings", "sessions",
        "conferences", "events", "campaigns", "actions", "activities", "reports", "analyses", "guides",
        "manuals", "plans", "protocols", "agreements", "legal_provisions", "mechanisms", "video_materials",
        "brochures", "materials", "pieces_of_information", "premises", "places", "rooms", "houses",
        "schools", "municipalities", "states", "institutions", "indicators", "leads", "links", "objectives",
        "observations", "outputs", "recommendations", "results", "sources", "statements", "assumptions",
        "risks",
    }
)  # fmt: skip
"""Units that count things, money, time, acts of authorities, or officials and audiences."""


def unit_class(unit: object) -> UnitClass:
    """The class of a unit; unknown for one that is not on the list, or blank."""
    if unit in PERSONS:
        return "persons"
    if unit in RATIOS:
        return "ratio"
    return "other" if unit in OTHER else "unknown"

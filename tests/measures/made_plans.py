"""Rows of small made plans that several tests of delivery and money share."""

from __future__ import annotations

from datetime import date
from typing import Any

CUTOFF, AS_OF = date(2023, 12, 31), date(2024, 6, 30)
KNOWN = {"cutoff": CUTOFF, "as_of": AS_OF}
OBJECTIVES = [
    {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
]
INSTITUTIONS = [
    {"institution": "BK", "name_en": "State budget", "funding_class": "domestic"},
    {"institution": "GIZ", "name_en": "A giver", "printed_variants": "Donor A; D", "funding_class": "donor"},
    {"institution": "PK", "kind": "police", "funding_class": "domestic"},
    {"institution": "MD", "kind": "ministry", "funding_class": "domestic"},
]
FOLDERS = {"progress": "monitoring", "expenditure": "monitoring", "observations": "monitoring",
           "recommendations_received": "monitoring", "sources": "monitoring"}  # fmt: skip
Row = dict[str, Any]


def activity(name: str, end: str | None = "2023", start: str | None = None, **cells: Any) -> Row:
    return {"activity_id": name, "objective_id": "A.1", "end": end, "start": start, **cells}


def report(name: str, status: str, period: str = "2023", by: str = "PK", on: str = "2024-01-15",
           **cells: Any) -> Row:  # fmt: skip
    return {"activity_id": name, "period": period, "reported_by": by, "recorded_on": on, "status": status,
            **cells}  # fmt: skip


def planned(name: str, year: int, amount: float, source: str | None = None, **cells: Any) -> Row:
    return {"activity_id": name, "year": year, "amount": amount, "funding_source": source, "currency": "EUR",
            "basis": "printed", **cells}  # fmt: skip


def paid(name: str, period: str, amount: float, stage: str = "spent", source: str | None = None,
         on: str = "2024-02-01", **cells: Any) -> Row:  # fmt: skip
    return {"activity_id": name, "period": period, "stage": stage, "amount": amount, "recorded_on": on,
            "funding_source": source, "currency": "EUR", **cells}  # fmt: skip


def revision(name: str, change: str, on: str = "2023-02-01", year: int = 2023, **cells: Any) -> Row:
    return {"activity_id": name, "year": year, "recorded_on": on, "change": change, **cells}


def role(name: str, institution: str, kind: str = "lead", basis: str = "stated") -> Row:
    return {"activity_id": name, "institution": institution, "role": kind, "basis": basis}


def plan(make_cycle: Any, activities: list[Row], **tables: list[Row]) -> Any:
    """A cycle of these activities under A.1; other tables by name."""
    others = {f"{FOLDERS.get(name, 'plan')}/{name}": rows for name, rows in tables.items()}
    return make_cycle(
        {"plan/objectives": OBJECTIVES, "plan/institutions": INSTITUTIONS, "plan/activities": activities,
         **others}
    )  # fmt: skip

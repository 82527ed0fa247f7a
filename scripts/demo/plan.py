"""The plan of the invented country: the model plan under invented names, completed where it is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from demo.chance import Dice
from demo.naming import LANGUAGES, institution_codes, recoded, renamed
from demo.tables import design, read_rows

MODEL = Path(__file__).resolve().parents[2] / "data" / "xk-2022-2024" / "plan"
OBJECTIVE_WEIGHTS = {
    "I": "0.2",
    "II": "0.2",
    "III": "0.3",
    "IV": "0.2",
    "V": "0.1",
    "I.1": "0.4",
    "I.2": "0.3",
    "I.3": "0.3",
}
LEADS_NOT_STATED = ("III.4", "V.1")
"""Objectives whose activities list institutions without saying who leads, as plans often do."""
Table = list[dict[str, object]]


@cache
def model(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one table of the model plan."""
    return tuple(read_rows(MODEL / f"{name}.csv"))


def _texts(row: Mapping[str, str], *fields: str) -> dict[str, object]:
    return {f"{field}_{code}": renamed(row[f"{field}_{code}"]) for field in fields for code in LANGUAGES}


def objectives() -> Table:
    """Objectives as in the model plan, some with weights."""
    kept = ("objective_id", "parent_id", "level", "pillar", "printed_id")
    return [
        {
            **{name: row[name] for name in kept},
            **_texts(row, "title"),
            "weight": OBJECTIVE_WEIGHTS.get(row["objective_id"]),
        }
        for row in model("objectives")
    ]


def results() -> Table:
    """Expected results as in the model plan."""
    kept = ("result_id", "objective_id", "value", "unit")
    return [{**{name: row[name] for name in kept}, **_texts(row, "statement")} for row in model("results")]


def institutions() -> Table:
    """Invented institutions, one for each of the model plan; two stand there by their code alone."""
    names = {row["old"]: row for row in design("institutions")}
    found: Table = []
    for row in model("institutions"):
        own = names[row["institution"]]
        found.append(
            {
                "institution": own["institution"],
                **{f"name_{code}": own[f"name_{code}"] for code in LANGUAGES},
                "kind": row["kind"],
                "funding_class": row["funding_class"],
                "responsible": row["responsible"],
                "name_basis": "document" if own["name_en"] else "unknown",
                "note": "" if own["name_en"] else "The plan never says what this code stands for",
            }
        )
    return sorted(found, key=lambda row: str(row["institution"]))


def activities() -> Table:
    """Activities as in the model plan; starts are added, and half of the deadlines of 2023 lie in June."""
    dice = Dice("plan")
    listed: dict[str, list[str]] = {row["activity_id"]: [] for row in model("activities")}
    for row in model("responsibilities"):
        listed[row["activity_id"]].append(institution_codes()[row["institution"]])
    found: Table = []
    for row in model("activities"):
        early, late = dice.happens(50), dice.below(4)
        start, end, printed = row["start"], row["end"], row["deadline_printed"]
        if end == "2023" and early:
            end, printed = "2023-H1", "Qershor 2023"
        if not start and end:
            start = {"2022": "2022-H1", "2023-H1": "2022-H1", "2023": ("2022-H1", "2022-H2")[late % 2]}.get(
                end, ("2022-H1", "2022-H2", "2023-H1", "2023-H2")[late]
            )
        funding = recoded(row["funding_sources"])
        found.append(
            {
                "activity_id": row["activity_id"],
                "printed_id": row["activity_id"],
                "objective_id": row["objective_id"],
                **_texts(row, "title", "output"),
                "start": start,
                "end": end,
                "deadline_printed": printed,
                "reference_documents": renamed(row["reference_documents"]),
                "funding_sources": funding,
                "institutions_printed": " ".join(listed[row["activity_id"]]),
                "funding_printed": funding.replace(";", " "),
            }
        )
    return found


def responsibilities() -> Table:
    """Who leads and who supports; stated for most activities, inferred from the order for some."""
    inferred = {row["activity_id"] for row in model("activities") if row["objective_id"] in LEADS_NOT_STATED}
    return [
        {
            "activity_id": row["activity_id"],
            "institution": institution_codes()[row["institution"]],
            "role": row["role"],
            "basis": row["basis"] if row["activity_id"] in inferred else "stated",
        }
        for row in model("responsibilities")
    ]


def reporting() -> Table:
    """The reports that the plan calls for."""
    return [dict(row) for row in design("reporting")]


def printed_totals(budget: Sequence[Mapping[str, object]]) -> Table:
    """Totals as the plan prints them: one is wrong, and two objectives have none."""
    objective_of = {row["activity_id"]: row["objective_id"] for row in model("activities")}
    found: Table = []
    for row in model("printed_totals"):
        objective, year = row["objective_id"], row["year"]
        sums = [
            Decimal(str(line["amount"]))
            for line in budget
            if objective_of[str(line["activity_id"])] == objective and str(line["year"]) == year
        ]
        amount: Decimal | None = sum(sums, Decimal(0))
        if (objective, year) == ("I.3", "2022"):
            amount = sum(sums, Decimal(-60))
        if objective in ("IV.2", "V.1"):
            amount = None
        found.append({"objective_id": objective, "year": year, "amount": amount})
    return found

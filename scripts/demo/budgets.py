"""The planned money: amounts of the model plan, some that it leaves open, whether they are secured."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from demo.chance import Dice
from demo.naming import recoded
from demo.plan import Table, model

ADDED = {
    "I.1.2": 9000,
    "I.1.4": 4200,
    "I.1.5": 900,
    "I.3.5": 12000,
    "II.1.4": 1500,
    "II.1.5": 600,
    "II.1.13": 8000,
    "III.1.2": 1200,
    "III.1.4": 750,
    "III.1.6": 2400,
    "III.2.2": 1800,
    "III.2.7": 3600,
}
"""Yearly amounts of activities that the model plan leaves without any."""
CATEGORIES = ("goods and services", "goods and services", "wages", "equipment", "subsidies")


def budget_rows(activities: Table) -> Table:
    """plan/budget. Money that the model plan does not have is derived, as from a costing note."""
    dice = Dice("money")
    rows: Table = []
    for row in model("budget"):
        rows.append(
            {
                "activity_id": row["activity_id"],
                "year": int(row["year"]),
                "funding_source": recoded(row["funding_source"]),
                "amount": Decimal(row["amount"]),
                "currency": "EUR",
                "basis": row["basis"],
                "note": row["note"],
                "amount_printed": row["amount_printed"],
            }
        )
    sources = {str(row["activity_id"]): str(row["funding_sources"]) for row in activities}
    ends = {str(row["activity_id"]): str(row["end"]) for row in activities}
    for activity, amount in ADDED.items():
        for year in range(2022, min(int(ends[activity][:4] or 2024), 2024) + 1):
            rows.append(
                {
                    "activity_id": activity,
                    "year": year,
                    "funding_source": sources[activity],
                    "amount": Decimal(amount),
                    "currency": "EUR",
                    "basis": "derived",
                    "note": f"{amount // 3} x 3",
                    "amount_printed": "",
                }
            )
    order = {str(row["activity_id"]): place for place, row in enumerate(activities)}
    rows.sort(key=lambda row: (order[str(row["activity_id"])], int(str(row["year"]))))
    return [{**row, **_kind(row, dice)} for row in rows]


def _kind(row: Mapping[str, object], dice: Dice) -> dict[str, object]:
    """Whether the money is secured, in kind, and for what; a zero is neither."""
    place, kind, named = dice.below(10), dice.happens(12), dice.happens(60)
    category = dice.pick(CATEGORIES) if named else ""
    source = str(row["funding_source"])
    if not row["amount"]:
        return {}
    if source == "BUD":
        secured = "yes" if place < 7 else "partly"
    else:
        secured = ("yes", "partly", "no")[place % 3] if source else "no"
    in_kind = True if kind and source not in ("", "BUD") else None
    return {"secured": secured, "in_kind": in_kind, "cost_category": category}

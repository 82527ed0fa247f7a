"""Money: one currency, and spending within what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault
from napeval.cycle.rules.rows import faults_of, group_number
from napeval.cycle.trace import part_text

_BUDGET, _SPENDING = "plan/budget", "monitoring/expenditure"
_CENT = 0.005


def money_faults(tables: Mapping[str, pd.DataFrame], meta: Meta | None) -> Iterator[Fault]:
    """Amounts in another currency, and activities that spent more than their budget."""
    for name in (_BUDGET, _SPENDING) if meta else ():
        currency = tables[name]["currency"]
        other = currency.notna() & (currency != meta.currency)  # type: ignore[union-attr]
        expected = {"expected": meta.currency}  # type: ignore[union-attr]
        yield from faults_of(
            tables[name], other, "currency_mixed", name, "currency", arguments=expected
        )
    yield from _overspent(tables)


def _overspent(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Activities whose reported spending is above all that the plan gives them.

    Of several reports on the same period and money the last counts. The fault stands at the row with which
    the budget is passed.
    """
    spending = tables[_SPENDING]
    spent = spending[(spending["stage"] == "spent") & spending["amount"].notna()]
    planned = tables[_BUDGET].groupby("activity_id")["amount"].sum(min_count=1)
    if spent.empty or planned.empty:
        return
    same = group_number(spent, ["activity_id", "period", "funding_source", "cost_category"])
    by_day = spent.assign(same=same).sort_values("recorded_on", kind="stable")
    last = by_day.drop_duplicates("same", keep="last")
    running = last.groupby("activity_id")["amount"].cumsum()
    budget = last["activity_id"].map(planned)
    beyond = running > budget + _CENT
    first = beyond & ~beyond.groupby(last["activity_id"]).shift(fill_value=False)
    totals = last.groupby("activity_id")["amount"].sum()
    yield from faults_of(
        last.assign(spent=last["activity_id"].map(totals), budget=budget), first, "spending_above_budget",
        _SPENDING, "amount", severity="warning",
        arguments=lambda row: {
            "activity": str(row["activity_id"]), "spent": part_text(float(row["spent"])),
            "budget": part_text(float(row["budget"])),
        },
    )  # fmt: skip

"""Money: one currency, and spending within what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault
from napeval.cycle.periods import is_period, parse_period
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

    Of several reports on the same period and money the last counts, and of a year and its halves the year.
    The fault stands at the row with which the budget is passed.
    """
    spending = tables[_SPENDING]
    spent = spending[(spending["stage"] == "spent") & spending["amount"].notna()]
    planned = tables[_BUDGET].groupby("activity_id")["amount"].sum(min_count=1)
    if spent.empty or planned.empty:
        return
    same = group_number(spent, ["activity_id", "period", "funding_source", "cost_category"])
    by_day = spent.assign(same=same).sort_values("recorded_on", kind="stable")
    last = _without_parts(by_day.drop_duplicates("same", keep="last"))
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


def _without_parts(spent: pd.DataFrame) -> pd.DataFrame:
    """The reports whose period is not part of a longer one on the same money."""
    money = group_number(spent, ["activity_id", "funding_source", "cost_category"])
    parts = [
        row
        for _, rows in spent.groupby(money, sort=False)
        if len(rows) > 1
        for row in _inside_another(rows["period"])
    ]
    return spent.drop(index=parts)


def _inside_another(periods: pd.Series) -> Iterator[object]:
    """Rows whose period lies within the longer one of another row."""
    read = {row: parse_period(text) for row, text in periods.items() if is_period(text)}
    for row, period in read.items():
        longer = (other for other in read.values() if other.months > period.months)
        if any(other.start <= period.start and period.end <= other.end for other in longer):
            yield row

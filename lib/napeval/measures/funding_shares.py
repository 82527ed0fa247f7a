"""Funding shares: whose money is planned, committed and spent, as intervals where sources leave it open."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.budget import FUNDING_CLASSES, funding_class
from napeval.measures.money_scopes import with_objective
from napeval.measures.revised_money import BUDGET, revised_budget
from napeval.measures.rows import result_frame, total, with_traces
from napeval.measures.scopes import rows_by_scope
from napeval.measures.spending import COMMITTED, EXPENDITURE, SPENT, counted_money, reported_money

PLANNED, REVISED = "planned", "planned_revised"

_DTYPES = {
    "scope": "str", "scope_id": "str", "stage": "str", "amount": "float64",
    **dict.fromkeys(FUNDING_CLASSES, "float64"), "domestic_low": "float64", "domestic_high": "float64",
    "donor_low": "float64", "donor_high": "float64", "trace": "str",
}  # fmt: skip


def funding_shares(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """Whose money is planned, committed and spent in each part of the plan.

    Returns one row per scope (plan, pillar, strategic, specific) and stage: planned (as adopted, all years),
    planned_revised (as the revisions known have it), committed and spent (reported about periods that ended
    by the cutoff, each amount once). amount, domestic, donor, unresolved (currency of the cycle; missing
    where no amount is known); domestic_low, domestic_high, donor_low, donor_high: shares (0-1) if none and if
    all of the unresolved money were of the class. Missing where there is no money above zero.
    """
    counted = counted_money(reported_money(cycle, cutoff=cutoff, as_of=as_of))
    stages = {
        PLANNED: (BUDGET, with_objective(cycle, with_traces(BUDGET, cycle.table(BUDGET)))),
        REVISED: (BUDGET, with_objective(cycle, revised_budget(cycle, as_of=as_of))),
        COMMITTED: (EXPENDITURE, counted[counted["stage"] == COMMITTED]),
        SPENT: (EXPENDITURE, counted[counted["stage"] == SPENT]),
    }
    institutions, objectives = cycle.table("plan/institutions"), cycle.table("plan/objectives")
    classes = dict(zip(institutions["institution"], institutions["funding_class"], strict=True))
    scoped = {
        stage: (table, rows_by_scope(rows.assign(kind=_kinds(rows, classes)), objectives))
        for stage, (table, rows) in stages.items()
    }
    rows = [
        {"scope": scope[0], "scope_id": scope[1], "stage": stage, **_shares(scopes[scope], table)}
        for scope in scoped[PLANNED][1]
        for stage, (table, scopes) in scoped.items()
    ]
    return result_frame(rows, _DTYPES)


def _kinds(rows: pd.DataFrame, classes: dict[str, object]) -> list[str]:
    return [funding_class(named, classes) for named in rows["funding_source"]]


def _shares(rows: pd.DataFrame, table: str) -> dict[str, object]:
    amount = total(rows["amount"])
    trace = join_traces(rows["trace"]) or every_row(table)
    if math.isnan(amount):
        return {"trace": trace}
    sums = {name: math.fsum(rows.loc[rows["kind"] == name, "amount"]) for name in FUNDING_CLASSES}
    row: dict[str, object] = {"amount": amount, **sums, "trace": trace}
    for name in ("domestic", "donor"):
        possible = math.fsum([sums[name], sums["unresolved"]])
        row[f"{name}_low"] = sums[name] / amount if amount else math.nan
        row[f"{name}_high"] = possible / amount if amount else math.nan
    return row

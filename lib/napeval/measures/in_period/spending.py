"""Spending in the period: what was reported as committed and spent, beside the money planned for its year."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.in_period.reports import money_in
from napeval.measures.money_scopes import with_objective
from napeval.measures.revised_money import BUDGET, revised_budget
from napeval.measures.rows import result_frame, row_trace, total
from napeval.measures.scopes import rows_by_scope
from napeval.measures.spending import COMMITTED, EXPENDITURE, SPENT

_DTYPES = {
    "scope": "str", "scope_id": "str", "planned": "float64", "planned_year": "Int64", "committed": "float64",
    "spent": "float64", "activities": "Int64", "reported": "boolean", "trace": "str",
}  # fmt: skip


def period_spending(cycle: Cycle, *, period: Period, as_of: date) -> pd.DataFrame:
    """How much money was reported as committed and spent in the period, as known on as_of?

    Returns one row per scope (plan, pillar, strategic, specific), amounts in the currency of the cycle:
    - committed, spent: reported for periods that lie in this one, each money once (see counted_money);
      missing where nothing was reported, never zero
    - planned: money of the whole calendar year planned_year, in which the period lies, as last revised; the
      plan states years only, so that half a year has no plan of its own. Missing without an amount.
    - activities: number of activities reported on; reported: there is any.
    """
    revised = with_objective(cycle, revised_budget(cycle, as_of=as_of))
    objectives = cycle.table("plan/objectives")
    planned = rows_by_scope(revised[revised["year"] == period.year], objectives)
    found = rows_by_scope(money_in(cycle, period, as_of=as_of), objectives)
    return result_frame(
        (
            {
                "scope": scope[0], "scope_id": scope[1], "planned_year": period.year,
                **_money(planned[scope], found[scope]),
            }
            for scope in planned
        ),
        _DTYPES,
    )  # fmt: skip


def _money(planned: pd.DataFrame, found: pd.DataFrame) -> dict[str, object]:
    return {
        "planned": total(planned["amount"]),
        **{stage: total(found.loc[found["stage"] == stage, "amount"]) for stage in (COMMITTED, SPENT)},
        "activities": found["activity_id"].nunique(),
        "reported": not found.empty,
        "trace": join_traces(
            [join_traces(planned["trace"]) or every_row(BUDGET), row_trace(EXPENDITURE, found)]
        ),
    }

"""Expenditure: what was committed and spent, against what was planned."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.budget import ALL_YEARS, plan_years
from napeval.measures.rows import known_rows, result_frame, row_trace, total
from napeval.measures.scopes import rows_by_scope

_SUBJECT = ["activity_id", "stage", "funding_source", "cost_category"]
_DTYPES = {
    "scope": "str", "scope_id": "str", "year": "str", "planned": "float64", "committed": "float64",
    "spent": "float64", "execution": "float64", "reported": "boolean", "trace": "str",
}  # fmt: skip


def expenditure(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How much of the planned money was committed and spent by the cutoff, as known on as_of.

    Returns one row per scope (plan, pillar, strategic, specific) and year that has begun by the cutoff, and
    "all" for these years together (currency of the cycle):
    - planned: amounts of the plan for the whole year. committed, spent: what was reported about periods that
      ended by the cutoff; missing where nothing was reported, never zero
    - execution: spent / planned; missing where no spending was reported or nothing above zero is planned.
      It says how much of the plan's money is known to be spent: an activity without a report adds nothing.
    - reported: something was reported in this scope and year.
    A report about a longer period takes the place of those about periods within it (the year, of its
    quarters), a later one of an earlier one about the same period. A period across years counts under "all"
    only.
    """
    objective_of = cycle.table("plan/activities").set_index("activity_id")["objective_id"]
    objectives, planned = cycle.table("plan/objectives"), cycle.table("plan/budget")
    planned_by_scope = rows_by_scope(_with_objective(planned, objective_of), objectives)
    reported = _reported(cycle.table("monitoring/expenditure"), cutoff, as_of)
    years: list[int | None] = [year for year in plan_years(cycle) if date(year, 1, 1) <= cutoff]
    rows = [
        {"scope": scope[0], "scope_id": scope[1], **_spent(planned_by_scope[scope], found, year, cutoff)}
        for scope, found in rows_by_scope(_with_objective(reported, objective_of), objectives).items()
        for year in [*years, None]
    ]
    return result_frame(rows, _DTYPES)


def _with_objective(rows: pd.DataFrame, objective_of: pd.Series) -> pd.DataFrame:
    return rows.assign(objective_id=rows["activity_id"].map(objective_of))


def _reported(rows: pd.DataFrame, cutoff: date, as_of: date) -> pd.DataFrame:
    """What counts: known, about periods ended by the cutoff, each stretch once; with a column `in_year`."""
    known = known_rows("monitoring/expenditure", rows, as_of)
    periods = {text: parse_period(text) for text in known["period"]}
    ended = known[known["period"].map(lambda text: periods[text].end <= cutoff).astype(bool)]
    ended = ended.sort_values("recorded_on", kind="stable")
    kept = [
        index
        for _, group in ended.groupby(_SUBJECT, dropna=False, sort=False)
        for index in _outermost([(index, periods[text]) for index, text in group["period"].items()])
    ]
    counted = ended.loc[sorted(kept)]
    in_year = [_single_year(periods[text]) for text in counted["period"]]
    return counted.assign(in_year=pd.Series(in_year, index=counted.index, dtype="Int64"))


def _outermost(periods: list[tuple[int, Period]]) -> list[int]:
    """The rows, given in order of recording, whose period lies within no other; of equal ones the last."""
    return [
        index
        for place, (index, period) in enumerate(periods)
        if not any(
            other.start <= period.start and period.end <= other.end and (other != period or later > place)
            for later, (_, other) in enumerate(periods)
        )
    ]


def _single_year(period: Period) -> int | None:
    return period.year if period.start.year == period.end.year else None


def _spent(planned: pd.DataFrame, reported: pd.DataFrame, year: int | None, cutoff: date) -> dict[str, Any]:
    """Planned and spent in one year, or in all years up to the cutoff."""
    if year is None:
        planned, name = planned[planned["year"] <= cutoff.year], ALL_YEARS
    else:
        planned, name = planned[planned["year"] == year], str(year)
        reported = reported[(reported["in_year"] == year).fillna(False)]
    amounts = {
        stage: total(reported.loc[reported["stage"] == stage, "amount"]) for stage in ("committed", "spent")
    }
    plan_amount = total(planned["amount"])
    known = not reported.empty
    return {
        "year": name,
        "planned": plan_amount,
        **amounts,
        "execution": amounts["spent"] / plan_amount if plan_amount > 0 else math.nan,
        "reported": known,
        "trace": join_traces(
            [row_trace("plan/budget", planned), row_trace("monitoring/expenditure", reported)]
        ),
    }

"""Expenditure: what was committed and spent, against what was planned."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
    Reports about the same money (activity, stage, source, category) are added only where their periods do not
    overlap: those count that cover the most months, and of equal cover the fewest (the year, not its
    quarters); of two about the same period the later. A year counts the reports that lie within it, so a
    period across years counts under "all" only, and there it may take the place of reports that count in
    a year: "all" need not be the sum of the years.
    """
    objective_of = cycle.table("plan/activities").set_index("activity_id")["objective_id"]
    objectives = cycle.table("plan/objectives")
    planned_by_scope = rows_by_scope(_with_objective(cycle.table("plan/budget"), objective_of), objectives)
    reported = _with_objective(_reported(cycle.table("monitoring/expenditure"), cutoff, as_of), objective_of)
    years = [year for year in plan_years(cycle) if date(year, 1, 1) <= cutoff]
    counted: dict[int | None, pd.DataFrame] = {
        year: _counted(reported[(reported["in_year"] == year).fillna(False)]) for year in years
    }
    by_year = {
        year: rows_by_scope(found, objectives)
        for year, found in {**counted, None: _counted(reported)}.items()
    }
    rows = [
        {"scope": scope[0], "scope_id": scope[1], **_spent(planned, by_year[year][scope], year, cutoff)}
        for scope, planned in planned_by_scope.items()
        for year in by_year
    ]
    return result_frame(rows, _DTYPES)


def _with_objective(rows: pd.DataFrame, objective_of: pd.Series) -> pd.DataFrame:
    return rows.assign(objective_id=rows["activity_id"].map(objective_of))


def _reported(rows: pd.DataFrame, cutoff: date, as_of: date) -> pd.DataFrame:
    """What was known about periods ended by the cutoff, as recorded; with columns `stretch` and `in_year`."""
    known = known_rows("monitoring/expenditure", rows, as_of).sort_values("recorded_on", kind="stable")
    stretches = pd.Series([parse_period(text) for text in known["period"]], index=known.index, dtype="object")
    years = pd.Series([_single_year(one) for one in stretches], index=known.index, dtype="Int64")
    ended = stretches.map(lambda one: one.end <= cutoff).astype(bool)
    return known.assign(stretch=stretches, in_year=years)[ended]


def _counted(reported: pd.DataFrame) -> pd.DataFrame:
    """Of reports about the same money, those that stand side by side; in the order of the table."""
    kept = [
        index
        for _, group in reported.groupby(_SUBJECT, dropna=False, sort=False)
        for index in _side_by_side(list(group["stretch"].items()))
    ]
    return reported.loc[sorted(kept)]


def _side_by_side(reports: Sequence[tuple[Any, Period]]) -> list[Any]:
    """The reports that cover the most months without any overlap; where several sets do, the fewest reports.

    reports: in order of recording; of equal periods the last counts.
    """
    last = {period: index for index, period in reports}
    ordered = sorted(last, key=lambda period: (period.end, period.start))
    best: list[tuple[tuple[int, int], tuple[Period, ...]]] = [((0, 0), ())]
    for place, period in enumerate(ordered):
        before = sum(other.end < period.start for other in ordered[:place])
        (months, count), chosen = best[before]
        with_it = ((months + period.months, count - 1), (*chosen, period))
        best.append(max(best[-1], with_it, key=lambda choice: choice[0]))
    return [last[period] for period in best[-1][1]]


def _single_year(period: Period) -> int | None:
    return period.year if period.start.year == period.end.year else None


def _spent(planned: pd.DataFrame, reported: pd.DataFrame, year: int | None, cutoff: date) -> dict[str, Any]:
    """Planned and spent in one year, or (None) in all years up to the cutoff. reported: what counts in it."""
    if year is None:
        planned, name = planned[planned["year"] <= cutoff.year], ALL_YEARS
    else:
        planned, name = planned[planned["year"] == year], str(year)
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

"""Spending reports: which of the reports about committed and spent money count, so that none counts twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period
from napeval.measures.rows import known_rows, with_traces

EXPENDITURE = "monitoring/expenditure"
COMMITTED, SPENT = "committed", "spent"
_SUBJECT = ["activity_id", "stage", "funding_source", "cost_category"]


def reported_money(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """What was known on as_of about money in periods that ended by the cutoff, in order of recording.

    Rows of monitoring/expenditure, corrections in place of what they correct, with the columns objective_id,
    trace, stretch (the Period) and in_year (its year; missing for a period across years).
    """
    rows = cycle.table(EXPENDITURE)
    objective_of = cycle.table("plan/activities").set_index("activity_id")["objective_id"]
    known = known_rows(EXPENDITURE, rows, as_of).sort_values("recorded_on", kind="stable")
    stretches = pd.Series([parse_period(text) for text in known["period"]], index=known.index, dtype="object")
    years = pd.Series([_single_year(one) for one in stretches], index=known.index, dtype="Int64")
    ended = stretches.map(lambda one: one.end <= cutoff).astype(bool)
    return with_traces(EXPENDITURE, known).assign(
        objective_id=known["activity_id"].map(objective_of), stretch=stretches, in_year=years
    )[ended]


def counted_money(reported: pd.DataFrame) -> pd.DataFrame:
    """Of reports about the same money, those that stand side by side; in the order of the table.

    reported: rows of reported_money(). Same money: the same activity, stage, source and category. Of reports
    whose periods overlap those count that cover the most months, and of equal cover the fewest (the year, not
    its quarters); of two about the same period the later.
    """
    kept = [
        index
        for _, group in reported.groupby(_SUBJECT, dropna=False, sort=False)
        for index in _side_by_side(list(group["stretch"].items()))
    ]
    return reported.loc[sorted(kept)]


def months_covered(periods: Iterable[Period], first: date, last: date) -> bool:
    """Whether these periods together cover every month from the day first to the day last."""
    open_from = first
    for period in sorted(periods):
        if period.start > open_from:
            break
        open_from = max(open_from, period.end + timedelta(days=1))
    return open_from > last


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

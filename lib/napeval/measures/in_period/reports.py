"""Reports of the period: what institutions said of activities about periods that ended in it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period
from napeval.measures.last_reports import PROGRESS, reports_until
from napeval.measures.rows import with_traces
from napeval.measures.spending import counted_money, reported_money


def ends_in(ends: pd.Series, period: Period) -> pd.Series:
    """Where a last day lies in the period, its first and last day included. ends: dates, maybe missing."""
    return ends.map(lambda end: isinstance(end, date) and period.start <= end <= period.end).astype(bool)


def progress_in(cycle: Cycle, period: Period, *, as_of: date) -> pd.DataFrame:
    """The progress reports known on as_of about periods that ended in the period, corrections counted once.

    Such a report covers the period, a part of it, or reaches back before it. One about a longer period that
    ends later says how things stood on another day, and does not count. Rows of monitoring/progress by last
    day, reporter and period, with the columns ends (last day) and trace.
    """
    known = reports_until(cycle.table(PROGRESS), cutoff=period.end, as_of=as_of)
    inside = with_traces(PROGRESS, known[ends_in(known["ends"], period)])
    return inside.sort_values(["ends", "reported_by", "period"], kind="stable")


def money_in(cycle: Cycle, period: Period, *, as_of: date) -> pd.DataFrame:
    """What was known on as_of about money in periods that lie in the period; each money counted once.

    Rows as from reported_money(). A report about a longer period says nothing about this one alone.
    """
    reported = reported_money(cycle, cutoff=period.end, as_of=as_of)
    inside = reported["stretch"].map(lambda stretch: stretch.start >= period.start).astype(bool)
    return counted_money(reported[inside])

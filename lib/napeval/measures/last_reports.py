"""Last reports: what institutions last said of an activity by a cutoff, as known on a day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.periods import parse_period
from napeval.measures.rows import known_rows

PROGRESS = "monitoring/progress"


def reports_until(progress: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """The reports known on as_of about periods that ended by the cutoff, with a column `ends` (last day).

    progress: monitoring/progress; corrections count once.
    """
    known = known_rows(PROGRESS, progress, as_of)
    ends = pd.Series([parse_period(text).end for text in known["period"]], index=known.index, dtype="object")
    return known.assign(ends=ends)[ends.map(lambda end: end <= cutoff).astype(bool)]


def last_reports(reports: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """By activity, the reports that say how it stands: of the last day reported on, each reporter's newest.

    reports: as from reports_until(). Where the rows of an activity differ, its reporters contradict each
    other.
    """
    found = {}
    for activity, rows in reports.groupby("activity_id", sort=False):
        last = rows[rows["ends"] == rows["ends"].max()]
        newest = last.groupby("reported_by")["recorded_on"].transform("max")
        found[str(activity)] = last[last["recorded_on"] == newest]
    return found

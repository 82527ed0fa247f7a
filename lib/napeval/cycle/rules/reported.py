"""Progress reports: dates that can be, and reports that do not contradict one another in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.faults import Fault
from napeval.cycle.periods import is_period, parse_period
from napeval.cycle.rules.rows import faults_of
from napeval.cycle.trace import part_text

_TABLE = "monitoring/progress"
_DONE, _OVER = "completed", ("completed", "cancelled")


def progress_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Completed with a date to come, ended before it began, said to be done and then not, told twice."""
    progress = tables[_TABLE]
    if progress.empty:
        return
    completed, recorded = progress["completed_on"], progress["recorded_on"]
    yield from faults_of(
        progress, completed > recorded, "completed_in_future", _TABLE, "completed_on",
        arguments=lambda row: {"recorded": part_text(row["recorded_on"])},
    )  # fmt: skip
    yield from faults_of(
        progress, completed < progress["started_on"], "end_before_start", _TABLE, "completed_on",
        arguments=lambda row: {"start": part_text(row["started_on"])},
    )  # fmt: skip
    yield from faults_of(
        progress, completed.notna() & progress["status"].notna() & ~progress["status"].isin(_OVER),
        "completed_on_unfinished", _TABLE, "completed_on",
        arguments=lambda row: {"status": str(row["status"])},
    )  # fmt: skip
    yield from faults_of(
        progress, (progress["status"] == _DONE) & (progress["completion"] < 1), "completed_in_part", _TABLE,
        "completion", severity="warning",
    )  # fmt: skip
    yield from _between_reporters(progress)
    yield from _after_completion(progress)


def _last_reports(progress: pd.DataFrame) -> pd.DataFrame:
    """The last report of each reporter on each activity and period, periods in their order."""
    ends = {text: parse_period(text).end for text in progress["period"].dropna().unique() if is_period(text)}
    dated = progress.assign(end=pd.to_datetime(progress["period"].map(ends)))
    keys = ["activity_id", "period", "reported_by"]
    known = dated[dated["end"].notna() & dated["status"].notna() & dated["activity_id"].notna()]
    return known.sort_values(["end", "recorded_on"], kind="stable").drop_duplicates(keys, keep="last")


def _between_reporters(progress: pd.DataFrame) -> Iterator[Fault]:
    """Two institutions that report on one activity and period say the same of whether it is done."""
    last = _last_reports(progress)
    for (_, period), told in last.groupby(["activity_id", "period"], sort=False):
        done = told["status"] == _DONE
        if done.any() and not done.all():
            first = told[done].iloc[0]
            said = {
                "institution": str(first["reported_by"]), "period": str(period),
                "row": str(told.index[done.to_numpy()][0]),
            }  # fmt: skip
            yield from faults_of(
                told, ~done, "reports_contradict", _TABLE, "status", severity="warning",
                arguments=said,
            )  # fmt: skip


def _after_completion(progress: pd.DataFrame) -> Iterator[Fault]:
    """What an institution reported as completed is not under way in a later report of its own."""
    last = _last_reports(progress)
    done = last["status"] == _DONE
    first_done = last[done].groupby(["activity_id", "reported_by"], dropna=False)["end"].min()
    keys = pd.MultiIndex.from_frame(last[["activity_id", "reported_by"]])
    since = pd.Series(pd.to_datetime(first_done.reindex(keys)).to_numpy(), index=last.index)
    later = last[~done & (last["end"] > since)]
    before = since[later.index]
    yield from faults_of(
        later.assign(since=before), pd.Series(True, index=later.index), "reopened", _TABLE, "status",
        severity="warning", arguments=lambda row: {"day": part_text(row["since"])},
    )  # fmt: skip

"""Delivery in time: planned against actual duration, and by how many days activities slipped."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.carried_out import (
    UNKNOWN,
    Moment,
    begun,
    completed,
    days_after,
    days_between,
    planned_period,
)
from napeval.measures.last_reports import PROGRESS, last_reports, reports_until
from napeval.measures.last_words import CANCELLED, COMPLETED, NOT_REPORTED
from napeval.measures.rows import result_frame, row_trace

EARLY, ON_TIME, LATE, OVERDUE, NOT_DUE = "early", "on_time", "late", "overdue", "not_due"
DISPUTED, NO_DEADLINE, NOT_KNOWN = "disputed", "no_deadline", "unknown"
PUNCTUALITY = (
    EARLY, ON_TIME, LATE, OVERDUE, NOT_DUE, CANCELLED, DISPUTED, NO_DEADLINE, NOT_REPORTED, NOT_KNOWN,
)  # fmt: skip

_DTYPES = {
    "activity_id": "str", "objective_id": "str", "status": "str", "start_planned": "str", "end": "str",
    "end_adopted": "str", "started_low": "str", "started_high": "str", "completed_low": "str",
    "completed_high": "str", "dates": "str", "planned_days_low": "Int64", "planned_days_high": "Int64",
    "actual_days_low": "Int64", "actual_days_high": "Int64", "start_slippage_low": "Int64",
    "start_slippage_high": "Int64", "slippage_low": "Int64", "slippage_high": "Int64",
    "slippage_adopted_low": "Int64", "slippage_adopted_high": "Int64", "punctuality": "str", "trace": "str",
}  # fmt: skip


def delivery_time(cycle: Cycle, activities: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How long each activity was to take and took, and how far it slipped, in days.

    activities: the frame of activities() of the same days. Returns one row for each, in its order:
    - start_planned, end, end_adopted: the periods planned for its start and its end (as revised, as adopted)
    - started_low, started_high, completed_low, completed_high: the first and the last day on which it can
      have begun and been completed: the same where a report states the day, apart where reporters differ or
      only the periods of reports are known, missing where even that is open. dates: stated (both days are),
      from_periods (one is only bounded by periods), or missing where nothing is known.
    - planned_days: from its planned start to the last day of its deadline, both counted; two bounds, because
      a start planned for 2022 may lie anywhere in it. actual_days: from start to completion; for what is not
      completed, to the last day reported on.
    - start_slippage: days from the planned to the actual start, negative before it; bounds, because a start
      planned for 2022 may lie anywhere in it. slippage: from the last day of the deadline to the completion,
      negative before it; slippage_adopted: the same against the deadline as adopted. What is not completed
      has slipped at least to the last day reported on, without an upper bound; what is cancelled has not
      slipped.
    - punctuality: early (completed before the period of its deadline began), on_time, late, overdue, not_due,
      cancelled, disputed (reporters differ on whether it is completed), no_deadline, not_reported, unknown.
    """
    progress = reports_until(cycle.table(PROGRESS), cutoff=cutoff, as_of=as_of)
    by_activity = {str(one): rows for one, rows in progress.groupby("activity_id", sort=False)}
    last = last_reports(progress)
    starts = cycle.table("plan/activities").set_index("activity_id")["start"]
    rows = [
        {
            "activity_id": activity.activity_id,
            **_timed(activity, starts[activity.activity_id], by_activity.get(activity.activity_id), last),
        }
        for activity in activities.itertuples(index=False)
    ]
    return result_frame(rows, _DTYPES)


def _timed(
    activity: Any, start: object, reports: pd.DataFrame | None, last: dict[str, pd.DataFrame]
) -> dict[str, Any]:
    began = ended = UNKNOWN
    if reports is not None:
        newest = last[activity.activity_id]
        began = begun(reports, newest)
        if activity.status_high == COMPLETED:
            ended = completed(reports, newest, began)
        if activity.status != COMPLETED:
            # Not completed, or disputed: it ended after the last day reported on, if at all.
            ended = Moment(ended.low or newest["ends"].iloc[0], None)
    planned_start, deadline = planned_period(start), planned_period(activity.end)
    whole = days_between(planned_start, Moment(deadline.high, deadline.high))
    row: dict[str, Any] = {
        "objective_id": activity.objective_id, "status": activity.status,
        "start_planned": start if isinstance(start, str) else None,
        "end": activity.end, "end_adopted": activity.end_adopted,
        "planned_days_low": whole[0], "planned_days_high": whole[1],
        "punctuality": _punctuality(activity, ended, deadline),
        "trace": join_traces(
            [activity.trace, row_trace(PROGRESS, reports) if reports is not None else ""]
        ),
    }  # fmt: skip
    if reports is None or activity.status == CANCELLED:
        return row | _days("started", began)
    is_done = activity.status == COMPLETED
    taken = days_between(began, ended) if is_done else _so_far(began, last[activity.activity_id])
    row |= {"actual_days_low": taken[0], "actual_days_high": taken[1], **_days("started", began)}
    row |= _days("completed", ended) if is_done else {}
    row["dates"] = _dates(began, ended if is_done else began)
    if planned_start.low is not None and planned_start.high is not None:
        row["start_slippage_low"] = days_after(began, planned_start.high)[0]
        row["start_slippage_high"] = days_after(began, planned_start.low)[1]
    open_yet = activity.status_high != COMPLETED
    for name, end in (("slippage", deadline), ("slippage_adopted", planned_period(activity.end_adopted))):
        low, high = (None, None) if end.high is None else days_after(ended, end.high)
        # Before its deadline, what is still open has not slipped.
        row |= {f"{name}_low": None if open_yet and low is not None and low <= 0 else low,
                f"{name}_high": high}  # fmt: skip
    return row


def _so_far(began: Moment, newest: pd.DataFrame) -> tuple[int | None, int | None]:
    until = newest["ends"].iloc[0]
    return days_between(began, Moment(until, until))


def _days(name: str, moment: Moment) -> dict[str, str | None]:
    return {
        f"{name}_low": None if moment.low is None else moment.low.isoformat(),
        f"{name}_high": None if moment.high is None else moment.high.isoformat(),
    }


def _dates(began: Moment, ended: Moment) -> str | None:
    if began == UNKNOWN and ended == UNKNOWN:
        return None
    return "stated" if began.dated and ended.dated else "from_periods"


def _punctuality(activity: Any, ended: Moment, deadline: Moment) -> str:
    if activity.status in (NOT_REPORTED, CANCELLED):
        return str(activity.status)
    if activity.status_high == COMPLETED and activity.status != COMPLETED:
        return DISPUTED
    if deadline.low is None or deadline.high is None:
        return NO_DEADLINE
    if activity.status != COMPLETED:
        return OVERDUE if activity.due else NOT_DUE
    if ended.low is not None and ended.low > deadline.high:
        return LATE
    if ended.high is None or ended.high > deadline.high:
        return NOT_KNOWN
    return EARLY if ended.high < deadline.low else ON_TIME

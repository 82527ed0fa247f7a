"""Delivery in the period: how much was reported, fell due, moved, and within what bounds that is known."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.delivery import delivered_shares
from napeval.measures.in_period.activities import (
    ADVANCED,
    COMPLETED,
    FELL_BACK,
    FIRST_REPORT,
    NOT_REPORTED,
    UNCHANGED,
)
from napeval.measures.last_reports import PROGRESS
from napeval.measures.revised_activities import REVISIONS
from napeval.measures.rows import parts_of, result_frame, share
from napeval.measures.scopes import rows_by_scope

_COUNTS = (
    "activities", "owed", "reported", "not_reported", "due_in_period", "due_completed", "due_not_reported",
    "completed_in_period", ADVANCED, UNCHANGED, FELL_BACK, FIRST_REPORT, "on_track", "off_track",
    "with_difficulty",
)  # fmt: skip
_SHARES = ("reported_share", "due_done_of_reported", "due_done_lower", "due_done_upper")
_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys(_COUNTS, "Int64"), **dict.fromkeys(_SHARES, "float64"),
    "trace": "str",
}  # fmt: skip
_MADE_FROM = ("plan/activities", REVISIONS, PROGRESS)


def period_delivery(cycle: Cycle, activities: pd.DataFrame, period_activities: pd.DataFrame) -> pd.DataFrame:
    """How much of the plan moved in the period, and within what bounds that is known?

    activities: the frame of activities() at the end of the period; period_activities: the results of that
    function. Returns one row per scope (plan, pillar, strategic, specific), with counts of activities and
    shares (0-1):
    - owed, and of these reported and not_reported; reported_share: reported of owed
    - due_in_period: with their deadline in the period; of these due_completed and due_not_reported (never,
      not only in the period); due_done_of_reported: completed of those due in the period and reported;
      due_done_lower, due_done_upper: completed of all due in the period, if nothing and if everything
      unreported was completed, and everything that some report calls completed
    - completed_in_period, advanced, unchanged, fell_back, first_report: by the change, of all activities
      reported on in the period, owed or not
    - on_track, off_track: by the track at the end of the period; with_difficulty: reports of the period name
      one.
    A share of nothing is missing; the bounds of what nobody reported on are 0 and 1.
    """
    status_high = activities.set_index("activity_id")["status_high"]
    rows = period_activities.assign(status_high=period_activities["activity_id"].map(status_high))
    return result_frame(
        (
            {"scope": scope, "scope_id": scope_id, **_delivered(inside)}
            for (scope, scope_id), inside in rows_by_scope(rows, cycle.table("plan/objectives")).items()
        ),
        _DTYPES,
    )


def _delivered(rows: pd.DataFrame) -> dict[str, object]:
    owed = rows[rows["owed"]]
    due = rows[rows["due_in_period"].fillna(False)]
    reported = int(owed["reported"].sum())
    changes, tracks = rows["change"].value_counts(), rows["track"].value_counts()
    shares = delivered_shares(due, "due_")
    return {
        "activities": len(rows),
        "owed": len(owed),
        "reported": reported,
        "not_reported": len(owed) - reported,
        "due_in_period": len(due),
        "due_completed": int((due["status"] == COMPLETED).sum()),
        "due_not_reported": int((due["status"] == NOT_REPORTED).sum()),
        "completed_in_period": int(changes.get(COMPLETED, 0)),
        **{change: int(changes.get(change, 0)) for change in (ADVANCED, UNCHANGED, FELL_BACK, FIRST_REPORT)},
        **{track: int(tracks.get(track, 0)) for track in ("on_track", "off_track")},
        "with_difficulty": int(rows["difficulty"].notna().sum()),
        "reported_share": share(reported, len(owed)),
        **{name: shares[name] for name in _SHARES if name in shares},
        "trace": parts_of(join_traces(rows["trace"]), _MADE_FROM) or every_row("plan/activities"),
    }

"""Revised activities: the deadlines, cancellations and additions that yearly operational plans brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.rows import known_rows, with_traces

REVISIONS = "plan/revisions"
DROPPED, ADDED, ADOPTED = "dropped", "added", "adopted"
NOT_AS_PLANNED = frozenset({"postponed", DROPPED})
"""Changes by which an activity is not carried out as it was planned."""


@dataclass(frozen=True)
class Revised:
    """What the revisions known of one activity come to.

    end: the deadline last set, None where none was. dropped: the last revision drops the activity. added: it
    came into the plan by a revision. reason_stated: a revision that postpones or drops it says why. trace:
    the rows that say so.
    """

    end: str | None = None
    dropped: bool = False
    added: bool = False
    reason_stated: bool = False
    trace: str = ""

    @property
    def plan_state(self) -> str:
        """Whether the activity stands in the plan: dropped, added by a revision, or as adopted."""
        return DROPPED if self.dropped else ADDED if self.added else ADOPTED


AS_ADOPTED = Revised()


def revised_activities(revisions: pd.DataFrame, *, as_of: date | None) -> dict[str, Revised]:
    """The revised activities, by activity. revisions: plan/revisions; those recorded by as_of count
    (None: all).

    Of each year's revision the last recorded counts, and of several years the latest.
    """
    known = known_rows(REVISIONS, revisions, as_of)
    ordered = _in_order(with_traces(REVISIONS, known))
    return {str(activity): _revised(rows) for activity, rows in ordered.groupby("activity_id", sort=False)}


def activities_in_plan(cycle: Cycle, *, as_of: date | None) -> pd.DataFrame:
    """The rows of plan/activities that stood in the plan on as_of (None: to this day), dropped ones too.

    An activity whose first revision adds it was not in the plan before that revision was recorded.
    """
    plan, revisions = cycle.table("plan/activities"), cycle.table(REVISIONS)
    if as_of is None or revisions.empty:
        return plan
    first = _in_order(revisions).drop_duplicates("activity_id")
    later = first[(first["change"] == ADDED) & (first["recorded_on"] > pd.Timestamp(as_of))]
    return plan[~plan["activity_id"].isin(later["activity_id"])]


def _in_order(revisions: pd.DataFrame) -> pd.DataFrame:
    return revisions.sort_values(["recorded_on", "year"], kind="stable")


def _revised(rows: pd.DataFrame) -> Revised:
    """What the revisions of one activity, in order of recording, come to."""
    setting, last, first = rows[rows["new_end"].notna()].tail(1), rows.tail(1), rows.head(1)
    dropped = bool((last["change"] == DROPPED).all())
    added = bool((first["change"] == ADDED).all())
    excused = rows["change"].isin(NOT_AS_PLANNED) & rows["reason"].notna()
    traces = [*(first["trace"] if added else ()), *setting["trace"], *(last["trace"] if dropped else ())]
    return Revised(
        end=str(setting["new_end"].iloc[0]) if len(setting) else None, dropped=dropped, added=added,
        reason_stated=bool(excused.any()), trace=join_traces(traces),
    )  # fmt: skip

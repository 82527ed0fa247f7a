"""Revised activities: the deadlines and cancellations that yearly operational plans brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from napeval.cycle.trace import join_traces
from napeval.measures.rows import known_rows, row_traces

REVISIONS = "plan/revisions"
DROPPED = "dropped"


@dataclass(frozen=True)
class Revised:
    """What the revisions known of one activity come to.

    end: the deadline last set, None where none was. dropped: the last revision drops the activity. trace: the
    rows that say so.
    """

    end: str | None = None
    dropped: bool = False
    trace: str = ""


AS_ADOPTED = Revised()


def revised_activities(revisions: pd.DataFrame, *, as_of: date) -> dict[str, Revised]:
    """The revised activities, by activity. revisions: plan/revisions; those recorded by as_of count.

    Of each year's revision the last recorded counts, and of several years the latest.
    """
    known = known_rows(REVISIONS, revisions, as_of)
    known = known.assign(trace=row_traces(REVISIONS, known))
    ordered = known.sort_values(["recorded_on", "year"], kind="stable")
    return {str(activity): _revised(rows) for activity, rows in ordered.groupby("activity_id", sort=False)}


def _revised(rows: pd.DataFrame) -> Revised:
    """What the revisions of one activity, in order of recording, come to."""
    setting, last = rows[rows["new_end"].notna()].tail(1), rows.tail(1)
    dropped = bool((last["change"] == DROPPED).all())
    return Revised(
        end=str(setting["new_end"].iloc[0]) if len(setting) else None, dropped=dropped,
        trace=join_traces([*setting["trace"], *(last["trace"] if dropped else ())]),
    )  # fmt: skip

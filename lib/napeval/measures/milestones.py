"""Milestone outputs: done or not done, by the reports on the activity that produces them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import join_traces, trace_of
from napeval.measures.observed import Observed
from napeval.measures.path import end_of
from napeval.measures.planned import Planned, Target
from napeval.measures.rows import KEYS, known_rows
from napeval.measures.voices import text_of

DONE = "completed"


@dataclass(frozen=True)
class MilestoneReport:
    """When an activity is to be done, and what its last reports say: done, not done, or nothing (None)."""

    end: str = ""
    done: bool | None = None
    period: str | None = None
    sources: int = 0
    activity_trace: str = ""
    report_trace: str = ""

    def observed(self, otherwise: Observed) -> Observed:
        """1 for done, 0 for reported and not done; without a report what is known otherwise."""
        if self.done is None:
            return replace(otherwise, trace=join_traces([otherwise.trace, self.activity_trace]))
        value = Fraction(int(self.done))
        return Observed(
            state="measured", low=value, high=value, period=self.period, sources=self.sources,
            trace=join_traces([self.activity_trace, self.report_trace]),
        )  # fmt: skip

    def planned(self, planned: Planned, cycle_end: date) -> Planned:
        """The target of a milestone: done by the end of its activity, else (inferred) of the cycle."""
        if planned.target is not None:
            return planned
        end = parse_period(self.end).end if self.end else cycle_end
        target = Target(value=Fraction(1), year=end.year, due=end_of(end), year_inferred=not self.end)
        flags = planned.flags if self.end else (*planned.flags, "target_year_inferred")
        trace = join_traces([planned.trace, self.activity_trace])
        return replace(planned, target=target, first_due=target.due, flags=flags, trace=trace)


def milestone_reports(cycle: Cycle, *, cutoff: date, as_of: date) -> dict[str, MilestoneReport]:
    """The deadline and last reports of every activity, by activity.

    The last period that ends by the cutoff counts, as recorded by as_of; where institutions differ on it, an
    activity is not done until all of them say so.
    """
    last = _last_reports(known_rows("monitoring/progress", cycle.table("monitoring/progress"), as_of), cutoff)
    reports = {}
    for activity in cycle.table("plan/activities").itertuples(index=False):
        activity_trace = f"plan/activities#{activity.activity_id}"
        rows = last.get(activity.activity_id)
        reports[activity.activity_id] = _report(rows, text_of(activity.end), activity_trace)
    return reports


def _last_reports(progress: pd.DataFrame, cutoff: date) -> dict[str, pd.DataFrame]:
    ends = progress["period"].map(lambda text: pd.Timestamp(parse_period(text).end)).astype("datetime64[us]")
    inside = progress.assign(_end=ends)[ends <= pd.Timestamp(cutoff)]
    return {
        str(activity): rows[rows["_end"] == rows["_end"].max()]
        for activity, rows in inside.groupby("activity_id")
    }


def _report(rows: pd.DataFrame | Any, end: str, activity_trace: str) -> MilestoneReport:
    if rows is None:
        return MilestoneReport(end=end, activity_trace=activity_trace)
    return MilestoneReport(
        end=end, done=bool((rows["status"] == DONE).all()), period=rows["period"].iloc[-1],
        sources=int(rows["reported_by"].nunique()), activity_trace=activity_trace,
        report_trace=trace_of("monitoring/progress", rows, KEYS["monitoring/progress"]),
    )  # fmt: skip

"""Milestone outputs: done or not done, by the reports on the activity that produces them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.last_reports import PROGRESS, last_reports, reports_until
from napeval.measures.observed import Observed
from napeval.measures.path import end_of
from napeval.measures.planned import Planned, Target
from napeval.measures.revised_activities import AS_ADOPTED, REVISIONS, Revised, revised_activities
from napeval.measures.rows import row_trace, row_traces
from napeval.measures.voices import text_of

DONE = "completed"


@dataclass(frozen=True)
class MilestoneReport:
    """When an activity is to be done, and what is known of it: done, not done, or nothing (None).

    end: the deadline, as revised; postponed: the plan as adopted sets another. disputed: some of the last
    reports say done, others not.
    """

    end: str = ""
    postponed: bool = False
    done: bool | None = None
    disputed: bool = False
    period: str | None = None
    sources: int = 0
    activity_trace: str = ""
    report_trace: str = ""
    own_marks: tuple[str, ...] = ()
    marks_trace: str = ""

    def observed(self, otherwise: Observed) -> Observed:
        """1 for done, 0 for reported and not done, anything between where that is disputed.

        otherwise: what is known without a report.
        """
        if self.done is None:
            return replace(otherwise, rows=join_traces([otherwise.trace, self.activity_trace]))
        low, high = Fraction(int(self.done)), Fraction(int(self.done or self.disputed))
        return Observed(
            state="disputed" if self.disputed else "measured", low=low, high=high, period=self.period,
            sources=self.sources, flags=("disputed",) if self.disputed else (),
            rows=join_traces([self.activity_trace, self.report_trace]),
        )  # fmt: skip

    def planned(self, planned: Planned, cycle_end: date) -> Planned:
        """The target of a milestone: done by the end of its activity, else (inferred) of the cycle."""
        if planned.target is not None:
            return planned
        end = parse_period(self.end).end if self.end else cycle_end
        target = Target(value=Fraction(1), year=end.year, due=end_of(end), year_inferred=not self.end)
        flags = planned.flags if self.end else (*planned.flags, "target_year_inferred")
        flags = (*flags, "deadline_revised") if self.postponed else flags
        trace = join_traces([planned.trace, self.activity_trace])
        return replace(planned, target=target, first_due=target.due, flags=flags, trace=trace)


def milestone_reports(cycle: Cycle, *, cutoff: date, as_of: date) -> dict[str, MilestoneReport]:
    """The deadline and last reports of every activity, by activity.

    The reports of last_reports() count, as recorded by as_of; where some of them call the activity completed
    and others do not, it is disputed whether the milestone is reached. The deadline is the one that the
    revisions known set last; without a report, a milestone whose activity they drop is not reached.
    """
    last = last_reports(reports_until(cycle.table(PROGRESS), cutoff=cutoff, as_of=as_of))
    revised = revised_activities(cycle.table(REVISIONS), as_of=as_of)
    plan = cycle.table("plan/activities")
    return {
        activity: _report(last.get(activity), text_of(end), revised.get(activity, AS_ADOPTED), trace)
        for activity, end, trace in zip(
            plan["activity_id"], plan["end"], row_traces("plan/activities", plan), strict=True
        )
    }


def _report(
    rows: pd.DataFrame | None, adopted: str, revision: Revised, activity_trace: str
) -> MilestoneReport:
    end = revision.end or adopted
    postponed = end != adopted
    activity_trace = join_traces([activity_trace, revision.trace])
    if rows is None:
        return MilestoneReport(
            end=end, postponed=postponed, done=False if revision.dropped else None,
            activity_trace=activity_trace,
        )  # fmt: skip
    done = rows["status"] == DONE
    marked = rows[rows["own_mark"].notna()]
    return MilestoneReport(
        end=end, postponed=postponed, done=bool(done.all()), disputed=bool(done.any() and not done.all()),
        period=rows["period"].iloc[-1], sources=int(rows["reported_by"].nunique()),
        activity_trace=activity_trace, report_trace=row_trace(PROGRESS, rows),
        own_marks=tuple(sorted(set(marked["own_mark"]), reverse=True)),
        marks_trace=row_trace(PROGRESS, marked) if len(marked) else "",
    )  # fmt: skip

"""Institution load: how many activities each institution is to carry at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.rows import result_frame, row_trace

ROLES = ("lead", "support")
_DTYPES = {
    "institution": "str", "period": "str",
    **{f"{role}_{end}": "Int64" for role in ROLES for end in ("low", "high", "due")}, "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class _Planned:
    """When an activity is to run: the days it certainly covers (None where that is open) and may cover."""

    certain: tuple[date, date] | None
    possible: tuple[date, date]
    deadline: date | None

    def counts(self, period: Period) -> tuple[bool, bool, bool]:
        """Whether it certainly runs, may run and is due in a period."""
        low = self.certain is not None and _meet(self.certain, period)
        due = self.deadline is not None and period.start <= self.deadline <= period.end
        return low, _meet(self.possible, period), due


def institution_load(cycle: Cycle, activities: pd.DataFrame) -> pd.DataFrame:
    """How many activities each institution is to carry in each half-year, by their planned times.

    activities: the frame of activities(); those dropped from the plan do not count. Returns one row per
    institution with a role and half-year of the cycle, in order of code and time:
    - lead_low, support_low: activities that certainly run in it, from the last day planned for the start (the
      deadline alone is certain where no start is planned) to the last day of the deadline
    - lead_high, support_high: those that may, from the first day planned for the start, else of the cycle,
      to the deadline, else the last day of the cycle
    - lead_due, support_due: those whose deadline ends in it.
    """
    standing = activities[activities["plan_state"] != "dropped"]
    starts = cycle.table("plan/activities").set_index("activity_id")["start"]
    planned = {
        activity: _planned(cycle, starts[activity], end)
        for activity, end in zip(standing["activity_id"], standing["end"], strict=True)
    }
    traces = dict(zip(standing["activity_id"], standing["trace"], strict=True))
    roles = cycle.table("plan/responsibilities")
    roles = roles[roles["activity_id"].isin(standing["activity_id"])]
    rows = []
    for institution, own in roles.groupby("institution"):
        trace = join_traces(
            [row_trace("plan/responsibilities", own), *(_dates_of(traces[one]) for one in own["activity_id"])]
        )
        for name in _half_years(cycle.meta.start.year, cycle.meta.end.year):
            row: dict[str, object] = {"institution": institution, "period": name, "trace": trace}
            for role in ROLES:
                carried = own.loc[own["role"] == role, "activity_id"]
                counted = [planned[one].counts(parse_period(name)) for one in carried]
                for place, end in enumerate(("low", "high", "due")):
                    row[f"{role}_{end}"] = sum(found[place] for found in counted)
            rows.append(row)
    return result_frame(rows, _DTYPES)


def _planned(cycle: Cycle, start: object, end: object) -> _Planned:
    begins = parse_period(start) if isinstance(start, str) else None
    ends = parse_period(end) if isinstance(end, str) else None
    last = cycle.meta.end if ends is None else ends.end
    first = min(cycle.meta.start, last) if begins is None else begins.start
    certain = None
    if ends is not None:
        # A deadline says that something is to be done on its last day at the latest.
        certain = (ends.end if begins is None else min(begins.end, ends.end), ends.end)
    return _Planned(certain, (min(first, last), last), None if ends is None else ends.end)


def _meet(days: tuple[date, date], period: Period) -> bool:
    return days[0] <= period.end and period.start <= days[1]


def _half_years(first: int, last: int) -> list[str]:
    return [f"{year}-H{half}" for year in range(first, last + 1) for half in (1, 2)]


def _dates_of(trace: str) -> str:
    """The rows that say when an activity is to run."""
    tables = ("plan/activities#", "plan/revisions#")
    return join_traces(part for part in trace.split(";") if part.startswith(tables))

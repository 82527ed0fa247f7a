"""Implementation points: the published rule for the share of a year's planned activities that was done.

Source: SIGMA, Principles of Public Administration, indicator 2045 of its portal, sub-indicator 2137 (scale
sigma_implementation of the library's rating scales): below 25 % of the activities due no points, from 90 %
all 15, and a straight line between; the plan in force at the start of the year counts; no report gives none.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.activity_rows import activities
from napeval.measures.budget import ALL_YEARS
from napeval.measures.exact import as_float
from napeval.measures.last_words import COMPLETED, NOT_REPORTED
from napeval.measures.revised_activities import (
    AS_ADOPTED,
    REVISIONS,
    activities_in_plan,
    revised_activities,
)
from napeval.measures.rows import result_frame
from napeval.measures.scopes import rows_by_scope

FULL_POINTS = 15
NONE_BELOW, FULL_FROM = Fraction(25, 100), Fraction(90, 100)
_COUNTS = ("due", "completed", NOT_REPORTED)
_SHARES = (
    "done_of_reported", "coverage", "done_lower", "done_upper", "points", "points_lower", "points_upper",
)  # fmt: skip
_DTYPES = {
    "scope": "str", "scope_id": "str", "year": "str", **dict.fromkeys(_COUNTS, "Int64"),
    **dict.fromkeys(_SHARES, "float64"), "reason": "str", "trace": "str",
}  # fmt: skip


def points_for(rate: Fraction) -> Fraction:
    """The points for a share of activities implemented (0-1): 0 below 25 %, 15 from 90 %, linear between."""
    if rate < NONE_BELOW:
        return Fraction(0)
    if rate >= FULL_FROM:
        return Fraction(FULL_POINTS)
    return FULL_POINTS * (rate - NONE_BELOW) / (FULL_FROM - NONE_BELOW)


def implementation_points(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How many points the published rule gives for the activities due in a year, as known on as_of.

    Returns one row per scope (plan, pillar, strategic, specific) and year of the cycle that has begun by the
    cutoff, and "all" for the activities due in these years together:
    - due: activities of the plan in force on 1 January (revisions recorded by then) whose deadline ends in
      the year and by the cutoff; what the year's plan drops later stays due. completed, not_reported: of
      these, by the reports about periods up to the end of the year or the cutoff.
    - done_of_reported, coverage, done_lower, done_upper: shares (0-1) of the due ones, as in delivery()
    - points (0-15): for done_of_reported; points_lower: with nothing unreported done, which is what the
      published rule gives; points_upper: with all of it done.
    - reason: nothing_due or nothing_reported, where points are missing.
    """
    years = range(cycle.meta.start.year, min(cycle.meta.end.year, cutoff.year) + 1)
    by_year = {year: _due_in(cycle, year, cutoff=cutoff, as_of=as_of) for year in years}
    frames = {str(year): found for year, found in by_year.items()}
    if frames:
        frames[ALL_YEARS] = pd.concat(list(by_year.values()), ignore_index=True)
    objectives = cycle.table("plan/objectives")
    scoped = {year: rows_by_scope(found, objectives) for year, found in frames.items()}
    rows = [
        {"scope": scope[0], "scope_id": scope[1], "year": year, **_scored(scopes[scope])}
        for scope in rows_by_scope(objectives, objectives)
        for year, scopes in scoped.items()
    ]
    return result_frame(rows, _DTYPES)


def _due_in(cycle: Cycle, year: int, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """The activities that were due in a year by the plan in force at its start, with their state then."""
    until, in_force = min(date(year, 12, 31), cutoff), min(date(year, 1, 1), as_of)
    plan = activities_in_plan(cycle, as_of=in_force)
    revised = revised_activities(cycle.table(REVISIONS), as_of=in_force)
    due = []
    for activity, adopted in zip(plan["activity_id"], plan["end"], strict=True):
        revision = revised.get(activity, AS_ADOPTED)
        end = revision.end or adopted
        if isinstance(end, str) and not revision.dropped:
            last = parse_period(end).end
            due += [activity] if last.year == year and last <= until else []
    state = activities(cycle, cutoff=until, as_of=as_of)
    return state[state["activity_id"].isin(due)]


def _scored(rows: pd.DataFrame) -> dict[str, Any]:
    due, completed = len(rows), int((rows["status"] == COMPLETED).sum())
    unreported = int((rows["status"] == NOT_REPORTED).sum())
    possible = int((rows["status_high"] == COMPLETED).sum()) + unreported
    reported = due - unreported
    found: dict[str, Any] = {
        "due": due, "completed": completed, NOT_REPORTED: unreported,
        "reason": None if reported else "nothing_reported" if due else "nothing_due",
        "trace": join_traces(rows["trace"]) or every_row("plan/activities"),
    }  # fmt: skip
    for name, points, part, whole in (
        ("done_of_reported", "points", completed, reported),
        ("done_lower", "points_lower", completed, due),
        ("done_upper", "points_upper", possible, due),
    ):
        rate = Fraction(part, whole) if whole else None
        found[name] = as_float(rate)
        found[points] = None if rate is None else as_float(points_for(rate))
    found["coverage"] = as_float(Fraction(reported, due)) if due else None
    return found

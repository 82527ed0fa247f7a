"""Punctuality: how many activities came early, in time or late, and by how many days on average."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.activity_scopes import activities_by_scope
from napeval.measures.delivery_time import DISPUTED, EARLY, LATE, ON_TIME, PUNCTUALITY
from napeval.measures.exact import as_float
from napeval.measures.last_words import COMPLETED, NOT_REPORTED
from napeval.measures.rows import result_frame, share

_DAYS = ("planned_days", "actual_days", "start_slippage", "slippage")
_SHARES = ("in_time", "coverage", "in_time_lower", "in_time_upper")
_DTYPES = {
    "scope": "str", "scope_id": "str", "activities": "Int64", "completed": "Int64",
    **dict.fromkeys(PUNCTUALITY, "Int64"), **dict.fromkeys(_SHARES, "float64"),
    **{
        f"{name}{end}": dtype
        for name in _DAYS
        for end, dtype in (("_mean_low", "float64"), ("_mean_high", "float64"), ("_known", "Int64"))
    },
    "trace": "str",
}  # fmt: skip


def punctuality(cycle: Cycle, activities: pd.DataFrame, delivery_time: pd.DataFrame) -> pd.DataFrame:
    """How many activities of each scope came early, in time or late, and by how many days on average.

    activities, delivery_time: the frames of activities() and delivery_time(). Returns one row per scope (as
    delivery()): activities, completed, and the number of each punctuality;
    - in_time: early and on_time, of the completed activities of which it is known (0-1); coverage: these, of
      all that are completed or may be, because nobody reported on them or reporters differ; in_time_lower,
      in_time_upper: of all these, with the rest late and in time
    - ..._mean_low, ..._mean_high: mean days of the completed activities of which both bounds are known
      (..._known: how many); missing where there is none. An open activity has no slippage yet to take the
      mean of: it is counted as overdue.
    """
    columns = ["activity_id", "punctuality", *(f"{name}_{end}" for name in _DAYS for end in ("low", "high"))]
    timed = delivery_time[[*columns, "trace"]].rename(columns={"trace": "time_trace"})
    joined = activities.merge(timed, on="activity_id", how="left", validate="one_to_one")
    return result_frame(
        (
            {"scope": scope[0], "scope_id": scope[1], **_timely(rows)}
            for scope, rows in activities_by_scope(cycle, joined).items()
        ),
        _DTYPES,
    )


def _timely(rows: pd.DataFrame) -> dict[str, object]:
    counts = {name: int((rows["punctuality"] == name).sum()) for name in PUNCTUALITY}
    done = rows[rows["status"] == COMPLETED]
    open_questions = int(rows["status"].eq(NOT_REPORTED).sum()) + counts[DISPUTED]
    possible = len(done) + open_questions
    in_time, known = counts[EARLY] + counts[ON_TIME], counts[EARLY] + counts[ON_TIME] + counts[LATE]
    return {
        "activities": len(rows),
        "completed": len(done),
        **counts,
        "in_time": share(in_time, known),
        "coverage": share(known, possible),
        "in_time_lower": share(in_time, possible),
        "in_time_upper": share(in_time + possible - known, possible),
        **dict(_means(done)),
        "trace": join_traces(rows["time_trace"]) or every_row("plan/activities"),
    }


def _means(done: pd.DataFrame) -> Iterator[tuple[str, object]]:
    for name in _DAYS:
        known = done[[f"{name}_low", f"{name}_high"]].dropna()
        for end in ("low", "high"):
            days = [int(one) for one in known[f"{name}_{end}"]]
            yield f"{name}_mean_{end}", as_float(Fraction(sum(days), len(days))) if days else None
        yield f"{name}_known", len(known)

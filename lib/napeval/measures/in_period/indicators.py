"""Indicators in the period: what was measured, and whether it came nearer to its target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.in_period.movements import MOVEMENTS, NOT_COMPARABLE, Comparison
from napeval.measures.rollup import whole_indicators
from napeval.measures.rows import result_frame
from napeval.measures.scopes import rows_by_scope

TRACKS = ("on_track", "off_track", "unknown")
_FIGURE = ["indicator_id", "dimension", "category"]
_PLAIN = (*_FIGURE, "objective_id", "level", "unit", "actual_period", "track")
_BOTH_DAYS = {
    "actual": "actual_before", "actual_low": "actual_before_low", "actual_high": "actual_before_high",
    "progress": "progress_before", "status": "status_before",
}  # fmt: skip
"""Columns of achievement() told for both days, by the name of the one for the day before the period."""
_DTYPES = {
    **dict.fromkeys(_FIGURE, "str"), "objective_id": "str", "level": "str", "unit": "str",
    "actual_before": "float64", "actual_before_low": "float64", "actual_before_high": "float64",
    "before_period": "str", "actual": "float64", "actual_low": "float64", "actual_high": "float64",
    "actual_period": "str", "measured_in_period": "boolean", "progress_before": "float64",
    "progress": "float64", "status_before": "str", "status": "str", "track": "str", "movement": "str",
    "trace": "str",
}  # fmt: skip
_MOVEMENT_DTYPES = {
    "scope": "str", "scope_id": "str",
    **dict.fromkeys(("indicators", "measured_in_period", *MOVEMENTS, *TRACKS), "Int64"), "trace": "str",
}  # fmt: skip


def period_indicators(
    cycle: Cycle, achievement: pd.DataFrame, before: pd.DataFrame, *, period: Period
) -> pd.DataFrame:
    """How did each indicator move in the period?

    achievement, before: the results of achievement() at the end of the period and on the day before it began,
    as of the same day. Returns one row per row of achievement, in its order: value (actual, actual_low,
    actual_high, in the unit of the indicator), progress (1 = target) and status at the end of the period,
    and the same before it; actual_period and before_period: the periods these values are about; track at
    the end; and:
    - measured_in_period: there is a value, and its period ends in this one.
    - movement: nearer or further from what the plan wants, unchanged, or not_comparable. Progress is compared
      where it is towards the same target, else the value, by the direction wanted; of values that sources
      dispute only what holds for all of them counts. not_comparable where the period has no value or none is
      known before it, where the definition changed in between, where yearly values are about periods of
      different length, where a value is no exact one, or where no direction is stated.
    """
    earlier = {_key(row): row for row in before.to_dict("records")}
    comparison = Comparison(cycle)
    rows = []
    for now in achievement.to_dict("records"):
        then = earlier.get(_key(now), {})
        measured = _is_measured_in(now, period)
        rows.append(
            {
                **{name: now[name] for name in _PLAIN},
                **{name: now[name] for name in _BOTH_DAYS},
                **{name: then.get(source) for source, name in _BOTH_DAYS.items()},
                "before_period": then.get("actual_period"),
                "measured_in_period": measured,
                "movement": comparison.movement(then, now) if measured and then else NOT_COMPARABLE,
                "trace": join_traces([now["trace"], then.get("trace", "")]),
            }
        )
    return result_frame(rows, _DTYPES)


def period_movement(cycle: Cycle, period_indicators: pd.DataFrame) -> pd.DataFrame:
    """How many indicators came nearer to what the plan wants in the period?

    period_indicators: the results of that function as their readers know them; rows by category do not count.
    Returns one row per scope (plan, pillar, strategic, specific), counts of indicators: measured_in_period;
    by movement, not_comparable where it is not known; by track at the end of the period, unknown where it is
    not known.
    """
    scopes = rows_by_scope(whole_indicators(period_indicators), cycle.table("plan/objectives"))
    return result_frame(
        (
            {"scope": scope, "scope_id": scope_id, **_counted(rows)}
            for (scope, scope_id), rows in scopes.items()
        ),
        _MOVEMENT_DTYPES,
    )


def track_counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many indicators are on and off track, and of how many that is not known."""
    counts = rows["track"].fillna("unknown").value_counts()
    return {track: int(counts.get(track, 0)) for track in TRACKS}


def _key(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _FIGURE)


def _is_measured_in(row: Mapping[Any, Any], period: Period) -> bool:
    if pd.isna(row["actual_low"]) or not isinstance(row["actual_period"], str):
        return False
    return period.start <= parse_period(row["actual_period"]).end <= period.end


def _counted(rows: pd.DataFrame) -> dict[str, object]:
    movements = rows["movement"].fillna(NOT_COMPARABLE).value_counts()
    return {
        "indicators": len(rows),
        "measured_in_period": int(rows["measured_in_period"].sum()),
        **{movement: int(movements.get(movement, 0)) for movement in MOVEMENTS},
        **track_counts(rows),
        "trace": every_row("plan/indicators") if rows.empty else join_traces(rows["trace"]),
    }

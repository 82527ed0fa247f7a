"""Achievement by the methods of others, beside the one used here, and where methods disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.measures.growth_methods import METHODS, Course, Rated
from napeval.measures.planned import planned_of, targets_by_indicator
from napeval.measures.rows import result_frame, sources_in
from napeval.measures.told import period_of
from napeval.measures.voices import text_of

OURS, SIMPLE = "baseline_to_target", "actual_over_target"
_LEVELS = frozenset({"cumulative", "running_total"})
_NUMERIC = frozenset({"number", "percentage", "rate"})
_MERE_REMARKS = frozenset(
    {
        "baseline_missing", "deadline_revised", "direction_inferred", "double_counting_possible",
        "incomplete_periods", "moved_away", "over_achieved", "target_possibly_too_low", "target_revised",
        "target_year_inferred", "value_approximate",
    }
)  # fmt: skip
"""Flags that come with a figure and do not keep it from being judged."""
_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "method": "str", "objective_id": "str",
    "unit": "str", "value": "float64", "value_low": "float64", "value_high": "float64", "class": "str",
    "track": "str", "reason": "str", "agrees": "boolean", "methods_differ": "boolean", "sources": "str",
    "trace": "str",
}  # fmt: skip


def achievement_methods(cycle: Cycle, achievement: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """What do other methods say of each indicator, and where do methods disagree?

    achievement: the results of achievement() of the same days. One row per indicator, category with a target,
    and method: baseline_to_target (the one used here: value is the pace, progress against what was due),
    actual_over_target (the share of the target that many systems print; on track where the target is met),
    eurostat, un_chart and open_sdg (see growth_methods; from the baseline to the last value of a full year or
    a level). value in the terms of the method, class its verdict; value_low and value_high where sources
    differ, and the class where both ends give the same. track: on_track or off_track, missing where it is
    not known. reason: why a method refuses. agrees: whether its track is that of this library,
    methods_differ: whether any two methods that answer for the figure contradict each other; missing where
    there is nothing to compare.
    """
    indicators = {row.indicator_id: row for row in cycle.table("plan/indicators").itertuples(index=False)}
    targets = targets_by_indicator(cycle.table("plan/targets"), as_of)
    rows: list[dict[str, object]] = []
    for row in achievement.itertuples(index=False):
        if pd.isna(row.target) and (row.dimension, row.category) != ("", ""):
            continue
        planned = planned_of(targets.get(row.indicator_id, {}).get((row.dimension, row.category), ()))
        rows += _rows(row, indicators[row.indicator_id], planned.baseline_year)
    return result_frame(rows, _DTYPES)


def _rows(row: Any, indicator: Any, base_year: int | None) -> Iterator[dict[str, object]]:
    answers = [_ours(row), _simple(row, indicator), *_growth(row, indicator, base_year)]
    said = {track for _, _, track, _ in answers if track != "unknown"}
    for method, ends, track, (verdict, reason) in answers:
        low, high = ends
        known = track != "unknown" and row.track != "unknown" and method != OURS
        yield {
            "indicator_id": row.indicator_id, "dimension": row.dimension, "category": row.category,
            "method": method, "objective_id": row.objective_id, "unit": row.unit,
            "value": low if low == high else None, "value_low": low, "value_high": high,
            "class": verdict or None, "track": None if track == "unknown" else track,
            "reason": reason or None,
            "agrees": track == row.track if known else None,
            "methods_differ": len(said) > 1 if said else None, "sources": sources_in(row.trace),
            "trace": row.trace,
        }  # fmt: skip


_Answer = tuple[str, tuple[float | None, float | None], str, tuple[str, str]]
"""Method, least and greatest value, track, and verdict with reason."""
_NOTHING = (None, None)


def _ours(row: Any) -> _Answer:
    pace = _or_none(row.pace)
    reason = "" if row.track != "unknown" else _why_unknown(row)
    return OURS, (pace, pace), row.track, (row.status if row.track != "unknown" else "", reason)


def _why_unknown(row: Any) -> str:
    """Why nothing is said: the status, or the remark that made the figure not measurable."""
    flags = [flag for flag in row.flags.split(";") if flag and flag not in _MERE_REMARKS]
    return flags[0] if row.status == "not_measurable" and flags else row.status


def _simple(row: Any, indicator: Any) -> _Answer:
    reason = _common_refusal(row, indicator)
    if not reason and row.target == 0:
        reason = "zero_target"
    if reason:
        return SIMPLE, _NOTHING, "unknown", ("", reason)
    low, high = sorted((row.actual_low / row.target, row.actual_high / row.target))
    tracks = {share >= 1 for share in (low, high)}
    track = ("on_track" if tracks.pop() else "off_track") if len(tracks) == 1 else "unknown"
    return SIMPLE, (low, high), track, ("", "" if track != "unknown" else "disputed")


def _common_refusal(row: Any, indicator: Any) -> str:
    if indicator.measure not in _NUMERIC:
        return "ratio_needs_ratio_scale"
    if pd.isna(row.target):
        return "target_missing"
    if not pd.isna(row.target_upper):
        return "target_is_a_range"
    return "no_data" if pd.isna(row.actual_low) or pd.isna(row.actual_high) else ""


def _growth(row: Any, indicator: Any, base_year: int | None) -> Iterator[_Answer]:
    course, reason = _course(row, indicator, base_year)
    for name, method in METHODS.items():
        if course is None:
            yield name, _NOTHING, "unknown", ("", reason)
            continue
        ends = [method(replace(course, latest=value, met=_meets(course, value))) for value in _ends(row)]
        yield _answer(name, ends)


def _ends(row: Any) -> list[float]:
    return [row.actual_low] if row.actual_low == row.actual_high else [row.actual_low, row.actual_high]


def _answer(name: str, ends: list[Rated]) -> _Answer:
    values = sorted(one.value for one in ends if one.value is not None)
    shown = (values[0], values[-1]) if len(values) == len(ends) else _NOTHING
    reason = next((one.reason for one in ends if one.reason), "")
    verdicts, tracks = {one.verdict for one in ends}, {one.track for one in ends}
    if not reason and len(verdicts) > 1:
        reason = "disputed"
    verdict = verdicts.pop() if len(verdicts) == 1 else ""
    return name, shown, tracks.pop() if len(tracks) == 1 else "unknown", (verdict, reason)


def _course(row: Any, indicator: Any, base_year: int | None) -> tuple[Course | None, str]:
    """The course of an indicator, or the reason why growth says nothing of it."""
    reason = _common_refusal(row, indicator)
    direction = text_of(indicator.direction)
    if not reason and text_of(indicator.accumulation) in _LEVELS:
        reason = "not_a_level"
    if not reason and direction not in ("increase", "decrease"):
        reason = "no_direction" if not direction else "target_equals_baseline"
    if not reason and (base_year is None or pd.isna(row.baseline)):
        reason = "baseline_missing"
    if reason or base_year is None:
        return None, reason
    rising = direction == "increase"
    if row.target != row.baseline and (row.target > row.baseline) != rising:
        return None, "direction_conflict"
    course = Course(
        base=row.baseline, latest=row.actual_low, target=row.target, rising=rising, met=False,
        years=period_of(row.actual_period).year - base_year, to_target=int(row.target_year) - base_year,
    )  # fmt: skip
    return course, ""


def _meets(course: Course, value: float) -> bool:
    return value >= course.target if course.rising else value <= course.target


def _or_none(cell: float) -> float | None:
    return None if pd.isna(cell) else float(cell)

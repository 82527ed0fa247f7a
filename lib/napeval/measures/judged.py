"""One value against its plan: progress, time, status, and the bounds of what is unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.measures.exact import exact
from napeval.measures.observed import Observed
from napeval.measures.path import expected_share, on_pace, pace, planned_value, status_of
from napeval.measures.planned import Planned, Target
from napeval.measures.progress import Progress, progress_in_range, progress_to_target, refused
from napeval.measures.stages import milestone
from napeval.measures.voices import text_of

Bounds = tuple[Fraction | None, Fraction | None]

UNKNOWN: Bounds = (Fraction(0), Fraction(1))
NOT_MEASURABLE: Bounds = (None, None)
RATIO_METHODS = frozenset({"baseline_to_target", "actual_over_target", "milestone"})


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How an indicator stands: its progress, what was due, its status, and bounds of its capped progress."""

    state: str
    status: str
    progress: Progress
    target: Target | None = None
    expected: Fraction | None = None
    pace: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    flags: tuple[str, ...] = ()
    progress_original: Fraction | None = None

    def flagged(self, flag: str) -> Judgement:
        """The same with one more remark."""
        return replace(self, flags=(*self.flags, flag))


@dataclass(frozen=True, kw_only=True)
class _Due:
    """What was due: the planned value now, its share of the planned change, and whether the target is due."""

    expected: Fraction | None
    share: Fraction | None
    target: bool


def judge(indicator: Any, planned: Planned, reached: Observed, *, now: Fraction, start: date) -> Judgement:
    """How does the value at the cutoff stand to the target and to the planned path?

    indicator: a row of plan/indicators. now: the cutoff in years. start: of the cycle.
    """
    target = planned.target
    if reached.low is None or reached.high is None:
        return _without_value(planned, reached, target, now)
    low, high = (_progress(indicator, planned, target, value) for value in (reached.low, reached.high))
    due = _due(indicator, planned, target, low.method, now, start)
    judged = _between(low, high, due, reached, text_of(indicator.direction))
    original = _progress(indicator, planned, planned.original, reached.low) if planned.original else None
    return replace(
        judged,
        target=target,
        expected=due.expected,
        progress_original=original.progress if original and reached.low == reached.high else None,
    )


def judge_annual(indicator: Any, planned: Planned, reached: Observed, target: Target | None) -> Judgement:
    """How does the value of one year stand to the target of that year? target: None where none is due yet."""
    if target is None:
        first = planned.annual[min(planned.annual)]
        return Judgement(state="not_due", status="not_due", progress=refused("no_data"), target=first,
                         lower=UNKNOWN[0], upper=UNKNOWN[1])  # fmt: skip
    if reached.low is None or reached.high is None:
        return _without_value(planned, reached, target, target.due)
    low, high = (_progress_of_year(indicator, target, value) for value in (reached.low, reached.high))
    share = None if low.progress is None else Fraction(1)
    due = _Due(expected=target.value, share=share, target=True)
    judged = _between(low, high, due, reached, text_of(indicator.direction))
    return replace(judged, target=target, expected=target.value)


def _progress_of_year(indicator: Any, target: Target, value: Fraction) -> Progress:
    if target.upper is not None:
        return replace(progress_in_range(value, target.value, target.upper), method="annual")
    judged = progress_to_target(
        value, target.value, direction=text_of(indicator.direction) or None, bound=target.bound,
        tolerance=_number(indicator.tolerance),
    )  # fmt: skip
    if not judged.reportable:
        return judged
    return replace(
        judged, method="annual", flags=tuple(flag for flag in judged.flags if flag != "baseline_missing")
    )


def _progress(indicator: Any, planned: Planned, target: Target | None, value: Fraction) -> Progress:
    if target is None or target.value is None:
        return progress_to_target(value, None, baseline=planned.baseline, direction=None)
    if indicator.measure == "milestone":
        return milestone(value >= 1)
    if indicator.measure == "ordinal":
        return _ordinal(planned.baseline, target.value, value)
    if target.upper is not None:
        return progress_in_range(value, target.value, target.upper)
    direction, bound, tolerance = (
        text_of(indicator.direction) or None,
        target.bound,
        _number(indicator.tolerance),
    )
    if bound is None and tolerance is None and planned.baseline == target.value:
        bound = {"increase": "at_least", "decrease": "at_most"}.get(direction or "")
    return progress_to_target(
        value, target.value, baseline=planned.baseline, direction=direction, bound=bound, tolerance=tolerance
    )


def _ordinal(baseline: Fraction | None, target: Fraction, value: Fraction) -> Progress:
    """Level numbers are compared, never divided."""
    flags = ("baseline_missing",) if baseline is None else ("moved_away",) if value < baseline else ()
    return Progress(method="ordinal", met=value >= target, gap=value - target, target=target, flags=flags)


def _due(
    indicator: Any, planned: Planned, target: Target | None, method: str, now: Fraction, start: date
) -> _Due:
    if target is None or target.value is None:
        return _Due(expected=None, share=None, target=False)
    points, due = planned.points(start), now >= target.due
    if method not in RATIO_METHODS:
        return _Due(expected=None, share=None, target=due)
    path = "step" if method == "milestone" else text_of(indicator.path) or "linear"
    expected = planned_value(now, points, path=path)
    return _Due(
        expected=expected,
        share=expected_share(expected, baseline=points[0][1], target=target.value),
        target=due,
    )


def _between(low: Progress, high: Progress, due: _Due, reached: Observed, direction: str) -> Judgement:
    """The judgement of a value that may lie anywhere from low to high: said only where both ends agree."""
    statuses = [status_of(one, due_share=due.share, due=due.target) for one in (low, high)]
    single = reached.low == reached.high
    status = statuses[0] if len(set(statuses)) == 1 else "not_measurable"
    bounds = [_bounds(one, status) for one, status in zip((low, high), statuses, strict=True)]
    known = [end for pair in bounds for end in pair if end is not None]
    lower, upper = (min(known), max(known)) if len(known) == 2 * len(bounds) and known else NOT_MEASURABLE
    shown = low if single else _agreed(low, high)
    flags = (shown.reason,) if shown.reason else ()
    judged = Judgement(
        state=reached.state, status=status, progress=shown, lower=lower, upper=upper,
        pace=pace(shown.progress, due.share), flags=shown.flags + flags,
    )  # fmt: skip
    return _incomplete(judged, due, direction) if "incomplete_periods" in reached.flags else judged


def _agreed(low: Progress, high: Progress) -> Progress:
    """What can be said of a disputed value: no ratio, and met only where both ends say the same."""
    met = low.met if low.met == high.met else None
    return replace(
        low,
        progress=None,
        gap=None,
        change=None,
        met=met,
        flags=tuple(f for f in low.flags if f in high.flags),
    )


def _bounds(judged: Progress, status: str) -> Bounds:
    """The capped progress, or 1 and 0 for met and missed where there is no ratio."""
    if not judged.reportable:
        return NOT_MEASURABLE
    if judged.capped is not None:
        return judged.capped, judged.capped
    if status == "not_due":
        return UNKNOWN
    return (Fraction(1), Fraction(1)) if judged.met else (Fraction(0), Fraction(0))


def _incomplete(judged: Judgement, due: _Due, direction: str) -> Judgement:
    """A sum with periods missing is the least there is: it shows what is enough, not what is too little."""
    if judged.lower is None:
        return judged
    if direction == "decrease":
        return replace(judged, status="not_reported", lower=Fraction(0))
    share = judged.progress.progress
    met = judged.status in ("exceeded", "achieved")
    enough = met or (share is not None and due.share is not None and on_pace(share, due.share))
    return replace(judged, status=judged.status if enough else "not_reported", upper=Fraction(1))


def _without_value(planned: Planned, reached: Observed, target: Target | None, now: Fraction) -> Judgement:
    state = reached.state
    if state == "not_reported" and planned.first_due is not None and planned.first_due > now:
        state = "not_due"
    if target is None or target.value is None:
        missing = refused("target_missing")
        return Judgement(state=state, status="not_measurable", progress=missing, flags=("target_missing",))
    if reached.reason is not None or state == "not_applicable":
        flag = reached.reason or state
        return Judgement(
            state=state, status="not_measurable", progress=refused(flag), target=target, flags=(flag,)
        )
    status = "not_due" if state == "not_due" else "not_reported"
    return Judgement(state=state, status=status, progress=refused("no_data"), target=target,
                     lower=UNKNOWN[0], upper=UNKNOWN[1])  # fmt: skip


def _number(cell: Any) -> Fraction | None:
    return None if pd.isna(cell) else exact(cell)

"""One value against its plan: progress, time, status, and the bounds of what is unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from napeval.measures.exact import SAME
from napeval.measures.observed import INCOMPLETE, Observed
from napeval.measures.open_ends import Bounds, Ends, as_far_as_known, wanted
from napeval.measures.path import STATUSES, expected_share, pace, planned_value, start_of, status_of, track_of
from napeval.measures.planned import Planned, Target
from napeval.measures.progress import Progress, refused
from napeval.measures.progress_by_rule import progress_by_rule, progress_of_year
from napeval.measures.revisions import blended, shares_of_time
from napeval.measures.voices import SHARES, text_of

UNKNOWN: Bounds = (Fraction(0), Fraction(1))
NOT_MEASURABLE: Bounds = (None, None)
RATIO_METHODS = frozenset({"baseline_to_target", "actual_over_target", "milestone"})
STEP_METHODS = frozenset({"ordinal", "threshold"})
"""Methods without a ratio that an interim target can still be asked for."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How an indicator stands: its progress, what was due, its status, and bounds of its capped progress.

    worst, best: the statuses at both ends of a value that is a range, else "". progress_low, progress_high:
    the progress at both. original: the judgement against the target before its revision. blend: the progress
    towards all versions of the target by the time each was in force; original_share: that of the first.
    """

    state: str
    status: str
    progress: Progress
    target: Target | None = None
    expected: Fraction | None = None
    pace: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    flags: tuple[str, ...] = ()
    worst: str = ""
    best: str = ""
    progress_low: Fraction | None = None
    progress_high: Fraction | None = None
    original_target: Target | None = None
    original: Judgement | None = None
    blend: Fraction | None = None
    original_share: Fraction | None = None

    def flagged(self, flag: str) -> Judgement:
        """The same with one more remark."""
        return replace(self, flags=(*self.flags, flag))

    @property
    def track(self) -> str:
        """on_track, off_track or unknown; of a range where both ends agree."""
        tracks = {track_of(one) for one in (self.worst, self.best) if one}
        return tracks.pop() if len(tracks) == 1 and self.status == "not_measurable" else track_of(self.status)


@dataclass(frozen=True, kw_only=True)
class _Due:
    """What was due: the planned value now, its share of the planned change, and whether the target is due.

    step: the interim target due by now, for what has no ratio.
    """

    expected: Fraction | None
    share: Fraction | None
    target: bool
    step: Target | None = None


def judge(indicator: Any, planned: Planned, reached: Observed, *, now: Fraction, start: date) -> Judgement:
    """How does the value at the cutoff stand to the target and to the planned path?

    indicator: a row of plan/indicators. now: the cutoff in years. start: of the cycle.
    """
    if reached.low is None or reached.high is None:
        judged = _without_value(planned, reached, planned.target, now)
        return replace(judged, original_target=planned.original)
    judged = _judged_against(indicator, planned, reached, now, start)
    if planned.original is None:
        return judged
    original = _judged_against(indicator, replace(planned, target=planned.original), reached, now, start)
    _, last = planned.versions[-1]
    shares = shares_of_time(planned.versions, start=start_of(start), now=min(now, last.due))
    versions = [progress_by_rule(indicator, planned, target, reached.low) for _, target in planned.versions]
    blend = blended(shares, [one.progress for one in versions]) if reached.low == reached.high else None
    return replace(
        judged, original_target=planned.original, original=original, blend=blend, original_share=shares[0]
    )


def _judged_against(
    indicator: Any, planned: Planned, reached: Observed, now: Fraction, start: date
) -> Judgement:
    target, low_value, high_value = planned.target, reached.low, reached.high
    assert low_value is not None and high_value is not None
    low = progress_by_rule(indicator, planned, target, low_value)
    high = low if low_value == high_value else progress_by_rule(indicator, planned, target, high_value)
    due = _due(indicator, planned, target, low.method, now, start)
    return replace(_between(low, high, due, reached, indicator, target), target=target, expected=due.expected)


def judge_annual(indicator: Any, planned: Planned, reached: Observed, target: Target | None) -> Judgement:
    """How does the value of one year stand to the target of that year? target: None where none is due yet."""
    if target is None:
        first = planned.annual[min(planned.annual)]
        return Judgement(state="not_due", status="not_due", progress=refused("no_data"), target=first,
                         lower=UNKNOWN[0], upper=UNKNOWN[1])  # fmt: skip
    if reached.low is None or reached.high is None:
        return _without_value(planned, reached, target, target.due)
    low = progress_of_year(indicator, target, reached.low)
    high = low if reached.low == reached.high else progress_of_year(indicator, target, reached.high)
    share = None if low.progress is None else Fraction(1)
    due = _Due(expected=target.value, share=share, target=True)
    judged = _between(low, high, due, reached, indicator, target)
    return replace(judged, target=target, expected=target.value)


def judge_interim(
    indicator: Any, planned: Planned, reached: Observed, target: Target, *, start: date
) -> Judgement:
    """How does the value at the end of a year stand to the interim target of that year?

    start: of the cycle. A milestone on the way that is missed is behind, whatever the final target.
    """
    on_the_way = replace(planned, target=target, interims=())
    if reached.low is None or reached.high is None:
        return _without_value(on_the_way, reached, target, target.due)
    return _judged_against(indicator, on_the_way, reached, target.due, start)


def _due(
    indicator: Any, planned: Planned, target: Target | None, method: str, now: Fraction, start: date
) -> _Due:
    if target is None or target.value is None:
        return _Due(expected=None, share=None, target=False)
    due = now >= target.due
    if method not in RATIO_METHODS:
        # Between levels there is no line to walk on: an interim target holds from its date to the next.
        step = planned.step_due(now) if method in STEP_METHODS and not due else None
        return _Due(expected=None if step is None else step.value, share=None, target=due, step=step)
    points = planned.points(start)
    path = "step" if method == "milestone" else text_of(indicator.path) or "linear"
    expected = planned_value(now, points, path=path)
    return _Due(
        expected=expected,
        share=expected_share(expected, baseline=points[0][1], target=target.value),
        target=due,
    )


def _between(
    low: Progress, high: Progress, due: _Due, reached: Observed, indicator: Any, target: Target | None
) -> Judgement:
    """The judgement of a value that may lie anywhere from low to high: said only where both ends agree."""
    single = low is high
    statuses = [_status(low, due, reached.low, indicator)]
    statuses += [] if single else [_status(high, due, reached.high, indicator)]
    across = not single and _across(low, high)
    status = statuses[0] if len(set(statuses)) == 1 and not across else "not_measurable"
    ends = (low,) if single else (low, high)
    bounds = [_bounds(one, own, due) for one, own in zip(ends, statuses, strict=True)]
    known = [end for pair in bounds for end in pair if end is not None]
    around: Bounds = (min(known), max(known)) if len(known) == 2 * len(bounds) and known else NOT_MEASURABLE
    around = UNKNOWN if across and around != NOT_MEASURABLE else around
    shown = low if single else _agreed(low, high, across=across)
    wants = wanted(text_of(indicator.direction), None if target is None else target.bound, shown.method)
    open_ends = _open_ends(reached, indicator)
    status, (lower, upper) = as_far_as_known(
        shown, status, around, ends=open_ends, wants=wants, due_share=due.share
    )
    between = not single and open_ends.closed
    ranked = sorted((*statuses, *(["not_measurable"] if across else [])), key=STATUSES.index)
    shares = [one.progress for one in ends if one.progress is not None]
    return Judgement(
        state=reached.state, status=status, progress=shown, lower=lower, upper=upper,
        pace=pace(shown.progress, due.share), flags=shown.flags + ((shown.reason,) if shown.reason else ()),
        best=ranked[0] if between else "", worst=ranked[-1] if between else "",
        progress_low=min(shares, default=None), progress_high=max(shares, default=None),
    )  # fmt: skip


def _status(judged: Progress, due: _Due, value: Fraction | None, indicator: Any) -> str:
    status = status_of(judged, due_share=due.share, due=due.target)
    if status != "not_due" or due.step is None or due.step.value is None or value is None:
        return status
    less = text_of(indicator.direction) == "decrease" or due.step.bound == "at_most"
    kept = value <= due.step.value + SAME if less else value >= due.step.value - SAME
    return "on_track" if kept else "behind"


def _across(low: Progress, high: Progress) -> bool:
    """Whether a target lies between two values that both miss it: a value in between would meet it."""
    missed = low.met is False and high.met is False
    return missed and low.gap is not None and high.gap is not None and low.gap < 0 < high.gap


def _open_ends(reached: Observed, indicator: Any) -> Ends:
    incomplete = INCOMPLETE in reached.flags
    pooled = incomplete and indicator.measure in SHARES
    return Ends(
        higher=incomplete or "at_least" in reached.bounds, lower=pooled or "at_most" in reached.bounds,
        unsure="not_reported" if incomplete else "not_measurable",
    )  # fmt: skip


def _agreed(low: Progress, high: Progress, *, across: bool) -> Progress:
    """What can be said of a disputed value: no ratio, and met only where both ends say the same."""
    met = low.met if low.met == high.met and not across else None
    flags = tuple(flag for flag in low.flags if flag in high.flags)
    return replace(low, progress=None, gap=None, change=None, met=met, flags=flags)


def _bounds(judged: Progress, status: str, due: _Due) -> Bounds:
    """The capped progress, or 1 and 0 for met and missed where there is no ratio and the target is due."""
    if not judged.reportable:
        return NOT_MEASURABLE
    if judged.capped is not None:
        return judged.capped, judged.capped
    if judged.met:
        return Fraction(1), Fraction(1)
    return (Fraction(0), Fraction(0)) if due.target or status == "regressed" else UNKNOWN


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

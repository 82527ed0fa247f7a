"""Progress from a baseline to a target: how far, in the wanted direction, and is the target met?

progress = (actual - baseline) / (target - baseline), for rising and falling indicators alike; 1 is the
target, below 0 is away from it, above 1 beyond it, and nothing is clamped. Where no such ratio has a
meaning the answer is met or not met and the distance. Everything is exact; two values within 1e-9 count as
one.
Source: STATISTICS, indicator achievement; the formula is that of results-based monitoring frameworks.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from napeval.measures.exact import SAME, NotUsable, capped, exact

# Twice what was planned: worth asking whether the target was too low.
FAR_BEYOND = Fraction(2)
# Between a share written as 0.62 and a percentage written as 75 lie two orders of ten; one is already
# suspect.
SCALE_GAP = 10


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How one value stands to its target.

    method: baseline_to_target, actual_over_target (no baseline), threshold (met or not by a bound), band
    (within a tolerance), range, milestone, ordinal, none. progress: a share of the planned change, 1 =
    target; None where no ratio has a meaning. met: None where it cannot be said. gap: actual - target in
    the unit; for bands the distance from the target, for ranges from the nearer limit. change: actual -
    baseline. holds: the rule asks to keep the baseline, so missing it is going back. flags: remarks by
    code. reason: why refused, None when reportable.
    """

    method: str
    progress: Fraction | None = None
    met: bool | None = None
    gap: Fraction | None = None
    target: Fraction | None = None
    change: Fraction | None = None
    holds: bool = False
    flags: tuple[str, ...] = ()
    reportable: bool = True
    reason: str | None = None

    @property
    def capped(self) -> Fraction | None:
        """The progress limited to 0-1, for weighted scores only."""
        return None if self.progress is None else capped(self.progress)

    @property
    def distance(self) -> Fraction | None:
        """How far from the target or outside the range, without a sign."""
        return None if self.gap is None else abs(self.gap)


def refused(
    reason: str,
    *,
    target: Fraction | None = None,
    change: Fraction | None = None,
    flags: tuple[str, ...] = (),
) -> Progress:
    """The answer where none can be given: a reason code, and what is known besides."""
    return Progress(method="none", reportable=False, reason=reason, target=target, change=change, flags=flags)


def progress_to_target(
    actual: object, target: object, *, baseline: object = None, direction: str | None,
    bound: str | None = None,
    tolerance: object = None, ratio_scale: bool = True, percentage: bool = False, decimal: str = ".",
) -> Progress:  # fmt: skip
    """How far has an indicator come from its baseline to its target?

    actual, target, baseline: numbers, None where missing. direction: increase, decrease, maintain or None
    where none is stated. bound: at_least, at_most or exactly, where the plan says so. tolerance: what a
    value to be kept may differ by, in its unit. ratio_scale: whether 0 means none. percentage: values are
    percentages. decimal: the decimal mark of values given as text.
    Refused with a reason: target_missing, no_data, no_direction, direction_conflict, target_equals_baseline
    (to be kept, but neither bound nor tolerance is stated), ratio_needs_ratio_scale,
    percentage_scale_mismatch, not_numeric, non_finite_value.
    """
    try:
        values = [exact(value, decimal=decimal) for value in (actual, target, baseline, tolerance)]
        reached, wanted, start, reach = values
        if percentage:
            _check_percentage_scale(values[:3])
    except NotUsable as problem:
        return refused(problem.reason)
    change = reached - start if reached is not None and start is not None else None
    if wanted is None:
        return refused("target_missing", change=change)
    if reached is None:
        return refused("no_data", target=wanted)
    kept = start == wanted
    if direction not in ("increase", "decrease") or kept:
        return _kept_value(
            reached, wanted, kept=kept, direction=direction, bound=bound, tolerance=reach, change=change
        )
    if start is None:
        return _without_baseline(reached, wanted, direction=direction, bound=bound, ratio_scale=ratio_scale)
    if (wanted > start) != (direction == "increase"):
        return refused("direction_conflict", target=wanted, change=change)
    share = (reached - start) / (wanted - start)
    return Progress(
        method="baseline_to_target", progress=share, met=_met(reached, wanted, bound, direction, reach),
        gap=reached - wanted, target=wanted, change=change, flags=_flags_of(share),
    )  # fmt: skip


def progress_in_range(actual: object, low: object, high: object) -> Progress:
    """Is a value within the range that the plan asks for? gap: from the nearer limit, 0 inside.

    Refused with a reason: target_missing, no_data, not_numeric, non_finite_value.
    """
    try:
        reached, lowest, highest = exact(actual), exact(low), exact(high)
    except NotUsable as problem:
        return refused(problem.reason)
    if lowest is None or highest is None:
        return refused("target_missing")
    if reached is None:
        return refused("no_data", target=lowest)
    gap = max(reached - highest, Fraction(0)) + min(reached - lowest, Fraction(0))
    return Progress(method="range", met=abs(gap) <= SAME, gap=gap, target=lowest)


def relative_target(
    baseline: object, *, change_share: object = None, factor: object = None, points: object = None,
    annual_growth: object = None, years: object = None, ratio_scale: bool = True,
) -> Fraction:  # fmt: skip
    """The target as a level, where the plan states it against the baseline.

    change_share: 0.2 for 20 % more. factor: 2 for double. points: added in the unit. annual_growth with
    years: 0.05 a year over whole years. One of them is given.
    Raises NotUsable: relative_target_needs_baseline, relative_target_needs_ratio_scale,
    relative_target_needs_nonzero_baseline (proportions of 0), target_missing, not_numeric, non_finite_value.
    """
    start = exact(baseline)
    if start is None:
        raise NotUsable("relative_target_needs_baseline")
    added = exact(points)
    if added is not None:
        return start + added
    if not ratio_scale:
        raise NotUsable("relative_target_needs_ratio_scale")
    if start == 0:
        raise NotUsable("relative_target_needs_nonzero_baseline")
    share, times, growth, periods = exact(change_share), exact(factor), exact(annual_growth), exact(years)
    if share is not None:
        return start * (1 + share)
    if times is not None:
        return start * times
    if growth is not None and periods is not None:
        return start * (1 + growth) ** int(periods)
    raise NotUsable("target_missing")


def _kept_value(
    reached: Fraction,
    wanted: Fraction,
    *,
    kept: bool,
    direction: str | None,
    bound: str | None,
    tolerance: Fraction | None,
    change: Fraction | None,
) -> Progress:
    """Met or not met by the stated bound or tolerance: there is no planned change to take a share of."""
    gap = reached - wanted
    if tolerance is not None and bound in (None, "exactly"):
        return Progress(
            method="band", met=abs(gap) <= tolerance + SAME, gap=gap, target=wanted, change=change, holds=kept
        )
    if bound is None and kept and wanted == 0 and direction == "decrease":
        bound = "at_most"  # already at none, and to fall: it can only be kept there
    if bound is None and direction == "maintain" and abs(gap) <= SAME:
        bound = "exactly"  # unchanged is kept, whatever the tolerance would be
    if bound is None:
        return refused(
            "no_direction" if direction is None else "target_equals_baseline", target=wanted, change=change
        )
    return Progress(
        method="threshold", met=_met(reached, wanted, bound, direction, tolerance), gap=gap, target=wanted,
        change=change, holds=kept,
    )  # fmt: skip


def _without_baseline(
    reached: Fraction, wanted: Fraction, *, direction: str, bound: str | None, ratio_scale: bool
) -> Progress:
    flags, met = ("baseline_missing",), _met(reached, wanted, bound, direction, None)
    if direction == "decrease" or wanted <= 0:
        return Progress(method="threshold", met=met, gap=reached - wanted, target=wanted, flags=flags)
    if not ratio_scale:
        return refused("ratio_needs_ratio_scale", target=wanted, flags=flags)
    share = reached / wanted
    return Progress(
        method="actual_over_target", progress=share, met=met, gap=reached - wanted, target=wanted,
        flags=flags + _flags_of(share),
    )  # fmt: skip


def _met(
    reached: Fraction, wanted: Fraction, bound: str | None, direction: str | None, tolerance: Fraction | None
) -> bool:
    # "Exactly 3 campaigns" is how a plan prints a number: where a direction is stated, a fourth
    # breaks no promise.
    by_direction = {"increase": "at_least", "decrease": "at_most"}.get(direction or "")
    rule = by_direction or "exactly" if bound in (None, "exactly") else bound
    gap = reached - wanted
    if rule == "at_least":
        return gap >= -SAME
    if rule == "at_most":
        return gap <= SAME
    return abs(gap) <= (tolerance or 0) + SAME


def _flags_of(share: Fraction) -> tuple[str, ...]:
    if share < -SAME:
        return ("moved_away",)
    if share <= 1 + SAME:
        return ()
    return ("over_achieved", "target_possibly_too_low") if share >= FAR_BEYOND else ("over_achieved",)


def _check_percentage_scale(values: list[Fraction | None]) -> None:
    sizes = [abs(value) for value in values if value]
    if sizes and min(sizes) < 1 < max(sizes) and max(sizes) >= SCALE_GAP * min(sizes):
        raise NotUsable("percentage_scale_mismatch")

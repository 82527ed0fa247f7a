"""How an indicator stands, by the rules of the design, from what the model knows of it.

Written for the truth alone, in exact fractions: progress is measured from the baseline, time in years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

Point = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Goal:
    """One target as a level, due at the end of its year. upper: of a range. bound: the comparator, or ""."""

    year: int
    value: Fraction
    upper: Fraction | None = None
    bound: str = ""


@dataclass(frozen=True)
class Standing:
    """The share of the planned change (None where no ratio has a meaning) and the status."""

    progress: Fraction | None
    status: str


def moment(day: date) -> Fraction:
    """The end of a day in years: 2024 for the last of 2023."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return day.year + Fraction((day - first).days + 1, (last - first).days + 1)


def due_share(
    now: Fraction, goal: Goal, baseline: Fraction, begins: int, interims: Sequence[Goal], path: str
) -> Fraction:
    """How much of the planned change is due now."""
    points: list[Point] = [(min(Fraction(begins), Fraction(goal.year + 1)), baseline)]
    points += [
        (Fraction(one.year + 1), one.value) for one in interims if points[0][0] < one.year + 1 < goal.year + 1
    ]
    points.append((Fraction(goal.year + 1), goal.value))
    expected = points[-1][1]
    for (left, low), (right, high) in pairwise(points):
        if now < right:
            passed = max((now - left) / (right - left), Fraction(0))
            part = {"linear": passed, "step": Fraction(0), "end_loaded": passed * passed}[path]
            expected = low + (high - low) * part
            break
    return (expected - baseline) / (goal.value - baseline)


def standing_by_ratio(share: Fraction, due: Fraction) -> Standing:
    """The status of a share of the planned change against what was due."""
    if share > 1:
        return Standing(share, "exceeded")
    if share == 1:
        return Standing(share, "achieved")
    if share < 0:
        return Standing(share, "regressed")
    return Standing(share, "on_track" if share >= due else "behind")


def standing_by_limit(met: bool, *, due: bool, kept: bool) -> Standing:
    """The status where the target is only met or missed. kept: the rule asks to keep the baseline."""
    if met:
        return Standing(None, "achieved")
    if kept:
        return Standing(None, "regressed")
    return Standing(None, "behind" if due else "not_due")

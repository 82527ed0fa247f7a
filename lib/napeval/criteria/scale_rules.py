"""What rating scales are made of: levels, and the rules for points and for one mark from all criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Level:
    """One level. ordinal: higher is better. lower, upper: its band in the scale's own unit, None where open.

    label: code under which the words for the level are kept.
    """

    code: str
    ordinal: int
    lower: Fraction | None
    upper: Fraction | None
    lower_inclusive: bool
    upper_inclusive: bool
    label: str

    def holds(self, value: Fraction) -> bool:
        """Whether a value in the scale's own unit lies in the band."""
        if self.lower is None or self.upper is None:
            return False
        above = value > self.lower or (self.lower_inclusive and value == self.lower)
        below = value < self.upper or (self.upper_inclusive and value == self.upper)
        return above and below


@dataclass(frozen=True)
class PointsRule:
    """How a score of 0 to 100 points becomes a level, and whose rule that is (basis: published or ours).

    method: bands (the score, in the scale's own unit, lies in a band), nearest_level (the nearest whole mark
    of the scale; half-way between two it is the worse one), equal_bands (the levels share 0 to 100 equally,
    lower ends included).
    """

    method: str
    basis: str


@dataclass(frozen=True)
class KnockOut:
    """A rule that caps the overall level.

    Where one of the criteria is at the level `at_or_worse` or a worse one, the overall level is at best
    `cap`; with not_above it is at best the level of each of the criteria.
    """

    criteria: tuple[str, ...]
    at_or_worse: str
    cap: str
    not_above: bool


@dataclass(frozen=True)
class OverallRule:
    """How the criteria of a scale become one mark, and whose rule that is (basis: published or ours).

    method: mean, weighted_mean (weights by criterion, published with the scale), judged_weights (the
    evaluators state theirs), none (the rule is a judgement that no arithmetic stands for).
    """

    method: str
    basis: str
    weights: Mapping[str, Fraction]

"""Mann-Kendall's S, its variance and its p, for one block of values or for several blocks added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import copysign, sqrt
from typing import Any, ClassVar

import numpy as np
from scipy.special import chdtrc, ndtr

from napeval.trends.assumptions import HOMOGENEOUS_TREND, INDEPENDENT_OBSERVATIONS, ONE_DEFINITION
from napeval.trends.least_lengths import VERDICT_LEVEL, unknown_setting
from napeval.trends.ranks.inversions import (
    Blocks,
    Groups,
    comparable_pairs,
    is_exact,
    smallest_probability,
    tail_probability,
)
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import FloatArray

ALTERNATIVES = ("two-sided", "greater", "less")
ASSUMPTIONS = (INDEPENDENT_OBSERVATIONS, ONE_DEFINITION)


@dataclass(frozen=True, kw_only=True)
class RankTest(Result):
    """What the ranks say about a steady rise or fall.

    n, n_missing: points used, points dropped. S: rises minus falls over all pairs; var_S: its variance
    without a trend, corrected for ties. tau_a, tau_b: S as a share of all pairs, and of the pairs without
    ties (-1 to 1). z: (|S| - 1) / sd with the sign of S. p_exact: share of all orders of these values at
    least as extreme (also as a fraction; None where the series is too long for it). p_normal: the
    approximation from z. p_floor: the smallest p any order could give. reason is None when reportable.
    Fields that do not exist are None.
    """

    OPTIONS: ClassVar[tuple[str, ...]] = ("alternative",)

    alternative: str
    S: int | None = None
    var_S: float | None = None
    tau_a: float | None = None
    tau_b: float | None = None
    z: float | None = None
    p_exact: float | None = None
    p_exact_fraction: Fraction | None = None
    p_normal: float | None = None
    p_floor: float | None = None
    p_floor_fraction: Fraction | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        return Effect(self.tau_b, "tau_b") if self.tau_b is not None and self.reportable else None

    @property
    def p(self) -> float | None:
        """The p to print: exact where it exists, otherwise the approximation that `method` names."""
        return self.p_normal if self.p_exact is None else self.p_exact

    @property
    def can_reach_p05(self) -> bool:
        """Could any order of these values have given p <= 0.05?"""
        return self.p_floor is not None and self.p_floor <= VERDICT_LEVEL


def check_alternative(alternative: str) -> None:
    """Raises ValueError on an unknown alternative."""
    if alternative not in ALTERNATIVES:
        raise ValueError(unknown_setting("alternative", alternative, ALTERNATIVES))


def tie_groups(settled: FloatArray) -> Groups:
    """How often each distinct value occurs, from rare to frequent."""
    return tuple(sorted(np.unique(settled, return_counts=True)[1].tolist()))


def score(settled: FloatArray) -> int:
    """S: rises minus falls over all pairs of a series in order of time."""
    earlier, later = np.triu_indices(len(settled), k=1)
    return int(np.sign(settled[later] - settled[earlier]).sum())


def all_pairs(groups: Groups) -> int:
    n = sum(groups)
    return n * (n - 1) // 2


def variance(groups: Groups) -> float:
    """The variance of S over all orders of these values."""
    n = sum(groups)
    return (n * (n - 1) * (2 * n + 5) - sum(g * (g - 1) * (2 * g + 5) for g in groups)) / 18


@lru_cache(maxsize=4096)
def score_statistics(total: int, blocks: Blocks, alternative: str) -> dict[str, Any]:
    """The fields of a RankTest that follow from S and the tie groups of its blocks.

    total: S added up over the blocks. The dictionary is shared: read it, do not change it.
    """
    pairs, comparable = sum(map(all_pairs, blocks)), sum(map(comparable_pairs, blocks))
    spread = sum(map(variance, blocks))
    p_exact = tail_probability(total, blocks, alternative) if is_exact(blocks) else None
    p_floor = smallest_probability(blocks, alternative)
    return {
        "S": total, "var_S": spread,
        "tau_a": total / pairs if pairs else None,
        "tau_b": total / sqrt(pairs * comparable) if comparable else None,
        "z": z_score(total, spread) if comparable else None,
        "p_exact": None if p_exact is None else float(p_exact), "p_exact_fraction": p_exact,
        "p_normal": p_normal(total, spread, alternative) if comparable else None,
        "p_floor": float(p_floor), "p_floor_fraction": p_floor,
    }  # fmt: skip


def z_score(total: float, spread: float) -> float:
    """(|S| - 1) / sd with the sign of S; 0 when S is 0."""
    return copysign(max(abs(total) - 1, 0), total) / sqrt(spread) if total else 0.0


def p_normal(total: float, spread: float, alternative: str) -> float:
    """The normal approximation with the continuity correction."""
    # Lower tails of the negative throughout: 1 - cdf would print zero for strong trends.
    if alternative == "two-sided":
        return min(1.0, float(2 * ndtr(-abs(z_score(total, spread)))))
    towards = total if alternative == "greater" else -total
    return float(ndtr(-(towards - 1) / sqrt(spread)))


def homogeneity(scores: Sequence[int], blocks: Blocks) -> Assumption:
    """Is the trend the same in all blocks, as adding up their S takes for granted?

    Source: van Belle and Hughes 1984, Water Resources Research 20; chi-square on one degree less than blocks.
    """
    spreads = [variance(groups) for groups in blocks]
    z = np.array([s / sqrt(v) for s, v in zip(scores, spreads, strict=True) if v > 0])
    if len(z) < 2:
        return HOMOGENEOUS_TREND
    p = float(chdtrc(len(z) - 1, float(((z - z.mean()) ** 2).sum())))
    return Assumption(HOMOGENEOUS_TREND.code, "doubtful" if p <= VERDICT_LEVEL else "holds", p)

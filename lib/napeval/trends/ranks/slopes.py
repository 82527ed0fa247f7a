"""Slopes between pairs of points: their median, and which of them are the limits of its interval."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import floor, sqrt

import numpy as np
from scipy.special import ndtri

from napeval.trends.ranks.inversions import is_exact, share_with_at_most
from napeval.trends.ranks.scores import all_pairs, variance
from napeval.trends.series import FloatArray

Limits = tuple[float, float]


def pair_slopes(settled: FloatArray, times: FloatArray) -> FloatArray:
    """The slope from each point to each later one; both rows in order of time."""
    earlier, later = np.triu_indices(len(settled), k=1)
    return np.asarray((settled[later] - settled[earlier]) / (times[later] - times[earlier]))


@lru_cache(maxsize=4096)
def limit_rank(sizes: tuple[int, ...], confidence: float) -> tuple[int, float | None]:
    """Which smallest (and largest) slope is the limit, and what the pair covers without ties.

    sizes: points in each block (season, region) whose slopes are pooled. The rank is 0, and the coverage
    None, where not even the extreme slopes cover enough.
    Source: Hollander, Wolfe and Chicken 2014, Nonparametric Statistical Methods, 9.3; for several blocks the
    same inversion of the test, with the distribution of the added-up S.
    """
    untied = tuple((1,) * size for size in sizes)
    tail = (1 - Fraction(str(confidence))) / 2
    if not is_exact(untied):
        spread = -float(ndtri(float(tail))) * sqrt(sum(map(variance, untied)))
        rank = max(0, floor((sum(map(all_pairs, untied)) - spread) / 2))
        return rank, confidence if rank else None
    rank = 0
    while share_with_at_most(rank, *untied) <= tail:
        rank += 1
    return rank, float(1 - 2 * share_with_at_most(rank - 1, *untied)) if rank else None


def limits_of(ordered: FloatArray, rank: int) -> Limits | None:
    """The limits of this rank among slopes from small to large; None for rank 0."""
    return (float(ordered[rank - 1]), float(ordered[len(ordered) - rank])) if rank else None

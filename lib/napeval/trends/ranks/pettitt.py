"""At which point do the ranks shift to another level (Pettitt)?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from napeval.trends.assumptions import INDEPENDENT_OBSERVATIONS, LEVEL_OTHERWISE_CONSTANT, ONE_DEFINITION
from napeval.trends.least_lengths import VERDICT_LEVEL, least_length
from napeval.trends.results import Assumption, Effect, Many, Result, each
from napeval.trends.series import FloatArray, Numbers, read_points, settle_ties
from napeval.trends.tables import read_matrix

METHOD = "pettitt_change_point"
# All orders are counted up to this many points (2^n sets); beyond, orders are drawn.
EXACT_UP_TO = 14
DRAWS = 9_999


@dataclass(frozen=True, kw_only=True)
class PettittChangePoint(Result):
    """Where the ranks shift, and how often a random order of the values would shift as much.

    U: the largest |U_k|, where U_k compares the first k points with the rest. change_after_position: that k,
    counted from 1 among the usable points in order of time; the first where several are equal, all of which
    stand in equal_positions. change_after_time: the time of that point. p_approx: Pettitt's approximation,
    poor on short series. p_exact: share of all orders with as large a U (None above EXACT_UP_TO points);
    p_permutation: the same from random orders (None where it is exact). p_floor: the smallest p any order
    could give. shift: median difference between a later and an earlier point; without an interval, since
    the place was chosen by looking. Fields that do not exist are None.
    """

    OPTIONS = ("draws", "seed")

    draws: int
    seed: int
    U: int | None = None
    change_after_position: int | None = None
    equal_positions: tuple[int, ...] = ()
    change_after_time: float | None = None
    p_approx: float | None = None
    p_exact: float | None = None
    p_permutation: float | None = None
    p_floor: float | None = None
    shift: float | None = None
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_OBSERVATIONS, ONE_DEFINITION, LEVEL_OTHERWISE_CONSTANT)

    @property
    def p(self) -> float | None:
        """The p to print: exact where it exists, otherwise from random orders."""
        return self.p_permutation if self.p_exact is None else self.p_exact

    @property
    def effect(self) -> Effect | None:
        return Effect(self.shift, "unit") if self.reportable and self.shift is not None else None


def pettitt_change_point(values: Numbers, times: Numbers | None = None, *, draws: int = DRAWS,
                         seed: int = 20_001) -> PettittChangePoint:
    """After which point does the series move to another level, and would a random order do so as well?

    values, times: as in mann_kendall. draws, seed: of the random orders, where the series is too long to
    count all. A steady trend also shifts the ranks: this test does not tell the two apart.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (below 4),
    no_variation, too_few_points (no order of these values reaches p = 0.05; without ties, below 8 points).
    Raises ValueError on draws below 1 or input that is not two rows of numbers of one length.
    Source: Pettitt 1979, Applied Statistics 28; p conditional on the ties.
    """
    if draws < 1:
        raise ValueError(f"draws: found {draws!r}; allowed: a whole number from 1 up.")
    points = read_points(values, times)
    method = pettitt_method(points.n)
    if points.refusal is not None or points.n < 2:
        return PettittChangePoint(n=points.n, n_missing=points.n_missing, draws=draws, seed=seed,
                                  reportable=False, reason=points.refusal or least_length(METHOD).below,
                                  method=method)
    doubled = doubled_ranks(settle_ties(points.values))
    rank_shifts = np.cumsum(doubled)[:-1] - np.arange(1, points.n) * (points.n + 1)
    most, places = largest_shift(rank_shifts)
    fields = pettitt_fields(most, points.n, tuple(sorted(doubled.tolist())), draws, seed)
    reason = pettitt_reason(points.n, most, fields["p_floor"])
    found = PettittChangePoint(n=points.n, n_missing=points.n_missing, draws=draws, seed=seed, U=most,
                               **fields, reportable=reason is None, reason=reason, method=method)
    if most == 0:
        return found
    return replace(found, change_after_position=places[0], equal_positions=places,
                   change_after_time=float(points.times[places[0] - 1]),
                   shift=median_difference(points.values, places[0]))


def pettitt_change_point_many(matrix: Any, times: Numbers | None = None, *, draws: int = DRAWS,
                              seed: int = 20_001) -> Many:
    """After which point does each of many series move to another level?

    matrix: series x points, missing as None or NaN; the rest as in pettitt_change_point. Returns one column
    per field of PettittChangePoint, one entry per series. Raises ValueError as pettitt_change_point does,
    and without any series.
    """
    return each(
        lambda row: pettitt_change_point(row, times, draws=draws, seed=seed),
        read_matrix(matrix),
    )


def pettitt_method(n: int) -> str:
    return f"{METHOD}_exact" if n <= EXACT_UP_TO else f"{METHOD}_permutation"


def doubled_ranks(settled: FloatArray) -> NDArray[np.int64]:
    """Twice the mean ranks: whole numbers even where values tie."""
    return np.asarray(2 * rankdata(settled), dtype=np.int64)


def largest_shift(rank_shifts: NDArray[np.int64]) -> tuple[int, tuple[int, ...]]:
    """The largest |U_k| and the k, counted from 1, that have it."""
    sizes = np.abs(rank_shifts)
    most = int(sizes.max())
    return most, tuple((np.flatnonzero(sizes == most) + 1).tolist())


def pettitt_reason(n: int, most: int, p_floor: float) -> str | None:
    """Why no verdict may be given; None when it may. U is 0 only where all values are alike."""
    least = least_length(METHOD)
    if n < least.describe_from:
        return least.below
    if most == 0:
        return "no_variation"
    return "too_few_points" if p_floor > VERDICT_LEVEL else None


def median_difference(values: FloatArray, position: int) -> float:
    """The median of all differences between a point after the position and one up to it (Hodges-Lehmann)."""
    return float(np.median(np.subtract.outer(values[position:], values[:position])))


@lru_cache(maxsize=4096)
def pettitt_fields(most: int, n: int, ranks: tuple[int, ...], draws: int, seed: int) -> dict[str, Any]:
    """The p of a U. ranks: the doubled ranks from small to large. The dictionary is shared: only read it."""
    approximate = min(1.0, 2 * exp(-6 * most**2 / (n**3 + n**2)))
    highest = _highest_shift(ranks)
    if n <= EXACT_UP_TO:
        exact, floor = share_with_shift(ranks, most), share_with_shift(ranks, highest)
        return {"p_approx": approximate, "p_exact": exact, "p_permutation": None, "p_floor": floor}
    drawn = _drawn_shifts(ranks, draws, seed)
    return {
        "p_approx": approximate, "p_exact": None, "p_permutation": _share_drawn(drawn, most),
        "p_floor": _share_drawn(drawn, highest),
    }  # fmt: skip


def _highest_shift(ranks: tuple[int, ...]) -> int:
    """The largest U any order could give: the smallest values first."""
    n = len(ranks)
    return int(np.abs(np.cumsum(ranks)[:-1] - np.arange(1, n) * (n + 1)).max())


@lru_cache(maxsize=4096)
def share_with_shift(ranks: tuple[int, ...], most: int) -> float:
    """The share of all orders in which some |U_k| reaches `most`.

    Counts the orders that stay below, set by set: an order is a way from the empty set to the full one that
    adds one point at a time, and U_k depends only on the set of the first k points.
    """
    n = len(ranks)
    sums, sizes = _sums_and_sizes(ranks)
    below = np.abs(sums - sizes * (n + 1)) < most
    below[[0, -1]] = True
    ways = np.zeros(1 << n, dtype=np.int64)
    ways[0] = 1
    for size in range(1, n + 1):
        sets = np.flatnonzero((sizes == size) & below)
        for point in range(n):
            holding = sets[(sets >> point) & 1 == 1]
            ways[holding] += ways[holding ^ (1 << point)]
    return float((factorial(n) - int(ways[-1])) / factorial(n))


def _sums_and_sizes(ranks: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every set of points, written as bits: the sum of its doubled ranks, and how many it holds."""
    sums = sizes = np.zeros(1, dtype=np.int64)
    for rank in ranks:
        sums, sizes = np.concatenate([sums, sums + rank]), np.concatenate([sizes, sizes + 1])
    return sums, sizes


@lru_cache(maxsize=256)
def _drawn_shifts(ranks: tuple[int, ...], draws: int, seed: int) -> NDArray[np.int64]:
    """The U of random orders, from small to large."""
    n = len(ranks)
    orders = np.random.default_rng(seed).permuted(np.tile(np.array(ranks), (draws, 1)), axis=1)
    shifts = np.cumsum(orders, axis=1)[:, :-1] - np.arange(1, n) * (n + 1)
    return np.sort(np.abs(shifts).max(axis=1))


def _share_drawn(drawn: NDArray[np.int64], most: int) -> float:
    """(1 + orders drawn that reach it) / (1 + orders drawn): the observed order is one of them."""
    reached = len(drawn) - int(np.searchsorted(drawn, most))
    return (1 + reached) / (1 + len(drawn))

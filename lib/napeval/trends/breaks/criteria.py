"""How many joinpoints: information criteria, and the sequence of permutation tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from napeval.trends.breaks.grid import Grid, Places, least_squares_of, rounding_floor, without_line
from napeval.trends.breaks.search import Best
from napeval.trends.series import FloatArray

CRITERIA = ("bic", "bic3", "wbic")
# Shuffled values held at once.
CELLS_AT_ONCE = 200_000


def misfit(best: Best, n: int) -> FloatArray:
    """The part of a criterion that falls as the line fits better: ln(sum of squares / n), (series,)."""
    with np.errstate(divide="ignore"):
        return np.log(best.loss / n)


def penalties(best: Best) -> dict[str, FloatArray]:
    """For each criterion how many parameters k joinpoints count for, (series,).

    Source: Joinpoint Help Manual of the National Cancer Institute; Kim et al. 2022 (weighted).
    """
    one = np.ones_like(best.loss)
    return {
        "bic": (2 * best.k + 2) * one,
        "bic3": (3 * best.k + 2) * one,
        "wbic": (2 + best.bend) * best.k + 2,
    }


def criteria(all_best: list[Best], misfits: list[FloatArray], n: int) -> dict[str, FloatArray]:
    """Every criterion for 0, 1, ... joinpoints, (series, numbers). The smallest points to the best number."""
    columns = [
        {name: misfit + count * np.log(n) / n for name, count in penalties(best).items()}
        for best, misfit in zip(all_best, misfits, strict=True)
    ]
    return {name: np.stack([column[name] for column in columns], axis=1) for name in CRITERIA}


@dataclass(frozen=True, eq=False)
class Null:
    """What is shuffled to test k joinpoints: rows and fitted lines, (series, points), weighted, on a grid."""

    grid: Grid
    rows: FloatArray
    fitted: FloatArray


def shuffles(n: int, permutations: int, seed: int) -> Places:
    """Random orders of n residuals, (permutations, n)."""
    orders = np.tile(np.arange(n), (permutations, 1))
    return np.random.default_rng(seed).permuted(orders, axis=1)


def permutation_p(null: Null, fewer: int, more: int, orders: Places) -> FloatArray:
    """Does a line with more joinpoints fit better than chance makes it? p for each series.

    Chance: residuals about the line with fewer joinpoints, shuffled. The statistic is the ratio of the two
    least sums of squares, each over all places anew for every shuffle, so that the search for the place is
    part of the test. p = (1 + shuffles at least as extreme) / (1 + all).
    Source: Kim, Fay, Feuer and Midthune 2000, Permutation tests for joinpoint regression.
    """
    observed = _ratio(null.grid, null.rows, fewer, more)
    residuals = null.rows - null.fitted
    reached = np.zeros(len(observed))
    step = max(1, CELLS_AT_ONCE // orders.size)
    for start in range(0, len(observed), step):
        part = slice(start, start + step)
        shuffled = null.fitted[part, None, :] + residuals[part][:, orders]
        ratios = _ratio(null.grid, shuffled.reshape(-1, orders.shape[1]), fewer, more)
        limit = observed[part, None] * (1 - 1e-9)  # a shuffle that changes nothing must count as reached
        reached[part] = (ratios.reshape(-1, len(orders)) >= limit).sum(axis=1)
    return np.asarray((1 + reached) / (1 + len(orders)))


def _ratio(grid: Grid, rows: FloatArray, fewer: int, more: int) -> FloatArray:
    bent = without_line(grid.line, rows)
    floor = rounding_floor(rows)
    upper, lower = (least_squares_of(grid, bent, k) for k in (fewer, more))
    upper, lower = (np.where(squares > floor, squares, 0.0) for squares in (upper, lower))
    perfect = np.where(upper > 0, np.inf, 1.0)
    return np.divide(upper, lower, out=perfect, where=lower > 0)


def choose_by_permutation(series: int, k_max: int, null: Callable[[int, NDArray[np.intp]], Null],
                          orders: Places, level: float) -> tuple[NDArray[np.intp], FloatArray]:
    """(number of joinpoints, p of any joinpoint against none), both (series,).

    Starts with none against k_max; a rejection raises the lower number by one, else the upper falls by one,
    until they meet. Every test is held to level / k_max (Bonferroni); the p told is the smallest of the tests
    against none, times k_max, so that it is at most the level just where a joinpoint is chosen.
    null: the line with the given number of joinpoints for the given series.
    Source: Kim et al. 2000.
    """
    low, high = np.zeros(series, dtype=np.intp), np.full(series, k_max, dtype=np.intp)
    smallest = np.full(series, 1.0 if k_max else np.nan)
    for _ in range(k_max):
        states = low * (k_max + 1) + high
        for state in np.unique(states):
            fewer, more = divmod(int(state), k_max + 1)
            these = np.flatnonzero(states == state)
            p = permutation_p(null(fewer, these), fewer, more, orders)
            rejected = p <= level / k_max
            low[these] += rejected
            high[these] -= ~rejected
            if fewer == 0:
                smallest[these] = np.minimum(smallest[these], p * k_max)
    return low, smallest

"""The odds ratio of a table of two by two, given its margins: best value and exact interval."""

from __future__ import annotations

from collections.abc import Callable
from math import comb, exp, inf, log

import numpy as np
from scipy.optimize import brentq

from napeval.trends.series import FloatArray


def conditional_odds_ratio(table: FloatArray, confidence: float) -> tuple[float, tuple[float, float]]:
    """Which odds ratio makes this table likeliest among those with its margins, and which are compatible?

    table: 2 x 2 whole numbers, no row and no column empty. Infinite or 0 where the first cell is at its end.
    Source: Fisher 1935 (noncentral hypergeometric distribution); limits as those of fisher.test in R, each
    tail (1 - confidence) / 2.
    """
    seen, cells, shares = _distribution(table)
    tail, at_start, at_end = (1 - confidence) / 2, seen == cells[0], seen == cells[-1]
    if at_start or at_end:
        best = 0.0 if at_start else inf
    else:
        best = exp(_root(lambda odds: float(shares(odds) @ cells) - seen))
    lower = 0.0 if at_start else exp(_root(lambda odds: float(shares(odds)[cells >= seen].sum()) - tail))
    upper = inf if at_end else exp(_root(lambda odds: tail - float(shares(odds)[cells <= seen].sum())))
    return best, (lower, upper)


def mean_of_first_cell(table: FloatArray) -> tuple[int, tuple[int, int], Callable[[float], float]]:
    """The first cell, its smallest and largest possible value, and its mean at any odds ratio."""
    seen, cells, shares = _distribution(table)

    def mean(odds: float) -> float:
        return float(shares(log(odds)) @ cells) if odds > 0 else float(cells[0])

    return seen, (int(cells[0]), int(cells[-1])), mean


def _distribution(table: FloatArray) -> tuple[int, FloatArray, Callable[[float], FloatArray]]:
    """The first cell, all values it could have, and their probabilities by the log of the odds ratio."""
    first, second = (int(row) for row in table.sum(axis=1))
    column = int(table[:, 0].sum())
    support = range(max(0, column - second), min(first, column) + 1)
    # From whole numbers, so that a symmetric table has symmetric chances to the last digit.
    chance = np.array([log(comb(first, cell) * comb(second, column - cell)) for cell in support])
    cells = np.array(support, dtype=float)

    def shares(log_odds: float) -> FloatArray:
        weights = chance + log_odds * cells
        relative = np.exp(weights - weights.max())
        return np.asarray(relative / relative.sum())

    return int(table[0, 0]), cells, shares


def _root(rising: Callable[[float], float]) -> float:
    """Where a rising function is zero."""
    reach = 1.0
    while rising(-reach) > 0 or rising(reach) < 0:
        reach *= 2
    return float(brentq(rising, -reach, reach, xtol=1e-14, rtol=1e-14))

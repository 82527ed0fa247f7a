"""Trends and shifts by ranks and levels: Mann-Kendall, Pettitt, and shifts of the mean by BIC."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from napeval import trends
from napeval.trends.least_lengths import VERDICT_LEVEL
from trend_simulations.cells import FEWER_DRAWS, Cell, Rejecting, around, normal_values

# Random orders for each series; fewer than the method takes by itself, to save time.
ORDERS = 199


def mann_kendall() -> Iterator[Cell]:
    """Exact Mann-Kendall: no trend, and straight trends in units of the noise."""
    for n in range(5, 16):
        for slope in (0.0, 0.1, 0.25, 0.5, 1.0):
            setting = f"{slope:g} standard deviations per period" if slope else "no trend"
            yield Cell("independent normal values", n, None, setting, normal_values(n, slope), by_ranks)


def by_ranks(values: NDArray[np.float64]) -> Rejecting:
    return {"mann_kendall_exact": trends.mann_kendall_many(values)["p_exact"] <= VERDICT_LEVEL}


def level_shift() -> Iterator[Cell]:
    """A shift of the level that is not there, and one of two standard deviations halfway."""
    for n in (8, 12, 20, 30):
        for step in (0.0, 2.0):
            setting = f"level rises by {step:g} standard deviations halfway" if step else "no change"
            path = step * (np.arange(n) >= n // 2)
            yield Cell("independent normal values", n, None, setting, around(path), by_shifts, FEWER_DRAWS)


def by_shifts(values: NDArray[np.float64]) -> Rejecting:
    """level_shift_bic: at least one shift by BIC; level_shift: one that is beyond chance as well."""
    found = trends.level_shift_many(values, draws=ORDERS)
    return {
        "pettitt": pettitt_p(values) <= VERDICT_LEVEL,
        "level_shift_bic": found["n_breaks"] > 0,
        "level_shift": found["beyond_chance"].astype(bool),
    }


def pettitt_p(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The p to print: exact where there is one, otherwise from random orders."""
    found = trends.pettitt_change_point_many(values)
    exact, drawn = (found[name].astype(float) for name in ("p_exact", "p_permutation"))
    return np.where(np.isnan(exact), drawn, exact)

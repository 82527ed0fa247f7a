"""Joinpoints: how often a bend is found in a straight line, and in one that bends halfway."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from napeval import trends
from trend_simulations.cells import FEWER_DRAWS, Cell, Rejecting, around

RULES = ("bic", "bic3", "wbic", "permutation")
# Shuffles for each series; fewer than the method takes by itself, to save time.
SHUFFLES = 199


def joinpoint() -> Iterator[Cell]:
    """One joinpoint at most, by every rule; the slope changes halfway, or not at all."""
    for n in (7, 8, 10, 12, 15, 20):
        for change in (0.0, 0.5, 1.0, 2.0):
            bend = f"slope changes by {change:g} standard deviations per period halfway"
            path = change * np.maximum(np.arange(n) - n // 2, 0)
            yield Cell("independent normal values", n, None, bend if change else "no change", around(path),
                       by_joinpoints, FEWER_DRAWS)


def by_joinpoints(values: NDArray[np.float64]) -> Rejecting:
    found = trends.joinpoint_many(values, scale="linear", k_max=1, choose="permutation",
                                  permutations=SHUFFLES)
    return {f"joinpoint_{rule}": found[f"k_by_{rule}"] > 0 for rule in RULES}

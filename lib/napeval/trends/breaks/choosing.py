"""Which number of joinpoints is the answer, by the rule the caller fixed beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from napeval.trends.breaks.criteria import (
    CRITERIA,
    Null,
    choose_by_permutation,
    criteria,
    misfit,
    permutation_p,
    shuffles,
)
from napeval.trends.breaks.grid import Grid, lay_grid
from napeval.trends.breaks.search import Best, PoissonSeries
from napeval.trends.breaks.settings import Settings
from napeval.trends.least_lengths import VERDICT_LEVEL
from napeval.trends.series import FloatArray


@dataclass(frozen=True, eq=False)
class Searched:
    """The best lines of several series, and what deciding between them needs.

    misfits: for each number of joinpoints, (series,). null: the line to shuffle about, for a number of
    joinpoints and the positions of some series.
    """

    all_best: list[Best]
    misfits: list[FloatArray]
    null: Callable[[int, NDArray[np.intp]], Null]
    n: int


@dataclass(frozen=True, eq=False)
class Chosen:
    """values: each criterion, (series, numbers). picks: the number each rule points to, (series,).

    k: the answer, (series,). p: of the joinpoints against none, NaN where no test was asked for.
    """

    values: dict[str, FloatArray]
    picks: dict[str, NDArray[np.intp]]
    k: NDArray[np.intp]
    p: FloatArray


def of_least_squares(grid: Grid, rows: FloatArray, all_best: list[Best]) -> Searched:
    def null(fewer: int, these: NDArray[np.intp]) -> Null:
        return Null(grid, rows[these], all_best[fewer].fitted[these])

    return Searched(all_best, [misfit(best, len(grid.times)) for best in all_best], null, len(grid.times))


def of_poisson(series: PoissonSeries, all_best: list[Best], settings: Settings) -> Searched:
    """The deviance of a count stands in for n x ln(sum of squares), over the spread of the richest line.

    Source: Lebreton, Burnham, Clobert and Anderson 1992 (criteria divided by the dispersion).
    """
    n, spread = len(series.times), max(1.0, np.nan_to_num(float(all_best[-1].dispersion[0]), nan=1.0))

    def null(fewer: int, these: NDArray[np.intp]) -> Null:
        fitted = all_best[fewer].fitted[these]
        weights, values = series.working(fitted[0])
        grid = lay_grid(
            series.times, len(all_best) - 1, each_end=settings.min_obs_each_end,
            between=settings.min_obs_between, weights=weights,
        )
        return Null(grid, grid.roots * values[None, :], grid.roots * fitted)

    return Searched(all_best, [best.loss / (n * spread) for best in all_best], null, n)


def choose(searched: Searched, settings: Settings) -> Chosen:
    """The caller's k; else what the chooser picks among the numbers that so many points support."""
    fitted, series = len(searched.all_best) - 1, len(searched.misfits[0])
    values = criteria(searched.all_best, searched.misfits, searched.n)
    picks = {name: values[name].argmin(axis=1) for name in CRITERIA}
    highest = min(fitted, settings.allowed(searched.n)) if settings.k is None else min(settings.k, fitted)
    p = np.full(series, np.nan)
    if settings.choose == "permutation":
        orders = shuffles(searched.n, settings.permutations, settings.seed)
        if settings.k is None:
            picks["permutation"], p = choose_by_permutation(
                series, highest, searched.null, orders, VERDICT_LEVEL
            )
        elif highest:
            p = permutation_p(searched.null(0, np.arange(series)), 0, highest, orders)
    if settings.k is not None:
        k = np.full(series, settings.k)
    elif settings.choose == "permutation":
        k = picks["permutation"]
    else:
        k = values[settings.choose][:, : highest + 1].argmin(axis=1)
    return Chosen(values, picks, k, p)

"""The best broken lines: by least squares for many series at once, by Poisson likelihood for one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from napeval.trends.breaks.grid import (
    TIED,
    Grid,
    Places,
    best_sets,
    in_parts,
    lay_grid,
    rounding_floor,
    squares_of_all_sets,
    without_line,
)
from napeval.trends.breaks.segments import (
    knots_of,
    largest_partial_r2,
    place_ranges,
    segment_design,
    spread_of,
)
from napeval.trends.regression import PoissonFit, fit_linear, fit_poisson
from napeval.trends.series import FloatArray

# A fitted count below this share of the largest has no say, but keeps the arithmetic from dividing by zero.
LEAST_WEIGHT = 1e-8


@dataclass(frozen=True, eq=False)
class Best:
    """The best broken lines with k joinpoints, one for each series.

    places: (series, k), positions in the times. loss: (series,), sum of squares or deviance. slopes: (series,
    k + 1); covariance: of the slopes and of a shift at each joinpoint, (series, 2k + 1, 2k + 1), NaN where a
    perfect fit leaves no spread to judge by. fitted: (series, points), on the scale of the line. bend:
    (series,), the largest partial R2 of a bend. ranges: (series, k, 2), times. dispersion: (series,), NaN for
    least squares. settled: (series,), False where no finite line is best. df: points less 2k + 2.
    """

    k: int
    places: Places
    loss: FloatArray
    slopes: FloatArray
    covariance: FloatArray
    fitted: FloatArray
    bend: FloatArray
    ranges: FloatArray
    dispersion: FloatArray
    settled: np.ndarray
    df: int


def search_least_squares(grid: Grid, rows: FloatArray, *, confidence: float) -> list[Best]:
    """For 0, 1, ... joinpoints, as the grid holds. rows: (series, points), on the scale of the line."""
    bent = without_line(grid.line, rows)
    return [_best_least_squares(grid, rows, bent, k, confidence) for k in range(len(grid.sets) + 1)]


def _best_least_squares(grid: Grid, rows: FloatArray, bent: FloatArray, k: int, confidence: float) -> Best:
    n = len(grid.times)
    best = _blank(k, len(rows), n)
    if k == 0:
        _fit_set(grid, rows, np.arange(len(rows)), best)
        return best
    straight, sets = (bent**2).sum(axis=1), grid.sets[k - 1].places
    start = 0
    for part in in_parts(grid, bent, k):
        these = slice(start, start := start + len(part))
        squares = squares_of_all_sets(grid, part, k)
        floor = rounding_floor(rows[these])
        best.places[these] = sets[best_sets(squares, np.maximum(TIED * straight[these], floor))]
        least = squares.min(axis=1)
        spread = np.where(least > floor, least, 0.0) / max(best.df, 1)
        best.ranges[these] = place_ranges(squares, sets, grid.times, best.df, spread, confidence)
    kinds, kind_of = np.unique(best.places, axis=0, return_inverse=True)
    for kind in range(len(kinds)):
        _fit_set(grid, rows, np.flatnonzero(kind_of.ravel() == kind), best)
    return best


def _blank(k: int, series: int, n: int) -> Best:
    return Best(
        k, np.zeros((series, k), dtype=np.intp), np.zeros(series), np.zeros((series, k + 1)),
        np.full((series, 2 * k + 1, 2 * k + 1), np.nan), np.zeros((series, n)), np.zeros(series),
        np.full((series, k, 2), np.nan), np.full(series, np.nan), np.ones(series, dtype=bool), n - 2 * k - 2,
    )


def _fit_set(grid: Grid, rows: FloatArray, these: Places, best: Best) -> None:
    """Fill in the lines of the series that share one set of places."""
    knots = knots_of(grid.times, best.places[these[0]])
    values = rows[these]
    fit = fit_linear(segment_design(grid.times, knots), values)
    loss = np.where(fit.rss > rounding_floor(values), fit.rss, 0.0)
    best.loss[these], best.slopes[these] = loss, fit.coefficients[:, 1:]
    best.fitted[these] = values - fit.residuals
    best.bend[these] = largest_partial_r2(values, grid.times, knots, np.ones(len(grid.times)))
    if best.df > 0:
        variance = np.where(loss > 0, loss, np.nan) / best.df
        roots = np.ones(len(grid.times))
        best.covariance[these] = variance[:, None, None] * spread_of(grid.times, knots, roots)


@dataclass(frozen=True, eq=False)
class PoissonSeries:
    """One series of counts. times: ascending. counts, exposure: (points,)."""

    times: FloatArray
    counts: FloatArray
    exposure: FloatArray

    def working(self, fitted: FloatArray) -> tuple[FloatArray, FloatArray]:
        """(weights, values): the weighted least squares that the next step from this line would take."""
        mean = self.exposure * np.exp(np.clip(fitted, -700, 700))
        weights = np.maximum(mean, mean.max() * LEAST_WEIGHT)
        return weights, fitted + (self.counts - mean) / weights


def search_poisson(series: PoissonSeries, k_max: int, *, each_end: int, between: int,
                   confidence: float) -> list[Best]:
    """For 0, 1, ... up to k_max joinpoints, or as many as have room; every Best holds the one series."""
    grid = lay_grid(series.times, k_max, each_end=each_end, between=between)
    sets = [np.zeros((1, 0), dtype=np.intp), *(entry.places for entry in grid.sets)]
    return [_best_poisson(series, places, confidence) for places in sets]


def _best_poisson(series: PoissonSeries, sets: Places, confidence: float) -> Best:
    n, k = len(series.times), sets.shape[1]
    designs = segment_design(series.times, knots_of(series.times, sets))
    fit = fit_poisson(designs, series.counts, series.exposure)
    chosen = int(best_sets(fit.deviance[None, :], TIED * _straight_deviance(series))[0])
    best = _blank(k, 1, n)
    best.places[0], best.loss[0] = sets[chosen], fit.deviance[chosen]
    best.slopes[0], best.settled[0] = fit.coefficients[chosen, 1:], fit.settled[chosen]
    best.fitted[0] = designs[chosen] @ fit.coefficients[chosen]
    weights, values = series.working(best.fitted[0])
    best.bend[0] = largest_partial_r2(
        values[None, :], series.times, knots_of(series.times, sets[chosen]), weights
    )[0]
    if best.df > 0:
        best.dispersion[0] = fit.pearson[chosen] / best.df
        _poisson_spread(fit, sets, series.times, weights, confidence, best)
    return best


def _straight_deviance(series: PoissonSeries) -> FloatArray:
    """Deviance about one constant rate: the yardstick by which two sets of places tie."""
    mean = series.counts.sum() * series.exposure / series.exposure.sum()
    return np.array([2 * float((xlogy(series.counts, series.counts / mean) - series.counts + mean).sum())])


def _poisson_spread(fit: PoissonFit, sets: Places, times: FloatArray, weights: FloatArray,
                    confidence: float, best: Best) -> None:
    """Covariance and ranges; more spread than Poisson widens both, less never narrows them."""
    spread = max(1.0, float(best.dispersion[0]))
    best.covariance[0] = spread * spread_of(times, knots_of(times, best.places[0]), np.sqrt(weights))
    if best.k:
        best.ranges[0] = place_ranges(
            fit.deviance[None, :], sets, times, best.df, np.array([spread]), confidence
        )[0]

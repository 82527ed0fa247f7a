"""The Poisson log-linear trend of many series at once, fitted through its slope alone.

With the level at its best for every slope, the Poisson likelihood is the multinomial one given the total.
It has one unknown and one maximum, so root finding is exact to rounding and the cases without a finite
slope are seen beforehand instead of being met as an iteration that does not settle.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, expm1, inf, sqrt

import numpy as np
from numpy.typing import NDArray

from napeval.trends.counts.roots import Indices, find_roots
from napeval.trends.series import FloatArray
from napeval.trends.tails import normal_reach

LARGEST_LOG = 700.0  # a hundred times its exponential still fits a float
NEVER = -1e6  # log of the exposure of a point that is missing: its share is zero
FLAT = 1e-2  # slopes over the whole span below which likelihoods are too alike to be subtracted
POWERS = np.arange(3.0)

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class SharedOut:
    """Counts over places in time, and what they arose from, one row for each series.

    counts: (series, points), 0 where missing. place: (points,), ascending from 0 to 1. effort: log of
    exposure, (series, points) or one row for all, NEVER where missing. first, last: places of the first and
    the last usable point of each series. total: events, above 0.
    """

    counts: FloatArray
    place: FloatArray
    effort: FloatArray
    first: FloatArray
    last: FloatArray
    total: FloatArray

    def of(self, rows: Indices | BoolArray) -> SharedOut:
        """Some of the series."""
        effort = self.effort if len(self.effort) == 1 else self.effort[rows]
        return SharedOut(self.counts[rows], self.place, effort, self.first[rows], self.last[rows],
                         self.total[rows])

    def observed(self) -> FloatArray:
        """The mean place of an event in each series."""
        return np.asarray(self.counts @ self.place / self.total)

    def log_weights(self, slope: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Effort + slope x place, less its largest possible value; and that value."""
        largest = np.maximum(slope * self.first, slope * self.last)
        return self.effort + (slope[:, None] * self.place - largest[:, None]), largest

    def moments(self, slope: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of the place of an event at this slope: mean and variance; and the log of the sum of weights."""
        weights, largest = self.log_weights(slope)
        sums = np.exp(weights, out=weights) @ self.place[:, None] ** POWERS
        mean = sums[:, 1] / sums[:, 0]
        return mean, sums[:, 2] / sums[:, 0] - mean**2, np.log(sums[:, 0]) + largest


@dataclass(frozen=True)
class LoglinearRows:
    """Fits of many series, every column (series,): slope per whole span of places, information of it, log
    likelihood at it and at 0 (less what no slope changes), deviance, Pearson's X2. finite: False where all
    events lie in the first or all in the last point, so that no finite slope is best; the columns then are
    NaN, but for likelihood_ratio, the limit."""

    slope: FloatArray
    information: FloatArray
    log_likelihood: FloatArray
    likelihood_ratio: FloatArray
    deviance: FloatArray
    pearson: FloatArray
    finite: BoolArray


def fit_rows(data: SharedOut) -> LoglinearRows:
    """Fit log(count / exposure) = level + slope x place to every series, by maximum likelihood.

    Source: McCullagh and Nelder 1989, Generalized Linear Models, chapter 6.
    """
    observed = data.observed()
    finite = _spread_over_places(data)
    level = _level_log_sum(data)
    if finite.all():
        return _fit_finite(data, observed, level, finite)
    columns = {name: np.full(len(observed), np.nan) for name in
               ("slope", "information", "log_likelihood", "deviance", "pearson")}
    ratio = np.empty(len(observed))
    end = np.where(observed > (data.first + data.last) / 2, data.last, data.first)
    at_end = _effort_at(data, end)
    ratio[~finite] = (2 * data.total * (level - at_end))[~finite]
    if finite.any():
        fits = _fit_finite(data.of(finite), observed[finite], level[finite], finite[finite])
        for name, column in columns.items():
            column[finite] = getattr(fits, name)
        ratio[finite] = fits.likelihood_ratio
    return LoglinearRows(likelihood_ratio=ratio, finite=finite, **columns)


def _spread_over_places(data: SharedOut) -> BoolArray:
    """Not all events in the first point, and not all in the last."""
    before = (data.counts * (data.place < data.last[:, None])).sum(axis=1)
    after = (data.counts * (data.place > data.first[:, None])).sum(axis=1)
    return np.asarray((before > 0) & (after > 0))


def _level_log_sum(data: SharedOut) -> FloatArray:
    """Log of the sum of exposure of each series."""
    peak = data.effort.max(axis=1)
    summed = np.log(np.exp(data.effort - peak[:, None]).sum(axis=1)) + peak
    return np.asarray(np.broadcast_to(summed, len(data.total)))


def _effort_at(data: SharedOut, place: FloatArray) -> FloatArray:
    """Of two points of one place at most one is not missing."""
    return np.where(data.place == place[:, None], data.effort, NEVER).max(axis=1)


def _fit_finite(data: SharedOut, observed: FloatArray, level: FloatArray, finite: BoolArray) -> LoglinearRows:
    slope = _best_slope(data, observed)
    weights, largest = data.log_weights(slope)
    shares = np.exp(weights)
    log_sum = np.log(shares.sum(axis=1))
    log_fitted = weights + (np.log(data.total) - log_sum)[:, None]
    fitted = np.exp(log_fitted, out=shares)
    log_likelihood = data.total * (slope * observed - log_sum - largest)
    logs = np.log(np.maximum(data.counts, 1)) - log_fitted
    distance = data.counts - fitted
    return LoglinearRows(
        slope=slope, information=_spread(fitted, data.place, observed), log_likelihood=log_likelihood,
        likelihood_ratio=_likelihood_ratio(data, slope, observed, log_likelihood, level),
        deviance=np.maximum(0.0, 2 * np.einsum("sp,sp->s", data.counts, logs)),
        pearson=np.einsum("sp,sp->s", distance, distance / np.maximum(fitted, 1e-300)), finite=finite,
    )


def _likelihood_ratio(data: SharedOut, slope: FloatArray, observed: FloatArray, log_likelihood: FloatArray,
                      level: FloatArray) -> FloatArray:
    ratio = 2 * (log_likelihood + data.total * level)
    flat = np.flatnonzero(np.abs(slope) < FLAT)
    if len(flat):
        # Of two nearly equal likelihoods the difference would be rounding; this form has no difference.
        part, steep = data.of(flat), slope[flat][:, None]
        shares = np.exp(part.effort - level[flat][:, None])
        gain = (shares * np.expm1(steep * (data.place - observed[flat][:, None]))).sum(axis=1)
        ratio[flat] = -2 * part.total * np.log1p(gain)
    return np.maximum(0.0, ratio)


def _spread(fitted: FloatArray, place: FloatArray, centre: FloatArray) -> FloatArray:
    """Sum of fitted x (place - centre)^2."""
    away = place - centre[:, None]
    away *= away
    return np.asarray(np.einsum("sp,sp->s", fitted, away))


def _best_slope(data: SharedOut, observed: FloatArray) -> FloatArray:
    """Where the mean place is the observed one, found on its logit, which is nearly straight."""
    wanted = np.log((observed - data.first) / (data.last - observed))

    def look(slope: FloatArray, rows: Indices) -> tuple[FloatArray, FloatArray]:
        part = data.of(rows)
        mean, variance, _ = part.moments(slope)
        low, high = mean - part.first, part.last - mean
        gap = wanted[rows] - np.log(low / high)
        return gap, gap / (variance * (1 / low + 1 / high))

    return find_roots(look, np.zeros_like(wanted), np.full_like(wanted, -inf))


def profile_rows(data: SharedOut, fits: LoglinearRows, confidence: float) -> FloatArray:
    """The slopes (series, 2) at which the likelihood ratio against the best reaches its chi-square quantile.

    data, fits: of series with a finite slope. Newton steps on the signed root of the likelihood ratio.
    """
    root, number = normal_reach(confidence), len(fits.slope)
    observed, reach = data.observed(), root / np.sqrt(fits.information)
    sides = np.repeat([-1.0, 1.0], number)

    def look(distance: FloatArray, limits: Indices) -> tuple[FloatArray, FloatArray]:
        rows, side = limits % number, sides[limits]
        part, slope = data.of(rows), fits.slope[rows] + side * distance
        mean, _, log_sum = part.moments(slope)
        fallen = fits.log_likelihood[rows] - part.total * (slope * observed[rows] - log_sum)
        signed = np.sqrt(2 * np.maximum(fallen, 0.0))
        return root - signed, (root - signed) * signed / (side * part.total * (mean - observed[rows]))

    distance = find_roots(look, np.tile(reach, 2), np.zeros(2 * number))
    return np.asarray((np.tile(fits.slope, 2) + sides * distance).reshape(2, number).T)


@dataclass(frozen=True, kw_only=True)
class LoglinearFit:
    """slope of log(rate) per unit of time, its standard error and profile interval; None where all events
    lie in the first or all in the last period, so that no finite slope is best. likelihood_ratio: against
    slope 0."""

    slope: float | None = None
    standard_error: float | None = None
    interval: tuple[float, float] | None = None
    deviance: float | None = None
    pearson: float | None = None
    likelihood_ratio: float


def fit_loglinear(counts: FloatArray, times: FloatArray, exposure: FloatArray, *,
                  confidence: float) -> LoglinearFit:
    """Fit log(count / exposure) = level + slope x time to one series.

    counts: at least one event; times: ascending, at least two; exposure above 0. Arrays of one length.
    """
    span = float(times[-1] - times[0])
    data = SharedOut(counts[None, :], (times - times[0]) / span, np.log(exposure)[None, :], np.zeros(1),
                     np.ones(1), np.array([counts.sum()]))
    fits = fit_rows(data)
    if not fits.finite[0]:
        return LoglinearFit(likelihood_ratio=float(fits.likelihood_ratio[0]))
    lower, upper = (profile_rows(data, fits, confidence)[0] / span).tolist()
    return LoglinearFit(
        slope=float(fits.slope[0]) / span, standard_error=1 / (sqrt(float(fits.information[0])) * span),
        interval=(lower, upper), deviance=float(fits.deviance[0]), pearson=float(fits.pearson[0]),
        likelihood_ratio=float(fits.likelihood_ratio[0]),
    )


def growth(log_change: float) -> float:
    """A change of the logarithm as a factor; infinite where it no longer fits a float."""
    return exp(log_change) if log_change < LARGEST_LOG else inf


def percent(log_change: float) -> float:
    """A change of the logarithm as a change in percent; infinite where it no longer fits a float."""
    return 100 * expm1(log_change) if log_change < LARGEST_LOG else inf

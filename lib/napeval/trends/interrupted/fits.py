"""One fitted line with a jump and a bend told in numbers, and the path without the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from napeval.trends.interrupted.design import Design
from napeval.trends.interrupted.newey_west import newey_west, small_sample_factor
from napeval.trends.regression import LinearFit
from napeval.trends.series import FloatArray
from napeval.trends.tails import both_limits, t_reach, two_sided_t

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class SegmentedFit:
    """A straight line with a jump and, unless level only, a bend at the date.

    coefficients: by name (intercept, trend, level_change, slope_change, season_...), in units of the values;
    trend and slope_change per unit of time. intercept: at time 0. level_change: the jump at the date.
    effect_at_end: level_change + slope_change x (last time - date), with its own standard error. Intervals
    and p by Student's t with df; standard errors, intervals and p are None where no spread is left to judge
    by. rho, log_likelihood: of errors that follow one another.
    """

    method: str
    model: str
    coefficients: Mapping[str, float]
    df: int
    effect_at_end: float
    standard_errors: Mapping[str, float] | None = None
    intervals: Mapping[str, Interval] | None = None
    p: Mapping[str, float] | None = None
    effect_at_end_standard_error: float | None = None
    effect_at_end_interval: Interval | None = None
    effect_at_end_p: float | None = None
    sigma: float | None = None
    rss: float | None = None
    durbin_watson: float | None = None
    rho: float | None = None
    log_likelihood: float | None = None


@dataclass(frozen=True, kw_only=True)
class NeweyWest:
    """Standard errors of the ordinary least squares coefficients that allow for errors following one another.

    adjusted: with the small-sample factor; intervals and p go with these and with Student's t, and are None
    below the least length. On short series these errors come out too small.
    """

    lag: int
    standard_errors: Mapping[str, float]
    standard_errors_adjusted: Mapping[str, float]
    effect_at_end_standard_error: float
    effect_at_end_standard_error_adjusted: float
    intervals: Mapping[str, Interval] | None = None
    p: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Counterfactual:
    """The points from the date on, as the model continues them had nothing changed.

    times, values, standard_errors: arrays of one length; the errors are those of one point still to be
    seen, not of the line. observed: what was seen there.
    """

    times: FloatArray
    values: FloatArray
    standard_errors: FloatArray
    observed: FloatArray


def told(design: Design, coefficients: FloatArray, covariance: FloatArray, known: np.ndarray, *,
         method: str, model: str, confidence: float, **figures: FloatArray) -> list[SegmentedFit]:
    """The fits of many series in the caller's time.

    coefficients: (series, p) and covariance: (series, p, p) of the design. known: (series,), False where no
    spread may be told. figures: further fields, (series,), NaN = None.
    """
    at_zero, effects = coefficients @ design.at_time_zero.T, coefficients @ design.end
    spreads, at_ends = spreads_of(design, covariance)
    reach = t_reach(confidence, design.df)
    p, p_at_ends = p_of(at_zero, spreads, design.df), p_of(effects, at_ends, design.df)
    limits = both_limits(at_zero, reach * spreads)
    end_limits = both_limits(effects, reach * at_ends)
    fits = []
    for row in range(len(at_zero)):
        fields: dict[str, Any] = {name: number_or_none(column[row]) for name, column in figures.items()}
        if known[row]:
            fields |= {
                "standard_errors": named(design, spreads[row]), "intervals": named(design, limits[row]),
                "p": named(design, p[row]), "effect_at_end_standard_error": float(at_ends[row]),
                "effect_at_end_interval": tuple(end_limits[row].tolist()),
                "effect_at_end_p": float(p_at_ends[row]),
            }
        fits.append(SegmentedFit(method=method, model=model, df=design.df, effect_at_end=float(effects[row]),
                                 coefficients=named(design, at_zero[row]), **fields))
    return fits


def told_newey_west(design: Design, ols: LinearFit, lag: int, *, confidence: float,
                    judged: bool) -> list[NeweyWest]:
    """Of every series. judged: are there enough points for intervals and p?"""
    covariance = newey_west(design.matrix, ols.inverse, ols.residuals, lag)
    factor = small_sample_factor(len(design.times), design.df)
    spreads, at_ends = spreads_of(design, covariance)
    at_zero = ols.coefficients @ design.at_time_zero.T
    limits = both_limits(at_zero, factor * spreads * t_reach(confidence, design.df))
    p = p_of(at_zero, factor * spreads, design.df)
    return [
        NeweyWest(
            lag=lag, standard_errors=named(design, spreads[row]),
            standard_errors_adjusted=named(design, factor * spreads[row]),
            effect_at_end_standard_error=float(at_ends[row]),
            effect_at_end_standard_error_adjusted=float(factor * at_ends[row]),
            intervals=named(design, limits[row]) if judged else None,
            p=named(design, p[row]) if judged else None,
        )
        for row in range(len(at_zero))
    ]


def named(design: Design, numbers: FloatArray) -> dict[str, Any]:
    """By name of the coefficient; pairs become tuples."""
    cells = numbers.tolist()
    return dict(zip(design.names, map(tuple, cells) if numbers.ndim == 2 else cells, strict=True))


def spreads_of(design: Design, covariance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Standard errors of the coefficients with time as given, (series, p), and of the effect at the end."""
    at_ends = errors_of(covariance, design.end[None])[:, 0]
    return errors_of(covariance, design.at_time_zero), np.asarray(at_ends)


def number_or_none(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def errors_of(covariance: FloatArray, weights: FloatArray) -> FloatArray:
    """Standard errors of weighted sums of coefficients. covariance: (..., p, p); weights: (sums, p)."""
    # Rounding may leave the variance of a sum that is certain just below zero.
    return np.asarray(np.sqrt(np.maximum(((weights @ covariance) * weights).sum(axis=-1), 0.0)))


def p_of(values: FloatArray, spread: FloatArray, df: int) -> FloatArray:
    """Two-sided, by t; NaN where neither value nor spread is left."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(two_sided_t(values / spread, df))


def durbin_watson(residuals: FloatArray) -> FloatArray:
    """Sum of the squared steps between neighbouring residuals over their sum of squares, of every series.

    Source: Durbin and Watson 1950.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((np.diff(residuals, axis=1) ** 2).sum(axis=1) / (residuals**2).sum(axis=1))

"""The straight line carried on: which value is to come, and how likely is it to reach a target?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtr

from napeval.trends.assumptions import (
    INDEPENDENT_OBSERVATIONS,
    NORMAL_RESIDUALS,
    ONE_DEFINITION,
    TREND_CONTINUES,
)
from napeval.trends.columns import Columns, first_of, one_of, spread_out, unrefused
from napeval.trends.least_lengths import least_length
from napeval.trends.outlook.carried_on import is_known, of_group, of_question, read_new_times
from napeval.trends.outlook.guards import (
    Bounds,
    beyond_plausible,
    check_comparator,
    perfect_fit,
    read_bounds,
    too_long,
)
from napeval.trends.regression import fit_linear
from napeval.trends.results import Effect, Many, Result
from napeval.trends.series import FloatArray, Numbers, as_numbers, check_confidence
from napeval.trends.tables import Group, groups_of, one_for_each_series, read_matrix, read_times
from napeval.trends.tails import both_limits, t_reach

ASSUMPTIONS = (TREND_CONTINUES, INDEPENDENT_OBSERVATIONS, NORMAL_RESIDUALS, ONE_DEFINITION)


@dataclass(frozen=True)
class Lines:
    """Lines carried on to new times. forecast, error (of one new observation): (series, new times)."""

    forecast: FloatArray
    error: FloatArray
    slope: FloatArray
    rss: FloatArray
    df: int

    def interval(self, confidence: float) -> FloatArray:
        """(series, new times, 2), from the t distribution; NaN without residual degrees of freedom."""
        return both_limits(self.forecast, t_reach(confidence, self.df) * self.error)

    def share_at_least(self, target: FloatArray) -> FloatArray:
        """P(new observation >= target), target: one per series; NaN where no spread is known."""
        with np.errstate(divide="ignore", invalid="ignore"):
            distance = (self.forecast - target[:, None]) / self.error
        return np.where(self.error > 0, stdtr(max(self.df, 1), distance), np.nan)

    def share_at_most(self, target: FloatArray) -> FloatArray:
        """P(new observation <= target)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            distance = (target[:, None] - self.forecast) / self.error
        return np.where(self.error > 0, stdtr(max(self.df, 1), distance), np.nan)


def carried_on(values: FloatArray, times: FloatArray, new_times: FloatArray) -> Lines:
    """Least squares lines of all series (series, n), at least two points, carried on to new times."""
    middle = times.mean()
    fit = fit_linear(np.column_stack([np.ones(len(times)), times - middle]), values)
    weights = np.column_stack([np.ones(len(new_times)), new_times - middle])
    spread = 1 + np.einsum("ki,ij,kj->k", weights, fit.inverse, weights)
    variance = fit.rss / fit.df if fit.df > 0 else np.full_like(fit.rss, np.nan)
    variance[perfect_fit(fit.rss, values) & (fit.df > 0)] = 0.0
    error = np.sqrt(np.outer(variance, spread))
    return Lines(fit.coefficients @ weights.T, error, fit.coefficients[:, 1], fit.rss, fit.df)


@dataclass(frozen=True, kw_only=True)
class LinearForecast(Result):
    """The straight line carried on, one entry for each of new_times.

    forecast: the value on the line. se_prediction: standard error of one new observation, with df residual
    degrees of freedom. interval: for one new observation at `confidence`. p_at_least_target,
    p_at_most_target: chance of a new observation there; p_reach_target: the one that `comparator` asks for.
    slope: per unit of time. history, horizon: length of the observed periods, and of the way to the last new
    time. descriptive_only: fewer points than a verdict needs. bounds: lowest and highest possible value,
    infinite where open.
    """

    OPTIONS = ("new_times", "target", "comparator", "confidence", "bounds")

    new_times: tuple[float, ...]
    target: float | None
    comparator: str
    confidence: float
    forecast: tuple[float, ...] | None = None
    se_prediction: tuple[float, ...] | None = None
    interval: tuple[tuple[float, float], ...] | None = None
    df: int | None = None
    slope: float | None = None
    p_at_least_target: tuple[float, ...] | None = None
    p_at_most_target: tuple[float, ...] | None = None
    p_reach_target: tuple[float, ...] | None = None
    history: float | None = None
    horizon: float | None = None
    descriptive_only: bool = True
    bounds: tuple[float, float] = (-np.inf, np.inf)

    @property
    def effect(self) -> Effect | None:
        """The forecast for the last of the new times."""
        if not self.reportable or self.forecast is None:
            return None
        interval = None if self.interval is None else self.interval[-1]
        return Effect(self.forecast[-1], "unit", interval, self.confidence)


def forecast_linear(values: Numbers, times: Numbers | None = None, *, new_times: Numbers,
                    target: float | None = None, comparator: str = "at_least", confidence: float = 0.95,
                    bounds: Bounds | None = None) -> LinearForecast:
    """Which value is to come if the straight line goes on, and how likely is it to reach the target?

    values: one number per period, missing as None or NaN (dropped, counted). times: distinct, None = by
    position. new_times: when to forecast, in the unit of the times. target: the value to reach; comparator:
    'at_least' or 'at_most'. confidence: of the interval, 0-1. bounds: lowest and highest possible value,
    None where there is none.
    Refused with a reason, values only to check the arithmetic: no_valid_data, non_finite_value,
    duplicate_time, n_too_small (below 5), no_residual_variation (the points lie on a line, so nothing is
    known of the spread), horizon_too_long (over a third of the history), interval_beyond_plausible (leaves
    the bounds; nothing is cut off at them).
    Raises ValueError on rows of unequal length, an unknown comparator, bounds in the wrong order, a target
    that is not a finite number or a confidence outside 0-1.
    Source: Draper and Smith 1998, Applied Regression Analysis, 3rd ed., 1.4 (prediction of one observation).
    """
    columns = _columns(as_numbers(values, name="values")[None, :], times, new_times, target, comparator,
                       confidence, bounds)
    fields = one_of(columns)
    return LinearForecast(**fields | {"df": None if fields["df"] is None else int(fields["df"])})


def forecast_linear_many(matrix: Any, times: Numbers | None = None, *, new_times: Numbers,
                         target: Any = None, comparator: str = "at_least", confidence: float = 0.95,
                         bounds: Bounds | None = None) -> Many:
    """forecast_linear for every row of a matrix, at once.

    matrix: series x points, NaN = missing. times, new_times: one row for all. target: one for all or one for
    each series. Columns as the fields of LinearForecast: forecast, se_prediction and the probabilities are
    (series, new times), interval is (series, new times, 2); whatever a series has not is NaN.
    Refusals and errors as in forecast_linear.
    """
    rows = read_matrix(matrix)
    return Many(_columns(rows, times, new_times, target, comparator, confidence, bounds))


def targets(target: Any, series: int) -> FloatArray:
    """One target per series; NaN where there is none.

    Raises ValueError when a target is infinite or there is neither one nor one for each.
    """
    goal = one_for_each_series(target, series, name="target")
    if np.isinf(goal).any():
        raise ValueError("target: found an infinite number; allowed: a finite number.")
    return goal


def _columns(matrix: FloatArray, times: Numbers | None, new_times: Numbers, target: Any, comparator: str,
             confidence: float, bounds: Bounds | None) -> Columns:
    check_confidence(confidence)
    check_comparator(comparator)
    limits, ahead, goal = read_bounds(bounds), read_new_times(new_times), targets(target, len(matrix))
    parts = [
        (rows.places, _group(rows, ahead, goal[rows.places], comparator, confidence, limits))
        for rows in groups_of(matrix, read_times(times, matrix.shape[1]))
    ]
    return spread_out(parts, len(matrix)) | of_question(
        len(matrix), ahead=ahead, target=goal, comparator=comparator, confidence=confidence,
        method="straight_line_t_interval", assumptions=ASSUMPTIONS,
    ) | {"bounds": np.broadcast_to(limits, (len(matrix), 2))}


def _group(rows: Group, ahead: FloatArray, target: FloatArray, comparator: str, confidence: float,
           limits: tuple[float, float]) -> Columns:
    series, least = len(rows.places), least_length("forecast_linear")
    lines = carried_on(rows.values, rows.times, ahead) if is_known(rows) else None
    columns = of_group(rows, ahead.max(), least)
    columns["df"] = np.full(series, np.nan if lines is None else float(lines.df))
    blank = np.full((series, len(ahead)), np.nan)
    if lines is None:
        reason = first_of(series, (True, rows.refusal or least.below))
        columns |= {"forecast": blank, "se_prediction": blank, "interval": np.stack([blank, blank], axis=-1),
                    "slope": blank[:, 0], "p_at_least_target": blank, "p_at_most_target": blank,
                    "p_reach_target": blank}
    else:
        interval, up, down = (lines.interval(confidence), lines.share_at_least(target),
                              lines.share_at_most(target))
        reason = first_of(
            series, (rows.n < least.describe_from, least.below),
            (lines.error[:, 0] == 0, "no_residual_variation"),
            (too_long(columns["horizon"], columns["history"]), "horizon_too_long"),
            (beyond_plausible(interval, limits).any(axis=1), "interval_beyond_plausible"),
        )
        columns |= {"forecast": lines.forecast, "se_prediction": lines.error, "interval": interval,
                    "slope": lines.slope, "p_at_least_target": up, "p_at_most_target": down,
                    "p_reach_target": up if comparator == "at_least" else down}
    return columns | {"reason": reason, "reportable": unrefused(reason)}

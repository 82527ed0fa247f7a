"""Benchmarks that every forecast must be read beside: the last value again, and the last value with drift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from napeval.trends.assumptions import INDEPENDENT_CHANGES, NORMAL_CHANGES, ONE_DEFINITION
from napeval.trends.columns import Columns, first_of, for_all, one_of, spread_out, unrefused
from napeval.trends.least_lengths import least_length
from napeval.trends.outlook.carried_on import is_known, of_group
from napeval.trends.outlook.guards import too_long
from napeval.trends.results import Effect, Many, Result
from napeval.trends.series import FloatArray, Numbers, as_numbers
from napeval.trends.tables import Group, groups_of, read_matrix, read_times
from napeval.trends.tails import both_limits, normal_reach

ASSUMPTIONS = (INDEPENDENT_CHANGES, NORMAL_CHANGES, ONE_DEFINITION)
METHODS = {False: "naive_normal_interval", True: "random_walk_with_drift_normal_interval"}
NAMES = {False: "forecast_naive", True: "forecast_drift"}

# A drift that leaves steps differing by less than this, relative to the values, explains every step.
EVEN_STEPS = 1e-10


@dataclass(frozen=True)
class Walks:
    """Random walks carried on. forecast, error: (series, times ahead). drift: (series,), per unit of time."""

    forecast: FloatArray
    error: FloatArray
    drift: FloatArray

    def interval(self, confidence: float) -> FloatArray:
        """(series, times ahead, 2), from the normal distribution."""
        return both_limits(self.forecast, normal_reach(confidence) * self.error)


def walked_on(values: FloatArray, times: FloatArray, ahead: FloatArray, *, drift: bool) -> Walks:
    """Random walks of all series (series, n), n at least 2, carried on over the lengths of time `ahead`.

    A gap of two periods counts as two: its change has twice the variance and holds the drift of both.
    """
    steps, gaps = np.diff(values, axis=1), np.diff(times)
    span, known = float(gaps.sum()), len(gaps)
    slope = (values[:, -1] - values[:, 0]) / span if drift else np.zeros(len(values))
    left = steps - slope[:, None] * gaps
    left[np.abs(left) <= EVEN_STEPS * np.abs(values).max(axis=1, keepdims=True)] = 0.0
    df = known - drift
    variance = (left**2 / gaps).sum(axis=1) / df if df > 0 else np.full(len(values), np.nan)
    spread = ahead + ahead**2 / span if drift else ahead
    return Walks(values[:, -1:] + np.outer(slope, ahead), np.sqrt(np.outer(variance, spread)), slope)


@dataclass(frozen=True, kw_only=True)
class WalkForecast(Result):
    """A random walk carried on, one entry for each of steps.

    steps: periods ahead of the last given time. forecast: the value. interval80, interval95: for the value
    to come. drift: change per unit of time (0 in the naive forecast). history, horizon: length of the
    observed periods, and of the way ahead of the last known value. descriptive_only: fewer points than a
    verdict needs.
    """

    OPTIONS = ("steps",)

    steps: tuple[float, ...]
    forecast: tuple[float, ...] | None = None
    interval80: tuple[tuple[float, float], ...] | None = None
    interval95: tuple[tuple[float, float], ...] | None = None
    drift: float | None = None
    history: float | None = None
    horizon: float | None = None
    descriptive_only: bool = True

    @property
    def effect(self) -> Effect | None:
        """The forecast for the last step."""
        if not self.reportable or self.forecast is None:
            return None
        interval = None if self.interval95 is None else self.interval95[-1]
        return Effect(self.forecast[-1], "unit", interval, 0.95)


def forecast_naive(values: Numbers, times: Numbers | None = None, *, steps: Any = 1) -> WalkForecast:
    """What is to come if nothing is known but the last value?

    values: one number per period, missing as None or NaN (dropped, counted). times: distinct, None = by
    position; a period is the smallest distance between them. steps: how many periods ahead (2 stands for 1
    and 2), or which ones.
    Refused with a reason, values only to check the arithmetic: no_valid_data, non_finite_value,
    duplicate_time, n_too_small (below 5), no_residual_variation (nothing ever changed), horizon_too_long
    (over a third of the history).
    Raises ValueError on rows of unequal length or steps that are not whole numbers from 1 up.
    Source: Hyndman and Athanasopoulos 2021, Forecasting: Principles and Practice, 3rd ed., 5.5 (R package
    forecast, naive).
    """
    return WalkForecast(**one_of(_columns(as_numbers(values, name="values")[None, :], times, steps, False)))


def forecast_drift(values: Numbers, times: Numbers | None = None, *, steps: Any = 1) -> WalkForecast:
    """What is to come if the series goes on changing as it did on average between its first and last value?

    Inputs, refusals and errors as in forecast_naive; no_residual_variation where every step was the same.
    Source: as forecast_naive (R package forecast, rwf with drift; normal quantiles; the drift adds its own
    error, h x (1 + h / steps known) in units of the variance of a step).
    """
    return WalkForecast(**one_of(_columns(as_numbers(values, name="values")[None, :], times, steps, True)))


def forecast_naive_many(matrix: Any, times: Numbers | None = None, *, steps: Any = 1) -> Many:
    """forecast_naive for every row of a matrix (series x points, NaN = missing), at once.

    Columns as the fields of WalkForecast: forecast is (series, steps), the intervals (series, steps, 2).
    """
    return Many(_columns(read_matrix(matrix), times, steps, False))


def forecast_drift_many(matrix: Any, times: Numbers | None = None, *, steps: Any = 1) -> Many:
    """forecast_drift for every row of a matrix, at once; columns as in forecast_naive_many."""
    return Many(_columns(read_matrix(matrix), times, steps, True))


def read_steps(steps: Any) -> FloatArray:
    """Periods ahead; a single number stands for all up to it.

    Raises ValueError unless they are whole numbers from 1 up.
    """
    given = as_numbers([steps] if np.ndim(steps) == 0 else steps, name="steps")
    if len(given) == 0 or not (np.isfinite(given) & (given >= 1) & (given == np.floor(given))).all():
        raise ValueError(f"steps: found {steps!r}; allowed: whole numbers from 1 up.")
    return np.arange(1, given[0] + 1) if np.ndim(steps) == 0 else given


def _columns(matrix: FloatArray, times: Numbers | None, steps: Any, drift: bool) -> Columns:
    ahead = read_steps(steps)
    when = read_times(times, matrix.shape[1])
    given = when[np.isfinite(when)]
    parts = [(rows.places, _group(rows, given, ahead, drift)) for rows in groups_of(matrix, when)]
    columns = spread_out(parts, len(matrix))
    columns["steps"] = np.broadcast_to(ahead, (len(matrix), len(ahead)))
    columns["method"] = for_all(METHODS[drift], len(matrix))
    columns["assumptions"] = for_all(ASSUMPTIONS, len(matrix))
    return columns


def _group(rows: Group, when: FloatArray, steps: FloatArray, drift: bool) -> Columns:
    series, least = len(rows.places), least_length(NAMES[drift])
    new_times = when.max() + np.diff(np.unique(when)).min() * steps if is_known(rows) else steps
    columns = of_group(rows, new_times.max(), least)
    if not is_known(rows):
        blank = np.full((series, len(steps)), np.nan)
        pair = np.stack([blank, blank], axis=-1)
        columns |= {"forecast": blank, "interval80": pair, "interval95": pair, "drift": blank[:, 0]}
        reason = first_of(series, (True, rows.refusal or least.below))
    else:
        walks = walked_on(rows.values, rows.times, new_times - rows.times[-1], drift=drift)
        columns |= {"forecast": walks.forecast, "interval80": walks.interval(0.80),
                    "interval95": walks.interval(0.95), "drift": walks.drift}
        reason = first_of(
            series, (rows.n < least.describe_from, least.below),
            (walks.error[:, 0] == 0, "no_residual_variation"),
            (too_long(columns["horizon"], columns["history"]), "horizon_too_long"),
        )
    return columns | {"reason": reason, "reportable": unrefused(reason)}

"""Will the target be reached by its year, and which value is projected?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from napeval.trends.columns import Columns, for_all, one_of
from napeval.trends.least_lengths import unknown_setting
from napeval.trends.outlook.by_counts import count_columns
from napeval.trends.outlook.by_levels import level_columns
from napeval.trends.outlook.frame import Asked, frame_of
from napeval.trends.outlook.guards import Bounds, check_comparator, read_bounds
from napeval.trends.outlook.likelihood import likelihood_codes, shown
from napeval.trends.outlook.linear import targets
from napeval.trends.results import Effect, Many, Result
from napeval.trends.series import FloatArray, Numbers, as_numbers
from napeval.trends.tables import one_for_each_series, read_matrix

KINDS = ("level", "count", "cumulative", "share")
USUAL_BOUNDS: dict[str, Bounds] = {"share": (0, 1), "count": (0, None), "cumulative": (0, None)}


@dataclass(frozen=True, kw_only=True)
class Outlook(Result):
    """What is to come at target_time, and how likely it meets the target.

    probability: of at least (at most) the target; probability_shown: the one to print, never beyond 1 % or
    99 % unless certain; likelihood: its code in words (IPCC scale), None where no verdict is due. certain:
    decided by what has already happened. basis: 'forecast', 'scenario' (rests on an assumption rather than
    on a history; must be called so) or 'certain'. projected, interval80, interval95: the value at
    target_time; of a cumulative target the total, what is there already included. method: the model, chosen
    by kind and never by its answer. descriptive_only: fewer points than a verdict needs.
    bounds: lowest and highest possible value, infinite where open; future_exposure: as given.
    history, horizon: length of the observed periods, and of the way from the last one to target_time.
    Benchmarks to read it beside, None where they do not apply: naive (the last value again) and drift (its
    average change goes on) with their intervals, missing where they would leave what is possible; loglinear
    (counts growing by the same percentage).
    """

    OPTIONS = ("kind", "target", "target_time", "comparator", "already", "future_exposure", "bounds",
               "as_scenario")

    kind: str
    target: float
    target_time: float
    comparator: str
    as_scenario: bool
    already: float | None = None
    future_exposure: float | None = None
    bounds: tuple[float, float] = (-np.inf, np.inf)
    probability: float | None = None
    probability_shown: float | None = None
    likelihood: str | None = None
    certain: bool = False
    basis: str = "forecast"
    projected: float | None = None
    interval80: tuple[float, float] | None = None
    interval95: tuple[float, float] | None = None
    history: float | None = None
    horizon: float | None = None
    descriptive_only: bool = True
    naive: float | None = None
    naive_interval80: tuple[float, float] | None = None
    naive_interval95: tuple[float, float] | None = None
    drift: float | None = None
    drift_interval80: tuple[float, float] | None = None
    drift_interval95: tuple[float, float] | None = None
    loglinear: float | None = None
    loglinear_interval95: tuple[float, float] | None = None
    loglinear_probability: float | None = None

    @property
    def effect(self) -> Effect | None:
        if self.projected is None or not self.reportable:
            return None
        return Effect(self.projected, "unit", self.interval95, 0.95)


def target_outlook(
    values: Numbers, times: Numbers | None = None, *, target: float, target_time: float, kind: str = "level",
    comparator: str = "at_least", already: float | None = None, exposure: Numbers | None = None,
    future_exposure: float | None = None, bounds: Bounds | None = None, as_scenario: bool = False,
) -> Outlook:  # fmt: skip
    """Will the target be reached by its year, and which value is projected, within which limits?

    values: one number per period, missing as None or NaN (dropped, counted). times: distinct, None = by
    position. target, target_time: what is to be reached, and when; comparator: 'at_least' or 'at_most'.
    kind fixes the model beforehand:
    - 'level': straight line with t interval.
    - 'share': the same on the logit scale; bounds (0, 1) unless given, say (0, 100).
    - 'count': events per period at a constant rate (Gamma-Poisson), target for the one period at target_time.
    - 'cumulative': the same, target for the running total at target_time: already + the periods that remain.
    already: events that count towards the target and are there (needed for 'cumulative'; for 'count' those
    of the target's period if it has begun). exposure: of counts, one per value, None = one period each.
    future_exposure: of what remains until target_time, in the same unit; needed beside exposure, and beside
    `already` of a count. bounds: lowest and highest possible value. as_scenario: of counts, permit an answer
    from fewer than 3 periods or over a long way ahead; it is then marked as a scenario.
    Certain, and never modelled: a total that is there already, and a target_time with an observed value.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (levels and shares
    below 5), no_residual_variation, horizon_too_long (over a third of the history), interval_beyond_plausible
    (leaves the bounds, or fills nearly all between them), scenario_only (counts of fewer than 3 periods),
    share_at_bound, target_at_bound (the logit scale has no 0 % and 100 %), target_time_not_observed (it is
    past, without a value), not_a_count, exposure_missing, exposure_not_positive.
    Raises ValueError on a value outside the bounds, a negative count, an unknown kind or comparator, options
    that do not belong to the kind, or rows of unequal length.
    Source: forecast_linear, forecast_poisson_constant_rate, forecast_naive, forecast_drift and
    forecast_poisson_loglinear say how each number is found.
    """
    row = as_numbers(values, name="values")[None, :]
    columns = _columns(row, times, exposure, target, target_time, kind, comparator, already, future_exposure,
                       bounds, as_scenario)
    return Outlook(**one_of(columns))


def target_outlook_many(
    matrix: Any, times: Numbers | None = None, *, target: Any, target_time: float, kind: str = "level",
    comparator: str = "at_least", already: Any = None, exposure: Any = None, future_exposure: Any = None,
    bounds: Bounds | None = None, as_scenario: bool = False,
) -> Many:  # fmt: skip
    """target_outlook for every row of a matrix (series x points, NaN = missing), at once.

    times, target_time, kind, comparator, bounds: one for all. target, already, future_exposure: one for all
    or one for each series. exposure: one row for all, or series x points. Columns as the fields of Outlook.
    """
    return Many(_columns(read_matrix(matrix), times, exposure, target, target_time, kind, comparator, already,
                         future_exposure, bounds, as_scenario))


def _columns(matrix: FloatArray, times: Numbers | None, exposure: Any, target: Any,
             target_time: float, kind: str, comparator: str, already: Any, future_exposure: Any,
             bounds: Bounds | None, as_scenario: bool) -> Columns:
    series = len(matrix)
    asked = Asked(kind, targets(target, series), _moment(target_time), comparator, as_scenario,
                  read_bounds(USUAL_BOUNDS.get(kind) if bounds is None else bounds))
    _check(asked, matrix, already, exposure, future_exposure)
    frame = frame_of(matrix, times, asked.target_time)
    if kind in ("count", "cumulative"):
        columns = count_columns(asked, frame, exposure, already, future_exposure)
    else:
        columns = level_columns(asked, frame)
    p, certain = columns["probability"], columns["certain"]
    enough = ~columns["descriptive_only"] | certain | np.array(columns["basis"] == "scenario")
    speaks = columns["reportable"] & enough
    words = likelihood_codes(p, certain)
    words[~speaks] = None
    return columns | {
        "n": frame.n, "n_missing": frame.n_missing, "history": frame.history, "horizon": frame.horizon,
        "target": asked.target, "target_time": np.full(series, asked.target_time),
        "kind": for_all(kind, series), "comparator": for_all(comparator, series),
        "as_scenario": np.full(series, as_scenario), "bounds": np.broadcast_to(asked.bounds, (series, 2)),
        "future_exposure": one_for_each_series(future_exposure, series, name="future_exposure"),
        "likelihood": words,
        "probability_shown": np.where(columns["reportable"], shown(p, certain), np.nan),
    }  # fmt: skip


def _moment(target_time: float) -> float:
    (moment,) = as_numbers([target_time], name="target_time")
    if not np.isfinite(moment):
        raise ValueError(f"target_time: found {target_time!r}; allowed: a finite number.")
    return float(moment)


def _check(asked: Asked, matrix: FloatArray, already: Any, exposure: Any, future_exposure: Any) -> None:
    """Raises ValueError on what does not go together."""
    check_comparator(asked.comparator)
    if asked.kind not in KINDS:
        raise ValueError(unknown_setting("kind", asked.kind, KINDS))
    if np.isnan(asked.target).any():
        raise ValueError("target: found none; allowed: a finite number.")
    counted = asked.kind in ("count", "cumulative")
    for name, given in (("already", already), ("exposure", exposure), ("future_exposure", future_exposure)):
        if given is not None and not counted:
            raise ValueError(f"{name}: found beside kind {asked.kind!r}; allowed: with count or cumulative.")
    if asked.as_scenario and not counted:
        raise ValueError(f"as_scenario: found beside kind {asked.kind!r}; allowed: with count or cumulative.")
    if asked.kind == "cumulative" and already is None:
        raise ValueError("already: found none; allowed: the running total so far, for a cumulative target.")
    if asked.kind == "share" and not np.isfinite(asked.bounds).all():
        raise ValueError("bounds: found an open side for a share; allowed: (lower, upper), such as (0, 100).")
    _check_within(matrix, asked)


def _check_within(matrix: FloatArray, asked: Asked) -> None:
    low, high = asked.bounds
    outside = np.argwhere(np.isfinite(matrix) & ((matrix < low) | (matrix > high)))
    if len(outside):
        row, place = outside[0]
        hint = " Are these percentages? Then give bounds=(0, 100)." if asked.kind == "share" else ""
        raise ValueError(f"values, series {row}, position {place} (counted from 0): "
                         f"found {matrix[row, place]:g}; allowed: from {low:g} to {high:g}.{hint}")

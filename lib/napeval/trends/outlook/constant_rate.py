"""Counts to come at a constant rate: how many, and how likely do they reach a target?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc
from scipy.stats import nbinom, poisson

from napeval.trends.assumptions import CONSTANT_RATE, INDEPENDENT_EVENTS, ONE_DEFINITION, SAME_EFFORT
from napeval.trends.columns import Columns, first_of, for_all, one_of, unrefused
from napeval.trends.counts.constant_rate import pearson_of
from napeval.trends.least_lengths import LEAST_PERIODS_FOR_PROBABILITY, VERDICT_LEVEL, least_length
from napeval.trends.outlook.guards import check_comparator
from napeval.trends.outlook.linear import targets
from napeval.trends.results import Assumption, Effect, Many, Result
from napeval.trends.series import FloatArray, Numbers, as_numbers, check_not_negative
from napeval.trends.tables import check_rows_not_negative, one_for_each_series, read_exposure, read_matrix

# Jeffreys: the prior Gamma(1/2, 0) adds half an event and no exposure.
JEFFREYS = 0.5


@dataclass(frozen=True, kw_only=True)
class ConstantRateForecast(Result):
    """Counts to come in the exposure that remains, at the rate seen so far.

    total, exposure_total: events seen, and what they arose from. mean_future, interval80_future,
    interval95_future: events still to come (without `already`), from the predictive distribution.
    p_reach_target: chance that already + events to come are at least (at most) the target; exactly 1 or 0
    where `certain`. already_reached: a target of at least is passed by what is there already;
    already_exceeded: a target of at most is. p_reach_plug_in: taking the rate for known; too sure, for
    comparison only. scenario: fewer periods than a probability needs, so this rests on the assumption that
    all periods are alike and must be called a scenario. p_constant_rate: of the check for a constant rate.
    """

    OPTIONS = ("target", "comparator", "already", "future_exposure")

    target: float | None
    comparator: str
    already: float
    future_exposure: float
    total: float | None = None
    exposure_total: float | None = None
    mean_future: float | None = None
    interval80_future: tuple[float, float] | None = None
    interval95_future: tuple[float, float] | None = None
    p_reach_target: float | None = None
    p_reach_plug_in: float | None = None
    already_reached: bool = False
    already_exceeded: bool = False
    certain: bool = False
    scenario: bool = False
    p_constant_rate: float | None = None

    @property
    def effect(self) -> Effect | None:
        if self.mean_future is None or not self.reportable:
            return None
        return Effect(self.mean_future, "events", self.interval95_future, 0.95)


def forecast_poisson_constant_rate(
    counts: Numbers, exposure: Numbers | None = None, *, future_exposure: float = 1,
    target: float | None = None, already: float = 0, comparator: str = "at_least",
) -> ConstantRateForecast:  # fmt: skip
    """How many events are to come at the rate seen so far, and how likely is the target reached?

    counts: whole numbers of events per period, missing as None or NaN (dropped with their exposure, counted).
    exposure: what they arose from (years, months, population; or last years' shares of the months), above 0;
    None = 1 each. future_exposure: the same for the time that remains. target: for already + events to come;
    comparator: 'at_least' or 'at_most'. already: what counts towards the target and is there already.
    Zero events so far are not a probability of zero: half a year without one leaves P(at least one) = 0.29.
    A target that what is there already decides has probability exactly 1 or 0, whatever the counts.
    Refused with a reason: no_valid_data, non_finite_value, not_a_count, exposure_missing,
    exposure_not_positive.
    Raises ValueError on a negative count or `already`, rows of unequal length, an unknown comparator, or a
    target that is not a finite number.
    Source: Gelman et al. 2013, Bayesian Data Analysis, 3rd ed., 2.6 (Gamma-Poisson, negative binomial
    predictive distribution) with the prior of Jeffreys 1946.
    """
    row = as_numbers(counts, name="counts")
    check_not_negative(row, name="counts")
    return ConstantRateForecast(
        **one_of(constant_rate_columns(row[None, :], exposure, future_exposure, target, already, comparator))
    )


def forecast_poisson_constant_rate_many(
    matrix: Any, exposure: Any = None, *, future_exposure: Any = 1, target: Any = None, already: Any = 0,
    comparator: str = "at_least",
) -> Many:  # fmt: skip
    """forecast_poisson_constant_rate for every row of a matrix (series x points, NaN = missing), at once.

    exposure: one row for all series, or series x points. future_exposure, target, already: one for all, or
    one for each series. Columns as the fields of ConstantRateForecast.
    """
    rows = read_matrix(matrix)
    return Many(constant_rate_columns(rows, exposure, future_exposure, target, already, comparator))


def constant_rate_columns(counts: FloatArray, exposure: Any, future_exposure: Any, target: Any, already: Any,
                          comparator: str) -> Columns:
    """The fields of ConstantRateForecast for many series; exposure: as in read_exposure."""
    check_comparator(comparator)
    check_rows_not_negative(counts)
    series = len(counts)
    effort = np.broadcast_to(read_exposure(exposure, counts.shape, of="counts"), counts.shape)
    remaining = one_for_each_series(future_exposure, series, name="future_exposure")
    goal, there = targets(target, series), one_for_each_series(already, series, name="already")
    check_not_negative(there, name="already")
    usable = ~np.isnan(counts)
    reason = _reasons(counts, effort, usable, remaining, there)
    known = unrefused(reason)
    total = np.where(known, np.where(usable, counts, 0).sum(axis=1), np.nan)
    spent = np.where(known, np.where(usable, effort, 0).sum(axis=1), np.nan)
    reached, exceeded = _decided(goal, there, comparator)
    n = usable.sum(axis=1)
    columns = _predicted(total, spent, remaining, goal - there, comparator)
    certain = reached | exceeded
    for name in ("p_reach_target", "p_reach_plug_in"):
        columns[name] = np.where(certain, np.where(reached, 1.0, 0.0), columns[name])
    p_constant = _constant_rate_p(counts, effort, usable, total)
    reason[certain] = None  # what is decided needs no rate
    return columns | {
        "n": n, "n_missing": counts.shape[1] - n, "target": goal, "comparator": for_all(comparator, series),
        "already": there, "future_exposure": remaining, "total": total, "exposure_total": spent,
        "already_reached": reached, "already_exceeded": exceeded, "certain": certain,
        "scenario": (n < LEAST_PERIODS_FOR_PROBABILITY) & ~certain, "p_constant_rate": p_constant,
        "reason": reason, "reportable": known | certain,
        "method": for_all("gamma_poisson_jeffreys", series), "assumptions": _assumptions(p_constant),
    }  # fmt: skip


def _reasons(counts: FloatArray, effort: FloatArray, usable: NDArray[np.bool_], remaining: FloatArray,
             already: FloatArray) -> NDArray[Any]:
    infinite = (usable & (np.isinf(counts) | np.isinf(effort))).any(axis=1)
    with np.errstate(invalid="ignore"):
        broken = (usable & (counts != np.floor(counts))).any(axis=1)
        spent = (usable & (effort <= 0)).any(axis=1) | (remaining <= 0)
    return first_of(
        len(counts), (~usable.any(axis=1), least_length("forecast_poisson_constant_rate").below),
        (infinite | np.isinf(remaining) | np.isinf(already), "non_finite_value"),
        ((usable & np.isnan(effort)).any(axis=1) | np.isnan(remaining), "exposure_missing"),
        (spent, "exposure_not_positive"), (broken, "not_a_count"), (np.isnan(already), "count_missing"),
    )


def _decided(goal: FloatArray, there: FloatArray,
             comparator: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which targets are reached for good, and which missed for good: what is counted is never taken back."""
    never = np.zeros(len(goal), dtype=bool)
    return (there >= goal, never) if comparator == "at_least" else (never, there > goal)


def _predicted(total: FloatArray, spent: FloatArray, remaining: FloatArray, needed: FloatArray,
               comparator: str) -> Columns:
    """From the negative binomial with size total + 1/2 and probability spent / (spent + remaining)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        size, share = total + JEFFREYS, spent / (spent + remaining)
        future, plug_in = nbinom(size, share), poisson(total / spent * remaining)
        mean = size / spent * remaining
    return {
        "mean_future": mean,
        "interval80_future": np.column_stack([future.ppf(0.1), future.ppf(0.9)]),
        "interval95_future": np.column_stack([future.ppf(0.025), future.ppf(0.975)]),
        "p_reach_target": _tail(future, needed, comparator),
        "p_reach_plug_in": _tail(plug_in, needed, comparator),
    }  # fmt: skip


def _tail(future: Any, needed: FloatArray, comparator: str) -> FloatArray:
    """P(events to come >= needed) or P(<= needed); a target of 29.5 needs 30, and permits 29."""
    if comparator == "at_least":
        return np.asarray(future.sf(np.ceil(needed) - 1))
    return np.asarray(future.cdf(np.floor(needed)))


def _constant_rate_p(counts: FloatArray, effort: FloatArray, usable: NDArray[np.bool_],
                     total: FloatArray) -> FloatArray:
    """Index of dispersion against its chi-square distribution; NaN below three periods or without events."""
    judged = (usable.sum(axis=1) >= LEAST_PERIODS_FOR_PROBABILITY) & (total > 0)
    p = np.full(len(counts), np.nan)
    there = usable[judged]
    statistic = pearson_of(np.where(there, counts[judged], 0.0), np.where(there, effort[judged], 0.0))
    p[judged] = chdtrc(there.sum(axis=1) - 1, statistic)
    return p


def _assumptions(p_constant: FloatArray) -> NDArray[Any]:
    column = np.empty(len(p_constant), dtype=object)
    for place, p in enumerate(p_constant.tolist()):
        rate = CONSTANT_RATE
        if p == p:
            rate = Assumption(rate.code, "holds" if p > VERDICT_LEVEL else "doubtful", p)
        column[place] = (rate, INDEPENDENT_EVENTS, SAME_EFFORT, ONE_DEFINITION)
    return column

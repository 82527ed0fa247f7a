"""The log-linear trend of counts carried on: how many, if growth goes on by the same percentage?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import nbinom, poisson

from napeval.trends.assumptions import INDEPENDENT_EVENTS, LOG_LINEAR, ONE_DEFINITION, TREND_CONTINUES
from napeval.trends.columns import Columns, first_of, one_of, spread_out, unrefused
from napeval.trends.counts.reading import counts_refusal
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, least_length
from napeval.trends.outlook.carried_on import is_known, of_group, of_question, read_new_times
from napeval.trends.outlook.guards import check_comparator, too_long
from napeval.trends.outlook.linear import targets
from napeval.trends.regression import fit_poisson
from napeval.trends.results import Effect, Many, Result
from napeval.trends.series import FloatArray, Numbers, as_numbers, check_confidence, check_not_negative
from napeval.trends.tables import Group, check_rows_not_negative, groups_of, read_matrix, read_times
from napeval.trends.tails import both_limits, normal_reach

ASSUMPTIONS = (TREND_CONTINUES, LOG_LINEAR, INDEPENDENT_EVENTS, ONE_DEFINITION)

# Below this much variance beyond that of a Poisson count, a negative binomial cannot be told from it.
NO_EXTRA_VARIANCE = 1e-9


@dataclass(frozen=True)
class Growth:
    """Log-linear trends carried on; eta and its error are (series, new times), dispersion is (series,)."""

    eta: FloatArray
    se_eta: FloatArray
    dispersion: FloatArray

    @property
    def mean(self) -> FloatArray:
        return np.exp(self.eta)

    def mean_interval(self, confidence: float) -> FloatArray:
        """For the mean count, from eta and its error widened by the dispersion."""
        reach = normal_reach(confidence) * self.se_eta * np.sqrt(self.dispersion)[:, None]
        return np.exp(both_limits(self.eta, reach))

    def _to_come(self) -> tuple[Any, Any, np.ndarray]:
        """Distributions of the count to come: negative binomial with the variance of a count at this
        dispersion plus that of its mean, or Poisson where there is no more than its own."""
        mean = np.minimum(self.mean, 1e15)
        spread = self.dispersion[:, None]
        extra = (spread - 1) + mean * np.expm1(self.se_eta**2 * spread)
        plain = ~(extra > NO_EXTRA_VARIANCE)
        size = mean / np.where(plain, 1.0, extra)
        return poisson(mean), nbinom(size, size / (size + mean)), plain

    def interval(self, confidence: float) -> FloatArray:
        """For the count to come."""
        plain, mixed, by_plain = self._to_come()
        ends = ((1 - confidence) / 2, (1 + confidence) / 2)
        return np.stack([np.where(by_plain, plain.ppf(q), mixed.ppf(q)) for q in ends], axis=-1)

    def share_reaching(self, target: FloatArray, comparator: str) -> FloatArray:
        """P(count to come >= target) or P(<= target)."""
        plain, mixed, by_plain = self._to_come()
        if comparator == "at_least":
            below = np.ceil(target)[:, None] - 1
            return np.where(by_plain, plain.sf(below), mixed.sf(below))
        most = np.floor(target)[:, None]
        return np.where(by_plain, plain.cdf(most), mixed.cdf(most))


def grown_on(counts: FloatArray, times: FloatArray, new_times: FloatArray) -> Growth:
    """Poisson regressions of all series (series, n), at least two points, carried on to new times.

    The dispersion is Pearson X2 over its degrees of freedom where above 1 and judged, else 1.
    """
    middle, span = times.mean(), times[-1] - times[0]
    design = np.column_stack([np.ones(len(times)), (times - middle) / span])
    weights = np.column_stack([np.ones(len(new_times)), (new_times - middle) / span])
    fit = fit_poisson(design, counts)
    with np.errstate(invalid="ignore"):
        error = np.sqrt(np.einsum("ki,sij,kj->sk", weights, fit.covariance, weights))
    judged = len(times) >= least_length("overdispersion").describe_from
    dispersion = np.maximum(1.0, fit.pearson / fit.df) if judged else np.ones(len(counts))
    return Growth(fit.coefficients @ weights.T, error, dispersion)


@dataclass(frozen=True, kw_only=True)
class LoglinearForecast(Result):
    """The log-linear trend carried on, one entry for each of new_times.

    eta, se_eta: logarithm of the mean count and its standard error by the Poisson model. mean: exp(eta);
    mean_interval: for the mean. interval: for the count to come. Both intervals are widened by the
    dispersion where it is above 1. p_reach_target: chance that the count to come is at least (at most) the
    target. history, horizon: length of the observed periods, and of the way to the last new time.
    """

    OPTIONS = ("new_times", "target", "comparator", "confidence")

    new_times: tuple[float, ...]
    target: float | None
    comparator: str
    confidence: float
    eta: tuple[float, ...] | None = None
    se_eta: tuple[float, ...] | None = None
    mean: tuple[float, ...] | None = None
    mean_interval: tuple[tuple[float, float], ...] | None = None
    interval: tuple[tuple[float, float], ...] | None = None
    dispersion: float | None = None
    p_reach_target: tuple[float, ...] | None = None
    history: float | None = None
    horizon: float | None = None
    descriptive_only: bool = True

    @property
    def effect(self) -> Effect | None:
        """The mean count at the last of the new times, with the interval for the count."""
        if not self.reportable or self.mean is None:
            return None
        return Effect(self.mean[-1], "events", None if self.interval is None else self.interval[-1],
                      self.confidence)


def forecast_poisson_loglinear(
    counts: Numbers, times: Numbers | None = None, *, new_times: Numbers, target: float | None = None,
    comparator: str = "at_least", confidence: float = 0.95,
) -> LoglinearForecast:  # fmt: skip
    """How many events are to come if they go on growing (or falling) by the same percentage per period?

    counts: whole numbers, missing as None or NaN (dropped, counted). times: distinct, None = by position.
    new_times, target, comparator, confidence: as in forecast_linear. To be used for short ways ahead only:
    errors multiply.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, not_a_count, n_too_small (below
    5), no_events, too_few_events (total below 5), separation (all in the first or last period),
    horizon_too_long (over a third of the history).
    Raises ValueError on a negative count and as forecast_linear does.
    Source: McCullagh and Nelder 1989, Generalized Linear Models, chapter 6; the count to come is negative
    binomial with the variances of the estimated mean and of the count added up.
    """
    given = as_numbers(counts, name="counts")
    check_not_negative(given, name="counts")
    columns = _columns(given[None, :], times, new_times, target, comparator, confidence)
    return LoglinearForecast(**one_of(columns))


def forecast_poisson_loglinear_many(
    matrix: Any, times: Numbers | None = None, *, new_times: Numbers, target: Any = None,
    comparator: str = "at_least", confidence: float = 0.95,
) -> Many:  # fmt: skip
    """forecast_poisson_loglinear for every row of a matrix (series x points, NaN = missing), at once.

    target: one for all or one for each series. Columns as the fields of LoglinearForecast, (series, new
    times) or, for the intervals, (series, new times, 2).
    """
    rows = read_matrix(matrix)
    return Many(_columns(rows, times, new_times, target, comparator, confidence))


def _columns(matrix: FloatArray, times: Numbers | None, new_times: Numbers, target: Any, comparator: str,
             confidence: float) -> Columns:
    check_confidence(confidence)
    check_comparator(comparator)
    check_rows_not_negative(matrix)
    ahead, goal = read_new_times(new_times), targets(target, len(matrix))
    parts = [
        (rows.places, _group(rows, ahead, goal[rows.places], comparator, confidence))
        for rows in groups_of(matrix, read_times(times, matrix.shape[1], of="counts"))
    ]
    return spread_out(parts, len(matrix)) | of_question(
        len(matrix), ahead=ahead, target=goal, comparator=comparator, confidence=confidence,
        method="poisson_loglinear_negative_binomial", assumptions=ASSUMPTIONS,
    )


def _group(rows: Group, ahead: FloatArray, target: FloatArray, comparator: str, confidence: float) -> Columns:
    series, least = len(rows.places), least_length("forecast_poisson_loglinear")
    refusal = rows.refusal
    broken = [counts_refusal(row, np.ones(rows.n)) == "not_a_count" for row in rows.values]
    total = rows.values.sum(axis=1) if refusal is None else np.zeros(series)
    known = is_known(rows)
    # A series without events or all at one end has no finite trend: it is fitted as blank.
    ends = np.maximum(rows.values[:, 0], rows.values[:, -1]) if known else total
    fit_it = ~np.array(broken) & (total > ends) if known else np.zeros(series, dtype=bool)
    columns = _blank(series, len(ahead)) | of_group(rows, ahead.max(), least)
    growth = grown_on(rows.values[fit_it], rows.times, ahead) if fit_it.any() else None
    if growth is not None:
        for name, column in {
            "eta": growth.eta, "se_eta": growth.se_eta, "mean": growth.mean, "dispersion": growth.dispersion,
            "mean_interval": growth.mean_interval(confidence), "interval": growth.interval(confidence),
            "p_reach_target": growth.share_reaching(target[fit_it], comparator),
        }.items():  # fmt: skip
            columns[name][fit_it] = column
    reason = first_of(
        series, (refusal is not None, refusal), (broken, "not_a_count"),
        (rows.n < least.describe_from, least.below), (total == 0, "no_events"),
        (total < LEAST_TOTAL_FOR_TREND, "too_few_events"), (~fit_it, "separation"),
        (too_long(columns["horizon"], columns["history"]), "horizon_too_long"),
    )
    return columns | {"reason": reason, "reportable": unrefused(reason)}


def _blank(series: int, times: int) -> Columns:
    one, pair = (series, times), (series, times, 2)
    shapes: dict[str, tuple[int, ...]] = {
        "eta": one, "se_eta": one, "mean": one, "p_reach_target": one, "mean_interval": pair,
        "interval": pair, "dispersion": (series,),
    }  # fmt: skip
    return {name: np.full(shape, np.nan) for name, shape in shapes.items()}

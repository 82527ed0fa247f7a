"""Trends of counts spread wider than Poisson: the negative binomial, with its spread estimated along."""

from dataclasses import dataclass, replace
from math import inf, isfinite, sqrt
from typing import Any

import numpy as np
from scipy.special import ndtr, softmax

from napeval.trends.assumptions import (
    INDEPENDENT_OBSERVATIONS,
    LOG_LINEAR,
    ONE_DEFINITION,
    QUADRATIC_VARIANCE,
)
from napeval.trends.counts.loglinear import LoglinearFit, fit_loglinear, growth, percent
from napeval.trends.counts.negative_binomial_fit import (
    NegativeBinomialFit,
    fit_negative_binomial,
    poisson_log_likelihood,
)
from napeval.trends.counts.reading import read_counts
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, VERDICT_LEVEL, least_length
from napeval.trends.results import Assumption, Effect, Many, Result
from napeval.trends.series import (
    FloatArray,
    Numbers,
    Points,
    check_confidence,
)
from napeval.trends.tables import each_row
from napeval.trends.tails import likelihood_ratio_p, t_reach, two_sided_t


@dataclass(frozen=True, kw_only=True)
class NegativeBinomialTrend(Result):
    """What counts spread wider than Poisson say about a rise or fall per period (the unit of the times).

    total: events. alpha: variance = mean + alpha x mean^2; theta: 1 / alpha. slope: of log(rate), with
    standard_error (joint observed information of level, slope and alpha) and standard_error_alpha_fixed
    (alpha taken as known, as MASS glm.nb prints; too small). p and percent_interval: t with n - 2 degrees of
    freedom on standard_error. log_likelihood, log_likelihood_poisson: with all constants. likelihood_ratio,
    p_overdispersion: against alpha = 0, half a chi-square because alpha cannot be negative.
    cameron_trivedi_z, cameron_trivedi_p: score regression for variance = mean + alpha x mean^2, one-sided.
    Where alpha is best at 0: alpha 0, theta infinite, and the slope is that of the Poisson trend.
    """

    OPTIONS = ("confidence",)

    confidence: float
    total: float | None = None
    alpha: float | None = None
    theta: float | None = None
    slope: float | None = None
    standard_error: float | None = None
    standard_error_alpha_fixed: float | None = None
    rate_ratio_per_period: float | None = None
    percent_change: float | None = None
    percent_interval: tuple[float, float] | None = None
    p: float | None = None
    log_likelihood: float | None = None
    log_likelihood_poisson: float | None = None
    likelihood_ratio: float | None = None
    p_overdispersion: float | None = None
    cameron_trivedi_z: float | None = None
    cameron_trivedi_p: float | None = None
    method: str = "negative_binomial_trend_ml"
    assumptions: tuple[Assumption, ...] = (
        INDEPENDENT_OBSERVATIONS, LOG_LINEAR, ONE_DEFINITION, QUADRATIC_VARIANCE,
    )  # fmt: skip

    @property
    def effect(self) -> Effect | None:
        if self.percent_change is None or not self.reportable:
            return None
        return Effect(self.percent_change, "percent_per_period", self.percent_interval, self.confidence)


def negative_binomial_trend(counts: Numbers, times: Numbers | None = None, exposure: Numbers | None = None,
                            *, confidence: float = 0.95) -> NegativeBinomialTrend:
    """Do counts that vary more than by chance alone rise or fall, and by how many percent per period?

    counts: whole numbers, missing as None or NaN (dropped, counted). times: distinct numbers, None = by
    position. exposure: what the events arose from, above 0; None = 1 each. confidence: 0-1.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, exposure_missing,
    exposure_not_positive, not_a_count, no_events, n_too_small (below 12), too_few_events (total below 5),
    separation (all events in the first or all in the last period), no_overdispersion (alpha is best at 0:
    the Poisson trend says it all).
    Raises ValueError on a negative count, rows of unequal length, or a confidence outside 0-1.
    Source: Lawless 1987 (joint maximum likelihood); Self and Liang 1987 (p on the boundary); Cameron and
    Trivedi 1990 (score regression). Of series of 12 without a trend t calls one in sixteen a trend, the
    normal quantile one in ten (docs/trend-simulations.csv).
    """
    check_confidence(confidence)
    points, reason, total = read_counts(counts, times, exposure)
    if reason is None and total == 0:
        reason = "no_events"
    if reason is None and points.n < 2:
        reason = least_length("negative_binomial_trend").below
    if reason is not None or total is None:
        return NegativeBinomialTrend(n=points.n, n_missing=points.n_missing, confidence=confidence,
                                     total=total, reportable=False, reason=reason)
    return _judged(points, total, confidence)


def negative_binomial_trend_many(matrix: Any, times: Numbers | None = None, exposure: Any = None, *,
                                 confidence: float = 0.95) -> Many:
    """negative_binomial_trend for many series.

    matrix: (series, points), missing as NaN. times: (points,), None = by position. exposure: (points,) for
    all series or (series, points). Columns, refusals, source: as negative_binomial_trend; one series after
    the other.
    Raises ValueError as negative_binomial_trend, and where there is no series.
    """
    return each_row(negative_binomial_trend, matrix, times, exposure, of="counts", confidence=confidence)


def _judged(points: Points, total: float, confidence: float) -> NegativeBinomialTrend:
    least, n = least_length("negative_binomial_trend"), points.n
    poisson = fit_loglinear(points.values, points.times, points.exposure, confidence=confidence)
    early = least.below if n < least.describe_from else None
    if early is None and total < LEAST_TOTAL_FOR_TREND:
        early = "too_few_events"
    if poisson.slope is None:
        return NegativeBinomialTrend(n=n, n_missing=points.n_missing, confidence=confidence, total=total,
                                     reportable=False, reason=early or "separation")
    fitted = total * softmax(np.log(points.exposure) + poisson.slope * (points.times - points.times.mean()))
    fit = fit_negative_binomial(points.values, points.times, points.exposure, fitted)
    reason = early or ("no_overdispersion" if fit is None else None)
    without = poisson_log_likelihood(points.values, fitted)
    fit = fit or _without_spread(poisson, without)
    ratio = max(0.0, 2 * (fit.log_likelihood - without))
    # At 0 half of the weight of the two-part distribution lies on the ratio itself.
    p_overdispersion = float(likelihood_ratio_p(ratio)) / 2 if ratio > 0 else 1.0
    z = _cameron_trivedi(points.values, fitted)
    interval, p = _by_t(fit, n, confidence)
    return NegativeBinomialTrend(
        n=n, n_missing=points.n_missing, confidence=confidence, total=total, alpha=fit.alpha,
        theta=1 / fit.alpha if fit.alpha else inf, slope=fit.slope, standard_error=fit.error_joint,
        standard_error_alpha_fixed=fit.error_alpha_fixed, rate_ratio_per_period=growth(fit.slope),
        percent_change=percent(fit.slope), percent_interval=interval, p=p,
        log_likelihood=fit.log_likelihood, log_likelihood_poisson=without, likelihood_ratio=ratio,
        p_overdispersion=p_overdispersion, cameron_trivedi_z=z,
        cameron_trivedi_p=None if z is None else float(ndtr(-z)), reportable=reason is None, reason=reason,
        assumptions=(INDEPENDENT_OBSERVATIONS, LOG_LINEAR, ONE_DEFINITION, _spread_wider(p_overdispersion)),
    )


def _without_spread(poisson: LoglinearFit, log_likelihood: float) -> NegativeBinomialFit:
    """alpha on its boundary, where the joint information says nothing of the slope."""
    return NegativeBinomialFit(
        alpha=0.0, slope=poisson.slope or 0.0, error_joint=None,
        error_alpha_fixed=poisson.standard_error or inf, log_likelihood=log_likelihood,
    )


def _spread_wider(p_overdispersion: float) -> Assumption:
    return replace(
        QUADRATIC_VARIANCE, state="holds" if p_overdispersion <= VERDICT_LEVEL else "doubtful",
        p=p_overdispersion,
    )  # fmt: skip


def _by_t(fit: NegativeBinomialFit, n: int,
          confidence: float) -> tuple[tuple[float, float] | None, float | None]:
    """Interval of the slope in percent, and p."""
    if fit.error_joint is None or n <= 2:
        return None, None
    reach = t_reach(confidence, n - 2) * fit.error_joint
    interval = (percent(fit.slope - reach), percent(fit.slope + reach))
    return interval, float(two_sided_t(fit.slope / fit.error_joint, n - 2))


def _cameron_trivedi(counts: FloatArray, fitted: FloatArray) -> float | None:
    """t of the regression of ((count - mean)^2 - count) / mean on the mean, without a constant."""
    with np.errstate(all="ignore"):
        excess = ((counts - fitted) ** 2 - counts) / fitted
        alpha = float(excess @ fitted / (fitted @ fitted))
        rss = float(((excess - alpha * fitted) ** 2).sum())
    if len(counts) < 2 or not isfinite(rss) or rss <= 0:
        return None
    return alpha / sqrt(rss / (len(counts) - 1) / float(fitted @ fitted))

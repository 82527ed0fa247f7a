"""Trends of counts: do they rise or fall with time?"""

from dataclasses import dataclass, replace
from math import copysign, sqrt

from scipy.special import chdtrc, ndtr

from napeval.trends.assumptions import INDEPENDENT_EVENTS, LOG_LINEAR, ONE_DEFINITION
from napeval.trends.counts.loglinear import LoglinearFit, fit_loglinear, growth, percent
from napeval.trends.counts.reading import read_counts
from napeval.trends.counts.sharing_out import feasible, no_likelier, trend_distribution, whole_numbers
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, VERDICT_LEVEL, least_length
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import Numbers, Points, check_confidence
from napeval.trends.tails import likelihood_ratio_p, t_reach, two_sided_t


@dataclass(frozen=True, kw_only=True)
class ExactTrend:
    """The trend statistic T = sum of (time - first time) x count, and its tails given the total.

    p_lower = P(T <= observed), p_upper = P(T >= observed), p_central = twice the smaller (at most 1),
    p_minlike = all values no likelier than the observed one. p_floor: the smallest p_central that any
    sharing out of the same total could give.
    """

    statistic: float
    p_lower: float
    p_upper: float
    p_central: float
    p_minlike: float | None
    p_floor: float


@dataclass(frozen=True, kw_only=True)
class PoissonTrend(Result):
    """What counts say about a rise or fall per period (the unit of the times).

    total: events. exact: the conditional test (its p_minlike is missing and method says likelihood_ratio
    where the series is too large for it). fit: the log-linear slope. percent_change: per period, with
    percent_interval; both None with slope_reason when no finite slope is best. p and percent_interval
    follow one rule, fixed in advance: dispersion above 1 (judged from 5 points) -> quasi-Poisson with t,
    otherwise the exact test and the profile interval; p_rule says which. descriptive_only: too few points
    for a verdict.
    """

    OPTIONS = ("confidence",)

    confidence: float
    total: float | None = None
    exact: ExactTrend | None = None
    fit: LoglinearFit | None = None
    rate_ratio_per_period: float | None = None
    percent_change: float | None = None
    percent_interval: tuple[float, float] | None = None
    slope_reason: str | None = None
    residual_df: int | None = None
    dispersion: float | None = None
    p_dispersion: float | None = None
    dispersion_judged: bool = False
    quasi_standard_error: float | None = None
    p_quasi: float | None = None
    p_likelihood_ratio: float | None = None
    p: float | None = None
    p_rule: str | None = None
    descriptive_only: bool = True
    method: str = "poisson_trend_exact"
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_EVENTS, LOG_LINEAR, ONE_DEFINITION)

    @property
    def effect(self) -> Effect | None:
        if self.percent_change is None or not self.reportable:
            return None
        return Effect(self.percent_change, "percent_per_period", self.percent_interval, self.confidence)


def poisson_trend(counts: Numbers, times: Numbers | None = None, exposure: Numbers | None = None, *,
                  confidence: float = 0.95) -> PoissonTrend:
    """Do counts rise or fall over time, by how many percent per period, and could that be chance?

    counts: whole numbers, missing as None or NaN (dropped, counted). times: distinct numbers, None = by
    position.
    exposure: what the events arose from (months, population), above 0; None = 1 each. confidence: 0-1.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, exposure_missing,
    exposure_not_positive, not_a_count, no_events, n_too_small (below 3), too_few_events (total below 5).
    Raises ValueError on a negative count, rows of unequal length, or a confidence outside 0-1.
    Source: Cox and Lewis 1966, The Statistical Analysis of Series of Events, 3.3 (conditional trend test);
    McCullagh and Nelder 1989 (slope, quasi-likelihood).
    """
    check_confidence(confidence)
    points, reason, total = read_counts(counts, times, exposure)
    if reason is None and total == 0:
        reason = "no_events"
    if reason is None and points.n < 2:
        reason = least_length("poisson_trend").below
    if reason is not None or total is None:
        return PoissonTrend(n=points.n, n_missing=points.n_missing, confidence=confidence, total=total,
                            reportable=False, reason=reason)
    return _judged(points, total, confidence)


def _judged(points: Points, total: float, confidence: float) -> PoissonTrend:
    fit = fit_loglinear(points.values, points.times, points.exposure, confidence=confidence)
    exact = _exact_trend(points, int(total), fit)
    least = least_length("poisson_trend")
    reason = least.below if points.n < least.describe_from else None
    if reason is None and total < LEAST_TOTAL_FOR_TREND:
        reason = "too_few_events"
    df = points.n - 2
    judged = points.n >= least_length("overdispersion").describe_from
    dispersion = fit.pearson / df if fit.pearson is not None and df > 0 else None
    p_dispersion = float(chdtrc(df, fit.pearson)) if fit.pearson is not None and df > 0 else None
    quasi = fit.standard_error * sqrt(dispersion) if dispersion is not None and fit.standard_error else None
    p_quasi = _p_quasi(fit.slope, quasi, df)
    by_quasi = judged and dispersion is not None and dispersion > 1
    interval = fit.interval
    if by_quasi and fit.slope is not None and quasi is not None:
        reach = t_reach(confidence, df) * quasi
        interval = (fit.slope - reach, fit.slope + reach)
    return PoissonTrend(
        n=points.n, n_missing=points.n_missing, confidence=confidence, total=total, exact=exact, fit=fit,
        rate_ratio_per_period=None if fit.slope is None else growth(fit.slope),
        percent_change=None if fit.slope is None else percent(fit.slope),
        percent_interval=None if interval is None else (percent(interval[0]), percent(interval[1])),
        slope_reason="separation" if fit.slope is None else None,
        residual_df=df, dispersion=dispersion,
        p_dispersion=p_dispersion,
        dispersion_judged=judged, quasi_standard_error=quasi, p_quasi=p_quasi,
        p_likelihood_ratio=float(likelihood_ratio_p(fit.likelihood_ratio)),
        p=p_quasi if by_quasi else exact.p_central,
        p_rule="quasi_poisson_t" if by_quasi else "exact_conditional_central",
        descriptive_only=points.n < least.verdict_from,
        reportable=reason is None, reason=reason,
        method="poisson_trend_exact" if exact.p_minlike is not None else "poisson_trend_likelihood_ratio",
        assumptions=(_independence(p_dispersion if judged else None), LOG_LINEAR, ONE_DEFINITION),
    )


def _independence(p_dispersion: float | None) -> Assumption:
    """More spread than chance gives speaks against events that come independently of one another."""
    if p_dispersion is None:
        return INDEPENDENT_EVENTS
    return replace(
        INDEPENDENT_EVENTS, state="holds" if p_dispersion > VERDICT_LEVEL else "doubtful", p=p_dispersion
    )


def _p_quasi(slope: float | None, standard_error: float | None, df: int) -> float | None:
    if slope is None or not standard_error:
        return None  # a perfect fit leaves no spread to judge by
    return float(two_sided_t(slope / standard_error, df))


def _exact_trend(points: Points, total: int, fit: LoglinearFit) -> ExactTrend:
    offsets = points.times - points.times[0]
    statistic = float((offsets * points.values).sum())
    shares = points.exposure / points.exposure.sum()
    p_floor = float(min(1.0, 2 * (shares[[0, -1]] ** total).min()))
    steps = whole_numbers(offsets)
    if steps is None or not feasible(steps, total):
        root = copysign(sqrt(fit.likelihood_ratio), _direction(points, fit))
        lower, upper = float(ndtr(root)), float(ndtr(-root))
        return ExactTrend(statistic=statistic, p_lower=lower, p_upper=upper, p_central=2 * min(lower, upper),
                          p_minlike=None, p_floor=p_floor)
    chances = trend_distribution(steps, shares, total)
    observed = sum(step * int(count) for step, count in zip(steps, points.values, strict=True))
    lower = float(min(1.0, chances[: observed + 1].sum()))
    upper = float(min(1.0, chances[observed:].sum()))
    return ExactTrend(
        statistic=statistic, p_lower=lower, p_upper=upper, p_central=min(1.0, 2 * min(lower, upper)),
        p_minlike=no_likelier(chances, observed), p_floor=p_floor,
    )


def _direction(points: Points, fit: LoglinearFit) -> float:
    if fit.slope is not None:
        return fit.slope
    return 1.0 if points.values[-1] > 0 else -1.0

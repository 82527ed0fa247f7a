"""Small counts: how sure is one count, one share, and the difference between two counts?"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from math import ceil, floor, inf, isnan, sqrt

import numpy as np
from scipy.stats import beta, binom, binomtest, chi2, poisson

from napeval.trends.assumptions import (
    INDEPENDENT_CASES,
    INDEPENDENT_EVENTS,
    RATE_FIXED_IN_ADVANCE,
    SAME_EFFORT,
)
from napeval.trends.counts.reading import counts_refusal
from napeval.trends.least_lengths import least_length
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import as_numbers, check_confidence, check_not_negative
from napeval.trends.tails import normal_reach

# Two probabilities nearer than this, relative, are one: rounding must not decide what is as extreme.
SAME_PROBABILITY = 1e-7


def _read(counts: list[float | None], exposure: list[float]) -> tuple[list[float], list[float], str | None]:
    given, effort = as_numbers(counts, name="count"), as_numbers(exposure, name="exposure")
    check_not_negative(given, name="count")
    return given.tolist(), effort.tolist(), counts_refusal(given, effort)


def _known(*counts: float) -> int:
    return sum(not isnan(count) for count in counts)


@dataclass(frozen=True, kw_only=True)
class RateRatio(Result):
    """First rate over second rate.

    ratio: infinite when only the second count is 0; None when both are. interval: for the ratio; its upper
    limit is infinite when the second count is 0. p: central (twice the smaller tail), the one that agrees
    with the interval; p_minlike, p_midp and p_blaker are there to compare with other tools, not to choose
    from.
    """

    OPTIONS = ("confidence",)

    count_a: float
    count_b: float
    exposure_a: float
    exposure_b: float
    confidence: float
    ratio: float | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    p_minlike: float | None = None
    p_midp: float | None = None
    p_blaker: float | None = None
    method: str = "rate_ratio_exact_conditional"
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_EVENTS, SAME_EFFORT)

    @property
    def effect(self) -> Effect | None:
        if self.ratio is None or not self.reportable:
            return None
        return Effect(self.ratio, "rate_ratio", self.interval, self.confidence)


def rate_ratio(count_a: float | None, count_b: float | None, exposure_a: float = 1, exposure_b: float = 1, *,
               confidence: float = 0.95) -> RateRatio:
    """How many times as frequent were events in the first period (or place) as in the second?

    count_a, count_b: whole numbers of events; exposure_a, exposure_b: months, population or whatever the
    events arose from, in one unit. confidence: of the interval, 0-1.
    Refused with a reason: count_missing, exposure_missing, non_finite_value, not_a_count,
    exposure_not_positive, no_events (0 against 0; p is 1).
    Raises ValueError on a negative count or a confidence outside 0-1.
    Source: Przyborowski and Wilenski 1940 (given the total, the first count is binomial with
    exposure_a / (exposure_a + exposure_b)); Clopper and Pearson 1934 (interval); Blaker 2000.
    """
    check_confidence(confidence)
    (a, b), (effort_a, effort_b), reason = _read([count_a, count_b], [exposure_a, exposure_b])
    if reason is not None or a + b == 0:
        return RateRatio(
            n=_known(a, b), n_missing=2 - _known(a, b),
            count_a=a, count_b=b, exposure_a=effort_a, exposure_b=effort_b, confidence=confidence,
            p=None if reason else 1.0, reportable=False, reason=reason or "no_events",
        )
    total, share = int(a + b), effort_a / (effort_a + effort_b)
    lower_tail, upper_tail = float(binom.cdf(a, total, share)), float(binom.sf(a - 1, total, share))
    half = float(binom.pmf(a, total, share)) / 2
    odds = [_odds(limit) * effort_b / effort_a for limit in _clopper_pearson(int(a), total, confidence)]
    return RateRatio(
        n=2, n_missing=0, count_a=a, count_b=b,
        exposure_a=effort_a, exposure_b=effort_b, confidence=confidence,
        ratio=a / effort_a / (b / effort_b) if b else inf,
        interval=(odds[0], odds[1]),
        p=min(1.0, 2 * min(lower_tail, upper_tail)),
        p_minlike=float(binomtest(int(a), total, share).pvalue),
        p_midp=min(1.0, 2 * (min(lower_tail, upper_tail) - half)),
        p_blaker=_blaker(total, share, lower_tail, upper_tail),
        reportable=True, reason=None,
    )


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf


def _clopper_pearson(successes: int, n: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    lower = float(beta.ppf(tail, successes, n - successes + 1)) if successes > 0 else 0.0
    upper = float(beta.isf(tail, successes + 1, n - successes)) if successes < n else 1.0
    return lower, upper


def _blaker(total: int, share: float, lower_tail: float, upper_tail: float) -> float:
    """The smaller tail plus the largest opposite tail that does not exceed it."""
    outcomes, smaller = np.arange(total + 1), min(lower_tail, upper_tail)
    rises = lower_tail > upper_tail
    opposite = binom.cdf(outcomes, total, share) if rises else binom.sf(outcomes - 1, total, share)
    within = opposite[opposite <= smaller * (1 + SAME_PROBABILITY)]
    return float(min(1.0, smaller + (within.max() if len(within) else 0.0)))


@dataclass(frozen=True, kw_only=True)
class PoissonInterval(Result):
    """The rate behind one count (events per unit of exposure) and the interval for it."""

    OPTIONS = ("confidence",)

    count: float
    exposure: float
    confidence: float
    rate: float | None = None
    interval: tuple[float, float] | None = None
    method: str = "poisson_interval_exact"
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_EVENTS,)

    @property
    def effect(self) -> Effect | None:
        if self.rate is None:
            return None
        return Effect(self.rate, "events_per_exposure", self.interval, self.confidence)


def poisson_interval(count: float | None, exposure: float = 1, confidence: float = 0.95) -> PoissonInterval:
    """Which rates are compatible with one count? Zero events in a year: anything up to 3.7 a year.

    count: whole number of events. exposure: what they arose from. confidence: 0-1.
    Refused with a reason: count_missing, exposure_missing, non_finite_value, not_a_count,
    exposure_not_positive.
    Raises ValueError on a negative count or a confidence outside 0-1.
    Source: Garwood 1936.
    """
    check_confidence(confidence)
    (events,), (effort,), reason = _read([count], [exposure])
    if reason is not None:
        return PoissonInterval(n=_known(events), n_missing=1 - _known(events), count=events, exposure=effort,
                               confidence=confidence, reportable=False, reason=reason)
    tail = (1 - confidence) / 2
    lower = float(chi2.ppf(tail, 2 * events)) / 2 if events > 0 else 0.0
    upper = float(chi2.isf(tail, 2 * (events + 1))) / 2
    return PoissonInterval(
        n=1, n_missing=0, count=events, exposure=effort, confidence=confidence, rate=events / effort,
        interval=(lower / effort, upper / effort), reportable=True, reason=None,
    )


@dataclass(frozen=True, kw_only=True)
class PoissonAgainstRate(Result):
    """One count against a rate fixed in advance: p_greater, p_less (one tail each), p (twice the smaller),
    p_minlike (all counts no likelier than this one; for comparison with other tools)."""

    OPTIONS = ("null_rate",)

    count: float
    exposure: float
    null_rate: float
    p: float | None = None
    p_greater: float | None = None
    p_less: float | None = None
    p_minlike: float | None = None
    method: str = "poisson_against_rate_exact"
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_EVENTS, RATE_FIXED_IN_ADVANCE)


def poisson_against_rate(count: float | None, null_rate: float, *, exposure: float = 1) -> PoissonAgainstRate:
    """Is one count compatible with a rate named in advance, say a target?

    count: whole number of events. null_rate: events per unit of exposure, above 0.
    Refused with the reasons of poisson_interval.
    Raises ValueError on a negative count or a null_rate that is not a number above 0.
    Source: exact Poisson tails.
    """
    if not 0 < null_rate < inf:
        raise ValueError(f"null_rate: found {null_rate!r}; allowed: a finite number above 0.")
    (events,), (effort,), reason = _read([count], [exposure])
    if reason is not None:
        return PoissonAgainstRate(n=_known(events), n_missing=1 - _known(events), count=events,
                                  exposure=effort, null_rate=null_rate, reportable=False, reason=reason)
    mean = null_rate * effort
    p_less, p_greater = float(poisson.cdf(events, mean)), float(poisson.sf(events - 1, mean))
    return PoissonAgainstRate(
        n=1, n_missing=0, count=events, exposure=effort, null_rate=null_rate,
        p=min(1.0, 2 * min(p_less, p_greater)),
        p_greater=p_greater, p_less=p_less, p_minlike=_poisson_minlike(events, mean),
        reportable=True, reason=None,
    )


def _poisson_minlike(events: float, mean: float) -> float:
    """All counts no likelier than this one: its own tail, and the opposite one where as unlikely."""
    limit = float(poisson.pmf(events, mean)) * (1 + SAME_PROBABILITY)
    if events > mean:
        below = bisect_right(range(floor(mean) + 1), limit, key=lambda k: poisson.pmf(k, mean))
        return float(min(1.0, poisson.sf(events - 1, mean) + poisson.cdf(below - 1, mean)))
    reach = range(ceil(mean), ceil(mean) + int(40 * sqrt(mean)) + 100)
    above = reach[0] + bisect_left(reach, -limit, key=lambda k: -poisson.pmf(k, mean))
    return float(min(1.0, poisson.cdf(events, mean) + poisson.sf(above - 1, mean)))


@dataclass(frozen=True, kw_only=True)
class WilsonInterval(Result):
    """A share with its numerator, denominator and interval (all 0-1)."""

    OPTIONS = ("confidence",)

    successes: float
    cases: float
    confidence: float
    share: float | None = None
    interval: tuple[float, float] | None = None
    method: str = "wilson"
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_CASES,)

    @property
    def effect(self) -> Effect | None:
        return None if self.share is None else Effect(self.share, "share", self.interval, self.confidence)


def wilson(successes: float | None, n: float | None, confidence: float = 0.95) -> WilsonInterval:
    """Which shares are compatible with so many out of so many? 7 of 10: 40 % to 89 %.

    successes, n: whole numbers, successes at most n. confidence: 0-1.
    Refused with a reason: count_missing, non_finite_value, not_a_count, no_valid_data (0 of 0).
    Raises ValueError on a negative count, on more successes than cases, or a confidence outside 0-1.
    Source: Wilson 1927.
    """
    check_confidence(confidence)
    (found, cases), _, reason = _read([successes, n], [1, 1])
    if found > cases:
        raise ValueError(f"successes: found {found:g} out of n = {cases:g}; allowed: at most n.")
    if reason is None and cases == 0:
        reason = least_length("wilson").below
    if reason is not None:
        known = _known(found + cases)
        return WilsonInterval(n=known, n_missing=1 - known, successes=found, cases=cases,
                              confidence=confidence, reportable=False, reason=reason)
    z = normal_reach(confidence)
    share = found / cases
    centre = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z * sqrt(share * (1 - share) / cases + (z / (2 * cases)) ** 2) / (1 + z * z / cases)
    # At 0 of n and n of n the limit is the share itself; rounding would put it just beside.
    lower = centre - half if found > 0 else 0.0
    upper = centre + half if found < cases else 1.0
    return WilsonInterval(n=1, n_missing=0, successes=found, cases=cases, confidence=confidence,
                          share=share, interval=(lower, upper), reportable=True, reason=None)

"""Trends by rank: is there a steady rise or fall (Mann-Kendall), and how steep is it (Sen)?"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor, sqrt

import numpy as np
from scipy.stats import norm

from napeval.trends.inversions import (
    EXACT_UP_TO,
    comparable_pairs,
    share_with_at_most,
    smallest_probability,
    tail_probability,
)
from napeval.trends.least_lengths import VERDICT_LEVEL, least_length, unknown_setting
from napeval.trends.series import FloatArray, Numbers, Points, check_confidence, read_points, settle_ties

ALTERNATIVES = ("two-sided", "greater", "less")
ASSUMPTIONS = ("independent_observations", "one_definition_throughout")


@dataclass(frozen=True, kw_only=True)
class MannKendall:
    """What the ranks say about a steady rise or fall.

    n, n_missing: points used, points dropped. S: rises minus falls over all pairs; var_S: its variance
    without a trend, corrected for ties. tau_a, tau_b: S as a share of all pairs, and of the pairs without
    ties (-1 to 1).
    z: (|S| - 1) / sd with the sign of S. p_exact: share of all orders of these values at least as extreme
    (also as a fraction; None above EXACT_UP_TO points). p_normal: the approximation from z. p_floor: the
    smallest p any order could give. reason is None when reportable. Fields that do not exist are None.
    """

    n: int
    n_missing: int
    alternative: str
    S: int | None = None
    var_S: float | None = None
    tau_a: float | None = None
    tau_b: float | None = None
    z: float | None = None
    p_exact: float | None = None
    p_exact_fraction: Fraction | None = None
    p_normal: float | None = None
    p_floor: float | None = None
    p_floor_fraction: Fraction | None = None
    reportable: bool
    reason: str | None
    method: str
    assumptions: tuple[str, ...] = ASSUMPTIONS

    @property
    def p(self) -> float | None:
        """The p to print: exact where it exists, otherwise the approximation that `method` names."""
        return self.p_normal if self.p_exact is None else self.p_exact

    @property
    def can_reach_p05(self) -> bool:
        """Could any order of these values have given p <= 0.05?"""
        return self.p_floor is not None and self.p_floor <= VERDICT_LEVEL


def mann_kendall(values: Numbers, times: Numbers | None = None, *,
                 alternative: str = "two-sided") -> MannKendall:
    """Does the series rise or fall steadily, more than a random order of the same values would?

    values: one number per period, missing as None or NaN (dropped, counted). times: one distinct number per
    value; sorted here; None = by position. alternative: 'two-sided', 'greater' (rise), 'less' (fall).
    Refused with a reason, never a verdict: no_valid_data, non_finite_value, duplicate_time, n_too_small
    (below 3), no_variation, too_few_points (no order of these values reaches p = 0.05).
    Raises ValueError on an unknown alternative or input that is not two rows of numbers of one length.
    Source: Mann 1945; Kendall 1975, Rank Correlation Methods; exact p conditional on the ties.
    """
    if alternative not in ALTERNATIVES:
        raise ValueError(unknown_setting("alternative", alternative, ALTERNATIVES))
    points = read_points(values, times)
    exact = points.n <= EXACT_UP_TO
    method = "mann_kendall_exact" if exact else "mann_kendall_normal"
    if points.refusal is not None or points.n < 2:
        return MannKendall(n=points.n, n_missing=points.n_missing, alternative=alternative, reportable=False,
                           reason=points.refusal or least_length("mann_kendall").below, method=method)
    settled = settle_ties(points.values)
    groups = _tie_groups(settled)
    score = _score(settled)
    all_pairs, pairs = points.n * (points.n - 1) // 2, comparable_pairs(groups)
    variance = _variance(points.n, groups)
    p_exact = tail_probability(score, groups, alternative) if exact else None
    p_floor = smallest_probability(groups, alternative)
    reason = _mann_kendall_reason(points.n, pairs, p_floor)
    return MannKendall(
        n=points.n, n_missing=points.n_missing, alternative=alternative, S=score, var_S=variance,
        tau_a=score / all_pairs,
        tau_b=score / sqrt(all_pairs * pairs) if pairs else None,
        z=_z(score, variance) if pairs else None,
        p_exact=None if p_exact is None else float(p_exact), p_exact_fraction=p_exact,
        p_normal=_p_normal(score, variance, alternative) if pairs else None,
        p_floor=float(p_floor), p_floor_fraction=p_floor,
        reportable=reason is None, reason=reason, method=method,
    )


def _mann_kendall_reason(n: int, pairs: int, p_floor: Fraction) -> str | None:
    least = least_length("mann_kendall")
    if n < least.describe_from:
        return least.below
    if pairs == 0:
        return "no_variation"
    return "too_few_points" if p_floor > VERDICT_LEVEL else None


def _tie_groups(settled: FloatArray) -> tuple[int, ...]:
    return tuple(sorted(np.unique(settled, return_counts=True)[1].tolist()))


def _score(settled: FloatArray) -> int:
    earlier, later = np.triu_indices(len(settled), k=1)
    return int(np.sign(settled[later] - settled[earlier]).sum())


def _variance(n: int, groups: tuple[int, ...]) -> float:
    return (n * (n - 1) * (2 * n + 5) - sum(g * (g - 1) * (2 * g + 5) for g in groups)) / 18


def _z(score: int, variance: float) -> float:
    return float(np.sign(score) * max(abs(score) - 1, 0) / sqrt(variance))


def _p_normal(score: int, variance: float, alternative: str) -> float:
    # Upper tails throughout: 1 - cdf would print zero for strong trends.
    if alternative == "two-sided":
        return float(min(1.0, 2 * norm.sf(abs(_z(score, variance)))))
    towards = score if alternative == "greater" else -score
    return float(norm.sf((towards - 1) / sqrt(variance)))


@dataclass(frozen=True, kw_only=True)
class SenSlope:
    """How steep the series is: the median of the slopes between all pairs of points.

    slope: units of the values per unit of time. intercept_median: median(value) - slope x median(time);
    intercept_joint: median(value - slope x time). interval: for the slope, or None with interval_reason;
    interval_coverage: what it covers without ties (at least `confidence`). pairs: slopes taken.
    """

    n: int
    n_missing: int
    pairs: int = 0
    confidence: float
    slope: float | None = None
    intercept_median: float | None = None
    intercept_joint: float | None = None
    interval: tuple[float, float] | None = None
    interval_coverage: float | None = None
    interval_reason: str | None
    reportable: bool
    reason: str | None
    method: str
    assumptions: tuple[str, ...] = ASSUMPTIONS


def sen_slope(values: Numbers, times: Numbers | None = None, *, confidence: float = 0.95) -> SenSlope:
    """By how much does the series rise or fall per unit of time?

    values, times: as in mann_kendall; the true distances in time are used. confidence: of the interval, 0-1.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (below 3),
    no_variation.
    The interval is missing with too_few_points where no pair of ranks covers as much as asked.
    Raises ValueError on a confidence outside 0-1 or input that is not two rows of numbers of one length.
    Source: Theil 1950; Sen 1968; ranks of the limits from the exact distribution of S without ties
    (Hollander, Wolfe and Chicken 2014, Nonparametric Statistical Methods, 9.3), which with ties covers
    more, not less.
    """
    check_confidence(confidence)
    points = read_points(values, times)
    method = "sen_slope_exact" if points.n <= EXACT_UP_TO else "sen_slope_normal"
    if points.refusal is not None or points.n < 2:
        refusal = points.refusal or least_length("sen_slope").below
        return SenSlope(n=points.n, n_missing=points.n_missing, confidence=confidence,
                        interval_reason=refusal, reportable=False, reason=refusal, method=method)
    settled = settle_ties(points.values)
    slopes = _pair_slopes(settled, points)
    slope = float(np.median(slopes))
    reason = _sen_reason(points.n, settled)
    limits, coverage, interval_reason = _slope_interval(slopes, points.n, confidence, reason)
    return SenSlope(
        n=points.n, n_missing=points.n_missing, pairs=len(slopes), confidence=confidence, slope=slope,
        intercept_median=float(np.median(settled) - slope * np.median(points.times)),
        intercept_joint=float(np.median(settled - slope * points.times)),
        interval=limits, interval_coverage=coverage, interval_reason=interval_reason,
        reportable=reason is None, reason=reason, method=method,
    )


def _pair_slopes(settled: FloatArray, points: Points) -> FloatArray:
    earlier, later = np.triu_indices(points.n, k=1)
    rises = settled[later] - settled[earlier]
    return np.sort(rises / (points.times[later] - points.times[earlier]))


def _sen_reason(n: int, settled: FloatArray) -> str | None:
    least = least_length("sen_slope")
    if n < least.describe_from:
        return least.below
    return "no_variation" if np.ptp(settled) == 0 else None


def _slope_interval(slopes: FloatArray, n: int, confidence: float,
                    reason: str | None) -> tuple[tuple[float, float] | None, float | None, str | None]:
    if reason is not None:
        return None, None, reason
    rank = _limit_rank(n, len(slopes), confidence)
    if rank == 0:
        return None, None, "too_few_points"
    limits = (float(slopes[rank - 1]), float(slopes[len(slopes) - rank]))
    untied = (1,) * n
    coverage = float(1 - 2 * share_with_at_most(rank - 1, untied)) if n <= EXACT_UP_TO else confidence
    return limits, coverage, None


def _limit_rank(n: int, pairs: int, confidence: float) -> int:
    """Which smallest (and largest) slope is the limit; 0 when not even the extremes cover enough."""
    tail = (1 - Fraction(str(confidence))) / 2
    if n > EXACT_UP_TO:
        spread = float(norm.isf(float(tail))) * sqrt(_variance(n, (1,) * n))
        return max(0, floor((pairs - spread) / 2))
    rank = 0
    while share_with_at_most(rank, (1,) * n) <= tail:
        rank += 1
    return rank

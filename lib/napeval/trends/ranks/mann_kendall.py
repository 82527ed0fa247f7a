"""Trends by rank: is there a steady rise or fall (Mann-Kendall), and how steep is it (Sen)?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from napeval.trends.least_lengths import VERDICT_LEVEL, least_length
from napeval.trends.ranks.inversions import EXACT_UP_TO, Groups
from napeval.trends.ranks.scores import (
    ASSUMPTIONS,
    RankTest,
    check_alternative,
    score,
    score_statistics,
    tie_groups,
)
from napeval.trends.ranks.slopes import limit_rank, limits_of, pair_slopes
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import Numbers, check_confidence, read_points, settle_ties


@dataclass(frozen=True, kw_only=True)
class MannKendall(RankTest):
    """What the ranks of one series say about a steady rise or fall; the fields are those of RankTest.

    p_exact is None above EXACT_UP_TO points.
    """


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
    check_alternative(alternative)
    points = read_points(values, times)
    if points.refusal is not None or points.n < 2:
        return refused_test(points.n, points.n_missing, alternative, points.refusal)
    settled = settle_ties(points.values)
    return judged_test(score(settled), tie_groups(settled), points.n_missing, alternative)


def refused_test(n: int, n_missing: int, alternative: str, refusal: str | None) -> MannKendall:
    """The result without any statistic. refusal: None where there are merely too few points for one."""
    return MannKendall(n=n, n_missing=n_missing, alternative=alternative, reportable=False,
                       reason=refusal or least_length("mann_kendall").below, method=_test_method(n))


def judged_test(total: int, groups: Groups, n_missing: int, alternative: str) -> MannKendall:
    """The result of a series with this S and these tie groups, of two points or more."""
    n = sum(groups)
    statistics = score_statistics(total, (groups,), alternative)
    reason = _test_reason(n, len(groups) > 1, statistics["p_floor_fraction"])
    return MannKendall(n=n, n_missing=n_missing, alternative=alternative, **statistics,
                       reportable=reason is None, reason=reason, method=_test_method(n))


def _test_method(n: int) -> str:
    return "mann_kendall_exact" if n <= EXACT_UP_TO else "mann_kendall_normal"


def _test_reason(n: int, varies: bool, p_floor: Fraction) -> str | None:
    least = least_length("mann_kendall")
    if n < least.describe_from:
        return least.below
    if not varies:
        return "no_variation"
    return "too_few_points" if p_floor > VERDICT_LEVEL else None


@dataclass(frozen=True, kw_only=True)
class SenSlope(Result):
    """How steep the series is: the median of the slopes between all pairs of points.

    slope: units of the values per unit of time. intercept_median: median(value) - slope x median(time);
    intercept_joint: median(value - slope x time). interval: for the slope, or None with interval_reason;
    interval_coverage: what it covers without ties (at least `confidence`). pairs: slopes taken.
    """

    OPTIONS = ("confidence",)

    pairs: int = 0
    confidence: float
    slope: float | None = None
    intercept_median: float | None = None
    intercept_joint: float | None = None
    interval: tuple[float, float] | None = None
    interval_coverage: float | None = None
    interval_reason: str | None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        if self.slope is None or not self.reportable:
            return None
        return Effect(self.slope, "unit_per_time", self.interval, self.confidence)


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
    if points.refusal is not None or points.n < 2:
        return refused_slope(points.n, points.n_missing, confidence, points.refusal)
    settled = settle_ties(points.values)
    slopes = np.sort(pair_slopes(settled, points.times))
    slope = float(np.median(slopes))
    judged = judged_slope(points.n, points.n_missing, bool(np.ptp(settled) > 0), confidence)
    rank = 0 if judged.interval_coverage is None else limit_rank((points.n,), confidence)[0]
    return replace(
        judged, slope=slope, intercept_median=float(np.median(settled) - slope * np.median(points.times)),
        intercept_joint=float(np.median(settled - slope * points.times)),
        interval=limits_of(slopes, rank),
    )


def refused_slope(n: int, n_missing: int, confidence: float, refusal: str | None) -> SenSlope:
    """The result without any slope. refusal: None where there are merely too few points for one."""
    reason = refusal or least_length("sen_slope").below
    return SenSlope(n=n, n_missing=n_missing, confidence=confidence, interval_reason=reason, reportable=False,
                    reason=reason, method=_sen_method(n))


def judged_slope(n: int, n_missing: int, varies: bool, confidence: float) -> SenSlope:
    """What may be said of the slope of so many points, two or more; the slope itself is yet to come."""
    reason = _sen_reason(n, varies)
    rank, coverage = (0, None) if reason else limit_rank((n,), confidence)
    return SenSlope(n=n, n_missing=n_missing, pairs=n * (n - 1) // 2, confidence=confidence,
                    interval_coverage=coverage, reportable=reason is None, reason=reason,
                    interval_reason=reason or (None if rank else "too_few_points"), method=_sen_method(n))


def _sen_method(n: int) -> str:
    return "sen_slope_exact" if n <= EXACT_UP_TO else "sen_slope_normal"


def _sen_reason(n: int, varies: bool) -> str | None:
    least = least_length("sen_slope")
    if n < least.describe_from:
        return least.below
    return None if varies else "no_variation"

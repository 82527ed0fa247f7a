"""How often the interval for the next count holds it: the check of the intervals themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, poisson

from napeval.trends.least_lengths import unknown_setting
from napeval.trends.outlook.constant_rate import JEFFREYS
from napeval.trends.series import check_confidence

RULES = ("jeffreys", "plug_in")
LEFT_OUT = 1e-12  # probability of past totals that are not gone through


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """coverage: share of next counts inside their interval. confidence: what the interval promises."""

    mean: float
    past_periods: int
    rule: str
    confidence: float
    coverage: float


def coverage_of_next_count(mean: float, past_periods: int, *, rule: str = "jeffreys",
                           confidence: float = 0.95) -> Coverage:
    """How often does the interval for the next period's count hold it, when the rate is constant?

    mean: events per period, above 0. past_periods: how many were seen before. rule: 'jeffreys' (the
    predictive interval of forecast_poisson_constant_rate) or 'plug_in' (the mean taken for known).
    Worked out over every past total, without drawing: nothing of it is chance.
    Raises ValueError on an unknown rule, a mean or number of periods that is not above 0, or a confidence
    outside 0-1.
    """
    check_confidence(confidence)
    if rule not in RULES:
        raise ValueError(unknown_setting("rule", rule, RULES))
    if not (0 < mean < np.inf and past_periods >= 1):
        found = f"{mean!r}, {past_periods!r}"
        raise ValueError(f"mean, past_periods: found {found}; allowed: above 0, and 1 or more.")
    past = poisson(mean * past_periods)
    totals = np.arange(past.ppf(LEFT_OUT), past.isf(LEFT_OUT) + 1)
    future = (nbinom(totals + JEFFREYS, past_periods / (past_periods + 1)) if rule == "jeffreys"
              else poisson(totals / past_periods))
    tail, truth = (1 - confidence) / 2, poisson(mean)
    inside = truth.cdf(future.ppf(1 - tail)) - truth.cdf(future.ppf(tail) - 1)
    return Coverage(mean=mean, past_periods=past_periods, rule=rule, confidence=confidence,
                    coverage=float(past.pmf(totals) @ inside))

"""Exact distribution of how unevenly counts are shared out over periods, given their total.

Given the total, Poisson counts at one constant rate are multinomial with probabilities proportional to
exposure. Unevenness is the sum of count^2 / exposure; with equal exposures it ranks outcomes as the number of
pairs of events in one period does.
"""

from __future__ import annotations

from math import comb, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import poisson

from napeval.trends.series import FloatArray

# Above these sizes the exact answer takes more than about a second on one core.
WORK_LIMIT = 500_000_000  # cells of the table x counts tried x periods
OUTCOMES_LIMIT = 60_000  # ways to share out the total over periods of unequal exposure


def spread_probability(counts: tuple[int, ...], weights: tuple[int, ...]) -> float | None:
    """P(the counts are spread at least as unevenly as these), given their total and constant rates.

    weights: exposures as whole numbers. None when too large to work out.
    """
    if len(set(weights)) > 1:
        return _unequal(counts, weights)
    total, pairs = sum(counts), sum(comb(count, 2) for count in counts)
    if not feasible(total, pairs, len(counts)):
        return None
    return float(pair_tails(np.array([len(counts)]), np.array([total]), np.array([pairs]))[0])


def feasible(totals: Any, pairs: Any, periods: Any) -> Any:
    """Can the distribution be worked out for so many events, of which so many pairs share a period?"""
    events = np.asarray(totals, dtype=float) + 1
    counts_tried = np.minimum(np.floor(np.sqrt(2.0 * pairs)) + 2, events)
    return events * pairs * counts_tried * periods <= WORK_LIMIT


def pair_tails(periods: NDArray[np.int64], totals: NDArray[np.int64],
               pairs: NDArray[np.int64]) -> FloatArray:
    """P(at least so many pairs of events share a period) of each series, for periods of equal exposure.

    One table of P(so many events, at least so many pairs) serves all series: counts that are Poisson, given
    their total, are multinomial whatever their rate. Only positive numbers are added, so that a small
    probability keeps its digits.
    """
    most_events, most_pairs = int(totals.max()), int(pairs.max())
    shares = poisson.pmf(np.arange(most_events + 1), float(np.median(totals)) / float(np.median(periods)))
    tails = np.empty(len(totals))
    at_least = np.zeros((most_events + 1, most_pairs + 1))
    at_least[0, 0] = 1.0
    for period in range(1, int(periods.max()) + 1):
        at_least = _one_more_period(at_least, shares)
        here = periods == period
        tails[here] = at_least[totals[here], pairs[here]] / at_least[totals[here], 0]
    return np.minimum(tails, 1.0)


def _one_more_period(at_least: FloatArray, shares: FloatArray) -> FloatArray:
    """The table of P(so many events, at least so many pairs) after one more count."""
    most_events, most_pairs = at_least.shape[0] - 1, at_least.shape[1] - 1
    after, by_itself = np.zeros_like(at_least), np.zeros_like(at_least)
    for count in range(most_events + 1):
        own, before = min(comb(count, 2), most_pairs + 1), most_events + 1 - count
        after[count:, own:] += shares[count] * at_least[:before, : most_pairs + 1 - own]
        # Up to as many pairs as this count makes by itself, whatever the others made is enough.
        if own:
            by_itself[count:, own - 1] += shares[count] * at_least[:before, 0]
    after += np.cumsum(by_itself[:, ::-1], axis=1)[:, ::-1]
    return after


def _unequal(counts: tuple[int, ...], weights: tuple[int, ...]) -> float | None:
    total = sum(counts)
    if comb(total + len(counts) - 1, len(counts) - 1) > OUTCOMES_LIMIT:
        return None
    measure = lcm(*weights)
    factors = [measure // weight for weight in weights]
    observed = sum(f * c * c for f, c in zip(factors, counts, strict=True))
    reached = {(0, 0): 1}
    for factor, weight in zip(factors, weights, strict=True):
        after: dict[tuple[int, int], int] = {}
        for (events, unevenness), ways in reached.items():
            for count in range(total - events + 1):
                place = (events + count, unevenness + factor * count * count)
                more = ways * comb(events + count, count) * weight**count
                after[place] = after.get(place, 0) + more
        reached = after
    whole = {spread: ways for (events, spread), ways in reached.items() if events == total}
    return sum(ways for spread, ways in whole.items() if spread >= observed) / sum(weights) ** total

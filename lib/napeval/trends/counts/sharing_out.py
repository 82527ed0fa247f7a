"""Exact distribution of the trend statistic of counts shared out over periods, given their total.

Given the total, Poisson counts are multinomial with probabilities proportional to exposure. The statistic is
the sum of time x count; its distribution is a power of the polynomial sum(share x q^step).
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

import numpy as np
from numpy.typing import NDArray

from napeval.trends.counts.rates import SAME_PROBABILITY
from napeval.trends.series import FloatArray

# Values the statistic can take; above this the exact answer takes more than about a tenth of a second.
MOST_VALUES = 20_000

_FINEST_DIVISION = 10_000  # of a period or of a unit of exposure: twelfths, hundredths, thousandths
_LONGEST_WALK = 64  # totals between two wanted ones that are cheaper to walk through than to jump

Steps = tuple[int, ...]


def whole_numbers(amounts: FloatArray) -> Steps | None:
    """The amounts as whole numbers in the same proportions, or None when they share no common measure."""
    fractions = [Fraction(float(amount)).limit_denominator(_FINEST_DIVISION) for amount in amounts]
    if any(abs(float(f) - a) > 1e-9 * abs(a) for f, a in zip(fractions, amounts, strict=True)):
        return None
    scale = lcm(*(f.denominator for f in fractions))
    whole = [int(f * scale) for f in fractions]
    common = gcd(*whole) or 1
    return tuple(number // common for number in whole)


def feasible(steps: Steps | None, total: float) -> bool:
    """Can the distribution be worked out for so many events?"""
    return steps is not None and steps[-1] * total <= MOST_VALUES


def trend_distribution(steps: Steps, shares: FloatArray, total: int) -> FloatArray:
    """P(the steps of `total` events add up to 0, 1, 2, ...).

    steps: place of each period, whole numbers ascending from 0; shares: probability of each period. Only
    positive numbers are added and multiplied, so that small probabilities keep their digits.
    """
    return _power(_one_event(steps, shares), total)


def _one_event(steps: Steps, shares: FloatArray) -> FloatArray:
    single = np.zeros(steps[-1] + 1)
    single[list(steps)] = shares
    return single


def _power(polynomial: FloatArray, exponent: int) -> FloatArray:
    result = np.ones(1)
    while exponent:
        if exponent & 1:
            result = np.convolve(result, polynomial)
        exponent >>= 1
        if exponent:
            polynomial = np.convolve(polynomial, polynomial)
    return result


def trend_tails(steps: Steps, shares: FloatArray, totals: NDArray[np.int64],
                observed: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
    """P(statistic <= observed) and P(statistic >= observed) of many series on the same periods.

    totals: events of each series, feasible ones only; observed: its statistic in steps. The distribution
    depends on the total alone, so each is worked out once, from that of the next smaller total.
    """
    lower, upper = np.empty(len(totals)), np.empty(len(totals))
    order = np.argsort(totals, kind="stable")
    distinct, starts = np.unique(totals[order], return_index=True)
    single, reached, current = _one_event(steps, shares), 0, np.ones(1)
    for total, rows in zip(distinct.tolist(), np.split(order, starts[1:]), strict=True):
        if total - reached > _LONGEST_WALK:
            current = _power(single, total)
        else:
            for _ in range(total - reached):
                current = np.convolve(current, single)
        reached = total
        lower[rows] = np.cumsum(current)[observed[rows]]
        upper[rows] = np.cumsum(current[::-1])[::-1][observed[rows]]
    return np.minimum(lower, 1.0), np.minimum(upper, 1.0)


def no_likelier(probabilities: FloatArray, observed: int) -> float:
    """Sum of all probabilities that do not exceed that of the observed value."""
    limit = probabilities[observed] * (1 + SAME_PROBABILITY)
    return float(min(1.0, probabilities[probabilities <= limit].sum()))

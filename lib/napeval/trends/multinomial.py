"""Exact distributions of counts shared out over periods, given their total.

Given the total, Poisson counts are multinomial with probabilities proportional to exposure. Two statistics of
that multinomial are needed: the sum of time x count (trend) and the sum of squares (spread).
"""

from fractions import Fraction
from math import comb, gcd, isqrt, lcm, log2

import numpy as np
from scipy.stats import poisson

from napeval.trends.series import FloatArray

# Above these sizes the exact answer takes more than about a second on one core.
TREND_WORK_LIMIT = 1_000_000_000  # coefficients x terms x binary digits
SPREAD_WORK_LIMIT = 500_000_000  # cells of the table x counts tried x periods
SPREAD_OUTCOMES_LIMIT = 60_000  # ways to share out the total over periods of unequal exposure

_FINEST_DIVISION = 10_000  # of a period or of a unit of exposure: twelfths, hundredths, thousandths


def whole_numbers(amounts: FloatArray) -> tuple[int, ...] | None:
    """The amounts as whole numbers in the same proportions, or None when they share no common measure."""
    fractions = [Fraction(float(amount)).limit_denominator(_FINEST_DIVISION) for amount in amounts]
    if any(abs(float(f) - a) > 1e-9 * abs(a) for f, a in zip(fractions, amounts, strict=True)):
        return None
    scale = lcm(*(f.denominator for f in fractions))
    whole = [int(f * scale) for f in fractions]
    common = gcd(*whole) or 1
    return tuple(number // common for number in whole)


def trend_distribution(steps: tuple[int, ...], weights: tuple[int, ...], total: int) -> list[int] | None:
    """In how many weighted ways `total` events give the sum of steps 0, 1, 2, ... (whole numbers, exact).

    steps: place of each period, ascending from 0; weights: exposure of each, whole numbers above 0.
    Returns the coefficients of (sum of weight x q^step) ^ total, or None when that is too large to work out.
    """
    degree = steps[-1] * total
    if degree * len(steps) * total * log2(max(sum(weights), 2)) > TREND_WORK_LIMIT:
        return None
    later = list(zip(steps[1:], weights[1:], strict=True))
    coefficients = [weights[0] ** total]
    # Euler's recurrence for the power of a polynomial: one pass instead of repeated multiplication.
    for m in range(1, degree + 1):
        mixed = sum(
            (step * (total + 1) - m) * weight * coefficients[m - step] for step, weight in later if step <= m
        )
        coefficients.append(mixed // (m * weights[0]))
    return coefficients


def spread_probability(counts: tuple[int, ...], weights: tuple[int, ...]) -> float | None:
    """P(the counts are spread at least as unevenly as these), given their total and constant rates.

    Unevenness is the sum of count^2 / weight; with equal weights, the sum of squares. None when too large.
    """
    if len(set(weights)) == 1:
        return _spread_equal(counts)
    return _spread_unequal(counts, weights)


def _spread_equal(counts: tuple[int, ...]) -> float | None:
    """Table over (events shared out, pairs of events in one period); ranks outcomes as the sum of squares
    does.

    The last column gathers everything at least as uneven as observed, so only positive numbers are added
    and a small probability keeps its digits.
    """
    total, observed = sum(counts), sum(comb(c, 2) for c in counts)
    if observed == 0:
        return 1.0
    if (total + 1) * observed * min(isqrt(2 * observed) + 2, total + 1) * len(counts) > SPREAD_WORK_LIMIT:
        return None
    shares = poisson.pmf(np.arange(total + 1), total / len(counts))
    reached = np.zeros((total + 1, observed + 1))
    reached[0, 0] = 1.0
    for _ in counts:
        after = np.zeros_like(reached)
        in_all = reached.sum(axis=1)
        for count in range(total + 1):
            pairs, before = min(comb(count, 2), observed), total + 1 - count
            after[count:, pairs:observed] += shares[count] * reached[:before, : observed - pairs]
            beyond = reached[:, observed - pairs :].sum(axis=1) if pairs < observed else in_all
            after[count:, observed] += shares[count] * beyond[:before]
        reached = after
    # Poisson counts given their total are multinomial.
    return float(min(1.0, reached[total, observed] / poisson.pmf(total, total)))


def _spread_unequal(counts: tuple[int, ...], weights: tuple[int, ...]) -> float | None:
    total = sum(counts)
    if comb(total + len(counts) - 1, len(counts) - 1) > SPREAD_OUTCOMES_LIMIT:
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

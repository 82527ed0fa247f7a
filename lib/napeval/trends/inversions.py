"""The exact distribution of Kendall's S when all orders of the observed values are equally likely.

S = M - 2 I, where M is the number of pairs with different values and I the number of inversions of the order.
Over all distinct orders of a multiset the inversions are counted by the Gaussian (q-)multinomial
coefficient of the sizes of its tie groups. Source: MacMahon 1916, Combinatory Analysis, section III;
Kendall 1975, Rank Correlation Methods, chapter 5.
"""

from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import factorial, prod

# Whole-number arithmetic beyond this many points takes seconds; the normal approximation is close by then.
EXACT_UP_TO = 100


def orders(group_sizes: tuple[int, ...]) -> int:
    """How many distinct orders the values have; group_sizes: how often each distinct value occurs."""
    return factorial(sum(group_sizes)) // prod(factorial(size) for size in group_sizes)


def comparable_pairs(group_sizes: tuple[int, ...]) -> int:
    """M, the pairs whose two values differ: the largest value S can take."""
    n = sum(group_sizes)
    return (n * n - sum(size * size for size in group_sizes)) // 2


@lru_cache(maxsize=256)
def inversion_counts(group_sizes: tuple[int, ...]) -> tuple[int, ...]:
    """How many distinct orders have 0, 1, ..., M inversions (whole numbers, exact).

    group_sizes: how often each distinct value occurs; their order is immaterial.
    """
    degree = comparable_pairs(group_sizes)
    counts = [1] + [0] * degree
    # The product of (1 - q^k) over k = 1..n, divided by the same product for every tie group. Dropping powers
    # above the degree of the quotient loses nothing.
    for power in range(1, sum(group_sizes) + 1):
        for i in range(degree, power - 1, -1):
            counts[i] -= counts[i - power]
    for size in group_sizes:
        for power in range(1, size + 1):
            for i in range(power, degree + 1):
                counts[i] += counts[i - power]
    return tuple(counts)


@lru_cache(maxsize=256)
def _cumulative(group_sizes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(accumulate(inversion_counts(group_sizes)))


def share_with_at_most(inversions: int, group_sizes: tuple[int, ...]) -> Fraction:
    """P(I <= inversions), exactly."""
    if inversions < 0:
        return Fraction(0)
    cumulative = _cumulative(group_sizes)
    return Fraction(cumulative[min(inversions, len(cumulative) - 1)], cumulative[-1])


def tail_probability(score: int, group_sizes: tuple[int, ...], alternative: str) -> Fraction:
    """P(S >= score) for 'greater', P(S <= score) for 'less', P(|S| >= |score|) for 'two-sided', exactly."""
    pairs = comparable_pairs(group_sizes)
    if alternative == "greater":
        return share_with_at_most((pairs - score) // 2, group_sizes)
    if alternative == "less":
        return share_with_at_most((pairs + score) // 2, group_sizes)
    if score == 0:
        return Fraction(1)
    return 2 * share_with_at_most((pairs - abs(score)) // 2, group_sizes)


def smallest_probability(group_sizes: tuple[int, ...], alternative: str) -> Fraction:
    """The smallest p that any order of these values could give."""
    if comparable_pairs(group_sizes) == 0:
        return Fraction(1)
    ends = 2 if alternative == "two-sided" else 1
    return Fraction(ends, orders(group_sizes))

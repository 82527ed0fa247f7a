"""The exact distribution of Kendall's S when all orders of the observed values are equally likely.

S = M - 2 I, where M is the number of pairs with different values and I the number of inversions of the order.
Over all distinct orders of a multiset the inversions are counted by the Gaussian (q-)multinomial
coefficient of the sizes of its tie groups. Where several blocks of values (seasons, regions) are ordered
independently of each other, S is added up over them, and the coefficients are those of the product.
Source: MacMahon 1916, Combinatory Analysis, section III; Kendall 1975, Rank Correlation Methods, chapter 5;
Hirsch and Slack 1984 for the sum over seasons.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import factorial, prod

Groups = tuple[int, ...]
Blocks = tuple[Groups, ...]

# Whole-number arithmetic takes seconds beyond this many points in a block, or comparable pairs in all blocks;
# the normal approximation is close by then.
EXACT_UP_TO = 100
EXACT_UP_TO_PAIRS = 10_000


def orders(group_sizes: Groups) -> int:
    """How many distinct orders the values have; group_sizes: how often each distinct value occurs."""
    return factorial(sum(group_sizes)) // prod(factorial(size) for size in group_sizes)


def orders_of_all(blocks: Blocks) -> int:
    """How many distinct orders all blocks have together."""
    return prod(orders(groups) for groups in blocks)


def comparable_pairs(group_sizes: Groups) -> int:
    """M, the pairs whose two values differ: the largest value S can take."""
    n = sum(group_sizes)
    return (n * n - sum(size * size for size in group_sizes)) // 2


def is_exact(blocks: Blocks) -> bool:
    """Are the blocks small enough for the exact distribution?"""
    pairs = sum(comparable_pairs(groups) for groups in blocks)
    return max(map(sum, blocks), default=0) <= EXACT_UP_TO and pairs <= EXACT_UP_TO_PAIRS


def inversion_counts(*blocks: Groups) -> tuple[int, ...]:
    """How many distinct orders have 0, 1, ..., M inversions (whole numbers, exact).

    blocks: for each block, how often each distinct value occurs; their order is immaterial.
    """
    counts = [1]
    for groups in blocks:
        counts += [0] * comparable_pairs(groups)
        # The product of (1 - q^k) over k = 1..n, divided by the same product for every tie group. Dropping
        # powers above the degree of the quotient loses nothing.
        for power in range(1, sum(groups) + 1):
            counts = [here - lower for here, lower in zip(counts, [0] * power + counts, strict=False)]
        for power in (power for size in groups for power in range(1, size + 1)):
            for first in range(power):
                counts[first::power] = accumulate(counts[first::power])
    return tuple(counts)


@lru_cache(maxsize=256)
def _cumulative(blocks: Blocks) -> tuple[int, ...]:
    return tuple(accumulate(inversion_counts(*blocks)))


def share_with_at_most(inversions: int, *blocks: Groups) -> Fraction:
    """P(I <= inversions) over all blocks together, exactly."""
    if inversions < 0:
        return Fraction(0)
    cumulative = _cumulative(tuple(sorted(blocks)))
    last = len(cumulative) - 1
    return Fraction(cumulative[min(inversions, last)], cumulative[last])


def tail_probability(score: int, blocks: Blocks, alternative: str) -> Fraction:
    """P(S >= score) for 'greater', P(S <= score) for 'less', P(|S| >= |score|) for 'two-sided', exactly."""
    pairs = sum(comparable_pairs(groups) for groups in blocks)
    if alternative == "greater":
        return share_with_at_most((pairs - score) // 2, *blocks)
    if alternative == "less":
        return share_with_at_most((pairs + score) // 2, *blocks)
    if score == 0:
        return Fraction(1)
    return 2 * share_with_at_most((pairs - abs(score)) // 2, *blocks)


def smallest_probability(blocks: Blocks, alternative: str) -> Fraction:
    """The smallest p that any order of these values could give."""
    if all(comparable_pairs(groups) == 0 for groups in blocks):
        return Fraction(1)
    ends = 2 if alternative == "two-sided" else 1
    return Fraction(ends, orders_of_all(blocks))

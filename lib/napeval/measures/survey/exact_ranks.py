"""Permutation tests of groups by ranks, for few answers with many ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from math import comb, factorial, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

EXACT, DRAWN = "exact", "drawn"
MOST_PARTITIONS = 50_000
"""More ways than this to share answers out among several groups are drawn from, not gone through."""
MOST_COUNTED = 100
"""With more answers than this in two groups the rank sums are drawn, not counted."""
PERMUTATIONS = 9_999
_SAME = 1e-9  # two statistics nearer than this are one: sums of the same ranks in another order


@dataclass(frozen=True)
class RankTest:
    """What a permutation test of groups says.

    statistic: rank sum of the first of two groups, or Kruskal and Wallis's H, corrected for ties. p: share
    of the ways to share the answers out that lie at least as far apart; two-sided. method: exact (all ways)
    or drawn. p_floor: the smallest p that these sizes and ties allow, None where it was drawn.
    """

    statistic: float
    p: float
    method: str
    p_floor: float | None = None


def doubled_ranks(values: Sequence[Fraction]) -> list[int]:
    """Twice the rank of each value: whole numbers, where values that are equal share the middle of theirs."""
    counts, below, ranks = Counter(values), 0, {}
    for value in sorted(counts):
        ranks[value] = 2 * below + counts[value] + 1
        below += counts[value]
    return [ranks[value] for value in values]


def two_groups(
    first: Sequence[Fraction], second: Sequence[Fraction], rng: np.random.Generator
) -> RankTest | None:
    """Do two groups of answers lie apart? Permutation test of the rank sum, ties included.

    None where all answers are equal. Up to MOST_COUNTED answers every way to choose the first group is
    counted; beyond, PERMUTATIONS drawn ones with (b + 1) / (m + 1). rng: for these.
    Source: Wilcoxon 1945; Mann and Whitney 1947; the count with ties after Streitberg and Röhmel 1986; for
    drawn ones Phipson and Smyth 2010.
    """
    ranks, size = doubled_ranks([*first, *second]), len(first)
    if len(set(ranks)) == 1:
        return None
    found, middle = sum(ranks[:size]), size * (len(ranks) + 1)
    if len(ranks) > MOST_COUNTED:
        sums = _shuffled(np.array(ranks), rng)[:, :size].sum(axis=1)
        return RankTest(found / 2, _drawn_p(np.abs(sums - middle) >= abs(found - middle)), DRAWN)
    away: Counter[int] = Counter()
    for total, ways in enumerate(_ways_to_sum(ranks, size)):
        if ways:
            away[abs(total - middle)] += ways
    as_far = sum(ways for distance, ways in away.items() if distance >= abs(found - middle))
    whole = comb(len(ranks), size)
    return RankTest(found / 2, as_far / whole, EXACT, away[max(away)] / whole)


def _ways_to_sum(ranks: Sequence[int], size: int) -> list[int]:
    """By sum, in how many ways so many of the ranks give it.

    Dynamic programming over the number chosen. The counts for all sums stand side by side in one whole
    number, each in a field too wide for it to run over, so that a rank is added by one shift.
    """
    width = len(ranks) // 8 + 1  # bytes; no count reaches 2 to the number of ranks
    chosen = [1] + [0] * size
    for rank in ranks:
        for number in range(size, 0, -1):
            chosen[number] += chosen[number - 1] << 8 * width * rank
    fields = chosen[size].to_bytes((sum(ranks) + 1) * width, "little")
    return [int.from_bytes(fields[start : start + width], "little") for start in range(0, len(fields), width)]


def superiority(first: Sequence[Fraction], second: Sequence[Fraction]) -> Fraction:
    """The chance that an answer of the first group is higher than one of the second, equal ones as half."""
    doubled = sum(2 * (one > other) + (one == other) for one in first for other in second)
    return Fraction(doubled, 2 * len(first) * len(second))


def several_groups(groups: Sequence[Sequence[Fraction]], rng: np.random.Generator) -> RankTest | None:
    """Do several groups of answers lie apart? Kruskal and Wallis's H with ties, by permutation.

    None where all answers are equal. All ways to share the answers out are gone through where there are at
    most MOST_PARTITIONS, else PERMUTATIONS are drawn, with (b + 1) / (m + 1). rng: for these.
    Source: Kruskal and Wallis 1952; Phipson and Smyth 2010.
    """
    ranks = np.array(doubled_ranks([value for group in groups for value in group])) / 2
    if len(set(ranks.tolist())) == 1:
        return None
    sizes = [len(group) for group in groups]
    found = float(_h(ranks, sizes))
    if factorial(len(ranks)) // prod(map(factorial, sizes)) > MOST_PARTITIONS:
        return RankTest(found, _drawn_p(_h(_shuffled(ranks, rng), sizes) >= found - _SAME), DRAWN)
    every = _h(ranks[np.array(list(_partitions(range(len(ranks)), sizes)))], sizes)
    p, floor = (float((every >= least - _SAME).mean()) for least in (found, every.max()))
    return RankTest(found, p, EXACT, floor)


def epsilon_squared(h: float, n: int) -> float:
    """How much of the spread of the ranks lies between the groups, 0-1. Source: Tomczak and Tomczak 2014."""
    return h / (n - 1)


def _h(ranks: NDArray[Any], sizes: Sequence[int]) -> Any:
    """H of each row of ranks in the order of the groups."""
    n = ranks.shape[-1]
    edges = np.cumsum([0, *sizes])
    squares = sum(
        ranks[..., low:high].sum(axis=-1) ** 2 / (high - low) for low, high in pairwise(edges.tolist())
    )
    one = ranks.reshape(-1, n)[0]
    ties = sum(count**3 - count for count in Counter(one.tolist()).values())
    return (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / (1 - ties / (n**3 - n))


def _shuffled(ranks: NDArray[Any], rng: np.random.Generator) -> NDArray[Any]:
    return rng.permuted(np.tile(ranks, (PERMUTATIONS, 1)), axis=1)


def _drawn_p(as_far: NDArray[np.bool_]) -> float:
    return (int(as_far.sum()) + 1) / (len(as_far) + 1)


def _partitions(left: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Every way to fill the groups one after the other, as an order of the places."""
    if len(sizes) == 1:
        yield list(left)
        return
    for chosen in combinations(left, sizes[0]):
        rest = [place for place in left if place not in chosen]
        for others in _partitions(rest, sizes[1:]):
            yield [*chosen, *others]

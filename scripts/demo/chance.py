"""Chance that is the same on every machine: one seed for each table, and whole draws only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

_SEEDS = {
    "courses": 2201,
    "reports": 2202,
    "outputs": 2203,
    "plan": 2204,
    "money": 2205,
    "survey": 2206,
    "choices": 2207,
}
"""One for each table, so that a change in one leaves the others as they are."""

Item = TypeVar("Item")


class Dice:
    """Draws for one table: uniform numbers only, because other distributions may change between versions."""

    def __init__(self, table: str) -> None:
        self._draws = np.random.default_rng(_SEEDS[table])

    def happens(self, percent: int) -> bool:
        """Whether something happens that does in so many of a hundred cases."""
        return self.below(100) < percent

    def below(self, number: int) -> int:
        """A whole number from 0 to number - 1."""
        return min(int(self._draws.random() * number), number - 1)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, items: Sequence[Item]) -> Item:
        """One of some items."""
        return items[self.below(len(items))]

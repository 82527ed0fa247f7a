"""Reading capture histories: how many persons are on exactly which of the lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np

from napeval.trends.least_lengths import MOST_LISTS
from napeval.trends.series import FloatArray, as_numbers, check_not_negative


@dataclass(frozen=True)
class Histories:
    """The table of all histories but the unseen one.

    keys: "101" = on lists 1 and 3, not on list 2. table: (histories, lists) of 0 and 1. counts: persons with
    exactly that history; one that was not given counts 0. refusal: a reason code, or None.
    """

    lists: int
    keys: tuple[str, ...]
    table: FloatArray
    counts: FloatArray
    refusal: str | None

    @property
    def observed(self) -> int:
        return int(np.nan_to_num(self.counts, posinf=0.0).sum())

    @property
    def n_missing(self) -> int:
        return int(np.isnan(self.counts).sum())

    def on_all_of(self, lists: tuple[int, ...]) -> FloatArray:
        """Which histories are on every one of these lists (counted from 0), whatever the others say."""
        return np.asarray(self.table[:, list(lists)].prod(axis=1))

    def persons_on_all_of(self, lists: tuple[int, ...]) -> int:
        return int(self.counts @ self.on_all_of(lists))

    @property
    def in_overlaps(self) -> int:
        """Persons on two lists or more."""
        return int(self.counts[self.table.sum(axis=1) >= 2].sum())

    @property
    def linked(self) -> bool:
        """Does a chain of overlaps lead from every list to every other?"""
        joined = {0}
        for _ in range(self.lists):
            joined |= {
                b for pair in combinations(range(self.lists), 2) for a, b in (pair, pair[::-1])
                if a in joined and self.persons_on_all_of(pair)
            }  # fmt: skip
        return len(joined) == self.lists


def read_histories(counts: Mapping[str, Any], lists: int | None = None) -> Histories:
    """The table of capture histories, with what forbids an estimate.

    counts: persons by history, one character 0 or 1 for each list; None = not known. lists: how many; None =
    as many as the histories have characters.
    Raises ValueError for a history that is not one, for persons said to be on no list, for a negative count.
    """
    _check_mapping(counts)
    wide = len(next(iter(counts))) if lists is None else lists
    if isinstance(wide, bool) or not isinstance(wide, int) or not 1 <= wide <= MOST_LISTS:
        raise ValueError(f"lists: found {wide!r}; allowed: a whole number from 1 to {MOST_LISTS}.")
    for key in counts:
        _check_history(key, wide, counts[key])
    keys = tuple("".join(digits) for digits in product("01", repeat=wide))[1:]
    persons = as_numbers([counts.get(key, 0) for key in keys], name="counts")
    check_not_negative(persons, name="counts")
    table = np.array([[float(digit) for digit in key] for key in keys])
    return Histories(wide, keys, table, persons, _refusal(persons))


def _check_mapping(counts: object) -> None:
    if not isinstance(counts, Mapping) or not counts or not all(isinstance(key, str) for key in counts):
        raise ValueError(
            f"counts: found {counts!r}; "
            "allowed: persons by history, such as {'10': 45, '01': 30, '11': 15}."
        )


def _check_history(key: str, lists: int, count: object) -> None:
    if len(key) != lists or set(key) - {"0", "1"}:
        raise ValueError(
            f"counts: found history {key!r}; allowed for {lists} lists: {lists} characters, each 0 or 1."
        )
    if "1" not in key and count not in (None, 0):
        raise ValueError(
            f"counts: found {count!r} persons with history {key!r}; nobody can be counted who is on no list. "
            "Leave this history out."
        )


def _refusal(persons: FloatArray) -> str | None:
    if np.isnan(persons).any():
        return "count_missing"
    if np.isinf(persons).any():
        return "non_finite_value"
    if (persons != np.floor(persons)).any():
        return "not_a_count"
    return None if persons.any() else "no_events"

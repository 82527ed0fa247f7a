"""Columns as numbers: texts and days of large tables as codes that can be compared and sorted at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
_DAY = 86_400_000_000
"""Microseconds."""


@dataclass(frozen=True)
class Coded:
    """A text column: a number per row, and the text each stands for. 0 is a blank."""

    codes: NDArray[np.int32]
    texts: list[str]

    def where(self, known: Sequence[object]) -> Truth:
        """By code, whether its text is one of these."""
        wanted = set(known)
        return np.array([text in wanted for text in self.texts])


def coded(column: pd.Series) -> Coded:
    """The codes of a text column, in order of first appearance; blanks are ""."""
    codes, texts = pd.factorize(column)
    found = ["", *(str(text) for text in texts)]
    numbers = (codes + 1).astype(np.int32)
    if "" in found[1:]:
        numbers[numbers == found.index("", 1)] = 0
    return Coded(numbers, found)


def moments(column: pd.Series) -> Whole:
    """Days as microseconds; a blank lies before all others."""
    return column.to_numpy().astype("datetime64[us]").astype(np.int64)


def moment(day: date) -> int:
    """One day as microseconds, as moments() counts them."""
    return int(np.datetime64(day, "us").astype(np.int64))


def day_text(stamp: int) -> str:
    """A moment as a day (year-month-day), "" for a blank."""
    if stamp == np.iinfo(np.int64).min:
        return ""
    return str(np.datetime64(stamp, "us").astype("datetime64[D]"))


def rising_order(stamps: Whole) -> Whole | None:
    """The places of the rows from the earliest to the latest; None where they stand so.

    Rows of one moment keep their order. Days within some 170 years sort far quicker as small numbers.
    """
    if len(stamps) < 2 or bool((stamps[1:] >= stamps[:-1]).all()):
        return None
    blank = stamps == np.iinfo(np.int64).min
    days = np.where(blank, 0, stamps // _DAY)
    least = int(days[~blank].min()) if not blank.all() else 0
    small = np.where(blank, 0, days - least + 1)
    whole_days = bool((np.where(blank, 0, stamps) % _DAY == 0).all())
    if whole_days and int(small.max()) <= np.iinfo(np.uint16).max:
        return np.argsort(small.astype(np.uint16), kind="stable")
    return np.argsort(stamps, kind="stable")


def bits_of(sizes: Sequence[int]) -> list[int] | None:
    """How many bits numbers below each of these sizes need; None where a whole number has too few for all."""
    bits = [max(int(size) - 1, 0).bit_length() for size in sizes]
    return bits if sum(bits) <= 62 else None


def packed(parts: Iterable[NDArray[np.integer]], bits: Sequence[int]) -> Whole:
    """Several numbers per row as one that sorts in their order. bits: of each part, as from bits_of()."""
    several = iter(parts)
    key = next(several).astype(np.int64)
    for part, width in zip(several, bits[1:], strict=True):
        key <<= width
        key |= part
    return key


def unpacked(key: Whole, bits: Sequence[int]) -> list[Whole]:
    """The numbers that packed() made one of."""
    parts: list[Whole] = []
    for width in reversed(bits):
        parts.append(key & ((1 << width) - 1))
        key = key >> width
    return parts[::-1]


def run_starts(*columns: NDArray[Any]) -> Whole:
    """Where rows sorted by these columns begin to hold something else in any of them."""
    if not len(columns[0]):
        return np.zeros(0, dtype=np.int64)
    changes = np.zeros(len(columns[0]), dtype=bool)
    changes[0] = True
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changes)

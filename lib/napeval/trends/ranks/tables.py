"""Many series of one calendar: settling their ties, ranking them, telling which are alike to the ranks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.ranks.inversions import Groups
from napeval.trends.results import Many, Result, gathered
from napeval.trends.series import TIE_TOLERANCE, FloatArray, Numbers
from napeval.trends.tables import IntArray, Table, read_table

# So many slopes between pairs of points stay in a processor's cache: those of 5,000 series of a dozen points.
CHUNK_OF_PAIRS = 330_000
LONGEST_CHUNK = 5_000
# Positions written as bits of one whole number.
WORD = 62


def chunks_of(series: int, points: int) -> Iterator[slice]:
    """Which rows to work on at a time, so that the slopes between their points stay in the cache."""
    pairs = max(1, points * (points - 1) // 2)
    length = max(1, min(LONGEST_CHUNK, CHUNK_OF_PAIRS // pairs))
    for start in range(0, series, length):
        yield slice(start, start + length)


def rankable(matrix: Any, times: Numbers | None) -> Table:
    """The table of the series, with those that are refused blank throughout."""
    table = read_table(matrix, times)
    if not table.refusals.any():
        return table
    return replace(table, values=np.where(table.refusals[:, None] > 0, np.nan, table.values))


@dataclass(frozen=True)
class Settled:
    """Series with their ties settled, points x series, and what tells their tie groups.

    values: in order of time; ordered: from small to large; NaN last in both senses of missing. n: usable
    points. starts: for each usable point in order of size, does a new group start there, as bits of words.
    """

    values: FloatArray
    ordered: FloatArray
    n: IntArray
    starts: list[IntArray]


def settle(rows: FloatArray) -> Settled:
    """Set values that differ only by rounding to the smallest of their group, in every row."""
    ordered = np.ascontiguousarray(np.sort(rows, axis=1).T)
    points, series = ordered.shape
    settled = ordered.copy()
    starts = [np.zeros(series, dtype=np.int64) for _ in range(points // WORD + 1)]
    for i in range(points):
        new = ~np.isnan(ordered[i])
        if i:
            low, high = settled[i - 1], ordered[i]
            tied = high - low <= TIE_TOLERANCE * np.maximum(np.abs(low), np.abs(high))
            settled[i] = np.where(tied, low, high)
            new &= ~tied
        starts[i // WORD] |= new.astype(np.int64) << (i % WORD)
    values = np.ascontiguousarray(rows.T)
    moved = np.flatnonzero(((settled != ordered) & ~np.isnan(ordered)).any(axis=0))
    if len(moved):
        order = np.argsort(rows[moved].T, axis=0, kind="stable")
        part = np.empty_like(order, dtype=float)
        np.put_along_axis(part, order, settled[:, moved], axis=0)
        values[:, moved] = part
    return Settled(values, settled, (~np.isnan(ordered)).sum(axis=0), starts)


def scores(values: FloatArray) -> IntArray:
    """S of every column; values: points x series in order of time."""
    total = np.zeros(values.shape[1], dtype=np.int64)
    for i in range(len(values) - 1):
        later = values[i + 1 :]
        total += (later > values[i]).sum(axis=0)
        total -= (later < values[i]).sum(axis=0)
    return total


def slopes(values: FloatArray, times: FloatArray) -> FloatArray:
    """The slopes between all pairs of points of every column: pairs x series."""
    points, series = values.shape
    found, row = np.empty((points * (points - 1) // 2, series)), 0
    with np.errstate(divide="ignore", invalid="ignore"):  # two values at one time are NaN in one of them
        for i in range(points - 1):
            rises = found[row : row + points - 1 - i]
            np.subtract(values[i + 1 :], values[i], out=rises)
            rises /= (times[i + 1 :] - times[i])[:, None]
            row += points - 1 - i
    return found


def ordered_rows(columns: FloatArray) -> FloatArray:
    """The columns as rows, each from small to large with NaN last."""
    rows = np.ascontiguousarray(columns.T)
    rows.sort(axis=1)
    return rows


def medians(ordered: FloatArray, known: IntArray) -> FloatArray:
    """The median of each row, of which so many entries, at least one, are known and come first."""
    row = np.arange(len(ordered))
    return np.asarray((ordered[row, (known - 1) // 2] + ordered[row, known // 2]) / 2)


def limits_at(ordered: FloatArray, known: IntArray, rank: IntArray) -> FloatArray:
    """The limits of these ranks among the slopes of each row: two columns, NaN for rank 0."""
    row, place = np.arange(len(ordered)), np.maximum(rank, 1)
    limits = np.stack([ordered[row, place - 1], ordered[row, known - place]], axis=1)
    return np.where((rank > 0)[:, None], limits, np.nan)


def tie_groups_of(n: IntArray, starts: Sequence[IntArray]) -> tuple[list[Groups], IntArray]:
    """The different tie groups that occur, and for each series the number of its own.

    n, starts: of Settled. Two orders of the same group sizes are one.
    """
    first, combination = alike([n, *starts])
    sizes = [_group_sizes([int(word[row]) for word in starts], int(n[row])) for row in first]
    numbers = {groups: number for number, groups in enumerate(dict.fromkeys(sizes))}
    return list(numbers), np.array([numbers[groups] for groups in sizes])[combination]


def _group_sizes(starts: Sequence[int], n: int) -> Groups:
    """The tie groups, from rare to frequent, that these bits and so many points stand for."""
    first = [word * WORD + bit for word, bits in enumerate(starts) for bit in range(WORD) if bits >> bit & 1]
    return tuple(sorted(later - here for here, later in pairwise([*first, n])))


def alike(columns: Sequence[IntArray]) -> tuple[IntArray, IntArray]:
    """Which rows agree in all columns: a first row for each combination, and every row's combination."""
    packed, span = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        low, high = int(column.min()), int(column.max())
        if span * (high - low + 1) >= 1 << WORD:
            packed, span = _numbered(packed)
            column, width = _numbered(column)
            low, high = 0, width - 1
        packed = packed * (high - low + 1) + (column - low)
        span *= high - low + 1
    _, first, combination = np.unique(packed, return_index=True, return_inverse=True)
    return first, combination


def _numbered(column: NDArray[Any]) -> tuple[IntArray, int]:
    distinct, codes = np.unique(column, return_inverse=True)
    return codes, len(distinct)


def handed_out(results: Sequence[Result], chosen: IntArray, overrides: Mapping[str, NDArray[Any]]) -> Many:
    """Every series with the fields of the result that stands for it. chosen: its number, one per series."""
    columns = gathered(results).columns
    return Many({name: overrides.get(name, column[chosen]) for name, column in columns.items()})

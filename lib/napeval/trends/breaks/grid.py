"""All the places where joinpoints may stand, and how well each set of places can be met by a series.

A broken line with bends at given places is a straight line plus one hinge, max(0, time - place), for each.
With the straight part taken out of hinges and values alike, the sum of squares that a set of hinges takes off
needs only their products with the values: all sets of places are tried for all series by one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from napeval.trends.series import FloatArray

Places = NDArray[np.intp]

# Sets of places whose sums of squares differ by less than this share of that of the straight line tie; the
# earliest is taken.
TIED = 1e-12
# Residuals below this share of the largest value are rounding: the line passes through every point.
ROUNDING = 1e-13
# Sums of squares held at once.
CELLS_AT_ONCE = 50_000


@dataclass(frozen=True, eq=False)
class Sets:
    """Every allowed set of k places. places: (sets, k), positions in the times, ascending.

    columns: (sets, k), positions in the hinges. whitening: (sets, k, k), which makes the hinges of a set
    orthonormal.
    """

    places: Places
    columns: Places
    whitening: FloatArray


@dataclass(frozen=True, eq=False)
class Grid:
    """Where joinpoints may stand in a series at these times.

    times: (points,), ascending. roots: (points,), square roots of the weights. line: (points, 2), straight
    lines, orthonormal. hinges: (points, places), without their straight part. sets: for 1, 2, ... joinpoints.
    """

    times: FloatArray
    roots: FloatArray
    line: FloatArray
    hinges: FloatArray
    sets: tuple[Sets, ...]


def least_points(k: int, *, each_end: int, between: int) -> int:
    """The fewest points among which k joinpoints can stand."""
    return 3 if k == 0 else 2 * each_end + (k - 1) * between + k


def lay_grid(times: FloatArray, k_max: int, *, each_end: int, between: int,
             weights: FloatArray | None = None) -> Grid:
    """The grid for up to k_max joinpoints, or as many as the points have room for.

    times: ascending. each_end, between: observations strictly beyond a joinpoint towards either end, and
    strictly between two. weights: (points,) of least squares; None = 1 each.
    """
    roots = np.ones(len(times)) if weights is None else np.sqrt(weights)
    scaled = (times - times[0]) / (times[-1] - times[0])
    line = np.linalg.qr(np.column_stack([roots, roots * scaled]))[0]
    stands = np.arange(each_end, len(times) - each_end)
    hinges = roots[:, None] * np.maximum(scaled[:, None] - scaled[stands], 0.0)
    hinges = without_line(line, hinges.T).T
    room = [
        k for k in range(1, k_max + 1)
        if len(times) >= least_points(k, each_end=each_end, between=between)
    ]
    return Grid(times, roots, line, hinges, tuple(_sets(hinges, stands, k, between) for k in room))


def _sets(hinges: FloatArray, stands: Places, k: int, between: int) -> Sets:
    packed = np.array(list(combinations(range(len(stands) - between * (k - 1)), k)), dtype=np.intp)
    columns = packed + between * np.arange(k)
    gram = hinges.T @ hinges
    lower = np.linalg.cholesky(gram[columns[:, :, None], columns[:, None, :]])
    return Sets(stands[columns], columns, np.linalg.inv(lower))


def without_line(line: FloatArray, rows: FloatArray) -> FloatArray:
    """Rows less their own straight line; taken out twice, so that rounding of the first time goes too."""
    rows = rows - (rows @ line) @ line.T
    return np.asarray(rows - (rows @ line) @ line.T)


def rounding_floor(rows: FloatArray) -> FloatArray:
    """Sums of squares up to this are rounding, (series,)."""
    return np.asarray(rows.shape[1] * (ROUNDING * np.abs(rows).max(axis=1)) ** 2)


def squares_of_all_sets(grid: Grid, bent: FloatArray, k: int) -> FloatArray:
    """Sum of squares about the best broken line at every set of k places, (series, sets).

    bent: (series, points), weighted values less their straight line.
    """
    products, sets = bent @ grid.hinges, grid.sets[k - 1]
    taken = np.zeros((len(bent), len(sets.columns)))
    for row in range(k):
        part = np.zeros_like(taken)
        for column in range(row + 1):
            part += sets.whitening[:, row, column] * products[:, sets.columns[:, column]]
        taken += part**2
    straight = (bent**2).sum(axis=1)[:, None]
    return np.maximum(straight - taken, 0.0)


def least_squares_of(grid: Grid, bent: FloatArray, k: int) -> FloatArray:
    """Least sum of squares with k joinpoints, (series,)."""
    if k == 0:
        return np.asarray((bent**2).sum(axis=1))
    parts = [squares_of_all_sets(grid, rows, k).min(axis=1) for rows in in_parts(grid, bent, k)]
    return np.concatenate(parts)


def in_parts(grid: Grid, rows: FloatArray, k: int) -> list[FloatArray]:
    """The series in parts that keep the table of all sets within memory."""
    step = max(1, CELLS_AT_ONCE // len(grid.sets[k - 1].columns)) if k else max(1, len(rows))
    return [rows[start : start + step] for start in range(0, len(rows), step)]


def best_sets(squares: FloatArray, tied: FloatArray) -> Places:
    """The set with the least sum of squares, (series,); of those within `tied` of it, the earliest."""
    near = squares <= (squares.min(axis=1) + tied)[:, None]
    return np.asarray(near.argmax(axis=1))


def least_by_place(values: FloatArray, places: Places) -> tuple[Places, FloatArray]:
    """(places that occur, ascending; the least of all values at each, (series, places)).

    values: (series, sets). places: (sets,), where one of the joinpoints stands in each set.
    """
    order = np.argsort(places, kind="stable")
    found, starts = np.unique(places[order], return_index=True)
    return found, np.minimum.reduceat(values[:, order], starts, axis=1)

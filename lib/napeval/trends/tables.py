"""Tables of many series: reading them, what forbids judging a series, which series lack the same points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.least_lengths import REASON_CODES
from napeval.trends.results import Many, Result, each
from napeval.trends.series import FloatArray, Numbers, as_numbers, check_one_for_each, read_points

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Codes = NDArray[np.int8]

# Reasons as small numbers while many series are worked on; 0 is none.
REASONS = (None, *REASON_CODES)


def mark(refusals: Codes, where: Any, reason: str) -> None:
    """Set this reason for these series, whatever stood there."""
    refusals[where] = REASONS.index(reason)


def named(refusals: Codes) -> NDArray[np.object_]:
    """The reasons as codes of the room, None where there is none."""
    return np.asarray(np.array(REASONS, dtype=object)[refusals])


def read_matrix(matrix: Any, *, name: str = "matrix", least: int = 1) -> FloatArray:
    """Series x points as floats; None, NaN and masked cells become NaN. least: series there must be.

    Raises ValueError with the row and place of a cell that is not a number, or the shape found.
    """
    if isinstance(matrix, np.ma.MaskedArray):
        matrix = np.ma.filled(matrix.astype(float), np.nan)
    try:
        array = np.asarray(matrix)
    except ValueError:  # rows of several lengths
        array = np.empty((0, 0), dtype=object)
    if array.dtype.kind not in "biuf" and array.ndim == 2:
        # From the caller's own cells: an array of mixed cells would have turned the numbers into text.
        rows = array.tolist() if hasattr(matrix, "__array__") else list(matrix)
        read = [as_numbers(row, name=f"{name}, row {place}") for place, row in enumerate(rows)]
        if len({len(row) for row in read}) > 1:
            lengths = ", ".join(str(len(row)) for row in read)
            raise ValueError(f"{name}: found rows of {lengths} cells; allowed: one length.")
        array = np.array(read)
    if len(np.atleast_1d(array)) < least:
        raise ValueError(f"{name}: found no series; allowed: at least one.")
    if array.ndim != 2:
        raise ValueError(
            f"{name}: found {array.ndim} dimensions; allowed: series in rows, points in columns."
        )
    return np.asarray(array, dtype=np.float64)


def read_times(times: Numbers | None, points: int, *, of: str = "values") -> FloatArray:
    """One time for each point; None counts 0, 1, 2, ... Raises ValueError when there are more or fewer."""
    when = np.arange(points, dtype=float) if times is None else as_numbers(times, name="times")
    check_one_for_each(len(when), points, name="times", of=of)
    return when


def read_exposure(exposure: Any, shape: tuple[int, ...], *, of: str = "values") -> FloatArray:
    """(1, points) where one row serves all series, (series, points) otherwise; None = 1 each.

    Raises ValueError unless there is one for each point, or one for each cell.
    """
    if exposure is None:
        return np.ones((1, shape[1]))
    if not _has_rows(exposure):
        row = as_numbers(exposure, name="exposure")
        check_one_for_each(len(row), shape[1], name="exposure", of=of)
        return row[None, :]
    table = read_matrix(exposure, name="exposure")
    if table.shape not in (shape, (1, shape[1])):
        found, series = (" x ".join(map(str, one)) for one in (table.shape, shape))
        raise ValueError(
            f"exposure: found {found} entries for a matrix of {series}; allowed: one for each point, or one "
            "for each cell."
        )
    return table


def _has_rows(exposure: Any) -> bool:
    if hasattr(exposure, "ndim"):
        return bool(exposure.ndim > 1)
    return np.iterable(exposure) and np.iterable(next(iter(exposure), None))


def one_for_each_series(given: Any, series: int, *, name: str) -> FloatArray:
    """A number for each series, from one for all or one for each; None becomes NaN."""
    row = as_numbers([given] if np.ndim(given) == 0 else given, name=name)
    if len(row) not in (1, series):
        raise ValueError(f"{name}: found {len(row)} for {series} series; allowed: one, or one for each.")
    return np.array(np.broadcast_to(row, (series,)))


def check_rows_not_negative(counts: FloatArray, *, name: str = "matrix") -> None:
    """Raises ValueError naming the first negative count of a table."""
    negative = counts < 0
    if negative.any():
        row, place = np.argwhere(negative)[0].tolist()
        raise ValueError(
            f"{name}, row {row}, position {place} (counted from 0): found {counts[row, place]:g}; "
            "allowed: whole numbers from 0 up."
        )


@dataclass(frozen=True)
class Table:
    """Many series of one calendar, in order of time.

    values: (series, points), NaN where missing. times: (points,), finite and ascending. exposure: (series,
    points), or (1, points) where it is the same for all. n, n_missing: points of each series. refusals:
    numbers of REASONS, those that read_points finds for the series by itself.
    """

    values: FloatArray
    times: FloatArray
    exposure: FloatArray
    n: IntArray
    n_missing: IntArray
    refusals: Codes


def read_table(matrix: Any, times: Numbers | None = None, exposure: Any = None, *, of: str = "values",
               least: int = 1) -> Table:
    """Sort by time, and look in every series for what forbids a judgement.

    matrix: series x points, missing as None or NaN. times: one per point, None = by position. exposure: one
    per point, or series x points; None = 1 each. of: what errors call the points. least: series there must
    be.
    Raises ValueError when shapes do not fit or a cell is not a number.
    """
    values = read_matrix(matrix, least=least)
    when = read_times(times, values.shape[1], of=of)
    effort = read_exposure(exposure, values.shape, of=of)
    refusals = refusals_of(values, when, effort)
    n = (~np.isnan(values)).sum(axis=1)
    n_missing = values.shape[1] - n
    order = np.argsort(when, kind="stable")
    order = order[np.isfinite(when[order])]
    if not np.array_equal(order, np.arange(len(when))):
        values, when, effort = values[:, order], when[order], effort[:, order]
    return Table(values, when, effort, n, n_missing, refusals)


def refusals_of(values: FloatArray, times: FloatArray, exposure: FloatArray) -> Codes:
    """The reasons in the order in which read_points looks at one series: the last one set is found first."""
    refusals = np.zeros(len(values), dtype=np.int8)
    usable = ~np.isnan(values)
    if not ((exposure > 0).all() and np.isfinite(exposure).all()):
        mark(refusals, (usable & (exposure <= 0)).any(axis=1), "exposure_not_positive")
        mark(refusals, (usable & np.isnan(exposure)).any(axis=1), "exposure_missing")
    distinct, often = np.unique(times[np.isfinite(times)], return_counts=True)
    for time in distinct[often > 1]:
        mark(refusals, usable[:, times == time].sum(axis=1) > 1, "duplicate_time")
    endless = np.isinf(values) | np.isinf(exposure) | ~np.isfinite(times)
    mark(refusals, (usable & endless).any(axis=1), "non_finite_value")
    mark(refusals, ~usable.any(axis=1), "no_valid_data")
    return refusals


@dataclass(frozen=True)
class Group:
    """Series that lack the same points, and so share a design.

    places: their rows in the caller's matrix. columns: the points they have, in order of time. times,
    values: of these points, (n,) and (series, n). n_missing: points they lack. refusal: what forbids to judge
    any of them, or None.
    """

    places: NDArray[np.intp]
    columns: NDArray[np.intp]
    times: FloatArray
    values: FloatArray
    n_missing: int
    refusal: str | None

    @property
    def n(self) -> int:
        return len(self.columns)


def groups_of(matrix: FloatArray, times: FloatArray) -> Iterator[Group]:
    """Every row of the matrix is in exactly one group.

    matrix: (series, points), NaN where missing. times: (points,), in any order.
    """
    # Infinite cells forbid a judgement: series with them are groups of their own.
    pattern = np.where(np.isinf(matrix), 2, np.isnan(matrix)).astype(np.int8)
    _, first, member = np.unique(pattern, axis=0, return_index=True, return_inverse=True)
    for number, example in enumerate(first.tolist()):
        columns = np.flatnonzero(pattern[example] != 1)
        columns = columns[np.argsort(times[columns], kind="stable")]
        places = np.flatnonzero(member.ravel() == number)
        values = matrix[np.ix_(places, columns)]
        yield Group(places, columns, times[columns], values, matrix.shape[1] - len(columns),
                    read_points(values[0], times[columns]).refusal)


def each_row(method: Callable[..., Result], matrix: Any, times: Numbers | None, exposure: Any = None, *,
             of: str = "values", **options: Any) -> Many:
    """The answers of a method of values, times and exposure for every row of a table, one by one."""
    rows = read_matrix(matrix)
    effort = None if exposure is None else read_exposure(exposure, rows.shape, of=of)
    pairs = ((row, None if effort is None else effort[place % len(effort)]) for place, row in enumerate(rows))
    return each(lambda pair: method(pair[0], times, pair[1], **options), pairs)

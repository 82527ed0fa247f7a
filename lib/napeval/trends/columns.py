"""Many answers as columns: filling them, spreading them over all series, and one answer out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]


def for_all(cell: Any, series: int) -> NDArray[np.object_]:
    """A column with the same cell, whatever it is, for every series."""
    column = np.empty(series, dtype=object)
    column[:] = [cell] * series  # a tuple is one cell, not a row of them
    return column


def first_of(series: int, *choices: tuple[Any, str | None]) -> NDArray[np.object_]:
    """For every series the first code whose condition (one for all, or one each) holds; None where none."""
    column = np.full(series, None, dtype=object)
    for condition, code in reversed(choices):
        if code is not None:
            column[np.broadcast_to(np.asarray(condition, dtype=bool), series)] = code
    return column


def unrefused(reason: NDArray[Any]) -> NDArray[np.bool_]:
    """Which series have no reason against them?"""
    return np.array([code is None for code in reason], dtype=bool)


def spread_out(parts: Sequence[tuple[NDArray[np.intp], Columns]], series: int) -> Columns:
    """The columns of groups as columns over all series; what a series does not have is NaN, False or None.

    parts: the places of a group among the series, ascending, and its columns.
    """
    whole: Columns = {}
    for places, columns in parts:
        for name, column in columns.items():
            if len(places) == series:
                whole[name] = column
                continue
            if name not in whole:
                whole[name] = _empty(column, series)
            whole[name][places] = column
    return whole


def _empty(column: NDArray[Any], series: int) -> NDArray[Any]:
    shape = (series, *column.shape[1:])
    if column.dtype == object:
        return np.full(shape, None, dtype=object)
    return np.full(shape, np.nan) if column.dtype.kind == "f" else np.zeros(shape, column.dtype)


def one_of(columns: Mapping[str, NDArray[Any]], place: int = 0) -> dict[str, Any]:
    """One series out of the columns, as the fields of its result: arrays become tuples, NaN becomes None."""
    return {name: _plain(column[place]) for name, column in columns.items()}


def _plain(cell: Any) -> Any:
    if isinstance(cell, np.ndarray):
        return None if np.isnan(cell).all() else tuple(_plain(part) for part in cell)
    if isinstance(cell, float | np.floating):
        return None if np.isnan(cell) else float(cell)
    return cell.item() if isinstance(cell, np.generic) else cell

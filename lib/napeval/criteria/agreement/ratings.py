"""Reading ratings: tables of whole or decimal numbers, or of words, with gaps where nobody rated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import isnan
from numbers import Real
from typing import Any

from napeval.measures.exact import NotUsable, exact

Rating = Fraction | str
Row = list[Rating | None]

LEAST_UNITS = 10  # fewer rated units than this carry no coefficient that could be relied on (rule of thumb)

# Every reason a result of this room can carry; sentences for them live where languages live.
REASON_CODES: tuple[str, ...] = (
    "negative_value",
    "no_pairable_values",
    "no_variation",
    "reversed_item",
    "too_few_units",
)


def read_table(table: Sequence[Sequence[Any]], *, name: str, columns: str, words: bool = False,
               least: int = 2) -> list[Row]:
    """The rows of a table of ratings as exact numbers; None and NaN become None.

    columns: what they are; at least `least` of them. words: are words allowed beside numbers?
    Raises ValueError for a table without rows, rows of unequal length, too few columns, and a cell that is
    not a rating.
    """
    rows = [read_row(row, name=f"{name}, row {i}", words=words) for i, row in enumerate(_cells(table, name))]
    lengths = {len(row) for row in rows}
    if len(lengths) != 1:
        raise ValueError(
            f"{name}: found rows of {sorted(lengths)} cells; allowed: at least one row, all of one length, "
            "with None where nothing was rated."
        )
    if min(lengths) < least:
        raise ValueError(f"{name}: found {min(lengths)} {columns}; allowed: at least {least}.")
    return rows


def read_row(row: Any, *, name: str, words: bool = False) -> Row:
    """One row of ratings as exact numbers, or words where they are allowed; None and NaN become None."""
    return [_rating(cell, f"{name}, position {i} (counted from 0)", words)
            for i, cell in enumerate(_cells(row, name))]  # fmt: skip


def _cells(row: Any, name: str) -> list[Any]:
    row = row.tolist() if hasattr(row, "tolist") else row
    if isinstance(row, str) or not isinstance(row, Sequence):
        raise ValueError(f"{name}: found {row!r}; allowed: a row of ratings.")
    return list(row)


def _rating(cell: Any, place: str, words: bool) -> Rating | None:
    if cell is None or (isinstance(cell, float | Decimal) and isnan(cell)):
        return None
    if words and isinstance(cell, str) and cell.strip():
        return cell.strip()
    try:
        if isinstance(cell, Real | Decimal):
            return exact(cell)
    except NotUsable:
        pass
    allowed = "a finite number or a word" if words else "a finite number"
    raise ValueError(f"{place}: found {cell!r}; allowed: {allowed}, or None or NaN where nothing was rated.")


def enough(units: int) -> str | None:
    """too_few_units below LEAST_UNITS, else None."""
    return "too_few_units" if units < LEAST_UNITS else None


def as_float(ratio: Fraction | None) -> float | None:
    return None if ratio is None else float(ratio)

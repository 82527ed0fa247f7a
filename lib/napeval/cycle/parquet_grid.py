"""A table from Parquet, as text under its headings: the same columns, judged by the same rules as CSV."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import isfinite, isnan
from os import SEEK_END
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet

from napeval.cycle.cleaning import cleaned
from napeval.cycle.faults import Fault
from napeval.cycle.grid import Column, Grid
from napeval.cycle.numbers import number_text

_BLANK = ""
_MARK = b"PAR1"
"""Stands at the beginning of a Parquet file and at its end."""


def parquet_grid(path: Path, file: str) -> tuple[Grid | None, list[Fault]]:
    """The table of a Parquet file and its faults; None where it cannot be read.

    Rows are numbered as they would be in a spreadsheet under a heading. Blanks are null or NaN.
    """
    if not _is_marked(path):
        return None, [Fault("not_parquet", file, arguments={"reason": _MARK.decode()})]
    try:
        with pa.parquet.ParquetFile(path) as stored:  # by itself: no column is made of the names of folders
            table = stored.read()
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return None, [Fault("not_parquet", file, arguments={"reason": reason})]
    unfit = [field.name for field in table.schema if not _is_flat(field.type)]
    if unfit:
        return None, [Fault("column_nested", file, 1, name) for name in unfit]
    names = tuple(cleaned(name)[0] for name in table.column_names)
    blank = [place for place, name in enumerate(names) if not name]
    if blank:
        return None, [Fault("heading_blank", file, 1, arguments={"number": str(blank[0] + 1)})]
    typed = {name for name, column in zip(names, table.schema, strict=True) if _is_number(column.type)}
    columns = {name: _column(table.column(place)) for place, name in enumerate(names)}
    grid = Grid(
        names, columns, np.arange(2, table.num_rows + 2, dtype="int64"), typed=frozenset(typed)
    )
    return _without_blank_rows(grid, file)


def _is_marked(path: Path) -> bool:
    """Whether the file begins and ends as Parquet does."""
    if path.stat().st_size < 2 * len(_MARK):
        return False
    with path.open("rb") as file:
        first = file.read(len(_MARK))
        file.seek(-len(_MARK), SEEK_END)
        return first == file.read() == _MARK


def _without_blank_rows(grid: Grid, file: str) -> tuple[Grid, list[Fault]]:
    """The rows with anything in them; blank ones are passed over, as in CSV."""
    filled = np.zeros(len(grid.rows), dtype=bool)
    for column in grid.columns.values():
        filled |= pa.compute.not_equal(column.words, _BLANK).to_numpy(zero_copy_only=False)[column.codes]
    if filled.all() or not grid.columns:
        return grid, []
    columns = {name: Column(column.words, column.codes[filled]) for name, column in grid.columns.items()}
    kept = grid.rows[filled]
    notes = [
        Fault("row_blank", file, int(row), severity="note")
        for row in grid.rows[~filled] if len(kept) and row < kept[-1]
    ]  # fmt: skip
    return replace(grid, columns=columns, rows=kept), notes


def _is_number(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_number(kind.value_type)
    return pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)


def _is_flat(kind: pa.DataType) -> bool:
    return not (pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _column(values: pa.ChunkedArray) -> Column:
    encoded = _one_array(_as_text(values).cast(pa.string()).fill_null(_BLANK)).dictionary_encode()
    return Column(encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False).astype("int32"))


def _one_array(values: pa.ChunkedArray) -> pa.Array:
    """The values in one piece; of some versions a column without rows has no pieces at all."""
    return pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)


def _as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells as the tables of a cycle write them."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _as_text(values.cast(kind.value_type))
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _numbers_as_text(values)
    if pa.types.is_timestamp(kind):
        days = values.cast(pa.date32(), safe=False)
        whole = pa.compute.equal(days.cast(pa.timestamp(kind.unit)), values.cast(pa.timestamp(kind.unit)))
        return pa.compute.if_else(whole, days.cast(pa.string()), values.cast(pa.string()))
    return values.cast(pa.string())


def _numbers_as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Shortest writing of each number; NaN is a blank."""
    encoded = _one_array(values).dictionary_encode()
    words = [_number_word(value) for value in encoded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(words, pa.string()).take(encoded.indices)])


def _number_word(value: float | Decimal | None) -> str:
    if value is None or isnan(value):
        return _BLANK
    return number_text(value) if isfinite(value) else repr(value)

"""Reading one table: every cell as text, then converted by its schema; all faults found in one go."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from napeval.cycle.conventions import Conventions
from napeval.cycle.converting import Converted, convert, typed_blank
from napeval.cycle.decoding import Undecodable, decode
from napeval.cycle.faults import Fault
from napeval.cycle.grid import Column, Grid, csv_grid
from napeval.cycle.headings import heading_faults, lower_heading
from napeval.cycle.identifiers import is_code
from napeval.cycle.parquet_grid import parquet_grid
from napeval.cycle.schemas import Field, Schema
from napeval.cycle.table_rows import key_faults, refused_keys, rows_left_blank, words_meant

FORMATS = (".csv", ".parquet")


@dataclass(frozen=True)
class TableReading:
    """One table as read. Rows that cannot be placed under the headings are not in the frame.

    file: the one that was read. readable: whether headings and rows could be told apart, so that a row
    missing here is missing there. unplaced: every cell of the rows left out; one of them may be a key
    that others refer to. absent: no such file, and none was required. signs: units written beside the
    numbers of a column, by row number. placed: the rows of a table with wrong headings too, where the
    columns of not_there have blank cells. keyed: whether the columns of the key are there. left_blank:
    rows that are no rows of the table, as totals and notes. refused: words of the key that cannot be used.
    """

    frame: pd.DataFrame
    faults: list[Fault]
    readable: bool = True
    unplaced: frozenset[str] = frozenset()
    file: str = ""
    absent: bool = False
    signs: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    placed: pd.DataFrame | None = None
    not_there: frozenset[str] = frozenset()
    keyed: bool = True
    left_blank: frozenset[int] = frozenset()
    refused: frozenset[str] = frozenset()

    @property
    def found(self) -> pd.DataFrame:
        """Every row that could be placed, by which references are judged."""
        return self.frame if self.placed is None else self.placed


def empty_table(schema: Schema) -> pd.DataFrame:
    """A table without rows, columns and types as declared."""
    return pd.DataFrame({field.name: typed_blank(field.type) for field in schema.fields})


def read_table(
    folder: Path, file: str, schema: Schema, *, required: bool, conventions: Conventions | None = None
) -> TableReading:
    """One table of a cycle and its faults; a table that is not required may be absent.

    file: path inside the folder as .csv; the same name as .parquet is read where it stands there instead.
    """
    stem = file.removesuffix(".csv")
    there = [stem + suffix for suffix in FORMATS if os.path.lexists(folder / f"{stem}{suffix}")]
    if not there:
        if required:
            return _unreadable(schema, file, Fault("file_missing", file))
        return TableReading(empty_table(schema), [], file=file, absent=True)
    if len(there) > 1:
        return _unreadable(schema, file, Fault("table_twice", file, arguments={"other": there[1]}))
    file, path = there[0], folder / there[0]
    if leads_away(folder, path):
        return _unreadable(schema, file, Fault("symlink", file))
    if not path.is_file():
        return _unreadable(schema, file, Fault("file_missing", file))
    grid, faults = _grid(path, file, schema, conventions or Conventions())
    if grid is None:
        return _unreadable(schema, file, *faults)
    return _typed(grid, file, schema, conventions or Conventions(), faults)


def leads_away(folder: Path, path: Path) -> bool:
    """Whether a path inside a folder is a link, or passes through one."""
    inner = path.relative_to(folder)
    return any((folder / Path(*inner.parts[:depth])).is_symlink() for depth in range(1, len(inner.parts) + 1))


def _unreadable(schema: Schema, file: str, *faults: Fault) -> TableReading:
    return TableReading(empty_table(schema), list(faults), readable=False, file=file, keyed=False)


def _grid(
    path: Path, file: str, schema: Schema, conventions: Conventions
) -> tuple[Grid | None, list[Fault]]:
    """The cells as text under their headings, or None with the faults that hinder it."""
    if file.endswith(".parquet"):
        return parquet_grid(path, file)
    try:
        data = path.read_bytes()
    except OSError:
        return None, [Fault("file_unreadable", file)]
    text = decode(data, conventions.encoding)
    if isinstance(text, Undecodable):
        return None, [Fault(text.code, file, text.row, arguments=text.arguments)]
    lower = lower_heading(file, text, schema)
    return (None, [lower]) if lower else csv_grid(text, file)


def _typed(
    grid: Grid, file: str, schema: Schema, conventions: Conventions, faults: list[Fault]
) -> TableReading:
    """The table with its columns converted; the cells of a column that is not there are not judged."""
    wrong = list(heading_faults(file, grid.headings, schema))
    faults = [*wrong, *faults]
    columns = {
        field.name: _column(grid, field, conventions, is_code=is_code(schema, field.name))
        for field in schema.fields
    }
    rows = rows_left_blank(columns, schema)
    faults += [
        Fault("row_incomplete", file, int(grid.rows[row]), arguments={"columns": blank})
        for row, blank in rows.items()
    ]
    for name, column in columns.items():
        faults += _cell_faults(file, name, column, grid.rows, set(rows))
    frame = pd.DataFrame({name: column.values for name, column in columns.items()}, copy=False)
    frame.index = pd.Index(grid.rows, dtype="int64")  # the row as a spreadsheet shows it
    keyed = set(schema.primary_key) <= _single(grid.headings)
    faults += key_faults(file, frame, columns, schema) if keyed else ()
    signs = {name: _signs(column, grid.rows) for name, column in columns.items() if column.signs}
    meant = frozenset(word for column in columns.values() for word in words_meant(column))
    headless = any(fault.code == "heading_blank" for fault in faults)
    return TableReading(
        empty_table(schema) if wrong or headless else frame, faults, not wrong and not headless,
        grid.unplaced | meant, file, signs=signs,
        placed=frame, keyed=keyed, not_there=frozenset(schema.names) - _single(grid.headings),
        left_blank=frozenset(int(grid.rows[row]) for row in rows),
        refused=frozenset(refused_keys(grid, columns, schema)),
    )  # fmt: skip


def _single(headings: Sequence[str]) -> set[str]:
    """Headings that stand once."""
    return {name for name in headings if headings.count(name) == 1}


def _column(grid: Grid, field: Field, conventions: Conventions, *, is_code: bool) -> Converted:
    if grid.headings.count(field.name) != 1:
        blank = Column(pa.array([""], pa.string()), np.zeros(len(grid.rows), dtype="int32"))
        return convert(blank, replace(field, required=False), conventions, is_code=is_code)
    if field.name in grid.typed:  # a stored number has no mark that could be declared
        conventions = replace(conventions, decimal_mark="")
    return convert(grid.columns[field.name], field, conventions, is_code=is_code)


def _cell_faults(
    file: str, name: str, column: Converted, rows: np.ndarray, incomplete: Collection[int]
) -> Iterator[Fault]:
    """incomplete: rows of which it is said that they are none."""
    for row in column.rows_of(column.remarks):
        for said in column.remarks[int(column.places[row])] if row not in incomplete else ():
            yield Fault(said.code, file, int(rows[row]), name, said.value, said.arguments, said.severity)


def _signs(column: Converted, rows: np.ndarray) -> dict[int, str]:
    found = column.rows_of(list(column.signs))
    return {int(rows[row]): column.signs[int(column.places[row])] for row in found}

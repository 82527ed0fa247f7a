"""The cells of a table as text, under their headings: from CSV or Parquet, nothing converted yet.

A column is held as its distinct words with a code per row, so that each word is judged once however
many rows hold it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import pyarrow as pa
import pyarrow.csv

from napeval.cycle.cleaning import cleaned
from napeval.cycle.faults import Fault

_CHUNK = 20_000
_AT_ONCE_FROM = 2_000_000
"""Characters from which a table is split by the columnar reader; below, there is nothing to gain."""
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"\"?sep=[,;\t]\"?[,;\t]*\r?\n", re.IGNORECASE)
_NAMES_OF = {";": {"mark": ";"}, "\t": {"mark": "TAB"}}
CELL_LIMIT = 131_072
"""Characters of one cell."""


@dataclass(frozen=True)
class Column:
    """One column: its distinct words, and for each row the place of its word among them."""

    words: pa.StringArray
    codes: np.ndarray


@dataclass(frozen=True)
class Grid:
    """A table as text. rows: row numbers as a spreadsheet shows them, the heading being row 1.

    headings as they stand, repeated ones included; columns by heading. unplaced: every cell of rows
    that could not be placed under the headings. typed: columns that were stored as numbers.
    """

    headings: tuple[str, ...]
    columns: Mapping[str, Column]
    rows: np.ndarray
    unplaced: frozenset[str] = frozenset()
    typed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Shape:
    """What a first pass over the rows tells: which stand under the headings and which do not."""

    heading: list[str]
    separator: str
    rows: np.ndarray
    faults: list[Fault]
    unplaced: frozenset[str]


def csv_grid(text: str, file: str) -> tuple[Grid | None, list[Fault]]:
    """The table of a CSV text, separated by commas, semicolons or tabs, and its faults.

    None where headings and rows cannot be told apart. Columns without a heading hold nothing, or are faults.
    """
    text = without_separator_line(text)
    with _own_cell_limit():
        return _grid(text, file)


@contextmanager
def _own_cell_limit() -> Iterator[None]:
    """The limit of the csv module, which other libraries change for the whole program."""
    others = csv.field_size_limit(CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(others)


def _grid(text: str, file: str) -> tuple[Grid | None, list[Fault]]:
    shape, faults = _shape(text, file)
    if shape is None:
        return None, faults
    columns = _at_once(text, shape) if len(text) >= _AT_ONCE_FROM else None
    columns = columns if columns is not None else _row_by_row(text, shape)
    names = [cleaned(name)[0] for name in shape.heading]
    blank = [number for number, name in enumerate(names) if not name and _filled(columns[number])]
    faults += [Fault("heading_blank", file, 1, arguments={"number": str(number + 1)}) for number in blank]
    cells = {name: column for name, column in zip(names, columns, strict=True) if name}
    named = tuple(name for name in names if name)
    return Grid(named, cells, shape.rows, shape.unplaced), [*faults, *shape.faults]


def without_separator_line(text: str) -> str:
    """The text without the line that tells a spreadsheet the separator; no spreadsheet shows it as a row."""
    return text[match.end() :] if (match := _SEPARATOR_LINE.match(text)) else text


def _filled(column: Column) -> bool:
    return any(word.strip() for word in column.words.to_pylist())


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)


def separator_of(first_line: str) -> str:
    """The separator of a heading: the one that splits it into most parts, a comma where none does."""
    return max(_SEPARATORS, key=first_line.count)


def _shape(text: str, file: str) -> tuple[_Shape | None, list[Fault]]:
    """One strict pass over the text: no cell is kept but those of rows that do not fit."""
    first_line = text[: text.find("\n")] if "\n" in text else text
    separator = separator_of(first_line)
    reader = _reader(text, separator)
    number, heading = 0, list[str]()
    kept, blank, unplaced, faults = list[int](), list[int](), list[list[str]](), list[Fault]()
    try:
        heading = next(reader, [])
        number = 1
        if not any(cell.strip() for cell in heading):
            return None, [Fault("no_heading", file)]
        width = len(heading)
        for number, row in enumerate(reader, start=2):
            if len(row) == width and any(row):
                kept.append(number)
            elif not any(row):
                blank.append(number)
            else:
                arguments = {"found": str(len(row)), "expected": str(width)}
                faults.append(Fault("row_length", file, number, arguments=arguments))
                unplaced.append(row)
    except csv.Error as error:  # the reader stops in the record that follows the last whole one
        return None, [*faults, _csv_fault(error, file, number + 1)]
    open_end = not text.endswith(("\n", "\r"))
    if open_end and faults and faults[-1].row == number and int(faults[-1].arguments["found"]) < width:
        faults[-1] = Fault("last_line_cut", file, number, arguments=faults[-1].arguments)
    notes = [Fault("row_blank", file, row, severity="note") for row in blank if kept and row < kept[-1]]
    if separator != ",":
        notes.append(Fault("separator", file, arguments=_NAMES_OF[separator], severity="note"))
    if open_end and kept and kept[-1] == number:
        notes.append(Fault("last_line_open", file, number, severity="note"))
    cells = frozenset(cell.strip() for cell in chain.from_iterable(unplaced))
    rows = np.array(kept, dtype="int64")
    return _Shape(heading, separator, rows, [*faults, *notes], cells), []


def _csv_fault(error: csv.Error, file: str, row: int) -> Fault:
    """What stopped the reader, as far as its message tells."""
    message = str(error)
    if "unexpected end of data" in message:
        return Fault("quote_open", file, row)
    if "field larger than" in message:
        return Fault("cell_too_long", file, row, arguments={"limit": str(CELL_LIMIT)})
    return Fault("not_csv", file, row)


def _row_by_row(text: str, shape: _Shape) -> list[Column]:
    """The columns of the rows that fit, read by the strict reader."""
    width = len(shape.heading)
    rows = islice(_reader(text, shape.separator), 1, None)
    fitting = (row for row in rows if len(row) == width and any(row))
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    while chunk := list(islice(fitting, _CHUNK)):
        for part, cells in zip(parts, zip(*chunk, strict=True), strict=True):
            part.append(pa.array(cells, pa.string()).dictionary_encode())
    return [_column(pa.chunked_array(part, pa.dictionary(pa.int32(), pa.string()))) for part in parts]


def _at_once(text: str, shape: _Shape) -> list[Column] | None:
    """The same by the columnar reader; None where it does not see the same rows.

    The strict pass has judged quotation marks and lengths before, and its count is the measure.
    """
    kind = pa.dictionary(pa.int32(), pa.string())
    names = [str(number) for number in range(len(shape.heading))]
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(text.encode("utf-8")),
            pa.csv.ReadOptions(column_names=names, skip_rows_after_names=1, block_size=1 << 24),
            pa.csv.ParseOptions(
                delimiter=shape.separator, newlines_in_values=True, invalid_row_handler=lambda _: "skip"
            ),
            pa.csv.ConvertOptions(column_types=dict.fromkeys(names, kind), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != len(shape.rows):  # a row of blanks alone, for instance
        return None
    return [_column(table[name]) for name in names]


def _column(chunks: pa.ChunkedArray) -> Column:
    merged = chunks.unify_dictionaries().combine_chunks()
    if isinstance(merged, pa.ChunkedArray):  # none or one chunk, by version
        merged = merged.chunk(0) if merged.num_chunks else pa.array([], merged.type)
    return Column(merged.dictionary, merged.indices.to_numpy(zero_copy_only=False).astype("int32"))

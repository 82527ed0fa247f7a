"""Released tables on disk: results/<table>.csv, the same bytes for the same results."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import NUMERIC_KINDS, SUPPRESSED_MARK, TEXT_KINDS, Column, UndeclaredResult
from napeval.release.gate import Released, ReleasedTable

_LARGEST_EXACT = 1e15
_LONGEST_CELL = 100_000_000


def write_results(released: Released, folder: Path) -> list[Path]:
    """Write every released table as UTF-8 CSV; hidden cells carry the mark :c. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in sorted(released.tables.items()):
        path = folder / f"{name}.csv"
        path.write_bytes(_csv_text(table).encode("utf-8"))
        written.append(path)
    return written


def _csv_text(table: ReleasedTable) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.declaration.names)
    columns = [
        [
            _cell_text(value, hidden)
            for value, hidden in zip(table.frame[name], table.suppressed[name], strict=True)
        ]
        for name in table.declaration.names
    ]
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def _cell_text(value: object, hidden: bool) -> str:
    if hidden:
        return SUPPRESSED_MARK
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if _is_whole(value) else repr(float(value))
    return str(value)


def _is_whole(number: float) -> bool:
    """Whether a number is written without decimals: whole, and small enough to be exact."""
    return number.is_integer() and abs(number) < _LARGEST_EXACT


def read_results(folder: Path) -> Released:
    """Released tables back from disk. Raises UndeclaredResult for a file the catalogue does not know."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in CATALOGUE:
            raise UndeclaredResult(f"{path.name} is not a results table of this version")
        declaration = CATALOGUE[path.stem]
        heading, *rows = _csv_rows(path) or [[]]
        if tuple(heading) != declaration.names:
            raise UndeclaredResult(f"{path.name} has other columns than this version declares")
        suppressed = pd.DataFrame(
            [
                [_is_hidden(cell, column) for cell, column in zip(row, declaration.columns, strict=True)]
                for row in rows
            ],
            columns=heading,
            dtype=bool,
        )
        values = [
            [_value(cell, column) for cell, column in zip(row, declaration.columns, strict=True)]
            for row in rows
        ]
        frame = pd.DataFrame(values, columns=heading, dtype="object")
        tables[path.stem] = ReleasedTable(declaration, frame, suppressed)
    return Released(tables)


def _csv_rows(path: Path) -> list[list[str]]:
    """The rows of a file; a trace may name more rows than a cell usually holds letters."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))
    finally:
        csv.field_size_limit(usual)


def _is_hidden(cell: str, column: Column) -> bool:
    """Whether a cell is hidden; where nothing is protected, the mark is a text like any other."""
    return cell == SUPPRESSED_MARK and column.protection != "open"


def _value(cell: str, column: Column) -> object:
    if column.kind == "key":
        return cell
    if not cell or _is_hidden(cell, column):
        return None
    if column.kind in TEXT_KINDS:
        return cell
    if column.kind == "flag":
        return cell == "true"
    if column.kind in NUMERIC_KINDS:
        number = float(cell)
        return int(number) if _is_whole(number) else number
    raise UndeclaredResult(f"column {column.name} is of unknown kind {column.kind}")

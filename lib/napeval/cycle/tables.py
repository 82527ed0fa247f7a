"""Reading one table: every cell as text, then converted by its schema; all faults found in one go."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from napeval.cycle.faults import Fault, nearest
from napeval.cycle.periods import is_period
from napeval.cycle.schemas import Field, Schema

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOOLEANS = {"true": True, "false": False}
_MAX_SHOWN = 60


@dataclass(frozen=True)
class TableReading:
    """One table as read. Rows that cannot be placed under the headings are not in the frame.

    readable: whether headings and rows could be told apart, so that a row missing here is missing
    there. unplaced: every cell of the rows left out; one of them may be a key that others refer to.
    """

    frame: pd.DataFrame
    faults: list[Fault]
    readable: bool = True
    unplaced: frozenset[str] = frozenset()


def empty_table(schema: Schema) -> pd.DataFrame:
    """A table without rows, columns and types as declared."""
    return pd.DataFrame({field.name: _typed([], field.type) for field in schema.fields})


def read_table(folder: Path, file: str, schema: Schema, *, required: bool) -> TableReading:
    """One table of a cycle and its faults; a table that is not required may be absent."""
    path = folder / file
    if path.is_symlink():
        return _unreadable(schema, Fault("symlink", file))
    if not path.is_file():
        if required:
            return _unreadable(schema, Fault("file_missing", file))
        return TableReading(empty_table(schema), [])
    rows: list[list[str]] = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        return _unreadable(schema, Fault("not_utf8", file))
    except csv.Error:  # the reader stops in the record that follows the last whole one
        return _unreadable(schema, Fault("not_csv", file, len(rows) + 1))
    if not rows or not any(cell.strip() for cell in rows[0]):
        return _unreadable(schema, Fault("no_heading", file))
    return _placed(file, rows, schema)


def _unreadable(schema: Schema, *faults: Fault) -> TableReading:
    return TableReading(empty_table(schema), list(faults), readable=False)


def _placed(file: str, rows: list[list[str]], schema: Schema) -> TableReading:
    """The rows under their headings."""
    heading = [name.strip() for name in rows[0]]
    faults = list(_heading_faults(file, heading, schema))
    if faults:
        return _unreadable(schema, *faults)
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if row]
    faults = [
        Fault("row_length", file, number, arguments={"found": str(len(row)), "expected": str(len(heading))})
        for number, row in numbered
        if len(row) != len(heading)
    ]
    unplaced = frozenset(cell.strip() for _, row in numbered if len(row) != len(heading) for cell in row)
    kept = [(number, row) for number, row in numbered if len(row) == len(heading)]
    row_numbers = [number for number, _ in kept]
    columns = {}
    for field in schema.fields:
        position = heading.index(field.name)
        cells = [row[position].strip() for _, row in kept]
        columns[field.name] = _typed(cells, field.type)
        faults += _cell_faults(file, row_numbers, cells, field)
    frame = pd.DataFrame(columns)
    frame.index = pd.Index(row_numbers, dtype="int64")  # the row as a spreadsheet shows it
    faults += _key_faults(file, frame, schema)
    return TableReading(frame, faults, unplaced=unplaced)


def _heading_faults(file: str, heading: list[str], schema: Schema) -> Iterator[Fault]:
    """A column that is misspelt is one fault, not one missing and one unknown."""
    for name in sorted({name for name in heading if heading.count(name) > 1}):
        yield Fault("column_repeated", file, 1, name)
    missing = [name for name in schema.names if name not in heading]
    for name in dict.fromkeys(name for name in heading if name not in schema.names):
        near = nearest(name, missing)
        if near:
            missing.remove(near)
        arguments = {"allowed": ", ".join(schema.names), "nearest": near}
        yield Fault("column_unknown", file, 1, name, arguments=arguments)
    for name in missing:
        yield Fault("column_missing", file, 1, name)


def _typed(cells: list[str], kind: str) -> Any:
    """The cells as a typed column; what cannot be read is missing here and a fault elsewhere."""
    if kind == "number":
        return pd.array(
            [float(cell) if _NUMBER.fullmatch(cell) else np.nan for cell in cells], dtype="float64"
        )
    if kind == "integer":
        return pd.array([int(cell) if _INTEGER.fullmatch(cell) else pd.NA for cell in cells], dtype="Int64")
    if kind == "boolean":
        return pd.array([_BOOLEANS.get(cell, pd.NA) for cell in cells], dtype="boolean")
    if kind == "date":
        return pd.Series([_date_or_none(cell) for cell in cells], dtype="datetime64[s]").array
    return pd.Series([cell or None for cell in cells], dtype="str").array


def _date_or_none(cell: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(date.fromisoformat(cell)) if _DATE.fullmatch(cell) else None
    except ValueError:
        return None


_READABLE: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "number": ("not_a_number", lambda cell: bool(_NUMBER.fullmatch(cell))),
    "integer": ("not_an_integer", lambda cell: bool(_INTEGER.fullmatch(cell))),
    "boolean": ("not_a_boolean", lambda cell: cell in _BOOLEANS),
    "date": ("not_a_date", lambda cell: _date_or_none(cell) is not None),
    "period": ("not_a_period", is_period),
}


def _cell_faults(file: str, row_numbers: list[int], cells: list[str], field: Field) -> Iterator[Fault]:
    """Faults of the cells of one column; each distinct value is judged once."""
    verdicts: dict[str, Fault | None] = {}
    for number, cell in zip(row_numbers, cells, strict=True):
        if cell not in verdicts:
            verdicts[cell] = _cell_fault(file, cell, field)
        verdict = verdicts[cell]
        if verdict is not None:
            yield Fault(verdict.code, file, number, field.name, verdict.value, verdict.arguments)


def _cell_fault(file: str, cell: str, field: Field) -> Fault | None:
    if not cell:
        return Fault("cell_empty", file) if field.required else None
    shown = cell if len(cell) <= _MAX_SHOWN else cell[: _MAX_SHOWN - 1] + "…"
    if _CONTROL.search(cell):
        return Fault("control_character", file, value=_CONTROL.sub("�", shown))
    code, readable = _READABLE.get(field.type, ("", lambda _: True))
    if not readable(cell):
        return Fault(code, file, value=shown)
    if field.enum and cell not in field.enum:
        arguments = {"allowed": ", ".join(field.enum), "nearest": nearest(cell, field.enum)}
        return Fault("word_not_allowed", file, value=shown, arguments=arguments)
    if field.pattern and field.type == "string" and not re.search(field.pattern, cell):
        return Fault("wrong_form", file, value=shown, arguments={"allowed": field.description})
    if field.type in ("number", "integer"):
        return _range_fault(file, cell, field)
    return None


def _range_fault(file: str, cell: str, field: Field) -> Fault | None:
    """A number below the least or above the greatest allowed one, where there are such."""
    low, high = field.minimum, field.maximum
    limits = {name: f"{limit:g}" for name, limit in (("low", low), ("high", high)) if limit is not None}
    if (low is not None and float(cell) < low) or (high is not None and float(cell) > high):
        code = "out_of_range" if len(limits) == 2 else "below_least" if low is not None else "above_most"
        return Fault(code, file, value=cell, arguments=limits)
    return None


def _key_faults(file: str, frame: pd.DataFrame, schema: Schema) -> Iterator[Fault]:
    keys = frame[list(schema.primary_key)].astype("object")
    keys = keys.where(keys.notna(), "")
    first_row: dict[tuple[object, ...], int] = {}
    for number, key in zip(frame.index, keys.itertuples(index=False, name=None), strict=True):
        if key in first_row:
            value = " | ".join(_shown_part(part) for part in key)
            arguments = {"first": str(first_row[key])}
            yield Fault("key_repeated", file, int(number), ", ".join(schema.primary_key), value, arguments)
        else:
            first_row[key] = int(number)


def _shown_part(part: object) -> str:
    """A part of a key as it stands in the file."""
    return part.date().isoformat() if isinstance(part, pd.Timestamp) else str(part)

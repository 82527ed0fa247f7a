"""Reading a cycle: every table as text, then converted by its schema; all faults found in one go."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from napeval.cycle.cycle import Cycle, Evaluation, Meta
from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.periods import parse_period
from napeval.cycle.rules import rule_faults
from napeval.cycle.schemas import REQUIRED_TABLES, Field, Schema, schemas
from napeval.cycle.settings import EVALUATION_SETTINGS, read_settings

_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_MAX_SHOWN = 60


@dataclass(frozen=True)
class Reading:
    """A cycle and what was found while reading it; cycle is None where there are errors."""

    cycle: Cycle | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep the cycle from being used."""
        return tuple(fault for fault in self.faults if fault.severity == "error")


def read_cycle(folder: Path) -> Cycle:
    """The cycle in a folder. Raises CycleFaults with every error of every file."""
    reading = examine_cycle(folder)
    if reading.cycle is None:
        raise CycleFaults(reading.errors)
    return reading.cycle


def examine_cycle(folder: Path) -> Reading:
    """The cycle in a folder with all its faults, errors and notes, of all files at once."""
    meta, faults = _read_meta(folder)
    tables: dict[str, pd.DataFrame] = {}
    for name, schema in schemas().items():
        if not name.startswith("evaluations/"):
            tables[name], found = _read_table(folder, f"{name}.csv", schema, required=name in REQUIRED_TABLES)
            faults += found
    faults += _foreign_key_faults(tables)
    if meta is not None:
        faults += rule_faults(tables, meta)
    if meta is None or any(fault.severity == "error" for fault in faults):
        return Reading(None, tuple(faults))
    return Reading(Cycle(folder, meta, MappingProxyType(tables)), tuple(faults))


def read_evaluation(cycle_folder: Path, name: str) -> Evaluation:
    """One evaluation of a cycle, with the evaluator's texts. Raises CycleFaults with every error."""
    folder = cycle_folder / "evaluations" / name
    place = f"evaluations/{name}"
    settings, faults = read_settings(
        folder / "evaluation.yml", f"{place}/evaluation.yml", EVALUATION_SETTINGS
    )
    tables = {}
    for table, schema in schemas().items():
        if table.startswith("evaluations/"):
            file = f"{place}/{table.removeprefix('evaluations/')}.csv"
            tables[table], found = _read_table(cycle_folder, file, schema, required=False)
            faults += found
    if faults:
        raise CycleFaults(faults)
    return Evaluation(
        name, settings, MappingProxyType(tables), MappingProxyType(_read_texts(folder / "text"))
    )


def _read_texts(folder: Path) -> dict[tuple[str, str], str]:
    """The evaluator's own words, by section and language: text/<section>.<language>.md."""
    texts = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        section, _, language = path.name.removesuffix(".md").rpartition(".")
        text = path.read_text(encoding="utf-8").strip()
        if section and text:
            texts[section, language] = text
    return texts


def _read_meta(folder: Path) -> tuple[Meta | None, list[Fault]]:
    path = folder / "datapackage.json"
    if not path.is_file():
        return None, [Fault("file_missing", "datapackage.json")]
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return None, [Fault("not_json", "datapackage.json", arguments={"reason": str(error)})]
    own = package.get("napeval", {})
    faults = [
        Fault("setting_missing", "datapackage.json", column=f"napeval.{key}")
        for key in ("title", "country", "start", "end", "currency", "data_status")
        if not own.get(key)
    ]
    if own.get("data_status") not in (None, "", "real", "synthetic"):
        faults.append(
            _word_fault(
                "datapackage.json", None, "napeval.data_status", own["data_status"], ("real", "synthetic")
            )
        )
    dates = {}
    for key in ("start", "end", "midterm"):
        try:
            dates[key] = date.fromisoformat(own[key]) if own.get(key) else None
        except ValueError:
            faults.append(
                Fault("not_a_date", "datapackage.json", column=f"napeval.{key}", value=str(own[key]))
            )
    start, end = dates.get("start"), dates.get("end")
    if faults or start is None or end is None:
        return None, faults
    meta = Meta(
        name=package["name"],
        title=MappingProxyType(dict(own["title"])),
        country=own["country"],
        start=start,
        end=end,
        midterm=dates["midterm"],
        currency=own["currency"],
        data_status=own["data_status"],
        predecessor=own.get("predecessor"),
        designation_note=MappingProxyType(dict(own.get("designation_note") or {})),
        inferred=tuple(own.get("inferred", ())),
    )
    return meta, []


def empty_table(schema: Schema) -> pd.DataFrame:
    """A table without rows, columns and types as declared."""
    return pd.DataFrame({field.name: _typed([], field.type) for field in schema.fields})


def _read_table(
    folder: Path, file: str, schema: Schema, *, required: bool
) -> tuple[pd.DataFrame, list[Fault]]:
    """One table and its faults. Rows that cannot be placed under the headings are left out of the frame."""
    path = folder / file
    if not path.exists():
        return empty_table(schema), [Fault("file_missing", file)] if required else []
    if path.is_symlink():
        return empty_table(schema), [Fault("symlink", file)]
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        return empty_table(schema), [Fault("not_utf8", file)]
    except csv.Error as error:
        return empty_table(schema), [Fault("not_csv", file, arguments={"reason": str(error)})]
    if not rows:
        return empty_table(schema), [Fault("no_heading", file)]
    heading = [name.strip() for name in rows[0]]
    faults = list(_heading_faults(file, heading, schema))
    if faults:
        return empty_table(schema), faults
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if row]
    faults = [
        Fault("row_length", file, number, arguments={"found": str(len(row)), "expected": str(len(heading))})
        for number, row in numbered
        if len(row) != len(heading)
    ]
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
    return frame, faults


def _heading_faults(file: str, heading: list[str], schema: Schema) -> Iterator[Fault]:
    for name in sorted({name for name in heading if heading.count(name) > 1}):
        yield Fault("column_repeated", file, 1, name)
    unknown = [name for name in heading if name not in schema.names]
    for name in schema.names:
        if name not in heading:
            yield Fault("column_missing", file, 1, name, arguments={"nearest": nearest(name, unknown)})
    for name in unknown:
        yield Fault("column_unknown", file, 1, name, arguments={"nearest": nearest(name, schema.names)})


def _typed(cells: list[str], kind: str) -> Any:
    """The cells as a typed column; what cannot be read is missing here and a fault elsewhere."""
    if kind == "number":
        return pd.array([float(cell) if _NUMBER.match(cell) else np.nan for cell in cells], dtype="float64")
    if kind == "integer":
        return pd.array(
            [int(cell) if re.fullmatch(r"-?\d+", cell) else pd.NA for cell in cells], dtype="Int64"
        )
    if kind == "boolean":
        return pd.array([_BOOLEANS.get(cell, pd.NA) for cell in cells], dtype="boolean")
    if kind == "date":
        return pd.Series([_date_or_none(cell) for cell in cells], dtype="datetime64[s]").array
    return pd.Series([cell or None for cell in cells], dtype="str").array


_BOOLEANS = {"true": True, "false": False}


def _date_or_none(cell: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(date.fromisoformat(cell)) if cell else None
    except ValueError:
        return None


def _is_period(cell: str) -> bool:
    try:
        parse_period(cell)
    except ValueError:
        return False
    return True


_READABLE: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "number": ("not_a_number", lambda cell: bool(_NUMBER.match(cell))),
    "integer": ("not_an_integer", lambda cell: bool(re.fullmatch(r"-?\d+", cell))),
    "boolean": ("not_a_boolean", lambda cell: cell in _BOOLEANS),
    "date": ("not_a_date", lambda cell: _date_or_none(cell) is not None),
    "period": ("not_a_period", _is_period),
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
    code, readable = _READABLE.get(field.type, ("", lambda _: True))
    if not readable(cell):
        return Fault(code, file, value=shown)
    if field.enum and cell not in field.enum:
        return _word_fault(file, None, field.name, shown, field.enum)
    if field.pattern and field.type == "string" and not re.search(field.pattern, cell):
        return Fault("wrong_form", file, value=shown, arguments={"allowed": field.description})
    if field.type in ("number", "integer"):
        low, high = field.minimum, field.maximum
        if (low is not None and float(cell) < low) or (high is not None and float(cell) > high):
            limits = {"low": "" if low is None else f"{low:g}", "high": "" if high is None else f"{high:g}"}
            return Fault("out_of_range", file, value=shown, arguments=limits)
    return None


def _word_fault(file: str, row: int | None, column: str, value: str, allowed: tuple[str, ...]) -> Fault:
    arguments = {"allowed": ", ".join(allowed), "nearest": nearest(value, allowed)}
    return Fault("word_not_allowed", file, row, column, value, arguments)


def _key_faults(file: str, frame: pd.DataFrame, schema: Schema) -> Iterator[Fault]:
    keys = frame[list(schema.primary_key)].astype("object")
    keys = keys.where(keys.notna(), "")
    first_row: dict[tuple[object, ...], int] = {}
    for number, key in zip(frame.index, keys.itertuples(index=False, name=None), strict=True):
        if key in first_row:
            value = " | ".join(str(part) for part in key)
            arguments = {"first": str(first_row[key])}
            yield Fault("key_repeated", file, int(number), ", ".join(schema.primary_key), value, arguments)
        else:
            first_row[key] = int(number)


def _foreign_key_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    for name, frame in tables.items():
        for column, other, other_column in schemas()[name].foreign_keys:
            known = set(tables[other][other_column].dropna())
            for number, value in frame[column].dropna().items():
                if value not in known:
                    arguments = {"table": f"{other}.csv", "nearest": nearest(value, known)}
                    yield Fault(
                        "reference_unknown", f"{name}.csv", int(str(number)), column, value, arguments
                    )

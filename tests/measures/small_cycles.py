"""Small hand-made cycles for the tests of the measures: only the cells that matter are written down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

import napeval
from napeval.cycle.cycle import Cycle, Meta

SCHEMAS = Path(napeval.__file__).parent / "cycle" / "schemas"
DTYPES = {
    "string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean", "date": "datetime64[us]",
}  # fmt: skip
FOLDERS = ("plan", "monitoring")

META = {
    "name": "test-cycle", "title": {"en": "A test cycle"}, "country": "XK", "start": date(2022, 1, 1),
    "end": date(2024, 12, 31), "midterm": date(2023, 12, 31), "currency": "EUR", "data_status": "synthetic",
    "predecessor": None, "designation_note": {},
}  # fmt: skip


@lru_cache
def table_fields(name: str) -> dict[str, str]:
    """Column names and types of one table, from its schema."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return {field["name"]: field["type"] for field in schema["fields"]}


def make_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A table in the types of a read cycle; cells not given are missing. Unknown columns raise ValueError."""
    fields, given = table_fields(name), [dict(row) for row in rows]
    unknown = {column for row in given for column in row} - set(fields)
    if unknown:
        raise ValueError(f"{name} has no columns {sorted(unknown)}")
    columns = {}
    for column, kind in fields.items():
        cells = [row.get(column) for row in given]
        values = (
            pd.to_datetime(pd.Series(cells, dtype="object"))
            if kind == "date"
            else pd.Series(cells, dtype="object")
        )
        columns[column] = values.astype(DTYPES[kind])
    return pd.DataFrame(columns)


@lru_cache
def empty_table(name: str) -> pd.DataFrame:
    """A table without rows; not to be changed, as those of a cycle are not."""
    return make_table(name, ())


def build_cycle(tables: Mapping[str, Iterable[Mapping[str, Any]]], **meta: Any) -> Cycle:
    """A cycle of these rows ("plan/indicators": [{...}, ...]); all other tables are there without rows."""
    names = [
        f"{folder}/{path.stem}" for folder in FOLDERS for path in sorted((SCHEMAS / folder).glob("*.json"))
    ]
    if unknown := set(tables) - set(names):
        raise ValueError(f"a cycle has no tables {sorted(unknown)}")
    frames = {name: make_table(name, tables[name]) if name in tables else empty_table(name) for name in names}
    return Cycle(Path("nowhere"), Meta(**{**META, **meta}), frames)

"""The tables of data/xk-2022-2024 as they stand on disk: every cell a text, nothing converted."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CYCLE = ROOT / "data" / "xk-2022-2024"
SCHEMAS = ROOT / "lib" / "napeval" / "cycle" / "schemas"
NAMES = sorted(path.relative_to(CYCLE).with_suffix("").as_posix() for path in CYCLE.glob("[pm]*/*.csv"))


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one table, such as "plan/budget"."""
    with (CYCLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def schema_of(name: str) -> dict[str, Any]:
    """The Table Schema that the library ships for this table."""
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def has_column(name: str, column: str) -> bool:
    """Does the schema of this table have this column?"""
    return any(field["name"] == column for field in schema_of(name)["fields"])


def listed(cell: str, separator: str = ";") -> list[str]:
    """The items of a cell that holds several."""
    return [part.strip() for part in cell.split(separator)] if cell else []


TABLES = {name: rows_of(name) for name in NAMES}
INDICATORS = {row["indicator_id"]: row for row in TABLES["plan/indicators"]}

"""Hand-made evaluations and cycles: only the cells that matter are written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle, Evaluation, Meta
from napeval.cycle.schemas import schemas
from napeval.cycle.tables import empty_table

META = Meta(
    "test-cycle", {"en": "Test"}, "XK", date(2022, 1, 1), date(2024, 12, 31), None, "EUR", "synthetic", None,
    {},
)  # fmt: skip

Rows = Iterable[Mapping[str, Any]]


def table_of(name: str, rows: Rows) -> pd.DataFrame:
    """A table in the types of a read one, its rows numbered as a spreadsheet shows them."""
    empty, given = empty_table(schemas()[name]), [dict(row) for row in rows]
    unknown = {column for row in given for column in row} - set(empty.columns)
    assert not unknown, f"{name} has no columns {sorted(unknown)}"
    columns = {
        column: pd.Series([row.get(column) for row in given], dtype="object").astype(kind)
        for column, kind in empty.dtypes.items()
    }
    frame = pd.DataFrame(columns)
    return frame.set_axis(range(2, len(frame) + 2), axis=0)


def evaluation_of(name: str = "test", **tables: Rows) -> Evaluation:
    """An evaluation with these rows: evaluation_of(findings=[{...}]); its other tables are without rows."""
    names = [table for table in schemas() if table.startswith("evaluations/")]
    rows = {f"evaluations/{table}": given for table, given in tables.items()}
    assert set(rows) <= set(names)
    return Evaluation(
        name, {"kind": "ex_post"}, {table: table_of(table, rows.get(table, ())) for table in names}
    )


def cycle_of(tables: Mapping[str, Rows] | None = None) -> Cycle:
    """A cycle with these rows: cycle_of({"plan/objectives": [{...}]}); its other tables are without rows."""
    names = [table for table in schemas() if not table.startswith("evaluations/")]
    rows = tables or {}
    assert set(rows) <= set(names)
    return Cycle(Path("nowhere"), META, {table: table_of(table, rows.get(table, ())) for table in names})

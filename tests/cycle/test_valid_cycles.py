"""A thousand cycles that keep all rules, written in every way that has one reading: none is refused.

What is read is what was meant, value by value: a zero is a zero, and a blank cell is missing.
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from generated_cycles import Value, made_plan
from written_cycles import write_plan

from napeval.cycle import examine_cycle
from napeval.cycle.schemas import schemas

CYCLES, CHUNKS = 1000, 8
ALWAYS_FILLED = {("plan/targets", "value")} | {
    (f"plan/{table}", f"title_{language}")
    for table in ("objectives", "indicators", "activities")
    for language in ("sq", "en")
}
"""Columns that may be blank by the schema, though not by the rules."""


def as_meant(cell: object) -> object:
    """A cell of a frame as a plain value."""
    if cell is pd.NA or cell is pd.NaT or cell != cell:
        return None
    if isinstance(cell, pd.Timestamp):
        assert cell == cell.normalize()
        return cell.date()
    return cell


def differences(frame: pd.DataFrame, rows: list[dict[str, Value]]) -> list[tuple[object, ...]]:
    """Columns in which a table read differs from the one that was written, types included."""
    found: list[tuple[object, ...]] = []
    for name, column in frame.items():
        cells = [as_meant(cell) for cell in column.tolist()]
        meant = [float(row[name]) if isinstance(row[name], Decimal) else row[name] for row in rows]
        if cells != meant or [type(cell) for cell in cells] != [type(value) for value in meant]:
            found.append((name, cells, meant))
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_valid_cycle_is_read_as_it_was_meant(chunk: int, tmp_path: Path) -> None:
    for seed in range(chunk, CYCLES, CHUNKS):
        plan = made_plan(seed)
        folder = tmp_path / str(seed)
        write_plan(plan, folder, seed)
        reading = examine_cycle(folder)
        assert [fault for fault in reading.faults if fault.severity != "note"] == [], seed
        assert reading.cycle is not None
        for table, frame in reading.cycle.tables.items():
            assert differences(frame, plan.tables[table]) == [], (seed, table)
        shutil.rmtree(folder)


def test_the_cycles_hold_what_they_are_meant_to_hold() -> None:
    """Every table with rows, every column blank and filled, zeros, and odd identifiers."""
    plans = [made_plan(seed) for seed in range(60)]
    for table, schema in schemas().items():
        if table.startswith("evaluations/"):
            continue
        rows = [row for plan in plans for row in plan.tables[table]]
        assert rows
        for field in schema.fields:
            values = [row[field.name] for row in rows]
            assert any(value is not None for value in values)
            assert None in values or field.required or (table, field.name) in ALWAYS_FILLED
    rows = [row for plan in plans for table in plan.tables.values() for row in table]
    values = {value for row in rows for value in row.values()}
    assert {"007", "NA", "TRUE", "1-2", Decimal(0), True, False} <= values
    assert any(isinstance(value, date) for value in values)

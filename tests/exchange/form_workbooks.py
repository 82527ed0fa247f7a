"""Workbooks of forms in tests: read with openpyxl as the gate would give them, and filled."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from napeval.exchange.workbooks.model import Cell, Sheet, Workbook


def as_workbook(source: Path | bytes, file: str = "form.xlsx") -> Workbook:
    """A workbook of ours, stored values only."""
    book = openpyxl.load_workbook(io.BytesIO(source) if isinstance(source, bytes) else source, data_only=True)
    sheets = []
    for page in book.worksheets:
        cells = {
            (cell.row, cell.column): Cell(
                cell.row, cell.column, _value(cell.value), number_format=cell.number_format
            )
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        }
        sheets.append(
            Sheet(
                page.title,
                page.sheet_state != "visible",
                cells,
                tuple(str(one) for one in page.merged_cells.ranges),
                frozenset(),
                frozenset(),
                max((row for row, _ in cells), default=0),
                max((column for _, column in cells), default=0),
            )
        )
    return Workbook(file, tuple(sheets))


def _value(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def write_cells(path: Path, answers: Mapping[str, Mapping[str, object]]) -> None:
    """Fill cells of a workbook in place. answers: by sheet, then by cell."""
    book = openpyxl.load_workbook(path)
    for tab, cells in answers.items():
        for ref, value in cells.items():
            book[tab][ref] = value
            if isinstance(value, str):
                book[tab][ref].data_type = "s"
    book.save(path)


def find_cell(path: Path, tab: str, heading: str, row_text: str) -> str:
    """Name of the cell under a heading in the row in whose first filled cell a text stands."""
    page = openpyxl.load_workbook(path)[tab]
    head = next(cell for row in page.iter_rows() for cell in row if cell.value == heading)
    for row in page.iter_rows(min_row=head.row + 1):
        if any(cell.value == row_text for cell in row):
            return f"{head.column_letter}{row[0].row}"
    raise AssertionError(f"no row {row_text!r} in {tab}")


DAY = date(2023, 7, 1)

"""Faults of the cells of a data area, whatever the cells should hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from napeval.cycle.faults import Fault
from napeval.exchange.workbooks.model import Cell, Sheet, cell_name, column_letters, column_number

ERROR_WORDS: Mapping[str, str] = {
    "#REF!": "cell_ref_error",
    "#DIV/0!": "cell_division_error",
    "#N/A": "cell_not_available",
    "#NAME?": "cell_name_error",
    **dict.fromkeys(("#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"), "cell_error"),
    **dict.fromkeys(("#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA"), "cell_error"),
}
"""The fault of a cell by the word that it shows, whether calculated or pasted as text."""

_MERGED = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_LONGEST_SHOWN = 60


def cell_faults(
    sheet: Sheet, file: str, *, rows: range, columns: range, merged_allowed: Collection[str] = ()
) -> list[Fault]:
    """What is wrong with the cells of a data area before their values are judged, in the order of rows.

    rows, columns: of the area, from 1, in steps of 1. merged_allowed: ranges such as A1:F1 that the form
    itself merges. Errors: words of errors, formulas without a stored result, merged cells that touch the
    area. Warnings: struck-through cells, and hidden rows and columns that hold something in the area.
    """
    cells = [cell for cell in sheet.cells.values() if cell.row in rows and cell.column in columns]
    placed = [(cell.row, cell.column, _cell_fault(sheet, file, cell)) for cell in cells]
    faults = [(row, column, fault) for row, column, fault in placed if fault is not None]
    faults += [
        (cell.row, cell.column, _fault("cell_struck", sheet, file, cell, "warning"))
        for cell in cells
        if cell.struck and not cell.error
    ]
    for row in sorted({cell.row for cell in cells} & sheet.hidden_rows):
        faults.append((row, 0, Fault("row_hidden", file, row, severity="warning", sheet=sheet.name)))
    for column in sorted({cell.column for cell in cells} & sheet.hidden_columns):
        letters = column_letters(column)
        hidden = Fault("column_hidden", file, column=letters, severity="warning", sheet=sheet.name)
        faults.append((0, column, hidden))
    faults += _merged_faults(sheet, file, rows, columns, merged_allowed)
    return [fault for _, _, fault in sorted(faults, key=lambda placed: placed[:2])]


def _cell_fault(sheet: Sheet, file: str, cell: Cell) -> Fault | None:
    if cell.formula is not None and cell.value is None:
        return _fault("formula_without_value", sheet, file, cell)
    if cell.error:
        return _fault(ERROR_WORDS.get(str(cell.value), "cell_error"), sheet, file, cell)
    if isinstance(cell.value, str) and cell.value.strip() in ERROR_WORDS:
        return _fault(ERROR_WORDS[cell.value.strip()], sheet, file, cell)
    return None


def _fault(code: str, sheet: Sheet, file: str, cell: Cell, severity: str = "error") -> Fault:
    shown = str(cell.formula if cell.value is None else cell.value)
    shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
    return Fault(
        code,
        file,
        cell.row,
        value=shown,
        severity="warning" if severity == "warning" else "error",
        sheet=sheet.name,
        cell=cell.ref,
    )


def _merged_faults(
    sheet: Sheet, file: str, rows: range, columns: range, allowed: Collection[str]
) -> Iterator[tuple[int, int, Fault]]:
    """Of merged cells only the first keeps a value; all others look filled and are empty."""
    for ref in sheet.merged:
        found = _MERGED.fullmatch(ref)
        if found is None or ref in allowed:
            continue
        left, top = column_number(found[1]), int(found[2])
        right, bottom = column_number(found[3]), int(found[4])
        touches_rows = top < rows.stop and bottom >= rows.start
        touches_columns = left < columns.stop and right >= columns.start
        if touches_rows and touches_columns:
            place = cell_name(top, left)
            yield top, left, Fault("cells_merged", file, top, value=ref, sheet=sheet.name, cell=place)

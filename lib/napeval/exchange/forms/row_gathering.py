"""Gathering the rows that a filled form gives, and the faults of its answers, sheet by sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from napeval.cycle.faults import Fault, errors_of
from napeval.exchange.forms.kinds import NewRow, new_row
from napeval.exchange.forms.model import Value
from napeval.exchange.forms.reading import FilledForm, FilledRow


class RowGatherer:
    """Rows by table and faults of one form, all rows recorded on one day."""

    def __init__(self, filled: FilledForm, day: date) -> None:
        self.filled = filled
        self.day = day
        self.rows: dict[str, list[NewRow]] = {}
        self.faults: list[Fault] = []

    def add(
        self,
        table: str,
        sheet: str,
        row: FilledRow,
        values: Mapping[str, Value],
        columns: Mapping[str, str] | None = None,
    ) -> None:
        """A row for a table. columns: column of the form by column of the table where the names differ."""
        recorded = {**values, "recorded_on": self.day}
        self.rows.setdefault(table, []).append(new_row(self.filled, sheet, row, recorded, columns))

    def need(self, code: str, sheet: str, row: FilledRow | None, column: str) -> None:
        """Say that a cell must be filled, unless what stands there could not be read and that is said."""
        if not is_refused(self.filled, sheet, row, column):
            self.faults.append(self.filled.fault(code, sheet, row, column))


def is_refused(filled: FilledForm, sheet: str, row: FilledRow | None, column: str) -> bool:
    """Whether something stands in a cell that could not be read, which has been said already."""
    cell = row.cells.get(column) if row else None
    if cell is None or filled.form is None:
        return False
    tab = filled.form.sheet(sheet).tab
    return any(fault.cell == cell and fault.sheet == tab for fault in errors_of(filled.faults))

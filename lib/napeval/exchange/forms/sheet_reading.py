"""One sheet of a filled form: headings and rows found again, whatever their order, and the cells read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napeval.cycle.faults import Fault, nearest
from napeval.exchange.forms.cell_reading import Remark, cell_text, read_cell, same_word
from napeval.exchange.forms.cell_values import shown_text
from napeval.exchange.forms.model import CellRules, FormColumn, FormRow, FormSheet, Value, cell_rules
from napeval.exchange.workbooks.cells import cell_faults
from napeval.exchange.workbooks.model import Cell, Sheet, cell_name

_MOST_ROWS_ABOVE = 60


@dataclass(frozen=True)
class FilledRow:
    """One row of a filled sheet.

    row: as in the workbook. values: by column, typed; None for a blank or unreadable cell; locked cells
    as they were handed out. cells: name of the cell by column. handed_out: the row of the form that it
    is, None for a spare row. answered: whether anything stands in the cells to be filled that did not
    stand there before.
    """

    row: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]
    handed_out: FormRow | None
    answered: bool


class SheetReader:
    """Reads one sheet and gathers its rows and faults."""

    def __init__(self, form: FormSheet, sheet: Sheet, file: str) -> None:
        self._form = form
        self._sheet = sheet
        self._file = file
        self.rows: list[FilledRow] = []
        self.faults: list[Fault] = []

    def read(self) -> None:
        """Find headings and rows, and read every cell."""
        head = self._heading_row()
        if head is None:
            self._say("form_headings_missing", arguments={"expected": self._form.columns[0].heading})
            return
        columns = self._columns(head)
        if columns is None:
            return
        area = range(head + 1, self._sheet.last_row + 1)
        span = range(1, max(columns) + 1)
        found = cell_faults(self._sheet, self._file, rows=area, columns=span)
        self.faults += found
        unread = {fault.cell for fault in found if fault.severity == "error" and fault.cell}
        self._rows(area, columns, unread)

    def _say(
        self,
        code: str,
        row: int | None = None,
        place: int | None = None,
        heading: str | None = None,
        remark: Remark | None = None,
        **rest: object,
    ) -> None:
        cell = cell_name(row, place) if row and place else None
        told = remark or Remark(code, None, {})
        arguments = rest.get("arguments", told.arguments)
        severity = rest.get("severity", told.severity)
        value = rest.get("value", told.value)
        self.faults.append(
            Fault(code, self._file, row, heading, value, arguments, severity, self._sheet.name, cell)  # type: ignore[arg-type]
        )

    def _heading_row(self) -> int | None:
        """The row in which most headings stand, at least two or all there are."""
        wanted = {same_word(column.heading) for column in self._form.columns}
        counts: dict[int, set[str]] = {}
        for (row, _), cell in self._sheet.cells.items():
            if row <= _MOST_ROWS_ABOVE and same_word(cell_text(cell.value)) in wanted:
                counts.setdefault(row, set()).add(same_word(cell_text(cell.value)))
        best = max(sorted(counts), key=lambda row: len(counts[row]), default=None)
        return best if best is not None and len(counts[best]) >= min(2, len(wanted)) else None

    def _columns(self, head: int) -> Mapping[int, FormColumn] | None:
        """The column of the form by its place in the sheet; None where one that is needed is missing."""
        known = {same_word(column.heading): column for column in self._form.columns}
        places: dict[int, FormColumn] = {}
        extra: list[tuple[int, str]] = []
        repeated = False
        for place in range(1, self._sheet.last_column + 1):
            text = cell_text(self._sheet.value(head, place))
            column = known.get(same_word(text))
            if column is None:
                extra += [(place, text)] if text else []
            elif column in places.values():
                self._say("column_repeated", head, place, text)
                repeated = True
            else:
                places[place] = column
        there = {column.name for column in places.values()}
        absent = [column for column in self._form.columns if column.name not in there]
        self._say_extra(head, extra, [column.heading for column in absent])
        for column in absent:
            needed = column.editable or column.identity
            severity = "error" if needed else "warning"
            self._say("form_column_missing", head, heading=column.heading, severity=severity)
        lost = repeated or any(column.editable or column.identity for column in absent)
        return None if lost else places

    def _say_extra(self, head: int, extra: Sequence[tuple[int, str]], absent: Sequence[str]) -> None:
        for place, text in extra:
            self._say(
                "form_column_extra",
                head,
                place,
                text[:60],
                arguments={"nearest": nearest(text, absent)},
                severity="warning",
            )

    def _rows(self, area: range, columns: Mapping[int, FormColumn], unread: set[str]) -> None:
        sections = {same_word(row.section) for row in self._form.rows if row.section}
        by_key = {self._form.key(row.values): row for row in self._form.rows}
        met: dict[tuple[Value, ...], int] = {}
        for number in area:
            cells = {
                place: cell
                for place in range(1, self._sheet.last_column + 1)
                if (cell := self._sheet.cells.get((number, place))) is not None and cell_text(cell.value)
            }
            filled = {place: cell for place, cell in cells.items() if place in columns}
            if not filled and not self._unread_here(number, columns, unread):
                continue
            if len(cells) == 1 and same_word(cell_text(next(iter(cells.values())).value)) in sections:
                continue
            self._row(number, columns, filled, unread, by_key, met)
        self._say_missing(by_key, met)

    def _unread_here(self, number: int, columns: Mapping[int, FormColumn], unread: set[str]) -> bool:
        return any(cell_name(number, place) in unread for place in columns)

    def _row(
        self,
        number: int,
        columns: Mapping[int, FormColumn],
        filled: Mapping[int, Cell],
        unread: set[str],
        by_key: Mapping[tuple[Value, ...], FormRow],
        met: dict[tuple[Value, ...], int],
    ) -> None:
        """One row: recognised by its identity, then read cell by cell."""
        key, name = self._identity(columns, filled)
        row = by_key.get(key)
        if row is None and not self._form.spare_rows:
            first = next(place for place, column in columns.items() if column.identity)
            self._say("form_row_unknown", number, first, columns[first].heading, value=name or None)
            return
        if row is not None:
            if key in met:
                place = next(place for place, column in columns.items() if column.identity)
                arguments = {"first": str(met[key])}
                heading = columns[place].heading
                self._say("form_row_repeated", number, place, heading, value=name, arguments=arguments)
                return
            met[key] = number
        values: dict[str, Value] = {column.name: None for column in self._form.columns}
        values |= row.values if row else {}
        answered = False
        for place, column in columns.items():
            rules = cell_rules(column, row)
            given = row.values.get(column.name) if row else None
            cell = filled.get(place)
            if not rules.editable:
                values[column.name] = given
                self._compare(number, place, column, rules, given, cell)
            elif cell is not None and cell.ref not in unread:
                values[column.name], remark = read_cell(cell, rules)
                answered |= values[column.name] != given
                if remark:
                    self._say(remark.code, number, place, column.heading, remark)
        cells = {column.name: cell_name(number, place) for place, column in columns.items()}
        self.rows.append(FilledRow(number, values, cells, row, answered))

    def _identity(
        self, columns: Mapping[int, FormColumn], filled: Mapping[int, Cell]
    ) -> tuple[tuple[Value, ...], str]:
        """The key of a row as far as it can be read, and how its identity cells read."""
        found: dict[str, Value] = {}
        shown = []
        for place, column in columns.items():
            cell = filled.get(place)
            if column.identity and cell is not None:
                found[column.name], _ = read_cell(cell, cell_rules(column, None))
                shown.append(cell_text(cell.value))
        return self._form.key(found), " | ".join(shown)[:60]

    def _compare(
        self, number: int, place: int, column: FormColumn, rules: CellRules, given: Value, cell: Cell | None
    ) -> None:
        """A locked cell that no longer holds what it was handed out with."""
        found = cell_text(cell.value) if cell else ""
        expected = shown_text(given, rules.choices)
        if same_word(found) == same_word(expected):
            return
        if cell is not None and given is not None and read_cell(cell, rules)[0] == given:
            return
        code = "form_cell_changed" if expected else "form_cell_not_asked"
        arguments = {"expected": expected[:120]} if expected else {}
        self._say(
            code, number, place, column.heading, value=found[:60], arguments=arguments, severity="warning"
        )

    def _say_missing(
        self, by_key: Mapping[tuple[Value, ...], FormRow], met: Mapping[tuple[Value, ...], int]
    ) -> None:
        for key, row in by_key.items():
            asked = any(cell_rules(column, row).editable for column in self._form.columns)
            if key not in met and asked:
                shown = [
                    shown_text(row.values.get(name), self._form.column(name).choices)
                    for name in self._form.identity
                ]
                name = " | ".join(part for part in shown if part)
                self._say("form_row_missing", arguments={"row": name[:60]}, severity="warning")

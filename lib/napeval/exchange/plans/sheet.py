"""One sheet of a plan as a reader sees it: texts without invisible marks, and what merged cells cover."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from napeval.cycle.cleaning import cleaned
from napeval.cycle.numbers import number_text
from napeval.exchange.workbooks.model import CellValue, Sheet, cell_name, column_number

_RANGE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")
_DECIMALS = re.compile(r"#?,?#*0(?:\.(?P<zeros>0+))?")
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range."""


@dataclass(frozen=True)
class PlanCell:
    """One filled cell. text: lines kept, invisible marks taken out. value: as stored."""

    text: str
    value: CellValue
    ref: str

    @property
    def lines(self) -> list[str]:
        """The lines of the text that hold anything."""
        return [line for line in (part.strip() for part in self.text.split("\n")) if line]

    @property
    def one_line(self) -> str:
        """The text with its lines joined and single spaces."""
        return " ".join(self.text.split())


@dataclass(frozen=True)
class PlanSheet:
    """A sheet, or the table of a CSV file (name ""). merged: the range that covers a cell, by cell."""

    name: str
    cells: Mapping[tuple[int, int], PlanCell]
    merged: Mapping[tuple[int, int], Area]
    last_row: int
    last_column: int

    def own(self, row: int, column: int) -> PlanCell | None:
        """What is written in a cell itself."""
        return self.cells.get((row, column))

    def seen(self, row: int, column: int) -> PlanCell | None:
        """What a reader sees in the place of a cell: that of the merged range that covers it, if any."""
        area = self.merged.get((row, column))
        return self.cells.get(area[:2] if area else (row, column))

    def is_below(self, row: int, column: int) -> bool:
        """Whether the cell belongs to a merged range that begins in a row above."""
        area = self.merged.get((row, column))
        return area is not None and area[0] < row

    def width_at(self, row: int, column: int) -> int:
        """How many columns the cell takes, merged ones included."""
        area = self.merged.get((row, column))
        return area[3] - area[1] + 1 if area else 1

    def filled(self, row: int) -> list[int]:
        """The columns with something written in a row, in order."""
        return [column for column in range(1, self.last_column + 1) if (row, column) in self.cells]


def from_workbook(sheet: Sheet) -> PlanSheet:
    """A sheet of a workbook."""
    cells = {}
    for place, cell in sheet.cells.items():
        text = _text(cell.value, cell.number_format)
        if text:
            cells[place] = PlanCell(text, cell.value, cell.ref)
    return PlanSheet(sheet.name, cells, _covered(sheet.merged), sheet.last_row, sheet.last_column)


def from_csv(text: str) -> PlanSheet:
    """The table of a CSV text; of comma, semicolon and tab the separator that finds most cells.

    Raises csv.Error where it cannot be read.
    """
    tables = [_rows(text, separator) for separator in (",", ";", "\t")]
    rows = max(tables, key=lambda table: sum(len(row) for row in table))
    cells = {}
    for number, row in enumerate(rows, start=1):
        for column, word in enumerate(row, start=1):
            shown = _text(word, "")
            if shown:
                cells[number, column] = PlanCell(shown, shown, cell_name(number, column))
    return PlanSheet("", cells, {}, len(rows), max((len(row) for row in rows), default=0))


def _rows(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator))


def _text(value: CellValue, number_format: str) -> str:
    """A stored value as text; a decimal number with the zeros that its format shows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        match = _DECIMALS.fullmatch(number_format)
        exact = Decimal(str(value))
        if match and match["zeros"] and -exact.as_tuple().exponent <= len(match["zeros"]):  # type: ignore[operator]
            return f"{exact:.{len(match['zeros'])}f}"
        return number_text(value) if exact == exact.to_integral_value() else f"{exact:f}"
    lines = (cleaned(line)[0] for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def _covered(ranges: tuple[str, ...]) -> dict[tuple[int, int], Area]:
    covered = {}
    for text in ranges:
        match = _RANGE.fullmatch(text)
        if match is None:
            continue
        left, top, right, bottom = match.groups()
        area = (int(top), column_number(left), int(bottom), column_number(right))
        for row in range(area[0], area[2] + 1):
            for column in range(area[1], area[3] + 1):
                covered[row, column] = area
    return covered

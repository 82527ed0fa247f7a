"""A workbook as read: sheets and their filled cells, with stored values and formulas apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

CellValue = str | int | float | bool | date | datetime | None


def column_letters(column: int) -> str:
    """1 -> A, 27 -> AA: a column as a spreadsheet names it. Raises ValueError below 1."""
    if column < 1:
        raise ValueError(f"column is {column}; the first is 1")
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27. Raises ValueError for anything but capital letters."""
    if not letters or any(not "A" <= letter <= "Z" for letter in letters):
        raise ValueError(f"'{letters}' names no column")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell, such as C7."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell.

    row, column: from 1. value: as stored, never calculated here; a date has no time part where the cell
    has none; None where a formula has no stored result. formula: with its equals sign, None for a plain
    value. number_format: as the file spells it ("General" by default), so that 0.45 shown as 45 % can be
    told from 0.45. struck: the value or a part of it is struck through. error: the value is the word of
    an error, such as #REF!.
    """

    row: int
    column: int
    value: CellValue
    formula: str | None = None
    number_format: str = "General"
    struck: bool = False
    error: bool = False

    @property
    def ref(self) -> str:
        """The name of the cell, such as C7."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True)
class Sheet:
    """One sheet. cells: filled ones only, by (row, column). hidden: also where it is 'very hidden'.

    merged: ranges such as A1:F1. hidden_rows, hidden_columns: hidden by hand, by a filter or by no height.
    last_row, last_column: of the filled cells, 0 on an empty sheet.
    """

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[str, ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    last_row: int
    last_column: int

    def value(self, row: int, column: int) -> CellValue:
        """The stored value of a cell, None where it is empty."""
        cell = self.cells.get((row, column))
        return None if cell is None else cell.value


@dataclass(frozen=True)
class Workbook:
    """A workbook as read. file: its name as messages show it. sheets: in the order of their tabs."""

    file: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

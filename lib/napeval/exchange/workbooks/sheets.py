"""One sheet scanned as a stream before it is read: which cells are filled, and whether that is too much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from napeval.exchange.workbooks.findings import WorkbookRefused, damaged, refuse
from napeval.exchange.workbooks.formulas import calls_program
from napeval.exchange.workbooks.limits import WorkbookLimits
from napeval.exchange.workbooks.model import cell_name, column_letters, column_number
from napeval.exchange.workbooks.xml import Attributes, PartHandler, is_on

_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}:[A-Z]{1,3}[1-9][0-9]{0,6}")
_MOST_BESIDE = 20_000  # elements before the cells and between them; Excel writes at most 16,384 columns
_MOST_MERGED = 50_000
_TEXTS = ("v", "f", "t")


def _is_unseen(attributes: Attributes, size: str) -> bool:
    """Whether a row or column is hidden, or has no size."""
    return is_on(attributes, "hidden") or attributes.get(size) == "0"


@dataclass
class Allowance:
    """What is left of the limits of a workbook while its sheets are scanned one after another."""

    limits: WorkbookLimits
    cells: int = 0
    characters: int = 0

    def take(self, characters: int) -> None:
        """Count one more filled cell. Raises WorkbookRefused beyond a limit."""
        self.cells += 1
        self.characters += characters
        if self.cells > self.limits.filled_cells:
            raise refuse("workbook_too_many_cells", limit=f"{self.limits.filled_cells}")
        if self.characters > self.limits.text_characters:
            raise refuse("workbook_too_much_text", limit=f"{self.limits.text_characters}")


@dataclass(slots=True)
class _OpenCell:
    """A cell while it is scanned: its pieces v (value), f (formula) and t (text kept in the cell itself)."""

    row: int
    column: int
    kind: str
    shared: str = ""
    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class SheetScan(PartHandler):
    """What a sheet holds, without what its cells mean.

    filled: places of cells that hold anything; formats alone do not count. empty_results: of formulas whose
    stored result is an empty text, which openpyxl does not tell from none. in_order: see _start_row.
    """

    name: str
    part: str
    text_lengths: Sequence[int]
    allowance: Allowance
    filled: set[tuple[int, int]] = field(default_factory=set)
    empty_results: set[tuple[int, int]] = field(default_factory=set)
    formulas: int = 0
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    _inside: bool = False
    _beside: int = 0
    _row: int = 0
    _highest_row: int = 0
    _in_order: bool = True
    _column: int = 0
    _cell: _OpenCell | None = None
    _taking: str = ""
    _filled_rows: set[int] = field(default_factory=set)
    _shared: dict[str, int] = field(default_factory=dict)

    def start(self, name: str, attributes: Attributes) -> None:
        if self._cell is not None:
            if name in _TEXTS:
                self._taking = name
                self._cell.texts.setdefault(name, "")
                if name == "f" and attributes.get("t") == "shared":
                    self._cell.shared = attributes.get("si", "")
        elif name == "c" and self._inside:
            self._cell = self._open(attributes)
        elif name == "row" and self._inside:
            self._start_row(attributes)
        elif name == "mergeCell":
            self._take_merged(attributes.get("ref", ""))
        else:
            self._start_beside(name, attributes)

    def end(self, name: str) -> None:
        if self._cell is not None:
            self._taking = ""
            if name == "c":
                cell, self._cell = self._cell, None
                self._close(cell)
        elif name == "sheetData":
            self._inside, self._beside = False, -self.allowance.limits.elements  # the rest is not read

    def text(self, text: str) -> None:
        if self._taking and self._cell is not None:
            self._cell.texts[self._taking] += text
            self._check_length(self._cell, len(self._cell.texts[self._taking]))

    def _start_row(self, attributes: Attributes) -> None:
        """Rows that hold anything must come from top to bottom, since openpyxl passes over any other."""
        self._row = self._whole(attributes.get("r", str(self._row + 1)))
        self._column = 0
        self._in_order = self._row > self._highest_row
        self._highest_row = max(self._row, self._highest_row)
        if self._row <= self.allowance.limits.last_row and _is_unseen(attributes, "ht"):
            self.hidden_rows.add(self._row)

    def _start_beside(self, name: str, attributes: Attributes) -> None:
        self._beside += 1
        if self._beside > _MOST_BESIDE:
            raise refuse("workbook_too_complex", self.part)
        if name == "sheetData":
            self._inside = True
        elif name == "col" and _is_unseen(attributes, "width"):
            first, last = self._whole(attributes.get("min", "")), self._whole(attributes.get("max", ""))
            self.hidden_columns.update(range(first, min(last, self.allowance.limits.last_column) + 1))

    def _take_merged(self, ref: str) -> None:
        if not _RANGE.fullmatch(ref) or len(self.merged) >= _MOST_MERGED:
            raise damaged(self.part)
        self.merged.append(ref)

    def _whole(self, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 7:
            raise damaged(self.part)
        return int(text)

    def _open(self, attributes: Attributes) -> _OpenCell:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            found = _REF.fullmatch(attributes["r"])
            if found is None:
                raise damaged(self.part)
            row, column = int(found[2]), column_number(found[1])
        self._column = column
        cell = _OpenCell(row, column, attributes.get("t", "n"))
        if row != self._row:
            raise self._refused("workbook_cell_place", cell)
        return cell

    def _close(self, cell: _OpenCell) -> None:
        """Count the cell where it holds anything."""
        characters = self._value_length(cell)
        formula = cell.texts.get("f")
        if formula is None and not characters:
            return
        self._check_place(cell)
        self._check_length(cell, characters)
        if formula is not None:
            characters += self._formula_length(cell, formula)
            if cell.kind == "str" and cell.texts.get("v") == "":
                self.empty_results.add((cell.row, cell.column))
        self.allowance.take(characters)

    def _value_length(self, cell: _OpenCell) -> int:
        if cell.kind == "inlineStr":
            return len(cell.texts.get("t", ""))
        value = cell.texts.get("v", "")
        if cell.kind != "s" or not value:
            return len(value)
        if not value.isascii() or not value.isdigit() or int(value) >= len(self.text_lengths):
            raise self._refused("workbook_cell_value", cell, value=value[:60])
        return self.text_lengths[int(value)]

    def _formula_length(self, cell: _OpenCell, formula: str) -> int:
        """A formula that several cells share stands in the file once and is taken up for each of them."""
        self.formulas += 1
        if calls_program(formula):
            raise self._refused("workbook_dde", cell, value=f"={formula[:60]}")
        return max(len(formula), self._shared.setdefault(cell.shared, len(formula)) if cell.shared else 0)

    def _check_place(self, cell: _OpenCell) -> None:
        """Raises WorkbookRefused for a cell too far out, one row too many, or the same cell twice."""
        limits = self.allowance.limits
        if cell.row > limits.last_row or cell.column > limits.last_column:
            column = column_letters(limits.last_column)
            raise self._refused("workbook_far_cell", cell, rows=f"{limits.last_row}", column=column)
        self._filled_rows.add(cell.row)
        if len(self._filled_rows) > limits.filled_rows:
            raise self._refused("workbook_too_many_rows", None, limit=f"{limits.filled_rows}")
        place = (cell.row, cell.column)
        if place in self.filled or not self._in_order:
            raise self._refused("workbook_cell_place", cell)
        self.filled.add(place)
        self.last_row, self.last_column = max(self.last_row, cell.row), max(self.last_column, cell.column)

    def _check_length(self, cell: _OpenCell, length: int) -> None:
        limit = self.allowance.limits.cell_characters
        if length > limit:
            raise self._refused("workbook_long_text", cell, limit=f"{limit}")

    def _refused(
        self, code: str, cell: _OpenCell | None, value: str | None = None, **arguments: str
    ) -> WorkbookRefused:
        place = None if cell is None else cell_name(cell.row, cell.column)
        return refuse(code, value, sheet=self.name, cell=place, **arguments)

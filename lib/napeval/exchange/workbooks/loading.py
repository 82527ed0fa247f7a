"""Reads the scanned parts of a workbook with openpyxl: formulas and stored values side by side.

openpyxl reads cells as a stream here and leaves everything behind the last of them alone. Its other way of
reading would empty cells under merged ones, and fill in each cell of a link that covers a whole sheet.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import openpyxl

from napeval.exchange.workbooks.copy import packed
from napeval.exchange.workbooks.findings import WorkbookRefused, damaged, refuse
from napeval.exchange.workbooks.model import cell_name
from napeval.exchange.workbooks.sheets import SheetScan
from napeval.exchange.workbooks.values import plain_value

_NOTHING = b"<a/>"
_FRAME_PARTS = 3  # types, list of sheets, relations


class LoadedWorkbook:
    """The workbook as openpyxl opens it. formats: number formats that the cells read so far name by number.

    Raises WorkbookRefused where openpyxl cannot open it.
    """

    def __init__(
        self, parts: Mapping[str, bytes], scans: Sequence[SheetScan], *, never_calculated: bool
    ) -> None:
        self.formats: dict[str, int] = {}
        self._scans = scans
        self._never_calculated = never_calculated
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                self._shown = _opened(parts)
                calculated = any(scan.formulas for scan in scans)
                self._stored = _opened(parts, data_only=True) if calculated else self._shown
            except MemoryError:
                raise
            except Exception as error:  # whatever openpyxl stumbles over, the file is not as it should be
                raise damaged(_damaged_part(parts)) from error
        if [sheet.title for sheet in self._shown.worksheets] != [scan.name for scan in scans]:
            raise damaged(list(parts)[1])

    def cells(self, number: int) -> list[list[Any]]:
        """The cells of a sheet as rows [row, column, kind, value, formula, format, struck].

        kind: see plain_value. A formula without a stored result has the value None. Raises WorkbookRefused
        where a cell cannot be read, or where openpyxl and the scan do not find the same cells filled.
        """
        scan = self._scans[number]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cells = list(self._read(number, scan)) if scan.last_row else []
        except (MemoryError, WorkbookRefused):
            raise
        except Exception as error:  # as above
            raise damaged(scan.part) from error
        if {(row, column) for row, column, *_ in cells} != scan.filled:
            raise damaged(scan.part)
        return cells

    def _read(self, number: int, scan: SheetScan) -> Iterator[list[Any]]:
        extent = {"max_row": scan.last_row, "max_col": scan.last_column}
        shown_rows = self._shown.worksheets[number].iter_rows(**extent)
        rows: Iterable[tuple[Any, Any]] = ((row, row) for row in shown_rows)
        if scan.formulas:
            rows = zip(shown_rows, self._stored.worksheets[number].iter_rows(**extent), strict=True)
        for shown_row, stored_row in itertools.islice(rows, scan.last_row):
            for shown, stored in zip(shown_row, stored_row, strict=True):
                if shown.value is not None:
                    cell = self._cell(shown, stored, scan)
                    if cell[3] not in (None, "") or cell[4] is not None:
                        yield cell

    def _cell(self, shown: Any, stored: Any, scan: SheetScan) -> list[Any]:
        formula = _formula(shown)
        try:
            kind, value, part_struck = plain_value(stored, self._shown.epoch)
        except ValueError as error:
            place = cell_name(shown.row, shown.column)
            found = str(stored.value)[:60]
            raise refuse("workbook_cell_value", found, sheet=scan.name, cell=place) from error
        if formula is not None:
            if self._never_calculated:
                kind, value = "", None
            elif value is None and (shown.row, shown.column) in scan.empty_results:
                value = ""
        number_format = self.formats.setdefault(shown.number_format, len(self.formats))
        struck = part_struck or bool(shown.font.strike)
        return [shown.row, shown.column, kind, value, formula, number_format, struck]


def _opened(parts: Mapping[str, bytes], *, data_only: bool = False) -> Any:
    return openpyxl.load_workbook(
        packed(parts), read_only=True, data_only=data_only, keep_links=False, rich_text=True
    )


def _damaged_part(parts: Mapping[str, bytes]) -> str:
    """The first part without whose contents the workbook opens; else the list of sheets."""
    names = list(parts)
    for name in reversed(names[_FRAME_PARTS:]):
        try:
            _opened({**parts, name: _NOTHING})
        except MemoryError:
            raise
        except Exception:
            continue
        return name
    return names[1]


def _formula(cell: Any) -> str | None:
    """The formula with its equals sign; openpyxl has kinds of its own for those of several cells."""
    if cell.data_type != "f":
        return None
    return cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or "="

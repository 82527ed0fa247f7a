"""The tables of a report as an Excel workbook: values only, no formulas, made to be printed and filtered."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import xlsxwriter

from napeval.reports.document import DocumentInfo

Kind = Literal["text", "integer", "number", "share", "money", "year", "date"]
"""What a column holds; decides how a number is printed."""

_NUMBER_FORMATS: Mapping[str, str] = {
    "text": "@",
    "integer": "#,##0",
    "number": "#,##0.0##",
    "share": "0.0%",
    "money": "#,##0.00",
    "year": "0",
    "date": "yyyy-mm-dd",
}
_ACCENT, _HAIRLINE, _AMBER, _AMBER_INK, _QUIET = "#1F4568", "#C3CAD3", "#FDF1D3", "#694400", "#55606E"
_NARROWEST, _WIDEST = 6.0, 60.0  # characters
_LONGEST_CELL = 32_767  # what Excel keeps of one text
_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class WorkbookError(ValueError):
    """A sheet cannot be written: unknown kind of column, rows of another length, a text too long."""


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook.

    name: wish for the sheet's tab (made unique and shortened to 31 characters); title and notes: lines
    above the table; headers, formats: one each per column; rows: None or NaN is an empty cell, a text in a
    number column (a mark such as ":c") stays text. The last column holds the addresses of the claims, where
    there are any.
    """

    name: str
    title: str
    notes: Sequence[str]
    headers: Sequence[str]
    formats: Sequence[Kind]
    rows: Sequence[Sequence[object]]

    def __post_init__(self) -> None:
        for kind in self.formats:
            if kind not in get_args(Kind):
                known = ", ".join(get_args(Kind))
                raise WorkbookError(f"sheet '{self.name}': unknown kind of column '{kind}'; known: {known}")
        for number, row in enumerate([self.formats, *self.rows]):
            if len(row) != len(self.headers):
                where = f"row {number}" if number else "the list of formats"
                counts = f"{len(row)} entries, the heading has {len(self.headers)}"
                raise WorkbookError(f"sheet '{self.name}': {where} has {counts}.")


def write_xlsx(sheets: Sequence[Sheet], info: DocumentInfo, path: Path) -> None:
    """Write the sheets, after a sheet of contents, as a workbook.

    Nothing that stands in the data becomes a formula or a link. Headings stay in view, columns fit their
    text, each sheet prints landscape on the page's width, and the banner stands on every sheet. The same
    sheets give the same bytes.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
        "default_date_format": _NUMBER_FORMATS["date"],
        "in_memory": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": info.title,
                "subject": info.subject,
                "author": info.author,
                "created": info.time_stamp.replace(tzinfo=None),
            }
        )
        formats = _Formats(book)
        names = sheet_names([info.words["contents"], *(sheet.name for sheet in sheets)])
        _write_contents(book.add_worksheet(names[0]), sheets, names[1:], info, formats)
        for sheet, name in zip(sheets, names[1:], strict=True):
            _write_sheet(book.add_worksheet(name), sheet, info, formats)


def sheet_names(wishes: Sequence[str]) -> list[str]:
    """Names that Excel takes: at most 31 characters, none of [ ] : * ? / \\, unique whatever the case."""
    taken: set[str] = set()
    names: list[str] = []
    for wish in wishes:
        clean = _FORBIDDEN.sub("_", wish).strip("' ") or "_"
        if clean.lower() == "history":  # a name that Excel keeps for itself
            clean = "_history"
        name, count = clean[:_NAME_LENGTH], 1
        while name.lower() in taken:
            count += 1
            ending = f"_{count}"
            name = clean[: _NAME_LENGTH - len(ending)] + ending
        taken.add(name.lower())
        names.append(name)
    return names


class _Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": "Calibri", "font_size": 10}
        quiet = {**font, "font_color": _QUIET}
        self.title = book.add_format({**font, "font_size": 15, "bold": True, "font_color": _ACCENT})
        self.note = book.add_format({**quiet, "text_wrap": False})
        self.banner = book.add_format({**font, "bold": True, "bg_color": _AMBER, "font_color": _AMBER_INK})
        self.link = book.add_format({**font, "font_color": _ACCENT, "underline": 1, "num_format": "@"})
        self.text = book.add_format({**font, "num_format": "@", "valign": "top", "text_wrap": True})
        head = {
            **font,
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": _ACCENT,
            "text_wrap": True,
            "valign": "bottom",
        }
        self.head = book.add_format(head)
        self.head_right = book.add_format({**head, "align": "right"})
        line = {**font, "valign": "top", "bottom": 1, "bottom_color": _HAIRLINE}
        self.cells = {
            kind: book.add_format({**line, "num_format": code, "text_wrap": kind == "text"})
            for kind, code in _NUMBER_FORMATS.items()
        }
        self.cells["date"].set_align("left")
        self.mark = book.add_format({**line, "num_format": "@", "align": "right", "font_color": _QUIET})


def _write_contents(
    page: Any, sheets: Sequence[Sheet], names: Sequence[str], info: DocumentInfo, formats: _Formats
) -> None:
    row = _write_top(page, info.title, [info.subject], 2, info, formats)
    for number, (sheet, name) in enumerate(zip(sheets, names, strict=True), start=row):
        quoted = name.replace("'", "''")
        page.write_url(number, 0, f"internal:'{quoted}'!A1", formats.link, string=name)
        page.write_string(number, 1, sheet.title, formats.text)
    page.set_column(0, 0, min(_WIDEST, max([14.0, *(len(name) * 1.1 + 2 for name in names)])))
    page.set_column(1, 1, 90)
    _set_printing(page, info, repeat_row=None)


def _write_top(
    page: Any, title: str, notes: Sequence[str], width: int, info: DocumentInfo, formats: _Formats
) -> int:
    """Banner, title and notes above a table; returns the number of the next row, after an empty one."""
    row = 0
    if info.banner:
        page.write_string(row, 0, info.banner, formats.banner)
        for column in range(1, width):
            page.write_blank(row, column, None, formats.banner)
        row += 1
    page.set_row(row, 22)
    page.write_string(row, 0, title, formats.title)
    for note in notes:
        row += 1
        page.write_string(row, 0, note, formats.note)
    return row + 2


def _write_sheet(page: Any, sheet: Sheet, info: DocumentInfo, formats: _Formats) -> None:
    head = _write_top(page, sheet.title, sheet.notes, len(sheet.headers), info, formats)
    for column, (header, kind) in enumerate(zip(sheet.headers, sheet.formats, strict=True)):
        to_the_left = kind in ("text", "date")
        page.write_string(head, column, header, formats.head if to_the_left else formats.head_right)
        page.set_column(column, column, _fitted(sheet, column))
    for number, row in enumerate(sheet.rows, start=head + 1):
        for column, (value, kind) in enumerate(zip(row, sheet.formats, strict=True)):
            _write_cell(page, number, column, value, kind, formats, sheet.name)
    page.freeze_panes(head + 1, 1 if len(sheet.headers) > 4 else 0)
    if sheet.rows:
        page.autofilter(head, 0, head + len(sheet.rows), len(sheet.headers) - 1)
    _set_printing(page, info, repeat_row=head)


def _write_cell(
    page: Any, row: int, column: int, value: object, kind: str, formats: _Formats, name: str
) -> None:
    if _is_empty(value):
        page.write_blank(row, column, None, formats.cells[kind])
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats.cells["date"])
    elif kind != "text" and _is_number(value):
        page.write_number(row, column, value, formats.cells[kind])
    else:
        text = str(value)
        if len(text) > _LONGEST_CELL:
            where = f"sheet '{name}', row {row + 1}"
            raise WorkbookError(f"{where}: a text has {len(text)} characters; Excel keeps {_LONGEST_CELL}.")
        page.write_string(row, column, text, formats.cells["text"] if kind == "text" else formats.mark)


def _is_number(value: object) -> bool:
    return hasattr(value, "__float__") and not isinstance(value, (str, bool))


def _is_empty(value: object) -> bool:
    """None, NaN, pandas' NA and NaT: nothing is known, and nothing is printed."""
    return (
        value is None
        or type(value).__name__ in ("NAType", "NaTType")
        or (isinstance(value, float) and math.isnan(value))
    )


def _fitted(sheet: Sheet, column: int) -> float:
    """A width in characters that shows the column; long texts wrap at 60."""
    kind = sheet.formats[column]
    words = [max((len(word) for word in sheet.headers[column].split()), default=1) + 3]
    shown = [_shown_length(row[column], kind) for row in sheet.rows if not _is_empty(row[column])]
    return min(_WIDEST, max([_NARROWEST, *words, *(length * 1.05 + 2 for length in shown)]))


def _shown_length(value: object, kind: str) -> int:
    if kind == "text" or not _is_number(value):
        return max(len(line) for line in str(value).split("\n"))
    number = float(value)  # type: ignore[arg-type]
    digits = {
        "share": f"{100 * number:.1f}%",
        "money": f"{number:,.2f}",
        "number": f"{number:,.3f}",
        "year": f"{number:.0f}",
    }
    return len(digits.get(kind, f"{number:,.0f}"))


def _header_text(text: str) -> str:
    """A text in a header or footer: an ampersand is a command there, doubled it is itself."""
    return text.replace("&", "&&")[:200]


def _set_printing(page: Any, info: DocumentInfo, *, repeat_row: int | None) -> None:
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    page.fit_to_pages(1, 0)
    page.set_header(f"&L&8 {_header_text(info.banner or info.running_head)}")
    page.set_footer(f"&L&8 {_header_text(info.running_head)}&R&8&P / &N")
    if repeat_row is not None:
        page.repeat_rows(repeat_row)

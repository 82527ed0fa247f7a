"""How the sheets of a form look: cell formats, the lines above a table, print set-up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from napeval.display.languages import Language
from napeval.exchange.forms import words
from napeval.exchange.forms.cell_values import DATE_FORMAT
from napeval.exchange.forms.model import Form, FormSheet

_ACCENT, _HAIRLINE, _OPEN, _LOCKED, _BAND = "#1F4568", "#C3CAD3", "#FFF8DC", "#F0F2F5", "#DCE5EE"
_QUIET, _RED, _OPEN_HEAD = "#55606E", "#A32020", "#8A5A00"
_LINE_HEIGHT = 14.0  # points
_TITLE_HEIGHT = 24.0
_CHARACTERS_PER_WIDTH = 1.1  # of running text in a column one character wide


class Formats:
    """The cell formats of one workbook; each is made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._cells: dict[tuple[str, bool], Any] = {}
        font = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        self._font = font
        self.plain = book.add_format(font)
        self.title = book.add_format({**font, "font_size": 15, "bold": True, "font_color": _ACCENT})
        self.subtitle = book.add_format({**font, "bold": True})
        self.mark = book.add_format({**font, "bold": True, "font_color": _RED})
        self.note = book.add_format({**font, "font_color": _QUIET, "text_wrap": True})
        self.text = book.add_format({**font, "text_wrap": True, "num_format": "@"})
        self.section = book.add_format({**font, "bold": True, "bg_color": _BAND, "font_color": _ACCENT})
        swatch = {"bg_color": _OPEN, "border": 1, "border_color": _HAIRLINE}
        self.open_swatch = book.add_format({**font, **swatch})
        head = {**font, "bold": True, "font_color": "#FFFFFF", "text_wrap": True, "border": 1}
        head |= {"border_color": _HAIRLINE, "valign": "vcenter"}
        self.head = book.add_format({**head, "bg_color": _ACCENT})
        self.head_open = book.add_format({**head, "bg_color": _OPEN_HEAD})

    def cell(self, number_format: str, editable: bool) -> Any:
        """The format of a cell: yellow where it is to be filled, grey and locked where it is given."""
        key = (number_format, editable)
        if key not in self._cells:
            look = {
                **self._font,
                "num_format": number_format,
                "text_wrap": True,
                "border": 1,
                "border_color": _HAIRLINE,
                "bg_color": _OPEN if editable else _LOCKED,
                "locked": not editable,
            }
            if number_format == DATE_FORMAT:
                look["align"] = "left"
            self._cells[key] = self._book.add_format(look)
        return self._cells[key]


def text_height(text: str, width: float) -> float:
    """Height in points that a text needs in a stretch of columns so many characters wide."""
    per_line = max(1.0, width * _CHARACTERS_PER_WIDTH)
    return _LINE_HEIGHT * sum(max(1, math.ceil(len(line) / per_line)) for line in text.split("\n"))


def write_wrapped(page: Any, row: int, columns: Sequence[float], text: str, style: Any) -> None:
    """A paragraph across columns of these widths, the row as high as it needs."""
    if len(columns) > 1:
        page.merge_range(row, 0, row, len(columns) - 1, "", style)
    page.write_string(row, 0, text, style)
    page.set_row(row, text_height(text, sum(columns)) + 2)


def write_lines(page: Any, sheet: FormSheet, form: Form, formats: Formats) -> int:
    """Title, institution with period, mark and instructions above a table; gives the row of the headings."""
    page.set_row(0, _TITLE_HEIGHT)
    page.write_string(0, 0, sheet.title, formats.title)
    page.write_string(1, 0, about(form), formats.subtitle)
    row = 2
    if form.mark:
        page.write_string(row, 0, form.mark, formats.mark)
        row += 1
    widths = _readable([column.width for column in sheet.columns])
    for text in sheet.instructions:
        write_wrapped(page, row, widths, text, formats.note)
        row += 1
    return row + 1


def _readable(widths: Sequence[float]) -> list[float]:
    """The first columns that together are wide enough for a line of text, but not wider."""
    taken: list[float] = []
    for width in widths:
        if sum(taken) >= 110:
            break
        taken.append(width)
    return taken


def about(form: Form) -> str:
    """Whose form it is, of what period and plan, in one line."""
    parts = (form.institution_name, form.period_name, form.cycle_title)
    return " · ".join(part for part in parts if part)


_WIDEST_PAGE = 190  # characters that can still be read on one page


def set_printing(
    page: Any, form: Form, language: Language, *, repeat_row: int | None, width: float, still: int = 0
) -> None:
    """Landscape A4, headings repeated, plan and institution on every page.

    A sheet too wide to be read on one page goes over two, its first columns on both. still: how many.
    """
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    page.fit_to_pages(1 if width <= _WIDEST_PAGE else 2, 0)
    if width > _WIDEST_PAGE and still:
        page.repeat_columns(0, still - 1)
    left = f"&L&8{_plain(form.title, 40)} · {_plain(about(form), 120)}"
    page.set_header(f"{left}&R&8{_plain(form.mark, 50)}")
    number = _plain(language.translate(words.PAGE), 20)
    page.set_footer(f"&C&8{number} &P / &N")
    if repeat_row is not None:
        page.repeat_rows(repeat_row)


def _plain(text: str, most: int) -> str:
    """A text without commands for Excel's headers, shortened; an ampersand is doubled to be itself."""
    return " " + (text if len(text) <= most else text[: most - 1] + "…").replace("&", "&&")

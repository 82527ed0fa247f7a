"""A form as an Excel workbook: locked and open cells, drop-downs, number formats, print set-up.

Nothing that stands in the data becomes a formula or a link, and the same form gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from napeval.display.languages import Language
from napeval.exchange.forms.cell_values import number_format, shown_text
from napeval.exchange.forms.first_sheet import write_first_sheet
from napeval.exchange.forms.model import CellRules, Form, FormRow, FormSheet, Value, all_rows, cell_rules
from napeval.exchange.forms.page import Formats, set_printing, text_height, write_lines
from napeval.exchange.forms.validation import validation_of
from napeval.exchange.table_writing import write_tables

LISTS_TAB = "_lists"
"""The hidden helper sheet in which the words of the drop-downs stand."""

_LONGEST_CELL = 32_767  # what Excel keeps of one text
_LEAST_HEIGHT = 14.0  # points
_BOLD = 0.85  # how much less of a heading fits
_PROTECTION = {"format_columns": True, "format_rows": True, "select_locked_cells": True}


def write_form(form: Form, path: Path) -> None:
    """Write a form as a workbook; an existing file is replaced only when the new one stands complete."""
    write_tables(path.parent, {path.name: form_bytes(form)})


def form_bytes(form: Form) -> bytes:
    """The workbook of a form."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    language = Language(form.identification.language)
    with io.BytesIO() as target:
        with xlsxwriter.Workbook(target, options) as book:
            made = datetime.combine(form.identification.made_on, time())
            book.set_properties(
                {"title": form.title, "subject": form.cycle_title, "author": "", "created": made}
            )
            formats = Formats(book)
            lists = _Lists(book)
            write_first_sheet(book, form, language, formats)
            for sheet in form.sheets:
                _write_sheet(book.add_worksheet(sheet.tab), sheet, form, language, formats, lists)
            lists.write(formats.plain)
        return target.getvalue()


class _Lists:
    """The words of all drop-downs, each list once, in columns of the helper sheet."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], int] = {}

    def range_of(self, choices: Mapping[str, str]) -> str:
        """The range of a list; a list met before keeps its column."""
        column = self._columns.setdefault(tuple(choices.values()), len(self._columns))
        letters = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        return f"='{LISTS_TAB}'!{letters}$1:{letters}${len(choices)}"

    def write(self, plain: Any) -> None:
        """Write the helper sheet, the last of the workbook."""
        page = self._book.add_worksheet(LISTS_TAB)
        for labels, column in self._columns.items():
            for row, text in enumerate(labels):
                page.write_string(row, column, text, plain)
        page.hide()
        page.protect("", _PROTECTION)


def _write_sheet(
    page: Any, sheet: FormSheet, form: Form, language: Language, formats: Formats, lists: _Lists
) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
    head = write_lines(page, sheet, form, formats)
    for number, column in enumerate(sheet.columns):
        to_fill = column.editable or (sheet.spare_rows and column.identity)
        page.write_string(head, number, column.heading, formats.head_open if to_fill else formats.head)
    page.set_row(head, max(text_height(one.heading, one.width * _BOLD) for one in sheet.columns) + 6)
    number = head
    placed: list[tuple[int, FormRow | None]] = []
    for row, section in all_rows(sheet):
        number += 1
        if section:
            for place in range(len(sheet.columns)):
                page.write_blank(number, place, None, formats.section)
            page.write_string(number, 0, section, formats.section)
            number += 1
        placed.append((number, row))
        _write_row(page, number, sheet, row, formats)
    _write_validation(page, sheet, placed, language, lists)
    # What tells rows apart and the column beside it stay in view, but leave room for the rest.
    still = 2 if len(sheet.columns) > 2 and sum(one.width for one in sheet.columns[:2]) < 65 else 1
    page.freeze_panes(head + 1, still if len(sheet.columns) > 5 else 0)
    page.protect("", _PROTECTION)
    width = sum(column.width for column in sheet.columns)
    set_printing(page, form, language, repeat_row=head, width=width, still=still)


def _write_row(page: Any, number: int, sheet: FormSheet, row: FormRow | None, formats: Formats) -> None:
    height = _LEAST_HEIGHT
    for place, column in enumerate(sheet.columns):
        rules = cell_rules(column, row)
        value = row.values.get(column.name) if row else None
        _write_cell(page, number, place, value, rules, formats.cell(number_format(rules), rules.editable))
        if rules.editable and rules.kind == "string" and not rules.choices and row:
            height = max(height, sheet.row_height)
        height = max(height, text_height(shown_text(value, rules.choices), column.width))
    page.set_row(number, height + 3)


def _write_cell(page: Any, row: int, column: int, value: Value, rules: CellRules, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif rules.choices or isinstance(value, str | bool):
        page.write_string(row, column, shown_text(value, rules.choices)[:_LONGEST_CELL], style)
    elif rules.kind == "date":
        page.write_datetime(row, column, value, style)
    else:
        page.write_number(row, column, float(value), style)  # type: ignore[arg-type]


def _write_validation(
    page: Any,
    sheet: FormSheet,
    placed: list[tuple[int, FormRow | None]],
    language: Language,
    lists: _Lists,
) -> None:
    """Cells of a column that follow one another under the same rule share one validation."""
    for place, column in enumerate(sheet.columns):
        told = []
        for number, row in placed:
            rules = cell_rules(column, row)
            rule = validation_of(rules, column.heading, language, lists.range_of) if rules.editable else None
            told.append((number, rule))
        for (rule_text, _), run in groupby(
            enumerate(told), key=lambda entry: (repr(entry[1][1]), entry[1][0] - entry[0])
        ):
            members = [entry for _, entry in run]
            if rule_text != "None":
                page.data_validation(members[0][0], place, members[-1][0], place, members[0][1])

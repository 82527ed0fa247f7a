"""Faults that cells of a data area have whatever they should hold, each with its message in full."""

from __future__ import annotations

import pytest

from napeval.display.fault_words import fault_text
from napeval.display.languages import MESSAGE_LANGUAGES, Language
from napeval.exchange.workbooks.cells import ERROR_WORDS, cell_faults
from napeval.exchange.workbooks.model import Cell, Sheet, cell_name, column_letters, column_number

WRITE = "Mend: correct the formula, or write the value."
ROWS, COLUMNS = range(3, 11), range(2, 6)


def sheet_of(*cells, merged=(), hidden_rows=(), hidden_columns=()):
    return Sheet(
        name="Form",
        hidden=False,
        cells={(cell.row, cell.column): cell for cell in cells},
        merged=tuple(merged),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        last_row=max((cell.row for cell in cells), default=0),
        last_column=max((cell.column for cell in cells), default=0),
    )


def messages(sheet, **options):
    faults = cell_faults(sheet, "form.xlsx", rows=ROWS, columns=COLUMNS, **options)
    return [(fault.severity, fault_text(fault, Language("en"))) for fault in faults]


ERRORS = {
    "#REF!": f"the formula points to cells that have been deleted. {WRITE}",
    "#DIV/0!": f"the formula divides by zero or by an empty cell. {WRITE}",
    "#N/A": (
        "the formula has not found what it looks for. "
        "Mend: correct the formula, or write the value; leave the cell empty where nothing is known."
    ),
    "#NAME?": f"the formula uses a name or a function that is not known here. {WRITE}",
    "#VALUE!": f"the formula has no result. {WRITE}",
    "#NUM!": f"the formula has no result. {WRITE}",
    "#NULL!": f"the formula has no result. {WRITE}",
    "#SPILL!": f"the formula has no result. {WRITE}",
    "#PYTHON!": f"the formula has no result. {WRITE}",
}


@pytest.mark.parametrize(("word", "message"), ERRORS.items(), ids=ERRORS)
def test_a_word_of_an_error_names_its_cell(word, message):
    sheet = sheet_of(Cell(7, 3, word, "=A1", error=True))
    assert messages(sheet) == [("error", f"form.xlsx, sheet 'Form', cell C7: found '{word}'; {message}")]


@pytest.mark.parametrize("word", ERROR_WORDS)
def test_the_word_of_an_error_pasted_as_text_is_one_too(word):
    (fault,) = cell_faults(sheet_of(Cell(7, 3, f" {word} ")), "form.xlsx", rows=ROWS, columns=COLUMNS)
    assert (fault.code, fault.row, fault.cell) == (ERROR_WORDS[word], 7, "C7")


def test_a_formula_without_a_stored_result():
    sheet = sheet_of(Cell(4, 2, None, "=SUM(B5:B9)"), Cell(5, 2, "", '=""'), Cell(6, 2, 0, "=B7"))
    assert messages(sheet) == [
        (
            "error",
            "form.xlsx, sheet 'Form', cell B4: found '=SUM(B5:B9)'; the formula has never been calculated, "
            "so its result is not known. Mend: open the workbook in Excel, let it calculate, and save it.",
        )
    ]


def test_a_long_formula_is_shortened():
    formula = "=" + "A1+" * 99
    (fault,) = cell_faults(sheet_of(Cell(4, 2, None, formula)), "form.xlsx", rows=ROWS, columns=COLUMNS)
    assert fault.value == formula[:59] + "…"


def test_a_struck_value_is_a_warning():
    assert messages(sheet_of(Cell(4, 2, 12.5, struck=True))) == [
        (
            "warning",
            "form.xlsx, sheet 'Form', cell B4: found '12.5'; the value or a part of it is struck through. "
            "Mend: delete what no longer holds, or remove the line through it.",
        )
    ]


def test_hidden_rows_and_columns_that_hold_data_are_warnings():
    sheet = sheet_of(
        Cell(4, 2, 1), Cell(4, 3, 1), Cell(6, 5, 1), hidden_rows=[4, 5, 99], hidden_columns=[1, 4, 5]
    )
    assert messages(sheet) == [
        (
            "warning",
            "form.xlsx, sheet 'Form', column 'E': the column is hidden and holds data; it is read. "
            "Mend: unhide the column and check it.",
        ),
        (
            "warning",
            "form.xlsx, sheet 'Form', row 4: the row is hidden and holds data; it is read. "
            "Mend: unhide the row or remove the filter, and check it.",
        ),
    ]


def test_merged_cells_that_touch_the_data_are_errors():
    ranges = ["A1:F2", "B4:C4", "A9:A20", "F3:G4", "E10:Z99", "A3:F3"]
    merged = "cells of the table are merged; only the first of them keeps a value."
    mend = "Mend: unmerge them and fill each cell."
    assert messages(sheet_of(merged=ranges), merged_allowed=["A3:F3"]) == [
        ("error", f"form.xlsx, sheet 'Form', cell B4: found 'B4:C4'; {merged} {mend}"),
        ("error", f"form.xlsx, sheet 'Form', cell E10: found 'E10:Z99'; {merged} {mend}"),
    ]


def test_what_lies_outside_the_data_is_nobody_s_fault():
    sheet = sheet_of(
        Cell(2, 2, "#REF!", error=True), Cell(11, 2, None, "=A1"), Cell(5, 1, 1, struck=True),
        Cell(5, 6, "#N/A"), hidden_rows=[2, 11], hidden_columns=[1, 6],
    )  # fmt: skip
    assert messages(sheet) == []


def test_ordinary_values_have_no_faults():
    values = (0, 12.5, "text", "# of cases", True, "N/A", "REF!", "#")
    cells = [Cell(row, 2, value) for row, value in zip(ROWS, values, strict=True)]
    assert messages(sheet_of(*cells)) == []


def test_faults_come_in_the_order_of_the_sheet():
    cells = [Cell(row, column, "#N/A") for row, column in ((9, 2), (3, 5), (3, 2), (7, 4))]
    faults = cell_faults(sheet_of(*cells), "form.xlsx", rows=ROWS, columns=COLUMNS)
    assert [fault.cell for fault in faults] == ["B3", "E3", "D7", "B9"]


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(number, letters):
    assert (column_letters(number), column_number(letters)) == (letters, number)
    assert cell_name(7, number) == f"{letters}7"


@pytest.mark.parametrize("letters", ["", "a", "A1", "Ä"])
def test_what_is_no_column_is_refused(letters):
    with pytest.raises(ValueError, match="names no column"):
        column_number(letters)


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_every_language_names_the_place_and_the_value(language):
    sheet = sheet_of(Cell(7, 3, "#REF!", "=A1", error=True))
    (fault,) = cell_faults(sheet, "form.xlsx", rows=ROWS, columns=COLUMNS)
    text = fault_text(fault, Language(language))
    assert text.startswith("form.xlsx, ") and "'Form'" in text and "C7" in text and "'#REF!'" in text

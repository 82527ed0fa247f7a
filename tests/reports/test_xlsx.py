"""The workbook of tables."""

import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest
from sample_report import BANNER, HOSTILE, INFO

from napeval.reports.xlsx import Sheet, WorkbookError, sheet_names, write_xlsx

KINDS = ("text", "integer", "number", "share", "money", "year", "date", "text")
ROWS = [
    ["Parandalimi", 207, 1.25, 0.559, 1234.5, 2023, date(2023, 12, 31), "delivery#prevention:share"],
    ["=1+1", ":c", None, float("nan"), pd.NA, 2022, None, HOSTILE],
    ["+1", "@x", ":z", 0, 0.0, "2022-H1", pd.Timestamp(2022, 1, 2), "https://shembull.invalid"],
]


def sheet(name="Zbatimi", rows=ROWS):
    headers = ["Shtylla", "Sa", "Mesatarja", "Pjesa", "Shuma", "Viti", "Data", "Adresa"]
    return Sheet(name, "Zbatimi sipas shtyllës", ["Burimi: raportimi."], headers, KINDS, rows)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "tables.xlsx"
    write_xlsx([sheet(), sheet("Zbatimi")], INFO, path)
    return path


def test_the_same_sheets_give_the_same_bytes(workbook, tmp_path):
    write_xlsx([sheet(), sheet("Zbatimi")], INFO, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == workbook.read_bytes()


def test_contents_come_first_and_lead_to_each_sheet(workbook):
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames == ["Përmbajtja", "Zbatimi", "Zbatimi_2"]
    contents = book["Përmbajtja"]
    assert [cell.value for cell in contents["A"]][:3] == [BANNER, INFO.title, INFO.subject]
    assert [(row[0].value, row[0].hyperlink.location) for row in contents["A5:A6"]] == [
        ("Zbatimi", "'Zbatimi'!A1"),
        ("Zbatimi_2", "'Zbatimi_2'!A1"),
    ]


def test_title_notes_headings_and_values(workbook):
    page = openpyxl.load_workbook(workbook)["Zbatimi"]
    assert [page["A1"].value, page["A2"].value, page["A3"].value] == [
        BANNER,
        "Zbatimi sipas shtyllës",
        "Burimi: raportimi.",
    ]
    assert [cell.value for cell in page[5]][:3] == ["Shtylla", "Sa", "Mesatarja"]
    assert [cell.value for cell in page[6]][:6] == ["Parandalimi", 207, 1.25, 0.559, 1234.5, 2023]
    assert page["G6"].value.date() == date(2023, 12, 31)
    assert [cell.number_format for cell in page[6]] == [
        "@",
        "#,##0",
        "#,##0.0##",
        "0.0%",
        "#,##0.00",
        "0",
        "yyyy-mm-dd",
        "@",
    ]


def test_what_is_unknown_is_empty_and_a_zero_is_a_zero(workbook):
    page = openpyxl.load_workbook(workbook)["Zbatimi"]
    assert [page[f"{column}7"].value for column in "CDEG"] == [None] * 4
    assert (page["D8"].value, page["E8"].value) == (0, 0)


def test_marks_and_hostile_text_stay_text_without_formula_or_link(workbook):
    page = openpyxl.load_workbook(workbook)["Zbatimi"]
    texts = [page[place] for place in ("A7", "B7", "H7", "A8", "B8", "C8", "F8", "H8")]
    assert [cell.value for cell in texts] == [
        "=1+1",
        ":c",
        HOSTILE,
        "+1",
        "@x",
        ":z",
        "2022-H1",
        "https://shembull.invalid",
    ]
    assert {cell.data_type for cell in texts} == {"s"}
    assert page["H8"].hyperlink is None
    with zipfile.ZipFile(workbook) as package:
        assert not [name for name in package.namelist() if b"<f>" in package.read(name)]
        assert not [name for name in package.namelist() if b'TargetMode="External"' in package.read(name)]


def test_headings_stay_filter_and_print(workbook):
    for page in openpyxl.load_workbook(workbook).worksheets[1:]:
        assert page.freeze_panes == "B6"
        assert page.auto_filter.ref == "A5:H8"
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)  # 1 is the default
        assert page.print_title_rows == "$5:$5"
        assert page.oddHeader.left.text == BANNER
        assert page.oddFooter.left.text == INFO.running_head


def test_columns_are_wide_enough_but_not_too_wide(workbook):
    widths = openpyxl.load_workbook(workbook)["Zbatimi"].column_dimensions
    assert widths["A"].width >= len("Parandalimi")
    assert widths["E"].width >= len("1,234.50")
    assert widths["H"].width <= 62


def test_without_banner_the_title_comes_first(tmp_path):
    write_xlsx([sheet(rows=[])], replace(INFO, banner=""), tmp_path / "t.xlsx")
    page = openpyxl.load_workbook(tmp_path / "t.xlsx")["Zbatimi"]
    assert page["A1"].value == "Zbatimi sipas shtyllës"
    assert page.auto_filter.ref is None


def test_sheet_names_are_short_clean_and_unique():
    wishes = ["a/b", "A_B", "x" * 40, "x" * 40, "History", "'q'", ""]
    names = sheet_names(wishes)
    assert names == ["a_b", "A_B_2", "x" * 31, "x" * 29 + "_2", "_history", "q", "_"]


def test_faults_of_a_sheet_are_named():
    with pytest.raises(WorkbookError) as caught:
        Sheet("S", "t", [], ["a"], ["percent"], [])
    assert str(caught.value) == (
        "sheet 'S': unknown kind of column 'percent'; known: text, integer, number, share, money, year, date"
    )
    with pytest.raises(WorkbookError) as caught:
        Sheet("S", "t", [], ["a"], ["text"], [["x"], ["x", "y"]])
    assert str(caught.value) == "sheet 'S': row 2 has 2 entries, the heading has 1."
    with pytest.raises(WorkbookError) as caught:
        Sheet("S", "t", [], ["a"], [], [])
    assert str(caught.value) == "sheet 'S': the list of formats has 0 entries, the heading has 1."


def test_a_text_longer_than_excel_keeps_is_refused(tmp_path):
    long = Sheet("S", "t", [], ["a"], ["text"], [["x" * 32_768]])
    with pytest.raises(WorkbookError) as caught:
        write_xlsx([long], INFO, tmp_path / "t.xlsx")
    assert str(caught.value) == "sheet 'S', row 5: a text has 32768 characters; Excel keeps 32767."

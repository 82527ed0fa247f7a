"""What a workbook holds comes in as it is stored, whoever wrote it."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from hostile_workbooks import (
    MAIN,
    SHEET_PART,
    relation,
    relations,
    sheet_xml,
    workbook_parts,
    write_parts,
    write_rows,
)
from openpyxl.comments import Comment
from workbook_checks import ENGLISH, cells_of, messages, values_of

from napeval.display.fault_words import fault_text
from napeval.exchange.workbooks.reading import read_workbook

STRUCK = (
    "<fonts><font/><font><strike/></font><font><strike val=\"0\"/></font></fonts>"
    '<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/></cellXfs><dxfs><font><strike/></font></dxfs>'
)


def styled(*codes):
    """Styles with these number formats: the first is style 1."""
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    pairs = "".join(f'<xf numFmtId="{200 + number}"/>' for number in range(len(codes)))
    return f"<numFmts>{formats}</numFmts><cellXfs><xf/>{pairs}</cellXfs>"


def test_every_kind_of_cell(tmp_path):
    rows = (
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12.5</v></c><c r="C2"><v>1E3</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c>'
        '<c r="F2" t="inlineStr"><is><t xml:space="preserve"> in </t></is></c>'
        '<c r="G2" t="str"><f>A2&amp;"x"</f><v>yx</v></c><c r="H2"><f>B2*2</f><v>25</v></c>'
        '<c r="I2" t="d"><v>2023-06-30</v></c><c r="J2" t="d"><v>2023-06-30T12:30:00</v></c>'
        '<c r="K2"><v>007</v></c><c r="L2" t="str"><f>""</f><v></v></c><c r="M2"><f>1+1</f></c></row>'
    )
    path = write_rows(tmp_path / "a.xlsx", rows, texts="<si><t>x</t></si><si><t>y</t></si>")
    cells = cells_of(path)
    assert {ref: (cell.value, cell.formula) for ref, cell in cells.items()} == {
        "A2": ("y", None), "B2": (12.5, None), "C2": (1000.0, None), "D2": (True, None), "E2": ("#N/A", None),
        "F2": (" in ", None), "G2": ("yx", '=A2&"x"'), "H2": (25, "=B2*2"), "I2": (date(2023, 6, 30), None),
        "J2": (datetime(2023, 6, 30, 12, 30), None), "K2": (7, None), "L2": ("", '=""'), "M2": (None, "=1+1"),
    }  # fmt: skip
    assert [ref for ref, cell in cells.items() if cell.error] == ["E2"]
    assert type(cells["D2"].value) is bool and type(cells["I2"].value) is date


def test_zero_and_blank_stay_apart(tmp_path):
    rows = '<row><c r="A1"><v>0</v></c><c r="B1"/><c r="C1" s="1"/><c r="D1"><v></v></c></row>'
    assert values_of(write_rows(tmp_path / "a.xlsx", rows)) == {"A1": 0}


def test_dates_by_the_format_of_the_cell(tmp_path):
    codes = (
        "dd.mm.yyyy", "[$-409]d\\ mmm\\ yyyy;@", "yyyy-mm-dd hh:mm", "[Red]#,##0.00_d", "h:mm", "[h]:mm:ss",
        "[h]:mm", "0%", "#,##0 &quot;ditë&quot;", "mmm-yy", "ss.00", "DD/MM/YY", "General",
    )  # fmt: skip
    cells = "".join(f'<c s="{number}"><v>45107.5</v></c>' for number in range(1, len(codes) + 1))
    path = write_rows(tmp_path / "a.xlsx", f"<row>{cells}</row>", styles=styled(*codes))
    noon = datetime(2023, 6, 30, 12)
    assert list(values_of(path).values()) == [
        noon, noon, noon, 45107.5, 45107.5, 45107.5, 45107.5, 45107.5, 45107.5, noon, 45107.5, noon, 45107.5
    ]  # fmt: skip
    assert [cell.number_format for cell in cells_of(path).values()] == [
        code.replace("&quot;", '"') for code in codes
    ]


@pytest.mark.parametrize(
    ("serial", "ordinary", "of_1904"),
    [
        ("0", 0, 0),
        ("1", date(1900, 1, 1), date(1904, 1, 2)),
        ("59", date(1900, 2, 28), date(1904, 2, 29)),
        ("60", date(1900, 2, 28), date(1904, 3, 1)),
        ("61", date(1900, 3, 1), date(1904, 3, 2)),
        ("45107", date(2023, 6, 30), date(2027, 7, 1)),
        ("45107.999999999", date(2023, 7, 1), date(2027, 7, 2)),
        ("2958465", date(9999, 12, 31), "#VALUE!"),
        ("2958466", "#VALUE!", "#VALUE!"),
        ("-1", -1, -1),
    ],
)
def test_the_ends_of_both_calendars(tmp_path, serial, ordinary, of_1904):
    rows = f'<row><c s="1"><v>{serial}</v></c></row>'
    for book, expected in (("", ordinary), ('<workbookPr date1904="1"/>', of_1904)):
        path = write_rows(tmp_path / "a.xlsx", rows, styles=styled("yyyy-mm-dd"), book=book)
        assert values_of(path) == {"A1": expected}


def test_the_format_of_a_percentage_is_kept(tmp_path):
    path = write_rows(
        tmp_path / "a.xlsx",
        '<row><c s="1"><v>0.45</v></c></row>',
        styles='<cellXfs><xf/><xf numFmtId="9"/></cellXfs>',
    )
    cell = cells_of(path)["A1"]
    assert (cell.value, cell.number_format) == (0.45, "0%")


def test_texts_with_pieces_escapes_and_readings(tmp_path):
    texts = (
        "<si><r><t>një </t></r><r><rPr><strike/></rPr><t>dy</t></r></si>"
        "<si><r><rPr><strike val='0'/></rPr><t>po</t></r><r><rPr><strike/></rPr><t> </t></r></si>"
        "<si><t>a_x000D_\nb_x005F_x0041_ 😀_x001f_</t></si>"
        "<si><t>読</t><rPh sb='0' eb='1'><t>よ</t></rPh></si>"
    )
    rows = "<row>" + "".join(f'<c t="s"><v>{number}</v></c>' for number in range(4)) + "</row>"
    cells = list(cells_of(write_rows(tmp_path / "a.xlsx", rows, texts=texts)).values())
    assert [cell.value for cell in cells] == ["një dy", "po ", "a\nb_x0041_ 😀\x1f", "読"]
    assert [cell.struck for cell in cells] == [True, False, False, False]


def test_values_struck_through_by_their_format(tmp_path):
    rows = '<row><c><v>1</v></c><c s="1"><v>2</v></c><c s="2"><v>3</v></c></row>'
    cells = cells_of(write_rows(tmp_path / "a.xlsx", rows, styles=STRUCK))
    assert {ref: cell.struck for ref, cell in cells.items()} == {"A1": False, "B1": True, "C1": False}


def test_shared_formulas_read_as_in_each_cell(tmp_path):
    master = "SUM($A2:B$2)+Other!C3*LOG10(A2)&amp;\"A2\"&amp;'A2 b'!D:D+2:2"
    rows = (
        f'<row r="2"><c r="C2"><f t="shared" ref="C2:D3" si="0">{master}</f><v>1</v></c></row>'
        '<row r="3"><c r="D3"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    cells = cells_of(write_rows(tmp_path / "a.xlsx", rows))
    assert cells["D3"].formula == "=SUM($A3:C$2)+Other!D4*LOG10(B3)&\"A2\"&'A2 b'!E:E+3:3"


def test_hidden_and_merged_places(tmp_path):
    path = write_rows(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/>'
        '<row r="3" ht="0"><c r="D3"><v>1</v></c></row><row r="9" hidden="1"/>',
        before='<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="0"/>'
        '<col min="5" max="16384" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    (sheet,) = read_workbook(path, "form.xlsx")[0].sheets
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2, 3}, {2, 3, 4})
    assert (sheet.merged, sheet.last_row, sheet.last_column) == (("A1:B1",), 3, 4)


def test_hidden_sheets_are_read_and_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Form"
    for name, state in (("Draft", "hidden"), ("Lists", "veryHidden")):
        book.create_sheet(name).sheet_state = state
        book[name]["A1"] = "x"
    book.save(tmp_path / "a.xlsx")
    workbook, faults = read_workbook(tmp_path / "a.xlsx", "form.xlsx", known_hidden=["Lists"])
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [
        ("Form", False), ("Draft", True), ("Lists", True)
    ]  # fmt: skip
    assert [(fault_text(fault, ENGLISH), fault.severity) for fault in faults] == [
        (
            "form.xlsx, sheet 'Draft': the sheet is hidden; it is not read. "
            "Mend: unhide the sheet if it holds answers.",
            "note",
        )
    ]
    assert workbook.sheet("Lists").value(1, 1) == "x" and workbook.sheet("None") is None


def test_comments_and_text_boxes_are_named_not_read(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write(0, 0, 1)
    sheet.write_comment(0, 0, "said beside it")
    sheet.insert_textbox(3, 3, "an  answer\nin a box")
    book.close()
    workbook, faults = read_workbook(tmp_path / "a.xlsx", "form.xlsx")
    beside = "Mend: write into the cells what is to be read."
    assert [fault_text(fault, ENGLISH) for fault in faults] == [
        f"form.xlsx: the workbook holds comments; they are not read. {beside}",
        f"form.xlsx: found 'an answer'; a text stands in a box over the cells; it is not read. {beside}",
    ]
    assert {fault.severity for fault in faults} == {"note"}
    assert [cell.value for cell in workbook.sheets[0].cells.values()] == [1]


def test_comments_of_openpyxl_are_seen_too(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"].comment = Comment("x", "y")
    book.active["A1"] = 1
    book.save(tmp_path / "a.xlsx")
    assert [fault.code for fault in read_workbook(tmp_path / "a.xlsx", "a.xlsx")[1]] == ["workbook_comments"]


def test_results_that_were_never_calculated_are_not_taken(tmp_path):
    """XlsxWriter stores 0 for every formula and asks Excel to calculate when it opens the file."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write(0, 0, 5)
    sheet.write_formula(0, 1, "=A1*2")
    book.close()
    cells = cells_of(tmp_path / "a.xlsx")
    assert (cells["A1"].value, cells["B1"].value, cells["B1"].formula) == (5, None, "=A1*2")


def test_results_calculated_on_demand_only_are_a_warning(tmp_path):
    rows = "<row><c><f>1+1</f><v>2</v></c></row>"
    path = write_rows(tmp_path / "a.xlsx", rows, book='<calcPr calcMode="manual" calcOnSave="0"/>')
    workbook, (fault,) = read_workbook(path, "form.xlsx")
    assert workbook is not None and fault.severity == "warning"
    assert fault_text(fault, ENGLISH) == (
        "form.xlsx: the workbook calculates only on demand, so results of formulas may be old. "
        "Mend: open it in Excel, calculate it (F9), set it to automatic (Formulas) and save it."
    )
    write_rows(path, rows, book='<calcPr calcMode="manual"/>')  # it is calculated when it is saved
    assert messages(path) == (True, [])


ODD_BUT_GOOD = {
    "cells without names": ('<row><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>', {"A1": 1, "B2": 2}),
    "formats far out": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576"><c r="A1048576" s="1"/></row>',
        {"A1": 1},
    ),
    "a later extension": (
        '<row r="1"><c r="A1"><v>1</v><extLst><ext uri="x"><v xmlns="urn:x">9</v></ext></extLst></c></row>',
        {"A1": 1},
    ),
    "formats out of order, and cells in a row": (
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row><row r="9"/><row r="5" ht="9"/>',
        {"A1": 2, "B1": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), ODD_BUT_GOOD.values(), ids=ODD_BUT_GOOD)
def test_odd_sheets_that_are_good(tmp_path, rows, expected):
    assert values_of(write_rows(tmp_path / "a.xlsx", rows)) == expected


def test_an_extent_that_lies_is_not_believed(tmp_path):
    path = write_rows(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        before='<dimension ref="A1:XFD1048576"/>',
    )
    assert values_of(path) == {"A1": 1}


def test_other_spellings_of_the_same_xml(tmp_path):
    strict = {
        name: content.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in workbook_parts().items()
    }
    assert values_of(write_parts(tmp_path / "a.xlsx", strict)) == {"A1": 1}
    row = '<x:row r="1"><x:c r="A1"><x:v>2</x:v></x:c></x:row>'
    prefixed = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    write_parts(tmp_path / "b.xlsx", workbook_parts() | {SHEET_PART: prefixed.encode()})
    assert values_of(tmp_path / "b.xlsx") == {"A1": 2}
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{sheet_xml("<row><c><v>3</v></c></row>").decode()}'
    write_parts(tmp_path / "c.xlsx", workbook_parts() | {SHEET_PART: wide.encode("utf-16")})
    assert values_of(tmp_path / "c.xlsx") == {"A1": 3}


def test_a_workbook_spelt_as_google_sheets_does(tmp_path):
    """Empty formatted cells to the last row it shows, an empty drawing, namespaces that nothing uses."""
    spaces = 'xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main"'
    first = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"><f>SUM(C1:D1)</f><v>7</v></c></row>'
    others = (f'<row r="{row}" customHeight="1"><c r="A{row}" s="1"/></row>' for row in range(2, 1_001))
    rows = first + "".join(others)
    sheet = (
        f'<worksheet xmlns="{MAIN}" {spaces}><sheetPr><outlinePr summaryBelow="0"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
        f'<sheetData>{rows}</sheetData><drawing r:id="rId1" xmlns:r="urn:r"/></worksheet>'
    )
    drawing = b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    parts = workbook_parts(texts="<si><t>Po</t></si>", styles="<cellXfs><xf/><xf/></cellXfs>")
    path = write_parts(
        tmp_path / "a.xlsx",
        parts
        | {
            SHEET_PART: sheet.encode(),
            "xl/drawings/drawing1.xml": drawing,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                relation("rId1", "drawing", "../drawings/drawing1.xml")
            ),
        },
    )
    assert values_of(path) == {"A1": "Po", "B1": 7}


def test_a_sheet_that_is_only_a_chart_is_passed_over(tmp_path):
    parts = workbook_parts(
        sheets='<sheet name="Chart" sheetId="1" r:id="rId5"/><sheet name="Form" sheetId="2" r:id="rId1"/>',
        links=relation("rId5", "chartsheet", "chartsheets/sheet1.xml"),
    )
    path = write_parts(tmp_path / "a.xlsx", parts | {"xl/chartsheets/sheet1.xml": b"<a/>"})
    assert [sheet.name for sheet in read_workbook(path, "a.xlsx")[0].sheets] == ["Form"]

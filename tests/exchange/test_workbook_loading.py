"""openpyxl reads the scanned parts only, and what it cannot read is named."""

from __future__ import annotations

import pytest
from hostile_workbooks import (
    MAIN,
    relation,
    relations,
    sheet_xml,
    workbook_parts,
    write_parts,
    write_rows,
)
from workbook_checks import cells_of, messages, refused, values_of

from napeval.exchange.workbooks.reading import read_workbook

REPAIR = "Mend: open the workbook in Excel, let it be repaired, check it and save it."
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
TWO_SHEETS = (
    '<sheet name="Form" sheetId="1" r:id="rId1"/><sheet name="Other" sheetId="2" r:id="rId5"/>'
)
SECOND = "xl/worksheets/sheet2.xml"


def two_sheets(second, **options):
    parts = workbook_parts(
        sheets=TWO_SHEETS, links=relation("rId5", "worksheet", "worksheets/sheet2.xml"), **options
    )
    return parts | {SECOND: second}


@pytest.mark.parametrize(
    "second",
    [
        sheet_xml('<row r="1"><c r="A1" t="d"><v>no day</v></c></row>'),
        sheet_xml('<row r="1"><c><f t="shared" si="0">1+1</f></c><c><f t="shared" si="0"/></c></row>'),
        sheet_xml(ONE, before='<dimension ref="A0:!"/>'),
        sheet_xml(ONE, before='<sheetViews><sheetView view="odd"/></sheetViews>'),
    ],
    ids=["a value", "a shared formula without a place", "an extent", "a view"],
)
def test_a_sheet_that_openpyxl_cannot_read_is_the_one_that_is_named(tmp_path, second):
    path = write_parts(tmp_path / "a.xlsx", two_sheets(second))
    assert refused(path) == (
        f"form.xlsx: found '{SECOND}'; this part of the workbook is damaged or missing. {REPAIR}"
    )


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"styles": '<cellXfs><xf numFmtId="x"/></cellXfs>'}, "xl/styles.xml"),
        ({"texts": '<si><r><rPr><u val="x"/></rPr><t>y</t></r></si>'}, "xl/sharedStrings.xml"),
        ({"book": '<bookViews><workbookView activeTab="x"/></bookViews>'}, "xl/workbook.xml"),
    ],
)
def test_a_shared_part_that_openpyxl_cannot_read_is_named(tmp_path, options, part):
    path = write_parts(tmp_path / "a.xlsx", workbook_parts(**options))
    assert refused(path) == (
        f"form.xlsx: found '{part}'; this part of the workbook is damaged or missing. {REPAIR}"
    )


def test_values_and_formulas_come_from_the_sheet_that_holds_them(tmp_path):
    second = sheet_xml('<row r="2"><c r="B2"><f>Form!A1*2</f><v>2</v></c><c r="C2"><v>3</v></c></row>')
    workbook, faults = read_workbook(write_parts(tmp_path / "a.xlsx", two_sheets(second)), "a.xlsx")
    assert faults == []
    assert [
        {cell.ref: (cell.value, cell.formula) for cell in sheet.cells.values()} for sheet in workbook.sheets
    ] == [{"A1": (1, None)}, {"B2": (2, "=Form!A1*2"), "C2": (3, None)}]


def test_values_under_merged_cells_and_a_link_over_the_whole_sheet(tmp_path):
    """Excel shows the first value only; the others are still in the file and must not vanish unsaid."""
    path = write_rows(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="Form!A1"/></hyperlinks>',
    )
    assert values_of(path) == {"A1": 1, "B1": 2}


def test_styles_and_texts_are_found_by_their_relations(tmp_path):
    """openpyxl itself looks for them by a fixed name and by a declared type."""
    parts = workbook_parts(
        '<row r="1"><c r="A1" s="1"><v>45107</v></c><c r="B1" t="s"><v>0</v></c></row>',
        links=relation("rId6", "styles", "/xl/looks.xml") + relation("rId7", "sharedStrings", "Words.xml"),
    ) | {
        "xl/looks.xml": (
            f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'.encode()
        ),
        "xl/words.xml": f'<sst xmlns="{MAIN}"><si><t>Peć</t></si></sst>'.encode(),
    }
    cells = cells_of(write_parts(tmp_path / "a.xlsx", parts))
    assert (cells["A1"].value.isoformat(), cells["B1"].value) == ("2023-06-30", "Peć")


def test_parts_that_are_not_asked_for_are_not_read(tmp_path):
    parts = workbook_parts(after='<legacyDrawing r:id="none" xmlns:r="urn:r"/><tableParts count="x"/>') | {
        "docProps/core.xml": b"<broken",
        "docProps/custom.xml": b"<broken",
        "xl/theme/theme1.xml": b"<broken",
        "xl/tables/table1.xml": b"<broken",
        "xl/worksheets/_rels/sheet1.xml.rels": relations(relation("rId1", "table", "../tables/table1.xml")),
    }
    assert values_of(write_parts(tmp_path / "a.xlsx", parts)) == {"A1": 1}


def test_formulas_of_several_cells(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>6</v></c><c r="B2"><v>3</v></c>'
        '<c r="C2"><f t="dataTable" ref="C2:C3" dt2D="0" dtr="0" r1="B1"/><v>8</v></c></row>'
    )
    cells = cells_of(write_rows(tmp_path / "a.xlsx", rows))
    assert {ref: (cell.value, cell.formula) for ref, cell in cells.items()} == {
        "A1": (4, "=B1:B2*2"), "B1": (2, None), "A2": (6, None), "B2": (3, None), "C2": (8, "=")
    }  # fmt: skip


def test_a_workbook_without_a_word_on_calculation_keeps_its_results(tmp_path):
    """openpyxl takes such a workbook for one that asks to be calculated."""
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>'
    for book in ("", '<calcPr calcId="191029"/>', '<calcPr fullCalcOnLoad="0"/>'):
        path = write_rows(tmp_path / "a.xlsx", rows, book=book)
        assert values_of(path) == {"A1": 2, "B1": ""}
    write_rows(path, rows, book='<calcPr fullCalcOnLoad="1"/>')
    assert values_of(path) == {"A1": None, "B1": None}


def test_an_empty_sheet_and_empty_texts(tmp_path):
    parts = two_sheets(
        sheet_xml('<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t></t></is></c></row>'),
        rows="",
        texts="<si><r><rPr><b/></rPr><t></t></r></si>",
    )
    workbook, faults = read_workbook(write_parts(tmp_path / "a.xlsx", parts), "a.xlsx")
    assert faults == [] and [dict(sheet.cells) for sheet in workbook.sheets] == [{}, {}]


def test_dates_of_the_workbook_are_kept_apart_from_times(tmp_path):
    styles = (
        '<numFmts><numFmt numFmtId="200" formatCode="mmmm"/><numFmt numFmtId="201" formatCode="H:MM"/>'
        '<numFmt numFmtId="202" formatCode="DD.MM.YYYY HH:MM"/></numFmts><cellXfs><xf/><xf numFmtId="200"/>'
        '<xf numFmtId="201"/><xf numFmtId="202"/><xf numFmtId="46"/></cellXfs>'
    )
    cells = "".join(f'<c s="{number}"><v>45107.25</v></c>' for number in range(1, 5))
    values = list(values_of(write_rows(tmp_path / "a.xlsx", f"<row>{cells}</row>", styles=styles)).values())
    assert [str(value) for value in values] == [
        "2023-06-30 06:00:00", "45107.25", "2023-06-30 06:00:00", "45107.25"
    ]  # fmt: skip
    assert messages(tmp_path / "a.xlsx") == (True, [])

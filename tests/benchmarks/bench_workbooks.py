"""What made-up workbooks cost before they are refused, and how long real forms take to read."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "exchange"))

from hostile_workbooks import (
    SHEET_PART,
    claiming_parts,
    dense_sheet,
    entity_bomb,
    filled_rows,
    lying_size,
    workbook_parts,
    write_parts,
    write_rows,
    zipped,
)

from napeval.exchange.workbooks.reading import read_workbook, read_workbooks

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300.0
FORM_SECONDS = 3.0
FORMS = 60
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from napeval.exchange.workbooks.limits import LIMITS
from napeval.exchange.workbooks.process import ReadingProcess
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
with ReadingProcess(LIMITS) as process:
    answer = process.ask(Path(sys.argv[1]))
seconds = time.perf_counter() - start
print(json.dumps({
    "seconds": seconds,
    "reader": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
    "grown": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own) / 1000,
    "refused": "sheets" not in answer,
    "codes": [finding["code"] for finding in answer["findings"]],
}))
"""


def gigabyte_of_texts(path):
    """A gigabyte in a part that nothing refers to, packed into one megabyte."""
    path.write_bytes(zipped(workbook_parts()))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(1_000):
            part.write(bytes(1_000_000))


def just_below_the_limits(path):
    """Nearly 60 MB of XML that is packed no denser than a real sheet."""
    write_parts(path, workbook_parts() | {SHEET_PART: dense_sheet(55)})


def one_text_everywhere(path):
    """A text of 32,000 letters that 8,000 cells refer to: 256 MB in less than a kilobyte."""
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 4_000
    write_rows(path, cells, texts=f"<si><t>{'x' * 32_000}</t></si>")


def empty_elements(path):
    """Two million and more elements that say nothing."""
    rows = "".join(f'<row r="{number % 1_048_576 + 1}"/>' for number in range(2_500_000))
    write_rows(path, rows)


def one_endless_tag(path):
    """A tag of 40 MB, over which older versions of expat spend time that grows with its square."""
    letters = "".join(f"{number:08d}" for number in range(5_000_000))
    write_rows(path, "", before=f'<x a="{letters}"/>')


def one_formula_everywhere(path):
    """A formula of 8,000 letters that 100,000 cells share: 800 MB in a few kilobytes."""
    first = f'<row><c r="A1"><f t="shared" si="0">{"1+" * 4_000}1</f><v>1</v></c></row>'
    others = (
        "<row>" + "".join(f'<c r="{letter}{row}"><f t="shared" si="0"/></c>' for letter in COLUMNS) + "</row>"
        for row in range(2, 5_001)
    )
    write_rows(path, first + "".join(others))


def whole_sheet_linked_merged(path):
    """A link and a merged range of 17 billion cells each; they are read, but never filled in."""
    write_rows(
        path,
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="Form!A1"/></hyperlinks>',
    )


def styles_beyond_number(path):
    """A hundred thousand formats of cells and more; Excel has 64,000 at most."""
    formats = f"<cellXfs>{'<xf/>' * 150_000}</cellXfs>"
    write_rows(path, '<row r="1"><c r="A1"><v>1</v></c></row>', styles=formats)


def names_beyond_number(path):
    """Names that are thought up for cells, in the list of sheets."""
    names = "".join(f'<definedName name="n{number}">A1</definedName>' for number in range(150_000))
    write_rows(path, '<row r="1"><c r="A1"><v>1</v></c></row>', book=f"<definedNames>{names}</definedNames>")


COLUMNS = "ABCDEFGHIJKLMNOPQRST"
HARMLESS = ("55 MB of remarks", "a sheet linked and merged")
BOMBS = {
    "1 GB of texts in 1 MB": gigabyte_of_texts,
    "55 MB of remarks": just_below_the_limits,
    "one text in 8,000 cells": one_text_everywhere,
    "300,000 x 8 numbers": lambda path: write_rows(path, filled_rows(300_000, 8)),
    "a cell at XFD1048576": lambda path: write_rows(
        path, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "2,500,000 empty rows": empty_elements,
    "one tag of 40 MB": one_endless_tag,
    "entities": lambda path: write_parts(path, workbook_parts() | {SHEET_PART: entity_bomb()}),
    "a billion parts": lambda path: path.write_bytes(claiming_parts(10**9)),
    "a size that lies": lambda path: path.write_bytes(lying_size()),
    "one formula in 100,000 cells": one_formula_everywhere,
    "a sheet linked and merged": whole_sheet_linked_merged,
    "150,000 formats": styles_beyond_number,
    "150,000 names": names_beyond_number,
    "5,000 x 200 numbers": lambda path: write_rows(path, filled_rows(5_000, 200)),
}


def measured(path):
    """Seconds, megabytes of the reading process and of its parent, and what was said, in a fresh program."""
    said = subprocess.run([sys.executable, "-c", MEASURE, path], check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="memory of a process is measured as on Linux")
def test_bombs_are_refused_in_time_and_memory(tmp_path):
    print(f"\n{'bomb':<28} {'file':>9} {'seconds':>8} {'reader':>9} {'parent':>9}  refused for")
    for name, make in BOMBS.items():
        path = tmp_path / "form.xlsx"
        make(path)
        figures = measured(path)
        print(
            f"{name:<28} {path.stat().st_size / 1e6:6.2f} MB {figures['seconds']:8.2f} "
            f"{figures['reader']:6.0f} MB {figures['grown']:+6.0f} MB  {', '.join(figures['codes'])}"
        )
        assert figures["refused"] or name in HARMLESS
        assert figures["seconds"] <= MOST_SECONDS
        assert figures["reader"] <= MOST_MEGABYTES


def form(path, rows, columns=20, formulas=0):
    """A form as XlsxWriter writes it: texts, numbers, dates, and columns of formulas to begin with."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Form")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for row in range(rows):
        for column in range(columns):
            if column < formulas:
                sheet.write_formula(row, column, f"=T{row + 1}*2", value=row)
            elif column % 4 == 0:
                sheet.write_string(row, column, f"institution {row % 50}, item {column}")
            else:
                sheet.write_number(row, column, row * column / 7, day if column % 4 == 1 else None)
    book.close()
    return path


@pytest.mark.parametrize("formulas", [0, 4])
def test_a_form_of_five_thousand_rows(tmp_path, formulas):
    """With formulas it is read twice, so it may take twice as long."""
    path = form(tmp_path / "form.xlsx", 5_000, formulas=formulas)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        workbook, faults = read_workbook(path, "form.xlsx")
        seconds.append(time.perf_counter() - start)
        assert faults == [] and len(workbook.sheets[0].cells) == 100_000
    megabytes = measured(path)["reader"]
    print(
        f"\n5,000 rows x 20 columns, {formulas} of formulas: {sorted(seconds)[1]:.2f} s, "
        f"reading process {megabytes:.0f} MB"
    )
    assert sorted(seconds)[1] <= FORM_SECONDS * (2 if formulas else 1)


def test_sixty_forms_in_one_process(tmp_path):
    paths = [form(tmp_path / f"{number}.xlsx", 200) for number in range(FORMS)]
    start = time.perf_counter()
    together = read_workbooks([(path, path.name) for path in paths])
    one_process = time.perf_counter() - start
    start = time.perf_counter()
    apart = [read_workbook(path, path.name) for path in paths]
    many = time.perf_counter() - start
    assert together == apart
    print(f"\n{FORMS} forms of 200 rows: one process {one_process:.2f} s, a process for each {many:.2f} s")

"""Other programs write what we read, and read the same."""

from __future__ import annotations

import io
import subprocess
from datetime import date, datetime, time

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from workbook_checks import cells_of, values_of

from napeval.exchange.workbooks.opening import opened_workbook
from napeval.exchange.workbooks.reading import LIMITS, read_workbook


def test_what_xlsxwriter_writes_comes_back(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    sheet = book.add_worksheet("Të dhënat")
    day, moment = (book.add_format({"num_format": code}) for code in ("d.m.yyyy", "yyyy-mm-dd hh:mm"))
    columns = (
        [0, -1, 12.5, 0.3, 1e-7, 123456789012345, 1e21, 5e-324],
        ["Peć", "=2+2", " a ", "x\ny", "007", "TRUE", "😀", "_x0041_", "<&>", "a\x0bb"],
        [date(1904 + 11 * row, 1 + row, 28) for row in range(10)],
        [datetime(2023, 1 + row, 28, 23, 59, row) for row in range(10)],
        [row % 2 == 0 for row in range(10)],
    )
    writers = (
        (sheet.write_number, None),
        (sheet.write_string, None),
        (sheet.write_datetime, day),
        (sheet.write_datetime, moment),
        (sheet.write_boolean, None),
    )
    for column, (written, (write, form)) in enumerate(zip(columns, writers, strict=True)):
        for row, value in enumerate(written):
            write(row, column, value, form)
    book.close()
    values = values_of(path)
    for column, written in zip("ABCDE", columns, strict=True):
        assert [values[f"{column}{row}"] for row in range(1, len(written) + 1)] == written


@pytest.mark.tool("soffice", "libreoffice")
def test_libreoffice_saves_what_we_read(tmp_path, require_tool):
    """It writes true and false as formulas, and an empty result as a text without letters."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([5, "=A1*2", "=1/0", '=""'])
    sheet.append([datetime(2023, 6, 30), "Peć\nx", True, 0.45])
    sheet.append(["merged"])
    sheet.append(["hidden"])
    sheet["A2"].number_format, sheet["D2"].number_format = "dd.mm.yyyy", "0%"
    sheet["B2"].font = Font(strike=True)
    sheet.merge_cells("A3:B3")
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "out").mkdir()
    subprocess.run(
        [require_tool("soffice", "libreoffice"), f"-env:UserInstallation={(tmp_path / 'home').as_uri()}",
         "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    cells = cells_of(tmp_path / "out" / "a.xlsx")
    assert {ref: (cell.value, cell.formula) for ref, cell in cells.items()} == {
        "A1": (5, None), "B1": (10, "=A1*2"), "C1": ("#DIV/0!", "=1/0"), "D1": ("", '=""'),
        "A2": (date(2023, 6, 30), None), "B2": ("Peć\nx", None), "C2": (True, "=TRUE()"), "D2": (0.45, None),
        "A3": ("merged", None), "A4": ("hidden", None),
    }  # fmt: skip
    assert cells["B2"].struck and cells["D2"].number_format == "0%"
    (sheet,) = read_workbook(tmp_path / "out" / "a.xlsx", "a.xlsx")[0].sheets
    assert (sheet.merged, sheet.hidden_rows) == (("A3:B3",), {4})


TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), max_size=20)
NUMBERS = st.lists(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15), max_size=20
)


@given(texts=TEXTS, numbers=NUMBERS, days=st.lists(st.datetimes(datetime(1900, 3, 1)), max_size=5))
def test_whatever_is_written_is_read(texts, numbers, days):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    moments = [day.replace(microsecond=0) for day in days]
    day_format = book.add_format({"num_format": "d.m.yyyy h:mm"})
    for row, text in enumerate(texts):
        sheet.write_string(row, 0, text)
    for row, number in enumerate(numbers):
        sheet.write_number(row, 1, number)
    for row, moment in enumerate(moments):
        sheet.write_datetime(row, 2, moment, day_format)
    book.close()
    (answer,) = opened_workbook(buffer, LIMITS)["sheets"]
    found = {(row - 1, column - 1): value for row, column, _, value, *_ in answer["cells"]}
    lines = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert [found[row, 0] for row in range(len(texts))] == lines
    assert [found[row, 1] for row in range(len(numbers))] == [float(f"{each:.16G}") for each in numbers]
    expected = [each.isoformat() if each.time() != time() else each.date().isoformat() for each in moments]
    assert [found[row, 2] for row in range(len(moments))] == expected

"""The kit: a form written as a workbook, and read back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from form_workbooks import as_workbook

from napeval.cycle.faults import Fault
from napeval.exchange.forms.model import (
    CellRule,
    Form,
    FormColumn,
    FormRow,
    FormSheet,
    Identification,
    plain_field,
)
from napeval.exchange.forms.reading import FilledForm, read_form
from napeval.exchange.forms.writing import LISTS_TAB, form_bytes, write_form
from napeval.exchange.workbooks.reading import read_workbook

OWN = Identification("test", 3, "demo-small", "sq", date(2023, 7, 1), "NCO", "2023-H1", person="E-1")
STATES = {"on": "po, në rregull", "off": "jo"}
CODES = {code: code for code in ("I.1", "I.2", "I.3")}
SHARE = plain_field("share", "number", minimum=0, maximum=1)
HARMFUL = (
    "=SUM(A1:A2)",
    "+383",
    "-1",
    "@all",
    '=HYPERLINK("https://example.org")',
    "https://example.org",
    "007",
)


def table(rows: tuple[FormRow, ...], spare_rows: int = 0) -> FormSheet:
    columns = (
        FormColumn("id", "Kodi", identity=True, choices=CODES if spare_rows else {}),
        FormColumn("title", "Titulli", width=40),
        FormColumn("state", "Gjendja", editable=True, choices=STATES, help="Zgjidhni."),
        FormColumn("share", "Pjesa", editable=True, field=SHARE, unit="share"),
        FormColumn(
            "amount", "Shuma", editable=True, field=plain_field("amount", "number", minimum=0), unit="EUR"
        ),
        FormColumn("day", "Dita", editable=True, field=plain_field("day", "date")),
        FormColumn("count", "Numri", editable=True, field=plain_field("count", "integer")),
        FormColumn("note", "Vërejtje", editable=True),
    )
    return FormSheet("table", "Tabela", "Tabela e parë", ("Plotësoni.",), columns, rows, spare_rows)


def form(*sheets: FormSheet, own: Identification = OWN, mark: str = "TË DHËNA TË TRILLUARA") -> Form:
    return Form(own, "Formular", "Plani & më", mark, ("Lexoni.",), ("Pa emra.",), sheets, "Zyra", "gjysma")


ROWS = (
    FormRow({"id": "I.1", "title": "Trajnime"}, section="Pjesa e parë"),
    FormRow({"id": "I.2", "title": "Takime", "share": Decimal("0.5")}, section="Pjesa e dytë"),
)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def read(content: bytes, of: Form) -> FilledForm:
    return read_form(as_workbook(content), "form.xlsx", lambda own: of if own == of.identification else [])


def changed(content: bytes, cells: Mapping[str, object], tab: str = "Tabela") -> bytes:
    book = opened(content)
    for ref, value in cells.items():
        book[tab][ref] = value
    with BytesIO() as target:
        book.save(target)
        return target.getvalue()


def values_of(filled: FilledForm, row: int) -> dict[str, object]:
    return {name: value for name, value in filled.answers["table"][row].values.items() if value is not None}


# -- writing -------------------------------------------------------------------------------------------


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form_bytes(form(table(ROWS, 3))) == form_bytes(form(table(ROWS, 3)))


def test_the_gate_lets_a_form_of_ours_through(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_form(form(table(ROWS, 3)), path)
    workbook, faults = read_workbook(path, path.name, known_hidden=(LISTS_TAB,))
    assert workbook is not None and faults == []
    assert [sheet.name for sheet in workbook.sheets] == ["Udhëzime", "Tabela", "_lists"]


def test_data_never_become_a_formula_or_a_link() -> None:
    rows = tuple(FormRow({"id": f"{n}", "title": text}) for n, text in enumerate(HARMFUL))
    sheet = FormSheet(
        "table", "Tabela", "=1+1", ("=2+2",),
        (
            FormColumn("id", "Kodi", identity=True),
            FormColumn("title", "=3+3", help="=4+4", choices={}),
            FormColumn("state", "Gjendja", editable=True, choices={"a": "=5+5", "b": "@b"}),
        ),
        rows,
    )  # fmt: skip
    content = form_bytes(form(sheet, mark="=6+6"))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = parts.namelist()
        sheets = [parts.read(name).decode() for name in names if name.startswith("xl/worksheets/")]
    assert not any("<f>" in text or "<f " in text or "hyperlink" in text for text in sheets)
    assert not any("external" in name.lower() or "rels/sheet" in name for name in names)
    page = opened(content)["Tabela"]
    found = {cell.value: cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert {text: found[text] for text in HARMFUL} == dict.fromkeys(HARMFUL, "s")
    assert found["=3+3"] == found["=1+1"] == found["=2+2"] == found["=6+6"] == "s"
    filled = read(content, form(sheet, mark="=6+6"))
    assert [row.values["title"] for row in filled.answers["table"]] == list(HARMFUL)


def test_only_cells_to_be_filled_are_open() -> None:
    content = form_bytes(form(table(ROWS, 2)))
    book = opened(content)
    assert all(page.protection.sheet for page in book.worksheets)
    page = book["Tabela"]
    open_cells = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    filled = {f"{letter}{row}" for row in (8, 10) for letter in "CDEFGH"}
    spare = {f"{letter}{row}" for row in (11, 12) for letter in "ACDEFGH"}
    assert open_cells == filled | spare
    assert not any(not cell.protection.locked for row in book["Udhëzime"].iter_rows() for cell in row)


def test_number_formats_go_by_type_and_unit() -> None:
    page = opened(form_bytes(form(table(ROWS))))["Tabela"]
    assert [page[f"{letter}8"].number_format for letter in "ABCDEFGH"] == [
        "@", "@", "@", "0%", "#,##0.00", "yyyy-mm-dd", "#,##0", "@"
    ]  # fmt: skip


def test_drop_downs_and_limits_stand_on_the_cells() -> None:
    book = opened(form_bytes(form(table(ROWS, 2))))
    page = book["Tabela"]
    rules = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    state = rules["C10:C12"]
    assert (state.type, state.formula1, state.errorStyle) == ("list", "'_lists'!$B$1:$B$2", None)
    assert (state.promptTitle, state.prompt, state.error) == (
        "Gjendja", "Zgjidhni.", "Zgjidhni një nga fjalët e listës."
    )  # fmt: skip
    assert [book["_lists"]["B1"].value, book["_lists"]["B2"].value] == ["po, në rregull", "jo"]
    assert book["_lists"].sheet_state == "hidden"
    share = rules["D10:D12"]
    assert (share.type, share.operator, share.formula1, share.formula2) == ("decimal", None, "0", "1")
    assert share.error == "Shkruani një numër nga 0\N{NO-BREAK SPACE}% deri në 100\N{NO-BREAK SPACE}%."
    assert rules["E10:E12"].error == "Shkruani një numër jo më të vogël se 0."
    assert rules["F10:F12"].prompt == "Shkruani datën si vit-muaj-ditë, për shembull 2023-06-30."
    assert {str(rule.sqref) for rule in page.data_validations.dataValidation if "A" in str(rule.sqref)} == {
        "A11:A12"
    }


def test_every_sheet_prints_with_headings_institution_and_mark() -> None:
    book = opened(form_bytes(form(table(ROWS))))
    for page in book.worksheets[:2]:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert "Zyra · gjysma · Plani && më" in page.oddHeader.left.text.replace("  ", " ")
        assert "TË DHËNA TË TRILLUARA" in page.oddHeader.right.text
        assert any(row[0].value == "TË DHËNA TË TRILLUARA" for row in page.iter_rows())
    page = book["Tabela"]
    assert page.print_title_rows == "$6:$6"
    assert page.freeze_panes == "C7"


def test_real_data_carry_no_mark() -> None:
    page = opened(form_bytes(form(table(ROWS), mark="")))["Tabela"]
    assert page["A3"].value == "Plotësoni."


def test_a_wide_sheet_goes_over_two_pages_with_its_first_columns_on_both() -> None:
    columns = (
        FormColumn("id", "Kodi", identity=True),
        *(FormColumn(f"c{n}", f"C{n}", width=40) for n in range(5)),
    )
    sheet = FormSheet("table", "Tabela", "T", (), columns, (FormRow({"id": "a"}),))
    page = opened(form_bytes(form(sheet)))["Tabela"]
    assert page.page_setup.fitToWidth == 2
    assert page.print_title_cols == "$A:$B"


def test_the_first_sheet_says_what_form_it_is() -> None:
    page = opened(form_bytes(form(table(ROWS))))["Udhëzime"]
    lines = {row[0].value: row[1].value for row in page.iter_rows() if row[1].value}
    assert lines == {
        "Formulari": "test", "Plani i "
                             "veprimit": "demo-small", "Institucioni": "NCO", "Personi (vetëm shifra)": "E-1",
        "Periudha e raportimit": "2023-H1", "Gjuha e formularit": "sq", "Hartuar më": "2023-07-01",
        "Versioni i formularit": "3", None: "E plotësuar tashmë, e mbyllur",
    }  # fmt: skip
    texts = [row[0].value for row in page.iter_rows() if row[0].value]
    assert "– Lexoni." in texts and "– Pa emra." in texts and "Mbrojtja e personave" in texts


# -- reading -------------------------------------------------------------------------------------------


def test_an_untouched_form_has_no_answers_and_no_faults() -> None:
    own = form(table(ROWS, 2))
    filled = read(form_bytes(own), own)
    assert filled.faults == () and filled.identification == OWN
    assert [row.answered for row in filled.answers["table"]] == [False, False]
    assert values_of(filled, 1) == {"id": "I.2", "title": "Takime", "share": Decimal("0.5")}


def test_answers_come_back_typed_and_blank_stays_blank() -> None:
    own = form(table(ROWS, 2))
    content = changed(
        form_bytes(own),
        {
            "C8": "po, në rregull",
            "D8": 0.25,
            "E8": "1 250,50 EUR",
            "F8": "31.12.2023",
            "G8": 12,
            "H8": "=1+1 ",
        },
    )
    book = opened(content)
    book["Tabela"]["H8"].data_type = "s"
    with BytesIO() as target:
        book.save(target)
        content = target.getvalue()
    filled = read(content, own)
    assert filled.faults == ()
    row = filled.answers["table"][0]
    assert row.values == {
        "id": "I.1", "title": "Trajnime", "state": "on", "share": Decimal("0.25"),
        "amount": Decimal("1250.5"), "day": date(2023, 12, 31), "count": Decimal(12), "note": "=1+1",
    }  # fmt: skip
    assert (row.row, row.cells["day"], row.handed_out, row.answered) == (8, "F8", ROWS[0], True)


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("C8", "on", {"state": "on"}),
        ("C8", " JO ", {"state": "off"}),
        ("D8", "60 %", {"share": Decimal("0.6")}),
        ("D8", 0, {"share": Decimal(0)}),
        ("E8", 0.1 + 0.2, {"amount": Decimal("0.3")}),
        ("G8", 12.0, {"count": Decimal(12)}),
        ("H8", 2023, {"note": "2023"}),
        ("H8", "  ", {}),
    ],
)
def test_what_people_write_is_understood(cell: str, value: object, expected: dict[str, object]) -> None:
    own = form(table(ROWS))
    filled = read(changed(form_bytes(own), {cell: value}), own)
    assert filled.faults == ()
    assert values_of(filled, 0) == {"id": "I.1", "title": "Trajnime"} | expected


def test_a_cell_shown_in_percent_is_not_taken_for_a_share() -> None:
    percent = CellRule(field=plain_field("v", "number", minimum=0, maximum=100), unit="percent")
    own = form(table((FormRow({"id": "I.1"}, {"amount": percent}),)))
    book = opened(form_bytes(own))
    page = book["Tabela"]
    page["E7"].value, page["E7"].number_format = 0.45, "0%"
    with BytesIO() as target:
        book.save(target)
        filled = read(target.getvalue(), own)
    assert filled.faults == () and values_of(filled, 0)["amount"] == 45


def test_columns_may_stand_in_another_order() -> None:
    own = form(table(ROWS))
    book = opened(form_bytes(own))
    page = book["Tabela"]
    for row in range(6, 11):
        page[f"C{row}"].value, page[f"H{row}"].value = page[f"H{row}"].value, page[f"C{row}"].value
    page["H8"].value, page["C8"].value = "jo", "shënim"
    with BytesIO() as target:
        book.save(target)
        filled = read(target.getvalue(), own)
    assert filled.faults == ()
    assert values_of(filled, 0) == {"id": "I.1", "title": "Trajnime", "state": "off", "note": "shënim"}


def test_empty_rows_may_be_filled_with_their_identity() -> None:
    own = form(table(ROWS, 2))
    filled = read(changed(form_bytes(own), {"A12": "I.3", "E12": 5}), own)
    row = filled.answers["table"][-1]
    assert (row.row, row.handed_out, row.values["id"], row.values["amount"]) == (12, None, "I.3", 5)


def test_a_list_of_items_has_a_rule_for_each_answer() -> None:
    columns = (
        FormColumn("item", "Pyetja", identity=True, width=50),
        FormColumn("answer", "Përgjigjja", editable=True),
    )
    rows = (
        FormRow(
            {"item": "A ka ligj?", "item_id": "x.1"}, {"answer": CellRule(choices={"yes": "po", "no": "jo"})}
        ),
        FormRow({"item": "Sa?", "item_id": "x.2"}, {"answer": CellRule(field=plain_field("n", "integer"))}),
        FormRow({"item": "Kur?", "item_id": "x.3"}, {"answer": CellRule(field=plain_field("d", "date"))}),
        FormRow({"item": "Shënim", "item_id": "x.4"}),
    )
    own = form(FormSheet("list", "Lista", "Lista", (), columns, rows))
    content = changed(
        form_bytes(own), {"B6": "po", "B7": 4, "B8": date(2023, 5, 1), "B9": "tekst"}, tab="Lista"
    )
    filled = read(content, own)
    assert filled.faults == ()
    assert {row.values["item_id"]: row.values["answer"] for row in filled.answers["list"]} == {
        "x.1": "yes", "x.2": Decimal(4), "x.3": date(2023, 5, 1), "x.4": "tekst"
    }  # fmt: skip


def test_what_the_builder_finds_is_told_at_its_line() -> None:
    own = form(table(ROWS))
    told = [Fault("form_institution_unknown", "", None, "institution", "NCO")]
    filled = read_form(as_workbook(form_bytes(own)), "form.xlsx", lambda _: told)
    (fault,) = filled.faults
    assert (fault.file, fault.sheet, fault.column, fault.value) == (
        "form.xlsx", "Udhëzime", "Institucioni", "NCO"
    )  # fmt: skip
    assert fault.cell is not None and re.fullmatch(r"B\d+", fault.cell)
    assert filled.form is None and filled.answers == {}

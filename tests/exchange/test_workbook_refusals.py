"""What a sheet may not hold is refused while it is read, each kind with its own message."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hostile_workbooks import (
    MAIN,
    SHEET_PART,
    content_types,
    entity_bomb,
    filled_rows,
    outside_entity,
    workbook_parts,
    write_parts,
    write_rows,
    zipped,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_checks import messages, refused

from napeval.display.fault_words import FAULT_WORDS
from napeval.exchange.workbooks.findings import WorkbookRefused
from napeval.exchange.workbooks.opening import opened_workbook
from napeval.exchange.workbooks.reading import LIMITS, WorkbookLimits

REPAIR = "Mend: open the workbook in Excel, let it be repaired, check it and save it."
COPY = "Mend: copy the sheets that are asked for into a new workbook."
DIVIDE = "Mend: check that it is the right file, or divide it."
ASK = "Mend: do not open the file; ask for it again."
SHEET = "form.xlsx, sheet 'Form'"
TWICE = f"the cell stands twice or in the wrong row of the file. {REPAIR}"
UNREADABLE = f"what the file stores for this cell cannot be read. {REPAIR}"
DAMAGED = f"form.xlsx: found '{SHEET_PART}'; this part of the workbook is damaged or missing. {REPAIR}"
TOO_COMPLEX = (
    f"form.xlsx: found '{SHEET_PART}'; this part of the workbook holds far more than any real table. {COPY}"
)

REFUSED = {
    "a far cell": (
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        f"{SHEET}, cell XFD1048576: a cell is filled too far out; allowed: rows to 50000, columns "
        "to GR. Mend: delete the rows below the data and the columns beside them, then save.",
    ),
    "the same cell twice": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        f"{SHEET}, cell A1: {TWICE}",
    ),
    "a cell in another row": (
        '<row r="1"><c r="A5"><v>1</v></c></row>',
        f"{SHEET}, cell A5: {TWICE}",
    ),
    "no number": ('<row r="1"><c r="A1"><v>12x</v></c></row>', DAMAGED),
    "not a number": ('<row r="1"><c r="B1"><v>NaN</v></c></row>', DAMAGED),
    "a number without end": (
        '<row r="1"><c r="B1"><v>1e999</v></c></row>',
        f"{SHEET}, cell B1: found 'inf'; {UNREADABLE}",
    ),
    "a text that is not there": (
        '<row r="1"><c r="B1" t="s"><v>7</v></c></row>',
        f"{SHEET}, cell B1: found '7'; {UNREADABLE}",
    ),
    "a text counted from behind": (
        '<row r="1"><c r="B1" t="s"><v>-1</v></c></row>',
        f"{SHEET}, cell B1: found '-1'; {UNREADABLE}",
    ),
    "an unknown kind of cell": (
        '<row r="1"><c r="B1" t="zz"><v>1</v></c></row>',
        f"{SHEET}, cell B1: found '1'; {UNREADABLE}",
    ),
    "neither yes nor no": ('<row r="1"><c r="B1" t="b"><v>yes</v></c></row>', DAMAGED),
    "a call of another program": (
        "<row r=\"1\"><c r=\"A1\"><f>cmd|'/c calc'!A0</f><v>1</v></c></row>",
        f"{SHEET}, cell A1: found '=cmd|'/c calc'!A0'; the formula calls another program. "
        "Mend: delete the formula, write its value and save.",
    ),
    "a text too long": (
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c></row>',
        f"{SHEET}, cell A1: the cell holds more than 32767 letters. "
        "Mend: shorten the text, or divide it.",
    ),
    "rows out of order": (
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        f"{SHEET}, cell A1: {TWICE}",
    ),
    "the same row twice": (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
        f"{SHEET}, cell B1: {TWICE}",
    ),
    "a cell that only openpyxl would see": (
        '<row r="1"><x r="A1"><v>2</v></x><c r="B1"><v>1</v></c></row>',
        DAMAGED,
    ),
    "a style that is not there": ('<row r="1"><c r="A1" s="9"><v>1</v></c></row>', DAMAGED),
    "a name that is no cell": (
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        DAMAGED,
    ),
    "a row that is no number": (
        '<row r="-1"><c><v>1</v></c></row>',
        DAMAGED,
    ),
    "XML that breaks off": (
        '<row r="1"><c>',
        DAMAGED,
    ),
    "5,001 rows": (filled_rows(5_001, 1),
                   f"{SHEET}: more than 5000 rows are filled. {DIVIDE}"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "message"), REFUSED.values(), ids=REFUSED)
def test_a_sheet_that_cannot_be_trusted_is_refused(tmp_path, rows, message):
    assert refused(write_rows(tmp_path / "a.xlsx", rows)) == message


def test_many_different_rows_are_refused_without_reading_them_all(tmp_path):
    message = refused(write_rows(tmp_path / "a.xlsx", filled_rows(300_000, 8)))
    assert message == f"{SHEET}: more than 5000 rows are filled. {DIVIDE}"


@pytest.mark.parametrize("bomb", ["inner", "outer"])
def test_entities_are_refused_and_nothing_outside_is_read(tmp_path, bomb):
    (tmp_path / "secret.txt").write_text("secret")
    sheet = entity_bomb() if bomb == "inner" else outside_entity(str(tmp_path / "secret.txt"))
    path = write_parts(tmp_path / "a.xlsx", workbook_parts() | {SHEET_PART: sheet})
    assert refused(path) == (
        f"form.xlsx: found '{SHEET_PART}'; this part declares a document type of its own, "
        f"which Excel never does. {ASK}"
    )


BROKEN_PARTS = {
    "no sheet": (SHEET_PART, None),
    "no list of sheets": ("xl/workbook.xml", None),
    "a sheet of noise": (SHEET_PART, b"\x00\x01\x02"),
    "an unknown encoding": (SHEET_PART, b'<?xml version="1.0" encoding="zlib"?><a/>'),
    "formats without numbers": (
        "xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt/></numFmts></styleSheet>'.encode()
    ),
    "types of noise": ("[Content_Types].xml", b"noise"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "content"), BROKEN_PARTS.values(), ids=BROKEN_PARTS)
def test_a_part_that_is_missing_or_broken_is_named(tmp_path, part, content):
    parts = workbook_parts(styles="<fonts/>") | {part: content}
    path = write_parts(tmp_path / "a.xlsx", {name: each for name, each in parts.items() if each is not None})
    assert refused(path) == (
        f"form.xlsx: found '{part}'; this part of the workbook is damaged or missing. {REPAIR}"
    )


def test_a_workbook_whose_main_part_is_something_else(tmp_path):
    parts = workbook_parts() | {"[Content_Types].xml": content_types(main="application/xml")}
    assert refused(write_parts(tmp_path / "a.xlsx", parts)) == (
        "form.xlsx: the file is no Excel workbook, whatever its name says. "
        "Mend: put the workbook itself here, saved as .xlsx."
    )


def test_a_workbook_with_nothing_to_see(tmp_path):
    parts = workbook_parts(sheets='<sheet name="Form" state="veryHidden" r:id="rId1"/>')
    assert refused(write_parts(tmp_path / "a.xlsx", parts)) == (
        "form.xlsx: no sheet with cells can be seen in the workbook. "
        "Mend: unhide the sheet that is asked for."
    )


SMALL_LIMITS = {
    "cells": (
        filled_rows(3, 4), WorkbookLimits(filled_cells=11),
        f"form.xlsx: more than 11 cells are filled. {DIVIDE}",
    ),
    "one text in many cells": (
        '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', WorkbookLimits(text_characters=7),
        f"form.xlsx: the cells hold more than 7 letters. {DIVIDE}",
    ),
    "elements": (
        "<row/>" * 50, WorkbookLimits(elements=50),
        TOO_COMPLEX,
    ),
    "one tag": (
        f'<row x="{"x" * 200_000}"/>', WorkbookLimits(token_bytes=100_000),
        TOO_COMPLEX,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "limits", "message"), SMALL_LIMITS.values(), ids=SMALL_LIMITS)
def test_each_limit_has_its_message(tmp_path, rows, limits, message):
    path = write_rows(tmp_path / "a.xlsx", rows, texts="<si><t>four</t></si>")
    assert messages(path)[0]
    assert refused(path, limits=limits) == message


_SOUND = zipped(workbook_parts(
    filled_rows(5, 5) + '<row r="9"><c r="B9" t="s"><v>0</v></c><c r="C9"><f>A1*2</f><v>2</v></c></row>',
    texts="<si><t>x</t></si>", styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
    after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
))  # fmt: skip
_PIECES = (b"", b"-1", b"9" * 30, b'"', b"<c/>", b"<v>", b"1e400", b"\xc4", b"0")


@settings(max_examples=300)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_anything_else(data):
    """Bytes changed in the file, or in one of its parts, which is then packed well again."""
    with zipfile.ZipFile(io.BytesIO(_SOUND)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = data.draw(st.sampled_from(["", *parts]))
    content = bytearray(parts[part] if part else _SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.sampled_from(_PIECES))
        content[place : place + data.draw(st.integers(0, 20))] = piece
        content += b" " * (not content)
    changed = zipped(parts | {part: bytes(content)}) if part else bytes(content)
    try:
        answer = opened_workbook(io.BytesIO(changed), LIMITS)
    except WorkbookRefused as refusal:
        assert {finding.code for finding in refusal.findings} <= set(FAULT_WORDS)
    else:
        json.dumps(answer, allow_nan=False)

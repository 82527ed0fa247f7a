"""What may not come in is refused before it is read, each kind with its own message."""

from __future__ import annotations

import os
import random
import zipfile

import pytest
from hostile_workbooks import (
    SHEET_PART,
    SHEET_TYPE,
    claiming_parts,
    damaged_in_part,
    dense_sheet,
    filled_rows,
    lying_size,
    ole,
    overlapping,
    plain,
    relation,
    renamed_bytes,
    repeated_part,
    with_flag,
    with_main_type,
    with_parts,
    with_relation,
    with_type,
    workbook_parts,
    zipped,
)
from workbook_checks import ENGLISH, messages

from napeval.display.fault_words import fault_text
from napeval.exchange.workbooks.reading import WorkbookLimits, read_workbook

AGAIN = "Mend: copy the file again, or ask for it again."
SAVE = "Mend: open it in Excel and save it as .xlsx."
WORKBOOK = "Mend: put the workbook itself here, saved as .xlsx."
COPY = "Mend: copy the sheets that are asked for into a new workbook."
ASK = "Mend: do not open the file; ask for it again."
LOOK = "Mend: open it in Excel, check that every column is right, and save it as .xlsx."
UNLINK = "Mend: open it in Excel, break the links (Data, Edit Links) and save it."
MACROS = "the workbook holds macros. Mend: save it as .xlsx, which leaves the macros out."
LINKS = f"the workbook takes contents from other files or from the web. {UNLINK}"
CONNECTED = (
    "the workbook takes data from a connection or a query. "
    "Mend: open it in Excel, remove them (Data, Queries & Connections) and save it."
)
EMBEDDED = "another file or a control is embedded in the workbook. Mend: delete the object and save."
HIDES = f"two parts of the workbook have the same name, so that one hides the other. {ASK}"
LEADS_OUT = f"the name of this part leads out of the workbook. {ASK}"
ODD = (
    "this part is packed in a way that Excel does not use. Mend: open the workbook in Excel and save it."
)
DRIVE = "C:"
PICTURE_LINK = relation("rId1", "image", "https://example.org/x.png", outside=True)


OTHER_KINDS = {
    "no bytes": (b"", f"the file is empty; it has no bytes at all. {AGAIN}"),
    "zeros": (
        bytes(20_000),
        f"the file holds nothing but zeros; copying or synchronising it has failed. {AGAIN}",
    ),
    "old workbook": (ole("Workbook"), f"this is a workbook of the old kind (.xls). {SAVE}"),
    "older workbook": (ole("Book"), f"this is a workbook of the old kind (.xls). {SAVE}"),
    "password": (
        ole("DataSpaces", "EncryptionInfo", "EncryptedPackage"),
        "the workbook is locked with a password or with rights. "
        "Mend: open it with the password, remove the password, and save it as .xlsx.",
    ),
    "Word, old": (
        ole("WordDocument"), f"the file is of another kind (Word), whatever its name says. {WORKBOOK}"
    ),
    "some old Office file": (
        ole("Contents"), f"the file is no Excel workbook, whatever its name says. {WORKBOOK}"
    ),
    "Word": (
        with_main_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        f"the file is of another kind (Word), whatever its name says. {WORKBOOK}",
    ),
    "binary workbook": (
        with_main_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        f"this is a binary workbook (.xlsb). {SAVE}",
    ),
    "OpenDocument": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
        "this is an OpenDocument spreadsheet (.ods). Mend: open it in LibreOffice and save it as .xlsx.",
    ),
    "OpenDocument text": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        f"the file is of another kind (OpenDocument), whatever its name says. {WORKBOOK}",
    ),
    "Numbers": (
        zipped({"Index/Document.iwa": b"x"}),
        f"the file is of another kind (Apple Numbers), whatever its name says. {WORKBOOK}",
    ),
    "an archive of workbooks": (
        zipped({"one.xlsx": plain()}),
        f"the file is of another kind (ZIP), whatever its name says. {WORKBOOK}",
    ),
    "PDF": (b"%PDF-1.7\n", f"the file is of another kind (PDF), whatever its name says. {WORKBOOK}"),
    "CSV": (
        "code,value\nA,Peć\n".encode("cp1250"),
        f"the file is plain text, such as CSV, whatever its name says. {LOOK}",
    ),
    "CSV in UTF-16": (
        "code\tvalue\nA\t1\n".encode("utf-16"),
        f"the file is plain text, such as CSV, whatever its name says. {LOOK}",
    ),
    "web page": (
        b"\xef\xbb\xbf<html><body><table><tr><td>1</td></tr></table></body></html>",
        f"the file is a web page, whatever its name says. {LOOK}",
    ),
    "web archive": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
        f"the file is a web page, whatever its name says. {LOOK}",
    ),
    "XML of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        f"the file is an XML spreadsheet of the old kind, whatever its name says. {SAVE}",
    ),
    "noise": (
        random.Random(1).randbytes(10_000),
        f"the file is no Excel workbook, whatever its name says. {WORKBOOK}",
    ),
    "cut near the end": (plain()[:-30], f"the file is cut off or damaged. {AGAIN}"),
    "cut in the middle": (plain()[:500], f"the file is cut off or damaged. {AGAIN}"),
    "one byte changed": (
        damaged_in_part(plain(), SHEET_PART), f"found '{SHEET_PART}'; the file is cut off or damaged. {AGAIN}"
    ),
    "no relations": (
        zipped({name: part for name, part in workbook_parts().items() if name != "_rels/.rels"}),
        "found '_rels/.rels'; this part of the workbook is damaged or missing. "
        "Mend: open the workbook in Excel, let it be repaired, check it and save it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), OTHER_KINDS.values(), ids=OTHER_KINDS)
def test_a_file_that_is_no_workbook_is_named_for_what_it_is(tmp_path, content, message):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert messages(path) == (False, [f"form.xlsx: {message}"])


BOMBS = {
    "packed too small": (
        with_parts({"xl/sharedStrings.xml": bytes(50_000_000)}),
        "found 'xl/sharedStrings.xml'; this part is packed more than 100 times smaller than it is; "
        f"no real table is. {ASK}",
    ),
    "66 MB when unpacked": (
        zipped(workbook_parts() | dict.fromkeys((f"xl/t{n}.xml" for n in range(11)), dense_sheet(6))),
        f"unpacked, the workbook takes more than 60 MB. {COPY}",
    ),
    "501 parts": (
        with_parts({f"xl/media/image{number}.png": b"" for number in range(496)}),
        f"the workbook is made of more than 500 parts. {COPY}",
    ),
    "a directory of a billion": (
        claiming_parts(10**9), f"the workbook is made of more than 500 parts. {COPY}"
    ),
    "a size that lies": (
        lying_size(), f"found 'xl/media/image1.png'; the file is cut off or damaged. {AGAIN}"
    ),
    "parts over one another": (overlapping(), f"found 'xl/media/image2.png'; {ODD}"),
    "another way of packing": (
        zipped(workbook_parts(), zipfile.ZIP_BZIP2), f"found '[Content_Types].xml'; {ODD}"
    ),
    "something before the zip": (
        b"PK\x03\x04" + b"x" * 60 + plain(), f"found '[Content_Types].xml'; {ODD}"
    ),
    "parts under a password": (
        with_flag(plain(), 1),
        "the workbook is locked with a password or with rights. "
        "Mend: open it with the password, remove the password, and save it as .xlsx.",
    ),
    "the same name twice": (
        repeated_part("xl/media/a.xml", "xl/media/a.xml"), f"found 'xl/media/a.xml'; {HIDES}"
    ),
    "the same name in large letters": (
        repeated_part("xl/media/a.xml", "xl/Media/A.xml"), f"found 'xl/Media/A.xml'; {HIDES}"
    ),
    "two dots": (
        renamed_bytes(with_parts({"xl/aaaaa/x.xml": b"x"}), "xl/aaaaa/x.xml", "xl/../../x.xml"),
        f"found 'xl/../../x.xml'; {LEADS_OUT}",
    ),
    "from the root": (
        renamed_bytes(with_parts({"axl/x.xml": b"x"}), "axl/x.xml", "/xl/x.xml"),
        f"found '/xl/x.xml'; {LEADS_OUT}",
    ),
    "from a drive": (
        renamed_bytes(with_parts({"cc/x.xml": b"x"}), "cc/x.xml", f"{DRIVE}/x.xml"),
        f"found '{DRIVE}/x.xml'; {LEADS_OUT}",
    ),
    "backslash": (
        renamed_bytes(with_parts({"xl/x.xml": b"x"}), "xl/x.xml", "xl\\x.xml"),
        f"found 'xl\\x.xml'; {LEADS_OUT}",
    ),
    "NUL": (
        renamed_bytes(with_parts({"xl/x.xml": b"x"}), "xl/x.xml", "xl\x00x.xml"),
        f"found 'xl�x.xml'; {LEADS_OUT}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BOMBS.values(), ids=BOMBS)
def test_a_zip_made_to_harm_is_refused(tmp_path, content, message):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert messages(path) == (False, [f"form.xlsx: {message}"])


ACTIVE = {
    "macros": (with_parts({"xl/vbaProject.bin": b"x"}), f"found 'xl/vbaProject.bin'; {MACROS}"),
    "macros of the old kind": (
        with_parts({"xl/macrosheets/sheet1.xml": b"x"}), f"found 'xl/macrosheets/sheet1.xml'; {MACROS}"
    ),
    "a kind with macros, without any": (
        with_main_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        f"found 'xl/workbook.xml'; {MACROS}",
    ),
    "macros under a harmless name": (
        with_type("xl/media/image1.bin", "application/vnd.ms-office.vbaProject"),
        f"found 'xl/media/image1.bin'; {MACROS}",
    ),
    "macros by relation": (
        zipped(workbook_parts(links=relation("rId2", "vbaProject", "x.bin")) | {"xl/x.bin": b"x"}),
        f"found 'xl/x.bin'; {MACROS}",
    ),
    "buttons": (
        with_parts({"customUI/customUI14.xml": b"<a/>"}),
        f"found 'customUI/customUI14.xml'; the workbook brings buttons of its own into Excel. {COPY}",
    ),
    "links": (
        with_parts({"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        f"found 'xl/externalLinks/externalLink1.xml'; {LINKS}",
    ),
    "links by type": (
        with_type("xl/theme/x.xml", f"{SHEET_TYPE}.externalLink+xml"), f"found 'xl/theme/x.xml'; {LINKS}"
    ),
    "a picture from the web": (with_relation(PICTURE_LINK), f"found 'https://example.org/x.png'; {LINKS}"),
    "connections": (with_parts({"xl/connections.xml": b"<a/>"}), f"found 'xl/connections.xml'; {CONNECTED}"),
    "queries": (
        with_parts({"xl/queryTables/queryTable1.xml": b"<a/>"}),
        f"found 'xl/queryTables/queryTable1.xml'; {CONNECTED}",
    ),
    "a model of data": (with_parts({"xl/model/item.data": b"x"}), f"found 'xl/model/item.data'; {CONNECTED}"),
    "values of the moment": (
        with_parts({"xl/volatileDependencies.xml": b"<a/>"}),
        f"found 'xl/volatileDependencies.xml'; {CONNECTED}",
    ),
    "an embedded file": (
        with_parts({"xl/embeddings/oleObject1.bin": b"x"}),
        f"found 'xl/embeddings/oleObject1.bin'; {EMBEDDED}",
    ),
    "an embedded file by relation": (
        with_relation(relation("rId1", "oleObject", "x.bin")), f"found 'xl/worksheets/x.bin'; {EMBEDDED}"
    ),
    "a control that runs": (
        with_parts({"xl/activeX/activeX1.bin": b"x"}), f"found 'xl/activeX/activeX1.bin'; {EMBEDDED}"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), ACTIVE.values(), ids=ACTIVE)
def test_what_runs_or_reaches_outside_is_refused(tmp_path, content, message):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert messages(path) == (False, [f"form.xlsx: {message}"])


def test_all_reasons_are_told_at_once(tmp_path):
    path = tmp_path / "form.xlsx"
    names = ("xl/vbaProject.bin", "xl/connections.xml", "xl/embeddings/a.bin", "xl/externalLinks/a.xml")
    path.write_bytes(with_parts(dict.fromkeys(names, b"<a/>")))
    assert messages(path) == (False, [
        f"form.xlsx: found 'xl/vbaProject.bin'; {MACROS}",
        f"form.xlsx: found 'xl/connections.xml'; {CONNECTED}",
        f"form.xlsx: found 'xl/embeddings/a.bin'; {EMBEDDED}",
        f"form.xlsx: found 'xl/externalLinks/a.xml'; {LINKS}",
    ])  # fmt: skip


def test_a_file_that_is_too_large_is_not_even_looked_into(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"x" * 1_001)
    assert messages(path, limits=WorkbookLimits(file_bytes=1_000)) == (
        False, ["form.xlsx: the file is larger than 1000 bytes. Mend: check that it is the right file."]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "~$form.xlsx",
            "this is a mark that Excel leaves beside a workbook that is open; it holds no data. "
            "Mend: close the workbook in Excel, then take this file out if it is still there.",
        ),
        (
            "._form.xlsx",
            "this is a mark that a Mac leaves beside a file; it holds no data. Mend: take the file out.",
        ),
    ],
)
def test_a_mark_beside_a_workbook_is_a_warning(tmp_path, name, message):
    (tmp_path / name).write_bytes(b"\x05owner")
    workbook, (fault,) = read_workbook(tmp_path / name, name)
    assert (workbook, fault.severity, fault_text(fault, ENGLISH)) == (None, "warning", f"{name}: {message}")


def test_the_mark_of_a_mac_is_known_by_its_bytes(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(bytes.fromhex("0005160700020000") + b"Mac OS X")
    _, (fault,) = read_workbook(tmp_path / "form.xlsx", "form.xlsx")
    assert (fault.code, fault.severity) == ("workbook_shadow", "warning")


def test_links_folders_and_pipes_are_not_followed(tmp_path):
    (tmp_path / "real.xlsx").write_bytes(plain())
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
    os.mkfifo(tmp_path / "pipe.xlsx")
    missing = "the file is missing. Mend: add the file."
    assert messages(tmp_path / "link.xlsx") == (
        False, ["form.xlsx: links to other files are not followed. Mend: put the file itself here."]
    )  # fmt: skip
    for name in ("folder.xlsx", "pipe.xlsx", "none.xlsx"):
        assert messages(tmp_path / name) == (False, [f"form.xlsx: {missing}"])


HARMLESS = {
    "pictures": {"xl/media/image1.png": b"\x89PNG"},
    "printer settings": {"xl/printerSettings/printerSettings1.bin": bytes(900_000)},
    "form controls": {"xl/ctrlProps/ctrlProp1.xml": b"<a/>"},
    "a pivot table": {"xl/pivotCache/pivotCacheDefinition1.xml": b"<a/>"},
    "marks of an archive": {"customXml/item1.xml": b"<a/>", "docMetadata/LabelInfo.xml": b"<a/>"},
    "an add-in pane": {"xl/webextensions/taskpanes.xml": b"<a/>"},
    "a folder's own entry": {"xl/media/": b""},
    "what a Mac packs with it": {"__MACOSX/xl/._workbook.xml": b"x"},
}


@pytest.mark.parametrize("parts", HARMLESS.values(), ids=HARMLESS)
def test_what_does_no_harm_passes(tmp_path, parts):
    (tmp_path / "form.xlsx").write_bytes(with_parts(parts))
    assert messages(tmp_path / "form.xlsx") == (True, [])


def test_a_link_to_click_on_passes(tmp_path):
    link = relation("rId1", "hyperlink", "https://example.org/", outside=True)
    (tmp_path / "form.xlsx").write_bytes(with_relation(link))
    assert messages(tmp_path / "form.xlsx") == (True, [])


def test_a_workbook_that_is_not_packed_at_all_passes(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(zipped(workbook_parts(), zipfile.ZIP_STORED))
    assert messages(tmp_path / "form.xlsx") == (True, [])


def test_five_hundred_parts_pass(tmp_path):
    pictures = {f"xl/media/image{number}.png": b"" for number in range(500 - len(workbook_parts()))}
    (tmp_path / "form.xlsx").write_bytes(with_parts(pictures))
    assert messages(tmp_path / "form.xlsx") == (True, [])


def test_five_thousand_rows_pass(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(zipped(workbook_parts(filled_rows(5_000, 8))))
    assert messages(tmp_path / "form.xlsx") == (True, [])

"""What a file really is, by its first bytes, whatever its name ends in."""

from __future__ import annotations

from typing import IO

from napeval.exchange.workbooks.findings import Finding

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_MAC_SHADOW = bytes.fromhex("00051607")
_HEAD_BYTES = 4_096
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format", "SQLite"),
    (b"PAR1", "Parquet"),
)
_OLE_STREAMS = (  # the first that is there decides: a password hides what else there may be
    ("EncryptedPackage", Finding("workbook_encrypted")),
    ("EncryptionInfo", Finding("workbook_encrypted")),
    ("Workbook", Finding("workbook_old")),
    ("Book", Finding("workbook_old")),
    ("WordDocument", Finding("workbook_other_kind", arguments={"kind": "Word"})),
    ("PowerPoint Document", Finding("workbook_other_kind", arguments={"kind": "PowerPoint"})),
    ("__substg1", Finding("workbook_other_kind", arguments={"kind": "Outlook"})),
)
_TEXT_MARKS = (  # in the order in which they are looked for, since a page may hold any of the later ones
    ("mime-version:", "workbook_web_page"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "workbook_xml_table"),
    ("<html", "workbook_web_page"),
    ("<!doctype html", "workbook_web_page"),
    ("<table", "workbook_web_page"),
)


def kind_finding(file: IO[bytes]) -> Finding | None:
    """Why this is no file that could hold an .xlsx workbook, None where it could.

    It is read from its start: a few kilobytes, all of it where it is an old Office file.
    """
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if head.startswith(_ZIP_STARTS):
        return None
    if not head:
        return Finding("workbook_empty")
    if head.startswith(_OLE):
        return _ole_finding(head + file.read())
    if head.startswith(_MAC_SHADOW):
        return Finding("workbook_shadow", severity="warning")
    if not head.strip(b"\x00"):
        return Finding("workbook_zeros")
    for start, kind in _OTHER_KINDS:
        if head.startswith(start):
            return Finding("workbook_other_kind", arguments={"kind": kind})
    return _text_finding(head)


def _ole_finding(content: bytes) -> Finding:
    """Old Office files, and the wrapping of a workbook with a password, keep names of streams in UTF-16."""
    for name, finding in _OLE_STREAMS:
        # A name in the directory is followed by zeros; the word inside a text is not.
        if name.encode("utf-16-le") + b"\x00\x00" in content or (
            name.startswith("__") and name.encode("utf-16-le") in content
        ):
            return finding
    return Finding("workbook_unknown")


def _text_finding(head: bytes) -> Finding:
    text = _decoded(head)
    if text is None:
        return Finding("workbook_unknown")
    low = text.lower()
    for mark, code in _TEXT_MARKS:
        if mark in low:
            return Finding(code)
    return Finding("workbook_text")


def _decoded(head: bytes) -> str | None:
    """The bytes as text where they can be one: UTF-16 with its mark, else anything without control bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    else:
        text = head.decode("latin-1")  # the letters do not matter here, only whether it is text
    return text if all(sign.isprintable() or sign in "\t\r\n" or sign >= "\x80" for sign in text) else None

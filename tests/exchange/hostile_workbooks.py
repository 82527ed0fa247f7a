"""Workbooks made part by part: ordinary ones, damaged ones, and ones made to harm."""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET_PART = "xl/worksheets/sheet1.xml"

Parts = dict[str, bytes]
Maker = Callable[[Path], None]


def content_types(extra: str = "", main: str = f"{SHEET_TYPE}.sheet.main+xml") -> bytes:
    return (
        f'<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
        f'<Override PartName="/{SHEET_PART}" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        f"{extra}</Types>"
    ).encode()


def relations(*entries: str) -> bytes:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(entries)}</Relationships>'.encode()


def relation(identity: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def workbook_parts(
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    before: str = "",
    after: str = "",
    book: str = "",
    sheets: str = '<sheet name="Form" sheetId="1" r:id="rId1"/>',
    links: str = "",
    styles: str = "",
    texts: str = "",
) -> Parts:
    """The parts of a workbook with one sheet called Form."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>{sheets}</sheets></workbook>'
        ).encode(),
        SHEET_PART: sheet_xml(rows, before=before, after=after),
    }
    entries = [relation("rId1", "worksheet", "worksheets/sheet1.xml"), links]
    if styles:
        entries.append(relation("rId8", "styles", "styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode()
    if texts:
        entries.append(relation("rId9", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()
    parts["xl/_rels/workbook.xml.rels"] = relations(*entries)
    return parts


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def write_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    path.write_bytes(zipped(parts))
    return path


def write_rows(path: Path, rows: str, **parts: str) -> Path:
    """A workbook whose one sheet has these rows."""
    return write_parts(path, workbook_parts(rows, **parts))


def plain() -> bytes:
    return zipped(workbook_parts())


def with_parts(extra: Mapping[str, bytes]) -> bytes:
    return zipped(workbook_parts() | dict(extra))


def with_type(part: str, kind: str) -> bytes:
    """A workbook with one more part whose declared type is the only thing that says what it is."""
    parts = workbook_parts()
    parts["[Content_Types].xml"] = content_types(f'<Override PartName="/{part}" ContentType="{kind}"/>')
    return zipped(parts | {part: b"x"})


def with_relation(entry: str) -> bytes:
    """A workbook whose sheet has this one relation."""
    return with_parts({"xl/worksheets/_rels/sheet1.xml.rels": relations(entry), "xl/worksheets/x.bin": b"x"})


def with_main_type(main: str) -> bytes:
    parts = workbook_parts()
    parts["[Content_Types].xml"] = content_types(main=main)
    return zipped(parts)


def ole(*streams: str) -> bytes:
    """The start of an old Office file and a directory with these streams."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 2 * len(name) + 2) + bytes(62)
        for name in ("Root Entry", *streams)
    )
    return OLE_START + bytes(504) + entries


def damaged_in_part(content: bytes, part: str) -> bytes:
    """The same zip with one byte of a part changed where it is packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(part)
    place = info.header_offset + 30 + len(part) + info.compress_size // 2
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def repeated_part(first: str, second: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (workbook_parts() | {first: b"<a/>"}).items():
            archive.writestr(name, content)
        archive.filelist[-1].filename = first
        archive.NameToInfo.pop(first)
        archive.writestr(second, b"<b/>")
    return buffer.getvalue()


def renamed_bytes(content: bytes, old: str, new: str) -> bytes:
    """The same zip with one name changed in its bytes; zipfile itself would mend the new one."""
    assert len(old) == len(new)
    return content.replace(old.encode(), new.encode())


def with_flag(content: bytes, flag: int) -> bytes:
    """The same zip with a flag set on every part, in the directory and before the part."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + place] |= flag
            start = changed.find(mark, start + 4)
    return bytes(changed)


def lying_size() -> bytes:
    """A part of 2 MB whose entries say 100 bytes, with the check sum of all of it."""
    name = "xl/media/image1.png"
    content = zipped(workbook_parts() | {name: bytes(2_000_000)})
    return content.replace(struct.pack("<I", 2_000_000), struct.pack("<I", 100))


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes."""
    name = "xl/media/image1.png"
    content = zipped(workbook_parts() | {name: b"picture" * 100})
    end = content.rfind(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", content, end + 10)
    entry = content[content.rfind(b"PK\x01\x02") : end]
    again = entry.replace(b"image1.png", b"image2.png")
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, size + len(again), start, 0)
    return content[:end] + again + tail


def claiming_parts(count: int) -> bytes:
    """A directory that says it has so many parts, in a plain and in a wide ending."""
    content = plain()
    end = content.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", content, end + 12)
    wide = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    place = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return content[:end] + wide + place + content[end:]


def dense_sheet(megabytes: int) -> bytes:
    """Remarks that shrink to a twentieth or so, as a real sheet does: each of them stands twelve times."""
    block = "".join(f"<!--{zlib.crc32(bytes([number])):08x}-->" * 12 for number in range(250))
    return sheet_xml("", after=block * (megabytes * 1_000_000 // len(block)))


def filled_rows(rows: int, columns: int) -> str:
    """So many rows of so many cells that count up, as varied as real figures."""
    return "".join(
        f"<row>{''.join(f'<c><v>{row * columns + column}</v></c>' for column in range(columns))}</row>"
        for row in range(rows)
    )


def entity_bomb() -> bytes:
    """Ten names, each ten times the one before: ten billion letters."""
    chain = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise("abcdefghij")
    )
    sheet = sheet_xml('<row><c t="str"><v>&j;</v></c></row>').decode()
    return f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{chain}]>{sheet}'.encode()


def outside_entity(path: str) -> bytes:
    sheet = sheet_xml('<row><c t="str"><v>&a;</v></c></row>').decode()
    return f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{path}">]>{sheet}'.encode()

"""The workbook that openpyxl is given: the scanned parts and nothing else.

openpyxl looks for parts in its own way, which another file could lead elsewhere, and reads properties,
drawings and tables that nobody asks for here. So it gets a zip in memory with a list of types of our own
and copies of the parts that were scanned, the styles under the only name under which it looks for them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from napeval.exchange.workbooks.list import SheetList
from napeval.exchange.workbooks.package import Package

_STYLES = "xl/styles.xml"
_NAMESPACES = {  # the strict spelling of the format, which openpyxl passes over, and the ordinary one
    b"http://purl.oclc.org/ooxml/spreadsheetml/": b"http://schemas.openxmlformats.org/spreadsheetml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/"
    ),
}
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def scanned_parts(package: Package, listed: SheetList) -> dict[str, bytes]:
    """The parts to read by their names in the copy."""
    part = package.workbook_part
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    parts = {"[Content_Types].xml": _types(part, listed.texts)}
    for place in (part, relations, listed.texts, *(place for _, place in listed.sheets)):
        if place:
            parts[place] = _ordinary(package.content(place))
    if listed.styles:
        parts[_STYLES] = _ordinary(package.content(listed.styles))
    return parts


def packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """A zip of these parts, not made smaller, since it is read at once."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return copy


def _types(workbook_part: str, texts: str) -> bytes:
    kinds = {workbook_part: f"{_KIND}.sheet.main+xml", texts: f"{_KIND}.sharedStrings+xml"}
    entries = "".join(
        f'<Override PartName={quoteattr(f"/{part}")} ContentType="{kind}"/>'
        for part, kind in kinds.items()
        if part
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{namespace}">{entries}</Types>'.encode()


def _ordinary(content: bytes) -> bytes:
    for strict, ordinary in _NAMESPACES.items():
        content = content.replace(strict, ordinary)
    return content

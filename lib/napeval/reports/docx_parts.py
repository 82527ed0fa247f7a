"""Pieces of Word's file format that python-docx lacks: fields, bookmarks, links, fixed zip files."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_BOOKMARK_LENGTH = 40  # what Word keeps of a bookmark's name
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
# Characters that XML cannot hold; they stand for nothing on paper either.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def element(tag: str, **attributes: str) -> Any:
    """A WordprocessingML element with attributes of the w: name space, as in element("w:tab", val="left")."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def printable(text: str) -> str:
    """The text without control characters that no XML file can hold."""
    return _NOT_XML.sub("", text)


def bookmark_name(kind: str, identifier: str) -> str:
    """The name of a bookmark: letters, digits and underscores, at most 40 characters, never two the same.

    "slot" and "impact.context" give "slot_impact_context". A name that had to be shortened, or in which other
    signs than a dot or a hyphen were replaced, ends with eight digits that tell it from its like.
    """
    name = f"{kind}_" + re.sub(r"[^A-Za-z0-9_]", "_", identifier)
    if len(name) <= _BOOKMARK_LENGTH and not re.search(r"[^A-Za-z0-9_.-]", identifier):
        return name
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:8]
    return f"{name[: _BOOKMARK_LENGTH - 9]}_{digest}"


class Bookmarks:
    """Gives out bookmark starts and ends, numbered in order."""

    def __init__(self) -> None:
        self._count = 0

    def pair(self, name: str) -> tuple[Any, Any]:
        """The start and the end of a new bookmark."""
        self._count += 1
        number = str(self._count)
        return element("w:bookmarkStart", id=number, name=name), element("w:bookmarkEnd", id=number)

    def around(self, paragraph: Any, name: str) -> None:
        """Put a bookmark around the text of a paragraph."""
        start, end = self.pair(name)
        properties = paragraph._p.pPr
        paragraph._p.insert(0 if properties is None else 1, start)
        paragraph._p.append(end)


def add_field(paragraph: Any, instruction: str, shown: str, *, bold: bool | None = None) -> None:
    """Add a field with the result that is shown until the reader updates it."""
    before = len(paragraph.runs)
    open_field(paragraph, instruction)
    paragraph.add_run(printable(shown))
    close_field(paragraph)
    # All runs of a field take the look: some word processors follow the first, some the shown one.
    for run in paragraph.runs[before:]:
        run.bold = bold


def open_field(paragraph: Any, instruction: str) -> None:
    """Begin a field; what follows, till close_field, is the result it shows."""
    _add_mark(paragraph, "begin")
    code = paragraph.add_run()
    text = element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    code._r.append(text)
    _add_mark(paragraph, "separate")


def close_field(paragraph: Any) -> None:
    """End the field that open_field began."""
    _add_mark(paragraph, "end")


def _add_mark(paragraph: Any, kind: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def add_link(paragraph: Any, anchor: str, text: str) -> None:
    """Add a link to a bookmark of the same document."""
    link = element("w:hyperlink", anchor=anchor, history="1")
    run = paragraph.add_run(printable(text))
    paragraph._p.remove(run._r)
    link.append(run._r)
    paragraph._p.append(link)


def with_fixed_times(package: bytes) -> bytes:
    """The same zip package with entries in the order of their names and one fixed time.

    Two documents with the same content are then the same bytes. "[Content_Types].xml" stays the first entry.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w") as target:
        for name in _ordered(source.namelist()):
            entry = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            entry.external_attr = 0
            target.writestr(entry, source.read(name), compresslevel=6)
    return made.getvalue()


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))


def restarted_numbering(document: Any) -> int:
    """A numbering of its own for one ordered list, so that it begins at 1 again; returns its number."""
    style = document.styles["List Number"].element
    numbering = document.part.numbering_part.element
    used = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == used).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def remove_thumbnail(document: Any) -> None:
    """Drop the preview picture of the empty document that python-docx starts from."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]

"""Reads an edited Word report: tracked insertions as accepted, tracked deletions as gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from napeval.cycle import CycleFaults, Fault
from napeval.exchange.documents.opening import DocumentParts, read_document
from napeval.reports.absorbing.pieces import Comment, Edited, Piece, Span
from napeval.reports.absorbing.styles import Looks, looks_of
from napeval.reports.docx_properties import CITE, SLOT

_PIECES = (SLOT, "heading_", "table_", "figure_")
"""How the bookmarks begin that the writer of reports puts around its pieces; these never stand in a text."""
_DELETED = frozenset({qn("w:del"), qn("w:moveFrom")})
_INSERTED = frozenset({qn("w:ins"), qn("w:moveTo")})
_WRAPPERS = frozenset(
    {
        *_INSERTED,
        *(qn(f"w:{name}") for name in ("hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml",
                                       "dir", "bdo")),
    }
)  # fmt: skip
_SIGNS: Mapping[str, str] = {
    qn("w:tab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}
_NOTES = frozenset({qn("w:footnoteReference"), qn("w:endnoteReference")})
_BOX = qn("w:txbxContent")


def read_edited(path: Path) -> Edited:
    """The pieces of a Word document. Raises CycleFaults where it may not be read."""
    parts = read_document(path)
    try:
        return _edited(parts)
    except XMLSyntaxError:  # nested or long beyond what the parser takes
        raise CycleFaults([Fault("document_damaged", path.name)]) from None


def _edited(parts: DocumentParts) -> Edited:
    reader = _Reader(looks_of(parts.others.get("styles", b""), parts.others.get("numbering", b"")))
    root = parse_xml(parts.main)
    body = root.find(qn("w:body"))
    reader.read(body if body is not None else root)
    return Edited(
        pieces=tuple(reader.pieces),
        bookmarks=frozenset(reader.bookmarks),
        properties=_properties(parts),
        comments=tuple(_comments(parts)),
        tracked=reader.tracked,
        footnotes=reader.footnotes,
        boxes=any(True for _ in root.iter(_BOX)),
    )


@dataclass
class _Paragraph:
    """A paragraph as far as it was read; slots: those that some text of it stands in."""

    spans: list[Span] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """Walks through a document in the order of its text."""

    looks: Looks
    pieces: list[Piece] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    tracked: bool = False
    footnotes: int = 0
    _open: dict[str, str] = field(default_factory=dict)
    _placed: set[str] = field(default_factory=set)
    _held: _Paragraph | None = None
    """A paragraph whose end was deleted, so that it goes on in the next one."""

    def read(self, container: Any) -> None:
        """Every paragraph and table below an element, in order."""
        for child in container:
            if child.tag == qn("w:p"):
                self._add(self._paragraph(child))
            elif child.tag == qn("w:tbl"):
                self._add(self._table(child))
            elif child.tag in _WRAPPERS:
                self.read(child)
            else:
                self._mark(child, None)

    def _add(self, piece: Piece | None) -> None:
        if piece is not None and (piece.text or piece.comments):
            self.pieces.append(piece)

    def _paragraph(self, element: Any) -> Piece | None:
        read = self._held or _Paragraph()
        self._held = None
        self._runs(element, read)
        properties = element.find(qn("w:pPr"))
        if properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None:
            self.tracked = True
            self._held = read
            return None
        kind = self.looks.kind_of(properties)
        return Piece(kind, tuple(read.spans), (), next(iter(read.slots), ""), tuple(read.comments))

    def _runs(self, element: Any, read: _Paragraph) -> None:
        for child in element:
            if child.tag == qn("w:r"):
                self._run(child, read)
            elif child.tag in _DELETED:
                self.tracked = True
                for inner in child:
                    self._mark(inner, read)
            elif child.tag in _WRAPPERS:
                self.tracked = self.tracked or child.tag in _INSERTED
                self._runs(child, read)
            else:
                self._mark(child, read)

    def _run(self, run: Any, read: _Paragraph) -> None:
        properties = run.find(qn("w:rPr"))
        words = "".join(self._signs(run, read))
        if not words:
            return
        slots = [name for name in self._open.values() if name.startswith(SLOT)]
        if words.strip():
            read.slots += slots
        cite = next((name for name in self._open.values() if name.startswith(f"{CITE}_")), "")
        look = self.looks.is_strong(properties), self.looks.is_emphasis(properties)
        read.spans.append(Span(words.replace("\u200b", ""), *look, cite))

    def _signs(self, run: Any, read: _Paragraph) -> list[str]:
        words = []
        for child in run:
            if child.tag == qn("w:t"):
                words.append(child.text or "")
            elif child.tag in _SIGNS:
                words.append(_SIGNS[child.tag])
            elif child.tag in _NOTES:
                self.footnotes += 1
            elif child.tag == qn("w:commentReference"):
                self._comment(child, read)
        return words

    def _mark(self, element: Any, read: _Paragraph | None) -> None:
        """Where a bookmark or a comment begins or ends."""
        if element.tag == qn("w:bookmarkStart"):
            self._begin(element.get(qn("w:name"), ""), element.get(qn("w:id"), ""))
        elif element.tag == qn("w:bookmarkEnd"):
            self._close(self._open.get(element.get(qn("w:id"), ""), ""))
        elif element.tag == qn("w:commentRangeStart") and read is not None:
            self._comment(element, read)

    def _begin(self, name: str, number: str) -> None:
        """A bookmark begins; where the next piece of the report begins, a text left open has ended."""
        self.bookmarks.add(name)
        if name.startswith(_PIECES):
            for other in {one for one in self._open.values() if one.startswith(SLOT) and one != name}:
                self._close(other)
        self._open[number] = name

    def _close(self, name: str) -> None:
        """A bookmark ends, however often it began: LibreOffice begins one anew in its last paragraph."""
        self._open = {number: one for number, one in self._open.items() if one != name}

    def _comment(self, element: Any, read: _Paragraph) -> None:
        """A comment belongs where it begins, not where its sign stands again."""
        number = element.get(qn("w:id"), "")
        if number not in self._placed:
            self._placed.add(number)
            read.comments.append(number)

    def _table(self, element: Any) -> Piece:
        """A table with the texts of its cells; rows whose deletion is tracked are gone."""
        rows = []
        whole = _Paragraph()
        for row in element.iter(qn("w:tr")):
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self.tracked = True
                continue
            rows.append(tuple(self._cell(cell, whole) for cell in row.iter(qn("w:tc"))))
        slot = next(iter(whole.slots), "")
        return Piece("table", (), tuple(rows), slot, tuple(whole.comments))

    def _cell(self, cell: Any, whole: _Paragraph) -> str:
        texts = []
        for paragraph in cell.iter(qn("w:p")):
            read = _Paragraph()
            self._runs(paragraph, read)
            texts.append("".join(span.text for span in read.spans))
            whole.slots += read.slots
            whole.comments += read.comments
        return " ".join(texts)


def _properties(parts: DocumentParts) -> dict[str, str]:
    """The document's own properties by name."""
    content = parts.others.get("custom-properties", b"")
    if not content:
        return {}
    return {one.get("name", ""): "".join(inner.text or "" for inner in one) for one in parse_xml(content)}


def _comments(parts: DocumentParts) -> list[Comment]:
    content = parts.others.get("comments", b"")
    found = parse_xml(content).iter(qn("w:comment")) if content else ()
    return [
        Comment(
            one.get(qn("w:id"), ""),
            one.get(qn("w:author"), ""),
            one.get(qn("w:date"), "")[:10],
            "\n".join(_comment_texts(one)),
        )
        for one in found
    ]


def _comment_texts(comment: Any) -> list[str]:
    texts = ("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in comment.iter(qn("w:p")))
    return [text.strip() for text in texts if text.strip()]

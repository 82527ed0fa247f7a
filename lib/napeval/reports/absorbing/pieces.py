"""A Word document as a row of pieces: paragraphs and tables, with the bookmarks and comments they carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "bullet", "number", "heading", "caption", "note", "prompt", "contents", "table"]


@dataclass(frozen=True)
class Span:
    """A stretch of text of one look. cite: the bookmark around a cited figure, or its address, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    cite: str = ""


@dataclass(frozen=True)
class Piece:
    """One paragraph or table of a document.

    spans: of a paragraph. rows: the texts of the cells of a table. slot: bookmark of the evaluator's text
    that it stands in, or "". comments: numbers of the comments that begin in it.
    """

    kind: Kind
    spans: tuple[Span, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    slot: str = ""
    comments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of a paragraph, or of all cells of a table, with single spaces."""
        if self.kind == "table":
            return plain(" ".join(cell for row in self.rows for cell in row))
        return plain("".join(span.text for span in self.spans))


def plain(text: str) -> str:
    """A text with single spaces and without invisible breaks, for comparing."""
    return " ".join(text.replace("\u200b", "").split())


@dataclass(frozen=True)
class Comment:
    """A comment of the word processor: who wrote it, when, what, and where it stands."""

    number: str
    author: str
    date: str
    text: str


@dataclass(frozen=True)
class Edited:
    """A document as it was read.

    bookmarks: all names of bookmarks in it. properties: its own, such as the report it is of. tracked:
    whether it holds tracked changes, which are read as accepted. footnotes: how many of the word processor,
    which reports do not have. boxes: whether it holds text boxes, which are not read.
    """

    pieces: tuple[Piece, ...]
    bookmarks: frozenset[str]
    properties: dict[str, str]
    comments: tuple[Comment, ...]
    tracked: bool
    footnotes: int
    boxes: bool

    def of_slot(self, slot: str) -> Sequence[Piece]:
        """The pieces that stand in a slot."""
        return [piece for piece in self.pieces if piece.slot == slot]

"""Cited figures in an edited text: still what they cite, edited by hand, or plain text by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from napeval.release.citations import stands_for
from napeval.reports.absorbing.pieces import Edited, Piece, Span, plain
from napeval.reports.absorbing.words import Line, settled


@dataclass(frozen=True)
class Cited:
    """The cited figures of a report, by the bookmarks around them: their addresses, and how they print."""

    addresses: Mapping[str, str]
    printed: Mapping[str, str]


@dataclass(frozen=True)
class EditedFigure:
    """A cited figure that somebody overwrote: its bookmark, as it was printed, and what stands there now."""

    name: str
    printed: str
    now: str


def cited_in(original: Edited) -> Cited:
    """The figures that the texts of a report cite."""
    printed = _printed(original.pieces)
    return Cited({name: original.properties.get(name, "") for name in printed}, printed)


def _printed(pieces: Iterable[Piece]) -> dict[str, str]:
    printed: dict[str, str] = {}
    for piece in pieces:
        for span in piece.spans:
            if span.cite:
                printed[span.cite] = printed.get(span.cite, "") + span.text
    return printed


def settle_figures(lines: Sequence[Line], cited: Cited) -> tuple[list[Line], list[EditedFigure]]:
    """Lines in which every cited figure stands as it was printed, and the figures that were overwritten.

    Words that were typed right beside a figure, into its bookmark, are words. What lies in a bookmark that
    the report does not know is text.
    """
    edited: list[EditedFigure] = []
    return [
        replace(
            line,
            spans=settled(
                part
                for name, spans in groupby(line.spans, key=lambda span: span.cite)
                for part in (_settle(name, list(spans), cited, edited) if name else spans)
            ),
        )
        for line in lines
    ], edited


def _settle(name: str, spans: Sequence[Span], cited: Cited, edited: list[EditedFigure]) -> Iterator[Span]:
    text = "".join(span.text for span in spans)
    words = [replace(span, cite="") for span in spans]
    printed = cited.printed.get(name)
    if printed is None:
        yield from words
        return
    before, found, behind = text.partition(printed)
    if not found or any(sign.isdigit() or sign in "%‰" for sign in before + behind):
        edited.append(EditedFigure(name, printed, text))
        yield from words
        return
    yield replace(words[0], text=before)
    yield replace(spans[0], text=printed)
    yield replace(words[0], text=behind)


def unmarked(pieces: Sequence[Piece], lines: Sequence[Line]) -> list[str]:
    """Figures of a slot as it was made that stand in its lines now as plain text, by their bookmarks."""
    names = {span.cite for line in lines for span in line.spans if span.cite}
    words = plain(" ".join(span.text for line in lines for span in line.spans if not span.cite))
    return [
        name for name, printed in _printed(pieces).items() if name not in names and plain(printed) in words
    ]


def named_lines(lines: Iterable[Line], made: Sequence[Line], cited: Cited) -> list[Line]:
    """Lines of a text file in which citations are named by the bookmarks that they have in the report.

    made: the lines of the slot in the report, whose figures stand in the same order. A citation that cannot
    be the one of the report keeps its address.
    """
    names = iter([span.cite for line in made for span in line.spans if span.cite])
    return [
        replace(line, spans=tuple(_named(span, names, cited) if span.cite else span for span in line.spans))
        for line in lines
    ]


def _named(span: Span, names: Iterator[str], cited: Cited) -> Span:
    name = next(names, "")
    return replace(span, cite=name) if stands_for(span.cite, cited.addresses.get(name, "")) else span


def as_written(lines: Iterable[Line], named: Iterable[Line], cited: Cited) -> dict[str, str]:
    """How citations are written: as in the text where they stand there, else by their whole address."""
    own = {
        other.cite: span.cite
        for line, renamed in zip(lines, named, strict=True)
        for span, other in zip(line.spans, renamed.spans, strict=True)
        if span.cite
    }
    return {**cited.addresses, **own}

"""The evaluators' texts of an edited report: what each section brings, and why it may not be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from napeval.reports.absorbing.figures import (
    EditedFigure,
    as_written,
    cited_in,
    named_lines,
    settle_figures,
    unmarked,
)
from napeval.reports.absorbing.pieces import Edited, Piece, Span, plain
from napeval.reports.absorbing.words import Line, lines_of_pieces, lines_of_text, looks_lost, merged_markdown

State = Literal["unchanged", "already", "changed", "conflict", "refused", "missing"]
Remark = Literal[
    "figure_edited", "figure_unmarked", "table_inside", "looks_lost", "other_language", "emptied"
]
_REFUSING = ("figure_edited", "table_inside")
_NOTICES = ("prompt", "note")
"""Kinds of the one paragraph that a report itself puts into a slot: what is to be written, or that the text
exists in another language only."""


@dataclass(frozen=True)
class Noted:
    """Something to say of a section: about what, what it was before, and what it is now."""

    remark: Remark
    about: str = ""
    before: str = ""
    now: str = ""


@dataclass(frozen=True)
class Section:
    """What an edited report brings for one section.

    state: unchanged; already (the text says the same by now); changed; conflict (the text was changed since
    the report was made, and otherwise); refused (a cited figure was overwritten, or a table stands in it);
    missing (its bookmark is gone). text: the new one; before: the one that stands there, without its
    comments.
    """

    name: str
    state: State
    text: str = ""
    before: str = ""
    notes: tuple[Noted, ...] = ()


def section_of(
    name: str, slot: str, original: Edited, edited: Edited, *, behind: Sequence[Piece] = (), text: str = ""
) -> Section:
    """What an edited document brings for one section.

    slot: its bookmark. behind: paragraphs that were added right behind it. text: what stands in the text file
    now, without its comments.
    """
    if slot not in edited.bookmarks:
        return Section(name, "missing", before=text)
    cited = cited_in(original)
    notice, made = _split_notice(original.of_slot(slot))
    now = list(_without(notice, [*edited.of_slot(slot), *behind]))
    lines = lines_of_pieces(made)
    found, overwritten = settle_figures(lines_of_pieces(now), cited)
    has_table = any(piece.kind == "table" for piece in now)
    if _same(lines, found) and not overwritten and not has_table:
        return Section(name, "unchanged", text, text)
    own = [line for _, block in lines_of_text(text) for line in block]
    named = named_lines(own, lines, cited)
    if _same(named, found) and not overwritten and not has_table:
        return Section(name, "already", text, text)
    written = as_written(own, named, cited)
    notes = [
        *(_overwritten(one, written) for one in overwritten),
        *(Noted("figure_unmarked", written[one], cited.printed[one]) for one in unmarked(made, found)),
        *([Noted("table_inside")] if has_table else []),
        *(Noted("looks_lost", words) for words in looks_lost(found, written)),
        *([Noted("other_language")] if notice is not None and notice.kind == "note" else []),
        *([] if found else [Noted("emptied")]),
    ]
    built_on = [] if notice is not None else lines
    state: State = "changed" if _same(named, built_on) else "conflict"
    if any(one.remark in _REFUSING for one in notes):
        state = "refused"
    return Section(name, state, merged_markdown(text, found, written, named), text, tuple(notes))


def _overwritten(figure: EditedFigure, written: Mapping[str, str]) -> Noted:
    return Noted("figure_edited", written[figure.name], figure.printed, figure.now)


def _same(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    return [line.key for line in lines] == [line.key for line in others]


def _split_notice(pieces: Sequence[Piece]) -> tuple[Piece | None, list[Piece]]:
    """The report's own paragraph in a slot, if there is one, and the rest."""
    if pieces and pieces[0].kind in _NOTICES:
        return pieces[0], list(pieces[1:])
    return None, list(pieces)


def _without(notice: Piece | None, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without the report's own paragraph, behind which somebody may have typed."""
    for piece in pieces:
        if notice is None or not piece.text.startswith(notice.text):
            yield piece
        elif piece.text != notice.text:
            yield replace(piece, spans=tuple(_behind(piece.spans, len(notice.text))))


def _behind(spans: Sequence[Span], length: int) -> Iterator[Span]:
    """The spans behind so many characters, spaces counted once."""
    words = plain("".join(span.text for span in spans))
    yield Span(words[length:])

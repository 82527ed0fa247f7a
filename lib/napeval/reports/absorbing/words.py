"""The words of a slot in one form, whether they come from a Word document or from a text, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from napeval.display.blocks import Block, Run
from napeval.display.prose import prose_sources
from napeval.reports.absorbing.pieces import Piece, Span

LineKind = Literal["paragraph", "bullet", "number", "heading"]
_SPACES = re.compile(r"[ \t\r\n]+")
_MARKS = re.compile(r"[\\*_]|\{(?=[A-Za-z_]+#)|(?<=<)!(?=--)")
"""Signs that Markdown, a citation or a comment would take for its own."""
_LINE_START = re.compile(r"^(?:(#{1,6}|[-+])(?=\s|$)|(\d{1,9})([.)])(?=\s|$))")
_STARTS: Mapping[str, str] = {"paragraph": "", "bullet": "- ", "number": "1. ", "heading": "### "}
_LISTS = ("bullet", "number")


@dataclass(frozen=True)
class Line:
    """A paragraph, a small heading or an item of a list, with spans in their settled form."""

    kind: LineKind
    spans: tuple[Span, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What two lines that say the same have in common; a cited figure counts by what is cited."""
        spans = self.spans
        if self.kind == "heading":
            spans = tuple(replace(span, bold=True) for span in spans)
        kind = "paragraph" if self.kind == "heading" else self.kind
        return kind, tuple((s.cite or s.text, s.bold, s.italic, bool(s.cite)) for s in spans)


def lines_of_pieces(pieces: Iterable[Piece]) -> list[Line]:
    """The words of the paragraphs of a slot; its tables are left out."""
    kinds: Mapping[str, LineKind] = {"bullet": "bullet", "number": "number", "heading": "heading"}
    lines = [
        Line(kinds.get(piece.kind, "paragraph"), settled(piece.spans))
        for piece in pieces
        if piece.kind != "table"
    ]
    return [line for line in lines if line.spans]


def lines_of_text(text: str) -> list[tuple[str, list[Line]]]:
    """The words of a text, block by block with the Markdown that each block stands in."""
    sources = prose_sources(text, lambda address: Run(address, claim=address))
    return [(source, _lines_of_block(block)) for source, block in sources]


def _lines_of_block(block: Block) -> list[Line]:
    if block["kind"] == "paragraph":
        return [Line("paragraph", settled(_spans(block["runs"])))]
    kind: LineKind = "number" if block["ordered"] else "bullet"
    return [Line(kind, settled(_spans(item))) for item in block["items"]]


def _spans(runs: Iterable[Mapping[str, object]]) -> Iterator[Span]:
    for run in runs:
        cite = str(run.get("c") or "")
        yield Span(str(run["t"]), bool(run.get("b")), bool(run.get("i")), cite)


def settled(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with single spaces, none at either end, looks that begin and end at words, neighbours joined."""
    parted = [part for span in spans for part in _parted(span)]
    joined: list[Span] = []
    for span in parted:
        last = joined[-1] if joined else None
        text = span.text
        if not span.cite and text.startswith(" ") and (last is None or last.text.endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            continue
        same = last is not None and not last.cite and not span.cite
        if last is not None and same and (last.bold, last.italic) == (span.bold, span.italic):
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(span, text=text))
    if joined and not joined[-1].cite:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(span for span in joined if span.text)


def _parted(span: Span) -> Iterator[Span]:
    """A span without the spaces at its ends, which have no look, and these; a cited figure stays whole."""
    if span.cite:
        yield span
        return
    text = _SPACES.sub(" ", span.text)
    if not text:
        return
    inner = text.strip(" ")
    if not inner:
        yield Span(" ")
        return
    if text.startswith(" "):
        yield Span(" ")
    yield replace(span, text=inner)
    if text.endswith(" "):
        yield Span(" ")


def as_markdown(lines: Sequence[Line], cited: Mapping[str, str]) -> str:
    """Lines as Markdown that reads back as the same lines.

    cited: the address as it is to be written, by what a span cites.
    """
    return _joined([(line.kind, _STARTS[line.kind] + _line_text(line, cited)) for line in lines])


def _joined(parts: Iterable[tuple[LineKind, str]]) -> str:
    """Pieces of Markdown, each with the kind of its lines, one below another; items of a list together."""
    text, before = "", ""
    for kind, part in parts:
        text += ("\n" if kind == before and kind in _LISTS else "\n\n") * bool(text) + part
        before = kind
    return text


def _line_text(line: Line, cited: Mapping[str, str]) -> str:
    """A line with its looks; without them where Markdown has no way of saying them at this place."""
    looked = _guarded(_with_looks(line.spans, cited))
    read = [one for _, lines in lines_of_text(looked) for one in lines]
    wanted = [span if not span.cite else replace(span, cite=cited[span.cite]) for span in line.spans]
    if len(read) == 1 and read[0].key == Line("paragraph", tuple(wanted)).key:
        return looked
    return _guarded("".join(_span_text(span, cited) for span in line.spans))


def looks_lost(lines: Sequence[Line], cited: Mapping[str, str]) -> list[str]:
    """The words of lines whose bold or italic letters Markdown cannot say."""
    return [
        "".join(span.text for span in line.spans)
        for line in lines
        if any(span.bold or span.italic for span in line.spans)
        and _line_text(line, cited) == _guarded("".join(_span_text(span, cited) for span in line.spans))
    ]


def _with_looks(spans: Sequence[Span], cited: Mapping[str, str]) -> str:
    """Spans with marks for bold and italic, the one that lasts longer outside."""
    text, opened = "", list[str]()
    for number, span in enumerate(spans):
        wanted = {mark for mark, on in (("**", span.bold), ("*", span.italic)) if on}
        while not wanted.issuperset(opened):
            text += opened.pop()
        news = sorted(wanted.difference(opened), key=lambda mark: -_lasting(spans[number:], mark))
        text += "".join(news) + _span_text(span, cited)
        opened += news
    return text + "".join(reversed(opened))


def _lasting(spans: Sequence[Span], mark: str) -> int:
    """How many spans from here on have a look."""
    count = 0
    for span in spans:
        if not (span.bold if mark == "**" else span.italic):
            break
        count += 1
    return count


def _span_text(span: Span, cited: Mapping[str, str]) -> str:
    if span.cite:
        return f"{{{cited[span.cite]}}}"
    return _MARKS.sub(r"\\\g<0>", span.text)


def _guarded(text: str) -> str:
    """A line that cannot be taken for a heading or for an item of a list."""
    start = _LINE_START.match(text)
    if start is None:
        return text
    at = start.start(3) if start[3] else 0
    return f"{text[:at]}\\{text[at:]}"


def merged_markdown(text: str, lines: Sequence[Line], cited: Mapping[str, str], names: Sequence[Line]) -> str:
    """Lines as Markdown in which every block of a text that has not changed stands as it was written.

    names: the lines of the text, with what they cite named as in `lines`.
    """
    blocks = lines_of_text(text)
    kept = _unchanged(names, lines)
    parts: list[tuple[LineKind, str]] = []
    sources = _sources_at(blocks, kept)
    at = 0
    while at < len(lines):
        kind = lines[at].kind
        fresh = (_STARTS[kind] + _line_text(lines[at], cited), 1)
        source, length = sources.get(at, fresh)
        parts.append((kind, source))
        at += length
    return _joined(parts)


def _unchanged(before: Sequence[Line], after: Sequence[Line]) -> dict[int, int]:
    """Places of lines that stand in both, those before by those after."""
    matcher = SequenceMatcher(
        None, [line.key for line in before], [line.key for line in after], autojunk=False
    )
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}


def _sources_at(
    blocks: Sequence[tuple[str, Sequence[Line]]], kept: Mapping[int, int]
) -> dict[int, tuple[str, int]]:
    """By the place of its first line now: the Markdown of each block whose lines have stayed together."""
    found = {}
    first = 0
    for source, own in blocks:
        now = [kept.get(first + step) for step in range(len(own))]
        start = now[0] if now else None
        if start is not None and now == list(range(start, start + len(own))):
            found[start] = (source, len(own))
        first += len(own)
    return found

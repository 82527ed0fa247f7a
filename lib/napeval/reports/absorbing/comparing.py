"""What differs between two Word documents outside the evaluators' texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from napeval.reports.absorbing.pieces import Piece, plain

Part = Literal["paragraph", "heading", "caption", "table", "row", "cell"]
_LIKE = 0.5
"""Two texts less alike than this are not one text that was edited."""
_PARTS: dict[str, Part] = {"heading": "heading", "caption": "caption", "table": "table"}


@dataclass(frozen=True)
class Change:
    """One change outside the evaluators' texts.

    heading: the nearest above. old, new: "" where there is none. row: of a cell, the first cell of its row.
    """

    heading: str
    part: Part
    old: str
    new: str
    row: str = ""


@dataclass(frozen=True)
class _Item:
    """A piece, or a whole slot, with the nearest heading above."""

    piece: Piece
    heading: str
    slot: str = ""

    @property
    def kind(self) -> str:
        """The kind of the piece; a slot is of a kind of its own."""
        return self.slot or self.piece.kind

    @property
    def key(self) -> tuple[object, ...]:
        if self.slot:
            return ("slot", self.slot)
        if self.piece.kind == "table":
            return ("table", tuple(tuple(plain(cell) for cell in row) for row in self.piece.rows))
        return ("text", self.piece.text)


@dataclass(frozen=True)
class Comparison:
    """Changes outside the slots, and paragraphs that were added right behind one: by slot."""

    changes: tuple[Change, ...]
    behind: dict[str, tuple[Piece, ...]]


def compare(before: Sequence[Piece], after: Sequence[Piece], slots: frozenset[str]) -> Comparison:
    """What was changed outside the slots, the table of contents left aside.

    slots: the bookmarks that both documents have; what stands in others is compared like anything else. A
    paragraph that was added right behind a slot belongs to it: word processors let its bookmark end before.
    """
    old, new = _items(before, slots), _items(after, slots)
    changes: list[Change] = []
    behind: dict[str, list[Piece]] = {}
    for one, other in _pairs(old, new):
        if one is None and other is not None:
            slot = _slot_before(new, other, behind)
            if slot and other.piece.kind not in ("table", "heading", "caption"):
                behind.setdefault(slot, []).append(other.piece)
                continue
        changes += _changes(one, other)
    return Comparison(tuple(changes), {slot: tuple(pieces) for slot, pieces in behind.items()})


def _items(pieces: Sequence[Piece], slots: frozenset[str]) -> list[_Item]:
    """Pieces with their headings; the pieces of a slot are one item."""
    items: list[_Item] = []
    heading = ""
    for piece in pieces:
        if piece.kind == "contents" or not piece.text:
            continue
        if piece.slot in slots:
            if not items or items[-1].slot != piece.slot:
                items.append(_Item(piece, heading, piece.slot))
            continue
        if piece.kind == "heading":
            heading = piece.text
        items.append(_Item(piece, heading))
    return items


def _pairs(old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[tuple[_Item | None, _Item | None]]:
    """Items that differ: the old one with what became of it, or with nothing."""
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from _matched(old[a:b], new[c:d])


def _matched(old: Sequence[_Item], new: Sequence[_Item]) -> Iterator[tuple[_Item | None, _Item | None]]:
    """Each old item with the first new one like it, in order; those without a like alone.

    As many new ones of the same kinds, one after another, are what became of the old ones.
    """
    if [one.kind for one in old] == [one.kind for one in new]:
        yield from zip(old, new, strict=True)
        return
    at = 0
    for one in old:
        found = next((place for place in range(at, len(new)) if _alike(one, new[place])), None)
        if found is None:
            yield one, None
            continue
        for other in new[at:found]:
            yield None, other
        yield one, new[found]
        at = found + 1
    for other in new[at:]:
        yield None, other


def _alike(one: _Item, other: _Item) -> bool:
    if one.slot or other.slot:
        return one.slot == other.slot
    if (one.piece.kind == "table") != (other.piece.kind == "table"):
        return False
    matcher = SequenceMatcher(None, one.piece.text, other.piece.text, autojunk=False)
    return matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE


def _slot_before(new: Sequence[_Item], item: _Item, behind: dict[str, list[Piece]]) -> str:
    """The slot that an added item follows, with nothing but other added ones between; "" for none."""
    place = next(at for at, one in enumerate(new) if one is item)
    taken = {id(piece) for pieces in behind.values() for piece in pieces}
    while place and id(new[place - 1].piece) in taken:
        place -= 1
    return new[place - 1].slot if place else ""


def _changes(one: _Item | None, other: _Item | None) -> Iterator[Change]:
    if one is not None and other is not None and one.piece.kind == "table" == other.piece.kind:
        yield from _table_changes(one, other)
        return
    shown = other or one
    if shown is None or shown.slot:
        return
    part = _PARTS.get(shown.piece.kind, "paragraph")
    heading = one.heading if one is not None else shown.heading
    yield Change(heading, part, one.piece.text if one else "", other.piece.text if other else "")


def _table_changes(one: _Item, other: _Item) -> Iterator[Change]:
    """Rows that came or went, and cells that changed in rows that stayed."""
    rows = [[tuple(plain(cell) for cell in row) for row in item.piece.rows] for item in (one, other)]
    matcher = SequenceMatcher(None, rows[0], rows[1], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = rows[0][a:b], rows[1][c:d]
        paired = min(len(old), len(new))
        for before, after in zip(old[:paired], new[:paired], strict=True):
            yield from _cell_changes(one.heading, before, after)
        yield from (Change(one.heading, "row", " | ".join(row), "") for row in old[paired:])
        yield from (Change(one.heading, "row", "", " | ".join(row)) for row in new[paired:])


def _cell_changes(heading: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    if len(before) != len(after):
        yield Change(heading, "row", " | ".join(before), " | ".join(after))
        return
    for old, new in zip(before, after, strict=True):
        if old != new:
            yield Change(heading, "cell", old, new, before[0])

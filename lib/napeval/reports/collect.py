"""The blocks of an executed notebook, in reading order, ready for the writers."""

from __future__ import annotations

import base64
import binascii
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import nbformat

from napeval.display.blocks import MEDIA_KEY, Block

BLOCK_KINDS = ("title", "contents", "heading", "paragraph", "list", "table", "figure", "slot", "page_turn")
"""Every kind of block that the writers know."""


class BlockError(ValueError):
    """A block of the notebook cannot be written: unknown kind, missing picture, identifier used twice."""


@dataclass(frozen=True)
class EmittedBlock:
    """One block and, for a figure, the bytes of its PNG picture."""

    block: Block
    picture: bytes | None = None


def blocks_of(notebook: nbformat.NotebookNode) -> list[EmittedBlock]:
    """Which blocks does this executed notebook emit, in order?

    Only outputs that carry a block in their metadata are read; streams and plain results are left out.
    Heading levels are made consecutive (no step from 1 to 3), and an identifier that a second heading,
    table or figure uses again gets "-2", "-3" ..., so that links and tags are unambiguous in every format.
    Raises BlockError for an unknown kind, a heading without words, a figure without a picture or alternative
    text, a figure inside a slot and a slot that comes twice.
    """
    emitted = [
        _emitted(output, place=f"cell {number}")
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type == "code"
        for output in cell.outputs
        if MEDIA_KEY in output.get("metadata", {})
    ]
    settle = _Settling()
    return [EmittedBlock(settle(each.block), each.picture) for each in emitted]


def _emitted(output: Any, *, place: str) -> EmittedBlock:
    block = output["metadata"][MEDIA_KEY]
    _check(block, place)
    if block["kind"] != "figure":
        return EmittedBlock(block)
    encoded = output.get("data", {}).get("image/png")
    if not encoded:
        raise BlockError(f"{place}: the figure '{block['id']}' has no picture (image/png) in its output.")
    try:
        return EmittedBlock(block, base64.b64decode("".join(encoded)))
    except binascii.Error as error:
        raise BlockError(
            f"{place}: the picture of the figure '{block['id']}' is damaged ({error})."
        ) from error


def _check(block: Block, place: str) -> None:
    kind = block.get("kind")
    if kind not in BLOCK_KINDS:
        near = difflib.get_close_matches(str(kind), BLOCK_KINDS, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise BlockError(f"{place}: unknown kind of block '{kind}'; known: {', '.join(BLOCK_KINDS)}{hint}")
    if kind == "heading" and not block["text"].strip():
        raise BlockError(f"{place}: the heading '{block['id']}' has no words.")
    if kind == "figure" and not block["alternative"].strip():
        raise BlockError(f"{place}: the figure '{block['id']}' has no alternative text.")
    for inner in block.get("blocks", ()):
        _check(inner, f"{place}, slot '{block['id']}'")
        if inner["kind"] in ("figure", "slot", "title", "contents"):
            raise BlockError(
                f"{place}: the slot '{block['id']}' holds a {inner['kind']}; it takes text and tables."
            )


class _Settling:
    """Passes blocks on with consecutive heading levels and unique identifiers."""

    def __init__(self) -> None:
        self._level = 0
        self._seen: dict[str, int] = {}
        self._slots: set[str] = set()

    def __call__(self, block: Block) -> Block:
        kind = block["kind"]
        if kind == "slot":
            return self._slot(block)
        if kind == "heading":
            self._level = min(block["level"], self._level + 1)
            return {**block, "level": self._level, "id": self._unique(block["id"])}
        if kind in ("table", "figure"):
            return {**block, "id": self._unique(block["id"])}
        return block

    def _slot(self, block: Block) -> Block:
        if block["id"] in self._slots:
            raise BlockError(f"the slot '{block['id']}' is emitted twice; a text has one place.")
        self._slots.add(block["id"])
        return {**block, "blocks": [self(inner) for inner in block["blocks"]]}

    def _unique(self, identifier: str) -> str:
        self._seen[identifier] = self._seen.get(identifier, 0) + 1
        count = self._seen[identifier]
        return identifier if count == 1 else self._unique(f"{identifier}-{count}")


def flattened(blocks: Sequence[EmittedBlock]) -> Iterator[Block]:
    """Every block in reading order, those inside slots included (after their slot)."""
    for each in blocks:
        yield each.block
        yield from each.block.get("blocks", ())


def headings(blocks: Sequence[EmittedBlock]) -> list[Block]:
    """The headings of the report in reading order, for a table of contents."""
    return [block for block in flattened(blocks) if block["kind"] == "heading"]

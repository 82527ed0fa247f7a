"""The figures that a report prints before a place for the evaluator's words, with what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from napeval.display.blocks import Block, plain
from napeval.release.citations import CitationError, check_form

MOST_FIGURES = 30
_LEADING = ("lead", "finding")


@dataclass(frozen=True)
class Printed:
    """A figure as it is printed, the address of its claim, and the heading of its column in a table."""

    text: str
    address: str
    column: str = ""


@dataclass(frozen=True)
class Told:
    """Figures that one sentence or one row of a table prints. rank: the most important are 0."""

    words: str
    figures: tuple[Printed, ...]
    rank: int


def chapter_of(blocks: Sequence[Block], slot: str) -> list[Block]:
    """The blocks of a slot's chapter that stand before it; none where there is no such slot."""
    chapter: list[Block] = []
    for block in blocks:
        if block["kind"] == "heading" and block["level"] == 1:
            chapter = []
        if block["kind"] == "slot" and block["id"] == slot:
            return chapter
        chapter.append(block)
    return []


def figures_of(blocks: Iterable[Block], most: int = MOST_FIGURES) -> list[Told]:
    """The figures that blocks print, each once, headline ones first, at most so many."""
    told = sorted((one for block in blocks for one in _told(block)), key=lambda one: one.rank)
    seen: set[str] = set()
    kept = []
    for one in told:
        new = {figure.address: figure for figure in one.figures if figure.address not in seen}
        figures = tuple(new.values())[: most - len(seen)]
        seen |= {figure.address for figure in figures}
        if figures:
            kept.append(Told(one.words, figures, one.rank))
    return kept


def _told(block: Block) -> Iterator[Told]:
    """Sentences that lead come first, then other sentences, then totals of tables, then their other rows."""
    if block["kind"] == "paragraph":
        yield from _sentence(block["runs"], 0 if block["style"] in _LEADING else 1)
    elif block["kind"] == "list":
        for item in block["items"]:
            yield from _sentence(item, 1)
    elif block["kind"] == "table":
        for row in block["rows"]:
            yield from _row(block, row)


def _sentence(runs: Sequence[Mapping[str, Any]], rank: int) -> Iterator[Told]:
    figures = tuple(_figures(runs))
    if figures:
        yield Told(plain(runs), figures, rank)


def _row(table: Block, row: Mapping[str, Any]) -> Iterator[Told]:
    """A row by the words of its first cells that print no figure."""
    columns = table["columns"]
    figures = tuple(
        figure
        for column, cell in zip(columns, row["cells"], strict=True)
        for figure in _figures(cell, column["label"])
    )
    if not figures:
        return
    names = [plain(cell) for cell in row["cells"] if not any(run.get("c") for run in cell)]
    words = ", ".join(name for name in names[:2] if name)
    yield Told(f"{plain(table['caption'])}: {words}", figures, 2 if row["style"] == "total" else 3)


def _figures(runs: Sequence[Mapping[str, Any]], column: str = "") -> Iterator[Printed]:
    for run in runs:
        if run.get("c") and _is_citable(run["c"]):
            yield Printed(run["t"], run["c"], column)


def _is_citable(address: str) -> bool:
    try:
        check_form(address)
    except CitationError:
        return False
    return True

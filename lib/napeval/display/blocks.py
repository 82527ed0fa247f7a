"""Blocks: the pieces a report is made of, between the notebook and the writers.

A notebook emits blocks as cell outputs; every writer (HTML, DOCX, PDF) reads the same blocks back
from the executed notebook. A block is a plain dictionary, so that it survives the notebook file.
Text is a list of runs; a run that shows a figure carries the address of the claim it shows, so a
reader, or a test, can go from any printed number back to the released cell and its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

MEDIA_KEY = "napeval"
"""Key under which a block stands in the metadata of a notebook output."""

Block = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """A stretch of text of one kind.

    text: what is printed. claim: address of the claim shown, for figures. quoted: the text is a
    name, identifier, date or wording taken from the data, not a sentence of the report.
    """

    text: str
    claim: str | None = None
    quoted: bool = False
    bold: bool = False
    italic: bool = False

    def to_json(self) -> dict[str, Any]:
        """The run as it is kept in notebook metadata; only what is set."""
        full = {"t": self.text, "c": self.claim, "q": self.quoted, "b": self.bold, "i": self.italic}
        return {key: value for key, value in full.items() if value or key == "t"}


Text = Sequence[Run]
Align = Literal["left", "right", "center"]
ParagraphStyle = Literal["body", "lead", "note", "finding", "warning", "source"]


def plain(text: Text | Iterable[Mapping[str, Any]]) -> str:
    """The words of a text, without marks."""
    return "".join(run.text if isinstance(run, Run) else run["t"] for run in text)


def _runs(text: Text) -> list[dict[str, Any]]:
    return [run.to_json() for run in text]


@dataclass(frozen=True)
class TableColumn:
    """One column of a printed table: its heading, alignment and share of the width."""

    label: str
    align: Align = "left"
    width: float = 1.0


@dataclass(frozen=True)
class TableRow:
    """One row of a printed table; style marks totals and group headings."""

    cells: Sequence[Text]
    style: Literal["", "total", "group"] = ""


def title_block(
    *, title: str, subtitle: str, facts: Sequence[tuple[str, Text]], status: str, banner: str, footnote: str
) -> Block:
    """The title page: title, subtitle, a list of facts, the status, a banner and the designation note."""
    rows = [{"label": label, "value": _runs(value)} for label, value in facts]
    return {
        "kind": "title",
        "title": title,
        "subtitle": subtitle,
        "facts": rows,
        "status": status,
        "banner": banner,
        "footnote": footnote,
    }


def contents(title: str) -> Block:
    """The place of the table of contents; writers fill it from the headings."""
    return {"kind": "contents", "title": title}


def heading(level: int, text: str, *, identifier: str, number: str = "") -> Block:
    """A heading of level 1-4 with its printed number ("3.1" or "") and a stable identifier."""
    return {"kind": "heading", "level": level, "text": text, "id": identifier, "number": number}


def paragraph(text: Text, *, style: ParagraphStyle = "body") -> Block:
    """A paragraph."""
    return {"kind": "paragraph", "runs": _runs(text), "style": style}


def bullets(items: Sequence[Text], *, ordered: bool = False) -> Block:
    """A list of items."""
    return {"kind": "list", "items": [_runs(item) for item in items], "ordered": ordered}


def table(
    columns: Sequence[TableColumn],
    rows: Sequence[TableRow],
    *,
    identifier: str,
    caption: Text,
    label: str,
    notes: Sequence[Text] = (),
) -> Block:
    """A table with its caption ("Table 3" is the label) and notes under it."""
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(
                f"table {identifier}: a row has {len(row.cells)} cells, the heading has {len(columns)}"
            )
    return {
        "kind": "table",
        "id": identifier,
        "label": label,
        "caption": _runs(caption),
        "columns": [{"label": c.label, "align": c.align, "width": c.width} for c in columns],
        "rows": [{"cells": [_runs(cell) for cell in row.cells], "style": row.style} for row in rows],
        "notes": [_runs(note) for note in notes],
    }


def figure(
    *,
    identifier: str,
    caption: Text,
    label: str,
    alternative: str,
    claims: Sequence[str],
    width_cm: float = 16.0,
    notes: Sequence[Text] = (),
) -> Block:
    """A figure; the picture itself is the image/png of the same output.

    claims: addresses of the cells drawn. alternative: what the picture shows, in words.
    """
    return {
        "kind": "figure",
        "id": identifier,
        "label": label,
        "caption": _runs(caption),
        "alternative": alternative,
        "claims": list(claims),
        "width_cm": width_cm,
        "notes": [_runs(note) for note in notes],
    }


def slot(identifier: str, blocks: Sequence[Block], *, written: bool, language: str) -> Block:
    """A place for the evaluator's own words: her text as blocks, or the notice that it is to be written."""
    return {
        "kind": "slot",
        "id": identifier,
        "blocks": list(blocks),
        "written": written,
        "language": language,
    }


def page_turn() -> Block:
    """Start a new page."""
    return {"kind": "page_turn"}


def runs_of(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every run of a block, in reading order, its table cells and nested blocks included."""
    kind = block["kind"]
    if kind == "paragraph":
        yield from block["runs"]
    elif kind == "list":
        for item in block["items"]:
            yield from item
    elif kind == "title":
        for fact in block["facts"]:
            yield from fact["value"]
    elif kind == "slot":
        for inner in block["blocks"]:
            yield from runs_of(inner)
    elif kind in ("table", "figure"):
        yield from block["caption"]
        for row in block.get("rows", ()):
            for cell in row["cells"]:
                yield from cell
        for note in block["notes"]:
            yield from note


def html(block: Mapping[str, Any], image: str = "") -> str:
    """A block as HTML, every text escaped; image is the data address of a figure's picture."""
    return _HTML[block["kind"]](block, image)


def _html_runs(runs: Iterable[Mapping[str, Any]]) -> str:
    return "".join(_html_run(run) for run in runs)


def _html_run(run: Mapping[str, Any]) -> str:
    text = escape(run["t"]).replace("\n", "<br>")
    if run.get("b"):
        text = f"<strong>{text}</strong>"
    if run.get("i"):
        text = f"<em>{text}</em>"
    if run.get("c"):
        text = f'<span class="claim" data-claim="{escape(run["c"])}">{text}</span>'
    return text


def _html_title(block: Mapping[str, Any], _: str) -> str:
    banner = f'<p class="banner">{escape(block["banner"])}</p>' if block["banner"] else ""
    facts = "".join(
        f"<dt>{escape(fact['label'])}</dt><dd>{_html_runs(fact['value'])}</dd>" for fact in block["facts"]
    )
    footnote = f'<p class="designation">{escape(block["footnote"])}</p>' if block["footnote"] else ""
    return (
        f'<header class="title">{banner}<h1>{escape(block["title"])}</h1><p class="subtitle">'
        f'{escape(block["subtitle"])}</p><p class="status">{escape(block["status"])}</p>'
        f"<dl>{facts}</dl>{footnote}</header>"
    )


def _html_contents(block: Mapping[str, Any], _: str) -> str:
    return f'<nav class="contents" data-contents="true" aria-label="{escape(block["title"])}"></nav>'


def _html_heading(block: Mapping[str, Any], _: str) -> str:
    level = block["level"] + 1  # the title of the page is the one first-level heading
    number = f'<span class="number">{escape(block["number"])}</span> ' if block["number"] else ""
    return f'<h{level} id="{escape(block["id"])}">{number}{escape(block["text"])}</h{level}>'


def _html_paragraph(block: Mapping[str, Any], _: str) -> str:
    return f'<p class="{escape(block["style"])}">{_html_runs(block["runs"])}</p>'


def _html_list(block: Mapping[str, Any], _: str) -> str:
    tag = "ol" if block["ordered"] else "ul"
    items = "".join(f"<li>{_html_runs(item)}</li>" for item in block["items"])
    return f"<{tag}>{items}</{tag}>"


def _html_caption(block: Mapping[str, Any]) -> str:
    return f'<span class="label">{escape(block["label"])}</span> {_html_runs(block["caption"])}'


def _html_notes(block: Mapping[str, Any]) -> str:
    return "".join(f'<p class="note">{_html_runs(note)}</p>' for note in block["notes"])


def _html_table(block: Mapping[str, Any], _: str) -> str:
    columns = block["columns"]
    head = "".join(f'<th scope="col" class="{c["align"]}">{escape(c["label"])}</th>' for c in columns)
    rows = "".join(
        f'<tr class="{escape(row["style"])}">'
        + "".join(
            f'<td class="{column["align"]}">{_html_runs(cell)}</td>'
            for column, cell in zip(columns, row["cells"], strict=True)
        )
        + "</tr>"
        for row in block["rows"]
    )
    return (
        f'<div class="table" id="{escape(block["id"])}"><table><caption>{_html_caption(block)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_html_notes(block)}</div>"
    )


def _html_figure(block: Mapping[str, Any], image: str) -> str:
    return (
        f'<figure id="{escape(block["id"])}"><img src="{escape(image)}" alt="{escape(block["alternative"])}">'
        f"<figcaption>{_html_caption(block)}</figcaption>{_html_notes(block)}</figure>"
    )


def _html_slot(block: Mapping[str, Any], _: str) -> str:
    inner = "".join(html(piece) for piece in block["blocks"])
    state = "written" if block["written"] else "unwritten"
    marks = f'class="slot {state}" data-slot="{escape(block["id"])}" lang="{escape(block["language"])}"'
    return f"<section {marks}>{inner}</section>"


def _html_page_turn(_: Mapping[str, Any], __: str) -> str:
    return '<div class="page-turn"></div>'


_HTML = {
    "title": _html_title,
    "contents": _html_contents,
    "heading": _html_heading,
    "paragraph": _html_paragraph,
    "list": _html_list,
    "table": _html_table,
    "figure": _html_figure,
    "slot": _html_slot,
    "page_turn": _html_page_turn,
}

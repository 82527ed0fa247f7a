"""The evaluator's own words: a small, safe part of Markdown as blocks.

Paragraphs, lists, small headings, bold and italic. Anything else, HTML included, stays plain text.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from napeval.display.blocks import Block, Run, bullets, paragraph

_PARSER = MarkdownIt("zero").enable(["heading", "list", "emphasis", "newline", "escape"])


def prose_blocks(text: str) -> list[Block]:
    """Written text as blocks, in order. Figures in it are the writer's own, so its runs are quoted."""
    tokens = _PARSER.parse(text)
    found: list[Block] = []
    items: list[list[Run]] = []
    ordered = bold = False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            items, ordered = [], token.type == "ordered_list_open"
        elif token.type in ("bullet_list_close", "ordered_list_close") and token.level == 0:
            found.append(bullets(items, ordered=ordered))
        elif token.type in ("heading_open", "heading_close"):
            bold = token.type == "heading_open"
        elif token.type == "inline":
            runs = _runs(token, bold)
            if token.level > 1:  # inside a list
                items.append(runs)
            else:
                found.append(paragraph(runs))
    return found


def _runs(token: Token, bold: bool) -> list[Run]:
    runs = []
    strong = emphasis = False
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            emphasis = child.type == "em_open"
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", quoted=True))
        elif child.content:
            runs.append(Run(child.content, quoted=True, bold=bold or strong, italic=emphasis))
    return runs

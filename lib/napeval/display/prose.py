"""The evaluator's own words: a small, safe part of Markdown as blocks.

Paragraphs, lists, small headings, bold and italic, and citations of claims in braces. Anything else, HTML
included, stays plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from napeval.display.blocks import Block, Run, bullets, paragraph
from napeval.release.citations import CITATION

Cite = Callable[[str], Run]
"""What is printed for a cited address: the figure of its claim. Raises where there is none."""
Written = Callable[[str], str]
"""How words are written: as they are, or in another script. Addresses are not words."""


def _citation(state: StateInline, silent: bool) -> bool:
    """A citation is one piece, whatever marks of Markdown stand in its address."""
    match = CITATION.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1]
    state.pos = match.end()
    return True


_PARSER = MarkdownIt("zero").enable(["heading", "list", "emphasis", "newline", "escape"])
_PARSER.inline.ruler.before("escape", "citation", _citation)


def prose_blocks(text: str, cite: Cite, written: Written = str) -> list[Block]:
    """Written text as blocks, in order. Figures in it are the writer's own, so its runs are quoted.

    cite: gives the run for a cited address; what it raises is raised here. written: the script.
    """
    return _blocks(_PARSER.parse(text), cite, written)


def prose_sources(text: str, cite: Cite) -> list[tuple[str, Block]]:
    """The blocks of a written text, each with the Markdown that it stands in."""
    lines = text.replace("\r\n", "\n").split("\n")
    tokens = _PARSER.parse(text)
    begun = [token for token in tokens if token.level == 0 and token.nesting == 1]
    sources = ["\n".join(lines[slice(*(token.map or ()))]).strip("\n") for token in begun]
    return list(zip(sources, _blocks(tokens, cite, str), strict=True))


def _blocks(tokens: Sequence[Token], cite: Cite, written: Written) -> list[Block]:
    found: list[Block] = []
    items: list[list[Run]] = []
    begins: str | int | float | None = None
    ordered = bold = False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            items, ordered, begins = [], token.type == "ordered_list_open", token.attrGet("start")
        elif token.type in ("bullet_list_close", "ordered_list_close") and token.level == 0:
            found.append(_listed(items, ordered=ordered, begins=begins))
        elif token.type in ("heading_open", "heading_close"):
            bold = token.type == "heading_open"
        elif token.type == "inline":
            runs = _runs(token, bold, cite, written)
            if token.level > 1:  # inside a list
                items.append(runs)
            else:
                found.append(paragraph(runs))
    return found


def _listed(items: list[list[Run]], *, ordered: bool, begins: str | int | float | None) -> Block:
    """A list; begins: the number of its first item, where it is not one.

    A single item with another number is no list: a paragraph that begins with a year or a day.
    """
    if begins is None or len(items) > 1:
        return bullets(items, ordered=ordered)
    return paragraph([Run(f"{begins}. ", quoted=True), *items[0]])


def cited_runs(text: str, cite: Cite, written: Written = str) -> list[Run]:
    """Words of a table cell, which know no Markdown, with the figures that they cite."""
    runs: list[Run] = []
    end = 0
    for match in CITATION.finditer(text):
        runs += [*_quoted(written(_unescaped(text[end : match.start()]))), cite(match[1])]
        end = match.end()
    return [*runs, *_quoted(written(_unescaped(text[end:])))]


def _unescaped(text: str) -> str:
    """The backslash that keeps a brace from being a citation is no word."""
    return text.replace("\\{", "{")


def _quoted(text: str) -> list[Run]:
    return [Run(text, quoted=True)] if text else []


def _runs(token: Token, bold: bool, cite: Cite, written: Written) -> list[Run]:
    runs = []
    strong = emphasis = False
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            emphasis = child.type == "em_open"
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", quoted=True))
        elif child.type == "citation":
            runs.append(replace(cite(child.content), bold=bold or strong, italic=emphasis))
        elif child.content:
            words = written(child.content)
            runs.append(Run(words, quoted=True, bold=bold or strong, italic=emphasis))
    return runs

"""What kind of text a marked text is, and where: a heading, a column, the word for a code, a message."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from itertools import pairwise

from translation_notes.marks import Mark, name_of

_CALLS: Mapping[str, str] = {
    "TableSpec": "column heading of a table",
    "heading": "heading",
    "annex": "heading of an annex",
    "say": "sentence",
    "styled": "sentence",
    "text": "sentence",
    "word": "words",
    "table": "words of a table",
    "picture": "words of a figure",
    "FormColumn": "column heading of a form",
}
_NAMES: Mapping[str, str] = {
    "TABLES": "name of a sheet of the workbook",
    "TABLE_WORDS": "name of a sheet of the workbook",
    "COLUMNS": "column heading of the workbook",
    "COLUMN_WORDS": "column heading of the workbook",
    "REMARKS": "word for a remark",
    "MEANINGS": "meaning of a term",
    "PROMPTS": "what the evaluator is asked to write",
}
_PLACES: Mapping[str, str] = {
    "reports/sections/": "section",
    "display/figures/": "figure",
    "display/fault_words/": "message about",
    "display/formulas/": "formulas of",
    "exchange/forms/": "form",
    "commands/": "command",
}


def kind_of(mark: Mark) -> str:
    """The kind of text and its place, as in "section funding: column heading of a table"."""
    place = _place(mark.file)
    code = _code(mark)
    return f"{place}: {code or _kind(mark)}"


def _place(file: str) -> str:
    """The room of the library that a file is in, in the words of a translator."""
    plain = file.removesuffix(".py")
    for folder, word in _PLACES.items():
        if plain.startswith(folder):
            return f"{word} {plain.removeprefix(folder).replace('_', ' ')}"
    return plain.replace("_", " ")


def _kind(mark: Mark) -> str:
    for node in mark.around:
        if isinstance(node, ast.Call) and name_of(node) in _CALLS:
            return _CALLS[name_of(node)]
    name = _assigned(mark)
    ending = next((kind for end, kind in _NAMES.items() if name == end or name.endswith(f"_{end}")), "")
    return ending or "text"


def _code(mark: Mark) -> str:
    """The code that the text is the word for, with its group, where it stands in a table of words."""
    keys = [_key(outer, inner) for inner, outer in _steps(mark) if isinstance(outer, ast.Dict)]
    keys = [key for key in keys if key]
    if not keys or not _assigned(mark).endswith(("LABELS", "KINDS", "WORDS")) or _kind(mark) != "text":
        return ""
    return f"word for the code {keys[0]}" + (f" of {keys[1]}" if len(keys) > 1 else "")


def _steps(mark: Mark) -> list[tuple[ast.AST, ast.AST]]:
    """Each node around the text with the one around it."""
    chain = (mark.call, *mark.around)
    return list(pairwise(chain))


def _key(table: ast.AST, value: ast.AST) -> str:
    assert isinstance(table, ast.Dict)
    place = next((number for number, one in enumerate(table.values) if one is value), None)
    key = table.keys[place] if place is not None else None
    return str(key.value) if isinstance(key, ast.Constant) else ""


def _assigned(mark: Mark) -> str:
    """The name of the table that the text stands in; "" where it stands in a function."""
    for node in mark.around:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            return node.target.id
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            return node.targets[0].id
    return ""

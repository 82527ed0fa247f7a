"""What stands in the placeholders of a text, where the call that says it tells."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from napeval.display.column_words import COLUMN_WORDS
from translation_notes.marks import Mark, name_of

_FROM_DATA = ("quoted", "wording", "own_words", "cell", "category", "name", "in_language")
_DATES = ("start", "end", "cutoff", "as_of", "midterm")


def placeholders_of(mark: Mark) -> Iterator[str]:
    """One line for each placeholder whose filling the code names."""
    call = next((node for node in mark.around if isinstance(node, ast.Call)), None)
    if call is None or not any(mark.call is one for one in call.args):
        return
    for keyword in call.keywords:
        filling = _filling(keyword.value)
        if keyword.arg and filling and f"{{{keyword.arg}" in mark.text:
            yield f"{{{keyword.arg}}}: {filling}"


def _filling(value: ast.expr) -> str:
    """What an expression gives: a figure by its column, the word for a code, words from the data, a date."""
    if isinstance(value, ast.Subscript):
        return _figure(value.slice)
    if isinstance(value, ast.Attribute):
        return "a date" if value.attr in _DATES else ""
    if not isinstance(value, ast.Call):
        return ""
    name = name_of(value)
    if name == "claim":
        return next((_figure(word.value) for word in value.keywords if word.arg == "column"), "")
    if name in ("label", "word_of", "words_of") and value.args:
        group = value.args[0]
        return f"the word for a code of {group.value}" if isinstance(group, ast.Constant) else ""
    if name == "figure_run" and value.args:
        return _filling(value.args[0])
    if name == "measure":
        return "a figure of the plan's profile"
    return "words from the data" if name in _FROM_DATA else ""


def _figure(column: ast.expr) -> str:
    word = COLUMN_WORDS.get(str(column.value), "") if isinstance(column, ast.Constant) else ""
    return f"a figure, «{word}»" if word else ""

"""How wide a printed table's columns must be, so that nothing is clipped on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from napeval.display.blocks import plain

WIDE_COLUMNS = 11
"""A table with more columns than this is printed on a landscape page."""

_SOFT_BREAK = "\u200b"
# Only these separate words: a no-break space inside "1 234" must hold the number together.
_SPACE = re.compile(r"[ \t\n]+")
_FIGURE = re.compile(r"[\d\s.,%€–−+()-]*\d[\d\s.,%€–−+()-]*")
_WORD = re.compile(r"[^\W\d_]+[,;:)]*")
_HYPHENATED_WORD = 13  # characters; a longer word is hyphenated, so it need not fit whole


def is_wide(table: Mapping[str, Any]) -> bool:
    """Does this table need a landscape page?"""
    return len(table["columns"]) > WIDE_COLUMNS


def column_widths(
    table: Mapping[str, Any], *, available: float, character: float, padding: float
) -> list[float]:
    """How wide is each column, in the unit of `available`?

    The shares of the table's columns decide, but a column is never narrower than its longest number or
    (up to 13 letters) word. available: width of the page's text area; character: width of an average
    character; padding: left and right space of a cell together. The widths add up to `available`.
    """
    columns = table["columns"]
    least = [_longest_token(table, index) * character + padding for index in range(len(columns))]
    if sum(least) >= available:
        return [width * available / sum(least) for width in least]
    return _shared([column["width"] for column in columns], least, available)


def _shared(shares: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """Share out `available`; a column below its least width gets that, the others share what is left."""
    fixed: set[int] = set()
    while True:
        rest = available - sum(least[index] for index in fixed)
        total = sum(share for index, share in enumerate(shares) if index not in fixed)
        widths = [least[i] if i in fixed else rest * share / total for i, share in enumerate(shares)]
        short = {i for i, width in enumerate(widths) if i not in fixed and width < least[i]}
        if not short:
            return widths
        fixed |= short


def _longest_token(table: Mapping[str, Any], index: int) -> int:
    column = table["columns"][index]
    # A group heading runs over the whole row, so its words do not press on the first column.
    cells = [plain(row["cells"][index]) for row in table["rows"] if row["style"] != "group"]
    tokens = [token for text in [column["label"], *cells] for token in _SPACE.split(text)]
    # A figure such as "1 234 567,00" or "38.1–70.0 %" is read best on one line.
    figures = [text for text in cells if len(text) <= 2 * _HYPHENATED_WORD and _FIGURE.fullmatch(text)]
    return max([1, *map(_pressing, tokens), *map(len, figures)])


def _pressing(token: str) -> int:
    """How many characters of a token cannot be parted: all of a number, at most 13 of a word."""
    if any(character.isdigit() for character in token) and len(token) <= 2 * _HYPHENATED_WORD:
        return len(token)
    return min(len(token), _HYPHENATED_WORD)


def with_soft_breaks(text: str, limit: int) -> str:
    """The text with an invisible break in each token longer than `limit` characters, so that it wraps.

    Breaks stand after / . _ - = & ? and otherwise every `limit` characters; a word is parted into pieces of
    one length, so that no single letter is left. Shorter tokens stay as they are, so that words can be
    searched for and copied.
    """
    limit = max(limit, 4)
    return "".join(
        _parted(piece, limit) if len(piece) > limit and not piece.isspace() else piece
        for piece in re.split(r"([ \t\n]+)", text)
    )


def _parted(token: str, limit: int) -> str:
    if _WORD.fullmatch(token):
        limit = ceil(len(token) / ceil(len(token) / limit))
    pieces = re.findall(rf"[^/._=&?-]{{1,{limit}}}[/._=&?-]{{0,2}}|[/._=&?-]{{1,{limit}}}", token)
    return _SOFT_BREAK.join(pieces)

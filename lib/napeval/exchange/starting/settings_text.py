"""Pieces of settings files that people read and edit: comments and quoted values."""

from __future__ import annotations

import textwrap

_WIDTH = 108


def comment_lines(text: str, indent: str = "") -> str:
    """A text as YAML comment lines; an empty text gives none."""
    lines = textwrap.wrap(text, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return "".join(f"{indent}# {line}\n" for line in lines)


def quoted(text: str) -> str:
    """A text as a YAML value in one line that is read back as the same text, whatever it holds."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    """A letter as it stands between quotation marks: what nobody sees is written by its number."""
    if letter in '"\\':
        return f"\\{letter}"
    if letter == " " or letter.isprintable():
        return letter
    number = ord(letter)
    return (
        f"\\x{number:02x}"
        if number < 0x100
        else f"\\u{number:04x}"
        if number < 0x10000
        else f"\\U{number:08x}"
    )

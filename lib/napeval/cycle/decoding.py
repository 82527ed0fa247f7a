"""From the bytes of a file to text: Unicode, or the encoding that the package declares; never a guess.

A guess is offered in the message, with words to judge it by.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

ENCODINGS = (
    "windows-1250", "windows-1251", "windows-1252", "iso-8859-1", "iso-8859-2", "iso-8859-5",
    "iso-8859-15", "iso-8859-16", "cp852", "mac-latin2", "mac-roman",
)  # fmt: skip
"""Encodings that a package may declare beside Unicode."""

_LETTERS = "ëçËÇčćžšđČĆŽŠĐ"
_CYRILLIC = "абвгдежзијклмнопрстћуфхцчџшђљњАБВГДЕЖЗИЈКЛМНОПРСТЋУФХЦЧЏШЂЉЊ"
_PUNCTUATION = "“”„‘’–—…€§°«»\N{NO-BREAK SPACE}"
_SAMPLES = 3
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_LOOKED_AT = 200_000


@dataclass(frozen=True)
class Undecodable:
    """Why bytes are not taken for text: the code of a fault with its arguments, and the line where known."""

    code: str
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    row: int | None = None


def decode(data: bytes, declared: str = "") -> str | Undecodable:
    """The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or as declared."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return Undecodable("not_utf16")
        return Undecodable("not_utf16") if _mostly_nul(text) else text  # UTF-32 begins alike
    if _mostly_nul(data):
        return Undecodable("utf16_without_mark")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _utf8_but_for_some(data):
            return Undecodable("utf8_broken", row=data.count(b"\n", 0, error.start) + 1)
        return _in_another_encoding(data, declared)


def _mostly_nul(text: str | bytes) -> bool:
    """Whether so many characters are NUL that the text was read with the wrong width."""
    nul = text.count("\0") if isinstance(text, str) else text.count(b"\0")
    return 4 * nul > len(text)


def _utf8_but_for_some(data: bytes) -> bool:
    """Whether most letters beyond ASCII are those of UTF-8: a piece was pasted from elsewhere, or cut."""
    beyond = [character for character in data.decode("utf-8", errors="replace") if character > "\x7f"]
    return 2 * beyond.count("\N{REPLACEMENT CHARACTER}") < len(beyond)


def _in_another_encoding(data: bytes, declared: str) -> str | Undecodable:
    if declared:
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            return Undecodable("not_as_declared", {"encoding": declared})
    guess = _guess(data[:_LOOKED_AT])
    if not guess:
        return Undecodable("not_utf8")
    words = dict.fromkeys(_WORD.findall(data.decode(guess, errors="replace")))
    return Undecodable(
        "encoding_undeclared", {"guess": guess, "words": ", ".join(list(words)[:_SAMPLES])}
    )


def _guess(data: bytes) -> str:
    """The encoding under which most of the odd characters are letters of the region, or "".

    Of equals the first of the list: 1250 and 1252 write Albanian with the same bytes.
    """
    best, most = "", 0
    for encoding in ENCODINGS:
        try:
            odd = [character for character in data.decode(encoding) if character > "\x7f"]
        except UnicodeDecodeError:
            continue
        latin, cyrillic = (
            sum(character in letters for character in odd) for letters in (_LETTERS, _CYRILLIC)
        )
        letters, marks = max(latin, cyrillic), sum(character in _PUNCTUATION for character in odd)
        score = 2 * letters + marks - 4 * (len(odd) - letters - marks)
        if letters and score > most:
            best, most = encoding, score
    return best

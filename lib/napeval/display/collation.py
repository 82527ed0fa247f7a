"""The order of words in each language: by its own alphabet, digraphs as letters.

Sources: Albanian alphabet of the Congress of Manastir (1908; 36 letters); Serbian alphabets of the
orthography (Pravopis srpskoga jezika, Matica srpska, 2010; 30 letters each).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

ALPHABETS: Mapping[str, str] = {
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
    "sr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "sr-Cyrl": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
}
"""The letters of each language in their order."""
_STRANGERS = {"sq": {"w": "v"}, "sr": {"q": "k", "w": "v", "x": "k", "y": "i"}}
"""Letters that a Latin alphabet lacks, and those they are placed behind."""

SortKey = tuple[tuple[int, float], ...]
_SIGN, _DIGIT, _LETTER, _OTHER = range(4)


def sort_key(text: str, language: str) -> SortKey:
    """Where a text comes in the order of a language: signs, then figures, then letters, whatever their case.

    language: one of the report languages. Letters of another script come last. Raises KeyError for another
    language.
    """
    places = _places(language)
    found = re.finditer(_letter_pattern(language), unicodedata.normalize("NFC", text).lower())
    return tuple(_place(match[0], places) for match in found)


def _place(letter: str, places: Mapping[str, float]) -> tuple[int, float]:
    if letter in places:
        return (_LETTER, places[letter])
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in places:  # a letter with a mark that the alphabet lacks stands with the plain one
        return (_LETTER, places[plain])
    if letter.isdigit():
        return (_DIGIT, ord(letter))
    return (_OTHER if letter.isalpha() else _SIGN, ord(letter))


@cache
def _places(language: str) -> Mapping[str, float]:
    places: dict[str, float] = {letter: number for number, letter in enumerate(ALPHABETS[language].split())}
    behind = _STRANGERS.get(language, {})
    return places | {letter: places[known] + 0.5 for letter, known in behind.items()}


@cache
def _letter_pattern(language: str) -> str:
    """A letter of the alphabet, a digraph before its parts; else any sign."""
    digraphs = [letter for letter in ALPHABETS[language].split() if len(letter) > 1]
    return "|".join([*digraphs, "."])

"""Serbian Latin as Serbian Cyrillic, letter by letter, with the words that stay in Latin.

Source: the alphabets of the Serbian orthography (Pravopis srpskoga jezika, Matica srpska, 2010), which pair
every Latin letter or digraph with one Cyrillic letter.
"""

from __future__ import annotations

import re

LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
CYRILLIC = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш"
"""The two alphabets, letter by letter."""

_LETTERS = dict(zip(LATIN.split(), CYRILLIC.split(), strict=True))
_TOKEN = re.compile(r"\{\w*|https?://\S+|\S+[#@]\S+|[^\s(){}\[\]„“”«»\"',;:!?…–|~]+")
_DIGRAPH = re.compile(r"lj|nj|dž|[a-zčćđšž]", re.IGNORECASE)
_PART = re.compile(r"[^/-]+")
_STAYS = re.compile(r"[0-9_@#<>=+]|\w\.\w|[qwxy]", re.IGNORECASE)
"""Identifiers, addresses, figures with letters, and words with letters that Serbian does not have."""
_SINGLE_LETTER_WORDS, _ENDINGS = "aiouks", "aeiou"
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_SERBIAN_ABBREVIATIONS = frozenset({"EU", "MOR", "NMU", "NVO", "OEBS", "SAD", "SOR", "TLJ", "TMU", "UN"})
"""Those made of Serbian words; all others stay as they are."""
_APART = ("injekc", "konjunk", "konjug", "nadživ", "nadžnj", "odžal", "odžvak", "podžanr", "vanjezič")
"""Stems in which n and j, or d and ž, are two letters and not one."""
_FOREIGN_NAMES = """
    Benjamini Clopper Cohen Cramer Cronbach Durbin Fisher Fleiss Freeman Gwet Halton Hamed Hochberg Holm
    Kendall Krippendorff Kruskal Mann Mood Newey Pearson Pettitt Poisson Prais Rao Sen Theil Wallis Watson
    West Wilson Winsten Frictionless Word Excel Eurostat Open UNICEF
"""
_FOREIGN = frozenset(_FOREIGN_NAMES.split())
"""Names that are written as in their own language."""


def in_cyrillic(text: str) -> str:
    """A text in Serbian Latin, in Cyrillic.

    Abbreviations, symbols, identifiers, names of placeholders and foreign names stay.
    """
    return _TOKEN.sub(lambda match: _token(match[0]), text)


def _token(token: str) -> str:
    """A word, with its parts between hyphens and strokes taken one by one."""
    if token.startswith("{") or _STAYS.search(token.rstrip(".")):
        return token
    return _PART.sub(lambda match: _word(match[0], ending=match.start() > 0), token)


def _word(word: str, *, ending: bool) -> str:
    """A word, or the ending of one behind a hyphen."""
    bare = word.strip(".")
    symbol = len(bare) == 1 and bare.lower() not in (_ENDINGS if ending else _SINGLE_LETTER_WORDS)
    abbreviation = _ABBREVIATION.fullmatch(bare) and bare not in _SERBIAN_ABBREVIATIONS
    if symbol or abbreviation or bare in _FOREIGN:
        return word
    apart = next((stem for stem in _APART if stem in word.lower()), "")
    return _DIGRAPH.sub(lambda match: _letters(match[0], bool(apart)), word)


def _letters(found: str, apart: bool) -> str:
    """One letter or digraph; its case is that of its first letter."""
    lower = found.lower()
    if apart and len(lower) == 2:
        return _letters(found[0], False) + _letters(found[1], False)
    letter = _LETTERS[lower]
    return letter.upper() if found[0].isupper() else letter

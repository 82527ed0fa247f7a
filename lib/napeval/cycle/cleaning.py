"""Words of cells without what nobody sees: spaces at the ends, invisible marks, letters in two pieces.

What was removed is said in a note; letters, capitals and scripts stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute

INVISIBLE = re.compile(
    "[\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\N{MONGOLIAN VOWEL SEPARATOR}\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\N{ZERO WIDTH NO-BREAK SPACE}]"
)
_CLEAN = r"^([!-~]([ -~]*[!-~])?)?$"
"""ASCII without spaces at the ends: nothing to clean."""
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХЈЅІаеорсухјѕіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXJSIaeopcyxjsiABEZHIKMNOPTYXo"
)


def cleaned(word: str) -> tuple[str, tuple[str, ...]]:
    """A word without what nobody sees, and the codes of what was done to it."""
    done = []
    visible = INVISIBLE.sub("", word)
    if visible != word:
        done.append("invisible_removed")
    composed = unicodedata.normalize("NFC", visible)
    if composed != visible:
        done.append("letters_composed")
    stripped = composed.strip()
    if stripped != composed:
        done.append("spaces_removed")
    return stripped, tuple(done)


def to_clean(words: pa.StringArray) -> np.ndarray:
    """Places of the words that may need cleaning."""
    clean = pa.compute.match_substring_regex(words, _CLEAN)
    return np.flatnonzero(~clean.to_numpy(zero_copy_only=False).astype(bool))


def scripts_of(word: str) -> tuple[str, ...]:
    """The scripts that the letters of a word belong to, of Latin, Cyrillic and Greek."""
    if word.isascii():
        return ()
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    return tuple(script for script in _SCRIPTS if script in names)


def foreign_lookalikes(words: Sequence[str]) -> frozenset[str]:
    """Words wholly of letters that only look Latin, among words of Latin letters and no others.

    Where a column holds Cyrillic or Greek words besides that look like no Latin ones, it is kept in that
    script.
    """
    foreign = {word for word in words if not word.isascii() and "LATIN" not in scripts_of(word)}
    alike = {word for word in foreign if in_latin(word).isascii() and scripts_of(word)}
    of_its_own = any(scripts_of(word) for word in foreign - alike)
    latin = any("LATIN" in scripts_of(word) or re.search("[A-Za-z]", word) for word in words)
    return frozenset(alike) if latin and not of_its_own else frozenset()


def in_latin(word: str) -> str:
    """A word with letters that only look Latin replaced by the Latin ones."""
    return word.translate(_LOOKALIKES)

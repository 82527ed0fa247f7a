"""What single headings of plans stand for, and how sure that is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from napeval.exchange.plans.words import fold, heading_words

YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_YEAR_WORDS = frozenset((
    "viti", "vit", "year", "godina", "godine", "god", "za", "per", "for", "ne", "u", "eur", "euro",
    "evra", "te", "i",
))  # fmt: skip
_LIKENESS = 0.86
LONGEST = 160
"""Letters of a heading; what is longer is none."""
CONFIDENCE = ("high", "medium", "low", "none")
"""How sure a reading is, the surest first."""


@dataclass(frozen=True)
class HeadingWords:
    """What a heading is taken for. languages: those in which it is a heading for that."""

    role: str
    languages: tuple[str, ...] = ()
    year: int | None = None
    confidence: str = "none"


def known_heading(text: str) -> HeadingWords:
    """What a heading stands for where it is a known one, or a year alone, which is low; else no role."""
    if len(text) > LONGEST:
        return HeadingWords("")
    return _as_known(*_parts(text))


@lru_cache(maxsize=10_000)
def read_heading(text: str) -> HeadingWords:
    """What a heading stands for: a known one is high, one that holds a known one medium, a near one low."""
    if len(text) > LONGEST:
        return HeadingWords("")
    plain, words, year = _parts(text)
    found = _as_known(plain, words, year)
    if found.role:
        return found
    held = _held(words)
    if held:
        return _known(heading_words()[held], year, "medium")
    close = difflib.get_close_matches(words, heading_words(), n=1, cutoff=_LIKENESS) if len(words) > 4 else []
    return _known(heading_words()[close[0]], year, "low") if close else HeadingWords("", (), year)


def _parts(text: str) -> tuple[str, str, int | None]:
    """A heading folded, the same without words about its year, and the year."""
    years = YEAR.findall(text)
    year = int(years[0]) if len(set(years)) == 1 else None
    plain = fold(YEAR.sub(" ", text)) if year else fold(text)
    words = " ".join(word for word in plain.split() if not (year and word in _YEAR_WORDS)) or plain
    return plain, words, year


def _as_known(plain: str, words: str, year: int | None) -> HeadingWords:
    if year and set(plain.split()) <= _YEAR_WORDS:
        return HeadingWords("budget", (), year, "low")
    for candidate in (plain, words, _without_currency(words)):
        if candidate in heading_words():
            return _known(heading_words()[candidate], year, "high")
    return HeadingWords("", (), year)


def _known(pairs: Sequence[tuple[str, str]], year: int | None, confidence: str) -> HeadingWords:
    role = pairs[0][0]
    languages = tuple(dict.fromkeys(language for other, language in pairs if other == role))
    return HeadingWords(role, languages, year, confidence)


def _without_currency(words: str) -> str:
    return " ".join(word for word in words.split() if word not in ("eur", "euro", "evra", "ne", "in", "u"))


def _held(words: str) -> str:
    """The longest known heading that stands within the words; of equally long ones the first."""
    found = [
        known for known in heading_words() if len(known) > 3 and re.search(rf"\b{re.escape(known)}\b", words)
    ]
    return max(found, key=lambda known: (len(known), -words.find(known)), default="")

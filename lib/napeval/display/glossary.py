"""The glossary: every term in each language, and which of the checked terms a text holds.

Sources: reference/glossary.csv, whose central terms stand in reference/checked_terms.csv with the English
forms they are known by and the stems of their one translation; reference/abbreviations.csv.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from napeval.display.languages import Language

_COLUMNS = {"en": "en", "sq": "sq", "sr": "sr_latin"}
_PLACEHOLDER = re.compile(r"\{\w*(?::([^}]*))?\}")


@dataclass(frozen=True)
class Term:
    """A term with one translation.

    words: by language. forms: what it is called in an English text, longest first where one holds another.
    stems: by language, the beginnings of the words of its translation, each with its alternatives.
    """

    id: str
    words: Mapping[str, str] = field(hash=False)
    forms: tuple[str, ...]
    stems: Mapping[str, tuple[tuple[str, ...], ...]] = field(hash=False)

    def is_translated(self, language: str, text: str) -> bool:
        """Whether a text of a language holds the translation: a word for each of its stems."""
        return all(
            any(re.search(rf"(?<!\w){re.escape(stem)}", text, re.IGNORECASE) for stem in stems)
            for stems in self.stems[language]
        )


@dataclass(frozen=True)
class Abbreviation:
    """What a name is called in short, and the name in full, by language."""

    short: Mapping[str, str] = field(hash=False)
    full: Mapping[str, str] = field(hash=False)


@cache
def checked_terms() -> tuple[Term, ...]:
    """The central terms of the glossary, each with its one translation.

    Raises KeyError for a checked term that the glossary does not have.
    """
    glossary = {row["term_id"]: row for row in _rows("glossary.csv")}
    return tuple(_term(row, glossary[row["term_id"]]) for row in _rows("checked_terms.csv"))


def _term(checked: Mapping[str, str], entry: Mapping[str, str]) -> Term:
    return Term(
        checked["term_id"],
        {language: entry[column] for language, column in _COLUMNS.items()},
        tuple(checked["en"].split("/")),
        {language: _stems(checked[language]) for language in ("sq", "sr")},
    )


def _stems(cell: str) -> tuple[tuple[str, ...], ...]:
    """The words of a translation, apart by spaces, and the alternatives of each, apart by strokes."""
    return tuple(tuple(word.split("/")) for word in cell.split())


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The abbreviations of the field, with what they stand for in each language."""
    return tuple(
        Abbreviation(
            {code: row[f"short_{code}"] for code in _COLUMNS},
            {code: row[f"full_{code}"] for code in _COLUMNS},
        )
        for row in _rows("abbreviations.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("napeval") / "reference" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def terms_in(text: str) -> tuple[Term, ...]:
    """The checked terms that an English text holds; of two that overlap, the longer one.

    Placeholders are passed over, the forms of words in them are read. Names of files are no terms.
    """
    found = dict.fromkeys(match[0].lower() for match in _pattern().finditer(without_placeholders(text)))
    return tuple(dict.fromkeys(_by_form()[form] for form in found))


def without_placeholders(text: str) -> str:
    """A marked text with its words alone: of a placeholder only the forms of nouns and verbs stay."""
    return _PLACEHOLDER.sub(lambda match: f" {(match[1] or '').replace('|', ' ').replace('~', ' ')} ", text)


@cache
def _by_form() -> Mapping[str, Term]:
    return {form: term for term in checked_terms() for form in term.forms}


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, forms))})(?![\w/-]|\.\w)", re.IGNORECASE)


def abbreviations_in(text: str, language: Language) -> Iterator[Abbreviation]:
    """The abbreviations that a text of a language uses."""
    for abbreviation in abbreviations():
        if re.search(rf"(?<!\w){re.escape(language.own(abbreviation.short))}(?!\w)", text):
            yield abbreviation

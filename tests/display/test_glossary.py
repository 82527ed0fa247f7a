"""One term, one translation: the glossary, and every text of the catalogues held against it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from napeval.display.glossary import (
    abbreviations,
    abbreviations_in,
    checked_terms,
    terms_in,
    without_placeholders,
)
from napeval.display.languages import LANGUAGES, Language
from napeval.display.term_words import MEANINGS

OTHER_LANGUAGES = ("sq", "sr")

# Where an English text has the word of a term and means something else, and why.
OTHER_MEANINGS = {
    "share": {
        "Shares months with another": "to have in common",
        "Shares months with another period": "to have in common",
        "Key, which no two rows share: {0}.": "to have in common",
        "As reported, period by period. Periods that share months with others must not be added; the tables"
        " above count every month once.": "to have in common",
        "Cells marked :c are hidden to protect persons. Other parts of the same whole are hidden with them;"
        " tables that share figures in other ways have not yet been checked against each other.": (
            "to have in common"
        ),
        "Achievements: the value before and the value for the period. Results of one objective share its"
        " activities and its money. Money in {currency}.": "to have in common",
        "several outputs share the money": "to divide among themselves",
    },
    "cost": {
        "Completed activities of which plan and spending are known in full: {count}. They were to cost"
        " {budget} and cost {cost}: {ratio} times the plan.": "a verb",
        "What the completed activities cost, divided by what they were to cost.": "a verb",
    },
    "money": {
        "Given in money": "payment in money, against payment in kind",
        "specific objectives, the plan as adopted, and money committed": "commitments",
    },
    "observation_value": {
        "any other observation on how the plan is being implemented.": "a remark, no value",
        "General observations": "remarks, no values",
        "Observations, comments": "remarks, no values",
    },
    "pillar_prosecution": {"prosecution": "the prosecution office, a kind of institution"},
    "review": {
        "Which report it is: mid_term, ex_post, review, annual_monitoring or six_month_progress.": (
            "the code itself"
        ),
    },
    "outcome": {
        "The greatest p-value over all choices: how often chance alone would give an outcome at least as"
        " extreme, if nothing had changed.": "of a test",
        "The least p-value over all choices: how often chance alone would give an outcome at least as"
        " extreme, if nothing had changed.": "of a test",
        "The test is made on full calendar years of one definition, once for every admissible choice of one"
        " value a year; the least and the greatest outcome stand here.": "of a test",
    },
    "pillar": {
        "name the area in the mapping, under pillars, and import with that file.": "a setting of the mapping",
    },
    "institution": {
        "write its codes in the mapping, under institutions, and import with that file.": (
            "a setting of the mapping"
        ),
    },
}


@cache
def catalogue(language: str) -> dict[str, str]:
    """Every translation, its forms together, by the English text."""
    source = resources.files("napeval.display") / "locales" / f"{language}.po"
    with source.open("rb") as stream:
        read = read_po(stream, locale=language)
    found = {}
    for message in read:
        english, said = (
            (text,) if isinstance(text, str) else tuple(text) for text in (message.id, message.string)
        )
        if english[0] and any(said):
            found[english[0]] = " ".join(said)
    return found


def otherwise_said(language: str) -> Iterator[tuple[str, str, str]]:
    """Term, English text and translation, where the text has the term and the translation does not."""
    for english, said in catalogue(language).items():
        for term in terms_in(english):
            if not term.is_translated(language, without_placeholders(said)):
                yield term.id, english, said


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_text_translates_a_term_as_the_glossary_does(language):
    found = [one for one in otherwise_said(language) if one[1] not in OTHER_MEANINGS.get(one[0], {})]
    assert found == []


def test_every_other_meaning_is_still_needed():
    needed = {one[:2] for language in OTHER_LANGUAGES for one in otherwise_said(language)}
    named = {(term, english) for term, texts in OTHER_MEANINGS.items() for english in texts}
    assert named - needed == set()


def test_a_translation_that_departs_is_found():
    baseline = next(term for term in checked_terms() if term.id == "baseline")
    assert baseline.is_translated("sr", "Pokazatelji bez početne vrednosti")
    assert not baseline.is_translated("sr", "Pokazatelji bez polazne vrednosti")
    assert baseline.is_translated("sq", "Treguesit pa vlerë bazë")
    assert not baseline.is_translated("sq", "Treguesit pa vlerë fillestare")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Indicators without a baseline value", ["indicator", "baseline"]),
        ("the final target and the targets", ["final_target", "target"]),
        ("{n:activity was|activities were} due", ["activity"]),
        ("{indicators} of {targets}", []),
        ("correct evaluation.yml and plan/targets.csv", []),
        ("No term here.", []),
    ],
)
def test_terms_are_found_longest_first_and_not_in_names(text, terms):
    assert [term.id for term in terms_in(text)] == terms


def rows(name):
    """The rows of a table of the reference data."""
    text = (resources.files("napeval") / "reference" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_term_has_a_word_in_every_language_and_one_row():
    found = rows("glossary.csv")
    assert all(row[column] for row in found for column in ("term_id", "domain", "en", "sq", "sr_latin"))
    names = [row["term_id"] for row in found]
    assert len(names) == len(set(names))


def test_the_glossary_keeps_to_its_own_stems():
    """The entry of a checked term holds its stems, so that the check asks for what the glossary says."""
    wrong = {
        (term.id, language, term.words[language])
        for term in checked_terms()
        for language in OTHER_LANGUAGES
        if not term.is_translated(language, term.words[language])
    }
    assert wrong == set()


def test_a_checked_term_is_known_by_one_term_only():
    forms = [form for term in checked_terms() for form in term.forms]
    assert len(forms) == len(set(forms))


def test_meanings_are_those_of_checked_terms():
    assert set(MEANINGS) <= {term.id for term in checked_terms()}


def test_abbreviations_have_a_short_and_a_full_form_in_every_language():
    for one in abbreviations():
        assert all(one.short[code] and one.full[code] for code in LANGUAGES)
    for code in LANGUAGES:
        short = [one.short[code] for one in abbreviations()]
        assert len(short) == len(set(short))


@pytest.mark.parametrize(
    ("language", "text", "short"),
    [
        ("en", "GRETA and the OECD's criteria; UNHCR", ["GRETA", "OECD", "UNHCR"]),
        ("sq", "sipas OBSE dhe OSBE-së", ["OSCE"]),
        ("sr", "NVO-a i OEBS", ["OSCE", "NGO"]),
        ("sr-Cyrl", "НВО-а и OECD-а", ["OECD", "NGO"]),
        ("en", "greta, EURO", []),
    ],
)
def test_abbreviations_are_found_as_words_of_their_own(language, text, short):
    found = {one.short["en"] for one in abbreviations_in(text, Language(language))}
    assert found == set(short)

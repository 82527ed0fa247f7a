"""The catalogues hold every text that the library prints, whole, in their own language, with its forms."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from napeval.display.glossary import without_placeholders
from napeval.display.languages import LANGUAGES, P_, SOURCE_LANGUAGE, Language
from napeval.release.claims import Claim

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "lib" / "napeval"
KEYWORDS = {"_": None, "N_": None, "P_": (1, 2)}
OTHER_LANGUAGES = [code for code in LANGUAGES if code != SOURCE_LANGUAGE]
NUMBER_FORMS = {"en": 2, "sq": 2, "sr": 3}

# Texts of messages and forms; all others stand in reports.
MESSAGES_AND_FORMS = (
    "cli.py", "commands/", "exchange/", "display/fault_words/", "display/gap_words.py",
    "display/form_words.py", "display/data_dictionary.py",
)  # fmt: skip

# A figure in a text would be a claim without an address. What stands here is a scale, not a finding.
TEXTS_WITH_DIGITS = {"Ranges of points from 0 to 100 for each criterion."}

# The same word in both languages, or nothing but placeholders and signs.
SAME_IN_BOTH = {
    "sq": {"Draft", "EUR", "Eurostat", "Open SDG", "USD"},
    "sr": {
        "EUR", "Element", "Eurostat", "Interval", "Open SDG", "Period", "Period: {period}.", "Status", "Test",
        "USD", "period",
    },
}

# Names of settings and states that a message quotes as they stand in the data.
QUOTED_NAMES = (
    "sources", "audiences", "signed_by", "not_reported", "measured", "reason", "between", "direct", "partial",
)  # fmt: skip

ENGLISH_TEXT = """
the and of with is are not from which that this these those was were been has have had but or by for to in
into where when what who how why whose if than then there their its it they each every any some none all only
other between under over after before because without within can could may would should must be being does
did year years plan indicator indicators activity activities target value values source sources report reports
money amount amounts share known unknown missing
"""
ENGLISH_WORDS = frozenset(ENGLISH_TEXT.split())

# Words of the list that the other language has too.
ALSO_A_WORD = {"sq": {"plan", "to"}, "sr": {"plan", "to", "on", "do"}}

Translation = str | list[str] | tuple[str, ...] | None


def _singular(message: Translation) -> str:
    return _forms(message)[0]


@cache
def _found() -> Mapping[str, tuple[Translation, frozenset[str]]]:
    """Every text marked in the library, by its (singular) English text, with the files that it stands in."""
    found: dict[str, tuple[Translation, frozenset[str]]] = {}
    for file, _line, message, _comments, _context in extract_from_dir(LIBRARY, keywords=KEYWORDS):
        name = _singular(message)
        found[name] = message, found.get(name, (message, frozenset[str]()))[1] | {file}
    return found


@cache
def _extracted() -> Mapping[str, Translation]:
    """The texts that every language has to have."""
    return {name: message for name, (message, _files) in _found().items()}


@cache
def _catalogue(code: str) -> Catalog:
    source = resources.files("napeval.display") / "locales" / f"{code}.po"
    with source.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def _entries(code: str) -> Iterator[Message]:
    """The texts that have a translation."""
    return (message for message in _catalogue(code) if message.id and any(_forms(message.string)))


def _forms(text: Translation) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _number_forms(text: str) -> Iterator[list[str]]:
    """The forms of each noun or verb that goes with a count."""
    for _, _, forms, _ in string.Formatter().parse(text):
        if forms:
            yield forms.removeprefix("~").split("|")


def _edges(text: str) -> tuple[str, str, str]:
    """The spaces before a text, the sign that closes it, and the spaces after it."""
    inner = text.strip()
    before, after = text.split(inner)[0], text.split(inner)[-1]
    return before, inner[-1] if inner[-1] in ".:;?!" else "", after


def _words(text: str) -> set[str]:
    plain = re.sub(r"--\w+( [A-Z]+)?", " ", without_placeholders(text)).lower()  # options of commands
    for name in QUOTED_NAMES:
        plain = re.sub(rf"\b{name}\b", " ", plain)
    return set(re.findall(r"[^\W\d_]+", plain))


def _nested_marks() -> list[str]:
    """Marked texts that stand inside an f-string, where extraction does not see them."""
    found = []
    for path in sorted(LIBRARY.rglob("*.py")):
        for outer in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(outer, ast.JoinedStr):
                found += [
                    f"{path.relative_to(LIBRARY).as_posix()}, line {node.lineno}: {ast.unparse(node)}"
                    for node in ast.walk(outer)
                    if isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in KEYWORDS
                ]
    return found


def test_no_text_is_marked_where_extraction_does_not_see_it() -> None:
    assert _nested_marks() == []


def test_texts_are_extracted_from_every_room_that_prints() -> None:
    assert {"the file is missing.", "Executive summary", "Enabling framework"} <= set(_extracted())


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_no_text_is_missing(code: str) -> None:
    assert sorted(set(_extracted()) - {_singular(message.id) for message in _entries(code)}) == []


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_no_text_is_obsolete(code: str) -> None:
    assert sorted({_singular(message.id) for message in _entries(code)} - set(_extracted())) == []
    assert list(_catalogue(code).obsolete) == []


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_no_text_is_fuzzy(code: str) -> None:
    assert [message.id for message in _entries(code) if message.fuzzy] == []
    assert not _catalogue(code).fuzzy


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_every_form_is_filled(code: str) -> None:
    catalogue = _catalogue(code)
    for message in _entries(code):
        source = _extracted().get(_singular(message.id), message.id)
        assert _forms(message.id) == _forms(source), message.id
        assert len(_forms(message.string)) == (catalogue.num_plurals if message.pluralizable else 1), (
            message.id
        )
        assert all(form.strip() for form in _forms(message.string)), message.id


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_placeholders_are_those_of_the_english_text(code: str) -> None:
    for message in _entries(code):
        wanted = _placeholders(_singular(message.id))
        for form in (*_forms(message.id), *_forms(message.string)):
            assert _placeholders(form) == wanted, form


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_spaces_and_closing_signs_are_those_of_the_english_text(code: str) -> None:
    for message in _entries(code):
        for form in _forms(message.string):
            assert _edges(form) == _edges(_singular(message.id)), form


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_a_text_left_as_in_english_is_one_that_is_the_same_in_both(code: str) -> None:
    same = {
        text
        for message in _entries(code)
        if (text := _singular(message.id)) == _singular(message.string) and _words(text)
    }
    assert same == SAME_IN_BOTH.get(code, set())


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_no_english_word_is_left(code: str) -> None:
    left = {
        form: found
        for message in _entries(code)
        for form in _forms(message.string)
        if (found := _words(form) & ENGLISH_WORDS - ALSO_A_WORD.get(code, set()))
    }
    assert left == {}


def test_no_text_holds_a_figure_of_its_own() -> None:
    """Texts of messages and forms say no figure of a plan; their digits are examples of how to write."""
    with_digits = {
        form
        for message, files in _found().values()
        for form in _forms(message)
        if re.search(r"\d", form) and not all(file.startswith(MESSAGES_AND_FORMS) for file in files)
    }
    assert with_digits == TEXTS_WITH_DIGITS


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_figures_in_a_translation_are_those_of_the_english_text(code: str) -> None:
    for message in _entries(code):
        wanted = sorted(re.findall(r"\d+", _singular(message.id)))
        for form in _forms(message.string):
            assert sorted(re.findall(r"\d+", form)) == wanted, form


def test_every_form_of_a_count_is_given_in_english() -> None:
    wrong = {
        form
        for message, _files in _found().values()
        for form in _forms(message)
        for forms in _number_forms(form)
        if len(forms) != NUMBER_FORMS[SOURCE_LANGUAGE] or not all(forms)
    }
    assert wrong == set()


@pytest.mark.parametrize("code", OTHER_LANGUAGES)
def test_every_form_of_a_count_is_given_in_a_translation(code: str) -> None:
    wrong = {
        form
        for message in _entries(code)
        for form in _forms(message.string)
        for forms in _number_forms(form)
        if len(forms) != NUMBER_FORMS[code] or not all(forms)
    }
    assert wrong == set()


def test_the_forms_are_counted_as_the_catalogues_count_them() -> None:
    assert {code: _catalogue(code).num_plurals for code in OTHER_LANGUAGES} == {
        code: NUMBER_FORMS[code] for code in OTHER_LANGUAGES
    }


def test_the_catalogues_are_those_that_the_script_writes(tmp_path: Path) -> None:
    """Sorted, with the notes of today's code, and without a date or a place of one machine."""
    script = ROOT / "scripts" / "catalogues.py"
    subprocess.run([sys.executable, script, "--into", tmp_path], check=True)
    for code in OTHER_LANGUAGES:
        written = (tmp_path / f"{code}.po").read_text(encoding="utf-8")
        shipped = (LIBRARY / "display" / "locales" / f"{code}.po").read_text(encoding="utf-8")
        assert written == shipped, "write the catalogues anew: python scripts/catalogues.py"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Kind of source", "section funding: column heading of a table"),
        ("Kind of source", "display/column words: column heading of the workbook"),
        ("Kind of source", "display/labels: word for the code funding_class of results_scope"),
        (", value planned by now {expected}", "{expected}: a figure, «Expected value»"),
        ("Progress of indicators against the expected path, {cutoff}", "{cutoff}: a date"),
        ("Evaluation matrix: {criterion}", "{criterion}: the word for a code of criterion"),
        ("Evaluation matrix: {criterion}", "terms: evaluation matrix = matricë e vlerësimit"),
    ],
)
def test_a_translator_is_told_where_a_text_stands_and_what_is_in_it(text: str, note: str) -> None:
    assert note in _catalogue("sq").get(text).auto_comments


def test_a_language_prints_its_catalogue_and_leaves_what_it_does_not_hold() -> None:
    assert Language("sq").translate("Executive summary") == "Përmbledhje ekzekutive"
    assert Language("sq").translate("no such text") == "no such text"
    assert Language("en").translate("Executive summary") == "Executive summary"


@pytest.mark.parametrize(("count", "noun"), [(0, "aktivitete"), (1, "aktivitet"), (2, "aktivitete")])
def test_a_count_decides_between_singular_and_plural(count: int, noun: str) -> None:
    singular = next(text for text in _extracted() if text.startswith("{count} activity has no amount"))
    message = P_(*_forms(_extracted()[singular]), on="count")
    claim = Claim("budget#plan|plan:activities", count, "count", "activities", "shown", "")
    runs = Language("sq").text(message, count=claim, activities="I.1.1")
    assert "".join(run.text for run in runs).split()[:2] == [str(count), noun]

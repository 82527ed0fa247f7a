"""Each report speaks its own language throughout, and shows no code of the results in place of words."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import permutations

import openpyxl
import pytest
from babel.messages.pofile import read_po
from whole_report import LANGUAGES, all_runs, fixed_words, periods_of_results, printed, texts_of

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.gap_words import GAP_WORDS
from napeval.display.glossary import checked_terms
from napeval.display.labels import LABELS
from napeval.display.languages import Language

# Words that carry an English sentence and mean nothing in Albanian or Serbian.
ENGLISH_TEXT = """
the and of with is are not from which that this these those was were been has have had by for into
where when what who how why whose than then there their they each every any some none all only other
between under over after before because without within can could may would should must being does did
year years indicator indicators activity activities target value values source sources report reports money
amount amounts share known unknown missing planned reported objective evaluation evaluator number score
"""
ENGLISH_WORDS = frozenset(ENGLISH_TEXT.split())
ALSO_A_WORD = {"sq": frozenset(), "sr": frozenset({"evaluator"})}
WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")

# Columns of the workbook whose cells are identifiers or addresses, by their English headings.
ADDRESS_HEADINGS = ("Address", "Address of the figure", COLUMN_WORDS["trace"], COLUMN_WORDS["address"])


OTHERS = tuple(code for code in LANGUAGES if code != "en")


@cache
def translations(code):
    """A language's text by the English one, singular forms, without those that are the same in both."""
    source = resources.files("napeval.display") / "locales" / f"{code}.po"
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    found = {}
    for message in catalogue:
        one, other = (
            text[0] if isinstance(text, list | tuple) else text for text in (message.id, message.string)
        )
        if one and one != other:
            found[one] = other
    return found


def own_words(blocks):
    """Everything that a report says in words of its own: runs that are neither quoted nor figures, labels."""
    words = [run["t"] for run in all_runs(blocks) if not run.get("q") and not run.get("c")]
    return [*words, *(text for block in blocks for text in fixed_words(block))]


def every_text(blocks):
    """Every text of a report, quoted or not."""
    return [
        *(run["t"] for run in all_runs(blocks)),
        *(text for block in blocks for text in fixed_words(block)),
    ]


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_text_of_the_library_is_left_in_another_report(whole, code):
    english = {text.strip() for text in translations(code) if len(text.strip()) > 3}
    english -= {text.strip() for text in translations(code).values()}
    said = own_words(whole.flat(code))
    assert len(said) > 500
    assert sorted({text for text in said if text.strip(" :;.,()") in english}) == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_word_is_left_in_another_report(whole, code):
    left = {}
    for text in own_words(whole.flat(code)):
        if found := set(WORD.findall(text.lower())) & (ENGLISH_WORDS - ALSO_A_WORD[code]):
            left[text] = found
    assert left == {}


def test_the_list_of_english_words_would_find_english(whole):
    """The English report is full of them, so the look at the other ones means something."""
    hit = [text for text in own_words(whole.flat("en")) if set(WORD.findall(text.lower())) & ENGLISH_WORDS]
    assert len(hit) > 200


@pytest.mark.parametrize(("code", "other"), [each for each in permutations(LANGUAGES, 2) if each[1] != "en"])
def test_no_text_of_another_language_is_left(whole, code, other):
    """A text that two languages share is at home in both."""
    own = set(translations(code).values()) if code != "en" else set(translations(other))
    own |= {term.words[code] for term in checked_terms()}
    foreign = {text.strip() for text in set(translations(other).values()) - own if len(text.strip()) > 3}
    assert sorted({text for text in own_words(whole.flat(code)) if text.strip(" :;.,()") in foreign}) == []


def test_wording_of_the_plan_is_in_the_language_of_the_report(whole, language):
    """A cell written for another language is quoted only where it is also a name that has no language.

    Codes, publishers and titles of sources stand in columns without a language.
    """
    mine, others, neutral = set(), set(), set()
    for frame in [*whole.inputs.cycle.tables.values(), *whole.inputs.evaluation.tables.values()]:
        for column in frame.select_dtypes("str").columns:
            code = column.rpartition("_")[2]
            kind = mine if code == language else others if code in ("sq", "en", "sr") else neutral
            kind.update(frame[column].dropna())
    foreign = {text for text in others - mine - neutral if len(text) > 3}
    assert len(foreign) > 100
    blocks = whole.flat(language)
    quoted = {run["t"] for run in all_runs(blocks) if run.get("q")}
    quoted |= {block["text"] for block in blocks if block["kind"] == "heading"}
    assert sorted(quoted & foreign) == []


@pytest.mark.parametrize("code", OTHERS)
def test_labels_are_translated_column_by_column(whole, code):
    """A heading is the same in both languages only where the catalogue says so, or it is a year.

    A period is written as each language writes it. The annex of terms names the other two languages.
    """
    same = []
    say = Language(code)
    periods = {Language("en").period(one): say.period(one) for one in periods_of_results(whole)}
    there, english = (
        [block for block in whole.flat(one) if block["kind"] == "table"] for one in (code, "en")
    )
    for one, other in zip(there, english, strict=True):
        if one["id"] == "tab-terms-used":
            continue
        for left, right in zip(one["columns"], other["columns"], strict=True):
            text = left["label"]
            if text == right["label"] and not text.isdigit() and say.translate(text) != text:
                same.append((one["id"], text))
            if right["label"] in periods:
                assert text == periods[right["label"]]
            elif text != right["label"]:
                assert say.translate(right["label"]) == text
    assert same == []


@cache
def codes():
    """Codes that are no words of English by chance: those with an underscore, and kinds of gap."""
    return {code for group in LABELS.values() for code in group if "_" in code} | set(GAP_WORDS)


def test_the_codes_hold_the_ones_that_matter():
    assert {"not_reported", "first_listed", "not_demonstrated", "activity_without_amount"} <= codes()


def identifiers(whole):
    """Names of rows, which a cycle may form as it likes: sources, reports."""
    tables = whole.inputs.cycle.tables
    return set(tables["monitoring/sources"]["source_id"]) | set(tables["plan/reporting"]["report"])


def test_no_code_stands_in_the_report(whole, language):
    allowed = identifiers(whole)
    left = {
        (text, code)
        for text in every_text(whole.flat(language))
        for code in CODE.findall(text)
        if code in codes() - allowed
    }
    assert left == set()


def test_no_placeholder_or_python_value_stands_in_the_report(whole, language):
    strange = re.compile(r"\{\w*\}|\{'|\bNone\b|\bnan\b|\bNaT\b|<NA>|\bTrue\b|\bFalse\b|\bdtype\b")
    assert [text for text in every_text(whole.flat(language)) if strange.search(text)] == []


def sheets_of(whole, language):
    """Heading and rows of each results sheet, by its title."""
    book = openpyxl.load_workbook(whole.folder / f"tables-{language}.xlsx", read_only=True)
    address = whole.words(language).translate("Address")
    found = {}
    for sheet in book:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        start = next((place for place, row in enumerate(rows) if row and row[-1] == address), None)
        if start is not None:
            found[sheet.title] = (rows[start], rows[start + 1 :])
    return found


def test_no_code_stands_in_the_workbook(whole, language):
    words = whole.words(language)
    skipped = {words.translate(heading) for heading in ADDRESS_HEADINGS}
    left = set()
    for title, (heads, rows) in sheets_of(whole, language).items():
        for row in rows:
            for head, cell in zip(heads, row, strict=True):
                if isinstance(cell, str) and head not in skipped:
                    parts = set(cell.split(";")) & (codes() - identifiers(whole))
                    left |= {(title, head, part) for part in parts}
    assert left == set()


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_label_stands_in_another_workbook(whole, code):
    """Cells of codes are in the language: none is an English word of the labels that it says otherwise."""
    words = {word for group in LABELS.values() for word in group.values()}
    english = {word for word in words if Language(code).translate(word) != word and len(word) > 3}
    english -= {Language(code).translate(word) for word in words}
    identifying = identifiers(whole)
    left = {
        (title, head, cell)
        for title, (heads, rows) in sheets_of(whole, code).items()
        for row in rows
        for head, cell in zip(heads, row, strict=True)
        if isinstance(cell, str) and cell in english - identifying
    }
    assert left == set()


def test_sheets_and_headings_are_in_the_language(whole, language):
    words = whole.words(language)
    found = sheets_of(whole, language)
    tables = [name for name in TABLE_WORDS if name in whole.released.tables]
    assert len(found) == len(tables) == len(whole.released.tables)
    for name, (heads, rows) in zip(tables, found.values(), strict=True):
        wanted = [COLUMN_WORDS[column] for column in whole.released[name].declaration.names]
        added = {words.translate("Name")}  # the name beside an identifier that has one
        assert [head for head in heads if head not in added] == [
            words.translate(word) for word in (*wanted, "Address")
        ]
        assert len(rows) == len(whole.released[name].frame)


@pytest.mark.parametrize(
    ("code", "number", "share"),
    [("sq", "785 359 EUR", "51,3 %"), ("en", "785,359 EUR", "51.3 %"), ("sr", "785.359 EUR", "51,3 %")],
)
def test_numbers_are_written_as_the_language_writes_them(real, code, number, share):
    said = {printed(runs) for block in real.flat(code) for runs in texts_of(block)}
    assert any(number in text for text in said)
    assert any(share in text for text in said)


def test_dates_are_written_as_the_language_writes_them(real):
    assert "31 dhjetor 2023" in real.words_of_section("sq", "background")
    assert "31 December 2023" in real.words_of_section("en", "background")
    assert "31. decembar 2023" in real.words_of_section("sr", "background")

"""The data dictionary: made from the schemas, whole, and the pages of the documents are the ones made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from napeval.cycle.dates import Day, parse_date
from napeval.cycle.numbers import Number, parse_number
from napeval.cycle.periods import is_period
from napeval.cycle.schemas import schemas
from napeval.display.data_dictionary import COMMAND, data_dictionary, dictionary_pages
from napeval.display.languages import MESSAGE_LANGUAGES, Language

DOCS = Path(__file__).resolve().parents[2] / "docs"
ENGLISH_FRAME = (
    "Data dictionary",
    "How values are written",
    "Must be filled",
    "Meaning",
    "Allowed:",
    "whole number",
)


def columns_of(page: str, table: str) -> list[list[str]]:
    """The rows of the columns of a table, split into cells."""
    part = page.split(f"### {table}: ")[1].split("\n### ")[0].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines[2:]]


@pytest.mark.parametrize("code", MESSAGE_LANGUAGES)
def test_the_page_of_the_documents_is_the_one_that_is_made(code: str) -> None:
    name = f"data-dictionary.{code}.md"
    committed = (DOCS / name).read_text(encoding="utf-8")
    assert committed == dictionary_pages()[name], f"write the pages anew: {COMMAND}"


def test_there_is_a_page_for_every_language_of_messages() -> None:
    found = {path.name for path in DOCS.glob("data-dictionary.*")}
    assert found == set(dictionary_pages()) == {f"data-dictionary.{code}.md" for code in MESSAGE_LANGUAGES}


@pytest.mark.parametrize("code", MESSAGE_LANGUAGES)
def test_every_column_stands_in_its_table_with_its_meaning(code: str) -> None:
    page = data_dictionary(Language(code))
    for name, schema in schemas().items():
        rows = columns_of(page, name)
        assert [row[0].strip() for row in rows] == [f"`{field.name}`" for field in schema.fields], name
        for field, row in zip(schema.fields, rows, strict=True):
            assert len(row) == 5, (name, field.name)
            meaning = row[4].replace("\\|", "|")
            assert meaning.startswith(f" {field.descriptions[code]}"), (name, field.name)
            assert bool(row[3].strip()) == field.required, (name, field.name)
            for word in field.enum:
                assert f"`{word}` – {field.labels[word][code]}" in meaning, (name, field.name)


def test_a_column_of_money_in_full() -> None:
    [row] = [
        row for row in columns_of(data_dictionary(Language("en")), "plan/budget") if "`amount`" in row[0]
    ]
    assert [cell.strip() for cell in row] == [
        "`amount`",
        "number",
        "money",
        "yes",
        "Planned amount. Zero is an amount of zero; where no amount is known there is no row."
        "<br>Not below 0.",
    ]


def test_a_column_that_refers_to_others_in_full() -> None:
    rows = columns_of(data_dictionary(Language("en")), "plan/objectives")
    assert rows[1][4].strip() == (
        "Objective above it, by its identifier in this table. Empty for strategic objectives."
        "<br>Must be a row of [plan/objectives](#plan-objectives)."
    )
    rows = columns_of(data_dictionary(Language("sr")), "plan/reporting")
    assert rows[4][4].strip() == (
        "Institucije koje ga pripremaju: šifre iz plan/institutions razdvojene tačkom i zarezom."
        "<br>Svaka mora biti red tabele [plan/institutions](#plan-institutions)."
    )


@pytest.mark.parametrize("code", MESSAGE_LANGUAGES)
def test_every_link_leads_to_a_place_of_the_page(code: str) -> None:
    page = data_dictionary(Language(code))
    places = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(places) == len(set(places)) == len(schemas())
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) == set(places)


@pytest.mark.parametrize("code", ["sq", "sr"])
def test_no_words_of_the_frame_stay_english(code: str) -> None:
    page = data_dictionary(Language(code))
    assert [words for words in ENGLISH_FRAME if words in page] == []
    english = {line for line in data_dictionary(Language("en")).splitlines() if re.search("[a-z]{4}", line)}
    shared = [line for line in page.splitlines() if line in english]
    assert [line for line in shared if not line.startswith("<a id=")] == []


def examples_of(page: str, what: str) -> list[str]:
    """The examples in the rule on how something is written."""
    [line] = [line for line in page.splitlines() if line.startswith(f"| {what} |")]
    return re.findall("`([^`]+)`", line)


def test_what_the_page_says_of_writing_is_what_the_reader_does() -> None:
    page = data_dictionary(Language("en"))
    *read, refused = examples_of(page, "Number")
    assert [type(parse_number(text)) is Number for text in read] == [True] * 4
    assert {str(parse_number(text).value) for text in read[:3]} == {"2280.50"}
    assert parse_number(refused).code == "number_ambiguous"
    *read, refused = examples_of(page, "Date")
    assert [type(parse_date(text)) is Day for text in read] == [True] * 2
    assert {str(parse_date(text).value) for text in read} == {"2021-12-31"}
    assert parse_date(refused).code == "date_ambiguous"
    assert [is_period(text) for text in examples_of(page, "Period")] == [True] * 5

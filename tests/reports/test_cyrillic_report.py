"""A report in Serbian Cyrillic: the Latin one letter by letter, in every file, and nothing left in Latin."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from lxml import html as lxml_html
from whole_report import WholeReport, all_runs, common_folder, fixed_words, made_once, project_copy, texts_of

from napeval.display.collation import sort_key
from napeval.display.cyrillic import in_cyrillic
from napeval.reports.request import read_request
from napeval.reports.run import run_report

LATIN, CYRILLIC = "sr", "sr-Cyrl"
CYCLE = "demo-small"
WORD = re.compile(r"[A-Za-zčćđšžČĆĐŠŽ]+")
IDENTIFIER = re.compile(r"\w+_\w+")
# Names, symbols and abbreviations that are no Serbian words.
STAYS = re.compile(r"[A-Z]{2,5}|[A-Z]\w*[A-Z]\w*|.|\w*[qwxyQWXY]\w*")


def make(place: Path) -> None:
    """The report of the synthetic plan in both scripts."""
    file = project_copy(place, CYCLE)
    text = file.read_text(encoding="utf-8")
    asked = re.sub(r"(?m)^languages:.*$", f"languages: [{LATIN}, {CYRILLIC}]", text)
    file.write_text(asked, encoding="utf-8")
    run_report(read_request(file))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> WholeReport:
    """The report in both scripts."""
    place = made_once(common_folder(tmp_path_factory) / "cyrillic-report", make)
    return WholeReport(read_request(place / "params" / CYCLE / "mid-term.yml"))


def own_words(found):
    """What the report says in words of its own."""
    words = [run["t"] for run in all_runs(found) if not run.get("q") and not run.get("c")]
    return [*words, *(text for block in found for text in fixed_words(block))]


def test_no_word_of_its_own_is_left_in_latin(both):
    left = {
        (word, text)
        for text in own_words(both.flat(CYRILLIC))
        for word in WORD.findall(IDENTIFIER.sub("", text))
        if not STAYS.fullmatch(word) and in_cyrillic(word) != word
    }
    assert left == set()


def test_it_says_what_the_latin_report_says(both):
    """Block by block, but for the annex of terms, which each script sorts by its own alphabet."""
    latin, cyrillic = (
        [block for block in both.flat(code) if block.get("id") not in ("tab-terms-used", "tab-abbreviations")]
        for code in (LATIN, CYRILLIC)
    )
    assert [block["kind"] for block in latin] == [block["kind"] for block in cyrillic]
    for one, other in zip(latin, cyrillic, strict=True):
        for left, right in zip(texts_of(one), texts_of(other), strict=True):
            assert [run.get("c") for run in left] == [run.get("c") for run in right]
            for before, after in zip(left, right, strict=True):
                if not before.get("q") and not before.get("c"):
                    assert in_cyrillic(before["t"]) == after["t"]


def test_wording_of_the_plan_is_in_cyrillic_too(both):
    written = {
        text
        for frame in both.inputs.cycle.tables.values()
        for column in frame.columns
        if column.endswith("_sr")
        for text in frame[column].dropna()
        if in_cyrillic(text) != text
    }
    quoted = {run["t"] for run in all_runs(both.flat(CYRILLIC)) if run.get("q")}
    assert len(quoted & {in_cyrillic(text) for text in written}) > 50
    assert quoted & written == set()


def test_terms_stand_in_the_order_of_each_alphabet(both):
    latin, cyrillic = (
        [row[0] for row in both.table(code, "tab-terms-used")[1:]] for code in (LATIN, CYRILLIC)
    )
    assert sorted(map(in_cyrillic, latin)) == sorted(cyrillic)
    assert latin.index("iznos") < latin.index("žrtva")
    assert latin == sorted(latin, key=lambda term: sort_key(term, LATIN))
    assert cyrillic == sorted(cyrillic, key=lambda term: sort_key(term, CYRILLIC))
    assert cyrillic.index("жртва") < cyrillic.index("износ")


def test_every_file_names_the_script(both):
    folder = both.folder / CYRILLIC
    page = lxml_html.parse(str(folder / "report.html")).getroot()
    assert page.get("lang") == "sr-Cyrl-RS"
    assert docx.Document(str(folder / "report.docx")).core_properties.language == "sr-Cyrl-RS"
    assert pypdf.PdfReader(folder / "report.pdf").trailer["/Root"]["/Lang"] == "sr-RS"


def test_the_pages_and_the_workbook_are_in_cyrillic(both):
    pages = pypdf.PdfReader(both.folder / CYRILLIC / "report.pdf").pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert "Средњорочнаевалуација" in text and "Извршнирезиме" in text
    assert "Srednjoročna" not in text
    book = openpyxl.load_workbook(both.folder / f"tables-{CYRILLIC}.xlsx", read_only=True)
    assert "Критеријуми" in book.sheetnames and "Садржај" in book.sheetnames

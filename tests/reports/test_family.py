"""Every report of both cycles, in three languages and all formats: what all members of the family keep to."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pypdf
import pytest
from family_reports import shipped
from lxml import etree
from lxml import html as lxml_html
from pages import page_texts
from whole_report import WholeReport, all_runs, fixed_words

from napeval.display.blocks import runs_of
from napeval.reports.collect import blocks_of
from napeval.reports.request import read_request
from napeval.reports.slots import SECTIONS, sections_of
from plans import PROJECT

REQUESTS = sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "params").rglob("*.yml"))
LANGUAGES = ("sq", "en", "sr")
DIGIT = re.compile(r"\d")
LEFT_OVER = re.compile(r"\{[^}]*\}|^(None|nan|NaT|<NA>)$")


@pytest.fixture(scope="session", params=REQUESTS)
def member(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> WholeReport:
    """One report after the other."""
    _, cycle, name = Path(request.param).parts
    return shipped(tmp_path_factory, cycle, name.removesuffix(".yml"))


def test_the_family_is_whole():
    """Each cycle has the evaluation reports, the review and both monitoring reports, in three languages."""
    asked = [read_request(PROJECT / path) for path in REQUESTS]
    for cycle in ("xk-2022-2024", "demo-2022-2024"):
        assert {one.notebook for one in asked if one.cycle == cycle} >= set(SECTIONS)
    assert {one.languages for one in asked} == {LANGUAGES}


def test_every_language_has_every_format(member):
    formats = member.request.formats
    for code in LANGUAGES:
        made = {path.suffix[1:] for path in (member.folder / code).iterdir()}
        assert made == {"ipynb", *formats} - {"xlsx"}
        assert (member.folder / f"tables-{code}.xlsx").is_file() == ("xlsx" in formats)


def test_the_languages_carry_identical_figures(member):
    """Block by block, of the same kind and identifier, the same claims as often."""
    shape = {
        code: [
            (block["kind"], block.get("id", ""), Counter(run["c"] for run in runs_of(block) if run.get("c")))
            for block in (emitted.block for emitted in blocks_of(member.notebooks[code]))
        ]
        for code in LANGUAGES
    }
    assert shape["en"] == shape["sq"]
    assert shape["en"] == shape["sr"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_figure_is_a_claim_as_its_language_prints_it(member, code):
    words, wrong = member.words(code), []
    for run in all_runs(member.flat(code)):
        if run.get("c"):
            claim = member.released.claim(run["c"])
            if run["t"] not in (words.show(claim), words.show(claim, unit=False)):
                wrong.append((run["c"], run["t"]))
        elif DIGIT.search(run["t"]) and not run.get("q"):
            wrong.append(("", run["t"]))
    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_over_of_templates_and_empty_cells(member, code):
    blocks = member.flat(code)
    texts = [*(run["t"] for run in all_runs(blocks)), *(text for one in blocks for text in fixed_words(one))]
    assert [text for text in texts if LEFT_OVER.search(text.strip())] == []


def test_the_text_sections_are_those_that_the_library_lists(member):
    objectives = member.inputs.cycle.tables["plan/objectives"]
    strategic = objectives.loc[objectives["level"] == "strategic", "objective_id"]
    asked = dict.fromkeys(question.criterion for question in member.inputs.matrix.questions)
    notebook = member.request.notebook
    listed = sections_of(notebook, strategic, asked) if notebook in SECTIONS else ()
    for code in LANGUAGES:
        assert [block["id"] for block in member.flat(code) if block["kind"] == "slot"] == list(listed)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_status_stands_on_every_page(member, code, require_tool):
    title = next(block for block in member.flat(code) if block["kind"] == "title")
    status, folder = title["status"], member.folder / code
    assert status
    if "pdf" in member.request.formats:
        pages = page_texts(require_tool("pdftotext"), folder / "report.pdf")
        assert len(pages) > 5
        assert [number for number, text in enumerate(pages, 1) if status not in text] == []
    if "html" in member.request.formats:
        page = lxml_html.parse(str(folder / "report.html")).getroot()
        assert status in page.xpath("string(//p[@class='running'])")
    document = docx.Document(str(folder / "report.docx"))
    assert document.paragraphs[0].text == status  # on the first page it stands above the title
    for section in document.sections:
        assert status in "\n".join(one.text for one in section.header.paragraphs)
    feet = sheet_feet(member.folder / f"tables-{code}.xlsx")
    assert len(feet) > 50
    assert [name for name, foot in feet.items() if status not in foot] == []


def sheet_feet(book):
    """What is printed at the foot of every sheet; read from the file itself, for whole books load slowly."""
    with zipfile.ZipFile(book) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return {name: etree.fromstring(package.read(name)).findtext(".//{*}oddFooter", "") for name in sheets}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_executive_summary_has_two_pages_at_most(member, code):
    headings = [block for block in member.flat(code) if block["kind"] == "heading" and block["level"] == 1]
    summary = [place for place, block in enumerate(headings) if block["id"] == "summary"]
    assert bool(summary) == (member.request.notebook in SECTIONS)
    if not summary:
        return
    reader = pypdf.PdfReader(member.folder / code / "report.pdf")
    starts = [reader.get_destination_page_number(one) for one in reader.outline if not isinstance(one, list)]
    names = [one.title for one in reader.outline if not isinstance(one, list)]
    place = next(number for number, name in enumerate(names) if headings[summary[0]]["text"] in name)
    assert starts[place + 1] - starts[place] <= 2

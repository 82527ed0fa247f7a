"""The files of the whole report: there, whole, and to be read by the programs that people open them with."""

from __future__ import annotations

import json
import re
import subprocess

import docx
import nbformat
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import html as lxml_html
from pages import ink_in_margin, page_pictures
from test_html import requests_of_page
from whole_report import LANGUAGES, PROJECT, spaced

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.release.catalogue import CATALOGUE
from napeval.reports.collect import blocks_of
from napeval.reports.notebooks import run_notebook

CODE_OF_THE_NOTEBOOK = ("open_report", "title_page(", "import ", "executive_summary(report)")
OF_OTHER_REPORTS = {
    "period_activities",
    "period_delivery",
    "period_indicators",
    "period_movement",
    "period_spending",
    "result_progress",
    "since_mid_term",
}
"""Results tables that an evaluation at mid-term has no use for: of a reporting period, or since mid-term."""
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|tmp|usr|var|work|Users|private|mnt)/|[A-Z]:\\\\")


def squeezed(text):
    """Without white space, hyphens and soft breaks, which depend on where lines end."""
    return "".join(re.sub("[-\u200b\u00ad\u2010]", "", text).split())


# --- the folder ----------------------------------------------------------------------------------------


def test_every_file_of_a_report_is_there_and_nothing_else(whole):
    found = {path.relative_to(whole.folder).as_posix() for path in whole.folder.rglob("*") if path.is_file()}
    wanted = {f"{code}/report.{end}" for code in LANGUAGES for end in ("html", "pdf", "docx", "ipynb")}
    wanted |= {f"tables-{code}.xlsx" for code in LANGUAGES}
    wanted |= {f"results/{name}.csv" for name in CATALOGUE.keys() - OF_OTHER_REPORTS} | {"manifest.json"}
    assert found == wanted
    named = {"achievement", "rollup", "delivery", "budget", "evaluability", "trends", "questions", "criteria"}
    assert named <= set(CATALOGUE)


def test_nothing_of_the_run_is_left_beside_the_report(whole):
    assert [path.name for path in whole.folder.parent.iterdir()] == [whole.folder.name]


def test_the_manifest_says_what_the_report_was_made_of(whole):
    manifest = json.loads((whole.folder / "manifest.json").read_text("utf-8"))
    assert manifest["parameters"]["cutoff"] == whole.request.cutoff.isoformat()
    assert manifest["data_status"] == whole.inputs.cycle.meta.data_status
    listed = {entry["path"]: entry["bytes"] for entry in manifest["files"]}
    sizes = {
        path.relative_to(whole.folder).as_posix(): path.stat().st_size
        for path in whole.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert listed == sizes
    closed = {entry["path"] for entry in manifest["inputs"] if entry.get("restricted")}
    assert ("monitoring/observations.csv" in closed) == (whole.request.cycle == "demo-small")
    assert all("sha256" not in entry for entry in manifest["inputs"] if entry["path"] in closed)


def test_no_file_names_this_machine(whole):
    named = [
        path.name
        for path in whole.folder.rglob("*")
        if path.suffix in (".csv", ".json", ".html", ".ipynb")
        and (MACHINE.search(path.read_text("utf-8")) or str(PROJECT) in path.read_text("utf-8"))
    ]
    assert named == []


# --- HTML ----------------------------------------------------------------------------------------------


@pytest.fixture
def page(whole, language):
    return lxml_html.parse(str(whole.folder / language / "report.html")).getroot()


def test_the_page_says_its_language_and_has_one_title(page, language):
    assert page.get("lang").split("-")[0] == language
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//nav//a")) > 40


def test_the_page_runs_no_script_and_loads_nothing(page):
    assert page.xpath("//script | //iframe | //object | //embed | //link[@href]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    loads = page.xpath("//@src | //@srcset | //@poster | //@data")
    assert loads and [load[:60] for load in loads if not load.startswith("data:image/png;base64,")] == []
    styles = " ".join(page.xpath("//style/text()"))
    assert "url(" not in styles and "@import" not in styles


def test_every_picture_has_words_and_every_table_a_caption(page, whole, language):
    figures = [block for block in whole.flat(language) if block["kind"] == "figure"]
    assert page.xpath("//img/@alt") == [block["alternative"] for block in figures]
    tables = [block for block in whole.flat(language) if block["kind"] == "table"]
    assert len(page.xpath("//main//table/caption")) == len(page.xpath("//main//table")) == len(tables)


def test_links_inside_the_page_arrive(page):
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href")} <= set(identifiers)


def test_the_page_shows_no_code(page):
    said = page.text_content()
    assert [code for code in CODE_OF_THE_NOTEBOOK if code in said] == []


def test_a_browser_shows_the_page_without_asking_anyone(whole, language, require_tool, tmp_path):
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    assert requests_of_page(chromium, whole.folder / language / "report.html", tmp_path) == set()


# --- PDF -----------------------------------------------------------------------------------------------


@pytest.fixture
def pdf(whole, language):
    return pypdf.PdfReader(whole.folder / language / "report.pdf")


def test_the_pdf_is_tagged_and_says_its_language(pdf, language):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == {"sq": "sq-AL", "en": "en-GB", "sr": "sr-RS"}[language]
    assert "/Outlines" in root


def test_the_pdf_holds_everything_from_the_first_table_to_the_last(pdf, whole, language):
    found = squeezed("".join(page.extract_text() for page in pdf.pages))
    tables = [block for block in whole.flat(language) if block["kind"] == "table"]
    captions = [squeezed(f"{t['label']} {''.join(run['t'] for run in t['caption'])}") for t in tables]
    assert [caption for caption in captions if caption not in found] == []
    # Lines of neighbouring cells mix in the text of a page, words do not.
    for cells in (tables[0]["rows"][0]["cells"], tables[-1]["rows"][-1]["cells"]):
        words = [word for cell in cells for run in cell for word in run["t"].split()]
        assert [word for word in words if squeezed(word) not in found] == []


def empty_pages(path, report, language):
    """Numbers of pages that hold nothing but banner, running head and page number."""
    (title,) = [block for block in report.flat(language) if block["kind"] == "title"]
    frame = {title["banner"], f"{title['title']} · {title['status']}"}
    pages = pypdf.PdfReader(path).pages
    return [
        number
        for number, page in enumerate(pages, start=1)
        if all(
            line.strip() in frame or re.fullmatch(rf"{number} ?/ ?{len(pages)}", line.strip())
            for line in page.extract_text().splitlines()
            if line.strip()
        )
    ]


def test_no_page_of_the_pdf_has_ink_in_its_margin_or_is_blank(whole, language, require_tool, tmp_path):
    pdf = whole.folder / language / "report.pdf"
    pages = page_pictures(require_tool("pdftoppm"), pdf, tmp_path / "pages")
    assert len(pages) > 20
    assert [number for number, page in enumerate(pages, start=1) if ink_in_margin(page)] == []
    assert empty_pages(pdf, whole, language) == []


# --- DOCX ----------------------------------------------------------------------------------------------


@pytest.fixture
def word(whole, language):
    return docx.Document(str(whole.folder / language / "report.docx"))


def test_the_word_file_is_built_of_word_styles(word, whole, language):
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "Note"} <= styles
    heads = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    wanted = [
        f"{block['number']} {block['text']}".strip()
        for block in whole.flat(language)
        if block["kind"] == "heading"
    ]
    assert [head for head in heads if head in wanted] == wanted


def test_the_word_file_has_contents_captions_and_page_numbers(word, whole, language):
    codes = [code.text.strip() for code in word.element.body.iter(qn("w:instrText"))]
    assert any(code.startswith('TOC \\o "1-3"') for code in codes)
    blocks = whole.flat(language)
    for kind, name in (("table", "Table"), ("figure", "Figure")):
        assert sum(code.startswith(f"SEQ {name}") for code in codes) == sum(b["kind"] == kind for b in blocks)
    feet = [code.text.strip() for code in word.sections[0].footer._element.iter(qn("w:instrText"))]
    assert feet == ["PAGE", "NUMPAGES"]
    entries = [p for p in word.paragraphs if p.style.name.lower().startswith("toc ")]
    assert len(entries) > 40


def test_the_word_file_shows_no_code(word):
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert [code for code in CODE_OF_THE_NOTEBOOK if code in said] == []


def test_another_word_processor_shows_the_word_file_whole(whole, language, require_tool, tmp_path):
    soffice, pdftoppm = require_tool("soffice", "libreoffice"), require_tool("pdftoppm")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    source = whole.folder / language / "report.docx"
    subprocess.run([*command, str(source)], check=True, timeout=300, capture_output=True)
    pages = page_pictures(pdftoppm, tmp_path / "report.pdf", tmp_path / "pages")
    assert len(pages) > 20
    assert [number for number, page in enumerate(pages, start=1) if ink_in_margin(page)] == []
    assert empty_pages(tmp_path / "report.pdf", whole, language) == []


# --- XLSX ----------------------------------------------------------------------------------------------


def test_the_workbook_has_a_sheet_for_every_table_and_no_formula(whole, language):
    book = openpyxl.load_workbook(whole.folder / f"tables-{language}.xlsx")
    assert TABLE_WORDS.keys() - OF_OTHER_REPORTS == set(whole.released.tables)
    words = whole.words(language)
    names = [words.translate(word) for name, word in TABLE_WORDS.items() if name not in OF_OTHER_REPORTS]
    assert book.sheetnames[1:] == [name[:31] for name in names]
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_a_figure_of_the_workbook_is_the_figure_of_the_results(real, language):
    book = openpyxl.load_workbook(real.folder / f"tables-{language}.xlsx", read_only=True)
    words = real.words(language)
    sheet, heading = book[words.translate(TABLE_WORDS["budget"])], words.translate(COLUMN_WORDS["amount"])
    rows = list(sheet.iter_rows(values_only=True))
    (place,) = {row.index(heading) for row in rows if heading in row}
    assert [row[place] for row in rows if row[-1] == "budget#plan|plan|all"] == [785359]


# --- the notebook --------------------------------------------------------------------------------------


def test_the_executed_notebook_keeps_its_code_and_its_parameters(whole, language):
    notebook = whole.notebooks[language]
    nbformat.validate(notebook)
    (injected,) = [cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert f'language = "{language}"' in injected.source
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    errors = [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type in ("error", "stream")
    ]
    assert errors == []


def test_the_executed_notebook_runs_again_where_it_stands(demo, monkeypatch):
    """In an ordinary kernel, as JupyterLab would run it from its own folder."""
    place = demo.folder / "sq"
    monkeypatch.chdir(place)
    again = run_notebook("report.ipynb", None, {}, engine="kernel")
    assert blocks_of(again) == demo.blocks["sq"]


def test_the_notebook_of_the_project_computes_by_itself(real, monkeypatch):
    """With its default parameters, in an ordinary kernel, it gives the English report of the real plan."""
    monkeypatch.chdir(real.request.root / "notebooks")
    alone = run_notebook("mid_term_evaluation.ipynb", None, {}, engine="kernel")
    assert blocks_of(alone) == real.blocks["en"]


def test_notebooks_of_the_project_hold_no_results():
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        assert [cell for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")] == []


# --- marks of the data ---------------------------------------------------------------------------------


def banner_of(report, language):
    (title,) = [block for block in report.flat(language) if block["kind"] == "title"]
    return title["banner"], title["footnote"]


def test_invented_data_are_marked_on_every_page_and_sheet(demo, language):
    banner, _ = banner_of(demo, language)
    assert {"sq": "sintetik", "en": "ynthetic", "sr": "intetičk"}[language] in banner
    page = lxml_html.parse(str(demo.folder / language / "report.html")).getroot()
    assert page.xpath("string(//aside[@class='marking'])").strip() == banner
    pdf = pypdf.PdfReader(demo.folder / language / "report.pdf")
    unmarked = [
        number
        for number, each in enumerate(pdf.pages, start=1)
        if squeezed(banner) not in squeezed(each.extract_text())
    ]
    assert unmarked == []
    sections = docx.Document(str(demo.folder / language / "report.docx")).sections
    for header in (sections[0].header, sections[0].first_page_header):
        assert banner in [paragraph.text for paragraph in header.paragraphs]
    assert all(section.header.is_linked_to_previous for section in list(sections)[1:])
    book = openpyxl.load_workbook(demo.folder / f"tables-{language}.xlsx", read_only=True)
    tops = {sheet.title: next(sheet.iter_rows(max_row=1, values_only=True)) for sheet in book}
    assert [title for title, row in tops.items() if banner not in row] == []


def test_real_data_carry_no_mark_of_invention(real, language):
    assert banner_of(real, language) == ("", "")
    page = lxml_html.parse(str(real.folder / language / "report.html")).getroot()
    assert page.xpath("//aside[@class='marking'] | //*[@class='designation']") == []


def test_the_note_on_the_name_of_a_territory_is_printed_where_it_is_set(demo, language):
    _, note = banner_of(demo, language)
    assert note == demo.inputs.cycle.meta.designation_note[language]
    page = lxml_html.parse(str(demo.folder / language / "report.html")).getroot()
    assert page.xpath("string(//p[@class='designation'])") == note
    pdf = pypdf.PdfReader(demo.folder / language / "report.pdf")
    assert squeezed(note) in squeezed(pdf.pages[0].extract_text())
    word = docx.Document(str(demo.folder / language / "report.docx"))
    assert note in [paragraph.text for paragraph in word.paragraphs]


def test_what_the_evaluator_has_still_to_write_is_seen(whole, language):
    words = whole.words(language).translate("To be written by the evaluator")
    slots = [block for block in whole.flat(language) if block["kind"] == "slot"]
    open_slots = [block["id"] for block in slots if not block["written"]]
    page = lxml_html.parse(str(whole.folder / language / "report.html")).getroot()
    assert page.xpath("//section[contains(@class, 'unwritten')]/@data-slot") == open_slots
    said = spaced(page.text_content())
    assert said.count(words) == len(open_slots) > 10
    written = {block["id"] for block in slots if block["written"]}
    assert ("executive_summary" in written) == (whole.request.cycle == "demo-small")

"""The Word report."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from pages import ink_in_margin, is_blank, page_pictures
from sample_report import (
    BANNER,
    HOSTILE,
    INFO,
    figure_block,
    notebook_of,
    odd_outputs,
    output_of,
    sample_notebook,
    text,
)

from napeval.display import blocks
from napeval.reports.collect import blocks_of
from napeval.reports.docx import docx_bytes, write_docx
from napeval.reports.docx_parts import bookmark_name, printable, with_fixed_times


@pytest.fixture(scope="module")
def sample_docx(tmp_path_factory):
    path = tmp_path_factory.mktemp("docx") / "report.docx"
    write_docx(blocks_of(sample_notebook()), INFO, path)
    return path


@pytest.fixture(scope="module")
def document(sample_docx):
    return docx.Document(str(sample_docx))


def styles_of(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def test_the_same_blocks_give_the_same_bytes(sample_docx):
    assert docx_bytes(blocks_of(sample_notebook()), INFO) == sample_docx.read_bytes()


def test_entries_of_the_package_have_one_fixed_time(sample_docx):
    with zipfile.ZipFile(sample_docx) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_each_block_has_its_word_style(document):
    found = styles_of(document)
    for expected in (
        ("Title", "Vlerësimi afatmesëm i planit të veprimit kundër trafikimit me njerëz 2022–2024"),
        ("Subtitle", "Raporti i vlerësimit të jashtëm"),
        ("Heading 1", "1 Përmbledhje"),
        ("Heading 2", "2.1 Shtylla 1"),
        ("Heading 3", "Hollësi"),
        ("Lead", "Gjysma e rrugës është bërë; mbrojtja mbetet prapa."),
        ("Finding", "Gjetja: raportimi është i pjesshëm."),
        ("List Bullet", "Çfarë ka ndryshuar?"),
        ("List Number", "Pastaj gjykohen."),
        ("Caption", "Tabela 1  Aktivitetet dhe shpenzimet"),
        ("Note", "Shuma në euro."),
        ("Source", "Burimi: Strategjia 2022–2026."),
        ("Normal", HOSTILE),
        ("To be written", "Për t'u shkruar: përfundimet për qëndrueshmërinë."),
    ):
        assert expected in found


def test_contents_are_filled_in_and_link_to_headings(document):
    entries = [
        paragraph for paragraph in document.paragraphs if paragraph.style.name.lower().startswith("toc ")
    ]
    assert [entry.text for entry in entries][:3] == ["1 Përmbledhje", "1.1 Pyetjet e vlerësimit", "2 Zbatimi"]
    codes = [code.text for code in document.element.body.iter(qn("w:instrText"))]
    assert ' TOC \\o "1-3" \\h \\z \\u ' in codes
    anchors = {link.get(qn("w:anchor")) for entry in entries for link in entry._p.iter(qn("w:hyperlink"))}
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert len(anchors) == len(entries)
    assert anchors <= bookmarks


def test_bookmarks_open_and_close_in_pairs(document):
    body = document.element.body
    starts = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    ends = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    assert sorted(starts) == sorted(ends)
    assert len(starts) == len(set(starts))


def test_a_slot_stands_between_its_bookmarks(document):
    inside, texts = False, []
    for child in document.element.body:
        if child.tag == qn("w:bookmarkStart") and child.get(qn("w:name")) == "slot_impact_context":
            inside, number = True, child.get(qn("w:id"))
        elif inside and child.tag == qn("w:bookmarkEnd") and child.get(qn("w:id")) == number:
            break
        elif inside:
            texts.append("".join(piece.text for piece in child.iter(qn("w:t"))))
    assert texts == ["Fjalët e vlerësueses: qasja ka qenë e qëndrueshme. " + HOSTILE, "një pikë"]


def captions(*labels):
    outputs = []
    for number, label in enumerate(labels):
        column, row = [blocks.TableColumn("a")], [blocks.TableRow([text("1")])]
        table = blocks.table(column, row, identifier=f"t{number}", caption=text("x"), label=label)
        outputs.append(output_of(table))
    made = docx.Document(io.BytesIO(docx_bytes(blocks_of(notebook_of(outputs)), INFO)))
    codes = [code.text.strip() for code in made.element.body.iter(qn("w:instrText"))]
    return codes, [paragraph.text for paragraph in made.paragraphs if paragraph.style.name == "Caption"]


def test_captions_are_counted_by_word():
    assert captions("Tabela 1", "Tabela 2") == (
        ["SEQ Table \\* ARABIC", "SEQ Table \\* ARABIC"],
        ["Tabela 1  x", "Tabela 2  x"],
    )


def test_a_caption_out_of_order_restarts_the_count_and_one_without_number_has_none():
    codes, shown = captions("Tabela 3", "Tabela A", "Tabela 4")
    assert codes == ["SEQ Table \\* ARABIC \\r 3", "SEQ Table \\* ARABIC"]
    assert shown == ["Tabela 3  x", "Tabela A  x", "Tabela 4  x"]


def test_pictures_have_alternative_text(document):
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [figure_block(1)["alternative"], figure_block(2)["alternative"]]


def test_tables_repeat_their_heading_and_keep_rows_whole(document):
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert table.style.name == "Report Table"
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in others)
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)


def test_column_widths_fill_the_page_and_agree_with_the_cells(document):
    for table, text_width_cm in zip(document.tables, (16.2, 24.9), strict=True):
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(grid) / 20 == pytest.approx(text_width_cm / 2.54 * 72, abs=1)
        cells = [int(cell.tcPr.tcW.get(qn("w:w"))) for cell in table._tbl.tr_lst[0].tc_lst]
        assert cells == pytest.approx(grid, abs=1)


def test_a_wide_table_has_a_landscape_section(document):
    assert [section.orientation for section in document.sections] == [0, 1, 0]
    assert document.sections[1].page_width > document.sections[1].page_height


def test_banner_and_running_head_stand_in_the_headers(document):
    first = document.sections[0]
    assert [p.text for p in first.first_page_header.paragraphs] == [BANNER]
    assert [p.text for p in first.header.paragraphs] == [BANNER, INFO.running_head]
    assert all(
        section.header.is_linked_to_previous for section in document.sections[1:] if section is not first
    )
    codes = [code.text.strip() for code in first.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_without_a_banner_the_running_head_is_alone():
    made = docx.Document(io.BytesIO(docx_bytes([], replace(INFO, banner=""))))
    assert [p.text for p in made.sections[0].header.paragraphs] == [INFO.running_head]


@pytest.mark.parametrize(("language", "tag"), [("sq", "sq-AL"), ("en", "en-GB"), ("sr", "sr-Latn-RS")])
def test_language_and_properties(language, tag):
    made = docx.Document(io.BytesIO(docx_bytes([], replace(INFO, language=language))))
    (found,) = made.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert found.get(qn("w:val")) == tag
    properties = made.core_properties
    assert (properties.title, properties.author, properties.language) == (INFO.title, INFO.author, tag)
    assert properties.created == properties.modified == datetime(2023, 12, 31, tzinfo=UTC)
    assert properties.comments == ""


def test_every_ordered_list_begins_at_one(document):
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
    ]
    assert len(numbers) == 4
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_bookmark_names_are_short_and_differ():
    assert bookmark_name("slot", "impact.context") == "slot_impact_context"
    long = [bookmark_name("slot", "x" * 50 + ending) for ending in "ab"]
    assert long[0] != long[1]
    assert all(re.fullmatch(r"\w{1,40}", name, re.ASCII) for name in [*long, bookmark_name("slot", "ë ç")])


def test_control_characters_are_left_out():
    assert printable("a\x00b\x0bc\td") == "abc\td"


def test_rewriting_twice_changes_nothing(sample_docx):
    once = with_fixed_times(sample_docx.read_bytes())
    assert with_fixed_times(once) == once


def test_another_word_processor_shows_all_of_it(sample_docx, require_tool, tmp_path):
    soffice, pdftoppm = require_tool("soffice", "libreoffice"), require_tool("pdftoppm")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(sample_docx),
    ]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    pages = page_pictures(pdftoppm, tmp_path / "report.pdf", tmp_path / "pages")
    assert len(pages) >= 8
    assert [number for number, page in enumerate(pages, start=1) if ink_in_margin(page)] == []
    assert [number for number, page in enumerate(pages, start=1) if is_blank(page)] == []


def test_blocks_with_nothing_in_them_are_written():
    made = docx.Document(io.BytesIO(docx_bytes(blocks_of(notebook_of(odd_outputs())), INFO)))
    assert [len(table.columns) for table in made.tables] == [1, 12]
    assert len(made.sections) == 1

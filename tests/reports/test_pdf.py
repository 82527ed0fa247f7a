"""The PDF report."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest
from pages import ink_in_margin, is_blank, page_pictures
from sample_report import (
    BANNER,
    HOSTILE,
    INFO,
    figure_block,
    notebook_of,
    odd_outputs,
    output_of,
    picture,
    sample_notebook,
)

from napeval.reports.collect import blocks_of
from napeval.reports.pdf import pdf_bytes, png_size, write_pdf


@pytest.fixture(scope="module")
def sample_pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(blocks_of(sample_notebook()), INFO, path)
    return path


@pytest.fixture(scope="module")
def reader(sample_pdf):
    return pypdf.PdfReader(sample_pdf)


def squeezed(text):
    """Without white space and invisible breaks, which depend on where lines end."""
    return "".join(text.replace("\u200b", "").split())


def whole_text(reader):
    return squeezed("".join(page.extract_text() for page in reader.pages))


def test_the_same_blocks_give_the_same_bytes(sample_pdf):
    assert pdf_bytes(blocks_of(sample_notebook()), INFO) == sample_pdf.read_bytes()


def test_texts_of_every_kind_of_block_are_there(reader):
    found = whole_text(reader)
    for words in (
        "Vlerësimi afatmesëm i planit të veprimit kundër trafikimit",
        "Ky emërtim nuk paragjykon",
        "Gjetja: raportimi është i pjesshëm.",
        "Së pari, lexohen të dhënat.",
        "Tabela 1 Aktivitetet dhe shpenzimet",
        "Një qelizë e zbrazët nuk është zero.",
        "1 234 567,00",
        "Figura 2 Aktivitetet e përfunduara",
        "Fjalët e vlerësueses",
        "Për t'u shkruar",
    ):
        assert squeezed(words) in found
    assert "nukduhettëshihet" not in found


def test_hostile_text_is_text(reader):
    assert whole_text(reader).count(squeezed(HOSTILE)) >= 2


def test_it_is_tagged_and_says_what_it_is(reader):
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sq-AL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()
    assert reader.metadata.title == INFO.title
    assert reader.metadata.author == INFO.author
    assert reader.metadata.creation_date == datetime(2023, 12, 31, tzinfo=UTC)


def structure(node, found):
    """Every structure element as (tag, alternative text)."""
    node = node.get_object()
    if isinstance(node, pypdf.generic.DictionaryObject):
        if "/S" in node:
            found.append((node["/S"], node.get("/Alt")))
        if "/K" in node:
            structure(node["/K"], found)
    elif isinstance(node, pypdf.generic.ArrayObject):
        for child in node:
            structure(child, found)
    return found


def test_headings_tables_and_figures_carry_tags(reader):
    found = structure(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    tags = [tag for tag, _ in found]
    assert tags.count("/Table") == 2
    assert tags.count("/THead") >= 2
    assert tags.count("/H1") == 5  # contents, three chapters and the annex
    alternatives = [alt for tag, alt in found if tag == "/Figure" and alt]
    assert alternatives == [figure_block(1)["alternative"], figure_block(2)["alternative"]]


def test_the_contents_are_links_with_page_numbers(reader):
    contents = reader.pages[1]
    text = contents.extract_text()
    assert "Përmbajtja" in text
    assert "Shtylla 2" in text
    assert len(contents["/Annots"]) >= 7
    assert [item.title for item in reader.outline if not isinstance(item, list)][-1] == "Shtojcë"


def test_banner_head_and_number_on_every_page(reader):
    count = len(reader.pages)
    assert count >= 8
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert BANNER in text
        if number > 1:
            assert INFO.running_head in text
            assert f"{number} / {count}" in text


def test_without_a_banner_none_is_printed():
    outputs = [output_of(figure_block(1), picture())]
    data = pdf_bytes(blocks_of(notebook_of(outputs)), replace(INFO, banner=""))
    assert b"%PDF" in data[:8]
    assert "SINTETIKE" not in whole_text(pypdf.PdfReader(io.BytesIO(data)))


def test_the_heading_of_a_long_table_repeats(reader):
    pages = [page.extract_text() for page in reader.pages]
    assert sum("Përgjegjësi" in text for text in pages) >= 3
    assert sum("Tabela 1" in text for text in pages) == 1


def test_a_wide_table_stands_on_a_landscape_page(reader):
    landscape = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert len(landscape) == 1
    assert "Mesatarja" in landscape[0].extract_text()


def test_fonts_are_embedded(reader):
    fonts = {
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontName"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all(name.startswith(("LibertinusSerif", "DejaVu")) for name in fonts)


def test_nothing_runs_off_the_page(sample_pdf, require_tool, tmp_path):
    pages = page_pictures(require_tool("pdftoppm"), sample_pdf, tmp_path / "pages")
    assert len(pages) >= 8
    assert [number for number, page in enumerate(pages, start=1) if ink_in_margin(page)] == []
    assert [number for number, page in enumerate(pages, start=1) if is_blank(page)] == []


@pytest.mark.parametrize("language", ["sq", "en", "sr"])
def test_every_report_language_can_be_set(language):
    blocks = blocks_of(notebook_of([output_of(figure_block(1), picture())]))
    data = pdf_bytes(blocks, replace(INFO, language=language))
    found = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/Lang"]
    assert found == {"sq": "sq-AL", "en": "en-GB", "sr": "sr-RS"}[language]


def test_a_picture_that_is_no_png_is_refused():
    assert png_size(picture(960, 480)) == (960, 480)
    with pytest.raises(ValueError, match="the picture of a figure is not a PNG"):
        png_size(b"GIF89a")


def test_blocks_with_nothing_in_them_are_written():
    data = pdf_bytes(blocks_of(notebook_of(odd_outputs())), replace(INFO, banner="", running_head=""))
    found = whole_text(pypdf.PdfReader(io.BytesIO(data)))
    assert "TabelaX" in found
    assert "Mesatarja" in found

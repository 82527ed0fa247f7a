"""The report on the complete synthetic cycle is made whole, and every page of it says that it is invented."""

from __future__ import annotations

import docx
import openpyxl
import pypdf
from lxml import html as lxml_html

from napeval.display.languages import Language
from napeval.reports.report import SYNTHETIC


def squeezed(text):
    """Without blanks, which a page breaks where it likes."""
    return "".join(text.split())


def test_every_page_and_sheet_says_that_the_data_are_invented(complete):
    folder = complete.folder
    for code in ("sq", "en"):
        banner = Language(code).translate(SYNTHETIC)
        page = lxml_html.parse(str(folder / code / "report.html")).getroot()
        assert page.xpath("string(//aside[@class='marking'])").strip() == banner
        pages = pypdf.PdfReader(folder / code / "report.pdf").pages
        assert len(pages) > 40
        unmarked = [
            number
            for number, one in enumerate(pages, 1)
            if squeezed(banner) not in squeezed(one.extract_text())
        ]
        assert unmarked == []
        first = docx.Document(str(folder / code / "report.docx")).sections[0]
        for header in (first.header, first.first_page_header):
            assert banner in [paragraph.text for paragraph in header.paragraphs]
        book = openpyxl.load_workbook(folder / f"tables-{code}.xlsx", read_only=True)
        tops = {sheet.title: next(sheet.iter_rows(max_row=1, values_only=True)) for sheet in book}
        assert [title for title, row in tops.items() if banner not in row] == []

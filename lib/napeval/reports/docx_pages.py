"""Pages of the Word report: margins, running head, banner, page numbers, and landscape sections."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm

from napeval.reports.document import DocumentInfo
from napeval.reports.docx_parts import add_field, printable

_MARGINS_CM = {"left": 2.5, "right": 2.3, "top": 2.8, "bottom": 2.3}
_SHORT_CM, _LONG_CM = 21.0, 29.7
PORTRAIT_WIDTH_CM = _SHORT_CM - _MARGINS_CM["left"] - _MARGINS_CM["right"]
LANDSCAPE_WIDTH_CM = _LONG_CM - _MARGINS_CM["left"] - _MARGINS_CM["right"]


def set_first_section(document: Any, info: DocumentInfo) -> None:
    """A4 with the banner on every page; running head and page number on all but the title page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_SHORT_CM), Cm(_LONG_CM)
    for side, width in _MARGINS_CM.items():
        setattr(section, f"{side}_margin", Cm(width))
    section.header_distance, section.footer_distance = Cm(1.1), Cm(1.1)
    section.different_first_page_header_footer = True
    _fill_header(section.first_page_header, info, running_head=False)
    _fill_header(section.header, info, running_head=True)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(footer, "PAGE", "1")
    footer.add_run(" / ")
    add_field(footer, "NUMPAGES", "1")


def _fill_header(header: Any, info: DocumentInfo, *, running_head: bool) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    if info.banner:
        paragraph.style = "Banner"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(printable(info.banner))
    if running_head:
        if info.banner:
            paragraph = header.add_paragraph(style="Header")
        paragraph.add_run(printable(info.running_head))


def turn_page(document: Any, *, landscape: bool) -> None:
    """Begin a section on a new page, landscape or portrait, with the same head and foot."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG_CM, _SHORT_CM) if landscape else (_SHORT_CM, _LONG_CM)
    section.page_width, section.page_height = Cm(width), Cm(height)
    # Only the first section has a title page.
    section.different_first_page_header_footer = False
    _shrink_section_end(document)


def _shrink_section_end(document: Any) -> None:
    """The empty paragraph that ends a section must not fall on a page of its own."""
    properties = document.element.body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")[-1]
    properties.getparent().getparent().style = document.styles["Spacer"].style_id

"""The look of the Word report, all of it in Word styles that its reader can change."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from napeval.reports.docx_parts import element

ACCENT, INK, QUIET, AMBER_INK = "1F4568", "1B2430", "55606E", "694400"
TINT, AMBER, HAIRLINE = "EEF2F6", "FDF1D3", "C3CAD3"
FONT = "Calibri"
TABLE_STYLE = "Report Table"

# name, based on, size in pt, colour, bold, italic, space before and after in pt, kept with the next paragraph
_PARAGRAPH_STYLES = (
    ("Normal", None, 10.5, INK, False, False, 0, 7, False),
    ("Title", "Normal", 27, ACCENT, True, False, 0, 8, False),
    ("Subtitle", "Normal", 14, INK, False, False, 0, 14, False),
    ("Heading 1", "Normal", 18, ACCENT, True, False, 24, 9, True),
    ("Heading 2", "Normal", 14, ACCENT, True, False, 18, 6, True),
    ("Heading 3", "Normal", 12, ACCENT, True, False, 14, 5, True),
    ("Heading 4", "Normal", 10.5, ACCENT, True, True, 11, 4, True),
    ("Caption", "Normal", 9.5, INK, False, False, 12, 5, True),
    ("Header", "Normal", 8, QUIET, False, False, 0, 2, False),
    ("Footer", "Normal", 8.5, QUIET, False, False, 0, 0, False),
    ("List Bullet", "Normal", 10.5, INK, False, False, 0, 4, False),
    ("List Number", "Normal", 10.5, INK, False, False, 0, 4, False),
    ("Contents Heading", "Normal", 18, ACCENT, True, False, 0, 10, True),
    ("Status", "Normal", 10, QUIET, False, False, 150, 10, False),
    ("Fact", "Normal", 10, INK, False, False, 0, 4, False),
    ("Lead", "Normal", 12, ACCENT, False, False, 0, 9, False),
    ("Note", "Normal", 8.5, QUIET, False, False, 3, 3, False),
    ("Source", "Normal", 8.5, QUIET, False, True, 2, 6, False),
    ("Finding", "Normal", 10.5, INK, False, False, 6, 8, False),
    ("Warning", "Normal", 10.5, AMBER_INK, False, False, 6, 8, False),
    ("To be written", "Normal", 10.5, AMBER_INK, False, False, 6, 8, False),
    ("Banner", "Normal", 8.5, AMBER_INK, True, False, 0, 3, False),
    ("Designation", "Normal", 8.5, QUIET, False, False, 30, 0, False),
    ("Figure", "Normal", 10.5, INK, False, False, 12, 2, True),
    ("Table Text", "Normal", 9, INK, False, False, 2, 2, False),
    ("Table Heading", "Table Text", 9, ACCENT, True, False, 2, 2, True),
    ("Table Text Small", "Table Text", 8, INK, False, False, 2, 2, False),
    ("Table Heading Small", "Table Heading", 8, ACCENT, True, False, 2, 2, True),
    ("Spacer", "Normal", 4, INK, False, False, 0, 0, False),
    ("TOC 1", "Normal", 10.5, ACCENT, True, False, 6, 2, False),
    ("TOC 2", "Normal", 10.5, INK, False, False, 0, 2, False),
    ("TOC 3", "Normal", 10, QUIET, False, False, 0, 2, False),
)

# style: (side line or full box, fill)
_BOXES = {
    "Finding": ("left", ACCENT, TINT),
    "Warning": ("left", AMBER_INK, AMBER),
    "To be written": ("box", AMBER_INK, "FAF7EE"),
    "Banner": ("none", AMBER_INK, AMBER),
}


def define_styles(document: Any, language_tag: str) -> None:
    """Give the document our paragraph and table styles and its language."""
    for name, based_on, size, colour, bold, italic, before, after, keep in _PARAGRAPH_STYLES:
        style = _paragraph_style(document, name)
        if based_on:
            style.base_style = document.styles[based_on]
        _set_font(style, size, colour, bold, italic)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.keep_with_next = keep
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
        style.hidden, style.quick_style = False, True
    document.styles["Normal"].paragraph_format.line_spacing = 1.12
    document.styles["Normal"].paragraph_format.widow_control = True
    for name, (kind, line, fill) in _BOXES.items():
        _set_box(document.styles[name], kind, line, fill)
    for level, indent in ((1, 0.0), (2, 0.6), (3, 1.2)):
        _set_contents_line(document.styles[f"TOC {level}"], indent)
    _define_table_style(document)
    _set_language(document, language_tag)


def _paragraph_style(document: Any, name: str) -> Any:
    try:
        return document.styles[name]
    except KeyError:
        return document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("TOC "))


def _set_font(style: Any, size: float, colour: str, bold: bool, italic: bool) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold, italic
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):  # theme fonts of the empty document would win over ours
        del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _set_box(style: Any, kind: str, line: str, fill: str) -> None:
    properties = style.element.get_or_add_pPr()
    if kind != "none":
        sides = ("left",) if kind == "left" else ("top", "left", "bottom", "right")
        value, size = ("single", "24") if kind == "left" else ("dashed", "8")
        border = element("w:pBdr")
        for side in sides:
            border.append(element(f"w:{side}", val=value, sz=size, space="6", color=line))
        properties.insert_element_before(
            border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.3)
    shade = element("w:shd", val="clear", color="auto", fill=fill)
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _set_contents_line(style: Any, indent: float) -> None:
    style.paragraph_format.left_indent = Cm(indent)
    style.paragraph_format.tab_stops.add_tab_stop(Cm(16.2), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _define_table_style(document: Any) -> None:
    rule = f'w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
            f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/>'
            '<w:uiPriority w:val="99"/><w:qFormat/>'
            "<w:tblPr><w:tblBorders>"
            f"<w:top {rule}/><w:bottom {rule}/>"
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"/>'
            '</w:tblBorders><w:tblCellMar><w:left w:w="75" w:type="dxa"/><w:right w:w="75" w:type="dxa"/>'
            '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
            f"<w:tcBorders><w:top {rule}/><w:bottom {rule}/></w:tcBorders>"
            '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )


def _set_language(document: Any, language_tag: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language_tag, eastAsia=language_tag))

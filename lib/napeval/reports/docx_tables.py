"""Tables of the Word report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from napeval.display.blocks import Block
from napeval.reports.columns import column_widths, with_soft_breaks
from napeval.reports.docx_parts import element
from napeval.reports.docx_styles import ACCENT, TABLE_STYLE, TINT

_ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_PADDING = 8.0  # points, left and right of a cell together
_CHARACTER = 0.58  # mean width of a character of the font in em; what stands in for Calibri is often wider
_TWENTIETHS = 20  # Word counts widths in twentieths of a point
_SPLIT_ROW_FROM = 900  # characters in a cell from which a row may run over a page end

AddRuns = Callable[[Any, Sequence[Mapping[str, Any]]], None]


def add_table(document: Any, block: Block, *, text_width: float, add_runs: AddRuns) -> None:
    """Add a table whose heading repeats on each page and whose rows stay whole.

    text_width: width of the page's text area in points. add_runs writes runs into a paragraph.
    """
    small = len(block["columns"]) > 6
    size = 8.0 if small else 9.0
    widths = column_widths(block, available=text_width, character=size * _CHARACTER, padding=_PADDING)
    limits = [int((width - _PADDING) / (size * _CHARACTER)) for width in widths]
    table = document.add_table(rows=len(block["rows"]) + 1, cols=len(widths))
    table.style = TABLE_STYLE
    _set_layout(table, widths, block)
    ending = " Small" if small else ""
    # Setting a style by its name makes python-docx look through all styles: slow in thousands of cells.
    head_style, cell_style = (
        document.styles[name + ending].style_id for name in ("Table Heading", "Table Text")
    )
    # Cells are read once: python-docx works out the whole grid at every access.
    rows = [list(row.tc_lst) for row in table._tbl.tr_lst]
    for column, cell, limit, width in zip(block["columns"], rows[0], limits, widths, strict=True):
        label = [{"t": with_soft_breaks(column["label"], limit)}]
        _fill(document, cell, label, head_style, column["align"], width, add_runs)
    for row, cells in zip(block["rows"], rows[1:], strict=True):
        for content, column, cell, limit, width in zip(
            row["cells"], block["columns"], cells, limits, widths, strict=True
        ):
            broken = [
                {**run, "t": with_soft_breaks(run["t"], limit), "b": run.get("b") or bool(row["style"])}
                for run in content
            ]
            _fill(document, cell, broken, cell_style, column["align"], width, add_runs)
            if row["style"]:
                _shade(cell, row["style"])
    _set_rows(table, block)


def _set_layout(table: Any, widths: Sequence[float], block: Block) -> None:
    table.autofit = False
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for name, value in (("firstColumn", "0"), ("noVBand", "1"), ("noHBand", "1"), ("firstRow", "1")):
            look.set(qn(f"w:{name}"), value)
    total = properties.find(qn("w:tblW"))
    if total is not None:
        total.set(qn("w:type"), "dxa")
        total.set(qn("w:w"), str(round(sum(widths) * _TWENTIETHS)))
    # What a screen reader says of the table.
    properties.append(element("w:tblCaption", val=block["label"]))
    for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        grid.set(qn("w:w"), str(round(width * _TWENTIETHS)))


def _fill(
    document: Any,
    cell: Any,
    runs: Sequence[Mapping[str, Any]],
    style: str,
    align: str,
    width: float,
    add_runs: AddRuns,
) -> None:
    cell.get_or_add_tcPr().get_or_add_tcW().width = Pt(width)
    paragraph = Paragraph(cell.p_lst[0], document._body)
    paragraph._p.style = style
    if align != "left":
        paragraph.alignment = _ALIGNMENT[align]
    add_runs(paragraph, runs)


def _shade(cell: Any, style: str) -> None:
    properties = cell.get_or_add_tcPr()
    if style == "total":
        borders = element("w:tcBorders")
        borders.append(element("w:top", val="single", sz="8", space="0", color=ACCENT))
        properties.append(borders)
    properties.append(element("w:shd", val="clear", color="auto", fill=TINT))


def _set_rows(table: Any, block: Block) -> None:
    """Repeat the heading, keep rows whole, and a group heading with the row under it."""
    rows = list(table._tbl.tr_lst)
    rows[0].get_or_add_trPr().append(element("w:cantSplit"))
    rows[0].get_or_add_trPr().append(element("w:tblHeader"))
    for row, xml in zip(block["rows"], rows[1:], strict=True):
        if max((sum(len(run["t"]) for run in cell) for cell in row["cells"]), default=0) <= _SPLIT_ROW_FROM:
            xml.get_or_add_trPr().append(element("w:cantSplit"))
        if row["style"] == "group":
            _set_group(row, xml)


def _set_group(row: Mapping[str, Any], xml: Any) -> None:
    for cell in xml.tc_lst:
        cell.p_lst[0].get_or_add_pPr().append(element("w:keepNext"))
    if any(run["t"] for cell in row["cells"][1:] for run in cell):
        return
    first, *others = xml.tc_lst
    first.width = sum(cell.width for cell in xml.tc_lst)
    for cell in others:
        xml.remove(cell)
    first.grid_span = len(others) + 1

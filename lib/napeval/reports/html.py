"""The report as one self-contained web page: no script, nothing loaded from outside."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.templateexporter import TemplateExporter
from traitlets.config import Config

from napeval.display.blocks import Block
from napeval.display.blocks import html as block_html
from napeval.reports.collect import EmittedBlock, blocks_of, flattened, headings
from napeval.reports.columns import with_soft_breaks
from napeval.reports.document import DocumentInfo
from napeval.reports.html_traces import TITLE, TRACES, Traces
from napeval.reports.tracing import Tracer

_TABLE_START = re.compile(
    r'(<div class="table" id="[^"]*">)<table>(<caption><span class="label">)([^<]*)(</span>)'
)


_LONE_GROUP = re.compile(
    r'(<tr class="group"><td class="\w+")(>(?:(?!</td>).)*</td>)((?:<td class="\w+"></td>)+)</tr>', re.S
)
_LONGEST_WORD = (
    28  # characters; a longer one in a table may be parted, so that it does not push the columns apart
)


def write_html(
    notebook: nbformat.NotebookNode, info: DocumentInfo, path: Path, tracer: Tracer | None = None
) -> None:
    """Write the blocks that the executed notebook emits as a web page.

    tracer: leads from the figures to their rows; without one they are no links.
    Code, inputs, streams and plain results are not shown. Every text is escaped, pictures are part of the
    file, and a Content-Security-Policy forbids scripts and outside loads. The same notebook gives the same
    bytes.
    Raises BlockError for a block that cannot be shown, and KeyError for a figure that is not released.
    """
    path.write_text(html_text(notebook, info, tracer), encoding="utf-8", newline="\n")


def html_text(notebook: nbformat.NotebookNode, info: DocumentInfo, tracer: Tracer | None = None) -> str:
    """The web page of an executed notebook, as text."""
    blocks = blocks_of(notebook)
    traces = None if tracer is None else Traces(tracer)
    titles = [each.block for each in blocks if each.block["kind"] == "title"]
    contents = [each.block["title"] for each in blocks if each.block["kind"] == "contents"]
    page = {
        "info": info,
        "title": "".join(_linked(block_html({**block, "banner": ""}), traces) for block in titles),
        "contents_title": contents[0] if contents else "",
        "headings": [block for block in headings(blocks) if block["level"] <= 3] if contents else [],
        "pieces": [_piece(each, traces) for each in blocks if each.block["kind"] not in _FRONT],
    }
    page["traces"] = traces.section() if traces else ""
    page["columns"] = range(1, traces.columns + 1) if traces else ()
    page["traces_link"] = (TRACES, tracer.language.translate(TITLE)) if tracer and page["traces"] else ()
    text, _ = _exporter().from_notebook_node(nbformat.v4.new_notebook(), resources={"page": page})
    return str(text)


_FRONT = ("title", "contents")
"""Blocks that have a place of their own in the template."""


class _PageExporter(TemplateExporter):
    """nbconvert's template exporter; its HTML exporter would parse the finished page once more."""

    export_from_notebook = "Report"
    output_mimetype = "text/html"
    file_extension = ".html"


@cache
def _exporter() -> TemplateExporter:
    with as_file(files("napeval.reports").joinpath("templates")) as folder:
        settings = Config({"TemplateExporter": {"extra_template_basedirs": [str(folder)]}})
        exporter = _PageExporter(config=settings, template_name="html", template_file="index.html.j2")
        exporter.environment.autoescape = True
        exporter.environment.get_template("style.css")  # read while the folder is at hand
        exporter.template  # noqa: B018
    return exporter


def _with_boxes(text: str, tables: Iterable[Block]) -> str:
    """Each table with its columns' widths, in a box that scrolls sideways and takes the keyboard's focus.

    tables: the tables of the text, in order. Only markup of the blocks can match: in their texts every "<"
    is escaped.
    """
    text = _LONE_GROUP.sub(_over_the_row, text)
    text = _TABLE_START.sub(
        r'\1<div class="scroll" tabindex="0" role="region" aria-label="\3"><table>\2\3\4', text
    )
    text = text.replace("</table>", "</table></div>")
    groups = map(_column_group, tables)
    return re.sub("<thead>", lambda _: f"{next(groups)}<thead>", text)


def _column_group(table: Block) -> str:
    total = sum(column["width"] for column in table["columns"])
    columns = (f'<col style="width: {100 * column["width"] / total:.1f}%">' for column in table["columns"])
    return f"<colgroup>{''.join(columns)}</colgroup>"


def _over_the_row(match: re.Match[str]) -> str:
    """A group heading that stands alone in its row runs over all its columns."""
    columns = 1 + match[3].count("<td ")
    return f'{match[1]} colspan="{columns}"{match[2]}</tr>'


def _with_breaks(block: Block) -> Block:
    """The block with invisible breaks in the over-long words of its tables."""
    if block["kind"] == "slot":
        return {**block, "blocks": [_with_breaks(inner) for inner in block["blocks"]]}
    if block["kind"] != "table":
        return block
    rows = [{**row, "cells": [_broken(cell) for cell in row["cells"]]} for row in block["rows"]]
    return {**block, "rows": rows}


def _broken(runs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**run, "t": with_soft_breaks(run["t"], _LONGEST_WORD)} for run in runs]


def _linked(text: str, traces: Traces | None) -> str:
    return traces.linked(text) if traces else text


def _piece(emitted: EmittedBlock, traces: Traces | None) -> str:
    picture = emitted.picture
    address = f"data:image/png;base64,{base64.b64encode(picture).decode()}" if picture else ""
    tables = [block for block in flattened([emitted]) if block["kind"] == "table"]
    text = _linked(_with_boxes(block_html(_with_breaks(emitted.block), address), tables), traces)
    if traces is None or emitted.block["kind"] != "figure":
        return text
    return f"{text.removesuffix('</figure>')}{traces.drawn(emitted.block['claims'])}</figure>"

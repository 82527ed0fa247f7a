"""The report as a tagged PDF (PDF/UA-1), typeset by typst from data alone."""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import matplotlib
import typst

from napeval.display.blocks import Block
from napeval.reports.collect import EmittedBlock
from napeval.reports.columns import column_widths, is_wide, with_soft_breaks
from napeval.reports.document import DocumentInfo

_POINTS_PER_MM = 72 / 25.4
_TEXT_WIDTH = 162 * _POINTS_PER_MM  # A4 less the side margins of the template
_LANDSCAPE_WIDTH = 257 * _POINTS_PER_MM
_CELL_PADDING = 10.5  # points, both sides together, with a little to spare
_CHARACTER = 0.53  # mean width of a character of the text font in em; bold digits and capitals included
_TALLEST_PICTURE_CM = 19.0
_SPLIT_CELL_FROM = 900  # characters; a longer cell may run over a page end, a shorter one is kept whole


def write_pdf(blocks: Sequence[EmittedBlock], info: DocumentInfo, path: Path) -> None:
    """Write the blocks as a PDF.

    Texts reach typst as data beside the template, never as source text; system fonts and packages are not
    used, and every time stamp is the document's date: the same blocks give the same bytes anywhere.
    Raises typst.TypstError where the result would break PDF/UA-1 (a picture without alternative text).
    """
    path.write_bytes(pdf_bytes(blocks, info))


def pdf_bytes(blocks: Sequence[EmittedBlock], info: DocumentInfo) -> bytes:
    """The PDF of the blocks, as bytes."""
    with tempfile.TemporaryDirectory(prefix="napeval-pdf-") as name:
        folder = Path(name)
        for number, each in enumerate(blocks):
            if each.picture:
                folder.joinpath(f"picture-{number}.png").write_bytes(each.picture)
        prepared = [_prepared(each, f"picture-{number}.png") for number, each in enumerate(blocks)]
        document = _document(info) | {"blocks": prepared}
        folder.joinpath("report.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        source = folder / "report.typ"
        source.write_bytes(_template())
        return typst.compile(
            source,
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=info.time_stamp,
        )


@cache
def _template() -> bytes:
    return files("napeval.reports").joinpath("templates", "report.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """typst's own text font, and the sans font that comes with matplotlib for signs which it lacks."""
    folder = Path(matplotlib.get_data_path(), "fonts", "ttf")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _document(info: DocumentInfo) -> dict[str, Any]:
    return {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "language": info.language,
        "region": info.language_tag.rsplit("-", 1)[-1].lower(),
        "running_head": info.running_head,
        "banner": info.banner,
        "date": [info.date.year, info.date.month, info.date.day],
    }


def _prepared(emitted: EmittedBlock, picture: str) -> dict[str, Any]:
    """The block as the template takes it: with widths, sizes and breaks in over-long words."""
    if emitted.block["kind"] == "figure":
        return _prepared_figure(emitted, picture)
    if emitted.block["kind"] == "table":
        return _prepared_table(emitted.block, wide=is_wide(emitted.block))
    return _prepared_text(emitted.block, _TEXT_WIDTH)


def _prepared_text(block: Block, width: float) -> dict[str, Any]:
    kind = block["kind"]
    fits = int(width / (10.5 * _CHARACTER))
    if kind == "table":
        return _prepared_table(block, wide=False)  # inside a slot; the page cannot turn there
    if kind == "slot":
        inner_width = width if block["written"] else width - 18
        return {**block, "blocks": [_prepared_text(inner, inner_width) for inner in block["blocks"]]}
    if kind == "paragraph":
        return {**block, "runs": _soft(block["runs"], fits - 6)}
    if kind == "list":
        return {**block, "items": [_soft(item, fits - 6) for item in block["items"]]}
    if kind == "heading":
        return {**block, "text": with_soft_breaks(block["text"], fits // 2)}
    if kind == "title":
        facts = [{**fact, "value": _soft(fact["value"], fits // 2)} for fact in block["facts"]]
        return {**block, "facts": facts}
    return dict(block)


def _prepared_table(table: Block, *, wide: bool) -> dict[str, Any]:
    size = 8.0 if len(table["columns"]) > 6 else 9.0
    character = size * _CHARACTER
    widths = column_widths(
        table,
        available=_LANDSCAPE_WIDTH if wide else _TEXT_WIDTH,
        character=character,
        padding=_CELL_PADDING,
    )
    fits = [int((width - _CELL_PADDING) / character) for width in widths]
    columns = [
        {**column, "label": with_soft_breaks(column["label"], fit), "width_pt": width}
        for column, width, fit in zip(table["columns"], widths, fits, strict=True)
    ]
    return {
        **table,
        "wide": wide,
        "size": size,
        "columns": columns,
        "caption": _soft(table["caption"], 80),
        "notes": [_soft(note, 80) for note in table["notes"]],
        "rows": [_prepared_row(row, fits) for row in table["rows"]],
    }


def _prepared_row(row: Mapping[str, Any], fits: Sequence[int]) -> dict[str, Any]:
    """group: only the first cell has text, so that the heading may run over the whole row."""
    alone = not any(run["t"] for cell in row["cells"][1:] for run in cell)
    limits = [max(fits[0], 60), *fits[1:]] if row["style"] == "group" and alone else fits
    cells = [
        {"runs": _soft(cell, limit), "breakable": sum(len(run["t"]) for run in cell) > _SPLIT_CELL_FROM}
        for cell, limit in zip(row["cells"], limits, strict=True)
    ]
    return {"cells": cells, "style": row["style"], "group": alone}


def _soft(runs: Sequence[Mapping[str, Any]], limit: int) -> list[dict[str, Any]]:
    return [{**run, "t": with_soft_breaks(run["t"], limit)} for run in runs]


def _prepared_figure(emitted: EmittedBlock, picture: str) -> dict[str, Any]:
    figure, image = emitted.block, emitted.picture or b""
    width_cm = min(figure["width_cm"], _TEXT_WIDTH / _POINTS_PER_MM / 10)
    pixels_wide, pixels_high = png_size(image)
    height_cm = width_cm * pixels_high / pixels_wide
    if height_cm > _TALLEST_PICTURE_CM:
        width_cm, height_cm = width_cm * _TALLEST_PICTURE_CM / height_cm, _TALLEST_PICTURE_CM
    notes = [_soft(note, 80) for note in figure["notes"]]
    return {**figure, "picture": picture, "width_cm": width_cm, "height_cm": height_cm, "notes": notes}


def png_size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG picture in pixels. Raises ValueError when the bytes are no PNG."""
    if image[:8] != b"\x89PNG\r\n\x1a\n" or len(image) < 24:
        raise ValueError("the picture of a figure is not a PNG")
    width, height = struct.unpack(">II", image[16:24])
    return width, height

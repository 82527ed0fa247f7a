"""The report as a Word document, in Word's own styles, fields, captions and bookmarks."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Cm, Emu, Pt

from napeval.display.blocks import Block
from napeval.reports.collect import EmittedBlock, headings
from napeval.reports.columns import is_wide, with_soft_breaks
from napeval.reports.document import DocumentInfo
from napeval.reports.docx_pages import LANDSCAPE_WIDTH_CM, PORTRAIT_WIDTH_CM, set_first_section, turn_page
from napeval.reports.docx_parts import (
    Bookmarks,
    add_field,
    add_link,
    bookmark_name,
    close_field,
    open_field,
    printable,
    remove_thumbnail,
    restarted_numbering,
    with_fixed_times,
)
from napeval.reports.docx_properties import CITE, FINGERPRINT, add_properties, fingerprint
from napeval.reports.docx_styles import define_styles
from napeval.reports.docx_tables import add_table

_PARAGRAPH_STYLES = {
    "body": "Normal",
    "lead": "Lead",
    "note": "Note",
    "finding": "Finding",
    "warning": "Warning",
    "source": "Source",
}
_CONTENTS_DEPTH = 3
_NUMBERED = re.compile(r"^(.*\D)?(\d+)$", re.S)
_LONGEST_WORD = 60  # characters; a longer one gets invisible breaks
_AFTER_NOTES = 8  # points


def write_docx(blocks: Sequence[EmittedBlock], info: DocumentInfo, path: Path) -> None:
    """Write the blocks as a Word document.

    Headings, captions (SEQ fields), contents (a TOC field that already shows its entries as links), page
    numbers and list numbers are Word's own. The evaluator's texts stand between bookmarks "slot_<id>", and
    figures that they cite between bookmarks of their own, whose addresses are properties of the document.
    Tables of more than eleven columns have a landscape section. All times inside are the document's date;
    the same blocks give the same bytes.
    """
    path.write_bytes(docx_bytes(blocks, info))


def docx_bytes(blocks: Sequence[EmittedBlock], info: DocumentInfo) -> bytes:
    """The Word document of the blocks, as bytes."""
    writer = _Writer(info, headings(blocks))
    for each in blocks:
        writer.add(each)
    return writer.finished(fingerprint([each.block for each in blocks]))


class _Writer:
    """Builds one document, block after block."""

    def __init__(self, info: DocumentInfo, contents: Sequence[Block]) -> None:
        self._info = info
        self._contents = [block for block in contents if block["level"] <= _CONTENTS_DEPTH]
        self._document = Document()
        self._bookmarks = Bookmarks()
        self._captions = {"Table": 0, "Figure": 0}
        self._slot = ""
        self._cited = 0
        self._marked: dict[str, str] = {}
        self._landscape = False
        self._new_page = False
        define_styles(self._document, info.language_tag)
        remove_thumbnail(self._document)
        set_first_section(self._document, info)

    def finished(self, mark: str) -> bytes:
        """The finished package. mark: the fingerprint of its blocks."""
        if self._info.origin:
            own = {**self._info.origin, "language": self._info.language, FINGERPRINT: mark}
            add_properties(self._document, {**own, **self._marked})
        properties = self._document.core_properties
        stamp = self._info.time_stamp.replace(tzinfo=None)
        properties.title, properties.author = printable(self._info.title), printable(self._info.author)
        properties.subject, properties.language = printable(self._info.subject), self._info.language_tag
        properties.created = properties.modified = stamp
        properties.last_modified_by, properties.comments, properties.keywords = properties.author, "", ""
        properties.revision = 1
        made = io.BytesIO()
        self._document.save(made)
        return with_fixed_times(made.getvalue())

    def add(self, emitted: EmittedBlock) -> None:
        """Add a block; tables with many columns turn the page."""
        block = emitted.block
        self._turn(landscape=block["kind"] == "table" and is_wide(block))
        if block["kind"] == "figure":
            self._add_figure(block, emitted.picture or b"")
        else:
            self._add_block(block)

    def _add_block(self, block: Block) -> None:
        _ADD[block["kind"]](self, block)

    def _turn(self, *, landscape: bool) -> None:
        if landscape != self._landscape:
            turn_page(self._document, landscape=landscape)
            self._landscape, self._new_page = landscape, False

    def _paragraph(self, style: str) -> Any:
        paragraph = self._document.add_paragraph(style=style)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        return paragraph

    def _add_runs(self, paragraph: Any, runs: Sequence[Mapping[str, Any]]) -> None:
        for run in runs:
            added = paragraph.add_run(printable(with_soft_breaks(run["t"], _LONGEST_WORD)))
            if run.get("b"):
                added.bold = True
            if run.get("i"):
                added.italic = True
            if run.get("c") and self._slot:
                self._mark_citation(added, run["c"])

    def _mark_citation(self, run: Any, address: str) -> None:
        """A bookmark around a figure that the evaluator cites, by which its address is found again."""
        self._cited += 1
        name = bookmark_name(CITE, f"{self._slot}.{self._cited}")
        start, end = self._bookmarks.pair(name)
        run._r.addprevious(start)
        run._r.addnext(end)
        self._marked[name] = address

    def _add_title(self, block: Block) -> None:
        self._paragraph("Status").add_run(printable(block["status"]))
        self._paragraph("Title").add_run(printable(block["title"]))
        if block["subtitle"]:
            self._paragraph("Subtitle").add_run(printable(block["subtitle"]))
        for fact in block["facts"]:
            paragraph = self._paragraph("Fact")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(5))
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = (
                Cm(5),
                Cm(-5),
            )
            paragraph.add_run(printable(fact["label"]) + "\t").bold = True
            self._add_runs(paragraph, fact["value"])
        if block["banner"]:
            self._paragraph("Warning").add_run(printable(block["banner"])).bold = True
        if block["footnote"]:
            self._paragraph("Designation").add_run(printable(block["footnote"]))
        self._new_page = True

    def _add_contents(self, block: Block) -> None:
        self._paragraph("Contents Heading").add_run(printable(block["title"]))
        instruction = f'TOC \\o "1-{_CONTENTS_DEPTH}" \\h \\z \\u'
        entries = self._contents
        if not entries:
            add_field(self._document.add_paragraph(style="TOC 1"), instruction, "")
        for number, entry in enumerate(entries):
            paragraph = self._document.add_paragraph(style=f"TOC {entry['level']}")
            if number == 0:
                open_field(paragraph, instruction)
            add_link(paragraph, bookmark_name("heading", entry["id"]), _heading_text(entry))
            if number == len(entries) - 1:
                close_field(paragraph)
        self._new_page = True

    def _add_heading(self, block: Block) -> None:
        paragraph = self._paragraph(f"Heading {block['level']}")
        paragraph.add_run(printable(_heading_text(block)))
        self._bookmarks.around(paragraph, bookmark_name("heading", block["id"]))

    def _add_paragraph(self, block: Block) -> None:
        self._add_runs(self._paragraph(_PARAGRAPH_STYLES[block["style"]]), block["runs"])

    def _add_list(self, block: Block) -> None:
        number = restarted_numbering(self._document) if block["ordered"] else None
        for item in block["items"]:
            paragraph = self._paragraph("List Number" if block["ordered"] else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self._add_runs(paragraph, item)

    def _add_table(self, block: Block) -> None:
        self._add_caption(block, "Table")
        width = LANDSCAPE_WIDTH_CM if self._landscape else PORTRAIT_WIDTH_CM
        add_table(self._document, block, text_width=Cm(width).pt, add_runs=self._add_runs)
        self._add_notes(block)
        if not block["notes"]:
            self._document.add_paragraph(style="Spacer")

    def _add_notes(self, block: Block) -> None:
        """The notes of a table or figure; room after the last one, which a page end swallows."""
        last = None
        for note in block["notes"]:
            last = self._paragraph("Note")
            self._add_runs(last, note)
        if last is not None:
            last.paragraph_format.space_after = Pt(_AFTER_NOTES)

    def _add_figure(self, block: Block, picture: bytes) -> None:
        width = Cm(min(block["width_cm"], PORTRAIT_WIDTH_CM))
        shape = self._paragraph("Figure").add_run().add_picture(io.BytesIO(picture), width=width)
        tallest = Cm(18.5)
        if shape.height > tallest:
            shape.width, shape.height = Emu(round(shape.width * tallest / shape.height)), tallest
        described = shape._inline.docPr
        described.set("descr", printable(block["alternative"]))
        described.set("name", printable(block["label"]))
        caption = self._add_caption(block, "Figure")
        caption.paragraph_format.space_before, caption.paragraph_format.keep_with_next = (
            Pt(4),
            bool(block["notes"]),
        )
        self._add_notes(block)

    def _add_caption(self, block: Block, kind: str) -> Any:
        """A caption such as "Table 3": the word as text, the number as a field that Word counts itself."""
        paragraph = self._paragraph("Caption")
        numbered = _NUMBERED.match(block["label"])
        if numbered:
            paragraph.add_run(printable(numbered[1] or "")).bold = True
            number = int(numbered[2])
            restart = "" if number == self._captions[kind] + 1 else f" \\r {number}"
            self._captions[kind] = number
            add_field(paragraph, f"SEQ {kind} \\* ARABIC{restart}", numbered[2], bold=True)
        else:
            paragraph.add_run(printable(block["label"])).bold = True
        self._bookmarks.around(paragraph, bookmark_name(kind.lower(), block["id"]))
        paragraph.add_run("  ")
        self._add_runs(paragraph, block["caption"])
        return paragraph

    def _add_slot(self, block: Block) -> None:
        body = self._document.element.body
        name = bookmark_name("slot", block["id"])
        start, end = self._bookmarks.pair(name)
        body.insert(len(body) - 1, start)  # the last element of the body is its section
        self._slot = block["id"]
        self._marked[name] = block["id"]
        for inner in block["blocks"]:
            if inner["kind"] == "paragraph" and not block["written"]:
                self._add_runs(self._paragraph("To be written"), inner["runs"])
            else:
                self._add_block(inner)
        self._slot = ""
        body.insert(len(body) - 1, end)

    def _add_page_turn(self, _: Block) -> None:
        self._new_page = True


def _heading_text(block: Block) -> str:
    return f"{block['number']} {block['text']}" if block["number"] else str(block["text"])


_ADD = {
    "title": _Writer._add_title,
    "contents": _Writer._add_contents,
    "heading": _Writer._add_heading,
    "paragraph": _Writer._add_paragraph,
    "list": _Writer._add_list,
    "table": _Writer._add_table,
    "slot": _Writer._add_slot,
    "page_turn": _Writer._add_page_turn,
}

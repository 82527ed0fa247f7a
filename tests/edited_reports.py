"""A small report in a project of its own, to be edited as people edit it, and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document

from napeval.display import blocks
from napeval.display.blocks import Block, Run, TableColumn, TableRow
from napeval.display.prose import prose_blocks
from napeval.reports.collect import EmittedBlock
from napeval.reports.document import WORDS, DocumentInfo
from napeval.reports.docx import docx_bytes

FIGURES = {
    "delivery#plan:completed": ("17", "delivery#plan|plan:completed"),
    "delivery#plan|plan:done_of_reported": ("19.8\N{NO-BREAK SPACE}%", "delivery#plan|plan:done_of_reported"),
}
"""As cited: how it is printed, and its whole address."""
OUTLOOK = """What is done is **done**; `a_b` and *slowly* stay.

- first item
- second item with {delivery#plan:completed} in it

## Small heading

1. one
2. two
"""
FINANCING = (
    "Of all activities {delivery#plan:completed} are done, that is {delivery#plan|plan:done_of_reported}.\n\n"
    "The rest is open."
)
TEXTS = {"financing": FINANCING, "outlook": OUTLOOK}
PROMPT = "To be written by the evaluator: what holds."


def cite(address: str) -> Run:
    """The figure at an address of this report."""
    printed, full = FIGURES[address]
    return Run(printed, claim=full)


def report_blocks(texts: Mapping[str, str]) -> list[Block]:
    """A report with two sections to write in, one of them maybe open, and a third that is open."""
    return [
        blocks.title_block(title="Report", subtitle="Plan", facts=[], status="draft", banner="", footnote=""),
        blocks.contents("Contents"),
        blocks.heading(1, "Financing", identifier="financing", number="1"),
        blocks.paragraph([Run("The planned amounts add up to "), Run("898,409 EUR", claim="x"), Run(".")]),
        _slot("financing", texts),
        blocks.paragraph([Run("A paragraph behind the text.")]),
        _table(),
        blocks.heading(1, "Outlook", identifier="outlook", number="2"),
        _slot("outlook", texts),
        blocks.heading(1, "Lasting", identifier="lasting", number="3"),
        _slot("limits", texts),
        blocks.paragraph([Run("The end of the report.")]),
    ]


def _slot(section: str, texts: Mapping[str, str]) -> Block:
    if texts.get(section):
        return blocks.slot(section, prose_blocks(texts[section], cite), written=True, language="en")
    notice = blocks.paragraph([Run("To be written by the evaluator", bold=True), Run(": what holds.")])
    return blocks.slot(section, [notice], written=False, language="en")


def _table() -> Block:
    rows = [TableRow([[Run(name)], [Run(value)]]) for name, value in (("Planned", "12"), ("Spent", "7"))]
    return blocks.table(
        [TableColumn("What"), TableColumn("Amount")], rows,
        identifier="tab-money", caption=[Run("Money")], label="Table\N{NO-BREAK SPACE}1",
    )  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A project folder with the report, and the evaluation that it is of."""

    root: Path

    @property
    def evaluation(self) -> Path:
        """The folder of the evaluation."""
        return self.root / "data" / "xx-2024-2026" / "evaluations" / "mid-term"

    @property
    def report(self) -> Path:
        """The report as it was made."""
        return self.root / "outputs" / "xx-2024-2026" / "mid-term" / "en" / "report.docx"

    def text(self, section: str) -> Path:
        """The text of a section."""
        return self.evaluation / "text" / f"{section}.en.md"

    def build(self, texts: Mapping[str, str]) -> bytes:
        """Make the report from these texts."""
        origin = {"cycle": "xx-2024-2026", "report": "mid-term", "evaluation": "mid-term"}
        info = DocumentInfo(
            title="Report", language="en", author="A", subject="Plan", date=date(2024, 12, 31),
            running_head="Report · draft", banner="", words=dict.fromkeys(WORDS, "word"), origin=origin,
        )  # fmt: skip
        content = docx_bytes([EmittedBlock(block) for block in report_blocks(texts)], info)
        self.report.parent.mkdir(parents=True, exist_ok=True)
        self.report.write_bytes(content)
        return content

    def edited(self) -> Path:
        """A copy of the report, to be edited."""
        path = self.root / "edited.docx"
        path.write_bytes(self.report.read_bytes())
        return path


def made_project(root: Path, texts: Mapping[str, str] = TEXTS) -> Project:
    """A project whose report is made from these texts."""
    project = Project(root)
    (project.evaluation / "text").mkdir(parents=True)
    (project.evaluation / "evaluation.yml").write_text("kind: mid_term\n", encoding="utf-8")
    for section, text in texts.items():
        project.text(section).write_text(text, encoding="utf-8")
    project.build(texts)
    return project


def paragraph_with(document: Any, words: str) -> Any:
    """The paragraph of a Word document that holds these words."""
    listed = (one for one in document.paragraphs if not one.style.name.startswith("TOC"))
    return next(one for one in listed if words in one.text)


def opened(path: Path) -> Any:
    """A Word document to edit."""
    return Document(str(path))

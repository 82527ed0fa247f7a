"""A cycle, a folder of forms filled for it, and what collecting them says."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
from form_workbooks import find_cell, write_cells

from napeval.cycle import read_cycle
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.collecting.collect import Collected, collect
from napeval.exchange.forms.progress import write_progress_forms
from plans import plan_folder

MADE, ANSWERED, COLLECTED = date(2023, 7, 1), date(2023, 7, 14), date(2023, 8, 1)
EN = Language("en")

DAY_LINE = "Date of this answer. It is kept as the day on which the data became known."
REMARKS_LINE = "General observations, for example changes noticed."

Edits = Mapping[tuple[str, str, str], object]
"""Values by (sheet, heading, text that stands in the row)."""


class Inbox:
    """The synthetic cycle with forms of its institutions in English."""

    def __init__(self, tmp_path: Path, *institutions: str) -> None:
        self.cycle = tmp_path / "demo-small"
        self.folder = tmp_path / "in"
        shutil.copytree(plan_folder("demo-small"), self.cycle)
        write_progress_forms(read_cycle(self.cycle), "2023-H1", self.folder, EN, MADE, list(institutions))

    def path(self, institution: str) -> Path:
        """The form of an institution."""
        return self.folder / f"progress_2023-H1_{institution}_en.xlsx"

    def answer(
        self, institution: str, edits: Edits, day: object = ANSWERED, path: Path | None = None
    ) -> None:
        """Fill cells of a form; without a day the date of answer stays blank."""
        path = path or self.path(institution)
        everything = {**({("Who answers", "Answer", DAY_LINE): day} if day else {}), **edits}
        cells: dict[str, dict[str, object]] = {}
        for (tab, heading, row), value in everything.items():
            cells.setdefault(tab, {})[find_cell(path, tab, heading, row)] = value
        write_cells(path, cells)

    def set_cells(self, institution: str, cells: Mapping[str, Mapping[str, object]]) -> None:
        """Write cells by their names."""
        write_cells(self.path(institution), cells)

    def collect(self, today: date = COLLECTED) -> Collected:
        """What collecting says."""
        return collect(self.folder, self.cycle, today, EN)

    def messages(self, today: date = COLLECTED, *, language: str = "en") -> list[str]:
        """Everything that collecting says, as a reader gets it."""
        return [
            f"{one.severity}: {fault_text(one, Language(language))}" for one in self.collect(today).faults
        ]


def identification_cell(path: Path, label: str) -> str:
    """Name of the cell beside a label of the first sheet."""
    page = openpyxl.load_workbook(path)["Instructions"]
    return next(f"B{row[0].row}" for row in page.iter_rows() if row[0].value == label)

"""Small plans as workbooks, an empty cycle to import them into, and what is said about them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.plans.importing import PlanImport, import_plan
from napeval.exchange.starting.new_cycle import new_cycle

HEADINGS = (
    "No.",
    "Activity",
    "Deadline",
    "Budget 2024",
    "Budget 2025",
    "Source of funding",
    "Responsible institution",
)


def empty_cycle(place: Path, name: str = "XX-2024-2026") -> Path:
    """The folder of a new cycle."""
    return new_cycle(place / "data" / name)[0].parent


def workbook(path: Path, rows: Sequence[Sequence[object]], *merged: str, sheet: str = "Plan") -> Path:
    """A workbook with one sheet of these rows."""
    return workbook_of(path, {sheet: (rows, merged)})


def workbook_of(path: Path, sheets: dict[str, tuple[Sequence[Sequence[object]], Sequence[str]]]) -> Path:
    """A workbook with several sheets: rows and merged ranges by name."""
    book = Workbook()
    book.remove(book.active)
    for name, (rows, merged) in sheets.items():
        made: Worksheet = book.create_sheet(name)
        for row in rows:
            made.append([value if value != "" else None for value in row])
        for area in merged:
            made.merge_cells(area)
    book.save(path)
    return path


def imported(
    place: Path,
    rows: Sequence[Sequence[object]],
    *merged: str,
    change: Callable[[Path], None] | None = None,
    **options: object,
) -> PlanImport:
    """The import of a plan with these rows into a new cycle in the same place. change: of it, before."""
    cycle = empty_cycle(place)
    if change:
        change(cycle)
    return import_plan(workbook(place / "plan.xlsx", rows, *merged), cycle, **options)  # type: ignore[arg-type]


def said(result: PlanImport, severity: str = "error", language: str = "en") -> list[str]:
    """Everything that an import says of one severity, in full."""
    return [fault_text(one, Language(language)) for one in result.faults if one.severity == severity]


def written(cycle: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table of a cycle as they stand in its file."""
    with (cycle / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

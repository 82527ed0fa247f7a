"""Whatever stands in a sheet, an import ends in words: no row without a fate, no fault without a message."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_workbooks import empty_cycle, said

from napeval.display.languages import Language
from napeval.exchange.plans import importing as plan_import
from napeval.exchange.plans.drafts import FATES
from napeval.exchange.plans.importing import import_plan
from napeval.exchange.plans.report import import_lines
from napeval.exchange.plans.sheet import from_workbook
from napeval.exchange.plans.source import PlanSource
from napeval.exchange.workbooks.model import Cell, Sheet, Workbook, cell_name

HEADINGS = (
    "Nr.",
    "Objektivi specifik",
    "Veprimi",
    "Afati",
    "Buxheti 2024",
    "Buxheti 2025",
    "Burimi",
    "Institucioni",
)
WORDS = (
    "", "", "", "I.1", "1.1.1", "1", "a)", "Objektivi strategjik I: Parandalimi", "OBJEKTIVI SPECIFIK",
    "Trajnime",
    "Totali", "Nga të cilat", "T4 2024", "vazhdueshëm", "1.234", "2 280,50", "500,00", "-", "pa kosto", "x",
    "MPB\nPK",
    "Ministria e\nDrejtësisë (MD)", "GIZ (2024)", "Nr.", "Veprimi", "2024", 3, 4.5, -1, 2024, True, "#REF!",
    "€", "(", ")",
    "I", "IV.", "Vlera bazë", "Synimi",
)  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return empty_cycle(tmp_path_factory.mktemp("any"))


rows = st.lists(st.lists(st.sampled_from(WORDS), min_size=8, max_size=8), max_size=8)
corners = st.tuples(st.integers(1, 9), st.integers(1, 8), st.integers(0, 2), st.integers(0, 3))


@settings(max_examples=200)
@given(rows=rows, first=st.sampled_from((HEADINGS, HEADINGS[2:], ())), areas=st.lists(corners, max_size=3))
def test_every_sheet_is_read_or_refused_in_words(
    empty: Path, rows: list[list[object]], first: tuple[str, ...], areas: list[tuple[int, int, int, int]]
) -> None:
    grid = [list(first), ["", "Objektivi strategjik I: Parandalimi"], *rows] if first else rows
    cells = {
        (row, column): Cell(row, column, value)  # type: ignore[arg-type]
        for row, line in enumerate(grid, start=1)
        for column, value in enumerate(line, start=1)
        if value != ""
    }
    merged = tuple(
        f"{cell_name(r, c)}:{cell_name(r + down, c + right)}" for r, c, down, right in areas if down or right
    )
    covered = {
        (r + i, c + j)
        for r, c, down, right in areas
        for i in range(down + 1)
        for j in range(right + 1)
        if i or j
    }
    kept = {place: cell for place, cell in cells.items() if place not in covered}
    sheet = Sheet("Plani", False, kept, merged, frozenset(), frozenset(), len(grid), 8)
    source = PlanSource("plan.xlsx", (from_workbook(sheet),), Workbook("plan.xlsx", (sheet,)))
    shutil.rmtree(empty / "import", ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_import, "read_source", lambda _: (source, []))
        result = import_plan(Path("plan.xlsx"), empty)
    if result.fates:
        assert [fate.row for fate in result.fates] == list(range(1, len(grid) + 1))
        assert {fate.became for fate in result.fates} <= set(FATES)
    for language in ("sq", "en", "sr"):
        for severity in ("error", "warning", "note"):
            assert all(said(result, severity, language))
        assert all(isinstance(line, str) for line in import_lines(result, Language(language), every_row=True))
    if not result.errors:
        assert {fault.code for fault in result.remaining} <= {"title_missing", "cell_empty"}, result.remaining

"""Twenty-five faults of ten kinds in one folder: one run of the check says all of them, none twice."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from bad_inputs.entries import (
    ACCEPTED,
    ACTIVITIES,
    BUDGET,
    INDICATORS,
    OBJECTIVES,
    OBSERVATIONS,
    PACKAGE,
    PROGRESS,
    SETTINGS,
    Break,
    cell,
    row,
    rows,
    text,
)

from broken_cycle import DEMO, copy_of_demo
from napeval.cli import DONE, FAULTS, main


@dataclass(frozen=True)
class Planted:
    """A fault, its kind, and where the check must find it under which code."""

    kind: str
    code: str
    file: str
    row: int | None
    column: str | None
    break_it: Break


def in_cell(kind: str, code: str, file: str, row: int, column: str, value: str) -> Planted:
    return Planted(kind, code, file, row, column, cell(file, row, column, value))


def with_short_row(found: list[list[str]]) -> list[list[str]]:
    """The rows, the ninth without its last cell."""
    return [cells[:-1] if place == 9 else cells for place, cells in enumerate(found, start=1)]


KEY = "activity_id, period, reported_by, recorded_on"

PLANTED = (
    in_cell("number", "number_ambiguous", BUDGET, 3, "amount", "1.234"),
    in_cell("number", "not_a_number", BUDGET, 5, "amount", "6000*"),
    in_cell("number", "sign_unfit", OBSERVATIONS, 2, "numerator", "27 %"),
    in_cell("number", "conventions_mixed", BUDGET, 6, "amount", "6000,00"),
    in_cell("date", "date_ambiguous", OBSERVATIONS, 9, "recorded_on", "01/02/2023"),
    in_cell("date", "date_serial", PROGRESS, 10, "completed_on", "45009"),
    in_cell("date", "not_a_period", ACTIVITIES, 4, "end", "qershor 2023"),
    in_cell("word", "word_not_allowed", OBSERVATIONS, 12, "state", "mesured"),
    in_cell("word", "word_not_allowed", PROGRESS, 2, "status", "në vazhdim"),
    in_cell("reference", "reference_unknown", BUDGET, 7, "activity_id", "II.1.2."),
    in_cell("reference", "reference_unknown", OBSERVATIONS, 13, "source_id", "half_year"),
    in_cell("reference", "reference_unknown", ACTIVITIES, 6, "funding_sources", "BUD,DON"),
    in_cell("script", "script_alien", BUDGET, 9, "activity_id", "ІІ.1.3"),
    in_cell("blank", "cell_empty", BUDGET, 11, "currency", ""),
    Planted("blank", "row_incomplete", BUDGET, 23, None, row(BUDGET, activity_id="TOTAL", amount="9.00")),
    Planted("row", "row_length", OBJECTIVES, 9, None, rows(OBJECTIVES, with_short_row)),
    Planted("row", "row_repeated", PROGRESS, 23, KEY, rows(PROGRESS, lambda found: [*found, found[12]])),
    Planted("heading", "column_unknown", INDICATORS, 1, "unitt", text(INDICATORS, ",unit,", ",unitt,")),
    in_cell("heading", "word_not_allowed", INDICATORS, 7, "direction", "rise"),
    in_cell("rule", "completed_in_future", PROGRESS, 7, "completed_on", "2023-10-17"),
    in_cell("rule", "measured_without_value", OBSERVATIONS, 14, "value", ""),
    in_cell("rule", "currency_mixed", BUDGET, 13, "currency", "USD"),
    Planted("settings", "setting_unknown", PACKAGE, None, "napeval.mid", text(PACKAGE, '"midterm"', '"mid"')),
    Planted("settings", "word_not_allowed", SETTINGS, None, "audience", text(SETTINGS, "public", "everyone")),
    Planted("settings", "setting_missing", ACCEPTED, None, "accepted.1.on", text(ACCEPTED, "  on:", "# on:")),
)  # fmt: skip


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    folder = copy_of_demo(tmp_path)
    for planted in PLANTED:
        planted.break_it(folder)
    return folder


def test_there_are_twenty_five_of_ten_kinds() -> None:
    assert len(PLANTED) == 25
    assert len({planted.kind for planted in PLANTED}) == 10
    assert main(["check", str(DEMO)]) == DONE


def test_the_check_says_each_once_for_machines(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(cycle), "--format", "json"]) == FAULTS
    found = json.loads(capsys.readouterr().out)["faults"]
    errors = [fault for fault in found if fault["severity"] == "error"]
    places = Counter((fault["code"], fault["file"], fault["row"], fault["column"]) for fault in errors)
    assert places == Counter((one.code, one.file, one.row, one.column) for one in PLANTED)


def test_the_check_says_each_once_for_people(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(cycle)]) == FAULTS
    *lines, last = capsys.readouterr().out.splitlines()
    errors = [line for line in lines if line.startswith("error: ")]
    assert len(errors) == len(set(errors)) == 25
    for planted in PLANTED:
        place = f"error: {cycle.as_posix()}/{planted.file}"
        place += f", row {planted.row}" if planted.row else ""
        named = "column" if planted.file.endswith(".csv") else "setting"
        place += f", {named} '{planted.column}'" if planted.column else ""
        assert sum(line.startswith(f"{place}: ") for line in errors) == 1
    assert last.startswith("Errors: 25; ")

"""What is read as another writing of the same, and what is said of it; and what single parts alone show."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from bad_inputs.entries import BadInput, in_words, new_faults
from bad_inputs.normalised import NORMALISED

from broken_cycle import DEMO
from napeval.cycle import Fault, examine_cycle
from napeval.cycle.conventions import Conventions
from napeval.cycle.converting import convert
from napeval.cycle.grid import Column
from napeval.cycle.schemas import Field
from napeval.cycle.settings import read_settings
from napeval.cycle.trace import part_text


@pytest.mark.parametrize("name", NORMALISED)
def test_what_is_read_and_what_is_said_of_it(name: str, tmp_path: Path) -> None:
    break_it, (file, row, column), expected, said = NORMALISED[name]
    cycle = Path(shutil.copytree(DEMO, tmp_path / "data" / "demo-small"))
    break_it(cycle)
    reading = examine_cycle(cycle)
    assert reading.cycle is not None
    frame = reading.cycle.tables[file.removesuffix(".csv")]
    assert part_text(frame.loc[row, column]) == expected
    found = new_faults(BadInput(break_it, ()), cycle)
    assert {fault.severity for fault in found} <= {"note"}
    here = [fault for fault in found if fault.column is None or (fault.row, fault.column) == (row, column)]
    assert in_words(here) == list(said)


def test_forty_writings_are_documented() -> None:
    assert len(NORMALISED) >= 40


@pytest.mark.parametrize(("highest", "code"), [(5.0, "above_most"), (None, "")])
def test_a_number_above_the_highest_where_there_is_no_lowest(highest: float | None, code: str) -> None:
    field = Field("mark", "number", False, (), "", None, highest, "mark")
    column = Column(pa.array(["6"]), pa.array([0]).to_numpy())
    remarks = convert(column, field, Conventions(), is_code=False).remarks
    assert [said.code for said in remarks.get(0, ())] == ([code] if code else [])


def refused(self: Path) -> bytes:
    raise PermissionError(self)


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cycle = Path(shutil.copytree(DEMO, tmp_path / "data" / "demo-small"))
    monkeypatch.setattr(Path, "read_bytes", refused)
    found = examine_cycle(cycle).faults
    words = "the file cannot be opened. Mend: check who may read it, and that no other program holds it."
    assert f"error: plan/budget.csv: {words}" in in_words(found)
    assert {fault.code for fault in found} == {"file_unreadable"}
    (cycle / "policy.yml").touch()
    assert read_settings(cycle / "policy.yml", "policy.yml", {}) == (
        {},
        [Fault("file_unreadable", "policy.yml")],
    )


def test_the_limit_of_a_cell_is_ours_whatever_other_libraries_set(tmp_path: Path) -> None:
    cycle = Path(shutil.copytree(DEMO, tmp_path / "data" / "demo-small"))
    others = csv.field_size_limit(10)
    try:
        assert examine_cycle(cycle).cycle is not None
        assert csv.field_size_limit() == 10
    finally:
        csv.field_size_limit(others)

"""Released tables on disk: the same claims come back, and the same results are the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from result_tables import counted, frame, through

from napeval.release import Released, UndeclaredResult, read_results, write_results


def claims(released: Released) -> dict[str, Any]:
    """Every claim of every table by address."""
    return {
        claim.address: claim
        for table in released.tables.values()
        for row in table.rows()
        for claim in row.values()
    }


@pytest.fixture
def mixed() -> Released:
    """Every kind of cell: shown, missing and hidden; text, numbers, flags, years, shares."""
    return through(
        series=frame(
            "series",
            counted(26, part_period=False, values=1, dispute=""),
            counted(7, dimension="age", category="children|;#:ë", part_period=True),
            counted(None, period="2021", sources=""),
            counted(12.5, period="2020", dispute="line\nbreak, and \"marks\""),
        ),
        achievement=frame(
            "achievement",
            {"indicator_id": "A", "unit": "persons", "actual": 4, "status": "behind", "met": True,
             "progress": 0.1},
            {"indicator_id": "B", "unit": "persons", "actual": 40, "status": "behind", "met": pd.NA,
             "target_year": 2024, "progress": 1 / 3},
        ),
        budget=frame("budget", {"scope": "plan", "scope_id": "plan", "year": 2022, "amount": 1e16}),
        gaps=frame("gaps", {"gap_id": "g", "code": "x", "argument": ":c"}),
    )  # fmt: skip


def test_the_same_claims_come_back(mixed: Released, tmp_path: Path) -> None:
    write_results(mixed, tmp_path)
    assert claims(read_results(tmp_path)) == claims(mixed)


def test_hidden_codes_come_back_hidden_and_without_a_value(mixed: Released, tmp_path: Path) -> None:
    write_results(mixed, tmp_path)
    status = read_results(tmp_path)["achievement"].row("A", "", "")["status"]
    assert (status.state, status.value) == ("suppressed", None)


def test_a_text_that_looks_like_the_mark_is_a_text(mixed: Released, tmp_path: Path) -> None:
    write_results(mixed, tmp_path)
    argument = read_results(tmp_path)["gaps"].row("g")["argument"]
    assert (argument.state, argument.value) == ("shown", ":c")


def test_the_same_results_are_the_same_bytes(mixed: Released, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_results(mixed, tmp_path / "first")}
    second = {path.name: path.read_bytes() for path in write_results(mixed, tmp_path / "second")}
    again = {
        path.name: path.read_bytes()
        for path in write_results(read_results(tmp_path / "first"), tmp_path / "third")
    }
    assert sorted(first) == ["achievement.csv", "budget.csv", "gaps.csv", "series.csv"]
    assert first == second == again


def test_how_cells_are_written(tmp_path: Path) -> None:
    rows = [
        {"activity_id": "A", "status": "done", "due": True, "overdue": False, "amount": 1000.0, "reports": 2},
        {"activity_id": "B,1", "has_amount": pd.NA, "amount": 0.1 + 0.2},
    ]
    (path,) = write_results(through(activities=frame("activities", *rows)), tmp_path)
    heading, first, second = path.read_bytes().decode("utf-8").splitlines()
    cells = dict(zip(heading.split(","), first.split(","), strict=True))
    assert {name: cells[name] for name in ("due", "overdue", "amount", "reports", "has_amount")} == {
        "due": "true",
        "overdue": "false",
        "amount": "1000",
        "reports": "2",
        "has_amount": "",
    }
    assert second.startswith('"B,1",') and ",0.30000000000000004," in second


def test_a_hidden_figure_is_not_in_the_file(tmp_path: Path) -> None:
    (path,) = write_results(through(series=frame("series", counted(7, trace=""))), tmp_path)
    assert path.read_text(encoding="utf-8").splitlines()[1] == "C.victims,,,2022,persons,:c,:c,,,,,,,,closed,"


@settings(max_examples=25)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_numbers_come_back_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[float]
) -> None:
    rows = [counted(number, unit="EUR", period=str(at)) for at, number in enumerate(numbers)]
    folder = tmp_path_factory.mktemp("results")
    write_results(through(series=frame("series", *rows)), folder)
    assert [row["low"].value for row in read_results(folder)["series"].rows()] == numbers


def test_a_table_without_rows_comes_back_without_rows(tmp_path: Path) -> None:
    write_results(through(series=frame("series")), tmp_path)
    assert read_results(tmp_path)["series"].rows() == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("secrets.csv", "a\n", "secrets.csv is not a results table of this version"),
        (
            "gap_counts.csv",
            "code,number,trace\n",
            "gap_counts.csv has other columns than this version declares",
        ),
        ("gap_counts.csv", "", "gap_counts.csv has other columns than this version declares"),
    ],
)
def test_files_of_another_version_are_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UndeclaredResult) as refused:
        read_results(tmp_path)
    assert str(refused.value) == said

"""Forms with random valid answers, collected and written, stand in the tables with exactly those answers."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from valid_progress import Row, fill_progress

from napeval.cycle import examine_cycle, read_cycle
from napeval.display.languages import Language
from napeval.exchange.collecting.collect import collect, write_collected
from napeval.exchange.forms.assignments import assign
from napeval.exchange.forms.progress import file_name, progress_form
from napeval.exchange.forms.writing import write_form
from plans import plan_folder

MADE, COLLECTED = date(2023, 7, 1), date(2023, 8, 1)
ROUNDS = 18  # of six forms each


def table(folder: Path, name: str) -> list[Row]:
    """The rows of a table, without blanks."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(stream)]


def as_set(rows: list[Row]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(row.items()) for row in rows}


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_answered_stands_in_the_tables(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "demo-small"
    shutil.copytree(plan_folder("demo-small"), folder)
    (folder / "accepted.yml").unlink()  # answers at random may settle what was accepted
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))}
    cycle = read_cycle(folder)
    language = Language(("sq", "en", "sr")[seed % 3])
    inbox = tmp_path / "in"
    inbox.mkdir()
    expected: dict[str, list[Row]] = {}
    for number, institution in enumerate(assign(cycle, "2023-H1", MADE)):
        form = progress_form(cycle, institution, "2023-H1", language, MADE)
        path = inbox / file_name(form.identification)
        write_form(form, path)
        for name, rows in fill_progress(form, path, seed * 100 + number).items():
            expected.setdefault(name, []).extend(rows)

    collected = collect(inbox, folder, COLLECTED, language)
    assert collected.errors == ()
    write_collected(collected, folder)

    for name, rows in expected.items():
        old = folder / f"{name}.csv"
        assert old.read_bytes().startswith(before[old])
        added = table(folder, name)[len(list(csv.DictReader(before[old].decode().splitlines()))) :]
        assert len(added) == len(rows)
        assert as_set(added) == as_set(rows)
    untouched = [
        path for path in before if path.relative_to(folder).with_suffix("").as_posix() not in expected
    ]
    assert {path.name for path in untouched if path.read_bytes() != before[path]} == {"sources.csv"}
    assert examine_cycle(folder).errors == ()

    again = collect(inbox, folder, date(2024, 3, 1), language)
    assert again.errors == () and again.changes == {} and again.added == {} and again.corrections == ()
    assert sum(again.unchanged.values()) == sum(map(len, expected.values())) + 6

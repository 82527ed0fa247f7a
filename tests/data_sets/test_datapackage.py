"""The data package of xk-2022-2024, read by an independent implementation of the standard."""

from __future__ import annotations

import csv
import json
import re
import shutil
from datetime import date
from pathlib import Path

import frictionless
import pytest

from napeval.cycle.schemas import schemas

ROOT = Path(__file__).resolve().parents[2]
CYCLE = ROOT / "data" / "xk-2022-2024"
PACKAGE = json.loads((CYCLE / "datapackage.json").read_text(encoding="utf-8"))


def faults(folder: Path) -> list[tuple[str, str]]:
    """(resource, type of fault) of everything that frictionless finds."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    whole = [("package", error.type) for error in report.errors]
    return whole + [(task.name, error.type) for task in report.tasks for error in task.errors]


def test_the_package_is_valid():
    assert faults(CYCLE) == []


@pytest.mark.parametrize(
    ("table", "column", "wrong", "fault"),
    [
        ("plan/budget", "activity_id", "VI.1.1", ("budget", "foreign-key")),
        ("plan/activities", "end", "spring", ("activities", "constraint-error")),
        ("monitoring/observations", "value", "many", ("observations", "type-error")),
        ("plan/objectives", "level", "vision", ("objectives", "constraint-error")),
    ],
)
def test_the_check_would_find_a_fault(tmp_path, table, column, wrong, fault):
    copy = tmp_path / "cycle"
    shutil.copytree(CYCLE, copy)
    path = copy / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = wrong
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    assert fault in faults(copy)


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["path"])
def test_the_schema_in_the_package_is_the_one_shipped_with_the_library(resource):
    name = resource["path"].removesuffix(".csv")
    assert resource["schema"] == schemas()[name].package_descriptor
    assert resource["name"] == Path(name).name


def test_every_table_is_a_resource():
    on_disk = {path.relative_to(CYCLE).as_posix() for path in CYCLE.glob("[pm]*/*.csv")}
    assert {resource["path"] for resource in PACKAGE["resources"]} == on_disk


def test_what_the_package_says_of_the_cycle():
    cycle = PACKAGE["napeval"]
    assert set(cycle["title"]) == {"sq", "en", "sr"} and all(cycle["title"].values())
    start, midterm, end = (date.fromisoformat(cycle[key]) for key in ("start", "midterm", "end"))
    assert start < midterm < end
    assert cycle["inferred"] == ["midterm"]
    assert (cycle["country"], cycle["currency"], cycle["data_status"]) == ("XK", "EUR", "real")
    assert cycle["predecessor"] is None
    assert [licence["name"] for licence in PACKAGE["licenses"]] == ["CC-BY-4.0"]


def stated_rows(readme: str) -> dict[str, int]:
    """Rows per table by the README, whose lines may name several tables of one folder with one count."""
    stated = {}
    for tables, count in re.findall(r"^\| ((?:plan|monitoring)/[^|]+) \| (\d+) \|", readme, re.MULTILINE):
        folder = tables.split("/")[0]
        for name in tables.split(", "):
            stated[f"{folder}/{name.split('/')[-1]}"] = int(count)
    return stated


def test_the_readme_gives_the_right_number_of_rows():
    counted = {}
    for resource in PACKAGE["resources"]:
        with (CYCLE / resource["path"]).open(encoding="utf-8", newline="") as file:
            counted[resource["path"].removesuffix(".csv")] = sum(1 for _ in csv.DictReader(file))
    assert stated_rows((CYCLE / "README.md").read_text(encoding="utf-8")) == counted

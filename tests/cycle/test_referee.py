"""frictionless as a referee: a second reader gives the same verdict on real tables changed in one place.

Where the two differ, the difference is one of those listed here, and it is always that one.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from frictionless import Dialect, Resource
from frictionless import Schema as TableSchema
from frictionless.formats import CsvControl
from mutation_list import ACCEPTED, REFUSED
from table_mutations import Table

from napeval.cycle.schemas import schemas
from napeval.cycle.tables import read_table
from plans import plan_folder

CHUNKS = 8
MOST_ROWS = 30
CHANGES = {**ACCEPTED, **REFUSED}

WE_ACCEPT: Mapping[str, str] = {
    "columns in another order": "columns are found by their names",
    "spaces round a word": "spaces at the ends carry no meaning; removed and noted",
    "an invisible mark in a word": "nobody sees it; removed and noted",
    "thousands with commas": "one reading; written plainly and noted",
    "thousands with points": "one reading; written plainly and noted",
    "thousands with narrow spaces": "one reading; written plainly and noted",
    "a true minus sign": "one reading; written plainly and noted",
    "a year with a decimal": "spreadsheets write whole numbers so; noted",
    "a share in percent": "the sign fits the unit of the column; noted",
    "an amount with its currency": "the mark fits the unit of the column; noted",
    "a date with points": "one reading; written plainly and noted",
    "an empty row between": "an empty row says nothing; noted",
    "an empty column at the end": "spreadsheets leave such columns behind",
    "semicolons between cells": "spreadsheets of the region write so; noted",
    "UTF-16": "a byte order mark leaves no doubt",
}
"""What we read and the referee refuses, and why."""

WE_REFUSE: Mapping[str, str] = {
    "one mark before three digits": "two readings, thousands or a fraction",
    "a number with an exponent": "a spreadsheet writes so when it has cut off digits",
    "a number that is none": "a blank says that nothing is known",
    "an underscore in a number": "a habit of one programming language",
    "a number too long for its digits": "digits would be lost",
    "a date without zeros": "one writing for days",
    "a period that ends before it begins": "a pattern cannot compare two parts of a word",
    "a period in the year nought": "there was no such year",
    "a figure for a truth": "one writing for truths",
    "a character that cannot be printed": "left behind by a broken copy",
    "letters of two scripts in an identifier": "two identifiers that look the same",
}
"""What we refuse and the referee lets pass, and why."""


def real_tables() -> dict[str, Table]:
    """At most 30 rows of every table of two cycles, by "cycle/folder/table"."""
    found = {}
    for cycle in ("demo-small", "xk-2022-2024"):
        for path in sorted(plan_folder(cycle).rglob("*.csv")):
            name = f"{path.relative_to(plan_folder(cycle)).parts[0]}/{path.stem}"
            with path.open(encoding="utf-8", newline="") as file:
                heading, *rows = csv.reader(file)
            chosen = sorted(Random(name).sample(range(len(rows)), min(MOST_ROWS, len(rows))))
            found[f"{cycle}/{name}"] = Table(schemas()[name], heading, [rows[number] for number in chosen])
    return found


TABLES = real_tables()


def changed_tables() -> list[tuple[str, str, bytes]]:
    """(table, change, bytes of the file) wherever a table has a place for a change."""
    made = [
        (name, change, CHANGES[change](table, Random(f"{name}: {change}")))
        for name, table in TABLES.items()
        for change in CHANGES
    ]
    return [(name, change, data) for name, change, data in made if data is not None]


CASES = changed_tables()


def we_accept(folder: Path, table: Table) -> bool:
    """Whether the reader finds no error in table.csv."""
    reading = read_table(folder, "table.csv", table.schema, required=True)
    return not any(fault.severity == "error" for fault in reading.faults)


def referee_accepts(folder: Path, table: Table) -> bool:
    """Whether frictionless finds table.csv valid, names and order of its columns included.

    References to other tables are left out: here a table is judged by itself.
    """
    descriptor = {key: value for key, value in table.schema.descriptor.items() if key != "foreignKeys"}
    resource = Resource(
        path="table.csv",
        basepath=str(folder),
        format="csv",
        encoding="utf-8",
        dialect=Dialect(controls=[CsvControl(delimiter=",")]),
        schema=TableSchema.from_descriptor(descriptor),
    )
    return resource.validate().valid


def test_there_are_a_thousand_changed_tables_and_a_third_of_them_stays_valid() -> None:
    assert len({data for _, _, data in CASES}) >= 1000
    valid = sum(change in ACCEPTED for _, change, _ in CASES)
    assert len(CASES) / 3 <= valid <= len(CASES) / 2
    assert {name for name, _, _ in CASES} == set(TABLES) and len(TABLES) == 52
    assert {change for _, change, _ in CASES} == set(CHANGES)


def test_every_difference_that_is_listed_is_one_of_a_change_that_is_made() -> None:
    assert set(WE_ACCEPT) <= set(ACCEPTED)
    assert set(WE_REFUSE) <= set(REFUSED)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_referee_gives_the_same_verdict_but_for_what_is_listed(chunk: int, tmp_path: Path) -> None:
    ours, theirs = [], []
    for name, change, data in CASES[chunk::CHUNKS]:
        (tmp_path / "table.csv").write_bytes(data)
        table = TABLES[name]
        if we_accept(tmp_path, table) != (change in ACCEPTED):
            ours.append((name, change))
        if referee_accepts(tmp_path, table) != (
            change in WE_REFUSE or change in set(ACCEPTED) - set(WE_ACCEPT)
        ):
            theirs.append((name, change))
    assert ours == []
    assert theirs == []

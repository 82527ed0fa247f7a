"""What an entry of the catalogue is, and ways to break a cycle."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from broken_cycle import add_row, records, replace, set_cell, write
from napeval.cycle import Fault, examine_cycle
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.reports.inputs import input_faults
from plans import plan_folder

Break = Callable[[Path], object]

ACTIVITIES, BUDGET, INDICATORS = "plan/activities.csv", "plan/budget.csv", "plan/indicators.csv"
INSTITUTIONS, OBJECTIVES, TARGETS = "plan/institutions.csv", "plan/objectives.csv", "plan/targets.csv"
EXPENDITURE, OBSERVATIONS = "monitoring/expenditure.csv", "monitoring/observations.csv"
PROGRESS, SOURCES = "monitoring/progress.csv", "monitoring/sources.csv"
PACKAGE, ACCEPTED, SETTINGS = "datapackage.json", "accepted.yml", "evaluations/mid-term/evaluation.yml"
DEMO, REAL = "demo-small", "xk-2022-2024"


@dataclass(frozen=True)
class BadInput:
    """One way to break a cycle, and all that is said besides what is said of the whole one.

    said: "severity: message", in the order of the run. whole: policy and evaluations are judged too.
    """

    break_it: Break
    said: tuple[str, ...]
    cycle: str = DEMO
    whole: bool = False


def bad(break_it: Break, *said: str) -> BadInput:
    """An entry of the demonstration cycle."""
    return BadInput(break_it, said)


def real(break_it: Break, *said: str) -> BadInput:
    """An entry of the real cycle."""
    return BadInput(break_it, said, REAL)


def whole(break_it: Break, *said: str) -> BadInput:
    """An entry of the demonstration cycle with its policy and evaluation."""
    return BadInput(break_it, said, whole=True)


def cell(file: str, row: int, column: str, value: str) -> Break:
    """Another value in one cell; the row as a spreadsheet shows it."""
    return lambda cycle: set_cell(cycle, file, row, column, value)


def cell_of(file: str, key: str, column: str, value: str) -> Break:
    """Another value in the first row that begins with a key."""

    def break_it(cycle: Path) -> None:
        rows = records(cycle, file)
        row = next(number for number, cells in enumerate(rows, start=1) if cells[0] == key)
        set_cell(cycle, file, row, column, value)

    return break_it


def text(file: str, old: str, new: str) -> Break:
    """One text for another that stands in the file once."""
    return lambda cycle: replace(cycle, file, old, new)


def content(file: str, data: bytes | str) -> Break:
    """A whole file of other content."""
    raw = data.encode("utf-8") if isinstance(data, str) else data

    def break_it(cycle: Path) -> None:
        (cycle / file).parent.mkdir(parents=True, exist_ok=True)
        (cycle / file).write_bytes(raw)

    return break_it


def row(file: str, **cells: str) -> Break:
    """A row more at the end of a table."""
    return lambda cycle: add_row(cycle, file, **cells)


def rows(file: str, new: Callable[[list[list[str]]], Sequence[list[str]]]) -> Break:
    """The rows of a table made into others, the heading among them."""
    return lambda cycle: write(cycle, file, list(new(records(cycle, file))))


def raw(file: str, new: Callable[[bytes], bytes]) -> Break:
    """The bytes of a file made into others."""

    def break_it(cycle: Path) -> None:
        (cycle / file).write_bytes(new((cycle / file).read_bytes()))

    return break_it


def encoded(file: str, encoding: str) -> Break:
    """A file written in another encoding."""
    return raw(file, lambda data: data.decode("utf-8").encode(encoding))


def without(file: str) -> Break:
    """A file taken away."""
    return lambda cycle: (cycle / file).unlink()


def several(*breaks: Break) -> Break:
    """One after the other."""

    def break_it(cycle: Path) -> None:
        for one in breaks:
            one(cycle)

    return break_it


def as_parquet(file: str, **columns: pa.Array) -> Break:
    """A table as Parquet in place of CSV, all columns text but for those given."""

    def break_it(cycle: Path) -> None:
        with (cycle / file).open(encoding="utf-8", newline="") as stream:
            heading, *found = csv.reader(stream)
        cells = {
            name: columns.get(name, pa.array([row[place] or None for row in found], pa.string()))
            for place, name in enumerate(heading)
        }
        cells |= {name: column for name, column in columns.items() if name not in heading}
        path = (cycle / file).with_suffix(".parquet")
        pa.parquet.write_table(pa.table(cells), path)
        (cycle / file).unlink()

    return break_it


def writing(settings: str) -> Break:
    """How the tables are written, declared in the package."""
    return text(PACKAGE, '"data_status": "synthetic",', f'"data_status": "synthetic", "writing": {settings},')


def faults_of(cycle: Path, *, whole: bool) -> list[Fault]:
    """All that is found in a cycle."""
    return [*examine_cycle(cycle).faults, *(input_faults(cycle) if whole else ())]


def in_words(faults: Sequence[Fault], language: str = "en") -> list[str]:
    """Severity and message of each fault."""
    return [f"{fault.severity}: {fault_text(fault, Language(language))}" for fault in faults]


@cache
def _said_of(cycle: str) -> Counter[str]:
    return Counter(in_words(examine_cycle(plan_folder(cycle)).faults))


def new_faults(entry: BadInput, cycle: Path) -> list[Fault]:
    """What is found in a broken copy of a cycle and not in the cycle itself."""
    known = Counter(_said_of(entry.cycle))
    found = []
    for fault in faults_of(cycle, whole=entry.whole):
        (said,) = in_words([fault])
        if known[said]:
            known[said] -= 1
        else:
            found.append(fault)
    return found

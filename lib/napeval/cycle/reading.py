"""Reading a cycle and its evaluations; the faults of all files are found in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from napeval.cycle.accepted import with_acceptances, with_keys
from napeval.cycle.cycle import Cycle, Evaluation
from napeval.cycle.faults import CycleFaults, Fault, errors_of
from napeval.cycle.package import Package, missing_tables, read_package
from napeval.cycle.references import reference_faults
from napeval.cycle.report_period import period_faults
from napeval.cycle.rules import HANGS_ON, JUDGED_BY, rule_faults
from napeval.cycle.schemas import REQUIRED_TABLES, schemas
from napeval.cycle.settings import EVALUATION_SETTINGS, EVALUATION_WORDS, read_settings, word_faults
from napeval.cycle.stray_files import misplaced_files, unknown_files
from napeval.cycle.tables import TableReading, leads_away, read_table

_TEXT_LANGUAGES = ("sq", "en", "sr")
_PROMPT = re.compile(r"<!--.*?-->", re.DOTALL)
"""Comments in a text are prompts to its writer; what holds nothing else is not written yet."""


@dataclass(frozen=True)
class Reading:
    """A cycle and what was found while reading it; cycle is None where there are errors."""

    cycle: Cycle | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep the cycle from being used."""
        return tuple(errors_of(self.faults))


def read_cycle(folder: Path) -> Cycle:
    """The cycle in a folder. Raises CycleFaults with every error of every file."""
    reading = examine_cycle(folder)
    if reading.cycle is None:
        raise CycleFaults(reading.errors)
    return reading.cycle


def examine_cycle(folder: Path) -> Reading:
    """The cycle in a folder with all its faults, errors and notes, of all files at once."""
    package = read_package(folder)
    faults = list(package.faults)
    known = [name for name in schemas() if not name.startswith("evaluations/")]
    read = {name: _read(folder, package, name) for name in known}
    faults += [fault for reading in read.values() for fault in reading.faults]
    faults += _file_faults(folder, package, known, faults)
    faults += _first_of_cells(reference_faults(read), faults)
    tables = MappingProxyType({name: reading.frame for name, reading in read.items()})
    faults += _rule_faults(read, package, faults)
    faults = _without_remarks_beside_errors(faults)
    faults = with_acceptances(folder, with_keys(faults, {name: each.found for name, each in read.items()}))
    if package.meta is None or errors_of(faults):
        return Reading(None, tuple(faults))
    return Reading(Cycle(folder, package.meta, tables), tuple(faults))


def _file_faults(
    folder: Path, package: Package, known: Sequence[str], found: Sequence[Fault]
) -> Iterator[Fault]:
    """Tables that are missing, and tables where nobody reads them; a misplaced one is not missing."""
    misplaced = list(misplaced_files(folder))
    places = [fault.arguments["place"] for fault in misplaced]
    yield from missing_tables(folder, package, [*(fault.file for fault in found), *places])
    yield from misplaced
    for place in ("plan", "monitoring"):
        yield from unknown_files(folder, place, known)


def _first_of_cells(faults: Iterable[Fault], found: Sequence[Fault]) -> list[Fault]:
    """The faults but for those of cells, or of whole files, of which an error is said already."""
    said = {_cell(fault) for fault in found if fault.severity == "error"}
    return [fault for fault in faults if _cell(fault) not in said]


def _without_remarks_beside_errors(faults: Sequence[Fault]) -> list[Fault]:
    """The faults, without notes and warnings on a cell that cannot stay as it is."""
    wrong = {_cell(fault) for fault in faults if fault.severity == "error" and fault.column}
    return [fault for fault in faults if fault.severity == "error" or _cell(fault) not in wrong]


def _cell(fault: Fault) -> tuple[str, int | None, str | None]:
    return fault.file, fault.row, fault.column


def read_cycle_table(folder: Path, name: str) -> TableReading:
    """One table of a cycle by itself, such as monitoring/sources, with the faults of its cells."""
    return _read(folder, read_package(folder), name)


def _read(folder: Path, package: Package, name: str) -> TableReading:
    file = f"{name}.csv"
    return read_table(
        folder, file, schemas()[name],
        required=name in REQUIRED_TABLES, conventions=package.conventions_of(file),
    )  # fmt: skip


def _rule_faults(read: Mapping[str, TableReading], package: Package, found: Sequence[Fault]) -> list[Fault]:
    """Breaches of rules across tables, but for those that follow from a cell that could not be read."""
    errors = errors_of(found)
    judged = {_cell(fault) for fault in errors}
    in_doubt = {fault.file.rpartition(".")[0] for fault in errors}
    files = {f"{name}.csv": reading.file for name, reading in read.items()}
    signs = {name: reading.signs for name, reading in read.items()}
    tables = {name: reading.found if reading.keyed else reading.frame for name, reading in read.items()}
    none_of_it = {(reading.file, row) for reading in read.values() for row in reading.left_blank}
    blank = {(reading.file, column) for reading in read.values() for column in reading.not_there}
    faults = (
        replace(fault, file=files.get(fault.file, fault.file))
        for fault in rule_faults(tables, package.for_rules, signs)
    )
    return [
        fault for fault in faults
        if JUDGED_BY.get(fault.code) not in in_doubt
        and (fault.file, fault.row) not in none_of_it
        and not any(
            (fault.file, fault.row, column) in judged or (fault.file, column) in blank
            for column in (fault.column, *HANGS_ON.get(fault.code, ()))
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class EvaluationReading:
    """An evaluation as far as it could be read, not to be used where anything is wrong with it."""

    evaluation: Evaluation
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep the evaluation from being used."""
        return tuple(errors_of(self.faults))


def read_evaluation(cycle_folder: Path, name: str) -> Evaluation:
    """One evaluation of a cycle, with the evaluator's texts. Raises CycleFaults with every error."""
    reading = examine_evaluation(cycle_folder, name)
    if reading.errors:
        raise CycleFaults(reading.errors)
    return reading.evaluation


def examine_evaluation(cycle_folder: Path, name: str) -> EvaluationReading:
    """One evaluation of a cycle with every fault of its files at once."""
    place = f"evaluations/{name}"
    file = f"{place}/evaluation.yml"
    settings, faults = _evaluation_settings(cycle_folder, file)
    faults += [*word_faults(settings, file, EVALUATION_WORDS), *period_faults(settings, file)]
    conventions = read_package(cycle_folder).conventions
    tables = {}
    for table, schema in schemas().items():
        if table.startswith("evaluations/"):
            own_file = f"{place}/{table.removeprefix('evaluations/')}.csv"
            reading = read_table(cycle_folder, own_file, schema, required=False, conventions=conventions)
            tables[table] = reading.frame
            faults += reading.faults
    faults += unknown_files(
        cycle_folder, place, [table.replace("evaluations", place, 1) for table in tables]
    )
    texts, found = _read_texts(cycle_folder, f"{place}/text")
    evaluation = Evaluation(name, settings, MappingProxyType(tables), MappingProxyType(texts))
    return EvaluationReading(evaluation, (*faults, *found))


def _evaluation_settings(cycle_folder: Path, file: str) -> tuple[dict[str, Any], list[Fault]]:
    if leads_away(cycle_folder, cycle_folder / file):
        return {}, [Fault("symlink", file)]
    return read_settings(cycle_folder / file, file, EVALUATION_SETTINGS)


def without_prompts(text: str) -> str:
    """What is written in a text besides its comments; "" while nothing is."""
    return _PROMPT.sub("", text).strip()


def prompts_in(text: str) -> list[str]:
    """The comments of a text, with their marks."""
    return _PROMPT.findall(text)


def _read_texts(folder: Path, place: str) -> tuple[dict[tuple[str, str], str], list[Fault]]:
    """The evaluator's own words, by section and language: text/<section>.<language>.md."""
    texts: dict[tuple[str, str], str] = {}
    faults = []
    for path in sorted((folder / place).glob("*.md")):
        section, _, language = path.name.removesuffix(".md").rpartition(".")
        file = f"{place}/{path.name}"
        if leads_away(folder, path):
            faults.append(Fault("symlink", file))
            continue
        if not section or language not in _TEXT_LANGUAGES:
            arguments = {"allowed": ", ".join(_TEXT_LANGUAGES)}
            faults.append(Fault("text_name", file, arguments=arguments))
            continue
        try:
            text = without_prompts(path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:
            faults.append(Fault("text_not_utf8", file))
            continue
        except OSError:
            faults.append(Fault("file_unreadable", file))
            continue
        if text:
            texts[section, language] = text
    return texts, faults

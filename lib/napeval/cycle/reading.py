"""Reading a cycle and its evaluations; the faults of all files are found in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from napeval.cycle.cycle import Cycle, Evaluation
from napeval.cycle.faults import CycleFaults, Fault, nearest
from napeval.cycle.meta import read_meta
from napeval.cycle.rules import rule_faults, split_list
from napeval.cycle.schemas import REQUIRED_TABLES, schemas
from napeval.cycle.settings import EVALUATION_SETTINGS, EVALUATION_WORDS, read_settings, word_faults
from napeval.cycle.tables import TableReading, read_table

_LISTS = (
    ("plan/activities", "funding_sources", "plan/institutions", "institution"),
    ("plan/budget", "funding_source", "plan/institutions", "institution"),
    ("plan/reporting", "prepared_by", "plan/institutions", "institution"),
    ("monitoring/sources", "derived_from", "monitoring/sources", "source_id"),
    ("monitoring/recommendations_received", "activity_ids", "plan/activities", "activity_id"),
)
"""Columns that hold several identifiers separated by semicolons, and where these must be known."""

_LINKS = "monitoring/recommendations_received"
_STRENGTHS = ("direct", "partial")
_TEXT_LANGUAGES = ("sq", "en", "sr")


@dataclass(frozen=True)
class Reading:
    """A cycle and what was found while reading it; cycle is None where there are errors."""

    cycle: Cycle | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep the cycle from being used."""
        return tuple(fault for fault in self.faults if fault.severity == "error")


def read_cycle(folder: Path) -> Cycle:
    """The cycle in a folder. Raises CycleFaults with every error of every file."""
    reading = examine_cycle(folder)
    if reading.cycle is None:
        raise CycleFaults(reading.errors)
    return reading.cycle


def examine_cycle(folder: Path) -> Reading:
    """The cycle in a folder with all its faults, errors and notes, of all files at once."""
    meta, faults = read_meta(folder)
    known = [name for name in schemas() if not name.startswith("evaluations/")]
    read = {
        name: read_table(folder, f"{name}.csv", schemas()[name], required=name in REQUIRED_TABLES)
        for name in known
    }
    faults += [fault for reading in read.values() for fault in reading.faults]
    for place in ("plan", "monitoring"):
        faults += _unknown_files(folder, place, known)
    faults += _reference_faults(read)
    faults += _link_faults(read[_LINKS].frame)
    tables = MappingProxyType({name: reading.frame for name, reading in read.items()})
    judged = {(fault.file, fault.row, fault.column) for fault in faults}
    faults += [
        fault for fault in rule_faults(tables, meta) if (fault.file, fault.row, fault.column) not in judged
    ]  # a cell that could not be read is not missing besides
    if meta is None or any(fault.severity == "error" for fault in faults):
        return Reading(None, tuple(faults))
    return Reading(Cycle(folder, meta, tables), tuple(faults))


@dataclass(frozen=True)
class EvaluationReading:
    """An evaluation as far as it could be read, not to be used where anything is wrong with it."""

    evaluation: Evaluation
    faults: tuple[Fault, ...]


def read_evaluation(cycle_folder: Path, name: str) -> Evaluation:
    """One evaluation of a cycle, with the evaluator's texts. Raises CycleFaults with every error."""
    reading = examine_evaluation(cycle_folder, name)
    if reading.faults:
        raise CycleFaults(reading.faults)
    return reading.evaluation


def examine_evaluation(cycle_folder: Path, name: str) -> EvaluationReading:
    """One evaluation of a cycle with every fault of its files at once."""
    place = f"evaluations/{name}"
    file = f"{place}/evaluation.yml"
    settings, faults = read_settings(cycle_folder / file, file, EVALUATION_SETTINGS)
    faults += word_faults(settings, file, EVALUATION_WORDS)
    tables = {}
    for table, schema in schemas().items():
        if table.startswith("evaluations/"):
            own_file = f"{place}/{table.removeprefix('evaluations/')}.csv"
            reading = read_table(cycle_folder, own_file, schema, required=False)
            tables[table] = reading.frame
            faults += reading.faults
    faults += _unknown_files(
        cycle_folder, place, [table.replace("evaluations", place, 1) for table in tables]
    )
    texts, found = _read_texts(cycle_folder, f"{place}/text")
    evaluation = Evaluation(name, settings, MappingProxyType(tables), MappingProxyType(texts))
    return EvaluationReading(evaluation, (*faults, *found))


def _read_texts(folder: Path, place: str) -> tuple[dict[tuple[str, str], str], list[Fault]]:
    """The evaluator's own words, by section and language: text/<section>.<language>.md."""
    texts: dict[tuple[str, str], str] = {}
    faults = []
    for path in sorted((folder / place).glob("*.md")):
        section, _, language = path.name.removesuffix(".md").rpartition(".")
        file = f"{place}/{path.name}"
        if path.is_symlink():
            faults.append(Fault("symlink", file))
            continue
        if not section or language not in _TEXT_LANGUAGES:
            arguments = {"allowed": ", ".join(_TEXT_LANGUAGES)}
            faults.append(Fault("text_name", file, arguments=arguments))
            continue
        try:
            text = path.read_bytes().decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            faults.append(Fault("text_not_utf8", file))
            continue
        if text:
            texts[section, language] = text
    return texts, faults


def _unknown_files(folder: Path, place: str, known: list[str]) -> Iterator[Fault]:
    """Tables under a name that no schema has: passed over in silence, a misspelt one would be lost."""
    names = [f"{name}.csv" for name in known if name.rpartition("/")[0] == place]
    short = [name.rpartition("/")[2] for name in names]
    inside = folder / place
    for path in sorted(inside.iterdir()) if inside.is_dir() else ():
        table_like = path.suffix.lower() in (".csv", ".parquet", ".xlsx", ".tsv")
        if table_like and path.name not in short:
            arguments = {"allowed": ", ".join(short), "nearest": nearest(path.name, short)}
            yield Fault("file_unknown", f"{place}/{path.name}", arguments=arguments)


def _reference_faults(read: Mapping[str, TableReading]) -> Iterator[Fault]:
    """Identifiers that stand for no row of the table they refer to.

    A table that could not be read has a fault of its own, and what refers to it is not held against it.
    """
    single = [(name, *key, False) for name in read for key in schemas()[name].foreign_keys]
    for name, column, other, other_column, several in [*single, *((*place, True) for place in _LISTS)]:
        if not read[other].readable:
            continue
        known = {*read[other].frame[other_column].dropna(), *read[other].unplaced}
        cells = read[name].frame[column].dropna()
        for row, cell in cells.items():
            for part in split_list(cell) if several else [cell]:
                if part not in known:
                    arguments = {"table": f"{other}.csv", "nearest": nearest(part, known)}
                    yield Fault("reference_unknown", f"{name}.csv", int(str(row)), column, part, arguments)


def _link_faults(received: pd.DataFrame) -> Iterator[Fault]:
    """Links of recommendations to activities without a strength each, or with an unknown one."""
    for row, activities, strengths in zip(
        received.index, received["activity_ids"], received["link_strengths"], strict=True
    ):
        named, stated = (
            split_list(cell) if isinstance(cell, str) else [] for cell in (activities, strengths)
        )
        place = (f"{_LINKS}.csv", int(str(row)), "link_strengths")
        if len(named) != len(stated):
            arguments = {"expected": str(len(named)), "found": str(len(stated))}
            yield Fault("links_unequal", *place, strengths if stated else None, arguments)
        for word in stated:
            if word not in _STRENGTHS:
                arguments = {"allowed": ", ".join(_STRENGTHS), "nearest": nearest(word, _STRENGTHS)}
                yield Fault("word_not_allowed", *place, word, arguments)

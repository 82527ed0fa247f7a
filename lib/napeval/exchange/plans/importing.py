"""An ordinary plan table taken into a cycle: shown first what becomes of it, and written on demand."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from napeval.cycle.faults import Fault, errors_of
from napeval.cycle.package import read_package
from napeval.cycle.reading import examine_cycle, read_cycle_table
from napeval.cycle.schemas import schemas
from napeval.cycle.tables import TableReading
from napeval.display.languages import Language
from napeval.exchange.plans.building import BuiltPlan, build_plan
from napeval.exchange.plans.choices import mapping_faults, propose_mapping
from napeval.exchange.plans.drafts import Origin, PlanDraft, RowFate
from napeval.exchange.plans.edition import edition_changes
from napeval.exchange.plans.mapping import PlanMapping, mapping_text
from napeval.exchange.plans.mapping_reading import read_mapping
from napeval.exchange.plans.money import Row
from napeval.exchange.plans.row_view import RowView
from napeval.exchange.plans.rows import RowReader
from napeval.exchange.plans.source import PlanSource, read_source
from napeval.exchange.table_text import TableTextError, line_text, new_table, read_table_text
from napeval.exchange.table_writing import write_tables

FOLDER = "import"
"""Where mapping and list of rows stand in a cycle."""
_KNOWN = "plan/institutions"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class PlanImport:
    """What an import makes, or would make.

    mapping: None where none could be made. mapping_file: where it is written down, inside the cycle.
    fates: what became of each row of the plan, in its order. rows: new rows by table. tables: content of
    the files to write by path in the cycle. filled: how many cells another edition fills, by table.
    faults: of the plan and the mapping. remaining: what the check of the cycle finds afterwards, the list
    of what is left to do. written: the files that were written.
    """

    source: str
    mapping: PlanMapping | None
    mapping_file: str
    fates: tuple[RowFate, ...] = ()
    rows: Mapping[str, list[Row]] = field(default_factory=lambda: MappingProxyType({}))
    tables: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    filled: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[Fault, ...] = ()
    remaining: tuple[Fault, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep the plan from being written."""
        return tuple(errors_of(self.faults))


def import_plan(
    source: Path,
    into: Path,
    *,
    mapping: Path | None = None,
    plan_language: str = "",
    add_language: bool = False,
    write: bool = False,
    language: str = "en",
) -> PlanImport:
    """Read a plan and show what it becomes in the cycle `into`; write it where asked and without errors.

    add_language: the plan is another edition of the one that the cycle holds; only its words are added.
    mapping: a mapping written down before; without it the one that stands in the cycle for this file is
    used, and where there is none one is proposed and written down. plan_language: of the plan's words,
    "" to tell it by its headings. language: of the comments in the mapping. Nothing is raised for any plan.
    """
    noted = f"{FOLDER}/{source.stem}.mapping.yml"
    plan, faults = read_source(source)
    package = read_package(into)
    meta = package.meta
    faults += errors_of(package.faults)
    if plan is None or meta is None:
        return PlanImport(source.name, None, noted, faults=tuple(faults))
    chosen, found = _mapping(plan, into, mapping, noted, plan_language)
    if chosen is None:
        return PlanImport(source.name, None, noted, faults=(*faults, *found))
    faults += [*found, *mapping_faults(chosen, plan)]
    proposed = mapping is None and not os.path.lexists(into / noted)
    if errors_of(faults):
        if proposed and chosen.sheets:
            _note_down(into, noted, chosen, language)
        return PlanImport(source.name, chosen, noted, faults=tuple(faults))
    existing = {name: read_cycle_table(into, name) for name in _WRITTEN}
    fates, built, found = _read(plan, chosen, existing[_KNOWN], meta.currency)
    faults += [*found, *built.faults, *([] if add_language else _occupied(existing))]
    full = replace(
        chosen,
        institutions={**built.read_as, **chosen.institutions},
        pillars={**built.pillars, **chosen.pillars},
    )
    if proposed:
        _note_down(into, noted, full, language)
    result = PlanImport(source.name, full, noted, fates, built.rows, faults=tuple(faults))
    if result.errors:
        return result
    if add_language:
        tables, filled, found = edition_changes(into, built.rows, plan.file)
        result = replace(result, rows={}, filled=filled)
    else:
        tables, found = _tables(into, built.rows)
    result = replace(result, faults=(*result.faults, *found))
    if result.errors:
        return result
    result = replace(result, tables=tables, remaining=_remaining(into, tables))
    return _written(result, into, source.stem, full, language) if write else result


_WRITTEN = (
    "plan/objectives",
    "plan/activities",
    "plan/responsibilities",
    "plan/institutions",
    "plan/budget",
    "plan/printed_totals",
)
"""Tables that an import fills."""


def _mapping(
    plan: PlanSource, into: Path, given: Path | None, noted: str, plan_language: str
) -> tuple[PlanMapping | None, list[Fault]]:
    """The mapping given, the one noted in the cycle, or a proposal."""
    path = given or (into / noted)
    if given is None and not os.path.lexists(path):
        return propose_mapping(plan, plan_language), []
    mapping, faults = read_mapping(path, given.name if given else noted)
    if mapping is not None and plan_language:
        mapping = replace(mapping, language=plan_language)
    return mapping, faults


def _note_down(into: Path, noted: str, mapping: PlanMapping, language: str) -> None:
    write_tables(into, {noted: mapping_text(mapping, Language(language)).encode("utf-8")})


def _read(
    plan: PlanSource, mapping: PlanMapping, institutions: TableReading, currency: str
) -> tuple[tuple[RowFate, ...], BuiltPlan, list[Fault]]:
    """Every row of every sheet, and what the rows become."""
    draft = PlanDraft()
    fates: list[RowFate] = []
    faults: list[Fault] = []
    for choice in mapping.sheets:
        sheet = plan.sheet(choice.name)
        assert sheet is not None  # a mapping with unknown sheets is refused before
        faults += plan.cell_faults(choice.name, choice.heading_rows[-1] + 1 if choice.heading_rows else 1)
        view = RowView(plan.file, sheet, choice, mapping.language)
        fates += RowReader(view, draft).read()
        faults += view.faults
    if not draft.activities:
        faults.append(Fault("no_activities", plan.file))
    origin = Origin(plan.file, len(mapping.sheets) > 1)
    built = build_plan(draft, mapping, origin=origin, currency=currency, institutions=institutions.frame)
    return tuple(fates), built, faults


def _occupied(existing: Mapping[str, TableReading]) -> list[Fault]:
    """Tables that hold rows already are not written over; institutions are added to those that are there."""
    faults = [fault for reading in existing.values() for fault in reading.faults if fault.severity == "error"]
    for name, reading in existing.items():
        kept = name == _KNOWN and not reading.file.endswith(".parquet")
        if len(reading.frame) and not kept:
            faults.append(
                Fault(
                    "table_not_empty",
                    reading.file or f"{name}.csv",
                    arguments={"count": str(len(reading.frame))},
                )
            )
    return faults


def _tables(into: Path, rows: Mapping[str, list[Row]]) -> tuple[dict[str, bytes], list[Fault]]:
    """The files as they will be. Institutions of the cycle stay as they are, before the new ones."""
    tables = {}
    for name in _WRITTEN:
        if not rows[name]:
            continue
        table = new_table(schemas()[name])
        if name == _KNOWN and (into / f"{name}.csv").is_file():
            try:
                table = read_table_text((into / f"{name}.csv").read_bytes())
            except TableTextError:
                return {}, [Fault("not_utf8", f"{name}.csv")]
        tables[f"{name}.csv"] = table.changed(rows[name], {})
    return tables, []


def _remaining(into: Path, tables: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """What the check of the cycle finds once the tables are written, tried on a copy."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / into.resolve().name
        copy.mkdir()
        for name in ("plan", "monitoring"):
            if (into / name).is_dir():
                shutil.copytree(into / name, copy / name, symlinks=True)
        shutil.copy2(into / "datapackage.json", copy / "datapackage.json")
        for name in ("accepted.yml",):
            if (into / name).is_file():
                shutil.copy2(into / name, copy / name)
        write_tables(copy, tables)
        return tuple(fault for fault in examine_cycle(copy).faults if fault.severity != "note")


def _written(result: PlanImport, into: Path, stem: str, mapping: PlanMapping, language: str) -> PlanImport:
    listed = [("sheet", "row", "became", "identifier", "text")]
    listed += [
        (fate.sheet, str(fate.row), fate.became, fate.identifier, _harmless(fate.text))
        for fate in result.fates
    ]
    files = {
        **result.tables,
        f"{FOLDER}/{stem}.rows.csv": "".join(map(line_text, listed)).encode("utf-8"),
        result.mapping_file: mapping_text(mapping, Language(language)).encode("utf-8"),
    }
    write_tables(into, files)
    return replace(result, written=tuple(files))


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text

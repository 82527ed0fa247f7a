"""Filled forms collected into a cycle: read, compared with what is on record, tried, and only then written.

Nothing is overwritten where a table keeps the day of recording: a correction is a further row with a later
day, which is the date of answer that stands in the form. So the same form collected twice, on whatever
day, changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from napeval.cycle import examine_cycle
from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import CycleFaults, Fault
from napeval.display.languages import Language
from napeval.exchange.collecting.check import Origins, new_faults
from napeval.exchange.collecting.merge import TableMerge, day_of, schema_of
from napeval.exchange.collecting.model import Added, Answering, Collected, Correction, Response
from napeval.exchange.collecting.reading import ReadForm, read_forms
from napeval.exchange.collecting.responses import responses
from napeval.exchange.forms.kinds import NewRow
from napeval.exchange.forms.registry import FORM_KINDS
from napeval.exchange.table_text import TableText, TableTextError, new_table, read_table_text
from napeval.exchange.table_writing import write_tables

_DAYS = ("recorded_on", "retrieved", "on")
"""Columns with the day of an answer."""

__all__ = ["Added", "Answering", "Collected", "Correction", "Response", "collect", "write_collected"]


def collect(folder: Path, cycle_folder: Path, today: date, language: Language) -> Collected:
    """What the forms in a folder would bring into a cycle. Writes nothing and raises nothing for any form.

    today: a form answered later than this is refused. language: of the names in the response table.
    """
    reading = examine_cycle(cycle_folder)
    if reading.cycle is None:
        return _nothing(tuple(reading.errors))
    forms, faults = read_forms(folder, reading.cycle)
    faults = [*faults, *(fault for form in forms for fault in form.faults)]
    answered = responses(forms, reading.cycle, language)
    merging = _Merging(cycle_folder, reading.cycle)
    for form in _in_order([form for form in forms if not form.refused]):
        faults += _late(form, today)
        merging.take(form)
    faults += merging.faults()
    changes = merging.changes()
    if changes:
        faults += _not_said(new_faults(cycle_folder, changes, merging.origins(), reading.faults), faults)
    return Collected(
        merging.added(),
        merging.unchanged(),
        merging.corrections(),
        answered,
        tuple(faults),
        changes,
        {name: merging.base[name] for name in changes},
    )


def write_collected(collected: Collected, cycle_folder: Path) -> list[Path]:
    """Write what was collected, all files or none; gives the paths of the changed files.

    Raises CycleFaults where errors stand, or where a table has changed since it was collected for.
    """
    if collected.errors:
        raise CycleFaults(collected.errors)
    moved = [name for name, before in collected.base.items() if _content(cycle_folder / name) != before]
    if moved:
        raise CycleFaults([Fault("form_table_moved", name) for name in moved])
    write_tables(cycle_folder, collected.changes)
    return [cycle_folder / name for name in collected.changes]


def _nothing(faults: tuple[Fault, ...]) -> Collected:
    return Collected({}, {}, (), (), faults, {}, {})


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _in_order(forms: list[ReadForm]) -> list[ReadForm]:
    """Earlier answers first, so that a later form of the same institution corrects an earlier one."""
    return sorted(forms, key=lambda form: (max(map(day_of, _rows(form)), default=date.min), form.file))


def _rows(form: ReadForm) -> list[NewRow]:
    return [row for rows in form.rows.rows.values() for row in rows]


def _late(form: ReadForm, today: date) -> list[Fault]:
    """A form cannot have been answered after the day on which it is collected."""
    late = [
        (row, column, row.values[column])
        for row in _rows(form)
        for column in _DAYS
        if row.values.get(column, "") > today.isoformat()
    ]
    if not late:
        return []
    row, column, value = min(late, key=lambda one: one[1] not in one[0].cells)  # one whose cell is known
    cell, heading = row.cells.get(column, (None, None))
    arguments = {"today": today.isoformat()}
    return [
        Fault("form_date_in_future", form.file, row.row, heading, value, arguments, "error", row.sheet, cell)
    ]


def _not_said(found: list[Fault], said: list[Fault]) -> list[Fault]:
    """Faults of a cell that has none of its own yet."""
    places = {(fault.file, fault.sheet, fault.cell) for fault in said if fault.cell}
    return [fault for fault in found if not fault.cell or (fault.file, fault.sheet, fault.cell) not in places]


class _Merging:
    """The tables that forms bring rows for, read when the first row comes."""

    def __init__(self, folder: Path, cycle: Cycle) -> None:
        self._folder = folder
        self._cycle = cycle
        self._texts: dict[str, TableText] = {}
        self._merges: dict[str, TableMerge] = {}
        self._faults: list[Fault] = []
        self._rows: dict[int, NewRow] = {}
        self._files: dict[str, tuple[bytes, str]] = {}
        self.base: dict[str, bytes | None] = {}

    def take(self, form: ReadForm) -> None:
        """Merge the rows of one form."""
        own = form.filled.identification if form.filled else None
        replaces = FORM_KINDS[own.kind].replaces if own else frozenset()
        for table, rows in form.rows.rows.items():
            merge = self._merge_of(table, replaces)
            for row in rows if merge else ():
                assert merge is not None
                before = len(merge.added)
                merge.merge(row, form.file)
                if len(merge.added) > before:
                    self._rows[id(merge.added[-1])] = row
        for name, content in form.rows.files.items():
            self._take_file(name, content, form.file)

    def _take_file(self, name: str, content: bytes, form: str) -> None:
        """New content of a file that is no table; two forms cannot change it at once."""
        before, other = self._files.get(name, (content, form))
        if before != content:
            self._faults.append(Fault("form_file_twice", form, arguments={"file": name, "other": other}))
            return
        self.base[name] = _content(self._folder / name)
        self._files[name] = (content, form)

    def _merge_of(self, table: str, replaces: frozenset[str]) -> TableMerge | None:
        """The merging of a table; None, said once, where rows cannot be added to its file."""
        if table in self._merges:
            return self._merges[table]
        file = f"{table}.csv"
        if file in self.base:
            return None
        self.base[file] = _content(self._folder / file)
        content = self.base[file]
        try:
            text = new_table(schema_of(table)) if content is None else read_table_text(content)
        except TableTextError:
            self._faults.append(Fault("form_table_unwritable", file))
            return None
        if content is None and (self._folder / f"{table}.parquet").exists():
            self._faults.append(Fault("form_table_unwritable", f"{table}.parquet"))
            return None
        schema = schema_of(table)
        base_name = schema.table
        self._texts[table] = text
        self._merges[table] = TableMerge(table, text.records, replaces=base_name in replaces)
        return self._merges[table]

    def faults(self) -> list[Fault]:
        return [*self._faults, *(fault for merge in self._merges.values() for fault in merge.faults)]

    def added(self) -> Mapping[str, tuple[Added, ...]]:
        return {table: tuple(merge.added) for table, merge in self._merges.items() if merge.added}

    def unchanged(self) -> Mapping[str, int]:
        return {table: merge.unchanged for table, merge in self._merges.items() if merge.unchanged}

    def corrections(self) -> tuple[Correction, ...]:
        return tuple(one for merge in self._merges.values() for one in merge.corrections)

    def changes(self) -> dict[str, bytes]:
        """The new content of every file that changes."""
        tables = {
            f"{table}.csv": self._texts[table].changed([row.values for row in merge.added], merge.replaced)
            for table, merge in self._merges.items()
            if merge.added or merge.replaced
        }
        return tables | {name: content for name, (content, _) in self._files.items()}

    def origins(self) -> Origins:
        """Where the added rows come from, by the row that they get in their file."""
        return {
            f"{table}.csv": {
                number: (row, self._rows[id(row)])
                for number, row in enumerate(merge.added, start=self._texts[table].rows + 1)
            }
            for table, merge in self._merges.items()
        }

"""New rows against those on record: what is new, what is there already, what corrects what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from napeval.cycle.dates import Day, parse_date
from napeval.cycle.faults import Fault
from napeval.cycle.numbers import Number, parse_number
from napeval.cycle.schemas import Schema, schemas
from napeval.exchange.collecting.model import Added, Correction
from napeval.exchange.forms.kinds import NewRow

_RECORDED = "recorded_on"
_DAYS = (_RECORDED, "set_on", "on", "date")
_SUBJECT: Mapping[str, tuple[str, ...]] = {
    "monitoring/statements": ("source_id", "topic", "period", "indicator_id")
}
"""What tells rows apart besides the day of recording, where it is not the primary key without that day."""

_NAMES_ONLY: Mapping[str, tuple[str, ...]] = {"monitoring/statements": ("statement_id",)}
"""Columns that follow from the day of recording."""

_MONEY = "monitoring/expenditure"
_SOURCES = "monitoring/sources"
_FORM = "form_"


def schema_of(table: str) -> Schema:
    """The schema of a table by its path: that of "evaluations/mid-term/survey" is "evaluations/survey"."""
    parts = table.split("/")
    return schemas()[f"{parts[0]}/{parts[-1]}"]


@dataclass(frozen=True)
class _OnRecord:
    """A row that is in the table, with the place of its record, or one that has been added to it."""

    values: Mapping[str, str]
    place: int | None
    origin: Added | None


class TableMerge:
    """One table that rows are merged into."""

    def __init__(self, table: str, records: tuple[Mapping[str, str], ...], *, replaces: bool) -> None:
        self._table = table
        self._schema = schema_of(table)
        self._replaces = replaces
        self._history: dict[tuple[str, ...], list[_OnRecord]] = {}
        self._dated = _RECORDED in self._schema.primary_key or table in _SUBJECT
        self._subject = _SUBJECT.get(
            table, tuple(name for name in self._schema.primary_key if name != _RECORDED)
        )
        self._compared = self._columns_compared()
        self.added: list[Added] = []
        self.replaced: dict[int, Mapping[str, str]] = {}
        self.corrections: list[Correction] = []
        self.unchanged = 0
        self.faults: list[Fault] = []
        for place, values in enumerate(records):
            self._history.setdefault(self._key(values), []).append(_OnRecord(values, place, None))

    def merge(self, new: NewRow, file: str) -> None:
        """Take in one row."""
        row = Added(self._table, dict(new.values), file, new.sheet, new.row)
        key = self._key(new.values)
        before = self._before(key, new.values)
        if before is None:
            self._take(key, row)
            return
        changes = {} if self._table == _SOURCES else self._changes(before.values, new.values)
        if not changes:
            self.unchanged += 1
        elif self._from_another_form(before, new.values):
            self._refuse("form_money_of_another", new, file, before, changes)
        elif not self._dated:
            self._undated(new, file, row, key, before, changes)
        elif self._day(before.values) == self._day(new.values):
            code = "forms_contradict" if before.origin else "form_same_day"
            self._refuse(code, new, file, before, changes)
        else:
            self._correct(key, row, before, changes, appended=True)

    def _columns_compared(self) -> tuple[str, ...]:
        """Columns in which a row can differ from an earlier one of the same subject."""
        left_out = {_RECORDED, *self._subject, *_NAMES_ONLY.get(self._table, ())}
        if "source_id" not in self._schema.primary_key:
            left_out.add("source_id")
        return tuple(name for name in self._schema.names if name not in left_out)

    def _key(self, values: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(self._same(name, values.get(name, "")) for name in self._subject)

    def _same(self, column: str, text: str) -> str:
        """A text as it is compared: numbers and days whatever their writing."""
        kind = self._schema.column(column).type
        if text and kind in ("number", "integer"):
            read = parse_number(text)
            return str((read.value + Decimal(0)).normalize()) if isinstance(read, Number) else text
        if text and kind == "date":
            day = parse_date(text)
            return day.value.isoformat() if isinstance(day, Day) else text
        return text

    def _day(self, values: Mapping[str, str]) -> str:
        """The day of recording; "" in a table that keeps none."""
        return self._same(_RECORDED, values[_RECORDED]) if values.get(_RECORDED) else ""

    def _before(self, key: tuple[str, ...], values: Mapping[str, str]) -> _OnRecord | None:
        """The row on record that this one follows: the last one recorded no later."""
        history = self._history.get(key, [])
        if not self._dated:
            return history[-1] if history else None
        day = self._day(values)
        earlier = [one for one in history if self._day(one.values) <= day]
        return max(earlier, key=lambda one: self._day(one.values), default=None)

    def _changes(self, old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        pairs = {name: (old.get(name, ""), new.get(name, "")) for name in self._compared}
        return {
            name: (before, after)
            for name, (before, after) in pairs.items()
            if self._same(name, before) != self._same(name, after)
        }

    def _from_another_form(self, before: _OnRecord, values: Mapping[str, str]) -> bool:
        """Whether money of the same kind was reported in the form of another institution."""
        old, new = before.values.get("source_id", ""), values.get("source_id", "")
        return self._table == _MONEY and old != new and old.startswith(_FORM)

    def _undated(
        self,
        new: NewRow,
        file: str,
        row: Added,
        key: tuple[str, ...],
        before: _OnRecord,
        changes: Mapping[str, tuple[str, str]],
    ) -> None:
        """A row of a table that keeps no days: the same key cannot stand there twice."""
        if before.origin:
            self._refuse("forms_contradict", new, file, before, changes)
        elif self._replaces and before.place is not None:
            self.replaced[before.place] = {**before.values, **_blanks(self._schema), **new.values}
            self._correct(key, row, before, changes, appended=False)
        else:
            self._refuse("form_key_taken", new, file, before, changes)

    def _correct(
        self,
        key: tuple[str, ...],
        row: Added,
        before: _OnRecord,
        changes: Mapping[str, tuple[str, str]],
        *,
        appended: bool,
    ) -> None:
        old_day, new_day = (one.get(_RECORDED, "") for one in (before.values, row.values))
        self.corrections.append(Correction(row, changes, old_day, new_day, appended))
        if before.origin and before.origin.file != row.file:
            arguments = {"other": before.origin.file, "day": self._day(before.values)}
            self.faults.append(
                Fault(
                    "forms_corrected",
                    row.file,
                    row.row,
                    arguments=arguments,
                    severity="warning",
                    sheet=row.sheet,
                )
            )
        if appended:
            self._take(key, row)
        else:
            self._history[key].append(_OnRecord(row.values, before.place, row))

    def _take(self, key: tuple[str, ...], row: Added) -> None:
        self.added.append(row)
        self._history.setdefault(key, []).append(_OnRecord(row.values, None, row))

    def _refuse(
        self, code: str, new: NewRow, file: str, before: _OnRecord, changes: Mapping[str, tuple[str, str]]
    ) -> None:
        """Two answers that cannot both stand: says where both are and in what they differ."""
        column = next(iter(changes))
        old, value = changes[column]
        cell, heading = new.cells.get(column, ("", column))
        arguments = {
            "old": old,
            "day": self._day(before.values),
            "other": before.origin.file if before.origin else f"{self._table}.csv",
            "source": before.values.get("source_id", ""),
        }
        self.faults.append(
            Fault(code, file, new.row, heading, value, arguments, "error", new.sheet or None, cell or None)
        )


def _blanks(schema: Schema) -> Mapping[str, str]:
    return dict.fromkeys(schema.names, "")


def day_of(row: NewRow) -> date:
    """The day a row is recorded on, set on or answered on; the first of all days where it keeps none."""
    text = next((row.values[name] for name in _DAYS if row.values.get(name)), "")
    read = parse_date(text)
    return read.value if isinstance(read, Day) else date.min

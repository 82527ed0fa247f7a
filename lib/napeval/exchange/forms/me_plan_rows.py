"""From a filled monitoring and evaluation plan to what the tables of the plan leave open.

Rows of plan/indicators and plan/reporting are given whole, with the cells filled that were empty; every
other cell stays as it stands in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import Fault
from napeval.cycle.numbers import number_text
from napeval.exchange.cycle_rows import Row, rows_of
from napeval.exchange.forms.cell_reading import same_word
from napeval.exchange.forms.cell_values import code_text
from napeval.exchange.forms.checklist_rows import Answerer, answerer, blank_fault, is_blank
from napeval.exchange.forms.kinds import FormRows, NewRow, new_row
from napeval.exchange.forms.me_plan import FILLED_IN
from napeval.exchange.forms.me_plan_sheets import OF_REPORTS
from napeval.exchange.forms.model import Value
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.exchange.forms.row_gathering import is_refused
from napeval.exchange.table_text import TableTextError, read_table_text

INDICATORS, REPORTING, TARGETS = "plan/indicators", "plan/reporting", "plan/targets"

_ROLES = {"baseline": ("baseline",), "target": ("interim", "annual", "final")}


def me_plan_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    """Rows for plan/indicators, plan/reporting and plan/targets, and faults.

    A new baseline or target counts as set on the date that stands in the form. What the plan says already
    is not said again; another value than the plan's is a fault that names both.
    """
    if is_blank(filled):
        return FormRows({}, [] if _says_anything(filled) else [blank_fault(filled)])
    who, faults = answerer(filled)
    if who is None:
        return FormRows({}, faults)
    reader = _Reader(filled, cycle, who)
    reader.read()
    return FormRows({table: rows for table, rows in reader.rows.items() if rows}, reader.faults)


def _says_anything(filled: FilledForm) -> bool:
    """Whether the day is filled in: then what the form says has been taken in before."""
    return any(row.values["entry"] is not None for row in filled.answers.get("who", ()))


def _raw(cycle: Cycle, table: str, key: str) -> Mapping[str, Mapping[str, str]]:
    """The rows of a table by their key, each cell as it stands in its file."""
    path = cycle.folder / f"{table}.csv"
    try:
        return {row[key]: row for row in read_table_text(path.read_bytes()).records}
    except (OSError, TableTextError):
        return {}


class _Reader:
    def __init__(self, filled: FilledForm, cycle: Cycle, who: Answerer) -> None:
        self._filled = filled
        self._indicators = {row["indicator_id"]: row for row in rows_of(cycle.tables["plan/indicators"])}
        self._reports = {row["report"]: row for row in rows_of(cycle.tables["plan/reporting"])}
        self._last_year = cycle.meta.end.year
        self._set: dict[str, list[Row]] = {}
        for row in rows_of(cycle.tables["plan/targets"]):
            if row["value"] is not None and row["dimension"] is None and row["category"] is None:
                self._set.setdefault(row["indicator_id"], []).append(row)
        self._set_on = who.on
        self._raw = {
            INDICATORS: _raw(cycle, INDICATORS, "indicator_id"),
            REPORTING: _raw(cycle, REPORTING, "report"),
        }
        self.rows: dict[str, list[NewRow]] = {INDICATORS: [], REPORTING: [], TARGETS: []}
        self.faults: list[Fault] = []

    def read(self) -> None:
        """Go through both sheets."""
        for row in self._filled.answers.get("indicators", ()):
            name = str(row.values["number"])
            self._fill("indicators", row, INDICATORS, self._indicators[name], FILLED_IN)
            for what in _ROLES:
                self._number(row, name, what)
        for row in self._filled.answers.get("reports", ()):
            report = self._reports[str(row.values["number"])]
            self._fill("reports", row, REPORTING, report, {name: name for name in OF_REPORTS})

    def _fill(self, sheet: str, row: FilledRow, table: str, known: Row, columns: Mapping[str, str]) -> None:
        """Columns of a row that the plan leaves empty and the form fills."""
        filled: dict[str, Value] = {}
        for name, column in columns.items():
            found, told = row.values[name], known[column]
            if found is not None and told is None:
                filled[column] = found
            elif found is not None and same_word(code_text(found)) != same_word(str(told)):
                self._contradicts(sheet, row, name, code_text(found), str(told))
        if filled:
            whole = {**self._raw[table].get(str(row.values["number"]), {}), **filled}
            places = {column: name for name, column in columns.items()}
            self.rows[table].append(new_row(self._filled, sheet, row, whole, places))

    def _number(self, row: FilledRow, indicator: str, what: str) -> None:
        """A baseline or a target with its year."""
        value, year = row.values[what], row.values[f"{what}_year"]
        if isinstance(value, str) or (value is None and year is None):
            return  # said by the plan in words when the form was handed out, or not answered
        if not isinstance(value, Decimal) or not isinstance(year, Decimal):
            missing = what if value is None else f"{what}_year"
            if not is_refused(self._filled, "indicators", row, missing):
                self.faults.append(self._filled.fault("form_half_a_target", "indicators", row, missing))
            return
        there = [one for one in self._set.get(indicator, ()) if one["role"] in _ROLES[what]]
        if not there:
            places = {"value": what, "year": f"{what}_year"}
            target = self._target(indicator, what, value, int(year))
            self.rows[TARGETS].append(new_row(self._filled, "indicators", row, target, places))
        elif not any(one["year"] == int(year) and _same(one["value"], value) for one in there):
            told = "; ".join(f"{one['year']}: {one['value']:g}" for one in there)
            self._contradicts("indicators", row, what, f"{int(year)}: {number_text(value)}", told)

    def _target(self, indicator: str, what: str, value: Decimal, year: int) -> Mapping[str, Value]:
        """A row of plan/targets. A target of the last year of the plan is final, an earlier one interim."""
        role = "baseline" if what == "baseline" else "final" if year == self._last_year else "interim"
        return {
            "indicator_id": indicator,
            "role": role,
            "year": str(year),
            "set_on": self._set_on,
            "value": value,
            "basis": "absolute",
        }

    def _contradicts(self, sheet: str, row: FilledRow, column: str, found: str, told: str) -> None:
        arguments = {"plan": told[:120]}
        self.faults.append(
            self._filled.fault(
                "form_contradicts_plan", sheet, row, column, value=found[:60], arguments=arguments
            )
        )


def _same(stored: float, found: Decimal) -> bool:
    return Decimal(format(stored, ".15g")) == found

"""What the progress form shows of the plan and of earlier reports, in words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import Period, is_period, parse_period
from napeval.cycle.schemas import Field, schemas
from napeval.display.languages import Language
from napeval.exchange.cycle_rows import Row, institution_names, known_before, rows_of, words_of
from napeval.exchange.forms import progress_words as words

Breakdown = tuple[str | None, str | None]
"""Dimension and category of a value; (None, None) for the total."""

_TOTAL: Breakdown = (None, None)


def column_of(table: str, column: str) -> Field:
    """A field of a schema."""
    return schemas()[table].column(column)


def code_word(table: str, column: str, code: object, language: Language) -> str:
    """The word of the schema for a code; the code where it has none, "" for a blank."""
    if not code:
        return ""
    return column_of(table, column).labels.get(str(code), {}).get(language.code) or str(code)


class Known:
    """What is known of a cycle before a day, in the words of one language."""

    def __init__(self, cycle: Cycle, period: Period, made_on: date, language: Language) -> None:
        self.cycle = cycle
        self.period = period
        self.language = language
        self.made_on = made_on
        self.names = institution_names(cycle, language)
        self.objectives = {row["objective_id"]: row for row in rows_of(cycle.tables["plan/objectives"])}
        self.categories = {
            row["category"]: words_of(row, "label", language) or row["category"]
            for row in rows_of(cycle.tables["monitoring/categories"])
        }
        self._targets = _grouped(
            row
            for row in rows_of(cycle.tables["plan/targets"])
            if row["set_on"] is None or row["set_on"] < made_on
        )
        observations = rows_of(cycle.tables["monitoring/observations"])
        self._observations = _grouped(known_before(observations, made_on))

    def objective(self, identifier: object) -> str:
        """Number and title of an objective."""
        row = self.objectives.get(str(identifier))
        return f"{identifier} {words_of(row, 'title', self.language)}" if row else str(identifier or "")

    def institutions(self, codes: object) -> str:
        """Names of the institutions of a cell."""
        return "; ".join(self.names.get(code, code) for code in split_list(codes))

    def breakdowns(self, indicator: str) -> list[Breakdown]:
        """The total, and the breakdowns that a target or an earlier value has."""
        found = [
            (row["dimension"], row["category"])
            for row in [*self._targets.get(indicator, ()), *self._observations.get(indicator, ())]
        ]
        return [_TOTAL, *(one for one in dict.fromkeys(found) if one != _TOTAL)]

    def baseline(self, indicator: Row, place: Breakdown) -> str:
        """The baseline as the plan sets it, with its year; as it is printed where it names no number."""
        shown = [self._target(indicator, row) for row in self._set_for(indicator, place, ("baseline",))]
        return "\n".join(filter(None, shown)) or str(indicator["baseline_printed"] or "")

    def targets(self, indicator: Row, place: Breakdown) -> str:
        """Targets on the way, of the years of the period, and the final one, one in a line."""
        rows = self._set_for(indicator, place, ("interim", "annual", "final"))
        years = range(self.period.start.year, self.period.end.year + 1)
        shown = [row for row in rows if row["role"] != "annual" or row["year"] in years]
        shown.sort(key=lambda row: (row["year"] or 0, row["role"]))
        lines = [self._target(indicator, row) for row in shown]
        printed = [indicator["interim_printed"], indicator["final_printed"]]
        return "\n".join(filter(None, lines)) or "\n".join(str(text) for text in printed if text)

    def last_value(self, indicator: Row, place: Breakdown) -> str:
        """The last value measured, with its period."""
        measured = [
            row
            for row in self._observations.get(indicator["indicator_id"], ())
            if (row["dimension"], row["category"]) == place
            and row["state"] == "measured"
            and row["period"] != ""
            and is_period(row["period"])
            and parse_period(row["period"]).start <= self.period.end
        ]
        if not measured:
            return ""
        row = max(measured, key=lambda one: (parse_period(one["period"]).end, one["recorded_on"]))
        value = row["value"]
        if value is None and row["numerator"] is not None and row["denominator"]:
            value = 100 * row["numerator"] / row["denominator"]
        if value is None:
            return ""
        shown = [code_word("monitoring/observations", "bound", row["bound"], self.language)]
        shown.append(self.amount(indicator, value))
        return f"{row['period']}: {' '.join(filter(None, shown))}"

    def amount(self, indicator: Row, value: float) -> str:
        """A value of an indicator: a level by its name, whether a milestone is reached, else the number."""
        levels = levels_of(indicator, self.language)
        return levels.get(f"{value:g}", "") or self.language.number(value)

    def _set_for(self, indicator: Row, place: Breakdown, roles: Sequence[str]) -> list[Row]:
        """The rows of the plan for a value; where it was revised, the last revision."""
        latest: dict[tuple[Any, Any], Row] = {}
        for row in self._targets.get(indicator["indicator_id"], ()):
            if row["role"] in roles and (row["dimension"], row["category"]) == place:
                key = (row["role"], row["year"])
                before = latest.get(key)
                if before is None or (row["set_on"] or date.min) >= (before["set_on"] or date.min):
                    latest[key] = row
        return list(latest.values())

    def _target(self, indicator: Row, row: Row) -> str:
        """One target with its year, in words."""
        if row["value"] is None:
            return str(row["printed"] or "")
        shown = self.amount(indicator, row["value"])
        if row["upper"] is not None:
            shown = f"{shown}–{self.amount(indicator, row['upper'])}"
        elif row["comparator"] in ("at_least", "at_most"):
            shown = f"{code_word('plan/targets', 'comparator', row['comparator'], self.language)} {shown}"
        if row["basis"] in ("change", "percent_change"):
            shown = f"{shown} ({code_word('plan/targets', 'basis', row['basis'], self.language)})"
        return f"{row['year']}: {shown}" if row["year"] else shown


def levels_of(indicator: Row, language: Language) -> Mapping[str, str]:
    """What may be answered of an ordinal or a milestone indicator: words by number; empty for others."""
    if indicator["measure"] == "milestone":
        told = (("1", words.REACHED), ("0", words.NOT_REACHED))
        return {code: language.translate(text) for code, text in told}
    if indicator["measure"] == "ordinal":
        levels = split_list(indicator["levels"])
        return {str(number): name for number, name in enumerate(levels, start=1)}
    return {}


def _grouped(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["indicator_id"], []).append(row)
    return found

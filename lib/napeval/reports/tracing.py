"""From a figure to its source: the row it stands in, how it is computed, what it was made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.formulas import FORMULAS
from napeval.display.languages import Language
from napeval.release import Claim, Released, Row
from napeval.release.claims import Column, split_address
from napeval.reports.cell_words import in_words
from napeval.reports.inputs import Inputs
from napeval.reports.origins import SOURCES, InputRows, Origins, input_rows, plan_document
from napeval.reports.wording import Wording

Names = Callable[[str, str], str]
"""The name of an identifier in a column of a results table; "" where it has none."""


def no_names(column: str, code: str) -> str:
    """Identifiers without their names."""
    return ""


@dataclass(frozen=True)
class TracedColumn:
    """A column of a results table in words. formula: its own sentence; "" where its table's speaks for it."""

    name: str
    label: str
    formula: str


@dataclass(frozen=True)
class TracedTable:
    """A results table in words. formula: how its rows are made. columns: all but the trace, keys first."""

    name: str
    title: str
    formula: str
    columns: tuple[TracedColumn, ...]


@dataclass(frozen=True)
class TracedRow:
    """A released row as its readers may know it.

    address: ``table#key``. cells: as printed, in the order of the columns. rows: of the cycle it was made
    from. sources: of these rows, in words.
    """

    address: str
    cells: tuple[str, ...]
    rows: tuple[InputRows, ...]
    sources: tuple[str, ...]


def row_address(address: str) -> str:
    """The address of the row in which a claim stands."""
    return address.rpartition(":")[0]


@dataclass(frozen=True)
class Tracer:
    """Leads from addresses to released rows, in one language. Shows nothing that is not released."""

    released: Released
    language: Language
    names: Names
    origins: Origins

    def table(self, name: str) -> TracedTable:
        """A results table in words. Raises KeyError for one that is not released."""
        columns = tuple(
            TracedColumn(
                column.name,
                self.language.translate(COLUMN_WORDS[column.name]),
                self.language.translate(FORMULAS[name].own(column.name)),
            )
            for column in self._columns(name)
        )
        title, formula = TABLE_WORDS[name], FORMULAS[name].table
        return TracedTable(name, self.language.translate(title), self.language.translate(formula), columns)

    def row(self, address: str) -> TracedRow:
        """The row in which a claim stands, or ``table#key:`` for one without a column.

        Raises KeyError or ValueError where there is none.
        """
        claim = self.released.claim(f"{row_address(address)}:trace")
        table, key, _ = split_address(claim.address)
        row = self.released[table].row_at(key)
        cells = tuple(self._cell(row, column, table) for column in self._columns(table))
        return TracedRow(row_address(claim.address), cells, *self._made_of(claim.trace))

    def _made_of(self, trace: str) -> tuple[tuple[InputRows, ...], tuple[str, ...]]:
        """The rows that a trace names, and their sources; many figures are made of the same rows."""
        if trace not in self._found:
            rows = input_rows(trace, self.language)
            self._found[trace] = rows, self.origins.of(rows)
        return self._found[trace]

    def keys_of(self, table: str) -> int:
        """How many of a table's first columns are its keys."""
        return len(self.released[table].declaration.keys)

    def printed(self, claim: Claim) -> str:
        """A claim as the report prints it."""
        known = (claim.kind, claim.unit, claim.state, str(claim.value))
        if known not in self._shown:
            self._shown[known] = self.language.show(claim)
        return self._shown[known]

    def _columns(self, table: str) -> list[Column]:
        return [column for column in self.released[table].declaration.columns if column.kind != "trace"]

    def _cell(self, row: Row, column: Column, table: str) -> str:
        """A cell as printed: figures as in the report, codes in words, identifiers with their names."""
        claim = row[column.name]
        if column.kind not in ("key", "code", "flag") or claim.state != "shown":
            return self.printed(claim)
        words = in_words(row, column.name, table, self.language) or str(claim.value)
        name = self.names(column.name, str(claim.value))
        return f"{words}: {name}" if name else words

    @cached_property
    def _found(self) -> dict[str, tuple[tuple[InputRows, ...], tuple[str, ...]]]:
        return {}

    @cached_property
    def _shown(self) -> dict[tuple[str, ...], str]:
        return {}


def tracer_of(inputs: Inputs, released: Released, language: Language) -> Tracer:
    """Leads from the figures of a report to what they were made from."""
    cycle = inputs.cycle
    wording = Wording(cycle, inputs.matrix, language)
    plan = plan_document(cycle.tables[SOURCES]) or wording.choose(cycle.meta.title)
    origins = Origins(cycle.tables, plan, language)

    def names(column: str, code: str) -> str:
        return "" if column == "source_id" and not origins.may_name(code) else wording.name(column, code)

    return Tracer(released, language, names, origins)

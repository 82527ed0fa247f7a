"""The release gate: the one way from a computed table to any reader.

Counts of persons below the threshold are hidden, and with them every figure of the same row that was
computed from them, unless all sources of the row are published and signed for. A table that is not
declared does not pass. Source: thresholds of the disclosure-control practice for victims' data
(least count 10 for public tables).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from napeval.cycle.trace import key_text
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import (
    Claim,
    Column,
    Declaration,
    State,
    UndeclaredResult,
    address,
    declared,
    split_address,
    with_units,
)
from napeval.release.policy import Policy


class Row(Mapping[str, Claim]):
    """One row of a released table: its cells as claims by column name."""

    def __init__(self, table: ReleasedTable, position: int) -> None:
        self._table = table
        self._position = position

    def __getitem__(self, column: str) -> Claim:
        return self._table.cell(self._position, column)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.declaration.names)

    def __len__(self) -> int:
        return len(self._table.declaration.names)

    def text(self, column: str) -> str:
        """A code, key or text cell as a string; "" where it is missing."""
        value = self[column].value
        return "" if value is None else str(value)


@dataclass(frozen=True)
class ReleasedTable:
    """A results table after the gate. suppressed: true where a cell is hidden (its value is gone)."""

    declaration: Declaration
    frame: pd.DataFrame
    suppressed: pd.DataFrame

    @cached_property
    def _positions(self) -> dict[str, int]:
        keys = self.frame[list(self.declaration.keys)].itertuples(index=False, name=None)
        return {key_text(key): position for position, key in enumerate(keys)}

    @cached_property
    def _values(self) -> dict[str, list[object]]:
        return {name: self.frame[name].astype("object").tolist() for name in self.declaration.names}

    def cell(self, position: int, column: str) -> Claim:
        """The claim at a position (0-based row) and column. Raises KeyError for an unknown column."""
        described = self.declaration.column(column)
        keys = [self._values[name][position] for name in self.declaration.keys]
        value = _plain(self._values[column][position])
        hidden = bool(self.suppressed[column].iat[position])
        state: State = "suppressed" if hidden else "missing" if value is None else "shown"
        row = {"unit": _plain(self._values["unit"][position])} if "unit" in self._values else {}
        unit = with_units(self.declaration, row, column)
        trace = self._values["trace"][position]
        return Claim(
            address(self.declaration.name, keys, column), value, described.kind, unit, state, str(trace or "")
        )

    def row(self, *keys: object) -> Row:
        """The row with these keys. Raises KeyError naming the table and the keys."""
        key = key_text(keys)
        if key not in self._positions:
            raise KeyError(f"results table {self.declaration.name} has no row {key}")
        return Row(self, self._positions[key])

    def has(self, *keys: object) -> bool:
        """Whether there is a row with these keys."""
        return key_text(keys) in self._positions

    def rows(self, **equal: object) -> list[Row]:
        """The rows whose columns equal these values, in table order."""
        chosen = range(len(self.frame))
        return [
            Row(self, at)
            for at in chosen
            if all(_plain(self._values[name][at]) == value for name, value in equal.items())
        ]


def _plain(value: object) -> object:
    """A cell as a plain Python value; blanks as None."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value.item() if hasattr(value, "item") else value


@dataclass(frozen=True)
class Released:
    """Every results table after the gate: all that notebooks, writers and readers ever see."""

    tables: Mapping[str, ReleasedTable]

    def __getitem__(self, name: str) -> ReleasedTable:
        return self.tables[name]

    def claim(self, text: str) -> Claim:
        """The claim at an address. Raises KeyError or ValueError where there is none."""
        table, key, column = split_address(text)
        found = self.tables[table]
        positions = found._positions
        if key not in positions:
            raise KeyError(f"no claim at {text}: results table {table} has no row {key}")
        return found.cell(positions[key], column)


def release(
    results: Mapping[str, pd.DataFrame], policy: Policy, sources: pd.DataFrame, *, audience: str
) -> Released:
    """Pass computed tables through the gate for one audience.

    results: frames by name, each as declared in the catalogue. sources: the cycle's sources table.
    Raises UndeclaredResult for a table the catalogue does not know or that looks otherwise, and
    KeyError for an audience without a threshold: nothing is released then.
    """
    threshold = policy.thresholds[audience]
    free = policy.free_sources(sources, audience)
    tables = {}
    for name, frame in results.items():
        if name not in CATALOGUE:
            raise UndeclaredResult(f"results table {name} is not declared in the catalogue")
        declaration = CATALOGUE[name]
        ordered = declared(frame, declaration)
        suppressed = _suppressed(ordered, declaration, policy, threshold, free)
        shown = ordered.astype("object").where(ordered.notna() & ~suppressed, None)
        tables[name] = ReleasedTable(declaration, shown, suppressed)
    return Released(tables)


def _suppressed(
    frame: pd.DataFrame, declaration: Declaration, policy: Policy, threshold: int, free: frozenset[str]
) -> pd.DataFrame:
    """Which cells are hidden: true in the shape of the table."""
    hidden = pd.DataFrame(False, index=frame.index, columns=list(declaration.names))
    counted = _with_protection(declaration, "by_unit")
    derived = _with_protection(declaration, "derived")
    if not counted and not derived:
        return hidden
    exposed = frame["unit"].isin(policy.protected_units) & ~_all_free(frame, free)
    for column in counted:
        values = pd.to_numeric(frame[column.name], errors="coerce").abs()
        hidden[column.name] = exposed & values.gt(0).fillna(False) & values.lt(threshold).fillna(False)
    row_hidden = hidden[[column.name for column in counted]].any(axis=1) if counted else exposed
    for column in derived:
        hidden[column.name] = row_hidden & frame[column.name].notna()
    return hidden


def _with_protection(declaration: Declaration, protection: str) -> list[Column]:
    return [column for column in declaration.columns if column.protection == protection]


def _all_free(frame: pd.DataFrame, free: frozenset[str]) -> pd.Series:
    """Rows all of whose sources may be shown as published; a row that names none is not free."""
    if "sources" not in frame.columns:
        return pd.Series(False, index=frame.index)
    named = frame["sources"].fillna("").map(lambda cell: [part for part in str(cell).split(";") if part])
    return named.map(lambda parts: bool(parts) and free.issuperset(parts))

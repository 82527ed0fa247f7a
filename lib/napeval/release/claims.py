"""Results tables and the claims in them.

A result is a table with declared keys; one of its cells is a claim. A claim has an address,
``table#key1|key2:column``, under which it can be found in results/<table>.csv, in the sentences,
the tables and the workbook of a report, and from which its trace leads to the rows that made it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from napeval.cycle.trace import key_text, part_text

Kind = Literal["key", "code", "text", "count", "number", "share", "money", "year", "period", "flag", "trace"]
State = Literal["shown", "missing", "suppressed"]
Protection = Literal["open", "by_unit", "derived", "by_source"]

TEXT_KINDS = frozenset({"code", "text", "period", "trace"})
NUMERIC_KINDS = frozenset({"count", "number", "share", "money", "year"})


@dataclass(frozen=True)
class Column:
    """A column of a results table.

    kind: what its cells are. unit: unit of its figures, or "" where a column `unit` says it row by
    row. protection: open (never about few persons), by_unit (protected where the unit of the row
    is a protected one), derived (computed from protected cells of the same row, and so hidden with them),
    by_source (words of a report, which may say anything: shown only where every source of the row is free).
    """

    name: str
    kind: Kind
    unit: str = ""
    protection: Protection = "open"


@dataclass(frozen=True)
class Declaration:
    """What a results table must look like: its name, key columns and all columns in order."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The declaration of one column. Raises KeyError naming the table."""
        if name not in self._by_name:
            raise KeyError(f"results table {self.name} has no column {name}")
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)


class ProtectionRefused(ValueError):
    """The gate cannot vouch for what it was given; nothing of it may be released."""


class UndeclaredResult(ProtectionRefused):
    """A computed table does not look as declared; nothing of it may be released."""


def declared(frame: pd.DataFrame, declaration: Declaration) -> pd.DataFrame:
    """A computed frame in the declared form: columns in order, rows as computed, keys unique.

    Parts of keys become text, blanks "", as they stand in addresses and files.

    Raises UndeclaredResult where columns are missing or undeclared, or a key is repeated.
    """
    missing = [name for name in declaration.names if name not in frame.columns]
    unknown = [name for name in frame.columns if name not in declaration.names]
    if missing or unknown:
        raise UndeclaredResult(
            f"results table {declaration.name}: missing columns {missing}, undeclared columns {unknown}"
        )
    ordered = frame.loc[:, list(declaration.names)].reset_index(drop=True)
    for name in declaration.keys:
        ordered[name] = pd.Series([part_text(part) for part in frame[name]], dtype="object")
    keys = ordered[list(declaration.keys)]
    repeated = keys[keys.duplicated(keep=False)]
    if not repeated.empty:
        raise UndeclaredResult(f"results table {declaration.name}: repeated keys {repeated.iloc[0].tolist()}")
    return ordered


def address(table: str, keys: Sequence[object], column: str) -> str:
    """The address of a cell, ``table#key1|key2:column``."""
    return f"{table}#{key_text(keys)}:{column}"


def split_address(text: str) -> tuple[str, str, str]:
    """Table, key text and column of an address. Raises ValueError on anything else."""
    table, hash_mark, rest = text.partition("#")
    key, colon, column = rest.rpartition(":")
    if not (table and hash_mark and colon and column):
        raise ValueError(f"'{text}' is not the address of a claim; expected table#key1|key2:column")
    return table, key, column


@dataclass(frozen=True)
class Claim:
    """One released cell: its address, value (None where there is none), kind, unit, state and trace.

    state: shown, missing (nothing is known), or suppressed (hidden to protect persons).
    """

    address: str
    value: object
    kind: Kind
    unit: str
    state: State
    trace: str


SUPPRESSED_MARK = ":c"


def with_units(declaration: Declaration, row: Mapping[str, object], column: str) -> str:
    """The unit of one cell: the declared one, or the row's own where the cell is what the row measures."""
    described = declaration.column(column)
    if described.unit or described.kind != "number" or "unit" not in declaration.names:
        return described.unit
    own = row.get("unit")
    return own if isinstance(own, str) else ""

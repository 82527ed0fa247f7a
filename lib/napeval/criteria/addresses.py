"""Addresses of cells in results tables, as a matrix names them: ``table#key1|key2:column``.

A key part ``*`` stands for any value, so one address may name the same column of several rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from napeval.criteria.naming import hint
from napeval.cycle.trace import key_text

ANY = "*"


class EvidenceError(ValueError):
    """Evidence is named that cannot be read, or stands outside what is allowed."""


@dataclass(frozen=True)
class Address:
    """Where a cell, or one column of several rows, stands. keys: escaped key parts or ANY."""

    table: str
    keys: tuple[str, ...]
    column: str

    def __str__(self) -> str:
        return f"{self.table}#{'|'.join(self.keys)}:{self.column}"

    @property
    def several(self) -> bool:
        """Whether it may name more than one row."""
        return ANY in self.keys

    def beside(self, column: str) -> Address:
        """Another column of the same rows."""
        return Address(self.table, self.keys, column)


def parse_address(text: str) -> Address:
    """The address a text names. Raises ValueError saying what is expected."""
    table, hash_mark, rest = text.partition("#")
    key, colon, column = rest.rpartition(":")
    if not (table and hash_mark and colon and column):
        raise ValueError(f"'{text}' is not the address of a result; expected table#key1|key2:column")
    return Address(table, tuple(key.split("|")), column)


def rows_at(
    address: Address, results: Mapping[str, pd.DataFrame], key_columns: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """The rows of the results table that an address names, maybe none, with every column of the table.

    Raises EvidenceError where the table or the column is not there: a wrong name is never taken for
    missing evidence.
    """
    if address.table not in results:
        raise EvidenceError(f"{address}: no results table '{address.table}'; {hint(address.table, results)}")
    table = results[address.table]
    keys = list(key_columns[address.table])
    for column in (*keys, address.column):
        if column not in table.columns:
            raise EvidenceError(
                f"{address}: results table '{address.table}' has no column '{column}'; "
                f"{hint(column, table.columns)}"
            )
    if len(address.keys) != len(keys):
        raise EvidenceError(
            f"{address}: {len(address.keys)} key parts; expected {len(keys)}: {', '.join(keys)}"
        )
    found = [_matches(address.keys, row) for row in table[keys].itertuples(index=False, name=None)]
    return table.loc[pd.Series(found, index=table.index, dtype=bool)]


def _matches(wanted: tuple[str, ...], row: tuple[object, ...]) -> bool:
    return all(part in (ANY, key_text([value])) for part, value in zip(wanted, row, strict=True))

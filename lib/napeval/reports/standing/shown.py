"""What a table or figure shows: the claims in it, and the rows of results that they are cells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from napeval.release import Claim, Released
from napeval.release.claims import split_address

TracePart = tuple[str, str]
"""A table of the cycle and the key of a row in it."""


@dataclass(frozen=True)
class ShownRow:
    """A row of a results table of which some cell is shown."""

    released: Released
    table: str
    key: str
    trace: str

    def value(self, column: str) -> object:
        """The value of a cell of the row; None where the table has no such column, or the cell no value."""
        if column not in self.released[self.table].declaration.names:
            return None
        return self.released.claim(f"{self.table}#{self.key}:{column}").value

    def key_value(self, column: str) -> str:
        """A part of the key by name; "" where the table has no such key."""
        value = self.value(column)
        return value if isinstance(value, str) else ""

    @property
    def sibling(self) -> ShownRow:
        """The row that says whether sources differ: of a single value, that of its period in the series."""
        if self.table != "series_values":
            return self
        keys = self.released["series"].declaration.keys
        return ShownRow(self.released, "series", "|".join(self.key.split("|")[: len(keys)]), self.trace)

    @property
    def parts(self) -> Iterator[TracePart]:
        """The rows of the cycle that made it."""
        for part in self.trace.split(";"):
            table, _, key = part.partition("#")
            if table:
                yield table, key


@dataclass(frozen=True)
class Shown:
    """The claims of one table or figure, by their addresses in order of appearance."""

    released: Released
    addresses: Sequence[str]

    @cached_property
    def claims(self) -> list[Claim]:
        """Each claim once."""
        return [self.released.claim(one) for one in dict.fromkeys(self.addresses)]

    @cached_property
    def rows(self) -> list[ShownRow]:
        """Each row of results once, with what made it."""
        found: dict[tuple[str, str], ShownRow] = {}
        for claim in self.claims:
            table, key, _ = split_address(claim.address)
            found.setdefault((table, key), ShownRow(self.released, table, key, claim.trace))
        return list(found.values())

    @property
    def tables(self) -> frozenset[str]:
        """Names of the results tables that cells are shown of."""
        return frozenset(row.table for row in self.rows)

    @cached_property
    def parts(self) -> list[TracePart]:
        """The rows of the cycle that made what is shown, each once."""
        return list(dict.fromkeys(part for row in self.rows for part in row.parts))

    @cached_property
    def inputs(self) -> frozenset[str]:
        """Names of the tables of the cycle that those rows are of."""
        return frozenset(table for table, _ in self.parts)

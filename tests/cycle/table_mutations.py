"""Real tables changed in one place: changes that leave a table valid, and changes that spoil it.

A change gets the table and a seeded source of chance, and gives the bytes of the file, or None where
the table has no place for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from napeval.cycle.schemas import Field, Schema

Rows = list[list[str]]


@dataclass(frozen=True)
class Table:
    """Some rows of a real table."""

    schema: Schema
    heading: list[str]
    rows: Rows

    def place(self, name: str) -> int:
        """Where a column stands."""
        return self.heading.index(name)

    def file(self, separator: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
        """The table as CSV."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)
        writer.writerows([self.heading, *self.rows])
        return text.getvalue()

    def bytes(self) -> bytes:
        """The table as a CSV file in UTF-8."""
        return self.file().encode("utf-8")


Change = Callable[[Table, Random], "bytes | None"]
Wanted = Callable[[Table, Field], bool]


def of_kind(*types: str) -> Wanted:
    """Columns of these types that are no part of the key."""
    return lambda table, field: field.type in types and field.name not in table.schema.primary_key


def free(table: Table, field: Field) -> bool:
    """Columns for any words."""
    return (
        of_kind("string")(table, field)
        and not field.enum
        and not field.pattern
        and not is_reference(table, field)
    )


def is_reference(table: Table, field: Field) -> bool:
    """Whether a column names rows of another table."""
    return any(field.name == column for column, _, _ in table.schema.foreign_keys)


def in_cell(wanted: Wanted, value: Callable[[str, Field, Random], str]) -> Change:
    """Change one filled cell of a column that is wanted."""

    def change(table: Table, chance: Random) -> bytes | None:
        places = [
            (row, field)
            for field in table.schema.fields
            if wanted(table, field)
            for row in range(len(table.rows))
            if table.rows[row][table.place(field.name)]
        ]
        if not places:
            return None
        row, field = chance.choice(places)
        rows = [list(cells) for cells in table.rows]
        before = rows[row][table.place(field.name)]
        rows[row][table.place(field.name)] = value(before, field, chance)
        return replace(table, rows=rows).bytes()

    return change


def in_column(wanted: Wanted, values: Callable[[list[str]], list[str]]) -> Change:
    """Change every filled cell of one column that is wanted."""

    def change(table: Table, chance: Random) -> bytes | None:
        columns = [field.name for field in table.schema.fields if wanted(table, field)]
        filled = [name for name in columns if any(row[table.place(name)] for row in table.rows)]
        if not filled:
            return None
        place = table.place(chance.choice(filled))
        at = [number for number, row in enumerate(table.rows) if row[place]]
        rows = [list(cells) for cells in table.rows]
        for number, text in zip(at, values([rows[number][place] for number in at]), strict=True):
            rows[number][place] = text
        return replace(table, rows=rows).bytes()

    return change


def in_rows(new: Callable[[Table, Rows, Random], Rows | None]) -> Change:
    """Change the rows as a whole; tables without rows are left alone."""

    def change(table: Table, chance: Random) -> bytes | None:
        rows = new(table, [list(row) for row in table.rows], chance) if table.rows else None
        return None if rows is None else replace(table, rows=rows).bytes()

    return change


def in_all(new: Callable[[list[str], Random], list[str]], *, with_rows: bool = True) -> Change:
    """Change heading and rows in the same way; with_rows: or only the heading."""

    def change(table: Table, chance: Random) -> bytes | None:
        seed = chance.random()
        heading = new(list(table.heading), Random(seed))
        rows = [new(list(row), Random(seed)) if with_rows else row for row in table.rows]
        return replace(table, heading=heading, rows=rows).bytes()

    return change


def another(words: Sequence[str]) -> Callable[[str, Field, Random], str]:
    """One of these, but not the one that stands there."""
    return lambda before, _, chance: chance.choice([word for word in words if word != before])


def within_range(before: str, field: Field, chance: Random) -> str:
    """A plain number within the range of the column."""
    low = 0 if field.minimum is None else field.minimum
    high = low + 900 if field.maximum is None else field.maximum
    number = chance.uniform(low, high)
    return str(round(number)) if field.type == "integer" else f"{number:.2f}"


def amounts() -> Wanted:
    """Columns of numbers with no upper limit."""
    return lambda table, field: of_kind("number")(table, field) and field.maximum is None


def grouped(thousands: str, decimal: str) -> Callable[[list[str]], list[str]]:
    """Numbers with marks between thousands; the first above a thousand, so that there is one."""

    def write(cells: list[str]) -> list[str]:
        numbers = [2280.5, *map(float, cells[1:])]
        plain = (f"{number:,.2f}" for number in numbers)
        return [text.translate(str.maketrans({",": thousands, ".": decimal})) for text in plain]

    return write


def shuffled(items: list[str], chance: Random) -> list[str]:
    """The same in another order."""
    order = list(items)
    while order == items and len(items) > 1:
        chance.shuffle(order)
    return order


def with_new_key(table: Table, rows: Rows, chance: Random) -> Rows | None:
    """A row more, which differs from another in its key."""
    first = table.schema.fields[table.schema.names.index(table.schema.primary_key[0])]
    if first.enum or first.type != "string":
        return None
    row = list(chance.choice(rows))
    row[table.place(first.name)] += "-new"
    return [*rows, row]


def with_same_key(table: Table, rows: Rows, chance: Random) -> Rows | None:
    """A row more, which differs from another outside its key."""
    outside = [field for field in table.schema.fields if free(table, field) and not field.required]
    if not outside:
        return None
    row = list(chance.choice(rows))
    row[table.place(outside[0].name)] += " more"
    return [*rows, row]

"""Tables read from the design and the model plan, and written in the one dialect of a cycle."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from napeval.cycle.numbers import number_text
from napeval.cycle.schemas import schemas

DESIGN = Path(__file__).parent / "design"
Row = Mapping[str, object]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, every cell a text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def design(name: str) -> list[dict[str, str]]:
    """The rows of one table of the design, which people wrote."""
    return read_rows(DESIGN / f"{name}.csv")


def cell_text(value: object) -> str:
    """A cell as the tables of a cycle write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return number_text(Decimal(value.numerator) / Decimal(value.denominator))
    return number_text(value) if isinstance(value, int | Decimal) else str(value)


def csv_text(names: Iterable[str], rows: Iterable[Row]) -> str:
    """Rows as CSV. Raises ValueError on a column that the table does not have."""
    columns = list(names)
    with io.StringIO() as text:
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: cell_text(value) for name, value in row.items()})
        return text.getvalue()


def table_text(name: str, rows: Iterable[Row]) -> str:
    """One table of the cycle, columns in the order of its schema; what a row does not give is blank."""
    return csv_text(schemas()[name].names, rows)

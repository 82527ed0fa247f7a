"""A cycle written to files as people write them: many conventions, each with one reading."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet
from generated_cycles import Plan, Row, Value

from napeval.cycle.schemas import Field, schemas

SPACES = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "'", "\N{THIN SPACE}")
MISSING = ("n/a", "…")
REGIONAL = "windows-1250"
SIGNS = {"EUR": "€"}

Write = Callable[[Decimal], str]


def write_plan(plan: Plan, folder: Path, seed: int) -> None:
    """The files of a cycle; the conventions are drawn from a seed."""
    _Writer(plan, folder, Random(f"files {seed}")).write()


class _Writer:
    def __init__(self, plan: Plan, folder: Path, chance: Random) -> None:
        self.plan, self.folder, self.chance = plan, folder, chance
        self.decimal = chance.choice((",", ".", *[""] * 8))
        self.missing = MISSING if chance.random() < 0.2 else ()
        self.encoding = REGIONAL if chance.random() < 0.2 else ""

    def write(self) -> None:
        """The package and every table; a table without rows may be left out."""
        (self.folder / "plan").mkdir(parents=True)
        (self.folder / "monitoring").mkdir()
        named = []
        for table, rows in self.plan.tables.items():
            if not rows and self.chance.random() < 0.5:
                continue
            named.append({"name": table.partition("/")[2], "path": f"{table}.csv"})
            as_parquet = rows and self.chance.random() < 0.15
            (self._as_parquet if as_parquet else self._as_csv)(table, rows)
        self._package(named)

    def _package(self, named: list[dict[str, str]]) -> None:
        writing: dict[str, object] = {}
        if self.decimal:
            writing["decimal_mark"] = self.decimal
        if self.missing:
            writing["missing_marks"] = list(self.missing)
        if self.encoding:
            writing["encoding"] = self.encoding
        own = {
            "title": {"sq": "Plani", "en": "Plan", "sr": "План"}, "country": "XX", "data_status": "synthetic",
            "start": f"{self.plan.start}-01-01", "end": f"{self.plan.end}-12-31",
            "currency": self.plan.currency, "writing": writing,
        }  # fmt: skip
        package = {"name": "made", "napeval": own, "resources": named}
        (self.folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    # CSV

    def _as_csv(self, table: str, rows: list[Row]) -> None:
        fields = list(schemas()[table].fields)
        self.chance.shuffle(fields)
        columns = [self._column(field, [row[field.name] for row in rows]) for field in fields]
        cells = [[field.name for field in fields], *map(list, zip(*columns, strict=True))]
        if self.chance.random() < 0.1:
            cells = [[*row, ""] for row in cells]  # a column that a spreadsheet left behind
        text = io.StringIO(newline="")
        csv.writer(
            text, delimiter=self.chance.choice((",", ",", ";", "\t")),
            lineterminator=self.chance.choice(("\n", "\r\n")),
            quoting=self.chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        ).writerows(cells)  # fmt: skip
        whole = text.getvalue()
        if self.chance.random() < 0.1:
            whole = whole.rstrip("\r\n")
        (self.folder / f"{table}.csv").write_bytes(self._encoded(whole))

    def _encoded(self, text: str) -> bytes:
        """In UTF-8 or UTF-16, or in the declared encoding where it has all the letters."""
        if self.encoding and not text.isascii():
            try:
                return text.encode(self.encoding)
            except UnicodeEncodeError:
                pass
        return text.encode(self.chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))

    def _column(self, field: Field, values: Sequence[Value]) -> list[str]:
        write = self._number_style(field)
        whole = self.chance.choice(("", ".0")) if self.decimal != "," else ""
        cells = []
        for value in values:
            if value is None:
                cells.append(self.chance.choice(("", *self.missing)))
            elif isinstance(value, bool):
                cells.append(self.chance.choice((str(value), str(value).lower(), str(value).upper())))
            elif isinstance(value, Decimal):
                cells.append(write(value))
            elif isinstance(value, int):
                cells.append(f"{value}{whole}")
            elif isinstance(value, date):
                cells.append(self._day(value))
            else:
                cells.append(f" {value} " if self.chance.random() < 0.05 else value)
        return cells

    def _day(self, day: date) -> str:
        forms = (
            day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}. {day.month}. {day.year}.", f"{day} 00:00:00",
        )  # fmt: skip
        return self.chance.choice(forms)

    def _number_style(self, field: Field) -> Write:
        """One writing for all numbers of a column: grouping, decimal mark, and a sign that fits the unit."""
        decimal = self.decimal or self.chance.choice((".", ".", ","))
        group = self.chance.choice(("", "", {".": ",", ",": "."}[decimal], *SPACES))
        always = self.chance.random() < 0.5 and field.maximum is None
        minus = self.chance.choice(("-", "\N{MINUS SIGN}"))
        before, after, factor = self._sign(field)

        def write(value: Decimal) -> str:
            digits = abs(value * factor)
            places = max(2, -int(digits.normalize().as_tuple().exponent)) if always or digits % 1 else 0
            grouped = bool(group) and not self._doubtful(digits, places, group)
            whole, _, fraction = f"{digits:,.{places}f}".partition(".")
            text = whole.replace(",", group if grouped else "") + (decimal + fraction if fraction else "")
            return f"{before}{minus if value < 0 else ''}{text}{after}"

        return write

    def _doubtful(self, digits: Decimal, places: int, group: str) -> bool:
        """Whether one mark before exactly three digits would have two readings."""
        return not self.decimal and group in ",." and places == 0 and digits < 1_000_000

    def _sign(self, field: Field) -> tuple[str, str, int]:
        if field.unit == "share" and self.chance.random() < 0.3:
            return "", " %", 100
        if field.unit == "currency" and self.chance.random() < 0.3:
            mark = self.chance.choice((self.plan.currency, SIGNS.get(self.plan.currency, self.plan.currency)))
            return self.chance.choice(((f"{mark} ", "", 1), ("", f" {mark}", 1)))
        return "", "", 1

    # Parquet

    def _as_parquet(self, table: str, rows: list[Row]) -> None:
        fields = list(schemas()[table].fields)
        self.chance.shuffle(fields)
        columns = {field.name: self._stored(field, [row[field.name] for row in rows]) for field in fields}
        pa.parquet.write_table(pa.table(columns), self.folder / f"{table}.parquet")

    def _stored(self, field: Field, values: Sequence[Value]) -> pa.Array:
        """A column as a data frame stores it, or as text."""
        if field.type == "number":
            kind = self.chance.choice((pa.float64(), pa.decimal128(20, 4)))
            exact = kind == pa.decimal128(20, 4)
            return pa.array(
                [value if exact or value is None else float(str(value)) for value in values], kind
            )
        if field.type == "integer":
            return pa.array(values, self.chance.choice((pa.int64(), pa.int16(), pa.float64())))
        if field.type == "boolean":
            return pa.array(values, pa.bool_())
        if field.type == "date" and self.chance.random() < 0.5:
            stamps = [datetime(v.year, v.month, v.day) if isinstance(v, date) else None for v in values]
            return pa.array(stamps, pa.timestamp(self.chance.choice(("s", "us", "ns"))))
        if field.type == "date":
            return pa.array(values, pa.date32())
        words = pa.array(values, self.chance.choice((pa.string(), pa.large_string())))
        return words.dictionary_encode() if self.chance.random() < 0.3 else words

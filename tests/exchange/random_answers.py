"""Forms filled by a script with random valid answers, and the answers that must come back."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl

from napeval.exchange.forms.cell_values import code_text
from napeval.exchange.forms.model import CellRules, Form, Value, all_rows, cell_rules

# What people write, and what would do harm if it were taken for something else.
WORDS = (
    "Trajnimi u mbajt në Pejë", "Obuka je održana u Peći", "see annex", "=1+1", "+383 38 200", "-", "@all",
    "=HYPERLINK(\"https://example.org\")", "1.234", "01/02/2023", "2023-06-30", "0", "TRUE", "čćžšđ ËÇëç",
    "a; b, \"c\"", "two\nlines", "tab\tinside", "<b>bold</b> & more", "'quoted", "100 %", "1e5", "_A_",
)  # fmt: skip


@dataclass(frozen=True)
class Filling:
    """What was written: the values expected back by sheet, then by key of the row, then by column."""

    expected: Mapping[str, Mapping[tuple[Value, ...], Mapping[str, Value]]]


def fill(form: Form, path: Path, seed: int, share: float = 0.6) -> Filling:
    """Fill a workbook of a form in place with random valid answers."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(path)
    expected: dict[str, dict[tuple[Value, ...], dict[str, Value]]] = {}
    for sheet in form.sheets:
        page = book[sheet.tab]
        head = next(row[0].row for row in page.iter_rows() if row[0].value == sheet.columns[0].heading)
        number = head
        answers = expected.setdefault(sheet.name, {})
        for row, section in all_rows(sheet):
            number += 2 if section else 1
            if chance.random() > share:
                continue
            given: dict[str, Value] = {}
            for place, column in enumerate(sheet.columns, start=1):
                rules = cell_rules(column, row)
                if rules.editable and chance.random() < 0.8:
                    value = random_value(rules, chance)
                    given[column.name] = value
                    cell = page.cell(number, place)
                    cell.value = _written(value, rules, chance)
                    if isinstance(cell.value, str):
                        cell.data_type = "s"
            key = sheet.key(row.values) if row else sheet.key(given)
            if row is None and any(key == sheet.key(one.values) for one in sheet.rows):
                _empty(page, number, len(sheet.columns))
                continue
            if row is None and key in answers:
                _empty(page, number, len(sheet.columns))
                continue
            if given:
                answers[key] = given
    book.save(path)
    return Filling(expected)


def _empty(page: object, number: int, columns: int) -> None:
    for place in range(1, columns + 1):
        page.cell(number, place).value = None  # type: ignore[attr-defined]


def random_value(rules: CellRules, chance: random.Random) -> Value:
    """A value that the rules of a cell allow."""
    if rules.choices:
        code = chance.choice(sorted(rules.choices))
        if rules.kind in ("number", "integer"):
            return Decimal(code)
        return code == "true" if rules.kind == "boolean" else code
    if rules.kind == "date":
        return date(2023, 7, 2) + timedelta(days=chance.randrange(60))
    if rules.kind in ("number", "integer"):
        low = Decimal(str(rules.field.minimum if rules.field and rules.field.minimum is not None else -500))
        high = Decimal(str(rules.field.maximum if rules.field and rules.field.maximum is not None else 90000))
        digits = 0 if rules.kind == "integer" else chance.choice((0, 1, 2, 4))
        share = Decimal(chance.randrange(10**6)) / 10**6
        return min(high, max(low, (low + (high - low) * share).quantize(Decimal(1).scaleb(-digits))))
    return chance.choice(WORDS)


def _written(value: Value, rules: CellRules, chance: random.Random) -> object:
    """A value as somebody writes it: labels, numbers as numbers or as text, days as days or as text."""
    if rules.choices:
        code = code_text(value)
        return chance.choice((rules.choices[code], rules.choices[code], code))
    if isinstance(value, Decimal):
        plain = int(value) if value == value.to_integral_value() else float(value)
        if rules.unit == "share":
            return chance.choice((plain, f"{float(value * 100):g} %"))
        return plain if chance.random() < 0.8 else f"{value:f}".replace(".", ",") if _clear(value) else plain
    if isinstance(value, date) and chance.random() < 0.3:
        return value.strftime(chance.choice(("%d.%m.%Y", "%Y-%m-%d")))
    return value


def _clear(value: Decimal) -> bool:
    """Whether a comma before the decimals can be read in one way only."""
    return -value.as_tuple().exponent in (1, 2, 4)  # type: ignore[operator]

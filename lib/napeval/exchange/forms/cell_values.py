"""Values of a form's cells as they are shown in a workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from napeval.cycle.numbers import number_text
from napeval.exchange.forms.model import CellRules, Value

_CURRENCY = re.compile(r"[A-Z]{3}")

DATE_FORMAT = "yyyy-mm-dd"
_TEXT_FORMAT = "@"


def code_text(value: Value) -> str:
    """A value as the tables of a cycle write it; "" for a blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    return value.isoformat() if isinstance(value, date) else value


def shown_text(value: Value, choices: Mapping[str, str]) -> str:
    """A value as the form shows it: the label of a code, anything else as it is."""
    text = code_text(value)
    return choices.get(text, text)


def number_format(rules: CellRules) -> str:
    """The format of a cell. A percentage has none of its own, so that a typed percent sign shows itself."""
    if rules.choices or rules.kind in ("string", "period", "boolean"):
        return _TEXT_FORMAT
    if rules.kind == "date":
        return DATE_FORMAT
    if rules.unit == "share":
        return "0%"
    if _CURRENCY.fullmatch(rules.unit):
        return "#,##0.00"
    if rules.unit == "year":
        return "0"
    return "#,##0" if rules.kind == "integer" else "General"

"""One filled cell of a form, read by its rules: labels back to codes, numbers and dates as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from napeval.cycle.cleaning import cleaned
from napeval.cycle.dates import DateFault, parse_date
from napeval.cycle.faults import Severity, nearest
from napeval.cycle.numbers import NumberFault, number_text, parse_number
from napeval.cycle.periods import is_period
from napeval.exchange.forms.model import CellRules, Value
from napeval.exchange.workbooks.model import Cell

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_DIGITS = ".15g"  # what a spreadsheet shows of a number
_MOST_SHOWN = 60
_MOST_ALLOWED = 12
_LONGEST_TEXT = 5_000


@dataclass(frozen=True)
class Remark:
    """What is wrong or odd with a cell: the code of a fault, the value as found, arguments, severity."""

    code: str
    value: str | None
    arguments: Mapping[str, str]
    severity: Severity = "error"


def read_cell(cell: Cell, rules: CellRules) -> tuple[Value, Remark | None]:
    """The value of a cell and what is to be said of it. With an error the value is None."""
    found = cell.value
    if found is None or (isinstance(found, str) and not cleaned(found)[0]):
        return None, None
    if rules.choices:
        return _chosen(found, rules)
    if rules.kind in ("number", "integer"):
        return _number(cell, rules)
    if rules.kind == "date":
        return _date(found)
    return _text(found, rules)


def cell_text(value: object) -> str:
    """What stands in a cell, as text: numbers plainly, days as year-month-day."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(Decimal(format(value, _DIGITS)))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else cleaned(str(value))[0].replace("\r\n", "\n").replace("\r", "\n")


def same_word(text: str) -> str:
    """A text as it is compared with labels and headings: spaces, capitals and signs of line ends apart."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _refused(code: str, text: str, **arguments: str) -> tuple[None, Remark]:
    return None, Remark(code, _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _shown(text)), arguments)


def _chosen(found: object, rules: CellRules) -> tuple[Value, Remark | None]:
    """The code of a label, or of itself."""
    text = cell_text(found)
    known = {same_word(code): code for code in rules.choices}
    known |= {same_word(label): code for code, label in rules.choices.items()}
    code = known.get(same_word(text))
    if code is None:
        labels = list(rules.choices.values())
        more = ["…"] if len(labels) > _MOST_ALLOWED else []
        allowed = ", ".join([*labels[:_MOST_ALLOWED], *more])
        return _refused("word_not_allowed", text, allowed=allowed, nearest=nearest(text, labels))
    if rules.kind in ("number", "integer"):
        return Decimal(code), None
    return (code == "true" if rules.kind == "boolean" else code), None


def _number(cell: Cell, rules: CellRules) -> tuple[Value, Remark | None]:
    found = cell.value
    if isinstance(found, bool | date):
        return _refused("not_a_number", cell_text(found))
    if isinstance(found, int | float):
        value, sign = Decimal(format(found, _DIGITS)), ""
        if "%" in _QUOTED.sub("", cell.number_format):
            value, sign = value * 100, "%"
    else:
        read = parse_number(cell_text(found))
        if isinstance(read, NumberFault):
            code = "form_number_ambiguous" if read.code == "number_ambiguous" else read.code
            return None, Remark(code, _shown(cell_text(found)), read.arguments)
        value, sign = read.value, read.sign
    text = f"{number_text(value)} %" if sign == "%" else cell_text(found)
    if sign and sign != _sign_of(rules.unit):
        return _refused("form_sign", text, sign=sign)
    if sign == "%" and rules.unit == "share":
        value /= 100
    elif rules.unit == "share" and 1 < value <= 100:
        return _refused("form_share", text)
    return _within_limits(value.normalize(), text, rules, small=rules.unit == "percent" and not sign)


def _sign_of(unit: str) -> str:
    return "%" if unit in ("percent", "share") else unit


def _within_limits(
    value: Decimal, text: str, rules: CellRules, *, small: bool
) -> tuple[Value, Remark | None]:
    """A number judged by the limits of its field. small: whether a share below one is asked about."""
    if rules.kind == "integer" and value != value.to_integral_value():
        return _refused("not_an_integer", text)
    low = rules.field.minimum if rules.field else None
    high = rules.field.maximum if rules.field else None
    limits = {
        name: f"{100 * limit:g} %" if rules.unit == "share" else f"{limit:g}"
        for name, limit in (("low", low), ("high", high))
        if limit is not None
    }
    if (low is not None and value < Decimal(str(low))) or (high is not None and value > Decimal(str(high))):
        code = "out_of_range" if len(limits) == 2 else "below_least" if low is not None else "above_most"
        return _refused(code, text, **limits)
    if small and 0 < value < 1:
        meant = number_text(value * 100)
        return value, Remark("form_small_percentage", text, {"meant": meant}, "warning")
    return value, None


def _date(found: object) -> tuple[Value, Remark | None]:
    if isinstance(found, datetime):
        return found.date(), None
    if isinstance(found, date):
        return found, None
    if isinstance(found, bool):
        return _refused("not_a_date", cell_text(found))
    read = parse_date(cell_text(found))
    if isinstance(read, DateFault):
        return None, Remark(read.code, _shown(cell_text(found)), read.arguments)
    return read.value, None


def _text(found: object, rules: CellRules) -> tuple[Value, Remark | None]:
    text = cell_text(found)
    if _CONTROL.search(text):
        return _refused("control_character", text)
    if len(text) > _LONGEST_TEXT:
        return _refused("form_text_too_long", text, most=str(_LONGEST_TEXT))
    if rules.kind == "period" and not is_period(text):
        return _refused("not_a_period", text)
    field = rules.field
    if field and field.pattern and field.type == "string" and not re.search(field.pattern, text):
        return _refused("wrong_form", text, allowed=field.description)
    return text, None

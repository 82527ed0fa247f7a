"""Numbers as people write them: read where only one reading is possible, refused where there are two.

``2,280.00``, ``2.280,00``, ``500,00``, ``2 280`` (plain, no-break, narrow or thin spaces, apostrophes), a
minus sign of either kind, a percent sign or a currency mark. One mark before exactly three digits
(``1.234``) has two readings: an amount in thousands, or a decimal fraction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

DECIMAL_MARKS = (".", ",")
_OTHER_MARK = {".": ",", ",": "."}
_SPACES = str.maketrans(
    dict.fromkeys(
        "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}", " "
    )
)
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-"})
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}
_MARK = r"[€$£]|[A-Z]{3}"
_WRITTEN = re.compile(
    rf"(?P<sign>[-+]?) ?(?:(?P<before>{_MARK}) ?)?(?P<inner>[-+]?)"
    rf"(?P<body>[0-9.,][0-9., ]*)(?: ?(?P<after>%|{_MARK}))?"
)
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_IN_GROUPS = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,"}
_SPACED = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:(?P<mark>[.,])(?P<fraction>[0-9]+))?")
_MOST_DIGITS = 15
"""A float holds that many digits of any number."""


@dataclass(frozen=True)
class Number:
    """A number that was read.

    sign: what stood beside it, "%" or an ISO currency code, or "". decimal: the decimal mark that the
    writing shows or implies, "" where it tells nothing. plain: whether it was written as the tables
    of a cycle write numbers.
    """

    value: Decimal
    sign: str = ""
    decimal: str = ""
    plain: bool = True


@dataclass(frozen=True)
class NumberFault:
    """Why a text is not taken for a number: the code of a fault with its arguments."""

    code: str
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def parse_number(text: str, *, decimal: str = "") -> Number | NumberFault:
    """The number that a text stands for.

    decimal: the decimal mark where the package declares one; the other mark separates thousands then.
    """
    cleaned = text.translate(_SPACES).translate(_MINUS).strip()
    match = _WRITTEN.fullmatch(cleaned)
    if match is None or (match["sign"] and match["inner"]) or (match["before"] and match["after"]):
        return NumberFault("not_a_number")
    read = _body(match["body"].strip(), decimal)
    if isinstance(read, NumberFault):
        return read
    digits, shown = read
    if len(digits.replace(".", "").lstrip("0")) > _MOST_DIGITS:
        return NumberFault("number_too_long", {"digits": str(_MOST_DIGITS)})
    mark = match["before"] or match["after"] or ""
    negative = "-" in (match["sign"], match["inner"])
    value = Decimal(f"-{digits}" if negative else digits) + 0  # zero has no sign
    plain = not mark and _PLAIN.fullmatch(text) is not None
    return Number(value, _CURRENCIES.get(mark, mark), shown, plain)


def _body(body: str, declared: str) -> tuple[str, str] | NumberFault:
    """The digits with a plain decimal point, and the decimal mark that they show."""
    spaced = _SPACED.fullmatch(body)
    if spaced:
        body = spaced["whole"].replace(" ", "") + (spaced["mark"] or "") + (spaced["fraction"] or "")
        if spaced["mark"] and declared not in ("", spaced["mark"]):
            return _against(declared)
        return body.replace(",", "."), spaced["mark"] or ""
    if " " in body:
        return NumberFault("not_a_number")
    marks = [mark for mark in body if mark in DECIMAL_MARKS]
    if not marks:
        return body, ""
    shown = _shown_decimal(body, marks, declared)
    if isinstance(shown, NumberFault):
        return shown
    if declared not in ("", shown):
        return _against(declared)
    whole, _, fraction = body.partition(shown)
    group = _OTHER_MARK[shown]
    if group in whole and not _IN_GROUPS[group].fullmatch(whole):
        return NumberFault("not_a_number")
    if shown in body and not fraction.isdecimal():
        return NumberFault("not_a_number")
    return f"{whole.replace(group, '') or '0'}.{fraction or '0'}", shown


def _shown_decimal(body: str, marks: list[str], declared: str) -> str | NumberFault:
    """The decimal mark that the writing of a number implies."""
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else NumberFault("not_a_number")
    mark = marks[0]
    if len(marks) > 1:
        return _OTHER_MARK[mark]
    whole, _, rest = body.partition(mark)
    if len(rest) != 3 or not re.fullmatch(r"[1-9][0-9]{0,2}", whole):
        return mark
    if declared:
        return declared
    return NumberFault("number_ambiguous", {"first": f"{whole}{rest}", "second": f"{whole}.{rest}"})


def _against(declared: str) -> NumberFault:
    return NumberFault("number_marks", {"decimal": declared})


def number_text(value: Decimal | float | int) -> str:
    """The writing of a number in the tables of a cycle, which reads back as itself under any marks.

    The shortest one without an exponent. Three decimals get a fourth, because one mark before exactly
    three digits could mean thousands.
    """
    exact = Decimal(str(value))
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    read = parse_number(text)
    two_readings = isinstance(read, NumberFault) and read.code == "number_ambiguous"
    return f"{text}0" if two_readings else text

"""Cells of budget columns: an amount, a remark beside it, or words that are no amount."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from napeval.cycle.numbers import NumberFault, parse_number
from napeval.exchange.plans.sheet import PlanCell
from napeval.exchange.plans.words import NO_COST, fold

_DASH = re.compile(r"[-–—/.x]+", re.IGNORECASE)
_EURO = re.compile(r"\b(?:euro|eur|evra)\b", re.IGNORECASE)
_CURRENCIES = (("EUR", re.compile(r"€|\b(?:euro|eur|evra)\b", re.IGNORECASE)),
               ("ALL", re.compile(r"\b(?:leke|lekë|lek|all)\b", re.IGNORECASE)),
               ("RSD", re.compile(r"\b(?:rsd|din|dinara|dinar)\b", re.IGNORECASE)),
               ("USD", re.compile(r"\$|\busd\b", re.IGNORECASE)))  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """What a budget cell says.

    value: None where it states no amount. printed: the number as it stands there. note: other words of
    the cell. kind: "amount", "blank", "dash", "no_cost", "words", or the code of a fault with arguments.
    decimal: the decimal mark that the writing shows.
    """

    kind: str
    value: Decimal | None = None
    printed: str = ""
    note: str = ""
    decimal: str = ""
    sign: str = ""
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_fault(self) -> bool:
        """Whether the cell has to be mended before anything is taken from it."""
        return self.kind not in ("amount", "blank", "dash", "no_cost", "words")


def read_amount(cell: PlanCell | None, *, decimal: str = "") -> Amount:
    """The amount in a cell. decimal: the decimal mark that the mapping declares, if any."""
    if cell is None:
        return Amount("blank")
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return Amount("amount", Decimal(str(cell.value)), cell.text)
    if isinstance(cell.value, date):
        return Amount("not_a_number", printed=cell.text)
    lines = cell.lines
    if _DASH.fullmatch(cell.one_line):
        return Amount("dash", printed=cell.one_line)
    if any(fold(cell.one_line).startswith(words) for words in NO_COST):
        return Amount("no_cost", note=cell.one_line)
    if not any(letter.isdigit() for letter in lines[0]):
        return Amount("words", note=cell.one_line)
    read = parse_number(_EURO.sub("EUR", lines[0]), decimal=decimal)
    if isinstance(read, NumberFault):
        if read.code == "not_a_number" and any(letter.isalpha() for letter in lines[0]):
            return Amount("words", note=cell.one_line)
        return Amount(read.code, printed=lines[0], arguments=read.arguments)
    note = " ".join(" ".join(lines[1:]).split())
    return Amount("amount", read.value, lines[0], note, read.decimal, read.sign)


def currency_named(heading: str) -> str:
    """The currency that a heading names, as ISO code; "" where it names none."""
    return next((code for code, words in _CURRENCIES if words.search(heading)), "")

"""Numbers as printed: 0.1 is one tenth, so that a met target is met whatever binary floats make of it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Rational, Real

_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
_NOT_FINITE = frozenset({"nan", "inf", "infinity"})

# Two values nearer than this are one: sums of floats must not decide whether a target is met.
SAME = Fraction(1, 10**9)


class NotUsable(ValueError):
    """A value or a combination of values that nothing can be computed from; reason is the code why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def exact(value: object, *, decimal: str = ".") -> Fraction | None:
    """A number as an exact fraction of its printed digits; None where it is missing.

    value: a number, or text with this decimal mark and no marks between thousands.
    Raises NotUsable: not_numeric, non_finite_value.
    """
    if value is None:
        return None
    if type(value) is float and value.is_integer():
        return Fraction(int(value))
    if isinstance(value, str):
        return _from_text(value, decimal)
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise NotUsable("not_numeric")
    if isinstance(value, Rational):
        return Fraction(value)
    if not isfinite(value):
        raise NotUsable("non_finite_value")
    return Fraction(str(value))


def needed(value: object, *, decimal: str = ".") -> Fraction:
    """An exact number that must be there. Raises NotUsable: no_data, not_numeric, non_finite_value."""
    number = exact(value, decimal=decimal)
    if number is None:
        raise NotUsable("no_data")
    return number


def _from_text(text: str, decimal: str) -> Fraction:
    cleaned = text.strip()
    if cleaned.lstrip("+-").lower() in _NOT_FINITE:
        raise NotUsable("non_finite_value")
    if decimal != ".":
        # The other mark in this text would be one between thousands, and is not read.
        cleaned = cleaned.replace(".", "?").replace(decimal, ".")
    if not _NUMBER.match(cleaned):
        raise NotUsable("not_numeric")
    return Fraction(cleaned)


def plainest_ratio(value: float) -> Fraction:
    """The ratio of whole numbers that a float of a results table stands for: 0.2 is 1/5, 1 / 3 is 1/3 again.

    value: finite. The simplest continued fraction that rounds to it. A share of whole numbers comes back as
    it was, as long as its denominator stays below some 90 million: a fraction nearer than 1/2q² to a number
    is one of its convergents (Legendre), and two with such small denominators never share a float.
    Raises NotUsable: non_finite_value.
    """
    if not isfinite(value):
        raise NotUsable("non_finite_value")
    numerator, denominator = float(value).as_integer_ratio()
    (p_before, q_before), (p, q) = (0, 1), (1, 0)
    while denominator:
        quotient, rest = divmod(numerator, denominator)
        (p_before, q_before), (p, q) = (p, q), (quotient * p + p_before, quotient * q + q_before)
        if p / q == value:
            break
        numerator, denominator = denominator, rest
    return Fraction(p, q)


def capped(share: Fraction) -> Fraction:
    """A share limited to 0-1: for weighted scores only, never shown in place of the share itself."""
    return min(max(share, Fraction(0)), Fraction(1))


def as_float(number: Fraction | None) -> float | None:
    """An exact number as the nearest float, missing as None."""
    return None if number is None else float(number)

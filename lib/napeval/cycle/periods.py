"""Periods: a year, a half-year, a quarter, a month, or an interval of them.

``2023``, ``2023-H1``, ``2023-Q3``, ``2023-05``, ``2013-01/2013-05``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ONE = re.compile(r"((?!0000)[0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of whole months, first to last day inclusive."""

    start: date
    end: date

    @property
    def year(self) -> int:
        """The calendar year the period ends in."""
        return self.end.year

    @property
    def months(self) -> int:
        """Length in months."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def is_full_year(self) -> bool:
        """Whether it is exactly one calendar year: only such values form a yearly series."""
        return self.months == 12 and self.start.month == 1


def parse_period(text: str) -> Period:
    """The period a text names. Raises ValueError saying what is allowed."""
    first, slash, last = text.partition("/")
    start = _months_of(first)
    end = _months_of(last) if slash else start
    if start is None or end is None or end[1] < start[1]:
        raise ValueError(
            f"'{text}' is not a period; allowed: 2023, 2023-H1, 2023-Q3, 2023-05"
            " or an interval such as 2013-01/2013-05"
        )
    (year, month), (last_year, last_month) = start[0], end[1]
    return Period(
        date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    )


def is_period(text: str) -> bool:
    """Whether a text names a period."""
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def _months_of(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last (year, month) of a simple period, or None."""
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    year = int(match[1])
    if match[2]:
        first, length = 6 * int(match[2]) - 5, 6
    elif match[3]:
        first, length = 3 * int(match[3]) - 2, 3
    elif match[4]:
        first, length = int(match[4]), 1
    else:
        first, length = 1, 12
    return (year, first), (year, first + length - 1)


_SUGGESTIONS = (
    (re.compile(r"([0-9]{4})[ /_-]*\(?[Hh]([12])\)?"), "{0}-H{1}"),
    (re.compile(r"\(?[Hh]([12])\)?[ /_-]*([0-9]{4})"), "{1}-H{0}"),
    (re.compile(r"([0-9]{4})[ /_-]*\(?[QqTt]([1-4])\)?"), "{0}-Q{1}"),
    (re.compile(r"\(?[QqTt]([1-4])\)?[ /_-]*([0-9]{4})"), "{1}-Q{0}"),
    (re.compile(r"([0-9]{4})[ /.](0[1-9]|1[0-2])"), "{0}-{1}"),
    (re.compile(r"(0[1-9]|1[0-2])[ /.]([0-9]{4})"), "{1}-{0}"),
    (re.compile(r"([0-9]{4}) ?[–-] ?([0-9]{4})"), "{0}/{1}"),
)


def nearest_period(text: str) -> str:
    """The period that was most likely meant, or "" where the text suggests none."""
    for pattern, form in _SUGGESTIONS:
        match = pattern.fullmatch(text.strip())
        if match and is_period(form.format(*match.groups())):
            return form.format(*match.groups())
    return ""

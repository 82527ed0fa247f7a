"""Days as people write them: read where only one reading is possible, refused where there are two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})\.?")
_SLASHED = re.compile(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>[0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})[-/. ]+(?P<month>[0-9]{1,2})[-/. ]+(?P<day>[0-9]{1,2})\.?(?: .*)?"
)


@dataclass(frozen=True)
class Day:
    """A day that was read. plain: whether it was written as year-month-day."""

    value: date
    plain: bool = True


@dataclass(frozen=True)
class DateFault:
    """Why a text is not taken for a day: the code of a fault with its arguments."""

    code: str
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def parse_date(text: str) -> Day | DateFault:
    """The day that a text stands for: ``2021-12-31`` or ``31.12.2021``.

    ``01/02/2021`` and a bare number such as 44227, which spreadsheets store for a day, are refused with
    both readings.
    """
    match = _ISO.fullmatch(text) or _DOTTED.fullmatch(text)
    if match:
        day = _day(match["year"], match["month"], match["day"])
        return Day(day, plain=len(text) == 10 and text[4] == "-") if day else DateFault("not_a_date")
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        readings = (
            _day(slashed["year"], slashed["second"], slashed["first"]),
            _day(slashed["year"], slashed["first"], slashed["second"]),
        )
        return _slashed(*readings)
    if _SERIAL.fullmatch(text):
        days = timedelta(days=int(text.partition(".")[0]))
        first, second = _EPOCH_1900 + days, _EPOCH_1904 + days
        return DateFault("date_serial", {"first": first.isoformat(), "second": second.isoformat()})
    meant = _YEAR_FIRST.fullmatch(text)
    day = _day(meant["year"], meant["month"], meant["day"]) if meant else None
    return DateFault("not_a_date", {"nearest": day.isoformat()} if day else {})


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _slashed(day_first: date | None, month_first: date | None) -> DateFault:
    """A day with slashes: its order differs from country to country, even where one reading is no day."""
    if day_first and month_first and day_first != month_first:
        readings = {"first": day_first.isoformat(), "second": month_first.isoformat()}
        return DateFault("date_ambiguous", readings)
    only = day_first or month_first
    return DateFault("date_slashes", {"nearest": only.isoformat()}) if only else DateFault("not_a_date")

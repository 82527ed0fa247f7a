"""Deadlines as plans print them: a period where only one can be meant, otherwise just what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from napeval.cycle.dates import Day, parse_date
from napeval.cycle.periods import is_period, parse_period
from napeval.exchange.plans.sheet import PlanCell
from napeval.exchange.plans.words import CONTINUOUS, fold

_MONTHS = (
    ("janar", "jan"), ("shkurt", "feb"), ("mars", "mar", "mart"), ("prill", "apr"), ("maj", "may"),
    ("qershor", "jun", "june"), ("korrik", "jul"), ("gusht", "aug", "avgust"), ("shtator", "sep"),
    ("tetor", "oct", "okt"), ("nentor", "nov"), ("dhjetor", "dec"),
)  # fmt: skip
"""Beginnings of the names of months in the three languages, folded."""
_NUMERALS = {
    "1": 1, "i": 1, "pare": 1, "first": 1, "prvi": 1, "prvo": 1, "prva": 1,
    "2": 2, "ii": 2, "dyte": 2, "second": 2, "drugi": 2, "drugo": 2, "druga": 2,
    "3": 3, "iii": 3, "trete": 3, "third": 3, "treci": 3,
    "4": 4, "iv": 4, "katert": 4, "fourth": 4, "cetvrti": 4,
}  # fmt: skip
_QUARTER = re.compile(r"(?:tremujor\w*|tre mujor\w*|kuartal\w*|quarter|kvartal\w*|tromesecj\w*|tm|q|t|k|kv)")
_HALF = re.compile(r"(?:gjashtemujor\w*|gjashte mujor\w*|semest\w*|half|half year|polugod\w*|polovina|h|s)")
_NOISE = frozenset((
    "deri", "me", "ne", "fund", "fundi", "te", "i", "e", "viti", "vitit", "vit", "year", "end", "of",
    "by", "until", "the", "do", "kraja", "kraj", "god", "godine", "godina", "gjate", "during", "tokom",
    "in", "date", "data", "muaji", "month", "mesec", "mesecu", "u", "st", "nd", "rd", "th",
))  # fmt: skip
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DASH = re.compile(r"\s*[-–—]\s*")
_BETWEEN = re.compile(r"(?<=\w)\s+(?:to|deri|deri ne|do)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Deadline:
    """A deadline as read. start, end: periods, "" where none can be told. printed: the cell.

    reason: why there is no end, a code; "" where there is one or nothing is printed.
    """

    start: str = ""
    end: str = ""
    printed: str = ""
    reason: str = ""


def read_deadline(cell: PlanCell | None) -> Deadline:
    """The deadline in a cell."""
    if cell is None:
        return Deadline()
    if isinstance(cell.value, date):  # a datetime is a date too
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return Deadline("", f"{day:%Y-%m}", day.isoformat())
    printed = cell.one_line
    both = periods_of(printed)
    if both is not None:
        return Deadline(*both, printed)
    folded = fold(printed)
    endless = any(folded == words or folded.startswith(f"{words} ") for words in CONTINUOUS)
    return Deadline("", "", printed, "deadline_continuous" if endless else "deadline_not_read")


def periods_of(text: str) -> tuple[str, str] | None:
    """First and last period that a text names, the first "" where only one is; None where it is not sure."""
    point = _point(text)
    if point is not None:
        return "", point
    if is_period(text):
        first, _, last = text.partition("/")
        return first, last
    years = re.split(r"\s*[,;]\s*|\s+", text.strip(" ,;"))
    if len(years) > 1 and all(_YEAR.fullmatch(year) for year in years):
        run = [int(year) for year in years]
        return (years[0], years[-1]) if run == list(range(run[0], run[0] + len(run))) else None
    for mark in (_DASH, _BETWEEN):
        parts = mark.split(text)
        if len(parts) == 2:
            return _span(*parts)
    return None


def _span(first: str, last: str) -> tuple[str, str] | None:
    """The two ends of a range; a first one without a year is in the year of the last."""
    end = _point(last)
    if end is None:
        return None
    start = _point(first) or _point(f"{first} {end[:4]}")
    if start is None or parse_period(start).start > parse_period(end).start:
        return None
    return start, end


def _point(text: str) -> str | None:
    """One period: a year, or a part of one."""
    text = text.strip(" .,;")
    if is_period(text) and "/" not in text:
        return text
    day = parse_date(text)
    if isinstance(day, Day):
        return f"{day.value:%Y-%m}"
    numeric = re.fullmatch(r"(0?[1-9]|1[0-2])\s?[./]\s?((?:19|20)[0-9]{2})\.?", text)
    if numeric:
        return f"{numeric[2]}-{int(numeric[1]):02d}"
    return _worded(fold(text))


def _worded(folded: str) -> str | None:
    years = _YEAR.findall(folded)
    if len(years) != 1:
        return None
    rest = folded.replace(years[0], " ", 1)
    rest = re.sub(r"\b([a-z]{1,2})([1-4]|iv|i{1,3})\b", r"\1 \2", rest)
    words = rest.split()
    numeral = words[:1] == ["i"] or _names_part(words)
    told = [word for word in words if word not in _NOISE or (word == "i" and numeral)]
    if not told:
        return years[0] if set(words) <= _NOISE else None
    month = _month(told)
    if month:
        return f"{years[0]}-{month:02d}"
    return _part(years[0], told)


def _names_part(words: list[str]) -> bool:
    """Whether a single i is a numeral: it stands beside a quarter or a half, with no other numeral."""
    others = [word for word in words if word in _NUMERALS and word != "i"]
    return not others and any(_QUARTER.fullmatch(word) or _HALF.fullmatch(word) for word in words)


def _month(words: list[str]) -> int:
    """The month that the words name, with or without a day; 0 for none."""
    named = [word for word in words if not re.fullmatch(r"[0-9]{1,2}", word)]
    if len(named) != 1 or len(words) > 2:
        return 0
    matches = [
        number
        for number, names in enumerate(_MONTHS, start=1)
        if any(named[0] == name or (len(name) > 2 and named[0].startswith(name)) for name in names)
    ]
    return matches[0] if len(matches) == 1 and len(named[0]) >= 3 else 0


def _part(year: str, words: list[str]) -> str | None:
    """A quarter or a half of the year."""
    numerals = [_NUMERALS[word] for word in words if word in _NUMERALS]
    names = " ".join(word for word in words if word not in _NUMERALS)
    if len(numerals) != 1 or not names:
        return None
    if _QUARTER.fullmatch(names):
        return f"{year}-Q{numerals[0]}"
    if _HALF.fullmatch(names) and numerals[0] <= 2:
        return f"{year}-H{numerals[0]}"
    return None

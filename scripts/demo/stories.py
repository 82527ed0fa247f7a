"""Stories of indicators: what is planned for them, what really happened, and how they stand by it.

A story is a row of design/stories.csv. Its notation: values are "period=value" or "period=part/whole",
"?" not reported, "-" not due, "na" not applicable, "s" suppressed, "a..b" two sources that differ, "a>b@day"
corrected on a day. Targets are "role year=value", with a comparator, a basis or "on day" behind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from demo.arithmetic import Goal
from demo.halves import recorded_on
from demo.tables import design

STATES = {"?": "not_reported", "-": "not_due", "na": "not_applicable", "s": "suppressed"}
_TARGET = re.compile(
    r"(?P<role>\w+) (?P<year>\d{4})=(?P<value>[\d.]*?)(?:\.\.(?P<upper>[\d.]+))?"
    r"(?: (?P<word>at_least|at_most|exactly|between|change|percent_change))?(?: on (?P<day>[\d-]+))?"
)


@dataclass(frozen=True)
class Seen:
    """What is told of one period: a state, or a value from low to high with its part and whole.

    corrected: the value told from a later day on.
    """

    period: str
    state: str = "measured"
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    part: int | None = None
    whole: int | None = None
    corrected: Fraction | None = None
    corrected_on: date | None = None

    def as_known(self, day: date) -> Seen | None:
        """The same as known on a day; None where nothing was told by then."""
        if recorded_on(self.period) > day:
            return None
        if self.corrected is None or self.corrected_on is None or self.corrected_on > day:
            return self
        return Seen(self.period, self.state, self.corrected, self.corrected)


@dataclass(frozen=True)
class TargetRow:
    """One row of plan/targets as the plan states it; value None where its cell is empty."""

    role: str
    year: int
    value: Fraction | None = None
    upper: Fraction | None = None
    comparator: str = ""
    basis: str = "absolute"
    set_on: date | None = None


@dataclass(frozen=True)
class Story:
    """One indicator as a whole (dimension and category empty) or in one category.

    rules: the indicator's measure, direction, accumulation, additive_over, path, tolerance by name.
    expected: by evaluation the status that the design wants and the reason where there is none.
    """

    indicator: str
    dimension: str
    category: str
    targets: tuple[TargetRow, ...]
    seen: tuple[Seen, ...]
    rules: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def baseline(self) -> TargetRow | None:
        """The baseline, where it has a value."""
        stated = [row for row in self.targets if row.role == "baseline" and row.value is not None]
        return stated[-1] if stated else None

    def goals(self, role: str, day: date) -> list[Goal]:
        """The targets of a role as levels, as set by a day; of one year the last set."""
        found: dict[int, Goal] = {}
        for row in self.targets:
            level = None if row.role != role or row.value is None else self._level(row, row.value)
            if level is not None and (row.set_on is None or row.set_on <= day):
                upper = row.upper if row.comparator == "between" else None
                found[row.year] = Goal(row.year, level, upper, row.comparator)
        return [found[year] for year in sorted(found)]

    def _level(self, row: TargetRow, value: Fraction) -> Fraction | None:
        """A target stated against the baseline as a level; None where there is no baseline."""
        if row.basis == "absolute":
            return value
        if self.baseline is None or self.baseline.value is None:
            return None
        start = self.baseline.value
        return start + value if row.basis == "change" else start * (1 + value / 100)


def designed_stories(rules: Mapping[str, Mapping[str, str]]) -> list[Story]:
    """The stories that people wrote. rules: the columns of plan/indicators by indicator."""
    return [
        Story(
            row["indicator_id"],
            row["dimension"],
            row["category"],
            tuple(_baseline(row["baseline"]) + [_target(text) for text in _parts(row["targets"])]),
            tuple(_seen(text) for text in _parts(row["values"])),
            rules[row["indicator_id"]],
            {name: _verdict(row[column]) for name, column in (("mid-term", "mid"), ("ex-post", "end"))},
        )
        for row in design("stories")
    ]


def _parts(text: str) -> Sequence[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _verdict(text: str) -> tuple[str, str]:
    status, _, reason = text.partition(" ")
    return status, reason


def _number(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _baseline(text: str) -> list[TargetRow]:
    if not text:
        return []
    year, _, value = text.partition("=")
    return [TargetRow("baseline", int(year), _number(value))]


def _target(text: str) -> TargetRow:
    match = _TARGET.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no target of the design")
    word, day = match["word"] or "", match["day"]
    relative = word in ("change", "percent_change")
    return TargetRow(
        match["role"],
        int(match["year"]),
        _number(match["value"]),
        _number(match["upper"] or ""),
        "" if relative else word,
        word if relative else "absolute",
        date.fromisoformat(day) if day else None,
    )


def _seen(text: str) -> Seen:
    period, _, told = text.partition("=")
    if told in STATES:
        return Seen(period, STATES[told])
    if "/" in told:
        part, whole = (int(number) for number in told.split("/"))
        share = Fraction(100 * part, whole)
        return Seen(period, low=share, high=share, part=part, whole=whole)
    if ".." in told:
        low, high = (Fraction(number) for number in told.split(".."))
        return Seen(period, low=low, high=high)
    first, _, later = told.partition(">")
    if not later:
        return Seen(period, low=Fraction(first), high=Fraction(first))
    value, _, day = later.partition("@")
    return Seen(
        period,
        low=Fraction(first),
        high=Fraction(first),
        corrected=Fraction(value),
        corrected_on=date.fromisoformat(day),
    )

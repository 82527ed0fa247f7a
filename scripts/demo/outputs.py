"""Outputs of activities: what the activities really brought forth, half-year by half-year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from demo.chance import Dice
from demo.courses import Course
from demo.halves import HALVES, YEARS, half_of
from demo.indicators import output_targets
from demo.plan import Table
from demo.reports import Told
from demo.stories import Seen, Story, TargetRow
from demo.verdicts import Verdict

_FACTORS = (100, 100, 100, 100, 90, 95, 110, 105, 80, 125)
_WHOLES = (20, 25, 40, 50, 100, 200)
_UNQUANTIFIED_A_YEAR = 12
NOT_APPLICABLE = ("III.1.16",)
"""Activities dropped by the yearly plan: their outputs do not apply from then on."""


def output_stories(
    indicators: Table, courses: Mapping[str, Course], rules: Mapping[str, Mapping[str, str]]
) -> list[Story]:
    """The story of every output that is a number, with or without a target."""
    dice = Dice("outputs")
    targets = output_targets()
    found = []
    for row in indicators:
        if row["level"] != "output" or row["output_class"] == "milestone":
            continue
        name = str(row["indicator_id"])
        maker = _Maker(courses[str(row["activity_id"])], targets.get(name, ()), rules[name], dice)
        found.append(Story(name, "", "", targets.get(name, ()), tuple(maker.seen()), rules[name]))
    return found


@dataclass(frozen=True)
class _Maker:
    """Makes the values of one output from the course of its activity."""

    course: Course
    targets: tuple[TargetRow, ...]
    rules: Mapping[str, str]
    dice: Dice

    def seen(self) -> list[Seen]:
        """What is told of every period; what nobody reported on has no value."""
        factor, whole = self.dice.pick(_FACTORS), self.dice.pick(_WHOLES)
        if self.course.fate == "silent":
            return [Seen(half, "not_reported") for half in HALVES]
        if self.course.fate == "dropped":
            return [Seen(half, "not_due" if half < "2023" else "not_applicable") for half in HALVES]
        if self.rules["accumulation"] == "annual" or any(row.role == "annual" for row in self.targets):
            return self._years(factor, whole)
        if self.rules["measure"] == "percentage":
            return self._shares(factor, whole)
        return self._sums(factor)

    def _reach(self, factor: int) -> Fraction:
        value = self.targets[-1].value if self.targets else None
        return (value if value is not None else Fraction(_UNQUANTIFIED_A_YEAR * 3)) * Fraction(factor, 100)

    def _sums(self, factor: int) -> list[Seen]:
        """New ones of each half-year; before the planned beginning nothing is due."""
        before, found = 0, []
        for half, share in zip(HALVES, self.course.shares, strict=True):
            total = int(self._reach(factor) * share / 100)
            total = max(total, before)
            waits = self.course.planned[half_of(half)] == 0 and total == 0
            found.append(Seen(half, "not_due") if waits else _number(half, total - before))
            before = total
        return found

    def _shares(self, factor: int, whole: int) -> list[Seen]:
        """Parts of a whole at the end of each half-year."""
        found = []
        for half, share in zip(HALVES, self.course.shares, strict=True):
            part = min(int(self._reach(factor) * whole * share / 10000), whole)
            waits = self.course.planned[half_of(half)] == 0 and part == 0
            value = Fraction(100 * part, whole)
            found.append(
                Seen(half, "not_due") if waits else Seen(half, low=value, high=value, part=part, whole=whole)
            )
        return found

    def _years(self, factor: int, whole: int) -> list[Seen]:
        """What each year brought; by half-years where these may be added."""
        promised = {row.year: row.value or Fraction(0) for row in self.targets}
        found = []
        for year in YEARS:
            first, last = 2 * (year - 2022), 2 * (year - 2022) + 1
            before = self.course.shares[first - 1] if first else 0
            done = self.course.shares[last] - before
            owed = self.course.planned[last] - (self.course.planned[first - 1] if first else 0)
            reach = promised.get(year, Fraction(_UNQUANTIFIED_A_YEAR)) * Fraction(
                factor + self.dice.below(3) * 5, 100
            )
            value = int(reach * min(Fraction(done, owed), Fraction(1)) if owed > 0 else 0)
            found += self._year(year, value, whole)
        return found

    def _year(self, year: int, value: int, whole: int) -> list[Seen]:
        if self.rules["measure"] == "percentage":
            part = min(value * whole // 100, whole)
            share = Fraction(100 * part, whole)
            return [Seen(str(year), low=share, high=share, part=part, whole=whole)]
        if self.rules["additive_over"] != "time_place":
            return [_number(str(year), value)]
        first = value // 2
        return [_number(f"{year}-H1", first), _number(f"{year}-H2", value - first)]


def _number(period: str, value: int) -> Seen:
    return Seen(period, low=Fraction(value), high=Fraction(value))


def milestone_verdict(course: Course, told: Told, now: str, planned_end: str) -> Verdict:
    """How a milestone stands that is known from the reports on its activity.

    now: the last half-year judged. planned_end: the deadline of the plan as adopted, "" without one.
    """
    due = _is_due(planned_end or "2024", now)
    if told.status == "not_reported" or course.fate == "dropped":
        state = "not_reported" if due else "not_due"
        return Verdict(state, state, target=Fraction(1))
    low, high = Fraction(int(told.status == "completed")), Fraction(int(told.most == "completed"))
    statuses = {"achieved" if value else "behind" if due else "on_track" for value in (low, high)}
    status = statuses.pop() if len(statuses) == 1 else "not_measurable"
    state = "measured" if low == high else "disputed"
    return Verdict(state, status, low, high, Fraction(1), low if low == high else None)


def _is_due(end: str, now: str) -> bool:
    return end[:4] < "2025" and half_of(end) <= half_of(now)

"""What really happened to each activity: how far it had come at the end of every half-year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from demo.chance import Dice
from demo.halves import HALVES, end_of, half_of
from demo.plan import Table
from demo.tables import design

LAST = len(HALVES) - 1
_FATES = (("in_time", 46), ("early", 12), ("late", 18), ("stalls", 18), ("never", 6))


@dataclass(frozen=True)
class Course:
    """The true course of one activity. shares: hundredths done at the end of each half-year.

    begun: the half-year it began in, None if never. planned: hundredths that should be done by then.
    ends: the half-year of its deadline, None without one. cancelled: the half-year it was given up in.
    """

    activity: str
    fate: str
    shares: tuple[int, ...]
    planned: tuple[int, ...]
    begun: int | None
    ends: int | None
    cancelled: int | None
    note: str = ""
    other: str = ""
    special: int | None = None

    def status(self, half: int) -> str:
        """The true status at the end of a half-year, in the words of the progress reports."""
        share, due = self.shares[half], self.ends is not None and self.ends <= half
        if self.cancelled is not None and self.cancelled <= half:
            return "cancelled"
        if share == 100:
            return "completed"
        if share == 0:
            return "not_started"
        if due:
            return "partly_completed" if share >= 50 else "delayed"
        return "delayed" if share + 30 < self.planned[half] else "ongoing"

    def finished(self) -> int | None:
        """The half-year in which it was completed."""
        return next((half for half, share in enumerate(self.shares) if share == 100), None)


def courses(activities: Table) -> dict[str, Course]:
    """The course of every activity of the plan; those of the design as people wrote them."""
    dice = Dice("courses")
    fixed = {row["activity_id"]: row for row in design("courses")}
    ends = {row["activity_id"]: row["new_end"] for row in design("revisions") if row["new_end"]}
    return {
        str(row["activity_id"]): _course(row, fixed.get(str(row["activity_id"]), {}), ends, dice)
        for row in activities
    }


def _course(
    row: Mapping[str, object], fixed: Mapping[str, str], revised: Mapping[str, str], dice: Dice
) -> Course:
    name, end, start = str(row["activity_id"]), str(row["end"]), str(row["start"])
    fate, slip, stop, delay = _fate(dice), dice.between(1, 2), dice.between(3, 16) * 5, dice.below(100)
    fate = fixed.get("fate") or fate
    begins = half_of(f"{start}-H1" if len(start) == 4 else start) if start else 0
    deadline = half_of(end) if end else LAST
    planned = _line(begins, deadline, 100)
    late_start = 0 if delay < 70 or fate in ("in_time", "conflict", "in_part", "corrected") else 1
    first: int | None = min(begins + late_start, LAST)
    last, reach, cancelled = max(deadline, begins), 100, None
    special = int(fixed["half"]) if fixed.get("half") else None
    if fate == "late":
        last = last + slip
    elif fate in ("stalls", "silent", "in_part", "corrected"):
        reach = int(fixed.get("share") or stop)
        last = special if fate == "in_part" and special is not None else last
    elif fate in ("never", "dropped"):
        first = None
    elif fate == "waits":
        first = special
    elif fate == "early":
        last = max(begins, deadline - 2) if special is None else special
    elif fate == "conflict":
        last = special if special is not None else last
        reach = 80
    elif fate == "cancelled":
        cancelled, last, reach = special, (special or 0) + 1, 40
    elif fate == "reopened":
        last, reach = special if special is not None else last, 100
    shares = _line(first, last, reach) if first is not None else (0,) * len(HALVES)
    if fate == "reopened" and special is not None:
        shares = tuple(
            100 if half == special else min(share, int(fixed["share"])) if half > special else share
            for half, share in enumerate(shares)
        )
    if cancelled is not None:
        shares = tuple(min(share, shares[cancelled]) for share in shares)
    begun = next((half for half, share in enumerate(shares) if share), None)
    ends = revised.get(name, end)
    return Course(
        name,
        fate,
        shares,
        planned,
        begun,
        half_of(ends) if _inside(ends) else None,
        cancelled,
        fixed.get("note", ""),
        fixed.get("other", ""),
        special,
    )


def _inside(end: str) -> bool:
    """Whether a deadline lies in the time of the plan."""
    return bool(end) and end_of(end) <= date(2024, 12, 31)


def _fate(dice: Dice) -> str:
    place = dice.below(100)
    for fate, percent in _FATES:
        if place < percent:
            return fate
        place -= percent
    return _FATES[0][0]


def _line(first: int, last: int, reach: int) -> tuple[int, ...]:
    """Hundredths done at the end of each half-year on an even way from nothing to the reach, in fives."""
    steps = max(last - first + 1, 1)
    done = [min(max(half - first + 1, 0), steps) * reach // steps for half in range(len(HALVES))]
    return tuple(share if share == reach else share // 5 * 5 for share in done)

"""What the institutions reported on the activities, and what an evaluation knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from demo.chance import Dice
from demo.courses import Course
from demo.halves import HALVES, JUDGED, end_of, half_of, recorded_on, source_of, start_of
from demo.plan import Table
from demo.tables import design

CORRECTED_ON = date(2023, 10, 12)
ADVANCEMENT = ("cancelled", "not_started", "delayed", "ongoing", "partly_completed", "completed")


@dataclass(frozen=True)
class Report:
    """One progress report. share: hundredths done."""

    activity: str
    half: int
    reporter: str
    status: str
    share: int
    recorded: date
    row: Mapping[str, object]


def progress_reports(
    courses: Mapping[str, Course], leads: Mapping[str, str], donors: Mapping[str, str]
) -> list[Report]:
    """Every report. leads: who reports by activity. donors: names of the donors of an activity, if any."""
    dice = Dice("reports")
    reasons: dict[str, list[str]] = {}
    for row in design("reasons"):
        reasons.setdefault(row["kind"], []).append(row["text"])
    writer = _Writer(dice, reasons, donors)
    found = []
    for course in courses.values():
        found += _of_course(course, leads[course.activity], writer)
    return found


def _of_course(course: Course, lead: str, writer: _Writer) -> list[Report]:
    """The reports on one activity, in order of time; none where nobody ever told of it."""
    if course.fate in ("silent", "dropped"):
        return []
    found: list[Report] = []
    for half in range(len(HALVES)):
        told = _is_told(course, half, writer.dice)
        if course.fate == "conflict" and half == course.special:
            found.append(writer.report(course, half, lead, status="completed", share=100))
            found.append(writer.report(course, half, course.other, comment=course.note))
        elif course.fate == "corrected" and half == course.special:
            found.append(writer.report(course, half, lead, status="completed", share=100))
            found.append(writer.report(course, half, lead, recorded=CORRECTED_ON, comment=course.note))
        elif course.fate == "in_part" and half == course.special:
            found.append(writer.report(course, half, lead, status="completed", comment=course.note))
        elif told:
            found.append(
                writer.report(course, half, lead, comment=course.note if half == course.special else "")
            )
    return found


def _is_told(course: Course, half: int, dice: Dice) -> bool:
    """Whether the institution reports on a half-year: always when something ends, mostly while it lasts."""
    lucky, eager = dice.happens(88), dice.happens(45)
    if (
        course.fate in ("in_part", "corrected", "conflict")
        and course.special is not None
        and half > course.special
    ):
        return False
    status = course.status(half)
    before = course.status(half - 1) if half else ""
    if status in ("completed", "cancelled"):
        return status != before
    if status == "not_started":
        return eager and course.planned[half] > 0
    return lucky


class _Writer:
    """Writes reports with dates, reasons and marks that fit the course."""

    def __init__(self, dice: Dice, reasons: Mapping[str, Sequence[str]], donors: Mapping[str, str]) -> None:
        self.dice, self._reasons, self._donors = dice, reasons, donors
        self._started: dict[str, date] = {}

    def report(
        self,
        course: Course,
        half: int,
        reporter: str,
        *,
        status: str = "",
        share: int | None = None,
        recorded: date | None = None,
        comment: str = "",
    ) -> Report:
        """One report; without a status of its own it tells the truth."""
        period = HALVES[half]
        told = status or course.status(half)
        done = course.shares[half] if share is None else share
        flips, difficult = self.dice.happens(8), self.dice.happens(18)
        known_reasons = self._reasons.get(told, ())
        reason = self.dice.pick(known_reasons) if known_reasons else ""
        difficulty = self.dice.pick(self._reasons["difficulty"]) if difficult and done else ""
        late = done + 10 < course.planned[half] or told in ("delayed", "cancelled")
        row = {
            "activity_id": course.activity,
            "period": period,
            "reported_by": reporter,
            "recorded_on": recorded or recorded_on(period),
            "status": told,
            "completion": f"{done / 100:g}",
            "started_on": self._start(course, half),
            "completed_on": self._day(half) if told == "completed" else None,
            "own_mark": "off_track" if late != flips else "on_track",
            "reason": "" if comment and told != "completed" else reason,
            "difficulty": difficulty,
            "donors": self._donors.get(course.activity, "") if done else "",
            "comment": comment,
            "source_id": source_of(period),
        }
        return Report(course.activity, half, reporter, told, done, recorded or recorded_on(period), row)

    def _start(self, course: Course, half: int) -> date | None:
        if course.begun is None or course.begun > half:
            return None
        return self._started.setdefault(
            course.activity, start_of(HALVES[course.begun]) + timedelta(self.dice.between(5, 75))
        )

    def _day(self, half: int) -> date:
        return end_of(HALVES[half]) - timedelta(self.dice.between(2, 80))


@dataclass(frozen=True)
class Told:
    """What the reports known at an evaluation say of an activity: least and most advanced status."""

    status: str
    most: str


def told_of(course: Course, reports: Sequence[Report], evaluation: str) -> Told:
    """What is told of an activity. reports: on this activity. Dropped without a report is cancelled."""
    cutoff, as_of = JUDGED[evaluation]
    known = [one for one in reports if end_of(HALVES[one.half]) <= cutoff and one.recorded <= as_of]
    if not known:
        status = "cancelled" if course.activity in _dropped(as_of) else "not_reported"
        return Told(status, status)
    half = max(one.half for one in known)
    newest: dict[str, Report] = {}
    for one in sorted((one for one in known if one.half == half), key=lambda one: one.recorded):
        newest[one.reporter] = one
    ranks = sorted(ADVANCEMENT.index(one.status) for one in newest.values())
    return Told(ADVANCEMENT[ranks[0]], ADVANCEMENT[ranks[-1]])


def _dropped(as_of: date) -> set[str]:
    return {
        row["activity_id"]
        for row in design("revisions")
        if row["change"] == "dropped" and date.fromisoformat(row["recorded_on"]) <= as_of
    }


def true_status(course: Course, evaluation: str) -> str:
    """How the activity really stood, whatever was told of it."""
    dropped = course.fate in ("dropped", "never") and course.activity in _dropped(JUDGED[evaluation][1])
    return "cancelled" if dropped else course.status(half_of(JUDGED[evaluation][0].isoformat()[:7]))


def progress_rows(reports: Sequence[Report]) -> Table:
    """monitoring/progress: the reports as a table."""
    return [dict(one.row) for one in reports]

"""The planned path: what should be reached by a day, and how achievement and time stand to each other.

Time is measured in years: 2023 is the first moment of that year, 2024 the end of its last day, so that two
of the three years of 2022-2024 are exactly two thirds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from napeval.measures.exact import SAME
from napeval.measures.progress import Progress
from napeval.trends.least_lengths import unknown_setting

PATHS = ("linear", "step", "end_loaded")
STATUSES = (
    "exceeded", "achieved", "on_track", "behind", "regressed", "not_measurable", "not_reported", "not_due",
)  # fmt: skip
ON_TRACK = frozenset({"exceeded", "achieved", "on_track"})
OFF_TRACK = frozenset({"behind", "regressed"})

Point = tuple[Fraction, Fraction]
"""A moment in years and the value planned for it."""


def start_of(day: date) -> Fraction:
    """The first moment of a day, in years."""
    return day.year + Fraction(day.timetuple().tm_yday - 1, _days_in(day.year))


def end_of(day: date) -> Fraction:
    """The last moment of a day, in years: 2024 for 31 December 2023."""
    return day.year + Fraction(day.timetuple().tm_yday, _days_in(day.year))


def _days_in(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def elapsed_share(start: Fraction | int, end: Fraction | int, now: Fraction | int) -> Fraction:
    """How much of the time from start to end has passed, 0-1. Raises ValueError unless it is before end."""
    if end <= start:
        raise ValueError(
            f"elapsed share: found a start of {start} and an end of {end}; allowed: a start before the end."
        )
    return min(max(Fraction(now - start) / Fraction(end - start), Fraction(0)), Fraction(1))


def share_of_path(passed: Fraction, path: str = "linear") -> Fraction:
    """How much of a planned change is due when this share of the time has passed.

    linear: as much. step: nothing until the end. end_loaded: the square, so a quarter at half of the time.
    Raises ValueError on an unknown path, naming the nearest.
    """
    if path == "linear":
        return passed
    if path == "end_loaded":
        return passed**2
    if path == "step":
        return Fraction(int(passed >= 1))
    raise ValueError(unknown_setting("path", path, PATHS))


def planned_value(now: Fraction, points: Sequence[Point], *, path: str = "linear") -> Fraction:
    """What the plan expects at a moment: before the first point its value, after the last the last.

    points: baseline, interim targets and target with their moments, in order of time, at least one. path:
    how the change between two points is spread; an interim target is met at its own date whatever the path.
    Raises ValueError on no points or an unknown path.
    """
    if not points:
        raise ValueError("planned value: found no points; allowed: at least one.")
    before = [point for point in points if point[0] <= now]
    after = [point for point in points if point[0] > now]
    if not before or not after:
        share_of_path(Fraction(0), path)
        return (before[-1] if before else after[0])[1]
    (left, low), (right, high) = before[-1], after[0]
    return low + (high - low) * share_of_path(elapsed_share(left, right, now), path)


def expected_share(expected: Fraction, *, baseline: Fraction, target: Fraction) -> Fraction | None:
    """The planned value as a share of the whole planned change; None where no change is planned."""
    return None if baseline == target else (expected - baseline) / (target - baseline)


def pace(progress: Fraction | None, due_share: Fraction | None) -> Fraction | None:
    """Progress against what was due by now: 1 is as planned. None where nothing was due yet."""
    return None if progress is None or not due_share else progress / due_share


def on_pace(progress: Fraction, due_share: Fraction) -> bool:
    """Whether at least as much is reached as was due by now."""
    return progress >= due_share - SAME


def status_of(judged: Progress, *, due_share: Fraction | None, due: bool) -> str:
    """Where an indicator stands, one of STATUSES (not_due for lack of a report is said by the caller).

    judged: its progress. due_share: what was due by now, 0-1, None without a path. due: whether the date of
    the target has passed. Without a ratio only the target itself can be judged: met is achieved, missed is
    behind once due (regressed where the baseline was to be kept), and before that not_due.
    """
    if not judged.reportable:
        return "not_reported" if judged.reason == "no_data" else "not_measurable"
    if judged.progress is None:
        return _status_without_ratio(judged, due=due)
    if judged.progress > 1 + SAME:
        return "exceeded"
    if judged.met or judged.progress >= 1 - SAME:
        return "achieved"
    if judged.progress < -SAME:
        return "regressed"
    if due_share is None:
        return "behind" if due else "on_track"
    return "on_track" if on_pace(judged.progress, due_share) else "behind"


def _status_without_ratio(judged: Progress, *, due: bool) -> str:
    if judged.met:
        return "achieved"
    if judged.holds or "moved_away" in judged.flags:
        return "regressed"
    return "behind" if due else "not_due"


def track_of(status: str) -> str:
    """The two-way verdict of the monitoring forms: on_track, off_track, or unknown.

    Raises ValueError on an unknown status, naming the nearest.
    """
    if status not in STATUSES:
        raise ValueError(unknown_setting("status", status, STATUSES))
    if status in ON_TRACK:
        return "on_track"
    return "off_track" if status in OFF_TRACK else "unknown"


def projected_year_end(actual: Fraction, months_elapsed: Fraction) -> Fraction:
    """The value at the end of the year if the rest of it goes like the months so far.

    Raises ValueError unless months_elapsed is above 0.
    """
    if months_elapsed <= 0:
        raise ValueError(f"months elapsed: found {months_elapsed}; allowed: above 0.")
    return actual * 12 / months_elapsed

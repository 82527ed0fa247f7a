"""The half-years of the plan, and the days on which their figures become known."""

from __future__ import annotations

from datetime import date

HALVES = ("2022-H1", "2022-H2", "2023-H1", "2023-H2", "2024-H1", "2024-H2")
YEARS = (2022, 2023, 2024)
START, MIDTERM, END = date(2022, 1, 1), date(2023, 6, 30), date(2024, 12, 31)
AFTERWARDS = date(2025, 6, 30)
"""The last day of the half-year after the plan, of which the follow-up report tells."""

JUDGED = {"mid-term": (MIDTERM, date(2023, 9, 30)), "ex-post": (AFTERWARDS, date(2025, 9, 30))}
"""The two evaluations: the day whose state is judged, and the day whose knowledge is used."""

_ENDS = {
    "H1": (6, 30),
    "H2": (12, 31),
    "Q1": (3, 31),
    "Q2": (6, 30),
    "Q3": (9, 30),
    "Q4": (12, 31),
    "06": (6, 30),
    "09": (9, 30),
    "12": (12, 31),
    "": (12, 31),
}
_STARTS = {"H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "": 1, "01": 1, "07": 7}


def end_of(period: str) -> date:
    """The last day of a period as this package writes them."""
    year, _, part = period.rpartition("/")[2].partition("-")
    month, day = _ENDS[part]
    return date(int(year), month, day)


def start_of(period: str) -> date:
    """The first day of a period as this package writes them."""
    year, _, part = period.partition("/")[0].partition("-")
    return date(int(year), _STARTS[part], 1)


def months_of(period: str) -> int:
    """How many months a period has."""
    first, last = start_of(period), end_of(period)
    return (last.year - first.year) * 12 + last.month - first.month + 1


def recorded_on(period: str) -> date:
    """The day on which a report on a period is recorded: a month after its end."""
    end = end_of(period)
    return date(end.year + 1, 1, 31) if end.month == 12 else date(end.year, end.month + 1, 28)


def source_of(period: str) -> str:
    """The report that a figure of the coordinator's reporting stands in."""
    end = end_of(period)
    if end > END:
        return f"follow_up_report_{end.year}"
    return f"annual_report_{end.year}" if end.month == 12 else f"half_year_report_{end.year}"


def half_of(period: str) -> int:
    """The place of the half-year that a period ends in; those after the plan count as its last."""
    end = end_of(period)
    return min((end.year - 2022) * 2 + (end.month > 6), len(HALVES) - 1)

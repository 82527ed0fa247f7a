"""Carried out: when an activity began and was completed, as days or within bounds, by what was reported."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from napeval.cycle.periods import parse_period

BEGUN = frozenset({"ongoing", "partly_completed", "completed"})
NOT_BEGUN = frozenset({"not_started"})
DONE = frozenset({"completed"})
NOT_DONE = frozenset({"not_started", "delayed", "ongoing", "partly_completed"})


@dataclass(frozen=True)
class Moment:
    """When something happened: the first and the last day it can have been; None where a bound is open.

    dated: a report states the day (or two reporters two days), so the bounds are not those of periods.
    """

    low: date | None = None
    high: date | None = None
    dated: bool = False


UNKNOWN = Moment()


def begun(reports: pd.DataFrame, last: pd.DataFrame) -> Moment:
    """When the activity began. reports: all that are known of it; last: those that say how it stands.

    The day that the last reports state, else that of any earlier report. Without one it lies between the last
    report that it was not started and the end of the first period in which it was under way.
    """
    stated = _stated(last["started_on"])
    stated = _stated(reports["started_on"]) if stated == UNKNOWN else stated
    return stated if stated != UNKNOWN else _between(reports, BEGUN, NOT_BEGUN)


def completed(reports: pd.DataFrame, last: pd.DataFrame, start: Moment) -> Moment:
    """When the activity was completed, if it was. start: when it began, before which it cannot have been.

    The day that the last reports state. Without one it lies between the end of the last period in which it
    was not completed and the end of the first period in which it was.
    """
    stated = _stated(last.loc[last["status"].isin(DONE), "completed_on"])
    if stated != UNKNOWN:
        return stated
    found = _between(reports, DONE, NOT_DONE)
    if found.high is None:
        return UNKNOWN
    known = [day for day in (found.low, start.low) if day is not None]
    return Moment(max(known, default=None), found.high)


def days_between(first: Moment, last: Moment) -> tuple[int | None, int | None]:
    """The least and the greatest number of days from one to the other, both counted; None where open.

    Nothing ends before it begins: the least is one day.
    """
    low = None if first.high is None or last.low is None else max((last.low - first.high).days + 1, 1)
    high = None if first.low is None or last.high is None else max((last.high - first.low).days + 1, 1)
    return low, high


def days_after(moment: Moment, day: date) -> tuple[int | None, int | None]:
    """By how many days something came after a day, least and greatest: negative before, None where open."""
    low, high = ((None if one is None else (one - day).days) for one in (moment.low, moment.high))
    return low, high


def planned_period(text: object) -> Moment:
    """The days of a planned period; unknown where none is stated."""
    if not isinstance(text, str):
        return UNKNOWN
    period = parse_period(text)
    return Moment(period.start, period.end)


def _stated(days: pd.Series) -> Moment:
    known = [day.date() for day in days.dropna()]
    return Moment(min(known), max(known), dated=True) if known else UNKNOWN


def _between(reports: pd.DataFrame, yes: Collection[str], no: Collection[str]) -> Moment:
    """Between the last period whose reports all say no and the end of the next, of which one says yes.

    reports: with a column `ends`, the last day reported on. Later periods without a yes undo an earlier one.
    """
    high: date | None = None
    for ends, rows in sorted(reports.groupby("ends"), key=lambda found: found[0], reverse=True):
        if rows["status"].isin(yes).any():
            high = ends
        elif rows["status"].isin(no).all() and high is not None:
            return Moment(ends + timedelta(days=1), high)
        elif high is None:
            return UNKNOWN
    return Moment(None, high)

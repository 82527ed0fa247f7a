"""Planned spending: how much of an activity's money was to be used by a day, along the time it was given."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.cycle.periods import parse_period
from napeval.measures.exact import exact


def planned_by(budget: pd.DataFrame, day: date, *, start: object, end: object) -> Fraction:
    """How much of the money was to be used by the end of a day.

    budget: amounts of one activity by year. start, end: the periods planned for its start and its deadline,
    or none. The amount of a year is used evenly over the days of that year in which the activity was to run:
    from the first day of its start, else of the year, to the last day of its deadline, else of the year.
    Money for a year in which it was not to run is used evenly over that year.
    """
    first = parse_period(start).start if isinstance(start, str) else date.min
    last = parse_period(end).end if isinstance(end, str) else date.max
    return sum(
        (_amount(amount) * _passed(int(year), first, last, day)
         for year, amount in zip(budget["year"], budget["amount"], strict=True)),
        Fraction(0),
    )  # fmt: skip


def _passed(year: int, first: date, last: date, day: date) -> Fraction:
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    if first <= closes and last >= opens and first <= last:
        opens, closes = max(opens, first), min(closes, last)
    days = (closes - opens).days + 1
    return Fraction(min(max((day - opens).days + 1, 0), days), days)


def _amount(value: float) -> Fraction:
    return exact(float(value)) or Fraction(0)

"""Spans: which periods lie in which, what they cover, and what was owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from napeval.measures.exact import NotUsable
from napeval.measures.told import period_of


def sortable(text: str) -> str:
    """A period as a text that sorts by time: by its end, then by its beginning."""
    stretch = period_of(text)
    return f"{stretch.end.isoformat()}|{stretch.start.isoformat()}"


def without_parts(periods: Iterable[str]) -> list[str]:
    """Longer periods in place of the shorter ones they contain, by time.

    Of two that are the same stretch the first counts. Raises NotUsable: overlapping_periods where one ends
    within another.
    """
    # By beginning, longest first, what a period contains follows it at once; sorting is stable.
    ordered = sorted(periods, key=lambda text: (period_of(text).start, -period_of(text).months))
    kept: list[str] = []
    for text in ordered:
        stretch, before = period_of(text), period_of(kept[-1]) if kept else None
        if before is None or stretch.start > before.end:
            kept.append(text)
        elif stretch.end > before.end:
            raise NotUsable("overlapping_periods")
    return kept


def parts_of_year(periods: Iterable[str], year: int) -> list[str]:
    """Those of these periods that make up one calendar year without gap or overlap, else none."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    within = [text for text in periods if first <= period_of(text).start and period_of(text).end <= last]
    try:
        parts = without_parts(within)
    except NotUsable:
        return []
    return parts if sum(period_of(text).months for text in parts) == 12 else []


def months_owed(start: date, until: date) -> int:
    """Whole months from the first day to the last."""
    full_last_month = (date.fromordinal(until.toordinal() + 1)).day == 1
    return (until.year - start.year) * 12 + until.month - start.month + int(full_last_month)


def months_covered(periods: Iterable[str], start: date, until: date) -> int:
    """How many of the months from one day to another these periods cover."""
    covered: set[int] = set()
    for text in periods:
        stretch = period_of(text)
        first = stretch.start.year * 12 + stretch.start.month
        covered.update(range(first, first + stretch.months))
    return len(covered & set(range(start.year * 12 + start.month, until.year * 12 + until.month + 1)))

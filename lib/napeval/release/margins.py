"""Hidden cells and the margins around them: a whole and all parts but one give the last part back.

Where a part is hidden, the other parts of the same whole are hidden with it. Parts are categories of a
dimension, indicators that are part of another, and periods inside a longer one. Source: complementary
suppression as practised in disclosure control for frequency tables, in its plainest form: whole groups.
Sums that overlap without one holding the other (2022 and 2022-07/2023-06) are not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

import pandas as pd

from napeval.cycle.periods import Period, is_period, parse_period

Place = tuple[str, str, str, str]
"""Indicator, dimension, category and period of a figure; dimension and category are "" for a whole."""
Group = tuple[str, str, str]
"""The parts of one whole: indicator, dimension and period of the whole."""

_PERIOD_COLUMNS = ("period", "actual_period")
_PERIOD_OF: Mapping[str, str] = dict.fromkeys(
    ("actual_before", "actual_before_low", "actual_before_high"), "before_period"
)
"""Columns whose figures are of another period than their row, and the column that names it."""
_PART_OF = "part_of"
NO_WHOLES: Mapping[str, str] = MappingProxyType({})


def places(frame: pd.DataFrame, columns: Iterable[str]) -> list[tuple[list[str], pd.Series]]:
    """The columns whose figures are of the same period, each time with the place of every row by that period.

    columns: of protected figures. Without any, for a table whose rows are not figures of indicators. A table
    without categories holds the sums of parts, which stand where the whole does.
    """
    own = next((name for name in _PERIOD_COLUMNS if name in frame.columns), None)
    if own is None or "indicator_id" not in frame.columns:
        return []
    by_period: dict[str, list[str]] = defaultdict(list)
    for name in columns:
        by_period[_PERIOD_OF.get(name, own)].append(name)
    return [(names, _places_by(frame, period)) for period, names in by_period.items()]


def _places_by(frame: pd.DataFrame, period: str) -> pd.Series:
    cells = frame[["indicator_id", period]].astype("object")
    for name in ("dimension", "category"):
        cells[name] = frame[name].astype("object") if "category" in frame.columns else ""
    cells = cells[["indicator_id", "dimension", "category", period]]
    named = cells.where(cells.notna(), "").itertuples(index=False, name=None)
    return pd.Series(list(named), index=frame.index, dtype="object")


def with_their_margins(
    hidden: Collection[Place], coverable: Collection[Place], wholes: Mapping[str, str] = NO_WHOLES
) -> frozenset[Place]:
    """All places that have to be hidden so that none of the hidden ones can be worked out.

    hidden: places hidden for their own value. coverable: places that may be hidden besides, which are
    those with a figure above zero that is not free to be shown. wholes: the indicator that an indicator is
    part of.
    Every other part of the same whole is hidden too, and the whole itself where fewer than two parts can be;
    the parts of a hidden whole; and what lies inside a hidden period or around it.
    """
    covered = set(hidden)
    open_places = set(coverable) - covered
    rules = (_other_parts, _wholes_of_lone_parts, _parts_of_wholes, _longer_and_shorter)
    while more := next((found for rule in rules if (found := rule(covered, open_places, wholes))), None):
        covered |= more
        open_places -= more
    return frozenset(covered)


def _groups(place: Place, wholes: Mapping[str, str]) -> Iterator[Group]:
    """The groups that a place is a part in."""
    indicator, dimension, category, period = place
    if category:
        yield indicator, dimension, period
    elif not dimension and indicator in wholes:
        yield wholes[indicator], _PART_OF, period


def _is_whole_of(place: Place, group: Group) -> bool:
    indicator, dimension, category, period = place
    return not category and dimension in ("", group[1]) and (indicator, period) == (group[0], group[2])


def _sizes(found: Iterable[Place], wholes: Mapping[str, str]) -> dict[Group, int]:
    sizes: dict[Group, int] = defaultdict(int)
    for place in found:
        for group in _groups(place, wholes):
            sizes[group] += 1
    return sizes


def _other_parts(covered: set[Place], coverable: set[Place], wholes: Mapping[str, str]) -> set[Place]:
    touched = _sizes(covered, wholes)
    return {place for place in coverable if any(group in touched for group in _groups(place, wholes))}


def _wholes_of_lone_parts(
    covered: set[Place], coverable: set[Place], wholes: Mapping[str, str]
) -> set[Place]:
    lone = [group for group, size in _sizes(covered, wholes).items() if size < 2]
    return {place for place in coverable if any(_is_whole_of(place, group) for group in lone)}


def _parts_of_wholes(covered: set[Place], coverable: set[Place], wholes: Mapping[str, str]) -> set[Place]:
    gone = {(place[0], place[3]) for place in covered if not place[1] and not place[2]}
    return {
        place for place in coverable if any((group[0], group[2]) in gone for group in _groups(place, wholes))
    }


def _longer_and_shorter(covered: set[Place], coverable: set[Place], _wholes: Mapping[str, str]) -> set[Place]:
    periods: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for *series, period in covered:
        if found := _period(period):
            periods[series[0], series[1], series[2]].append(found)
    return {
        place
        for place in coverable
        if (own := _period(place[3])) and any(_nested(own, other) for other in periods.get(place[:3], ()))
    }


def _nested(one: Period, other: Period) -> bool:
    """Whether one of two periods lies inside the other."""
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )


@cache
def _period(text: str) -> Period | None:
    return parse_period(text) if is_period(text) else None

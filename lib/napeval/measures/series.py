"""Series: every figure observed, period by period, with the sources that give it and their disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period
from napeval.cycle.trace import join_traces
from napeval.measures.ancestry import Ancestry, ancestry_of
from napeval.measures.definitions import definition_changes, is_of_last_definition
from napeval.measures.directions import STATEMENTS, contradictions, directions, years_told
from napeval.measures.exact import NotUsable, as_float
from napeval.measures.rows import known_rows, result_frame
from napeval.measures.told import period_of
from napeval.measures.voices import (
    OBSERVATIONS,
    Seen,
    Stated,
    Voices,
    each_by_itself,
    hear,
    seen_rows,
    text_of,
    voices_of,
)

NUMERIC_MEASURES = frozenset({"number", "percentage", "rate"})
MOST_CHOICES = 512

Place = tuple[str, str, str]
"""Indicator, dimension and category."""

_SERIES_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "period": "str", "unit": "str",
    "low": "float64", "high": "float64", "values": "Int64", "n_sources": "Int64", "n_independent": "Int64",
    "dispute": "str", "part_period": "boolean", "after_cutoff": "boolean", "left_out": "str",
    "sources": "str", "trace": "str",
}  # fmt: skip
_VALUES_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "period": "str", "source_id": "str",
    "value_number": "Int64", "unit": "str", "value": "float64", "bound": "str",
    "admissible": "boolean", "left_out": "str", "root": "str", "sources": "str", "trace": "str",
}  # fmt: skip


class TooManyChoices(ValueError):
    """Disputes that can be settled in more ways than are worked through. code: too_many_choices."""

    code = "too_many_choices"

    def __init__(self, choices: int) -> None:
        super().__init__(f"{choices:,} admissible choices; at most {MOST_CHOICES:,} are worked through")
        self.choices = choices


def check_choices(options: Iterable[int]) -> None:
    """Raises TooManyChoices where so many options each, taken together, are more than are worked through."""
    choices = prod(options)
    if choices > MOST_CHOICES:
        raise TooManyChoices(choices)


@dataclass(frozen=True)
class _Series:
    """One series: its unit, the voices of each period, and what contradicts them."""

    place: Place
    unit: str
    voices: Mapping[str, Voices]
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    events: bool = False
    changes: Sequence[Period] = ()

    def least(self, period: str) -> Fraction | None:
        """What part of a year alone has counted: a number of events of the whole year cannot be lower."""
        year = period_of(period)
        if not self.events or not year.is_full_year:
            return None
        parts = [
            heard.admissible[0]
            for other, heard in self.voices.items()
            if other != period and year.start <= period_of(other).start and period_of(other).end <= year.end
        ]
        return max(parts, default=None)

    def left_out(self, period: str, cutoff: date) -> str:
        """Why a period is no part of the yearly series; "" where it is one."""
        told = period_of(period)
        if not told.is_full_year:
            return "part_period"
        if told.end > cutoff:
            return "after_cutoff"
        return "" if is_of_last_definition(told, self.changes, cutoff) else "other_definition"

    def dispute(self, period: str) -> str:
        if len(self.voices[period].admissible) > 1:
            return "values"
        return "direction" if period in self.contradictions else ""


def series(cycle: Cycle, *, cutoff: date, as_of: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What has been counted in each period, by whom, and do the sources agree?

    All measured observations recorded by as_of, of indicators with numbers, history and later periods
    included.
    Returns (series, series_values). series_values.admissible: false where the source quotes another one
    here, or where a number of events of a year is below what a part of that year has counted.
    series: one row per indicator, category and period: low and high of the admissible values (unit of the
    row), how many distinct ones, sources and independent sources; dispute: "values" (sources that are not
    derived from one another differ), "direction" (a source says more, or fewer, than the year before, and
    no admissible pair of values of the two years agrees), or ""; part_period: not a full calendar year, so
    never part of a yearly series; after_cutoff: ends after the cutoff; left_out: why the period is no part
    of the yearly series (part_period, after_cutoff, other_definition: not all of it after the last change
    of the definition), or "" where it is. Percentages of several places that a
    source gives without their counts cannot be pooled: each is a value, and they differ.
    series_values: one row per source and value; left_out: why the value is no choice for the yearly series
    (as above, or quotes_another, below_part_of_year), or ""; root: the origin it is taken from, the source
    itself if none.
    """
    ancestry = ancestry_of(cycle.table("monitoring/sources"))
    every_series = list(_every_series(cycle, ancestry, as_of))
    return (
        result_frame((row for one in every_series for row in _period_rows(one, cutoff)), _SERIES_DTYPES),
        result_frame(
            (row for one in every_series for row in _value_rows(one, ancestry, cutoff)), _VALUES_DTYPES
        ),
    )


def admissible_series(
    series: pd.DataFrame, series_values: pd.DataFrame, place: Place
) -> list[dict[int, float]]:
    """Every yearly series that the sources admit, each as year -> value.

    series, series_values: results of series(). Full calendar years of one definition up to the cutoff. A year
    disputed by values is in turn each of its values; one contradicted by a statement of direction is its
    value or left out.
    Raises TooManyChoices beyond MOST_CHOICES of them.
    """
    rows = in_yearly_series(of_place(series, place))
    return [
        {period_of(period).year: value for period, value in choice.items()}
        for choice in admissible_choices(rows, of_place(series_values, place))
    ]


def admissible_choices(rows: pd.DataFrame, values: pd.DataFrame) -> list[dict[str, float]]:
    """Every way to settle what is disputed in some periods of one series, each as period -> value, in order.

    rows, values: of series() and series_values, of one place. Raises TooManyChoices as admissible_series.
    """
    options: dict[str, list[float | None]] = {}
    for row in rows.itertuples(index=False):
        choices: list[float | None] = list(admissible_values(row, values))
        options[row.period] = [*choices, None] if row.dispute == "direction" else choices
    check_choices(len(found) for found in options.values())
    periods = sorted(options, key=period_of)
    return [
        {period: value for period, value in zip(periods, choice, strict=True) if value is not None}
        for choice in product(*(options[period] for period in periods))
    ]


def in_yearly_series(series: pd.DataFrame) -> pd.DataFrame:
    """The rows of series() that form yearly series."""
    return series[series["left_out"] == ""]


def of_place(frame: pd.DataFrame, place: Place) -> pd.DataFrame:
    """The rows of one series in a results table with its keys."""
    indicator, dimension, category = place
    return frame[
        (frame["indicator_id"] == indicator)
        & (frame["dimension"] == dimension)
        & (frame["category"] == category)
    ]


def admissible_values(row: Any, values: pd.DataFrame) -> list[float]:
    """The values that may be believed of one period, ascending: kept bounds left out, and what cannot be.

    row: of series(); values: those of series_values() of its place. All are taken where none would be left.
    """
    heard = values[values["period"] == row.period]
    inside = heard[(heard["value"] >= row.low) & (heard["value"] <= row.high)]
    chosen = inside[inside["admissible"]]
    return sorted({float(value) for value in (inside if chosen.empty else chosen)["value"]})


def _every_series(cycle: Cycle, ancestry: Ancestry, as_of: date) -> Iterator[_Series]:
    indicators = cycle.table("plan/indicators").set_index("indicator_id", drop=False)
    indicators = indicators[indicators["measure"].isin(NUMERIC_MEASURES)]
    changes = definition_changes(cycle)
    told = {name: years_told(rows) for name, rows in directions(cycle.table(STATEMENTS), as_of).items()}
    grouped: dict[Place, dict[str, list[Seen]]] = {}
    for row in seen_rows(known_rows(OBSERVATIONS, cycle.table(OBSERVATIONS), as_of)):
        place = (row.indicator_id, row.dimension, row.category)
        grouped.setdefault(place, {}).setdefault(row.period, []).append(row)
    for indicator in indicators.itertuples(index=False):
        for place in sorted(place for place in grouped if place[0] == indicator.indicator_id):
            voices = _voices_by_period(grouped[place], indicator, ancestry)
            stated = told.get(place[0], []) if place[1:] == ("", "") else []
            if voices:
                against = contradictions(voices, stated)
                yield _Series(
                    place, indicator.unit, voices, against, events=_counts_events(indicator),
                    changes=changes.get(place[0], ()),
                )  # fmt: skip


def _counts_events(indicator: Any) -> bool:
    """Whether values of the indicator are numbers of events in a period, so that a part cannot exceed it."""
    return indicator.measure == "number" and text_of(indicator.accumulation) == "annual"


def _voices_by_period(
    periods: Mapping[str, Sequence[Seen]], indicator: Any, ancestry: Ancestry
) -> dict[str, Voices]:
    additive_over = indicator.additive_over if isinstance(indicator.additive_over, str) else ""
    voices = {}
    for period in sorted(periods, key=period_of):
        try:
            heard = voices_of(
                periods[period], ancestry, measure=indicator.measure, additive_over=additive_over
            )
        except NotUsable:
            # Percentages of several places cannot be joined without their counts: the whole lies among them.
            heard = hear(each_by_itself(periods[period], measure=indicator.measure), ancestry)
        if heard.stated:
            voices[period] = heard
    return voices


def _key(place: Place, period: str) -> dict[str, object]:
    return {"indicator_id": place[0], "dimension": place[1], "category": place[2], "period": period}


def _period_rows(one: _Series, cutoff: date) -> Iterator[dict[str, object]]:
    for period, heard in one.voices.items():
        yield {
            **_key(one.place, period), "unit": one.unit, "low": as_float(heard.admissible[0]),
            "high": as_float(heard.admissible[-1]), "values": len(heard.admissible),
            "n_sources": len(heard.sources), "n_independent": heard.independent,
            "dispute": one.dispute(period),
            "part_period": not period_of(period).is_full_year, "after_cutoff": period_of(period).end > cutoff,
            "left_out": one.left_out(period, cutoff), "sources": ";".join(heard.sources),
            "trace": join_traces([*(stated.trace for stated in heard.stated),
            *one.contradictions.get(period, ())]),
        }  # fmt: skip


def _value_rows(one: _Series, ancestry: Ancestry, cutoff: date) -> Iterator[dict[str, object]]:
    for period, heard in one.voices.items():
        least = one.least(period)
        numbers: dict[str, int] = {}
        for stated in heard.stated:
            numbers[stated.source_id] = numbers.get(stated.source_id, 0) + 1
            root = _root(stated, heard, ancestry)
            own = not set(root.split(";")) & set(heard.sources) - {stated.source_id}
            high_enough = least is None or stated.value >= least
            unfit = "below_part_of_year" if own and not high_enough else "" if own else "quotes_another"
            yield {
                **_key(one.place, period), "source_id": stated.source_id,
                "value_number": numbers[stated.source_id], "unit": one.unit, "value": as_float(stated.value),
                "bound": stated.bound, "admissible": own and high_enough,
                "left_out": one.left_out(period, cutoff) or unfit, "root": root,
                "sources": stated.source_id, "trace": stated.trace,
            }  # fmt: skip


def _root(stated: Stated, heard: Voices, ancestry: Ancestry) -> str:
    return ";".join(sorted(ancestry.roots(stated.source_id, heard.sources)))

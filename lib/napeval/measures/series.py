"""Series: every figure observed, period by period, with the sources that give it and their disputes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces, trace_of
from napeval.measures.exact import NotUsable, as_float
from napeval.measures.observed import period_of
from napeval.measures.rows import KEYS, known_rows, result_frame
from napeval.measures.voices import (
    OBSERVATIONS,
    Ancestry,
    Seen,
    Stated,
    Voices,
    ancestry_of,
    seen_rows,
    voices_of,
)

STATEMENTS = "monitoring/statements"
NUMERIC_MEASURES = frozenset({"number", "percentage", "rate"})
MOST_CHOICES = 4096

Place = tuple[str, str, str]
"""Indicator, dimension and category."""

_SERIES_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "period": "str", "unit": "str",
    "low": "float64", "high": "float64", "values": "Int64", "n_sources": "Int64", "n_independent": "Int64",
    "dispute": "str", "part_period": "boolean", "after_cutoff": "boolean", "sources": "str", "trace": "str",
}  # fmt: skip
_VALUES_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "period": "str", "source_id": "str",
    "value_number": "Int64", "unit": "str", "value": "float64", "bound": "str", "root": "str",
    "sources": "str",
    "trace": "str",
}  # fmt: skip


class TooManyChoices(ValueError):
    """Disputes that can be settled in more ways than are worked through. code: too_many_choices."""

    code = "too_many_choices"

    def __init__(self, choices: int) -> None:
        super().__init__(f"{choices:,} admissible choices; at most {MOST_CHOICES:,} are worked through")
        self.choices = choices


@dataclass(frozen=True)
class _Series:
    """One series: its unit, the voices of each period, and what contradicts them."""

    place: Place
    unit: str
    voices: Mapping[str, Voices]
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def dispute(self, period: str) -> str:
        if len(self.voices[period].admissible) > 1:
            return "values"
        return "direction" if period in self.contradictions else ""


def series(cycle: Cycle, *, cutoff: date, as_of: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What has been counted in each period, by whom, and do the sources agree?

    All measured observations recorded by as_of, of indicators with numbers, history and later periods
    included.
    Returns (series, series_values).
    series: one row per indicator, category and period: low and high of the admissible values (unit of the
    row), how many distinct ones, sources and independent sources; dispute: "values" (sources that are not
    derived from one another differ), "direction" (a source says more, or fewer, than the year before, and
    no admissible pair of values of the two years agrees), or ""; part_period: not a full calendar year, so
    never part of a yearly series; after_cutoff: ends after the cutoff. series_values: one row per source
    and value; root: the origin it is taken from, the source itself if none.
    """
    ancestry = ancestry_of(cycle.table("monitoring/sources"))
    every_series = list(_every_series(cycle, ancestry, as_of))
    return (
        result_frame((row for one in every_series for row in _period_rows(one, cutoff)), _SERIES_DTYPES),
        result_frame((row for one in every_series for row in _value_rows(one, ancestry)), _VALUES_DTYPES),
    )


def admissible_series(
    series: pd.DataFrame, series_values: pd.DataFrame, place: Place, *, cutoff: date
) -> list[dict[int, float]]:
    """Every yearly series that the sources admit, each as year -> value.

    series, series_values: results of series(). Full calendar years up to the cutoff. A year disputed by
    values is in turn each of its values; one contradicted by a statement of direction is its value or left
    out.
    Raises TooManyChoices beyond MOST_CHOICES of them.
    """
    rows = of_place(series, place)
    rows = rows[~rows["part_period"] & ~rows["after_cutoff"]]
    values = of_place(series_values, place)
    options: dict[int, list[float | None]] = {}
    for row in rows.itertuples(index=False):
        choices: list[float | None] = list(
            _admissible(values[values["period"] == row.period], row.low, row.high)
        )
        options[period_of(row.period).year] = [*choices, None] if row.dispute == "direction" else choices
    count = 1
    for found in options.values():
        count *= len(found)
    if count > MOST_CHOICES:
        raise TooManyChoices(count)
    years = sorted(options)
    return [
        {year: value for year, value in zip(years, choice, strict=True) if value is not None}
        for choice in product(*(options[year] for year in years))
    ]


def of_place(frame: pd.DataFrame, place: Place) -> pd.DataFrame:
    """The rows of one series in a results table with its keys."""
    indicator, dimension, category = place
    return frame[
        (frame["indicator_id"] == indicator)
        & (frame["dimension"] == dimension)
        & (frame["category"] == category)
    ]


def _admissible(values: pd.DataFrame, low: float, high: float) -> list[float]:
    """The values heard in one period: not those of sources that quote another one here, nor kept bounds."""
    present = set(values["source_id"])
    own = [set(row.root.split(";")) & present <= {row.source_id} for row in values.itertuples(index=False)]
    heard = values[own]
    return sorted({float(value) for value in heard["value"] if low <= value <= high})


def _every_series(cycle: Cycle, ancestry: Ancestry, as_of: date) -> Iterator[_Series]:
    indicators = cycle.table("plan/indicators").set_index("indicator_id", drop=False)
    indicators = indicators[indicators["measure"].isin(NUMERIC_MEASURES)]
    directions = _directions(cycle, as_of)
    grouped: dict[Place, dict[str, list[Seen]]] = {}
    for row in seen_rows(known_rows(OBSERVATIONS, cycle.table(OBSERVATIONS), as_of)):
        place = (row.indicator_id, row.dimension, row.category)
        grouped.setdefault(place, {}).setdefault(row.period, []).append(row)
    for indicator in indicators.itertuples(index=False):
        for place in sorted(place for place in grouped if place[0] == indicator.indicator_id):
            voices = _voices_by_period(grouped[place], indicator, ancestry)
            stated = directions.get(place[0], []) if place[1:] == ("", "") else []
            if voices:
                yield _Series(place, indicator.unit, voices, _contradictions(voices, stated))


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
            # Percentages of several places without their counts: each stands for itself, none for the whole.
            continue
        if heard.stated:
            voices[period] = heard
    return voices


def _directions(cycle: Cycle, as_of: date) -> dict[str, list[tuple[int, str, str]]]:
    """Per indicator: (year, increase or decrease against the year before, trace of the statement)."""
    known = cycle.table(STATEMENTS)
    known = known[(known["kind"] == "direction") & (known["recorded_on"] <= pd.Timestamp(as_of))]
    stated: dict[str, list[tuple[int, str, str]]] = {}
    for place in range(len(known)):
        row = known.iloc[place]
        if isinstance(row["indicator_id"], str) and period_of(row["period"]).is_full_year:
            trace = trace_of(STATEMENTS, known.iloc[[place]], KEYS[STATEMENTS])
            stated.setdefault(row["indicator_id"], []).append(
                (period_of(row["period"]).year, row["value"], trace)
            )
    return stated


def _contradictions(
    voices: Mapping[str, Voices], directions: Sequence[tuple[int, str, str]]
) -> dict[str, tuple[str, ...]]:
    """The periods whose admissible values no pair of which fits a stated direction, and the statements."""
    by_year = {period_of(period).year: period for period in voices if period_of(period).is_full_year}
    against: dict[str, tuple[str, ...]] = {}
    for year, direction, trace in directions:
        if year not in by_year or year - 1 not in by_year:
            continue
        pair = (by_year[year - 1], by_year[year])
        if not _can_agree(voices[pair[0]].admissible, voices[pair[1]].admissible, direction):
            for period in pair:
                against[period] = (*against.get(period, ()), trace)
    return against


def _can_agree(before: tuple[Fraction, ...], after: tuple[Fraction, ...], direction: str) -> bool:
    if direction == "increase":
        return max(after) > min(before)
    if direction == "decrease":
        return min(after) < max(before)
    raise ValueError(f"direction of a statement: found {direction!r}; allowed: increase, decrease.")


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
            "sources": ";".join(heard.sources),
            "trace": join_traces([*(stated.trace for stated in heard.stated),
            *one.contradictions.get(period, ())]),
        }  # fmt: skip


def _value_rows(one: _Series, ancestry: Ancestry) -> Iterator[dict[str, object]]:
    for period, heard in one.voices.items():
        numbers: dict[str, int] = {}
        for stated in heard.stated:
            numbers[stated.source_id] = numbers.get(stated.source_id, 0) + 1
            yield {
                **_key(one.place, period), "source_id": stated.source_id,
                "value_number": numbers[stated.source_id], "unit": one.unit, "value": as_float(stated.value),
                "bound": stated.bound, "root": _root(stated, heard, ancestry), "sources": stated.source_id,
                "trace": stated.trace,
            }  # fmt: skip


def _root(stated: Stated, heard: Voices, ancestry: Ancestry) -> str:
    return ";".join(sorted(ancestry.roots(stated.source_id, heard.sources)))

"""Directions: what sources say of a year against the year before, and which figures contradict it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.measures.rows import row_traces
from napeval.measures.told import period_of
from napeval.measures.voices import Voices

STATEMENTS = "monitoring/statements"

YearTold = tuple[int, str, str]
"""A year, increase or decrease against the year before, and the trace of the statement."""


def directions(statements: pd.DataFrame, as_of: date | None) -> dict[str, pd.DataFrame]:
    """The statements of direction about each indicator. as_of: recorded by then only, None for all.

    statements: monitoring/statements.
    """
    stated = statements[(statements["kind"] == "direction") & statements["indicator_id"].notna()]
    if as_of is not None:
        stated = stated[stated["recorded_on"] <= pd.Timestamp(as_of)]
    return {str(name): rows for name, rows in stated.groupby("indicator_id")}


def years_told(statements: pd.DataFrame) -> list[YearTold]:
    """The statements about full calendar years, in their order. statements: of one indicator."""
    traces = row_traces(STATEMENTS, statements)
    return [
        (period_of(period).year, direction, trace)
        for period, direction, trace in zip(statements["period"], statements["value"], traces, strict=True)
        if period_of(period).is_full_year
    ]


def contradictions(voices: Mapping[str, Voices], told: Sequence[YearTold]) -> dict[str, tuple[str, ...]]:
    """The periods whose admissible values no pair of which fits a stated direction, and the statements."""
    by_year = {period_of(period).year: period for period in voices if period_of(period).is_full_year}
    against: dict[str, tuple[str, ...]] = {}
    for year, direction, trace in told:
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

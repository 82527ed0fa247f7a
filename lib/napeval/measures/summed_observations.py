"""Summed observations: what the sources give for every place and period, over the whole table at once.

Plain is where every source gives one exact value, or a whole number from each of several places that may be
added. What is not (bounds, counts of shares) is left to the exact rules for single rows, see voices. Whole
numbers below 2^53 add up in floats without loss, so that both ways give the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from napeval.measures.ancestry import Ancestry
from napeval.measures.coded import Coded, Truth, Whole, coded, run_starts
from napeval.measures.known_observations import KnownRows
from napeval.measures.told import EXCUSED_STATES, UNMEASURED_STATES
from napeval.measures.voices import OVER_PLACES

MOST_EXACT = float(2**53)


@dataclass(frozen=True)
class Sources:
    """What each source gives for a place and period.

    start: where its rows begin in KnownRows. code: of the source. voiced: whether any row gives a value.
    total: the value, where it is plain.
    """

    start: Whole
    code: Whole
    voiced: Truth
    total: NDArray[np.float64]


@dataclass(frozen=True)
class Periods:
    """Every place and period with rows, and what its sources say together.

    start: where its rows begin in KnownRows; sources: where its sources begin in Sources. first: place in the
    table of its first row. measured: whether any row gives a value; excused: whether any says that none is
    due; unmeasured: the strongest reason for there being none, as a place in UNMEASURED_STATES, -1 for none.
    plain: whether each source gives one exact value; low, high: the least and greatest of them; quoting:
    whether several give one and one of these rests on others. voiced: of each row in KnownRows, whether it
    gives a value.
    """

    start: Whole
    sources: Whole
    place: Whole
    period: Whole
    first: Whole
    measured: Truth
    excused: Truth
    unmeasured: NDArray[np.int8]
    plain: Truth
    quoting: Truth
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    voiced: Truth
    by_source: Sources


def summed_up(
    known: KnownRows, observations: pd.DataFrame, indicators: pd.DataFrame, ancestry: Ancestry
) -> Periods:
    """What the sources say of every place and period. indicators: plan/indicators of the judged ones."""
    rows, states = known.rows, coded(observations["state"])
    value = observations["value"].to_numpy(dtype="float64")[rows]
    has_counts = _has_both(observations, rows)
    measure = _of_indicator(known, indicators, "measure")
    state = states.codes[rows]
    measured = states.where(["measured"])[state]
    from_counts = has_counts & measure.where(["percentage"])[_indicator(known)]
    voiced = measured & (~np.isnan(value) | from_counts)
    bound = coded(observations["bound"]).codes[rows] > 0
    special = voiced & (bound | has_counts | ~np.isfinite(value))
    amounts = np.where(voiced & ~special, value, 0.0)

    sources = run_starts(known.place, known.period, known.source)
    adding = _adds_places(known, indicators)[sources]
    told = _sums(voiced, sources)
    total = _sums(amounts, sources)
    whole = _sums(np.abs(amounts), sources) < MOST_EXACT
    whole &= _sums(amounts != np.floor(amounts), sources) == 0
    plain = (told <= 1) | (adding & whole)
    plain &= _sums(special, sources) == 0

    starts = run_starts(known.place[sources], known.period[sources])
    quoting = np.array([bool(ancestry.parents.get(text)) for text in known.columns["source_id"].texts])
    quotes = quoting[known.source[sources]] & (told > 0)
    several = _sums(told > 0, starts) > 1
    low, high = np.where(told > 0, total, np.inf), np.where(told > 0, total, -np.inf)
    begin = sources[starts] if len(starts) else starts
    strength = np.array(
        [UNMEASURED_STATES.index(text) if text in UNMEASURED_STATES else -1 for text in states.texts],
        dtype=np.int8,
    )
    by_source = Sources(start=sources, code=known.source[sources], voiced=told > 0, total=total)
    return Periods(
        start=begin, sources=starts, place=known.place[begin], period=known.period[begin],
        first=_least(rows, begin), measured=_sums(voiced, begin) > 0,
        excused=_sums(states.where(EXCUSED_STATES)[state], begin) > 0,
        unmeasured=_greatest(strength[state], begin),
        plain=_sums(~plain, starts) == 0, quoting=several & (_sums(quotes, starts) > 0),
        low=_least(low, starts), high=_greatest(high, starts), voiced=voiced,
        by_source=by_source,
    )  # fmt: skip


def _indicator(known: KnownRows) -> Whole:
    each = len(known.columns["dimension"].texts) * len(known.columns["category"].texts)
    return known.place // each


def _of_indicator(known: KnownRows, indicators: pd.DataFrame, column: str) -> Coded:
    """By code of an indicator, what a column of plan/indicators says of it."""
    said = dict(zip(indicators["indicator_id"], indicators[column], strict=True))
    return Coded(np.zeros(0, dtype=np.int32), [str(said.get(t)) for t in known.columns["indicator_id"].texts])


def _adds_places(known: KnownRows, indicators: pd.DataFrame) -> Truth:
    numbers = _of_indicator(known, indicators, "measure").where(["number"])
    places = _of_indicator(known, indicators, "additive_over").where(list(OVER_PLACES))
    found: Truth = (numbers & places)[_indicator(known)]
    return found


def _has_both(observations: pd.DataFrame, rows: Whole) -> Truth:
    above, below = (observations[name].to_numpy(dtype="float64") for name in ("numerator", "denominator"))
    found: Truth = ~np.isnan(above[rows]) & ~np.isnan(below[rows])
    return found


def _sums(values: NDArray[Any], starts: Whole) -> NDArray[Any]:
    kind = np.float64 if values.dtype == np.float64 else np.int64
    return np.add.reduceat(values, starts, dtype=kind) if len(starts) else np.zeros(0, dtype=kind)


def _least(values: NDArray[Any], starts: Whole) -> NDArray[Any]:
    return np.minimum.reduceat(values, starts) if len(starts) else values[:0]


def _greatest(values: NDArray[Any], starts: Whole) -> NDArray[Any]:
    return np.maximum.reduceat(values, starts) if len(starts) else values[:0]

"""Known observations: of each key the row recorded last by a day, up to a cutoff, ordered for judging.

The table is worked on as a whole: texts become codes, and one sort brings together what belongs to one
indicator, category, period and source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from napeval.measures.coded import (
    Coded,
    Whole,
    bits_of,
    coded,
    moment,
    moments,
    packed,
    rising_order,
    run_starts,
    unpacked,
)
from napeval.measures.told import period_of

_TEXTS = ("indicator_id", "dimension", "category", "period", "source_id", "reported_by")


@dataclass(frozen=True)
class KnownRows:
    """The rows that are left, by indicator, category, period, source and reporter.

    rows: their places in the table. place, period, source, reporter: of each, by code; place numbers an
    indicator, dimension and category, period is that of the column stretch. recorded: the day of each, as
    moments() counts it. columns: coded texts of the whole table.
    """

    rows: Whole
    place: Whole
    period: Whole
    source: Whole
    reporter: Whole
    columns: Mapping[str, Coded]
    recorded: Whole

    def codes_of(self, place: int) -> tuple[int, int, int]:
        """Indicator, dimension and category of a place, by code."""
        rest, category = divmod(place, len(self.columns["category"].texts))
        indicator, dimension = divmod(rest, len(self.columns["dimension"].texts))
        return indicator, dimension, category

    def names_of(self, place: int) -> tuple[str, str, str]:
        """Indicator, dimension and category of a place."""
        indicator, dimension, category = self.codes_of(place)
        names = self.columns["indicator_id"].texts[indicator], self.columns["dimension"].texts[dimension]
        return *names, self.columns["category"].texts[category]


def known_until(
    observations: pd.DataFrame, *, indicators: pd.Series, since: date, cutoff: date, as_of: date
) -> KnownRows:
    """What was known on as_of of these indicators about periods that end from one day to another.

    observations: monitoring/observations. indicators: identifiers. since, cutoff: of the ends of periods.
    """
    columns = {name: coded(observations[name]) for name in _TEXTS}
    stretches = _by_time(columns["period"])
    columns["stretch"] = stretches
    ends = np.array([date.min if not text else period_of(text).end for text in stretches.texts])
    in_time = (ends >= since) & (ends <= cutoff)
    recorded = moments(observations["recorded_on"])
    chosen = in_time.astype(bool)[stretches.codes]
    chosen &= columns["indicator_id"].where(list(indicators))[columns["indicator_id"].codes]
    chosen &= recorded <= moment(as_of)
    kept = np.flatnonzero(chosen)
    order = rising_order(recorded[kept])
    by_time = kept if order is None else kept[order]
    return _last_of_each(by_time, columns, recorded)


def _by_time(periods: Coded) -> Coded:
    """The periods by time, each under its shortest name: 2023-H1 and 2023-01/2023-06 are one."""
    names: dict[Any, str] = {}
    for text in sorted(periods.texts, key=lambda text: (len(text), text)):
        names.setdefault(period_of(text) if text else None, text)
    shortest = [names[period_of(text) if text else None] for text in periods.texts]
    ordered = sorted(
        set(shortest), key=lambda text: (period_of(text).end, period_of(text).months) if text else _FIRST
    )
    places = {text: place for place, text in enumerate(ordered)}
    return Coded(np.array([places[text] for text in shortest], dtype=np.int32)[periods.codes], ordered)


_FIRST = (date.min, 0)


def _last_of_each(by_time: Whole, columns: Mapping[str, Coded], recorded: Whole) -> KnownRows:
    """by_time: rows in order of recording; of each key the last one is kept."""
    sizes = {name: len(column.texts) for name, column in columns.items()}
    places = sizes["indicator_id"] * sizes["dimension"] * sizes["category"]
    bits = bits_of([places, *(sizes[name] for name in _WITHIN), len(by_time)])
    if bits is None:
        parts = list(_key_parts(by_time, columns))
        order = np.lexsort([np.arange(len(by_time)), *parts[::-1]])
        ordered = [part[order] for part in parts]
        last = _ends(run_starts(*ordered), len(order))
        place, period, source, reporter = (part[last] for part in ordered)
        rows = by_time[order[last]]
    else:
        key = packed((*_key_parts(by_time, columns), np.arange(len(by_time))), bits)
        key.sort()
        key = key[_ends(run_starts(key >> bits[-1]), len(key))]
        place, period, source, reporter, rank = unpacked(key, bits)
        rows = by_time[rank]
    return KnownRows(
        rows=rows, place=place, period=period, source=source, reporter=reporter, columns=columns,
        recorded=recorded[rows],
    )  # fmt: skip


_WITHIN = ("stretch", "source_id", "reported_by")


def _key_parts(rows: Whole, columns: Mapping[str, Coded]) -> Iterator[Whole]:
    """Place, period, source and reporter of each row, one after the other so that few are held at a time."""
    place = columns["indicator_id"].codes[rows].astype(np.int64)
    for name in ("dimension", "category"):
        place = place * len(columns[name].texts) + columns[name].codes[rows]
    yield place
    for name in _WITHIN:
        yield columns[name].codes[rows].astype(np.int64)


def _ends(starts: Whole, length: int) -> Whole:
    """The last row of each run."""
    return np.append(starts[1:], length)[: len(starts)] - 1

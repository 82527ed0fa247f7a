"""Data quality of each figure: what it rests on, whether that is disputed, and how late it came."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import key_parts
from napeval.measures.last_reports import PROGRESS
from napeval.measures.rows import KEYS, result_frame
from napeval.measures.told import period_of
from napeval.measures.voices import OBSERVATIONS

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "objective_id": "str", "period": "str",
    "rows": "Int64", "reporters": "Int64", "n_sources": "Int64", "n_independent": "Int64",
    "restricted_sources": "Int64", "disputed": "boolean", "periods": "Int64", "disputed_periods": "Int64",
    "age_days": "Int64", "days_to_record_least": "Int64", "days_to_record_greatest": "Int64",
    "days_to_publish_least": "Int64", "days_to_publish_greatest": "Int64", "trace": "str",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_MILESTONES = KEYS[PROGRESS]
_VALUES = KEYS[OBSERVATIONS]


class _Row(NamedTuple):
    """A row that made a figure: its period, source, reporter and the day it was recorded."""

    period: str
    source: str
    reporter: str
    recorded: date | None


def data_quality(
    cycle: Cycle, achievement: pd.DataFrame, series: pd.DataFrame, *, cutoff: date, as_of: date
) -> pd.DataFrame:
    """What does each figure of achievement rest on?

    achievement, series: the results of achievement() and series() of the same days. One row per row of
    achievement that has a value: rows, reporters and sources it is made of (n_independent: those that do not
    rest on one another), restricted_sources (of these, not published), disputed (they differ), periods (up to
    the cutoff, history included, with a value) and disputed_periods of these. Days: age_days from the end of
    its period to the cutoff; days_to_record from the end of the period to the day a row became known,
    days_to_publish to the day its source was published, both least and greatest over its rows; a month
    without a day counts to its end; a year alone is not counted, nor a day after as_of, when the source was
    not yet published. Milestones rest on progress reports.
    """
    sources = cycle.table("monitoring/sources").set_index("source_id")
    days = {name: _day(text) for name, text in sources["published"].items()}
    published = {name: day for name, day in days.items() if day is not None and day <= as_of}
    restricted = set(sources.index[sources["release_status"] == "restricted"])
    counted = _periods(series)
    rows = []
    for figure in achievement[achievement["actual_low"].notna()].itertuples(index=False):
        place = (figure.indicator_id, figure.dimension, figure.category)
        made_of = list(_made_of(figure.trace))
        rows.append(
            {
                **_named(figure), **counted.get(place, {"periods": 0, "disputed_periods": 0}),
                "rows": len(made_of), "reporters": len({one.reporter for one in made_of if one.reporter}),
                "restricted_sources": len({one.source for one in made_of} & restricted),
                "age_days": (cutoff - period_of(figure.actual_period).end).days,
                **_ends("days_to_record", [_days(one, one.recorded) for one in made_of]),
                **_ends("days_to_publish", [_days(one, published.get(one.source)) for one in made_of]),
                "trace": figure.trace,
            }
        )  # fmt: skip
    return result_frame(rows, _DTYPES)


def _named(figure: Any) -> dict[str, object]:
    return {
        "indicator_id": figure.indicator_id, "dimension": figure.dimension, "category": figure.category,
        "objective_id": figure.objective_id, "period": figure.actual_period, "n_sources": figure.n_sources,
        "n_independent": figure.n_independent, "disputed": figure.state == "disputed",
    }  # fmt: skip


def _periods(series: pd.DataFrame) -> Mapping[tuple[str, str, str], dict[str, object]]:
    """By place, how many periods up to the cutoff have a value, and in how many of them sources differ."""
    known = series[~series["after_cutoff"].astype(bool)]
    return {
        (str(key[0]), str(key[1]), str(key[2])): {
            "periods": len(rows), "disputed_periods": int((rows["dispute"] == "values").sum())
        }
        for key, rows in known.groupby(["indicator_id", "dimension", "category"])
    }  # fmt: skip


def _made_of(trace: str) -> Iterator[_Row]:
    """The observations and progress reports in a trace."""
    for part in trace.split(";"):
        table, _, key = part.partition("#")
        names = {OBSERVATIONS: _VALUES, PROGRESS: _MILESTONES}.get(table)
        if names is not None:
            cells = dict(zip(names, key_parts(key), strict=True))
            recorded = _day(cells["recorded_on"])
            yield _Row(cells["period"], cells.get("source_id", ""), cells["reported_by"], recorded)


def _day(text: object) -> date | None:
    """The day a text names, or the last day of the month; None for anything less certain."""
    match = _DAY.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    try:
        return date(year, month, int(match[3]) if match[3] else calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def _days(row: _Row, day: date | None) -> int | None:
    return None if day is None else (day - period_of(row.period).end).days


def _ends(name: str, days: list[int | None]) -> dict[str, object]:
    known = [one for one in days if one is not None]
    return {f"{name}_least": min(known, default=None), f"{name}_greatest": max(known, default=None)}

"""Rows in and rows out: what was known when, which rows made a figure, and typed result frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from napeval.cycle.trace import every_row, join_traces, key_parts, key_text

KEYS: Mapping[str, tuple[str, ...]] = {
    "plan/objectives": ("objective_id",),
    "plan/results": ("result_id",),
    "plan/indicators": ("indicator_id",),
    "plan/targets": ("indicator_id", "role", "year", "dimension", "category", "set_on"),
    "plan/activities": ("activity_id",),
    "plan/responsibilities": ("activity_id", "institution", "role"),
    "plan/institutions": ("institution",),
    "plan/budget": ("activity_id", "year", "funding_source", "cost_category"),
    "plan/printed_totals": ("objective_id", "year"),
    "plan/risks": ("risk_id",),
    "plan/reporting": ("report",),
    "plan/revisions": ("activity_id", "year", "recorded_on"),
    "monitoring/observations": (
        "indicator_id", "period", "dimension", "category", "source_id", "reported_by", "recorded_on",
    ),
    "monitoring/statements": ("statement_id",),
    "monitoring/progress": ("activity_id", "period", "reported_by", "recorded_on"),
    "monitoring/expenditure": (
        "activity_id", "period", "stage", "funding_source", "cost_category", "recorded_on",
    ),
    "monitoring/risk_updates": ("risk_id", "period", "recorded_on"),
    "monitoring/sources": ("source_id",),
    "monitoring/recommendations_received": ("recommendation_id",),
    "monitoring/events": ("event_id",),
}  # fmt: skip
"""Primary keys of the tables that are traced here, in the order of their schemas."""
_OBSERVATIONS = "monitoring/observations"


def row_traces(table: str, rows: pd.DataFrame) -> list[str]:
    """The trace of each of these rows, in their order."""
    parts = (rows[key].tolist() for key in KEYS[table])
    return [f"{table}#{key_text(key)}" for key in zip(*parts, strict=True)]


def with_traces(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """These rows with the trace of each in a column `trace`."""
    return rows.assign(trace=pd.Series(row_traces(table, rows), index=rows.index, dtype="str"))


def row_trace(table: str, rows: pd.DataFrame) -> str:
    """The trace of a figure made from these rows; from the whole table where none of them counted."""
    return every_row(table) if rows.empty else ";".join(row_traces(table, rows))


def traces_by(table: str, rows: pd.DataFrame, column: str) -> dict[str, str]:
    """The traces of the rows of a table, by the value of one column; blanks in that column have none."""
    found: dict[str, list[str]] = {}
    stated = rows[rows[column].notna()]
    for value, trace in zip(stated[column].tolist(), row_traces(table, stated), strict=True):
        found.setdefault(str(value), []).append(trace)
    return {value: ";".join(traces) for value, traces in found.items()}


def sources_in(trace: str) -> str:
    """The sources of the observations in a trace, each once, joined by semicolons."""
    place = KEYS[_OBSERVATIONS].index("source_id")
    keys = (part.partition("#") for part in trace.split(";"))
    found = {key_parts(key)[place] for table, _, key in keys if table == _OBSERVATIONS and "|" in key}
    return ";".join(sorted(found))


def parts_of(trace: str, tables: Sequence[str]) -> str:
    """What a trace says of some tables only."""
    wanted = tuple(f"{table}#" for table in tables)
    return join_traces(part for part in trace.split(";") if part.startswith(wanted))


def known_rows(
    table: str, rows: pd.DataFrame, as_of: date | None, recorded: str = "recorded_on"
) -> pd.DataFrame:
    """What was known on a day (None: to this day): of each key only the row recorded last by then.

    recorded: the column with the day of recording; a row without one was known from the start.
    """
    known = rows
    if as_of is not None:
        known = rows[rows[recorded].isna() | (rows[recorded] <= pd.Timestamp(as_of))]
    ordered = known.sort_values(recorded, kind="stable", na_position="first")
    keys = [key for key in KEYS[table] if key != recorded]
    return ordered.drop_duplicates(keys, keep="last").sort_index()


def share(part: int, whole: int) -> float:
    """A share (0-1); missing where there is nothing to share."""
    return part / whole if whole else math.nan


def total(amounts: Iterable[float]) -> float:
    """The sum of amounts, rounded once; missing where there is none, because nothing known is not zero."""
    listed = list(amounts)
    return math.fsum(listed) if listed else math.nan


def result_frame(rows: Iterable[Mapping[str, object]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """A results table from its rows, in declared types; cells not given are missing."""
    listed = list(rows)
    columns = {
        name: pd.Series([row.get(name) for row in listed], dtype="object").astype(dtype)
        for name, dtype in dtypes.items()
    }
    return pd.DataFrame(columns)

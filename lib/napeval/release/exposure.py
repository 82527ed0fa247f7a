"""Which rows of a computed table may be about few persons, and what their traces may say.

Exposed is a row in persons or in a unit that the library does not know, unless every source of it is free
to be shown as published; and a row in percent or another ratio that was made from a source that is not:
the persons above and below the line are not in the table, so their number cannot clear it.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from napeval.cycle.trace import every_row, join_traces, key_parts
from napeval.release.policy import Policy
from napeval.release.units import PERSONS, unit_class

_OBSERVATIONS = "monitoring/observations"
_MONITORING = "monitoring/"
_SOURCE_PART = 4
"""Place of the source in the key of an observation."""
_ANSWERS = frozenset(
    f"evaluations/{name}" for name in ("survey", "ratings", "evidence", "checklist", "comments")
)
"""Tables whose keys say who answered, judged or spoke."""


def exposed_rows(frame: pd.DataFrame, policy: Policy, free: Collection[str]) -> tuple[pd.Series, pd.Series]:
    """Rows whose counts are protected below the threshold, and rows whose ratios are protected altogether.

    frame: a computed table with a column `unit`. free: sources that may be shown as published.
    """
    units = frame["unit"]
    classes = units.map(unit_class)
    stated, traced = _stated_sources(frame), _traced_sources(frame)
    counted = units.isin(policy.protected_units | PERSONS) & ~_all_free(stated, free)
    unknown = (classes == "unknown") & ~_all_free(stated if "sources" in frame else traced, free)
    ratio = (classes == "ratio") & ~_all_free(stated if "sources" in frame else traced, free)
    if "sources" not in frame:  # what the plan itself prints was made from no source
        ratio &= traced.map(bool)
    return counted | unknown, ratio


def told_rows(frame: pd.DataFrame, free: Collection[str]) -> pd.Series:
    """Rows whose words were told in reports that are not all free to be shown as published.

    frame: a computed table with a column `sources`. Words of the plan itself were told in none.
    """
    told = frame["trace"].map(lambda trace: isinstance(trace, str) and _MONITORING in trace).astype(bool)
    return told & ~_all_free(_stated_sources(frame), free)


def _stated_sources(frame: pd.DataFrame) -> pd.Series:
    """The sources that each row names itself."""
    if "sources" not in frame:
        return pd.Series([frozenset[str]()] * len(frame), index=frame.index, dtype="object")
    return frame["sources"].map(
        lambda cell: (
            frozenset(part for part in cell.split(";") if part) if isinstance(cell, str) else frozenset[str]()
        )
    )


def _traced_sources(frame: pd.DataFrame) -> pd.Series:
    """The sources of the observations that each row was made from; "" for one that is not told."""
    return frame["trace"].map(lambda trace: frozenset(_sources_in(trace if isinstance(trace, str) else "")))


def _sources_in(trace: str) -> list[str]:
    found = []
    for part in trace.split(";"):
        table, _, key = part.partition("#")
        if table == _OBSERVATIONS:
            parts = key_parts(key)
            found.append(parts[_SOURCE_PART] if len(parts) > _SOURCE_PART else "")
    return found


def _all_free(sources: pd.Series, free: Collection[str]) -> pd.Series:
    """Rows all of whose sources may be shown as published; a row that names none is not free."""
    known = frozenset(free)
    return sources.map(lambda named: bool(named) and known.issuperset(named)).astype(bool)


def without_who_answered(trace: object) -> object:
    """A trace in which answers, marks and collected evidence are named by their table only."""
    if not isinstance(trace, str) or "evaluations/" not in trace:
        return trace
    tables = ((part, part.partition("#")[0]) for part in trace.split(";"))
    return join_traces(every_row(table) if table in _ANSWERS else part for part, table in tables)

"""Independent sources: whose word stands behind a figure, and how far sources dispute it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.schemas import schemas
from napeval.cycle.trace import EVERY_ROW, key_parts, key_text
from napeval.measures.ancestry import ancestry_of

PLAN = "plan"
"""The plan itself, one source however many of its tables a figure reads."""
_SOURCES = "monitoring/sources"
_MONITORING = "monitoring/"
_DISPUTES = (("data_quality", "disputed"), ("activities", "conflict"))
"""Results tables that say of a figure that sources differ on it, and the column that says so."""


class Grounds:
    """What the rows of a trace rest on.

    A row is disputed where data_quality or activities marks the figure made of it: sources that are not
    derived from one another give different values, or the last reports on an activity contradict each other.
    """

    def __init__(self, cycle: Cycle, results: Mapping[str, pd.DataFrame]) -> None:
        """results: results tables by name; disputes are known as far as the tables about them are there."""
        self._cycle = cycle
        sources = cycle.table(_SOURCES)
        self._ancestry = ancestry_of(sources)
        self._plan_itself = set(sources.loc[sources["kind"] == "plan_document", "source_id"].dropna())
        self._by_table: dict[str, Mapping[str, str]] = {}
        self._disputed = frozenset(part for part in _disputed_parts(results) if part.startswith(_MONITORING))

    def sources(self, trace: str) -> frozenset[str]:
        """The independent sources of a figure: for each row the origins of its source, after derived_from.

        Tables of the plan and the plan document are one source (PLAN). Rows whose source is not named, and a
        trace that names a table only, count as one source a table, by the name of the table.
        """
        found: set[str] = set()
        for part in filter(None, trace.split(";")):
            table, _, key = part.partition("#")
            if table.startswith("plan/"):
                found.add(PLAN)
            else:
                source = self._source_of(table, key)
                origins = self._ancestry.roots(source) if source else frozenset({table})
                found |= {PLAN if origin in self._plan_itself else origin for origin in origins}
        return frozenset(found)

    def disputed(self, trace: str) -> Fraction:
        """The share of the monitored rows of a trace that sources dispute (0-1); 0 where there are none."""
        rows = [part for part in trace.split(";") if part.startswith(_MONITORING)]
        return Fraction(sum(part in self._disputed for part in rows), len(rows) or 1)

    def _source_of(self, table: str, key: str) -> str:
        """The source that a row names; "" where it names none."""
        if table not in schemas() or not table.startswith(_MONITORING) or key == EVERY_ROW:
            return ""
        keys = schemas()[table].primary_key
        if "source_id" in keys:
            parts = key_parts(key)
            return parts[keys.index("source_id")] if len(parts) == len(keys) else ""
        if table not in self._by_table:
            self._by_table[table] = _named_sources(self._cycle.table(table), keys)
        return self._by_table[table].get(key, "")


def _named_sources(rows: pd.DataFrame, keys: tuple[str, ...]) -> Mapping[str, str]:
    """The source of each row that names one, by the key of the row."""
    if "source_id" not in rows:
        return {}
    named = rows[rows["source_id"].notna()]
    texts = (key_text(key) for key in named[list(keys)].itertuples(index=False, name=None))
    return dict(zip(texts, named["source_id"].astype(str), strict=True))


def _disputed_parts(results: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for table, column in _DISPUTES:
        frame = results.get(table)
        if frame is not None and {column, "trace"} <= set(frame.columns):
            for flag, trace in zip(frame[column], frame["trace"], strict=True):
                # What is withheld or unknown is no dispute.
                if pd.api.types.is_bool(flag) and flag and isinstance(trace, str):
                    yield from trace.split(";")

"""Where figures come from: the rows of the cycle that a trace names, and the sources of these rows."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pandas as pd

from napeval.cycle.schemas import schemas
from napeval.cycle.trace import EVERY_ROW, key_text
from napeval.display.languages import N_, Language

SOURCES = "monitoring/sources"
FIRST_KEYS = 3
"""How many keys of a long trace are shown; all of them stand in the results files."""
_FIRST_SOURCES = 3
_PLAN = "plan/"
_PLAN_DOCUMENT = "plan_document"


@dataclass(frozen=True)
class InputRows:
    """Rows of one table of the cycle. title: its name in words. keys: of the trace, or only EVERY_ROW."""

    table: str
    title: str
    keys: tuple[str, ...]

    @property
    def is_every_row(self) -> bool:
        """Whether the whole table is meant."""
        return self.keys == (EVERY_ROW,)


def rows_by_table(trace: str) -> dict[str, tuple[str, ...]]:
    """The keys of a trace by table, in order; only EVERY_ROW where the trace names a whole table."""
    found: dict[str, list[str]] = {}
    for part in trace.split(";") if trace else ():
        table, _, key = part.partition("#")
        found.setdefault(table, []).append(key)
    return {table: (EVERY_ROW,) if EVERY_ROW in keys else tuple(keys) for table, keys in found.items()}


def input_rows(trace: str, language: Language) -> tuple[InputRows, ...]:
    """The rows behind a figure, table by table."""
    return tuple(
        InputRows(table, _title(table, language), keys) for table, keys in rows_by_table(trace).items()
    )


@cache
def _title(table: str, language: Language) -> str:
    return language.own(schemas()[table].titles) or schemas()[table].title


def shortened(rows: InputRows, language: Language) -> str:
    """Rows of a table in a line: its title, how many, and the first few keys."""
    if rows.is_every_row:
        every = language.translate(N_("every row"))
        return f"{rows.title}: {every}"
    keys = "; ".join(rows.keys[:FIRST_KEYS])
    if len(rows.keys) <= FIRST_KEYS:
        return f"{rows.title}: {keys}"
    return f"{rows.title} ({_count(len(rows.keys), language)}): {keys}; …"


@cache
def _count(number: int, language: Language) -> str:
    return language.number(number)


@dataclass(frozen=True)
class Origins:
    """The sources behind rows of a cycle, in words.

    tables: of the cycle by name, as far as they are at hand. plan: what is said of the plan, which is the
    source of its own tables. A source that is not published is not named: no policy signs for it.
    """

    tables: Mapping[str, pd.DataFrame]
    plan: str
    language: Language

    def of(self, rows: Sequence[InputRows]) -> tuple[str, ...]:
        """Which sources stand behind these rows? Each once; without a name where it may not be named."""
        told = [self.plan] if any(one.table.startswith(_PLAN) for one in rows) else []
        found = dict.fromkeys(source for one in rows for source in self._of_rows(one))
        told += [self._described[source] for source in found if source in self._described]
        if not self._described.keys() >= found.keys():
            told.append(self.language.translate(N_("a source that is not published")))
        return tuple(dict.fromkeys(told))

    def may_name(self, source: str) -> bool:
        """Whether a source is published."""
        return source in self._described

    def _of_rows(self, rows: InputRows) -> Iterable[str]:
        by_row = self._by_row(rows.table)
        if not by_row or rows.is_every_row:
            return by_row.values()
        return (by_row[key] for key in rows.keys if key in by_row)

    def _by_row(self, table: str) -> Mapping[str, str]:
        """The source of each row of a table by its key; rows without one are left out."""
        if table not in self._found:
            frame = self.tables.get(table)
            has = frame is not None and "source_id" in frame.columns
            self._found[table] = _sources_by_key(frame, schemas()[table].primary_key) if has else {}
        return self._found[table]

    @cached_property
    def _described(self) -> Mapping[str, str]:
        """The published sources, each in a line."""
        frame = self.tables.get(SOURCES)
        return {} if frame is None else {row["source_id"]: described(row) for row in _published(frame)}

    @cached_property
    def _found(self) -> dict[str, Mapping[str, str]]:
        return {}


def plan_document(sources: pd.DataFrame) -> str:
    """The plan itself among the sources of its cycle, in a line; "" where not exactly one plan is listed."""
    plans = [described(row) for row in _published(sources) if row["kind"] == _PLAN_DOCUMENT]
    return plans[0] if len(plans) == 1 else ""


def _published(sources: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return sources[sources["release_status"] == "published"].to_dict("records")


def described(source: Mapping[Hashable, Any]) -> str:
    """A source in a line: title, publisher, date and address, as far as they are stated."""
    stated = {name: text for name, text in source.items() if isinstance(text, str) and text}
    issued = ", ".join(stated[name] for name in ("publisher", "published") if name in stated)
    whole = ". ".join(part for part in (stated.get("title", ""), issued) if part)
    return f"{whole}. {stated['url']}" if "url" in stated else whole


def first_sources(sources: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """The first few of many sources, and how many more there are: never one, which would take its place."""
    if len(sources) <= _FIRST_SOURCES + 1:
        return sources
    more = language.translate(N_("further sources: {count}"))
    count = language.number(len(sources) - _FIRST_SOURCES)
    return (*sources[:_FIRST_SOURCES], more.format(count=count))


def _sources_by_key(frame: pd.DataFrame | None, keys: tuple[str, ...]) -> dict[str, str]:
    if frame is None:
        return {}
    stated = frame[frame["source_id"].notna()]
    rows = stated[list(keys)].itertuples(index=False, name=None)
    return dict(zip(map(key_text, rows), stated["source_id"], strict=True))

"""Indexed periods: the rows of the observation index about one place and period, heard when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from napeval.measures.ancestry import Ancestry
from napeval.measures.exact import needed
from napeval.measures.indexed_rows import IndexedRows
from napeval.measures.told import UNMEASURED_STATES, Heard, Rule
from napeval.measures.voices import Counts, groups_of_roots, voices_of


class IndexedPeriod:
    """The rows about one place and period; see told.Told. group: its number in the index."""

    __slots__ = ("_group", "_index", "text")

    def __init__(self, index: IndexedRows, group: int) -> None:
        self._index, self._group = index, group
        self.text = index.period(group)

    @property
    def first(self) -> int:
        """The place of its first row in the table."""
        return int(self._index.periods.first[self._group])

    @property
    def measured(self) -> bool:
        """Whether any row gives a value."""
        return bool(self._index.periods.measured[self._group])

    @property
    def excused(self) -> bool:
        """Whether any row says that none is due."""
        return bool(self._index.periods.excused[self._group])

    @property
    def unmeasured(self) -> str:
        """The strongest reason given for there being no value."""
        place = int(self._index.periods.unmeasured[self._group])
        return "" if place < 0 else UNMEASURED_STATES[place]

    def voices(self, rule: Rule, ancestry: Ancestry) -> Heard:
        """What the sources say."""
        index = self._index
        if index.plain and bool(index.periods.plain[self._group]):
            return SummedVoices(index, self._group, ancestry)
        first, last = index.starts[self._group : self._group + 2]
        rows = [index.seen(row) for row in sorted(index.known.rows[first:last].tolist())]
        return voices_of(rows, ancestry, measure=rule.measure, additive_over=rule.additive_over)

    def traces(self) -> Sequence[tuple[int, str]]:
        """The place in the table and the trace of every row."""
        parts = self._index.traces_of(self._group, voiced=False).values()
        return sorted(part for rows in parts for part in rows)


class SummedVoices:
    """What sources say that each give one exact value; see told.Heard.

    The rows are looked at only when the trace is asked for.
    """

    __slots__ = ("_ancestry", "_group", "_heard", "_index", "admissible")
    bounds: frozenset[str] = frozenset()

    def __init__(self, index: IndexedRows, group: int, ancestry: Ancestry) -> None:
        self._index, self._group, self._ancestry = index, group, ancestry
        self._heard = index.values_of(group)
        if self._quoting:
            names = {index.source(code): code for code in self._heard}
            quoted = [code for name, code in names.items() if ancestry.origins_among(name, names)]
            self._heard = {code: value for code, value in self._heard.items() if code not in quoted}
        self.admissible = tuple(needed(value) for value in sorted(set(self._heard.values())))

    @property
    def _quoting(self) -> bool:
        return bool(self._index.periods.quoting[self._group])

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources that give a value."""
        return tuple(map(self._index.source, self._index.values_of(self._group)))

    @property
    def independent(self) -> int:
        """How many of them do not rest on one another."""
        if not self._quoting:
            return len(self._heard)
        return groups_of_roots([self._ancestry.roots(self._index.source(code)) for code in self._heard])

    @property
    def trace(self) -> str:
        """The rows of all values."""
        by_source = self._index.traces_of(self._group, voiced=True)
        return ";".join([trace for rows in by_source.values() for _, trace in rows])

    def counts_of(self, _value: Fraction) -> Counts | None:
        """What is plain has no counts behind it."""
        return None

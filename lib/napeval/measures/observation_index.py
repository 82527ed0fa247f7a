"""The observation index: what was told of each indicator and category, ready to be judged by period."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from napeval.measures.ancestry import Ancestry
from napeval.measures.coded import Coded, coded, run_starts
from napeval.measures.indexed_periods import IndexedPeriod
from napeval.measures.indexed_rows import IndexedRows
from napeval.measures.known_observations import known_until
from napeval.measures.summed_observations import summed_up
from napeval.measures.told import Told

Place = tuple[str, str, str]
"""Indicator, dimension and category."""


class ObservationIndex:
    """What was known on a day of the observations of some indicators, by indicator and category.

    observations: monitoring/observations, not changed. indicators: rows of plan/indicators. since, cutoff:
    only periods that end between them. plain: see IndexedRows.
    """

    def __init__(
        self, observations: pd.DataFrame, indicators: pd.DataFrame, ancestry: Ancestry, *, since: date,
        cutoff: date, as_of: date, plain: bool = True,
    ) -> None:  # fmt: skip
        self._observations = observations
        known = known_until(
            observations, indicators=indicators["indicator_id"], since=since, cutoff=cutoff, as_of=as_of
        )
        self._known, self._periods = known, summed_up(known, observations, indicators, ancestry)
        self._rows = IndexedRows(observations, known, self._periods, plain=plain)
        starts = run_starts(self._periods.place)
        ends = np.append(starts[1:], len(self._periods.place))[: len(starts)]
        names = map(known.names_of, self._periods.place[starts].tolist())
        self._stretches: dict[Place, tuple[int, int]] = dict(
            zip(names, zip(starts.tolist(), ends.tolist(), strict=True), strict=True)
        )
        self._firsts: list[int] = self._periods.first.tolist()

    @property
    def places(self) -> list[Place]:
        """The places with rows, as their names sort."""
        return sorted(self._stretches)

    def told(self, place: Place) -> list[Told]:
        """What was told of a place, by period, in order of the first rows."""
        first, last = self._stretches.get(place, (0, 0))
        inside = sorted(range(first, last), key=self._firsts.__getitem__)
        return [IndexedPeriod(self._rows, group) for group in inside]

    def own_marks(self, place: Place) -> tuple[tuple[str, ...], str]:
        """How institutions marked a place in the last period that any of them marked, and these rows."""
        rows = self._marked.get(place, ())
        marks = sorted({self._marks.texts[self._marks.codes[row]] for row in rows}, reverse=True)
        return tuple(marks), ";".join(map(self._rows.trace, rows))

    @cached_property
    def _marks(self) -> Coded:
        return coded(self._observations["own_mark"])

    @cached_property
    def _marked(self) -> dict[Place, list[int]]:
        """The marked rows of the last period with a mark, by place."""
        known = self._known
        chosen = np.flatnonzero(self._marks.codes[known.rows] > 0)
        place, period = known.place[chosen], known.period[chosen]
        starts = run_starts(place)
        ends = np.append(starts[1:], len(chosen))[: len(starts)]
        kept = chosen[period == np.repeat(period[ends - 1], ends - starts)]
        found: dict[Place, list[int]] = {}
        for code, row in zip(known.place[kept].tolist(), known.rows[kept].tolist(), strict=True):
            found.setdefault(known.names_of(code), []).append(row)
        return {where: sorted(rows) for where, rows in found.items()}

"""Indexed rows: the known observations of all places and periods, by the number of each place and period."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from napeval.cycle.trace import key_text
from napeval.measures.coded import Coded, coded, day_text, moments
from napeval.measures.exact import exact
from napeval.measures.known_observations import KnownRows
from napeval.measures.summed_observations import Periods
from napeval.measures.voices import OBSERVATIONS, Seen

_NUMBERS = ("value", "numerator", "denominator")
_PLACE_KEY = ("indicator_id", "dimension", "category")
_CODED_KEY = ("indicator_id", "period", "dimension", "category", "source_id", "reported_by")


class IndexedRows:
    """The rows of known, and what they give together.

    group, in every method: the number of a place and period. observations: monitoring/observations, not
    changed. plain: whether what is plain may be taken from the sums over the whole table; without, every row
    goes by the rules for single rows, which gives the same and takes longer.
    """

    def __init__(
        self, observations: pd.DataFrame, known: KnownRows, periods: Periods, *, plain: bool = True
    ) -> None:
        self._observations, self.known, self.periods, self.plain = observations, known, periods, plain
        self.starts: list[int] = [*periods.start.tolist(), len(known.rows)]
        self._sources: list[int] = [*periods.sources.tolist(), len(periods.by_source.start)]
        self._period_codes: list[int] = periods.period.tolist()

    def period(self, group: int) -> str:
        """The period of a place and period, by its shortest name."""
        return self.known.columns["stretch"].texts[self._period_codes[group]]

    def source(self, code: int) -> str:
        """A source by its code."""
        return self.known.columns["source_id"].texts[code]

    def values_of(self, group: int) -> dict[int, float]:
        """The value of each source that gives one, of a plain place and period, by the code of the source."""
        codes, voiced, totals = self._by_source
        inside = range(self._sources[group], self._sources[group + 1])
        return {codes[one]: totals[one] for one in inside if voiced[one]}

    def traces_of(self, group: int, *, voiced: bool) -> dict[int, list[tuple[int, str]]]:
        """By source, the place in the table and the trace of the rows about a place and period, in order.

        voiced: only rows that give a value.
        """
        known, quoted, days = self.known, self._quoted, self._days
        first, last = self.starts[group], self.starts[group + 1]
        codes = zip(_PLACE_KEY, known.codes_of(int(known.place[first])), strict=True)
        indicator, dimension, category = (quoted[name][code] for name, code in codes)
        start, middle = f"{OBSERVATIONS}#{indicator}|", f"|{dimension}|{category}|"
        periods, sources, reporters = (quoted[name] for name in ("period", "source_id", "reported_by"))
        inside = slice(first, last)
        written = known.columns["period"].codes[known.rows[inside]]
        cells = (known.source, known.reporter, known.recorded, self.periods.voiced)
        listed = zip(
            known.rows[inside].tolist(), written.tolist(), *(cell[inside].tolist() for cell in cells),
            strict=True,
        )  # fmt: skip
        found: dict[int, list[tuple[int, str]]] = {}
        for row, period, source, reporter, day, speaks in sorted(listed):
            if speaks or not voiced:
                key = f"{periods[period]}{middle}{sources[source]}|{reporters[reporter]}|{days[day]}"
                trace = start + key
                if source in found:
                    found[source].append((row, trace))
                else:
                    found[source] = [(row, trace)]
        return found

    def trace(self, row: int) -> str:
        """The trace of a row of the table."""
        columns = self.known.columns
        parts = [columns[name].texts[columns[name].codes[row]] for name in _CODED_KEY]
        stamp = moments(self._observations["recorded_on"].iloc[row : row + 1])
        return f"{OBSERVATIONS}#{key_text(parts)}|{day_text(int(stamp[0]))}"

    def seen(self, row: int) -> Seen:
        """A row of the table as a record. Raises NotUsable: non_finite_value."""
        columns = self.known.columns
        texts = [columns[name].texts[columns[name].codes[row]] for name in Seen._fields[:6]]
        states = [one.texts[one.codes[row]] for one in self._states]
        cells = [float(one[row]) for one in self._numbers]
        value, above, below = (None if np.isnan(cell) else exact(cell) for cell in cells)
        return Seen._make([*texts, *states, value, above, below, self.trace(row)])

    @cached_property
    def _days(self) -> dict[int, str]:
        return {int(stamp): day_text(int(stamp)) for stamp in pd.unique(self.known.recorded)}

    @cached_property
    def _by_source(self) -> tuple[list[int], list[bool], list[float]]:
        found = self.periods.by_source
        return found.code.tolist(), found.voiced.tolist(), found.total.tolist()

    @cached_property
    def _quoted(self) -> dict[str, list[str]]:
        columns = self.known.columns
        return {name: [key_text([text]) for text in columns[name].texts] for name in _CODED_KEY}

    @cached_property
    def _states(self) -> list[Coded]:
        return [coded(self._observations[name]) for name in ("state", "bound")]

    @cached_property
    def _numbers(self) -> list[NDArray[np.float64]]:
        return [self._observations[name].to_numpy(dtype="float64") for name in _NUMBERS]

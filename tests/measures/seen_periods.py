"""What was told of one place, period by period, by the plain reading of the rules: row after row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from napeval.measures.told import EXCUSED_STATES, UNMEASURED_STATES
from napeval.measures.voices import Seen


@dataclass(frozen=True)
class SeenPeriod:
    """The rows about one period as records, with their places in the table."""

    text: str
    rows: Sequence[tuple[int, Seen]]
    measure: str

    @property
    def first(self) -> int:
        return self.rows[0][0]

    @property
    def measured(self) -> bool:
        return any(row.state == "measured" and self._has_value(row) for _, row in self.rows)

    def _has_value(self, row: Seen) -> bool:
        counted = self.measure == "percentage" and row.numerator is not None and bool(row.denominator)
        return row.value is not None or counted

    @property
    def excused(self) -> bool:
        return any(row.state in EXCUSED_STATES for _, row in self.rows)

    @property
    def unmeasured(self) -> str:
        return strongest(row.state for _, row in self.rows)

    def traces(self) -> Sequence[tuple[int, str]]:
        return [(place, row.trace) for place, row in self.rows]


def strongest(states: Iterable[str]) -> str:
    """The strongest reason for there being no value, "" where none is given."""
    named = [state for state in states if state in UNMEASURED_STATES]
    return max(named, key=UNMEASURED_STATES.index, default="")


def told_by_period(rows: Sequence[Seen], measure: str) -> list[SeenPeriod]:
    """The rows of one indicator and category by period, in order of first appearance."""
    found: dict[str, list[tuple[int, Seen]]] = {}
    for place, row in enumerate(rows):
        found.setdefault(row.period, []).append((place, row))
    return [SeenPeriod(text, ones, measure) for text, ones in found.items()]

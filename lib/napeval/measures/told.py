"""What was told of one indicator and category, period by period, and what the sources say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from napeval.cycle.periods import Period, parse_period
from napeval.measures.ancestry import Ancestry
from napeval.measures.voices import Counts

# What a missing value means where nobody measured, strongest statement last.
UNMEASURED_STATES = ("not_reported", "not_applicable", "not_due", "suppressed")
EXCUSED_STATES = ("not_due", "not_applicable")

period_of: Callable[[str], Period] = lru_cache(maxsize=4096)(parse_period)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How the values of one indicator combine, and the stretch of time that counts."""

    measure: str
    accumulation: str
    additive_over: str
    start: date
    cutoff: date


class Heard(Protocol):
    """What the sources say of one period; see voices.Voices."""

    @property
    def admissible(self) -> tuple[Fraction, ...]:
        """The values heard, each once, ascending."""

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources that give a value."""

    @property
    def independent(self) -> int:
        """How many of them do not rest on one another."""

    @property
    def bounds(self) -> frozenset[str]:
        """What the values are where they are not exact."""

    @property
    def trace(self) -> str:
        """The rows of all values."""

    def counts_of(self, value: Fraction) -> Counts | None:
        """The numerator and denominator behind a value."""


class Told(Protocol):
    """The rows about one period.

    text: the period as written. first: the place of its first row in the table. measured: whether any row
    gives a value. excused: whether any says that none is due. unmeasured: the strongest reason given for
    there being no value, "" where none is given.
    """

    @property
    def text(self) -> str:
        """The period as written."""

    @property
    def first(self) -> int:
        """The place of its first row in the table."""

    @property
    def measured(self) -> bool:
        """Whether any row gives a value."""

    @property
    def excused(self) -> bool:
        """Whether any row says that none is due."""

    @property
    def unmeasured(self) -> str:
        """The strongest reason given for there being no value."""

    def voices(self, rule: Rule, ancestry: Ancestry) -> Heard:
        """What the sources say. Raises NotUsable as voices.stated_values does."""

    def traces(self) -> Sequence[tuple[int, str]]:
        """The place in the table and the trace of every row."""


def rows_told(told: Iterable[Told]) -> str:
    """The trace of every row about these periods, in the order of the table."""
    parts = sorted(part for one in told for part in one.traces())
    return ";".join(trace for _, trace in parts)


Voiced = Mapping[str, Heard]
"""By period, what the sources say of it."""

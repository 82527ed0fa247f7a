"""What sources say of one period, once quotations are traced to their origin.

A source that quotes another does not speak for itself: where both give a value, the origin's counts.
Sources that are not derived from one another and differ are in dispute, and none of them is picked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from napeval.cycle.trace import key_text
from napeval.measures.ancestry import Ancestry
from napeval.measures.exact import NotUsable, exact
from napeval.measures.pooling import pooled_share
from napeval.measures.rows import KEYS

OBSERVATIONS = "monitoring/observations"
OVER_PLACES = frozenset({"place", "time_place"})
OVER_TIME = frozenset({"time", "time_place"})
SHARES = frozenset({"percentage", "rate"})
"""Measures whose values are pooled from counts, never added and never averaged."""
SCALES = tuple(Fraction(10) ** power for power in range(7))
"""What a rate may be counted per: one, ten, a hundred ... a million."""

Counts = tuple[Fraction, Fraction]
"""A numerator and a denominator."""


class Seen(NamedTuple):
    """One observation as known: text blanks are "", numbers exact, None where missing."""

    indicator_id: str
    dimension: str
    category: str
    period: str
    source_id: str
    reported_by: str
    state: str
    bound: str
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    trace: str


class Stated(NamedTuple):
    """One value that a source gives for a period; bound: at_least, at_most, approximate or "".

    counts: the numerator and denominator of a share or rate, where they are known.
    """

    source_id: str
    value: Fraction
    bound: str
    trace: str
    counts: Counts | None = None


@dataclass(frozen=True)
class Voices:
    """The values for one period. stated: all of them; heard: those that speak for themselves.

    admissible: the values heard, each once, ascending. independent: groups of those sources without a
    common root.
    """

    stated: tuple[Stated, ...]
    heard: tuple[Stated, ...]
    admissible: tuple[Fraction, ...]
    independent: int

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources that give a value, in order."""
        return tuple(dict.fromkeys(one.source_id for one in self.stated))

    @property
    def trace(self) -> str:
        """The rows of all values."""
        return ";".join(one.trace for one in self.stated)

    @property
    def bounds(self) -> frozenset[str]:
        """What the values heard are where they are not exact: at_least, at_most, approximate."""
        return frozenset(one.bound for one in self.heard if one.bound)

    def counts_of(self, value: Fraction) -> Counts | None:
        """The numerator and denominator behind one of the admissible values, where a source gives them."""
        return next((one.counts for one in self.heard if one.value == value and one.counts), None)


def seen_rows(observations: pd.DataFrame) -> list[Seen]:
    """Observations as records. observations: monitoring/observations, of each key only what is known."""
    keys = KEYS[OBSERVATIONS]
    texts = observations[list(Seen._fields[:8])].astype("object")
    texts = texts.where(texts.notna(), "")
    numbers = observations[["value", "numerator", "denominator"]].astype("object")
    numbers = numbers.where(numbers.notna(), None)
    seen = []
    for text, (value, numerator, denominator), key in zip(
        texts.itertuples(index=False, name=None),
        numbers.itertuples(index=False, name=None),
        observations[list(keys)].itertuples(index=False, name=None),
        strict=True,
    ):
        trace = f"{OBSERVATIONS}#{key_text(key)}"
        seen.append(Seen._make([*text, exact(value), exact(numerator), exact(denominator), trace]))
    return seen


def stated_values(rows: Sequence[Seen], *, measure: str, additive_over: str) -> list[Stated]:
    """The values that each source gives for one indicator, category and period.

    rows: of that one period, measured ones count. Several institutions reporting through one source are added
    where the indicator may be added over places; percentages and rates with numerators and denominators are
    pooled. Else each differing value stands for itself.
    Raises NotUsable: denominator_missing where percentages of several places are to be joined without their
    counts.
    """
    by_source: dict[str, list[Seen]] = {}
    for row in rows:
        if row.state == "measured" and _value_of(row, measure) is not None:
            by_source.setdefault(row.source_id, []).append(row)
    return [
        stated
        for source_rows in by_source.values()
        for stated in _of_source(source_rows, measure, additive_over)
    ]


def _value_of(row: Seen, measure: str) -> Fraction | None:
    if row.value is None and measure == "percentage" and row.numerator is not None and row.denominator:
        return 100 * row.numerator / row.denominator
    return row.value


def _of_source(rows: Sequence[Seen], measure: str, additive_over: str) -> list[Stated]:
    values = [value for row in rows if (value := _value_of(row, measure)) is not None]
    if len(rows) == 1:
        return [Stated(rows[0].source_id, values[0], rows[0].bound, rows[0].trace, _counts_of(rows[0]))]
    trace = ";".join(row.trace for row in rows)
    source, bound = rows[0].source_id, _common_bound(rows)
    counted = all(row.numerator is not None and row.denominator is not None for row in rows)
    if measure in SHARES and (counted or additive_over in OVER_PLACES):
        share = measure == "percentage"
        pooled = pooled_share(
            [(row.numerator, row.denominator) for row in rows], part_of_whole=share, stated=values
        )
        scale = Fraction(100) if share else common_scale(zip(values, map(_counts_of, rows), strict=True))
        counts = (pooled.numerator, pooled.denominator)
        return [Stated(source, scale * pooled.share, bound, trace, counts)]
    if measure == "number" and additive_over in OVER_PLACES:
        return [Stated(source, sum(values, Fraction(0)), bound, trace)]
    by_value: dict[Fraction, list[Seen]] = {}
    for value, row in zip(values, rows, strict=True):
        by_value.setdefault(value, []).append(row)
    return [
        Stated(source, value, same[0].bound, ";".join(row.trace for row in same), _counts_of(same[0]))
        for value, same in by_value.items()
    ]


def _counts_of(row: Seen) -> Counts | None:
    return (row.numerator, row.denominator) if row.numerator is not None and row.denominator else None


def common_scale(rates: Iterable[tuple[Fraction, Counts | None]]) -> Fraction:
    """What these rates are counted per: 100 000 where 3 of 200 000 is printed as 1.5.

    rates: value and counts of each. Raises NotUsable: denominator_missing where it cannot be told.
    """
    found = set()
    for value, counts in rates:
        if counts is not None and counts[0] and value:
            ratio = value * counts[1] / counts[0]
            found.add(min(SCALES, key=lambda scale: abs(scale - ratio) / scale))
    if len(found) != 1:
        raise NotUsable("denominator_missing")
    return found.pop()


def _common_bound(rows: Sequence[Seen]) -> str:
    found = {row.bound for row in rows if row.bound}
    return "" if not found else found.pop() if len(found) == 1 else "approximate"


def hear(stated: Sequence[Stated], ancestry: Ancestry) -> Voices:
    """Which of these values speak for themselves, and which are admissible."""
    present = {one.source_id for one in stated}
    heard = tuple(one for one in stated if not ancestry.origins_among(one.source_id, present))
    heard = _without_fulfilled_bounds(heard)
    return Voices(
        stated=tuple(stated), heard=heard, admissible=tuple(sorted({one.value for one in heard})),
        independent=groups_of_roots([ancestry.roots(one.source_id) for one in heard]),
    )  # fmt: skip


def _without_fulfilled_bounds(heard: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """A bound that every exact value keeps ("at least 100" beside 105) contradicts nobody."""
    precise = [one.value for one in heard if not one.bound]

    def fulfilled(one: Stated) -> bool:
        if not precise or one.bound not in ("at_least", "at_most"):
            return False
        return all(value >= one.value if one.bound == "at_least" else value <= one.value for value in precise)

    return tuple(one for one in heard if not fulfilled(one))


def groups_of_roots(roots: Sequence[frozenset[str]]) -> int:
    """How many groups of sources without a common root there are. roots: of each source."""
    groups: list[frozenset[str]] = []
    for one in roots:
        joined = [group for group in groups if group & one]
        groups = [group for group in groups if not group & one] + [frozenset(one).union(*joined)]
    return len(groups)


def each_by_itself(rows: Sequence[Seen], *, measure: str) -> list[Stated]:
    """Every value that is told, without any joining of places: of each source the differing ones.

    For percentages of several places without their counts, none of which is known to hold for the whole.
    """
    told: dict[tuple[str, Fraction], list[Seen]] = {}
    for row in rows:
        value = _value_of(row, measure)
        if row.state == "measured" and value is not None:
            told.setdefault((row.source_id, value), []).append(row)
    return [
        Stated(source, value, _common_bound(same), ";".join(row.trace for row in same))
        for (source, value), same in told.items()
    ]


def voices_of(rows: Sequence[Seen], ancestry: Ancestry, *, measure: str, additive_over: str) -> Voices:
    """The voices of one period; see stated_values and hear. Raises NotUsable: denominator_missing."""
    return hear(stated_values(rows, measure=measure, additive_over=additive_over), ancestry)


def text_of(cell: Any) -> str:
    """A text cell, "" where it is blank."""
    return cell if isinstance(cell, str) else ""

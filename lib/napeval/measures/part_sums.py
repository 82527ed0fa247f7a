"""Part sums: do the parts that a source gives add up to the total that it gives?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.exact import SAME, NotUsable, as_float
from napeval.measures.rows import known_rows, result_frame
from napeval.measures.told import period_of
from napeval.measures.voices import OBSERVATIONS, Seen, Stated, seen_rows, stated_values, text_of

PRINTED_TOTAL = "printed_total"
"""The category under which a source prints the total of a dimension."""
PART_OF = "part_of"
"""In place of a dimension: parts that are indicators of their own."""

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "period": "str", "source_id": "str", "unit": "str",
    "total": "float64", "parts": "float64", "difference": "float64", "agrees": "boolean", "sources": "str",
    "trace": "str",
}  # fmt: skip

_Told = Mapping[tuple[str, str, str], Mapping[tuple[str, str], Stated]]
"""By indicator, period and source: the one value told of each (dimension, category)."""


@dataclass(frozen=True)
class _Kinds:
    """Unit, measure and additivity of each indicator, and the parts of those that have some."""

    units: Mapping[str, str]
    measures: Mapping[str, str]
    additive: Mapping[str, str]
    parts: Mapping[str, Sequence[str]]


def part_sums(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """Where one source gives parts and their total for a period, do they agree?

    Observations recorded by as_of. Parts are at least two categories of one dimension, their total what is
    printed for the dimension, else the figure without a category; or (dimension part_of) the indicators
    that are declared parts of another, all of them. One row per indicator, dimension, period and source:
    total, parts (their sum) and difference (total - parts) in the unit of the indicator. agrees is missing
    where the parts are fewer than a total that is not printed for their dimension: the source may have
    named some categories only. A figure of a source that is itself open (two institutions differ) is not
    compared.
    """
    kinds = _kinds(cycle.table("plan/indicators"))
    told = _told(seen_rows(known_rows(OBSERVATIONS, cycle.table(OBSERVATIONS), as_of)), kinds)
    rows = [
        row
        for key in sorted(told, key=_order)
        for row in (*_by_dimension(key, told, kinds), *_by_part(key, told, kinds))
    ]
    return result_frame(rows, _DTYPES)


def _order(key: tuple[str, str, str]) -> tuple[str, date, date, str]:
    return key[0], period_of(key[1]).start, period_of(key[1]).end, key[2]


def _kinds(indicators: pd.DataFrame) -> _Kinds:
    names = [str(name) for name in indicators["indicator_id"]]
    parts: dict[str, list[str]] = {}
    for name, whole in zip(names, indicators["part_of"], strict=True):
        if text_of(whole):
            parts.setdefault(whole, []).append(name)
    return _Kinds(
        units=dict(zip(names, indicators["unit"], strict=True)),
        measures=dict(zip(names, indicators["measure"], strict=True)),
        additive=dict(zip(names, map(text_of, indicators["additive_over"]), strict=True)),
        parts=parts,
    )


def _told(seen: Sequence[Seen], kinds: _Kinds) -> _Told:
    grouped: dict[tuple[str, str, str], dict[tuple[str, str], list[Seen]]] = {}
    for row in seen:
        if kinds.measures.get(row.indicator_id) == "number":
            cells = grouped.setdefault((row.indicator_id, row.period, row.source_id), {})
            cells.setdefault((row.dimension, row.category), []).append(row)
    return {key: _one_value_each(cells, kinds.additive[key[0]]) for key, cells in grouped.items()}


def _one_value_each(
    cells: Mapping[tuple[str, str], Sequence[Seen]], additive_over: str
) -> dict[tuple[str, str], Stated]:
    found = {}
    for place, rows in cells.items():
        try:
            stated = stated_values(rows, measure="number", additive_over=additive_over)
        except NotUsable:
            continue
        if len(stated) == 1 and not stated[0].bound:
            found[place] = stated[0]
    return found


def _by_dimension(key: tuple[str, str, str], told: _Told, kinds: _Kinds) -> Iterator[dict[str, object]]:
    cells = told[key]
    for dimension in sorted({dimension for dimension, _ in cells if dimension}):
        parts = [
            one for (name, category), one in cells.items() if name == dimension and category != PRINTED_TOTAL
        ]
        total = cells.get((dimension, PRINTED_TOTAL)) or cells.get(("", ""))
        if total is not None and len(parts) > 1:
            row = _row(key, dimension, total, parts, kinds)
            printed = (dimension, PRINTED_TOTAL) in cells
            # A source may name some categories only; that they are fewer than all is then no contradiction.
            yield (
                row
                if printed or row["agrees"] or total.value < sum(part.value for part in parts)
                else {**row, "agrees": None}
            )


def _by_part(key: tuple[str, str, str], told: _Told, kinds: _Kinds) -> Iterator[dict[str, object]]:
    whole, period, source = key
    total = told[key].get(("", ""))
    parts = [told.get((part, period, source), {}).get(("", "")) for part in kinds.parts.get(whole, ())]
    known = [part for part in parts if part is not None]
    if total is not None and known and len(known) == len(parts):
        yield _row(key, PART_OF, total, known, kinds)


def _row(
    key: tuple[str, str, str], dimension: str, total: Stated, parts: Sequence[Stated], kinds: _Kinds
) -> dict[str, object]:
    indicator, period, source = key
    together = sum((part.value for part in parts), Fraction(0))
    return {
        "indicator_id": indicator, "dimension": dimension, "period": period, "source_id": source,
        "unit": kinds.units[indicator], "total": as_float(total.value), "parts": as_float(together),
        "difference": as_float(total.value - together), "agrees": abs(total.value - together) <= SAME,
        "sources": source, "trace": join_traces([total.trace, *(part.trace for part in parts)]),
    }  # fmt: skip

"""Families of tests: with many series tested at once, which findings stand when chance is reckoned with?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from napeval import trends as statistics
from napeval.cycle.trace import join_traces
from napeval.measures.rows import result_frame
from napeval.trends.least_lengths import VERDICT_LEVEL

FAMILIES = ("mann_kendall", "poisson_trend")
"""Tests whose p-values are adjusted, each for itself: by rank, and as counts."""

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "test": "str", "unit": "str",
    "p": "float64", "p_adjusted": "float64", "finding": "str", "stands": "boolean", "sources": "str",
    "trace": "str",
}  # fmt: skip
_COUNT_DTYPES = {
    "test": "str", "series": "Int64", "tested": "Int64", "not_testable": "Int64", "shown": "Int64",
    "standing": "Int64", "trace": "str",
}  # fmt: skip


def trend_families(trends: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which trends are still shown when it is reckoned with how many series were looked at?

    trends: the frame of trends(), as its readers know it: of a row whose p is hidden or missing nothing is
    used. Of every series the greatest p over all choices of sources counts. Series that could not reach
    p = 0.05 in any order are not tested, and left out of the family: they could never be found.
    Returns (trend_families, family_counts). One row per series and test in a family: p, and p_adjusted by
    Benjamini and Hochberg (1995) over the series tested; stands: a trend that every choice shows is one
    after the adjustment too. One row of counts per test: series with a row, tested, not testable, shown by
    every choice before, standing after.
    """
    rows: list[dict[str, object]] = []
    counts: list[dict[str, object]] = []
    for test in FAMILIES:
        asked = trends[trends["test"] == test]
        p = pd.to_numeric(asked["p_high"], errors="coerce")
        floor = pd.to_numeric(asked["p_floor"], errors="coerce")
        tested = asked[p.notna() & (floor <= VERDICT_LEVEL)]
        adjusted = statistics.benjamini_hochberg(p[tested.index].tolist())
        found = [_row(row, own) for row, own in zip(tested.itertuples(index=False), adjusted, strict=True)]
        rows += found
        counts.append(
            {
                "test": test, "series": len(asked), "tested": len(tested),
                "not_testable": len(asked) - len(tested),
                "shown": sum(one["stands"] is not None for one in found),
                "standing": sum(one["stands"] is True for one in found),
                "trace": join_traces(asked["trace"]),
            }
        )  # fmt: skip
    return result_frame(rows, _DTYPES), result_frame(counts, _COUNT_DTYPES)


def _row(row: Any, adjusted: float) -> dict[str, object]:
    shown = row.finding in ("every_choice_shows_increase", "every_choice_shows_decrease")
    return {
        "indicator_id": row.indicator_id, "dimension": row.dimension, "category": row.category,
        "test": row.test, "unit": row.unit, "p": float(row.p_high), "p_adjusted": adjusted,
        "finding": row.finding, "stands": bool(adjusted <= VERDICT_LEVEL) if shown else None,
        "sources": row.sources, "trace": row.trace,
    }  # fmt: skip

"""Gaps counted by kind."""

from __future__ import annotations

import pandas as pd

from napeval.cycle.trace import join_traces


def gap_counts(gaps: pd.DataFrame) -> pd.DataFrame:
    """In how many places does each kind of gap stand?

    gaps: results table gaps. Returns one row per kind: code, count, trace; kinds without a gap have no row.
    """
    rows = [
        {"code": code, "count": len(found), "trace": join_traces(found["trace"])}
        for code, found in gaps.groupby("code", sort=True)
    ]
    return pd.DataFrame(rows, columns=["code", "count", "trace"])

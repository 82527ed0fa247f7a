"""One indicator at a time: its cells, targets and observations, and its row of achievement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from small_cycles import build_cycle

from napeval.cycle.cycle import Cycle
from napeval.measures.achievement import achievement
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

END_2022, END_2023, END_2024 = (date(year, 12, 31) for year in (2022, 2023, 2024))
LATER = date(2026, 1, 1)
OBJECTIVES = [
    {"objective_id": "I", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "I.1", "parent_id": "I", "level": "specific", "pillar": "prevention"},
]
SOURCES = [
    {"source_id": "ministry"}, {"source_id": "police"}, {"source_id": "paper", "derived_from": "police"},
]  # fmt: skip

Rows = list[dict[str, Any]]


def indicator(**cells: Any) -> dict[str, Any]:
    return {
        "indicator_id": "A", "objective_id": "I.1", "level": "outcome", "unit": "cases", "measure": "number",
        "kind": "quantitative", "origin": "plan", "direction": "increase", "accumulation": "stock", **cells,
    }  # fmt: skip


def target(role: str, year: int, value: float | None = None, **cells: Any) -> dict[str, Any]:
    return {"indicator_id": "A", "role": role, "year": year, "value": value, **cells}


def seen(period: str, value: float | None, source: str = "ministry", **cells: Any) -> dict[str, Any]:
    state = "not_reported" if value is None and "numerator" not in cells else "measured"
    return {
        "indicator_id": "A", "period": period, "value": value, "source_id": source, "state": state,
        "recorded_on": "2024-01-15", **cells,
    }  # fmt: skip


def cycle_of(
    one: Mapping[str, Any] | Rows, targets: Rows, told: Rows, tables: Mapping[str, Rows] | None = None
) -> Cycle:
    return build_cycle(
        {
            "plan/objectives": OBJECTIVES, "plan/targets": targets, "monitoring/observations": told,
            "plan/indicators": one if isinstance(one, list) else [dict(one)],
            "monitoring/sources": SOURCES, **(tables or {}),
        }
    )  # fmt: skip


def rows_of(cycle: Cycle, *, cutoff: date = END_2023, as_of: date = LATER) -> pd.DataFrame:
    return declared(achievement(cycle, cutoff=cutoff, as_of=as_of), CATALOGUE["achievement"])


def judged(
    one: Mapping[str, Any], targets: Rows, told: Rows, *, cutoff: date = END_2023, as_of: date = LATER
) -> pd.Series:
    """The row of the indicator as a whole."""
    frame = rows_of(cycle_of(one, targets, told), cutoff=cutoff, as_of=as_of)
    return frame[(frame["dimension"] == "") & (frame["category"] == "")].iloc[0]

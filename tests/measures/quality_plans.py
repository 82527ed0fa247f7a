"""A small made plan that the tests of its quality share, and what people answered about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

AS_OF = date(2024, 6, 30)
OBJECTIVES = [
    {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
    {"objective_id": "A.2", "parent_id": "A", "level": "specific", "pillar": "prevention"},
]
Row = dict[str, Any]


def indicator(name: str, objective: str = "A.1", level: str = "outcome", **cells: Any) -> Row:
    """An indicator of the plan in percent; everything that is not given is not stated."""
    own = {"unit": "percent", "measure": "percentage", "kind": "quantitative", "direction": "increase"}
    return {"indicator_id": name, "objective_id": objective, "level": level, "origin": "plan", **own, **cells}


def target(name: str, role: str = "final", value: float | None = 9.0, year: int = 2024, **cells: Any) -> Row:
    return {"indicator_id": name, "role": role, "year": year, "value": value, **cells}


def activity(name: str, objective: str = "A.1", **cells: Any) -> Row:
    return {"activity_id": name, "objective_id": objective, **cells}


def result(name: str, objective: str = "A.1", **cells: Any) -> Row:
    return {"result_id": name, "objective_id": objective, **cells}


def plan(make_cycle: Any, meta: Row | None = None, **tables: list[Row]) -> Any:
    """A cycle with these tables of the plan (others are empty; monitoring ones by their own name)."""
    monitoring = ("observations", "progress", "recommendations_received")
    named = {
        f"{'monitoring' if name in monitoring else 'plan'}/{name}": rows for name, rows in tables.items()
    }
    return make_cycle({"plan/objectives": OBJECTIVES, **named}, **(meta or {}))


def answers(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """What people answered: item, subject, answer."""
    return pd.DataFrame(list(rows), columns=["item_id", "subject", "answer"], dtype="str")


def row_of(frame: pd.DataFrame, **keys: str) -> Row:
    """The one row with these cells, blanks as None."""
    found = frame
    for column, value in keys.items():
        found = found[found[column] == value]
    assert len(found) == 1, (keys, len(found))
    cells = found.astype("object").iloc[0].to_dict()
    return {name: None if pd.isna(value) else value for name, value in cells.items()}

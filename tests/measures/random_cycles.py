"""Cycles drawn at random from a seed: every accumulation, several sources, places, corrections and gaps."""

from __future__ import annotations

import random
from typing import Any

Rows = list[dict[str, Any]]

PERIODS = (
    "2021", "2022", "2022-H1", "2022-H2", "2023-H1", "2023-H2", "2023", "2022-Q1", "2022-Q2", "2022-Q3",
    "2022-Q4", "2023-01", "2023-02", "2022-10/2023-03", "2022-11/2023-02", "2024",
)  # fmt: skip
SOURCES: Rows = [
    {"source_id": "ministry"}, {"source_id": "police"}, {"source_id": "court"},
    {"source_id": "paper", "derived_from": "police"}, {"source_id": "radio", "derived_from": "paper;absent"},
]  # fmt: skip
OBJECTIVES: Rows = [
    {"objective_id": "I", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "I.1", "parent_id": "I", "level": "specific", "pillar": "prevention"},
]
_STATES = ("not_reported", "not_due", "not_applicable", "suppressed")


def random_tables(seed: int, *, indicators: int = 8, rows: int = 60) -> dict[str, Rows]:
    """The tables of a cycle of 2022-2024, by name."""
    draw = random.Random(seed)
    names = [f"I.1.ind{number}" for number in range(indicators)]
    planned = [_indicator(draw, name) for name in names]
    measures = {one["indicator_id"]: one["measure"] for one in planned}
    observations: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(rows):
        row = _observation(draw, names, measures)
        key = ("indicator_id", "period", "dimension", "category", "source_id", "reported_by", "recorded_on")
        observations[tuple(row.get(name) for name in key)] = row
    told = list(observations.values())
    draw.shuffle(told)
    return {
        "plan/objectives": OBJECTIVES, "plan/indicators": planned,
        "plan/targets": [row for name in names for row in _targets(draw, name, measures[name])],
        "monitoring/observations": told, "monitoring/sources": SOURCES,
    }  # fmt: skip


def _indicator(draw: random.Random, name: str) -> dict[str, Any]:
    measure = draw.choice(["number"] * 5 + ["percentage", "percentage", "rate", "ordinal"])
    units = {"number": "persons", "percentage": "percent", "rate": "per_100_prosecuted", "ordinal": "level"}
    return {
        "indicator_id": name, "objective_id": "I.1", "unit": units[measure], "measure": measure,
        "kind": "quantitative", "origin": "plan",
        "level": draw.choice(["impact", "outcome", "outcome", "output", "context"]),
        "direction": draw.choice(["increase", "increase", "decrease", "maintain", None]),
        "accumulation": draw.choice(["stock", "annual", "cumulative", "running_total", None]),
        "additive_over": draw.choice(["time", "place", "time_place", "none", None]),
        "path": draw.choice(["linear", "step", "end_loaded", None]),
        "tolerance": draw.choice([None, None, 2.0]), "weight": draw.choice([None, 1.0, 2.5]),
    }  # fmt: skip


def _observation(draw: random.Random, names: list[str], measures: dict[str, str]) -> dict[str, Any]:
    name = draw.choice(names)
    row: dict[str, Any] = {
        "indicator_id": name, "period": draw.choice(PERIODS),
        "source_id": draw.choice(SOURCES)["source_id"],
        "reported_by": draw.choice([None, None, "MoI", "MoJ"]),
        "recorded_on": draw.choice(["2023-01-15", "2023-07-10", "2024-01-20", "2024-06-01"]),
        "state": "measured", "bound": draw.choice([None] * 12 + ["at_least", "at_most", "approximate"]),
        "own_mark": draw.choice([None, None, None, "on_track", "off_track"]),
    }  # fmt: skip
    if draw.random() < 0.25:
        row |= {"dimension": "sex", "category": draw.choice(["female", "male"])}
    if draw.random() < 0.12:
        return row | {"state": draw.choice(_STATES), "bound": None}
    if measures[name] == "number":
        return row | {"value": draw.choice([float(draw.randint(0, 12)), draw.randint(0, 120) / 10])}
    if measures[name] == "ordinal":
        return row | {"value": float(draw.randint(1, 4))}
    below = draw.choice([10, 20, 25, 40])
    above = draw.randint(0, below)
    counts = {"numerator": float(above), "denominator": float(below)} if draw.random() < 0.6 else {}
    value = None if counts and measures[name] == "percentage" and draw.random() < 0.3 else 100 * above / below
    return row | {"value": value, **counts}


def _targets(draw: random.Random, name: str, measure: str) -> Rows:
    most = {"ordinal": 4, "number": 40}.get(measure, 100)
    rows: Rows = []

    def add(role: str, year: int, **cells: Any) -> None:
        value = None if draw.random() < 0.08 else float(draw.randint(0, most))
        rows.append({"indicator_id": name, "role": role, "year": year, "value": value, **cells})

    if draw.random() < 0.7:
        add("baseline", 2021)
    if draw.random() < 0.3:
        add("interim", draw.choice([2022, 2023]))
    if draw.random() < 0.3:
        for year in (2022, 2023, 2024):
            add("annual", year)
    if draw.random() < 0.8:
        shape = draw.choice([{}, {}, {"comparator": "at_least"}, {"comparator": "between", "upper": 50.0}])
        basis = draw.choice([None, None, None, "change", "percent_change"])
        add("final", draw.choice([2023, 2024]), basis=basis, **shape)
    if draw.random() < 0.25:
        add("final", 2024, set_on=draw.choice(["2023-03-01", "2024-02-01"]))
    if draw.random() < 0.3:
        add("final", 2024, dimension="sex", category="female")
    return rows

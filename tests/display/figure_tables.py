"""Small released tables for the tests of the figures, and what there is to see in a drawn figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from napeval.release import CATALOGUE, Policy, Released, release
from napeval.release.policy import SignedLine

SIGNED = SignedLine(("open_source",), ("public",), "A. Signatory", date(2024, 1, 1), "published figures")
POLICY = Policy({"public": 10}, frozenset({"persons"}), (SIGNED,))
SOURCES = pd.DataFrame(
    {"source_id": ["open_source", "closed_source"], "release_status": ["published", "restricted"]}
)


def released_from(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> Released:
    """Tables given by the cells that matter, filled up to the declared columns, through the release gate."""
    frames = {name: _frame(name, list(rows)) for name, rows in tables.items()}
    return release(frames, POLICY, SOURCES, audience="public")


def _frame(name: str, rows: list[Mapping[str, Any]]) -> pd.DataFrame:
    declaration = CATALOGUE[name]
    unknown = {cell for row in rows for cell in row} - set(declaration.names)
    assert not unknown, f"{name} has no column {sorted(unknown)}"
    blank = {column: "" if column in declaration.keys else None for column in declaration.names}
    frame = pd.DataFrame(
        [{**blank, **row, "trace": f"plan/{name}#*"} for row in rows], columns=list(declaration.names)
    )
    return frame.astype({column: "object" for column in declaration.names})


YEARS = ("2022", "2023", "2024")
MONEY = {
    "domestic": (900_000.5, 1_000_000, 1_150_000),
    "donor": (250_000, 300_000, 12_000),
    "unresolved": (400_000, None, 510_000),
}


def money() -> list[dict[str, Any]]:
    """budget: three years; the unresolved money of 2023 is not known."""
    rows = [
        {"scope": "funding_class", "scope_id": kind, "year": year, "amount": amount}
        for kind, amounts in MONEY.items()
        for year, amount in zip((*YEARS, "all"), (*amounts, 1.0), strict=True)
    ]
    totals = [sum(amounts[place] or 0 for amounts in MONEY.values()) for place in range(3)]
    plan = zip((*YEARS, "all"), (*totals, sum(totals)), strict=True)
    return rows + [
        {"scope": "plan", "scope_id": "plan", "year": year, "amount": amount} for year, amount in plan
    ]


STATES = ("completed", "partly_completed", "ongoing", "delayed", "not_started", "cancelled", "not_reported")
COUNTS = {
    "enabling_framework": (2, 1, 3, 1, 0, 1, 12),
    "prevention": (0, 0, 0, 0, 0, 0, 31),
    "protection": (9, 4, 5, 3, 2, 1, 1),
    "prosecution": (1, 2, 3, 4, 5, 6, 7),
    "partnership": (5, 0, 0, 0, 0, 0, 0),
}


def delivery() -> list[dict[str, Any]]:
    """delivery: five strategic areas and the plan, every state."""
    rows = [
        {
            "scope": "pillar",
            "scope_id": pillar,
            "activities": sum(counts),
            **dict(zip(STATES, counts, strict=True)),
        }
        for pillar, counts in COUNTS.items()
    ]
    return [*rows, {"scope": "plan", "scope_id": "plan", "activities": 108, "completed": 17}]


STEPS = {
    "indicators": {
        "all": 20,
        "baseline_value": 0,
        "interim_value": 0,
        "final_value": 0,
        "means_of_verification": 20,
        "observed": 3,
    },
    "activities": {
        "all": 101,
        "deadline": 101,
        "amount": 88,
        "institution": 100,
        "lead_stated": 17,
        "funding_source": 84,
        "measurable_output": 79,
        "reported": 0,
    },
}


def evaluability() -> list[dict[str, Any]]:
    """evaluability: two funnels of the plan, one of an objective that must not be drawn."""
    rows = [
        {
            "scope": "plan",
            "scope_id": "plan",
            "funnel": funnel,
            "step": step,
            "count": count,
            "of": steps["all"],
            "share": count / steps["all"],
        }
        for funnel, steps in STEPS.items()
        for step, count in steps.items()
    ]
    return [
        *rows,
        {
            "scope": "strategic",
            "scope_id": "I",
            "funnel": "indicators",
            "step": "all",
            "count": 4,
            "of": 4,
            "share": 1.0,
        },
    ]


def value(period: str, low: float | None, high: float | None = None, **cells: Any) -> dict[str, Any]:
    """A row of series about indicator C.x, in persons from an open source unless cells say otherwise."""
    row = {
        "indicator_id": "C.x",
        "period": period,
        "unit": "persons",
        "low": low,
        "high": low if high is None else high,
        "dispute": "none",
        "part_period": False,
        "after_cutoff": False,
        "sources": "open_source",
    }
    return row | cells


def series() -> list[dict[str, Any]]:
    """series: agreed and disputed years, a gap (2014), a hidden year, a part year, years after the cutoff."""
    return [
        value("2013-01/2013-05", 21, part_period=True),
        value("2013", 54),
        value("2015", 28, 30, dispute="values"),
        value("2016", 36),
        value("2017", 16, 32, dispute="values"),
        value("2018", 6, 15, dispute="values", sources="open_source;closed_source"),
        value("2019", 26),
        value("2020", 17),
        value("2021", 22, 25, dispute="values"),
        value("2022", 19),
        value("2023", 17, dispute="direction"),
        value("2024", 14, dispute="direction", after_cutoff=True),
        value("2025", 0, after_cutoff=True),
        value("2022", 11, dimension="gender", category="male"),
        value("2022", 7, indicator_id="C.y", sources="closed_source"),
    ]


def criteria() -> list[dict[str, Any]]:
    """criteria: with score and mark, with one of them, with neither, with nothing known at all."""
    base = {"level": "4", "strength": "moderate", "basis": "computed"}
    return [
        base
        | {
            "criterion": "relevance",
            "lower": 58.5,
            "upper": 81,
            "score": 66.25,
            "judged": 75,
            "strength": "high",
        },
        base | {"criterion": "coherence", "lower": 40, "upper": 62, "score": 51.5},
        base
        | {
            "criterion": "effectiveness",
            "lower": 0,
            "upper": 100,
            "level": "not_demonstrated",
            "strength": "none",
            "basis": "not_demonstrated",
        },
        base
        | {
            "criterion": "efficiency",
            "lower": 0,
            "upper": 33.3,
            "score": 0,
            "judged": 12.5,
            "level": "1",
            "strength": "very_low",
        },
        base | {"criterion": "impact", "lower": 5, "upper": 100, "judged": 100, "level": "5"},
        base | {"criterion": "sustainability", "level": "not_demonstrated", "strength": "none"},
    ]


def robustness() -> list[dict[str, Any]]:
    """robustness: a firm mark, a fragile one, and criteria without a mark to draw anew."""
    return [
        {"criterion": "relevance", "level_share": 0.97},
        {"criterion": "coherence", "level_share": 0.5},
        {"criterion": "effectiveness"},
    ]


def pillars() -> list[dict[str, Any]]:
    """pillar_coverage: a whole chain, a broken one, and an area without activities."""
    whole = {"activities": 16, "indicators": 8, "results": 4, "goals": 1, "amount": 126814}
    return [
        {"pillar": "prevention"} | whole,
        {"pillar": "protection", "activities": 3, "indicators": 0, "results": 2, "goals": 1},
        {"pillar": "prosecution", "activities": 0},
    ]


def profile() -> list[dict[str, Any]]:
    """profile: the assumptions and risks stated."""
    return [
        {"measure": "assumptions", "value": 4, "unit": "assumptions"},
        {"measure": "risks", "value": 8, "unit": "risks"},
    ]


def scored(indicator: str, progress: float | None, status: str, **cells: Any) -> dict[str, Any]:
    """A row of achievement, from 0 to 40, half of the path planned by now, unless cells say otherwise."""
    row = {
        "indicator_id": indicator,
        "level": "outcome",
        "unit": "count",
        "baseline": 0,
        "target": 40,
        "expected": 20,
        "progress": progress,
        "status": status,
        "pace": None if progress is None else progress / 0.5,
        "method": "baseline_to_target",
    }
    return row | cells


TITLES = {
    "I.1": "Share of municipalities with a standing coordination mechanism that met at least twice a year",
    "I.2": "Number of inspections",
    "II.1": "Cost in $ per $ of support",
    "II.2": "Guidelines adopted",
    "III.1": "Victims who received long-term support",
    "III.2": "Persons sheltered",
    "IV.1": "Convictions",
    "IV.2": "Not reported so far",
}


def achievement() -> list[dict[str, Any]]:
    """achievement: every status with progress, beyond both edges, a hidden row, rows without progress."""
    return [
        scored("I.1", 0.625, "on_track"),
        scored("I.2", 1.0, "achieved"),
        scored("II.1", 2.75, "exceeded"),
        scored("II.2", 0.0, "behind"),
        scored("III.1", 0.25, "behind", category="children", dimension="age"),
        scored("III.2", 0.4, "behind", unit="persons", actual=4),
        scored("IV.1", -0.8, "regressed"),
        scored("IV.2", None, "not_reported"),
    ]


def rollup() -> list[dict[str, Any]]:
    """rollup: the plan's outcome indicators."""
    return [
        {
            "scope": "plan",
            "scope_id": "plan",
            "level": "outcome",
            "indicators": 20,
            "not_reported": 9,
            "not_measurable": 3,
            "not_due": 1,
        }
    ]


def everything() -> Released:
    """All tables that figures are drawn from."""
    return released_from(
        {
            "budget": money(),
            "delivery": delivery(),
            "evaluability": evaluability(),
            "series": series(),
            "criteria": criteria(),
            "robustness": robustness(),
            "pillar_coverage": pillars(),
            "profile": profile(),
            "achievement": achievement(),
            "rollup": rollup(),
        }
    )

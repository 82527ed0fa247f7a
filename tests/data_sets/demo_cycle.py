"""The synthetic cycle demo-2022-2024 and its truth, read and computed once for all tests."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pandas as pd

from napeval import measures
from napeval.criteria.evidence import evidence_frame, gather
from napeval.criteria.scales import load_scale
from napeval.cycle.reading import Reading, examine_cycle
from napeval.release import release
from napeval.reports.compute import compute
from napeval.reports.inputs import Inputs, read_inputs

ROOT = Path(__file__).resolve().parents[2]
NAME = "demo-2022-2024"
FOLDER = ROOT / "data" / NAME
TRUTH = ROOT / "tests" / "data" / "demo-truth"
JUDGED = {
    "mid-term": (date(2023, 6, 30), date(2023, 9, 30)),
    "ex-post": (date(2025, 6, 30), date(2025, 9, 30)),
}
"""Day whose state is judged, and day whose knowledge is used, by evaluation."""


@cache
def reading() -> Reading:
    """The cycle with all its faults."""
    return examine_cycle(FOLDER)


@cache
def inputs(evaluation: str) -> Inputs:
    """Everything that one evaluation reads."""
    return read_inputs(FOLDER, evaluation)


@cache
def result(table: str, evaluation: str) -> pd.DataFrame:
    """One results table of an evaluation, before release."""
    cutoff, as_of = JUDGED[evaluation]
    cycle = inputs(evaluation).cycle
    known = {"cutoff": cutoff, "as_of": as_of}
    made: Mapping[str, Callable[[], pd.DataFrame]] = {
        "achievement": lambda: measures.achievement(cycle, **known),
        "activities": lambda: measures.activities(cycle, **known),
        "delivery": lambda: measures.delivery(cycle, result("activities", evaluation)),
        "expenditure": lambda: measures.expenditure(cycle, **known),
        "series": lambda: measures.series(cycle, **known)[0],
        "lasting": lambda: measures.lasting(cycle, result("achievement", evaluation), **known),
        "evidence": lambda: _answers(inputs(evaluation)),
    }
    return made[table]() if table in made else _everything(evaluation)[table]


@cache
def released(table: str, evaluation: str) -> pd.DataFrame:
    """One results table as the public sees it: what is hidden in the series is hidden in it as well."""
    read = inputs(evaluation)
    tables = {name: result(name, evaluation) for name in ("series", table)}
    sources = read.cycle.table("monitoring/sources")
    return release(tables, read.policy, sources, audience="public")[table].frame


@cache
def _everything(evaluation: str) -> Mapping[str, pd.DataFrame]:
    """Every results table of an evaluation, before release; themes as the public sees them."""
    cutoff, as_of = JUDGED[evaluation]
    found = compute(inputs(evaluation), cutoff=cutoff, as_of=as_of)
    shown, withheld = measures.themes(inputs(evaluation).evaluation, audience="public")
    return {**found, "themes": shown, "themes_withheld": withheld}


def _answers(read: Inputs) -> pd.DataFrame:
    """What the survey and the evaluators' marks come to, without the computed items."""
    questions = [
        replace(one, evidence=tuple(item for item in one.evidence if item.kind in ("survey", "rating")))
        for one in read.matrix.questions
    ]
    scale = load_scale(read.evaluation.settings["scale"])
    return evidence_frame(gather(read.evaluation, {}, read.matrix, scale, questions, read.cycle))


@cache
def truth(name: str, evaluation: str = "") -> tuple[dict[str, str], ...]:
    """The rows of one table of the truth, of one evaluation where it is named."""
    with (TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(row for row in rows if evaluation in ("", row.get("evaluation")))


def number(cell: str) -> float | None:
    """A cell of the truth, which may be a ratio of whole numbers, as the nearest float."""
    return float(Fraction(cell)) if cell else None


def known(cell: object) -> float | None:
    """A cell of a results table, missing as None."""
    return None if pd.isna(cell) else float(cell)

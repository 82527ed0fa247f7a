"""The truth: what an evaluation should find, as small tables beside the tests."""

from __future__ import annotations

from collections.abc import Sequence

from demo.evaluations import ratings_truth, survey_truth
from demo.halves import JUDGED
from demo.lasting import lasting_truth
from demo.levels import levels_truth
from demo.model import Model
from demo.outputs import milestone_verdict
from demo.payments import money_truth
from demo.plan import Table
from demo.reports import Report, told_of, true_status
from demo.tables import csv_text, design
from demo.verdicts import Verdict, verdict

FOLDER = "tests/data/demo-truth"


def truth_files(model: Model) -> dict[str, str]:
    """The truth as files by path."""
    objectives = {str(row["activity_id"]): str(row["objective_id"]) for row in model.activities}
    tables: dict[str, Table] = {
        "indicators": _indicators(model),
        "activities": _activities(model),
        "spending": money_truth(model.payments, objectives),
        "disputes": [dict(row) for row in design("disputes")],
        "survey": [
            row for name, found in model.evaluations.items() for row in survey_truth(name, found["survey"])
        ],
        "ratings": [
            row for name, found in model.evaluations.items() for row in ratings_truth(name, found["ratings"])
        ],
        "levels": [
            row for name, found in model.evaluations.items() for row in levels_truth(name, found["ratings"])
        ],
        "planted": [dict(row) for row in design("planted")],
        "lasting": lasting_truth(model.stories),
    }
    return {f"{FOLDER}/{name}.csv": csv_text(rows[0], rows) for name, rows in tables.items()}


def _indicators(model: Model) -> Table:
    """Every indicator that is judged, as a whole and in its categories, at both evaluations."""
    found: Table = []
    by_activity = _by_activity(model.reports)
    for evaluation, (cutoff, _) in JUDGED.items():
        for story in model.stories:
            place = (story.indicator, story.dimension, story.category)
            found.append(_row(evaluation, *place, verdict(story, evaluation)))
        now = cutoff.isoformat()[:7]
        ends = {str(row["activity_id"]): str(row["end"]) for row in model.activities}
        for row in model.indicators:
            if row.get("output_class") == "milestone":
                course = model.courses[str(row["activity_id"])]
                told = told_of(course, by_activity.get(course.activity, ()), evaluation)
                judged = milestone_verdict(course, told, now, ends[course.activity])
                found.append(_row(evaluation, str(row["indicator_id"]), "", "", judged))
    return found


def _row(
    evaluation: str, indicator: str, dimension: str, category: str, judged: Verdict
) -> dict[str, object]:
    progress = judged.progress
    return {
        "evaluation": evaluation,
        "indicator_id": indicator,
        "dimension": dimension,
        "category": category,
        "state": judged.state,
        "status": judged.status,
        "low": judged.low,
        "high": judged.high,
        "target": judged.target,
        "progress": "" if progress is None else f"{progress.numerator}/{progress.denominator}",
        "reason": judged.reason,
    }


def _by_activity(reports: Sequence[Report]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.activity, []).append(report)
    return found


def _activities(model: Model) -> Table:
    """Every activity at both evaluations: what was told of it, and what was so."""
    by_activity = _by_activity(model.reports)
    found: Table = []
    for evaluation in JUDGED:
        for course in model.courses.values():
            told = told_of(course, by_activity.get(course.activity, ()), evaluation)
            found.append(
                {
                    "evaluation": evaluation,
                    "activity_id": course.activity,
                    "told": told.status,
                    "told_most": told.most,
                    "true": true_status(course, evaluation),
                }
            )
    return found

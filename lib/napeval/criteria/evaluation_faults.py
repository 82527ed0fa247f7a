"""What an evaluation's settings and answers name or mark that matrix and scale do not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from napeval.criteria.exact import exact
from napeval.criteria.questions import Matrix
from napeval.criteria.scales import banded_scales, load_scale
from napeval.cycle.cycle import Evaluation
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.settings import word_faults

_ANSWERS = ("ratings", "survey", "evidence")


def evaluation_faults(evaluation: Evaluation, matrix: Matrix) -> list[Fault]:
    """Every name and mark that would stop the assessment.

    A scale that is unknown or has no levels for scores, criteria and questions that the matrix does not
    have, weights that are not above zero, and marks outside the scale.
    """
    file = f"evaluations/{evaluation.name}/evaluation.yml"
    words = {"scale": banded_scales(), "criteria": matrix.criteria}
    questions = [question.id for question in matrix.questions]
    faults = word_faults(evaluation.settings, file, words)
    faults += _weight_faults(evaluation.settings.get("weights"), file, questions)
    for name in _ANSWERS:
        answers = evaluation.table(f"evaluations/{name}")
        faults += _question_faults(answers, f"evaluations/{evaluation.name}/{name}.csv", questions)
    return [*faults, *_mark_faults(evaluation)]


def _weight_faults(weights: object, file: str, questions: Sequence[str]) -> Iterator[Fault]:
    for name, weight in weights.items() if isinstance(weights, dict) else ():
        if name not in questions:
            arguments = {"allowed": ", ".join(questions), "nearest": nearest(str(name), questions)}
            yield Fault("word_not_allowed", file, None, "weights", str(name), arguments)
        elif isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < float("inf"):
            yield Fault("not_a_weight", file, None, f"weights.{name}", str(weight))


def _question_faults(answers: pd.DataFrame, file: str, questions: Sequence[str]) -> Iterator[Fault]:
    for row, name in answers["question_id"].dropna().items():
        if name not in questions:
            arguments = {"nearest": nearest(name, questions)}
            yield Fault("question_unknown", file, int(str(row)), "question_id", name, arguments)


def _mark_faults(evaluation: Evaluation) -> Iterator[Fault]:
    if evaluation.settings.get("scale") not in banded_scales():
        return
    low, high = sorted(load_scale(evaluation.settings["scale"]).marks)
    span = {"low": f"{float(low):g}", "high": f"{float(high):g}"}
    for row, mark in evaluation.table("evaluations/ratings")["score"].dropna().items():
        if not low <= exact(float(mark)) <= high:
            file = f"evaluations/{evaluation.name}/ratings.csv"
            yield Fault("out_of_range", file, int(str(row)), "score", f"{mark:g}", span)

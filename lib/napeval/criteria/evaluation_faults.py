"""What an evaluation's settings and answers name or mark that matrix and scale do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pandas as pd

from napeval.criteria.contribution import contribution_faults
from napeval.criteria.exact import exact
from napeval.criteria.questions import Matrix
from napeval.criteria.scales import load_scale, rating_scales
from napeval.cycle.cycle import Evaluation
from napeval.cycle.faults import Fault, nearest
from napeval.cycle.schemas import schemas
from napeval.cycle.settings import Shape, is_blank, shape_faults, word_faults

_ANSWERS = ("ratings", "survey", "evidence")
_SURVEY: Shape = {"invited": (dict, False), "sent": (date, False), "closed": (date, False)}
_FOLDER_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_FOLDER_NAME_SHOWN = "A-Z, a-z, 0-9, -, _, ."


def evaluation_faults(evaluation: Evaluation, matrix: Matrix) -> list[Fault]:
    """Every name and mark that would stop the assessment.

    A scale that is unknown or has no levels for scores, criteria and questions that the matrix does not
    have, weights that are not above zero, what was set wrongly of the survey, the seed and the earlier
    evaluation (whether that exists is asked elsewhere), and marks outside the scale.
    """
    file = f"evaluations/{evaluation.name}/evaluation.yml"
    words = {"scale": rating_scales(), "criteria": matrix.criteria}
    questions = [question.id for question in matrix.questions]
    faults = word_faults(evaluation.settings, file, words)
    for key, names in (("weights", questions), ("overall_weights", matrix.criteria)):
        faults += _weight_faults(evaluation.settings.get(key), file, key, names)
    faults += _survey_faults(evaluation.settings.get("survey"), file)
    faults += _below_zero(evaluation.settings.get("seed"), file, "seed")
    faults += _previous_faults(evaluation.settings.get("previous_evaluation"), evaluation, file)
    faults += contribution_faults(evaluation, matrix)
    for name in _ANSWERS:
        answers = evaluation.table(f"evaluations/{name}")
        faults += _question_faults(answers, f"evaluations/{evaluation.name}/{name}.csv", questions)
    return [*faults, *_mark_faults(evaluation)]


def _weight_faults(weights: object, file: str, key: str, known: Sequence[str]) -> Iterator[Fault]:
    for name, weight in weights.items() if isinstance(weights, dict) else ():
        if name not in known:
            arguments = {"allowed": ", ".join(known), "nearest": nearest(str(name), known)}
            yield Fault("word_not_allowed", file, None, key, str(name), arguments)
        elif isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < float("inf"):
            yield Fault("not_a_weight", file, None, f"{key}.{name}", str(weight))


def _survey_faults(survey: object, file: str) -> Iterator[Fault]:
    """Who was invited to the survey, by kind of institution, and when it was open."""
    if not isinstance(survey, dict):
        return
    yield from shape_faults(survey, file, _SURVEY, within="survey.")
    kinds = schemas()["plan/institutions"].column("kind").enum
    invited = survey.get("invited")
    for kind, count in invited.items() if isinstance(invited, dict) else ():
        if kind not in kinds:
            arguments = {"allowed": ", ".join(kinds), "nearest": nearest(str(kind), kinds)}
            yield Fault("word_not_allowed", file, None, "survey.invited", str(kind), arguments)
        elif isinstance(count, bool) or not isinstance(count, int):
            yield Fault("not_a_whole_number_setting", file, None, f"survey.invited.{kind}", str(count))
        else:
            yield from _below_zero(count, file, f"survey.invited.{kind}")
    days = {key: day for key in ("sent", "closed") if isinstance(day := survey.get(key), date)}
    timed = {key: day for key, day in days.items() if isinstance(day, datetime)}
    for key, day in timed.items():
        yield Fault("not_a_date_setting", file, None, f"survey.{key}", str(day))
    if len(days) == 2 and not timed and days["closed"] < days["sent"]:
        allowed = {"allowed": f"≥ {days['sent']}"}
        yield Fault("setting_form", file, None, "survey.closed", str(days["closed"]), allowed)


def _previous_faults(previous: object, evaluation: Evaluation, file: str) -> Iterator[Fault]:
    """The earlier evaluation: the name of another folder, which cannot lead out of the cycle."""
    if not isinstance(previous, str) or is_blank(previous):
        return
    allowed = _FOLDER_NAME_SHOWN
    if previous == evaluation.name:
        allowed = f"≠ {evaluation.name}"
    elif _FOLDER_NAME.fullmatch(previous):
        return
    yield Fault("setting_form", file, None, "previous_evaluation", previous, {"allowed": allowed})


def _below_zero(number: object, file: str, key: str) -> Iterator[Fault]:
    if isinstance(number, int) and number < 0:
        yield Fault("setting_form", file, None, key, str(number), {"allowed": "≥ 0"})


def _question_faults(answers: pd.DataFrame, file: str, questions: Sequence[str]) -> Iterator[Fault]:
    for row, name in answers["question_id"].dropna().items():
        if name not in questions:
            arguments = {"nearest": nearest(name, questions)}
            yield Fault("question_unknown", file, int(str(row)), "question_id", name, arguments)


def _mark_faults(evaluation: Evaluation) -> Iterator[Fault]:
    if evaluation.settings.get("scale") not in rating_scales():
        return
    low, high = sorted(load_scale(evaluation.settings["scale"]).marks)
    span = {"low": f"{float(low):g}", "high": f"{float(high):g}"}
    for row, mark in evaluation.table("evaluations/ratings")["score"].dropna().items():
        if not low <= exact(float(mark)) <= high:
            file = f"evaluations/{evaluation.name}/ratings.csv"
            yield Fault("out_of_range", file, int(str(row)), "score", f"{mark:g}", span)

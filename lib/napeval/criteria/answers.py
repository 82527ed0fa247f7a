"""What people said: marks of evaluators and respondents, and the evidence that evaluators collected."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.computed import Reading, unknown
from napeval.criteria.exact import exact
from napeval.criteria.questions import Question
from napeval.criteria.scales import Scale, ScaleError
from napeval.cycle.cycle import Evaluation
from napeval.cycle.trace import trace_of
from napeval.measures.survey.answered import HIGHEST, LOWEST
from napeval.measures.survey.consent import may_be_used

CONSENSUS = "consensus"
"""The evaluator under whose name the evaluators write what they agreed on; no rater of its own."""
SURVEY = "survey"
"""The respondents of a survey together, as one source."""


def read_ratings(question: Question, evaluation: Evaluation, scale: Scale) -> Reading:
    """The evaluators' mean in points, with the mark of each, and what they agreed on.

    A mark without a justification is not counted, the agreed one neither; the agreed mark is no part of the
    mean. Raises EvidenceError for marks outside the scale.
    """
    rows = evaluation.table("evaluations/ratings")
    rows = rows[(rows["question_id"] == question.id) & rows["score"].notna()]
    justified = rows[rows["justification"].fillna("").str.strip() != ""]
    reasons = ("without_justification",) if len(justified) < len(rows) else ()
    given = [
        (str(row["evaluator"]), _points_of_rating(row, question, scale))
        for row in justified.to_dict("records")
    ]
    marks = tuple((name, points) for name, points in given if name != CONSENSUS)
    consensus = next((points for name, points in given if name == CONSENSUS), None)
    trace = trace_of("evaluations/ratings", justified, ["question_id", "evaluator"])
    if not marks:
        reasons = reasons or ("not_rated" if consensus is None else "only_consensus",)
        return Reading(None, None, None, 0, reasons, trace, consensus=consensus)
    points = [mark for _, mark in marks]
    mean = sum(points, Fraction(0)) / len(points)
    return Reading(
        mean, min(points), max(points), len(points), reasons, trace, marks=marks, consensus=consensus
    )


def _points_of_rating(row: Mapping[str, object], question: Question, scale: Scale) -> Fraction:
    try:
        return scale.points_of_mark(exact(float(row["score"])))  # type: ignore[arg-type]
    except ScaleError as fault:
        raise EvidenceError(
            f"evaluations/ratings, question {question.id}, evaluator {row['evaluator']}: {fault}"
        ) from fault


def read_survey(question: Question, evaluation: Evaluation, minimum: int) -> Reading:
    """The mean over respondents of each one's mean answer, so that every respondent has the same voice.

    minimum: with fewer respondents nothing is said, the marks of single ones neither. All respondents are one
    source. Raises EvidenceError for answers outside the marks of the questionnaire.
    """
    rows = evaluation.table("evaluations/survey")
    rows = rows[(rows["question_id"] == question.id) & rows["answer"].notna()]
    outside = rows[(rows["answer"] < LOWEST) | (rows["answer"] > HIGHEST)]
    if not outside.empty:
        first = outside.iloc[0]
        raise EvidenceError(
            f"evaluations/survey, respondent {first['respondent']}, item {first['item_id']}: "
            f"found the answer {first['answer']:g}; allowed: from {LOWEST} to {HIGHEST}"
        )
    marks = tuple(
        (str(respondent), _points_of_answers(answers))
        for respondent, answers in rows.groupby("respondent")["answer"]
    )
    trace = trace_of("evaluations/survey", rows, ["respondent", "question_id", "item_id"])
    if len(marks) < minimum:
        return unknown("too_few_respondents" if marks else "no_answers", len(marks), trace)
    value = sum((points for _, points in marks), Fraction(0)) / len(marks)
    return Reading(value, value, value, len(marks), (), trace, sources=frozenset({SURVEY}), marks=marks)


def _points_of_answers(answers: pd.Series) -> Fraction:
    mean = sum((exact(float(answer)) for answer in answers), Fraction(0)) / len(answers)
    return (mean - LOWEST) / (HIGHEST - LOWEST) * 100


def read_collected(question: Question, evaluation: Evaluation) -> Reading:
    """How many pieces of collected evidence there are. What people said counts only with their consent.

    Sources: the institutions that people spoke for, where it is not named the persons; each document and
    observation without either stands for itself.
    """
    rows = evaluation.table("evaluations/evidence")
    rows = rows[rows["question_id"] == question.id]
    usable = rows[may_be_used(rows)]
    reasons = ("without_consent",) if len(usable) < len(rows) else ()
    if usable.empty:
        return Reading(None, None, None, 0, reasons or ("none_collected",))
    trace = trace_of("evaluations/evidence", usable, ["evidence_id"])
    sources = frozenset(_speaker(row) for row in usable.to_dict("records"))
    return Reading(None, None, None, len(usable), reasons, trace, sources=sources)


def _speaker(row: Mapping[str, object]) -> str:
    """Who speaks in a piece of evidence. Two people of one institution do not speak independently."""
    if row["kind"] != "document":
        for column in ("institution", "pseudonym"):
            name = row.get(column)
            if isinstance(name, str) and name.strip():
                return f"{column}:{name}"
    return f"evidence:{row['evidence_id']}"

"""Gathering the evidence: computed figures, ratings, survey answers, collected evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.computed import Cells, Reading, read_computed, unknown
from napeval.criteria.exact import exact, number
from napeval.criteria.naming import hint
from napeval.criteria.questions import EvidenceItem, Matrix, Question
from napeval.criteria.scales import Scale, ScaleError
from napeval.cycle.cycle import Evaluation
from napeval.cycle.trace import trace_of

_NEEDS_CONSENT = ("interview", "focus_group", "case")
_LOWEST_MARK, _HIGHEST_MARK = 1, 5  # of the questionnaire


@dataclass(frozen=True)
class Gathered:
    """An item of the matrix with what was found for it."""

    item: EvidenceItem
    question: Question
    reading: Reading

    @property
    def available(self) -> bool:
        """Whether anything is known: a value in points, or at least one piece of collected evidence."""
        return self.reading.value is not None or (self.item.kind == "interview_theme" and self.reading.n > 0)


def gather(
    evaluation: Evaluation,
    results: Mapping[str, pd.DataFrame],
    matrix: Matrix,
    scale: Scale,
    questions: Sequence[Question],
) -> tuple[Gathered, ...]:
    """Every item of these questions with its reading.

    results: results tables by name, with the key columns that the matrix states.
    Raises EvidenceError for names that are not there, marks outside their scale and answers to unknown
    questions.
    """
    for table in ("ratings", "survey", "evidence"):
        _check_questions(evaluation, f"evaluations/{table}", matrix)
    cells = Cells(results, matrix)
    found: list[Gathered] = []
    for question in questions:
        for item in question.evidence:
            if item.kind == "computed":
                reading = read_computed(item, cells)
            elif item.kind == "survey":
                reading = _survey(question, evaluation, matrix.rules.minimum_respondents)
            elif item.kind == "rating":
                reading = _ratings(question, evaluation, scale)
            else:
                reading = _collected(question, evaluation)
            found.append(Gathered(item, question, reading))
    return tuple(found)


def evidence_frame(gathered: Sequence[Gathered]) -> pd.DataFrame:
    """The results table `evidence`: one row per item of the questions asked.

    value, lower, upper in points of 0 to 100. For ratings value is the evaluators' mean, lower and upper
    the lowest
    and the highest of them. weight is missing where the item is no part of the computed score. n: rows read,
    respondents, raters, or pieces of collected evidence. reason: codes joined by semicolons.
    """
    rows = [
        {
            "item_id": one.item.id,
            "question_id": one.question.id,
            "criterion": one.question.criterion,
            "kind": one.item.kind,
            "address": "" if one.item.address is None else str(one.item.address),
            "value": number(one.reading.value),
            "lower": number(one.reading.lower),
            "upper": number(one.reading.upper),
            "weight": number(one.item.weight if one.item.scored else None),
            "available": one.available,
            "n": one.reading.n,
            "reason": ";".join(one.reading.reasons),
            "trace": one.reading.trace,
        }
        for one in gathered
    ]
    columns = (
        "item_id", "question_id", "criterion", "kind", "address", "value", "lower", "upper", "weight",
        "available", "n", "reason", "trace",
    )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(
        {
            "value": "float64",
            "lower": "float64",
            "upper": "float64",
            "weight": "float64",
            "available": "boolean",
            "n": "Int64",
        }
    )


def _check_questions(evaluation: Evaluation, table: str, matrix: Matrix) -> None:
    known = [question.id for question in matrix.questions]
    for name in evaluation.table(table)["question_id"].dropna().drop_duplicates():
        if name not in known:
            raise EvidenceError(f"{table}: the matrix has no question '{name}'; {hint(name, known)}")


def _ratings(question: Question, evaluation: Evaluation, scale: Scale) -> Reading:
    """The evaluators' mean in points. A mark without a justification is not counted."""
    rows = evaluation.table("evaluations/ratings")
    rows = rows[rows["question_id"] == question.id]
    rows = rows[rows["score"].notna()]
    justified = rows[rows["justification"].fillna("").str.strip() != ""]
    reasons = ("without_justification",) if len(justified) < len(rows) else ()
    if justified.empty:
        return Reading(None, None, None, 0, reasons or ("not_rated",))
    points = [_points_of_rating(row, question, scale) for row in justified.to_dict("records")]
    mean = sum(points, Fraction(0)) / len(points)
    trace = trace_of("evaluations/ratings", justified, ["question_id", "evaluator"])
    return Reading(mean, min(points), max(points), len(points), reasons, trace)


def _points_of_rating(row: Mapping[str, object], question: Question, scale: Scale) -> Fraction:
    try:
        return scale.points_of_mark(exact(float(row["score"])))  # type: ignore[arg-type]
    except ScaleError as fault:
        raise EvidenceError(
            f"evaluations/ratings, question {question.id}, evaluator {row['evaluator']}: {fault}"
        ) from fault


def _survey(question: Question, evaluation: Evaluation, minimum: int) -> Reading:
    """The mean over respondents of each one's mean answer, so that every respondent has the same voice."""
    rows = evaluation.table("evaluations/survey")
    rows = rows[(rows["question_id"] == question.id) & rows["answer"].notna()]
    outside = rows[(rows["answer"] < _LOWEST_MARK) | (rows["answer"] > _HIGHEST_MARK)]
    if not outside.empty:
        first = outside.iloc[0]
        raise EvidenceError(
            f"evaluations/survey, respondent {first['respondent']}, item {first['item_id']}: "
            f"found the answer {first['answer']:g}; allowed: from {_LOWEST_MARK} to {_HIGHEST_MARK}"
        )
    marks = [
        sum((exact(float(answer)) for answer in answers), Fraction(0)) / len(answers)
        for _, answers in rows.groupby("respondent")["answer"]
    ]
    trace = trace_of("evaluations/survey", rows, ["respondent", "question_id", "item_id"])
    if len(marks) < minimum:
        return unknown("too_few_respondents" if marks else "no_answers", len(marks), trace)
    mean = sum(marks, Fraction(0)) / len(marks)
    value = (mean - _LOWEST_MARK) / (_HIGHEST_MARK - _LOWEST_MARK) * 100
    return Reading(value, value, value, len(marks), (), trace)


def _collected(question: Question, evaluation: Evaluation) -> Reading:
    """How many pieces of collected evidence there are. What people said counts only with their consent."""
    rows = evaluation.table("evaluations/evidence")
    rows = rows[rows["question_id"] == question.id]
    consent = rows["consent"].fillna("")
    usable = rows[(consent == "yes") | (~rows["kind"].isin(_NEEDS_CONSENT) & (consent != "no"))]
    reasons = ("without_consent",) if len(usable) < len(rows) else ()
    if usable.empty:
        return Reading(None, None, None, 0, reasons or ("none_collected",))
    return Reading(
        None, None, None, len(usable), reasons, trace_of("evaluations/evidence", usable, ["evidence_id"])
    )

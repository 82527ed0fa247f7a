"""Which criteria and questions an evaluation asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.exact import exact
from napeval.criteria.naming import hint
from napeval.criteria.questions import Matrix, Question
from napeval.cycle.cycle import Evaluation
from napeval.cycle.settings import EVALUATION_WORDS, MONITORING_KINDS

EVALUATION_KINDS = tuple(kind for kind in EVALUATION_WORDS["kind"] if kind not in MONITORING_KINDS)


def criteria_asked(evaluation: Evaluation, matrix: Matrix) -> tuple[str, ...]:
    """The criteria that the settings choose, in the order of the matrix; all of them where none is chosen.

    A monitoring report asks none.
    """
    if evaluation.settings.get("kind") in MONITORING_KINDS:
        return ()
    chosen = evaluation.settings.get("criteria")
    if not chosen:
        return matrix.criteria
    for name in chosen:
        if name not in matrix.criteria:
            raise EvidenceError(
                f"evaluation {evaluation.name}: no criterion '{name}'; {hint(name, matrix.criteria)}"
            )
    return tuple(name for name in matrix.criteria if name in chosen)


def questions_asked(evaluation: Evaluation, matrix: Matrix, criteria: Sequence[str]) -> tuple[Question, ...]:
    """The questions of these criteria, with the weights of the settings where these give any.

    An ex-post evaluation asks every question, a mid-term one and a review those marked for mid-term.
    """
    kind = str(evaluation.settings.get("kind", ""))
    if kind in MONITORING_KINDS:
        return ()
    if kind not in EVALUATION_KINDS:
        raise EvidenceError(f"evaluation {evaluation.name}: no kind '{kind}'; {hint(kind, EVALUATION_KINDS)}")
    weights = evaluation.settings.get("weights") or {}
    names = [question.id for question in matrix.questions]
    for name, weight in weights.items():
        if name not in names:
            raise EvidenceError(
                f"evaluation {evaluation.name}, weights: no question '{name}'; {hint(name, names)}"
            )
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < float("inf"):
            raise EvidenceError(
                f"evaluation {evaluation.name}, weights: question {name}: found '{weight}'; "
                f"expected a number above 0"
            )
    return tuple(
        replace(question, weight=exact(weights[question.id])) if question.id in weights else question
        for question in matrix.questions
        if question.criterion in criteria and (question.mid_term or kind == "ex_post")
    )

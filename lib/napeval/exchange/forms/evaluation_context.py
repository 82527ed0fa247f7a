"""The evaluation that a form belongs to: its settings, its matrix, and the questions it asks."""

from __future__ import annotations

from dataclasses import dataclass

from napeval.criteria.asked import criteria_asked, questions_asked
from napeval.criteria.evaluation_faults import evaluation_faults
from napeval.criteria.questions import Matrix, Question
from napeval.cycle.cycle import Cycle, Evaluation
from napeval.cycle.faults import Fault, errors_of, nearest
from napeval.cycle.reading import examine_evaluation
from napeval.exchange.chosen_matrix import chosen_matrix


@dataclass(frozen=True)
class Context:
    """An evaluation with its matrix. questions: those that it asks, by criteria and time."""

    evaluation: Evaluation
    matrix: Matrix
    questions: tuple[Question, ...]


def context_of(name: str, cycle: Cycle) -> Context | list[Fault]:
    """The evaluation of a name, or what is wrong with it.

    A fault about the name has the column "evaluation", the line of the form that gives it.
    """
    known = evaluations_of(cycle)
    if name not in known:
        arguments = {"allowed": ", ".join(known), "nearest": nearest(name, known)}
        return [Fault("form_evaluation_unknown", "", None, "evaluation", name or None, arguments)]
    reading = examine_evaluation(cycle.folder, name)
    if reading.errors:
        return [_unusable(name, reading.errors)]
    matrix, faults = chosen_matrix(cycle.folder, reading.evaluation)
    if matrix is None:
        return [_unusable(name, faults)]
    faults = errors_of(evaluation_faults(reading.evaluation, matrix))
    if faults:
        return [_unusable(name, faults)]
    asked = questions_asked(reading.evaluation, matrix, criteria_asked(reading.evaluation, matrix))
    return Context(reading.evaluation, matrix, asked)


def evaluations_of(cycle: Cycle) -> list[str]:
    """Names of the evaluations of a cycle."""
    return sorted(path.parent.name for path in cycle.folder.glob("evaluations/*/evaluation.yml"))


def _unusable(name: str, faults: object) -> Fault:
    """One fault for all that is wrong with an evaluation: the check of the cycle says it in full."""
    assert isinstance(faults, list | tuple)
    arguments = {"count": str(len(faults))}
    return Fault("form_evaluation_unusable", "", None, "evaluation", name, arguments)

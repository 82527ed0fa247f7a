"""Which question of the evaluation matrix each item of the questionnaire is evidence for."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.criteria.questions import Matrix, Question
from napeval.cycle.reference import instrument_items

INSTRUMENT = "annex7_questionnaire"

_OF_ITEMS: Mapping[str, str] = {
    "p1.1": "COH1",
    "p1.2": "EFF3",
    "p1.3": "EFF3",
    "p1.4": "EFF3",
    "p1.6a": "REL3",
    "p1.6a.c": "REL3",
    "p1.6b": "COH1",
    "p1.6b.c": "COH1",
    "p1.6c": "EFF4",
    "p1.6c.c": "EFF4",
    "p1.7": "REL3",
    "p1.7why": "REL3",
    "p1.8": "REL4",
    "p1.8a": "REL3",
    "p1.8b": "REL4",
    "p1.8c": "EFF4",
    "p1.8d": "REL4",
    "p2.1": "EFF1",
    "p2.2a": "COH3",
    "p2.2b": "EFF1",
    "p2.2c": "EFF1",
    "p2.3": "EFF1",
    "p2.4": "EFF1",
    "p2.5a": "EFF4",
    "p2.5b": "EFF4",
    "p2.6": "EFF1",
    "p2.6a": "EFF1",
    "p2.6b": "EFF1",
    "p2.6c": "EFF3",
    "p2.6d": "IMP1",
    "p2.7": "REL4",
    "p2.8.took": "EFF1",
    "p2.8.done": "EFF1",
    "p2.8.grade": "EFF1",
    "p2.8.remark": "EFF1",
}
"""By item, in the shipped matrix of six criteria. Marks (p1.4 and p2.8.grade) stand where that matrix takes
marks of the questionnaire as a check: how far the outcomes were reached, and how much was done."""

_WITHOUT_COHERENCE: Mapping[str, str] = {"COH1": "EFC5", "COH3": "EFF1"}
"""The question in whose place another stands in the matrix of the guide's five criteria: roles stand under
efficiency there, and what was done besides the plan beside what was done of it."""

_CRITERION = "effectiveness"
"""What the guide asks with items that name no criterion of their own."""


def question_of(item: str, matrix: Matrix) -> str:
    """The question that an item is evidence for. item: without the name of the instrument ("p1.6b").

    In a matrix of another make: the first question on the item's criterion that takes marks of a survey,
    else the first on that criterion, else the first of all.
    """
    known = {question.id for question in matrix.questions}
    stated = _OF_ITEMS.get(item, "")
    for name in (stated, _WITHOUT_COHERENCE.get(stated, "")):
        if name in known:
            return name
    criteria = {one["item_id"]: one["criterion"] for one in instrument_items(INSTRUMENT)}
    criterion = criteria.get(f"{INSTRUMENT}.{item}") or _CRITERION
    on_it = [question for question in matrix.questions if question.criterion == criterion]
    return next((one.id for one in on_it if takes_marks(one)), (on_it or list(matrix.questions))[0].id)


def takes_marks(question: Question) -> bool:
    """Whether marks of a survey enter the score of a question."""
    return any(item.kind == "survey" for item in question.evidence)


def open_questions(questions: tuple[Question, ...], matrix: Matrix) -> tuple[Question, ...]:
    """Of these questions, those that take marks and get none from the items of the questionnaire."""
    covered = {question_of(item, matrix) for item in ("p1.4", "p2.8.grade")}
    return tuple(one for one in questions if takes_marks(one) and one.id not in covered)

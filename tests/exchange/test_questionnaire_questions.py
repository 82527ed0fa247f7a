"""Every question that takes marks of a survey gets them from the questionnaire, once."""

import pytest

from napeval.criteria.matrix import default_matrix, shipped_matrices, shipped_matrix
from napeval.cycle.reference import instrument_items
from napeval.exchange.forms.questionnaire_questions import INSTRUMENT, open_questions, question_of

MARKED_BY_ITEMS = {"EFF3", "EFF1"}
GUIDE = shipped_matrix("anti_trafficking_guide")
ITEMS = [
    item["item_id"].removeprefix(f"{INSTRUMENT}.")
    for item in instrument_items(INSTRUMENT)
    if item["kind"] == "question"
]


@pytest.mark.parametrize("name", shipped_matrices())
def test_what_the_items_do_not_mark_is_asked_for_apart(name):
    matrix = shipped_matrix(name)
    asked = [question.id for question in open_questions(matrix.questions, matrix)]
    assert asked == [question.id for question in matrix.questions if question.id not in MARKED_BY_ITEMS]


def test_the_fourth_questions_are_asked_for_apart():
    matrix = default_matrix()
    asked = {question.id for question in open_questions(matrix.questions, matrix)}
    assert {"COH4", "EFC4", "IMP4", "SUS4"} <= asked


def test_only_questions_that_the_evaluation_asks():
    matrix = default_matrix()
    early = tuple(question for question in matrix.questions if question.mid_term)
    asked = {question.id for question in open_questions(early, matrix)}
    assert {"COH4", "EFC4", "SUS4"} <= asked and "IMP4" not in asked


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_evidence_for_a_question_of_the_guide(item):
    """Of the six criteria only coherence is not there; its questions on roles and deeds have other names."""
    names = {"COH1": "EFC5", "COH3": "EFF1"}
    home = question_of(item, default_matrix())
    assert question_of(item, GUIDE) == names.get(home, home)

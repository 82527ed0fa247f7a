"""A cycle's matrix that extends a shipped one says only what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from napeval.criteria.matrix import default_matrix, load_matrix, matrix_in
from napeval.criteria.matrix_faults import MatrixError
from napeval.criteria.questions import CRITERIA, Matrix, Question

HEAD = "name: own\nwritten: 2023-05-01\nextends: anti_trafficking\n"
SHIPPED = default_matrix()
QUESTION = """\
    - id: {name}
      text: {{en: Is it right?, sq: A është e drejtë?, sr: Da li je ispravno?}}
      standard: {{en: It is., sq: Po., sr: Jeste.}}
      rubric:
        1: {{en: Never., sq: Kurrë., sr: Nikad.}}
        2: {{en: Seldom., sq: Rrallë., sr: Retko.}}
        3: {{en: Often., sq: Shpesh., sr: Često.}}
        4: {{en: Mostly., sq: Zakonisht., sr: Uglavnom.}}
        5: {{en: Always., sq: Gjithmonë., sr: Uvek.}}
      weight: 5
      why: {{en: It matters., sq: Ka peshë., sr: Važno je.}}
      cross_cutting: [gender]
      methods: [survey]
      sources: [plan]
      limits: {{en: Small., sq: E vogël., sr: Malo.}}
      mid_term: true
      evidence:
        - {{id: {name}.survey, kind: survey, about: implementation, weight: 1, why: Voices.}}
        - {{id: {name}.rating, kind: rating}}
"""


def question(name: str) -> str:
    return QUESTION.format(name=name)


def ids(matrix: Matrix, criterion: str = "") -> list[str]:
    return [one.id for one in matrix.questions if criterion in ("", one.criterion)]


def one(matrix: Matrix, name: str) -> Question:
    (found,) = (one for one in matrix.questions if one.id == name)
    return found


def faults_of(text: str) -> list[str]:
    with pytest.raises(MatrixError) as error:
        load_matrix(HEAD + text)
    first, *lines = str(error.value).splitlines()
    assert first == "evaluation matrix:"
    return lines


def test_without_any_change_it_is_the_shipped_one():
    found = load_matrix(HEAD)
    assert found == replace(SHIPPED, name="own", written=date(2023, 5, 1))


def test_extending_leaves_the_shipped_one_as_it_is():
    load_matrix(HEAD + "leave_out: [coherence, REL1, EFF1.survey]\nrules: {minimum_known: 0.6}\n")
    assert load_matrix(HEAD) == replace(SHIPPED, name="own", written=date(2023, 5, 1))


def test_criteria_questions_and_items_are_left_out():
    found = load_matrix(HEAD + "leave_out: [coherence, REL2, EFF1.completion]\n")
    assert found.criteria == tuple(name for name in CRITERIA if name != "coherence")
    gone = {"REL2", *ids(SHIPPED, "coherence")}
    assert ids(found) == [name for name in ids(SHIPPED) if name not in gone]
    items = [item.id for item in one(SHIPPED, "EFF1").evidence]
    assert "EFF1.completion" in items
    assert [item.id for item in one(found, "EFF1").evidence] == [
        name for name in items if name != "EFF1.completion"
    ]
    assert one(found, "REL1") == one(SHIPPED, "REL1")


def test_a_question_of_the_same_id_takes_the_place():
    found = load_matrix(HEAD + "criteria:\n  relevance:\n" + question("REL2"))
    assert ids(found) == ids(SHIPPED)
    assert one(found, "REL2").text["en"] == "Is it right?"
    assert [item.id for item in one(found, "REL2").evidence] == ["REL2.survey", "REL2.rating"]


def test_a_new_question_comes_last_in_its_criterion():
    found = load_matrix(HEAD + "criteria:\n  relevance:\n" + question("REL9"))
    assert ids(found, "relevance") == [*ids(SHIPPED, "relevance"), "REL9"]
    assert ids(found)[-1] == ids(SHIPPED)[-1]


def test_a_question_that_is_left_out_may_move():
    text = "leave_out: [COH1]\ncriteria:\n  efficiency:\n" + question("COH1")
    assert one(load_matrix(HEAD + text), "COH1").criterion == "efficiency"


def test_a_criterion_may_be_replaced_as_a_whole():
    found = load_matrix(HEAD + "leave_out: [impact]\ncriteria:\n  impact:\n" + question("IMP1"))
    assert found.criteria == CRITERIA
    assert ids(found, "impact") == ["IMP1"]


def test_rules_change_key_by_key():
    text = "rules: {minimum_respondents: 5, strength: {few_sources: {one: 4}}}\n"
    found, shipped = load_matrix(HEAD + text).rules, SHIPPED.rules
    assert (found.minimum_respondents, shipped.minimum_respondents) == (5, 3)
    assert found.minimum_known == shipped.minimum_known
    assert (found.strength[0].one, found.strength[0].two) == (4, shipped.strength[0].two)
    assert found.strength[1:] == shipped.strength[1:]


def test_tables_are_added():
    found = load_matrix(HEAD + "tables: {risks: [risk_id]}\n")
    assert dict(found.tables) == {**SHIPPED.tables, "risks": ("risk_id",)}


WHY = "{en: More., sq: Më shumë., sr: Više.}"


def test_a_weight_comes_with_its_reason():
    found = one(load_matrix(HEAD + f"weights: {{REL1: {{weight: 0.5, why: {WHY}}}}}\n"), "REL1")
    assert (found.weight, found.why["sq"]) == (Fraction(1, 2), "Më shumë.")
    shipped = one(SHIPPED, "REL1")
    assert found == replace(shipped, weight=found.weight, why=found.why)


FAULTS = {
    "unknown key": ("leaveout: [REL1]\n", ["top: unknown key 'leaveout'; did you mean 'leave_out'?"]),
    "leaving out nothing": (
        "leave_out: [REL11, relevence, EFF1.complet, Nonsense]\n",
        [
            "leave_out: no criterion, question or item 'REL11'; did you mean 'REL1'?",
            "leave_out: no criterion, question or item 'relevence'; did you mean 'relevance'?",
            "leave_out: no criterion, question or item 'EFF1.complet'; did you mean 'EFF1.completion'?",
            "leave_out: no criterion, question or item 'Nonsense'; none is like it.",
        ],
    ),
    "leaving out twice": (
        "leave_out: [REL1, REL1]\n",
        ["leave_out: 'REL1' stands 2 times; once is enough."],
    ),
    "no list": (
        "leave_out: REL1\n",
        ["top: key 'leave_out': found 'REL1'; expected a list of words."],
    ),
    "moved": (
        "criteria:\n  efficiency:\n" + question("COH1"),
        [
            "efficiency, question 1: 'COH1' stands under 'coherence' in the shipped matrix; "
            "to move it, leave it out there."
        ],
    ),
    "the same twice": (
        "criteria:\n  relevance:\n" + question("NEW1") + question("NEW1"),
        ["relevance, question 2: 'NEW1' stands twice under 'criteria'."],
    ),
    "unknown criterion": (
        "criteria:\n  relevances:\n" + question("NEW1"),
        ["criteria: unknown key 'relevances'; did you mean 'relevance'?"],
    ),
    "no question": (
        "criteria: {relevance: [REL1]}\n",
        ["relevance, question 1: found 'REL1'; expected a mapping of keys to values."],
    ),
    "no id": (
        "criteria: {relevance: [{weight: 1}]}\n",
        ["relevance, question 1: key 'id': found nothing; expected a text."],
    ),
    "no questions": (
        "criteria: {relevance: []}\n",
        ["criteria: key 'relevance': found '[]'; expected a list with at least one entry."],
    ),
    "weight of nothing": (
        f"weights: {{REL11: {{weight: 1, why: {WHY}}}}}\n",
        ["weights, REL11: no such question; did you mean 'REL1'?"],
    ),
    "weight of what is left out": (
        f"leave_out: [relevance]\nweights: {{REL1: {{weight: 1, why: {WHY}}}}}\n",
        ["weights, REL1: the question is left out."],
    ),
    "weight of an own question": (
        f"weights: {{REL1: {{weight: 1, why: {WHY}}}}}\ncriteria:\n  relevance:\n" + question("REL1"),
        ["weights, REL1: the question stands under 'criteria'; say its weight there."],
    ),
    "weight without a reason": (
        "weights: {REL1: {weight: 2}, REL2: 3}\n",
        [
            "weights, REL1, why: found nothing; expected a mapping of keys to values.",
            "weights, REL2: found '3'; expected a mapping of keys to values.",
        ],
    ),
    "weight of zero": (
        f"weights: {{REL1: {{weight: 0, why: {WHY}, id: X}}}}\n",
        [
            "weights, REL1: unknown key 'id'; allowed: weight, why",
            "weights, REL1: key 'weight': found '0'; expected a number above 0.",
        ],
    ),
    "no such rule": (
        "rules: {minimum_know: 0.5}\n",
        ["rules: unknown key 'minimum_know'; did you mean 'minimum_known'?"],
    ),
    "an own question with a fault": (
        "criteria:\n  relevance:\n" + question("NEW1").replace("weight: 5", "weight: -5"),
        ["question NEW1: key 'weight': found '-5'; expected a number above 0."],
    ),
    "an item of another question's name": (
        "criteria:\n  relevance:\n" + question("NEW1").replace("NEW1.survey", "REL1.survey"),
        ["ids: 'REL1.survey' stands 2 times; every question and item needs an id of its own."],
    ),
    "nothing left of a question": (
        "leave_out: [IMP3.survey]\n",
        ["question IMP3: no scored evidence about implementation; plan evidence alone is not enough."],
    ),
    "nothing left at all": (
        f"leave_out: [{', '.join(CRITERIA)}]\n",
        ["criteria: found none; expected at least one with its questions."],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_full_text_of_a_fault(name):
    text, expected = FAULTS[name]
    assert faults_of(text) == expected


def test_rules_that_are_no_mapping_are_said_first():
    assert faults_of("rules: []\n")[0] == "rules: found '[]'; expected a mapping of keys to values."


def test_a_shipped_matrix_is_extended():
    with pytest.raises(MatrixError) as error:
        load_matrix(HEAD.replace("anti_trafficking", "anti_traficking"))
    assert str(error.value) == (
        "evaluation matrix:\ntop: key 'extends': found 'anti_traficking'; did you mean 'anti_trafficking'?"
    )


def test_it_states_its_day_and_its_name():
    with pytest.raises(MatrixError) as error:
        load_matrix("extends: anti_trafficking\n")
    assert str(error.value) == (
        "evaluation matrix:\n"
        "top: key 'name': found nothing; expected a text.\n"
        "top: key 'written': found nothing; expected a day such as 2023-09-01."
    )


def test_a_matrix_of_a_folder_that_extends_another(tmp_path: Path, small_text: str):
    first = small_text.replace("written: 2023-05-01\n", "")
    (tmp_path / "first.yml").write_text(first, encoding="utf-8")
    second = "name: second\nextends: first\nleave_out: [Q1]\n"
    (tmp_path / "second.yml").write_text(second, encoding="utf-8")
    assert ids(matrix_in(tmp_path, "second")) == ["Q2"]
    (tmp_path / "second.yml").write_text(second.replace("first", "second"), encoding="utf-8")
    with pytest.raises(MatrixError) as error:
        matrix_in(tmp_path, "second")
    assert str(error.value) == (
        "evaluation matrix:\nsecond.yml, top: key 'extends': found 'second'; allowed: first"
    )

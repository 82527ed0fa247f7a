from __future__ import annotations

import pytest

from napeval.criteria.matrix import load_matrix
from napeval.criteria.matrix_faults import MatrixError


def fault_of(text: str) -> str:
    with pytest.raises(MatrixError) as error:
        load_matrix(text)
    return str(error.value)


def test_the_small_matrix_is_read(small_text):
    matrix = load_matrix(small_text)
    assert [question.id for question in matrix.questions] == ["Q1", "Q2"]
    assert matrix.criteria == ("relevance",)
    assert [item.weight for item in matrix.questions[0].evidence] == [2, 1, 1, 0, 0]
    assert matrix.questions[1].evidence[0].required
    assert matrix.questions[0].text["sq"] == "A është e drejtë?"


SINGLE_FAULTS = {
    "unknown key": (
        "      weight: 3\n",
        "      wieght: 3\n",
        "question Q1: key 'weight': found nothing; expected a number above 0.",
        "relevance, question 1: unknown key 'wieght'; did you mean 'weight'?",
    ),
    "unknown kind": (
        "kind: interview_theme",
        "kind: interview",
        "item Q1.collected: key 'kind': found 'interview'; did you mean 'interview_theme'?",
    ),
    "unknown rule": (
        'address: "figures#a:x", rule: share',
        'address: "figures#a:x", rule: shares',
        "item Q1.a: key 'rule': found 'shares'; did you mean 'share'?",
    ),
    "unknown criterion": (
        "  relevance:",
        "  relevancy:",
        "criteria: unknown key 'relevancy'; did you mean 'relevance'?",
    ),
    "unknown mark across": (
        "[gender]",
        "[gendr]",
        "question Q1: key 'cross_cutting': found 'gendr'; did you mean 'gender'?",
    ),
    "missing language": (
        "{en: Is it right?, sq: A është e drejtë?, sr: Da li je ispravno?}",
        "{en: Is it right?, sr: Da li je ispravno?}",
        "question Q1, text: key 'sq': found nothing; expected a text.",
    ),
    "a word for a flag": (
        "mid_term: true",
        "mid_term: yes",
        "question Q1: key 'mid_term': found 'yes'; expected true or false.",
    ),
    "no weight": (
        "rule: share, weight: 2",
        "rule: share, weight: 0",
        "item Q1.a: key 'weight': found '0'; expected a number above 0.",
    ),
    "no address": (
        '"figures#a:x"',
        '"figures.a"',
        "item Q1.a: key 'address': 'figures.a' is not the address of a result; "
        "expected table#key1|key2:column",
    ),
    "unknown table": (
        '"figures#a:x"',
        '"figure#a:x"',
        "item Q1.a: 'figure#a:x': no key columns under 'tables'; did you mean 'figures'?",
    ),
    "too many keys": (
        '"figures#a:x"',
        '"figures#a|b:x"',
        "item Q1.a: 'figures#a|b:x': 2 key parts; expected: name.",
    ),
    "several rows": (
        '"figures#a:x"',
        '"figures#*:x"',
        "item Q1.a: the rule 'share' reads one row, but 'figures#*:x' may name several.",
    ),
    "a key of another rule": (
        "rule: share, weight: 2",
        "rule: share, from: 1, weight: 2",
        "item Q1.a: key 'from' does not go with the rule 'share'.",
    ),
    "half of the bounds": (
        "rule: share, weight: 2",
        "rule: share, low: y, weight: 2",
        "item Q1.a: the keys 'low' and 'high' go together.",
    ),
    "half of the confirmation": (
        "rule: share, weight: 2",
        'rule: share, confirmed: "figures#a:y", weight: 2',
        "item Q1.a: the keys 'confirmed' and 'confirmable' go together.",
    ),
    "an interval without its end": (
        "rule: share, weight: 2",
        "rule: interval, weight: 2",
        "item Q1.a: the rule 'interval' needs the key 'high', the column with the upper end.",
    ),
    "one end for two": (
        "rule: share, weight: 2",
        "rule: linear, from: 1, to: 1, weight: 2",
        "item Q1.a: the rule 'linear' needs two different ends, 'from' (0 points) and 'to' (100).",
    ),
    "an id twice": (
        "id: Q1.b",
        "id: Q1.a",
        "ids: 'Q1.a' stands 2 times; every question and item needs an id of its own.",
    ),
    "too much of the plan": (
        "rule: share, weight: 2",
        "rule: share, weight: 3",
        "question Q1: evidence about the plan carries 0.6 of the weight; allowed: at most 0.5.",
    ),
    "a share above one": (
        "minimum_coverage: 0.5",
        "minimum_coverage: 1.5",
        "rules: key 'minimum_coverage': found 1.5; expected a number from 0 to 1.",
    ),
    "a weight for a rating": (
        "{id: Q1.rating, kind: rating}",
        "{id: Q1.rating, kind: rating, weight: 1}",
        "question Q1, evidence 4: unknown key 'weight'; allowed: id, kind",
    ),
}


@pytest.mark.parametrize("name", SINGLE_FAULTS)
def test_the_full_text_of_a_fault(name, small_text):
    old, new, *lines = SINGLE_FAULTS[name]
    assert old in small_text
    found = fault_of(small_text.replace(old, new, 1)).splitlines()
    assert found[0] == "evaluation matrix:"
    assert set(found[1:]) == set(lines)


def test_every_fault_is_named_at_once(small_text):
    text = small_text.replace("kind: survey", "kind: surveys").replace("mid_term: false", "mid_term: 0")
    assert fault_of(text) == (
        "evaluation matrix:\n"
        "item Q1.survey: key 'kind': found 'surveys'; did you mean 'survey'?\n"
        "question Q2: key 'mid_term': found '0'; expected true or false.\n"
        "item Q2.survey: key 'kind': found 'surveys'; did you mean 'survey'?"
    )


def test_a_question_needs_evidence_about_implementation(small_text):
    text = small_text.replace("about: implementation", "about: plan")
    assert fault_of(text) == (
        "evaluation matrix:\n"
        "question Q1: no scored evidence about implementation; plan evidence alone is not enough.\n"
        "question Q2: no scored evidence about implementation; plan evidence alone is not enough."
    )


def test_a_key_twice(small_text):
    assert fault_of(small_text + "name: again\n") == (
        f"evaluation matrix:\nline {small_text.count(chr(10)) + 1}: the key 'name' stands twice. "
        "Mend: keep one of them."
    )


def test_an_alias():
    assert fault_of("name: &x small\nother: *x\n") == (
        "evaluation matrix:\nline 2: the alias '*x' is not allowed. Mend: write the value out."
    )


def test_a_second_document():
    assert fault_of("name: a\n---\nname: b\n") == (
        "evaluation matrix:\nline 2: a second document begins. Mend: one document in a file."
    )


def test_a_tag_that_would_make_an_object():
    assert fault_of("name: !!python/object:os.system x\n").startswith(
        "evaluation matrix:\nline 1: not valid YAML ("
    )


def test_text_that_is_no_yaml():
    assert fault_of("name: [a\n").startswith("evaluation matrix:\nline ")


def test_an_empty_text():
    assert fault_of("").splitlines()[1] == "top: found nothing; expected a mapping of keys to values."

"""Cronbach's alpha of a criterion's items by hand, and which items and people it takes."""

from __future__ import annotations

import pytest
from small_evaluations import evaluation_of

from napeval.criteria import default_matrix, survey_reliability

MATRIX = default_matrix()
FIRST, SECOND = [1, 2, 3, 4, 5] * 2, [1, 2, 3, 4, 5, 2, 1, 3, 5, 4]


def item(name, marks, question="REL1"):
    return [
        {"respondent": f"S{number}", "question_id": question, "item_id": name, "answer": mark}
        for number, mark in enumerate(marks)
    ]


def reliability(*items):
    frame = survey_reliability(evaluation_of(survey=[row for rows in items for row in rows]), MATRIX)
    return frame.set_index("criterion")


def test_alpha_by_hand():
    # Sums of squares 20 and 20, of products 10 + 8: 2 x 2 x 18 / (20 + 20 + 2 x 18) = 18/19.
    got = reliability(item("a", FIRST), item("b", SECOND, "REL2")).loc["relevance"]
    assert (got["items"], got["respondents"], got["reason"]) == (2, 10, "")
    assert got["alpha"] == 18 / 19
    # Correlation 18/20: 2 x 0.9 / 1.9 is the same, for the two items spread alike.
    assert got["standardised"] == pytest.approx(18 / 19)
    # Feldt: 1 - alpha = 1/19, times the quantiles 0.025 and 0.975 of F with 9 and 9 degrees (1/4.026, 4.026).
    assert (got["low"], got["high"]) == pytest.approx((1 - 4.026 / 19, 1 - 1 / 4.026 / 19), abs=1e-4)


@pytest.mark.parametrize(("people", "reason"), [(9, "too_few_units"), (10, "")])
def test_ten_people_are_enough(people, reason):
    got = reliability(item("a", FIRST[:people]), item("b", SECOND[:people])).loc["relevance"]
    assert (got["respondents"], got["reason"]) == (people, reason)


def test_an_item_of_two_criteria_counts_in_both():
    both = [item("a", FIRST, question) for question in ("REL1", "SUS1")]
    frame = reliability(*both, item("b", SECOND, "REL1"), item("c", SECOND, "SUS2"))
    assert list(frame.index) == ["relevance", "sustainability"]
    assert frame["alpha"].tolist() == [18 / 19, 18 / 19]


def test_an_item_of_two_questions_of_a_criterion_counts_once():
    twice = [item("a", FIRST, question) for question in ("REL1", "REL2")]
    got = reliability(*twice, item("b", SECOND)).loc["relevance"]
    assert (got["items"], got["alpha"]) == (2, 18 / 19)
    assert reliability(*twice).loc["relevance", "reason"] == "too_few_items"


def test_questions_that_the_matrix_does_not_have_are_not_read():
    assert reliability(item("a", FIRST, "X1"), item("b", SECOND, "X1")).empty


def test_people_without_a_mark_still_count_among_those_asked():
    # Of 21 people ten marked each item: fewer than half.
    rest = [None] * 11
    got = reliability(item("a", FIRST + rest), item("b", SECOND + rest)).loc["relevance"]
    assert (got["items"], got["reason"]) == (0, "too_few_items")
    assert (
        reliability(item("a", FIRST + rest[1:]), item("b", SECOND + rest[1:])).loc["relevance", "items"] == 2
    )


def test_items_that_never_were_answered_together_have_nothing_to_pair():
    got = reliability(item("a", [*FIRST, *[None] * 10]), item("b", [*[None] * 10, *SECOND])).loc["relevance"]
    assert (got["items"], got["respondents"], got["reason"]) == (2, 0, "no_pairable_values")

"""How far evaluators agree, and whether the items of a survey go together: from an evaluation's tables."""

from itertools import combinations
from statistics import mean

import pandas as pd
import pytest
from small_evaluations import evaluation_of

from napeval.criteria import EvidenceError, default_matrix, load_scale, rater_agreement, survey_reliability
from napeval.criteria.agreement import cronbach_alpha, fleiss_kappa, intraclass_correlation
from napeval.criteria.raters import STATISTICS
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

MATRIX = default_matrix()
IDS = [question.id for question in MATRIX.questions]
RELEVANCE = [question.id for question in MATRIX.questions if question.criterion == "relevance"]
FIVE = load_scale("icmpd_5")
A = [1, 2, 3, 4, 5, 4, 3, 2, 5, 4, 4, 2]
B = [1, 3, 3, 4, 4, 4, 3, 2, 3, 4, 5, 2]
C = [2, 3, 3, 5, 5, 4, 2, 2, 4, 4, 4, 1]


def rated(questions=IDS, **marks):
    """rated(A=[4, None]): evaluator A gives the first question a 4 and the second nothing."""
    return [
        {"question_id": question, "evaluator": person, "score": mark, "justification": "Seen"}
        for person, given in marks.items()
        for question, mark in zip(questions, given, strict=False)
        if mark is not None
    ]


def agreement(rows, criterion="all", scale=FIVE):
    frame = rater_agreement(evaluation_of(ratings=rows), MATRIX, scale)
    return frame[frame["criterion"] == criterion].set_index("statistic")


# by hand


def test_every_criterion_with_marks_has_every_statistic():
    frame = rater_agreement(evaluation_of(ratings=rated(RELEVANCE, A=A, B=B)), MATRIX, FIVE)
    assert list(frame["criterion"].drop_duplicates()) == ["all", "relevance"]
    for _, own in frame.groupby("criterion"):
        assert list(own["statistic"]) == list(STATISTICS)


def test_two_evaluators_by_hand():
    got = agreement(rated(A=A, B=B))
    assert set(got["raters"]) == {2} and set(got["questions"]) == {12}
    assert got.loc["raw_agreement", "value"] == 8 / 12
    # one step on four questions but one of two steps; a step is 25 points
    assert got.loc["mean_spread", "value"] == pytest.approx((3 * 25 + 50) / 12)
    observed = sum((a - b) ** 2 for a, b in zip(A, B, strict=True)) / 12
    expected = sum((a - b) ** 2 for a in A for b in B) / 144
    assert got.loc["weighted_kappa_quadratic", "value"] == pytest.approx(1 - observed / expected)
    both = A + B
    by_chance = mean((a - b) ** 2 for a, b in combinations(both, 2))
    assert got.loc["krippendorff_alpha_interval", "value"] == pytest.approx(1 - observed / by_chance)
    icc = intraclass_correlation(list(zip(A, B, strict=True)))
    assert got.loc["icc_a1", "value"] == icc.icc_a1
    assert (got.loc["icc_a1", "low"], got.loc["icc_a1", "high"]) == icc.icc_a1_interval
    assert got.loc["fleiss_kappa", "reason"] == "fewer_than_three_raters"
    assert set(got["reason"].drop("fleiss_kappa")) == {""}


def test_intervals_stand_where_there_are_any_and_hold_the_value():
    got = agreement(rated(A=A, B=B))
    with_interval = got.index[got["low"].notna()]
    assert list(with_interval) == ["weighted_kappa_quadratic", "icc_a1"]
    assert (got["low"] <= got["value"])[with_interval].all()
    assert (got["value"] <= got["high"])[with_interval].all()


def test_three_evaluators():
    got = agreement(rated(A=A, B=B, C=C))
    assert got.loc["fleiss_kappa", "value"] == fleiss_kappa(list(zip(A, B, C, strict=True))).kappa
    assert got.loc["weighted_kappa_quadratic", "reason"] == "not_two_raters"
    pairs = [(a, b) for unit in zip(A, B, C, strict=True) for a, b in combinations(unit, 2)]
    assert got.loc["raw_agreement", "value"] == pytest.approx(mean(a == b for a, b in pairs))
    assert got.loc["mean_spread", "value"] == pytest.approx(25 * mean(abs(a - b) for a, b in pairs))


# gaps


def test_gaps_leave_what_each_statistic_can_use():
    got = agreement(rated(A=A, B=[*B[:11], None], C=[*C[:10], None, None]))
    assert got.loc["krippendorff_alpha_ordinal", "questions"] == 11  # the last has one mark
    assert got.loc["raw_agreement", "questions"] == 11
    assert got.loc["icc_a1", "questions"] == 10
    assert (got.loc["fleiss_kappa", "reason"], got.loc["fleiss_kappa", "questions"]) == ("incomplete", 11)


def test_kappa_is_that_of_the_questions_both_rated():
    got = agreement(rated(A=[*A, 5, None], B=[*B, None, 1]))
    assert got.loc["weighted_kappa_quadratic", "questions"] == 12
    same = agreement(rated(A=A, B=B)).loc["weighted_kappa_quadratic", "value"]
    assert got.loc["weighted_kappa_quadratic", "value"] == same


def test_evaluators_who_shared_the_questions_out_cannot_be_compared():
    got = agreement(rated(A=[4, None], B=[None, 3]))
    assert got.loc["fleiss_kappa", "reason"] == "fewer_than_three_raters"
    assert set(got["reason"].drop("fleiss_kappa")) == {"no_pairable_values"}
    assert set(got["questions"]) == {0} and got["value"].isna().all()
    three = agreement(rated(A=[4, None, None], B=[None, 3, None], C=[None, None, 2]))
    assert three.loc["fleiss_kappa", "reason"] == "no_pairable_values"


# refusals


@pytest.mark.parametrize(("number", "reason"), [(9, "too_few_units"), (10, "")])
def test_coefficients_need_ten_questions_and_descriptions_do_not(number, reason):
    got = agreement(rated(A=A[:number], B=B[:number], C=C[:number]))
    coefficients = ["krippendorff_alpha_ordinal", "krippendorff_alpha_interval", "fleiss_kappa", "icc_a1"]
    assert set(got.loc[coefficients, "reason"]) == {reason}
    assert got.loc[coefficients, ["value"]].isna().all(axis=None) == bool(reason)
    assert got.loc[["raw_agreement", "mean_spread"], "value"].notna().all()


def test_one_evaluator_agrees_with_nobody():
    got = agreement(rated(A=A))
    assert set(got["reason"]) == {"too_few_raters"} and set(got["raters"]) == {1}
    assert got["value"].isna().all()


def test_one_mark_throughout_has_no_coefficient():
    got = agreement(rated(A=[4] * 12, B=[4] * 12))
    coefficients = got.drop(index=["fleiss_kappa", "raw_agreement", "mean_spread"])
    assert set(coefficients["reason"]) == {"no_variation"} and coefficients["value"].isna().all()
    assert (got.loc["raw_agreement", "value"], got.loc["mean_spread", "value"]) == (1, 0)


# what is read


def test_what_was_agreed_on_and_what_has_no_reason_is_not_read():
    rows = rated(A=A, B=B)
    more = rated(consensus=[5] * 12, D=[1] * 12, E=[None, 1])
    more = [{**row, "justification": "Seen" if row["evaluator"] == "consensus" else " "} for row in more]
    gone = [{"question_id": "NONE1", "evaluator": "F", "score": 1, "justification": "Seen"}]
    pd.testing.assert_frame_equal(agreement(rows + more + gone), agreement(rows))


def test_the_order_of_rows_does_not_matter():
    rows = rated(A=A, B=B, C=C)
    got, turned = agreement(rows), agreement(rows[::-1])
    assert got["value"].tolist() == pytest.approx(turned["value"].tolist(), nan_ok=True)


def test_half_marks_are_half_a_step():
    halved = agreement(rated(A=[(mark + 1) / 2 for mark in A], B=[(mark + 1) / 2 for mark in B]))
    whole = agreement(rated(A=A, B=B))
    name = "weighted_kappa_quadratic"  # squares of distances in proportion: the same kappa
    assert halved.loc[name, "value"] == pytest.approx(whole.loc[name, "value"])
    assert halved.loc["mean_spread", "value"] == pytest.approx(whole.loc["mean_spread", "value"] / 2)


@pytest.mark.parametrize("scale_id", ["giz_100", "kfw_6"])
def test_distances_are_points_on_any_scale(scale_id):
    scale = load_scale(scale_id)
    got = agreement(rated(A=[2] * 5 + [4] * 6, B=[2] * 5 + [5] * 6), scale=scale)
    low, high = sorted(scale.marks)
    assert got.loc["mean_spread", "value"] == pytest.approx(float(100 / (high - low)) * 6 / 11)
    assert got.loc["weighted_kappa_quadratic", "value"] == pytest.approx(
        1 - (6 / 11) / mean((a - b) ** 2 for a in [2] * 5 + [4] * 6 for b in [2] * 5 + [5] * 6)
    )


def test_a_mark_outside_the_scale_is_refused():
    with pytest.raises(EvidenceError) as caught:
        agreement(rated(RELEVANCE, A=[6]))
    assert str(caught.value) == (
        f"evaluations/ratings, question {RELEVANCE[0]}, evaluator A: "
        "scale icmpd_5: found the mark 6; allowed: from 1 to 5"
    )


# do items go together

PEOPLE = [
    [3, 4, 3, 4], [2, 2, 3, 2], [4, 4, 5, 5], [3, 3, 2, 4], [5, 4, 5, 5], [1, 2, 1, 2],
    [4, 5, 4, 4], [2, 3, 2, 3], [3, 3, 4, 3], [4, 4, 4, 4], [1, 2, 2, 1],
]  # fmt: skip


def answered(people, question=RELEVANCE[0], prefix="item"):
    return [
        {"respondent": f"S{number}", "question_id": question, "item_id": f"{prefix}{place}", "answer": mark}
        for number, marks in enumerate(people)
        for place, mark in enumerate(marks)
    ]


def reliability(*rows):
    return survey_reliability(evaluation_of(survey=[one for own in rows for one in own]), MATRIX)


def test_alpha_is_that_of_the_items_of_the_criterion():
    first, second = ([marks[:2] for marks in PEOPLE], [marks[2:] for marks in PEOPLE])
    frame = reliability(
        answered(first, RELEVANCE[0]), answered(second, RELEVANCE[1], "other"),
        answered([[mark] for mark, *_ in PEOPLE], "SUS1", "last"),
    )  # fmt: skip
    got, expected = frame.iloc[0], cronbach_alpha(PEOPLE)
    assert list(frame["criterion"]) == ["relevance", "sustainability"]
    assert (got["items"], got["respondents"], got["reason"]) == (4, 11, "")
    assert (got["alpha"], got["standardised"]) == (expected.alpha, expected.alpha_standardised)
    assert (got["low"], got["high"]) == expected.interval
    lone = frame.iloc[1]
    assert (lone["items"], lone["reason"]) == (1, "too_few_items") and pd.isna(lone["respondents"])


def test_people_with_a_gap_are_left_out():
    people = [*PEOPLE, [5, None, 1, 1]]
    got = reliability(answered(people)).iloc[0]
    assert (got["respondents"], got["alpha"]) == (11, cronbach_alpha(PEOPLE).alpha)


@pytest.mark.parametrize(("marked", "items"), [(5, 4), (6, 5)])  # of 11 people
def test_items_that_fewer_than_half_marked_are_left_out(marked, items):
    few = [[3] if number < marked else [None] for number in range(11)]
    assert reliability(answered(PEOPLE), answered(few, prefix="z")).iloc[0]["items"] == items


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (PEOPLE[:9], "too_few_units"),
        ([[3, 4, 3]] * 11, "no_variation"),
        ([[*marks, 6 - marks[0]] for marks in PEOPLE], "reversed_item"),
    ],
)
def test_a_refusal_shows_no_figures(people, reason):
    got = reliability(answered(people)).iloc[0]
    assert (got["reason"], got["respondents"]) == (reason, len(people))
    assert got[["alpha", "low", "high", "standardised"]].isna().all()


# frames


def test_the_frames_are_as_declared_and_without_rows_empty():
    marked = evaluation_of(ratings=rated(A=A, B=B), survey=answered(PEOPLE))
    for full, empty, name in (
        (
            rater_agreement(marked, MATRIX, FIVE),
            rater_agreement(evaluation_of(), MATRIX, FIVE),
            "rater_agreement",
        ),
        (
            survey_reliability(marked, MATRIX),
            survey_reliability(evaluation_of(), MATRIX),
            "survey_reliability",
        ),
    ):
        assert empty.empty and dict(empty.dtypes) == dict(full.dtypes)
        assert declared(full, CATALOGUE[name]).columns.tolist() == list(CATALOGUE[name].names)


def test_the_trace_names_the_marks_read():
    row = agreement(rated(RELEVANCE[:1], A=[4], B=[3]) + rated(["SUS1"], A=[2]), "relevance").iloc[0]
    assert row["trace"] == ";".join(f"evaluations/ratings#{RELEVANCE[0]}|{person}" for person in "AB")
    assert set(reliability(answered(PEOPLE))["trace"]) == {"evaluations/survey#*"}

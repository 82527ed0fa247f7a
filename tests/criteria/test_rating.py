from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.matrix import load_matrix
from napeval.criteria.rating import assess
from napeval.criteria.scales import ScaleError, load_scale

SCALE = load_scale("icmpd_5")


@pytest.fixture
def small(small_text):
    return load_matrix(small_text)


def one(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1
    return frame.iloc[0]


def question(assessment, name: str) -> pd.Series:
    return one(assessment.questions[assessment.questions["question_id"] == name])


def item(assessment, name: str) -> pd.Series:
    return one(assessment.evidence[assessment.evidence["item_id"] == name])


def test_two_questions_by_hand(small, make_evaluation, make_figures, answers):
    found = assess(
        make_evaluation(survey=answers("Q1", 5, 4, 3)), make_figures(a=1 / 2, b=3 / 4, c=1.0), small, SCALE
    )
    first, second, criterion = question(found, "Q1"), question(found, "Q2"), one(found.criteria)
    assert first["score"] == (2 * 50 + 75 + 75) / 4
    assert (first["lower"], first["upper"], first["coverage"]) == (62.5, 62.5, 1)
    assert (first["items"], first["items_available"], first["result"]) == (3, 3, "rated")
    # Q2 lacks its survey: half of the weight is known, the rest stands at 0 and at 100.
    assert (second["score"], second["lower"], second["upper"], second["coverage"]) == (100, 50, 100, 1 / 2)
    assert criterion["score"] == (3 * 62.5 + 1 * 100) / 4
    assert (criterion["lower"], criterion["upper"]) == ((3 * 62.5 + 50) / 4, (3 * 62.5 + 100) / 4)
    assert criterion["coverage"] == (3 * 1 + 1 / 2) / 4
    assert (criterion["level_computed"], criterion["level_low"], criterion["level_high"]) == ("4", "3", "4")
    assert (criterion["level"], criterion["basis"], criterion["level_judged"]) == ("4", "computed", "")
    assert pd.isna(criterion["judged"])
    assert (criterion["questions"], criterion["questions_rated"]) == (2, 2)


def test_nothing_known_is_not_demonstrated_and_never_zero(small, make_evaluation, make_figures):
    found = assess(make_evaluation(), make_figures(), small, SCALE)
    criterion = one(found.criteria)
    assert pd.isna(criterion["score"])
    assert (criterion["lower"], criterion["upper"], criterion["coverage"]) == (0, 100, 0)
    assert (criterion["level"], criterion["basis"], criterion["strength"]) == (
        "not_demonstrated",
        "not_demonstrated",
        "none",
    )
    assert (criterion["level_computed"], criterion["level_low"], criterion["level_high"]) == ("", "1", "5")
    assert criterion["reason"] == "no_question_demonstrated"
    assert question(found, "Q1")["reason"] == "no_evidence"
    assert question(found, "Q2")["reason"] == "no_evidence;required_missing"
    assert item(found, "Q1.a")["reason"] == "no_row"
    assert not found.evidence["available"].any()
    assert found.evidence["value"].isna().all()


def test_a_missing_required_item_outweighs_all_other_evidence(small, make_evaluation, make_figures, answers):
    found = question(
        assess(make_evaluation(survey=answers("Q2", 5, 5, 5)), make_figures(), small, SCALE), "Q2"
    )
    assert (found["coverage"], found["result"], found["reason"].split(";")[0]) == (
        1 / 2,
        "not_demonstrated",
        "required_missing",
    )
    assert pd.isna(found["score"])
    assert (found["lower"], found["upper"]) == (50, 100)


def test_coverage_just_below_and_on_the_minimum(small, make_evaluation, make_figures, answers):
    evaluation = make_evaluation(survey=answers("Q1", 3, 3, 3))
    on = question(assess(evaluation, make_figures(b=1.0), small, SCALE), "Q1")
    assert (on["coverage"], on["score"], on["result"]) == (2 / 4, (100 + 50) / 2, "rated")
    stricter = replace(
        small, rules=replace(small.rules, minimum_coverage=Fraction(1, 2) + Fraction(1, 10**9))
    )
    below = question(assess(evaluation, make_figures(b=1.0), stricter, SCALE), "Q1")
    assert (below["result"], below["reason"].split(";")[0]) == ("not_demonstrated", "coverage_too_low")
    assert pd.isna(below["score"])


def test_the_plan_alone_demonstrates_nothing(small, make_evaluation, make_figures):
    found = question(assess(make_evaluation(), make_figures(a=1.0), small, SCALE), "Q1")
    assert (found["coverage"], found["result"]) == (2 / 4, "not_demonstrated")
    assert found["reason"].split(";")[0] == "only_plan_evidence"
    assert (found["lower"], found["upper"]) == (50, 100)


def test_a_question_without_evidence_stands_at_both_ends_of_the_criterion(
    small, make_evaluation, make_figures, answers
):
    found = assess(make_evaluation(survey=answers("Q1", 5, 5, 5)), make_figures(a=1.0, b=1.0), small, SCALE)
    criterion = one(found.criteria)
    assert (criterion["score"], criterion["coverage"]) == (100, 3 / 4)
    assert (criterion["lower"], criterion["upper"]) == (75, 100)
    assert (criterion["level"], criterion["level_low"], criterion["level_high"]) == ("5", "4", "5")


def test_what_is_known_of_the_other_questions_must_allow_the_score(
    small, make_evaluation, make_figures, answers
):
    survey = [*answers("Q1", 5, 5, 5), *answers("Q2", 1, 1, 1)]
    found = assess(make_evaluation(survey=survey), make_figures(a=1.0, b=1.0), small, SCALE)
    criterion = one(found.criteria)
    # Q1 stands at 100; Q2 lacks its required item, but whatever that will be, it lies from 0 to 50.
    assert (criterion["lower"], criterion["upper"]) == ((3 * 100 + 0) / 4, (3 * 100 + 50) / 4)
    assert (criterion["level"], criterion["reason"].split(";")[0]) == (
        "not_demonstrated",
        "evidence_disagrees",
    )
    assert criterion["coverage"] == (3 * 1 + 1 / 2) / 4
    assert pd.isna(criterion["score"])


def test_too_few_questions_with_a_score(small, make_evaluation, make_figures):
    criterion = one(assess(make_evaluation(), make_figures(a=1.0, c=1.0), small, SCALE).criteria)
    assert (criterion["level"], criterion["questions_rated"]) == ("not_demonstrated", 1)
    assert criterion["reason"].split(";")[0] == "few_questions_demonstrated"
    assert criterion["coverage"] == (3 * 2 / 4 + 1 * 1 / 2) / 4


def test_ratings_stand_beside_the_computed_score_and_dispose(small, make_evaluation, make_figures, answers):
    ratings = [
        {"question_id": "Q1", "evaluator": "A", "score": 1, "justification": "Seen in the field."},
        {"question_id": "Q1", "evaluator": "B", "score": 2, "justification": "As told."},
        {"question_id": "Q1", "evaluator": "C", "score": 5, "justification": "  "},
    ]
    survey, figures = answers("Q1", 5, 5, 5), make_figures(a=1.0, b=1.0, c=1.0)
    without = assess(make_evaluation(survey=survey), figures, small, SCALE)
    found = assess(make_evaluation(survey=survey, ratings=ratings), figures, small, SCALE)
    rating = item(found, "Q1.rating")
    assert (rating["value"], rating["lower"], rating["upper"], rating["n"]) == ((0 + 25) / 2, 0, 25, 2)
    assert rating["reason"] == "without_justification"
    assert pd.isna(rating["weight"])
    assert question(found, "Q1")["score"] == question(without, "Q1")["score"] == 100
    assert (question(found, "Q1")["judged"], question(found, "Q1")["judges"]) == (12.5, 2)
    criterion = one(found.criteria)
    assert (criterion["level_computed"], criterion["level_judged"], criterion["level"]) == ("5", "1", "1")
    assert criterion["basis"] == "judged"


def test_a_rating_alone_rates_but_counts_as_no_evidence(small, make_evaluation, make_figures):
    ratings = [{"question_id": "Q1", "evaluator": "A", "score": 4, "justification": "Files read."}]
    found = assess(make_evaluation(ratings=ratings), make_figures(), small, SCALE)
    first, criterion = question(found, "Q1"), one(found.criteria)
    assert (first["result"], first["judged"], first["strength"]) == ("rated", 75, "none")
    assert pd.isna(first["score"])
    assert (criterion["level"], criterion["basis"], criterion["questions_rated"]) == ("4", "judged", 1)
    assert (criterion["level_low"], criterion["level_high"]) == ("1", "5")


def test_one_rated_question_of_little_weight_does_not_judge_a_criterion(small, make_evaluation, make_figures):
    ratings = [{"question_id": "Q2", "evaluator": "A", "score": 4, "justification": "Files read."}]
    criterion = one(assess(make_evaluation(ratings=ratings), make_figures(), small, SCALE).criteria)
    assert (criterion["level"], criterion["reason"]) == (
        "not_demonstrated",
        "no_question_demonstrated;few_questions_judged",
    )
    assert pd.isna(criterion["judged"])


def test_mid_term_leaves_out_what_cannot_be_known_yet(small, make_evaluation, make_figures):
    found = assess(make_evaluation(kind="mid_term"), make_figures(a=1.0), small, SCALE)
    assert found.questions["question_id"].tolist() == ["Q1"]
    later = replace(small, questions=tuple(replace(question, mid_term=False) for question in small.questions))
    criterion = one(assess(make_evaluation(kind="mid_term"), make_figures(), later, SCALE).criteria)
    assert (criterion["questions"], criterion["reason"], criterion["level"]) == (
        0,
        "not_asked",
        "not_demonstrated",
    )
    assert pd.isna(criterion["lower"])


def test_weights_of_the_evaluation_take_the_place_of_the_matrix(
    small, make_evaluation, make_figures, answers
):
    evaluation = make_evaluation(survey=answers("Q1", 5, 5, 5), weights={"Q1": 1, "Q2": 0.5})
    found = one(assess(evaluation, make_figures(a=1.0, b=1.0, c=0.0), small, SCALE).criteria)
    assert found["score"] == pytest.approx((1 * 100 + 0.5 * 0) / 1.5, abs=1e-12)


def test_a_score_on_the_threshold_is_on_it_in_any_order(small, make_evaluation, make_figures, answers):
    # 2 x 0.6 and 0.6 with marks of mean 3.4: three times 60 points exactly, which floats would miss.
    survey = [*answers("Q1", 3, 3, 3, 4, 4), *answers("Q2", 3, 3, 3, 4, 4)]
    figures = make_figures(a=0.6, b=3 / 5, c=6 / 10)
    for seed in range(5):
        shuffled = random.Random(seed).sample(survey, len(survey))
        questions = tuple(
            replace(
                question,
                evidence=tuple(random.Random(seed).sample(question.evidence, len(question.evidence))),
            )
            for question in random.Random(seed).sample(small.questions, len(small.questions))
        )
        matrix = replace(small, questions=questions)
        criterion = one(assess(make_evaluation(survey=shuffled), figures, matrix, SCALE).criteria)
        assert (criterion["score"], criterion["level"]) == (60, "4")


shares = st.integers(1, 400).flatmap(lambda q: st.tuples(st.integers(0, q), st.just(q)))


@given(
    shares,
    shares,
    shares,
    st.lists(st.integers(1, 5), min_size=3, max_size=6),
    st.lists(st.integers(1, 5), max_size=6),
)
def test_an_independent_computation_agrees(
    small_text, make_evaluation, make_figures, answers, a, b, c, first, second
):
    matrix = load_matrix(small_text)
    figures = make_figures(a=a[0] / a[1], b=b[0] / b[1], c=c[0] / c[1])
    survey = [*answers("Q1", *first), *answers("Q2", *second)]
    criterion = one(assess(make_evaluation(survey=survey), figures, matrix, SCALE).criteria)
    # Common denominators and whole numbers only.
    q1 = Fraction(2 * a[0] * b[1] + b[0] * a[1], a[1] * b[1]) * 100 + Fraction(
        (sum(first) - len(first)) * 25, len(first)
    )
    q1 /= 4
    q2 = Fraction(100 * c[0], c[1])
    ends = [q2 / 2, q2 / 2 + 50]
    if len(second) >= 3:
        q2 = (q2 + Fraction((sum(second) - len(second)) * 25, len(second))) / 2
        ends = [q2, q2]
    score = (3 * q1 + q2) / 4
    assert criterion["score"] == float(score)
    assert [criterion["lower"], criterion["upper"]] == [float((3 * q1 + end) / 4) for end in ends]
    assert criterion["level"] == str(min(int(score // 20) + 1, 5))
    assert criterion["lower"] <= criterion["score"] <= criterion["upper"]


def test_strength_is_a_mark_of_its_own(small, make_evaluation, make_figures, answers):
    collected = [{"evidence_id": "e1", "kind": "document", "consent": "not_applicable", "question_id": "Q1"}]
    survey = answers("Q1", 5, 5, 5)
    figures = make_figures(a=1.0, b=1.0)
    strong = question(assess(make_evaluation(survey=survey, evidence=collected), figures, small, SCALE), "Q1")
    assert (strong["strength"], strong["reason"]) == ("strong", "")
    poorer = question(assess(make_evaluation(survey=survey), make_figures(b=1.0), small, SCALE), "Q1")
    assert (poorer["strength"], poorer["reason"]) == ("moderate", "few_kinds;much_missing")
    paper = question(assess(make_evaluation(), make_figures(a=1.0), small, SCALE), "Q1")
    assert (paper["strength"], paper["reason"]) == (
        "weak",
        "only_plan_evidence;few_kinds;mostly_plan_evidence",
    )
    assert strong["score"] == poorer["score"] == 100


def test_traces_lead_to_the_rows(small, make_evaluation, make_figures, answers):
    ratings = [{"question_id": "Q2", "evaluator": "A", "score": 4, "justification": "Files read."}]
    found = assess(
        make_evaluation(survey=answers("Q1", 5, 4, 3), ratings=ratings), make_figures(a=0.5), small, SCALE
    )
    assert question(found, "Q1")["trace"] == (
        "plan/activities#a;evaluations/survey#r1|Q1|i1;evaluations/survey#r2|Q1|i1;evaluations/survey#r3|Q1|i1"
    )
    assert question(found, "Q2")["trace"] == "evaluations/ratings#Q2|A"
    assert one(found.criteria)["trace"].endswith(";evaluations/ratings#Q2|A")


def message_of(error: type[Exception], *arguments) -> str:
    with pytest.raises(error) as raised:
        assess(*arguments)
    return str(raised.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"kind": "midterm"}, "evaluation test: no kind 'midterm'; did you mean 'mid_term'?"),
        ({"criteria": ["relevanc"]}, "evaluation test: no criterion 'relevanc'; did you mean 'relevance'?"),
        ({"weights": {"Q3": 1}}, "evaluation test, weights: no question 'Q3'; allowed: Q1, Q2"),
        (
            {"weights": {"Q1": -1}},
            "evaluation test, weights: question Q1: found '-1'; expected a number above 0",
        ),
    ],
)
def test_unknown_settings_stop(settings, message, small, make_evaluation, make_figures):
    assert message_of(EvidenceError, make_evaluation(**settings), make_figures(), small, SCALE) == message


def test_a_scale_without_bands_stops(small, make_evaluation, make_figures):
    found = message_of(ScaleError, make_evaluation(), make_figures(), small, load_scale("kfw_6"))
    assert found.startswith(
        "scale kfw_6 has no bands that cover 0 to 100 points, so a score has no level on it; "
    )

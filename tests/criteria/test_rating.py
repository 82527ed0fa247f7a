"""From evidence to questions, criteria and levels: a case worked by hand, and every way to fall short."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_evaluations import cycle_of, evaluation_of

from napeval.criteria.addresses import EvidenceError, parse_address
from napeval.criteria.questions import EvidenceItem, Matrix, Question, Rules, StrengthDomain
from napeval.criteria.rating import Assessment, assess, rate
from napeval.criteria.scales import ScaleError, load_scale
from napeval.cycle.cycle import Evaluation
from napeval.release import CATALOGUE
from napeval.release.claims import declared

SCALE, CYCLE = load_scale("icmpd_5"), cycle_of()
HALF = Fraction(1, 2)


def _computed(name: str, cell: str, weight: int, about: str = "implementation", **said: Any) -> EvidenceItem:
    return EvidenceItem(
        name, "computed", about, parse_address(f"figures#{cell}:x"), "share", weight=Fraction(weight), **said
    )


def _survey(name: str) -> EvidenceItem:
    return EvidenceItem(name, "survey", "implementation", weight=Fraction(1))


def _question(name: str, weight: int, *items: EvidenceItem, mid_term: bool = True) -> Question:
    rating = EvidenceItem(f"{name}.rating", "rating")
    return Question(
        name, "relevance", {}, {}, {}, {}, {}, Fraction(weight), (), (), (), mid_term, (*items, rating)
    )


SMALL = Matrix(
    "small",
    None,
    Rules(HALF, HALF, HALF, 3, HALF, (StrengthDomain("much_missing", Fraction(4, 5), HALF),)),
    {"figures": ("name",)},
    (
        _question(
            "Q1",
            3,
            _computed("Q1.a", "a", 2, "plan"),
            _computed("Q1.b", "b", 1),
            _survey("Q1.survey"),
            EvidenceItem("Q1.collected", "interview_theme"),
        ),
        _question("Q2", 1, _computed("Q2.c", "c", 1, required=True), _survey("Q2.survey"), mid_term=False),
    ),
)


def figures(**values: float) -> dict[str, pd.DataFrame]:
    """The results table `figures` with one row per name, its figure in column x."""
    traces = [f"plan/activities#{name}" for name in values]
    return {"figures": pd.DataFrame({"name": list(values), "x": list(values.values()), "trace": traces})}


def answers(question: str, *marks: float) -> list[dict[str, Any]]:
    """One respondent per mark."""
    return [
        {"respondent": f"r{number}", "question_id": question, "item_id": "i1", "answer": mark}
        for number, mark in enumerate(marks, start=1)
    ]


def mark(question: str, evaluator: str, score: float, why: str = "Files read.") -> dict[str, Any]:
    return {"question_id": question, "evaluator": evaluator, "score": score, "justification": why}


def evaluation(
    survey: Sequence[Mapping[str, Any]] = (), ratings: Sequence[Mapping[str, Any]] = (), **settings: Any
) -> Evaluation:
    """An ex-post evaluation unless said."""
    made = evaluation_of(survey=survey, ratings=ratings)
    return replace(made, settings={**made.settings, **settings})


def assessed(
    made: Evaluation, results: Mapping[str, pd.DataFrame], matrix: Matrix = SMALL, scale: str = "icmpd_5"
) -> Assessment:
    return assess(made, results, matrix, load_scale(scale), CYCLE)


def one(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1
    return frame.iloc[0]


def question(found: Assessment, name: str) -> pd.Series:
    return one(found.questions[found.questions["question_id"] == name])


def item(found: Assessment, name: str) -> pd.Series:
    return one(found.evidence[found.evidence["item_id"] == name])


def test_two_questions_by_hand():
    found = assessed(evaluation(answers("Q1", 5, 4, 3)), figures(a=1 / 2, b=3 / 4, c=1.0))
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
    assert (criterion["scale_id"], criterion["prevails"], criterion["judges"]) == ("icmpd_5", "judgement", 0)
    assert pd.isna(criterion["judged"]) and pd.isna(criterion["difference"])
    assert criterion["levels_apart"] is pd.NA
    assert (criterion["questions"], criterion["questions_rated"]) == (2, 2)


def test_the_same_case_on_a_scale_of_grades():
    found = assessed(evaluation(answers("Q1", 5, 4, 3)), figures(a=1 / 2, b=3 / 4, c=1.0), scale="kfw_6")
    criterion = one(found.criteria)
    # 71.9 points are grade 6 - 3.6 = 2.4, 59.4 are 3.03.
    assert (criterion["level"], criterion["level_low"], criterion["level_high"]) == ("2", "3", "2")


def test_the_tables_are_those_that_are_declared():
    found = assessed(evaluation(answers("Q1", 5, 4, 3)), figures(a=1 / 2, b=3 / 4, c=1.0))
    assert list(found.tables) == ["evidence", "questions", "criteria", "scale_levels"]
    for name, frame in found.tables.items():
        assert len(declared(frame, CATALOGUE[name])) == len(frame)


def test_nothing_known_is_not_demonstrated_and_never_zero():
    found = assessed(evaluation(), figures())
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


def test_a_missing_required_item_outweighs_all_other_evidence():
    found = question(assessed(evaluation(answers("Q2", 5, 5, 5)), figures()), "Q2")
    assert (found["coverage"], found["result"], found["reason"]) == (
        1 / 2,
        "not_demonstrated",
        "required_missing",
    )
    assert pd.isna(found["score"])
    assert (found["lower"], found["upper"]) == (50, 100)


def test_coverage_just_below_and_on_the_minimum():
    made = evaluation(answers("Q1", 3, 3, 3))
    on = question(assessed(made, figures(b=1.0)), "Q1")
    assert (on["coverage"], on["score"], on["result"]) == (2 / 4, (100 + 50) / 2, "rated")
    stricter = replace(SMALL, rules=replace(SMALL.rules, minimum_coverage=HALF + Fraction(1, 10**9)))
    below = question(assessed(made, figures(b=1.0), stricter), "Q1")
    assert (below["result"], below["reason"]) == ("not_demonstrated", "coverage_too_low")
    assert pd.isna(below["score"])


def test_the_plan_alone_demonstrates_nothing():
    found = question(assessed(evaluation(), figures(a=1.0)), "Q1")
    assert (found["coverage"], found["result"]) == (2 / 4, "not_demonstrated")
    assert found["reason"] == "only_plan_evidence"
    assert (found["lower"], found["upper"]) == (50, 100)


def test_a_question_without_evidence_stands_at_both_ends_of_the_criterion():
    criterion = one(assessed(evaluation(answers("Q1", 5, 5, 5)), figures(a=1.0, b=1.0)).criteria)
    assert (criterion["score"], criterion["coverage"]) == (100, 3 / 4)
    assert (criterion["lower"], criterion["upper"]) == (75, 100)
    assert (criterion["level"], criterion["level_low"], criterion["level_high"]) == ("5", "4", "5")


def test_what_is_known_of_the_other_questions_must_allow_the_score():
    survey = [*answers("Q1", 5, 5, 5), *answers("Q2", 1, 1, 1)]
    criterion = one(assessed(evaluation(survey), figures(a=1.0, b=1.0)).criteria)
    # Q1 stands at 100; Q2 lacks its required item, but whatever that will be, it lies from 0 to 50.
    assert (criterion["lower"], criterion["upper"]) == ((3 * 100 + 0) / 4, (3 * 100 + 50) / 4)
    assert (criterion["level"], criterion["reason"]) == ("not_demonstrated", "evidence_disagrees")
    assert criterion["coverage"] == (3 * 1 + 1 / 2) / 4
    assert pd.isna(criterion["score"])


def test_too_few_questions_with_a_score():
    criterion = one(assessed(evaluation(), figures(a=1.0, c=1.0)).criteria)
    assert (criterion["level"], criterion["questions_rated"]) == ("not_demonstrated", 1)
    assert criterion["reason"] == "few_questions_demonstrated"
    assert criterion["coverage"] == (3 * 2 / 4 + 1 * 1 / 2) / 4


THREE_MARKS = [mark("Q1", "A", 1), mark("Q1", "B", 2), mark("Q1", "C", 5, why="  ")]
EVERYTHING_GOOD = figures(a=1.0, b=1.0, c=1.0)


def test_ratings_stand_beside_the_computed_score_and_dispose():
    survey = answers("Q1", 5, 5, 5)
    without = assessed(evaluation(survey), EVERYTHING_GOOD)
    found = assessed(evaluation(survey, THREE_MARKS), EVERYTHING_GOOD)
    rating = item(found, "Q1.rating")
    assert (rating["value"], rating["lower"], rating["upper"], rating["n"]) == ((0 + 25) / 2, 0, 25, 2)
    assert rating["reason"] == "without_justification"
    assert pd.isna(rating["weight"])
    first = question(found, "Q1")
    assert first["score"] == question(without, "Q1")["score"] == 100
    assert (first["judged"], first["judged_low"], first["judged_high"]) == (12.5, 0, 25)
    assert (first["judges"], first["judged_basis"], first["difference"]) == (2, "mean", 12.5 - 100)
    criterion = one(found.criteria)
    assert (criterion["level_computed"], criterion["level_judged"], criterion["level"]) == ("5", "1", "1")
    assert (criterion["basis"], criterion["judges"], criterion["prevails"]) == ("judged", 2, "judgement")
    assert (criterion["difference"], criterion["levels_apart"]) == (-87.5, -4)


def test_what_the_evaluators_agreed_on_prevails_over_the_mean_of_their_marks():
    ratings = [*THREE_MARKS, mark("Q1", "consensus", 4, why="After going through the files together.")]
    found = assessed(evaluation(answers("Q1", 5, 5, 5), ratings), EVERYTHING_GOOD)
    first, criterion = question(found, "Q1"), one(found.criteria)
    assert (first["judged"], first["judged_basis"], first["judges"]) == (75, "consensus", 2)
    assert (first["judged_low"], first["judged_high"]) == (0, 25)
    assert (criterion["judged"], criterion["level"], criterion["judges"]) == (75, "4", 2)
    assert (criterion["difference"], criterion["levels_apart"]) == (-25, -1)


def test_an_agreed_mark_alone_has_no_rater():
    found = assessed(evaluation(ratings=[mark("Q1", "consensus", 4)]), figures())
    first, criterion = question(found, "Q1"), one(found.criteria)
    assert (first["judged"], first["judged_low"], first["judged_high"]) == (75, 75, 75)
    assert (first["judges"], first["judged_basis"], first["result"]) == (0, "consensus", "rated")
    assert (criterion["judges"], criterion["level"], criterion["basis"]) == (0, "4", "judged")


def test_an_agreed_mark_without_a_reason_does_not_count():
    ratings = [*THREE_MARKS, mark("Q1", "consensus", 4, why=" ")]
    first = question(assessed(evaluation(ratings=ratings), figures()), "Q1")
    assert (first["judged"], first["judged_basis"]) == (12.5, "mean")


def test_evaluators_are_counted_once_over_all_questions():
    ratings = [mark("Q1", "A", 3), mark("Q1", "B", 4), mark("Q2", "A", 5)]
    criterion = one(assessed(evaluation(ratings=ratings), figures()).criteria)
    assert (criterion["judges"], criterion["judged"]) == (2, (3 * 62.5 + 100) / 4)
    assert (criterion["judged_low"], criterion["judged_high"]) == ((3 * 50 + 100) / 4, (3 * 75 + 100) / 4)


def test_the_computed_level_where_the_evaluation_lets_it_prevail():
    survey = answers("Q1", 5, 5, 5)
    criterion = one(assessed(evaluation(survey, THREE_MARKS, prevails="computed"), EVERYTHING_GOOD).criteria)
    assert (criterion["level"], criterion["basis"], criterion["prevails"]) == ("5", "computed", "computed")
    assert criterion["level_judged"] == "1"
    # Nothing is demonstrated by figures: then the judgement is what there is.
    criterion = one(assessed(evaluation(ratings=THREE_MARKS, prevails="computed"), figures()).criteria)
    assert (criterion["level"], criterion["basis"]) == ("1", "judged")


def test_a_rating_alone_rates_but_counts_as_no_evidence():
    found = assessed(evaluation(ratings=[mark("Q1", "A", 4)]), figures())
    first, criterion = question(found, "Q1"), one(found.criteria)
    assert (first["result"], first["judged"], first["strength"]) == ("rated", 75, "none")
    assert pd.isna(first["score"])
    assert (criterion["level"], criterion["basis"], criterion["questions_rated"]) == ("4", "judged", 1)
    assert (criterion["level_low"], criterion["level_high"]) == ("1", "5")


def test_one_rated_question_of_little_weight_does_not_judge_a_criterion():
    criterion = one(assessed(evaluation(ratings=[mark("Q2", "A", 4)]), figures()).criteria)
    assert (criterion["level"], criterion["reason"]) == (
        "not_demonstrated",
        "no_question_demonstrated;few_questions_judged",
    )
    assert pd.isna(criterion["judged"]) and pd.isna(criterion["judged_low"])


def test_a_demonstrated_criterion_keeps_its_level_where_few_questions_are_judged():
    survey = answers("Q1", 5, 5, 5)
    criterion = one(assessed(evaluation(survey, [mark("Q2", "A", 1)]), EVERYTHING_GOOD).criteria)
    assert (criterion["level"], criterion["basis"]) == ("5", "computed")
    assert criterion["reason"] == "few_questions_judged"


def test_mid_term_leaves_out_what_cannot_be_known_yet():
    found = assessed(evaluation(kind="mid_term"), figures(a=1.0))
    assert found.questions["question_id"].tolist() == ["Q1"]
    later = replace(SMALL, questions=tuple(replace(one, mid_term=False) for one in SMALL.questions))
    criterion = one(assessed(evaluation(kind="mid_term"), figures(), later).criteria)
    assert (criterion["questions"], criterion["reason"], criterion["level"]) == (
        0,
        "not_asked",
        "not_demonstrated",
    )
    assert pd.isna(criterion["lower"])
    assert (criterion["level_low"], criterion["level_high"]) == ("", "")


def test_weights_of_the_evaluation_take_the_place_of_the_matrix():
    made = evaluation(answers("Q1", 5, 5, 5), weights={"Q1": 1, "Q2": 0.5})
    found = one(assessed(made, figures(a=1.0, b=1.0, c=0.0)).criteria)
    assert found["score"] == float(Fraction(100) / Fraction(3, 2))


def test_a_score_on_the_threshold_is_on_it_in_any_order():
    # 2 x 0.6 and 0.6 with marks of mean 3.4: three times 60 points exactly, which floats would miss.
    survey = [*answers("Q1", 3, 3, 3, 4, 4), *answers("Q2", 3, 3, 3, 4, 4)]
    results = figures(a=0.6, b=3 / 5, c=6 / 10)
    for seed in range(5):
        shuffle = random.Random(seed)
        questions = tuple(
            replace(one, evidence=tuple(shuffle.sample(one.evidence, len(one.evidence))))
            for one in shuffle.sample(SMALL.questions, len(SMALL.questions))
        )
        made = evaluation(shuffle.sample(survey, len(survey)))
        criterion = one(assessed(made, results, replace(SMALL, questions=questions)).criteria)
        assert (criterion["score"], criterion["level"]) == (60, "4")


shares = st.integers(1, 400).flatmap(lambda q: st.tuples(st.integers(0, q), st.just(q)))


@given(
    shares,
    shares,
    shares,
    st.lists(st.integers(1, 5), min_size=3, max_size=6),
    st.lists(st.integers(1, 5), max_size=6),
)
def test_an_independent_computation_agrees(a, b, c, first, second):
    results = figures(a=a[0] / a[1], b=b[0] / b[1], c=c[0] / c[1])
    survey = [*answers("Q1", *first), *answers("Q2", *second)]
    criterion = one(assessed(evaluation(survey), results).criteria)
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


def test_strength_is_a_mark_of_its_own():
    survey, good = answers("Q1", 5, 5, 5), figures(a=1.0, b=1.0)
    whole = question(assessed(evaluation(survey), good), "Q1")
    assert (whole["strength"], whole["strength_reason"], whole["reason"]) == ("high", "", "")
    poorer = question(assessed(evaluation(survey), figures(b=1.0)), "Q1")
    assert (poorer["strength"], poorer["strength_reason"], poorer["reason"]) == (
        "moderate",
        "much_missing",
        "",
    )
    assert whole["score"] == poorer["score"] == 100
    # The plan, which the figures come from, and the respondents.
    assert (whole["n_sources"], question(assessed(evaluation(), good), "Q1")["n_sources"]) == (2, 1)


def test_traces_lead_to_the_rows():
    ratings = [mark("Q2", "A", 4)]
    found = assessed(evaluation(answers("Q1", 5, 4, 3), ratings), figures(a=0.5))
    assert question(found, "Q1")["trace"] == (
        "plan/activities#a;evaluations/survey#r1|Q1|i1;evaluations/survey#r2|Q1|i1;evaluations/survey#r3|Q1|i1"
    )
    assert question(found, "Q2")["trace"] == "evaluations/ratings#Q2|A"
    assert one(found.criteria)["trace"].endswith(";evaluations/ratings#Q2|A")


def test_exact_ratings_are_those_behind_the_tables():
    made, results = evaluation(answers("Q1", 5, 4, 3)), figures(a=1 / 3, b=3 / 4, c=1.0)
    found = assessed(made, results)
    assert rate(made, results, SMALL, SCALE, CYCLE) == found.ratings
    first, second = found.ratings["relevance"]
    assert first.score == (2 * Fraction(100, 3) + 75 + 75) / 4
    assert (second.lower, second.upper) == (50, 100)


def points_table(**cells: Any) -> dict[str, pd.DataFrame]:
    row = {
        "scope": "plan", "scope_id": "plan", "year": "all", "done_of_reported": 0.575, "coverage": 0.8,
        "done_lower": 0.46, "done_upper": 0.66, "points": 7.5, "reason": None, "trace": "plan/activities#a",
    }  # fmt: skip
    other = {**row, "year": "2023", "points": 15.0, "done_of_reported": 1.0}
    return {"implementation_points": pd.DataFrame([other, {**row, **cells}])}


def implementation(**cells: Any) -> pd.Series:
    found = assessed(evaluation(), {**figures(), **points_table(**cells)}).scale_levels
    return one(found[found["scale_id"] == "sigma_implementation"])


def test_the_scale_for_implementation_takes_the_points_of_the_whole_plan():
    row = implementation()
    assert (row["criterion"], row["verification"], row["bands"]) == ("implementation", "read", "published")
    assert (row["score"], row["lower"], row["upper"], row["own"]) == (57.5, 46, 66, 7.5)
    assert (row["level"], row["basis"], row["trace"]) == ("linear", "computed", "plan/activities#a")


@pytest.mark.parametrize(
    ("rate", "level"), [(0.2499, "none"), (0.25, "linear"), (0.8999, "linear"), (0.9, "full")]
)
def test_full_points_from_nine_tenths_and_none_below_a_quarter(rate, level):
    assert implementation(done_of_reported=rate)["level"] == level


def test_an_implementation_rate_that_is_hardly_known_gives_no_level():
    at, below = implementation(coverage=0.5), implementation(coverage=0.4999)
    assert (at["level"], at["reason"]) == ("linear", "")
    assert (below["level"], below["basis"], below["reason"]) == (
        "not_demonstrated",
        "not_demonstrated",
        "too_little_known",
    )
    nothing = implementation(done_of_reported=None, points=None, coverage=0.0, reason="nothing_reported")
    assert (nothing["level"], nothing["reason"]) == ("not_demonstrated", "nothing_reported")
    absent = assessed(evaluation(), figures()).scale_levels.iloc[-1]
    assert (absent["scale_id"], absent["level"], absent["reason"]) == (
        "sigma_implementation",
        "not_demonstrated",
        "no_row",
    )


def test_where_the_scale_of_another_body_has_no_such_criterion_it_says_so():
    other = replace(SMALL, questions=tuple(replace(one, criterion="impact") for one in SMALL.questions))
    found = assessed(evaluation(answers("Q1", 5, 5, 5)), EVERYTHING_GOOD, other).scale_levels
    rows = found[found["criterion"] == "impact"].set_index("scale_id")
    assert rows["reason"].to_dict() == {
        "icmpd_5": "", "giz_100": "", "kfw_6": "", "ieg_6": "not_on_scale", "adb_2006": "not_on_scale",
        "adb_2016": "not_on_scale", "undp_icpe_4": "not_on_scale", "undp_gef_te_6": "not_on_scale",
    }  # fmt: skip
    assert rows["level"].to_dict() == {
        "icmpd_5": "5", "giz_100": "L1", "kfw_6": "1", "ieg_6": "", "adb_2006": "", "adb_2016": "",
        "undp_icpe_4": "", "undp_gef_te_6": "",
    }  # fmt: skip


def test_an_overall_mark_lacking_a_criterion_shows_what_it_could_be():
    found = assessed(evaluation(answers("Q1", 5, 5, 5)), EVERYTHING_GOOD).scale_levels
    overall = found[found["criterion"] == "overall"].set_index("scale_id")
    guide, giz = overall.loc["icmpd_5"], overall.loc["giz_100"]
    assert (guide["score"], guide["level"], guide["basis"]) == (100, "5", "computed")
    # Relevance lies from 87.5 to 100, the other five are not asked and lie from 0 to 100.
    assert (giz["level"], giz["basis"], giz["reason"]) == (
        "not_demonstrated",
        "not_demonstrated",
        "criterion_not_asked",
    )
    assert pd.isna(giz["score"])
    assert (giz["lower"], giz["upper"]) == (float(Fraction(175, 2) / 6), 100)
    assert (giz["level_low"], giz["level_high"]) == ("L6", "L1")
    assert (overall.loc["kfw_6", "level"], overall.loc["kfw_6", "reason"]) == ("", "weights_not_given")
    assert (overall.loc["ieg_6", "level"], overall.loc["ieg_6", "reason"]) == ("", "overall_needs_judgement")


def test_an_overall_mark_from_judged_and_computed_criteria_is_mixed():
    impact = replace(
        SMALL.questions[1],
        id="Q3",
        criterion="impact",
        evidence=(
            EvidenceItem(
                "Q3.c",
                "computed",
                "implementation",
                parse_address("figures#c:x"),
                "share",
                weight=Fraction(1),
            ),
        ),
    )
    matrix = replace(SMALL, questions=(*SMALL.questions, impact))
    ratings = [mark("Q1", "A", 2)]
    found = assessed(
        evaluation(ratings=ratings, overall_weights={"relevance": 1, "impact": 3}), figures(c=0.9), matrix
    )
    row = one(found.scale_levels.query("scale_id == 'icmpd_5' and criterion == 'overall'"))
    # Relevance is judged 25, impact computed 90.
    assert (row["score"], row["basis"], row["level"]) == ((25 + 3 * 90) / 4, "mixed", "4")
    assert pd.isna(row["judged"]) and row["level_computed"] == row["level_judged"] == ""


def message_of(error: type[Exception], made: Evaluation, scale: str = "icmpd_5") -> str:
    with pytest.raises(error) as raised:
        assessed(made, figures(), scale=scale)
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
        (
            {"overall_weights": {"impact": 1}},
            "evaluation test, overall_weights: no criterion 'impact'; allowed: relevance",
        ),
        (
            {"overall_weights": {"relevance": 0}},
            "evaluation test, overall_weights: criterion relevance: found '0'; expected a number above 0",
        ),
        (
            {"prevails": "judgment"},
            "evaluation test, prevails: no word 'judgment'; did you mean 'judgement'?",
        ),
    ],
)
def test_unknown_settings_stop(settings, message):
    assert message_of(EvidenceError, evaluation(**settings)) == message


def test_a_scale_without_a_rule_for_points_stops():
    assert message_of(ScaleError, evaluation(), "gophr_status").startswith(
        "scale gophr_status has no rule that places a score of 0 to 100 points; scales with one: icmpd_5, "
    )

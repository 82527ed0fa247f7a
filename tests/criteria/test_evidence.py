from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.computed import Cells, read_computed
from napeval.criteria.evidence import gather
from napeval.criteria.matrix import load_matrix
from napeval.criteria.scales import load_scale

SCALE = load_scale("icmpd_5")


@pytest.fixture
def read(small_text):
    """read(rule, results): the reading of item Q1.a, with this text for its address and rule."""

    def read_item(keys: str, results: dict[str, pd.DataFrame]):
        text = small_text.replace('address: "figures#a:x", rule: share', keys)
        assert keys in text
        matrix = load_matrix(text)
        return read_computed(matrix.questions[0].evidence[0], Cells(results, matrix))

    return read_item


def figures(**columns) -> dict[str, pd.DataFrame]:
    return {"figures": pd.DataFrame({"name": ["a"], **{name: [value] for name, value in columns.items()}})}


SHARE = 'address: "figures#a:x", rule: share'


@pytest.mark.parametrize(
    ("keys", "value", "points"),
    [
        (SHARE, 1 / 4, 25),
        (SHARE, 0.0, 0),
        ('address: "figures#a:x", rule: inverse_share', 1 / 4, 75),
        ('address: "figures#a:x", rule: linear, from: 0, to: 1', 1 / 4, 25),
        ('address: "figures#a:x", rule: linear, from: 20, to: 10', 12.5, 75),
    ],
)
def test_rules(read, keys, value, points):
    reading = read(keys, figures(x=value))
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (points, points, points, ())


@pytest.mark.parametrize(("value", "points"), [(-0.5, 0), (1.5, 100)])
def test_beyond_the_ends_of_a_line_is_said(read, value, points):
    reading = read('address: "figures#a:x", rule: linear, from: 0, to: 1', figures(x=value))
    assert (reading.value, reading.reasons) == (points, ("capped",))


def test_an_interval_counts_with_its_middle_and_bounds_with_its_ends(read):
    reading = read('address: "figures#a:low", rule: interval, high: high', figures(low=0.5, high=0.8))
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (
        65,
        50,
        80,
        ("interval_middle",),
    )
    point = read('address: "figures#a:low", rule: interval, high: high', figures(low=0.5, high=0.5))
    assert (point.value, point.reasons) == (50, ())


def test_an_interval_with_one_end_unknown_is_unknown(read):
    reading = read(
        'address: "figures#a:low", rule: interval, high: high', figures(low=0.5, high=float("nan"))
    )
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (None, 0, 100, ("no_value",))


BOUNDED = 'address: "figures#a:x", rule: share, low: low, high: high, coverage: known'


def test_207_done_163_not_174_unreported(read):
    counts = figures(x=207 / 370, low=207 / 544, high=381 / 544, known=370 / 544)
    reading = read(BOUNDED, counts)
    assert [float(end) for end in (reading.value, reading.lower, reading.upper)] == pytest.approx(
        [55.9, 38.1, 70.0], abs=0.05
    )


@pytest.mark.parametrize(("known", "reasons"), [(0.499, ("too_little_known",)), (0.5, ()), (0.501, ())])
def test_a_figure_known_for_less_than_half_does_not_count(read, known, reasons):
    reading = read(BOUNDED, figures(x=0.9, low=0.4, high=0.95, known=known))
    assert reading.reasons == reasons
    assert (reading.value is None) == bool(reasons)


def test_one_cell_over_another(read):
    keys = 'address: "figures#a:x", over: "figures#a:y", rule: inverse_share'
    assert read(keys, figures(x=20.0, y=80.0)).value == 75
    assert read(keys, figures(x=0.0, y=0.0)).reasons == ("nothing_to_share",)
    assert read(keys, figures(x=1.0, y=float("nan"))).reasons == ("no_value",)


def places(*flags) -> dict[str, pd.DataFrame]:
    frame = pd.DataFrame(
        {"scope": "pillar", "place": [f"p{n}" for n in range(len(flags))], "x": pd.array(flags)}
    )
    other = pd.DataFrame(
        {"scope": ["plan"], "place": ["plan"], "x": pd.array([flags[0]]) if flags else pd.array([True])}
    )
    return {"places": pd.concat([frame, other], ignore_index=True)}


ROWS = 'address: "places#pillar|*:x", rule: share_of_rows'


def test_share_of_rows(read):
    reading = read(ROWS, places(True, True, False, True))
    assert (reading.value, reading.n, reading.reasons) == (75, 4, ())
    assert read(ROWS, places(3, 0)).value == 50
    assert read(ROWS, places()).reasons == ("no_row",)


def test_rows_that_are_not_known_widen_the_bounds(read):
    reading = read(ROWS, places(True, False, None, None))
    assert (reading.value, reading.lower, reading.upper, reading.n) == (50, 25, 75, 2)
    assert reading.reasons == ("rows_unknown",)
    assert read(ROWS, places(True, None, None)).reasons == ("too_little_known",)


def test_links_nobody_confirmed(read):
    keys = 'address: "figures#a:x", rule: share, confirmed: "figures#a:c", confirmable: "figures#a:n"'
    proposed = read(keys, figures(x=0.7, c=0, n=149))
    assert (proposed.value, proposed.confirmed, proposed.reasons) == (70, 0, ("links_only_proposed",))
    assert read(keys, figures(x=0.7, c=149, n=149)).reasons == ()


@pytest.mark.parametrize(
    ("cell", "reason"),
    [(float("nan"), "no_value"), (pd.NA, "no_value"), (None, "no_value"), (":c", "withheld")],
)
def test_a_cell_without_a_number_says_why(read, cell, reason):
    results = {"figures": pd.DataFrame({"name": ["a"], "x": pd.Series([cell], dtype="object")})}
    reading = read(SHARE, results)
    assert (reading.value, reading.lower, reading.upper, reading.reasons) == (None, 0, 100, (reason,))


@pytest.mark.parametrize(
    ("results", "message"),
    [
        ({"figure": pd.DataFrame()}, "figures#a:x: no results table 'figures'; did you mean 'figure'?"),
        (figures(xx=1.0), "figures#a:x: results table 'figures' has no column 'x'; did you mean 'xx'?"),
        (figures(x=1.5), "item Q1.a, figures#a:x: found 1.5; a share lies from 0 to 1"),
        (figures(x="many"), "figures#a:x: found 'many'; expected a number"),
        (
            {"figures": pd.DataFrame({"name": ["a", "a"], "x": [0.1, 0.2]})},
            "figures#a:x: 2 rows; expected one",
        ),
    ],
)
def test_wrong_names_and_values_stop(read, results, message):
    with pytest.raises(EvidenceError) as error:
        read(SHARE, results)
    assert str(error.value) == message


@pytest.fixture
def readings(small_text, make_figures):
    """readings(evaluation): the reading of every item of the small matrix, by item id."""

    def read_all(evaluation):
        matrix = load_matrix(small_text)
        found = gather(evaluation, make_figures(), matrix, SCALE, matrix.questions)
        return {one.item.id: one for one in found}

    return read_all


def test_two_respondents_are_too_few_and_three_enough(readings, make_evaluation, answers):
    few = readings(make_evaluation(survey=answers("Q1", 5, 5, None)))["Q1.survey"]
    assert (few.available, few.reading.n, few.reading.reasons) == (False, 2, ("too_few_respondents",))
    enough = readings(make_evaluation(survey=answers("Q1", 5, 4, 1)))["Q1.survey"]
    assert (enough.available, enough.reading.n) == (True, 3)
    assert float(enough.reading.value) == pytest.approx((10 / 3 - 1) / 4 * 100)
    assert readings(make_evaluation())["Q1.survey"].reading.reasons == ("no_answers",)


def test_every_respondent_has_the_same_voice(readings, make_evaluation, answers):
    more = [{"respondent": "r1", "question_id": "Q1", "item_id": f"i{n}", "answer": 1} for n in (2, 3, 4)]
    found = readings(make_evaluation(survey=[*answers("Q1", 1, 5, 5), *more]))["Q1.survey"]
    assert found.reading.value == Fraction(0 + 100 + 100, 3)


def test_collected_evidence_is_counted_and_needs_consent(readings, make_evaluation):
    def piece(number: int, kind: str, consent: str | None):
        return {"evidence_id": f"e{number}", "kind": kind, "consent": consent, "question_id": "Q1"}

    found = readings(
        make_evaluation(
            evidence=[
                piece(1, "interview", "yes"), piece(2, "interview", None), piece(3, "focus_group", "no"),
                piece(4, "document", None), piece(5, "observation", "not_applicable"),
            ]
        )
    )["Q1.collected"]  # fmt: skip
    assert (found.available, found.reading.n, found.reading.value) == (True, 3, None)
    assert found.reading.reasons == ("without_consent",)
    none = readings(make_evaluation(evidence=[piece(1, "case", None)]))["Q1.collected"]
    assert (none.available, none.reading.reasons) == (False, ("without_consent",))
    assert readings(make_evaluation())["Q1.collected"].reading.reasons == ("none_collected",)


def test_marks_outside_their_scale_stop(readings, make_evaluation, answers):
    rating = {"question_id": "Q1", "evaluator": "A", "score": 6, "justification": "So."}
    with pytest.raises(EvidenceError) as error:
        readings(make_evaluation(ratings=[rating]))
    assert str(error.value) == (
        "evaluations/ratings, question Q1, evaluator A: scale icmpd_5: found the mark 6; allowed: from 1 to 5"
    )
    with pytest.raises(EvidenceError) as error:
        readings(make_evaluation(survey=answers("Q1", 3, 0)))
    assert str(error.value) == (
        "evaluations/survey, respondent r2, item i1: found the answer 0; allowed: from 1 to 5"
    )


@pytest.mark.parametrize("table", ["ratings", "survey", "evidence"])
def test_answers_to_an_unknown_question_stop(table, readings, make_evaluation):
    with pytest.raises(EvidenceError) as error:
        readings(make_evaluation(**{table: [{"question_id": "X1"}]}))
    assert str(error.value) == f"evaluations/{table}: the matrix has no question 'X1'; allowed: Q1, Q2"

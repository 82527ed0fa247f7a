"""Who answered a survey, what marks and choices they gave, and that few people cannot be told by them."""

import random
from itertools import product

import pandas as pd
import pytest
from small_surveys import GUIDE, choices, evaluation_of, marks, rows_of

from napeval.measures import survey_answers, survey_choices, survey_response
from napeval.measures.survey.marks import kind_withheld, medians_tell
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

RESPONSE = ("institution_kind", "invited", "answered", "not_answered", "rate", "reason")
NUMBERS = ("institution_kind", "respondents", "n", "silent", "median", "reason")
SPREAD = ("mark_1", "mark_2", "mark_3", "mark_4", "mark_5")


def of_all(evaluation, **more):
    frame = survey_answers(evaluation, **more)
    return frame[frame["institution_kind"] == "all"].iloc[0]


# who answered


def test_response_by_kind_with_a_kind_that_is_silent():
    evaluation = evaluation_of(
        marks("i1", {"ngo": [5, None, 3], "court": [2]}),
        invited={"ngo": 4, "court": 1, "donor": 2},
    )
    assert rows_of(survey_response(evaluation), *RESPONSE) == [
        ("all", 7, 4, 3, 4 / 7, ""),
        ("court", 1, 1, 0, 1.0, ""),
        ("donor", 2, 0, 2, 0.0, ""),
        ("ngo", 4, 3, 1, 0.75, ""),
    ]


def test_a_person_counts_once_whatever_the_number_of_rows():
    rows = marks("i1", {"ngo": [5, 4]}) + marks("i2", {"ngo": [5, 4]})
    assert rows_of(survey_response(evaluation_of(rows)), "institution_kind", "answered") == [
        ("all", 2), ("ngo", 2),
    ]  # fmt: skip


def test_a_kind_nobody_counted_the_invitations_of_leaves_the_whole_without_a_rate():
    evaluation = evaluation_of(marks("i1", {"ngo": [5], "court": [4]}), invited={"ngo": 2})
    assert rows_of(survey_response(evaluation), *RESPONSE) == [
        ("all", None, 2, None, None, "invited_not_stated"),
        ("court", None, 1, None, None, "invited_not_stated"),
        ("ngo", 2, 1, 1, 0.5, ""),
    ]


def test_more_answers_than_invited_leave_no_rate_of_the_whole_either():
    evaluation = evaluation_of(marks("i1", {"ngo": [5, 4], "court": [4]}), invited={"ngo": 1, "court": 9})
    assert rows_of(survey_response(evaluation), *RESPONSE) == [
        ("all", 10, 3, None, None, "more_answers_than_invited"),
        ("court", 9, 1, 8, 1 / 9, ""),
        ("ngo", 1, 2, None, None, "more_answers_than_invited"),
    ]


def test_those_who_state_no_kind_have_a_row_of_their_own():
    rows = marks("i1", {"ngo": [5], "x": [4]})
    rows[1]["institution_kind"] = None
    found = rows_of(survey_response(evaluation_of(rows)), "institution_kind", "answered")
    assert found == [("all", 2), ("ngo", 1), ("not_stated", 1)]


def test_the_kind_stated_first_is_that_of_the_person():
    rows = marks("i1", {"ngo": [5, 5]}) + marks("i2", {"ngo": [5, 5]})
    rows[0]["institution_kind"], rows[2]["institution_kind"] = None, "court"
    rows[3]["institution_kind"] = "donor"
    found = rows_of(survey_response(evaluation_of(rows)), "institution_kind", "answered")
    assert found == [("all", 2), ("court", 1), ("ngo", 1)]


def test_invitations_are_known_before_anybody_answers():
    evaluation = evaluation_of(invited={"ngo": 3})
    assert rows_of(survey_response(evaluation), *RESPONSE) == [
        ("all", 3, 0, 3, 0.0, ""), ("ngo", 3, 0, 3, 0.0, ""),
    ]  # fmt: skip


# marks


def test_marks_of_an_item_by_hand():
    given = {"ngo": [5, 4, 4, 2, None], "court": [3, 3, 1], "police": [4, 5, 5, 2]}
    invited = {"ngo": 6, "court": 3, "police": 4}
    evaluation = evaluation_of(marks("i1", given), invited=invited)
    frame = survey_answers(evaluation)
    assert rows_of(frame, *NUMBERS) == [
        ("all", 12, 11, 1, 4.0, ""),
        ("court", 3, 3, 0, 3.0, ""),
        ("ngo", 5, 4, 1, 4.0, ""),
        ("police", 4, 4, 0, 4.5, ""),
    ]
    whole = frame.iloc[0]
    assert whole["question_id"] == "Q1" and list(whole[list(SPREAD)]) == [1, 2, 2, 3, 3]
    # 38 in all; two of the 13 invited gave no mark
    assert whole["mean"] == 38 / 11
    assert (whole["mean_lower"], whole["mean_upper"]) == (40 / 13, 48 / 13)
    assert whole["share_top"] == 6 / 11
    # Wilson by hand: z = 1.959964, (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n)
    assert (whole["top_low"], whole["top_high"]) == pytest.approx((0.2800915, 0.7872873), abs=1e-6)


def test_a_kind_has_neither_mean_nor_counts_by_mark():
    frame = survey_answers(evaluation_of(marks("i1", {"ngo": [5, 4, 4] * 5, "court": [3] * 12})))
    kinds = frame[frame["institution_kind"] != "all"]
    assert len(kinds) == 2
    hidden = ["mean", "mean_lower", "mean_upper", *SPREAD, "share_top", "top_low", "top_high"]
    assert kinds[hidden].isna().all(axis=None)


@pytest.mark.parametrize(("given", "middle"), [([1, 2, 2], 2), ([1, 2, 3, 5], 2.5), ([3.5, 1, 4], 3.5)])
def test_the_median_is_exact_and_keeps_halves(given, middle):
    assert of_all(evaluation_of(marks("i1", {"ngo": given})))["median"] == middle


def test_a_mark_between_two_counts_at_the_lower():
    given = [1.5, 2.5, 3.5, 4.5, 5, 1, 2, 3, 4, 5]
    whole = of_all(evaluation_of(marks("i1", {"ngo": given})))
    assert list(whole[list(SPREAD)]) == [2, 2, 2, 2, 2]
    assert whole["share_top"] == 0.4  # from 4 up, as the counts of 4 and 5 say


@pytest.mark.parametrize(("number", "shown"), [(9, False), (10, True)])
def test_ten_marks_are_spread_out_and_nine_are_not(number, shown):
    whole = of_all(evaluation_of(marks("i1", {"ngo": [4] * number})))
    assert whole["reason"] == ("" if shown else "few_for_distribution")
    assert whole[[*SPREAD, "share_top", "top_low", "top_high"]].notna().all() == shown
    assert (whole["n"], whole["mean"]) == (number, 4)


@pytest.mark.parametrize(("number", "minimum", "shown"), [(2, 3, False), (3, 3, True), (4, 5, False)])
def test_below_the_least_number_there_is_no_figure(number, minimum, shown):
    evaluation = evaluation_of(marks("i1", {"ngo": [4] * number + [None]}))
    frame = survey_answers(evaluation, minimum=minimum)
    if shown:
        assert rows_of(frame, *NUMBERS)[0] == ("all", 4, 3, 1, 4.0, "few_for_distribution")
    else:
        assert (frame["reason"] == "too_few_respondents").all()
        figures = frame.columns.difference(["item_id", "question_id", "institution_kind", "reason", "trace"])
        assert frame[figures].isna().all(axis=None)


def test_bounds_take_those_who_answered_where_invitations_are_not_stated():
    evaluation = evaluation_of(marks("i1", {"ngo": [4, 4, 4, None], "court": [None]}), invited={"ngo": 50})
    whole = of_all(evaluation)
    assert (whole["mean_lower"], whole["mean_upper"]) == (14 / 5, 22 / 5)


def test_bounds_never_count_fewer_than_answered():
    evaluation = evaluation_of(marks("i1", {"ngo": [4, 4, 4], "court": [4]}), invited={"ngo": 1, "court": 2})
    whole = of_all(evaluation)
    assert (whole["mean_lower"], whole["mean_upper"]) == (17 / 5, 21 / 5)


def test_an_activity_is_marked_by_those_who_took_part():
    grade = f"{GUIDE}.p2.8.grade:I.1.1"
    rows = marks("i1", {"ngo": [3] * 9})
    rows += choices("p2.8.took:I.1.1", ["yes"] * 5 + ["no"] * 3, question="EFF1")
    rows += marks(grade, {"ngo": [5, 4, 3, None]}, question="EFF1")
    frame = survey_answers(evaluation_of(rows, invited={"ngo": 40}))
    frame = frame[frame["item_id"] == grade]
    assert rows_of(frame, *NUMBERS) == [
        ("all", 5, 3, 2, 4.0, "few_for_distribution"), ("ngo", 5, 3, 2, 4.0, ""),
    ]  # fmt: skip
    assert rows_of(frame, "question_id", "mean_lower", "mean_upper")[0] == ("EFF1", 14 / 5, 22 / 5)


def test_one_person_has_one_mark_on_an_item_that_stands_under_two_questions():
    rows = marks("i1", {"ngo": [5, 4, 3]}) + marks("i1", {"ngo": [1, 1, 1]}, question="Q0")
    frame = survey_answers(evaluation_of(rows))
    assert rows_of(frame, "item_id", "institution_kind", "question_id", "n", "median")[0] == (
        "i1", "all", "Q1", 3, 4.0,
    )  # fmt: skip


# few people among many


def test_the_number_of_a_kind_hidden_alone_cannot_be_worked_out():
    given = {"ngo": [5, 4, 4, 2], "court": [3, 3], "police": [4, 5, 5], "agency": [1, 2, 3, 4, 5]}
    frame = survey_answers(evaluation_of(marks("i1", given)))
    assert rows_of(frame, *NUMBERS)[1:] == [
        ("agency", 5, 5, 0, 3.0, ""),
        ("court", None, None, None, None, "too_few_respondents"),
        ("ngo", 4, 4, 0, 4.0, ""),
        ("police", None, None, None, 5.0, "number_withheld"),
    ]


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ({"ngo": 5, "court": 4}, None),
        ({"ngo": 5, "court": 2}, "ngo"),
        ({"ngo": 5, "police": 4, "court": 2}, "police"),
        ({"ngo": 4, "police": 4, "court": 0}, "ngo"),
        ({"ngo": 5, "police": 2, "court": 2}, None),
        ({"court": 2}, None),
        ({}, None),
    ],
)
def test_which_number_is_withheld_beside_a_hidden_one(numbers, kind):
    assert kind_withheld(numbers, 3) == kind


@pytest.mark.parametrize(
    ("shown", "hidden", "tell", "middle"),
    [
        ([1, 3, 5], [5], True, None),  # any but a 5 in the place of the one hidden moves the median
        ([1, 3, 4, 4, 5], [5], False, 4),  # the hidden one may be a 4 as well
        ([1, 2, 2, 4], [3], False, 2),
        ([3, 3, 3], [3, 3], True, None),  # all are the same
        ([1, 3, 5], [], False, 3),
    ],
)
def test_medians_that_tell_a_hidden_mark_are_withheld(shown, hidden, tell, middle):
    assert medians_tell({"ngo": shown, "court": hidden}, 3) == tell
    frame = survey_answers(evaluation_of(marks("i1", {"ngo": shown, "court": [*hidden, None]})))
    assert rows_of(frame, "institution_kind", "median", "reason")[1:] == [
        ("court", None, "too_few_respondents"), ("ngo", middle, "number_withheld"),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_no_number_below_the_least_can_be_subtracted_from_the_others(seed):
    draw = random.Random(seed)
    sizes = {kind: draw.randint(1, 6) for kind in ("agency", "court", "ngo", "police")[: draw.randint(1, 4)]}
    given = {kind: [draw.choice([None, 1, 2, 3, 4, 5]) for _ in range(size)] for kind, size in sizes.items()}
    frame = survey_answers(evaluation_of(marks("i1", given)))
    numbers = {kind: sum(mark is not None for mark in own) for kind, own in given.items()}
    if not any(numbers.values()):
        assert frame.empty
        return
    table = frame.set_index("institution_kind")
    unknown = [kind for kind in numbers if pd.isna(table.loc[kind, "n"])]
    assert {kind for kind, number in numbers.items() if number < 3} <= set(unknown)
    if pd.notna(table.loc["all", "n"]):
        assert len(unknown) != 1
        rest = table.loc["all", "n"] - sum(numbers[kind] for kind in numbers if kind not in unknown)
        ways = [way for way in product(*(range(sizes[kind] + 1) for kind in unknown)) if sum(way) == rest]
        assert not unknown or tuple(numbers[kind] for kind in unknown) in ways
    for column in ("respondents", "silent"):
        assert table.loc[unknown, column].isna().all()


# choices


def test_choices_are_counted_with_those_nobody_made():
    evaluation = evaluation_of(choices("p1.2", ["yes"] * 5 + ["no"] * 3 + [None, "a remark"]))
    columns = ("item_id", "choice", "question_id", "count", "of", "share", "reason")
    assert rows_of(survey_choices(evaluation), *columns) == [
        (f"{GUIDE}.p1.2", "yes", "Q1", 5, 8, 5 / 8, ""),
        (f"{GUIDE}.p1.2", "partly", "Q1", 0, 8, 0.0, ""),
        (f"{GUIDE}.p1.2", "no", "Q1", 3, 8, 3 / 8, ""),
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["yes"] * 20 + ["no"] * 2, "too_few_in_a_choice"),
        (["yes"] * 20 + ["no"] * 3, ""),
        (["yes"] * 2, "too_few_respondents"),
        (["yes"] * 3, ""),
    ],
)
def test_a_choice_of_few_hides_the_item(words, reason):
    frame = survey_choices(evaluation_of(choices("p1.2", words)))
    assert list(frame["reason"]) == [reason] * 3
    assert frame[["count", "of", "share"]].isna().all(axis=None) == bool(reason)


def test_the_least_number_of_a_choice_is_a_setting():
    evaluation = evaluation_of(choices("p1.7", ["yes"] * 5 + ["no"] * 4))
    assert list(survey_choices(evaluation, minimum=4)["count"]) == [5, 4]
    assert list(survey_choices(evaluation, minimum=5)["reason"]) == ["too_few_in_a_choice"] * 2


def test_words_are_no_choices_and_are_never_shown():
    secret = "Everybody knows who said this"
    rows = choices("p1.3", [secret] * 5) + choices("p1.6a.c", [secret] * 5) + choices("p1.6a", [secret] * 5)
    rows += choices("p9.9", ["yes"] * 5) + marks("matrix.REL1", {"ngo": [3] * 12})
    evaluation = evaluation_of([{**row, "comment": row.get("comment", secret)} for row in rows])
    assert survey_choices(evaluation).empty
    shown = pd.concat([survey_answers(evaluation), survey_response(evaluation)]).to_csv()
    assert "Everybody" not in shown and "matrix.REL1" in shown


# frames


@pytest.mark.parametrize("make", [survey_response, survey_answers, survey_choices])
def test_without_answers_the_frame_has_its_columns_and_types(make):
    name = make.__name__
    empty = make(evaluation_of())
    full = make(
        evaluation_of(marks("i1", {"ngo": [4] * 12}) + choices("p1.2", ["yes"] * 12), invited={"ngo": 12})
    )
    assert empty.empty and not full.empty
    assert dict(empty.dtypes) == dict(full.dtypes)
    assert declared(full, CATALOGUE[name]).columns.tolist() == list(CATALOGUE[name].names)


@pytest.mark.parametrize("make", [survey_response, survey_answers, survey_choices])
def test_no_trace_says_who_answered(make):
    rows = marks("i1", {"ngo": [4] * 12}) + choices("p1.2", ["yes"] * 12)
    assert set(make(evaluation_of(rows))["trace"]) == {"evaluations/survey#*"}

"""Permutation tests of groups, and whether kinds of institutions answered differently."""

import random
from fractions import Fraction
from itertools import combinations
from math import factorial

import numpy as np
import pytest
from scipy import stats
from small_surveys import evaluation_of, marks, rows_of

from napeval.measures import survey_groups
from napeval.measures.survey import exact_ranks
from napeval.measures.survey.exact_ranks import (
    PERMUTATIONS,
    doubled_ranks,
    epsilon_squared,
    several_groups,
    superiority,
    two_groups,
)
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared


def rng(seed=1):
    return np.random.default_rng(seed)


def exactly(*values):
    return [Fraction(value) for value in values]


def drawn_marks(seed, *sizes, high=5):
    draw = random.Random(seed)
    return [[Fraction(draw.randint(1, high)) for _ in range(size)] for size in sizes]


# ranks of two groups


def test_equal_values_share_the_middle_of_their_ranks():
    assert doubled_ranks(exactly(3, 1, 3, 2)) == [7, 2, 7, 4]
    assert sum(doubled_ranks(exactly(5, 5, 5))) == 2 * 6


def test_two_groups_by_hand():
    # All five answers of one group below all three of the other: 1 of 56 ways each side.
    test = two_groups(exactly(1, 2, 3, 4, 5), exactly(6, 7, 8), rng())
    assert (test.statistic, test.p, test.p_floor, test.method) == (15, 2 / 56, 2 / 56, "exact")
    # 1, 1 against 1, 2: mid-ranks 2, 2, 2, 4; the first group sums to 4 in 3 of 6 ways, to 6 in 3.
    tied = two_groups(exactly(1, 1), exactly(1, 2), rng())
    assert (tied.statistic, tied.p, tied.p_floor) == (4, 1, 1)


def test_answers_that_are_all_equal_are_not_tested():
    assert two_groups(exactly(4, 4, 4), exactly(4, 4, 4), rng()) is None
    assert several_groups([exactly(4, 4), exactly(4, 4), exactly(4)], rng()) is None


@pytest.mark.parametrize("seed", range(12))
def test_two_groups_without_ties_agree_with_the_exact_mann_whitney_test(seed):
    values = random.Random(seed).sample(range(100), 15)
    size = 4 + seed % 7
    first, second = values[:size], values[size:]
    test = two_groups(exactly(*first), exactly(*second), rng())
    other = stats.mannwhitneyu(first, second, method="exact")
    assert test.p == pytest.approx(other.pvalue, rel=1e-12)
    assert test.statistic - size * (size + 1) / 2 == other.statistic


@pytest.mark.parametrize("seed", range(12))
def test_two_groups_with_ties_agree_with_every_way_gone_through(seed):
    first, second = drawn_marks(seed, 3 + seed % 4, 6, high=3)
    ranks, size = doubled_ranks([*first, *second]), len(first)
    middle = size * (len(ranks) + 1)
    away = [abs(sum(chosen) - middle) for chosen in combinations(ranks, size)]
    found = abs(sum(ranks[:size]) - middle)
    test = two_groups(first, second, rng())
    assert test.p == sum(one >= found for one in away) / len(away)
    assert test.p_floor == away.count(max(away)) / len(away)
    turned = two_groups(second, first, rng())
    assert (turned.p, turned.p_floor) == (test.p, test.p_floor)


def test_many_answers_in_two_groups_are_drawn(monkeypatch):
    first, second = drawn_marks(3, 20, 24)
    counted = two_groups(first, second, rng())
    monkeypatch.setattr(exact_ranks, "MOST_COUNTED", 43)
    test = two_groups(first, second, rng())
    assert (counted.method, test.method, test.p_floor) == ("exact", "drawn", None)
    assert test.statistic == counted.statistic
    assert test.p == pytest.approx(counted.p, abs=0.02)
    monkeypatch.setattr(exact_ranks, "MOST_COUNTED", 44)
    assert two_groups(first, second, rng()) == counted


@pytest.mark.parametrize(
    ("first", "second", "chance"),
    [
        ((1, 2), (3, 4), 0),
        ((3, 4), (1, 2), 1),
        ((2, 2), (2, 2), Fraction(1, 2)),
        ((1, 3), (2, 3), Fraction(3, 8)),
    ],
)
def test_superiority_counts_equal_answers_half(first, second, chance):
    assert superiority(exactly(*first), exactly(*second)) == chance


def test_superiority_is_the_statistic_of_mann_and_whitney_over_all_pairs():
    first, second = drawn_marks(8, 9, 14)
    other = stats.mannwhitneyu([float(x) for x in first], [float(x) for x in second])
    assert float(superiority(first, second)) == pytest.approx(other.statistic / (9 * 14))


# ranks of several groups


@pytest.mark.parametrize("sizes", [(3, 4, 3), (5, 6, 7, 3), (12, 9, 15)])
@pytest.mark.parametrize("seed", range(4))
def test_the_statistic_of_several_groups_is_that_of_kruskal_and_wallis(sizes, seed):
    groups = drawn_marks(seed, *sizes)
    test = several_groups(groups, rng())
    other = stats.kruskal(*[[float(mark) for mark in group] for group in groups])
    assert test.statistic == pytest.approx(other.statistic)


def test_several_groups_by_hand():
    # 1 2 | 3 4 | 5 6: H is greatest where the groups stand in a row, in 3! of 90 ways.
    test = several_groups([exactly(1, 2), exactly(3, 4), exactly(5, 6)], rng())
    assert test.statistic == pytest.approx(32 / 7)
    assert (test.p, test.p_floor, test.method) == (6 / 90, 6 / 90, "exact")


@pytest.mark.parametrize("seed", range(6))
def test_several_groups_with_ties_agree_with_every_way_gone_through(seed):
    groups = drawn_marks(seed, 2, 3, 2, high=3)
    values = [float(mark) for group in groups for mark in group]
    assert len(set(values)) > 1
    every, places = [], set(range(7))
    for first in combinations(places, 2):
        for second in combinations(places - set(first), 3):
            parts = (first, second, places - set(first) - set(second))
            every.append(stats.kruskal(*[[values[place] for place in part] for part in parts]).statistic)
    test = several_groups(groups, rng())
    assert len(every) == factorial(7) // (2 * 6 * 2)
    assert test.p == pytest.approx(sum(one >= test.statistic - 1e-9 for one in every) / len(every))
    assert test.p_floor == pytest.approx(sum(one >= max(every) - 1e-9 for one in every) / len(every))


def test_two_groups_are_the_least_of_several():
    first, second = drawn_marks(5, 5, 6)
    pair, several = two_groups(first, second, rng()), several_groups([first, second], rng())
    assert several.p == pytest.approx(pair.p) and several.p_floor == pytest.approx(pair.p_floor)


def test_too_many_ways_are_drawn_by_the_seed(monkeypatch):
    groups = drawn_marks(2, 4, 4, 4)  # 34,650 ways
    counted = several_groups(groups, rng())
    monkeypatch.setattr(exact_ranks, "MOST_PARTITIONS", 34_649)
    test = several_groups(groups, rng(7))
    assert (counted.method, test.method, test.p_floor) == ("exact", "drawn", None)
    assert test.p == pytest.approx(counted.p, abs=0.02)
    assert several_groups(groups, rng(7)) == test
    assert several_groups(groups, rng(8)).p != test.p
    monkeypatch.setattr(exact_ranks, "MOST_PARTITIONS", 34_650)
    assert several_groups(groups, rng()) == counted


def test_a_drawn_p_is_never_zero():
    groups = [exactly(*range(start, start + 20)) for start in (0, 100, 200)]
    assert several_groups(groups, rng()).p == 1 / (PERMUTATIONS + 1)


def test_epsilon_squared_is_one_where_only_the_groups_differ():
    groups = [exactly(1, 1, 1), exactly(2, 2, 2), exactly(3, 3, 3)]
    assert epsilon_squared(several_groups(groups, rng()).statistic, 9) == pytest.approx(1)


# questions

CELLS = ("question_id", "groups", "n", "left_out", "test", "finding", "reason")
APART = {"ministry": [5, 5, 5, 4, 5, 4], "police": [5, 4, 5, 5, 4], "ngo": [1, 2, 1, 2, 1, 1]}


def of_grouping(evaluation, grouping):
    frame = survey_groups(evaluation)[0]
    return frame[frame["grouping"] == grouping]


def test_a_difference_is_found_by_both_groupings():
    evaluation = evaluation_of(marks("i1", APART))
    kinds = of_grouping(evaluation, "institution_kind").iloc[0]
    assert (kinds["test"], kinds["groups"], kinds["n"], kinds["finding"]) == (
        "kruskal_drawn", 3, 17, "difference",
    )  # fmt: skip
    assert (kinds["lowest_group"], kinds["highest_group"]) == ("ngo", "ministry")
    assert kinds["effect"] == pytest.approx(kinds["statistic"] / 16)
    pair = of_grouping(evaluation, "state_and_others").iloc[0]
    # The others hold the six lowest of 17 answers; no other six lie as far out, for the highest are tied.
    assert pair["p"] == 1 / 12376 and pair["p_adjusted"] == pair["p"]
    assert (pair["statistic"], pair["effect"], pair["effect_unit"]) == (132, 1, "superiority")
    assert (pair["lowest_group"], pair["highest_group"]) == ("others", "state")
    assert rows_of(survey_groups(evaluation)[1], "grouping", "tests", "different") == [
        ("all", 2, 2), ("institution_kind", 1, 1), ("state_and_others", 1, 1),
    ]  # fmt: skip


def test_state_and_others_take_every_kind():
    state = ("ministry", "agency", "police", "prosecution", "court", "municipality", "state_budget")
    given = {kind: [5] for kind in state} | {kind: [1, 2] for kind in ("ngo", "international", "donor")}
    pair = of_grouping(evaluation_of(marks("i1", given)), "state_and_others").iloc[0]
    assert (pair["n"], pair["left_out"], pair["statistic"]) == (13, 0, sum(range(7, 14)))


def test_each_person_counts_once_by_the_mean_of_the_marks():
    rows = marks("i1", {"ngo": [1, 5, 2, 3], "court": [1, 1, 1, 2]})
    rows += marks("i2", {"ngo": [4, None, 3, 4], "court": [2, 1, None, 1]})
    # ngo: 2.5 5 2.5 3.5; court: 1.5 1 1 1.5
    pair = of_grouping(evaluation_of(rows), "state_and_others").iloc[0]
    assert (pair["n"], pair["p"], pair["effect"]) == (8, 2 / 70, 0)


def test_small_groups_and_those_of_no_stated_kind_are_left_out():
    rows = marks("i1", {"ngo": [1, 2, 3, 1], "court": [4, 5, 5, 4], "donor": [3, 3], None: [5]})
    kinds = of_grouping(evaluation_of(rows), "institution_kind")
    assert rows_of(kinds, *CELLS) == [
        ("Q1", 2, 8, 3, "kruskal_exact", "difference", ""),
    ]


def test_one_left_out_is_not_told_by_the_ties_of_the_others():
    rows = marks("i1", {"ngo": [1, 2, 3, 1, 2, 1], "court": [4, 5, 5, 4], None: [5]})
    pair = of_grouping(evaluation_of(rows), "state_and_others")
    assert rows_of(pair, *CELLS) == [("Q1", 1, 6, 5, None, "too_few", "number_withheld")]
    rows += marks("i1", {"police": [3, 4, 4, 5, 4]})
    kinds = of_grouping(evaluation_of(rows), "institution_kind")  # the court goes with the one of no kind
    assert rows_of(kinds, *CELLS) == [("Q1", 2, 11, 5, "kruskal_exact", "difference", "")]


def test_groups_below_the_minimum_of_the_matrix_are_left_out():
    evaluation = evaluation_of(marks("i1", {"ngo": [1, 2, 3, 1, 2], "court": [4, 5, 5, 4, 5]}))
    for minimum, groups in ((5, 2), (6, 0), (1, 2)):
        assert set(survey_groups(evaluation, minimum=minimum)[0]["groups"]) == {groups}


@pytest.mark.parametrize(
    ("given", "finding", "reason"),
    [
        ({"ngo": [1, 2, 3], "court": [4, 5]}, "too_few", "too_few_groups"),
        ({"ngo": [1, 1, 1], "court": [5, 5, 5]}, "too_few", "p_floor_too_high"),  # 2 of 20 at best
        ({"ngo": [1, 1, 1], "court": [5, 5, 5, 5]}, "difference", ""),
        ({"ngo": [4, 4, 4], "court": [4, 4, 4, 4]}, "no_difference_shown", "no_variation"),
    ],
)
def test_what_cannot_be_tested_says_why(given, finding, reason):
    frame = survey_groups(evaluation_of(marks("i1", given)))[0]
    assert list(frame["finding"]) == [finding] * 2 and list(frame["reason"]) == [reason] * 2
    figures = ["statistic", "p", "p_adjusted", "effect"]
    assert frame[figures].isna().all(axis=None) == bool(reason)
    words = ["test", "effect_unit", "lowest_group", "highest_group"]
    assert frame[words].isna().all(axis=None) == bool(reason)


def test_p_is_adjusted_within_a_grouping_over_the_questions_tested():
    rows = marks("i1", APART, question="Q1") + marks("i2", {"ngo": [1, 2, 3], "court": [4]}, question="Q2")
    rows += marks("i3", {"ministry": [3, 4, 3, 2, 5], "ngo": [3, 4, 2, 5, 3]}, question="Q3")
    evaluation = evaluation_of(rows)
    frame, counts = survey_groups(evaluation)
    for _, own in frame.groupby("grouping"):
        p, adjusted = own["p"].tolist(), own["p_adjusted"].tolist()
        assert adjusted[0] == pytest.approx(2 * p[0]) and adjusted[2] == pytest.approx(p[2])
        assert np.isnan(p[1]) and np.isnan(adjusted[1])
        assert list(own["finding"]) == ["difference", "too_few", "no_difference_shown"]
    assert rows_of(counts, "tests", "different") == [(4, 2), (2, 1), (2, 1)]


def test_groups_with_one_median_are_told_by_their_ranks():
    given = {"ngo": [1, 3, 3, 3, 3, 3], "court": [3, 3, 3, 3, 5, 5], "police": [3, 3, 3, 3, 3, 4]}
    kinds = of_grouping(evaluation_of(marks("i1", given)), "institution_kind").iloc[0]
    assert (kinds["lowest_group"], kinds["highest_group"]) == ("ngo", "court")


def test_draws_follow_the_seed_of_the_evaluation_and_no_other_question():
    wide = {kind: own * 2 for kind, own in APART.items()} | {"court": [3, 4, 2, 5, 4, 2, 3, 3]}
    near = {kind: [3, 4, 2, 5, 3, 4, 2] for kind in ("ngo", "court")} | {"police": [4, 4, 3, 2, 5, 2, 4]}
    alone = evaluation_of(marks("i1", near, question="Q9"), seed=5)
    both = evaluation_of(marks("i1", near, question="Q9") + marks("i2", wide, question="Q1"), seed=5)
    other = evaluation_of(marks("i1", near, question="Q9"), seed=7)
    first, second, third = (
        survey_groups(one)[0].set_index(["question_id", "grouping"]).loc[("Q9", "institution_kind"), "p"]
        for one in (alone, both, other)
    )
    assert first == second and first != third
    twin = evaluation_of(marks("i1", near, question="Q8") + marks("i1b", near, question="Q9"), seed=5)
    draws = of_grouping(twin, "institution_kind")["p"].tolist()  # the same marks, drawn apart
    assert draws[1] == first and draws[0] != first


def test_a_seed_left_blank_is_that_of_no_setting():
    given = {kind: [3, 4, 2, 5, 3, 4, 2] for kind in ("ngo", "court", "police")}
    blank, unset = evaluation_of(marks("i1", given), seed=None), evaluation_of(marks("i1", given))
    assert survey_groups(blank)[0].equals(survey_groups(unset)[0])


def test_an_item_that_stands_under_two_questions_counts_in_both():
    evaluation = evaluation_of(marks("i1", APART, question="Q1") + marks("i1", APART, question="Q2"))
    pair = of_grouping(evaluation, "state_and_others")
    assert rows_of(pair, "question_id", "n", "p") == [("Q1", 17, 1 / 12376), ("Q2", 17, 1 / 12376)]


@pytest.mark.parametrize("table", [0, 1])
def test_the_frames_are_as_declared_and_without_answers_empty(table):
    name = ("survey_groups", "survey_group_counts")[table]
    full, empty = (
        survey_groups(evaluation_of(rows))[table] for rows in (marks("i1", APART), marks("i1", {}))
    )
    assert empty.empty and dict(empty.dtypes) == dict(full.dtypes)
    assert declared(full, CATALOGUE[name]).columns.tolist() == list(CATALOGUE[name].names)
    assert set(full["trace"]) == {"evaluations/survey#*"}

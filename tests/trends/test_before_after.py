"""Means before and after a date against all ways to share out the same values."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends import REASON_CODES, before_after, before_after_many


def test_three_and_three_describe_the_shift_and_can_never_show_it():
    got = before_after([10, 12, 11, 7, 6, 8], None, 3)
    assert (got.mean_before, got.mean_after, got.difference) == (11, 7, -4)
    assert got.ways == 20
    assert got.p == got.p_floor == 2 / 20
    assert got.interval is None
    assert (got.reportable, got.reason, got.effect) == (False, "too_few_points", None)


def test_four_and_four_apart_reach_the_smallest_p():
    got = before_after([10, 12, 11, 13, 7, 6, 8, 5], None, 4)
    assert got.p == got.p_floor == 2 / comb(8, 4)
    assert (got.reportable, got.reason) == (True, None)
    assert got.effect.value == -5
    # 70 ways: the outermost shifts are the limits. Swapping 10 with 8 alone gives -2, 13 with 5 alone -8.
    assert got.interval == pytest.approx((-8, -2))


def every_p(values, after, shift):
    moved = np.where(after, values - shift, values)
    n_after = int(after.sum())
    differences = []
    for chosen in combinations(range(len(values)), n_after):
        inside = np.isin(np.arange(len(values)), chosen)
        differences.append(moved[inside].mean() - moved[~inside].mean())
    differences = np.array(differences)
    observed = moved[after].mean() - moved[~after].mean()
    return min(1, 2 * min((differences >= observed - 1e-9).mean(), (differences <= observed + 1e-9).mean()))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-30, 30), min_size=8, max_size=9), st.integers(3, 5))
def test_p_by_brute_force_and_the_interval_holds_what_is_not_rejected(values, date):
    values = np.array(values, float)
    after = np.arange(len(values)) >= date
    got = before_after(values, None, date)
    if np.ptp(values) == 0:
        assert (got.reason, got.interval) == ("no_variation", None)
        return
    assert got.p == pytest.approx(every_p(values, after, 0))
    if got.interval is None:
        assert comb(len(values), date) * 0.025 < 1
        return
    low, high = got.interval
    span = 1e-4
    assert every_p(values, after, low + span) > 0.05 and every_p(values, after, high - span) > 0.05
    assert every_p(values, after, low - span) <= 0.05 and every_p(values, after, high + span) <= 0.05
    assert low - 1e-9 <= got.difference <= high + 1e-9


def test_ties_raise_the_floor():
    got = before_after([1, 1, 1, 1, 1, 1, 1, 2], None, 4)
    assert got.p_floor == 1  # the one that differs stands after the date in half of all sharings
    assert got.reason == "too_few_points"


def test_many_points_are_shared_out_by_drawing_with_a_seed():
    values = np.random.default_rng(1).normal(size=24)
    got, again = before_after(values, None, 12), before_after(values, None, 12)
    other = before_after(values, None, 12, seed=7)
    assert got.method == "before_after_permutation_drawn"
    assert (got.ways, got.p) == (20_000, again.p)
    assert got.p != other.p and got.p == pytest.approx(other.p, abs=0.03)
    assert before_after(values[:20], None, 10).method == "before_after_permutation_exact"


def test_the_drawn_test_never_gives_a_p_of_zero():
    assert before_after(np.arange(30.0), None, 15).p == 2 / 20_000


@pytest.mark.parametrize(
    ("values", "times", "date", "reason"),
    [
        ([], None, 1, "no_valid_data"),
        ([None, None], None, 1, "no_valid_data"),
        ([1, 2, np.inf, 4], None, 2, "non_finite_value"),
        ([1, 2, 3, 4], [0, 1, 1, 2], 1, "duplicate_time"),
        ([1, 2], None, 1, "n_too_small"),
        ([1, 2, 3, 4], None, 3, "too_few_post"),
        ([1, 2, 3, 4], None, 1, "too_few_pre"),
        ([1, 2, 3, 4], None, 9, "too_few_post"),
        ([3] * 8, None, 4, "no_variation"),
        ([1, 2, 3, 4], None, 2, "too_few_points"),
    ],
)
def test_refusals(values, times, date, reason):
    got = before_after(values, times, date)
    assert (got.reportable, got.reason) == (False, reason)
    assert reason in REASON_CODES


def test_missing_points_are_dropped_and_order_does_not_matter():
    plain = before_after([5, 6, 4, 5, 9, 8, 9, 10], range(8), 4)
    mixed = before_after([10, None, 5, 6, 4, 5, 9, 8, 9], [7, 3.5, 0, 1, 2, 3, 4, 5, 6], 4)
    assert (mixed.n, mixed.n_missing) == (8, 1)
    assert (mixed.p, mixed.difference, mixed.interval) == (plain.p, plain.difference, plain.interval)


def test_many_series_are_answered_as_each_alone():
    rows = np.random.default_rng(3).normal(size=(4, 9))
    rows[2, 1] = np.nan
    many = before_after_many(rows, None, 4)
    for row, values in enumerate(rows):
        alone = before_after(values, None, 4)
        assert (many["p"][row], many["n_missing"][row]) == (alone.p, alone.n_missing)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (([1, 2, 3], None, None), {}, "intervention_time: found None; allowed: a finite number."),
        (([1, 2, 3], None, 1), {"confidence": 95},
         "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
        (([1, 2, 3], [0, 1], 1), {}, "times: found 2 entries for 3 values; allowed: one for each."),
    ],
)
def test_wrong_calls(arguments, options, message):
    with pytest.raises(ValueError) as error:
        before_after(*arguments, **options)
    assert str(error.value) == message

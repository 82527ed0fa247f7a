"""Seasonal and regional Mann-Kendall: by brute force, by hand, and by what must not matter."""

from fractions import Fraction
from itertools import permutations, product
from math import factorial, inf, nan, sqrt

import numpy as np
import pymannkendall
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends import (
    REASON_CODES,
    mann_kendall,
    regional_mann_kendall,
    seasonal_mann_kendall,
    sen_slope,
)
from napeval.trends.ranks.scores import z_score

# Five years of quarters, rising by about 1.7 a year, with a peak every third quarter.
QUARTERS = [12, 18, 25, 15, 14, 19, 27, 16, 15, 22, 28, 19, 17, 21, 31, 18, 18, 25, 33, 22]
SMALL_BLOCKS = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=3)
QUARTERLY = st.lists(st.integers(0, 9), min_size=12, max_size=24)
EXTREME = {
    "two-sided": lambda s, observed: abs(s) >= abs(observed),
    "greater": lambda s, observed: s >= observed,
    "less": lambda s, observed: s <= observed,
}


def score(values):
    return sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])


@pytest.mark.parametrize("alternative", EXTREME)
@given(blocks=SMALL_BLOCKS)
@settings(max_examples=25, deadline=None)
def test_exact_p_counts_every_order_of_every_block(alternative, blocks):
    all_scores = [sum(map(score, orders)) for orders in product(*(permutations(block) for block in blocks))]
    observed = sum(map(score, blocks))
    share = Fraction(sum(EXTREME[alternative](s, observed) for s in all_scores), len(all_scores))
    most = max(all_scores, key=abs)
    floor = Fraction(sum(EXTREME[alternative](s, most) for s in all_scores), len(all_scores))
    by_region = regional_mann_kendall(blocks, alternative=alternative)
    by_season = seasonal_mann_kendall([value for year in zip(*blocks, strict=True) for value in year],
                                      period=len(blocks), alternative=alternative)
    assert by_region.S == by_season.S == observed
    assert by_region.p_exact_fraction == by_season.p_exact_fraction == share
    if alternative == "two-sided":
        assert by_region.p_floor_fraction == by_season.p_floor_fraction == floor


def test_quarters_by_hand():
    got = seasonal_mann_kendall(QUARTERS)
    assert got.S_by_season == (10, 8, 10, 8)  # of 10 pairs a quarter: all rise, or nine rise and one falls
    assert (got.S, got.var_S) == (36, pytest.approx(4 * 5 * 4 * 15 / 18))
    assert got.tau_a == 36 / 40
    assert got.z == (36 - 1) / sqrt(got.var_S)
    # (5!)^4 / 2 = 103,680,000; 149 of these reach 36 or more.
    assert got.p_exact_fraction == Fraction(149, 103_680_000)
    assert (got.years, got.n_by_season, got.pairs) == (5, (5, 5, 5, 5), 40)
    assert (got.reportable, got.reason, got.method) == (True, None, "seasonal_mann_kendall_exact")
    assert (got.effect.value, got.effect.unit) == (got.slope, "unit_per_year")


@given(values=QUARTERLY, gaps=st.sets(st.integers(0, 23), max_size=6))
@settings(max_examples=40, deadline=None)
def test_agrees_with_pymannkendall_also_where_quarters_are_missing(values, gaps):
    holed = [nan if i in gaps else float(value) for i, value in enumerate(values)]
    got = seasonal_mann_kendall(holed)
    if not got.p_normal:
        return
    reference = pymannkendall.seasonal_test(np.array(holed), period=4)
    assert reference.s == got.S
    assert got.var_S == pytest.approx(reference.var_s)
    assert got.p_normal == pytest.approx(reference.p, rel=1e-9, abs=1e-15)
    assert got.slope == pytest.approx(reference.slope)


def test_regions_agree_with_pymannkendall():
    table = np.array([[3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8], [1, 4, 1, 4, 2, 1, 3, 5]]) / 1
    got, reference = regional_mann_kendall(table), pymannkendall.regional_test(table.T)
    assert (got.S, got.slope) == (reference.s, reference.slope)
    assert got.var_S == pytest.approx(reference.var_s)
    assert got.p_normal == pytest.approx(reference.p)


def test_a_missing_quarter_drops_only_that_point():
    holed = [None if i == 5 else value for i, value in enumerate(QUARTERS)]
    got = seasonal_mann_kendall(holed)
    assert (got.n, got.n_missing, got.n_by_season) == (19, 1, (5, 4, 5, 5))
    whole = seasonal_mann_kendall(QUARTERS)
    assert [got.S_by_season[i] for i in (0, 2, 3)] == [whole.S_by_season[i] for i in (0, 2, 3)]


def test_a_missing_year_keeps_its_place_in_the_slope():
    values = [10 + 2 * year for year in (0, 1, 3, 4, 5) for _ in range(4)]
    times = [4 * year + quarter for year in (0, 1, 3, 4, 5) for quarter in range(4)]
    assert seasonal_mann_kendall(values, times).slope == 2.0


@given(values=QUARTERLY, years=st.integers(-500, 500), order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_the_first_year_nor_the_order_of_rows_matters(values, years, order):
    rows = [(4 * years + i, value) for i, value in enumerate(values)]
    order.shuffle(rows)
    assert seasonal_mann_kendall([v for _, v in rows], [t for t, _ in rows]) == seasonal_mann_kendall(values)


@given(values=QUARTERLY, factor=st.integers(1, 9), lift=st.integers(-9, 9))
@settings(max_examples=30, deadline=None)
def test_a_change_of_unit_scales_the_slope_only(values, factor, lift):
    before = seasonal_mann_kendall(values)
    after = seasonal_mann_kendall([factor * value + lift * (i % 4) for i, value in enumerate(values)])
    assert (after.S_by_season, after.p_exact_fraction) == (before.S_by_season, before.p_exact_fraction)
    assert after.slope == pytest.approx(factor * before.slope)
    if before.interval is not None:
        assert after.interval == pytest.approx([factor * limit for limit in before.interval])


@given(values=st.lists(st.integers(0, 9), min_size=20, max_size=20))
@settings(max_examples=30, deadline=None)
def test_reversal_flips_every_sign(values):
    forth, back = seasonal_mann_kendall(values), seasonal_mann_kendall(values[::-1])
    assert (forth.S, forth.p_exact_fraction) == (-back.S, back.p_exact_fraction)
    assert forth.slope == pytest.approx(-back.slope)
    if forth.interval is not None:
        assert forth.interval == pytest.approx([-limit for limit in back.interval[::-1]])


def test_the_interval_holds_exactly_the_slopes_the_exact_test_does_not_reject():
    noise = [0.3, 1.7, 0.2, 1.1, 2.9, 0.8, 1.3, 0.1, 2.2, 1.9, 0.6, 2.4, 1.5, 0.9, 2.7, 0.4]
    values = np.array([i // 4 + 0.7 * jitter for i, jitter in enumerate(noise)])
    got = seasonal_mann_kendall(values)
    years = np.arange(16) // 4
    for slope, within in ((got.interval[0], 1), (got.interval[1], -1)):
        inside = seasonal_mann_kendall(values - (slope + within * 1e-6) * years)
        outside = seasonal_mann_kendall(values - (slope - within * 1e-6) * years)
        assert inside.p_exact > 0.05 >= outside.p_exact
    assert 0.95 <= got.interval_coverage < 1


def test_one_region_or_season_with_points_is_what_the_plain_test_makes_of_it():
    values = [3, 1, 4, 1, 5, 9, 2, 6]
    alone, plain = regional_mann_kendall({"north": values}), mann_kendall(values)
    assert (alone.S, alone.p_exact_fraction) == (plain.S, plain.p_exact_fraction)
    assert (alone.slope, alone.interval) == (sen_slope(values).slope, sen_slope(values).interval)
    assert alone.reason == "one_region_only"


def test_each_region_keeps_its_own_p():
    rows = {"north": [1, 2, 3, 4, 5], "south": [5, 4, 3, 2, 1], "east": [7], "west": [2, 2, 3, 3, 3]}
    rows["east"] += [None] * 4
    got = regional_mann_kendall(rows, [2018, 2019, 2020, 2021, 2022])
    assert got.regions == ("north", "south", "east", "west")
    assert got.p_exact_by_region == (
        mann_kendall(rows["north"]).p_exact, mann_kendall(rows["south"]).p_exact, None,
        mann_kendall(rows["west"]).p_exact,
    )  # fmt: skip
    assert got.S_by_region == (10, -10, 0, 6)


def test_opposite_trends_are_said_to_be_opposite_and_independence_cannot_be_checked():
    rising, falling = list(range(8)), list(range(8))[::-1]
    states = {one.code: one for one in regional_mann_kendall([rising, falling]).assumptions}
    assert states["same_trend_in_all_parts"].state == "doubtful"
    assert states["same_trend_in_all_parts"].p < 0.001
    assert states["independent_regions"].state == "not_checkable"
    alike = {one.code: one for one in regional_mann_kendall([rising, rising]).assumptions}
    assert alike["same_trend_in_all_parts"].state == "holds"


@pytest.mark.parametrize(("years", "reason", "enough"), [(2, "n_too_small", None), (3, None, "doubtful"),
                                                         (4, None, "doubtful"), (5, None, "holds")])
def test_three_years_are_the_least_and_five_are_without_doubt(years, reason, enough):
    got = seasonal_mann_kendall([year + quarter for year in range(years) for quarter in (0, 9, 5, 2)])
    assert (got.reason, got.reportable) == (reason, reason is None)
    if enough:
        assert {one.code: one.state for one in got.assumptions}["five_years_or_more"] == enough


REFUSED_SEASONS = [
    ([], None, "no_valid_data"),
    ([None] * 12, None, "no_valid_data"),
    ([7] * 20, None, "no_variation"),
    ([1, 8, 4, 6] * 5, None, "no_variation"),
    ([1, None, None, None, 2, None, None, None, 3, None, None, None], None, "one_season_only"),
    ([1, 2, None, None, 3, 4, None, None], None, "n_too_small"),
    ([1, 2, 3, 4, 5], None, "n_too_small"),
    ([*QUARTERS[:19], inf], None, "non_finite_value"),
    (QUARTERS, [*range(19), 18], "duplicate_time"),
    (QUARTERS, [*range(19), nan], "non_finite_value"),
    ([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6], None, "too_few_points"),
]


@pytest.mark.parametrize(("values", "times", "reason"), REFUSED_SEASONS)
def test_seasonal_refusals_are_results(values, times, reason):
    got = seasonal_mann_kendall(values, times)
    assert (got.reportable, got.reason, got.effect) == (False, reason, None)
    assert reason in REASON_CODES


@pytest.mark.parametrize(
    ("series", "times", "reason"),
    [
        ([[], []], None, "no_valid_data"),
        ([[1, 2, 3], [1, inf, 3]], None, "non_finite_value"),
        ([[1, 2, 3], [1, 2, 3]], [1, 2, 2], "duplicate_time"),
        ([[1, 2], [1, 2]], None, "n_too_small"),
        ([[1], [None]], None, "n_too_small"),
        ([[1, 2, 3, 4, 5], [1, None, None, None, None]], None, "one_region_only"),
        ([[2, 2, 2], [5, 5, 5]], None, "no_variation"),
        ([[1, 2, 3], [1, 2, 3]], None, "too_few_points"),  # 2 of 36 orders
    ],
)
def test_regional_refusals_are_results(series, times, reason):
    got = regional_mann_kendall(series, times)
    assert (got.reportable, got.reason, got.effect) == (False, reason, None)
    assert reason in REASON_CODES


def test_a_season_without_variation_still_counts_its_level_pairs_in_the_slope():
    got = seasonal_mann_kendall([1, 5, 2, 5, 3, 5, 4, 5, 6, 5], period=2)
    assert got.S_by_season == (10, 0)
    assert got.slope == pytest.approx(np.median([0] * 10 + [1, 1, 1, 2, 1, 1, 1.5, 4 / 3, 5 / 4, 1]))


def test_very_many_points_are_answered_by_the_labelled_approximation():
    got = regional_mann_kendall([list(range(101)), list(range(101))])
    assert (got.p_exact, got.method) == (None, "regional_mann_kendall_normal")
    assert got.p == got.p_normal
    assert got.z == z_score(got.S, got.var_S)
    assert got.p_exact_by_region == (None, None)
    at_the_edge = regional_mann_kendall([list(range(100)), list(range(100))])  # 2 x 4,950 comparable pairs
    assert at_the_edge.p_exact_fraction == Fraction(2, factorial(100) ** 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: seasonal_mann_kendall(QUARTERS, period=1),
         "period: found 1; allowed: a whole number of seasons a year, from 2 up."),
        (lambda: seasonal_mann_kendall(QUARTERS, period=4.0),
         "period: found 4.0; allowed: a whole number of seasons a year, from 2 up."),
        (lambda: seasonal_mann_kendall([1, 2], [2021, 2021.25]),
         "times, position 1 (counted from 0): found 2021.25; allowed: whole numbers that count seasons, such "
         "as year x period + season."),
        (lambda: seasonal_mann_kendall(QUARTERS, alternative="up"),
         "alternative: found 'up'; allowed: two-sided, greater, less."),
        (lambda: seasonal_mann_kendall(QUARTERS, confidence=0),
         "confidence: found 0; allowed: a share above 0 and below 1."),
        (lambda: regional_mann_kendall([]),
         "series: found no region; allowed: one row of values for each region."),
        (lambda: regional_mann_kendall({"north": [1, 2, 3]}, [1, 2]),
         "times: found 2 entries for 3 series north; allowed: one for each."),
    ],
)  # fmt: skip
def test_nonsense_is_an_error_that_names_the_mend(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message

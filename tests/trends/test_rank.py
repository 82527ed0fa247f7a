"""Mann-Kendall and Sen: by brute force, by hand, and by what must not matter."""

from fractions import Fraction
from itertools import permutations
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends import LEAST_LENGTHS, REASON_CODES, least_length, mann_kendall, sen_slope
from napeval.trends.ranks.inversions import EXACT_UP_TO, inversion_counts, orders

FEW_INTEGERS = st.lists(st.integers(0, 4), min_size=2, max_size=6)
SERIES = st.lists(st.integers(-50, 50), min_size=3, max_size=12)


def score(values):
    return sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])


AT_LEAST_AS_EXTREME = {
    "two-sided": lambda s, observed: abs(s) >= abs(observed),
    "greater": lambda s, observed: s >= observed,
    "less": lambda s, observed: s <= observed,
}


@pytest.mark.parametrize("alternative", AT_LEAST_AS_EXTREME)
@given(values=FEW_INTEGERS)
@settings(max_examples=40, deadline=None)
def test_exact_p_and_its_floor_are_those_of_all_permutations(alternative, values):
    scores = [score(order) for order in permutations(values)]
    extreme = AT_LEAST_AS_EXTREME[alternative]

    def share(observed):
        return Fraction(sum(extreme(s, observed) for s in scores), len(scores))

    got = mann_kendall(values, alternative=alternative)
    assert score(values) == got.S
    assert got.p_exact_fraction == share(score(values))
    assert got.p_floor_fraction == min(share(s) for s in scores)


def test_inversions_of_a_multiset_by_hand():
    # aab: 0 inversions, aba: 1, baa: 2.
    assert inversion_counts((1, 2)) == (1, 1, 1)
    # Four different values: the Mahonian numbers.
    assert inversion_counts((1, 1, 1, 1)) == (1, 3, 5, 6, 5, 3, 1)
    # ab beside cdd: 0 or 1 inversion and 0, 1 or 2, in every combination.
    assert inversion_counts((1, 1), (1, 2)) == (1, 2, 2, 1)


def test_every_order_is_counted_once():
    assert sum(inversion_counts((3, 4, 5))) == orders((3, 4, 5)) == 27720  # 12! / (3! 4! 5!)


def test_three_years_of_victims_cannot_show_a_trend():
    got = mann_kendall([26, 17, 25])
    assert (got.p_exact, got.p_floor_fraction) == (1.0, Fraction(1, 3))
    assert (got.reportable, got.reason, got.can_reach_p05) == (False, "too_few_points", False)


@pytest.mark.parametrize(("n", "p_floor"), [(3, 1 / 3), (4, 1 / 12), (5, 1 / 60)])
def test_the_floor_falls_below_five_percent_at_five_points(n, p_floor):
    got = mann_kendall(range(n))
    assert got.p_floor == pytest.approx(p_floor)
    assert got.reportable is (n >= 5)


def test_ties_raise_the_floor_and_can_make_five_points_too_few():
    got = mann_kendall([0, 0, 0, 0, 1])
    assert got.p_floor_fraction == Fraction(2, 5)
    assert got.reason == "too_few_points"


@given(values=SERIES, shift=st.integers(-1000, 1000), step=st.integers(1, 20))
@settings(max_examples=50, deadline=None)
def test_shift_and_stretch_of_time_leave_the_test_alone_and_scale_the_slope(values, shift, step):
    times = [shift + step * i for i in range(len(values))]
    plain, moved = mann_kendall(values), mann_kendall(values, times)
    assert (plain.S, plain.p_exact_fraction) == (moved.S, moved.p_exact_fraction)
    assert sen_slope(values, times).slope * step == pytest.approx(sen_slope(values).slope)


@given(values=SERIES, factor=st.integers(1, 9))
@settings(max_examples=50, deadline=None)
def test_a_change_of_unit_leaves_the_test_alone_and_scales_slope_and_interval(values, factor):
    scaled = [factor * value for value in values]
    assert mann_kendall(values).p_exact_fraction == mann_kendall(scaled).p_exact_fraction
    before, after = sen_slope(values), sen_slope(scaled)
    assert after.slope == pytest.approx(factor * before.slope)
    if before.interval is not None:
        assert after.interval == pytest.approx([factor * limit for limit in before.interval])


@given(values=SERIES)
@settings(max_examples=50, deadline=None)
def test_reversal_flips_every_sign(values):
    forth, back = mann_kendall(values), mann_kendall(values[::-1])
    assert forth.S == -back.S
    assert forth.p_exact_fraction == back.p_exact_fraction
    greater = mann_kendall(values, alternative="greater")
    less = mann_kendall(values[::-1], alternative="less")
    assert greater.p_exact_fraction == less.p_exact_fraction
    assert greater.p_normal == pytest.approx(less.p_normal)
    forth_slope, back_slope = sen_slope(values), sen_slope(values[::-1])
    assert forth_slope.slope == pytest.approx(-back_slope.slope)
    if forth_slope.interval is not None:
        assert forth_slope.interval == pytest.approx([-limit for limit in back_slope.interval[::-1]])


@given(values=SERIES, order=st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_rows_does_not_matter(values, order):
    rows = list(enumerate(values))
    order.shuffle(rows)
    times, shuffled = [time for time, _ in rows], [value for _, value in rows]
    assert mann_kendall(shuffled, times) == mann_kendall(values)
    assert sen_slope(shuffled, times) == sen_slope(values)


def test_missing_values_are_dropped_counted_and_keep_their_place_in_time():
    got = sen_slope([10, None, nan, 16, 18, 20])
    assert (got.n, got.n_missing, got.slope) == (4, 2, 2.0)
    assert mann_kendall([10, None, nan, 16, 18, 20]).n_missing == 2


def test_masked_cells_are_missing_whatever_stands_under_the_mask():
    masked = np.ma.MaskedArray([1, 999, 3, 4], mask=[False, True, False, False])
    assert sen_slope(masked).slope == 1.0


def test_values_that_differ_only_by_rounding_are_tied():
    assert mann_kendall([0.1 + 0.2, 0.3]).S == 0
    assert sen_slope([0.1 + 0.2, 0.3, 0.1 + 0.2]).reason == "no_variation"


REFUSED = [
    ([], None, "no_valid_data"),
    ([None, nan], None, "no_valid_data"),
    ([7], None, "n_too_small"),
    ([7, 9], None, "n_too_small"),
    ([1, 2, float("inf"), 4, 5], None, "non_finite_value"),
    ([1, 2, 3, 4, 5], [1, 2, 3, 4, nan], "non_finite_value"),
    ([1, 2, 3, 4, 5], [1, 2, 2, 4, 5], "duplicate_time"),
    ([4, 4, 4, 4, 4], None, "no_variation"),
]


@pytest.mark.parametrize(("values", "times", "reason"), REFUSED)
def test_refusals_are_results(values, times, reason):
    for got in (mann_kendall(values, times), sen_slope(values, times)):
        assert (got.reportable, got.reason) == (False, reason)
        assert got.reason in REASON_CODES


def test_a_duplicate_row_without_a_value_is_only_a_missing_value():
    assert mann_kendall([1, None, 2, 3, 4, 5], [1, 2, 2, 3, 4, 5]).reportable


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mann_kendall([1, 2, 3], alternative="two-side"),
         "alternative: found 'two-side'; allowed: two-sided, greater, less. Did you mean 'two-sided'?"),
        (lambda: mann_kendall([1, 2, 3], [1, 2]),
         "times: found 2 entries for 3 values; allowed: one for each."),
        (lambda: mann_kendall([[1, 2], [3, 4]]),
         "values: found 2 dimensions; allowed: one row of numbers."),
        (lambda: mann_kendall([1, "2", 3]),
         "values, position 1 (counted from 0): found '2'; allowed: a number, or None or NaN where missing."),
        (lambda: mann_kendall([1, None, "x"]),
         "values, position 2 (counted from 0): found 'x'; allowed: a number, or None or NaN where missing."),
        (lambda: sen_slope([1, 2, 3], confidence=95),
         "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
        (lambda: least_length("mann_kendal"),
         f"method: found 'mann_kendal'; allowed: {', '.join(LEAST_LENGTHS)}. Did you mean 'mann_kendall'?"),
    ],
)  # fmt: skip
def test_nonsense_is_an_error_that_names_the_mend(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message


@pytest.mark.parametrize("n", [5, 6, 8, 10])
def test_the_sen_interval_holds_exactly_the_slopes_the_exact_test_does_not_reject(n):
    values = np.array([3.0, 5.5, 4.1, 9.7, 8.2, 11.9, 10.4, 17.3, 12.8, 19.6])[:n]
    got = sen_slope(values)
    lower, upper = got.interval
    hair = 1e-6
    for slope in (lower + hair, upper - hair):
        assert mann_kendall(values - slope * np.arange(n)).p_exact > 0.05
    for slope in (lower - hair, upper + hair):
        assert mann_kendall(values - slope * np.arange(n)).p_exact <= 0.05
    assert got.interval_coverage >= got.confidence


def test_no_interval_where_not_even_the_extreme_slopes_cover_enough():
    got = sen_slope([1, 3, 4, 8])
    assert (got.interval, got.interval_reason, got.reportable) == (None, "too_few_points", True)
    assert sen_slope([1, 3, 4, 8], confidence=0.9).interval == (1.0, 4.0)  # covers 1 - 2/24


def test_long_series_are_answered_by_a_labelled_approximation():
    just, beyond = list(range(EXACT_UP_TO)), list(range(EXACT_UP_TO + 1))
    assert mann_kendall(just).method == "mann_kendall_exact"
    got = mann_kendall(beyond)
    assert (got.p_exact, got.method, got.p) == (None, "mann_kendall_normal", got.p_normal)
    assert 0 < got.p_normal < 1e-40
    assert (sen_slope(just).method, sen_slope(beyond).method) == ("sen_slope_exact", "sen_slope_normal")


def test_the_approximate_interval_of_a_long_series_meets_the_exact_one():
    waves = [i + 40 * ((i * 37) % 11) for i in range(EXACT_UP_TO + 1)]
    exact, approximate = sen_slope(waves[:-1]).interval, sen_slope(waves).interval
    assert approximate == pytest.approx(exact, abs=0.15)

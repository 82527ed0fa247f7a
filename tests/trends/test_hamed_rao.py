"""Mann-Kendall with the variance of Hamed and Rao: against the published program, and what it refuses."""

from math import inf, nan

import numpy as np
import pymannkendall
import pytest

from napeval.trends import REASON_CODES, mann_kendall, mann_kendall_hamed_rao, sen_slope


def autoregressive(n, coefficient, seed, digits=6):
    steps = np.random.default_rng(seed).normal(size=n)
    for i in range(1, n):
        steps[i] += coefficient * steps[i - 1]
    return np.round(20 + 0.05 * np.arange(n) + steps, digits)


@pytest.mark.filterwarnings("ignore:invalid value encountered in sqrt:RuntimeWarning")
@pytest.mark.parametrize("coefficient", [-0.6, 0.0, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("n", [10, 30, 47, 80])
@pytest.mark.parametrize("digits", [0, 1, 6])
def test_agrees_with_pymannkendall(n, coefficient, digits):
    values = autoregressive(n, coefficient, seed=n, digits=digits)
    got, reference = mann_kendall_hamed_rao(values), pymannkendall.hamed_rao_modification_test(values)
    assert (got.S, got.slope) == (reference.s, pytest.approx(reference.slope))
    assert got.var_S_corrected == pytest.approx(reference.var_s, rel=1e-12)
    if reference.var_s > 0:
        assert got.z == pytest.approx(reference.z, rel=1e-12)
        assert got.p == pytest.approx(reference.p, rel=1e-9, abs=1e-15)


def test_positive_autocorrelation_widens_and_no_significant_lag_leaves_the_variance_alone():
    correlated = mann_kendall_hamed_rao(autoregressive(80, 0.9, seed=1))
    assert correlated.correction > 1 and 1 in correlated.lags
    assert correlated.var_S_corrected == correlated.correction * correlated.var_S
    independent = mann_kendall_hamed_rao(autoregressive(30, 0, seed=5), lag_level=1e-6)
    assert (independent.lags, independent.correction) == ((), 1)
    plain = mann_kendall(autoregressive(30, 0, seed=5))
    assert (independent.z, independent.p) == (plain.z, plain.p_normal)


@pytest.mark.parametrize(("n", "reason"), [(29, "n_too_small"), (30, None), (31, None)])
def test_a_verdict_needs_thirty_points_and_the_numbers_stand_beside_the_refusal(n, reason):
    got = mann_kendall_hamed_rao(autoregressive(n, 0.3, seed=2))
    assert (got.reportable, got.reason) == (reason is None, reason)
    assert got.p is not None and got.var_S_corrected > 0
    assert (got.effect is None) is (reason is not None)
    if got.effect:
        assert got.effect.value == sen_slope(autoregressive(n, 0.3, seed=2)).slope


STRAIGHT = [[1, 2, 3, 4, 5], [0.1 * i for i in range(40)], [7] * 35, [100 + i / 3 for i in range(30)]]


@pytest.mark.parametrize("values", STRAIGHT)
def test_a_straight_line_has_no_autocorrelation_to_correct_for(values):
    got = mann_kendall_hamed_rao(values)
    assert (got.reportable, got.reason) == (False, "autocorrelation_undefined")
    assert (got.var_S_corrected, got.z, got.p) == (None, None, None)
    assert got.slope == pytest.approx(sen_slope(values).slope)


# A value that swings up and down every period: the weighted sum of the correlations falls below -1.
SWINGING = [
    [14, 20, 11, 25, 19, 25, 13, 27, 16, 20, 13, 28, 17, 24, 14, 28, 20, 18, 18, 29, 22, 27, 23, 28],
    [11, 20, 10, 18, 13, 20, 15, 23, 17, 25, 20, 23, 20, 23, 22, 24, 19, 28, 19, 23, 18, 24, 24, 25, 21, 31,
     20, 33, 20, 33],
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:invalid value encountered in sqrt:RuntimeWarning")
@pytest.mark.parametrize("values", SWINGING)
def test_a_variance_that_is_not_positive_gives_no_p_whatever_the_length(values):
    got, reference = mann_kendall_hamed_rao(values), pymannkendall.hamed_rao_modification_test(values)
    assert reference.var_s < 0 and np.isnan(reference.p)
    assert got.var_S_corrected == pytest.approx(reference.var_s)
    assert (got.reportable, got.reason, got.z, got.p) == (False, "variance_not_positive", None, None)
    assert reference.s == got.S


def test_time_may_be_shifted_stretched_and_unsorted():
    values = autoregressive(40, 0.6, seed=3)
    plain = mann_kendall_hamed_rao(values)
    moved = mann_kendall_hamed_rao(values, 1980 + 2 * np.arange(40))
    assert moved.var_S_corrected == pytest.approx(plain.var_S_corrected)
    assert moved.slope == pytest.approx(plain.slope / 2)
    backwards = mann_kendall_hamed_rao(values[::-1], np.arange(40)[::-1])
    assert backwards == plain


def test_a_change_of_unit_scales_the_slope_only():
    values = autoregressive(40, 0.6, seed=3)
    plain, quadrupled = mann_kendall_hamed_rao(values), mann_kendall_hamed_rao(4 * values)
    assert (quadrupled.p, quadrupled.lags) == (plain.p, plain.lags)
    assert quadrupled.slope == 4 * plain.slope


def test_a_gap_makes_the_even_spacing_doubtful():
    values = autoregressive(40, 0.3, seed=4)
    holed = [nan if i == 7 else value for i, value in enumerate(values)]
    states = [{one.code: one.state for one in mann_kendall_hamed_rao(series).assumptions}
              for series in (values, holed)]
    assert [one["equally_spaced_in_time"] for one in states] == ["holds", "doubtful"]
    assert (mann_kendall_hamed_rao(holed).n, mann_kendall_hamed_rao(holed).n_missing) == (39, 1)


@pytest.mark.parametrize(
    ("values", "times", "reason"),
    [
        ([], None, "no_valid_data"), ([nan, None], None, "no_valid_data"), ([1, 4], None, "n_too_small"),
        ([1, inf, 2], None, "non_finite_value"), ([1, 3, 2], [1, 1, 2], "duplicate_time"),
    ],
)  # fmt: skip
def test_refusals_are_results(values, times, reason):
    got = mann_kendall_hamed_rao(values, times)
    assert (got.reportable, got.reason, got.p, got.effect) == (False, reason, None, None)
    assert reason in REASON_CODES


def test_a_level_for_the_lags_outside_0_1_is_an_error():
    with pytest.raises(ValueError) as error:
        mann_kendall_hamed_rao([1, 2, 3], lag_level=5)
    assert str(error.value) == "lag_level: found 5; allowed: a share above 0 and below 1."

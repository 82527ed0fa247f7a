"""Trends of counts and the test of one constant rate: by enumeration, by another fit, by hand."""

import json
from itertools import product
from math import factorial, nan, prod
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logsumexp
from scipy.stats import chi2

from napeval.trends import REASON_CODES, constant_rate_test, poisson_trend
from napeval.trends.counts.sharing_out import trend_distribution, whole_numbers
from napeval.trends.counts.unevenness import spread_probability

REFERENCE = Path(__file__).parents[1] / "data" / "golden" / "trend_reference.json"


def all_outcomes(total, weights):
    """Every way to share out the total, with its probability."""
    for shared in product(range(total + 1), repeat=len(weights)):
        if sum(shared) == total:
            ways = factorial(total) // prod(factorial(count) for count in shared)
            weight = prod(w**count for w, count in zip(weights, shared, strict=True))
            yield shared, ways * weight / sum(weights) ** total


@given(counts=st.lists(st.integers(0, 4), min_size=2, max_size=4), data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_exact_tails_are_those_of_all_outcomes(counts, data):
    if sum(counts) == 0:
        return
    times = sorted(data.draw(st.sets(st.integers(2000, 2012), min_size=len(counts), max_size=len(counts))))
    exposure = data.draw(st.lists(st.integers(1, 5), min_size=len(counts), max_size=len(counts)))

    def statistic(shared):
        return sum((time - times[0]) * count for time, count in zip(times, shared, strict=True))

    outcomes = [(statistic(shared), p) for shared, p in all_outcomes(sum(counts), exposure)]
    observed = statistic(counts)
    got = poisson_trend(counts, times, exposure).exact
    assert got.statistic == observed
    assert got.p_lower == pytest.approx(sum(p for value, p in outcomes if value <= observed))
    assert got.p_upper == pytest.approx(sum(p for value, p in outcomes if value >= observed))


@given(counts=st.lists(st.integers(0, 30), min_size=3, max_size=8), data=st.data())
@settings(max_examples=40, deadline=None)
def test_slope_and_its_error_agree_with_an_iterated_fit(counts, data):
    exposure = data.draw(st.lists(st.integers(1, 40), min_size=len(counts), max_size=len(counts)))
    got = poisson_trend(counts, exposure=exposure)
    if got.fit is None or got.fit.slope is None:
        return
    design = sm.add_constant(np.arange(len(counts), dtype=float))
    model = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=exposure)
    other = model.fit(tol=1e-12, maxiter=200)
    assert got.fit.slope == pytest.approx(other.params[1], rel=1e-5, abs=1e-7)
    assert got.fit.standard_error == pytest.approx(other.bse[1], rel=1e-5)
    assert got.fit.deviance == pytest.approx(other.deviance, rel=1e-5, abs=1e-7)
    assert got.fit.pearson == pytest.approx(other.pearson_chi2, rel=1e-4, abs=1e-7)


def drop_in_log_likelihood(counts, slope, best):
    times, total = np.arange(len(counts)), sum(counts)

    def log_likelihood(b):
        return b * (times @ counts) - total * logsumexp(b * times)

    return 2 * (log_likelihood(best) - log_likelihood(slope))


@pytest.mark.parametrize("case_id", ["pt_n3_brief", "pt_n5_zero"])
def test_profile_limits_lie_on_the_quantile_and_beside_the_interpolated_reference(case_id):
    cases = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]
    case = next(case for case in cases if case["id"] == case_id)
    counts, expected = case["input"]["count"], case["expected"]["ci95_profile_log_slope"]
    fit = poisson_trend(counts).fit
    quantile = chi2.isf(0.05, 1)
    for limit, reference in zip(fit.interval, expected, strict=True):
        assert drop_in_log_likelihood(counts, limit, fit.slope) == pytest.approx(quantile, abs=1e-9)
        assert abs(drop_in_log_likelihood(counts, reference, fit.slope) - quantile) > 1e-5
        assert limit == pytest.approx(reference, abs=1e-4)


def test_three_years_of_victims():
    got = poisson_trend([26, 17, 25], [2021, 2022, 2023])
    assert round(got.p, 2) == 0.94
    assert round(got.percent_change, 1) == -2.2
    assert [round(limit) for limit in got.percent_interval] == [-27, 31]
    assert (got.reportable, got.descriptive_only, got.dispersion_judged) == (True, True, False)


def test_a_rise_by_half_each_year_is_found_again():
    got = poisson_trend([80, 120, 180, 270])
    assert got.percent_change == pytest.approx(50)
    assert (got.reportable, got.descriptive_only) == (True, False)
    assert got.p < 1e-9


def test_a_rise_that_follows_exposure_is_no_trend():
    got = poisson_trend([10, 20, 40], exposure=[1, 2, 4])
    assert got.percent_change == pytest.approx(0, abs=1e-9)
    assert got.p > 0.9


def test_the_rule_for_p_follows_dispersion_from_five_points_on():
    calm, wild = poisson_trend([20, 22, 19, 21, 23]), poisson_trend([5, 60, 10, 70, 8])
    assert (calm.p_rule, calm.p) == ("exact_conditional_central", calm.exact.p_central)
    assert (wild.p_rule, wild.p) == ("quasi_poisson_t", wild.p_quasi)
    assert wild.percent_interval[0] < 100 * np.expm1(wild.fit.interval[0])
    four = poisson_trend([5, 60, 10, 70])
    assert four.dispersion > 1
    assert four.p_rule == "exact_conditional_central"


@given(counts=st.lists(st.integers(0, 20), min_size=2, max_size=7), shift=st.integers(-50, 2050))
@settings(max_examples=40, deadline=None)
def test_time_shift_changes_nothing_and_reversal_flips_the_slope(counts, shift):
    plain = poisson_trend(counts)
    if plain.exact is None:
        return
    assert poisson_trend(counts, [shift + i for i in range(len(counts))]) == plain
    back = poisson_trend(counts[::-1])
    assert back.exact.p_central == pytest.approx(plain.exact.p_central)
    assert back.exact.p_lower == pytest.approx(plain.exact.p_upper)
    if plain.fit.slope is not None:
        assert back.fit.slope == pytest.approx(-plain.fit.slope, abs=1e-9)


def test_the_order_of_rows_does_not_matter():
    assert poisson_trend([25, 26, 17], [2023, 2021, 2022]) == poisson_trend([26, 17, 25], [2021, 2022, 2023])


def test_quarters_given_as_fractions_of_a_year_are_tested_exactly():
    quarters, years = poisson_trend([3, 5, 4, 8, 9]), poisson_trend([3, 5, 4, 8, 9], np.arange(5) / 4)
    assert years.exact.p_central == quarters.exact.p_central
    assert years.fit.slope == pytest.approx(4 * quarters.fit.slope)


def test_all_events_in_the_last_period_have_no_finite_slope_but_an_exact_p():
    got = poisson_trend([0, 0, 0, 0, 5])
    assert (got.fit.slope, got.percent_change, got.percent_interval) == (None, None, None)
    assert got.slope_reason == "separation"
    assert got.p == pytest.approx(2 / 5**5)
    assert got.exact.p_floor == pytest.approx(2 / 5**5)


def test_a_series_too_large_for_the_exact_test_says_so():
    got = poisson_trend([50_000, 51_000, 49_000, 50_500, 47_000])
    assert got.method == "poisson_trend_likelihood_ratio"
    assert got.exact.p_minlike is None
    assert got.exact.p_central == pytest.approx(got.p_likelihood_ratio)


def test_the_approximation_approaches_the_exact_tail():
    got = poisson_trend([300, 310, 280, 305, 330])
    assert got.method == "poisson_trend_exact"
    assert got.exact.p_central == pytest.approx(got.p_likelihood_ratio, abs=0.01)


def test_a_missing_year_is_dropped_and_counted():
    got = poisson_trend([26, None, 17, 25, nan], [2019, 2020, 2021, 2022, 2023])
    assert (got.n, got.n_missing, got.total) == (3, 2, 68)


@pytest.mark.parametrize(
    ("counts", "times", "exposure", "reason"),
    [
        ([], None, None, "no_valid_data"),
        ([5], None, None, "n_too_small"),
        ([17, 25], None, None, "n_too_small"),
        ([0, 0, 0, 0], None, None, "no_events"),
        ([1, 0, 2, 1], None, None, "too_few_events"),
        ([1, 0, 2, 2], None, None, None),
        ([1.5, 2, 3], None, None, "not_a_count"),
        ([1, 2, float("inf")], None, None, "non_finite_value"),
        ([1, 2, 3], [1, 1, 2], None, "duplicate_time"),
        ([1, 2, 3], None, [1, 0, 1], "exposure_not_positive"),
        ([1, 2, 3], None, [1, None, 1], "exposure_missing"),
    ],
)
def test_refusals_are_results(counts, times, exposure, reason):
    got = poisson_trend(counts, times, exposure)
    assert (got.reportable, got.reason) == (reason is None, reason)
    assert reason is None or reason in REASON_CODES


def test_a_negative_count_is_an_error():
    for test in (poisson_trend, constant_rate_test):
        with pytest.raises(ValueError) as error:
            test([3, -2, 4])
        assert str(error.value) == (
            "counts, position 1 (counted from 0): found -2; allowed: whole numbers from 0 up."
        )


def test_an_exposure_of_another_length_is_an_error():
    with pytest.raises(ValueError) as error:
        poisson_trend([3, 2, 4], exposure=[1, 1])
    assert str(error.value) == "exposure: found 2 entries for 3 counts; allowed: one for each."


def test_one_constant_rate_could_explain_three_years_of_victims():
    got = constant_rate_test([26, 17, 25])
    assert (round(got.p_chi2, 2), round(got.p_exact, 2), got.p) == (0.34, 0.36, got.p_exact)


@given(counts=st.lists(st.integers(0, 4), min_size=2, max_size=4), data=st.data())
@settings(max_examples=40, deadline=None)
def test_constant_rate_p_is_that_of_all_outcomes_whatever_the_exposure(counts, data):
    if sum(counts) == 0:
        return
    equal = data.draw(st.booleans())
    exposure = [1] * len(counts) if equal else data.draw(
        st.lists(st.integers(1, 4), min_size=len(counts), max_size=len(counts)))

    def unevenness(shared):
        return sum(count**2 * 12 // w for count, w in zip(shared, exposure, strict=True))

    outcomes = [(unevenness(shared), p) for shared, p in all_outcomes(sum(counts), exposure)]
    expected = sum(p for value, p in outcomes if value >= unevenness(counts))
    assert constant_rate_test(counts, exposure).p_exact == pytest.approx(expected)


def test_counts_in_exact_proportion_to_exposure_are_as_even_as_can_be():
    got = constant_rate_test([2, 4, 6], exposure=[10, 20, 30])
    assert (got.statistic, got.p_exact) == (pytest.approx(0), pytest.approx(1))


def test_a_small_p_keeps_its_digits():
    # 40 events, all in one of four years: 4 of 4^40 outcomes.
    assert constant_rate_test([40, 0, 0, 0]).p_exact == pytest.approx(4 / 4**40, rel=1e-9)


def test_too_many_outcomes_are_answered_by_a_labelled_approximation():
    got = constant_rate_test([5000, 5100, 4900, 5050, 4700])
    assert (got.p_exact, got.p, got.method) == (None, got.p_chi2, "constant_rate_chi2")
    assert spread_probability((300, 310, 320, 290), (1, 2, 3, 5)) is None


@pytest.mark.parametrize(
    ("counts", "exposure", "reason"),
    [
        ([], None, "no_valid_data"), ([5], None, "n_too_small"), ([0, 0], None, "no_events"),
        ([0, 5], None, None), ([5, 2.5], None, "not_a_count"), ([5, 2], [1, 0], "exposure_not_positive"),
    ],
)  # fmt: skip
def test_constant_rate_refusals_are_results(counts, exposure, reason):
    got = constant_rate_test(counts, exposure)
    assert (got.reportable, got.reason) == (reason is None, reason)


def test_the_distribution_of_the_trend_statistic_by_hand():
    # Two events over weights 1 and 2: both first 1, one each 2 x 1 x 2, both second 4, of nine ways.
    chances = trend_distribution((0, 1), np.array([1 / 3, 2 / 3]), 2)
    assert chances == pytest.approx([1 / 9, 4 / 9, 4 / 9])


def test_exposures_without_a_common_measure_are_tested_exactly():
    # One event in the first, two in the second of two periods with shares 1 / (1 + pi) and pi / (1 + pi).
    share = np.pi / (1 + np.pi)
    got = poisson_trend([1, 2], exposure=[1, np.pi]).exact
    assert got.p_upper == pytest.approx(share**3 + 3 * share**2 * (1 - share))
    assert got.p_lower == pytest.approx(1 - share**3)


def test_equal_exposures_need_no_common_measure():
    assert constant_rate_test([4, 1, 7], [np.pi] * 3).p_exact == constant_rate_test([4, 1, 7]).p_exact
    assert constant_rate_test([4, 1, 7], [np.pi, 1, 1]).method == "constant_rate_chi2"


def test_common_measures_are_found_or_declined():
    assert whole_numbers(np.array([0.25, 1 / 3, 1.0])) == (3, 4, 12)
    assert whole_numbers(np.array([1.0, np.pi])) is None

"""Single counts, shares and two counts: published values, symmetries, refusals."""

from math import comb, inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, poisson

from napeval.trends import REASON_CODES, poisson_against_rate, poisson_interval, rate_ratio, wilson

COUNTS = st.integers(0, 60)
EFFORT = st.sampled_from([0.5, 1.0, 3.0, 12.0])


def test_seven_of_ten_is_forty_to_eighty_nine_percent():
    got = wilson(7, 10)
    assert got.share == 7 / 10
    assert [round(100 * limit) for limit in got.interval] == [40, 89]


def test_a_published_wilson_interval():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, score interval.
    assert wilson(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_none_of_ten_and_ten_of_ten_end_at_the_share_itself():
    assert wilson(0, 10).interval[0] == 0.0
    assert wilson(10, 10).interval[1] == 1.0


@given(n=st.integers(1, 400), data=st.data())
@settings(max_examples=60, deadline=None)
def test_wilson_is_symmetric_and_holds_the_share(n, data):
    found = data.draw(st.integers(0, n))
    here, there = wilson(found, n), wilson(n - found, n)
    assert here.interval == pytest.approx((1 - there.interval[1], 1 - there.interval[0]))
    assert here.interval[0] <= here.share <= here.interval[1]


@given(count=COUNTS)
@settings(max_examples=40, deadline=None)
def test_the_limits_of_a_count_put_its_tails_at_two_and_a_half_percent(count):
    lower, upper = poisson_interval(count).interval
    assert poisson.cdf(count, upper) == pytest.approx(0.025)
    if count:
        assert poisson.sf(count - 1, lower) == pytest.approx(0.025)
    else:
        assert lower == 0.0


def test_the_exposure_divides_rate_and_limits():
    yearly, monthly = poisson_interval(26), poisson_interval(26, 12)
    assert monthly.rate == 26 / 12
    assert monthly.interval == pytest.approx([limit / 12 for limit in yearly.interval])


@pytest.mark.parametrize(("count", "rate"), [(0, 3), (3, 3), (2, 3), (9, 3.7), (1, 40), (260, 200)])
def test_minlike_p_is_the_sum_over_all_counts_no_likelier(count, rate):
    probabilities = poisson.pmf(range(1000), rate)
    no_likelier = probabilities[probabilities <= poisson.pmf(count, rate) * (1 + 1e-7)].sum()
    assert poisson_against_rate(count, rate).p_minlike == pytest.approx(no_likelier)


def test_twenty_six_then_seventeen():
    got = rate_ratio(17, 26)
    assert (round(got.ratio, 2), [round(limit, 2) for limit in got.interval]) == (0.65, [0.33, 1.25])
    assert round(got.p, 2) == 0.22


def test_zero_against_five_by_hand():
    got = rate_ratio(0, 5)
    assert got.p == 2 / 2**5
    assert got.ratio == 0.0
    assert rate_ratio(5, 0).ratio == inf
    assert rate_ratio(5, 0).interval[1] == inf
    assert rate_ratio(5, 0).interval[0] == pytest.approx(1 / got.interval[1])


def test_central_and_minlike_differ_when_exposures_do():
    # 2 in one month against 15 in three.
    got = rate_ratio(2, 15, 1, 3)
    assert (round(got.p_minlike, 3), round(got.p, 3)) == (0.271, 0.327)


@given(a=COUNTS, b=COUNTS, effort_a=EFFORT, effort_b=EFFORT)
@settings(max_examples=80, deadline=None)
def test_exchanging_the_two_counts_inverts_the_ratio_and_keeps_p(a, b, effort_a, effort_b):
    if a + b == 0:
        return
    forth, back = rate_ratio(a, b, effort_a, effort_b), rate_ratio(b, a, effort_b, effort_a)
    assert forth.p == pytest.approx(back.p)
    assert forth.p_blaker == pytest.approx(back.p_blaker)
    if a and b:
        assert forth.ratio == pytest.approx(1 / back.ratio)
        assert forth.interval == pytest.approx((1 / back.interval[1], 1 / back.interval[0]))


@given(a=COUNTS, b=COUNTS, effort_a=EFFORT, effort_b=EFFORT)
@settings(max_examples=80, deadline=None)
def test_central_p_and_interval_agree_and_other_p_values_keep_their_order(a, b, effort_a, effort_b):
    if a + b == 0:
        return
    got = rate_ratio(a, b, effort_a, effort_b)
    if abs(got.p - 0.05) > 1e-9:
        assert (got.p < 0.05) is not (got.interval[0] <= 1 <= got.interval[1])
    assert got.p_midp <= got.p
    assert got.p_blaker <= got.p + 1e-12


@given(a=st.integers(0, 12), b=st.integers(0, 12), effort_a=EFFORT)
@settings(max_examples=60, deadline=None)
def test_blaker_p_counts_the_outcomes_whose_smaller_tail_is_no_larger(a, b, effort_a):
    total, share = a + b, effort_a / (effort_a + 1)
    if total == 0:
        return
    tails = [min(binom.cdf(k, total, share), binom.sf(k - 1, total, share)) for k in range(total + 1)]
    as_extreme = [k for k in range(total + 1) if tails[k] <= tails[a] * (1 + 1e-7)]
    expected = sum(comb(total, k) * share**k * (1 - share) ** (total - k) for k in as_extreme)
    got = rate_ratio(a, b, effort_a, 1)
    assert got.p_blaker == pytest.approx(min(1.0, expected))
    assert got.p_minlike == pytest.approx(binomtest(a, total, share).pvalue)


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (rate_ratio(0, 0), "no_events"),
        (rate_ratio(None, 5), "count_missing"),
        (rate_ratio(5, nan), "count_missing"),
        (rate_ratio(2.5, 5), "not_a_count"),
        (rate_ratio(inf, 5), "non_finite_value"),
        (rate_ratio(5, 5, 0, 1), "exposure_not_positive"),
        (rate_ratio(5, 5, 1, -1), "exposure_not_positive"),
        (rate_ratio(5, 5, nan, 1), "exposure_missing"),
        (poisson_interval(None), "count_missing"),
        (poisson_interval(1.5), "not_a_count"),
        (poisson_interval(3, 0), "exposure_not_positive"),
        (poisson_against_rate(None, 3), "count_missing"),
        (wilson(0, 0), "no_valid_data"),
        (wilson(None, 10), "count_missing"),
        (wilson(1.5, 10), "not_a_count"),
    ],
)
def test_refusals_are_results_without_an_interval(result, reason):
    assert (result.reportable, result.reason) == (False, reason)
    assert getattr(result, "interval", None) is None
    assert reason in REASON_CODES


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rate_ratio(26, -1),
         "count, position 1 (counted from 0): found -1; allowed: whole numbers from 0 up."),
        (lambda: poisson_interval(-3),
         "count, position 0 (counted from 0): found -3; allowed: whole numbers from 0 up."),
        (lambda: wilson(11, 10), "successes: found 11 out of n = 10; allowed: at most n."),
        (lambda: wilson(7, 10, confidence=1), "confidence: found 1; allowed: a share above 0 and below 1."),
        (lambda: poisson_against_rate(3, 0), "null_rate: found 0; allowed: a finite number above 0."),
        (lambda: poisson_interval("3"),
         "count, position 0 (counted from 0): found '3'; allowed: a number, or None or NaN where missing."),
    ],
)  # fmt: skip
def test_nonsense_is_an_error_that_names_the_mend(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message

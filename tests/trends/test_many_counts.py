"""Many series of counts at once: every row says what one series by itself says."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval import trends
from napeval.trends.counts.sharing_out import MOST_VALUES, trend_distribution, trend_tails
from napeval.trends.results import Many

TOLERANCE = 1e-9


def field_of(one, name):
    """A column's value in the result of one series: its own field, or one of its exact test or its fit."""
    for part in (one, getattr(one, "exact", None), getattr(one, "fit", None)):
        if hasattr(part, name):
            return getattr(part, name)
    return None


def assert_rows_are(many, singles):
    assert len(many) == len(singles)
    for name, column in many.columns.items():
        for cell, one in zip(column, singles, strict=True):
            expected = field_of(one, name)
            if expected is None:
                assert cell is None or np.isnan(cell).all(), name
            elif isinstance(expected, str | bool) or name == "assumptions":
                assert cell == expected, name
            else:
                assert cell == pytest.approx(expected, rel=TOLERANCE, abs=TOLERANCE, nan_ok=True), name


TIMES = st.sampled_from(
    [None, [2015, 2016, 2018, 2019, 2020, 2023], [5, 3, 1, 0, 2, 4], [0.5, 0.25, 0, 1, 0.75, 2],
     [1, 2, 2, 3, 4, 5], [0, 1, 2, nan, 4, 5], [1, 2**0.5, 0, 3**0.5, 2, 7**0.5]]
)  # fmt: skip
COUNT = st.one_of(st.integers(0, 40), st.sampled_from([0, 0, 0, nan, nan, 300, 2.5, inf]))
ROWS = st.lists(st.lists(COUNT, min_size=6, max_size=6), min_size=1, max_size=5)
EFFORT = st.one_of(
    st.none(),
    st.lists(st.sampled_from([1.0, 2.0, 0.5, 12.0, 0.7310585]), min_size=6, max_size=6),
    st.lists(st.sampled_from([1.0, 3.0, nan, 0.0, -1.0, inf]), min_size=6, max_size=6),
)


@given(rows=ROWS, times=TIMES, exposure=EFFORT)
@settings(max_examples=50, deadline=None)
def test_trends_of_many_series_are_those_of_each(rows, times, exposure):
    many = trends.poisson_trend_many(rows, times, exposure, confidence=0.9)
    assert_rows_are(many, [trends.poisson_trend(row, times, exposure, confidence=0.9) for row in rows])


@given(rows=ROWS, exposure=EFFORT)
@settings(max_examples=40, deadline=None)
def test_constant_rates_of_many_series_are_those_of_each(rows, exposure):
    many = trends.constant_rate_test_many(rows, exposure)
    assert_rows_are(many, [trends.constant_rate_test(row, exposure) for row in rows])


@given(rows=st.lists(st.lists(st.integers(0, 30), min_size=5, max_size=5), min_size=1, max_size=4),
       shift=st.integers(-50, 2050), factor=st.sampled_from([0.25, 12.0]))
@settings(max_examples=30, deadline=None)
def test_shift_scale_and_reversal_of_time(rows, shift, factor):
    plain = trends.poisson_trend_many(rows)
    longer = trends.poisson_trend_many(rows, shift + factor * np.arange(5))
    back = trends.poisson_trend_many(np.array(rows)[:, ::-1])
    for name in ("p", "p_central", "deviance", "likelihood_ratio"):
        for other in (longer, back):
            assert other[name] == pytest.approx(plain[name], rel=1e-7, abs=1e-9, nan_ok=True), name
    assert longer["slope"] * factor == pytest.approx(plain["slope"], abs=1e-9, nan_ok=True)
    assert back["slope"] == pytest.approx(-plain["slope"], abs=1e-9, nan_ok=True)
    assert back["p_lower"] == pytest.approx(plain["p_upper"], nan_ok=True)


def test_equal_counts_have_no_slope_in_whatever_order_the_periods_come():
    got = trends.poisson_trend_many(np.full((3, 6), 7), [3, 1, 4, 0, 5, 2])
    assert got["slope"] == pytest.approx(0, abs=1e-15)
    assert got["p_likelihood_ratio"].tolist() == [1.0] * 3
    assert got["p_central"].tolist() == [1.0] * 3


def test_exposure_may_differ_from_series_to_series():
    rows, exposure = [[3, 5, 9, 4], [3, 5, 9, 4], [3, 5, nan, 4]], [[1, 1, 1, 1], [1, 2, 3, 4], [2, 1, 1, 2]]
    pairs = list(zip(rows, exposure, strict=True))
    assert_rows_are(trends.poisson_trend_many(rows, None, exposure),
                    [trends.poisson_trend(row, None, effort) for row, effort in pairs])
    assert_rows_are(trends.constant_rate_test_many(rows, exposure),
                    [trends.constant_rate_test(row, effort) for row, effort in pairs])


def test_more_series_than_one_chunk_holds_and_totals_far_apart():
    rng = np.random.default_rng(1)
    rows = rng.poisson(rng.choice([0.5, 3, 900], (6000, 1)), (6000, 5)).astype(float)
    rows[::7, 2] = nan
    many = trends.poisson_trend_many(rows)
    some = [*range(0, 6000, 151), 4095, 4096]
    assert_rows_are(Many({name: column[some] for name, column in many.columns.items()}),
                    [trends.poisson_trend(rows[i]) for i in some])


def test_both_forms_give_up_the_exact_distribution_at_the_same_total():
    # Five periods: the statistic takes 4 x total + 1 values.
    last = MOST_VALUES // 4
    rows = [[last - 40, 10, 10, 10, 10], [last - 39, 10, 10, 10, 10]]
    many = trends.poisson_trend_many(rows)
    assert list(many["method"]) == ["poisson_trend_exact", "poisson_trend_likelihood_ratio"]
    assert [trends.poisson_trend(row).method for row in rows] == list(many["method"])


def test_tails_by_steps_agree_with_tails_by_powers():
    shares, totals = np.array([0.2, 0.3, 0.5]), np.array([3, 4, 90, 4, 400])
    observed = np.array([0, 8, 130, 3, 500])
    lower, upper = trend_tails((0, 1, 3), shares, totals, observed)
    for i, (total, value) in enumerate(zip(totals.tolist(), observed.tolist(), strict=True)):
        chances = trend_distribution((0, 1, 3), shares, total)
        assert lower[i] == pytest.approx(chances[: value + 1].sum(), rel=1e-12)
        assert upper[i] == pytest.approx(chances[value:].sum(), rel=1e-12)


def test_a_small_tail_keeps_its_digits():
    # 60 events, all in the last of four years: one of 4^60 ways.
    got = trends.poisson_trend_many([[0, 0, 0, 60]])
    assert got["p_upper"][0] == pytest.approx(0.25**60, rel=1e-12)
    assert got["slope_reason"][0] == "separation"


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_pairs_of_counts_are_those_of_each(data):
    count = st.one_of(st.integers(0, 60), st.sampled_from([nan, 2.5, inf]))
    effort = st.sampled_from([0.5, 1.0, 3.0, nan, 0.0, inf])
    pairs = data.draw(st.lists(st.tuples(count, count, effort, effort), min_size=1, max_size=6))
    many = trends.rate_ratio_many(*map(list, zip(*pairs, strict=True)), confidence=0.9)
    assert_rows_are(many, [trends.rate_ratio(*pair, confidence=0.9) for pair in pairs])


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_single_counts_and_shares_are_those_of_each(data):
    count = st.one_of(st.integers(0, 60), st.sampled_from([nan, 2.5, inf]))
    effort = st.sampled_from([0.5, 1.0, 3.0, nan, 0.0, inf])
    given_counts = data.draw(st.lists(st.tuples(count, effort), min_size=1, max_size=6))
    counts, exposure = map(list, zip(*given_counts, strict=True))
    assert_rows_are(trends.poisson_interval_many(counts, exposure, 0.9),
                    [trends.poisson_interval(*pair, 0.9) for pair in given_counts])
    assert_rows_are(trends.poisson_against_rate_many(counts, 7.5, exposure=exposure),
                    [trends.poisson_against_rate(c, 7.5, exposure=e) for c, e in given_counts])
    cases = [c if np.isnan(c) else c + extra for c, extra in zip(counts, [0, 3, 0, 9, 1, 0], strict=False)]
    assert_rows_are(trends.wilson_many(counts, cases, 0.9),
                    [trends.wilson(c, n, 0.9) for c, n in zip(counts, cases, strict=True)])


def test_one_exposure_serves_all_counts():
    assert_rows_are(trends.rate_ratio_many([3, 8], [5, 0], 2, 1),
                    [trends.rate_ratio(3, 5, 2, 1), trends.rate_ratio(8, 0, 2, 1)])
    assert trends.poisson_interval_many([3, 8], 12)["rate"].tolist() == [3 / 12, 8 / 12]


def test_no_series_at_all_gives_columns_without_entries():
    got = trends.poisson_trend_many(np.empty((0, 4)))
    assert len(got) == 0
    assert len(trends.constant_rate_test_many(np.empty((0, 4)))) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: trends.poisson_trend_many([[1, 2], [3, -4]]),
         "matrix, row 1, position 1 (counted from 0): found -4; allowed: whole numbers from 0 up."),
        (lambda: trends.poisson_trend_many([1, 2, 3]),
         "matrix: found 1 dimensions; allowed: series in rows, points in columns."),
        (lambda: trends.constant_rate_test_many([[1, 2], [3]]),
         "matrix: found rows of 2, 1 cells; allowed: one length."),
        (lambda: trends.poisson_trend_many([[1, "2"]]),
         "matrix, row 0, position 1 (counted from 0): found '2'; allowed: a number, or None or NaN where"
         " missing."),
        (lambda: trends.poisson_trend_many([[1, 2]], [1, 2, 3]),
         "times: found 3 entries for 2 counts; allowed: one for each."),
        (lambda: trends.poisson_trend_many([[1, 2]], None, [1, 2, 3]),
         "exposure: found 3 entries for 2 counts; allowed: one for each."),
        (lambda: trends.poisson_trend_many([[1, 2]], None, [[1, 2], [1, 2]]),
         "exposure: found 2 x 2 entries for a matrix of 1 x 2; allowed: one for each point, or one for each"
         " cell."),
        (lambda: trends.poisson_trend_many([[1, 2]], confidence=95),
         "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
        (lambda: trends.rate_ratio_many([1, 2], [3]),
         "counts_b: found 1 entries for 2 counts; allowed: one for each."),
        (lambda: trends.rate_ratio_many([1, -2], [3, 3]),
         "counts_a, position 1 (counted from 0): found -2; allowed: whole numbers from 0 up."),
        (lambda: trends.poisson_interval_many([1, 2], [1, 2, 3]),
         "exposure: found 3 for 2 series; allowed: one, or one for each."),
        (lambda: trends.wilson_many([1, 9], [5, 5]),
         "successes, position 1 (counted from 0): found 9 out of n = 5; allowed: at most n."),
        (lambda: trends.negative_binomial_trend_many(np.empty((0, 4))),
         "matrix: found no series; allowed: at least one."),
    ],
)  # fmt: skip
def test_wrong_calls_name_what_is_wrong(call, message):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value) == message

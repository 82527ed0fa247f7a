"""Lines, random walks and log-linear trends carried on: values of R, hand cases, guards, refusals."""

from math import exp, inf, nan, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from scipy.stats import t as student_t

from napeval.trends import (
    REASON_CODES,
    forecast_drift,
    forecast_drift_many,
    forecast_linear,
    forecast_linear_many,
    forecast_naive,
    forecast_naive_many,
    forecast_poisson_loglinear,
    forecast_poisson_loglinear_many,
)

EIGHT, YEARS = [18, 21, 19, 25, 24, 30, 28, 33], list(range(2015, 2023))
SERIES = st.lists(st.integers(0, 60), min_size=6, max_size=12).filter(
    lambda values: len(set(np.diff(values))) > 1
)


def agree(many, place, one, names):
    """The columns of one series are the fields of its own result."""
    for name in names:
        cell, field = many[name][place], getattr(one, name)
        if field is None:
            assert cell is None or np.isnan(np.asarray(cell, dtype=float)).all(), name
        elif isinstance(field, str | bool):
            assert cell == field, name
        else:
            known = np.asarray(field, dtype=float)
            assert np.asarray(cell, dtype=float) == pytest.approx(known, rel=1e-9), name


LINE = ("n", "n_missing", "reportable", "reason", "forecast", "se_prediction", "interval", "df", "slope",
        "p_at_least_target", "p_at_most_target", "p_reach_target", "history", "horizon", "descriptive_only")
WALK = ("n", "n_missing", "reportable", "reason", "forecast", "interval80", "interval95", "drift", "history",
        "horizon", "descriptive_only")
GROWTH = ("n", "n_missing", "reportable", "reason", "eta", "se_eta", "mean", "mean_interval", "interval",
          "dispersion", "p_reach_target", "history", "horizon", "descriptive_only")


# --- the straight line


def test_a_line_by_hand():
    # 0, 1, 2, 3, 5 at 0..4: slope 12 / 10, mean 2.2; at 5 the line is 2.2 + 3 x 1.2.
    got = forecast_linear([0, 1, 2, 3, 5], new_times=[5])
    assert got.slope == pytest.approx(12 / 10)
    assert got.forecast == pytest.approx((2.2 + 3 * 1.2,))
    rss = sum((y - (2.2 + 1.2 * (x - 2))) ** 2 for x, y in enumerate([0, 1, 2, 3, 5]))
    assert got.se_prediction == pytest.approx((sqrt(rss / 3 * (1 + 1 / 5 + 9 / 10)),))
    assert got.df == 3
    assert got.descriptive_only
    assert (got.reportable, got.reason) == (True, None)


def test_predict_lm_of_r():
    # R 4.2.2: predict(lm(y ~ t), data.frame(t = 2023:2024), interval = "prediction", level = 0.8)
    got = forecast_linear(EIGHT, YEARS, new_times=[2023, 2024], confidence=0.8)
    factor = student_t.isf(0.1, 6)
    assert got.forecast == pytest.approx((33.9642857142853, 36.0119047619055))
    assert got.interval[1] == pytest.approx((32.1491999961671, 39.8746095276424))
    assert got.interval[0][1] - got.forecast[0] == pytest.approx(factor * 2.50382360661873)


def test_the_chance_of_reaching_asks_for_the_tail_of_the_comparator():
    up = forecast_linear(EIGHT, YEARS, new_times=[2023], target=35)
    down = forecast_linear(EIGHT, YEARS, new_times=[2023], target=35, comparator="at_most")
    assert up.p_reach_target == up.p_at_least_target == down.p_at_least_target
    assert down.p_reach_target == down.p_at_most_target
    assert up.p_at_least_target[0] + up.p_at_most_target[0] == pytest.approx(1)
    assert up.p_at_least_target == pytest.approx((0.346753378652104,))


def test_the_chance_of_the_forecast_itself_is_one_half():
    value = forecast_linear(EIGHT, YEARS, new_times=[2024]).forecast[0]
    got = forecast_linear(EIGHT, YEARS, new_times=[2024], target=value)
    assert got.p_reach_target == pytest.approx((0.5,))


@given(values=SERIES, target=st.integers(-20, 80), shift=st.integers(-2000, 2000))
@settings(max_examples=25, deadline=None)
def test_neither_the_calendar_nor_the_unit_matters_and_a_mirror_changes_the_tail(values, target, shift):
    n = len(values)
    here = forecast_linear(values, new_times=[n], target=target)
    moved = forecast_linear(values, [shift + i for i in range(n)], new_times=[shift + n], target=target)
    tenfold = forecast_linear([10 * v for v in values], new_times=[n], target=10 * target)
    mirror = forecast_linear([-v for v in values], new_times=[n], target=-target, comparator="at_most")
    for other in (moved, tenfold, mirror):
        assert other.p_reach_target == pytest.approx(here.p_reach_target, abs=1e-7)
    assert moved.interval[0] == pytest.approx(here.interval[0], abs=1e-6)
    assert tenfold.interval[0] == pytest.approx([10 * limit for limit in here.interval[0]], abs=1e-6)


@pytest.mark.parametrize(
    ("n", "reason", "descriptive"), [(4, "n_too_small", True), (5, None, True), (6, None, False)]
)
def test_a_line_speaks_from_five_points_and_gives_a_verdict_from_six(n, reason, descriptive):
    got = forecast_linear(EIGHT[:n], new_times=[n])
    assert (got.reason, got.descriptive_only) == (reason, descriptive)
    assert got.forecast is not None


@pytest.mark.parametrize(
    ("ahead", "reason"), [(2, None), (2.01, "horizon_too_long"), (3, "horizon_too_long")]
)
def test_six_years_carry_two_years_ahead_and_no_more(ahead, reason):
    got = forecast_linear(EIGHT[:6], YEARS[:6], new_times=[2020 + ahead])
    assert (got.reason, got.history) == (reason, 6)
    assert got.horizon == pytest.approx(ahead)


def test_the_furthest_new_time_decides():
    assert forecast_linear(EIGHT, YEARS, new_times=[2023, 2025]).reason == "horizon_too_long"


def test_months_as_fractions_of_a_year_are_not_refused_by_rounding():
    months = [2024 + i / 12 for i in range(12)]
    got = forecast_linear([*range(11), 12], months, new_times=[2024 + 15 / 12])
    assert got.reason is None


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [((0, None), None), (None, None), ((None, 42.58), None), ((None, 42.57), "interval_beyond_plausible"),
     ((29.45, None), "interval_beyond_plausible"), ((29, 43.58), "interval_beyond_plausible"),
     ((28, 44), None)],
)  # fmt: skip
def test_an_interval_that_leaves_or_fills_what_is_possible_is_refused_not_cut(bounds, reason):
    got = forecast_linear(EIGHT, YEARS, new_times=[2024], bounds=bounds)
    assert got.reason == reason
    assert got.interval[0] == pytest.approx((29.4471120276439, 42.5766974961671))


@pytest.mark.parametrize(
    ("values", "reason"),
    [([], "no_valid_data"), ([None, nan], "no_valid_data"), ([1, 2, inf, 3, 4, 6], "non_finite_value"),
     ([1], "n_too_small"), ([1, 2], "n_too_small"), ([26, 17, 25], "n_too_small"),
     ([7] * 8, "no_residual_variation"), ([0] * 6, "no_residual_variation"),
     ([0.1 * i for i in range(9)], "no_residual_variation")],
)  # fmt: skip
def test_refusals_of_a_line(values, reason):
    got = forecast_linear(values, new_times=[len(values)], target=3)
    assert (got.reportable, got.reason) == (False, reason)
    assert got.effect is None
    assert reason in REASON_CODES


def test_a_perfect_line_gives_its_value_and_no_probability():
    got = forecast_linear([1, 2, 3, 4, 5, 6], new_times=[6], target=7)
    assert got.forecast == pytest.approx((7,))
    assert got.p_reach_target is None


def test_two_values_for_one_year_are_refused():
    assert forecast_linear([1, 2, 4, 3, 5, 7], [1, 2, 2, 3, 4, 5], new_times=[6]).reason == "duplicate_time"


def test_a_missing_value_stays_a_gap_in_time():
    got = forecast_linear([1, None, 3, 4, 5, 6, 7.5], new_times=[7])
    by_time = forecast_linear([1, 3, 4, 5, 6, 7.5], [0, 2, 3, 4, 5, 6], new_times=[7])
    assert (got.n, got.n_missing) == (6, 1)
    assert got.forecast == by_time.forecast


@pytest.mark.parametrize(
    ("call", "message"),
    [({"comparator": "atleast"},
      "comparator: found 'atleast'; allowed: at_least, at_most. Did you mean 'at_least'?"),
     ({"bounds": (1, 0)}, "bounds: found (1, 0); allowed: (lower, upper) with lower below upper."),
     ({"target": inf}, "target: found an infinite number; allowed: a finite number."),
     ({"new_times": []}, "new_times: found []; allowed: at least one finite number."),
     ({"confidence": 95}, "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?")],
)  # fmt: skip
def test_wrong_calls_of_a_line(call, message):
    with pytest.raises(ValueError) as error:
        forecast_linear(EIGHT, YEARS, **({"new_times": [2023]} | call))
    assert str(error.value) == message


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9), st.just(inf)), min_size=7, max_size=7),
                min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_many_lines_are_the_single_lines(matrix):
    targets = list(range(len(matrix)))
    many = forecast_linear_many(matrix, YEARS[:7], new_times=[2022, 2023], target=targets, bounds=(-50, None))
    for place, values in enumerate(matrix):
        one = forecast_linear(values, YEARS[:7], new_times=[2022, 2023], target=place, bounds=(-50, None))
        agree(many, place, one, LINE)


def test_many_need_a_target_for_each():
    with pytest.raises(ValueError) as error:
        forecast_linear_many([EIGHT] * 3, new_times=[8], target=[1, 2])
    assert str(error.value) == "target: found 2 for 3 series; allowed: one, or one for each."


# --- random walks


def test_rwf_with_drift_of_r():
    # R 4.2.2, forecast 8.20: rwf(c(18, 21, 19, 25, 24, 30, 28, 33), h = 3, drift = TRUE)
    got = forecast_drift(EIGHT, YEARS, steps=[1, 2, 3])
    assert got.forecast == pytest.approx((35.1428571428571, 37.2857142857143, 39.4285714285714), rel=1e-13)
    assert got.interval80 == (
        pytest.approx((30.0516424586990, 40.2340718270153), rel=1e-13),
        pytest.approx((29.6488922594771, 44.9225363119515), rel=1e-13),
        pytest.approx((29.5694765867158, 49.2876662704270), rel=1e-13),
    )
    assert got.interval95 == (
        pytest.approx((27.3565162052055, 42.9291980805088), rel=1e-13),
        pytest.approx((25.6062028792369, 48.9652256921917), rel=1e-13),
        pytest.approx((24.3503870388626, 54.5067558182803), rel=1e-13),
    )
    assert got.reason == "horizon_too_long"  # three years ahead of eight


def test_naive_of_r():
    # R 4.2.2, forecast 8.20: naive(c(18, 21, 19, 25, 24, 30, 28, 33), h = 2)
    got = forecast_naive(EIGHT, YEARS, steps=2)
    assert got.forecast == (33, 33)
    assert got.interval80 == (
        pytest.approx((27.8055928738934, 38.1944071261066), rel=1e-13),
        pytest.approx((25.6539989937726, 40.3460010062274), rel=1e-13),
    )
    assert got.interval95[1] == pytest.approx((21.7652609620259, 44.2347390379741), rel=1e-13)
    assert (got.reportable, got.drift, got.horizon) == (True, 0, 2)


def test_three_points_of_r_are_given_and_refused():
    # R 4.2.2, forecast 8.20: rwf(c(26, 17, 25), h = 2, drift = TRUE)
    got = forecast_drift([26, 17, 25], steps=2)
    assert got.forecast == pytest.approx((24.5, 24))
    assert got.interval95[1] == pytest.approx((-23.1207300278890, 71.1207300278890), rel=1e-13)
    assert (got.reportable, got.reason) == (False, "n_too_small")


def test_a_walk_by_hand():
    # Steps 2, 2, -4, 2, 3: drift 1, residuals 1, 1, -5, 1, 2, variance 32 / 4.
    got = forecast_drift([0, 2, 4, 0, 2, 5], steps=1)
    reach = norm.isf(0.025) * sqrt(32 / 4 * (1 + 1 / 5))
    assert got.forecast == (6,)
    assert got.interval95[0] == pytest.approx((6 - reach, 6 + reach))
    plain = norm.isf(0.025) * sqrt((4 + 4 + 16 + 4 + 9) / 5)
    assert forecast_naive([0, 2, 4, 0, 2, 5]).interval95[0] == pytest.approx((5 - plain, 5 + plain))


def test_a_gap_of_two_periods_counts_as_two():
    # A change of 4 in two periods is worth 4^2 / 2; the missing last value puts the next period two ahead.
    got = forecast_naive([1, 2, None, 6, 5, 7, None], steps=1)
    variance = (1 + 16 / 2 + 1 + 4) / 4
    assert got.horizon == 2
    assert got.interval80[0][1] == pytest.approx(7 + norm.isf(0.1) * sqrt(2 * variance))
    drift = forecast_drift([1, 2, None, 6, 5, 7, None], steps=1)
    assert drift.forecast == pytest.approx((7 + 2 * 6 / 5,))


def test_a_drift_of_zero_keeps_its_degree_of_freedom():
    # R (forecast 8.20) divides by one more where the drift happens to be exactly zero; it is estimated all
    # the same, so here it costs its degree of freedom.
    got = forecast_drift([5, 7, 4, 6, 8, 5], steps=1)
    variance = (4 + 9 + 4 + 4 + 9) / 4
    assert got.drift == 0
    assert got.interval80[0][1] == pytest.approx(5 + norm.isf(0.1) * sqrt(variance * (1 + 1 / 5)))


@pytest.mark.parametrize("forecast", [forecast_drift, forecast_naive])
@pytest.mark.parametrize(
    ("values", "reason"),
    [([], "no_valid_data"), ([5], "n_too_small"), ([5, 6], "n_too_small"), ([5, 6, 4, 7], "n_too_small"),
     ([5] * 6, "no_residual_variation"), ([5, 6, inf, 4, 6, 7], "non_finite_value")],
)  # fmt: skip
def test_refusals_of_walks(forecast, values, reason):
    got = forecast(values)
    assert (got.reportable, got.reason, got.effect) == (False, reason, None)


def test_even_steps_leave_the_drift_without_spread_and_the_naive_forecast_with_it():
    values = [0.1 * i for i in range(7)]
    assert forecast_drift(values).reason == "no_residual_variation"
    assert forecast_naive(values).reason is None


@pytest.mark.parametrize("steps", [0, 1.5, [], [0, 1], nan])
def test_steps_are_whole_numbers_from_one_up(steps):
    with pytest.raises(ValueError) as error:
        forecast_naive(EIGHT, steps=steps)
    assert str(error.value) == f"steps: found {steps!r}; allowed: whole numbers from 1 up."


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=7, max_size=7),
                min_size=1, max_size=6))
@settings(max_examples=20, deadline=None)
def test_many_walks_are_the_single_walks(matrix):
    for many, one in ((forecast_drift_many, forecast_drift), (forecast_naive_many, forecast_naive)):
        columns = many(matrix, YEARS[:7], steps=2)
        for place, values in enumerate(matrix):
            agree(columns, place, one(values, YEARS[:7], steps=2), WALK)


# --- the log-linear trend


def test_predict_glm_of_r():
    # R 4.2.2: predict(glm(y ~ t, poisson), data.frame(t = 2023:2024), se.fit = TRUE), epsilon = 1e-14
    got = forecast_poisson_loglinear([12, 15, 11, 19, 24, 22, 31], range(2016, 2023), new_times=[2023, 2024])
    assert got.eta == pytest.approx((3.54137602716037, 3.70140889567455), rel=1e-12)
    assert got.se_eta == pytest.approx((0.173403225868141, 0.213211260146990), rel=1e-12)
    assert got.mean == pytest.approx((34.5143792534772, 40.5043305547739), rel=1e-12)
    reach = norm.isf(0.025) * 0.173403225868141
    limits = exp(3.54137602716037 - reach), exp(3.54137602716037 + reach)
    assert got.mean_interval[0] == pytest.approx(limits)
    assert (got.reportable, got.descriptive_only) == (True, False)


def test_the_interval_of_a_count_is_wider_than_that_of_its_mean():
    got = forecast_poisson_loglinear([12, 15, 11, 19, 24, 22, 31], new_times=[7], target=30)
    (low, high), (mean_low, mean_high) = got.interval[0], got.mean_interval[0]
    assert low < mean_low < mean_high < high
    assert low == int(low) and high == int(high)
    opposite = forecast_poisson_loglinear([12, 15, 11, 19, 24, 22, 31], new_times=[7], target=29,
                                          comparator="at_most")
    assert got.p_reach_target[0] + opposite.p_reach_target[0] == pytest.approx(1)


def test_counts_that_spread_more_than_chance_widen_the_interval():
    calm = forecast_poisson_loglinear([20, 21, 19, 22, 20, 21], new_times=[6])
    wild = forecast_poisson_loglinear([10, 31, 9, 32, 10, 31], new_times=[6])
    assert calm.dispersion == 1
    assert wild.dispersion > 5
    width = [ends[0][1] - ends[0][0] for ends in (calm.interval, wild.interval)]
    assert width[1] > 2 * width[0]


@pytest.mark.parametrize(
    ("counts", "reason"),
    [([], "no_valid_data"), ([1, 2, 3, 4], "n_too_small"), ([0] * 6, "no_events"),
     ([1, 0, 1, 1, 1], "too_few_events"), ([1, 1, 1, 1, 1], None), ([0, 0, 0, 0, 5], "separation"),
     ([5, 0, 0, 0, 0], "separation"), ([1.5, 2, 3, 4, 5], "not_a_count"),
     ([1, 2, inf, 4, 5], "non_finite_value")],
)  # fmt: skip
def test_refusals_of_a_log_linear_trend(counts, reason):
    assert forecast_poisson_loglinear(counts, new_times=[len(counts)], target=3).reason == reason


def test_a_negative_count_is_a_slip():
    with pytest.raises(ValueError) as error:
        forecast_poisson_loglinear([1, -2, 3], new_times=[3])
    assert str(error.value) == (
        "counts, position 1 (counted from 0): found -2; allowed: whole numbers from 0 up."
    )


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 9), st.just(2.5)), min_size=6, max_size=6),
                min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_many_log_linear_trends_are_the_single_ones(matrix):
    many = forecast_poisson_loglinear_many(matrix, new_times=[6], target=4)
    for place, counts in enumerate(matrix):
        agree(many, place, forecast_poisson_loglinear(counts, new_times=[6], target=4), GROWTH)

"""Level and slope at a date given beforehand: by hand, against R and statsmodels, and at every threshold."""

from math import sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student_t

from napeval.trends import REASON_CODES, interrupted_series, interrupted_series_many
from napeval.trends.interrupted import estimators

OLS, REML, PRAIS_WINSTEN = "interrupted_ols_t", "interrupted_gls_ar1_reml", "interrupted_prais_winsten"
MAIN = ("intercept", "trend", "level_change", "slope_change")


def noisy(n, seed=1):
    return np.random.default_rng(seed).normal(size=n)


# By hand

EXACT = [20.0, 21.5, 23.0, 24.5, 26.0, 27.5, 21.0, 20.5, 20.0, 19.5]
# Four points about each line that leave its level and slope alone: their sums, plain and times 0 to 3, are 0.
ABOUT = np.array([1, -1, -1, 1, 1, -1, -1, 1]) * 0.5
BY_HAND = np.array([10, 12, 14, 16, 9, 10, 11, 12]) + ABOUT


def test_points_on_the_lines_give_their_coefficients_and_no_interval():
    got = interrupted_series(EXACT, range(10), 6)
    assert got.ols.coefficients == pytest.approx(dict(zip(MAIN, (20, 1.5, -8, -2), strict=True)))
    assert got.ols.effect_at_end == pytest.approx(-8 - 2 * 3)
    assert got.ols.df == 6
    assert got.ols.standard_errors is got.ols.intervals is got.ols.p is got.ols.durbin_watson is None
    assert got.gls is got.prais_winsten is got.newey_west is None


def test_a_bend_that_the_level_only_answer_cannot_see_is_said_to_be_doubtful():
    got = interrupted_series(EXACT, range(10), 6)
    assert (got.n_before, got.n_after, got.model) == (6, 4, "level_only")
    assert got.assumptions[-1].code == "same_slope_before_and_after"
    assert got.assumptions[-1].state == "doubtful"


def test_straight_lines_with_a_jump_are_reported_without_an_interval():
    got = interrupted_series([1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5], None, 6)
    assert (got.reportable, got.reason, got.interval_reason) == (True, None, "no_residual_variation")
    assert got.level_change == pytest.approx(-7)
    assert got.level_change_interval is got.level_change_p is got.effect_at_end_interval is None
    assert got.counterfactual.values == pytest.approx([7, 8, 9, 10, 11, 12])


def test_the_sums_of_four_and_four_points_by_hand():
    fit = interrupted_series(BY_HAND, range(8), 4).ols
    # Lines 10 + 2 t and 9 + (t - 4): the first would stand at 18 when t = 4 and at 24 when t = 7.
    assert fit.coefficients == pytest.approx(dict(zip(MAIN, (10, 2, 9 - 18, 1 - 2), strict=True)))
    assert fit.effect_at_end == pytest.approx(12 - 24)
    assert fit.rss == pytest.approx(8 * 0.25)
    variance = 8 * 0.25 / 4
    # A line through four points spread 5 about their mean 1.5, read at 4 and at its own first point.
    level = sqrt(variance * ((1 / 4 + 2.5**2 / 5) + (1 / 4 + 1.5**2 / 5)))
    end = sqrt(variance * ((1 / 4 + 5.5**2 / 5) + (1 / 4 + 1.5**2 / 5)))
    slope = sqrt(variance * (1 / 5 + 1 / 5))
    assert fit.standard_errors["level_change"] == pytest.approx(level)
    assert fit.standard_errors["slope_change"] == pytest.approx(slope)
    assert fit.effect_at_end_standard_error == pytest.approx(end)
    assert fit.p["level_change"] == pytest.approx(2 * student_t.sf(9 / level, 4))
    reach = student_t.isf(0.025, 4)
    assert fit.intervals["level_change"] == pytest.approx((-9 - reach * level, -9 + reach * level))
    assert fit.effect_at_end_interval == pytest.approx((-12 - reach * end, -12 + reach * end))
    assert fit.durbin_watson == pytest.approx((4 + 0 + 4 + 0 + 4 + 0 + 4) * 0.25 / 2)


def test_the_effect_at_the_end_is_not_its_two_parts_apart():
    fit = interrupted_series(noisy(16), range(16), 8).ols
    # Where the two estimates go together or against one another, the sum of their squares is not the whole.
    parts = sqrt(fit.standard_errors["level_change"] ** 2 + (7 * fit.standard_errors["slope_change"]) ** 2)
    assert abs(fit.effect_at_end_standard_error / parts - 1) > 0.04


# Against other tools

# R 4.2.2: lm; sandwich 3.0-2 NeweyWest(prewhite = FALSE) with adjust = FALSE and TRUE; lmtest 0.9-40 dwtest.
R = {
    "calendar_years": {
        "call": (
            [12.1, 13.4, 12.9, 14.8, 15.9, 15.1, 16.8, 17.9, 14.2, 13.1, 13.9, 12.4, 12.6, 11.1, 10.2, 10.9],
            range(2008, 2024), 2016,
        ),
        "options": {"newey_west_lag": 2},
        "coefficients": [-1548.83928571428, 0.777380952380952, -4.15238095238095, -1.32261904761905],
        "errors": [191.987669279934, 0.0954449638203593, 0.625874482706235, 0.134979562294961],
        "p": [3.45012019206816e-06, 3.12758052913832e-06, 2.41380673259326e-05, 4.45955709358032e-07],
        "level_interval": (-5.51604430506264, -2.78871759969927),
        "slope_interval": (-1.61671424969018, -1.02852384554792),
        "rss": 4.59130952380953, "durbin_watson": 2.82940510453669, "df": 12,
        "unadjusted": [79.2960815478065, 0.0394319696051742, 0.315305480121268, 0.0549966706205116],
        "adjusted": [91.5632280494117, 0.0455321165375072, 0.364083407644192, 0.0635046851781932],
        "effect": (-13.4107142857143, 1.18828021669714, 0.51395051450809, 0.593458935824938),
    },
    "quarters": {
        "call": (
            [20, 24, 29, 22, 21, 26, 30, 24, 24, 27, 33, 25, 20, 22, 28, 19, 18, 21, 27, 19, 17, 21, 24, 17],
            range(24), 12,
        ),
        "options": {"newey_west_lag": 3, "season": [1, 2, 3, 4] * 6},
        "coefficients": [19.8974358974359, 0.429632867132867, -5.4504662004662, -0.734265734265734, 3.4375,
                         8.375, 0.8125],
        "errors": [0.387679048892279, 0.0543534779867356, 0.540733000987841, 0.074709817260178,
                   0.36685966661086, 0.373179245266009, 0.383480515736809],
        "p": [4.37652871498987e-20, 4.29721699768035e-07, 1.37788802117486e-08, 1.99470889952562e-08,
              3.98332897645216e-08, 4.51752421389785e-14, 0.0491405373896179],
        "level_interval": (-6.59131310939891, -4.3096192915335),
        "slope_interval": (-0.891889670538338, -0.576641797993131),
        "rss": 6.78438228438229, "durbin_watson": 2.80580039556161, "df": 17,
        "unadjusted": [0.194895668820833, 0.0213072828372444, 0.283379724896186, 0.0339432128291957,
                       0.31799359157795, 0.325941606660833, 0.275469899806601],
        "adjusted": [0.231570561143692, 0.0253168244985677, 0.336705286002437, 0.0403305465402749,
                     0.377832688059883, 0.387276337186912, 0.327307013349044],
        "effect": (-13.5273892773893, 1.01447408803962, 0.486112534933378, 0.577587758489334),
    },
    "gap": {
        "call": ([31, 29, 34, None, 33, 36, 38, 37, 30, 27, None, 29, 25, 26, 22, 24], range(16), 8),
        "options": {"newey_west_lag": 1},
        "coefficients": [30.0616438356164, 1.1027397260274, -9.37631526702402, -2.00853682747667],
        "errors": [1.11640011091197, 0.25806745750329, 1.75269974918333, 0.370214027254704],
        "p": [1.15320101615565e-10, 0.00162909771709445, 0.000323768765134601, 0.000290804013773647],
        "level_interval": (-13.281573674046, -5.47105686000205),
        "slope_interval": (-2.83342508515318, -1.18364856980016),
        "rss": 27.7812189795514, "durbin_watson": 3.4439363617686, "df": 10,
        "unadjusted": [0.524923172341819, 0.128523051700731, 0.855245824404611, 0.167404377330203],
        "adjusted": [0.62109747351439, 0.152070525565792, 1.0119405062681, 0.198075530465118],
        "effect": (-23.4360730593607, 3.20203775302401, 1.5766470771104, 1.86551397959519),
    },
}


@pytest.mark.parametrize("case", R.values(), ids=R)
def test_the_values_of_r(case):
    got = interrupted_series(*case["call"], **case["options"])
    fit, lagged = got.ols, got.newey_west
    assert list(fit.coefficients)[:4] == list(MAIN)
    for numbers, name in (
        (fit.coefficients, "coefficients"), (fit.standard_errors, "errors"), (fit.p, "p"),
        (lagged.standard_errors, "unadjusted"), (lagged.standard_errors_adjusted, "adjusted"),
    ):
        assert list(numbers.values()) == pytest.approx(case[name], rel=1e-9), name
    assert fit.intervals["level_change"] == pytest.approx(case["level_interval"], rel=1e-9)
    assert fit.intervals["slope_change"] == pytest.approx(case["slope_interval"], rel=1e-9)
    assert (fit.rss, fit.durbin_watson, fit.df) == pytest.approx(
        (case["rss"], case["durbin_watson"], case["df"]), rel=1e-9)
    assert (fit.effect_at_end, fit.effect_at_end_standard_error, lagged.effect_at_end_standard_error,
            lagged.effect_at_end_standard_error_adjusted) == pytest.approx(case["effect"], rel=1e-9)


WANDERING = [20, 22, 25, 24, 23, 26, 30, 31, 29, 27, 24, 25, 27, 26, 22, 20, 19, 21, 20, 18]


def test_the_answer_from_twelve_points_on_is_the_one_of_nlme():
    got = interrupted_series(WANDERING, range(20), 10)
    # R 4.2.2, nlme 3.1-162: gls(..., correlation = corAR1(form = ~ t), method = "REML"), summary and vcov
    assert got.answer is got.gls
    assert got.gls.rho == pytest.approx(0.693902754892176, abs=1e-6)
    assert got.level_change == pytest.approx(-4.16139831973646, rel=1e-6)
    assert got.slope_change == pytest.approx(-1.77464754974789, rel=1e-6)
    assert got.level_change_p == pytest.approx(0.0756712393545325, rel=1e-6)
    assert got.slope_change_p == pytest.approx(0.0148849781132859, rel=1e-6)
    assert got.effect_at_end == pytest.approx(-20.1332262674674, rel=1e-6)
    assert got.answer.effect_at_end_standard_error == pytest.approx(6.54827482187166, rel=1e-6)
    reach = student_t.isf(0.025, 16) * 2.19072328143733
    assert got.level_change_interval == pytest.approx(
        (-4.16139831973646 - reach, -4.16139831973646 + reach), rel=1e-6)
    # predict(), and the root of its variance plus sigma squared
    assert got.counterfactual.values[[0, -1]] == pytest.approx([30.3053041272835, 38.5584839899589], rel=1e-6)
    assert got.counterfactual.standard_errors[[0, -1]] == pytest.approx(
        [3.78433254878778, 6.51131770788584], rel=1e-6)


def test_the_level_only_answer_by_restricted_likelihood_is_that_of_nlme():
    got = interrupted_series([*WANDERING[:10], 21, 22, 25, 24], range(14), 10)
    # as above, y ~ t + level
    assert (got.model, got.method) == ("level_only", REML)
    assert got.answer.rho == pytest.approx(0.655002512302817, abs=1e-6)
    assert got.level_change == got.effect_at_end == pytest.approx(-7.49610010541997, rel=1e-6)
    assert got.level_change_p == pytest.approx(0.00582284908481163, rel=1e-6)
    assert got.counterfactual.standard_errors[-1] == pytest.approx(3.81266660204698, rel=1e-6)


def test_a_negative_rho_narrows_no_interval_of_the_answer():
    got = interrupted_series(*R["gap"]["call"])
    assert got.gls.rho < 0
    assert (got.method, got.answer.rho) == (REML, 0)
    assert got.answer.coefficients == got.ols.coefficients
    assert got.level_change_interval == got.ols.intervals["level_change"]
    assert np.ptp(got.level_change_interval) > np.ptp(got.gls.intervals["level_change"])


def test_the_path_without_the_change_is_the_prediction_of_r():
    y = [31, 29, 34, 33, 36, 38, 30, 27, 29]
    got = interrupted_series([*y, 25, 26], range(11), 6)
    design = np.column_stack([np.ones(11), range(11), np.arange(11) >= 6])
    fit = sm.OLS([*y, 25, 26], design).fit()
    ahead = np.column_stack([np.ones(5), range(6, 11), np.zeros(5)])
    frame = fit.get_prediction(ahead)
    assert got.model == "level_only"
    assert got.counterfactual.times.tolist() == [6, 7, 8, 9, 10]
    assert got.counterfactual.values == pytest.approx(frame.predicted_mean)
    assert got.counterfactual.standard_errors == pytest.approx(np.sqrt(frame.var_pred_mean + fit.scale))
    assert got.counterfactual.observed.tolist() == [30, 27, 29, 25, 26]


def segmented(times, date):
    t = np.asarray(times, float)
    level = (t >= date).astype(float)
    return np.column_stack([np.ones_like(t), t, level, (t - date) * level])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-50, 50).map(lambda x: round(x, 2)), min_size=12, max_size=45), st.integers(4, 8),
       st.integers(0, 5))
def test_least_squares_and_newey_west_as_statsmodels_has_them(values, date, lag):
    design = segmented(range(len(values)), date)
    got = interrupted_series(values, range(len(values)), date, newey_west_lag=lag)
    plain = sm.OLS(values, design).fit()
    if got.newey_west is None:
        assert plain.ssr <= 1e-9
        return
    assert list(got.ols.coefficients.values()) == pytest.approx(plain.params, rel=1e-7, abs=1e-8)
    assert list(got.ols.standard_errors.values()) == pytest.approx(plain.bse, rel=1e-7, abs=1e-9)
    weights = np.array([0, 0, 1, len(values) - 1 - date])
    for adjusted, errors, at_end in (
        (False, got.newey_west.standard_errors, got.newey_west.effect_at_end_standard_error),
        (True, got.newey_west.standard_errors_adjusted, got.newey_west.effect_at_end_standard_error_adjusted),
    ):
        hac = plain.get_robustcov_results("HAC", maxlags=lag, use_correction=adjusted, use_t=True)
        assert list(errors.values()) == pytest.approx(hac.bse, rel=1e-6, abs=1e-7)
        assert at_end == pytest.approx(sqrt(weights @ hac.cov_params() @ weights), rel=1e-6, abs=1e-7)
    if got.newey_west.p is not None:
        assert list(got.newey_west.p.values()) == pytest.approx(hac.pvalues, rel=1e-5, abs=1e-12)
        trend = got.newey_west.intervals["trend"]
        assert trend == pytest.approx(tuple(hac.conf_int()[1]), rel=1e-6, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.integers(8, 30))
def test_the_error_of_the_effect_at_the_end_is_that_of_the_level_in_a_design_centred_there(seed, n):
    y, date = noisy(n, seed), n // 2
    level = np.arange(n) >= date
    centred = np.column_stack([np.ones(n), range(n), level, (np.arange(n) - (n - 1)) * level])
    oracle = sm.OLS(y, centred).fit()
    fit = interrupted_series(y, range(n), date).ols
    assert fit.effect_at_end == pytest.approx(oracle.params[2])
    assert fit.effect_at_end_standard_error == pytest.approx(oracle.bse[2])
    assert fit.effect_at_end_p == pytest.approx(oracle.pvalues[2])


# Properties

FIELDS = ("level_change", "slope_change", "effect_at_end")
SERIES = st.tuples(st.integers(0, 500), st.integers(12, 24))


def estimates(result):
    return [getattr(result, name) for name in FIELDS]


@settings(max_examples=10, deadline=None)
@given(SERIES, st.sampled_from([2010, -300, 0.5]))
def test_another_zero_of_time_changes_nothing_but_the_intercept(series, shift):
    seed, n = series
    y = noisy(n, seed)
    here, there = (interrupted_series(y, np.arange(n) + by, n // 2 + by) for by in (0, shift))
    assert here.method == there.method
    assert estimates(there) == pytest.approx(estimates(here), rel=1e-5, abs=1e-6)
    assert there.level_change_interval == pytest.approx(here.level_change_interval, rel=1e-5, abs=1e-6)
    assert there.ols.coefficients["intercept"] == pytest.approx(
        here.ols.coefficients["intercept"] - shift * here.ols.coefficients["trend"], rel=1e-6, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(SERIES, st.sampled_from([1000.0, 0.01, -1.0]), st.sampled_from([0.0, 40.0]))
def test_another_unit_of_the_values_is_a_unit_only(series, factor, base):
    seed, n = series
    y = noisy(n, seed)
    here, there = interrupted_series(y, None, n // 2), interrupted_series(base + factor * y, None, n // 2)
    assert estimates(there) == pytest.approx([factor * x for x in estimates(here)], rel=1e-5, abs=1e-6)
    assert there.level_change_p == pytest.approx(here.level_change_p, rel=1e-4, abs=1e-9)
    assert there.ols.durbin_watson == pytest.approx(here.ols.durbin_watson, rel=1e-6)


@settings(max_examples=10, deadline=None)
@given(SERIES)
def test_another_unit_of_time_rescales_the_slopes_only(series):
    seed, n = series
    y = noisy(n, seed)
    steps, months = (interrupted_series(y, np.arange(n) * by, n // 2 * by) for by in (1, 12))
    assert months.slope_change == pytest.approx(steps.slope_change / 12, rel=1e-5, abs=1e-8)
    assert months.level_change == pytest.approx(steps.level_change, rel=1e-5, abs=1e-7)
    assert months.effect_at_end_p == pytest.approx(steps.effect_at_end_p, rel=1e-4)


@settings(max_examples=10, deadline=None)
@given(SERIES)
def test_read_backwards_the_slope_changes_by_as_much_the_other_way_round(series):
    seed, n = series
    y = noisy(n, seed)
    forwards = interrupted_series(y, range(n), n // 2).ols
    backwards = interrupted_series(y[::-1], -np.arange(n)[::-1], -(n // 2) + 1).ols
    assert backwards.coefficients["slope_change"] == pytest.approx(forwards.coefficients["slope_change"])
    assert backwards.rss == pytest.approx(forwards.rss)
    assert backwards.durbin_watson == pytest.approx(forwards.durbin_watson)


def test_the_order_of_the_rows_does_not_matter_and_seasons_go_with_their_points():
    y, season = noisy(20), [1, 2, 3, 4] * 5
    order = np.random.default_rng(2).permutation(20)
    plain = interrupted_series(y, range(20), 10, season=season)
    mixed = interrupted_series(y[order], order, 10, season=[season[place] for place in order])
    assert estimates(mixed) == estimates(plain)


def test_a_known_jump_is_found_again():
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(400, 24)) + 3 * (np.arange(24) >= 12)
    got = interrupted_series_many(rows, None, 12)
    assert got["level_change"].mean() == pytest.approx(3, abs=0.15)
    inside = (got["level_change_interval"][:, 0] <= 3) & (got["level_change_interval"][:, 1] >= 3)
    assert 0.88 <= inside.mean() <= 0.98


def test_noise_of_twelve_points_raises_no_more_false_alarms_than_promised():
    rows = np.random.default_rng(1).normal(size=(1500, 12))
    got = interrupted_series_many(rows, None, 6)
    assert (got["level_change_p"] <= 0.05).mean() <= 0.065
    either_sign = [fit.p["level_change"] for fit in got["gls"] if fit is not None]
    assert np.mean(np.array(either_sign) <= 0.05) >= 0.08  # why the answer takes rho from 0 up


# Seasons

def test_a_number_of_seasons_counts_off_the_steps_of_time():
    y = np.delete(noisy(24), 5)
    times = np.delete(np.arange(24), 5) / 4 + 2015
    codes = (np.delete(np.arange(24), 5) % 4 + 1).tolist()
    counted, coded = (interrupted_series(y, times, 2018, season=season) for season in (4, codes))
    assert counted.ols.coefficients == coded.ols.coefficients
    assert set(coded.ols.coefficients) == {*MAIN, "season_2", "season_3", "season_4"}


@pytest.mark.parametrize("season", [["q1", "q2"] * 8, np.array([1.0, 2.0] * 8), [True, False] * 8])
def test_the_first_code_in_order_is_the_one_compared_with(season):
    got = interrupted_series(noisy(16), None, 8, season=season)
    other = sorted(set(np.asarray(season).tolist()))[1]
    name = f"season_{other if isinstance(other, str | bool) else int(other)}"
    assert list(got.ols.coefficients) == [*MAIN, name]


def test_seasons_that_move_with_the_change_are_refused():
    got = interrupted_series(noisy(16), None, 8, season=[1] * 8 + [2] * 8)
    assert (got.reason, got.ols) == ("season_not_separable", None)


def test_seasons_need_residual_degrees_of_freedom_of_their_own():
    ten, eleven = (interrupted_series(noisy(n), None, 5, season=4) for n in (10, 11))
    assert (ten.reportable, ten.reason, ten.ols.df) == (False, "n_too_small", 3)
    assert (eleven.reportable, eleven.ols.df) == (True, 4)


# Least lengths

@pytest.mark.parametrize(
    ("before", "after", "reason", "model"),
    [
        (3, 3, "n_too_small", None), (3, 4, "too_few_pre", None), (4, 3, "too_few_post", None),
        (3, 9, "too_few_pre", None), (12, 2, "too_few_post", None), (12, 0, "too_few_post", None),
        (0, 12, "too_few_pre", None), (4, 4, None, "level_only"), (5, 5, None, "level_only"),
        (5, 6, None, "level_only"), (20, 5, None, "level_only"), (6, 6, None, "level_and_slope"),
    ],
)
def test_what_the_shorter_side_allows(before, after, reason, model):
    got = interrupted_series(noisy(before + after), None, before)
    assert (got.n_before, got.n_after) == (before, after)
    assert (got.reportable, got.reason, got.model) == (reason is None, reason, model)
    assert reason is None or reason in REASON_CODES


def test_too_few_points_leave_coefficients_and_no_error():
    got = interrupted_series([10, 12, 11, 7, 6, 8], range(6), 3)
    assert list(got.ols.coefficients.values()) == pytest.approx([10.5, 0.5, -5.5, 0], abs=1e-9)
    assert got.ols.standard_errors is got.ols.p is got.newey_west is got.gls is got.effect is None
    assert got.level_change is None
    assert interrupted_series([1, 2, 3, 4, 5], None, 4).ols is None  # one point has no slope


def test_five_and_five_give_the_whole_model_beside_the_level_only_answer():
    y = np.array([12.0, 10, 13, 14, 13, 8, 9, 7, 9, 6])
    got = interrupted_series(y, range(10), 5)
    oracle = sm.OLS(y, segmented(range(10), 5)).fit()
    assert list(got.ols.coefficients.values()) == pytest.approx(oracle.params)
    assert list(got.ols.standard_errors.values()) == pytest.approx(oracle.bse)
    assert got.gls.rho is not None
    level = sm.OLS(y, segmented(range(10), 5)[:, :3]).fit()
    assert (got.answer.model, got.answer.method) == ("level_only", OLS)
    assert got.level_change == got.effect_at_end == pytest.approx(level.params[2])
    assert got.level_change_p == pytest.approx(level.pvalues[2])
    assert got.slope_change is None
    assert (got.effect.unit, got.effect.value) == ("unit_level_change", got.level_change)
    same_slope = got.assumptions[-1]
    assert same_slope.code == "same_slope_before_and_after"
    assert same_slope.p == pytest.approx(oracle.pvalues[3])


@pytest.mark.parametrize(("n", "method"), [(11, OLS), (12, REML), (13, REML)])
def test_the_number_of_points_alone_names_the_estimator(n, method):
    values = [31, 29, 34, 33, 36, 38, 30, 27, 29, 25, 26, 22, 24][:n]
    got = interrupted_series(values, None, 6)
    assert got.method == got.answer.method == method
    errors = "independent_observations" if method == OLS else "errors_follow_only_their_neighbours"
    assert errors in {one.code for one in got.assumptions}


def test_ten_and_four_points_answer_with_the_level_only_by_restricted_likelihood():
    got = interrupted_series(noisy(14), None, 10)
    assert (got.model, got.method) == ("level_only", REML)
    assert set(got.answer.coefficients) == {"intercept", "trend", "level_change"}


def test_where_restricted_likelihood_does_not_settle_prais_winsten_answers_then_least_squares(monkeypatch):
    def unsettled(fit):
        def changed(*arguments):
            found = fit(*arguments)
            return type(found)(**{**vars(found), "settled": np.zeros_like(found.settled)})
        return changed

    monkeypatch.setattr(estimators, "fit_ar1_reml", unsettled(estimators.fit_ar1_reml))
    got = interrupted_series(WANDERING, None, 10)
    assert (got.method, got.gls) == (PRAIS_WINSTEN, None)
    assert got.answer is got.prais_winsten
    monkeypatch.setattr(estimators, "fit_prais_winsten", unsettled(estimators.fit_prais_winsten))
    got = interrupted_series(WANDERING, None, 10)
    assert (got.method, got.answer) == (OLS, got.ols)


@pytest.mark.parametrize(("n", "judged"), [(39, False), (40, True)])
def test_newey_west_speaks_of_chance_from_forty_points_only(n, judged):
    got = interrupted_series(noisy(n), None, 20)
    assert (got.newey_west.p is not None, got.newey_west.intervals is not None) == (judged, judged)
    assert got.method != OLS
    assert got.newey_west.lag == 3  # 4 (n / 100)^(2/9)


@pytest.mark.parametrize(("before", "after", "few"), [(8, 8, False), (7, 8, True), (8, 7, True)])
def test_fewer_than_eight_points_a_side_are_said_to_be_few(before, after, few):
    assert interrupted_series(noisy(before + after), None, before).few_points is few


@pytest.mark.parametrize(
    ("values", "times", "reason"),
    [
        ([], None, "no_valid_data"),
        ([None] * 12, None, "no_valid_data"),
        ([*range(11), np.inf], None, "non_finite_value"),
        (list(range(12)), [*range(11), np.nan], "non_finite_value"),
        (list(range(12)), [*range(11), 10], "duplicate_time"),
        ([7.5] * 12, None, "no_variation"),
        ([0] * 12, None, "no_variation"),
        ([1, 2, 3, 4, 5, 6, 7, None, None, None, 3, 4], None, "too_few_post"),
    ],
)
def test_refusals(values, times, reason):
    got = interrupted_series(values, times, 6)
    assert (got.reportable, got.reason, got.effect) == (False, reason, None)
    assert reason in REASON_CODES
    assert got.level_change_p is None
    assert len(got.assumptions) >= 5


def test_a_missing_value_at_a_doubled_time_does_no_harm():
    assert interrupted_series([*noisy(12), None], [*range(12), 3], 6).reportable


def test_what_the_caller_chose_stands_in_the_options():
    got = interrupted_series(WANDERING[:16], None, 8, confidence=0.9)
    assert got.options == {"intervention_time": 8, "season": None, "newey_west_lag": None, "confidence": 0.9}
    assert interrupted_series(WANDERING[:16], None, 8, season=np.int64(2)).options["season"] == 2
    by_code = interrupted_series(WANDERING[:16], None, 8, season=["a", "b"] * 8)
    assert by_code.options["season"] == ("a", "b") * 8
    reach = student_t.isf(0.05, 12) * got.answer.standard_errors["level_change"]
    assert got.level_change_interval == pytest.approx((got.level_change - reach, got.level_change + reach))
    assert (got.effect.unit, got.effect.interval) == ("unit_at_last_time", got.effect_at_end_interval)


def test_the_date_may_fall_between_two_times():
    between, at = (interrupted_series(noisy(16), range(16), date).ols for date in (7.5, 8))
    assert between.rss == pytest.approx(at.rss)
    # The jump is measured at the date, half a step before the first point after it.
    assert between.coefficients["level_change"] == pytest.approx(
        at.coefficients["level_change"] - 0.5 * at.coefficients["slope_change"])


# Many series

@settings(max_examples=6, deadline=None)
@given(st.integers(0, 1000), st.integers(9, 16))
def test_many_series_are_answered_as_each_alone(seed, n):
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(6, n))
    rows[rng.random(rows.shape) < 0.1] = np.nan
    rows[4] = np.arange(n)
    rows[5, 0] = np.inf
    many = interrupted_series_many(rows, None, n // 2)
    assert len(many) == 6
    for row, values in enumerate(rows):
        alone = interrupted_series(values, None, n // 2)
        assert (many["reason"][row], many["method"][row], many["model"][row]) == (
            alone.reason, alone.method, alone.model)
        for name in (*FIELDS, "level_change_p", "effect_at_end_p", "n", "n_missing"):
            value, cell = getattr(alone, name), many[name][row]
            if value is None:
                assert cell is None or np.isnan(cell), name
            else:
                assert cell == pytest.approx(value, rel=1e-6, abs=1e-9), name


def test_rows_of_none_and_numbers_are_read_like_a_matrix():
    rows = [[None, *noisy(11).tolist()], noisy(12).tolist()]
    many = interrupted_series_many(rows, None, 6)
    assert many["n"].tolist() == [11, 12]
    assert many["n_missing"].tolist() == [1, 0]


# Wrong calls

@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (([1, 2], [0], 1), {}, "times: found 1 entries for 2 values; allowed: one for each."),
        (([1, 2], None, None), {}, "intervention_time: found None; allowed: a finite number."),
        (([1, 2], None, np.inf), {}, "intervention_time: found inf; allowed: a finite number."),
        (([1, 2], None, "2020"), {},
         "intervention_time, position 0 (counted from 0): found '2020'; "
         "allowed: a number, or None or NaN where missing."),
        (([1, 2], None, 1), {"confidence": 95},
         "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
        (([1, 2], None, 1), {"newey_west_lag": -1},
         "newey_west_lag: found -1; allowed: a whole number from 0 up, or None."),
        (([1, 2], None, 1), {"newey_west_lag": 1.5},
         "newey_west_lag: found 1.5; allowed: a whole number from 0 up, or None."),
        (([1, 2], None, 1), {"season": 1},
         "season: found 1; allowed: a code for each point, or a whole number from 2 up."),
        (([1, 2], None, 1), {"season": "quarter"},
         "season: found 'quarter'; allowed: a code for each point, or a whole number from 2 up."),
        (([1, 2], None, 1), {"season": [1]}, "season: found 1 entries for 2 values; allowed: one for each."),
        (([1, 2], None, 1), {"season": [1, None]},
         "season, position 1 (counted from 0): found None; allowed: a code for each point."),
        (([1, 2, 3], [0, 1, 2.5], 1), {"season": 4},
         "season: found 4 for times that are not whole steps apart; allowed with such times: "
         "a code for each point."),
        (([1, 2], None, 1), {"season": [1, "b"]},
         "season: found codes of different kinds, 'b', 1; allowed: all numbers or all text."),
    ],
)
def test_wrong_calls(arguments, options, message):
    with pytest.raises(ValueError) as error:
        interrupted_series(*arguments, **options)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([], "matrix: found no series; allowed: at least one."),
        ([[1, 2], [1]], "matrix: found rows of 2, 1 cells; allowed: one length."),
        ([[1, "x"]], "matrix, row 0, position 1 (counted from 0): found 'x'; "
                     "allowed: a number, or None or NaN where missing."),
    ],
)
def test_wrong_matrices(matrix, message):
    with pytest.raises(ValueError) as error:
        interrupted_series_many(matrix, None, 1)
    assert str(error.value) == message

"""Rates before and after a date given beforehand: by hand, against R and statsmodels, at every threshold."""

from math import exp, inf, log, sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, norm
from scipy.stats import t as student_t

from napeval.trends import REASON_CODES, interrupted_counts, interrupted_counts_many

MAIN = ("intercept", "trend", "level_change", "slope_change")
COUNTS = [4, 6, 5, 7, 8, 6, 9, 3, 2, 4, 1, 3, 2, 1]
EXPOSURE = [10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14]
SPREAD = [4, 16, 2, 17, 8, 26, 9, 3, 12, 4, 1, 13, 2, 9]  # far more than chance


def segmented(n, date):
    level = np.arange(n) >= date
    return np.column_stack([np.ones(n), np.arange(n), level, (np.arange(n) - date) * level])


def test_constant_rates_before_and_after_by_hand():
    got = interrupted_counts([8, 8, 8, 8, 2, 2, 2, 2], range(8), 4)
    assert got.full.coefficients == pytest.approx(
        dict(zip(MAIN, (log(8), 0, log(2 / 8), 0), strict=True)), abs=1e-9)
    assert got.full.rate_ratio_level == pytest.approx(1 / 4)
    assert (got.full.deviance, got.full.pearson, got.full.df) == pytest.approx((0, 0, 4), abs=1e-9)
    # A log-linear rate through four equal counts, read one step after its last point and at its first point.
    variance = (1 / 4 + 2.5**2 / 5) / 8 + (1 / 4 + 1.5**2 / 5) / 2
    assert got.full.standard_errors["level_change"] == pytest.approx(sqrt(variance))
    assert got.full.effect_at_end == pytest.approx(log(1 / 4))
    assert got.full.effect_at_end_standard_error == pytest.approx(
        sqrt((1 / 4 + 5.5**2 / 5) / 8 + (1 / 4 + 1.5**2 / 5) / 2))


def test_the_values_of_r():
    got = interrupted_counts(COUNTS, range(14), 7, EXPOSURE)
    # R 4.2.2: glm(y ~ t + level + slope + offset(log(e)), poisson)
    assert list(got.full.coefficients.values()) == pytest.approx(
        [-0.767099866190463, 0.0663565825187397, -1.07255486623292, -0.198837923279831], rel=1e-7)
    assert list(got.full.standard_errors.values()) == pytest.approx(
        [0.298222599370534, 0.075968086911759, 0.515368644785761, 0.148078883355004], rel=1e-5)
    assert (got.full.deviance, got.full.df, got.full.dispersion) == pytest.approx(
        (3.72244549781421, 10, 0.367881531363837), rel=1e-8)


@pytest.mark.parametrize("counts", [COUNTS, SPREAD])
def test_the_values_of_statsmodels(counts):
    design = segmented(14, 7)
    oracle = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=EXPOSURE).fit(tol=1e-13)
    quasi = sm.GLM(counts, design, family=sm.families.Poisson(), exposure=EXPOSURE).fit(tol=1e-13, scale="X2")
    fit = interrupted_counts(counts, range(14), 7, EXPOSURE).full
    assert list(fit.coefficients.values()) == pytest.approx(oracle.params, rel=1e-7)
    assert list(fit.standard_errors.values()) == pytest.approx(oracle.bse, rel=1e-7)
    assert list(fit.quasi_standard_errors.values()) == pytest.approx(quasi.bse, rel=1e-7)
    assert (fit.deviance, fit.pearson) == pytest.approx((oracle.deviance, oracle.pearson_chi2), rel=1e-7)
    assert fit.p_dispersion == pytest.approx(chi2.sf(oracle.pearson_chi2, 10))


def test_without_more_spread_than_chance_the_poisson_model_answers():
    got = interrupted_counts(COUNTS, range(14), 7, EXPOSURE)
    change, error = got.full.coefficients["level_change"], got.full.standard_errors["level_change"]
    assert (got.model, got.p_rule) == ("level_and_slope", "poisson_normal")
    assert got.rate_ratio_level == pytest.approx(exp(change))
    assert got.rate_ratio_level_p == pytest.approx(2 * norm.sf(abs(change) / error))
    reach = norm.isf(0.025) * error
    assert got.rate_ratio_level_interval == pytest.approx((exp(change - reach), exp(change + reach)))
    assert got.rate_ratio_at_end == pytest.approx(exp(change + 6 * got.full.coefficients["slope_change"]))
    events = next(one for one in got.assumptions if one.code == "independent_events")
    assert (events.state, events.p) == ("holds", got.full.p_dispersion)


def test_with_more_spread_than_chance_the_quasi_poisson_model_answers_with_t():
    got = interrupted_counts(SPREAD, range(14), 7, EXPOSURE, confidence=0.9)
    change, error = got.full.coefficients["level_change"], got.full.quasi_standard_errors["level_change"]
    assert (got.full.dispersion > 1, got.p_rule) == (True, "quasi_poisson_t")
    assert got.rate_ratio_level_p == pytest.approx(2 * student_t.sf(abs(change) / error, 10))
    reach = student_t.isf(0.05, 10) * error
    assert got.rate_ratio_level_interval == pytest.approx((exp(change - reach), exp(change + reach)))
    events = next(one for one in got.assumptions if one.code == "independent_events")
    assert events.state == "doubtful"


def test_the_rule_turns_at_a_dispersion_of_one():
    for counts in (COUNTS, SPREAD, [5, 9, 4, 8, 6, 10, 5, 9, 6, 3, 8, 4]):
        got = interrupted_counts(counts, None, len(counts) // 2)
        assert got.p_rule == ("quasi_poisson_t" if got.answer.dispersion > 1 else "poisson_normal")


def test_the_counts_expected_without_the_change():
    got = interrupted_counts(COUNTS, range(14), 7, EXPOSURE)
    b = got.full.coefficients
    expected = np.array(EXPOSURE[7:]) * np.exp(b["intercept"] + b["trend"] * np.arange(7, 14))
    assert got.counterfactual.values == pytest.approx(expected)
    assert got.counterfactual.observed.tolist() == COUNTS[7:]
    oracle = sm.GLM(COUNTS, segmented(14, 7), family=sm.families.Poisson(), exposure=EXPOSURE).fit(tol=1e-13)
    ahead = segmented(14, 7)[7:] * [1, 1, 0, 0]
    of_line = np.einsum("ni,ij,nj->n", ahead, oracle.cov_params(), ahead)
    assert got.counterfactual.standard_errors == pytest.approx(
        np.sqrt(expected**2 * of_line + expected), rel=1e-6)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=12, max_size=20))
def test_the_effect_at_the_end_has_the_error_of_a_design_centred_there(counts):
    assume(len(set(counts)) > 4)  # a perfect fit makes statsmodels warn
    n, date = len(counts), len(counts) // 2
    level = np.arange(n) >= date
    centred = np.column_stack([np.ones(n), range(n), level, (np.arange(n) - (n - 1)) * level])
    oracle = sm.GLM(counts, centred, family=sm.families.Poisson()).fit(tol=1e-13)
    fit = interrupted_counts(counts, None, date).full
    assert fit.effect_at_end == pytest.approx(oracle.params[2], rel=1e-6, abs=1e-8)
    assert fit.effect_at_end_standard_error == pytest.approx(oracle.bse[2], rel=1e-6)


@pytest.mark.parametrize("shift", [2010, -50])
def test_another_zero_of_time_and_another_unit_of_exposure_leave_the_factors(shift):
    plain = interrupted_counts(COUNTS, range(14), 7, EXPOSURE)
    moved = interrupted_counts(COUNTS, np.arange(14) + shift, 7 + shift, np.array(EXPOSURE) * 1000)
    for name in ("level", "slope", "at_end"):
        for part in ("", "_interval", "_p"):
            field = f"rate_ratio_{name}{part}"
            assert getattr(moved, field) == pytest.approx(getattr(plain, field), rel=1e-6), field


def test_the_order_of_the_rows_does_not_matter_and_exposure_goes_with_its_count():
    order = np.random.default_rng(1).permutation(14)
    plain = interrupted_counts(COUNTS, range(14), 7, EXPOSURE)
    mixed = interrupted_counts(np.array(COUNTS)[order], order, 7, np.array(EXPOSURE)[order])
    assert mixed.full.coefficients == plain.full.coefficients


def test_seasons_are_told_apart_by_factors():
    counts = [20, 10] * 4 + [10, 5] * 4
    got = interrupted_counts(counts, None, 8, season=2)
    assert got.full.coefficients["season_2"] == pytest.approx(log(1 / 2))
    assert got.full.rate_ratio_level == pytest.approx(1 / 2)


# Least lengths and refusals

@pytest.mark.parametrize(
    ("before", "after", "reason", "model"),
    [(3, 3, "n_too_small", None), (3, 4, "too_few_pre", None), (4, 3, "too_few_post", None),
     (4, 4, None, "level_only"), (5, 6, None, "level_only"), (6, 6, None, "level_and_slope")],
)
def test_what_the_shorter_side_allows(before, after, reason, model):
    got = interrupted_counts(np.arange(before + after) % 3 + 4, None, before)
    assert (got.n_before, got.n_after, got.reason, got.model) == (before, after, reason, model)
    assert got.reportable is (reason is None)


def test_the_level_only_answer_takes_the_trend_as_unchanged():
    counts = [9, 7, 8, 11, 10, 4, 3, 5, 3, 4]
    got = interrupted_counts(counts, None, 5)
    oracle = sm.GLM(counts, segmented(10, 5)[:, :3], family=sm.families.Poisson()).fit(tol=1e-13)
    assert got.answer is got.level_only
    assert got.rate_ratio_level == got.rate_ratio_at_end == pytest.approx(exp(oracle.params[2]))
    assert got.rate_ratio_slope is got.rate_ratio_slope_p is None
    assert got.full.coefficients["slope_change"] != 0
    assert (got.effect.unit, got.effect.value) == ("rate_ratio_level_change", got.rate_ratio_level)
    same_slope = got.assumptions[-1]
    assert same_slope.code == "same_slope_before_and_after"
    assert same_slope.p == pytest.approx(got.full.judged("slope_change", 0.95)[2])


def test_a_slope_that_plainly_changed_makes_the_level_only_answer_doubtful():
    got = interrupted_counts([100, 130, 170, 220, 290, 370, 300, 200, 130, 90, 60], None, 6)
    assert got.model == "level_only"
    assert got.assumptions[-1].state == "doubtful"


@pytest.mark.parametrize(("before", "few"), [(7, True), (8, False)])
def test_fewer_than_eight_points_a_side_are_said_to_be_few(before, few):
    assert interrupted_counts([5, 6] * 8, None, before).few_points is few


@pytest.mark.parametrize(
    ("counts", "times", "exposure", "reason"),
    [
        ([], None, None, "no_valid_data"),
        ([None] * 8, None, None, "no_valid_data"),
        ([5, 5, 5, 5, 5, 5, 5, inf], None, None, "non_finite_value"),
        ([5] * 8, [0, 1, 2, 3, 4, 5, 6, 6], None, "duplicate_time"),
        ([5] * 8, None, [1, 1, 1, None, 1, 1, 1, 1], "exposure_missing"),
        ([5] * 8, None, [1, 1, 1, 0, 1, 1, 1, 1], "exposure_not_positive"),
        ([5] * 8, None, [1, 1, 1, inf, 1, 1, 1, 1], "non_finite_value"),
        ([5, 5, 5, 5, 5, 5, 5, 5.5], None, None, "not_a_count"),
        ([0] * 8, None, None, "no_events"),
        ([1, 0, 1, 0, 1, 0, 0, 1], None, None, "too_few_events"),
        ([3, 4, 3, 4, 0, 0, 0, 0], None, None, "separation"),
        ([0, 0, 0, 0, 3, 4, 3, 4], None, None, "separation"),
        ([3, 4, 5, 6, 4, None, None, None], None, None, "too_few_post"),
    ],
)
def test_refusals(counts, times, exposure, reason):
    got = interrupted_counts(counts, times, 4, exposure)
    assert (got.reportable, got.reason, got.effect, got.rate_ratio_level) == (False, reason, None, None)
    assert reason in REASON_CODES


def test_a_slope_without_a_finite_best_is_a_separation_only_where_the_answer_needs_it():
    four = interrupted_counts([4, 6, 5, 7, 3, 0, 0, 0], None, 4)
    assert (four.model, four.reportable, four.full) == ("level_only", True, None)
    six = interrupted_counts([4, 6, 5, 7, 5, 6, 3, 0, 0, 0, 0, 0], None, 6)
    assert (six.reportable, six.reason, six.full) == (False, "separation", None)


def test_four_events_are_too_few_and_five_are_not():
    assert interrupted_counts([1, 0, 1, 0, 1, 0, 0, 1], None, 4).total == 4
    assert interrupted_counts([1, 1, 1, 0, 1, 0, 0, 1], None, 4).reportable


def test_seasons_leave_too_little_or_cannot_be_told_apart():
    assert interrupted_counts([5, 6] * 5, None, 5, season=4).reason == "n_too_small"
    assert interrupted_counts([5, 6] * 8, None, 8, season=[1] * 8 + [2] * 8).reason == "season_not_separable"


def test_what_the_caller_chose_stands_in_the_options():
    got = interrupted_counts(COUNTS, None, 7, confidence=0.9)
    assert got.options == {"intervention_time": 7, "season": None, "confidence": 0.9}
    assert got.effect.unit == "rate_ratio_at_last_time"
    assert got.effect.interval == got.rate_ratio_at_end_interval


# Many series

@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.integers(9, 15), st.booleans())
def test_many_series_are_answered_as_each_alone(seed, n, by_series):
    rng = np.random.default_rng(seed)
    rows = rng.poisson(6, size=(6, n)).astype(float)
    rows[rng.random(rows.shape) < 0.08] = np.nan
    rows[4], rows[5, 2] = 0, 2.5
    exposure = rng.uniform(1, 3, size=rows.shape if by_series else n)
    many = interrupted_counts_many(rows, None, n // 2, exposure)
    for row, values in enumerate(rows):
        alone = interrupted_counts(values, None, n // 2, exposure[row] if by_series else exposure)
        assert (many["reason"][row], many["model"][row], many["p_rule"][row]) == (
            alone.reason, alone.model, alone.p_rule)
        for name in ("rate_ratio_level", "rate_ratio_level_p", "rate_ratio_at_end", "n_missing", "total"):
            value, cell = getattr(alone, name), many[name][row]
            if value is None:
                assert cell is None or np.isnan(cell), name
            else:
                assert cell == pytest.approx(value, rel=1e-6), name


def test_a_known_factor_is_found_again():
    rng = np.random.default_rng(3)
    rows = rng.poisson(np.where(np.arange(16) < 8, 40, 20), size=(300, 16))
    got = interrupted_counts_many(rows, None, 8)
    assert np.log(got["rate_ratio_level"]).mean() == pytest.approx(log(1 / 2), abs=0.03)
    limits = got["rate_ratio_level_interval"]
    assert 0.92 <= ((limits[:, 0] <= 1 / 2) & (limits[:, 1] >= 1 / 2)).mean() <= 0.99


# Wrong calls

@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, -2, 3], None, 1),
         "counts, position 1 (counted from 0): found -2; allowed: whole numbers from 0 up."),
        (([1, 2, 3], [0, 1], 1), "times: found 2 entries for 3 counts; allowed: one for each."),
        (([1, 2, 3], None, 1, [1, 2]), "exposure: found 2 entries for 3 counts; allowed: one for each."),
        (([1, 2, 3], None, inf), "intervention_time: found inf; allowed: a finite number."),
    ],
)
def test_wrong_calls(arguments, message):
    with pytest.raises(ValueError) as error:
        interrupted_counts(*arguments)
    assert str(error.value) == message


def test_an_exposure_of_another_shape_is_a_wrong_call():
    with pytest.raises(ValueError) as error:
        interrupted_counts_many([[1, 2], [3, 4]], None, 1, [[1, 2]] * 3)
    assert str(error.value) == (
        "exposure: found 3 x 2 entries for a matrix of 2 x 2; allowed: one for each point, or one for each "
        "cell."
    )

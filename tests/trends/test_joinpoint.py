"""Joinpoint regression: the lines, their places, and what is refused."""

import re
from itertools import combinations, pairwise
from math import exp, log

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student_t

from napeval.trends import REASON_CODES, joinpoint

YEARS = np.arange(2010, 2022)
UP_10_DOWN_5 = np.where(YEARS <= 2016, 50 * 1.1 ** (YEARS - 2010.0), 50 * 1.1**6 * 0.95 ** (YEARS - 2016.0))
SEEDS = st.integers(0, 10_000)


def noisy(n: int, seed: int, bend: float = 0.0) -> np.ndarray:
    """A line that changes its slope by `bend` halfway, with errors of standard deviation 1."""
    times = np.arange(n)
    return 0.3 * times + bend * np.maximum(times - n // 2, 0) + np.random.default_rng(seed).normal(0, 1, n)


def by_hand(values, times, k, each_end=2, between=2):
    """Least sum of squares and its places by plain least squares at every allowed set of times."""
    best = (np.inf, ())
    for places in combinations(range(each_end, len(times) - each_end), k):
        if any(later - place <= between for place, later in pairwise(places)):
            continue
        hinges = [np.maximum(times - times[place], 0) for place in places]
        design = np.column_stack([np.ones(len(times)), times, *hinges])
        left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
        best = min(best, (float(left @ left), tuple(float(times[place]) for place in places)))
    return best


def test_ten_percent_up_to_2016_then_five_percent_down_is_found_without_error():
    found = joinpoint(UP_10_DOWN_5, YEARS, k=1)
    assert found.joinpoints == (2016.0,)
    assert found.apc == pytest.approx((10, -5))
    assert found.sse == 0.0
    assert found.aapc_full == pytest.approx(100 * ((1.1**6 * 0.95**5) ** (1 / 11) - 1))
    assert found.aapc(2014, 2018).value == pytest.approx(100 * (sqrt_of_product(1.1, 0.95) - 1))


def sqrt_of_product(first: float, second: float) -> float:
    """Two years of each: the yearly factor is the geometric mean of the two."""
    return exp((log(first) + log(second)) / 2)


def test_a_perfect_fit_leaves_no_spread_to_judge_by():
    found = joinpoint(UP_10_DOWN_5, YEARS, k=1)
    assert found.reportable and found.df == 12 - 4
    assert found.slope_errors is found.slope_intervals is found.apc_intervals is None
    assert found.joinpoint_ranges is found.aapc_full_interval is None and found.effect.interval is None


def test_the_criteria_take_the_fewest_joinpoints_that_fit_perfectly():
    found = joinpoint(UP_10_DOWN_5, YEARS)
    assert (found.k, found.k_by_bic, found.k_by_bic3, found.k_by_wbic) == (1, 1, 1, 1)
    assert found.models[1].bic == found.models[2].bic == -np.inf


def test_slopes_on_the_linear_scale_and_no_percent_there():
    values = [10, 12, 14, 16, 18, 20, 19, 18, 17, 16]
    found = joinpoint(values, range(2013, 2023), scale="linear")
    assert (found.k, found.joinpoints) == (1, (2018.0,))
    assert found.slopes == pytest.approx((2, -1))
    assert found.apc is found.aapc_full is found.models[1].apc is None
    assert found.average_slope().value == pytest.approx((16 - 10) / 9)
    assert found.average_slope(2017, 2020).value == pytest.approx((1 * 2 - 2 * 1) / 3)
    assert found.effect.unit == "slope_per_time"
    with pytest.raises(ValueError, match=re.escape(
        "aapc: found scale 'linear'; allowed: log, poisson. Use average_slope()."
    )):
        found.aapc()


def test_two_bends_without_error():
    times = np.arange(15)
    values = np.interp(times, [0, 4, 9, 14], [0, 8, 3, 13])
    found = joinpoint(values, times, scale="linear")
    assert (found.k, found.joinpoints) == (2, (4.0, 9.0))
    assert found.slopes == pytest.approx((2, -1, 2))


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, n=st.integers(8, 14), k=st.integers(1, 2))
def test_the_grid_finds_what_least_squares_at_every_place_finds(seed, n, k):
    values, times = noisy(n, seed, bend=1.0), np.cumsum(np.random.default_rng(seed).uniform(0.5, 2, n))
    sse, places = by_hand(values, times, k)
    model = joinpoint(values, times, scale="linear", k=k).models[k]
    assert model.sse == pytest.approx(sse, rel=1e-9)
    assert model.joinpoints == places


@pytest.mark.parametrize(("each_end", "between"), [(2, 3), (3, 2), (4, 4)])
def test_the_distances_to_the_ends_and_between_are_kept(each_end, between):
    values, times = noisy(18, 5), np.arange(18.0)
    found = joinpoint(values, times, scale="linear", k=2, min_obs_each_end=each_end, min_obs_between=between)
    sse, places = by_hand(values, times, 2, each_end, between)
    assert found.joinpoints == places
    assert found.sse == pytest.approx(sse, rel=1e-9)


def test_three_joinpoints_among_seventeen_points():
    values, times = noisy(17, 3), np.arange(17.0)
    sse, places = by_hand(values, times, 3)
    found = joinpoint(values, times, scale="linear", k=3)
    assert found.reportable and found.joinpoints == places
    assert found.sse == pytest.approx(sse, rel=1e-9)


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS, start=st.integers(-3000, 3000), step=st.sampled_from([0.25, 1.0, 7.0]))
def test_another_start_or_unit_of_time_changes_nothing_but_the_unit(seed, start, step):
    values, times = noisy(13, seed, bend=-1.0), np.arange(13.0)
    here = joinpoint(values, times, scale="linear")
    there = joinpoint(values, start + step * times, scale="linear")
    assert there.k == here.k
    assert there.joinpoints == pytest.approx([start + step * place for place in here.joinpoints])
    assert there.slopes == pytest.approx([slope / step for slope in here.slopes])
    assert there.sse == pytest.approx(here.sse)


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS, factor=st.sampled_from([0.001, 3.0, 1e6]))
def test_a_factor_on_the_values_changes_no_percentage(seed, factor):
    values = np.exp(noisy(12, seed, bend=0.8) / 5)
    here, there = joinpoint(values), joinpoint(factor * values)
    assert there.joinpoints == here.joinpoints
    assert there.apc == pytest.approx(here.apc, abs=1e-7)
    assert there.aapc_full_interval == pytest.approx(here.aapc_full_interval, abs=1e-7)


@settings(max_examples=20, deadline=None)
@given(seed=SEEDS)
def test_a_series_read_backwards_has_the_same_bends_and_mirrored_slopes(seed):
    values, times = noisy(12, seed, bend=1.5), np.arange(12.0)
    here = joinpoint(values, times, scale="linear")
    back = joinpoint(values[::-1], times, scale="linear")
    assert back.joinpoints == pytest.approx([11 - place for place in reversed(here.joinpoints)])
    assert back.slopes == pytest.approx([-slope for slope in reversed(here.slopes)])
    assert back.slope_errors == pytest.approx(list(reversed(here.slope_errors)))


def test_the_order_of_the_points_does_not_matter_and_gaps_stay_gaps():
    values, times = [12, None, 15, 19, 24, float("nan"), 30, 27, 22, 20, 17], range(2010, 2021)
    kept = [0, 2, 3, 4, 6, 7, 8, 9, 10]
    whole = joinpoint(values, times)
    short = joinpoint([values[i] for i in kept[::-1]], [times[i] for i in kept[::-1]])
    assert (whole.n, whole.n_missing, short.n_missing) == (9, 2, 0)
    assert whole.models == short.models


def test_exposure_turns_counts_into_rates():
    counts, people = UP_10_DOWN_5 * np.linspace(1, 2, 12), np.linspace(1, 2, 12)
    found = joinpoint(counts, YEARS, people, k=1)
    assert found.joinpoints == (2016.0,)
    assert found.apc == pytest.approx((10, -5))


def test_a_straight_line_has_the_textbook_interval():
    values, times = noisy(9, 1), np.arange(9.0)
    found = joinpoint(values, times, scale="linear", k=0)
    fit = sm.OLS(values, sm.add_constant(times)).fit()
    assert found.slopes == pytest.approx(fit.params[1:])
    assert found.slope_intervals[0] == pytest.approx(fit.conf_int()[1])
    assert found.aapc_full is None and found.average_slope().interval == pytest.approx(fit.conf_int()[1])
    assert "joinpoint_not_found_by_chance" not in [one.code for one in found.assumptions]


def test_errors_of_slopes_carry_the_uncertainty_of_the_place():
    """As a fit in which the line may also step at the joinpoint, by half at that point (Muggeo 2003)."""
    values, times = noisy(12, 4, bend=2.0), np.arange(12.0)
    found = joinpoint(values, times, scale="linear", k=1)
    place = found.joinpoints[0]
    step = np.sign(times - place) / 2
    design = np.column_stack([np.ones(12), times, np.maximum(times - place, 0), step])
    after = np.array([0, 1, 1, 0])
    inverse = np.linalg.inv(design.T @ design)
    error = np.sqrt(found.sse / 8 * (after @ inverse @ after))
    assert found.slope_errors[1] == pytest.approx(error)
    reach = student_t.ppf(0.975, 12 - 4) * error
    assert found.slope_intervals[1] == pytest.approx((found.slopes[1] - reach, found.slopes[1] + reach))
    whole = np.array([0, 1, (11 - place) / 11, 1 / 11])
    reach = student_t.ppf(0.975, 8) * np.sqrt(found.sse / 8 * (whole @ inverse @ whole))
    mean = found.average_slope()
    assert mean.interval == pytest.approx((mean.value - reach, mean.value + reach))


def test_the_average_within_one_segment_is_its_slope_and_the_whole_is_aapc_full():
    found = joinpoint(np.exp(noisy(12, 4, bend=2.0) / 10), YEARS, k=1)
    place = found.joinpoints[0]
    assert found.aapc(2010, place - 1).value == pytest.approx(found.apc[0])
    assert found.aapc(place + 1, 2021).interval == pytest.approx(found.apc_intervals[1])
    assert found.aapc().value == pytest.approx(found.aapc_full)
    assert found.aapc().interval == pytest.approx(found.aapc_full_interval)
    assert found.effect == found.aapc()
    assert found.models[1].aapc == pytest.approx(found.aapc_full)


@pytest.mark.parametrize("span", [(2009, 2015), (2015, 2022), (2015, 2015), (2018, 2014)])
def test_a_span_beyond_the_series_is_a_wrong_call(span):
    found = joinpoint(UP_10_DOWN_5, YEARS)
    text = (f"span: found {span[0]} to {span[1]}; "
            "allowed: a first time before the last, both from 2010 to 2021.")
    with pytest.raises(ValueError, match=re.escape(text)):
        found.aapc(*span)


def test_the_place_of_a_joinpoint_is_a_range_of_times_that_fit_hardly_worse():
    values, times = noisy(14, 8, bend=0.8), np.arange(14.0)
    found = joinpoint(values, times, scale="linear", k=1)
    limit = found.sse * (1 + student_t.ppf(0.975, 14 - 4) ** 2 / (14 - 4))  # F with 1 df is t squared
    inside = []
    for place in times[2:-2]:
        design = np.column_stack([np.ones(14), times, np.maximum(times - place, 0)])
        left = values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
        inside += [place] if left @ left <= limit else []
    assert found.joinpoint_ranges == ((inside[0], inside[-1]),)
    assert 1 < len(inside) < 10


def test_more_confidence_widens_range_and_intervals():
    values = noisy(14, 8, bend=0.8)
    low, high = (joinpoint(values, scale="linear", k=2, confidence=level) for level in (0.5, 0.999))
    for narrow, wide in zip(low.joinpoint_ranges + low.slope_intervals,
                            high.joinpoint_ranges + high.slope_intervals, strict=True):
        assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
    assert low.joinpoint_ranges != high.joinpoint_ranges


POISSON = [3, 4, 2, 6, 5, 9, 12, 11, 8, 7, 4, 5]
INSPECTIONS = [10, 10, 12, 12, 12, 15, 15, 15, 15, 14, 14, 14]


def test_the_poisson_line_is_the_generalised_linear_model_at_the_best_place():
    found = joinpoint(POISSON, YEARS, INSPECTIONS, scale="poisson", k=1)
    deviances = {}
    for place in YEARS[2:-2]:
        design = np.column_stack([np.ones(12), YEARS - 2010, np.maximum(YEARS - place, 0)])
        model = sm.GLM(POISSON, design, family=sm.families.Poisson(), exposure=np.array(INSPECTIONS, float))
        deviances[float(place)] = model.fit(tol=1e-12)
    best = min(deviances, key=lambda place: deviances[place].deviance)
    fit = deviances[best]
    assert found.joinpoints == (best,)
    assert found.deviance == pytest.approx(fit.deviance, rel=1e-9)
    assert found.slopes == pytest.approx((fit.params[1], fit.params[1] + fit.params[2]), rel=1e-7)
    assert found.dispersion == pytest.approx(fit.pearson_chi2 / (12 - 4), rel=1e-7)
    assert found.sse is None and found.models[1].deviance == found.deviance


def test_a_straight_poisson_line_has_the_errors_of_the_model_unless_the_counts_spread_more():
    calm = joinpoint(POISSON, scale="poisson", k=0)
    design = sm.add_constant(np.arange(12))
    fit = sm.GLM(POISSON, design, family=sm.families.Poisson()).fit(tol=1e-12)
    spread = max(1.0, fit.pearson_chi2 / 10)
    assert calm.dispersion > 1
    assert calm.slope_errors == pytest.approx([fit.bse[1] * np.sqrt(spread)], rel=1e-6)
    even = joinpoint([5, 6, 5, 6, 5, 6, 5, 6], scale="poisson", k=0)
    fit = sm.GLM([5, 6, 5, 6, 5, 6, 5, 6], sm.add_constant(np.arange(8)), family=sm.families.Poisson()).fit()
    assert even.dispersion < 1
    assert even.slope_errors == pytest.approx([fit.bse[1]], rel=1e-6)


def test_large_counts_give_the_same_bend_on_both_scales():
    counts = np.round(1000 * UP_10_DOWN_5)
    by_log, by_counts = (joinpoint(counts, YEARS, scale=scale, k=1) for scale in ("log", "poisson"))
    assert by_log.joinpoints == by_counts.joinpoints == (2016.0,)
    assert by_counts.apc == pytest.approx(by_log.apc, abs=1e-3)


@pytest.mark.parametrize(("values", "scale"), [
    ([9, 12, 30, 41], "poisson"), ([10, 12, 30, 41], "log"), ([0, 12, 30, 41], "poisson"),
    ([9.5, 12, 30, 41], "log"), ([0.0, 0.5, 0.7, 0.2], "linear"), ([-3, 12, 30, 41], "linear"),
])  # fmt: skip
def test_the_scale_that_suits_the_values_is_named(values, scale):
    assert joinpoint(values, scale="linear", k=0).scale_recommended == scale


TEN = [12, 15, 19, 17, 14, 11, 13, 16, 18, 21]


@pytest.mark.parametrize(("n", "allowed"), [
    (3, 0), (6, 0), (7, 1), (11, 1), (12, 2), (16, 2), (17, 3), (40, 3),
])  # fmt: skip
def test_so_many_points_support_so_many_joinpoints(n, allowed):
    found = joinpoint(noisy(n, 2), scale="linear")
    assert found.k_max_allowed == allowed
    assert len(found.models) == allowed + 1
    assert (found.reportable, found.reason) == ((True, None) if allowed else (False, "n_too_small"))


@pytest.mark.parametrize("n", [4, 5, 6])
def test_below_seven_points_a_line_may_be_described_but_no_joinpoint_sought(n):
    assert joinpoint(TEN[:n]).reason == "n_too_small"
    assert joinpoint(TEN[:n], k_max=1).reason == "n_too_small"
    assert joinpoint(TEN[:n], k=1).reason == "n_too_small"
    for straight in (joinpoint(TEN[:n], k=0), joinpoint(TEN[:n], k_max=0)):
        assert straight.reportable and straight.k == 0 and straight.joinpoints == ()


def test_values_beside_a_refusal_are_there_to_check_the_arithmetic_where_the_grid_has_room():
    four, five = joinpoint(TEN[:4], k=1), joinpoint(TEN[:5], k=1)
    assert (four.k, len(four.models), four.joinpoints) == (None, 1, None)
    assert (five.k, len(five.models), five.joinpoints) == (1, 2, (2.0,))
    assert joinpoint(noisy(11, 1), scale="linear", k=2).reason == "n_too_small"
    assert joinpoint(noisy(12, 1), scale="linear", k=2).reason is None
    assert four.effect is five.effect is None
    with pytest.raises(ValueError, match=re.escape(
        "average_slope: found no chosen line (reason: n_too_small); allowed: results that have one."
    )):
        four.average_slope()


def test_wider_ends_lower_what_the_points_allow():
    assert joinpoint(TEN[:8], min_obs_each_end=3).k_max_allowed == 1
    assert joinpoint(TEN[:8], min_obs_each_end=4).k_max_allowed == 0
    assert joinpoint(TEN[:8], min_obs_each_end=4).reason == "n_too_small"


@pytest.mark.parametrize(("values", "options", "reason"), [
    ([], {}, "no_valid_data"),
    ([None] * 8, {}, "no_valid_data"),
    ([*TEN[:7], float("inf")], {}, "non_finite_value"),
    ([5], {"k": 0}, "n_too_small"),
    ([5, 6], {"k": 0}, "n_too_small"),
    ([*TEN[:7], 0], {}, "log_of_zero"),
    ([*TEN[:7], -1], {}, "log_of_negative"),
    ([0, -1, *TEN[:7]], {"add_half": True}, "log_of_negative"),
    ([0, 1.5, *TEN[:7]], {"add_half": True}, "not_a_count"),
    ([7] * 8, {}, "no_variation"),
    ([7] * 8, {"scale": "linear"}, "no_variation"),
    ([7] * 8, {"scale": "poisson"}, "no_variation"),
    ([0.1 + 0.2, 0.3] * 5, {"scale": "linear"}, "no_variation"),
    ([0] * 8, {"scale": "poisson"}, "no_events"),
    ([0, 1, 0, 1, 1, 0, 1, 0], {"scale": "poisson"}, "too_few_events"),
    ([0, 1, 0, 1, 1, 0, 1, 1], {"scale": "poisson", "k": 0}, None),
    ([1.5, *TEN[:7]], {"scale": "poisson"}, "not_a_count"),
    ([0, 0, 0, 0, 0, 0, 0, 9], {"scale": "poisson", "k": 0}, "separation"),
    ([4, 5], {"scale": "poisson", "k": 0}, "n_too_small"),
])  # fmt: skip
def test_what_is_refused_and_why(values, options, reason):
    found = joinpoint(values, **options)
    assert (found.reason, found.reportable) == (reason, reason is None)
    assert reason is None or reason in REASON_CODES


def test_a_time_twice_or_an_exposure_of_zero_is_refused():
    assert joinpoint(TEN, [*range(9), 8]).reason == "duplicate_time"
    assert joinpoint(TEN, range(10), [1] * 9 + [0]).reason == "exposure_not_positive"
    assert joinpoint(TEN, range(10), [1] * 9 + [None]).reason == "exposure_missing"


def test_a_half_stands_for_a_zero_only_where_asked_for_and_the_method_says_so():
    counts = [0, 3, 2, 5, 8, 12, 9, 14, 0, 7]
    halved = joinpoint(counts, add_half=True)
    assert halved.method == "joinpoint_log_half_added" and halved.options["add_half"]
    assert halved.models == joinpoint([count or 0.5 for count in counts]).models
    assert joinpoint(TEN, add_half=True).method == "joinpoint_log"


def test_options_say_what_the_caller_chose():
    assert dict(joinpoint(TEN, k_max=1, choose="wbic").options) == {
        "scale": "log", "k_given": None, "k_max": 1, "min_obs_each_end": 2, "min_obs_between": 2,
        "choose": "wbic", "permutations": 999, "seed": 20250101, "confidence": 0.95, "add_half": False,
    }


@pytest.mark.parametrize(("options", "message"), [
    ({"scale": "logs"}, "scale: found 'logs'; allowed: log, linear, poisson. Did you mean 'log'?"),
    ({"choose": "bic_3"},
     "choose: found 'bic_3'; allowed: bic3, permutation, wbic, bic. Did you mean 'bic3'?"),
    ({"k": 4}, "k: found 4; allowed: a whole number from 0 to 3."),
    ({"k": True}, "k: found True; allowed: a whole number from 0 to 3."),
    ({"k_max": -1}, "k_max: found -1; allowed: a whole number from 0 to 3."),
    ({"min_obs_each_end": 1}, "min_obs_each_end: found 1; allowed: a whole number from 2 up."),
    ({"min_obs_between": 1.5}, "min_obs_between: found 1.5; allowed: a whole number from 2 up."),
    ({"permutations": 50}, "permutations: found 50; allowed: a whole number from 99 up."),
    ({"seed": -1}, "seed: found -1; allowed: a whole number from 0 up."),
    ({"confidence": 95}, "confidence: found 95; allowed: a share above 0 and below 1. Did you mean 0.95?"),
    ({"add_half": True, "scale": "linear"},
     "add_half: found True with scale='linear'; allowed: with scale='log' only, which needs it."),
])  # fmt: skip
def test_wrong_options_say_what_is_allowed(options, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        joinpoint(TEN, **options)


def test_a_negative_count_is_a_slip():
    with pytest.raises(ValueError, match=re.escape(
        "values, position 1 (counted from 0): found -4; allowed: whole numbers from 0 up."
    )):
        joinpoint([3, -4, 5, 6, 7, 8, 9], scale="poisson")

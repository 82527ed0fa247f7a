"""The negative binomial trend: published values, another fit, properties, lengths and refusals."""

import warnings
from math import inf, nan

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, nbinom, norm, poisson

from napeval.trends import (
    REASON_CODES,
    negative_binomial_trend,
    negative_binomial_trend_many,
    poisson_trend,
)

# Great inventions and scientific discoveries of each year from 1860 to 1959: R, datasets::discoveries, after
# McNeil 1977, Interactive Data Analysis.
DISCOVERIES = (
    "5 3 0 2 0 3 2 3 6 1 2 1 2 1 3 3 3 5 2 4 4 0 2 3 7 12 3 10 9 2 3 7 7 2 3 3 6 2 4 3 5 2 2 4 0 4 2 5 2 3 3"
    " 6 5 8 3 6 6 0 5 2 2 2 6 3 4 4 2 2 4 7 5 3 3 0 2 2 2 1 3 4 2 2 1 1 1 2 1 4 4 3 2 1 4 1 1 1 0 0 2 0"
)
TWELVE = [3, 9, 2, 12, 5, 20, 4, 18, 9, 30, 7, 25]

SPREAD = st.lists(st.integers(0, 60), min_size=12, max_size=18).filter(
    lambda counts: sum(counts) >= 5 and sum(counts) not in (counts[0], counts[-1])
)


def test_discoveries_as_other_programs_fit_them():
    """R 4.2.2, MASS 7.3-58.2 glm.nb(y ~ year) and AER 1.2-10 dispersiontest(trafo = 2)."""
    got = negative_binomial_trend([int(y) for y in DISCOVERIES.split()], range(1860, 1960))
    assert got.theta == pytest.approx(6.2148575822779, rel=1e-10)
    assert got.slope == pytest.approx(-0.0058319674382701, rel=1e-9)
    assert got.standard_error_alpha_fixed == pytest.approx(0.0024276367591310, rel=1e-9)
    assert got.log_likelihood == pytest.approx(-208.16988598934, abs=1e-9)
    assert got.log_likelihood_poisson == pytest.approx(-213.16127131095, abs=1e-9)
    assert got.cameron_trivedi_z == pytest.approx(2.291816909227593, rel=1e-9)
    assert got.cameron_trivedi_p == pytest.approx(0.010958105261185, rel=1e-9)


def test_twelve_counts_with_exposure_as_glm_nb_fits_them():
    """R 4.2.2, MASS 7.3-58.2 glm.nb(y ~ t + offset(log(exposure))), AER 1.2-10."""
    got = negative_binomial_trend(
        [1, 12, 4, 4, 2, 82, 24, 5, 76, 35, 40, 5],
        exposure=[1.3, 1.6, 1.4, 1.5, 1.4, 2, 2.5, 1.1, 2.1, 2.8, 1.7, 1.1],
    )
    assert got.theta == pytest.approx(1.194184386130927, rel=1e-9)
    assert got.slope == pytest.approx(0.177247609917991, rel=1e-9)
    assert got.standard_error_alpha_fixed == pytest.approx(0.080314586503909, rel=1e-9)
    assert got.log_likelihood == pytest.approx(-46.848693591044523, abs=1e-9)
    assert got.cameron_trivedi_z == pytest.approx(1.669386529429248, rel=1e-9)
    assert got.cameron_trivedi_p == pytest.approx(0.047520400761984, rel=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_joint_fit_agrees_with_an_iterated_one(seed):
    rng = np.random.default_rng(seed)
    times, exposure = np.arange(15.0), rng.uniform(0.5, 2, 15)
    counts = rng.poisson(25 * exposure * np.exp(0.05 * times) * rng.gamma(2, 1 / 2, 15))
    got = negative_binomial_trend(counts, times, exposure)
    model = sm.NegativeBinomial(counts, sm.add_constant(times), exposure=exposure)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        near = model.fit(disp=0, maxiter=500, method="bfgs").params
        other = model.fit(start_params=near, disp=0, method="newton", tol=1e-12)
    assert (got.slope, got.alpha) == pytest.approx(tuple(other.params[1:]), rel=1e-7)
    assert got.standard_error == pytest.approx(other.bse[1], rel=1e-7)
    assert got.log_likelihood == pytest.approx(other.llf, abs=1e-8)


def test_the_log_likelihoods_are_those_of_the_distributions():
    got = negative_binomial_trend(TWELVE)
    times = np.arange(12)

    def level_for(theta):  # the score of the level: sum of (count - mean) / (1 + mean / theta) is 0
        low, high = -5.0, 8.0
        for _ in range(200):
            middle = (low + high) / 2
            mean = np.exp(middle + got.slope * times)
            rises = ((np.array(TWELVE) - mean) / (1 + mean / theta)).sum() > 0
            low, high = (middle, high) if rises else (low, middle)
        return np.exp(low + got.slope * times)

    mean = level_for(got.theta)
    share = got.theta / (got.theta + mean)
    assert got.log_likelihood == pytest.approx(nbinom.logpmf(TWELVE, got.theta, share).sum(), abs=1e-9)
    slope = poisson_trend(TWELVE).fit.slope
    mean = np.exp(slope * times) * sum(TWELVE) / np.exp(slope * times).sum()
    assert got.log_likelihood_poisson == pytest.approx(poisson.logpmf(TWELVE, mean).sum(), abs=1e-9)


def test_p_against_the_boundary_is_half_a_chi_square():
    got = negative_binomial_trend(TWELVE)
    assert got.likelihood_ratio == pytest.approx(2 * (got.log_likelihood - got.log_likelihood_poisson))
    assert got.p_overdispersion == pytest.approx(chi2.sf(got.likelihood_ratio, 1) / 2)
    assert got.cameron_trivedi_p == pytest.approx(norm.sf(got.cameron_trivedi_z))
    assert got.assumptions[-1].state == "holds"


def test_alpha_and_a_rise_are_found_again():
    rng = np.random.default_rng(4)
    times = np.arange(2000) / 50
    got = negative_binomial_trend(rng.poisson(30 * np.exp(0.02 * times) * rng.gamma(4, 1 / 4, 2000)), times)
    assert got.alpha == pytest.approx(1 / 4, rel=0.1)
    assert abs(got.slope - 0.02) < 2 * got.standard_error
    assert got.percent_interval[0] < 100 * np.expm1(0.02) < got.percent_interval[1]


@given(counts=SPREAD, shift=st.integers(-50, 2050), factor=st.sampled_from([0.25, 12.0]))
@settings(max_examples=25, deadline=None)
def test_shift_scale_and_reversal_of_time(counts, shift, factor):
    times = np.arange(len(counts))
    plain = negative_binomial_trend(counts, times)
    same = ("alpha", "log_likelihood", "p_overdispersion", "cameron_trivedi_z", "p")
    for other, sign in (
        (negative_binomial_trend(counts, shift + times), 1.0),
        (negative_binomial_trend(counts, factor * times), factor),
        (negative_binomial_trend(counts[::-1], times), -1.0),
    ):
        assert other.reason == plain.reason
        for name in same:
            given, expected = getattr(other, name), getattr(plain, name)
            assert given == (expected and pytest.approx(expected, rel=1e-6, abs=1e-9)), name
        assert other.slope * sign == pytest.approx(plain.slope, rel=1e-6, abs=1e-9)
        assert other.standard_error_alpha_fixed * abs(sign) == pytest.approx(
            plain.standard_error_alpha_fixed, rel=1e-6)


@given(counts=SPREAD)
@settings(max_examples=25, deadline=None)
def test_no_fit_is_worse_than_poisson_and_its_slope_is_less_sure(counts):
    got = negative_binomial_trend(counts)
    assert got.log_likelihood >= got.log_likelihood_poisson
    assert got.standard_error_alpha_fixed >= poisson_trend(counts).fit.standard_error * (1 - 1e-3)
    assert got.alpha >= 0
    assert got.theta == (inf if got.alpha == 0 else pytest.approx(1 / got.alpha))


def test_where_no_spread_is_left_the_answer_is_the_poisson_trend():
    counts = [20, 22, 19, 21, 23, 20, 22, 24, 21, 23, 22, 25]
    got, plain = negative_binomial_trend(counts), poisson_trend(counts)
    assert (got.reportable, got.reason) == (False, "no_overdispersion")
    assert (got.alpha, got.theta, got.likelihood_ratio, got.p_overdispersion) == (0.0, inf, 0.0, 1.0)
    assert (got.slope, got.standard_error_alpha_fixed) == (plain.fit.slope, plain.fit.standard_error)
    assert (got.standard_error, got.percent_interval, got.p, got.effect) == (None, None, None, None)
    assert got.log_likelihood == got.log_likelihood_poisson
    assert got.cameron_trivedi_z < 0
    assert got.assumptions[-1].state == "doubtful"


@pytest.mark.parametrize(("n", "reason"), [(11, "n_too_small"), (12, None), (13, None)])
def test_twelve_points_are_the_fewest(n, reason):
    got = negative_binomial_trend([*TWELVE, 14][:n])
    assert (got.n, got.reportable, got.reason) == (n, reason is None, reason)
    assert got.alpha > 0 and got.standard_error > 0
    assert (got.effect is None) is (reason is not None)


def test_too_short_a_series_still_shows_its_arithmetic():
    got = negative_binomial_trend([3, 9, 2, 12, 5])
    assert got.reason == "n_too_small"
    assert got.alpha > 0 and got.log_likelihood > got.log_likelihood_poisson


def test_a_missing_year_is_dropped_and_counted_and_order_does_not_matter():
    times = [*range(2001, 2013)]
    plain = negative_binomial_trend(TWELVE, times)
    mixed = negative_binomial_trend([None, *TWELVE[::-1], nan], [2000, *times[::-1], 2013])
    assert (mixed.n, mixed.n_missing) == (12, 2)
    assert (mixed.slope, mixed.alpha) == (plain.slope, plain.alpha)


def test_what_was_chosen_and_how_much_it_is():
    got = negative_binomial_trend(TWELVE, confidence=0.9)
    assert got.options == {"confidence": 0.9}
    assert got.effect.unit == "percent_per_period"
    assert (got.effect.value, got.effect.interval) == (got.percent_change, got.percent_interval)
    assert got.rate_ratio_per_period == pytest.approx(1 + got.percent_change / 100)


@pytest.mark.parametrize(
    ("counts", "times", "exposure", "reason"),
    [
        ([], None, None, "no_valid_data"),
        ([nan] * 12, None, None, "no_valid_data"),
        ([5], None, None, "n_too_small"),
        (TWELVE[:11], None, None, "n_too_small"),
        ([0] * 12, None, None, "no_events"),
        ([1, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0], None, None, "too_few_events"),
        ([0] * 11 + [40], None, None, "separation"),
        ([40] + [0] * 11, None, None, "separation"),
        ([20] * 12, None, None, "no_overdispersion"),
        ([1.5, *TWELVE[1:]], None, None, "not_a_count"),
        ([inf, *TWELVE[1:]], None, None, "non_finite_value"),
        (TWELVE, [1, 1, *range(2, 12)], None, "duplicate_time"),
        (TWELVE, None, [0] + [1] * 11, "exposure_not_positive"),
        (TWELVE, None, [None] + [1] * 11, "exposure_missing"),
        (TWELVE, None, None, None),
    ],
)
def test_refusals_are_results(counts, times, exposure, reason):
    got = negative_binomial_trend(counts, times, exposure)
    assert (got.reportable, got.reason) == (reason is None, reason)
    assert reason is None or reason in REASON_CODES


def test_many_series_are_each_by_itself():
    rows = [TWELVE, TWELVE[::-1], [20] * 12, [0] * 12, [*TWELVE[:11], nan]]
    many = negative_binomial_trend_many(rows, range(2001, 2013), [1, 2] * 6, confidence=0.9)
    for i, row in enumerate(rows):
        one = negative_binomial_trend(row, range(2001, 2013), [1, 2] * 6, confidence=0.9)
        assert (many["reason"][i], many["n"][i]) == (one.reason, one.n)
        for name in ("alpha", "slope", "standard_error", "p_overdispersion", "cameron_trivedi_z"):
            expected = getattr(one, name)
            assert many[name][i] == pytest.approx(nan if expected is None else expected, nan_ok=True)
    alike = negative_binomial_trend_many([TWELVE], None, [[1, 2] * 6])
    assert alike["slope"][0] == negative_binomial_trend(TWELVE, None, [1, 2] * 6).slope


def test_a_wrong_call_is_an_error():
    with pytest.raises(ValueError) as error:
        negative_binomial_trend([3, -2, 4])
    assert str(error.value) == (
        "counts, position 1 (counted from 0): found -2; allowed: whole numbers from 0 up."
    )
    with pytest.raises(ValueError) as error:
        negative_binomial_trend(TWELVE, exposure=[1, 1])
    assert str(error.value) == "exposure: found 2 entries for 12 counts; allowed: one for each."

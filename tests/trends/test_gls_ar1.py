"""Least squares with AR(1) errors against nlme, against dense matrices, and against a fine grid."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.trends.interrupted import gls_ar1
from napeval.trends.interrupted.gls_ar1 import fit_ar1_reml, fit_prais_winsten, steps_of


def segmented(times, date, seasons=None):
    t = np.asarray(times, float)
    level = (t >= date).astype(float)
    columns = [np.ones_like(t), t, level, (t - date) * level]
    columns += [(np.array(seasons) == code).astype(float) for code in sorted(set(seasons or ()))[1:]]
    return np.column_stack(columns), t


def correlation(rho, times):
    smallest = np.diff(times).min()
    distance = np.abs(times[:, None] - times[None, :]) / smallest
    return np.power(rho, np.round(distance, 6))


def dense_log_likelihood(design, y, rho, times):
    """Restricted log-likelihood from the whole correlation matrix, sigma at its best."""
    v = correlation(rho, times)
    weights = np.linalg.inv(v)
    normal = design.T @ weights @ design
    rest = y - design @ np.linalg.solve(normal, design.T @ weights @ y)
    df = len(y) - design.shape[1]
    sigma2 = rest @ weights @ rest / df
    determinants = np.linalg.slogdet(v)[1] + np.linalg.slogdet(normal)[1]
    return -0.5 * (df * (np.log(2 * np.pi * sigma2) + 1) + determinants)


QUARTERS = [20, 24, 29, 22, 21, 26, 30, 24, 24, 27, 33, 25, 20, 22, 28, 19, 18, 21, 27, 19, 17, 21, 24, 17]
# R 4.2.2, nlme 3.1-162: gls(y ~ t + level + slope, correlation = corAR1(form = ~ 1), method = "REML",
# control = glsControl(tolerance = 1e-12, msTol = 1e-14, opt = "optim")); "gap" with form = ~ t.
NLME = {
    "twelve_points": (
        [31, 29, 34, 33, 36, 38, 30, 27, 29, 25, 26, 22], range(12), 6, None, -0.86199935480986,
        [29.0368260048305, 1.72497195573108, -9.74255976310642, -2.93347292278367],
        [0.364599106288896, 0.122477981710655, 0.617816285274622, 0.16223918862834],
        1.5264505535443, -16.5810976081261,
    ),
    "calendar_years": (
        [12.1, 13.4, 12.9, 14.8, 15.9, 15.1, 16.8, 17.9, 14.2, 13.1, 13.9, 12.4, 12.6, 11.1, 10.2, 10.9],
        range(2008, 2024), 2016, None, -0.281253612087979,
        [-1530.77080826911, 0.768394739770953, -4.04368723241547, -1.33302458356066],
        [146.843056888728, 0.0730011492621582, 0.48938955173156, 0.100219049530657],
        0.58352732239073, -16.7113178725201,
    ),
    "quarters": (
        QUARTERS, range(24), 12, [1, 2, 3, 4] * 6, -0.308226157152566,
        [19.8750875853639, 0.439176985126537, -5.58583195382774, -0.734762566561071, 3.42187001066012,
         8.35438968552908, 0.773597476207267],
        [0.326324058602802, 0.0400447977248582, 0.402646547743017, 0.0541701128083418, 0.408513307076801,
         0.327014801172344, 0.411634894242558],
        0.608650297367598, -24.9424054217176,
    ),
    "gap": (
        [31, 29, 34, 33, 36, 38, 37, 30, 27, 29, 25, 26, 22, 24],
        [0, 1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15], 8, None, -0.370211653594246,
        [29.8063755393177, 1.16998301455492, -9.87553194332692, -2.05137408828079],
        [0.775878398957204, 0.176753569631786, 1.28426874431817, 0.247667728880301],
        1.52014554016118, -24.3413966079389,
    ),
}


@pytest.mark.parametrize("case", NLME.values(), ids=NLME)
def test_the_values_of_nlme(case):
    y, times, date, seasons, phi, coefficients, errors, sigma, log_likelihood = case
    design, t = segmented(times, date, seasons)
    got = fit_ar1_reml(design, np.array(y, float), t)
    assert got.rho[0] == pytest.approx(phi, abs=1e-6)
    assert got.coefficients[0] == pytest.approx(coefficients, rel=1e-6)
    assert np.sqrt(np.diag(got.covariance[0])) == pytest.approx(errors, rel=1e-6)
    assert got.sigma[0] == pytest.approx(sigma, rel=1e-6)
    assert got.log_likelihood[0] == pytest.approx(log_likelihood, abs=1e-9)
    assert got.settled[0]


def noise(seed, rho, n):
    steps = np.random.default_rng(seed).normal(size=n)
    values = np.empty(n)
    values[0] = steps[0] / np.sqrt(1 - rho**2)
    for place in range(1, n):
        values[place] = rho * values[place - 1] + steps[place]
    return values


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([-0.4, 0.0, 0.5]), st.integers(10, 26), st.booleans())
def test_no_value_of_rho_on_a_fine_grid_is_likelier_and_the_matrices_agree(seed, rho, n, gap):
    times = np.arange(n, dtype=float)
    if gap:
        times = np.delete(times, [3, n - 4])
    design, t = segmented(times, times[len(times) // 2])
    y = noise(seed, rho, len(t))
    got = fit_ar1_reml(design, y, t)
    best = float(got.rho[0])
    assert got.log_likelihood[0] == pytest.approx(dense_log_likelihood(design, y, best, t), abs=1e-8)
    heights = [dense_log_likelihood(design, y, r, t) for r in np.linspace(-0.99, 0.99, 199)]
    assert max(heights) <= got.log_likelihood[0] + 1e-8
    oracle = sm.GLS(y, design, sigma=correlation(best, t)).fit()
    assert got.coefficients[0] == pytest.approx(oracle.params, rel=1e-7, abs=1e-8)
    assert np.sqrt(np.diag(got.covariance[0])) == pytest.approx(oracle.bse, rel=1e-7)
    assert got.sigma[0] == pytest.approx(np.sqrt(oracle.scale), rel=1e-7)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_prais_winsten_rests_where_rho_and_coefficients_give_one_another(seed):
    design, t = segmented(range(20), 10)
    y = noise(seed, 0.5, 20)
    got = fit_prais_winsten(design, y, t)
    errors = y - design @ got.coefficients[0]
    assert got.settled[0]
    assert got.rho[0] == pytest.approx(errors[1:] @ errors[:-1] / (errors @ errors), abs=1e-9)
    oracle = sm.GLS(y, design, sigma=correlation(got.rho[0], t)).fit()
    assert got.coefficients[0] == pytest.approx(oracle.params, rel=1e-7, abs=1e-8)
    assert np.sqrt(np.diag(got.covariance[0])) == pytest.approx(oracle.bse, rel=1e-7)


def test_a_prais_winsten_that_has_no_round_left_is_not_settled(monkeypatch):
    monkeypatch.setattr(gls_ar1, "MOST_ROUNDS", 1)
    design, t = segmented(range(20), 10)
    assert not fit_prais_winsten(design, noise(3, 0.5, 20), t).settled[0]


def test_only_neighbours_one_step_apart_tell_prais_winsten_of_rho():
    design, t = segmented([0, 1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13], 7)
    got = fit_prais_winsten(design, noise(5, 0.5, 12), t)
    errors = noise(5, 0.5, 12) - design @ got.coefficients[0]
    products = errors[1:] * errors[:-1]
    near = np.diff(t) == 1
    assert got.rho[0] == pytest.approx(products[near].sum() / (errors @ errors), abs=1e-9)


@pytest.mark.parametrize(
    ("times", "lengths", "whole"),
    [
        ([0, 1, 2, 4], [1, 1, 2], True),
        ([2010, 2010.25, 2010.75], [1, 2], True),
        (np.arange(5) / 12, [1, 1, 1, 1], True),
        ([0, 1, 2.5], [1, 1.5], False),
        ([0, 365, 731], [1, 366 / 365], False),
    ],
)
def test_distances_are_counted_in_smallest_gaps(times, lengths, whole):
    got = steps_of(np.asarray(times, float))
    assert got.lengths == pytest.approx(lengths)
    assert got.whole is whole


@pytest.mark.parametrize("fit", [fit_ar1_reml, fit_prais_winsten])
def test_times_between_the_steps_allow_no_negative_rho(fit):
    times = np.arange(16) + 0.1 * np.sin(np.arange(16))
    design, t = segmented(times, times[8])
    y = noise(1, -0.7, 16)
    assert fit(design, y, t).rho[0] == pytest.approx(0, abs=1e-6)


def test_errors_that_never_return_have_no_best_rho():
    design, t = np.ones((30, 1)), np.arange(30.0)
    walk = np.cumsum(np.random.default_rng(2).normal(size=30)) + 3 * t
    assert not fit_ar1_reml(design, walk, t).settled[0]


@pytest.mark.parametrize("fit", [fit_ar1_reml, fit_prais_winsten])
def test_many_series_are_fitted_as_each_alone_in_whatever_parts(fit, monkeypatch):
    design, t = segmented([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13], 6)
    rows = np.stack([noise(seed, 0.4, 12) for seed in range(7)])
    together = fit(design, rows, t)
    monkeypatch.setattr(gls_ar1, "IN_ONE_GO", 24)
    in_parts = fit(design, rows, t)
    for row in range(7):
        alone = fit(design, rows[row], t)
        for name in ("rho", "coefficients", "covariance", "sigma", "residuals", "settled"):
            assert getattr(together, name)[row] == pytest.approx(getattr(alone, name)[0], rel=1e-6, abs=1e-7)
            assert getattr(in_parts, name)[row] == pytest.approx(getattr(alone, name)[0], rel=1e-6, abs=1e-7)


def test_a_known_correlation_is_found_again():
    design, t = segmented(range(300), 150)
    rows = np.stack([noise(seed, 0.6, 300) for seed in range(20)])
    assert fit_ar1_reml(design, rows, t).rho.mean() == pytest.approx(0.6, abs=0.05)

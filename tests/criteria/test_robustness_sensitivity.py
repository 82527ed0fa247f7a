"""Variance-based indices against functions whose indices are known in closed form."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from napeval.criteria.robustness.sensitivity import BASE_ROWS, LEAST_ROWS, Index, Sample, indices

Function = Callable[[np.ndarray], np.ndarray]
# Ishigami with a = 7 and b = 0.1: parts of the variance from Ishigami and Homma (1990).
A, B = 7.0, 0.1
FIRST, SECOND, BETWEEN = 0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 8 * B**2 * np.pi**8 / 225
VARIANCE = FIRST + SECOND + BETWEEN
ISHIGAMI_FIRST = [FIRST / VARIANCE, SECOND / VARIANCE, 0.0]
ISHIGAMI_TOTAL = [(FIRST + BETWEEN) / VARIANCE, SECOND / VARIANCE, BETWEEN / VARIANCE]


def ishigami(u: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * u - 1)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def indices_of(function: Function, groups: list[list[int]], rows: int, seed: int = 1) -> list[Index]:
    rng = np.random.default_rng(seed)
    width = 1 + max(place for group in groups for place in group)
    first, second = rng.random((2, rows, width))
    mixed = {}
    for name, group in enumerate(groups):
        blend = first.copy()
        blend[:, group] = second[:, group]
        mixed[f"x{name}"] = function(blend)
    return indices(Sample(function(first), function(second), mixed), rng)


def test_the_closed_form_of_ishigami_is_the_known_one():
    assert pytest.approx([0.3139, 0.4424, 0], abs=1e-4) == ISHIGAMI_FIRST
    assert pytest.approx([0.5576, 0.4424, 0.2437], abs=1e-4) == ISHIGAMI_TOTAL


def test_ishigami_with_many_rows():
    found = indices_of(ishigami, [[0], [1], [2]], 2**16)
    assert [one.first for one in found] == pytest.approx(ISHIGAMI_FIRST, abs=0.01)
    assert [one.total for one in found] == pytest.approx(ISHIGAMI_TOTAL, abs=0.01)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    held = []
    for seed in range(60):
        for one, first, total in zip(
            indices_of(ishigami, [[0], [1], [2]], BASE_ROWS, seed),
            ISHIGAMI_FIRST,
            ISHIGAMI_TOTAL,
            strict=True,
        ):
            assert one.first_low <= one.first <= one.first_high
            held += [one.first_low <= first <= one.first_high, one.total_low <= total <= one.total_high]
    # Nine tenths, give or take three standard errors of 360 draws (that hang together by three).
    assert 0.82 <= np.mean(held) <= 0.98


def test_an_additive_model_shares_the_variance_as_its_squared_weights():
    weights = np.array([3.0, 2.0, 1.0])
    found = indices_of(lambda u: 50 + u @ weights, [[0], [1], [2]], 2**15)
    shares = [9 / 14, 4 / 14, 1 / 14]
    assert [one.first for one in found] == pytest.approx(shares, abs=0.015)
    assert [one.total for one in found] == pytest.approx(shares, abs=0.015)


def test_a_pure_interaction_is_in_the_total_only():
    found = indices_of(lambda u: (u[:, 0] - 0.5) * (u[:, 1] - 0.5), [[0], [1]], 2**15)
    assert [one.first for one in found] == pytest.approx([0, 0], abs=0.02)
    assert [one.total for one in found] == pytest.approx([1, 1], abs=0.02)


def test_a_group_of_numbers_is_one_factor():
    found = indices_of(lambda u: u[:, 0] + u[:, 1] + u[:, 2], [[0, 1], [2]], 2**15)
    assert [one.first for one in found] == pytest.approx([2 / 3, 1 / 3], abs=0.015)
    assert [one.total for one in found] == pytest.approx([2 / 3, 1 / 3], abs=0.015)


def test_a_choice_between_rules_is_a_factor_like_any_other():
    # Three rules that give 0, 30 and 60: all of the variance is theirs.
    found = indices_of(lambda u: 30 * np.floor(3 * u[:, 0]) + 0 * u[:, 1], [[0], [1]], 2**14)
    assert (found[0].first, found[0].total) == pytest.approx((1, 1), abs=0.03)
    assert (found[1].first, found[1].total) == (0, 0)


def test_indices_do_not_hang_on_the_level_or_the_unit_of_the_score():
    plain = indices_of(ishigami, [[0], [1], [2]], BASE_ROWS)
    moved = indices_of(lambda u: 1e6 + 1e3 * ishigami(u), [[0], [1], [2]], BASE_ROWS)
    assert [one.first for one in moved] == pytest.approx([one.first for one in plain], abs=1e-9)
    assert [one.total_high for one in moved] == pytest.approx([one.total_high for one in plain], abs=1e-9)


def test_noise_below_zero_stays_as_it_comes_out():
    found = [
        indices_of(lambda u: u[:, 0] + 0.01 * u[:, 1] * u[:, 0], [[0], [1]], BASE_ROWS, seed)[1]
        for seed in range(10)
    ]
    below = [one for one in found if one.first < 0]
    assert below
    assert all(one.first_low <= one.first <= one.first_high for one in below)


def test_no_indices_where_nothing_varies_or_rows_are_few():
    same = indices_of(lambda u: np.full(len(u), 60.0) + 1e-13 * u[:, 0], [[0]], BASE_ROWS)
    assert [(one.factor, one.reason) for one in same] == [("x0", "no_variation")]
    assert np.isnan([same[0].first, same[0].total, same[0].first_low, same[0].total_high]).all()
    assert indices_of(ishigami, [[0], [1], [2]], 256)[0].reason == "n_too_small"
    assert indices_of(ishigami, [[0], [1], [2]], LEAST_ROWS)[0].reason == ""


def test_one_row_that_differs_leaves_the_interval_whole():
    first, second = np.full((2, BASE_ROWS), 50.0)
    first[7] = 60
    found = indices(Sample(first, second, {"x": first.copy()}), np.random.default_rng(1))[0]
    assert np.isfinite([found.first, found.first_low, found.first_high, found.total_high]).all()

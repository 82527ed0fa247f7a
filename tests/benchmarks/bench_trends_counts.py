"""What a hundred thousand trends of counts cost, against a loop of fits of one series each."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable

import numpy as np
import statsmodels.api as sm

from napeval import trends

SERIES, POINTS, MEAN = 100_000, 12, 20.0
SAMPLE = 1_000
MOST_SECONDS, LEAST_RATIO, SAME = 1.0, 200.0, 1e-6
RUNS = 5


def drawn() -> np.ndarray:
    return np.random.default_rng(12).poisson(MEAN, (SERIES, POINTS)).astype(float)


def best_of(runs: int, call: Callable[[], object]) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def fitted_in_a_loop(rows: np.ndarray) -> list[tuple[float, float, float]]:
    """Slope, its standard error and p of each series, as one would write it without the library."""
    design = sm.add_constant(np.arange(rows.shape[1], dtype=float))
    family = sm.families.Poisson()
    fits = (sm.GLM(row, design, family=family).fit() for row in rows)
    return [(fit.params[1], fit.bse[1], fit.pvalues[1]) for fit in fits]


def test_a_hundred_thousand_poisson_trends_within_a_second() -> None:
    rows = drawn()
    taken = best_of(RUNS, lambda: trends.poisson_trend_many(rows))
    loop = best_of(2, lambda: fitted_in_a_loop(rows[:SAMPLE])) / SAMPLE
    found, other = trends.poisson_trend_many(rows[:SAMPLE]), np.array(fitted_in_a_loop(rows[:SAMPLE]))
    ratio = loop / (taken / SERIES)
    apart = [np.abs(found[name] - other[:, at]).max() for at, name in enumerate(("slope", "standard_error"))]
    print(
        f"\n{SERIES:,} Poisson trends of {POINTS} points, {os.cpu_count()} processors, load"
        f" {os.getloadavg()[0]:.2f}: {taken:.3f} s, {1e6 * taken / SERIES:.2f} us a series\n"
        f"a loop of fits (of {SAMPLE:,}): {1e6 * loop:.0f} us a series, {ratio:.0f} times as long\n"
        f"largest difference of slope {apart[0]:.1e}, of its standard error {apart[1]:.1e}"
    )
    assert taken <= MOST_SECONDS
    assert ratio >= LEAST_RATIO
    assert max(apart) <= SAME


def test_what_the_other_forms_for_many_series_cost() -> None:
    """Printed to compare; asserted only to be faster than their own one-series form."""
    rows, few = drawn(), 100
    gaps = np.where(np.random.default_rng(1).random(rows.shape) < 0.1, np.nan, rows)
    calls: list[tuple[str, Callable[[], object], Callable[[int], object]]] = [
        ("poisson_trend, 10 % missing", lambda: trends.poisson_trend_many(gaps),
         lambda i: trends.poisson_trend(gaps[i])),
        ("constant_rate_test, 5 points", lambda: trends.constant_rate_test_many(rows[:, :5]),
         lambda i: trends.constant_rate_test(rows[i, :5])),
        ("rate_ratio", lambda: trends.rate_ratio_many(rows[:, 0], rows[:, 1]),
         lambda i: trends.rate_ratio(rows[i, 0], rows[i, 1])),
        ("poisson_interval", lambda: trends.poisson_interval_many(rows[:, 0]),
         lambda i: trends.poisson_interval(rows[i, 0])),
        ("wilson", lambda: trends.wilson_many(rows[:, 0], rows[:, 0] + rows[:, 1]),
         lambda i: trends.wilson(rows[i, 0], rows[i, 0] + rows[i, 1])),
    ]
    print(f"\n{'of 100,000':<30} {'many, s':>9} {'one, us':>9} {'ratio':>7}")
    for name, many, one in calls:
        taken = best_of(1, many)
        single = best_of(1, lambda one=one: [one(i) for i in range(few)]) / few
        print(f"{name:<30} {taken:9.3f} {1e6 * single:9.0f} {single * SERIES / taken:7.0f}")
        assert taken < single * SERIES
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        taken = best_of(1, lambda: trends.negative_binomial_trend_many(rows[:few])) / few
    print(f"negative_binomial_trend, one after the other: {1e3 * taken:.1f} ms a series")

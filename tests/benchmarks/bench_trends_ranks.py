"""What Mann-Kendall and Sen cost for every indicator of every municipality, against one series at a time.

100,000 series of twelve years of small counts, so that most of them have ties; the same with one value in
ten missing; and 100,000 without ties. pymannkendall.original_test, which gives S, its variance, p by the
normal approximation and the slope, is timed on a sample of the same series in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pymannkendall
import pytest

from napeval.trends import (
    mann_kendall_many,
    regional_mann_kendall_many,
    seasonal_mann_kendall_many,
    sen_slope_many,
)

SERIES, POINTS, SAMPLE = 100_000, 12, 1_000
MOST_SECONDS, LEAST_RATIO = 1.0, 100.0
YEARS = np.arange(2012, 2012 + POINTS)
RUNS = 5


def counts() -> np.ndarray:
    return np.random.default_rng(1).poisson(12, (SERIES, POINTS)).astype(float)


def with_gaps() -> np.ndarray:
    return np.where(np.random.default_rng(2).random((SERIES, POINTS)) < 0.1, np.nan, counts())


def rates() -> np.ndarray:
    return np.random.default_rng(3).normal(size=(SERIES, POINTS))


def best_of(runs: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest time, and what came out of it."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - start)
    return min(times), found


@pytest.mark.parametrize("make", [counts, with_gaps, rates])
def test_a_hundred_thousand_series_take_less_than_a_second(make: Callable[[], np.ndarray]) -> None:
    matrix = make()
    seconds, (tests, slopes) = best_of(
        RUNS, lambda: (mann_kendall_many(matrix, YEARS), sen_slope_many(matrix, YEARS))
    )
    by_one, references = best_of(2, lambda: [pymannkendall.original_test(row) for row in matrix[:SAMPLE]])
    ratio = (by_one / SAMPLE) / (seconds / SERIES)
    print(
        f"\n{make.__name__}: {SERIES:,} series of {POINTS}: {seconds:.2f} s "
        f"({1e6 * seconds / SERIES:.1f} us each, exact p and interval included)\n"
        f"pymannkendall, one by one: {1e6 * by_one / SAMPLE:.0f} us each, {ratio:.0f} times as long"
    )
    assert tests["S"][:SAMPLE].tolist() == [one.s for one in references]
    assert tests["var_S"][:SAMPLE].tolist() == [one.var_s for one in references]
    assert slopes["slope"][:SAMPLE].tolist() == [one.slope for one in references]
    np.testing.assert_allclose(tests["p_normal"][:SAMPLE], [one.p for one in references], rtol=1e-9)
    assert seconds <= MOST_SECONDS
    assert ratio >= LEAST_RATIO


def test_seasonal_and_regional_trends_of_many_indicators() -> None:
    quarters = np.random.default_rng(4).poisson(12, (20_000, 20)).astype(float)
    seconds, seasonal = best_of(2, lambda: seasonal_mann_kendall_many(quarters, period=4))
    by_one, references = best_of(
        1, lambda: [pymannkendall.seasonal_test(row, 4) for row in quarters[:SAMPLE]]
    )
    ratio = (by_one / SAMPLE) / (seconds / len(quarters))
    print(
        f"\n{len(quarters):,} series of 5 x 4 quarters: {seconds:.2f} s "
        f"({1e6 * seconds / len(quarters):.0f} us each, exact p included)\n"
        f"pymannkendall, one by one: {1e6 * by_one / SAMPLE:.0f} us each, {ratio:.0f} times as long"
    )
    assert seasonal["S"][:SAMPLE].tolist() == [one.s for one in references]
    assert ratio >= 5
    regions = np.random.default_rng(5).poisson(12, (50, 38, 12)).astype(float)
    seconds, regional = best_of(1, lambda: regional_mann_kendall_many(regions, YEARS))
    print(f"{len(regions)} indicators of 38 regions and 12 years: {seconds:.2f} s, exact p included")
    assert regional["p_exact"].size == len(regions)

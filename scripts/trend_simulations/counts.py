"""Trends and changes of counts: Poisson, quasi-Poisson and negative binomial, one rate, two rates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from napeval import trends
from napeval.trends.least_lengths import VERDICT_LEVEL
from trend_simulations.cells import FEWER_DRAWS, Cell, Rejecting, counts, source_of


def poisson_trend() -> Iterator[Cell]:
    """The exact Poisson trend, its quasi-Poisson relatives, and what choosing between p values does."""
    for alpha in (0.0, 0.1, 0.3):
        for n in (5, 7, 10, 12, 15):
            for mean in (5.0, 25.0):
                for growth in (0.0, 0.05, 0.1):
                    setting = f"+{growth:.0%} per period" if growth else "constant rate"
                    draw = counts(mean, (1 + growth) ** np.arange(n), alpha)
                    yield Cell(source_of(alpha), n, mean, setting, draw, by_poisson_trends)


def by_poisson_trends(rows: NDArray[np.float64]) -> Rejecting:
    """Series without a finite slope have no quasi-Poisson p; they count as not rejected by it."""
    found = trends.poisson_trend_many(rows)
    smaller = np.fmin(found["p_likelihood_ratio"], found["p_quasi"])
    by_name = {
        "poisson_exact": found["p_central"], "poisson_likelihood_ratio": found["p_likelihood_ratio"],
        "quasi_poisson_t": found["p_quasi"], "fixed_rule": found["p"], "smaller_of_two": smaller,
    }  # fmt: skip
    return {name: p <= VERDICT_LEVEL for name, p in by_name.items()}


def negative_binomial_trend() -> Iterator[Cell]:
    """The negative binomial trend with t and with the normal quantile; no answer where alpha is 0."""
    for alpha, n in ((0.1, 12), (0.3, 12), (0.3, 20)):
        draw = counts(25.0, np.ones(n), alpha)
        yield Cell(source_of(alpha), n, 25.0, "constant rate", draw, by_negative_binomial, FEWER_DRAWS)


def by_negative_binomial(rows: NDArray[np.float64]) -> Rejecting:
    found = trends.negative_binomial_trend_many(rows)
    p_normal = 2 * ndtr(-np.abs(found["slope"] / found["standard_error"]))
    return {
        "negative_binomial_t": found["p"] <= VERDICT_LEVEL,
        "negative_binomial_normal_quantile": p_normal <= VERDICT_LEVEL,
        "negative_binomial_no_overdispersion": found["reason"] == "no_overdispersion",
    }


def constant_rate() -> Iterator[Cell]:
    """The test of one constant rate, exact and by chi-square."""
    for n, mean in ((3, 2.0), (3, 5.0), (3, 20.0), (5, 2.0), (5, 5.0), (5, 20.0), (8, 5.0)):
        last = np.ones(n)
        last[-1] = 2.0
        yield Cell("Poisson", n, mean, "constant rate", counts(mean, np.ones(n)), by_constant_rate)
        yield Cell("Poisson", n, mean, "last period doubled", counts(mean, last), by_constant_rate)
        for alpha in (0.1, 0.3):
            yield Cell(source_of(alpha), n, mean, "constant rate", counts(mean, np.ones(n), alpha),
                       by_constant_rate)


def by_constant_rate(rows: NDArray[np.float64]) -> Rejecting:
    """Series without an event are not rejected."""
    found = trends.constant_rate_test_many(rows)
    return {
        "constant_rate_exact": found["p_exact"] <= VERDICT_LEVEL,
        "constant_rate_chi2": found["p_chi2"] <= VERDICT_LEVEL,
    }


def rate_ratio() -> Iterator[Cell]:
    """Two counts: one year against one, and three against three, from 20 cases a year."""
    for years in (1, 3):
        for factor, change in ((1.0, "no change"), (1.3, "+30%"), (1.5, "+50%"), (2.0, "doubled")):
            setting = f"{years} against {years} years, {change}"
            draw = counts(20.0 * years, np.array([1.0, factor]))
            yield Cell("Poisson", 2 * years, 20.0, setting, draw, partial(by_rate_ratio, years))


def by_rate_ratio(years: int, pairs: NDArray[np.float64]) -> Rejecting:
    found = trends.rate_ratio_many(pairs[:, 0], pairs[:, 1], years, years)
    return {
        "rate_ratio_exact": found["p"] <= VERDICT_LEVEL,
        "rate_ratio_midp": found["p_midp"] <= VERDICT_LEVEL,
    }

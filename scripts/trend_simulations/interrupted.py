"""Interrupted series: how often a change of level is seen at a date where nothing changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from napeval import trends
from napeval.trends.interrupted.design import LEVEL, LEVEL_AND_SLOPE, design_of
from napeval.trends.interrupted.fits import p_of
from napeval.trends.interrupted.gls_ar1 import fit_ar1_reml
from napeval.trends.interrupted.newey_west import newey_west, small_sample_factor
from napeval.trends.least_lengths import VERDICT_LEVEL
from napeval.trends.regression import fit_linear
from trend_simulations.cells import FEWER_DRAWS, Cell, Rejecting, counts, following_one_another, source_of


def interrupted_series() -> Iterator[Cell]:
    """The change of level at the middle, by each way to find its error, and by the rule that answers."""
    for rho in (0.0, 0.3):
        truth = f"normal values, autocorrelation {rho:g}" if rho else "independent normal values"
        for n in (8, 12, 24, 40):
            yield Cell(truth, n, None, "date halfway, no change", following_one_another(n, rho),
                       by_interrupted_series, FEWER_DRAWS)


def by_interrupted_series(values: NDArray[np.float64]) -> Rejecting:
    """interrupted_answer is what interrupted_series says; the others fit level and slope at every length."""
    date = values.shape[1] // 2
    p = {**level_change_p(values, date),
         "interrupted_answer": trends.interrupted_series_many(values, None, date)["level_change_p"]}
    return {method: p_of_one.astype(float) <= VERDICT_LEVEL for method, p_of_one in p.items()}


def level_change_p(values: NDArray[np.float64], date: int) -> dict[str, NDArray[np.float64]]:
    """p of the change of level by least squares, by Newey-West with lag 1, and by restricted likelihood."""
    n = values.shape[1]
    design = design_of(np.arange(n, dtype=float), date, None, LEVEL_AND_SLOPE)
    place = design.names.index(LEVEL)
    ols, reml = fit_linear(design.matrix, values), fit_ar1_reml(design.matrix, values, design.times)
    change = ols.coefficients[:, place]
    variance = newey_west(design.matrix, ols.inverse, ols.residuals, 1)[:, place, place]
    lagged = small_sample_factor(n, design.df) * np.sqrt(variance)
    reml_error = np.sqrt(reml.covariance[:, place, place])
    return {
        "interrupted_ols_t": p_of(change, ols.standard_errors()[:, place], design.df),
        "interrupted_newey_west_normal": 2 * ndtr(-np.abs(change) / lagged),
        "interrupted_newey_west_t": p_of(change, lagged, design.df),
        "interrupted_gls_reml_t": p_of(reml.coefficients[:, place], reml_error, design.df),
    }


def interrupted_counts() -> Iterator[Cell]:
    """The change of the rate at the middle of counts."""
    for alpha in (0.0, 0.1):
        for n in (8, 12, 24):
            for mean in (3.0, 8.0, 25.0):
                yield Cell(source_of(alpha), n, mean, "date halfway, no change",
                           counts(mean, np.ones(n), alpha), by_interrupted_counts, FEWER_DRAWS)


def by_interrupted_counts(rows: NDArray[np.float64]) -> Rejecting:
    """Series that are refused, such as those without an event on one side, have no p: not rejected."""
    found = trends.interrupted_counts_many(rows, None, rows.shape[1] // 2)
    return {"interrupted_counts": found["rate_ratio_level_p"].astype(float) <= VERDICT_LEVEL}

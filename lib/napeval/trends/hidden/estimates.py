"""Fitting one log-linear model to capture histories: how many are unseen, and how well the model fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from napeval.trends.hidden.existence import (
    existence_code,
    no_estimate_reason,
    positive_cells,
    unseen_in_span,
)
from napeval.trends.hidden.hierarchy import Model, design, name_of
from napeval.trends.hidden.histories import Histories
from napeval.trends.regression import PoissonFit, fit_poisson
from napeval.trends.series import FloatArray

NEAR_ZERO = 1e-6  # a fitted mean below this is on its way to zero; such fits are looked at more closely
MARGINS_AGREE = 1e-6


@dataclass(frozen=True, kw_only=True)
class ModelEstimate:
    """One model: what it says of the unseen, and how well it fits.

    name: such as "[12,3]". total = observed + hidden, both None where the model cannot say (reason: a code).
    standard_error: of the total (sqrt(hidden + hidden^2 x variance of its logarithm)). log_standard_error: of
    the logarithm of hidden. df: histories less parameters, those at minus infinity counted. aic, bic: -2 x
    Poisson log-likelihood with its constant + 2 (log of persons observed) for each parameter.
    forced_to_zero: histories whose mean is 0 in the best fit.
    """

    name: str
    total: float | None = None
    hidden: float | None = None
    standard_error: float | None = None
    log_standard_error: float | None = None
    deviance: float | None = None
    df: int
    aic: float | None = None
    bic: float | None = None
    forced_to_zero: tuple[str, ...] = ()
    reason: str | None = None

    def criterion(self, name: str) -> float:
        """aic or bic to choose by; infinite where the model says nothing of the unseen."""
        value = self.aic if name == "aic" else self.bic
        return np.inf if self.total is None or value is None else value


def estimate(histories: Histories, model: Model) -> ModelEstimate:
    """The fit of one model by extended maximum likelihood: histories forced to zero are left out of it."""
    matrix, counts = design(histories.table, model), histories.counts
    df = len(counts) - matrix.shape[1]
    fit = _fit(matrix, counts)
    positive = np.ones(len(counts), dtype=bool)
    if not fit.settled[0] or not fit.fitted.min() >= NEAR_ZERO:
        positive = positive_cells(matrix, counts)
    if not unseen_in_span(matrix[positive]):
        return ModelEstimate(name=name_of(model), df=df,
                             reason=no_estimate_reason(existence_code(histories, model)))
    many = fit_positive(matrix[positive], counts[None, positive])
    hidden, spread = float(np.exp(many.log_hidden[0])), float(many.log_variance[0])
    minus_twice = -2 * float(many.log_likelihood[0])
    return ModelEstimate(
        name=name_of(model), hidden=hidden, total=histories.observed + hidden,
        standard_error=float(np.sqrt(hidden + hidden**2 * spread)), log_standard_error=float(np.sqrt(spread)),
        deviance=float(many.deviance[0]), df=df, aic=minus_twice + 2 * matrix.shape[1],
        bic=minus_twice + float(np.log(histories.observed)) * matrix.shape[1],
        forced_to_zero=tuple(key for key, kept in zip(histories.keys, positive, strict=True) if not kept),
    )  # fmt: skip


def _fit(matrix: FloatArray, counts: FloatArray) -> PoissonFit:
    """An ordinary fit; one that runs away is seen by its caller and needs no warning."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return fit_poisson(matrix, counts)


@dataclass(frozen=True)
class PositiveFit:
    """Fits of many tables on one design; every array has one entry for each table.

    misfit: largest difference between a margin of the fit and of the counts, relative to the persons; above
    MARGINS_AGREE these histories are not the ones that keep a positive mean.
    """

    log_hidden: FloatArray
    log_variance: FloatArray
    log_likelihood: FloatArray
    deviance: FloatArray
    misfit: FloatArray


def fit_positive(matrix: FloatArray, counts: FloatArray) -> PositiveFit:
    """Poisson fits on the histories of positive mean, whose rows determine the unseen one.

    matrix: (histories, p), possibly of less than full rank. counts: (tables, histories).
    """
    left, sizes, right = np.linalg.svd(matrix, full_matrices=False)
    kept = sizes > sizes[0] * 1e-10
    basis, unseen = left[:, kept] * sizes[kept], right[kept, 0]
    fit = _fit(basis, counts)
    with np.errstate(over="ignore", invalid="ignore"):
        misfit = np.abs((fit.fitted - counts) @ matrix).max(axis=1) / counts.sum(axis=1)
    return PositiveFit(
        fit.coefficients @ unseen,
        np.einsum("i,sij,j->s", unseen, fit.covariance, unseen),
        (xlogy(counts, fit.fitted) - fit.fitted - gammaln(counts + 1)).sum(axis=1),
        fit.deviance,
        np.nan_to_num(misfit, nan=np.inf),
    )


def many_tables(matrix: FloatArray, tables: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(hidden, -2 log-likelihood) of one model for many tables of counts; NaN where there is no estimate.

    matrix: (histories, p). tables: (tables, histories). The histories of positive mean are first read off an
    ordinary fit. Where the margins of the fit on these alone agree with the counts, they are the right ones;
    where not, the linear programme says which are.
    """
    read_off = np.where(tables > 0, True, np.nan_to_num(_fit(matrix, tables).fitted) >= NEAR_ZERO)
    hidden, minus_twice = np.full(len(tables), np.nan), np.full(len(tables), np.nan)
    again = _fill(matrix, tables, read_off, np.arange(len(tables)), hidden, minus_twice)
    programmed: dict[bytes, np.ndarray] = {}
    positive = read_off.copy()
    for row in again:
        key = (tables[row] > 0).tobytes()
        if key not in programmed:
            programmed[key] = positive_cells(matrix, tables[row])
        positive[row] = programmed[key]
    _fill(matrix, tables, positive, again, hidden, minus_twice)
    return hidden, minus_twice


def _fill(matrix: FloatArray, tables: FloatArray, positive: np.ndarray, rows: np.ndarray,
          hidden: FloatArray, minus_twice: FloatArray) -> np.ndarray:
    """Write the estimates of these rows; returns the rows whose margins no fit on their histories meets."""
    again = []
    patterns, which = np.unique(positive[rows], axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        same = rows[which.ravel() == number]
        fit = fit_positive(matrix[pattern], tables[np.ix_(same, np.flatnonzero(pattern))])
        good = fit.misfit <= MARGINS_AGREE
        again.append(same[~good])
        if unseen_in_span(matrix[pattern]):
            hidden[same[good]] = np.exp(fit.log_hidden[good])
            minus_twice[same[good]] = -2 * fit.log_likelihood[good]
    return np.concatenate(again) if again else rows

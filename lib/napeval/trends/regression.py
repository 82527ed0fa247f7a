"""Least squares and Poisson regression of many series on one design: the arithmetic that methods share.

Here stands no judgement: who calls decides whether the fit may be spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from napeval.trends.series import FloatArray

MOST_STEPS = 100
SETTLED = 1e-12  # change of the deviance, relative, at which the iteration ends
FLAT = -30.0  # a logarithm of a fitted count below this stands for a rate of zero


@dataclass(frozen=True)
class LinearFit:
    """Least squares of every row of values on one design of p columns.

    coefficients: (series, p). inverse: (p, p), that of X'X. residuals: (series, points). rss: (series,).
    df: points less columns. Covariance of the coefficients of a series: rss / df x inverse.
    """

    coefficients: FloatArray
    inverse: FloatArray
    residuals: FloatArray
    rss: FloatArray
    df: int

    def standard_errors(self) -> FloatArray:
        """Of every coefficient, (series, p); NaN without residual degrees of freedom."""
        variance = self.rss / self.df if self.df > 0 else np.full_like(self.rss, np.nan)
        return np.sqrt(np.outer(variance, np.diag(self.inverse)))


def fit_linear(design: FloatArray, values: FloatArray) -> LinearFit:
    """Ordinary least squares. design: (points, p), of full rank. values: (points,) or (series, points).

    Raises ValueError when the columns of the design depend on one another.
    """
    rows = np.atleast_2d(values)
    q, r = np.linalg.qr(design)
    if np.abs(np.diag(r)).min(initial=np.inf) <= 1e-12 * np.abs(r).max():
        raise ValueError("design: its columns depend on one another; allowed: columns of full rank.")
    back = np.linalg.inv(r)
    coefficients = (rows @ q) @ back.T
    residuals = rows - coefficients @ design.T
    return LinearFit(coefficients, back @ back.T, residuals, (residuals**2).sum(axis=1),
                     design.shape[0] - design.shape[1])


@dataclass(frozen=True)
class PoissonFit:
    """Poisson regression with a logarithmic link of every row of counts on one design of p columns.

    coefficients: (series, p). covariance: (series, p, p), of the model with dispersion 1. fitted: (series,
    points).
    deviance, pearson: (series,). settled: (series,), False where the iteration did not come to rest or no
    finite coefficients are best.
    """

    coefficients: FloatArray
    covariance: FloatArray
    fitted: FloatArray
    deviance: FloatArray
    pearson: FloatArray
    settled: np.ndarray
    df: int

    def standard_errors(self) -> FloatArray:
        """Of every coefficient by the model, (series, p)."""
        return np.asarray(np.sqrt(np.diagonal(self.covariance, axis1=1, axis2=2)))


def fit_poisson(design: FloatArray, counts: FloatArray, exposure: FloatArray | None = None) -> PoissonFit:
    """log(mean count) = log(exposure) + design x coefficients, by maximum likelihood, all series at once.

    design: (points, p), of full rank, or (series, points, p) where every series has its own; one row of
    counts is then fitted on every design. counts: (points,) or (series, points), whole numbers from 0 up.
    exposure: (points,) or (series, points), above 0; None = 1 each.
    Source: McCullagh and Nelder 1989, Generalized Linear Models, chapter 6 (Newton steps, halved where the
    deviance rises).
    """
    rows = np.atleast_2d(counts).astype(float)
    if design.ndim == 3:
        rows = np.broadcast_to(rows, design.shape[:2])
    offset = np.zeros_like(rows) if exposure is None else np.broadcast_to(np.log(exposure), rows.shape)
    start = np.log((rows + rows.mean(axis=1, keepdims=True)) / 2 + 1e-8) - offset
    coefficients = _linear(np.asarray(np.linalg.pinv(design)), start)
    deviance = _deviance(rows, _mean(design, coefficients, offset))
    active = np.arange(len(rows))
    settled = np.zeros(len(rows), dtype=bool)
    for _ in range(MOST_STEPS):
        if not len(active):
            break
        y, now, off = rows[active], coefficients[active], offset[active]
        own = design[active] if design.ndim == 3 else design
        mean = _mean(own, now, off)
        step = _newton_step(own, y, mean)
        after, lower = _lowered(own, y, now, off, step, deviance[active])
        rest = np.abs(deviance[active] - lower) <= SETTLED * (np.abs(lower) + 1e-3)
        coefficients[active], deviance[active] = after, lower
        settled[active] = rest
        active = active[~rest]
    fitted = _mean(design, coefficients, offset)
    information = _information(design, fitted)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        pearson = np.where(fitted > 0, (rows - fitted) ** 2 / fitted, 0.0).sum(axis=1)
    return PoissonFit(
        coefficients, _inverse(information), fitted, deviance, pearson,
        settled & (_linear(design, coefficients) + offset > FLAT).all(axis=1),
        design.shape[-2] - design.shape[-1],
    )


def _linear(design: FloatArray, coefficients: FloatArray) -> FloatArray:
    """design x coefficients of every series."""
    if design.ndim == 3:
        return np.asarray(np.einsum("snp,sp->sn", design, coefficients))
    return np.asarray(coefficients @ design.T)


def _information(design: FloatArray, mean: FloatArray) -> FloatArray:
    own = "sni,snj" if design.ndim == 3 else "ni,nj"
    return np.asarray(np.einsum(f"sn,{own}->sij", mean, design, design))


def _mean(design: FloatArray, coefficients: FloatArray, offset: FloatArray) -> FloatArray:
    return np.asarray(np.exp(np.clip(_linear(design, coefficients) + offset, -700, 700)))


def _deviance(counts: FloatArray, mean: FloatArray) -> FloatArray:
    return np.asarray(2 * (xlogy(counts, counts) - xlogy(counts, mean) - counts + mean).sum(axis=1))


def _newton_step(design: FloatArray, counts: FloatArray, mean: FloatArray) -> FloatArray:
    away = counts - mean
    score = np.einsum("sn,snp->sp", away, design) if design.ndim == 3 else away @ design
    return np.asarray(np.einsum("sij,sj->si", _inverse(_information(design, mean)), score))


def _inverse(matrices: FloatArray) -> FloatArray:
    try:
        return np.asarray(np.linalg.inv(matrices))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(matrices, hermitian=True))


def _lowered(design: FloatArray, counts: FloatArray, now: FloatArray, offset: FloatArray, step: FloatArray,
             deviance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The coefficients after the step, halved for each series until its deviance does not rise."""
    length = np.ones(len(counts))
    after = now + step
    lower = _deviance(counts, _mean(design, after, offset))
    for _ in range(30):
        worse = ~(lower <= deviance + 1e-12 * (np.abs(deviance) + 1e-3))
        if not worse.any():
            break
        length[worse] /= 2
        after[worse] = now[worse] + length[worse, None] * step[worse]
        own = design[worse] if design.ndim == 3 else design
        lower[worse] = _deviance(counts[worse], _mean(own, after[worse], offset[worse]))
    stuck = ~(lower <= deviance + 1e-12 * (np.abs(deviance) + 1e-3))  # better no step than one that runs away
    after[stuck], lower[stuck] = now[stuck], deviance[stuck]
    return after, lower

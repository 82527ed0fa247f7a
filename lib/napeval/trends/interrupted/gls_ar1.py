"""Least squares with errors that follow one another (AR(1)): many series on one design at once.

The correlation of two errors is rho to the power of their distance in time. Here stands no judgement: who
calls decides whether the fit may be spoken of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from napeval.trends.series import FloatArray

# Beyond this correlation the likelihood rises to the end of its range: no value of rho is best.
LARGEST_RHO = 0.99
GRID = 67  # values of rho looked at before the best one is narrowed down
GOLDEN = (5**0.5 - 1) / 2
NARROWINGS = 36  # of the span between three grid values: down to 2e-9, where rounding rules
WHOLE = 1e-6  # a distance this near to a whole number of steps, relative, is one
MOST_ROUNDS = 200  # of Prais-Winsten
AT_REST = 1e-10  # change of rho that ends them
IN_ONE_GO = 20_000  # cells (series x points) worked on together, so that they stay in the cache


@dataclass(frozen=True)
class Ar1Fit:
    """Generalised least squares of every row of values on one design of p columns.

    rho: (series,), correlation of errors one smallest gap apart. coefficients: (series, p). covariance:
    (series, p, p). sigma: (series,), standard deviation of an error. residuals: (series, points), values less
    fitted. log_likelihood: (series,), restricted (REML). settled: (series,), False where no rho inside
    (-0.99, 0.99) was best or the rounds did not come to rest.
    """

    rho: FloatArray
    coefficients: FloatArray
    covariance: FloatArray
    sigma: FloatArray
    residuals: FloatArray
    log_likelihood: FloatArray
    settled: np.ndarray
    df: int


@dataclass(frozen=True)
class Steps:
    """Distances between neighbouring points in smallest gaps; whole: may rho be negative with them?"""

    lengths: FloatArray
    whole: bool


def steps_of(times: FloatArray) -> Steps:
    """times: ascending and distinct. Where distances are no whole multiples of the smallest, rho is >= 0."""
    gaps = np.diff(times)
    lengths = gaps / gaps.min()
    nearest = np.round(lengths)
    whole = bool((np.abs(lengths - nearest) <= WHOLE * nearest).all())
    return Steps(nearest if whole else lengths, whole)


def fit_ar1_reml(design: FloatArray, values: FloatArray, times: FloatArray) -> Ar1Fit:
    """Restricted maximum likelihood over rho, everything else at its best for each rho.

    design: (points, p), of full rank, more points than columns. values: (points,) or (series, points), not
    exactly on the design. times: (points,), ascending and distinct.
    Source: Harville 1977 (restricted likelihood); Pinheiro and Bates 2000, Mixed-Effects Models in S and
    S-PLUS, 5.4, whose gls(correlation = corAR1(form = ~ t), method = "REML") has the same log-likelihood.
    """
    return _in_parts(design, values, steps_of(times), _reml)


def fit_prais_winsten(design: FloatArray, values: FloatArray, times: FloatArray) -> Ar1Fit:
    """Rho from the residuals and coefficients from rho in turn until both rest; the first point is kept.

    Arrays as in fit_ar1_reml. rho: sum of the products of residuals one smallest gap apart over the sum of
    squares, which cannot leave (-1, 1).
    Source: Prais and Winsten 1954; rho by the sample autocorrelation (Judge et al. 1985, 8.2).
    """
    return _in_parts(design, values, steps_of(times), _prais_winsten)


def _in_parts(design: FloatArray, values: FloatArray, steps: Steps,
              fit: Callable[[_Problem], Ar1Fit]) -> Ar1Fit:
    rows = np.atleast_2d(values)
    model = _Model.of(design, steps)
    size = max(1, IN_ONE_GO // design.shape[0])
    parts = [fit(_Problem.of(model, rows[at : at + size])) for at in range(0, len(rows), size)]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _joined(parts: list[Ar1Fit]) -> Ar1Fit:
    def column(name: str) -> np.ndarray:
        return np.concatenate([getattr(part, name) for part in parts])

    return Ar1Fit(column("rho"), column("coefficients"), column("covariance"), column("sigma"),
                  column("residuals"), column("log_likelihood"), column("settled"), parts[0].df)


@dataclass(frozen=True)
class _Model:
    """The design as q @ r with orthonormal q: well behaved whatever the units of its columns.

    lengths: the different steps; member: (lengths, points - 1), 1.0 where a step has this length. own,
    across, back: (lengths, p, p), sums over such steps of the products of q after it, after with before,
    and before it.
    """

    q: FloatArray
    r: FloatArray
    steps: Steps
    lengths: FloatArray
    member: FloatArray
    own: FloatArray
    across: FloatArray
    back: FloatArray

    @classmethod
    def of(cls, design: FloatArray, steps: Steps) -> _Model:
        q, r = np.linalg.qr(design)
        lengths, place = np.unique(steps.lengths, return_inverse=True)
        member = (place == np.arange(len(lengths))[:, None]).astype(float)
        after, before = q[1:], q[:-1]
        crossed = np.einsum("gn,ni,nj->gij", member, after, before)
        return cls(q, r, steps, lengths, member, np.einsum("gn,ni,nj->gij", member, after, after),
                   crossed + crossed.transpose(0, 2, 1), np.einsum("gn,ni,nj->gij", member, before, before))

    @property
    def df(self) -> int:
        return self.q.shape[0] - self.q.shape[1]


@dataclass(frozen=True)
class _Problem:
    """Series on a model, as the sums from which the whitened least squares of any rho follow.

    residuals: (series, points), of ordinary least squares. q_sums: own, across, back, (3, lengths, series,
    p), of q with the residuals; squares: (3, lengths, series), of the residuals with themselves.
    """

    model: _Model
    rows: FloatArray
    residuals: FloatArray
    q_sums: FloatArray
    squares: FloatArray

    @classmethod
    def of(cls, model: _Model, rows: FloatArray) -> _Problem:
        e = rows - (rows @ model.q) @ model.q.T
        after, before = e[:, 1:], e[:, :-1]
        q_after, q_before = (model.member[:, :, None] * part for part in (model.q[1:], model.q[:-1]))
        q_sums = np.stack([after @ q_after, after @ q_before + before @ q_after, before @ q_before])
        squares = np.stack([after**2, 2 * after * before, before**2]) @ model.member.T
        return cls(model, rows, e, q_sums, squares.transpose(0, 2, 1))

    def some(self, kept: np.ndarray) -> _Problem:
        return _Problem(self.model, self.rows[kept], self.residuals[kept], self.q_sums[:, :, kept],
                        self.squares[:, :, kept])


@dataclass(frozen=True)
class _Whitened:
    """Generalised least squares of residuals on q for a rho of each series."""

    change: FloatArray  # (series, p), of the coefficients on q
    normal: FloatArray  # (series, p, p)
    rss: FloatArray  # (series,), of the whitened errors
    log_determinant: FloatArray  # (series,), of the correlation matrix


def _whitened(problem: _Problem, rho: FloatArray) -> _Whitened:
    """A point less phi times the one before, over the root of 1 - phi^2, where phi = rho ** step."""
    model, q0, e0 = problem.model, problem.model.q[0], problem.residuals[:, 0]
    normal = np.repeat(np.outer(q0, q0)[None], len(rho), axis=0)
    across = e0[:, None] * q0
    square = e0**2
    log_determinant = np.zeros_like(rho)
    for g, phi in enumerate(rho ** model.lengths[:, None]):
        rest = 1 - phi**2
        weights = np.stack([np.ones_like(phi), -phi, phi**2]) / rest
        normal += np.tensordot(weights.T, np.stack([model.own[g], model.across[g], model.back[g]]), axes=1)
        across += (weights[:, :, None] * problem.q_sums[:, g]).sum(axis=0)
        square += (weights * problem.squares[:, g]).sum(axis=0)
        log_determinant += model.member[g].sum() * np.log(rest)
    change = np.linalg.solve(normal, across[:, :, None])[:, :, 0]
    return _Whitened(change, normal, np.asarray(square - (across * change).sum(axis=1)), log_determinant)


def _log_likelihood(model: _Model, fit: _Whitened) -> FloatArray:
    """Restricted, with sigma at its best for each rho."""
    df = model.df
    design = np.linalg.slogdet(fit.normal)[1] + 2 * np.log(np.abs(np.diag(model.r))).sum()
    return np.asarray(-0.5 * (df * (np.log(2 * np.pi * fit.rss / df) + 1) + fit.log_determinant + design))


def _reml(problem: _Problem) -> Ar1Fit:
    def height(rho: FloatArray) -> FloatArray:
        return _log_likelihood(problem.model, _whitened(problem, rho))

    grid = np.linspace(-LARGEST_RHO if problem.model.steps.whole else 0.0, LARGEST_RHO, GRID)
    every = problem.some(np.repeat(np.arange(len(problem.rows)), GRID))
    heights = _log_likelihood(problem.model, _whitened(every, np.tile(grid, len(problem.rows))))
    place = heights.reshape(-1, GRID).argmax(axis=1)
    lower, upper = grid[np.maximum(place - 1, 0)], grid[np.minimum(place + 1, GRID - 1)]
    rho = _highest(height, lower, upper)
    return _completed(problem, rho, np.abs(rho) <= LARGEST_RHO - 1e-6)


def _highest(height: Callable[[FloatArray], FloatArray], lower: FloatArray, upper: FloatArray) -> FloatArray:
    """Where a curve with one summit between the limits is highest, for every series (golden section)."""
    left, right = upper - GOLDEN * (upper - lower), lower + GOLDEN * (upper - lower)
    at_left, at_right = height(left), height(right)
    for _ in range(NARROWINGS):
        up = at_left < at_right
        lower, upper = np.where(up, left, lower), np.where(up, upper, right)
        new = np.where(up, lower + GOLDEN * (upper - lower), upper - GOLDEN * (upper - lower))
        at_new = height(new)
        left, right = np.where(up, right, new), np.where(up, new, left)
        at_left, at_right = np.where(up, at_right, at_new), np.where(up, at_new, at_left)
    return (lower + upper) / 2


def _prais_winsten(problem: _Problem) -> Ar1Fit:
    model = problem.model
    near = np.isclose(model.steps.lengths, 1.0)
    rho, active = np.zeros(len(problem.rows)), np.arange(len(problem.rows))
    for _ in range(MOST_ROUNDS):
        part = problem.some(active)
        errors = part.residuals - _whitened(part, rho[active]).change @ model.q.T
        after = (errors[:, 1:] * errors[:, :-1])[:, near].sum(axis=1) / (errors**2).sum(axis=1)
        # Only whole steps have a negative correlation to the power of their length.
        after = after if model.steps.whole else np.maximum(after, 0.0)
        moving = np.abs(after - rho[active]) > AT_REST
        rho[active] = after
        active = active[moving]
        if not len(active):
            break
    return _completed(problem, rho, ~np.isin(np.arange(len(rho)), active))


def _completed(problem: _Problem, rho: FloatArray, settled: np.ndarray) -> Ar1Fit:
    """The fit at one rho for each series, told in the coefficients of the design."""
    model, fit = problem.model, _whitened(problem, rho)
    back = np.linalg.inv(model.r)
    sigma = np.sqrt(fit.rss / model.df)
    covariance = sigma[:, None, None] ** 2 * (back @ np.linalg.inv(fit.normal) @ back.T)
    coefficients = (problem.rows @ model.q + fit.change) @ back.T
    return Ar1Fit(rho, coefficients, covariance, sigma, problem.residuals - fit.change @ model.q.T,
                  _log_likelihood(model, fit), settled, model.df)

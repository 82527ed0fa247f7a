"""The negative binomial log-linear trend (NB2: variance = mean + alpha x mean^2), by maximum likelihood.

The level and the slope are best for every alpha by Newton steps (for a fixed alpha the likelihood has one
maximum); alpha is the root of what remains, so that the joint maximum is exact to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln

from napeval.trends.series import FloatArray

# alpha x mean count that is searched from, a spread that no data could show, to the alpha at which nearly all
# events lie in one period.
LEAST_SPREAD, LARGEST_ALPHA, PER_DECADE = 1e-6, 1e3, 4
MOST_STEPS = 100
SETTLED, NEARLY_SETTLED = 1e-13, 1e-5
LARGEST_LOG = 230.0  # of a mean that is still squared and cubed on the way
NEARLY_NONE = 1e-3  # alpha x mean below this: the series in place of a difference of large numbers


@dataclass(frozen=True)
class NegativeBinomialFit:
    """alpha; slope per unit of time; its standard errors from the joint observed information (None where that
    has no inverse) and with alpha taken as known; the log likelihood with all its constants."""

    alpha: float
    slope: float
    error_joint: float | None
    error_alpha_fixed: float
    log_likelihood: float


@dataclass(frozen=True)
class _Data:
    """counts (points,); design (points, 2): 1 and centred time; effort: log exposure; starts: coefficients of
    the Poisson trend and of the trend of the logarithms, (2, 2)."""

    counts: FloatArray
    design: FloatArray
    effort: FloatArray
    starts: FloatArray


def fit_negative_binomial(counts: FloatArray, times: FloatArray, exposure: FloatArray,
                          fitted: FloatArray) -> NegativeBinomialFit | None:
    """Fit level, slope and alpha together; None where alpha is best at 0, the Poisson trend.

    counts, times, exposure: arrays of one length, not all events in the first and not all in the last period.
    fitted: counts fitted by the Poisson trend.
    Source: Lawless 1987; Cameron and Trivedi 2013, Regression Analysis of Count Data, 3.3.
    """
    scale = float(np.ptp(times))
    design = np.stack([np.ones_like(times), (times - times.mean()) / scale], axis=1)
    effort = np.log(exposure)
    # The Poisson trend is where alpha is 0; for a large alpha all points weigh alike, as in least squares of
    # the logarithms.
    logs = np.stack([np.log(fitted), np.log(counts + 0.5)]) - effort
    data = _Data(counts, design, effort, np.linalg.lstsq(design, logs.T, rcond=None)[0].T)
    alpha = _best_alpha(data, fitted)
    if alpha is None:
        return None
    best = _coefficients(data, np.array([alpha]))
    mean = _mean(data, best)[0]
    joint, fixed = _slope_errors(data, mean, alpha)
    return NegativeBinomialFit(
        alpha=alpha, slope=float(best[0, 1]) / scale,
        error_joint=None if joint is None else joint / scale, error_alpha_fixed=fixed / scale,
        log_likelihood=float(_log_likelihood(counts, mean[None, :], np.array([alpha]))[0]),
    )


def poisson_log_likelihood(counts: FloatArray, mean: FloatArray) -> float:
    """With all its constants."""
    return float((counts * np.log(mean) - mean - gammaln(counts + 1)).sum())


def _best_alpha(data: _Data, fitted: FloatArray) -> float | None:
    least = LEAST_SPREAD / float(data.counts.mean())
    tried = np.geomspace(least, LARGEST_ALPHA, int(PER_DECADE * np.log10(LARGEST_ALPHA / least)))
    coefficients = _coefficients(data, tried, NEARLY_SETTLED)
    heights = _log_likelihood(data.counts, _mean(data, coefficients), tried)
    best, without = int(np.argmax(heights)), poisson_log_likelihood(data.counts, fitted)
    rises = float(((data.counts - fitted) ** 2 - data.counts).sum()) > 0
    if heights[best] <= without and not rises:
        return None
    near = replace(data, starts=coefficients[[best, best]])
    if _alpha_score(near, float(tried[best])) > 0:
        lower, upper = float(tried[best]), float(tried[min(best + 1, len(tried) - 1)])
    else:
        lower, upper = float(tried[best - 1]) if best else 0.0, float(tried[best])
    if lower == 0:
        near = data  # from here on to the Poisson trend
    return float(brentq(lambda alpha: _alpha_score(near, alpha), lower, upper, xtol=1e-300, rtol=1e-13))


def _mean(data: _Data, coefficients: FloatArray) -> FloatArray:
    return np.asarray(np.exp(_log_mean(data, coefficients)))


def _log_mean(data: _Data, coefficients: FloatArray) -> FloatArray:
    logs = coefficients @ data.design.T + data.effort
    return np.minimum(np.maximum(logs, -LARGEST_LOG), LARGEST_LOG)


def _coefficients(data: _Data, alphas: FloatArray, settled: float = SETTLED) -> FloatArray:
    """The best level and slope for each alpha, (alphas, 2): Newton steps, halved where they overshoot."""
    starts = [np.tile(start, (len(alphas), 1)) for start in data.starts]
    heights = [_kernel(data, start, alphas) for start in starts]
    now = np.where((heights[0] >= heights[1])[:, None], *starts)
    height = np.maximum(*heights)
    for _ in range(MOST_STEPS):
        step = _newton_step(data, now, alphas)
        after = now + step
        reached = _kernel(data, after, alphas)
        for _ in range(40):
            worse = ~(reached >= height - 1e-12 * np.abs(height))
            if not worse.any():
                break
            step[worse] /= 2
            after[worse] = now[worse] + step[worse]
            reached = _kernel(data, after, alphas)
        now, height = after, reached
        if np.abs(step).max() <= settled * (1 + np.abs(now).max()):
            break
    return now


def _kernel(data: _Data, coefficients: FloatArray, alphas: FloatArray) -> FloatArray:
    """The part of the log likelihood in which level and slope stand."""
    log_mean = _log_mean(data, coefficients)
    spread = (data.counts + 1 / alphas[:, None]) * np.log1p(alphas[:, None] * np.exp(log_mean))
    return np.asarray((data.counts * log_mean - spread).sum(axis=1))


def _newton_step(data: _Data, coefficients: FloatArray, alphas: FloatArray) -> FloatArray:
    mean, alpha = _mean(data, coefficients), alphas[:, None]
    score = ((data.counts - mean) / (1 + alpha * mean)) @ data.design
    weight = mean * (1 + alpha * data.counts) / (1 + alpha * mean) ** 2
    level, both, slope = (weight @ (data.design[:, 1] ** power) for power in range(3))
    # Far from the maximum the likelihood can be flat to rounding; the step is then along the gradient.
    volume = level * slope - both**2
    flat = volume <= 1e-14 * level * slope
    volume = np.where(flat, 1.0, volume)
    across, along = score.T
    step = np.stack([slope * across - both * along, level * along - both * across], axis=1)
    return np.where(flat[:, None], score, step / volume[:, None])


def _log_likelihood(counts: FloatArray, mean: FloatArray, alphas: FloatArray) -> FloatArray:
    """counts (points,), mean (alphas, points)."""
    alpha = alphas[:, None]
    known = np.array([_rising(counts, one).sum() for one in alphas.tolist()]) - gammaln(counts + 1).sum()
    rest = counts * np.log(mean) - (counts + 1 / alpha) * np.log1p(alpha * mean)
    return np.asarray(known + rest.sum(axis=1))


def _rising(counts: FloatArray, alpha: float, power: int = 0) -> FloatArray:
    """Of the sum of log(1 + alpha x j) over j below each count: its value or a derivative by alpha."""
    below = np.arange(max(int(counts.max()), 1), dtype=float)
    terms = np.log1p(alpha * below) if power == 0 else (below / (1 + alpha * below)) ** power
    return np.concatenate([[0.0], np.cumsum(terms)])[counts.astype(np.int64)]


def _alpha_score(data: _Data, alpha: float) -> float:
    """How steeply the likelihood still rises in alpha, level and slope being at their best."""
    if alpha == 0:
        mean = _mean(data, data.starts[:1])[0]
        return float(((data.counts - mean) ** 2 - data.counts).sum()) / 2
    mean = _mean(data, _coefficients(data, np.array([alpha])))[0]
    curved = mean**2 * _phi(alpha * mean)
    return float((_rising(data.counts, alpha, 1) + curved - data.counts * mean / (1 + alpha * mean)).sum())


def _phi(x: FloatArray) -> FloatArray:
    """(log(1 + x) - x / (1 + x)) / x^2."""
    series = 1 / 2 - 2 * x / 3 + 3 * x**2 / 4 - 4 * x**3 / 5 + 5 * x**4 / 6
    return np.where(x < NEARLY_NONE, series, (np.log1p(x) - x / (1 + x)) / np.maximum(x, NEARLY_NONE) ** 2)


def _phi_slope(x: FloatArray) -> FloatArray:
    series = -2 / 3 + 3 * x / 2 - 12 * x**2 / 5 + 10 * x**3 / 3 - 30 * x**4 / 7
    safe = np.maximum(x, NEARLY_NONE)
    return np.where(x < NEARLY_NONE, series, 1 / (safe * (1 + safe) ** 2) - 2 * _phi(safe) / safe)


def _slope_errors(data: _Data, mean: FloatArray, alpha: float) -> tuple[float | None, float]:
    """From the joint observed information of level, slope and alpha; from the expected one at fixed alpha."""
    counts, design = data.counts, data.design
    weight = mean * (1 + alpha * counts) / (1 + alpha * mean) ** 2
    crossed = ((counts - mean) * mean / (1 + alpha * mean) ** 2) @ design
    by_alpha = (_rising(counts, alpha, 2) - mean**3 * _phi_slope(alpha * mean)
                - counts * mean**2 / (1 + alpha * mean) ** 2).sum()
    observed = np.empty((3, 3))
    observed[:2, :2] = design.T @ (weight[:, None] * design)
    observed[:2, 2] = observed[2, :2] = crossed
    observed[2, 2] = by_alpha
    expected = design.T @ ((mean / (1 + alpha * mean))[:, None] * design)
    fixed = float(np.sqrt(np.linalg.inv(expected)[1, 1]))
    if np.linalg.eigvalsh(observed)[0] <= 0:
        return None, fixed
    return float(np.sqrt(np.linalg.inv(observed)[1, 1])), fixed

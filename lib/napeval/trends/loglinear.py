"""The Poisson log-linear trend, fitted through its slope alone.

With the level at its best for every slope, the Poisson likelihood is the multinomial one given the total.
It has one unknown and one maximum, so root finding is exact to rounding and the cases without a finite
slope are seen beforehand instead of being met as an iteration that does not settle.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, expm1, inf, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import logsumexp, xlogy
from scipy.stats import chi2

from napeval.trends.series import FloatArray

LARGEST_LOG = 700.0  # a hundred times its exponential still fits a float


@dataclass(frozen=True, kw_only=True)
class LoglinearFit:
    """slope of log(rate) per unit of time, its standard error and profile interval; None where all events
    lie in the first or all in the last period, so that no finite slope is best. likelihood_ratio: against
    slope 0."""

    slope: float | None = None
    standard_error: float | None = None
    interval: tuple[float, float] | None = None
    deviance: float | None = None
    pearson: float | None = None
    likelihood_ratio: float


def fit_loglinear(counts: FloatArray, times: FloatArray, exposure: FloatArray, *,
                  confidence: float) -> LoglinearFit:
    """Fit log(count / exposure) = level + slope x time.

    counts: at least one event; times: ascending, at least two; exposure above 0. Arrays of one length.
    Source: McCullagh and Nelder 1989, Generalized Linear Models, chapter 6.
    """
    span, total = float(times[-1] - times[0]), float(counts.sum())
    place = (times - times[0]) / span
    observed = float((counts * place).sum() / total)
    effort = np.log(exposure)

    def shares(slope: float) -> FloatArray:
        weights = effort + slope * place
        return np.asarray(np.exp(weights - logsumexp(weights)))

    def log_likelihood(slope: float) -> float:
        return float(total * (slope * observed - logsumexp(effort + slope * place)))

    if total in (counts[0], counts[-1]):
        alone = effort[0] if counts[0] == total else effort[-1]
        return LoglinearFit(likelihood_ratio=float(2 * (-total * alone - log_likelihood(0.0))))
    best = _root(lambda slope: float(shares(slope) @ place) - observed, 0.0)
    fitted = total * shares(best)
    information = float(fitted @ (place - observed) ** 2)
    highest = log_likelihood(best)
    drop = float(chi2.isf(1 - confidence, 1)) / 2
    reach = sqrt(2 * drop / information)

    def below(slope: float) -> float:
        return highest - drop - log_likelihood(slope)

    lower = _crossing(below, best, -reach)
    upper = _crossing(below, best, reach)
    return LoglinearFit(
        slope=best / span, standard_error=1 / (sqrt(information) * span), interval=(lower / span, upper /
        span), deviance=float(2 * xlogy(counts, counts / fitted).sum()),
        pearson=float(((counts - fitted) ** 2 / fitted).sum()),
        likelihood_ratio=max(0.0, 2 * (highest - log_likelihood(0.0))),
    )


def _root(rising: Callable[[float], float], guess: float) -> float:
    """Where a rising function is zero."""
    lower, upper = guess - 1, guess + 1
    while rising(lower) > 0:
        lower = guess - 2 * (guess - lower)
    while rising(upper) < 0:
        upper = guess + 2 * (upper - guess)
    return float(brentq(rising, lower, upper, xtol=1e-14, rtol=1e-14))


def _crossing(rising_away: Callable[[float], float], best: float, step: float) -> float:
    """Where a function that is negative at `best` and rises away from it turns positive, along the step."""
    while rising_away(best + step) < 0:
        step *= 2
    return float(brentq(rising_away, best, best + step, xtol=1e-14, rtol=1e-14))


def growth(log_change: float) -> float:
    """A change of the logarithm as a factor; infinite where it no longer fits a float."""
    return exp(log_change) if log_change < LARGEST_LOG else inf


def percent(log_change: float) -> float:
    """A change of the logarithm as a change in percent; infinite where it no longer fits a float."""
    return 100 * expm1(log_change) if log_change < LARGEST_LOG else inf

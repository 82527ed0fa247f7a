"""Standard errors that allow errors to follow one another, from the residuals of ordinary least squares."""

from __future__ import annotations

from math import floor, sqrt

import numpy as np

from napeval.trends.series import FloatArray


def default_lag(n: int) -> int:
    """Whole part of 4 (n / 100)^(2/9). Source: Newey and West 1994."""
    return floor(4 * (n / 100) ** (2 / 9))


def check_lag(lag: int | None) -> None:
    """Raises ValueError unless the lag is None or a whole number from 0 up."""
    if lag is not None and (isinstance(lag, bool) or lag != int(lag) or lag < 0):
        raise ValueError(f"newey_west_lag: found {lag!r}; allowed: a whole number from 0 up, or None.")


def newey_west(design: FloatArray, inverse: FloatArray, residuals: FloatArray, lag: int) -> FloatArray:
    """Covariance of the coefficients of every series, (series, p, p), without small-sample factor.

    design: (points, p). inverse: of X'X. residuals: (series, points) in order of time. lag: neighbours
    further apart than this many points count as independent; Bartlett weights, no prewhitening.
    Source: Newey and West 1987.
    """
    scores = residuals[:, :, None] * design
    middle = scores.transpose(0, 2, 1) @ scores
    for distance in range(1, min(lag, design.shape[0] - 1) + 1):
        across = scores[:, distance:].transpose(0, 2, 1) @ scores[:, :-distance]
        middle = middle + (1 - distance / (lag + 1)) * (across + across.transpose(0, 2, 1))
    return np.asarray(inverse @ middle @ inverse)


def small_sample_factor(n: int, df: int) -> float:
    """What a standard error is multiplied by: the square root of n / (n - p)."""
    return sqrt(n / df)

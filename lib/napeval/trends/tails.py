"""Tails and quantiles that methods share, of one statistic or of many at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import erfc, ndtri, stdtr, stdtrit

from napeval.trends.series import FloatArray


def likelihood_ratio_p(ratio: Any) -> Any:
    """P(chi-square with one degree of freedom above the ratio)."""
    return erfc(np.sqrt(ratio / 2))  # faster than the chi-square distribution


def two_sided_t(statistic: Any, df: Any) -> Any:
    """P(|t| above |statistic|)."""
    return 2 * stdtr(df, -np.abs(statistic))


def t_reach(confidence: float, df: int) -> float:
    """How many standard errors a two-sided interval reaches, by t; NaN without degrees of freedom."""
    return float(-stdtrit(df, (1 - confidence) / 2)) if df > 0 else float("nan")


def normal_reach(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches, by the normal distribution."""
    return float(-ndtri((1 - confidence) / 2))


def both_limits(values: FloatArray, reach: FloatArray) -> FloatArray:
    """Lower and upper limits as the last axis."""
    return np.stack([values - reach, values + reach], axis=-1)

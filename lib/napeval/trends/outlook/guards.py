"""What a forecast may not do: reach too far ahead, leave what is possible, or rest on a perfect fit."""

from __future__ import annotations

import numpy as np

from napeval.trends.least_lengths import LONGEST_HORIZON_SHARE, WIDEST_INTERVAL_SHARE, unknown_setting
from napeval.trends.series import FloatArray

COMPARATORS = ("at_least", "at_most")
Bounds = tuple[float | None, float | None]

# A line whose residuals are all smaller than this, relative to the values, is taken for a perfect fit.
PERFECT = 1e-10
# Rounding of times such as 2024 + 1/12 must not decide whether a horizon is too long.
SAME_LENGTH = 1e-9


def check_comparator(comparator: str) -> None:
    """Raises ValueError on a comparator outside COMPARATORS."""
    if comparator not in COMPARATORS:
        raise ValueError(unknown_setting("comparator", comparator, COMPARATORS))


def read_bounds(bounds: Bounds | None) -> tuple[float, float]:
    """The lowest and highest possible value, infinite where there is none.

    Raises ValueError unless the lower one is below the upper one.
    """
    lower, upper = (None, None) if bounds is None else bounds
    low, high = -np.inf if lower is None else float(lower), np.inf if upper is None else float(upper)
    if not low < high:
        raise ValueError(f"bounds: found {bounds!r}; allowed: (lower, upper) with lower below upper.")
    return low, high


def history_length(times: FloatArray) -> float:
    """How long the observed periods are together: six yearly values are six years. NaN for a single point.

    times: ascending, distinct. A period is the smallest distance between neighbours.
    """
    return float(times[-1] - times[0] + np.diff(times).min()) if len(times) > 1 else float("nan")


def too_long(horizon: FloatArray | float, history: FloatArray | float) -> np.ndarray:
    """Is the way ahead longer than the permitted share of the history? False where no length is known."""
    longest = LONGEST_HORIZON_SHARE * np.asarray(history) * (1 + SAME_LENGTH)
    return np.asarray(horizon) > longest


def beyond_plausible(interval: FloatArray, bounds: tuple[float, float]) -> np.ndarray:
    """Does an interval (last axis: lower, upper) leave the bounds, or fill nearly all that lies between?"""
    low, high = bounds
    outside = (interval[..., 0] < low) | (interval[..., 1] > high)
    if np.isinf(low) or np.isinf(high):
        return np.asarray(outside)
    return np.asarray(outside | (interval[..., 1] - interval[..., 0] > WIDEST_INTERVAL_SHARE * (high - low)))


def perfect_fit(rss: FloatArray, values: FloatArray) -> np.ndarray:
    """Do the points lie on the fitted values to rounding? Then nothing is known of their spread."""
    return np.asarray(rss <= values.shape[1] * (PERFECT * np.abs(values).max(axis=1, initial=0)) ** 2)

"""A broken line by its segments: slopes, their covariance, their average, and how far the places may lie."""

from __future__ import annotations

import numpy as np
from scipy.stats import f as f_distribution

from napeval.trends.breaks.grid import Places, least_by_place, without_line
from napeval.trends.regression import fit_linear
from napeval.trends.series import FloatArray


def segment_design(times: FloatArray, knots: FloatArray) -> FloatArray:
    """Columns: 1, then for each segment the time passed within it, so that its coefficient is its slope.

    knots: first time, joinpoints, last time; or a row of them for each of many designs.
    """
    starts, ends = knots[..., None, :-1], knots[..., None, 1:]
    passed = np.clip(times[:, None], starts, ends) - starts
    return np.concatenate([np.ones_like(passed[..., :1]), passed], axis=-1)


def knots_of(times: FloatArray, places: Places) -> FloatArray:
    """First time, joinpoints, last time; for one set of places or a row for each of many."""
    inner = times[places]
    ends = np.broadcast_to(times[[0, -1]], (*inner.shape[:-1], 2))
    return np.concatenate([ends[..., :1], inner, ends[..., 1:]], axis=-1)


def shift_design(times: FloatArray, joinpoints: FloatArray) -> FloatArray:
    """For each joinpoint 0 before it, 1 after it, 1/2 at it: how the line moves when the joinpoint does.

    Next to the slopes these columns carry the uncertainty of the places into that of the slopes.
    Source: Muggeo 2003, Estimating regression models with unknown break-points; Kim et al. 2017 (with t).
    """
    return np.heaviside(times[:, None] - joinpoints, 0.5)


def spread_of(times: FloatArray, knots: FloatArray, roots: FloatArray) -> FloatArray:
    """Covariance, for a residual variance of 1, of the slopes and then of the shifts at the joinpoints.

    roots: square roots of the weights.
    """
    columns = np.hstack([segment_design(times, knots), shift_design(times, knots[1:-1])])
    return fit_linear(roots[:, None] * columns, np.zeros(len(times))).inverse[1:, 1:]


def weights_of_average(knots: FloatArray, first: float, last: float) -> FloatArray:
    """What share of the time from first to last lies in each segment; then the weights of the shifts.

    The average slope is the sum of shares and slopes; its variance takes all the weights.
    Raises ValueError unless first lies before last and both within the series.
    """
    if not knots[0] <= first < last <= knots[-1]:
        raise ValueError(
            f"span: found {first:g} to {last:g}; "
            f"allowed: a first time before the last, both from {knots[0]:g} to {knots[-1]:g}."
        )
    shares = np.diff(np.clip(knots, first, last))
    shifted = np.diff(shift_design(np.array([first, last]), knots[1:-1]), axis=0)[0]
    return np.concatenate([shares, shifted]) / (last - first)


def place_ranges(losses: FloatArray, sets: Places, times: FloatArray, df: int, spread: FloatArray,
                 confidence: float) -> FloatArray:
    """Between which times each joinpoint may lie, (series, k, 2): all places that fit hardly worse.

    losses: (series, sets), sum of squares or deviance. sets: (sets, k). spread: (series,), residual variance;
    0 gives NaN. A place stays in while (least loss with the joinpoint there - least loss of all) / spread is
    at most the quantile of F with 1 and df degrees of freedom.
    Source: Lerman 1980, Fitting segmented regression models by grid search; as in Kim et al. 2000.
    """
    ranges = np.full((len(losses), sets.shape[1], 2), np.nan)
    known = spread > 0
    if df < 1 or not known.any():
        return ranges
    limit = losses[known].min(axis=1) + spread[known] * f_distribution.ppf(confidence, 1, df)
    for slot in range(sets.shape[1]):
        places, least = least_by_place(losses[known], sets[:, slot])
        inside = least <= limit[:, None]
        ranges[known, slot, 0] = times[places[inside.argmax(axis=1)]]
        ranges[known, slot, 1] = times[places[len(places) - 1 - inside[:, ::-1].argmax(axis=1)]]
    return ranges


def largest_partial_r2(rows: FloatArray, times: FloatArray, knots: FloatArray,
                       weights: FloatArray) -> FloatArray:
    """What share of what a straight line leaves does a bend explain? That of the strongest bend, (series,).

    For each joinpoint, over the points of its two segments (those after the joinpoint before it, up to the
    next). rows: (series, points). knots: first time, joinpoints, last time.
    Source: Kim et al. 2022, Data-driven choice of a model selection method in joinpoint regression.
    """
    largest = np.zeros(len(rows))
    for before, place, after in zip(knots, knots[1:], knots[2:], strict=False):
        here = (times > before if before > times[0] else times >= before) & (times <= after)
        roots, when = np.sqrt(weights[here]), times[here] - before
        line = np.linalg.qr(np.column_stack([roots, roots * when]))[0]
        hinge = without_line(line, (roots * np.maximum(times[here] - place, 0.0))[None, :])[0]
        bent = without_line(line, rows[:, here] * roots)
        explained, all_left = (bent @ hinge) ** 2, (bent**2).sum(axis=1) * (hinge @ hinge)
        share = np.divide(explained, all_left, out=np.zeros_like(explained), where=all_left > 0)
        largest = np.maximum(largest, np.minimum(share, 1.0))
    return largest

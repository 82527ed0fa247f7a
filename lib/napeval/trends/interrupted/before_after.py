"""Before and after a date without a slope: what remains to be said of very short series."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb, floor
from typing import Any

import numpy as np

from napeval.trends.assumptions import (
    DATE_GIVEN_BEFOREHAND,
    INDEPENDENT_OBSERVATIONS,
    NO_TREND_OTHERWISE,
    NOTHING_ELSE_CHANGED,
    ONE_DEFINITION,
)
from napeval.trends.interrupted.design import read_date, sides_refusal
from napeval.trends.interrupted.fits import Interval
from napeval.trends.least_lengths import VERDICT_LEVEL
from napeval.trends.results import Assumption, Effect, Many, Result, each
from napeval.trends.series import FloatArray, Numbers, Points, check_confidence, read_points, settle_ties
from napeval.trends.tables import read_matrix

# Up to this many ways to share out the points, all are taken; above, as many are drawn.
EXACT_UP_TO = 200_000
DRAWS = 19_999
# Two means nearer than this, relative to the spread of the values, are one: rounding must not decide.
SAME_DIFFERENCE = 1e-9


@dataclass(frozen=True, kw_only=True)
class BeforeAfter(Result):
    """The mean after the date less the mean before it, against all ways to share out the same values.

    n_before, n_after: points used. p: central, twice the smaller tail (at most 1). p_floor: the smallest p
    any sharing out of these values could give. interval: all shifts that the same test does not reject;
    None where even the widest pair of limits covers too little. ways: sharings taken.
    """

    OPTIONS = ("intervention_time", "confidence", "seed")

    intervention_time: float
    confidence: float
    seed: int
    n_before: int = 0
    n_after: int = 0
    mean_before: float | None = None
    mean_after: float | None = None
    difference: float | None = None
    interval: Interval | None = None
    p: float | None = None
    p_floor: float | None = None
    ways: int = 0
    method: str = "before_after_permutation_exact"
    assumptions: tuple[Assumption, ...] = (
        DATE_GIVEN_BEFOREHAND, NOTHING_ELSE_CHANGED, NO_TREND_OTHERWISE, INDEPENDENT_OBSERVATIONS,
        ONE_DEFINITION,
    )

    @property
    def effect(self) -> Effect | None:
        if self.difference is None or not self.reportable:
            return None
        return Effect(self.difference, "unit_difference_of_means", self.interval, self.confidence)


def before_after(values: Numbers, times: Numbers | None, intervention_time: float, *,
                 confidence: float = 0.95, seed: int = 20240101) -> BeforeAfter:
    """Is the mean after a date given beforehand another than before it, if there is no trend either way?

    values, times: as in interrupted_series; points from intervention_time on are after. confidence: of the
    interval, 0-1. seed: of the drawn sharings where there are more than 200,000 (method then says drawn).
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, too_few_pre, too_few_post (below 2
    points on one side), n_too_small (below 2 on both), no_variation, too_few_points (no sharing out of these
    values reaches p = 0.05).
    Raises ValueError on a date that is no number, a confidence outside 0-1, or rows of unequal length.
    Source: Fisher 1935, The Design of Experiments; interval by Tritchler 1984.
    """
    check_confidence(confidence)
    date = read_date(intervention_time)
    points = read_points(values, times)
    after = points.times >= date
    n_after = int(after.sum())
    frame: dict[str, Any] = {
        "n": points.n, "n_missing": points.n_missing, "intervention_time": date, "confidence": confidence,
        "seed": seed, "n_before": points.n - n_after, "n_after": n_after,
    }
    reason = points.refusal or sides_refusal(points.n - n_after, n_after, "before_after")
    if reason is not None:
        return BeforeAfter(**frame, reportable=False, reason=reason)
    return _judged(points, after, frame)


def before_after_many(matrix: Any, times: Numbers | None, intervention_time: float, *,
                      confidence: float = 0.95, seed: int = 20240101) -> Many:
    """In which of many series is the mean after the date another than before it?

    matrix: series x points, NaN or None where missing; taken one by one as by before_after.
    Raises ValueError as before_after, and when there is no series.
    """
    return each(
        lambda row: before_after(row, times, intervention_time, confidence=confidence, seed=seed),
        read_matrix(matrix),
    )


def _judged(points: Points, after: np.ndarray, frame: dict[str, Any]) -> BeforeAfter:
    values = settle_ties(points.values)
    exact = comb(points.n, frame["n_after"]) <= EXACT_UP_TO
    chosen = _all_ways(after) if exact else _drawn_ways(after, frame["seed"])
    differences = _differences(values, chosen)
    observed = float(_differences(values, after[None])[0])
    near = SAME_DIFFERENCE * np.ptp(values)
    p = _central(differences, observed, near)
    p_floor = min(_central(differences, float(extreme), near)
                  for extreme in (differences.min(), differences.max()))
    constant = np.ptp(values) == 0
    reason = "no_variation" if constant else "too_few_points" if p_floor > VERDICT_LEVEL else None
    return BeforeAfter(
        **frame, mean_before=float(values[~after].mean()), mean_after=float(values[after].mean()),
        difference=observed, p=p, p_floor=p_floor, ways=len(differences),
        interval=None if constant else _interval(differences, observed, chosen, after, frame["confidence"]),
        reportable=reason is None, reason=reason,
        method="before_after_permutation_exact" if exact else "before_after_permutation_drawn",
    )


def _all_ways(after: np.ndarray) -> np.ndarray:
    """(ways, points), True for the points that a sharing puts after the date; the actual one among them."""
    ways = np.array(list(combinations(range(len(after)), int(after.sum()))))
    chosen = np.zeros((len(ways), len(after)), dtype=bool)
    np.put_along_axis(chosen, ways, True, axis=1)
    return chosen


def _drawn_ways(after: np.ndarray, seed: int) -> np.ndarray:
    """The actual sharing and as many drawn ones as DRAWS; counting it keeps the test from being too bold."""
    draws = np.random.default_rng(seed).permuted(np.tile(after, (DRAWS, 1)), axis=1)
    return np.concatenate([after[None], draws])


def _differences(values: FloatArray, chosen: np.ndarray) -> FloatArray:
    centred = values - values.mean()
    n_after = int(chosen[0].sum())
    sums = chosen @ centred
    # The centred values add up to nought, so one sum tells both means.
    return np.asarray(sums / n_after + sums / (len(values) - n_after))


def _central(differences: FloatArray, observed: float, near: float) -> float:
    upper = float((differences >= observed - near).mean())
    lower = float((differences <= observed + near).mean())
    return min(1.0, 2 * min(upper, lower))


def _interval(differences: FloatArray, observed: float, chosen: np.ndarray, after: np.ndarray,
              confidence: float) -> Interval | None:
    """For each other sharing the shift at which it becomes as extreme as the actual one; limits by rank."""
    n_after, n = int(after.sum()), len(after)
    kept = (chosen & after).sum(axis=1)
    # How far a shift of one unit after the date moves the difference of a sharing.
    moved = kept / n_after - (n_after - kept) / (n - n_after)
    other = kept < n_after
    shifts = np.sort((observed - differences[other]) / (1 - moved[other]))
    rank = floor(len(differences) * (1 - confidence) / 2 + 1e-9)
    if rank == 0:
        return None
    return float(shifts[rank - 1]), float(shifts[len(shifts) - rank])

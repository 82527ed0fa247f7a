"""A single bend at any time, between observations too: the least-squares answer in closed form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.stats import f as f_distribution

from napeval.trends.assumptions import INDEPENDENT_OBSERVATIONS, ONE_DEFINITION, PIECEWISE_LINEAR
from napeval.trends.breaks.grid import TIED, rounding_floor, without_line
from napeval.trends.breaks.joinpoint_result import Pair
from napeval.trends.breaks.settings import FEWEST_APART, check_add_half, check_whole, on_scale
from napeval.trends.counts.loglinear import percent
from napeval.trends.least_lengths import least_length, unknown_setting
from napeval.trends.results import Assumption, Effect, Many, Result
from napeval.trends.series import FloatArray, Numbers, check_confidence, read_points
from napeval.trends.tables import each_row
from napeval.trends.tails import both_limits, t_reach

SCALES = ("log", "linear")
# Times looked at between two observations when the ends of the range of the bend are sought.
LOOKS_BETWEEN = 32


@dataclass(frozen=True, kw_only=True)
class ContinuousBreak(Result):
    """When the trend bent, and how fast it changed before and after.

    breakpoint: the time of the bend; breakpoint_error: its standard error by linearisation;
    breakpoint_range: all times at which a bend fits hardly worse, from the first to the last (F with 1 and df
    degrees of freedom at `confidence`). slopes, slope_errors, slope_intervals: before and after, per unit of
    time on the fitted scale, with the uncertainty of the bend in them. apc, apc_intervals: percent per unit
    of time; None on the linear scale. sse, df: sum of squares on the fitted scale, points less 4. Errors,
    intervals and the range are None for a perfect fit: no spread to judge by.
    """

    OPTIONS = ("scale", "min_obs_each_end", "confidence", "add_half")

    scale: str
    min_obs_each_end: int
    confidence: float
    add_half: bool
    breakpoint: float | None = None
    breakpoint_error: float | None = None
    breakpoint_range: Pair | None = None
    slopes: Pair | None = None
    slope_errors: Pair | None = None
    slope_intervals: tuple[Pair, Pair] | None = None
    apc: Pair | None = None
    apc_intervals: tuple[Pair, Pair] | None = None
    sse: float | None = None
    df: int | None = None
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_OBSERVATIONS, PIECEWISE_LINEAR, ONE_DEFINITION)

    @property
    def effect(self) -> Effect | None:
        """The time of the bend; None where there is no answer."""
        if self.breakpoint is None or not self.reportable:
            return None
        return Effect(self.breakpoint, "time", self.breakpoint_range, self.confidence)


def continuous_break(values: Numbers, times: Numbers | None = None, exposure: Numbers | None = None, *,
                     scale: str = "log", min_obs_each_end: int = 2, confidence: float = 0.95,
                     add_half: bool = False) -> ContinuousBreak:
    """If the trend bent once, when, and how fast did it change before and after?

    The bend may lie at or between observations, from the first to the last time at which joinpoint() would
    look for one. That there is a bend is taken for granted here, never tested: joinpoint() decides that.
    values, times, exposure, add_half: as joinpoint(). scale: 'log' or 'linear'. min_obs_each_end:
    observations strictly beyond the first and the last place towards either end.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, exposure_missing,
    exposure_not_positive, n_too_small (below 7, or no room), log_of_zero, log_of_negative, not_a_count
    (add_half), no_variation, no_bend (the points lie on one straight line).
    Raises ValueError on unknown options or rows of unequal length.
    Source: Hudson 1966, Fitting segmented curves whose join points have to be estimated (the best bend lies
    where two separate lines meet, or at an observation); standard errors as in Muggeo 2003.
    """
    if scale not in SCALES:
        raise ValueError(unknown_setting("scale", scale, SCALES))
    check_whole("min_obs_each_end", min_obs_each_end, FEWEST_APART)
    check_confidence(confidence)
    check_add_half(add_half, scale)
    points = read_points(values, times, exposure)
    blank = ContinuousBreak(
        n=points.n, n_missing=points.n_missing, reportable=False, reason=points.refusal,
        method=f"continuous_break_{scale}", scale=scale, min_obs_each_end=min_obs_each_end,
        confidence=confidence, add_half=add_half,
    )
    if points.refusal is not None:
        return blank
    scaled = on_scale(points.values[None, :], points.exposure[None, :], scale=scale, add_half=add_half)
    if scaled.half_added[0]:
        blank = replace(blank, method=blank.method + "_half_added")
    room = points.n >= max(least_length("continuous_break").describe_from, 2 * min_obs_each_end + 1)
    row, when = scaled.rows[0], points.times
    reason = scaled.reasons[0] or (None if room else least_length("continuous_break").below)
    reason = reason or _straight(row, when)
    return replace(blank, reason=reason) if reason is not None else _bent(blank, row, when)


def continuous_break_many(matrix: Any, times: Numbers | None = None, exposure: Numbers | None = None, *,
                          scale: str = "log", min_obs_each_end: int = 2, confidence: float = 0.95,
                          add_half: bool = False) -> Many:
    """If each of many trends bent once, when?

    matrix: (series, points), missing as None or NaN. times: (points,). exposure: (points,) or (series,
    points). Options, refusals and fields as continuous_break(). Raises ValueError as that, and when there is
    no series.
    """
    return each_row(continuous_break, matrix, times, exposure, scale=scale, min_obs_each_end=min_obs_each_end,
                    confidence=confidence, add_half=add_half)


def _straight(row: FloatArray, times: FloatArray) -> str | None:
    floor = rounding_floor(row[None, :])[0]
    if ((row - row.mean()) ** 2).sum() <= floor:
        return "no_variation"
    line = np.linalg.qr(np.column_stack([np.ones(len(row)), times - times[0]]))[0]
    return "no_bend" if (without_line(line, row[None, :]) ** 2).sum() <= floor else None


@dataclass(frozen=True, eq=False)
class Profile:
    """The sum of squares about the best line that bends at a given time."""

    times: FloatArray
    line: FloatArray
    bent: FloatArray

    def squares(self, bends: FloatArray) -> FloatArray:
        """bends: any number of times. Returns one sum of squares for each."""
        hinges = without_line(self.line, np.maximum(self.times - bends[:, None], 0.0))
        return np.asarray((self.bent**2).sum() - (hinges @ self.bent) ** 2 / (hinges**2).sum(axis=1))


def _bent(blank: ContinuousBreak, row: FloatArray, times: FloatArray) -> ContinuousBreak:
    line = np.linalg.qr(np.column_stack([np.ones(len(row)), times - times[0]]))[0]
    profile = Profile(times, line, without_line(line, row[None, :])[0])
    first, last = blank.min_obs_each_end, len(row) - 1 - blank.min_obs_each_end
    bends = _candidates(row, times, first, last)
    squares = profile.squares(bends)
    best = float(bends[(squares <= squares.min() + TIED * (profile.bent**2).sum()).argmax()])
    coefficients, inverse, sse = _lines(row, times, best)
    df = len(row) - 4
    slopes = (float(coefficients[1]), float(coefficients[1] + coefficients[2]))
    answer = replace(
        blank, reportable=True, reason=None, breakpoint=best, slopes=slopes, sse=sse, df=df,
        apc=None if blank.scale == "linear" else (percent(slopes[0]), percent(slopes[1])),
    )
    if sse == 0:
        return answer
    bend_range = _range(profile, times[first : last + 1], best, sse, df, blank.confidence)
    return _with_intervals(answer, inverse * sse / df, df, bend_range)


def _candidates(row: FloatArray, times: FloatArray, first: int, last: int) -> FloatArray:
    """The observed times from first to last, and where the lines through the points on either side meet."""
    bends = [float(times[first])]
    for i in range(first, last):
        (slope, level), (later_slope, later_level) = (
            np.polyfit(times[part] - times[i], row[part], 1) for part in (slice(i + 1), slice(i + 1, None))
        )
        if slope != later_slope:
            meet = times[i] + (level - later_level) / (later_slope - slope)
            bends += [float(meet)] if times[i] < meet < times[i + 1] else []
        bends.append(float(times[i + 1]))
    return np.array(bends)


def _lines(row: FloatArray, times: FloatArray, bend: float) -> tuple[FloatArray, FloatArray, float]:
    """(level, slope, change of slope), inverse of X'X with the bend as fourth coefficient, sum of squares."""
    after = np.maximum(times - bend, 0.0)
    design = np.column_stack([np.ones(len(row)), times - times[0], after])
    coefficients = np.linalg.lstsq(design, row, rcond=None)[0]
    sse = float(((row - design @ coefficients) ** 2).sum())
    moved = np.column_stack([design, -coefficients[2] * (after > 0)])
    inverse = np.linalg.pinv(moved.T @ moved, hermitian=True)
    return coefficients, inverse, sse if sse > rounding_floor(row[None, :])[0] else 0.0


def _range(profile: Profile, places: FloatArray, best: float, sse: float, df: int, confidence: float) -> Pair:
    """From the first to the last time at which the sum of squares stays below the limit."""
    limit = sse * (1 + float(f_distribution.ppf(confidence, 1, df)) / df)
    steps = np.arange(LOOKS_BETWEEN) / LOOKS_BETWEEN
    looks = (places[:-1, None] + np.diff(places)[:, None] * steps).ravel()
    looks = np.unique(np.concatenate([looks, places[-1:], [best]]))
    inside = np.flatnonzero(profile.squares(looks) <= limit)

    def above(bend: float) -> float:
        return float(profile.squares(np.array([bend]))[0]) - limit

    low, high = looks[inside[0]], looks[inside[-1]]
    if inside[0] > 0:
        low = brentq(above, looks[inside[0] - 1], low, xtol=1e-12)
    if inside[-1] < len(looks) - 1:
        high = brentq(above, high, looks[inside[-1] + 1], xtol=1e-12)
    return float(low), float(high)


def _with_intervals(answer: ContinuousBreak, covariance: FloatArray, df: int,
                    bend_range: Pair) -> ContinuousBreak:
    """covariance: of level, slope, change of slope and bend."""
    weights = np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 1.0, 1.0, 0.0]])
    errors = np.sqrt(np.einsum("wi,ij,wj->w", weights, covariance, weights))
    sides = both_limits(np.array(answer.slopes), t_reach(answer.confidence, df) * errors).tolist()
    intervals = tuple(sides[0]), tuple(sides[1])
    before, after = ((percent(lower), percent(upper)) for lower, upper in intervals)
    return replace(
        answer, breakpoint_error=float(np.sqrt(covariance[3, 3])), breakpoint_range=bend_range,
        slope_errors=(float(errors[0]), float(errors[1])), slope_intervals=intervals,
        apc_intervals=None if answer.scale == "linear" else (before, after),
    )

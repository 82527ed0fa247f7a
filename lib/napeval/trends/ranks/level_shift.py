"""Between which points the mean level shifts: the segments with the least squares, and how many by BIC."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor, inf, log, pi
from typing import Any

import numpy as np

from napeval.trends.assumptions import (
    INDEPENDENT_OBSERVATIONS,
    LEVEL_OTHERWISE_CONSTANT,
    ONE_DEFINITION,
    SHIFT_NOT_BY_CHANCE,
)
from napeval.trends.least_lengths import VERDICT_LEVEL, least_length
from napeval.trends.results import Assumption, Effect, Many, Result, each
from napeval.trends.series import FloatArray, Numbers, read_points, settle_ties
from napeval.trends.tables import read_matrix

METHOD = "level_shift"
SEGMENT_SHARE = 0.15
SHORTEST_SEGMENT = 2
DRAWS = 1_999
# Sums of squares nearer than this share of the total are one and the same.
SAME_SQUARES = 1e-12


@dataclass(frozen=True, kw_only=True)
class LevelShift(Result):
    """Where the mean level shifts.

    n_breaks: how many shifts the least BIC chooses. change_after_position: the last points before the shifts,
    counted from 1 among the usable points in order of time (empty without a shift); change_after_time: their
    times; levels: the means in between. rss_by_breaks, bic_by_breaks: sum of squares and BIC with 0, 1, 2,
    ... shifts; positions_by_breaks: the best places of so many. p_permutation: how often a random order of
    the values gains as much from its best single shift. beyond_chance: a shift was chosen, and
    p_permutation is at most 0.05; an effect is given only then. least_segment: points that a level lasts at
    least.
    """

    OPTIONS = ("least_segment", "most_breaks", "draws", "seed")

    least_segment: int
    most_breaks: int
    draws: int
    seed: int
    n_breaks: int | None = None
    change_after_position: tuple[int, ...] | None = None
    change_after_time: tuple[float, ...] | None = None
    levels: tuple[float, ...] | None = None
    rss_by_breaks: tuple[float, ...] | None = None
    bic_by_breaks: tuple[float, ...] | None = None
    positions_by_breaks: tuple[tuple[int, ...], ...] | None = None
    p_permutation: float | None = None
    beyond_chance: bool | None = None
    assumptions: tuple[Assumption, ...] = (
        INDEPENDENT_OBSERVATIONS, ONE_DEFINITION, LEVEL_OTHERWISE_CONSTANT, SHIFT_NOT_BY_CHANCE,
    )  # fmt: skip

    @property
    def effect(self) -> Effect | None:
        """The step of a single shift; without an interval, since its place was chosen by looking."""
        if not (self.reportable and self.beyond_chance) or self.levels is None or len(self.levels) != 2:
            return None
        return Effect(self.levels[1] - self.levels[0], "unit")


def level_shift(values: Numbers, times: Numbers | None = None, *, least_segment: int | None = None,
                most_breaks: int | None = None, draws: int = DRAWS, seed: int = 20_002) -> LevelShift:
    """How many times does the mean level shift, and after which points?

    values, times: as in mann_kendall; only the order in time is used. least_segment: points that a level
    lasts at least; None = 15% of the points, rounded down, and never below 2. most_breaks: None = as many
    as ceil(n / least_segment) - 2, at least 1. draws, seed: of the random orders for p_permutation. BIC
    alone finds a shift in one of three series of 8 to 14 independent values without any (one of five at 20
    points, one of eight at 30): read n_breaks together with beyond_chance. A steady trend is also taken for
    one or more shifts.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (below 8, or below two
    segments), no_variation.
    Raises ValueError on a least_segment below 2, most_breaks or draws below 1, or input that is not two
    rows of numbers of one length.
    Source: Bai and Perron 2003, Journal of Applied Econometrics 18; bounds and BIC as in R strucchange
    (Zeileis, Kleiber, Kraemer and Hornik 2003), breakpoints(y ~ 1).
    """
    _check_options(least_segment, most_breaks, draws)
    points = read_points(values, times)
    segment = least_segment or shortest_segment(points.n)
    most = most_possible(points.n, segment, most_breaks)
    base = LevelShift(n=points.n, n_missing=points.n_missing, least_segment=segment, most_breaks=most,
                      draws=draws, seed=seed, reportable=False, method=f"{METHOD}_bic",
                      reason=points.refusal or least_length(METHOD).below)
    if points.refusal is not None or most < 1:
        return base
    settled = settle_ties(points.values)
    if np.ptp(settled) == 0:
        return base if points.n < least_length(METHOD).describe_from else replace(base, reason="no_variation")
    positions = best_positions(settled, segment, most)
    rss = tuple(sum_of_squares(settled, places) for places in positions)
    bic = tuple(schwarz(one, points.n, breaks) for breaks, one in enumerate(rss))
    chosen = bic.index(min(bic))
    p = chance_of_gain(settled, segment, rss[1], draws, seed)
    reason = base.reason if points.n < least_length(METHOD).describe_from else None
    return replace(
        base, n_breaks=chosen, change_after_position=positions[chosen],
        change_after_time=tuple(float(points.times[place - 1]) for place in positions[chosen]),
        levels=tuple(float(part.mean()) for part in np.split(settled, positions[chosen])),
        rss_by_breaks=rss, bic_by_breaks=bic, positions_by_breaks=positions, p_permutation=p,
        beyond_chance=chosen > 0 and p <= VERDICT_LEVEL, assumptions=_assumptions(chosen, p),
        reportable=reason is None, reason=reason,
    )


def level_shift_many(matrix: Any, times: Numbers | None = None, *, least_segment: int | None = None,
                     most_breaks: int | None = None, draws: int = DRAWS, seed: int = 20_002) -> Many:
    """How many times does the mean level of each of many series shift, and after which points?

    matrix: series x points, missing as None or NaN; the rest as in level_shift. Returns one column per field
    of LevelShift, one entry per series. Raises ValueError as level_shift does, and without any series.
    """
    return each(
        lambda row: level_shift(row, times, least_segment=least_segment, most_breaks=most_breaks, draws=draws,
                                seed=seed),
        read_matrix(matrix),
    )  # fmt: skip


def _check_options(least_segment: int | None, most_breaks: int | None, draws: int) -> None:
    for name, found, least in (("least_segment", least_segment, SHORTEST_SEGMENT),
                               ("most_breaks", most_breaks, 1), ("draws", draws, 1)):
        if found is not None and (isinstance(found, float) or found < least):
            raise ValueError(f"{name}: found {found!r}; allowed: a whole number from {least} up.")


def shortest_segment(n: int) -> int:
    return max(SHORTEST_SEGMENT, floor(SEGMENT_SHARE * n))


def most_possible(n: int, segment: int, most_breaks: int | None) -> int:
    """The most shifts looked for; 0 where not even two segments fit."""
    if n < 2 * segment:
        return 0
    fitting = max(1, ceil(n / segment) - 2)
    return fitting if most_breaks is None else min(most_breaks, fitting)


def _assumptions(chosen: int, p: float) -> tuple[Assumption, ...]:
    doubtful = chosen > 0 and p > VERDICT_LEVEL
    not_by_chance = replace(SHIFT_NOT_BY_CHANCE, state="doubtful" if doubtful else "holds", p=p)
    return (INDEPENDENT_OBSERVATIONS, ONE_DEFINITION, LEVEL_OTHERWISE_CONSTANT, not_by_chance)


def best_positions(values: FloatArray, segment: int, most: int) -> tuple[tuple[int, ...], ...]:
    """For 0, 1, ..., most shifts the places with the least sum of squares, by dynamic programming."""
    n = len(values)
    costs = _segment_costs(values)
    margin = SAME_SQUARES * costs[0, n]
    best, came_from = costs[0], []
    places: list[tuple[int, ...]] = [()]
    for breaks in range(1, most + 1):
        totals = np.full((n + 1, n + 1), inf)  # [last point before the last shift, last point]
        for end in range((breaks + 1) * segment, n + 1):
            starts = np.arange(breaks * segment, end - segment + 1)
            totals[starts, end] = best[starts] + costs[starts, end]
        least = totals.min(axis=0)
        came_from.append((totals <= least + margin).argmax(axis=0))
        best = least
        places.append(_traced(came_from, n))
    return tuple(places)


def _traced(came_from: list[FloatArray], n: int) -> tuple[int, ...]:
    places, end = [], n
    for step in reversed(came_from):
        end = int(step[end])
        places.append(end)
    return tuple(reversed(places))


def _segment_costs(values: FloatArray) -> FloatArray:
    """[i, j]: sum of squares of the points i, ..., j - 1 around their mean; infinite where there are none."""
    centred = values - values.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (centred, centred**2))
    lengths = np.subtract.outer(-np.arange(len(sums)), -np.arange(len(sums))).astype(float)
    between = sums[None, :] - sums[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        costs = squares[None, :] - squares[:, None] - between**2 / lengths
    return np.where(lengths > 0, np.maximum(costs, 0), inf)


def sum_of_squares(values: FloatArray, places: tuple[int, ...]) -> float:
    """Around the means between these places; 0 where only rounding is left."""
    total = float(((values - values.mean()) ** 2).sum())
    left = sum(float(((part - part.mean()) ** 2).sum()) for part in np.split(values, places))
    return left if left > SAME_SQUARES * total else 0.0


def schwarz(rss: float, n: int, breaks: int) -> float:
    """BIC; parameters: the means, the places, the variance. Minus infinity where nothing is left over."""
    if rss == 0:
        return -inf
    return n * (log(rss) + 1 - log(n) + log(2 * pi)) + log(n) * 2 * (breaks + 1)


def chance_of_gain(values: FloatArray, segment: int, rss: float, draws: int, seed: int) -> float:
    """How often a random order of the values has as small a sum of squares around its best single shift."""
    n = len(values)
    centred = values - values.mean()
    orders = np.random.default_rng(seed).permuted(np.tile(centred, (draws, 1)), axis=1)
    first = np.arange(segment, n - segment + 1)
    sums = np.cumsum(orders, axis=1)[:, first - 1]
    gains = (sums**2 * (n / (first * (n - first)))).max(axis=1)
    total = float((centred**2).sum())
    reached = int((gains >= (total - rss) - SAME_SQUARES * total * n).sum())
    return (1 + reached) / (1 + draws)

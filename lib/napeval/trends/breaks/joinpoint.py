"""Joinpoint regression: how often did a trend bend, when, and how fast did it change in between?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.breaks.answers import answers, refused
from napeval.trends.breaks.choosing import choose, of_least_squares, of_poisson
from napeval.trends.breaks.grid import lay_grid
from napeval.trends.breaks.joinpoint_result import Joinpoint
from napeval.trends.breaks.search import PoissonSeries, search_least_squares, search_poisson
from napeval.trends.breaks.settings import Settings, on_scale
from napeval.trends.counts.reading import counts_refusal
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, least_length
from napeval.trends.results import Many, gathered
from napeval.trends.series import FloatArray, Numbers, Points, check_not_negative, read_points
from napeval.trends.tables import groups_of, read_exposure, read_matrix, read_times

DEFAULT_SEED = 20250101
# Series searched at once.
SERIES_AT_ONCE = 5_000
# Fields of several numbers, or of none: columns of objects in the form for many series.
NESTED = ("assumptions", "models", "joinpoints", "joinpoint_ranges", "slopes", "slope_errors",
          "slope_intervals", "covariance", "apc", "apc_intervals")


def joinpoint(values: Numbers, times: Numbers | None = None, exposure: Numbers | None = None, *,
              scale: str = "log", k: int | None = None, k_max: int | None = None, min_obs_each_end: int = 2,
              min_obs_between: int = 2, choose: str = "bic3", permutations: int = 999,
              seed: int = DEFAULT_SEED, confidence: float = 0.95, add_half: bool = False) -> Joinpoint:
    """At which times did the trend bend, and how fast did it change before and after?

    A line of straight segments that meet at joinpoints; every allowed set of observed times is tried.
    values: one number per period, missing as None or NaN (dropped, counted). times: one distinct number per
    value, sorted here; None = 0, 1, 2, ... exposure: what counts arose from, above 0; None = 1 each; on the
    log and linear scales values are divided by it.
    scale: 'log' (least squares through logarithms; percent change), 'linear' (least squares), 'poisson' (for
    small counts, see scale_recommended; more spread than Poisson widens the intervals and is taken out of
    the criteria). k: the number of joinpoints, if it is fixed beforehand; k_max: the most to look for; None
    = as many as the points support (up to 6 points none, 7-11 one, 12-16 two, from 17 three).
    min_obs_each_end, min_obs_between: observations strictly beyond a joinpoint towards either end, and
    strictly between two.
    choose: what settles the number. 'bic3' (BIC with 3k + 2 parameters), 'permutation' (a sequence of tests
    at 0.05 together), 'wbic' (between BIC and BIC3); 'bic' finds joinpoints in straight lines too often and
    is used only on request. permutations, seed: for 'permutation'; 999 shuffles of the residuals. confidence:
    of intervals and ranges. add_half: count a zero as 0.5 on the log scale; method then ends in _half_added.

    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, exposure_missing,
    exposure_not_positive, n_too_small (below 7 for any joinpoint, below 3 for a line, or k above
    k_max_allowed), no_variation, log_of_zero, log_of_negative, not_a_count (Poisson scale, or add_half),
    no_events, too_few_events (Poisson: below 5 in all), separation (Poisson: no finite line is best).
    The assumption joinpoint_not_found_by_chance is doubtful where the number was chosen by a criterion from
    fewer than 15 points. A joinpoint picked by eye gets no p here: the test searches anew in every shuffle.
    Raises ValueError on unknown options, a negative count on the Poisson scale, or rows of unequal length.
    Source: Kim, Fay, Feuer and Midthune 2000, Permutation tests for joinpoint regression; Lerman 1980 (grid).
    """
    settings = Settings(
        scale=scale, k=k, k_max=k_max, min_obs_each_end=min_obs_each_end, min_obs_between=min_obs_between,
        choose=choose, permutations=permutations, seed=seed, confidence=confidence, add_half=add_half,
    )
    return _judged(read_points(values, times, exposure), settings)


def joinpoint_many(matrix: Any, times: Numbers | None = None, exposure: Any = None, *, scale: str = "log",
                   k: int | None = None, k_max: int | None = None, min_obs_each_end: int = 2,
                   min_obs_between: int = 2, choose: str = "bic3", permutations: int = 999,
                   seed: int = DEFAULT_SEED, confidence: float = 0.95, add_half: bool = False) -> Many:
    """At which times did the trend of each of many series bend?

    matrix: (series, points), missing as None or NaN. times: (points,). exposure: (points,) or (series,
    points). Options and refusals as joinpoint(), whose fields are the columns; every entry is what
    joinpoint() gives for that series alone. Least squares tries all places for all series at once; the
    Poisson scale goes one by one.
    A search over many series finds joinpoints by chance in some of them: with choose='permutation', hand the
    column p_permutation to benjamini_hochberg() before speaking of any single series, with enough
    permutations that the smallest p can survive it (as many as there are series, and more). The criteria
    give no p and no such control.
    Raises ValueError as joinpoint(), and when there is no series.
    """
    settings = Settings(
        scale=scale, k=k, k_max=k_max, min_obs_each_end=min_obs_each_end, min_obs_between=min_obs_between,
        choose=choose, permutations=permutations, seed=seed, confidence=confidence, add_half=add_half,
    )
    rows = read_matrix(matrix)
    when = read_times(times, rows.shape[1])
    effort = np.broadcast_to(read_exposure(exposure, rows.shape), rows.shape)
    found: dict[int, Joinpoint] = {}
    for places, answered in _answered(rows, when, effort, settings):
        found |= zip(places.tolist(), answered, strict=True)
    return _as_columns([found[place] for place in range(len(rows))])


def _as_columns(found: list[Joinpoint]) -> Many:
    columns = dict(gathered(found).columns)
    for name in NESTED:
        columns[name] = np.empty(len(found), dtype=object)
        columns[name][:] = [getattr(one, name) for one in found]
    return Many(columns)


def _answered(rows: FloatArray, times: FloatArray, exposure: FloatArray,
              settings: Settings) -> Iterator[tuple[NDArray[np.intp], list[Joinpoint]]]:
    """(positions of some series, their answers), group by group of series that lack the same points."""
    for group in groups_of(rows, times):
        effort = exposure[np.ix_(group.places, group.columns)]
        plain = np.isfinite(effort).all(axis=1) & (effort > 0).all(axis=1)
        together = plain & (settings.scale != "poisson" and group.refusal is None)
        for place in group.places[~together]:
            yield place[None], [_judged(read_points(rows[place], times, exposure[place]), settings)]
        for start in range(0, int(together.sum()), SERIES_AT_ONCE):
            part = np.flatnonzero(together)[start : start + SERIES_AT_ONCE]
            yield group.places[part], _least_squares(
                group.values[part], group.times, effort[part], group.n_missing, settings
            )


def _judged(points: Points, settings: Settings) -> Joinpoint:
    if settings.scale != "poisson":
        if points.refusal is not None:
            return refused(points.values, points.n_missing, points.refusal, settings)
        return _least_squares(
            points.values[None, :], points.times, points.exposure[None, :], points.n_missing, settings
        )[0]
    check_not_negative(points.values, name="values")
    reason = points.refusal or _poisson_refusal(points)
    if reason is not None:
        return refused(points.values, points.n_missing, reason, settings)
    series = PoissonSeries(points.times, points.values, points.exposure)
    all_best = search_poisson(
        series, settings.highest_fitted(points.n), each_end=settings.min_obs_each_end,
        between=settings.min_obs_between, confidence=settings.confidence,
    )
    searched = of_poisson(series, all_best, settings)
    rates = (points.values / points.exposure)[None, :]
    return answers(points.values[None, :], rates, points.times, points.n_missing, searched,
                   choose(searched, settings), settings)[0]


def _poisson_refusal(points: Points) -> str | None:
    reason = counts_refusal(points.values, points.exposure)
    if reason is None and points.n < least_length("joinpoint").describe_from:
        return least_length("joinpoint").below
    if reason is None and points.values.sum() < LEAST_TOTAL_FOR_TREND:
        return "too_few_events" if points.values.any() else "no_events"
    return reason


def _least_squares(values: FloatArray, times: FloatArray, exposure: FloatArray, n_missing: int,
                   settings: Settings) -> list[Joinpoint]:
    """The answers for series without gaps at shared times."""
    scaled = on_scale(values, exposure, scale=settings.scale, add_half=settings.add_half)
    n = len(times)
    if n < least_length("joinpoint").describe_from:
        scaled.reasons[[reason is None for reason in scaled.reasons]] = least_length("joinpoint").below
    fit = np.flatnonzero([reason is None for reason in scaled.reasons])
    found = {
        place: refused(values[place], n_missing, reason, settings)
        for place, reason in enumerate(scaled.reasons) if reason is not None
    }
    if len(fit):
        rows = scaled.rows[fit]
        grid = lay_grid(times, settings.highest_fitted(n), each_end=settings.min_obs_each_end,
                        between=settings.min_obs_between)
        all_best = search_least_squares(grid, rows, confidence=settings.confidence)
        searched = of_least_squares(grid, rows, all_best)
        chosen = choose(searched, settings)
        answered = answers(values[fit], rows, times, n_missing, searched, chosen, settings)
        for place, one in zip(fit.tolist(), answered, strict=True):
            half = scaled.half_added[place]
            found[place] = replace(one, method=one.method + "_half_added") if half else one
    return [found[place] for place in range(len(values))]

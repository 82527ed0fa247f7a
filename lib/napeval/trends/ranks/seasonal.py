"""Trends of quarters and months: every season is compared with the same season of other years only."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from napeval.trends.assumptions import ENOUGH_YEARS, INDEPENDENT_SEASONS
from napeval.trends.least_lengths import YEARS_WITHOUT_DOUBT
from napeval.trends.ranks.inversions import Blocks
from napeval.trends.ranks.pooled import Block, PooledTest, pooled_statistics, scores_and_groups, slope_fields
from napeval.trends.ranks.scores import ASSUMPTIONS, check_alternative, homogeneity
from napeval.trends.series import (
    FloatArray,
    Numbers,
    Points,
    as_numbers,
    check_confidence,
    read_points,
    settle_ties,
)

METHOD = "seasonal_mann_kendall"


@dataclass(frozen=True, kw_only=True)
class SeasonalMannKendall(PooledTest):
    """What the ranks within each season say about a steady rise or fall from year to year.

    The fields of PooledTest; slope and interval are per year. period: seasons in a year. years: in which the
    best observed season has a value. S_by_season, n_by_season: S and usable points of season 0, 1, ... .
    Among the assumptions stand same_trend_in_all_parts (with p, where it can be checked) and
    five_years_or_more (doubtful below that).
    """

    OPTIONS = ("period", "alternative", "confidence")
    SLOPE_UNIT = "unit_per_year"

    period: int
    years: int = 0
    S_by_season: tuple[int, ...] | None = None
    n_by_season: tuple[int, ...] | None = None


def seasonal_mann_kendall(values: Numbers, times: Numbers | None = None, *, period: int = 4,
                          alternative: str = "two-sided", confidence: float = 0.95) -> SeasonalMannKendall:
    """Does the series rise or fall steadily over the years, whatever its pattern within the year?

    values: one number per season (quarter, month), missing as None or NaN: only that point drops out.
    times: whole numbers that count seasons, such as year x period + season from 0; None = by position from
    season 0. period: seasons in a year. alternative: 'two-sided', 'greater' (rise), 'less' (fall).
    confidence: of the interval of the slope, 0-1.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (no season observed in
    3 years), one_season_only, no_variation (every season constant), too_few_points (no order of the values
    reaches p = 0.05).
    Raises ValueError on a period that is no whole number from 2 up, times that are no whole numbers, an
    unknown alternative, a confidence outside 0-1, or input that is not two rows of numbers of one length.
    Source: Hirsch and Slack 1984, Water Resources Research 20, with seasons independent; exact p by
    convolution of the distributions of the seasons; slope: Hirsch, Slack and Smith 1982.
    """
    check_seasonal(period, alternative, confidence)
    points = read_points(values, times)
    check_whole(times)
    if points.refusal is not None:
        return refused_seasons(points.n, points.n_missing, points.refusal, period, alternative, confidence)
    blocks = season_blocks(points, period)
    scores, groups = scores_and_groups(blocks)
    judged = judged_seasons(scores, groups, points.n_missing, alternative, confidence)
    return replace(judged, **slope_fields(blocks, groups, confidence))


def refused_seasons(n: int, n_missing: int, refusal: str, period: int, alternative: str,
                    confidence: float) -> SeasonalMannKendall:
    """The result without any statistic."""
    return SeasonalMannKendall(n=n, n_missing=n_missing, alternative=alternative, confidence=confidence,
                               period=period, reportable=False, reason=refusal, method=f"{METHOD}_exact",
                               assumptions=(*ASSUMPTIONS, INDEPENDENT_SEASONS))


def judged_seasons(scores: tuple[int, ...], groups: Blocks, n_missing: int, alternative: str,
                   confidence: float) -> SeasonalMannKendall:
    """The result for these seasons; the slope is not there yet."""
    counts = tuple(map(sum, groups))
    years = max(counts)
    enough = replace(ENOUGH_YEARS, state="holds" if years >= YEARS_WITHOUT_DOUBT else "doubtful")
    return SeasonalMannKendall(
        n=sum(counts), n_missing=n_missing, alternative=alternative, confidence=confidence,
        period=len(groups), years=years, S_by_season=scores, n_by_season=counts,
        **pooled_statistics(METHOD, scores, groups, alternative, confidence, one_only="one_season_only"),
        assumptions=(*ASSUMPTIONS, INDEPENDENT_SEASONS, homogeneity(scores, groups), enough),
    )


def check_seasonal(period: int, alternative: str, confidence: float) -> None:
    """Raises ValueError on an option that is not allowed."""
    if isinstance(period, bool) or not isinstance(period, int | np.integer) or period < 2:
        raise ValueError(f"period: found {period!r}; allowed: a whole number of seasons a year, from 2 up.")
    check_alternative(alternative)
    check_confidence(confidence)


def check_whole(times: Numbers | None) -> None:
    """Raises ValueError naming the first time that is no whole number; the infinite is refused elsewhere."""
    if times is None:
        return
    given = as_numbers(times, name="times")
    broken = np.flatnonzero(np.isfinite(given) & (given != np.floor(given)))
    if len(broken):
        place = int(broken[0])
        raise ValueError(
            f"times, position {place} (counted from 0): found {given[place]:g}; allowed: whole numbers that "
            "count seasons, such as year x period + season."
        )


def season_blocks(points: Points, period: int) -> list[Block]:
    """The points of season 0, 1, ..., with the year as their time."""
    years, seasons = years_and_seasons(points.times, period)
    places = [seasons == season for season in range(period)]
    return [Block(settle_ties(points.values[here]), years[here]) for here in places]


def years_and_seasons(times: FloatArray, period: int) -> tuple[FloatArray, FloatArray]:
    return np.floor_divide(times, period), np.mod(times, period)

"""Interrupted series: did level and slope change at a date given beforehand?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from napeval.trends.assumptions import (
    DATE_GIVEN_BEFOREHAND,
    FIRST_ORDER_DEPENDENCE,
    INDEPENDENT_OBSERVATIONS,
    NOTHING_ELSE_CHANGED,
    ONE_DEFINITION,
    SAME_SLOPE_AFTER,
    STRAIGHT_LINES,
)
from napeval.trends.interrupted.design import (
    LEVEL,
    LEVEL_AND_SLOPE,
    LEVEL_ONLY,
    SLOPE,
    Design,
    Season,
    as_given,
    design_of,
    design_refusal,
    few_points,
    model_for,
    read_date,
    read_seasons,
    seasons_at,
    sides_refusal,
    slope_taken_as_unchanged,
)
from napeval.trends.interrupted.estimators import (
    OLS,
    ON_THE_LINES,
    PRAIS_WINSTEN,
    REML,
    counterfactual,
    fits_of,
)
from napeval.trends.interrupted.fits import (
    Counterfactual,
    Interval,
    NeweyWest,
    SegmentedFit,
    told,
    told_newey_west,
)
from napeval.trends.interrupted.newey_west import check_lag, default_lag
from napeval.trends.least_lengths import least_length
from napeval.trends.regression import fit_linear
from napeval.trends.results import Assumption, Effect, Many, Result, gathered
from napeval.trends.series import FloatArray, Numbers, as_numbers, check_confidence
from napeval.trends.tables import Group, groups_of, read_matrix, read_times


@dataclass(frozen=True, kw_only=True)
class InterruptedSeries(Result):
    """What changed at the date, in the unit of the values (slope_change: per unit of time).

    n_before, n_after: points used. model: what the answer rests on; level_and_slope from 6 points a side,
    below that level_only, which takes the slope as unchanged. method: the estimator of the answer, fixed by
    n: least squares below 12 points; from there errors that follow one another, by restricted likelihood
    with rho from 0 up (rho 0 is least squares), or by Prais-Winsten where that does not settle. level_change:
    the jump at the date; slope_change: None where the answer is level only; effect_at_end: both together at
    the last time. Intervals and p are None, with interval_reason, where the points lie exactly on the lines.
    few_points: fewer than 8 on a side, so only large changes can show. season: as given.
    answer: the fit that model and method name. ols, gls, prais_winsten: the level_and_slope model by each
    estimator, rho of either sign, to compare with other tools (gls, prais_winsten None where they did not
    settle); newey_west: likewise. counterfactual: the path without the change.
    """

    OPTIONS = ("intervention_time", "season", "newey_west_lag", "confidence")

    intervention_time: float
    newey_west_lag: int | None
    confidence: float
    n_before: int = 0
    n_after: int = 0
    model: str | None = None
    level_change: float | None = None
    level_change_interval: Interval | None = None
    level_change_p: float | None = None
    slope_change: float | None = None
    slope_change_interval: Interval | None = None
    slope_change_p: float | None = None
    effect_at_end: float | None = None
    effect_at_end_interval: Interval | None = None
    effect_at_end_p: float | None = None
    interval_reason: str | None = None
    few_points: bool = True
    ols: SegmentedFit | None = None
    gls: SegmentedFit | None = None
    prais_winsten: SegmentedFit | None = None
    answer: SegmentedFit | None = None
    newey_west: NeweyWest | None = None
    counterfactual: Counterfactual | None = None
    season: int | tuple[Any, ...] | None = None
    method: str = OLS
    assumptions: tuple[Assumption, ...] = (
        DATE_GIVEN_BEFOREHAND, NOTHING_ELSE_CHANGED, STRAIGHT_LINES, INDEPENDENT_OBSERVATIONS, ONE_DEFINITION,
    )

    @property
    def effect(self) -> Effect | None:
        if self.effect_at_end is None or not self.reportable:
            return None
        unit = "unit_level_change" if self.model == LEVEL_ONLY else "unit_at_last_time"
        return Effect(self.effect_at_end, unit, self.effect_at_end_interval, self.confidence)


@dataclass(frozen=True)
class _Asked:
    """The question, the same for every series."""

    date: float
    season: int | tuple[Any, ...] | None
    seasons: list[Any] | None
    lag: int | None
    confidence: float


def interrupted_series(values: Numbers, times: Numbers | None, intervention_time: float, *,
                       season: Season = None, newey_west_lag: int | None = None,
                       confidence: float = 0.95) -> InterruptedSeries:
    """Did the level or the slope of a series change at a date that was given before looking at it?

    values: one number per time, missing as None or NaN (dropped, counted). times: distinct, in any order;
    None = by position. intervention_time: first time at which the change may show (level = 1 for times from
    it on; the slope term is 0 there). season: a code per point, or the number of seasons in a round; the
    first code in order is the one compared with. newey_west_lag: in points; None = by the length.
    confidence: 0-1. Neighbours for Durbin-Watson and Newey-West are the points next in order, also across a
    gap; for AR(1) errors the distance in time counts.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, too_few_pre, too_few_post (below 4
    points on one side), n_too_small (below 4 on both, or fewer than 4 residual degrees of freedom),
    season_not_separable, no_variation.
    Raises ValueError on a date that is no number, seasons that do not fit the points, a negative lag, a
    confidence outside 0-1, or rows of unequal length.
    Source: Wagner et al. 2002; Bernal, Cummins and Gasparrini 2017 (segmented regression); Turner et al. 2021
    (least squares below 12 points, restricted likelihood above); Newey and West 1987.
    """
    matrix = as_numbers(values, name="values")[None, :]
    return _all_answers(matrix, times, intervention_time, season, newey_west_lag, confidence)[0]


def interrupted_series_many(matrix: Any, times: Numbers | None, intervention_time: float, *,
                            season: Season = None, newey_west_lag: int | None = None,
                            confidence: float = 0.95) -> Many:
    """In which of many series did the level or the slope change at the date?

    matrix: series x points, NaN or None where missing. The rest, the refusals and the numbers are those of
    interrupted_series; series that lack the same points are fitted together. Fits are columns of objects.
    Raises ValueError as interrupted_series, and when there is no series.
    """
    answers = _all_answers(read_matrix(matrix), times, intervention_time, season, newey_west_lag, confidence)
    return gathered(answers)


def _all_answers(matrix: FloatArray, times: Numbers | None, intervention_time: float, season: Season,
                 lag: int | None, confidence: float) -> list[InterruptedSeries]:
    check_confidence(confidence)
    check_lag(lag)
    when = read_times(times, matrix.shape[1])
    date, seasons = read_date(intervention_time), read_seasons(season, when)
    asked = _Asked(date, as_given(season), seasons, lag, confidence)
    answers: dict[int, InterruptedSeries] = {}
    for group in groups_of(matrix, when):
        found = _group_answers(group, asked)
        answers |= dict(zip(group.places.tolist(), found, strict=True))
    return [answers[place] for place in range(len(matrix))]


def _refused(group: Group, asked: _Asked, reason: str) -> InterruptedSeries:
    return InterruptedSeries(
        n=group.n, n_missing=group.n_missing, reportable=False, reason=reason,
        intervention_time=asked.date, season=asked.season, newey_west_lag=asked.lag,
        confidence=asked.confidence,
    )


def _group_answers(group: Group, asked: _Asked) -> Iterator[InterruptedSeries]:
    if group.refusal is not None:
        yield from [_refused(group, asked, group.refusal)] * len(group.places)
        return
    after = int((group.times >= asked.date).sum())
    before = len(group.times) - after
    seasons = seasons_at(asked.seasons, group.columns)
    full = design_of(group.times, asked.date, seasons, LEVEL_AND_SLOPE)
    reason = sides_refusal(before, after, "interrupted_level") or design_refusal(full)
    blank = replace(
        _refused(group, asked, reason or ""), n_before=before, n_after=after, reason=reason,
        few_points=few_points(before, after),
    )
    if reason is not None:
        for fit in _coefficients_only(full, group.values, asked):
            yield replace(blank, ols=fit)
        return
    yield from _judged(group.values, full, seasons, model_for(before, after), blank, asked)


def _coefficients_only(full: Design, rows: FloatArray, asked: _Asked) -> list[SegmentedFit] | list[None]:
    """Too few points leave coefficients that can be checked, and no error that may be shown."""
    if not full.full_rank:
        return [None] * len(rows)
    fit = fit_linear(full.matrix, rows)
    unknown = np.zeros((len(rows), *fit.inverse.shape))
    return told(full, fit.coefficients, unknown, np.zeros(len(rows), dtype=bool), method=OLS,
                model=LEVEL_AND_SLOPE, confidence=asked.confidence, rss=fit.rss)


def _judged(rows: FloatArray, full: Design, seasons: list[Any] | None, model: str, blank: InterruptedSeries,
            asked: _Asked) -> Iterator[InterruptedSeries]:
    fits = fits_of(full, LEVEL_AND_SLOPE, rows, asked.confidence)
    answering = fits
    if model == LEVEL_ONLY:
        shorter = design_of(full.times, asked.date, seasons, LEVEL_ONLY)
        answering = fits_of(shorter, LEVEL_ONLY, rows, asked.confidence)
    lag = default_lag(blank.n) if asked.lag is None else asked.lag
    with_lag = told_newey_west(full, fits.ols, lag, confidence=asked.confidence,
                               judged=blank.n >= least_length("newey_west").verdict_from)
    for row, values in enumerate(rows):
        answer = answering.prevailing(row, blank.n)
        yield replace(
            blank, model=model, method=answer.method, ols=fits.ols_told[row], gls=fits.ar1_told[REML][row],
            prais_winsten=fits.ar1_told[PRAIS_WINSTEN][row],
            answer=answer,
            newey_west=None if fits.exact[row] else with_lag[row],
            counterfactual=counterfactual(answering, row, answer, values),
            assumptions=_assumptions(answer, fits.ols_told[row]), **_headline(answer),
            **_verdict(values, bool(answering.exact[row])),
        )


def _headline(answer: SegmentedFit) -> dict[str, Any]:
    intervals, p = answer.intervals or {}, answer.p or {}
    return {
        "level_change": answer.coefficients[LEVEL], "level_change_interval": intervals.get(LEVEL),
        "level_change_p": p.get(LEVEL), "slope_change": answer.coefficients.get(SLOPE),
        "slope_change_interval": intervals.get(SLOPE), "slope_change_p": p.get(SLOPE),
        "effect_at_end": answer.effect_at_end, "effect_at_end_interval": answer.effect_at_end_interval,
        "effect_at_end_p": answer.effect_at_end_p,
    }


def _verdict(values: FloatArray, exact: bool) -> dict[str, Any]:
    constant = bool(np.ptp(values) <= ON_THE_LINES * np.abs(values).max())
    return {
        "reportable": not constant, "reason": "no_variation" if constant else None,
        "interval_reason": "no_variation" if constant else "no_residual_variation" if exact else None,
    }


def _assumptions(answer: SegmentedFit, full: SegmentedFit) -> tuple[Assumption, ...]:
    errors = INDEPENDENT_OBSERVATIONS if answer.method == OLS else FIRST_ORDER_DEPENDENCE
    taken = (DATE_GIVEN_BEFOREHAND, NOTHING_ELSE_CHANGED, STRAIGHT_LINES, errors, ONE_DEFINITION)
    return taken if answer.model == LEVEL_AND_SLOPE else (*taken, _same_slope(answer, full))


def _same_slope(answer: SegmentedFit, full: SegmentedFit) -> Assumption:
    if full.p is None:
        # On the lines with a bend but not without one: the slope did change.
        bent = answer.p is not None
        return replace(SAME_SLOPE_AFTER, state="doubtful" if bent else "not_checkable")
    return slope_taken_as_unchanged(full.p[SLOPE])

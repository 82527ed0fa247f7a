"""Interrupted counts: did the rate of events change at a date given beforehand?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from napeval.trends.assumptions import (
    DATE_GIVEN_BEFOREHAND,
    INDEPENDENT_EVENTS,
    LOG_LINEAR,
    NOTHING_ELSE_CHANGED,
    ONE_DEFINITION,
)
from napeval.trends.counts.reading import counts_refusal
from napeval.trends.interrupted.counts_fits import CountsFit, counterfactual_counts, told_counts
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
from napeval.trends.interrupted.fits import Counterfactual, Interval
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, VERDICT_LEVEL
from napeval.trends.regression import fit_poisson
from napeval.trends.results import Assumption, Effect, Many, Result, State, gathered
from napeval.trends.series import FloatArray, Numbers, as_numbers, check_confidence, check_not_negative
from napeval.trends.tables import (
    Group,
    check_rows_not_negative,
    groups_of,
    read_exposure,
    read_matrix,
    read_times,
)


@dataclass(frozen=True, kw_only=True)
class InterruptedCounts(Result):
    """By what factor the rate changed at the date.

    n_before, n_after: points used; total: events. model: what the answer rests on; level_and_slope from 6
    points a side, below that level_only, which takes the trend as unchanged. rate_ratio_level: the jump at
    the date; rate_ratio_slope: the change of the factor per unit of time (None where level only);
    rate_ratio_at_end: both together at the last time. Intervals and p follow one rule, fixed in advance:
    dispersion above 1 -> quasi-Poisson with t, otherwise the Poisson model; p_rule says which. few_points:
    fewer than 8 on a side. full: the level_and_slope model; level_only: the other, where it carries the
    answer. counterfactual: counts expected without the change, at the exposure there was. season:
    as given.
    """

    OPTIONS = ("intervention_time", "season", "confidence")

    intervention_time: float
    confidence: float
    n_before: int = 0
    n_after: int = 0
    total: float | None = None
    model: str | None = None
    rate_ratio_level: float | None = None
    rate_ratio_level_interval: Interval | None = None
    rate_ratio_level_p: float | None = None
    rate_ratio_slope: float | None = None
    rate_ratio_slope_interval: Interval | None = None
    rate_ratio_slope_p: float | None = None
    rate_ratio_at_end: float | None = None
    rate_ratio_at_end_interval: Interval | None = None
    rate_ratio_at_end_p: float | None = None
    p_rule: str | None = None
    few_points: bool = True
    full: CountsFit | None = None
    level_only: CountsFit | None = None
    counterfactual: Counterfactual | None = None
    season: int | tuple[Any, ...] | None = None
    method: str = "interrupted_poisson"
    assumptions: tuple[Assumption, ...] = (
        DATE_GIVEN_BEFOREHAND, NOTHING_ELSE_CHANGED, LOG_LINEAR, INDEPENDENT_EVENTS, ONE_DEFINITION,
    )

    @property
    def effect(self) -> Effect | None:
        if self.rate_ratio_at_end is None or not self.reportable:
            return None
        unit = "rate_ratio_level_change" if self.model == LEVEL_ONLY else "rate_ratio_at_last_time"
        return Effect(self.rate_ratio_at_end, unit, self.rate_ratio_at_end_interval, self.confidence)

    @property
    def answer(self) -> CountsFit | None:
        """The fit that `model` names."""
        return self.level_only if self.model == LEVEL_ONLY else self.full


@dataclass(frozen=True)
class _Asked:
    """The question, the same for every series."""

    date: float
    season: int | tuple[Any, ...] | None
    seasons: list[Any] | None
    confidence: float


def interrupted_counts(counts: Numbers, times: Numbers | None, intervention_time: float,
                       exposure: Numbers | None = None, *, season: Season = None,
                       confidence: float = 0.95) -> InterruptedCounts:
    """Did the rate of events change at a date that was given before looking at it, and by what factor?

    counts: whole numbers, missing as None or NaN (dropped, counted). times: distinct, in any order; None = by
    position. intervention_time: first time at which the change may show. exposure: what the events arose from
    (months, population), above 0; None = 1 each. season: as in interrupted_series. confidence: 0-1.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, exposure_missing,
    exposure_not_positive, not_a_count, too_few_pre, too_few_post (below 4 points on one side), n_too_small
    (below 4 on both, or fewer than 4 residual degrees of freedom), season_not_separable, no_events,
    too_few_events (total below 5), separation (no finite change is best: no events before, or none after).
    Raises ValueError on a negative count, a date that is no number, seasons that do not fit the points, a
    confidence outside 0-1, or rows of unequal length.
    Source: Bernal, Cummins and Gasparrini 2017; McCullagh and Nelder 1989 (quasi-likelihood).
    """
    row = as_numbers(counts, name="counts")
    check_not_negative(row, name="counts")
    return _all_answers(row[None, :], times, intervention_time, exposure, season, confidence)[0]


def interrupted_counts_many(matrix: Any, times: Numbers | None, intervention_time: float,
                            exposure: Any = None, *, season: Season = None,
                            confidence: float = 0.95) -> Many:
    """In which of many series of counts did the rate change at the date?

    matrix: series x points, NaN or None where missing. exposure: one for each point, or series x points. The
    rest, the refusals and the numbers are those of interrupted_counts; series that lack the same points are
    fitted together.
    Raises ValueError as interrupted_counts, and when there is no series.
    """
    answers = _all_answers(read_matrix(matrix), times, intervention_time, exposure, season, confidence)
    return gathered(answers)


def _all_answers(matrix: FloatArray, times: Numbers | None, intervention_time: float,
                 exposure: Any, season: Season, confidence: float) -> list[InterruptedCounts]:
    check_confidence(confidence)
    check_rows_not_negative(matrix)
    when = read_times(times, matrix.shape[1], of="counts")
    effort = np.broadcast_to(read_exposure(exposure, matrix.shape, of="counts"), matrix.shape)
    date, seasons = read_date(intervention_time), read_seasons(season, when)
    asked = _Asked(date, as_given(season), seasons, confidence)
    answers: dict[int, InterruptedCounts] = {}
    for group in groups_of(matrix, when):
        found = _group_answers(group, effort[np.ix_(group.places, group.columns)], asked)
        answers |= {int(group.places[row]): answer for row, answer in found}
    return [answers[place] for place in range(len(matrix))]


def _group_answers(group: Group, exposure: FloatArray,
                   asked: _Asked) -> Iterator[tuple[int, InterruptedCounts]]:
    """Pairs of a row of counts and its answer."""
    counts = group.values
    after = group.times >= asked.date
    before = int((~after).sum())
    blank = InterruptedCounts(
        n=group.n, n_missing=group.n_missing, reportable=False, reason=group.refusal,
        intervention_time=asked.date, season=asked.season, confidence=asked.confidence, n_before=before,
        n_after=int(after.sum()), few_points=few_points(before, int(after.sum())),
    )
    seasons = seasons_at(asked.seasons, group.columns)
    design = design_of(group.times, asked.date, seasons, LEVEL_AND_SLOPE)
    shared = sides_refusal(before, int(after.sum()), "interrupted_level") or design_refusal(design)
    reasons = [group.refusal or counts_refusal(row, effort) or shared or _events_refusal(row, after)
               for row, effort in zip(counts, exposure, strict=True)]
    usable = np.array([reason is None for reason in reasons], dtype=bool)
    for row in np.flatnonzero(~usable).tolist():
        total = float(counts[row].sum()) if counts.size and np.isfinite(counts[row]).all() else None
        yield row, replace(blank, total=total, reason=reasons[row])
    if usable.any():
        found = _judged(counts[usable], exposure[usable], design, seasons, blank, asked)
        yield from zip(np.flatnonzero(usable).tolist(), found, strict=True)


def _events_refusal(counts: FloatArray, after: np.ndarray) -> str | None:
    total = counts.sum()
    if total == 0:
        return "no_events"
    if total < LEAST_TOTAL_FOR_TREND:
        return "too_few_events"
    return "separation" if counts[after].sum() in (0, total) else None


def _judged(counts: FloatArray, exposure: FloatArray, full: Design, seasons: list[Any] | None,
            blank: InterruptedCounts, asked: _Asked) -> Iterator[InterruptedCounts]:
    model = model_for(blank.n_before, blank.n_after)
    fit = fit_poisson(full.matrix, counts, exposure)
    told_full = told_counts(full, fit, LEVEL_AND_SLOPE)
    design, answering, told = full, fit, told_full
    if model == LEVEL_ONLY:
        design = design_of(full.times, asked.date, seasons, LEVEL_ONLY)
        answering = fit_poisson(design.matrix, counts, exposure)
        told = told_counts(design, answering, LEVEL_ONLY)
    for row, values in enumerate(counts):
        answer = told[row]
        found = replace(blank, total=float(values.sum()), full=told_full[row],
                        level_only=answer if model == LEVEL_ONLY else None)
        if answer is None:
            yield replace(found, reason="separation")
            continue
        yield replace(
            found, reportable=True, reason=None, model=model, p_rule=answer.p_rule,
            counterfactual=counterfactual_counts(design, answering, row, answer, values, exposure[row]),
            assumptions=_assumptions(blank, answer, told_full[row], asked.confidence),
            **_headline(answer, asked.confidence),
        )


def _headline(answer: CountsFit, confidence: float) -> dict[str, Any]:
    names = {"level": LEVEL, "at_end": "end"}
    if answer.model == LEVEL_AND_SLOPE:
        names["slope"] = SLOPE
    fields: dict[str, Any] = {}
    for field, name in names.items():
        factor, interval, p = answer.judged(name, confidence)
        fields |= {f"rate_ratio_{field}": factor, f"rate_ratio_{field}_interval": interval,
                   f"rate_ratio_{field}_p": p}
    return fields


def _assumptions(blank: InterruptedCounts, answer: CountsFit, full: CountsFit | None,
                 confidence: float) -> tuple[Assumption, ...]:
    spread: State = "holds" if answer.p_dispersion > VERDICT_LEVEL else "doubtful"
    taken = tuple(
        replace(one, state=spread, p=answer.p_dispersion) if one is INDEPENDENT_EVENTS else one
        for one in blank.assumptions
    )
    if answer.model == LEVEL_AND_SLOPE:
        return taken
    p = None if full is None else full.judged(SLOPE, confidence)[2]
    return (*taken, slope_taken_as_unchanged(p))

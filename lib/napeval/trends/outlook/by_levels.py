"""The outlook of levels and shares: a straight line, for shares on the logit scale, beside random walks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from napeval.trends.columns import Columns, first_of, for_all, unrefused
from napeval.trends.least_lengths import least_length
from napeval.trends.outlook.frame import Asked, Frame, benchmarks_blank
from napeval.trends.outlook.guards import beyond_plausible, too_long
from napeval.trends.outlook.linear import ASSUMPTIONS, carried_on
from napeval.trends.outlook.random_walk import walked_on
from napeval.trends.series import FloatArray
from napeval.trends.tables import Group


@dataclass(frozen=True)
class Scale:
    """Where the model is a straight line, and the way back."""

    method: str
    there: Callable[[FloatArray], FloatArray]
    back: Callable[[FloatArray], FloatArray]


def scale_of(asked: Asked) -> Scale:
    """The values as they are, or for shares the logit between the bounds."""
    if asked.kind == "level":
        return Scale("straight_line_t_interval", lambda values: values, lambda values: values)
    low, high = asked.bounds
    return Scale(
        "straight_line_logit_t_interval", lambda values: np.asarray(logit((values - low) / (high - low))),
        lambda values: np.asarray(low + (high - low) * expit(values)),
    )  # fmt: skip


def level_columns(asked: Asked, frame: Frame) -> Columns:
    """The columns of Outlook for levels and shares."""
    series, known, scale = len(frame.matrix), ~np.isnan(frame.observed), scale_of(asked)
    columns = benchmarks_blank(series) | {
        "projected": frame.observed.copy(), "interval80": np.full((series, 2), np.nan),
        "interval95": np.full((series, 2), np.nan), "already": np.full(series, np.nan),
        "probability": np.where(known, asked.met_by(frame.observed), np.nan),
    }  # fmt: skip
    reason = np.full(series, None, dtype=object)
    for rows in frame.groups:
        reason[rows.places] = _judge(asked, frame, rows, scale, columns)
    reason[known] = None
    method = for_all(scale.method, series)
    method[known] = "observed"
    basis = for_all("forecast", series)
    basis[known] = "certain"
    return columns | {
        "certain": known, "basis": basis, "method": method, "reason": reason,
        "reportable": unrefused(reason), "assumptions": for_all(ASSUMPTIONS, series),
        "descriptive_only": frame.n < least_length("forecast_linear").verdict_from,
    }  # fmt: skip


def _judge(asked: Asked, frame: Frame, rows: Group, scale: Scale, columns: Columns) -> np.ndarray:
    """Fill the columns of one group, and say what forbids to speak of it."""
    at, series = rows.places, len(rows.places)
    least, target = least_length("forecast_linear"), asked.target[rows.places]
    low, high = asked.bounds
    shared = asked.kind == "share"
    edge = ((rows.values <= low) | (rows.values >= high)).any(axis=1) & shared
    target_edge = ((target <= low) | (target >= high)) & shared
    fit_it = ~edge & np.isnan(frame.observed[at]) & ~frame.passed[at]
    spread = np.zeros(series)
    if rows.refusal is None and rows.n > 1 and fit_it.any():
        places = at[fit_it]
        spread[fit_it] = _project(asked, rows, rows.values[fit_it], places, scale, columns)
        columns["probability"][places[target_edge[fit_it]]] = np.nan
    return first_of(
        series, (rows.refusal is not None, rows.refusal), (frame.passed[at], "target_time_not_observed"),
        (rows.n < least.describe_from, least.below), (edge, "share_at_bound"),
        (spread == 0, "no_residual_variation"), (target_edge, "target_at_bound"),
        (too_long(frame.horizon[at], frame.history[at]), "horizon_too_long"),
        (beyond_plausible(columns["interval95"][at], asked.bounds), "interval_beyond_plausible"),
    )


def _project(asked: Asked, rows: Group, values: FloatArray, places: np.ndarray, scale: Scale,
             columns: Columns) -> FloatArray:
    """The line and the benchmarks at target_time, on the values' own scale; gives the errors of the line."""
    ahead = np.array([asked.target_time])
    on_scale = scale.there(values)
    lines = carried_on(on_scale, rows.times, ahead)
    with np.errstate(divide="ignore", invalid="ignore"):
        goal = scale.there(asked.target[places])
    chance = lines.share_at_least(goal) if asked.comparator == "at_least" else lines.share_at_most(goal)
    columns["probability"][places] = chance[:, 0]
    columns["projected"][places] = scale.back(lines.forecast[:, 0])
    for name, confidence in (("interval80", 0.80), ("interval95", 0.95)):
        columns[name][places] = scale.back(lines.interval(confidence)[:, 0])
    walks(on_scale, rows.times, ahead - rows.times[-1], places, scale.back, asked.bounds, columns)
    return lines.error[:, 0]


def walks(values: FloatArray, times: FloatArray, ahead: FloatArray, places: np.ndarray,
          back: Callable[[FloatArray], FloatArray], bounds: tuple[float, float], columns: Columns) -> None:
    """Fill the benchmarks of one group where they may be spoken of; limits beyond the bounds stay blank."""
    for name in ("naive", "drift"):
        if len(times) < least_length(f"forecast_{name}").describe_from:
            continue
        walk = walked_on(values, times, ahead, drift=name == "drift")
        columns[name][places] = back(walk.forecast[:, 0])
        for end, confidence in (("interval80", 0.80), ("interval95", 0.95)):
            interval = back(walk.interval(confidence)[:, 0])
            interval[beyond_plausible(interval, bounds) | (walk.error[:, 0] == 0)] = np.nan
            columns[f"{name}_{end}"][places] = interval

"""The outlook of counts, of one period or of a running total: a constant rate, beside what else could be."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.columns import Columns, first_of, unrefused
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, least_length
from napeval.trends.outlook.by_levels import walks
from napeval.trends.outlook.constant_rate import constant_rate_columns
from napeval.trends.outlook.frame import Asked, Frame, benchmarks_blank
from napeval.trends.outlook.guards import beyond_plausible, too_long
from napeval.trends.outlook.loglinear import grown_on
from napeval.trends.series import FloatArray
from napeval.trends.tables import Group, one_for_each_series


def count_columns(asked: Asked, frame: Frame, exposure: Any, already: Any,
                  future_exposure: Any) -> Columns:
    """The columns of Outlook for counts and running totals."""
    series = len(frame.matrix)
    remaining = _remaining(asked, frame, exposure, already, future_exposure)
    # A running total whose time has come is decided by what is there; a single count by its own value.
    over = (remaining <= 0) & (future_exposure is None)
    found = constant_rate_columns(frame.matrix, exposure, np.where(over, 1.0, remaining), asked.target,
                                  0 if already is None else already, asked.comparator)
    value = np.where(over, found["already"], frame.observed if asked.kind == "count" else np.nan)
    known = ~np.isnan(value)
    certain = known | found["certain"]
    probability = np.where(known, asked.met_by(value), found["p_reach_target"])
    interval80, interval95 = (found[f"{end}_future"] + found["already"][:, None] for end in
                              ("interval80", "interval95"))
    interval80[known] = interval95[known] = np.nan
    few, far = found["scenario"], too_long(frame.horizon, frame.history)
    reason = first_of(
        series, *_each_code(frame.refusal), (frame.passed, "target_time_not_observed"),
        *_each_code(found["reason"]),
        (few & (not asked.as_scenario), "scenario_only"), (far & (not asked.as_scenario), "horizon_too_long"),
        (beyond_plausible(interval95, asked.bounds), "interval_beyond_plausible"),
    )
    reason[certain] = None
    return _benchmarks(asked, frame, exposure is None and already is None, certain) | {
        "already": found["already"] if already is not None else np.full(series, np.nan),
        "probability": probability, "certain": certain,
        "projected": np.where(known, value, found["mean_future"] + found["already"]),
        "interval80": interval80, "interval95": interval95,
        "basis": first_of(series, (certain, "certain"), (few | far, "scenario"), (True, "forecast")),
        "method": first_of(series, (known & ~over, "observed"), (certain, "decided_already"),
                               (True, "gamma_poisson_jeffreys")),
        "descriptive_only": frame.n < least_length("forecast_poisson_constant_rate").verdict_from,
        "reason": reason, "reportable": unrefused(reason), "assumptions": found["assumptions"],
    }  # fmt: skip


def _each_code(reasons: NDArray[Any]) -> list[tuple[NDArray[np.bool_], str]]:
    return [(np.array([one == code for one in reasons]), code) for code in dict.fromkeys(reasons) if code]


def _remaining(asked: Asked, frame: Frame, exposure: Any, already: Any,
               future_exposure: Any) -> FloatArray:
    """The exposure between the last observed time and target_time, per series."""
    series = len(frame.matrix)
    if future_exposure is not None:
        return one_for_each_series(future_exposure, series, name="future_exposure")
    if exposure is not None:
        raise ValueError("future_exposure: found none beside exposure; allowed: what remains, in its unit.")
    if asked.kind == "count":
        if already is not None:
            raise ValueError("future_exposure: found none beside already; allowed: the part of the target's "
                             "period that remains, in periods.")
        return np.ones(series)
    if np.isnan(frame.period):
        raise ValueError("future_exposure: found none for a single time; allowed: what remains, in periods.")
    return frame.horizon / frame.period


def _benchmarks(asked: Asked, frame: Frame, plain: bool, certain: np.ndarray) -> Columns:
    """Random walks and the log-linear trend, for counts of whole periods without a part already counted."""
    columns = benchmarks_blank(len(frame.matrix))
    if asked.kind != "count" or not plain:
        return columns
    for rows in frame.groups:
        if rows.refusal is not None:
            continue
        ahead = np.array([asked.target_time - rows.times[-1]])
        permitted = ahead[0] > 0 and not too_long(ahead, frame.history[rows.places[0]]).any()
        if permitted:
            walks(rows.values, rows.times, ahead, rows.places, lambda values: values, asked.bounds, columns)
            _loglinear(asked, rows, columns)
    return columns


def _loglinear(asked: Asked, rows: Group, columns: Columns) -> None:
    """What constant growth would give, only where forecast_poisson_loglinear may speak."""
    total = rows.values.sum(axis=1)
    whole = (rows.values == np.floor(rows.values)).all(axis=1)
    ends = np.maximum(rows.values[:, 0], rows.values[:, -1])
    fit_it = whole & (total >= LEAST_TOTAL_FOR_TREND) & (total > ends)
    if rows.n < least_length("forecast_poisson_loglinear").describe_from or not fit_it.any():
        return
    places = rows.places[fit_it]
    growth = grown_on(rows.values[fit_it], rows.times, np.array([asked.target_time]))
    columns["loglinear"][places] = growth.mean[:, 0]
    columns["loglinear_interval95"][places] = growth.interval(0.95)[:, 0]
    chance = growth.share_reaching(asked.target[places], asked.comparator)
    columns["loglinear_probability"][places] = chance[:, 0]

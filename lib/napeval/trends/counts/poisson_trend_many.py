"""Trends of counts in many series at once."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from napeval.trends.columns import Columns, spread_out
from napeval.trends.counts.exact_rows import exact_rows
from napeval.trends.counts.loglinear import NEVER, LoglinearRows, SharedOut, fit_rows, profile_rows
from napeval.trends.counts.reading import CountRows, read_count_rows
from napeval.trends.least_lengths import LEAST_TOTAL_FOR_TREND, least_length
from napeval.trends.results import Many
from napeval.trends.series import FloatArray, Numbers, check_confidence
from napeval.trends.tables import BoolArray, Codes, mark, named
from napeval.trends.tails import both_limits, likelihood_ratio_p, t_reach, two_sided_t

CHUNK = 4096  # series whose tables fit a processor's cache together


def poisson_trend_many(matrix: Any, times: Numbers | None = None, exposure: Any = None, *,
                       confidence: float = 0.95) -> Many:
    """Which of many series of counts rise or fall, by how many percent per period, and could that be chance?

    matrix: (series, points), whole numbers, missing as NaN. times: (points,), None = by position. exposure:
    (points,) for all series or (series, points); None = 1 each. confidence: 0-1.
    Gives what poisson_trend gives for each row, reasons of refusal included. Columns: the fields of
    PoissonTrend; in place of exact and fit the fields of those two (statistic, p_lower, p_upper, p_central,
    p_floor; slope, standard_error, deviance, pearson, likelihood_ratio). Left out are p_minlike, which is
    there to compare one result with other tools, the profile interval where percent_interval is not made of
    it, and the assumptions, which are those of poisson_trend: p_dispersion says how far the first one holds.
    Raises ValueError on a negative count, shapes that do not fit, or a confidence outside 0-1.
    Source: as poisson_trend.
    """
    check_confidence(confidence)
    rows = read_count_rows(matrix, times, exposure)
    total = rows.counts.sum(axis=1)
    readable = rows.refusal == 0
    fitted = readable & (total > 0) & (rows.n >= 2)
    reason = _reasons(rows, total, readable)
    columns: Columns = {
        "n": rows.n, "n_missing": rows.n_missing, "reportable": reason == 0, "reason": named(reason),
        "confidence": np.full(len(rows), confidence), "total": np.where(readable, total, np.nan),
        "descriptive_only": ~fitted | (rows.n < least_length("poisson_trend").verdict_from),
    }  # fmt: skip
    places = np.flatnonzero(fitted)
    columns |= spread_out([(places, _judged(rows, total, places, confidence))], len(rows))
    columns["method"][~fitted] = "poisson_trend_exact"
    return Many(columns)


def _reasons(rows: CountRows, total: FloatArray, readable: BoolArray) -> Codes:
    """The reasons in the order in which one series is judged: the last one set here is found first."""
    reason, least = rows.refusal.copy(), least_length("poisson_trend")
    mark(reason, readable & (total < LEAST_TOTAL_FOR_TREND), "too_few_events")
    mark(reason, readable & (rows.n < least.describe_from), least.below)
    mark(reason, readable & (total == 0), "no_events")
    return reason


def _judged(rows: CountRows, total: FloatArray, fitted: NDArray[np.intp], confidence: float) -> Columns:
    chunks = [fitted[start : start + CHUNK] for start in range(0, len(fitted), CHUNK)] or [fitted]
    parts = [_fits(rows, total, chunk, confidence) for chunk in chunks]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    exact, by_enumeration = exact_rows(rows, total, fitted, columns["likelihood_ratio"], columns["slope"])
    by_quasi = columns.pop("by_quasi")
    columns |= exact | {
        "p": np.where(by_quasi, columns["p_quasi"], exact["p_central"]),
        "p_rule": _either(by_quasi, "quasi_poisson_t", "exact_conditional_central"),
        "slope_reason": _either(np.isnan(columns["slope"]), "separation", None),
        "method": _either(by_enumeration, "poisson_trend_exact", "poisson_trend_likelihood_ratio"),
    }
    return columns


def _either(which: BoolArray, yes: str | None, no: str | None) -> NDArray[np.object_]:
    return np.array([no, yes], dtype=object)[which.astype(np.intp)]


def _fits(rows: CountRows, total: FloatArray, chunk: NDArray[np.intp], confidence: float) -> Columns:
    """Slopes and what follows from them, of some series."""
    data, span = _shared_out(rows, total, chunk)
    fits = fit_rows(data)
    df = (rows.n[chunk] - 2).astype(float)
    judged = rows.n[chunk] >= least_length("overdispersion").describe_from
    slope, error = fits.slope / span, 1 / (np.sqrt(fits.information) * span)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        dispersion = np.where(df > 0, fits.pearson / df, np.nan)
        quasi = error * np.sqrt(dispersion)
        p_quasi = np.where(quasi > 0, two_sided_t(slope / quasi, df), np.nan)
        by_quasi = judged & (dispersion > 1)
        limits = _limits(data, fits, by_quasi, confidence, df, quasi * span) / span
        return {
            "slope": slope, "standard_error": error, "deviance": fits.deviance, "pearson": fits.pearson,
            "likelihood_ratio": fits.likelihood_ratio, "rate_ratio_per_period": np.exp(slope),
            "percent_change": 100 * np.expm1(slope), "percent_interval": 100 * np.expm1(limits),
            "residual_df": df, "dispersion": dispersion, "dispersion_judged": judged,
            "p_dispersion": np.where(df > 0, chdtrc(df, fits.pearson), np.nan),
            "quasi_standard_error": quasi, "p_quasi": p_quasi,
            "p_likelihood_ratio": likelihood_ratio_p(fits.likelihood_ratio), "by_quasi": by_quasi,
        }  # fmt: skip


def _shared_out(rows: CountRows, total: FloatArray, chunk: NDArray[np.intp]) -> tuple[SharedOut, FloatArray]:
    """The data of the fit, and the length of time that a step of 1 in place stands for."""
    span = max(float(np.ptp(rows.times)) if len(rows.times) else 0.0, np.finfo(float).tiny)
    place = (rows.times - rows.times[:1]) / span
    usable = rows.usable[chunk]
    effort = np.log(rows.exposure if len(rows.exposure) == 1 else rows.exposure[chunk])
    if not usable.all():
        effort = np.where(usable, effort, NEVER)
    last = place[usable.shape[1] - 1 - np.argmax(usable[:, ::-1], axis=1)]
    data = SharedOut(rows.counts[chunk], place, effort, place[np.argmax(usable, axis=1)], last, total[chunk])
    return data, np.asarray(span)


def _limits(data: SharedOut, fits: LoglinearRows, by_quasi: BoolArray, confidence: float,
            df: FloatArray, quasi: FloatArray) -> FloatArray:
    """Limits of the slope by the rule: t where counts are spread wider than Poisson, else of the profile."""
    quantiles = np.unique(df[by_quasi])
    reach = quasi.copy()
    for one in quantiles.tolist():
        reach[df == one] *= t_reach(confidence, one)
    limits = both_limits(fits.slope, reach)
    by_profile = fits.finite & ~by_quasi
    limits[~by_quasi] = np.nan
    if by_profile.any():
        chosen = LoglinearRows(*(getattr(fits, one.name)[by_profile] for one in fields(fits)))
        limits[by_profile] = profile_rows(data.of(by_profile), chosen, confidence)
    return limits

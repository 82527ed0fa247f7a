"""Mann-Kendall with its variance corrected for autocorrelation: a modified test, for long series only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

from napeval.trends.assumptions import EQUALLY_SPACED, ONE_DEFINITION
from napeval.trends.least_lengths import least_length
from napeval.trends.ranks.scores import p_normal, score, tie_groups, variance, z_score
from napeval.trends.ranks.slopes import pair_slopes
from napeval.trends.results import Assumption, Effect, Many, Result, each
from napeval.trends.series import TIE_TOLERANCE, FloatArray, Numbers, read_points, settle_ties
from napeval.trends.tables import read_matrix

METHOD = "mann_kendall_hamed_rao"
# The weights of the correction hold the factor n - 2.
LEAST_FOR_ARITHMETIC = 3


@dataclass(frozen=True, kw_only=True)
class HamedRao(Result):
    """What the ranks say once the variance of S is corrected for autocorrelation; a modified test.

    S, var_S: of Mann-Kendall without correction. correction: what var_S is multiplied by; var_S_corrected:
    the product. lags: the lags whose autocorrelation differs from 0 at `lag_level` and enters. z: (|S| - 1)
    / sd with the sign of S; p: two-sided, from z by the normal approximation. slope: the Sen slope, units
    of the values per unit of time. Fields that do not exist are None. equally_spaced_in_time is among the
    assumptions.
    """

    OPTIONS = ("lag_level",)

    lag_level: float
    S: int | None = None
    var_S: float | None = None
    correction: float | None = None
    var_S_corrected: float | None = None
    lags: tuple[int, ...] = ()
    z: float | None = None
    p: float | None = None
    slope: float | None = None

    @property
    def effect(self) -> Effect | None:
        return Effect(self.slope, "unit_per_time") if self.reportable and self.slope is not None else None


def mann_kendall_hamed_rao(values: Numbers, times: Numbers | None = None, *,
                           lag_level: float = 0.05) -> HamedRao:
    """Does the series rise or fall steadily, if neighbouring values resemble each other anyway?

    values, times: as in mann_kendall. lag_level: a lag enters when its autocorrelation differs from 0 at this
    level (0-1). Lags are counted in points, so a gap or an irregular distance makes the assumption doubtful.
    Refused with a reason: no_valid_data, non_finite_value, duplicate_time, n_too_small (below 30 points),
    autocorrelation_undefined (nothing but a straight line), variance_not_positive (the corrected variance
    is 0 or less). The numbers beside the refusal are there as far as they exist. On short series the
    correction is liberal: with independent values it raises false alarms above the nominal level.
    Raises ValueError on a lag_level outside 0-1 or input that is not two rows of numbers of one length.
    Source: Hamed and Rao 1998, Journal of Hydrology 204; autocorrelation of the ranks of the values less the
    Sen line, all lags. These ranks are those of the computed remainders, as in the published programs.
    """
    if not 0 < lag_level < 1:
        raise ValueError(f"lag_level: found {lag_level!r}; allowed: a share above 0 and below 1.")
    points = read_points(values, times)
    base = HamedRao(n=points.n, n_missing=points.n_missing, lag_level=lag_level, reportable=False,
                    reason=points.refusal or least_length(METHOD).below, method=METHOD,
                    assumptions=(ONE_DEFINITION, EQUALLY_SPACED))
    if points.refusal is not None or points.n < LEAST_FOR_ARITHMETIC:
        return base
    settled = settle_ties(points.values)
    slope = float(np.median(pair_slopes(settled, points.times)))
    total, spread = score(settled), variance(tie_groups(settled))
    base = replace(base, S=total, var_S=spread, slope=slope,
                   assumptions=(ONE_DEFINITION, _spacing(points.times)))
    remainders = _remainders(settled, points.times, slope)
    if remainders is None:
        return replace(base, reason="autocorrelation_undefined")
    correction, lags = variance_correction(remainders, lag_level)
    base = replace(base, correction=correction, lags=lags, var_S_corrected=spread * correction)
    return _judged(base)


def mann_kendall_hamed_rao_many(matrix: Any, times: Numbers | None = None, *,
                                lag_level: float = 0.05) -> Many:
    """Which of many series rise or fall steadily, if neighbouring values resemble each other anyway?

    matrix: series x points, missing as None or NaN; the rest as in mann_kendall_hamed_rao. Returns one
    column per field of HamedRao, one entry per series. Raises ValueError as mann_kendall_hamed_rao does,
    and without any series.
    """
    return each(
        lambda row: mann_kendall_hamed_rao(row, times, lag_level=lag_level),
        read_matrix(matrix),
    )


def _judged(found: HamedRao) -> HamedRao:
    """The same result with z, p and the verdict, where the corrected variance allows them."""
    total, corrected = found.S, found.var_S_corrected
    assert total is not None and corrected is not None
    if corrected <= 0:
        return replace(found, reason="variance_not_positive")
    least = least_length(METHOD)
    reason = least.below if found.n < least.verdict_from else None
    return replace(found, z=z_score(total, corrected), p=p_normal(total, corrected, "two-sided"),
                   reportable=reason is None, reason=reason)


def _spacing(times: FloatArray) -> Assumption:
    steps = np.diff(times)
    even = bool(np.ptp(steps) <= TIE_TOLERANCE * np.abs(times).max())
    return replace(EQUALLY_SPACED, state="holds" if even else "doubtful")


def _remainders(settled: FloatArray, times: FloatArray, slope: float) -> FloatArray | None:
    """The values less the Sen line; None where nothing but rounding is left."""
    step = float(np.diff(times).min())
    # Counted in steps from 1, which is the arithmetic of the published programs on evenly spaced series.
    remainders = settled - ((times - times[0]) / step + 1) * (slope * step)
    if np.ptp(remainders) <= TIE_TOLERANCE * max(float(np.abs(settled).max()), float(np.ptp(settled))):
        return None
    return np.asarray(remainders)


def variance_correction(remainders: FloatArray, lag_level: float) -> tuple[float, tuple[int, ...]]:
    """The factor for the variance of S, and the lags that enter it. remainders: not all alike."""
    n = len(remainders)
    ranks = rankdata(remainders)
    ranks -= ranks.mean()
    products = np.correlate(ranks, ranks, "full")[n - 1 :]
    correlations = products[1:] / products[0]
    bound = float(ndtri(1 - lag_level / 2)) / sqrt(n)
    lags = np.flatnonzero(np.abs(correlations) > bound) + 1
    weights = (n - lags) * (n - lags - 1) * (n - lags - 2)
    total = float((weights * correlations[lags - 1]).sum())
    return 1 + 2 * total / (n * (n - 1) * (n - 2)), tuple(lags.tolist())

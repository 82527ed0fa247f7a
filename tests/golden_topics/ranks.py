"""How the tasks of the trend reference on ranks and shifts map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isnan
from typing import Any

from napeval import trends

Offered = dict[str, Any]

def written(fraction: object) -> str | None:
    return None if fraction is None else str(fraction)


def mann_kendall_sen(y: list[Any], t: list[Any], alternative: str = "two-sided") -> Offered:
    test = trends.mann_kendall(y, t, alternative=alternative)
    sen = trends.sen_slope(y, t)
    return {
        "n_valid": test.n, "S": test.S, "var_S": test.var_S, "tau_a": test.tau_a, "tau_b": test.tau_b,
        "z_continuity": test.z, "p_normal": test.p_normal,
        "p_exact": test.p_exact, "p_exact_fraction": written(test.p_exact_fraction),
        "p_floor": test.p_floor, "p_floor_fraction": written(test.p_floor_fraction),
        "can_reach_p05": test.can_reach_p05,
        "sen_slope": sen.slope, "sen_intercept_median": sen.intercept_median,
        "sen_intercept_joint": sen.intercept_joint, "sen_ci95_exact": sen.interval,
        "sen_ci95_exact_coverage": sen.interval_coverage,
        "reportable": test.reportable, "reason": test.reason,
    }


def seasonal_mann_kendall(y: list[Any], period: int) -> Offered:
    test = trends.seasonal_mann_kendall(y, period=period)
    return {
        "S": test.S, "var_S": test.var_S, "S_by_season": test.S_by_season, "tau_a": test.tau_a,
        "z_continuity": test.z, "p_normal": test.p_normal, "p_exact": test.p_exact,
        "p_exact_fraction": written(test.p_exact_fraction), "seasonal_sen_slope_per_year": test.slope,
        "reportable": test.reportable, "reason": test.reason,
    }


def regional_mann_kendall(series: Any, t: list[Any] | None = None) -> Offered:
    test = trends.regional_mann_kendall(series, t)
    by_region = test.p_exact_by_region
    named = isinstance(series, Mapping) and by_region is not None
    return {
        "S": test.S, "var_S": test.var_S, "z_continuity": test.z, "p_normal": test.p_normal,
        "p_exact": test.p_exact, "p_exact_fraction": written(test.p_exact_fraction),
        "p_exact_by_region": dict(zip(series, by_region, strict=True)) if named else by_region,
        "slope": test.slope, "reportable": test.reportable, "reason": test.reason,
    }


def mann_kendall_hamed_rao(y: list[Any], t: list[Any] | None = None) -> Offered:
    test = trends.mann_kendall_hamed_rao(y, t)
    return {
        "S": test.S, "var_S_corrected": test.var_S_corrected, "z": test.z, "p": test.p, "slope": test.slope,
        "reportable": test.reportable, "reason": test.reason,
    }


def multiple_testing(p: list[Any]) -> Offered:
    adjusted = {
        "benjamini_hochberg": trends.benjamini_hochberg(p), "holm": trends.holm(p),
        "benjamini_yekutieli": trends.benjamini_yekutieli(p),
    }
    return {name: [None if isnan(one) else float(one) for one in row] for name, row in adjusted.items()}


def pettitt_change_point(y: list[Any], t: list[Any] | None = None) -> Offered:
    test = trends.pettitt_change_point(y, t)
    return {
        "U": test.U, "change_after_position": test.change_after_position, "p_approx": test.p_approx,
        "reportable": test.reportable, "reason": test.reason,
    }


def level_shift(y: list[Any], t: list[Any] | None = None) -> Offered:
    found = trends.level_shift(y, t)
    places = found.change_after_position
    return {
        # A single shift stands by itself, several as a list, as R prints them.
        "change_after_position": places[0] if places is not None and len(places) == 1 else places or None,
        "n_breaks": found.n_breaks,
        "rss_by_breaks": found.rss_by_breaks, "bic_by_breaks": found.bic_by_breaks,
        "reportable": found.reportable, "reason": found.reason,
    }


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    "mann_kendall_sen": mann_kendall_sen, "seasonal_mann_kendall": seasonal_mann_kendall,
    "regional_mann_kendall": regional_mann_kendall, "mann_kendall_hamed_rao": mann_kendall_hamed_rao,
    "multiple_testing": multiple_testing, "pettitt_change_point": pettitt_change_point,
    "level_shift": level_shift,
}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""

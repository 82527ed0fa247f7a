"""How the tasks of the reference on interrupted series map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from napeval import trends

Offered = dict[str, Any]


def interrupted_time_series(y: list[Any], t: list[Any], intervention_time: Any, season: Any = None,
                            newey_west_lag: int | None = None) -> Offered:
    result = trends.interrupted_series(y, t, intervention_time, season=season, newey_west_lag=newey_west_lag)
    ols, lagged = result.ols, result.newey_west
    intervals = (ols and ols.intervals) or {}
    return {
        "coef": ols and ols.coefficients, "se_ols": ols and ols.standard_errors, "p_ols_t": ols and ols.p,
        "df_resid": ols and ols.df, "rss": ols and ols.rss, "durbin_watson": ols and ols.durbin_watson,
        "ci95_level_change_t": intervals.get("level_change"),
        "ci95_slope_change_t": intervals.get("slope_change"),
        "effect_at_last_time": ols and ols.effect_at_end,
        "se_effect_at_last_time_ols": ols and ols.effect_at_end_standard_error,
        "se_newey_west_unadjusted": lagged and lagged.standard_errors,
        "se_newey_west_adjusted": lagged and lagged.standard_errors_adjusted,
        "se_effect_at_last_time_newey_west": lagged and lagged.effect_at_end_standard_error_adjusted,
        "gls_ar1_reml": autoregressive(result.gls),
        "reportable": result.reportable, "reason": result.reason,
    }


def autoregressive(fit: trends.SegmentedFit | None) -> Offered | None:
    """Whole tables and single coefficients alike, under the names that R gives them."""
    if fit is None:
        return None
    errors = fit.standard_errors or {}
    return {
        "phi": fit.rho, "rho": fit.rho, "sigma": fit.sigma, "logLik": fit.log_likelihood,
        "loglik": fit.log_likelihood, "coef": fit.coefficients, "se": errors, "p": fit.p,
        "df_resid": fit.df, "effect_at_last_time": fit.effect_at_end,
        "se_effect_at_last_time": fit.effect_at_end_standard_error,
        **fit.coefficients, **{f"se_{name}": error for name, error in errors.items()},
    }


def interrupted_time_series_counts(count: list[Any], t: list[Any], intervention_time: Any,
                                   exposure: list[Any] | None = None) -> Offered:
    result = trends.interrupted_counts(count, t, intervention_time, exposure)
    fit = result.full
    return {
        "coef": fit and fit.coefficients, "deviance": fit and fit.deviance, "df_resid": fit and fit.df,
        "dispersion": fit and fit.dispersion, "rate_ratio_level": fit and fit.rate_ratio_level,
        "se_model": fit and fit.standard_errors, "se_quasi": fit and fit.quasi_standard_errors,
        "reportable": result.reportable, "reason": result.reason,
    }


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    "interrupted_time_series": interrupted_time_series,
    "interrupted_time_series_counts": interrupted_time_series_counts,
}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""

"""How the tasks of the trend reference on counts map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from napeval import trends

Offered = dict[str, Any]


def poisson_rate_ratio_exact(count: list[Any], exposure: list[Any]) -> Offered:
    result = trends.rate_ratio(*count, *exposure)
    return {
        "rate_ratio_first_over_second": result.ratio, "ci95_exact": result.interval,
        "p_exact_central": result.p, "p_exact_minlike": result.p_minlike,
        "p_midp_central": result.p_midp, "p_blaker": result.p_blaker,
        "reportable": result.reportable, "reason": result.reason,
    }


def poisson_one_sample(count: Any, exposure: Any, null_rate: Any) -> Offered:
    interval = trends.poisson_interval(count, exposure)
    test = trends.poisson_against_rate(count, null_rate, exposure=exposure)
    return {
        "rate": interval.rate, "ci95_exact": interval.interval,
        "p_greater": test.p_greater, "p_less": test.p_less, "p_exact_minlike": test.p_minlike,
    }


def poisson_trend(count: list[Any], t: list[Any] | None = None,
                  exposure: list[Any] | None = None) -> Offered:
    result = trends.poisson_trend(count, t, exposure)
    exact, fit = result.exact, result.fit
    return {
        "exact_trend_T": getattr(exact, "statistic", None),
        "exact_p_lower": getattr(exact, "p_lower", None), "exact_p_upper": getattr(exact, "p_upper", None),
        "exact_p_two_sided_central": getattr(exact, "p_central", None),
        "exact_p_two_sided_minlike": getattr(exact, "p_minlike", None),
        "log_slope": getattr(fit, "slope", None), "se_model": getattr(fit, "standard_error", None),
        "rate_ratio_per_period": result.rate_ratio_per_period,
        "LR": getattr(fit, "likelihood_ratio", None), "p_LR": result.p_likelihood_ratio,
        "deviance": getattr(fit, "deviance", None), "pearson_X2": getattr(fit, "pearson", None),
        "df_resid": result.residual_df, "dispersion": result.dispersion,
        "p_pearson_dispersion": result.p_dispersion, "quasi_se": result.quasi_standard_error,
        "quasi_p_t": result.p_quasi, "reportable": result.reportable, "reason": result.reason,
    }


def negative_binomial_trend(count: list[Any], t: list[Any] | None = None,
                            exposure: list[Any] | None = None) -> Offered:
    result = trends.negative_binomial_trend(count, t, exposure)
    return {
        "alpha": result.alpha, "theta": result.theta, "log_slope": result.slope,
        "se_slope_joint": result.standard_error, "se_slope_theta_fixed": result.standard_error_alpha_fixed,
        "loglik_nb": result.log_likelihood, "loglik_poisson": result.log_likelihood_poisson,
        "LR_vs_poisson": result.likelihood_ratio, "p_LR_boundary": result.p_overdispersion,
        "cameron_trivedi_z": result.cameron_trivedi_z,
        "cameron_trivedi_p_one_sided": result.cameron_trivedi_p,
        "reportable": result.reportable, "reason": result.reason,
    }


def constant_rate_test(count: list[Any]) -> Offered:
    result = trends.constant_rate_test(count)
    return {
        "X2": result.statistic, "df": result.df, "p_chi2": result.p_chi2,
        "p_exact_multinomial": result.p_exact, "reportable": result.reportable, "reason": result.reason,
    }


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    "poisson_rate_ratio_exact": poisson_rate_ratio_exact,
    "poisson_one_sample": poisson_one_sample,
    "poisson_trend": poisson_trend,
    "negative_binomial_trend": negative_binomial_trend,
    "constant_rate_test": constant_rate_test,
}

NOT_OFFERED: Mapping[str, str] = {
    "ci95_profile_log_slope": "the file's limits lie beside the chi-square quantile that defines them: the"
    " program they come from (MASS 7.3-58.2, confint of a profile) reads them off a spline through a few"
    " points of the curve; ours lie on the quantile, and tests/trends/test_count_trend.py measures both",
}
"""Names of the vocabulary that are left out on purpose, and why."""

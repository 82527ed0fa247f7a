"""One fitted rate with a jump and a bend, told in numbers, and the counts expected without the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtr

from napeval.trends.interrupted.design import LEVEL, Design
from napeval.trends.interrupted.fits import (
    Counterfactual,
    Interval,
    errors_of,
    named,
    p_of,
    spreads_of,
)
from napeval.trends.regression import PoissonFit
from napeval.trends.series import FloatArray
from napeval.trends.tails import normal_reach, t_reach

POISSON, QUASI = "poisson_normal", "quasi_poisson_t"


@dataclass(frozen=True, kw_only=True)
class CountsFit:
    """A log-linear rate with a jump and, unless level only, a bend at the date.

    coefficients: logarithms, by name (intercept, trend, level_change, slope_change, season_...); intercept at
    time 0. standard_errors: of the Poisson model; quasi_standard_errors: these times the root of the
    dispersion (Pearson X2 over df). p_dispersion: chance of as much spread from Poisson counts. p: by
    `p_rule`. effect_at_end: level_change + slope_change x (last time - date), a logarithm, with standard
    errors of its own.
    """

    model: str
    coefficients: Mapping[str, float]
    standard_errors: Mapping[str, float]
    quasi_standard_errors: Mapping[str, float]
    effect_at_end: float
    effect_at_end_standard_error: float
    effect_at_end_quasi_standard_error: float
    deviance: float
    pearson: float
    df: int
    dispersion: float
    p_dispersion: float
    p_rule: str

    @property
    def rate_ratio_level(self) -> float:
        """The factor of the jump at the date."""
        return self.judged(LEVEL, 0.95)[0]

    @property
    def by_quasi(self) -> bool:
        return self.p_rule == QUASI

    def judged(self, name: str, confidence: float) -> tuple[float, Interval, float]:
        """Factor, its interval and p: of a coefficient, or of the effect at the end where name is 'end'."""
        errors = self.quasi_standard_errors if self.by_quasi else self.standard_errors
        value, error = self.coefficients.get(name, 0.0), errors.get(name, 0.0)
        if name == "end":
            value = self.effect_at_end
            error = (self.effect_at_end_quasi_standard_error if self.by_quasi
                     else self.effect_at_end_standard_error)
        reach = t_reach(confidence, self.df) if self.by_quasi else normal_reach(confidence)
        with np.errstate(over="ignore"):  # a factor too large for a float is infinite
            low, factor, high = np.exp(value + reach * error * np.array([-1.0, 0.0, 1.0])).tolist()
        return factor, (low, high), self._p(value, error)

    def _p(self, value: float, error: float) -> float:
        if self.by_quasi:
            return float(p_of(np.array(value), np.array(error), self.df))
        return float(2 * ndtr(-abs(value) / error))


def told_counts(design: Design, fit: PoissonFit, model: str) -> list[CountsFit | None]:
    """None where no finite coefficients are best."""
    spreads, at_ends = spreads_of(design, fit.covariance)
    at_zero, effects = fit.coefficients @ design.at_time_zero.T, fit.coefficients @ design.end
    dispersion = fit.pearson / fit.df
    roots, p_dispersion = np.sqrt(dispersion), chdtrc(fit.df, fit.pearson)
    return [
        CountsFit(
            model=model, coefficients=named(design, at_zero[row]), standard_errors=named(design,
            spreads[row]), quasi_standard_errors=named(design, roots[row] * spreads[row]),
            effect_at_end=float(effects[row]), effect_at_end_standard_error=float(at_ends[row]),
            effect_at_end_quasi_standard_error=float(roots[row] * at_ends[row]),
            deviance=float(fit.deviance[row]), pearson=float(fit.pearson[row]), df=fit.df,
            dispersion=float(dispersion[row]), p_dispersion=float(p_dispersion[row]),
            p_rule=QUASI if dispersion[row] > 1 else POISSON,
        ) if fit.settled[row] else None
        for row in range(len(at_zero))
    ]


def counterfactual_counts(design: Design, fit: PoissonFit, row: int, answer: CountsFit, counts: FloatArray,
                    exposure: FloatArray) -> Counterfactual:
    ahead = design.without_the_change()
    expected = exposure[design.after] * np.exp(ahead @ fit.coefficients[row])
    of_line = expected * errors_of(fit.covariance[row], ahead)
    # A count still to be seen varies about its mean, by the dispersion where that is above 1.
    spread = max(answer.dispersion, 1.0)
    return Counterfactual(
        times=design.times[design.after], values=expected,
        standard_errors=np.sqrt(spread * (of_line**2 + expected)), observed=counts[design.after],
    )

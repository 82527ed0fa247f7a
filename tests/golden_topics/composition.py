"""How the tasks of the reference on composition map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from napeval import trends

Offered = dict[str, Any]


def composition_change(table: list[list[Any]]) -> Offered:
    result = trends.composition_change(table)
    return {
        "p_fisher_exact": result.p_exact, "X2": result.statistic, "df": result.df, "p_chi2": result.p_chi2,
        "p_chi2_yates": result.p_chi2_yates, "min_expected": result.min_expected,
        "cramers_v": result.cramers_v, "odds_ratio_conditional_mle": result.odds_ratio_r,
        "dropped_categories": result.dropped_categories,
        "reportable": result.reportable, "reason": result.reason,
    }  # fmt: skip


MAPPINGS: Mapping[str, Callable[..., Offered]] = {"composition_change": composition_change}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""

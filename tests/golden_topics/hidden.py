"""How the tasks of the reference on hidden populations map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from napeval import trends

Offered = dict[str, Any]


def multiple_systems(counts: Mapping[str, Any], lists: int, model: str | None = None) -> Offered:
    result = trends.multiple_systems(counts, lists, model=model, resamples=0)
    pair = result.two_lists
    return {
        "N_hat": result.total, "n_observed": result.observed, "n_hidden": result.hidden,
        "se": result.standard_error, "deviance": result.deviance, "df": result.df,
        "all_models": {
            one.name: {"N": one.total, "se": one.standard_error, "aic": one.aic, "df": one.df}
            for one in result.models
        },
        "aic_best": result.best, "N_range_over_models": result.range_over_models,
        "lincoln_petersen": pair and pair.lincoln_petersen, "chapman": pair and pair.chapman,
        "chapman_se": pair and pair.chapman_standard_error,
        "reportable": result.reportable, "reason": result.reason,
    }  # fmt: skip


def multiple_systems_sparse(counts: Mapping[str, Any], lists: int) -> Offered:
    def total(pair: str) -> float | None:
        if any(int(number) > lists for number in pair):
            return None
        return trends.multiple_systems(counts, lists, model=(pair,), max_order=1).total

    main = trends.multiple_systems(counts, lists, model=(), max_order=1)
    existence = trends.pair_existence(counts, lists)
    return {
        "N_main_effects": main.total, "ci95_main_effects": main.interval,
        "N_with_13": total("13"), "N_with_23": total("23"), "N_with_24": total("24"),
        "empty_overlap_in_24": "24" in existence.empty_pairs,
        "ierr_all_two_list": existence.all_pairs, "ierr_single_pair": existence.worst_pair,
    }  # fmt: skip


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    "multiple_systems": multiple_systems,
    "multiple_systems_sparse": multiple_systems_sparse,
}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""

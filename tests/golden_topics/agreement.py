"""How the tasks of the reference on agreement of raters map to the public names: no arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from napeval.criteria import agreement

Offered = dict[str, Any]


def written(fraction: object) -> str | None:
    return None if fraction is None else str(fraction)


def krippendorff_alpha(ratings_raters_by_units: Sequence[Sequence[Any]]) -> Offered:
    offered: Offered = {}
    for measure in ("ratio", "interval", "ordinal", "nominal"):
        result = agreement.krippendorff_alpha(ratings_raters_by_units, measure=measure)
        offered[measure], offered[f"{measure}_fraction"] = result.alpha, written(result.alpha_fraction)
        offered["reportable"], offered["reason"] = result.reportable, result.reason
    return offered


def weighted_kappa(rater1: Sequence[Any], rater2: Sequence[Any], levels: Sequence[Any]) -> Offered:
    offered: Offered = {}
    for weights in ("unweighted", "linear", "quadratic"):
        result = agreement.weighted_kappa(rater1, rater2, levels=levels, weights=weights)
        offered[weights], offered["raw_agreement"] = result.kappa, result.raw_agreement
        offered["reportable"], offered["reason"] = result.reportable, result.reason
    return offered


def fleiss_kappa(ratings_units_by_raters: Sequence[Sequence[Any]]) -> Offered:
    result = agreement.fleiss_kappa(ratings_units_by_raters)
    return {"kappa": result.kappa, "kappa_fraction": written(result.kappa_fraction)}


def cronbach_alpha(items_respondents_by_items: Sequence[Sequence[Any]],
                   missing: str = "listwise") -> Offered:
    answers = items_respondents_by_items
    result = agreement.cronbach_alpha(answers, missing=missing)
    has_item_4 = len(answers[0]) >= 4
    turned = agreement.cronbach_alpha(answers, missing=missing, reverse=(4,)) if has_item_4 else None
    return {
        "alpha": result.alpha, "alpha_fraction": written(result.alpha_fraction),
        "alpha_standardised": result.alpha_standardised,
        "alpha_if_item_dropped": result.alpha_if_item_dropped, "feldt_ci95": result.interval,
        "alpha_after_reversing_item4": turned and turned.alpha, "n_used": result.n,
        "reportable": result.reportable, "reason": result.reason,
    }  # fmt: skip


def icc(ratings_units_by_raters: Sequence[Sequence[Any]]) -> Offered:
    result = agreement.intraclass_correlation(ratings_units_by_raters)
    return {"icc_a1": result.icc_a1, "icc_a1_ci95": result.icc_a1_interval, "icc_ck": result.icc_ck}


MAPPINGS: Mapping[str, Callable[..., Offered]] = {
    "krippendorff_alpha": krippendorff_alpha,
    "weighted_kappa": weighted_kappa,
    "fleiss_kappa": fleiss_kappa,
    "cronbach_alpha": cronbach_alpha,
    "icc": icc,
}

NOT_OFFERED: Mapping[str, str] = {}
"""Names of the vocabulary that are left out on purpose, and why."""

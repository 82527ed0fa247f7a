"""Multiple systems estimation: from the overlaps of lists to the persons on none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np
from scipy.special import chdtrc

from napeval.trends.assumptions import (
    CLOSED_POPULATION,
    NO_HETEROGENEITY_BEYOND_THE_MODEL,
    NOBODY_UNREACHABLE,
    ONE_DEFINITION,
    PERFECT_LINKAGE,
)
from napeval.trends.hidden.estimates import ModelEstimate, estimate
from napeval.trends.hidden.guards import TwoLists, lists_refusal, two_lists
from napeval.trends.hidden.hierarchy import Model, all_models, name_of, read_model
from napeval.trends.hidden.histories import Histories, read_histories
from napeval.trends.hidden.resampling import Resampled, over_model_choice
from napeval.trends.least_lengths import LISTS_PREFERRED, VERDICT_LEVEL, unknown_setting
from napeval.trends.results import Assumption, Effect, Many, Result, State, each
from napeval.trends.series import check_confidence
from napeval.trends.tails import normal_reach

CRITERIA = ("aic", "bic")
LEAST_RESAMPLES = 100
# Models that a resample chooses among: all up to 3 lists, beyond that those which fit the data best
# (Silverman, Chan and Vincent 2024: twenty give nearly the interval of all 113 for four lists).
MOST_CANDIDATES = 20
ASSUMED = (CLOSED_POPULATION, PERFECT_LINKAGE, NOBODY_UNREACHABLE, NO_HETEROGENEITY_BEYOND_THE_MODEL,
           ONE_DEFINITION)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class MultipleSystems(Result):
    """How many persons there are, seen and unseen, by one model and by all.

    n = observed: persons on at least one list; n_missing: histories whose count is not known. model: the one
    asked for, or the best by `criterion`. hidden: persons on no list; total = observed + hidden, with
    standard_error. interval: of the total if the model had been fixed before looking. interval_over_choice:
    with the choice made anew in resampled data; None when the model was given, or resamples is 0.
    best: the model of least criterion. models: every model fitted, simplest first; models_complete: are they
    all there are? models_without_estimate: how many say nothing. range_over_models: least and largest total.
    two_lists: with two lists, the values as of a single pair, for sensitivity only.
    resamples_without_estimate: resamples where no candidate had an estimate; they count as infinite.
    """

    OPTIONS = ("criterion", "max_order", "confidence", "resamples", "seed", "model_given")

    lists: int
    model_given: str | None
    criterion: str
    max_order: int
    confidence: float
    resamples: int
    seed: int
    observed: int = 0
    in_overlaps: int | None = None
    model: str | None = None
    hidden: float | None = None
    total: float | None = None
    standard_error: float | None = None
    interval: tuple[float, float] | None = None
    interval_over_choice: tuple[float, float] | None = None
    resamples_without_estimate: int | None = None
    deviance: float | None = None
    df: int | None = None
    aic: float | None = None
    bic: float | None = None
    best: str | None = None
    models: tuple[ModelEstimate, ...] = ()
    models_complete: bool | None = None
    models_without_estimate: int | None = None
    range_over_models: tuple[float, float] | None = None
    two_lists: TwoLists | None = None

    @property
    def effect(self) -> Effect | None:
        """The total; never with the interval of a model that was chosen by looking."""
        if not self.reportable or self.total is None:
            return None
        interval = self.interval_over_choice if self.model_given is None else self.interval
        return Effect(self.total, "persons", interval, self.confidence if interval else None)


def multiple_systems(counts: Mapping[str, Any], lists: int | None = None, *,
                     model: str | Sequence[str] | None = None, criterion: str = "aic",
                     max_order: int | None = None, confidence: float = 0.95, resamples: int = 500,
                     seed: int = 1) -> MultipleSystems:
    """How many persons are there, counting those on no list, as far as overlapping lists can tell?

    counts: persons by history, "101" = on lists 1 and 3 but not 2; not given = 0, None = not known. lists:
    how many; None = as the histories say. model: fixed before looking, "[12,3]", "L1+L2+L3+L1:L2" or
    interactions such as ("12",), () = none; None = the best by criterion ('aic', 'bic'). max_order: lists in
    the largest interaction tried; None = all but one up to four lists, two beyond. resamples: 0 (no interval
    over choice) or at least 100; seed: of the resampling. confidence: of the intervals, 0-1.
    Beyond five lists only models with the first few interactions are fitted (models_complete says so).
    Refused with a reason: count_missing, non_finite_value, not_a_count, no_events, no_overlap, too_few_lists
    (below 3), lists_not_linked, too_few_in_overlaps (below 7 persons), too_few_persons (below 100),
    estimate_does_not_exist, not_identifiable. Ask for each year and each group by itself.
    Raises ValueError for a history, model or setting that is none.
    Source: Fienberg 1972; Cormack 1989; Baillargeon and Rivest 2007 (names of models, standard errors);
    Chan, Silverman and Vincent 2021 (sparse lists); Silverman, Chan and Vincent 2024 (interval over choice).
    """
    _check_settings(criterion, resamples)
    check_confidence(confidence)
    histories = read_histories(counts, lists)
    given = None if model is None else read_model(model, histories.lists)
    frame: dict[str, Any] = {
        "n": histories.observed, "observed": histories.observed, "n_missing": histories.n_missing,
        "lists": histories.lists, "model_given": None if given is None else name_of(given),
        "criterion": criterion, "max_order": _order(max_order, histories.lists), "confidence": confidence,
        "resamples": resamples, "seed": seed, "method": "log_linear_poisson",
        "assumptions": _assumptions(histories, None),
    }  # fmt: skip
    reason = lists_refusal(histories)
    if histories.refusal is not None or histories.in_overlaps == 0:
        return MultipleSystems(**frame, reportable=False, reason=reason)
    return _estimated(histories, given, frame, reason)


def _estimated(histories: Histories, given: Model | None, frame: dict[str, Any],
               reason: str | None) -> MultipleSystems:
    """All models, the one asked for or chosen, and how sure its total is; values stay beside a refusal."""
    criterion, confidence = frame["criterion"], frame["confidence"]
    models, complete = all_models(histories.lists, frame["max_order"])
    fitted = tuple(estimate(histories, one) for one in models)
    over = _over_models(fitted, complete, criterion)
    chosen = _find(fitted, frame["model_given"] or over["best"])
    if chosen is None:
        chosen = fitted[0] if given is None else estimate(histories, given)
    reason = reason or chosen.reason
    frame = {
        **frame, **over, **_of_model(chosen, histories, confidence), "in_overlaps": histories.in_overlaps,
        "assumptions": _assumptions(histories, chosen),
        "two_lists": two_lists(histories, 0, 1) if histories.lists == 2 else None,
    }  # fmt: skip
    if given is None and reason is None and frame["resamples"] and chosen.total is not None:
        again = over_model_choice(
            histories, _candidates(models, fitted, criterion), chosen.total, criterion=criterion,
            confidence=confidence, resamples=frame["resamples"], seed=frame["seed"],
        )  # fmt: skip
        frame |= _of_resampling(again)
    return MultipleSystems(**frame, reportable=reason is None, reason=reason)


def _check_settings(criterion: str, resamples: int) -> None:
    if criterion not in CRITERIA:
        raise ValueError(unknown_setting("criterion", criterion, CRITERIA))
    if resamples != 0 and resamples < LEAST_RESAMPLES:
        raise ValueError(f"resamples: found {resamples!r}; allowed: 0 (none) or at least {LEAST_RESAMPLES}.")


def _order(max_order: int | None, lists: int) -> int:
    most = max(1, lists - 1)
    if max_order is None:
        return most if lists <= LISTS_PREFERRED else 2
    if not 1 <= max_order <= most:
        raise ValueError(f"max_order: found {max_order!r} for {lists} lists; allowed: 1 to {most}.")
    return max_order


def _find(fitted: tuple[ModelEstimate, ...], name: str | None) -> ModelEstimate | None:
    return next((one for one in fitted if one.name == name), None)


def _over_models(fitted: tuple[ModelEstimate, ...], complete: bool, criterion: str) -> dict[str, Any]:
    totals = [one.total for one in fitted if one.total is not None]
    best = min(fitted, key=lambda one: one.criterion(criterion))
    return {
        "models": fitted, "models_complete": complete, "models_without_estimate": len(fitted) - len(totals),
        "best": best.name if totals else None,
        "range_over_models": (min(totals), max(totals)) if totals else None,
    }  # fmt: skip


def _of_model(chosen: ModelEstimate, histories: Histories, confidence: float) -> dict[str, Any]:
    return {
        "model": chosen.name, "hidden": chosen.hidden, "total": chosen.total, "deviance": chosen.deviance,
        "standard_error": chosen.standard_error, "df": chosen.df, "aic": chosen.aic, "bic": chosen.bic,
        "interval": _interval(chosen, histories.observed, confidence),
    }  # fmt: skip


def _interval(chosen: ModelEstimate, observed: int, confidence: float) -> tuple[float, float] | None:
    """Normal on the logarithm of the unseen, so that no limit lies below the persons observed."""
    if chosen.hidden is None or chosen.log_standard_error is None:
        return None
    away = normal_reach(confidence) * chosen.log_standard_error
    return observed + chosen.hidden * float(np.exp(-away)), observed + chosen.hidden * float(np.exp(away))


def _candidates(models: tuple[Model, ...], fitted: tuple[ModelEstimate, ...],
                criterion: str) -> list[Model]:
    """Every model up to three lists; beyond that the best of the data."""
    ranked = sorted(zip(models, fitted, strict=True), key=lambda pair: pair[1].criterion(criterion))
    return [model for model, _ in ranked[:MOST_CANDIDATES]]


def _of_resampling(again: Resampled) -> dict[str, Any]:
    return {"interval_over_choice": again.interval, "resamples_without_estimate": again.without_estimate}


def _assumptions(histories: Histories, chosen: ModelEstimate | None) -> tuple[Assumption, ...]:
    enough: State = "holds" if histories.lists >= LISTS_PREFERRED else "doubtful"
    checks = [Assumption("enough_lists_to_tell_dependence", enough)]
    if histories.refusal is None:
        overlaps = [histories.persons_on_all_of(pair) for pair in combinations(range(histories.lists), 2)]
        checks.append(Assumption("every_two_lists_overlap", "holds" if all(overlaps) else "doubtful"))
    if chosen is not None and chosen.deviance is not None and chosen.df > 0:
        p = float(chdtrc(chosen.df, chosen.deviance))
        checks.append(Assumption("model_fits", "doubtful" if p <= VERDICT_LEVEL else "holds", p))
    return (*ASSUMED, *checks)


def multiple_systems_many(counts: Sequence[Mapping[str, Any]], lists: int | None = None, *,
                          seed: int = 1, **settings: Any) -> Many:
    """The same for many years or groups, each by itself: how many persons are there in each?

    counts: one table of histories for each. lists, seed and the other settings: as in multiple_systems; the
    same seed for each. Returns the fields of MultipleSystems as columns.
    Raises ValueError as multiple_systems does, and when there is no table.
    """
    return each(partial(multiple_systems, lists=lists, seed=seed, **settings), counts)

"""How sure is the total when the model, too, was chosen from the data? Resampling, choice included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from napeval.trends.hidden.estimates import many_tables
from napeval.trends.hidden.hierarchy import Model, design
from napeval.trends.hidden.histories import Histories
from napeval.trends.series import FloatArray


@dataclass(frozen=True)
class Resampled:
    """interval: of the total, over model choice; its upper limit is infinite where too many resamples had no
    estimate at all. without_estimate: resamples in which no candidate model had one. acceleration: of BCa.
    """

    interval: tuple[float, float]
    without_estimate: int
    acceleration: float


def over_model_choice(histories: Histories, models: Sequence[Model], total: float, *, criterion: str,
                      confidence: float, resamples: int, seed: int) -> Resampled:
    """The interval of the total when the choice among these models is made anew in every resample.

    models: the candidates. total: the estimate from the data. Persons are drawn anew with their histories;
    limits are bias-corrected and accelerated (BCa), the acceleration from leaving out one person at a time.
    Source: Silverman, Chan and Vincent 2024, Statistics and Computing 34; Efron 1987 for BCa.
    """
    persons, observed = histories.counts, histories.observed
    drawn = np.random.default_rng(seed).multinomial(observed, persons / observed, size=resamples)
    present = np.flatnonzero(persons > 0)
    one_less = persons - np.eye(len(persons))[present]
    totals = _chosen_totals(histories, models, np.vstack([drawn, one_less]).astype(float), criterion)
    again, left_out = totals[:resamples], totals[resamples:]
    acceleration = _acceleration(left_out, persons[present])
    return Resampled(
        _bca_limits(again, total, acceleration, confidence), int(np.isinf(again).sum()), acceleration
    )


def _chosen_totals(histories: Histories, models: Sequence[Model], tables: FloatArray,
                   criterion: str) -> FloatArray:
    """The total by the best candidate of each table; infinite where none has an estimate."""
    observed = tables.sum(axis=1)
    each = 2.0 if criterion == "aic" else np.log(observed)
    best, hidden = np.full(len(tables), np.inf), np.full(len(tables), np.inf)
    for model in models:
        matrix = design(histories.table, model)
        unseen, minus_twice = many_tables(matrix, tables)
        score = minus_twice + each * matrix.shape[1]
        better = np.nan_to_num(score, nan=np.inf) < best
        best[better], hidden[better] = score[better], unseen[better]
    return observed + hidden


def _acceleration(left_out: FloatArray, persons: FloatArray) -> float:
    """Skewness of the totals without one person, each history weighing as many as it has persons."""
    if not np.isfinite(left_out).all():
        return 0.0
    away = np.average(left_out, weights=persons) - left_out
    spread = (persons * away**2).sum()
    return float((persons * away**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0


def _bca_limits(again: FloatArray, total: float, acceleration: float,
                confidence: float) -> tuple[float, float]:
    below = ((again < total).mean() + (again <= total).mean()) / 2
    edge = 1 / (2 * len(again))
    bias = norm.ppf(np.clip(below, edge, 1 - edge))
    tail = norm.ppf((1 - confidence) / 2)
    steps = bias + np.array([tail, -tail])
    shares = norm.cdf(bias + steps / (1 - acceleration * steps))
    low, high = np.quantile(again, shares, method="inverted_cdf")
    return float(low), float(high)

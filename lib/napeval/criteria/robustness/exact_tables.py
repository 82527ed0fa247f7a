"""Rows of the results tables left_out and tipping_weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from napeval.criteria.criterion_rating import JUDGED, CriterionRating
from napeval.criteria.exact import number
from napeval.criteria.overall import knocked_out, overall
from napeval.criteria.questions import Rules
from napeval.criteria.robustness.leaving_out import Without, without_each, without_each_criterion
from napeval.criteria.robustness.tipping import Tipping, tipping_of
from napeval.criteria.scale_levels import OVERALL
from napeval.criteria.scales import Scale
from napeval.cycle.trace import join_traces

Weights = Mapping[str, Fraction] | str
"""Weights of the criteria in the overall mark, or why there are none (see overall_weights)."""


def left_out_rows(
    criteria: Mapping[str, CriterionRating], scale: Scale, weights: Weights, rules: Rules
) -> Iterator[dict[str, Any]]:
    """Every demonstrated criterion, and all together, without one piece at a time."""
    for name, rating in criteria.items():
        if rating.points is not None:
            for one in without_each(rating, rules):
                yield _left_out(name, scale, one, rating.points, rating.level, rating.trace)
    scores = {name: rating.points for name, rating in criteria.items()}
    whole = overall(scale, scores, weights)
    if isinstance(weights, str) or whole.score is None or whole.level is None:
        return
    trace = traces_of(criteria, weights)
    for one in without_each_criterion(scale, scores, weights):
        yield _left_out(OVERALL, scale, one, whole.score, whole.level.code, trace)


def _left_out(
    criterion: str, scale: Scale, one: Without, now: Fraction, level: str, trace: str
) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "kind": one.kind,
        "subject": one.subject,
        "scale_id": scale.id,
        "score": number(one.score),
        "change": number(None if one.score is None else one.score - now),
        "level": one.level,
        "flips": one.level != level if one.level else None,
        "reason": one.reason,
        "trace": trace,
    }


def tipping_rows(
    criteria: Mapping[str, CriterionRating], scale: Scale, weights: Weights
) -> Iterator[dict[str, Any]]:
    """Every question that makes the mark of its criterion, and every criterion that makes the overall one."""
    for name, rating in criteria.items():
        if rating.points is not None:
            parts = _parts(rating)
            for subject in parts:
                yield _tipping(name, scale, tipping_of(subject, parts, scale), rating.level, rating.trace)
    scores = {name: rating.points for name, rating in criteria.items()}
    whole = overall(scale, scores, weights)
    if isinstance(weights, str) or whole.score is None or whole.level is None:
        return
    parts = {
        name: (weight, points) for name, weight in weights.items() if (points := scores[name]) is not None
    }
    # Weights do not move the knock-outs: they hang on the levels of the criteria alone.
    levels = {name: scale.level_of(points) for name, (_weight, points) in parts.items()}
    cap, _by = knocked_out(scale, scale.levels[-1], levels)
    for subject in parts:
        found = tipping_of(subject, parts, scale, cap=cap)
        yield _tipping(OVERALL, scale, found, whole.level.code, traces_of(criteria, weights))


def _parts(rating: CriterionRating) -> dict[str, tuple[Fraction, Fraction]]:
    """Weight and points of the questions that make the mark."""
    judged = rating.basis == JUDGED
    found = {
        one.question.id: (one.question.weight, one.judged if judged else one.score)
        for one in rating.questions
    }
    return {name: (weight, points) for name, (weight, points) in found.items() if points is not None}


def traces_of(criteria: Mapping[str, CriterionRating], names: Iterable[str]) -> str:
    """The rows behind the criteria of these names, as far as they are asked."""
    return join_traces(criteria[name].trace for name in names if name in criteria)


def _tipping(criterion: str, scale: Scale, one: Tipping, now: str, trace: str) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "subject": one.subject,
        "scale_id": scale.id,
        "share": number(one.share),
        "tipping_share": number(one.tipping),
        "direction": one.direction,
        "level_from": now,
        "level_to": one.level_to,
        "reason": one.reason,
        "trace": trace,
    }


LEFT_OUT = {
    **dict.fromkeys(("criterion", "kind", "subject", "scale_id"), "str"),
    **dict.fromkeys(("score", "change"), "float64"), "level": "str", "flips": "boolean",
    **dict.fromkeys(("reason", "trace"), "str"),
}  # fmt: skip
TIPPING = {
    **dict.fromkeys(("criterion", "subject", "scale_id"), "str"),
    **dict.fromkeys(("share", "tipping_share"), "float64"),
    **dict.fromkeys(("direction", "level_from", "level_to", "reason", "trace"), "str"),
}  # fmt: skip

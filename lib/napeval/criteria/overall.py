"""One mark from all criteria, by the overall rule and the knock-outs of a scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.exact import exact, weighted_mean
from napeval.criteria.naming import hint
from napeval.criteria.scale_rules import Level
from napeval.criteria.scales import Scale
from napeval.cycle.cycle import Evaluation


@dataclass(frozen=True)
class Overall:
    """One mark from all criteria.

    score: in points of 0 to 100, None where there is none; reasons says why.
    level: after the knock-outs, before: without them. knocked_by: the criteria that set off a knock-out which
    lowered it.
    """

    score: Fraction | None = None
    level: Level | None = None
    before: Level | None = None
    knocked_by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def criteria_on(scale: Scale, asked: Iterable[str]) -> tuple[str, ...]:
    """The criteria that make the overall mark of a scale: its own, or those asked where it serves any."""
    return tuple(asked) if scale.any_criterion else scale.criteria


def overall_weights(
    scale: Scale, asked: Iterable[str], stated: Mapping[str, float] | None
) -> Mapping[str, Fraction] | str:
    """The weight of each criterion in the overall mark of a scale, or why there is none.

    stated: what the evaluation sets (overall_weights). A scale that leaves the weights to judgement needs
    them for each of its criteria (weights_not_given); where the equal weights of a mean are ours, they take
    their place; published weights stay. overall_needs_judgement: the rule of the scale is no arithmetic.
    """
    rule, criteria = scale.overall, criteria_on(scale, asked)
    if rule.method == "none":
        return "overall_needs_judgement"
    if rule.method == "weighted_mean":
        return rule.weights
    if rule.method == "judged_weights" or (stated and rule.basis == "ours"):
        if not stated or any(name not in stated for name in criteria):
            return "weights_not_given"
        return {name: exact(stated[name]) for name in criteria}
    return dict.fromkeys(criteria, Fraction(1))


def stated_weights(evaluation: Evaluation, criteria: Sequence[str]) -> Mapping[str, float]:
    """The weights of criteria that an evaluation sets (overall_weights), maybe none.

    criteria: those of the matrix. Raises EvidenceError for other names and for weights that are not above 0.
    """
    stated = evaluation.settings.get("overall_weights") or {}
    for name, weight in stated.items():
        place = f"evaluation {evaluation.name}, overall_weights"
        if name not in criteria:
            raise EvidenceError(f"{place}: no criterion '{name}'; {hint(str(name), criteria)}")
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight < float("inf"):
            raise EvidenceError(f"{place}: criterion {name}: found '{weight}'; expected a number above 0")
    return stated


def overall(
    scale: Scale, scores: Mapping[str, Fraction | None], weights: Mapping[str, Fraction] | str
) -> Overall:
    """One mark from the scores of the criteria asked, in points of 0 to 100.

    weights: as overall_weights gives them. A criterion of the scale that is not demonstrated
    (criterion_missing) or not asked (criterion_not_asked) leaves the whole without a mark: averaged away,
    what is not known would count as if it were as good as the rest.
    """
    if isinstance(weights, str):
        return Overall(reasons=(weights,))
    known = {name: score for name, score in scores.items() if name in weights and score is not None}
    tests = {
        "criterion_missing": any(name in scores and name not in known for name in weights),
        "criterion_not_asked": any(name not in scores for name in weights),
    }
    score = weighted_mean([(weights[name], points) for name, points in known.items()])
    if score is None or any(tests.values()):
        return Overall(reasons=tuple(code for code, holds in tests.items() if holds) or ("not_asked",))
    before = scale.level_of(score)
    level, knocked_by = knocked_out(
        scale, before, {name: scale.level_of(points) for name, points in known.items()}
    )
    return Overall(score, level, before, knocked_by)


def knocked_out(scale: Scale, before: Level, levels: Mapping[str, Level]) -> tuple[Level, tuple[str, ...]]:
    """The overall level after every knock-out of the scale, and the criteria that lower it.

    levels: of the criteria. One that is not there, and a cap that is no worse than the level, lowers nothing.
    """
    caps: dict[str, Level] = {}
    for rule in scale.knock_outs:
        for name in (one for one in rule.criteria if one in levels):
            cap = levels[name] if rule.not_above else scale.level(rule.cap)
            sets_off = rule.not_above or levels[name].ordinal <= scale.level(rule.at_or_worse).ordinal
            if sets_off and cap.ordinal < before.ordinal:
                caps[name] = min(cap, caps.get(name, cap), key=lambda level: level.ordinal)
    lowest = min((before, *caps.values()), key=lambda level: level.ordinal)
    return lowest, tuple(name for name in scale.criteria if name in caps)

"""The same evidence on every rating scale: a level for each criterion, and one for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.criteria.computed import BEST, WORST
from napeval.criteria.criterion_rating import COMPUTED, JUDGED, CriterionRating
from napeval.criteria.exact import exact, number
from napeval.criteria.overall import Overall, criteria_on, overall, overall_weights
from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.criteria.questions import Rules
from napeval.criteria.scale_rules import Level
from napeval.criteria.scales import Scale, load_scale, rating_scales
from napeval.cycle.trace import join_traces

OVERALL, IMPLEMENTATION = "overall", "implementation"
MIXED = "mixed"
"""The basis of an overall mark that rests on judged and on computed criteria."""
_IMPLEMENTATION_SCALE = "sigma_implementation"
_POINTS = ("score", "lower", "upper", "own", "judged")
_LEVELS = ("level_computed", "level_low", "level_high", "level_judged", "level_before", "level")
_RATES = {"score": "done_of_reported", "lower": "done_lower", "upper": "done_upper"}


def scale_levels(
    criteria: Mapping[str, CriterionRating],
    results: Mapping[str, pd.DataFrame],
    rules: Rules,
    *,
    stated: Mapping[str, float] | None,
) -> pd.DataFrame:
    """What would the same evidence be called on each of the rating scales?

    criteria: the criteria asked. results: implementation_points is used where it is there. stated: weights of
    criteria that the evaluation sets (see overall_weights).
    Returns the results table `scale_levels`, a row per scale of rating_scales() and criterion, and its row
    `overall`; then one for the scale that rates implementation only. verification: how far the scale was
    checked against its source; bands: whether its rule for points is published or ours.
    - a criterion: its points and levels as in the table `criteria`, or not_on_scale.
    - overall: score, from the points of the criteria that prevail; judged, where all are judged;
      lower, upper: with every criterion at its lower and upper end, one without evidence or not asked at 0
      and at 100. Levels stand after the knock-outs, level_before without them; knocked_by: what set them off.
    - implementation: the share (in percent) of the plan's due activities that was done, of those reported;
      lower, upper: with what is not reported not done and done; own: its points, of 15.
    own: the score that prevails in the unit of the scale. basis of overall: judged, computed, or mixed.
    reason: codes joined by semicolons.
    """
    rows: list[dict[str, Any]] = []
    for scale in map(load_scale, rating_scales()):
        on_scale = criteria_on(scale, criteria)
        here = {name: replace(rating, scale=scale) for name, rating in criteria.items()}
        for name, rating in here.items():
            if name in on_scale:
                rows.append(_of_criterion(name, rating))
            else:
                rows.append(_row(scale, name, reason="not_on_scale", trace=rating.trace))
        rows.append(_of_all(here, on_scale, scale, overall_weights(scale, criteria, stated)))
    rows.append(_of_implementation(results, rules))
    columns = (
        "scale_id", "criterion", "verification", "bands", "score", "lower", "upper", "own", "level_computed",
        "level_low", "level_high", "judged", "level_judged", "level_before", "knocked_by", "level", "basis",
        "reason", "trace",
    )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(dict.fromkeys(_POINTS, "float64"))


def _row(scale: Scale, criterion: str, **cells: object) -> dict[str, Any]:
    blank = {
        **dict.fromkeys(_POINTS),
        **dict.fromkeys((*_LEVELS, "knocked_by", "basis", "reason", "trace"), ""),
    }
    source = {"verification": scale.verification, "bands": scale.points_rule.basis}
    return {"scale_id": scale.id, "criterion": criterion, **source, **blank, **cells}


def _of_criterion(name: str, rating: CriterionRating) -> dict[str, Any]:
    return _row(
        rating.scale,
        name,
        score=number(rating.score),
        lower=number(rating.lower),
        upper=number(rating.upper),
        own=_own(rating.scale, rating.points),
        level_computed=rating.level_of(rating.score),
        level_low=rating.level_of(rating.lower),
        level_high=rating.level_of(rating.upper),
        judged=number(rating.judged),
        level_judged=rating.level_of(rating.judged),
        level=rating.level,
        basis=rating.basis,
        reason=";".join(rating.reasons),
        trace=rating.trace,
    )


def _of_all(
    criteria: Mapping[str, CriterionRating],
    on_scale: Sequence[str],
    scale: Scale,
    weights: Mapping[str, Fraction] | str,
) -> dict[str, Any]:
    """The row of the overall mark. on_scale: the criteria that make it, asked or not."""
    ratings = {name: rating for name, rating in criteria.items() if name in on_scale}

    def end(column: str, where_unknown: Fraction) -> Overall:
        ends = {name: getattr(ratings.get(name), column, None) for name in on_scale}
        filled = {name: where_unknown if points is None else points for name, points in ends.items()}
        return overall(scale, filled, weights)

    whole = overall(scale, {name: rating.points for name, rating in ratings.items()}, weights)
    computed = overall(scale, {name: rating.score for name, rating in ratings.items()}, weights)
    judged = overall(scale, {name: rating.judged for name, rating in ratings.items()}, weights)
    low, high = end("lower", WORST), end("upper", BEST)
    bases = {rating.basis for rating in ratings.values()}
    basis = MIXED if bases == {JUDGED, COMPUTED} else next(iter(bases), "")
    # Without a rule or without weights there is nothing that evidence could demonstrate.
    lacks_evidence = whole.score is None and not isinstance(weights, str)
    return _row(
        scale,
        OVERALL,
        score=number(whole.score),
        lower=number(low.score),
        upper=number(high.score),
        own=_own(scale, whole.score),
        level_computed=_code(computed.level),
        level_low=_code(low.level),
        level_high=_code(high.level),
        judged=number(judged.score),
        level_judged=_code(judged.level),
        level_before=_code(whole.before),
        knocked_by=";".join(whole.knocked_by),
        level=NOT_DEMONSTRATED if lacks_evidence else _code(whole.level),
        basis=NOT_DEMONSTRATED if lacks_evidence else basis if whole.score is not None else "",
        reason=";".join(whole.reasons),
        trace=join_traces(rating.trace for rating in ratings.values()),
    )


def _of_implementation(results: Mapping[str, pd.DataFrame], rules: Rules) -> dict[str, Any]:
    """The row of the scale for implementation: the whole plan, all years that have begun together."""
    scale = load_scale(_IMPLEMENTATION_SCALE)
    found = next(_rows_of_plan(results), None)
    if found is None:
        return _row(scale, IMPLEMENTATION, level=NOT_DEMONSTRATED, basis=NOT_DEMONSTRATED, reason="no_row")
    rates = {name: _figure(found[column]) for name, column in _RATES.items()}
    coverage, points = _figure(found["coverage"]), _figure(found["points"])
    levels = {name: "" if rate is None else scale.level_of(100 * rate).code for name, rate in rates.items()}
    reason = found["reason"] if isinstance(found["reason"], str) else ""
    if rates["score"] is not None and (coverage is None or coverage < rules.minimum_known):
        reason = "too_little_known"
    shown = rates["score"] is not None and not reason
    return _row(
        scale,
        IMPLEMENTATION,
        **{name: number(None if rate is None else 100 * rate) for name, rate in rates.items()},
        own=number(points),
        level_computed=levels["score"],
        level_low=levels["lower"],
        level_high=levels["upper"],
        level=levels["score"] if shown else NOT_DEMONSTRATED,
        basis=COMPUTED if shown else NOT_DEMONSTRATED,
        reason=reason,
        trace=found["trace"],
    )


def _rows_of_plan(results: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    for row in (
        results["implementation_points"].to_dict("records") if "implementation_points" in results else ()
    ):
        if (row["scope"], str(row["year"])) == ("plan", "all"):
            yield {str(column): cell for column, cell in row.items()}


def _figure(cell: object) -> Fraction | None:
    """A figure of a results table; None where it is missing or hidden."""
    return exact(float(cell)) if isinstance(cell, int | float) and cell == cell else None


def _own(scale: Scale, points: Fraction | None) -> float:
    return number(None if points is None else scale.own_unit(points))


def _code(level: Level | None) -> str:
    return "" if level is None else level.code

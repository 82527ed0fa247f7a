"""How firm each mark is, what it depends on, and what would change it: five results tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.criterion_rating import JUDGED, CriterionRating, criterion_score
from napeval.criteria.overall import criteria_on, overall, overall_weights, stated_weights
from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.criteria.questions import Matrix
from napeval.criteria.rating import Assessment
from napeval.criteria.robustness.arrays import arrays_of
from napeval.criteria.robustness.drawing import Drawn, drawn, drawn_whole
from napeval.criteria.robustness.drawn_tables import (
    LEVELS,
    NOTHING_KNOWN,
    ONE_EVALUATOR,
    ROBUSTNESS,
    SENSITIVITY,
    Subject,
    level_rows,
    robustness_row,
    sensitivity_rows,
)
from napeval.criteria.robustness.exact_tables import (
    LEFT_OUT,
    TIPPING,
    Weights,
    left_out_rows,
    tipping_rows,
    traces_of,
)
from napeval.criteria.scale_levels import OVERALL
from napeval.criteria.scales import Scale, load_scale, rating_scales
from napeval.cycle.cycle import Evaluation
from napeval.measures.rows import result_frame

DRAWS = 10_000
SEED = 20220101
"""The seed where the evaluation states none."""


class RobustnessTables(NamedTuple):
    """The five results tables."""

    robustness: pd.DataFrame
    robustness_levels: pd.DataFrame
    sensitivity: pd.DataFrame
    left_out: pd.DataFrame
    tipping_weights: pd.DataFrame


def robustness(
    assessment: Assessment, evaluation: Evaluation, matrix: Matrix, scale: Scale, *, draws: int = DRAWS
) -> RobustnessTables:
    """How often does each mark come out when what was chosen or is unknown is drawn anew?

    assessment: of this evaluation, with this matrix and scale. Settings of the evaluation used:
    overall_weights and seed (else SEED); the same seed gives the same tables, and a criterion more or less,
    or another order, leaves the others as they are.

    A draw varies, as far as they can move the score, the factors
    - question_weights, item_weights, criterion_weights: in half of the draws each weight times 0.75 to 1.25
      (uniform), in the other half Dirichlet around the nominal weights with concentration 20
    - missing: what is not known, uniform within its bounds (0 to 100 points where there are none)
    - bounds: figures that are disputed or known in part, uniform within their bounds
    - raters: evaluators drawn with replacement from those of each question; what they agreed on stays
    - normalisation: evidence as it is rated, or put on a rung of five first (10, 30, 50, 70, 90 points)
    - aggregation: arithmetic mean, geometric mean (shifted by one point), or weighted median, of the evidence
      of a question and of the questions of a criterion.
    What is drawn is what prevails in the published mark: the evaluators' marks, or the evidence. A criterion
    that is not demonstrated (reason not_demonstrated) is drawn within all its bounds: its shares of levels
    say what it could be, and there is no share of the same level. Where nothing is known there are no draws
    (nothing_known). The overall mark is the weighted mean by the rule of the scale, with its knock-outs.

    robustness: a row per criterion and one for `overall`. level_share, below_share, above_share: share of
    draws (0-1) with the published level, a worse and a better one; the standard error of a share is at most
    0.005 with 10,000 draws. modal_level: the most frequent. median, low, high (5th and 95th percentile) in
    points. verdict: robust from a share of 0.9 on, fairly_robust from 0.7, else fragile (our convention);
    none where no factor can move the score (nothing_to_vary). one_evaluator: who judges could not be varied.
    leading_factor: the one with the largest total index.
    robustness_levels: share of draws by level, on every scale that has the criterion.
    sensitivity: first-order and total index on the score by factor, with 5th and 95th percentile of a
    bootstrap; no_variation where nothing moves the score.
    left_out: the mark without one question, item, evaluator or criterion (exact); change in points; flips:
    whether the level is another; last_one where nothing would be left.
    tipping_weights: share of a question in its criterion, of a criterion in the overall mark, and the nearest
    share at which the level changes, the others keeping their proportions (exact); never where no share
    between 0 and 1 does.

    Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; Saisana, Saltelli and
    Tarantola (2005); Saltelli et al. (2010) and Jansen (1999) for the indices.
    Raises EvidenceError for a seed below 0 and weights of criteria that cannot be used.
    """
    seed = _seed(evaluation)
    stated = stated_weights(evaluation, matrix.criteria)
    criteria = {
        name: criterion_score(ratings, matrix.rules, scale, prevails=assessment.prevails)
        for name, ratings in assessment.ratings.items()
    }
    subjects = {name: _subject(name, rating, seed, draws) for name, rating in criteria.items()}
    weights = {
        one: overall_weights(load_scale(one), list(criteria), stated) for one in (*rating_scales(), scale.id)
    }
    wholes = {one: _whole(load_scale(one), criteria, subjects, weights[one], seed) for one in weights}
    shown = [*subjects.values(), wholes[scale.id]]
    levels = [
        row
        for one in map(load_scale, rating_scales())
        for subject in (*subjects.values(), wholes[one.id])
        if subject.criterion in (*criteria_on(one, criteria), OVERALL)
        for row in level_rows(subject, one)
    ]
    return RobustnessTables(
        result_frame([robustness_row(one, scale) for one in shown], ROBUSTNESS),
        result_frame(levels, LEVELS),
        result_frame([row for one in shown for row in sensitivity_rows(one)], SENSITIVITY),
        result_frame(left_out_rows(criteria, scale, weights[scale.id], matrix.rules), LEFT_OUT),
        result_frame(tipping_rows(criteria, scale, weights[scale.id]), TIPPING),
    )


def _seed(evaluation: Evaluation) -> int:
    seed = evaluation.settings.get("seed", SEED)
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise EvidenceError(
            f"evaluation {evaluation.name}, seed: found '{seed}'; expected a whole number from 0"
        )
    return seed


def _subject(name: str, rating: CriterionRating, seed: int, draws: int) -> Subject:
    own = arrays_of(rating.questions, judged=rating.basis == JUDGED)
    if own is None:
        reason = NOTHING_KNOWN if rating.questions else ";".join(rating.reasons)
        return Subject(name, rating.level, rating.trace, None, reason)
    reason = ONE_EVALUATOR if own.one_evaluator else ""
    return Subject(name, rating.level, rating.trace, drawn(own, name, seed, draws), reason)


def _whole(
    scale: Scale,
    criteria: Mapping[str, CriterionRating],
    subjects: Mapping[str, Subject],
    weights: Weights,
    seed: int,
) -> Subject:
    """The overall mark on a scale; drawn where the scale has a rule and each of its criteria is drawn."""
    found = overall(scale, {name: rating.points for name, rating in criteria.items()}, weights)
    if isinstance(weights, str):
        return Subject(OVERALL, "", traces_of(criteria, criteria_on(scale, criteria)), None, weights)
    level = found.level.code if found.level else NOT_DEMONSTRATED
    trace = traces_of(criteria, weights)
    asked = {name: subjects[name].drawn for name in weights if name in subjects}
    known: dict[str, Drawn] = {name: one for name, one in asked.items() if one is not None}
    if len(known) < len(weights) or not known:
        missing = "criterion_not_asked" in found.reasons or not weights
        return Subject(OVERALL, level, trace, None, ";".join(found.reasons) if missing else NOTHING_KNOWN)
    return Subject(OVERALL, level, trace, drawn_whole(weights, known, seed))

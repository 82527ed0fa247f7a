"""From an evaluation and its results tables to evidence and ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.asked import criteria_asked, questions_asked
from napeval.criteria.criterion_rating import COMPUTED, JUDGEMENT, criteria_frame, criterion_score
from napeval.criteria.evidence import evidence_frame, gather
from napeval.criteria.naming import hint
from napeval.criteria.overall import stated_weights
from napeval.criteria.question_rating import QuestionRating, questions_frame, rate_question
from napeval.criteria.questions import Matrix
from napeval.criteria.scale_levels import scale_levels
from napeval.criteria.scales import Scale
from napeval.cycle.cycle import Cycle, Evaluation

Ratings = Mapping[str, tuple[QuestionRating, ...]]
"""Ratings of questions by criterion, in the order of the matrix."""


@dataclass(frozen=True)
class Assessment:
    """The results tables evidence, questions, criteria and scale_levels, and the exact ratings behind them.

    prevails: judgement or computed, whichever becomes the level.
    """

    evidence: pd.DataFrame
    questions: pd.DataFrame
    criteria: pd.DataFrame
    scale_levels: pd.DataFrame
    ratings: Ratings
    prevails: str

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        names = ("evidence", "questions", "criteria", "scale_levels")
        return {name: getattr(self, name) for name in names}


def rate(
    evaluation: Evaluation, results: Mapping[str, pd.DataFrame], matrix: Matrix, scale: Scale, cycle: Cycle
) -> Ratings:
    """The exact ratings of the questions that an evaluation asks, by criterion; () where none is asked.

    Arguments and errors are those of assess().
    """
    scale.require_levels()
    criteria = criteria_asked(evaluation, matrix)
    questions = questions_asked(evaluation, matrix, criteria)
    gathered = gather(evaluation, results, matrix, scale, questions, cycle)
    rated = [
        rate_question(question, [one for one in gathered if one.question.id == question.id], matrix.rules)
        for question in questions
    ]
    return {name: tuple(one for one in rated if one.question.criterion == name) for name in criteria}


def assess(
    evaluation: Evaluation, results: Mapping[str, pd.DataFrame], matrix: Matrix, scale: Scale, cycle: Cycle
) -> Assessment:
    """What the plan is worth by the criteria of the evaluation, and how well that is known.

    evaluation: its settings give kind (mid_term, ex_post or review), criteria (ids; all where left out),
    weights (of questions, by id; those of the matrix where left out), overall_weights (of criteria) and
    prevails (judgement, the default, or computed).
    results: results tables by name, as far as the matrix names them, and implementation_points.
    cycle: says which sources stand behind the results.

    The computed score is the weighted mean of computed and survey evidence; evaluators' marks stay apart
    from it. What they agreed on counts before the mean of their marks. lower and upper: all that is missing
    at 0 and at 100. Nothing is demonstrated where the share of weight with evidence is below the minimum of
    the matrix, a required item is missing, or only the plan itself speaks.

    Raises EvidenceError for unknown names and marks outside the scale, ScaleError for a scale that has no
    rule for points.
    """
    stated = stated_weights(evaluation, matrix.criteria)
    prevails = evaluation.settings.get("prevails") or JUDGEMENT
    if prevails not in (JUDGEMENT, COMPUTED):
        allowed = hint(str(prevails), (JUDGEMENT, COMPUTED))
        raise EvidenceError(f"evaluation {evaluation.name}, prevails: no word '{prevails}'; {allowed}")
    ratings = rate(evaluation, results, matrix, scale, cycle)
    criteria = {
        name: criterion_score(questions, matrix.rules, scale, prevails=prevails)
        for name, questions in ratings.items()
    }
    rated = [one for questions in ratings.values() for one in questions]
    return Assessment(
        evidence_frame([one for rating in rated for one in rating.gathered]),
        questions_frame(rated, matrix.rules),
        criteria_frame(criteria, matrix.rules),
        scale_levels(criteria, results, matrix.rules, stated=stated),
        ratings,
        prevails,
    )

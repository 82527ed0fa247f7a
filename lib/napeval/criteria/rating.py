"""From an evaluation and its results tables to evidence and ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from napeval.criteria.asked import criteria_asked, questions_asked
from napeval.criteria.criterion_rating import criteria_frame
from napeval.criteria.evidence import evidence_frame, gather
from napeval.criteria.question_rating import questions_frame, rate_question
from napeval.criteria.questions import Matrix
from napeval.criteria.scales import Scale
from napeval.cycle.cycle import Evaluation


class Assessment(NamedTuple):
    """The three results tables evidence, questions and criteria."""

    evidence: pd.DataFrame
    questions: pd.DataFrame
    criteria: pd.DataFrame


def assess(
    evaluation: Evaluation, results: Mapping[str, pd.DataFrame], matrix: Matrix, scale: Scale
) -> Assessment:
    """What the plan is worth by the criteria of the evaluation, and how well that is known.

    evaluation: its settings give kind (mid_term, ex_post or review), criteria (ids; all where left out)
    and weights (of questions, by id; those of the matrix where left out).
    results: results tables by name, as far as the matrix names them.
    Returns the tables evidence, questions and criteria.

    The computed score is the weighted mean of computed and survey evidence; evaluators' marks stay apart
    from it. lower and upper: all that is missing at 0 and at 100. Nothing is demonstrated where the share of
    weight with evidence is below the minimum of the matrix, a required item is missing, or only the plan
    itself speaks.

    Raises EvidenceError for unknown names and marks outside the scale, ScaleError for a scale without bands.
    """
    scale.require_bands()
    criteria = criteria_asked(evaluation, matrix)
    questions = questions_asked(evaluation, matrix, criteria)
    gathered = gather(evaluation, results, matrix, scale, questions)
    ratings = [
        rate_question(question, [one for one in gathered if one.question.id == question.id], matrix.rules)
        for question in questions
    ]
    by_criterion = {name: [one for one in ratings if one.question.criterion == name] for name in criteria}
    return Assessment(
        evidence_frame(gathered),
        questions_frame(ratings, matrix.rules),
        criteria_frame(by_criterion, matrix.rules, scale),
    )

"""The results tables that people's judgement and answers make, and the reasoning of the evaluators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from napeval import criteria, measures
from napeval.cycle.settings import MONITORING_KINDS
from napeval.reports.inputs import Inputs
from napeval.reports.slots import section_names


def assess(inputs: Inputs, results: Mapping[str, pd.DataFrame], *, as_of: date) -> dict[str, pd.DataFrame]:
    """What the plan is worth and how surely, and how the evaluators come from findings to recommendations."""
    reasoned = _reasoned(inputs, as_of=as_of)
    return reasoned if _is_monitoring(inputs) else {**_judged(inputs, results), **reasoned}


def _judged(inputs: Inputs, results: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What the plan is worth by the criteria, and how surely."""
    evaluation, matrix = inputs.evaluation, inputs.matrix
    scale = criteria.load_scale(evaluation.settings["scale"])
    assessment = criteria.assess(evaluation, results, matrix, scale, inputs.cycle)
    contribution, contribution_tests = criteria.contribution(evaluation)
    return {
        **assessment.tables,
        **criteria.robustness(assessment, evaluation, matrix, scale)._asdict(),
        "rater_agreement": criteria.rater_agreement(evaluation, matrix, scale),
        "survey_reliability": criteria.survey_reliability(evaluation, matrix),
        "contribution": contribution,
        "contribution_tests": contribution_tests,
    }


def _reasoned(inputs: Inputs, *, as_of: date) -> dict[str, pd.DataFrame]:
    """From findings to recommendations, what became of earlier ones, and the comments on the draft."""
    cycle, evaluation = inputs.cycle, inputs.evaluation
    reasoning, reasoning_counts = criteria.reasoning(evaluation)
    follow_up, follow_up_counts = criteria.follow_up(inputs.previous, evaluation, as_of=as_of)
    objectives = cycle.table("plan/objectives")
    strategic = objectives.loc[objectives["level"] == "strategic", "objective_id"]
    sections = section_names(strategic, inputs.matrix.criteria)
    comments, comment_counts = criteria.comments(evaluation, sections=sections)
    return {
        "reasoning": reasoning,
        "reasoning_counts": reasoning_counts,
        "follow_up": follow_up,
        "follow_up_counts": follow_up_counts,
        "comments": comments,
        "comment_counts": comment_counts,
    }


def _is_monitoring(inputs: Inputs) -> bool:
    """Whether it is a report on a period, which judges no criteria and asks nobody."""
    return inputs.evaluation.settings.get("kind") in MONITORING_KINDS


def asked(inputs: Inputs, *, audience: str) -> dict[str, pd.DataFrame]:
    """What people answered and said, as far as the audience may know it."""
    if _is_monitoring(inputs):
        return {}
    evaluation, minimum = inputs.evaluation, inputs.matrix.rules.minimum_respondents
    themes, withheld = measures.themes(evaluation, audience=audience)
    groups, group_counts = measures.survey_groups(evaluation, minimum=minimum)
    return {
        "survey_response": measures.survey_response(evaluation),
        "survey_answers": measures.survey_answers(evaluation, minimum=minimum),
        "survey_choices": measures.survey_choices(evaluation, minimum=minimum),
        "survey_groups": groups,
        "survey_group_counts": group_counts,
        "themes": themes,
        "themes_withheld": withheld,
        "evidence_counts": measures.evidence_counts(evaluation),
    }

"""Measures: what the data say about a plan cycle, as typed results tables.

Beside the tables, single figures can be asked for, each by its own rules: progress_to_target and
the functions like it take plain numbers and answer with exact ones.
"""

from napeval.measures.accumulation import added_up, last_total, persons_over_periods, year_by_year
from napeval.measures.achievement import achievement
from napeval.measures.achievement_methods import achievement_methods
from napeval.measures.achievement_years import achievement_years
from napeval.measures.after_mid_term import lasting_counts, since_mid_term
from napeval.measures.budget import budget, budget_checks, funding, money_after_deadline
from napeval.measures.data_quality import data_quality
from napeval.measures.delivery import activities, delivery
from napeval.measures.delivery_time import delivery_time
from napeval.measures.donors import donors
from napeval.measures.earned_value import earned_value
from napeval.measures.evaluability import evaluability
from napeval.measures.expenditure import expenditure, expenditure_periods
from napeval.measures.funding_shares import funding_shares
from napeval.measures.gap_counts import gap_counts
from napeval.measures.gaps import gaps
from napeval.measures.implementation_points import implementation_points, points_for
from napeval.measures.in_period.activities import period_activities
from napeval.measures.in_period.delivery import period_delivery
from napeval.measures.in_period.indicators import period_indicators, period_movement
from napeval.measures.in_period.results import result_progress
from napeval.measures.in_period.spending import period_spending
from napeval.measures.institution_load import institution_load
from napeval.measures.lasting import lasting
from napeval.measures.money_and_delivery import money_and_delivery
from napeval.measures.over_time.composition import composition
from napeval.measures.over_time.families import trend_families
from napeval.measures.over_time.outlook import outlook
from napeval.measures.over_time.planned_path import planned_path
from napeval.measures.over_time.rates import rates
from napeval.measures.over_time.trends import trends
from napeval.measures.overlaps import overlaps
from napeval.measures.part_sums import part_sums
from napeval.measures.path import projected_year_end
from napeval.measures.plan_quality.chain import result_chain
from napeval.measures.plan_quality.checklists import checklists
from napeval.measures.plan_quality.coverage import checklist_coverage
from napeval.measures.plan_quality.mends import mends
from napeval.measures.plan_quality.objective_profile import objective_profile
from napeval.measures.plan_quality.pillars import pillar_coverage
from napeval.measures.plan_quality.smart import smart
from napeval.measures.pooling import pooled_progress, pooled_share, weighted_score
from napeval.measures.profile import profile
from napeval.measures.progress import progress_in_range, progress_to_target, relative_target
from napeval.measures.punctuality import punctuality
from napeval.measures.reasons import reason_counts, reasons
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.reporting_completeness import reporting_completeness
from napeval.measures.responsibilities import responsibilities
from napeval.measures.result_statements import result_statements
from napeval.measures.risks import risks
from napeval.measures.rollup import rollup
from napeval.measures.rollup_sensitivity import rollup_sensitivity
from napeval.measures.secured_money import secured_money
from napeval.measures.series import admissible_series, series
from napeval.measures.sources import reporting, sources
from napeval.measures.stages import milestone, ordinal, steps_done, timing
from napeval.measures.survey.choices import survey_choices
from napeval.measures.survey.evidence_counts import evidence_counts, may_be_listed
from napeval.measures.survey.groups import survey_groups
from napeval.measures.survey.marks import survey_answers
from napeval.measures.survey.response import survey_response
from napeval.measures.survey.themes import themes
from napeval.measures.unit_costs import unit_costs

__all__ = [
    "achievement",
    "achievement_methods",
    "achievement_years",
    "activities",
    "added_up",
    "admissible_series",
    "alignment",
    "budget",
    "budget_checks",
    "checklist_coverage",
    "checklists",
    "composition",
    "data_quality",
    "delivery",
    "delivery_time",
    "donors",
    "earned_value",
    "evaluability",
    "evidence_counts",
    "expenditure",
    "expenditure_periods",
    "funding",
    "funding_shares",
    "gap_counts",
    "gaps",
    "implementation_points",
    "institution_load",
    "last_total",
    "lasting",
    "lasting_counts",
    "may_be_listed",
    "mends",
    "milestone",
    "money_after_deadline",
    "money_and_delivery",
    "objective_profile",
    "ordinal",
    "outlook",
    "overlaps",
    "part_sums",
    "period_activities",
    "period_delivery",
    "period_indicators",
    "period_movement",
    "period_spending",
    "persons_over_periods",
    "pillar_coverage",
    "planned_path",
    "points_for",
    "pooled_progress",
    "pooled_share",
    "profile",
    "progress_in_range",
    "progress_to_target",
    "projected_year_end",
    "punctuality",
    "rates",
    "reason_counts",
    "reasons",
    "recommendations",
    "relative_target",
    "reporting",
    "reporting_completeness",
    "responsibilities",
    "result_chain",
    "result_progress",
    "result_statements",
    "risks",
    "rollup",
    "rollup_sensitivity",
    "secured_money",
    "series",
    "since_mid_term",
    "smart",
    "sources",
    "steps_done",
    "survey_answers",
    "survey_choices",
    "survey_groups",
    "survey_response",
    "themes",
    "timing",
    "trend_families",
    "trends",
    "unit_costs",
    "weighted_score",
    "year_by_year",
]

"""Which items of the guide's lists the tables can answer, and by which requirements.

An item that has no rule here needs a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Mode = Literal["every", "any", "fault_if_none", "fault_if_any_lacks"]
Reach = Literal["whole", "part", "disproves"]


@dataclass(frozen=True)
class Rule:
    """How the tables answer one item.

    requirements: what is asked (see asked.REQUIREMENTS). mode: every (all that are asked must meet it), any
    (one is enough); of an item that names a fault, fault_if_none and fault_if_any_lacks say when it is there.
    reach: whole (the tables show all that the item asks), part (a person judges the rest), disproves (the
    tables can show that the answer is no, and nothing else).
    """

    requirements: tuple[str, ...]
    mode: Mode = "every"
    reach: Reach = "whole"


def _every(*requirements: str, reach: Reach = "whole") -> Rule:
    return Rule(requirements, "every", reach)


def _any(*requirements: str, reach: Reach = "whole") -> Rule:
    return Rule(requirements, "any", reach)


_TWO_LEVELS = {
    "c": _every("goal_broken_down", "goal_indicator", "specific_indicator"),
    "c.i": _any("goal_enabling_framework"),
    "c.ii": _any("goal_prevention"),
    "c.iii": _any("goal_protection"),
    "c.iv": _any("goal_prosecution"),
    "d1": _every("specific_activity", reach="part"),
    "d2": _every("specific_activity", "activity_institution", "activity_deadline"),
    "d3": _every("activity_amount", reach="part"),
    "d4": _every("specific_indicator"),
    "w1": Rule(("goals_stated",), "fault_if_none", "part"),
    "w2": Rule(("activity_amount",), "fault_if_none"),
    "w4": Rule(("activity_institution",), "fault_if_any_lacks"),
    "w5": Rule(("risks_stated",), "fault_if_none", "part"),
    "w6": Rule(("reports_planned",), "fault_if_none", "part"),
    "r2": _every("goal_activity", reach="part"),
    "r3": _every("activity_institution", "activity_deadline", "activity_amount", "reports_planned"),
    "t4": _every("goals_stated", "goal_broken_down"),
    "t5": _every("specific_result", reach="part"),
    "t6": _every("goal_activity", reach="part"),
    "t7": _every("activity_institution", "activity_deadline", reach="part"),
    "t8": _every("activity_amount", reach="part"),
    "t9": _every("goal_indicator", "specific_indicator"),
    "t10": _every("reports_planned", "indicator_target", reach="part"),
}

_SELF_ASSESSMENT = {
    "A1": _every("goals_stated", "activities_stated", reach="part"),
    "A1a": _every("goals_stated", "goal_broken_down", "goal_result", reach="part"),
    "A1b": _every("goal_activity", reach="part"),
    "A3b": _any("goal_prosecution", "goal_protection", "goal_prevention", "goal_partnership"),
    "A4": _every("recommendation_activity", reach="part"),
    "A5": _every(
        "goal_activity",
        "activity_institution",
        "activity_deadline",
        "activity_amount",
        "indicator_target",
        "indicator_target_year",
        reach="part",
    ),
    "A6": _every("reports_planned", "report_author", "evaluation_planned", reach="part"),
    "A7": _every("risks_stated", "risk_mitigation", reach="part"),
    "C1": _every("amount_secured", reach="part"),
    "C2": _every("activity_amount", "activity_funding_source", "total_agrees", reach="part"),
    "C6": _every("risks_stated", reach="disproves"),
    "E1o": _every("figures_known", "progress_known", reach="part"),
    "E1a": _every("periodic_report", reach="disproves"),
    "E1b": _every("evaluation_planned", reach="part"),
    "E4": _every("periodic_report", "report_author", "report_due", reach="part"),
    "E6": _any("mid_term_set", reach="part"),
    "E7": _any("final_report", reach="part"),
}

_RESULTS_CHECKLIST = {
    "1": _every("result_indicator", reach="disproves"),
    "7": _every("result_indicator", reach="part"),
}
"""Asked of one result at a time."""

_INDICATOR_KINDS = {
    "r1": _any("change_indicators", reach="part"),
    "r2": _every("indicator_kind", reach="part"),
    "r3": _any("change_indicators", "output_indicators"),
    "r4": _every("indicator_breakdown", reach="part"),
    "r5": _every("indicator_means"),
}

_FINANCIAL_PLANNING = {
    "r0": _every("activity_amount", "amount_secured", reach="part"),
    "p4b": _every("goal_total", "activity_funding_source"),
    "d1": _every("year_total"),
    "d2": _every("activity_funding_source", reach="part"),
    "d2a": _every("institution_public_money", reach="part"),
    "d2b": _any("donors_named", reach="part"),
    "d3": _any("ngo_money", reach="disproves"),
    "a1": _every("activity_amount"),
}

_THEORY_OF_CHANGE = {
    "3": _every("goal_result", "specific_result", reach="part"),
    "4": _any("assumptions_stated", reach="part"),
}

_ACTION_PLAN_FORM = {
    "area": _every("goals_stated"),
    "objective": _every("goal_broken_down"),
    "indicator": _every("specific_indicator"),
    "baseline": _every("indicator_baseline"),
    "midtarget": _every("indicator_interim"),
    "endtarget": _every("indicator_final"),
    "measure": _any("measures_stated"),
    "activity": _every("specific_activity"),
    "responsible": _every("activity_institution"),
    "start": _every("activity_start"),
    "end": _every("activity_deadline"),
    "output": _every("activity_output"),
    "money": _every("activity_amount"),
    "source": _every("activity_funding_source"),
}

_MONITORING_PLAN = {
    "1": _every("span_stated"),
    "1a": _every("span_stated"),
    "2a": _any("institutions_stated", reach="part"),
    "3a": _every("reports_planned", "report_addressee"),
    "3b": _any("annual_report_author"),
    "3d": _any("annual_report_addressee", "annual_report_due"),
    "4a": _any("evaluation_planned"),
    "4c": _any("evaluation_due"),
    "4d": _every("evaluation_planned", "report_author", "report_signatory"),
    "P1": _any("goal_enabling_framework"),
    "P2": _any("goal_prevention"),
    "P3": _any("goal_protection"),
    "P4": _any("goal_prosecution"),
    "result": _every("specific_result"),
    "output": _every("activity_output"),
    "indicator": _every("result_indicator"),
    "baseline": _every("indicator_baseline"),
    "target": _every("indicator_target"),
    "means": _every("indicator_means"),
    "frequency": _every("indicator_frequency"),
    "responsible": _every("indicator_responsible"),
}

_STEPS = {
    "1do": _every("objective_result", reach="part"),
    "2do": _every("result_indicator", reach="part"),
    "3do": _every("indicator_means"),
    "4do": _every("indicator_baseline"),
    "5do": _every("indicator_target", "indicator_target_year", reach="part"),
    "6do": _every("indicator_responsible"),
    "7do": _every("indicator_observed", "lead_reporting", reach="part"),
}

RULES: Mapping[str, Rule] = {
    f"{instrument}.{item}": rule
    for instrument, rules in (
        ("two_level_structure", _TWO_LEVELS),
        ("annex1_self_assessment", _SELF_ASSESSMENT),
        ("results_indicators_checklist", _RESULTS_CHECKLIST),
        ("indicator_kinds", _INDICATOR_KINDS),
        ("financial_planning", _FINANCIAL_PLANNING),
        ("theory_of_change", _THEORY_OF_CHANGE),
        ("annex3_action_plan_form", _ACTION_PLAN_FORM),
        ("annex4_me_plan", _MONITORING_PLAN),
        ("rbm_steps", _STEPS),
    )
    for item, rule in rules.items()
}
"""By item of the guide, the rule by which the tables answer it."""

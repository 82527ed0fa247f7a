"""What the profile of an objective and the mends of a plan look at, in the order in which things build up.

The order is that of the guide's steps: goals and results, indicators, means of verification, baselines,
targets with dates, those who collect; then activities, money, risks and reports.
"""

from __future__ import annotations

from collections.abc import Mapping

OF_OBJECTIVES = ("objective_result", "objective_indicator", "specific_activity", "result_indicator")
OF_INDICATORS = (
    "indicator_result",
    "indicator_unit",
    "indicator_direction",
    "indicator_means",
    "indicator_baseline",
    "indicator_target",
    "indicator_target_year",
    "indicator_frequency",
    "indicator_responsible",
)
OF_ACTIVITIES = (
    "activity_measurable_output",
    "activity_deadline",
    "activity_institution",
    "activity_lead",
    "activity_amount",
    "activity_funding_source",
)
OF_MONEY = ("amount_secured", "total_agrees")
OF_RISKS = ("objective_risk",)
ELEMENTS = (*OF_OBJECTIVES, *OF_INDICATORS, *OF_ACTIVITIES, *OF_MONEY, *OF_RISKS)
"""Requirements that are asked of what hangs on an objective."""
OF_THE_PLAN = (
    "year_total",
    "risks_stated",
    "risk_mitigation",
    "reports_planned",
    "report_addressee",
    "report_due",
    "mid_term_set",
)
"""Requirements that are asked of the plan as a whole."""
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "indicator_complete": OF_INDICATORS,
    "activity_complete": OF_ACTIVITIES,
}
"""Whether an indicator or an activity lacks nothing of its own."""

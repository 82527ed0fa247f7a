"""Whether a plan covers the areas that the guide asks for: the four P and the enabling framework."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.plan_quality.asked import Plan
from napeval.measures.plan_quality.facts import Facts
from napeval.measures.rows import result_frame, row_trace, share, total
from napeval.measures.scopes import PILLARS

_DTYPES = {
    "pillar": "str", "four_p": "boolean", "covered": "str", "goals": "Int64", "specific": "Int64",
    "results": "Int64", "indicators": "Int64", "with_target": "Int64", "activities": "Int64",
    "activities_with_amount": "Int64", "amount": "float64", "share_activities": "float64",
    "share_amount": "float64", "lacking": "str", "trace": "str",
}  # fmt: skip
FOUR_P = ("prosecution", "protection", "prevention", "partnership")
"""The four themes of the self-assessment list; the two-level structure asks for the framework too."""
_ASKED = ("goal_result", "specific_result", "result_indicator", "indicator_target", "activity_amount")
_PARTS = ("goals", "results", "indicators", "activities", "activities_with_amount")


def pillar_coverage(cycle: Cycle, *, as_of: date) -> pd.DataFrame:
    """What does the plan hold in each strategic area?

    One row per area: four_p (whether it is one of the four themes), goals (strategic objectives), specific
    objectives, results, indicators (the plan's, of impact and outcome) and of these with a target value,
    activities, with and in amount (currency of the cycle; missing where none is named), shares of all
    activities and all planned money (0-1). covered: yes with goals, results, indicators, activities and
    money; partly where any of these is lacking (lacking names them); no without a goal.
    """
    plan = Plan(Facts(cycle, as_of=as_of))
    return result_frame((_row(pillar, plan) for pillar in PILLARS), _DTYPES)


def _row(pillar: str, plan: Plan) -> dict[str, object]:
    inside = plan.facts.scopes["pillar", pillar]
    asked = {name: plan.ask(name).within(inside) for name in _ASKED}
    amounts, every = _money(plan, inside), plan.facts.table("budget")["amount"]
    counts = {
        "goals": asked["goal_result"].of,
        "specific": asked["specific_result"].of,
        "results": asked["result_indicator"].of,
        "indicators": asked["indicator_target"].of,
        "with_target": len(asked["indicator_target"].meeting),
        "activities": asked["activity_amount"].of,
        "activities_with_amount": len(asked["activity_amount"].meeting),
    }
    lacking = [name for name in _PARTS if not counts[name]]
    amount, whole = total(amounts["amount"]), total(every)
    return {
        "pillar": pillar,
        "four_p": pillar in FOUR_P,
        "covered": "no" if "goals" in lacking else "partly" if lacking else "yes",
        **counts,
        "amount": amount,
        "share_activities": share(counts["activities"], plan.ask("activity_amount").of),
        "share_amount": amount / whole if whole else None,
        "lacking": ";".join(lacking) or None,
        "trace": join_traces([*(one.trace for one in asked.values()), row_trace("plan/budget", amounts)]),
    }


def _money(plan: Plan, inside: frozenset[str]) -> pd.DataFrame:
    activities = plan.facts.table("activities")
    own = activities.loc[activities["objective_id"].isin(inside), "activity_id"]
    amounts = plan.facts.table("budget")
    return amounts[amounts["activity_id"].isin(own)]

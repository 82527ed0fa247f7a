"""Money and delivery: what each part of the plan cost, beside what was delivered and what came of it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.budget import ALL_YEARS
from napeval.measures.earned_value import ACTIVITY
from napeval.measures.last_words import COMPLETED
from napeval.measures.rollup import EVERY_LEVEL
from napeval.measures.rows import result_frame
from napeval.measures.scopes import rows_by_scope

_FROM_MONEY = {
    "planned_revised": "planned_revised", "spent": "spent", "execution": "execution_revised",
    "execution_lower": "execution_lower", "execution_upper": "execution_upper",
    "spending_coverage": "coverage",
}  # fmt: skip
_FROM_DELIVERY = ("activities", "completed", "done_of_reported", "done_lower", "done_upper")
_FROM_RESULTS = {
    "achievement": "value", "achievement_coverage": "coverage", "achievement_lower": "lower",
    "achievement_upper": "upper",
}  # fmt: skip
_DONE_WORK = ("done_budget", "done_cost", "done_cost_ratio")
_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys(_FROM_MONEY, "float64"),
    "activities": "Int64", "completed": "Int64", "done_of_reported": "float64", "done_lower": "float64",
    "done_upper": "float64", "delivery_coverage": "float64", "completion": "float64",
    **dict.fromkeys(_FROM_RESULTS, "float64"), "spending_ahead": "float64", "spending_ahead_low": "float64",
    "spending_ahead_high": "float64", "done_costed": "Int64", **dict.fromkeys(_DONE_WORK, "float64"),
    "trace": "str",
}  # fmt: skip


def money_and_delivery(
    cycle: Cycle,
    *,
    activities: pd.DataFrame,
    delivery: pd.DataFrame,
    expenditure: pd.DataFrame,
    earned_value: pd.DataFrame,
    rollup: pd.DataFrame,
) -> pd.DataFrame:
    """What each part of the plan cost by the cutoff, beside what was delivered and what came of it.

    The frames: those of activities(), delivery(), expenditure(), earned_value() and rollup() of the same
    days, as a reader may know them. Returns one row per scope (plan, pillar, strategic, specific):
    - planned_revised, spent, execution (of the revised plan), execution_lower, execution_upper,
      spending_coverage: of all years up to the cutoff, from expenditure()
    - activities, completed, done_of_reported, done_lower, done_upper, delivery_coverage, completion: from
      delivery()
    - achievement and its coverage and bounds: of the indicators of all levels, from rollup()
    - spending_ahead: execution - completion, above zero where more of the money than of the work is done;
      spending_ahead_low, spending_ahead_high: its bounds with all that is not reported
    - done_costed: completed activities with money and spending known in full; done_budget, done_cost: what
      they were to cost and cost; done_cost_ratio: one over the other, above 1 dearer than planned.
    What is not known is missing. Money and results stand side by side: that the one caused the other is not
    said.
    """
    money = expenditure[expenditure["year"] == ALL_YEARS].set_index(["scope", "scope_id"])
    done = delivery.set_index(["scope", "scope_id"])
    results = rollup[rollup["level"] == EVERY_LEVEL].set_index(["scope", "scope_id"])
    values = earned_value[earned_value["scope"] == ACTIVITY].set_index("scope_id")
    rows = []
    for scope, inside in rows_by_scope(activities, cycle.table("plan/objectives")).items():
        own = [frame.loc[scope] for frame in (money, done, results) if scope in frame.index]
        if len(own) < 3:  # a cycle without a year yet has no money to set beside anything
            continue
        spent, delivered, achieved = own
        rows.append(
            {
                "scope": scope[0],
                "scope_id": scope[1],
                **{name: spent[column] for name, column in _FROM_MONEY.items()},
                **{name: delivered[name] for name in _FROM_DELIVERY},
                "delivery_coverage": delivered["coverage"],
                "completion": delivered["completion"],
                **{name: achieved[column] for name, column in _FROM_RESULTS.items()},
                "spending_ahead": spent["execution_revised"] - delivered["completion"],
                "spending_ahead_low": spent["execution_lower"] - delivered["completion_upper"],
                "spending_ahead_high": spent["execution_upper"] - delivered["completion_lower"],
                **_cost_of_done(inside, values),
                "trace": join_traces([spent["trace"], delivered["trace"], achieved["trace"]]),
            }
        )
    return result_frame(rows, _DTYPES)


def _cost_of_done(activities: pd.DataFrame, values: pd.DataFrame) -> dict[str, Any]:
    """What the completed activities were to cost and cost, as far as both are known."""
    done = values[values.index.isin(activities.loc[activities["status"] == COMPLETED, "activity_id"])]
    known = done[done["actual_cost"].notna()]
    if known.empty:
        return {"done_costed": 0}
    planned, cost = math.fsum(known["budget"]), math.fsum(known["actual_cost"])
    return {
        "done_costed": len(known), "done_budget": planned, "done_cost": cost,
        "done_cost_ratio": cost / planned if planned else math.nan,
    }  # fmt: skip

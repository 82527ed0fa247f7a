"""Earned value: whether the work done is what was to be done by now, and what it should have cost.

Source: the earned-value method of project management (ISO 21508): planned value, earned value and actual cost
of the same work up to the same day; schedule index = earned / planned, cost index = earned / actual cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.exact import as_float, exact
from napeval.measures.last_words import SILENT, Bounds, LastWord, last_words
from napeval.measures.planned_spending import planned_by
from napeval.measures.revised_money import revised_budget
from napeval.measures.rows import result_frame
from napeval.measures.scopes import rows_by_scope
from napeval.measures.spending import SPENT, counted_money, months_covered, reported_money

ACTIVITY = "activity"
NO_AMOUNT, NO_COMPLETION, NOTHING_PLANNED = "no_amount", "no_completion", "nothing_planned_yet"
NO_SPENDING, SPENDING_INCOMPLETE, NOTHING_SPENT = "no_spending", "spending_incomplete", "nothing_spent"

_DTYPES = {
    "scope": "str", "scope_id": "str", "as_at": "str", "activities": "Int64", "with_budget": "Int64",
    "valued": "Int64", "costed": "Int64", "budget": "float64", "coverage": "float64",
    "cost_coverage": "float64", "planned_value": "float64",
    "planned_value_all": "float64", "earned_low": "float64",
    "earned_high": "float64", "earned_of_costed_low": "float64", "earned_of_costed_high": "float64",
    "actual_cost": "float64", "schedule_low": "float64", "schedule_high": "float64", "cost_low": "float64",
    "cost_high": "float64", "schedule_lower": "float64", "schedule_upper": "float64", "reason": "str",
    "cost_reason": "str", "trace": "str",
}  # fmt: skip


@dataclass(frozen=True)
class _Valued:
    """One activity: its money, what of it was to be and was earned by a day, and what was spent by then."""

    name: str
    objective: str
    budget: Fraction | None
    as_at: date
    planned: Fraction
    earned: Bounds | None
    cost: Fraction | None
    reason: str | None
    cost_reason: str | None
    trace: str


def earned_value(cycle: Cycle, activities: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """Whether the work done is what was to be done by now, and what it should have cost.

    activities: the frame of activities() of the same days. Returns one row per activity (scope "activity"),
    then one per scope (plan, pillar, strategic, specific), in the currency of the cycle:
    - as_at: the day judged: for an activity the last day that its last progress report is about (the cutoff
      without one). budget: revised money of all years.
    - planned_value: the budget that was to be used by that day (see planned_by). earned_low, earned_high:
      share done x budget, apart where reporters differ. actual_cost: what was reported as spent by that day,
      only where the reports cover every month from the first in which money was planned.
    - schedule_low, schedule_high: earned / planned value; cost_low, cost_high: earned / actual cost: below 1,
      work is behind or costs more than planned.
    - reason, why there is no schedule index: no_amount, no_completion (nobody says how much is done),
      nothing_planned_yet. cost_reason, why no cost index: these, or no_spending, spending_incomplete (months
      without a report), nothing_spent.
    - scopes: sums over the activities that have an index; valued, costed: how many have the one and the other
      (earned_of_costed: what the latter earned), coverage, cost_coverage: their share (0-1) of the scope's
      budget. planned_value_all: of all activities with a budget. schedule_lower, schedule_upper: their index,
      if of those without one nothing and everything was done by the cutoff. A cost index of all has no such
      bounds.
    """
    budget = revised_budget(cycle, as_of=as_of)
    counted = counted_money(reported_money(cycle, cutoff=cutoff, as_of=as_of))
    spending = {str(one): rows for one, rows in counted[counted["stage"] == SPENT].groupby("activity_id")}
    money = {str(one): rows for one, rows in budget.groupby("activity_id", sort=False)}
    starts = cycle.table("plan/activities").set_index("activity_id")["start"]
    words = last_words(cycle, cutoff=cutoff, as_of=as_of)
    valued = [
        _valued(
            activity, starts[activity.activity_id], money.get(activity.activity_id, budget.iloc[:0]),
            words.get(activity.activity_id, SILENT), spending.get(activity.activity_id), cutoff,
        )
        for activity in activities.itertuples(index=False)
    ]  # fmt: skip
    frame = pd.DataFrame({"objective_id": [one.objective for one in valued], "place": range(len(valued))})
    scopes = rows_by_scope(frame, cycle.table("plan/objectives"))
    rows = [
        *({"scope": ACTIVITY, "scope_id": one.name, **_row([one], one.as_at)} for one in valued),
        *(
            {"scope": scope[0], "scope_id": scope[1], **_row([valued[at] for at in found["place"]], cutoff)}
            for scope, found in scopes.items()
        ),
    ]
    return result_frame(rows, _DTYPES)


def _valued(
    activity: Any, start: object, money: pd.DataFrame, word: LastWord, spending: pd.DataFrame | None,
    cutoff: date,
) -> _Valued:  # fmt: skip
    budget = sum((exact(float(one)) or Fraction(0) for one in money["amount"]), Fraction(0))
    as_at = word.until or cutoff
    share = None if pd.isna(activity.completion_low) else word.completion
    planned = planned_by(money, as_at, start=start, end=activity.end)
    reason = NO_AMOUNT if not budget else NO_COMPLETION if share is None else None
    spent = None if spending is None else spending[[one.end <= as_at for one in spending["stretch"]]]
    cost_reason = reason or _cost_reason(spent, money, start, as_at)
    cost = None
    if cost_reason is None and spent is not None:
        cost = sum((exact(float(one)) or Fraction(0) for one in spent["amount"]), Fraction(0))
        cost_reason, cost = (None, cost) if cost else (NOTHING_SPENT, None)
    return _Valued(
        name=activity.activity_id, objective=activity.objective_id, budget=budget or None, as_at=as_at,
        planned=planned, earned=None if reason or share is None else (share[0] * budget, share[1] * budget),
        cost=cost, reason=reason or (None if planned else NOTHING_PLANNED), cost_reason=cost_reason,
        trace=join_traces([activity.trace, *(() if spent is None else spent["trace"])]),
    )  # fmt: skip


def _cost_reason(spent: pd.DataFrame | None, money: pd.DataFrame, start: object, as_at: date) -> str | None:
    if spent is None or spent.empty:
        return NO_SPENDING
    first = date(int(money.loc[money["amount"] > 0, "year"].min()), 1, 1)
    if isinstance(start, str):
        first = max(first, parse_period(start).start)
    return None if months_covered(spent["stretch"], first, as_at) else SPENDING_INCOMPLETE


def _row(found: Sequence[_Valued], as_at: date) -> dict[str, Any]:
    """Activities together: sums over those that have an index, and the bounds that the others leave."""
    funded = [one for one in found if one.budget is not None]
    valued = [one for one in funded if one.reason is None]
    costed = [one for one in funded if one.cost_reason is None]
    budget = _sum(one.budget or Fraction(0) for one in funded)
    planned = _sum(one.planned for one in valued) if valued else None
    earned, of_costed = _earned(valued), _earned(costed)
    cost = _sum(one.cost or Fraction(0) for one in costed) if costed else None
    whole = [one.earned or (Fraction(0), one.budget or Fraction(0)) for one in funded]
    all_planned = _sum(one.planned for one in funded)
    numbers: dict[str, Fraction | None] = {
        "budget": budget if funded else None,
        "coverage": _over(_sum(one.budget or Fraction(0) for one in valued), budget),
        "cost_coverage": _over(_sum(one.budget or Fraction(0) for one in costed), budget),
        "planned_value": planned,
        "planned_value_all": all_planned if funded else None,
        "actual_cost": cost,
        "schedule_lower": _over(_sum(low for low, _ in whole), all_planned),
        "schedule_upper": _over(_sum(high for _, high in whole), all_planned),
    }
    for place, end in enumerate(("low", "high")):
        numbers[f"earned_{end}"] = earned[place] if earned else None
        numbers[f"earned_of_costed_{end}"] = of_costed[place] if of_costed else None
        numbers[f"schedule_{end}"] = _over(earned[place], planned) if earned else None
        numbers[f"cost_{end}"] = _over(of_costed[place], cost) if of_costed else None
    return {
        "as_at": as_at.isoformat(), "activities": len(found), "with_budget": len(funded),
        "valued": len(valued), "costed": len(costed),
        **{name: as_float(number) for name, number in numbers.items()},
        "reason": None if valued else _first(one.reason for one in funded),
        "cost_reason": None if costed else _first(one.cost_reason for one in funded),
        "trace": join_traces(one.trace for one in found) or every_row("plan/activities"),
    }  # fmt: skip


def _earned(found: Sequence[_Valued]) -> Bounds | None:
    if not found:
        return None
    pairs = [one.earned or (Fraction(0), Fraction(0)) for one in found]
    return _sum(low for low, _ in pairs), _sum(high for _, high in pairs)


def _sum(numbers: Iterator[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _over(part: Fraction, whole: Fraction | None) -> Fraction | None:
    return part / whole if whole else None


def _first(reasons: Iterator[str | None]) -> str:
    """The reason that most activities share, of equally many the first by name; no_amount for none."""
    listed = [one for one in reasons if one]
    return min(set(listed), key=lambda one: (-listed.count(one), one)) if listed else NO_AMOUNT



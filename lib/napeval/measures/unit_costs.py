"""Unit costs: what one unit of an output was to cost, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.exact import as_float, exact
from napeval.measures.requirements import plan_outputs, targets_known
from napeval.measures.revised_money import revised_budget
from napeval.measures.rows import result_frame, row_traces
from napeval.measures.spending import SPENT, counted_money, months_covered, reported_money

NUMBER, ANNUAL = "number", "annual"
NOT_A_QUANTITY, SEVERAL_OUTPUTS = "not_a_quantity", "several_outputs"
NO_QUANTITY, NO_AMOUNT, NO_ACTUAL, NOTHING_DELIVERED = (
    "no_quantity", "no_amount", "no_actual", "nothing_delivered",
)  # fmt: skip
NO_SPENDING, SPENDING_INCOMPLETE, YEARLY = "no_spending", "spending_incomplete", "yearly_quantity"
NOTHING_SPENT = "nothing_spent"

_DTYPES = {
    "indicator_id": "str", "activity_id": "str", "objective_id": "str", "unit": "str",
    "quantity_planned": "float64", "amount": "float64", "unit_cost_planned": "float64",
    "actual_period": "str", "quantity_low": "float64", "quantity_high": "float64", "spent": "float64",
    "unit_cost_low": "float64", "unit_cost_high": "float64", "cost_ratio_low": "float64",
    "cost_ratio_high": "float64", "reason": "str", "actual_reason": "str", "trace": "str",
}  # fmt: skip


def unit_costs(cycle: Cycle, achievement: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """What one unit of each output was to cost by the plan, and what it cost, where quantities exist.

    achievement: the results of achievement() as a reader may know them: what is hidden there is not known
    here. Returns one row per output of the plan with an activity (money in the currency of the cycle):
    - quantity_planned: from the baseline (0 without one) to the target; yearly targets added up. amount: the
      activity's money of all years as the revisions known have it. unit_cost_planned: one over the other.
    - quantity_low, quantity_high: what was delivered by the end of actual_period; spent: on the activity in
      periods that ended by then, where the reports cover every month from the first in which money was
      planned. unit_cost_low, unit_cost_high: spent over quantity; cost_ratio_low, cost_ratio_high: these over
      unit_cost_planned, above 1 dearer than planned.
    - reason, why there is no planned unit cost: not_a_quantity (a milestone, share or rate, or what is to
      fall), several_outputs (one activity's money for more than one quantity), no_quantity, no_amount.
      actual_reason, why no actual one: these, or yearly_quantity (judged year by year, not added up),
      no_actual, nothing_delivered, no_spending, spending_incomplete, nothing_spent.
    """
    outputs = plan_outputs(cycle)
    outputs = outputs[outputs["activity_id"].notna()]
    counted = counted_money(reported_money(cycle, cutoff=cutoff, as_of=as_of))
    spending = counted[counted["stage"] == SPENT]
    whole = achievement[(achievement["dimension"] == "") & (achievement["category"] == "")]
    known = _Known(
        outputs=outputs,
        yearly=_yearly_targets(targets_known(cycle, as_of=as_of)),
        budget={str(one): rows for one, rows in revised_budget(cycle, as_of=as_of).groupby("activity_id")},
        spending={str(one): rows for one, rows in spending.groupby("activity_id")},
        reached={row.indicator_id: row for row in whole.itertuples(index=False)},
    )
    traces = row_traces("plan/indicators", outputs)
    rows = (
        known.row(output, trace)
        for output, trace in zip(outputs.itertuples(index=False), traces, strict=True)
    )
    return result_frame(rows, _DTYPES)


class _Known:
    """Quantities and money of the outputs."""

    def __init__(
        self, outputs: pd.DataFrame, yearly: Mapping[str, Fraction], budget: Mapping[str, pd.DataFrame],
        spending: Mapping[str, pd.DataFrame], reached: Mapping[str, Any],
    ) -> None:  # fmt: skip
        counted = outputs[outputs["measure"] == NUMBER]
        self._quantities = counted["activity_id"].value_counts()
        self._yearly = yearly
        self._budget = budget
        self._spending = spending
        self._reached = reached

    def row(self, output: Any, trace: str) -> dict[str, Any]:
        """What one output was to cost, and cost."""
        reached, money = self._reached.get(output.indicator_id), self._budget.get(output.activity_id)
        spent = self._spending.get(output.activity_id)
        planned, amount = self._quantity(output, reached), _total(money)
        reason = self._reason(output, planned, amount)
        found: dict[str, Any] = {
            "indicator_id": output.indicator_id, "activity_id": output.activity_id,
            "objective_id": output.objective_id, "unit": output.unit, "reason": reason,
            "quantity_planned": None if reason in _NO_NUMBER else as_float(planned),
            "amount": as_float(amount),
            "trace": join_traces(
                [trace, *(() if money is None else money["trace"]),
                 "" if reached is None else reached.trace, *(() if spent is None else spent["trace"])]
            ),
        }  # fmt: skip
        unit_cost = None
        if reason is None and planned and amount is not None:
            unit_cost = amount / planned
            found["unit_cost_planned"] = as_float(unit_cost)
        return found | self._actual(output, reached, money, spent, reason=reason, planned_cost=unit_cost)

    def _quantity(self, output: Any, reached: Any) -> Fraction | None:
        if output.accumulation == ANNUAL and output.indicator_id in self._yearly:
            return self._yearly[output.indicator_id]
        if reached is None or pd.isna(reached.target):
            return None
        return _number(reached.target) - _start(output, reached)

    def _reason(self, output: Any, planned: Fraction | None, amount: Fraction | None) -> str | None:
        if output.measure != NUMBER or output.direction == "decrease":
            return NOT_A_QUANTITY
        if self._quantities.get(output.activity_id, 0) > 1:
            return SEVERAL_OUTPUTS
        if planned is None or planned <= 0:
            return NO_QUANTITY
        return None if amount else NO_AMOUNT

    def _actual(
        self, output: Any, reached: Any, money: pd.DataFrame | None, spent: pd.DataFrame | None, *,
        reason: str | None, planned_cost: Fraction | None,
    ) -> dict[str, Any]:  # fmt: skip
        if reason in _NO_NUMBER:
            return {"actual_reason": reason}
        if output.accumulation == ANNUAL:
            return {"actual_reason": YEARLY}
        if reached is None or pd.isna(reached.actual_low) or not isinstance(reached.actual_period, str):
            return {"actual_reason": NO_ACTUAL}
        before = _start(output, reached)
        low, high = (_number(one) - before for one in (reached.actual_low, reached.actual_high))
        found: dict[str, Any] = {
            "actual_period": reached.actual_period, "quantity_low": as_float(low),
            "quantity_high": as_float(high),
        }  # fmt: skip
        until = parse_period(reached.actual_period).end
        by_then = None if spent is None else spent[[one.end <= until for one in spent["stretch"]]]
        if by_then is None or by_then.empty:
            return found | {"actual_reason": NO_SPENDING}
        cost = _total(by_then) or Fraction(0)
        found["spent"] = as_float(cost)
        years = [] if money is None else money.loc[money["amount"] > 0, "year"]
        first = min([parse_period(reached.actual_period).start, *(date(int(year), 1, 1) for year in years)])
        if not months_covered(by_then["stretch"], first, until):
            return found | {"actual_reason": SPENDING_INCOMPLETE}
        if low <= 0:
            return found | {"actual_reason": NOTHING_DELIVERED}
        if cost == 0:  # what was delivered without reported cost was paid elsewhere, or cost something
            return found | {"actual_reason": NOTHING_SPENT}
        for end, quantity in (("low", high), ("high", low)):
            found[f"unit_cost_{end}"] = as_float(cost / quantity)
            found[f"cost_ratio_{end}"] = as_float(cost / quantity / planned_cost) if planned_cost else None
        return found


_NO_NUMBER = (NOT_A_QUANTITY, SEVERAL_OUTPUTS)


def _yearly_targets(targets: pd.DataFrame) -> dict[str, Fraction]:
    """The yearly targets of each indicator as a whole, added up."""
    whole = targets[(targets["role"] == ANNUAL) & targets["dimension"].isna() & targets["value"].notna()]
    return {
        str(indicator): sum((_number(value) for value in rows["value"]), Fraction(0))
        for indicator, rows in whole.groupby("indicator_id", sort=False)
    }


def _start(output: Any, reached: Any) -> Fraction:
    """What was there before: the baseline of a level; what adds up over the cycle starts from nothing."""
    if output.accumulation == "cumulative" or pd.isna(reached.baseline):
        return Fraction(0)
    return _number(reached.baseline)


def _total(rows: pd.DataFrame | None) -> Fraction | None:
    if rows is None or rows.empty:
        return None
    return sum((_number(amount) for amount in rows["amount"]), Fraction(0))


def _number(value: Any) -> Fraction:
    return exact(float(value)) or Fraction(0)

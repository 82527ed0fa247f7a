"""Revised money: the amounts of the plan as its yearly operational plans have changed them by a day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.revised_activities import DROPPED, REVISIONS, activities_in_plan
from napeval.measures.rows import known_rows, with_traces

BUDGET = "plan/budget"


def revised_budget(cycle: Cycle, *, as_of: date | None) -> pd.DataFrame:
    """The planned money as revised, as far as it was known on as_of (None: to this day).

    Returns the rows of plan/budget of the activities that stood in the plan, with a column `trace` and these
    changes, in the order in which they were recorded:
    - a new amount takes the place of all amounts of that activity and year. Where the plan has one row for
      them, its source, category and conditions stay; where it has several or none, the new amount has none,
      because the revision does not say whose money it is.
    - a dropped activity has no money in the years after the one whose plan drops it; in that year it keeps
      its amount unless the revision sets another. Added again, it has its money back from that year on.
    """
    plan = activities_in_plan(cycle, as_of=as_of)
    budget = with_traces(BUDGET, cycle.table(BUDGET))
    budget = budget[budget["activity_id"].isin(plan["activity_id"])]
    known = known_rows(REVISIONS, cycle.table(REVISIONS), as_of)
    known = known[known["activity_id"].isin(plan["activity_id"])]
    if known.empty:
        return budget
    known = with_traces(REVISIONS, known)
    ordered = known.sort_values(["recorded_on", "year"], kind="stable")
    by_activity = {str(one): rows for one, rows in budget.groupby("activity_id", sort=False)}
    for activity, revisions in ordered.groupby("activity_id", sort=False):
        rows = by_activity.get(str(activity), budget.iloc[:0])
        by_activity[str(activity)] = _revised(rows, revisions, str(activity), cycle.meta.currency)
    found = [rows for rows in by_activity.values() if len(rows)]
    return pd.concat(found, ignore_index=True).astype(budget.dtypes.to_dict()) if found else budget.iloc[:0]


def _revised(rows: pd.DataFrame, revisions: pd.DataFrame, activity: str, currency: str) -> pd.DataFrame:
    """The amounts of one activity after its revisions, given in order of recording."""
    adopted = rows
    dropped = False
    for change in revisions.itertuples(index=False):
        if change.change == DROPPED:
            rows, dropped = rows[rows["year"] <= change.year], True
        elif dropped:
            back = adopted[adopted["year"] >= change.year]
            rows, dropped = pd.concat([rows[rows["year"] < change.year], back]), False
        if pd.notna(change.new_amount):
            rows = _set_amount(rows, change, activity, currency)
    return rows


def _set_amount(rows: pd.DataFrame, change: object, activity: str, currency: str) -> pd.DataFrame:
    year, amount, trace = (getattr(change, name) for name in ("year", "new_amount", "trace"))
    of_year = rows["year"] == year
    before = rows[of_year]
    if len(before) == 1:
        replaced = before.assign(amount=amount, trace=[join_traces([before["trace"].iloc[0], trace])])
    else:
        cells: dict[str, object] = dict.fromkeys(rows.columns)
        cells |= {"activity_id": activity, "year": year, "amount": amount, "currency": currency}
        cells |= {"basis": "printed", "trace": join_traces([*before["trace"], trace])}
        replaced = pd.DataFrame([cells], columns=rows.columns).astype(rows.dtypes.to_dict())
    return pd.concat([rows[~of_year], replaced]).sort_values("year", kind="stable")

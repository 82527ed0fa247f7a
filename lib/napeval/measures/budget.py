"""The planned money: how much, whose, whether its totals hold, and whether it fits the deadlines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.revised_activities import AS_ADOPTED, REVISIONS, revised_activities
from napeval.measures.revised_money import revised_budget
from napeval.measures.rows import result_frame, row_trace, total, traces_by
from napeval.measures.scopes import NOT_NAMED, Scope, objectives_by_scope, rows_by_scope

ALL_YEARS = "all"
FUNDING_CLASSES = ("domestic", "donor", "unresolved")

_BUDGET_DTYPES = {
    "scope": "str", "scope_id": "str", "year": "str", "amount": "float64", "printed": "float64",
    "derived": "float64", "amounts": "Int64", "activities": "Int64", "activities_with_amount": "Int64",
    "activities_without_amount": "Int64", "trace": "str",
}  # fmt: skip
_CHECK_DTYPES = {
    "objective_id": "str", "year": "str", "printed": "float64", "computed": "float64",
    "difference": "float64", "agrees": "boolean", "trace": "str",
}  # fmt: skip
_LATE_DTYPES = {
    "activity_id": "str", "year": "str", "end": "str", "amount": "float64", "end_adopted": "str",
    "amount_adopted": "float64", "trace": "str",
}  # fmt: skip
_FUNDING_DTYPES = {
    "funding_class": "str", "amount": "float64", "share": "float64", "share_low": "float64",
    "share_high": "float64", "trace": "str",
}  # fmt: skip


def budget(cycle: Cycle) -> pd.DataFrame:
    """How much money the plan names, for what and from whom.

    Returns one row per scope (plan, pillar, strategic, specific, funding_source as printed or not_named,
    funding_class domestic, donor or unresolved) and year ("2022", ..., "all"):
    - amount (currency of the cycle) and its parts printed and derived from costing notes; missing where
      no amount is named; amounts: number of amounts, a printed 0.00 included
    - activities of the scope, with and without an amount in that year ("all": in any year). Under a funding
      source or class, the activities are those with an amount from it.
    """
    years: list[int | None] = [*plan_years(cycle), None]
    return result_frame(
        (
            {"scope": scope[0], "scope_id": scope[1], **_planned(planned, activities, year)}
            for scope, (activities, planned) in _money_by_scope(cycle).items()
            for year in years
        ),
        _BUDGET_DTYPES,
    )


def budget_checks(cycle: Cycle) -> pd.DataFrame:
    """Whether the printed totals are the sums of their activities.

    Returns one row per objective and year with a printed total: printed, computed (the amounts of everything
    on and below the objective; missing where there is none), difference = printed - computed, agrees
    (to the last digit).
    """
    printed_totals = cycle.table("plan/printed_totals").dropna(subset=["amount"])
    amounts = _amounts(cycle)
    below = {one: inside for (_, one), inside in objectives_by_scope(cycle.table("plan/objectives")).items()}
    checks = []
    for index, row in printed_totals.iterrows():
        inside = amounts["objective_id"].isin(below.get(row["objective_id"], {row["objective_id"]}))
        summed = amounts[inside & (amounts["year"] == row["year"])]
        traces = [
            row_trace("plan/printed_totals", printed_totals.loc[[index]]),
            row_trace("plan/budget", summed),
        ]
        comparison = _comparison(row["amount"], summed["amount"].tolist())
        key = {"objective_id": row["objective_id"], "year": str(row["year"])}
        checks.append({**key, **comparison, "trace": join_traces(traces)})
    return result_frame(checks, _CHECK_DTYPES)


def money_after_deadline(cycle: Cycle, *, as_of: date | None = None) -> pd.DataFrame:
    """Where the plan names money for years after an activity should have ended.

    The plan counts as the revisions known on as_of (None: to this day) have it. Returns one row per activity
    and year later than the year of its deadline with an amount above zero: end (the deadline), amount
    (currency of the cycle); and beside them end_adopted and amount_adopted, as before any revision.
    Activities without a deadline are not asked.
    """
    adopted, revised = cycle.table("plan/activities"), revised_activities(cycle.table(REVISIONS), as_of=as_of)
    amounts, plan = revised_budget(cycle, as_of=as_of), cycle.table("plan/budget")
    activities = traces_by("plan/activities", adopted, "activity_id")
    rows = []
    for activity, end_adopted in zip(adopted["activity_id"], adopted["end"], strict=True):
        revision = revised.get(activity, AS_ADOPTED)
        end = revision.end or end_adopted
        if not isinstance(end, str):
            continue
        own = amounts[amounts["activity_id"] == activity]
        late = own[(own["amount"] > 0) & (own["year"] > parse_period(end).year)]
        for year, group in late.groupby("year"):
            before = plan[(plan["activity_id"] == activity) & (plan["year"] == year)]
            traces = [activities[activity], revision.trace, *group["trace"], row_trace("plan/budget", before)]
            rows.append(
                {
                    "activity_id": activity, "year": str(year), "end": end, "amount": total(group["amount"]),
                    "end_adopted": end_adopted, "amount_adopted": total(before["amount"]),
                    "trace": join_traces(traces if len(before) else traces[:-1]),
                }
            )  # fmt: skip
    return result_frame(rows, _LATE_DTYPES)


def funding(cycle: Cycle) -> pd.DataFrame:
    """Whose money carries the plan, as far as the named sources say.

    Returns one row per class: domestic and donor where all named sources of an amount are of that class,
    unresolved where none is named, they are mixed, or whose money it is cannot be said:
    - amount (currency of the cycle); share of all planned money (0-1), the part that is certain
    - share_low, share_high: if none and if all of the unresolved money were of the class (for the unresolved
      class itself: its share). Missing where the plan names no money above zero.
    """
    amounts = _amounts(cycle)
    of_class = {name: amounts[amounts["funding_class"] == name] for name in FUNDING_CLASSES}
    sums = {name: math.fsum(rows["amount"]) for name, rows in of_class.items()}
    everything = math.fsum(amounts["amount"])
    rows = []
    for name, found in of_class.items():
        open_money = 0.0 if name == "unresolved" else sums["unresolved"]
        certain, possible = (
            (part / everything if everything else math.nan)
            for part in (sums[name], math.fsum([sums[name], open_money]))
        )
        shares = {"share": certain, "share_low": certain, "share_high": possible}
        amount = math.nan if amounts.empty else sums[name]
        rows.append(
            {"funding_class": name, "amount": amount, **shares, "trace": row_trace("plan/budget", found)}
        )
    return result_frame(rows, _FUNDING_DTYPES)


def plan_years(cycle: Cycle) -> list[int]:
    """The calendar years of the cycle and any other year the budget names, in order."""
    own = set(range(cycle.meta.start.year, cycle.meta.end.year + 1))
    return sorted(own | {int(year) for year in cycle.table("plan/budget")["year"].dropna()})


def funding_class(source: object, classes: Mapping[str, object]) -> str:
    """Whose money it is: domestic or donor where all institutions the source names are, else unresolved.

    source: institution codes joined by ; or blank. classes: the class of each institution.
    """
    found = {classes.get(code) for code in split_list(source)}
    only = found.pop() if len(found) == 1 else None
    return only if isinstance(only, str) else "unresolved"


def _amounts(cycle: Cycle) -> pd.DataFrame:
    """plan/budget with the objective of the activity, and the source and class of the money."""
    rows = cycle.table("plan/budget")
    activities = cycle.table("plan/activities").set_index("activity_id")
    institutions = cycle.table("plan/institutions")
    classes = dict(zip(institutions["institution"], institutions["funding_class"], strict=True))
    return rows.assign(
        objective_id=rows["activity_id"].map(activities["objective_id"]),
        source=rows["funding_source"].fillna(NOT_NAMED),
        funding_class=[funding_class(source, classes) for source in rows["funding_source"]],
    )


def _money_by_scope(cycle: Cycle) -> dict[Scope, tuple[pd.DataFrame, pd.DataFrame]]:
    """The activities and the amounts of every scope; a funding source holds the amounts it carries."""
    objectives, activities, amounts = (
        cycle.table("plan/objectives"),
        cycle.table("plan/activities"),
        _amounts(cycle),
    )
    money = rows_by_scope(amounts, objectives)
    scopes = {scope: (rows, money[scope]) for scope, rows in rows_by_scope(activities, objectives).items()}
    for kind, column, names in (
        (
            "funding_source",
            "source",
            sorted(set(amounts["source"]), key=lambda name: (name == NOT_NAMED, name)),
        ),
        ("funding_class", "funding_class", FUNDING_CLASSES),
    ):
        for name in names:
            carried = amounts[amounts[column] == name]
            scopes[kind, name] = (activities[activities["activity_id"].isin(carried["activity_id"])], carried)
    return scopes


def _planned(amounts: pd.DataFrame, activities: pd.DataFrame, year: int | None) -> dict[str, Any]:
    """What is planned for one year, or for all of them."""
    counted = amounts if year is None else amounts[amounts["year"] == year]
    with_amount = counted["activity_id"].nunique()
    traces = [
        row_trace("plan/activities", activities),
        "" if counted.empty else row_trace("plan/budget", counted),
    ]
    return {
        "year": ALL_YEARS if year is None else str(year),
        "amount": total(counted["amount"]),
        "printed": total(counted["amount"].where(counted["basis"] == "printed", 0.0)),
        "derived": total(counted["amount"].where(counted["basis"] == "derived", 0.0)),
        "amounts": len(counted),
        "activities": len(activities),
        "activities_with_amount": with_amount,
        "activities_without_amount": len(activities) - with_amount,
        "trace": join_traces(traces),
    }


def _comparison(printed: float, amounts: list[float]) -> dict[str, object]:
    """Exact decimal arithmetic: printed cents either agree or they do not."""
    if not amounts:
        return {"printed": printed}
    difference = Decimal(str(printed)) - sum((Decimal(str(amount)) for amount in amounts), Decimal(0))
    return {
        "printed": printed,
        "computed": total(amounts),
        "difference": float(difference),
        "agrees": difference == 0,
    }

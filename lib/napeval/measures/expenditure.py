"""Expenditure: what was committed and spent, against what was planned, and how much of that is known."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.budget import ALL_YEARS, plan_years
from napeval.measures.money_scopes import money_by_scope, with_objective
from napeval.measures.revised_money import BUDGET, revised_budget
from napeval.measures.rows import result_frame, row_trace, total, with_traces
from napeval.measures.spending import (
    COMMITTED,
    EXPENDITURE,
    SPENT,
    counted_money,
    months_covered,
    reported_money,
)

_DTYPES = {
    "scope": "str", "scope_id": "str", "year": "str", "planned": "float64", "committed": "float64",
    "spent": "float64", "execution": "float64", "reported": "boolean", "planned_revised": "float64",
    "execution_revised": "float64", "variance": "float64", "tracked": "float64", "coverage": "float64",
    "untracked": "float64", "untracked_share": "float64", "execution_lower": "float64",
    "execution_upper": "float64", "unbudgeted": "float64", "unbudgeted_share": "float64", "trace": "str",
}  # fmt: skip
_PERIOD_DTYPES = {
    "scope": "str", "scope_id": "str", "period": "str", "committed": "float64", "spent": "float64",
    "activities": "Int64", "overlaps": "boolean", "trace": "str",
}  # fmt: skip


def expenditure(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How much of the planned money was committed and spent by the cutoff, as known on as_of.

    Returns one row per scope (plan, pillar, strategic, specific, funding_source, funding_class,
    cost_category; see money_by_scope) and year that has begun by the cutoff, and "all" for these years
    together (currency of the cycle):
    - planned: amounts of the plan as adopted for the whole year; planned_revised: as the revisions known have
      it. committed, spent: what was reported about periods that ended by the cutoff; missing where nothing
      was reported, never zero
    - execution: spent / planned, execution_revised: spent / planned_revised; missing where no spending was
      reported or nothing above zero is planned. It says how much of the plan's money is known to be spent:
      an activity without a report adds nothing.
    - variance: spent - planned_revised; below zero, less is known to be spent than was planned.
    - tracked: revised money of the activities on which spending is reported, coverage: its share (0-1) of
      planned_revised; untracked, untracked_share: the rest of it.
    - execution_lower, execution_upper: execution_revised with nothing more, and with all that was planned,
      spent by the activities whose spending is not reported for every month up to the cutoff.
    - unbudgeted: spent on activities for which the revised plan has no money above zero in these years;
      unbudgeted_share: its share of spent.
    - reported: something was reported in this scope and year.
    Reports about the same money are added only where their periods do not overlap (see counted_money). A year
    counts the reports that lie within it, so a period across years counts under "all" only, and there it may
    take the place of reports that count in a year: "all" need not be the sum of the years.
    """
    adopted = with_objective(cycle, with_traces(BUDGET, cycle.table(BUDGET)))
    revised = with_objective(cycle, revised_budget(cycle, as_of=as_of))
    reported = reported_money(cycle, cutoff=cutoff, as_of=as_of)
    until = min(cutoff, cycle.meta.end)  # no report on spending is owed for the time after the plan
    years = [year for year in plan_years(cycle) if date(year, 1, 1) <= cutoff]
    counted: dict[int | None, pd.DataFrame] = {
        year: counted_money(reported[(reported["in_year"] == year).fillna(False)]) for year in years
    }
    counted[None] = counted_money(reported)
    # Every scope that any of the reports names has all its years.
    everything = money_by_scope(cycle, adopted, revised, reported)
    rows = []
    for scope, (planned, as_revised, named) in everything.items():
        for year, found in counted.items():
            money = _Money(
                _of_year(planned, year, cutoff), _of_year(as_revised, year, cutoff),
                found[found.index.isin(named.index)],
            )  # fmt: skip
            name = ALL_YEARS if year is None else str(year)
            rows.append({"scope": scope[0], "scope_id": scope[1], "year": name, **money.row(year, until)})
    return result_frame(rows, _DTYPES)


def expenditure_periods(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """What was reported as committed and spent, period by period as the reports have them.

    Returns one row per scope (as expenditure()) and period with a report, in order of time: committed, spent
    (missing where no report says); activities: number of activities reported on; overlaps: another period of
    the scope shares months with it, so that the two must not be added.
    """
    reported = reported_money(cycle, cutoff=cutoff, as_of=as_of)
    rows = []
    for scope, (found,) in money_by_scope(cycle, reported).items():
        stretches = dict(zip(found["period"], found["stretch"], strict=True))
        for period, stretch in sorted(stretches.items(), key=lambda one: (one[1], one[0])):
            of_period = counted_money(found[found["period"] == period])
            others = [one for text, one in stretches.items() if text != period]
            rows.append(
                {
                    "scope": scope[0], "scope_id": scope[1], "period": period,
                    **_stages(of_period), "activities": of_period["activity_id"].nunique(),
                    "overlaps": any(one.start <= stretch.end and stretch.start <= one.end for one in others),
                    "trace": ";".join(of_period["trace"]),
                }
            )  # fmt: skip
    return result_frame(rows, _PERIOD_DTYPES)


def _of_year(rows: pd.DataFrame, year: int | None, cutoff: date) -> pd.DataFrame:
    """The amounts for one year, or (None) for all years up to the cutoff."""
    return rows[rows["year"] <= cutoff.year] if year is None else rows[rows["year"] == year]


def _stages(reported: pd.DataFrame) -> dict[str, float]:
    return {
        stage: total(reported.loc[reported["stage"] == stage, "amount"]) for stage in (COMMITTED, SPENT)
    }


class _Money:
    """Planned, revised and reported money of one scope and year."""

    def __init__(self, adopted: pd.DataFrame, revised: pd.DataFrame, reported: pd.DataFrame) -> None:
        self._adopted = adopted
        self._revised = revised
        self._reported = reported
        self._spending = reported[reported["stage"] == SPENT]
        self._plan = {str(one): total(rows["amount"]) for one, rows in revised.groupby("activity_id")}

    def row(self, year: int | None, cutoff: date) -> dict[str, Any]:
        planned, revised = total(self._adopted["amount"]), total(self._revised["amount"])
        found = _stages(self._reported)
        spent = found[SPENT]
        unbudgeted = total(
            self._spending.loc[
                [not self._plan.get(one, 0.0) > 0 for one in self._spending["activity_id"]], "amount"
            ]
        )
        nothing_unbudgeted = 0.0 if math.isnan(unbudgeted) and not math.isnan(spent) else unbudgeted
        return {
            "planned": planned,
            **found,
            "execution": _ratio(spent, planned),
            "reported": not self._reported.empty,
            "planned_revised": revised,
            "execution_revised": _ratio(spent, revised),
            "variance": spent - revised,
            **self._tracking(revised),
            **self._bounds(revised, year, cutoff),
            "unbudgeted": nothing_unbudgeted,
            "unbudgeted_share": _ratio(nothing_unbudgeted, spent),
            "trace": join_traces(
                [
                    join_traces([*self._adopted["trace"], *self._revised["trace"]]) or every_row(BUDGET),
                    row_trace(EXPENDITURE, self._reported),
                ]
            ),
        }

    def _tracking(self, revised: float) -> dict[str, float]:
        if math.isnan(revised):
            return {}
        spending = set(self._spending["activity_id"])
        tracked = math.fsum(amount for one, amount in self._plan.items() if one in spending)
        untracked = math.fsum(amount for one, amount in self._plan.items() if one not in spending)
        return {
            "tracked": tracked, "coverage": _ratio(tracked, revised), "untracked": untracked,
            "untracked_share": _ratio(untracked, revised),
        }  # fmt: skip

    def _bounds(self, revised: float, year: int | None, cutoff: date) -> dict[str, float]:
        first = date(min(self._revised["year"]) if year is None and len(self._revised) else year or 1, 1, 1)
        last = cutoff if year is None else min(cutoff, date(year, 12, 31))
        known = {str(one): rows for one, rows in self._spending.groupby("activity_id")}
        lowest, highest = [], []
        for one in dict.fromkeys([*self._plan, *known]):
            rows = known.get(one)
            spent = 0.0 if rows is None else math.fsum(rows["amount"])
            whole = rows is not None and months_covered(rows["stretch"], first, last)
            lowest.append(spent)
            highest.append(spent if whole else max(spent, self._plan.get(one, 0.0)))
        return {
            "execution_lower": _ratio(math.fsum(lowest), revised),
            "execution_upper": _ratio(math.fsum(highest), revised),
        }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else math.nan

"""Earned value: work done against work due and money spent, refused where the data do not carry it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from made_plans import KNOWN, activity, paid, plan, planned, report

from napeval.measures.delivery import activities, delivery
from napeval.measures.earned_value import earned_value
from napeval.measures.expenditure import expenditure
from napeval.measures.money_and_delivery import money_and_delivery
from napeval.measures.planned_spending import planned_by
from napeval.measures.rollup import rollup


@pytest.mark.parametrize(
    ("day", "start", "end", "expected"),
    [
        (date(2022, 12, 31), None, None, Fraction(365)), (date(2021, 12, 31), None, None, Fraction(0)),
        (date(2022, 1, 10), None, None, Fraction(10)), (date(2022, 6, 30), None, "2022-H1", Fraction(365)),
        (date(2022, 7, 1), "2022-H2", "2022", Fraction(365, 184)), (date(2022, 6, 30), "2022-H2", None, 0),
        (date(2022, 1, 1), "2023", "2023", Fraction(1)),  # money for a year in which it was not to run
    ],
)  # fmt: skip
def test_money_is_to_be_used_evenly_over_the_planned_time(day, start, end, expected):
    budget = pd.DataFrame({"year": [2022], "amount": [365.0]})
    assert planned_by(budget, day, start=start, end=end) == expected


def valued(make_cycle, rows, **tables):
    cycle = plan(make_cycle, rows, **tables)
    return earned_value(cycle, activities(cycle, **KNOWN), **KNOWN).set_index(["scope", "scope_id"])


X = {"budget": [planned("x", 2022, 100.0), planned("x", 2023, 100.0)]}
SPENT = [paid("x", "2022", 90.0), paid("x", "2023-H1", 60.0)]
HALF = report("x", "ongoing", "2023-H1", completion=0.6)


def test_a_worked_case(make_cycle):
    """Two years with 100 each, due by mid-2023: 200 planned, 60 % of 200 earned, 150 spent."""
    row = valued(make_cycle, [activity("x", "2023-H1", "2022")], **X, expenditure=SPENT, progress=[HALF])
    got = row.loc["activity", "x"]
    assert got[["planned_value", "earned_low", "actual_cost"]].tolist() == [200.0, 120.0, 150.0]
    assert got[["schedule_low", "schedule_high"]].tolist() == [0.6, 0.6]
    assert got[["cost_low", "cost_high"]].tolist() == [0.8, 0.8]
    assert got["as_at"] == "2023-06-30" and pd.isna(got["reason"]) and pd.isna(got["cost_reason"])


@pytest.mark.parametrize(
    ("tables", "reason", "cost_reason"),
    [
        ({}, "no_amount", "no_amount"),
        ({"budget": [planned("x", 2022, 0.0)], "progress": [HALF]}, "no_amount", "no_amount"),
        ({**X, "expenditure": SPENT}, "no_completion", "no_completion"),
        ({**X, "progress": [report("x", "ongoing")]}, "no_completion", "no_completion"),
        ({**X, "progress": [HALF]}, None, "no_spending"),
        ({**X, "progress": [HALF], "expenditure": SPENT[1:]}, None, "spending_incomplete"),
        ({**X, "progress": [HALF], "expenditure": SPENT[:1]}, None, "spending_incomplete"),
        ({**X, "progress": [HALF], "expenditure": [paid("x", "2022", 0.0), paid("x", "2023-H1", 0.0)]}, None,
         "nothing_spent"),
        ({"budget": [planned("x", 2024, 9.0)], "progress": [HALF]}, "nothing_planned_yet", "no_spending"),
    ],
)  # fmt: skip
def test_what_the_data_do_not_carry_is_refused_with_a_code(make_cycle, tables, reason, cost_reason):
    row = valued(make_cycle, [activity("x", "2024", "2022")], **tables).loc["activity", "x"]
    assert (None if pd.isna(row["reason"]) else row["reason"]) == reason
    assert row["cost_reason"] == cost_reason
    assert pd.isna(row["cost_low"]) and pd.isna(row["cost_high"])
    assert pd.isna(row["schedule_low"]) is (reason is not None)


def test_reporters_who_differ_leave_a_range(make_cycle):
    both = [report("x", "ongoing", completion=0.5), report("x", "completed", by="MD")]
    row = valued(make_cycle, [activity("x")], budget=[planned("x", 2023, 80.0)], progress=both)
    assert row.loc[("activity", "x"), ["earned_low", "earned_high"]].tolist() == [40.0, 80.0]
    assert row.loc[("plan", "plan"), ["schedule_low", "schedule_high"]].tolist() == [0.5, 1.0]


def test_a_scope_adds_what_is_known_and_bounds_the_rest(make_cycle):
    row = valued(
        make_cycle, [activity("x", "2023-H1", "2022"), activity("y"), activity("z")],
        budget=[*X["budget"], planned("y", 2023, 50.0)], expenditure=SPENT, progress=[HALF],
    ).loc["plan", "plan"]  # fmt: skip
    assert row[["activities", "with_budget", "valued", "costed"]].tolist() == [3, 2, 1, 1]
    assert row[["budget", "coverage", "cost_coverage"]].tolist() == [250.0, 0.8, 0.8]
    assert row[["schedule_low", "cost_low"]].tolist() == [0.6, 0.8]
    assert row[["planned_value", "planned_value_all"]].tolist() == [200.0, 250.0]
    assert row[["schedule_lower", "schedule_upper"]].tolist() == [120 / 250, 170 / 250]


def test_without_reports_there_is_no_index_and_no_coverage(make_cycle):
    row = valued(make_cycle, [activity("x")], **X).loc["plan", "plan"]
    assert row[["schedule_low", "cost_low", "earned_low", "actual_cost", "planned_value"]].isna().all()
    assert row[["coverage", "cost_coverage", "schedule_lower", "schedule_upper"]].tolist() == [0, 0, 0, 1]
    assert row[["reason", "cost_reason", "as_at"]].tolist() == ["no_completion"] * 2 + ["2023-12-31"]


def beside(make_cycle, rows, **tables):
    cycle = plan(make_cycle, rows, **tables)
    found = activities(cycle, **KNOWN)
    nothing = pd.DataFrame(
        {name: pd.Series(dtype="object") for name in ("dimension", "category", "indicator_id", "objective_id",
                                                      "level", "lower", "upper", "status", "trace")}
    )  # fmt: skip
    return money_and_delivery(
        cycle, activities=found, delivery=delivery(cycle, found), expenditure=expenditure(cycle, **KNOWN),
        earned_value=earned_value(cycle, found, **KNOWN), rollup=rollup(cycle, nothing),
    ).set_index(["scope", "scope_id"])  # fmt: skip


def test_money_stands_beside_the_work_it_paid(make_cycle):
    got = beside(
        make_cycle, [activity("x", "2023-H1", "2022"), activity("y", "2022", "2022")],
        budget=[*X["budget"], planned("y", 2022, 40.0)],
        expenditure=[*SPENT, paid("x", "2023-H2", 0.0), paid("y", "2022", 50.0)],
        progress=[HALF, report("y", "completed", "2022")],
    ).loc["plan", "plan"]  # fmt: skip
    assert got[["planned_revised", "spent", "execution"]].tolist() == [240.0, 200.0, 200 / 240]
    assert got[["completed", "done_of_reported", "completion"]].tolist() == [1, 0.5, 0.8]
    assert got["spending_ahead"] == pytest.approx(200 / 240 - 0.8)
    done = [f"done_{name}" for name in ("costed", "budget", "cost", "cost_ratio")]
    assert got[done].tolist() == [1, 40.0, 50.0, 1.25]


def test_nothing_known_on_either_side_stays_open(make_cycle):
    got = beside(make_cycle, [activity("x")], **X).loc["plan", "plan"]
    unknown = ["spent", "execution", "completion", "spending_ahead", "done_cost", "achievement"]
    assert got[unknown].isna().all()
    assert got[["spending_coverage", "delivery_coverage", "done_costed"]].tolist() == [0.0, 0.0, 0]
    assert got[["spending_ahead_low", "spending_ahead_high"]].tolist() == [-1.0, 1.0]

"""Unit costs of outputs: planned and actual, and why there is none."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from made_plans import AS_OF, KNOWN, activity, paid, plan, planned

from napeval.measures.achievement import achievement
from napeval.measures.unit_costs import unit_costs


def output(name="x.o", of="x", **cells):
    return {
        "indicator_id": name, "objective_id": "A.1", "activity_id": of, "level": "output",
        "origin": "plan",
        "unit": "trainings", "measure": "number", "direction": "increase", "accumulation": "cumulative",
        "additive_over": "time_place", "path": "linear", **cells,
    }  # fmt: skip


def target(value, year=2023, role="final", name="x.o"):
    return {"indicator_id": name, "role": role, "year": year, "value": value, "basis": "absolute"}


def seen(value, period="2022", name="x.o"):
    return {
        "indicator_id": name, "period": period, "source_id": "s", "reported_by": "PK", "state": "measured",
        "recorded_on": "2024-01-15", "value": value,
    }  # fmt: skip


def costs(make_cycle, indicators, **tables):
    tables = {"budget": [planned("x", 2022, 600.0), planned("x", 2023, 600.0)], **tables}
    cycle = plan(make_cycle, [activity("x", start="2022")], indicators=indicators, **tables)
    got = unit_costs(cycle, achievement(cycle, **KNOWN), **KNOWN)
    return got.set_index("indicator_id")


def test_what_one_training_was_to_cost_and_cost(make_cycle):
    row = costs(
        make_cycle, [output()], targets=[target(12)], observations=[seen(4), seen(5, "2023")],
        expenditure=[paid("x", "2022", 500.0), paid("x", "2023", 400.0)],
    ).loc["x.o"]  # fmt: skip
    assert row[["quantity_planned", "amount", "unit_cost_planned"]].tolist() == [12.0, 1200.0, 100.0]
    assert row[["quantity_low", "quantity_high", "spent"]].tolist() == [9.0, 9.0, 900.0]
    assert row[["unit_cost_low", "unit_cost_high"]].tolist() == [100.0, 100.0]
    assert row[["cost_ratio_low", "cost_ratio_high"]].tolist() == [1.0, 1.0]
    assert pd.isna(row["reason"]) and pd.isna(row["actual_reason"])
    for part in ("plan/budget#x|2022||", "monitoring/expenditure#x|2022|spent|||2024-02-01", "plan/targets#"):
        assert part in row["trace"]


def test_what_is_delivered_without_any_spending_has_no_unit_cost_of_zero(make_cycle):
    row = costs(
        make_cycle, [output()], targets=[target(12)], observations=[seen(4)],
        expenditure=[paid("x", "2022", 0.0)],
    ).loc["x.o"]  # fmt: skip
    assert (row["spent"], row["actual_reason"]) == (0.0, "nothing_spent")
    assert pd.isna(row["unit_cost_low"]) and pd.isna(row["cost_ratio_low"])


def test_money_and_quantity_are_of_the_same_time(make_cycle):
    row = costs(
        make_cycle, [output()], targets=[target(12)], observations=[seen(4)],
        expenditure=[paid("x", "2022", 500.0), paid("x", "2023", 400.0)],
    ).loc["x.o"]  # fmt: skip
    assert row[["spent", "unit_cost_low"]].tolist() == [500.0, 125.0]


def test_sources_that_differ_leave_a_range(make_cycle):
    two = [seen(4), {**seen(5), "source_id": "t"}]
    row = costs(
        make_cycle, [output()], targets=[target(12)], observations=two,
        expenditure=[paid("x", "2022", 500.0)],
    ).loc["x.o"]  # fmt: skip
    assert row[["unit_cost_low", "unit_cost_high"]].tolist() == [100.0, 125.0]
    assert row[["cost_ratio_low", "cost_ratio_high"]].tolist() == [1.0, 1.25]


def test_a_level_counts_from_its_baseline(make_cycle):
    row = costs(
        make_cycle, [output(accumulation="stock")], targets=[target(30), target(20, 2021, "baseline")],
        observations=[seen(25)], expenditure=[paid("x", "2022", 500.0)],
    ).loc["x.o"]  # fmt: skip
    assert row[["quantity_planned", "quantity_low", "unit_cost_low"]].tolist() == [10.0, 5.0, 100.0]


@pytest.mark.parametrize(
    ("indicators", "tables", "reason", "actual_reason"),
    [
        ([output(measure="milestone", unit="milestone")], {}, "not_a_quantity", "not_a_quantity"),
        ([output(measure="percentage", unit="percent")], {}, "not_a_quantity", "not_a_quantity"),
        ([output(direction="decrease")], {"targets": [target(2)]}, "not_a_quantity", "not_a_quantity"),
        ([output(), output("x.p")], {"targets": [target(2)]}, "several_outputs", "several_outputs"),
        ([output()], {}, "no_quantity", "no_actual"),
        ([output()], {"targets": [target(2)], "budget": []}, "no_amount", "no_actual"),
        ([output()], {"targets": [target(2)]}, None, "no_actual"),
        ([output()], {"targets": [target(2)], "observations": [seen(1)]}, None, "no_spending"),
        ([output()], {"targets": [target(2)], "observations": [seen(1)],
                      "expenditure": [paid("x", "2022-H1", 5.0)]}, None, "spending_incomplete"),
        ([output()], {"targets": [target(2)], "observations": [seen(0)],
                      "expenditure": [paid("x", "2022", 5.0)]}, None, "nothing_delivered"),
        ([output(accumulation="annual")],
         {"targets": [target(2, 2022, "annual"), target(4, 2023, "annual")],
          "observations": [seen(1)], "expenditure": [paid("x", "2022", 5.0)]}, None, "yearly_quantity"),
    ],
)  # fmt: skip
def test_why_there_is_no_unit_cost(make_cycle, indicators, tables, reason, actual_reason):
    row = costs(make_cycle, indicators, **tables).loc["x.o"]
    assert (None if pd.isna(row["reason"]) else row["reason"]) == reason
    assert row["actual_reason"] == actual_reason
    assert pd.isna(row["unit_cost_low"]) and pd.isna(row["unit_cost_high"])
    assert pd.isna(row["unit_cost_planned"]) is (reason is not None)


def test_yearly_targets_add_up(make_cycle):
    yearly = [target(2, 2022, "annual"), target(4, 2023, "annual")]
    row = costs(make_cycle, [output(accumulation="annual")], targets=yearly).loc["x.o"]
    assert row[["quantity_planned", "unit_cost_planned"]].tolist() == [6.0, 200.0]


def test_a_quantity_that_is_hidden_is_not_known(make_cycle):
    cycle = plan(
        make_cycle, [activity("x", start="2022")], budget=[planned("x", 2022, 600.0)],
        indicators=[output(unit="persons")], targets=[target(12)], observations=[seen(4)],
        expenditure=[paid("x", "2022", 500.0)],
    )  # fmt: skip
    known = achievement(cycle, cutoff=date(2023, 12, 31), as_of=AS_OF)
    known[["actual", "actual_low", "actual_high"]] = float("nan")
    row = unit_costs(cycle, known, **KNOWN).iloc[0]
    assert row[["quantity_low", "spent", "unit_cost_low", "cost_ratio_low"]].isna().all()
    assert row["actual_reason"] == "no_actual"

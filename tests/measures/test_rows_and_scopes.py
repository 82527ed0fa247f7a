"""Rows and scopes: keys as the schemas declare them, what was known when, and where an objective counts."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest

from napeval.cycle.schemas import schemas
from napeval.measures.rows import KEYS, known_rows, parts_of, result_frame, row_trace, share, total, traces_by
from napeval.measures.scopes import PILLARS, objectives_by_scope, rows_by_scope

PLAN = {
    "plan/objectives": [
        {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
        {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
        {"objective_id": "A.1.m", "parent_id": "A.1", "level": "measure", "pillar": "prevention"},
        {"objective_id": "B", "level": "strategic", "pillar": "protection"},
    ]
}


@pytest.mark.parametrize("table", sorted(KEYS))
def test_keys_are_those_of_the_schema(table):
    assert KEYS[table] == schemas()[table].primary_key


def test_pillars_are_those_of_the_schema():
    [pillar] = [field for field in schemas()["plan/objectives"].fields if field.name == "pillar"]
    assert pillar.enum == PILLARS


def reports(make_cycle, *days):
    rows = [
        {"activity_id": "A.1.1", "period": "2022", "reported_by": "PK", "recorded_on": day, "status": status}
        for day, status in days
    ]
    return make_cycle({"monitoring/progress": rows}).table("monitoring/progress")


@pytest.mark.parametrize(
    ("as_of", "known"),
    [(date(2023, 1, 31), []), (date(2023, 2, 1), ["ongoing"]), (date(2023, 3, 1), ["completed"])],
)
def test_of_corrected_rows_the_last_recorded_by_the_day_counts(make_cycle, as_of, known):
    rows = reports(make_cycle, ("2023-03-01", "completed"), ("2023-02-01", "ongoing"))
    assert known_rows("monitoring/progress", rows, as_of)["status"].tolist() == known


def test_a_target_without_a_day_was_known_from_the_start_until_it_was_revised(make_cycle):
    adopted = {"indicator_id": "i", "role": "final", "year": 2024, "value": 10}
    rows = make_cycle({"plan/targets": [{**adopted, "value": 5, "set_on": "2023-06-01"}, adopted]}).table(
        "plan/targets"
    )
    before = known_rows("plan/targets", rows, date(2023, 5, 31), recorded="set_on")
    after = known_rows("plan/targets", rows, date(2023, 6, 1), recorded="set_on")
    assert (before["value"].tolist(), after["value"].tolist()) == ([10], [5])


def test_a_figure_of_no_rows_traces_to_the_whole_table(make_cycle):
    cycle = make_cycle(PLAN)
    objectives = cycle.table("plan/objectives")
    assert row_trace("plan/objectives", objectives.head(2)) == "plan/objectives#A;plan/objectives#A.1"
    assert row_trace("plan/objectives", objectives.head(0)) == "plan/objectives#*"
    assert traces_by("plan/objectives", objectives, "parent_id") == {
        "A": "plan/objectives#A.1",
        "A.1": "plan/objectives#A.1.m",
    }


def test_parts_of_a_trace_by_table():
    trace = "plan/activities#1;plan/budget#1|2022||;plan/activities_old#1"
    assert parts_of(trace, ["plan/activities"]) == "plan/activities#1"


def test_nothing_has_no_share_and_no_total():
    assert math.isnan(share(0, 0))
    assert share(1, 3) == 1 / 3
    assert math.isnan(total([]))
    assert total([0.1] * 10) == 1.0


def test_a_result_without_rows_keeps_its_types():
    frame = result_frame([], {"name": "str", "count": "Int64", "due": "boolean"})
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "name": "str",
        "count": "Int64",
        "due": "boolean",
    }


def test_an_objective_counts_at_its_level_and_above(make_cycle):
    members = objectives_by_scope(make_cycle(PLAN).table("plan/objectives"))
    assert members["plan", "plan"] == {"A", "A.1", "A.1.m", "B"}
    assert members["strategic", "A"] == {"A", "A.1", "A.1.m"}
    assert members["specific", "A.1"] == {"A.1", "A.1.m"}
    assert members["pillar", "protection"] == {"B"}


def test_parts_of_the_plan_without_anything_have_a_scope(make_cycle):
    objectives = make_cycle(PLAN).table("plan/objectives")
    rows = pd.DataFrame({"objective_id": ["A.1.m"], "activity_id": ["x"]})
    sizes = {scope: len(found) for scope, found in rows_by_scope(rows, objectives).items()}
    assert sizes == {
        ("plan", "plan"): 1,
        ("pillar", "enabling_framework"): 0,
        ("pillar", "prevention"): 1,
        ("pillar", "protection"): 0,
        ("pillar", "prosecution"): 0,
        ("pillar", "partnership"): 0,
        ("strategic", "A"): 1,
        ("strategic", "B"): 0,
        ("specific", "A.1"): 1,
    }

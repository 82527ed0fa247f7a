"""The plan as revised: what was dropped, added and newly priced, and from which day that was known."""

from __future__ import annotations

from datetime import date

import pytest
from made_plans import AS_OF, KNOWN, activity, plan, planned, report, revision

from napeval.measures.achievement import achievement
from napeval.measures.budget import money_after_deadline
from napeval.measures.delivery import activities
from napeval.measures.revised_activities import activities_in_plan
from napeval.measures.revised_money import revised_budget


def amounts(cycle, as_of=AS_OF):
    rows = revised_budget(cycle, as_of=as_of)
    return [tuple(row) for row in rows[["activity_id", "year", "amount"]].to_numpy().tolist()]


def test_a_new_amount_counts_from_the_day_it_was_recorded(make_cycle):
    cycle = plan(
        make_cycle, [activity("x")], budget=[planned("x", 2022, 100.0), planned("x", 2023, 50.0, "BK")],
        revisions=[revision("x", "amended", new_amount=30.0)],
    )  # fmt: skip
    assert amounts(cycle, date(2023, 1, 31)) == [("x", 2022, 100.0), ("x", 2023, 50.0)]
    assert amounts(cycle) == [("x", 2022, 100.0), ("x", 2023, 30.0)]
    changed = revised_budget(cycle, as_of=AS_OF).iloc[1]
    assert changed["funding_source"] == "BK"
    assert changed["trace"] == "plan/budget#x|2023|BK|;plan/revisions#x|2023|2023-02-01"


def test_a_new_amount_for_several_rows_says_not_whose_it_is(make_cycle):
    cycle = plan(
        make_cycle, [activity("x")],
        budget=[planned("x", 2023, 50.0, "BK"), planned("x", 2023, 20.0, "GIZ")],
        revisions=[revision("x", "amended", new_amount=60.0)],
    )  # fmt: skip
    rows = revised_budget(cycle, as_of=AS_OF)
    assert rows["amount"].tolist() == [60.0] and rows["funding_source"].isna().all()


def test_money_for_a_year_without_any_is_added(make_cycle):
    cycle = plan(make_cycle, [activity("x")], revisions=[revision("x", "amended", new_amount=7.0)])
    assert amounts(cycle) == [("x", 2023, 7.0)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([revision("x", "dropped")], [2022, 2023]),
        ([revision("x", "dropped", new_amount=0.0)], [2022, 2023]),
        ([revision("x", "dropped"), revision("x", "added", "2024-02-01", 2024)], [2022, 2023, 2024]),
        ([revision("x", "dropped", "2022-02-01", 2022)], [2022]),
    ],
)
def test_what_is_dropped_has_no_money_in_later_years(make_cycle, changes, expected):
    budget = [planned("x", year, 10.0) for year in (2022, 2023, 2024)]
    cycle = plan(make_cycle, [activity("x", "2024")], budget=budget, revisions=changes)
    assert [year for _, year, _ in amounts(cycle)] == expected
    last = amounts(cycle)[-1]
    assert last[2] == (0.0 if changes[0].get("new_amount") == 0.0 else 10.0)


def test_an_added_activity_stands_in_the_plan_from_the_day_it_was_added(make_cycle):
    cycle = plan(
        make_cycle, [activity("x"), activity("y")], budget=[planned("y", 2023, 5.0)],
        revisions=[revision("y", "added"), revision("x", "dropped"), revision("x", "added", "2023-05-01")],
    )  # fmt: skip
    before, after = date(2023, 1, 31), date(2023, 2, 1)
    assert activities_in_plan(cycle, as_of=before)["activity_id"].tolist() == ["x"]
    assert activities_in_plan(cycle, as_of=after)["activity_id"].tolist() == ["x", "y"]
    assert activities_in_plan(cycle, as_of=None)["activity_id"].tolist() == ["x", "y"]
    assert amounts(cycle, before) == [] and amounts(cycle, after) == [("y", 2023, 5.0)]


def test_the_state_in_the_plan_stands_beside_what_was_adopted(make_cycle):
    cycle = plan(
        make_cycle, [activity("w"), activity("x", "2022"), activity("y"), activity("z")],
        budget=[planned("x", 2023, 9.0)],
        revisions=[
            revision("x", "postponed", new_end="2024", new_amount=4.0), revision("y", "added"),
            revision("z", "dropped"),
        ],
    )  # fmt: skip
    got = activities(cycle, **KNOWN).set_index("activity_id")
    assert got["plan_state"].to_dict() == {"w": "adopted", "x": "adopted", "y": "added", "z": "dropped"}
    assert got.loc["x", ["end", "end_adopted", "amount", "amount_revised"]].tolist() == [
        "2024", "2022", 9.0, 4.0,
    ]  # fmt: skip


def test_money_after_the_deadline_is_asked_of_the_revised_plan(make_cycle):
    cycle = plan(
        make_cycle, [activity("x", "2022"), activity("y", "2022")],
        budget=[planned("x", 2023, 9.0), planned("x", 2024, 8.0), planned("y", 2023, 5.0)],
        revisions=[revision("x", "postponed", new_end="2023"), revision("y", "amended", new_amount=0.0)],
    )  # fmt: skip
    columns = ["activity_id", "year", "end", "amount", "end_adopted", "amount_adopted"]
    before = money_after_deadline(cycle, as_of=date(2023, 1, 31))
    assert before[columns].to_numpy().tolist() == [
        ["x", "2023", "2022", 9.0, "2022", 9.0],
        ["x", "2024", "2022", 8.0, "2022", 8.0],
        ["y", "2023", "2022", 5.0, "2022", 5.0],
    ]
    after = money_after_deadline(cycle, as_of=AS_OF)
    assert after[columns].to_numpy().tolist() == [["x", "2024", "2023", 8.0, "2022", 8.0]]
    assert after["trace"][0] == "plan/activities#x;plan/revisions#x|2023|2023-02-01;plan/budget#x|2024||"


OUTPUT = {
    "indicator_id": "x.o", "objective_id": "A.1", "activity_id": "x", "level": "output",
    "unit": "milestone", "measure": "milestone", "direction": "increase", "accumulation": "stock",
    "path": "step",
}  # fmt: skip


def test_a_postponed_milestone_is_due_by_its_new_deadline(make_cycle):
    cycle = plan(
        make_cycle, [activity("x", "2022")], indicators=[OUTPUT], progress=[report("x", "ongoing")],
        revisions=[revision("x", "postponed", new_end="2024")],
    )  # fmt: skip
    before = achievement(cycle, cutoff=date(2023, 12, 31), as_of=date(2023, 1, 31)).iloc[0]
    after = achievement(cycle, **KNOWN).iloc[0]
    assert (before["target_year"], after["target_year"]) == (2022, 2024)
    assert "deadline_revised" in after["flags"] and "deadline_revised" not in before["flags"]
    assert after["status"] != "behind"
    assert "plan/revisions#x|2023|2023-02-01" in after["trace"]


def test_a_milestone_that_was_dropped_is_not_reached(make_cycle):
    revisions = [revision("x", "dropped")]
    cycle = plan(make_cycle, [activity("x", "2022")], indicators=[OUTPUT], revisions=revisions)
    row = achievement(cycle, **KNOWN).iloc[0]
    assert (row["state"], row["actual"], row["status"]) == ("measured", 0.0, "behind")

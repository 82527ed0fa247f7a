"""Delivery: statuses, deadlines, leads, and shares with the bounds that missing reports leave."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.measures.delivery import ADVANCEMENT, activities, delivery, is_due
from napeval.measures.responsibilities import responsibilities

CUTOFF, AS_OF = date(2023, 12, 31), date(2024, 6, 30)
OBJECTIVES = [
    {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
]


def report(activity, status, period="2023", by="PK", on="2024-01-15"):
    return {"activity_id": activity, "period": period, "reported_by": by, "recorded_on": on, "status": status}


def plan(make_cycle, rows, **tables):
    """A plan of activities under A.1, given as {activity: end}; other tables by name."""
    listed = [{"activity_id": name, "objective_id": "A.1", "end": end} for name, end in rows.items()]
    folders = {"progress": "monitoring"}
    others = {f"{folders.get(name, 'plan')}/{name}": found for name, found in tables.items()}
    return make_cycle({"plan/objectives": OBJECTIVES, "plan/activities": listed, **others})


def computed(cycle, cutoff=CUTOFF, as_of=AS_OF):
    return activities(cycle, cutoff=cutoff, as_of=as_of).set_index("activity_id")


def test_without_a_report_nothing_is_said_about_an_activity(make_cycle):
    row = computed(plan(make_cycle, {"x": "2022"})).loc["x"]
    assert (row["status"], row["reports"], row["due"]) == ("not_reported", 0, True)
    assert row["overdue"] is pd.NA


@pytest.mark.parametrize(
    ("end", "due"),
    [
        ("2023", True),
        ("2023-12", True),
        ("2023-Q4", True),
        ("2024-01", False),
        ("2022/2024", False),
        (None, None),
    ],
)
def test_an_activity_is_due_when_the_last_day_of_its_deadline_has_come(end, due):
    assert is_due(end, CUTOFF) is due


def test_the_day_before_the_deadline_is_not_late():
    assert is_due("2023", date(2023, 12, 30)) is False


@pytest.mark.parametrize(
    ("status", "overdue"),
    [
        ("completed", False), ("cancelled", False), ("partly_completed", True), ("ongoing", True),
        ("delayed", True),
        ("not_started", True),
    ],
)  # fmt: skip
def test_overdue_is_what_is_due_and_known_to_be_open(make_cycle, status, overdue):
    row = computed(plan(make_cycle, {"x": "2022"}, progress=[report("x", status)])).loc["x"]
    assert (row["status"], row["overdue"]) == (status, overdue)


def test_what_is_not_due_is_not_overdue_even_without_a_report(make_cycle):
    row = computed(plan(make_cycle, {"x": "2024"})).loc["x"]
    assert (row["due"], row["overdue"]) == (False, False)


def test_without_a_deadline_neither_due_nor_overdue_is_known(make_cycle):
    row = computed(plan(make_cycle, {"x": None}, progress=[report("x", "ongoing")])).loc["x"]
    assert row["due"] is pd.NA and row["overdue"] is pd.NA
    assert pd.isna(row["end"])


def test_the_last_period_counts_not_the_last_row(make_cycle):
    progress = [report("x", "completed", "2023"), report("x", "ongoing", "2022", on="2024-03-01")]
    row = computed(plan(make_cycle, {"x": "2023"}, progress=progress)).loc["x"]
    assert (row["status"], row["reports"], row["conflict"]) == ("completed", 2, False)


def test_periods_that_end_after_the_cutoff_do_not_count(make_cycle):
    progress = [report("x", "ongoing", "2023-H1"), report("x", "completed", "2023")]
    cycle = plan(make_cycle, {"x": "2023"}, progress=progress)
    assert computed(cycle, cutoff=date(2023, 12, 30)).loc["x", "status"] == "ongoing"
    assert computed(cycle, cutoff=date(2023, 12, 31)).loc["x", "status"] == "completed"


def test_what_was_recorded_later_was_not_known(make_cycle):
    progress = [report("x", "ongoing", on="2024-01-15"), report("x", "completed", on="2024-07-01")]
    cycle = plan(make_cycle, {"x": "2023"}, progress=progress)
    before, after = computed(cycle, as_of=date(2024, 6, 30)), computed(cycle, as_of=date(2024, 7, 1))
    assert (before.loc["x", "status"], before.loc["x", "reports"]) == ("ongoing", 1)
    assert (after.loc["x", "status"], after.loc["x", "reports"]) == ("completed", 1)


def test_of_two_reporters_who_contradict_each_other_the_less_advanced_counts(make_cycle):
    progress = [report("x", "completed", by="PK"), report("x", "ongoing", by="MD", on="2024-01-10")]
    row = computed(plan(make_cycle, {"x": "2023"}, progress=progress)).loc["x"]
    assert (row["status"], row["conflict"], row["overdue"]) == ("ongoing", True, True)


def test_reporters_who_agree_are_no_conflict(make_cycle):
    progress = [report("x", "ongoing", by="PK"), report("x", "ongoing", by="MD")]
    row = computed(plan(make_cycle, {"x": "2023"}, progress=progress)).loc["x"]
    assert (row["status"], row["conflict"], row["reports"]) == ("ongoing", False, 2)


def test_an_older_contradiction_that_was_settled_is_no_conflict(make_cycle):
    progress = [
        report("x", "ongoing", "2022", "PK"),
        report("x", "delayed", "2022", "MD"),
        report("x", "completed"),
    ]
    row = computed(plan(make_cycle, {"x": "2023"}, progress=progress)).loc["x"]
    assert (row["status"], row["conflict"]) == ("completed", False)


def test_a_printed_zero_is_an_amount_and_an_empty_cell_is_not(make_cycle):
    budget = [
        {
            "activity_id": "x",
            "year": 2022,
            "funding_source": "BK",
            "amount": 0.0,
            "currency": "EUR",
            "basis": "printed",
        },
        {"activity_id": "z", "year": 2022, "amount": 600.0, "currency": "EUR", "basis": "printed"},
        {"activity_id": "z", "year": 2023, "amount": 40.5, "currency": "EUR", "basis": "derived"},
    ]
    got = computed(plan(make_cycle, {"x": "2023", "y": "2023", "z": "2023"}, budget=budget))
    assert got["has_amount"].tolist() == [True, False, True]
    assert got.loc["x", ["amount", "amount_derived"]].tolist() == [0.0, 0.0]
    assert got.loc["y", ["amount", "amount_derived"]].isna().all()
    assert got.loc["z", ["amount", "amount_derived"]].tolist() == [640.5, 40.5]


def roles(*rows):
    return [dict(zip(("activity_id", "institution", "role", "basis"), row, strict=True)) for row in rows]


def test_leads_come_with_how_they_are_known(make_cycle):
    listed = roles(
        ("x", "PK", "lead", "first_listed"), ("x", "MD", "support", "listed"),
        ("x", "KK", "support", "listed"),
        ("y", "MD", "lead", "stated"), ("y", "KK", "lead", "stated"),
    )  # fmt: skip
    got = computed(plan(make_cycle, {"x": "2023", "y": "2023", "z": "2023"}, responsibilities=listed))
    assert got.loc["x", ["lead", "lead_basis", "supporting"]].tolist() == ["PK", "first_listed", 2]
    assert got.loc["y", ["lead", "lead_basis", "supporting"]].tolist() == ["MD;KK", "stated", 0]
    assert got.loc["z", ["lead", "lead_basis"]].isna().all()


def test_an_activity_traces_to_every_row_that_made_it(make_cycle):
    cycle = plan(
        make_cycle,
        {"x": "2023"},
        progress=[report("x", "ongoing")],
        responsibilities=roles(("x", "PK", "lead", "stated")),
        budget=[{"activity_id": "x", "year": 2022, "amount": 1.0, "currency": "EUR", "basis": "printed"}],
    )
    assert computed(cycle).loc["x", "trace"].split(";") == [
        "plan/activities#x",
        "plan/responsibilities#x|PK|lead",
        "plan/budget#x|2022||",
        "monitoring/progress#x|2023|PK|2024-01-15",
    ]


def test_shares_of_all_stay_within_the_bounds_that_missing_reports_leave(make_cycle):
    """The rule's own example: 207 done, 163 not, 174 unreported of 544."""
    names = [f"x{number}" for number in range(544)]
    progress = [report(name, "completed") for name in names[:207]]
    progress += [report(name, "ongoing") for name in names[207 : 207 + 163]]
    cycle = plan(make_cycle, dict.fromkeys(names, "2023"), progress=progress)
    frame = delivery(cycle, activities(cycle, cutoff=CUTOFF, as_of=AS_OF)).set_index(["scope", "scope_id"])
    row = frame.loc[("plan", "plan")]
    assert row["done_of_reported"] == 207 / 370 and f"{row['done_of_reported']:.1%}" == "55.9%"
    assert row["coverage"] == 370 / 544
    assert (f"{row['done_lower']:.2%}", f"{row['done_upper']:.2%}") == ("38.05%", "70.04%")
    assert (row["due"], row["overdue"], row["due_not_reported"]) == (544, 163, 174)


def test_a_scope_without_activities_has_counts_of_zero_and_no_shares(make_cycle):
    cycle = plan(make_cycle, {"x": "2023"})
    frame = delivery(cycle, activities(cycle, cutoff=CUTOFF, as_of=AS_OF)).set_index(["scope", "scope_id"])
    row = frame.loc[("pillar", "prosecution")]
    assert (row["activities"], row["not_reported"]) == (0, 0)
    assert row[["done_of_reported", "coverage", "done_lower", "done_upper"]].isna().all()
    assert row["trace"] == "plan/activities#*"


def test_institutions_count_by_lead_and_nobody_is_named_as_such(make_cycle):
    listed = roles(
        ("x", "PK", "lead", "stated"), ("y", "PK", "lead", "stated"), ("y", "MD", "lead", "stated"),
        ("x", "KK", "support", "listed"),
    )  # fmt: skip
    cycle = plan(
        make_cycle,
        {"x": "2023", "y": None, "z": "2022"},
        responsibilities=listed,
        progress=[report("x", "completed")],
    )
    frame = delivery(cycle, activities(cycle, cutoff=CUTOFF, as_of=AS_OF))
    got = frame[frame["scope"] == "institution"].set_index("scope_id")
    assert got["activities"].to_dict() == {"MD": 1, "PK": 2, "not_named": 1}
    assert got["no_deadline"].to_dict() == {"MD": 1, "PK": 1, "not_named": 0}
    assert got.loc["PK", "done_of_reported"] == 1 / 1
    assert got.loc["PK", "due_done_lower"] == 1 / 1
    assert "plan/responsibilities#x|PK|lead" in got.loc["PK", "trace"]


@settings(max_examples=25)
@given(statuses=st.lists(st.sampled_from([*ADVANCEMENT, None]), min_size=1, max_size=8))
def test_the_share_known_later_lies_within_the_bounds_known_now(make_cycle, statuses):
    """Whatever the unreported activities turn out to be, and in whatever order they are listed."""
    names = {f"x{number}": "2023" for number in range(len(statuses))}
    progress = [report(name, status) for name, status in zip(names, statuses, strict=True) if status]
    later = [report(name, status or "completed") for name, status in zip(names, statuses, strict=True)]
    rows = []
    for known in (progress, later, progress[::-1]):
        cycle = plan(make_cycle, names, progress=known)
        rows.append(delivery(cycle, activities(cycle, cutoff=CUTOFF, as_of=AS_OF)).iloc[0])
    assert rows[0]["done_lower"] <= rows[1]["done_of_reported"] <= rows[0]["done_upper"]
    assert rows[0]["done_lower"] == rows[2]["done_lower"]
    assert sum(rows[0][status] for status in (*ADVANCEMENT, "not_reported")) == len(statuses)


def test_what_each_institution_has_to_do(make_cycle):
    cycle = plan(
        make_cycle,
        {"x": "2023", "y": "2023"},
        institutions=[{"institution": "PK", "kind": "police"}, {"institution": "AGK"}],
        responsibilities=roles(
            ("x", "PK", "lead", "first_listed"),
            ("y", "PK", "lead", "stated"),
            ("y", "MD", "support", "listed"),
        ),
        budget=[{"activity_id": "x", "year": 2022, "amount": 7.0, "currency": "EUR", "basis": "printed"}],
        progress=[report("y", "ongoing")],
    )
    got = responsibilities(cycle, activities(cycle, cutoff=CUTOFF, as_of=AS_OF)).set_index("institution")
    counts = ["lead", "lead_stated", "lead_inferred", "support", "activities", "amount_led", "reported"]
    assert got.loc["PK", counts].tolist() == [2, 1, 1, 0, 2, 7.0, 1]
    assert got.loc["AGK", counts].drop("amount_led").tolist() == [0, 0, 0, 0, 0, 0]
    assert pd.isna(got.loc["AGK", "amount_led"])
    assert got.loc["AGK", "trace"] == "plan/institutions#AGK"


def revision(activity, change, end=None, on="2023-02-01", year=2023):
    return {"activity_id": activity, "year": year, "recorded_on": on, "change": change, "new_end": end}


def test_a_postponed_activity_is_due_by_its_new_deadline(make_cycle):
    rows = [revision("x", "postponed", "2024"), revision("y", "amended")]
    cycle = plan(make_cycle, {"x": "2022", "y": "2022"}, revisions=rows)
    got = computed(cycle)
    assert got[["end", "due"]].values.tolist() == [["2024", False], ["2022", True]]
    assert got.loc["x", "trace"] == "plan/activities#x;plan/revisions#x|2023|2023-02-01"
    assert got.loc["y", "trace"] == "plan/activities#y"
    before = computed(cycle, as_of=date(2023, 1, 31))
    assert before["end"].tolist() == ["2022", "2022"]
    whole = delivery(cycle, got.reset_index()).set_index(["scope", "scope_id"]).loc[("plan", "plan")]
    assert (whole["due"], "plan/revisions#x|2023|2023-02-01" in whole["trace"]) == (1, True)


def test_the_deadline_set_last_counts_also_before_later_changes_without_one(make_cycle):
    rows = [
        revision("x", "postponed", "2024", on="2023-03-01"),
        revision("x", "postponed", "2023", on="2022-02-01", year=2022),
        revision("x", "amended", on="2024-02-01", year=2024),
    ]
    assert computed(plan(make_cycle, {"x": "2022"}, revisions=rows)).loc["x", "end"] == "2024"


def test_a_dropped_activity_is_cancelled_unless_something_is_reported(make_cycle):
    rows = [revision("x", "dropped"), revision("y", "dropped"), revision("z", "dropped")]
    rows.append(revision("z", "added", on="2023-06-01"))
    cycle = plan(
        make_cycle, dict.fromkeys("xyz", "2022"), revisions=rows, progress=[report("y", "completed")]
    )
    got = computed(cycle)
    assert got["status"].tolist() == ["cancelled", "completed", "not_reported"]
    assert got.loc["x", ["status_high", "reports", "conflict", "overdue"]].tolist() == [
        "cancelled", 0, False, False,
    ]  # fmt: skip
    assert computed(cycle, as_of=date(2023, 1, 31)).loc["x", "status"] == "not_reported"


def test_a_dropped_activity_has_no_progress_report(make_cycle):
    institutions = [{"institution": "PK", "kind": "police"}]
    cycle = plan(
        make_cycle, {"x": "2022"}, revisions=[revision("x", "dropped")], institutions=institutions,
        responsibilities=roles(("x", "PK", "lead", "stated")),
    )  # fmt: skip
    got = responsibilities(cycle, activities(cycle, cutoff=CUTOFF, as_of=AS_OF))
    assert got[["lead", "reported"]].values.tolist() == [[1, 0]]

"""Answers to recommendations: whether the activities that answer them were carried out."""

from __future__ import annotations

import pytest
from made_plans import KNOWN, activity, plan, report

from napeval.measures.delivery import activities
from napeval.measures.recommendations import alignment, recommendations


def received(name, linked=None, body="US_TIP"):
    strengths = ";".join("direct" for _ in linked.split(";")) if linked else None
    return {"recommendation_id": name, "body": body, "year": 2020, "source_id": "s", "activity_ids": linked,
            "link_strengths": strengths, "link_basis": "proposed" if linked else None}  # fmt: skip


LINKED = {"r1": "a;b", "r2": "a", "r3": "c;d", "r4": "e", "r5": None}
ROWS = [received(name, linked) for name, linked in LINKED.items()]
PROGRESS = [
    report("a", "completed"), report("b", "delayed"), report("c", "ongoing"), report("d", "cancelled"),
]  # fmt: skip


@pytest.fixture
def cycle(make_cycle):
    rows = [activity(name) for name in "abcde"]
    return plan(make_cycle, rows, progress=PROGRESS, recommendations_received=ROWS)


def test_each_recommendation_says_how_far_its_activities_have_come(cycle):
    found = activities(cycle, **KNOWN)
    got = recommendations(cycle, found).set_index("recommendation_id")
    assert got["delivery"].dropna().to_dict() == {
        "r1": "some_done", "r2": "all_done", "r3": "none_done", "r4": "not_reported",
    }  # fmt: skip
    counts = ["completed", "under_way", "cancelled", "not_reported", "due", "overdue"]
    assert got.loc["r1", counts].tolist() == [1, 1, 0, 0, 2, 1]
    assert got.loc["r3", counts].tolist() == [0, 1, 1, 0, 2, 1]
    shares = ["done_of_reported", "coverage", "done_lower", "done_upper"]
    assert got.loc["r1", shares].tolist() == [0.5, 1.0, 0.5, 0.5]
    assert got.loc["r4", shares[1:]].tolist() == [0.0, 0.0, 1.0] and got.loc["r5", shares].isna().all()
    assert got.loc["r2", "trace"] == (
        "monitoring/recommendations_received#r2;plan/activities#a;monitoring/progress#a|2023|PK|2024-01-15"
    )


def test_an_activity_that_answers_several_counts_once_in_all_of_them(cycle):
    found = activities(cycle, **KNOWN)
    row = alignment(cycle, recommendations(cycle, found), found).iloc[0]
    counts = ["activities", "completed", "under_way", "cancelled", "not_reported"]
    assert row[counts].tolist() == [5, 1, 2, 1, 1]
    assert row[["done_of_reported", "coverage", "done_lower", "done_upper"]].tolist() == [
        1 / 4, 4 / 5, 1 / 5, 2 / 5,
    ]  # fmt: skip


def test_without_the_activities_nothing_is_said_of_delivery(cycle):
    got = recommendations(cycle)
    assert got["answer"].tolist() == ["direct"] * 4 + ["none"]
    assert got[["delivery", "completed", "coverage"]].isna().all(axis=None)

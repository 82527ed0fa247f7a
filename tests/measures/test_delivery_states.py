"""Delivery by state: early, on or off track, work done, donors, and by whose money and lead."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_plans import CUTOFF, KNOWN, activity, plan, planned, report, revision, role

from napeval.measures.delivery import activities, delivery


def one(make_cycle, own, *progress, **tables):
    cycle = plan(make_cycle, [own], progress=list(progress), **tables)
    return activities(cycle, **KNOWN).iloc[0]


@pytest.mark.parametrize(
    ("end", "status", "early"),
    [
        ("2024", "completed", True), ("2024", "ongoing", False), ("2023", "completed", False),
        ("2024", None, None), ("2023", None, False), (None, "completed", None),
    ],
)  # fmt: skip
def test_early_is_what_is_completed_before_it_is_due(make_cycle, end, status, early):
    got = one(make_cycle, activity("x", end), *([report("x", status)] if status else []))["early"]
    assert (got is pd.NA) if early is None else bool(got) is early


@pytest.mark.parametrize(
    ("start", "end", "status", "track"),
    [
        (None, "2023", "completed", "on_track"), (None, "2023", "ongoing", "off_track"),
        (None, "2024", "ongoing", "on_track"), (None, "2024", "delayed", "off_track"),
        (None, "2024", "cancelled", "off_track"), ("2023-H1", "2024", "not_started", "off_track"),
        ("2024-H1", "2024", "not_started", "on_track"), (None, "2024", "not_started", "unknown"),
        (None, None, "ongoing", "unknown"), (None, "2023", None, "unknown"),
    ],
)  # fmt: skip
def test_the_track_is_computed_from_status_and_planned_time(make_cycle, start, end, status, track):
    reports = [report("x", status)] if status else []
    assert one(make_cycle, activity("x", end, start), *reports)["track"] == track


@pytest.mark.parametrize(
    ("marks", "shown", "differ"),
    [
        (["on_track"], "on_track", True), (["off_track"], "off_track", False), ([None], None, None),
        (["on_track", "off_track"], "off_track;on_track", None),
    ],
)  # fmt: skip
def test_the_own_mark_stands_beside_the_computed_one(make_cycle, marks, shown, differ):
    reports = [
        report("x", "delayed", by=by, own_mark=mark) for by, mark in zip(("PK", "MD"), marks, strict=False)
    ]
    row = one(make_cycle, activity("x", "2024"), *reports)
    assert (row["own_mark"] if shown else None) == shown
    assert pd.isna(row["own_mark"]) is (shown is None)
    assert (row["marks_differ"] is pd.NA) if differ is None else bool(row["marks_differ"]) is differ


@pytest.mark.parametrize(
    ("reports", "bounds"),
    [
        ([("ongoing", 0.3)], (0.3, 0.3)), ([("completed", None)], (1.0, 1.0)),
        ([("not_started", None)], (0.0, 0.0)), ([("ongoing", None)], None), ([], None),
        ([("ongoing", 0.8), ("completed", None)], (0.8, 1.0)),
        ([("ongoing", 0.8), ("delayed", None)], (0.8, 0.8)),
        ([("completed", 0.9)], (0.9, 0.9)),
    ],
)  # fmt: skip
def test_the_share_done_is_what_the_last_reports_say(make_cycle, reports, bounds):
    rows = [
        report("x", status, by=by, completion=share)
        for by, (status, share) in zip(("PK", "MD"), reports, strict=False)
    ]
    row = one(make_cycle, activity("x"), *rows)
    got = row[["completion_low", "completion_high"]].tolist()
    assert pd.isna(got).all() if bounds is None else tuple(got) == bounds


def scopes(cycle):
    return delivery(cycle, activities(cycle, **KNOWN)).set_index(["scope", "scope_id"])


def test_the_work_done_is_a_mean_with_bounds_for_what_nobody_says(make_cycle):
    progress = [report("a", "completed"), report("b", "ongoing", completion=0.5), report("c", "ongoing")]
    row = scopes(plan(make_cycle, [activity(name) for name in "abcd"], progress=progress)).loc["plan", "plan"]
    columns = ["completion", "completion_coverage", "completion_lower", "completion_upper"]
    assert row[columns].tolist() == [1.5 / 2, 2 / 4, 1.5 / 4, 3.5 / 4]


def test_without_any_report_nothing_is_known_and_the_bounds_are_open(make_cycle):
    row = scopes(plan(make_cycle, [activity("a"), activity("b", None)])).loc["plan", "plan"]
    assert row[["done_of_reported", "done_of_reported_upper", "completion"]].isna().all()
    assert row[["coverage", "completion_coverage"]].tolist() == [0.0, 0.0]
    assert row[["done_lower", "done_upper", "completion_lower", "completion_upper"]].tolist() == [0, 1, 0, 1]
    assert row[["on_track", "off_track", "early", "marks_differ", "donors_named"]].tolist() == [0] * 5


def test_a_contradiction_leaves_the_share_of_those_reported_open(make_cycle):
    progress = [report("a", "completed"), report("b", "completed"), report("b", "ongoing", by="MD")]
    row = scopes(plan(make_cycle, [activity("a"), activity("b")], progress=progress)).loc["plan", "plan"]
    assert row[["done_of_reported", "done_of_reported_upper"]].tolist() == [1 / 2, 1.0]
    assert row[["due_done_of_reported", "due_done_of_reported_upper"]].tolist() == [1 / 2, 1.0]
    assert row["conflicts"] == 1


def test_by_source_class_and_lead(make_cycle):
    cycle = plan(
        make_cycle, [activity("a", funding_sources="BK;GIZ"), activity("b"), activity("c")],
        budget=[planned("b", 2022, 1.0, "BK")],
        responsibilities=[role("a", "PK"), role("b", "MD", basis="first_listed")],
        progress=[report("a", "completed", donors="Donor A"), report("b", "delayed", reason="No money")],
    )  # fmt: skip
    got = scopes(cycle)
    assert got.loc["funding_source"]["activities"].to_dict() == {"BK": 2, "GIZ": 1, "not_named": 1}
    assert got.loc["funding_class"]["activities"].to_dict() == {"domestic": 1, "donor": 0, "unresolved": 2}
    assert got.loc["lead_basis"]["activities"].to_dict() == {"stated": 1, "inferred": 1, "none": 1}
    assert got.loc[("funding_source", "GIZ"), ["completed", "donors_named"]].tolist() == [1, 1]
    assert got.loc[("plan", "plan"), ["off_track", "off_track_with_reason"]].tolist() == [1, 1]
    assert "plan/budget#b|2022|BK|" in got.loc[("funding_source", "BK"), "trace"]


def test_the_reason_of_a_revision_is_a_reason(make_cycle):
    cycle = plan(
        make_cycle, [activity("a"), activity("b")],
        revisions=[revision("a", "dropped", reason="No money"), revision("b", "dropped")],
    )  # fmt: skip
    assert scopes(cycle).loc[("plan", "plan"), ["off_track", "off_track_with_reason"]].tolist() == [2, 1]


def test_what_was_not_yet_added_is_not_counted(make_cycle):
    cycle = plan(make_cycle, [activity("a"), activity("b")], revisions=[revision("b", "added")])
    before = activities(cycle, cutoff=CUTOFF, as_of=date(2023, 1, 31))
    assert before["activity_id"].tolist() == ["a"]
    assert scopes(cycle).loc[("plan", "plan"), "activities"] == 2


@settings(max_examples=25)
@given(shares=st.lists(st.one_of(st.none(), st.integers(0, 20)), min_size=1, max_size=6), filled=st.data())
def test_the_work_done_lies_within_its_bounds_once_all_is_known(make_cycle, shares, filled):
    names = [f"a{place}" for place in range(len(shares))]
    known = [report(name, "ongoing", completion=one / 20) for name, one in zip(names, shares, strict=True)
             if one is not None]  # fmt: skip
    later = [
        report(name, "ongoing", completion=filled.draw(st.integers(0, 20)) / 20)
        for name, one in zip(names, shares, strict=True) if one is None
    ]  # fmt: skip
    listed = [activity(name) for name in names]
    now = scopes(plan(make_cycle, listed, progress=known)).loc["plan", "plan"]
    then = scopes(plan(make_cycle, listed, progress=[*known, *later])).loc["plan", "plan"]
    assert now["completion_lower"] <= then["completion"] <= now["completion_upper"]
    assert then["completion"] == then["completion_lower"] == then["completion_upper"]

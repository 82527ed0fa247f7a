"""Delivery in time: durations and slippage in days, as dates or as the bounds that periods leave."""

from __future__ import annotations

import pandas as pd
import pytest
from made_plans import KNOWN, activity, plan, report, revision

from napeval.measures.delivery import activities
from napeval.measures.delivery_time import delivery_time
from napeval.measures.punctuality import punctuality


def timed(make_cycle, rows, progress=(), **tables):
    cycle = plan(make_cycle, rows, progress=list(progress), **tables)
    found = activities(cycle, **KNOWN)
    return cycle, found, delivery_time(cycle, found, **KNOWN)


def one(make_cycle, own, *progress, **tables):
    return timed(make_cycle, [own], progress, **tables)[2].iloc[0]


def pair(row, name):
    days = (row[f"{name}_{end}"] for end in ("low", "high"))
    return tuple(None if pd.isna(one) else int(one) for one in days)


def test_days_that_reports_state_are_counted_exactly(make_cycle):
    """From 1 March to 30 June 2023 are 31 + 30 + 31 + 30 days; the deadline was 31 March."""
    done = report("x", "completed", started_on="2023-03-01", completed_on="2023-06-30")
    row = one(make_cycle, activity("x", "2023-Q1", "2023-01"), done)
    assert pair(row, "actual_days") == (122, 122)
    assert pair(row, "slippage") == (91, 91)  # April, May, June
    assert pair(row, "start_slippage") == (29, 59)  # from any day of January to 1 March
    assert pair(row, "planned_days") == (60, 90)  # from 31 or from 1 January to 31 March
    assert (row["punctuality"], row["dates"]) == ("late", "stated")
    assert (row["completed_low"], row["completed_high"]) == ("2023-06-30", "2023-06-30")


@pytest.mark.parametrize(
    ("completed_on", "expected"),
    [
        ("2022-12-31", "early"), ("2023-01-01", "on_time"), ("2023-06-30", "on_time"),
        ("2023-07-01", "late"),
    ],
)  # fmt: skip
def test_the_edges_of_a_deadline(make_cycle, completed_on, expected):
    done = report("x", "completed", completed_on=completed_on)
    assert one(make_cycle, activity("x", "2023-H1"), done)["punctuality"] == expected


def test_where_only_periods_are_known_there_are_bounds(make_cycle):
    reports = [
        report("x", "not_started", "2022-H1"), report("x", "ongoing", "2022-H2"),
        report("x", "completed", "2023-H1"),
    ]  # fmt: skip
    row = one(make_cycle, activity("x", "2022", "2022-Q1"), *reports)
    assert (row["started_low"], row["started_high"]) == ("2022-07-01", "2022-12-31")
    assert (row["completed_low"], row["completed_high"]) == ("2023-01-01", "2023-06-30")
    assert pair(row, "slippage") == (1, 181)
    assert pair(row, "actual_days") == (2, 365)
    assert (row["dates"], row["punctuality"]) == ("from_periods", "late")


def test_a_first_report_of_completion_leaves_the_earliest_day_open(make_cycle):
    row = one(make_cycle, activity("x", "2023"), report("x", "completed", "2023-H1"))
    assert pd.isna(row["completed_low"]) and row["completed_high"] == "2023-06-30"
    assert pair(row, "slippage") == (None, -184)
    assert pair(row, "actual_days") == (None, None)
    assert row["punctuality"] == "on_time"  # by 30 June at the latest; whether before 2023 is not known


def test_whether_it_was_late_is_unknown_where_the_period_reaches_over_the_deadline(make_cycle):
    reports = [report("x", "ongoing", "2022"), report("x", "completed", "2023")]
    row = one(make_cycle, activity("x", "2023-H1"), *reports)
    assert pair(row, "slippage") == (-180, 184) and row["punctuality"] == "unknown"


def test_two_days_from_two_reporters_are_bounds(make_cycle):
    reports = [report("x", "completed", by="PK", completed_on="2023-05-01"),
               report("x", "completed", by="MD", completed_on="2023-05-11")]  # fmt: skip
    assert pair(one(make_cycle, activity("x", "2023-04"), *reports), "slippage") == (1, 11)


def test_what_is_open_has_slipped_at_least_to_the_last_day_reported_on(make_cycle):
    late = one(make_cycle, activity("x", "2022"), report("x", "ongoing", "2023-H1", started_on="2022-07-01"))
    assert pair(late, "slippage") == (181, None) and late["punctuality"] == "overdue"
    assert pair(late, "actual_days") == (365, 365) and pd.isna(late["completed_high"])
    coming = one(make_cycle, activity("x", "2024"), report("x", "ongoing", "2023-H1"))
    assert pair(coming, "slippage") == (None, None) and coming["punctuality"] == "not_due"


def test_the_adopted_deadline_stands_beside_the_revised_one(make_cycle):
    changes = [revision("x", "postponed", new_end="2023-Q3")]
    done = report("x", "completed", completed_on="2023-09-30")
    row = one(make_cycle, activity("x", "2022"), done, revisions=changes)
    assert pair(row, "slippage") == (0, 0) and row["punctuality"] == "on_time"
    assert pair(row, "slippage_adopted") == (273, 273)


@pytest.mark.parametrize(
    ("own", "reports", "expected"),
    [
        (activity("x", None), [report("x", "completed", completed_on="2023-01-01")], "no_deadline"),
        (activity("x"), [], "not_reported"), (activity("x"), [report("x", "cancelled")], "cancelled"),
        (activity("x"), [report("x", "completed"), report("x", "ongoing", by="MD")], "disputed"),
    ],
)  # fmt: skip
def test_what_has_no_punctuality_says_why(make_cycle, own, reports, expected):
    row = one(make_cycle, own, *reports)
    assert row["punctuality"] == expected
    assert pair(row, "slippage")[1] is None


def test_the_mean_is_of_what_is_known_and_the_share_has_bounds(make_cycle):
    progress = [
        report("a", "completed", completed_on="2023-12-21"),
        report("b", "completed", completed_on="2024-01-10"),
        report("c", "completed"), report("d", "ongoing"),
    ]  # fmt: skip
    cycle, found, times = timed(make_cycle, [activity(name) for name in "abcde"], progress)
    row = punctuality(cycle, found, times).set_index(["scope", "scope_id"]).loc["plan", "plan"]
    assert row[["completed", "on_time", "late", "overdue", "not_reported"]].tolist() == [3, 2, 1, 1, 1]
    assert row[["slippage_mean_low", "slippage_mean_high", "slippage_known"]].tolist() == [0.0, 0.0, 2]
    assert row[["in_time", "coverage"]].tolist() == [2 / 3, 3 / 4]
    assert row[["in_time_lower", "in_time_upper"]].tolist() == [2 / 4, 3 / 4]


def test_without_reports_the_share_in_time_is_open(make_cycle):
    row = punctuality(*timed(make_cycle, [activity("a")])).iloc[0]
    assert pd.isna(row["in_time"]) and pd.isna(row["slippage_mean_low"])
    assert row[["coverage", "in_time_lower", "in_time_upper"]].tolist() == [0.0, 0.0, 1.0]

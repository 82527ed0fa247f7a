"""Activities and money in the period of a monitoring report: cases small enough to check by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from made_plans import activity, paid, plan, planned, report, revision

from napeval import measures
from napeval.cycle.periods import Period, parse_period
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

AS_OF = date(2024, 6, 30)
YEAR = parse_period("2023")


def told(cycle, period: Period = YEAR, as_of: date = AS_OF) -> pd.DataFrame:
    """The rows of period_activities, by activity."""
    known = measures.activities(cycle, cutoff=period.end, as_of=as_of)
    frame = measures.period_activities(cycle, known, period=period, as_of=as_of)
    declared(frame, CATALOGUE["period_activities"])
    return frame.set_index("activity_id")


def delivered(cycle, period: Period = YEAR, as_of: date = AS_OF) -> pd.DataFrame:
    known = measures.activities(cycle, cutoff=period.end, as_of=as_of)
    own = measures.period_activities(cycle, known, period=period, as_of=as_of)
    frame = measures.period_delivery(cycle, known, own)
    declared(frame, CATALOGUE["period_delivery"])
    return frame.set_index(["scope", "scope_id"])


def one(make_cycle, *reports, revisions=(), period: Period = YEAR, as_of: date = AS_OF, **cells):
    """The row of the only activity, x, after these reports."""
    cycle = plan(make_cycle, [activity("x", **cells)], progress=list(reports), revisions=list(revisions))
    return told(cycle, period, as_of).loc["x"]


# --- what was owed and reported --------------------------------------------------------------------


def test_without_any_report_nothing_is_known_and_the_report_is_owed(make_cycle):
    row = one(make_cycle)
    assert row[["status_before", "status", "change"]].tolist() == ["not_reported"] * 3
    assert (bool(row["owed"]), bool(row["reported"]), bool(row["conflict"])) == (True, False, False)
    assert row[["difficulty", "reason", "comment", "spent", "sources"]].isna().all()


@pytest.mark.parametrize(
    ("start", "owed"),
    [(None, True), ("2023-12", True), ("2024-01", False), ("2023", True), ("2023-07/2024-06", True)],
)
def test_what_begins_after_the_period_owes_nothing(make_cycle, start, owed):
    assert bool(one(make_cycle, start=start)["owed"]) is owed


@pytest.mark.parametrize(
    ("status", "period", "owed"),
    [
        ("completed", "2022-12", False),
        ("cancelled", "2022", False),
        ("ongoing", "2022", True),
        ("completed", "2023-01", True),  # known in the period only
    ],
)
def test_what_was_settled_before_the_period_owes_nothing(make_cycle, status, period, owed):
    assert bool(one(make_cycle, report("x", status, period))["owed"]) is owed


def test_a_disputed_completion_settles_nothing(make_cycle):
    row = one(make_cycle, report("x", "completed", "2022"), report("x", "cancelled", "2022", by="MD"))
    assert (bool(row["owed"]), bool(row["conflict"])) == (True, True)


def test_a_dropped_activity_owes_nothing(make_cycle):
    dropped = revision("x", "dropped", on="2023-02-01")
    assert not one(make_cycle, revisions=[dropped])["owed"]
    assert one(make_cycle, revisions=[dropped], as_of=date(2023, 1, 31))["owed"]


@pytest.mark.parametrize(
    ("period", "reported"),
    [
        ("2022-12", False),
        ("2023-01", True),
        ("2023", True),
        ("2022-07/2023-06", True),
        ("2023-12", True),
        ("2023-07/2024-06", False),
        ("2024-01", False),
    ],
)
def test_a_report_belongs_to_the_period_in_which_it_ends(make_cycle, period, reported):
    row = one(make_cycle, report("x", "ongoing", period))
    assert bool(row["reported"]) is reported
    assert row["change"] == ("first_report" if reported else "not_reported")


def test_half_a_year_is_a_period_of_its_own(make_cycle):
    said = [report("x", "ongoing", "2023-H1"), report("x", "completed", "2023-H2")]
    first = one(make_cycle, *said, period=parse_period("2023-H1"))
    second = one(make_cycle, *said, period=parse_period("2023-H2"))
    assert [first["change"], second["change"]] == ["first_report", "completed"]
    assert second["status_before"] == "ongoing"


# --- what moved ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, "completed", "completed"),
        (None, "not_started", "first_report"),
        (None, "cancelled", "first_report"),
        ("ongoing", "completed", "completed"),
        ("completed", "completed", "unchanged"),
        ("not_started", "ongoing", "advanced"),
        ("ongoing", "partly_completed", "advanced"),
        ("ongoing", "ongoing", "unchanged"),
        ("ongoing", "delayed", "fell_back"),
        ("completed", "ongoing", "fell_back"),
        ("not_started", "cancelled", "fell_back"),
    ],
)
def test_the_last_word_before_the_period_is_compared_with_that_at_its_end(make_cycle, before, now, change):
    earlier = [] if before is None else [report("x", before, "2022")]
    row = one(make_cycle, *earlier, report("x", "delayed", "2023-H1"), report("x", now, "2023-H2"))
    assert row["change"] == change
    assert row["status_before"] == (before or "not_reported")


def test_a_status_nobody_spoke_of_again_is_not_called_unchanged(make_cycle):
    row = one(make_cycle, report("x", "ongoing", "2022"))
    assert row[["status", "change"]].tolist() == ["ongoing", "not_reported"]


def test_a_correction_counts_from_the_day_it_was_recorded(make_cycle):
    said = [report("x", "completed", on="2024-01-15"), report("x", "ongoing", on="2024-07-01")]
    assert one(make_cycle, *said)["change"] == "completed"
    assert one(make_cycle, *said, as_of=date(2024, 7, 1))["change"] == "first_report"


def test_of_disputed_reports_the_least_advanced_counts_and_the_dispute_is_told(make_cycle):
    row = one(
        make_cycle,
        report("x", "ongoing", "2022"),
        report("x", "completed"),
        report("x", "delayed", by="MD"),
    )
    assert row[["status", "change"]].tolist() == ["delayed", "fell_back"]
    assert row["conflict"]


# --- what was said, due and spent ------------------------------------------------------------------


def test_what_the_reports_of_the_period_said_is_told_once_each(make_cycle):
    row = one(
        make_cycle,
        report("x", "ongoing", "2022", difficulty="Too early", source_id="s0"),
        report("x", "ongoing", "2023-H1", difficulty="Few staff", reason="Late tender", source_id="s1"),
        report("x", "ongoing", "2023-H2", difficulty="Few staff", source_id="s2"),
        report("x", "ongoing", "2023-H2", by="MD", difficulty="No rooms", source_id="s2"),
    )
    assert row[["difficulty", "reason", "sources"]].tolist() == [
        "Few staff; No rooms",
        "Late tender",
        "s1;s2",
    ]
    assert pd.isna(row["comment"])


def test_where_a_report_names_no_source_not_all_sources_are_known(make_cycle):
    row = one(
        make_cycle,
        report("x", "ongoing", "2023-H1", comment="Said", source_id="s1"),
        report("x", "ongoing", "2023-H2"),
    )
    assert row["comment"] == "Said" and pd.isna(row["sources"])


@pytest.mark.parametrize(
    ("end", "due"),
    [("2022-12", False), ("2023-01", True), ("2023", True), ("2023-12", True), ("2024-01", False)],
)
def test_a_deadline_on_the_first_or_last_day_lies_in_the_period(make_cycle, end, due):
    assert bool(one(make_cycle, end=end)["due_in_period"]) is due


def test_the_deadline_last_set_is_the_one_that_counts(make_cycle):
    postponed = revision("x", "postponed", on="2023-02-01", new_end="2024-06")
    assert not one(make_cycle, end="2023", revisions=[postponed])["due_in_period"]
    assert one(make_cycle, end="2023", revisions=[postponed], as_of=date(2023, 1, 31))["due_in_period"]


def test_without_a_deadline_it_is_not_known_whether_it_is_due(make_cycle):
    assert pd.isna(one(make_cycle, end=None)["due_in_period"])


def spending(make_cycle, *rows, period=YEAR, **tables):
    activities = [activity("x"), activity("y")]
    return plan(make_cycle, activities, expenditure=list(rows), **tables)


@pytest.mark.parametrize(
    ("period", "spent"),
    [("2022-12", None), ("2023-01", 5.0), ("2023-12", 5.0), ("2022-07/2023-06", None), ("2024-01", None)],
)
def test_only_money_of_periods_that_lie_in_the_period_counts(make_cycle, period, spent):
    row = told(spending(make_cycle, paid("x", period, 5.0))).loc["x"]
    assert (None if pd.isna(row["spent"]) else row["spent"]) == spent


def test_the_year_takes_the_place_of_its_halves_and_committed_money_is_not_spent(make_cycle):
    cycle = spending(
        make_cycle,
        paid("x", "2023-H1", 5.0),
        paid("x", "2023", 12.0),
        paid("y", "2023", 40.0, stage="committed"),
    )
    rows = told(cycle)
    assert rows.loc["x", "spent"] == 12.0 and pd.isna(rows.loc["y", "spent"])
    assert told(cycle, parse_period("2023-H1")).loc["x", "spent"] == 5.0


def spent_by_scope(cycle, period: Period = YEAR, as_of: date = AS_OF) -> pd.DataFrame:
    frame = measures.period_spending(cycle, period=period, as_of=as_of)
    declared(frame, CATALOGUE["period_spending"])
    return frame.set_index(["scope", "scope_id"])


def test_spending_stands_beside_the_money_of_the_whole_year(make_cycle):
    cycle = spending(
        make_cycle,
        paid("x", "2023-H1", 30.0),
        paid("y", "2023-H1", 50.0, stage="committed"),
        budget=[planned("x", 2023, 100.0), planned("x", 2022, 7.0), planned("y", 2023, 20.0)],
        revisions=[revision("y", "changed", new_amount=60.0)],
    )
    row = spent_by_scope(cycle, parse_period("2023-H1")).loc[("plan", "plan")]
    assert row[["planned", "planned_year", "committed", "spent", "activities"]].tolist() == [
        100.0 + 60.0, 2023, 50.0, 30.0, 2,
    ]  # fmt: skip
    assert row["reported"]
    before_revision = spent_by_scope(cycle, parse_period("2023-H1"), as_of=date(2023, 1, 31))
    assert before_revision.loc[("plan", "plan"), "planned"] == 100.0 + 20.0


def test_without_reports_nothing_is_known_to_be_spent(make_cycle):
    rows = spent_by_scope(spending(make_cycle, budget=[planned("x", 2022, 9.0)]))
    assert rows[["planned", "committed", "spent"]].isna().all(axis=None)
    assert not rows["reported"].any() and rows["activities"].eq(0).all()


# --- what it comes to ------------------------------------------------------------------------------


def test_delivery_counts_what_was_owed_what_fell_due_and_what_moved(make_cycle):
    activities = [
        activity("done", end="2023"),
        activity("late", end="2023-06"),
        activity("silent", end="2023"),
        activity("over", end="2022"),
        activity("coming", end="2024", start="2024"),
    ]
    cycle = plan(make_cycle, activities, progress=[
        report("over", "completed", "2022"),
        report("late", "ongoing", "2022"),
        report("late", "delayed", "2023", difficulty="Few staff"),
        report("done", "completed", "2023"),
    ])  # fmt: skip
    row = delivered(cycle).loc[("specific", "A.1")]
    counts = ["activities", "owed", "reported", "not_reported", "due_in_period", "due_completed",
              "due_not_reported", "with_difficulty"]  # fmt: skip
    assert row[counts].tolist() == [5, 3, 2, 1, 3, 1, 1, 1]
    changes = ["completed_in_period", "advanced", "unchanged", "fell_back", "first_report"]
    assert row[changes].tolist() == [1, 0, 0, 1, 0]
    assert row[["on_track", "off_track"]].tolist() == [2, 1]
    shares = ["reported_share", "due_done_of_reported", "due_done_lower", "due_done_upper"]
    assert row[shares].tolist() == [2 / 3, 1 / 2, 1 / 3, 2 / 3]


def test_of_what_nobody_reported_on_nothing_or_everything_may_be_done(make_cycle):
    row = delivered(plan(make_cycle, [activity("x")])).loc[("plan", "plan")]
    assert row[["reported_share", "due_done_lower", "due_done_upper"]].tolist() == [0.0, 0.0, 1.0]
    assert pd.isna(row["due_done_of_reported"])


def test_what_some_report_calls_completed_may_be_done(make_cycle):
    cycle = plan(
        make_cycle, [activity("x")],
        progress=[report("x", "completed"), report("x", "ongoing", by="MD")],
    )  # fmt: skip
    row = delivered(cycle).loc[("plan", "plan")]
    assert row[["due_done_lower", "due_done_upper"]].tolist() == [0.0, 1.0]


def test_a_part_of_the_plan_without_activities_has_no_shares(make_cycle):
    row = delivered(plan(make_cycle, [activity("x")])).loc[("pillar", "protection")]
    assert row["activities"] == 0
    assert row[["reported_share", "due_done_lower", "due_done_upper"]].isna().all()

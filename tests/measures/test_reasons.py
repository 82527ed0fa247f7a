"""Reasons and donors: word for word, counted by exact words, and nothing read into them."""

from __future__ import annotations

from datetime import date

import pandas as pd
from made_plans import KNOWN, activity, plan, planned, report, revision

from napeval.measures.delivery import activities
from napeval.measures.donors import donors
from napeval.measures.reasons import reason_counts, reasons


def found(cycle, **known):
    days = {**KNOWN, **known}
    return reasons(cycle, activities(cycle, **days), **days)


def test_reasons_are_listed_word_for_word_and_counted_by_exact_words(make_cycle):
    cycle = plan(
        make_cycle, [activity(name) for name in "abcdef"],
        progress=[
            report("a", "ongoing", reason="No  money", source_id="s"),
            report("b", "delayed", reason="No money", difficulty="Staff left", source_id="t"),
            report("c", "delayed", reason="no money"), report("d", "ongoing"),
            report("e", "completed", reason="Was easy"),
        ],
        revisions=[revision("f", "dropped", reason="No money")],
    )  # fmt: skip
    listed = found(cycle)
    assert listed[["activity_id", "basis", "said"]].astype("object").where(
        listed[["activity_id", "basis", "said"]].notna(), None
    ).to_numpy().tolist() == [
        ["a", "report", "No  money"], ["b", "report", "No money"], ["c", "report", "no money"],
        ["d", "none", None], ["f", "revision", "No money"],
    ]  # fmt: skip
    assert listed.loc[1, "difficulty"] == "Staff left" and listed.loc[4, "change"] == "dropped"
    counts = reason_counts(listed)
    assert counts["activity_ids"].tolist() == ["a;b;f", "c", "d"]
    assert counts["activities"].tolist() == [3, 1, 1] and counts["off_track"].tolist() == [3, 1, 1]
    assert counts["basis"].tolist() == ["report;revision", "report", "none"]
    assert counts["sources"].isna().tolist() == [False, True, True]
    assert counts["sources"][0] == "s;t"
    assert counts["trace"][0] == (
        "monitoring/progress#a|2023|PK|2024-01-15;monitoring/progress#b|2023|PK|2024-01-15;"
        "plan/revisions#f|2023|2023-02-01"
    )


def test_reasons_are_those_of_the_last_reports_known(make_cycle):
    rows = [
        report("a", "delayed", "2022", reason="Old", on="2023-01-15"),
        report("a", "delayed", reason="New"), report("a", "delayed", by="MD", reason="Other"),
    ]  # fmt: skip
    cycle = plan(make_cycle, [activity("a")], progress=rows)
    assert found(cycle)["said"].tolist() == ["New", "Other"]
    assert found(cycle)["reason_number"].tolist() == [1, 2]
    assert found(cycle, as_of=date(2023, 6, 30))["said"].tolist() == ["Old"]


def test_where_nobody_reported_there_are_no_reasons_and_no_row(make_cycle):
    cycle = plan(make_cycle, [activity("a")])
    assert found(cycle).empty and reason_counts(found(cycle)).empty
    assert donors(cycle, activities(cycle, **KNOWN), **KNOWN).empty


def test_donors_are_known_by_their_exact_name_only(make_cycle):
    cycle = plan(
        make_cycle, [activity("a", funding_sources="GIZ"), activity("b"), activity("c")],
        budget=[planned("c", 2022, 1.0, "BK")],
        progress=[
            report("a", "completed", donors="Donor A; Somebody"), report("b", "ongoing", donors="Donor A"),
            report("c", "ongoing", donors="donor a"),
        ],
    )  # fmt: skip
    got = donors(cycle, activities(cycle, **KNOWN), **KNOWN).set_index("said")
    assert got.loc["Donor A", ["institution", "activities", "planned", "not_planned"]].tolist() == [
        "GIZ", 2, 1, 1,
    ]  # fmt: skip
    for unknown in ("Somebody", "donor a"):
        assert pd.isna(got.loc[unknown, "institution"]) and got.loc[unknown, "planned"] is pd.NA
    assert got.loc["Donor A", "activity_ids"] == "a;b"

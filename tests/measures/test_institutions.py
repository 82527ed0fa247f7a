"""Institutions: what they carry, at what time, how far it has come, and where the plan says a thing twice."""

from __future__ import annotations

import pandas as pd
import pytest
from made_plans import KNOWN, activity, plan, planned, report, revision, role

from napeval.measures.delivery import activities
from napeval.measures.institution_load import institution_load
from napeval.measures.overlaps import overlaps
from napeval.measures.responsibilities import responsibilities


def load(cycle):
    frame = institution_load(cycle, activities(cycle, **KNOWN))
    return frame.set_index(["institution", "period"]).sort_index()


@pytest.mark.parametrize(
    ("start", "end", "low", "high"),
    [
        ("2022-Q3", "2023-H1", {"2022-H2", "2023-H1"}, {"2022-H2", "2023-H1"}),
        ("2022", "2023-H1", {"2022-H2", "2023-H1"}, {"2022-H1", "2022-H2", "2023-H1"}),
        (None, "2022-H2", {"2022-H2"}, {"2022-H1", "2022-H2"}),
        ("2024-H2", None, set(), {"2024-H2"}),
        (None, None, set(), {f"{year}-H{half}" for year in (2022, 2023, 2024) for half in (1, 2)}),
        ("2024-H1", "2026", {"2024-H1", "2024-H2"}, {"2024-H1", "2024-H2"}),
    ],
)
def test_when_an_activity_certainly_runs_and_when_it_may(make_cycle, start, end, low, high):
    got = load(plan(make_cycle, [activity("x", end, start)], responsibilities=[role("x", "PK")])).loc["PK"]
    assert set(got.index[got["lead_low"] == 1]) == low
    assert set(got.index[got["lead_high"] == 1]) == high
    assert got["support_high"].sum() == 0


def test_the_load_counts_roles_apart_and_not_what_is_dropped(make_cycle):
    cycle = plan(
        make_cycle, [activity(name, "2022-H1", "2022-H1") for name in "abcd"],
        responsibilities=[role("a", "PK"), role("b", "PK"), role("c", "PK", "support", "listed"),
                          role("d", "PK")],
        revisions=[revision("d", "dropped")],
    )  # fmt: skip
    row = load(cycle).loc["PK", "2022-H1"]
    assert row[["lead_low", "lead_high", "lead_due"]].tolist() == [2, 2, 2]
    assert row[["support_low", "support_high", "support_due"]].tolist() == [1, 1, 1]
    assert "plan/responsibilities#a|PK|lead" in row["trace"] and "plan/activities#c" in row["trace"]


def test_delivery_of_an_institution_as_lead_and_as_support(make_cycle):
    cycle = plan(
        make_cycle, [activity("a", "2022", "2022"), activity("b", "2022", "2022"), activity("c", "2024")],
        responsibilities=[role("a", "PK"), role("b", "PK"), role("c", "PK", "support", "listed")],
        budget=[planned("a", 2022, 7.0), planned("c", 2022, 5.0)],
        progress=[report("a", "completed"), report("c", "ongoing")],
        revisions=[revision("a", "amended", "2022-03-01", 2022, new_amount=9.0)],
    )  # fmt: skip
    got = responsibilities(cycle, activities(cycle, **KNOWN)).set_index("institution")
    row = got.loc["PK"]
    counts = [f"lead_{name}" for name in ("due", "completed", "overdue", "not_reported")]
    assert row[counts].tolist() == [2, 1, 0, 1]
    shares = [f"lead_{name}" for name in ("done_of_reported", "coverage", "done_lower", "done_upper")]
    assert row[shares].tolist() == [1.0, 0.5, 0.5, 1.0]
    assert row[["support_completed", "support_not_reported", "support_done_upper"]].tolist() == [0, 0, 0.0]
    assert row[["amount_led", "amount_led_revised", "amount_supported"]].tolist() == [7.0, 9.0, 5.0]
    assert row[["peak_period", "peak_low", "peak_high"]].tolist() == ["2022-H2", 2, 2]
    nobody = got.loc["MD"]
    assert nobody[["lead_done_lower", "support_coverage", "peak_low"]].isna().all()


def outputs(make_cycle, *rows, **tables):
    cycle = plan(make_cycle, list(rows), **tables)
    return overlaps(cycle, activities(cycle, **KNOWN))


def test_only_the_same_words_under_the_same_objective_overlap(make_cycle):
    got = outputs(
        make_cycle,
        activity("a", output_en="Guide  printed", output_sq="Udhëzuesi"),
        activity("b", output_en="Guide printed", output_sq="Udhëzuesi"),
        activity("c", output_en="guide printed", output_sq="Udhëzuesi"),
        activity("d", output_en="Guide printed", output_sq="Udhëzuesi") | {"objective_id": "A"},
        activity("e"), activity("f"),
        budget=[planned("a", 2022, 4.0)],
        responsibilities=[role("a", "PK"), role("b", "PK"), role("b", "MD", "support", "listed")],
    )  # fmt: skip
    columns = ["kind", "first_activity", "objective_id", "activities", "activity_ids", "amount"]
    assert got[columns].to_numpy().tolist() == [["same_output", "a", "A.1", 2, "a;b", 4.0]]
    assert got[["same_institutions", "same_lead", "same_deadline"]].iloc[0].tolist() == [False, True, True]
    assert got["trace"][0] == (
        "plan/activities#a;plan/responsibilities#a|PK|lead;plan/budget#a|2022||;"
        "plan/activities#b;plan/responsibilities#b|PK|lead;plan/responsibilities#b|MD|support"
    )


def test_the_same_title_is_an_overlap_of_its_own_kind(make_cycle):
    got = outputs(make_cycle, activity("a", None, title_en="Train"), activity("b", title_en="Train"))
    assert got[["kind", "activity_ids"]].to_numpy().tolist() == [["same_title", "a;b"]]
    assert got[["same_institutions", "same_lead", "same_deadline", "amount"]].isna().all(axis=None)


def test_what_was_dropped_overlaps_with_nothing(make_cycle):
    rows = (activity("a", output_en="Guide"), activity("b", output_en="Guide"))
    assert outputs(make_cycle, *rows, revisions=[revision("b", "dropped")]).empty
    assert pd.api.types.is_string_dtype(outputs(make_cycle, activity("a"))["kind"])

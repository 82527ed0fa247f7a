"""Recommendations received, the links to activities, and the sources that everything rests on."""

from __future__ import annotations

import pytest

from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.sources import reporting, sources


def received(name, activities=None, strengths=None, **cells):
    basis = {"link_basis": "proposed"} if activities else {}
    return {
        "recommendation_id": name, "body": "US_TIP", "year": 2020, "source_id": "s",
        "activity_ids": activities,
        "link_strengths": strengths, **basis, **cells,
    }  # fmt: skip


ROWS = [
    received("r1", "a;b;d", "direct;partial;partial", pillar="prevention", relevance="core"),
    received("r2", "b;c", "partial;partial", pillar="prevention", relevance="core", link_basis="confirmed"),
    received("r3", relevance="context", body="EU"),
]


def test_a_recommendation_is_answered_by_its_strongest_link(make_cycle):
    got = recommendations(make_cycle({"monitoring/recommendations_received": ROWS})).set_index(
        "recommendation_id"
    )
    assert got["answer"].to_dict() == {"r1": "direct", "r2": "partial", "r3": "none"}
    assert got[["direct", "partial"]].to_numpy().tolist() == [[1, 2], [0, 2], [0, 0]]
    assert got["link_basis"].isna().to_dict() == {"r1": False, "r2": False, "r3": True}


def test_alignment_counts_links_and_activities_once(make_cycle):
    cycle = make_cycle({"monitoring/recommendations_received": ROWS})
    got = alignment(cycle, recommendations(cycle)).set_index(["scope", "scope_id"])
    counts = [
        "recommendations",
        "with_direct",
        "with_partial_only",
        "without",
        "links",
        "links_confirmed",
        "activities",
    ]
    assert got.loc[("all", "all"), counts].tolist() == [3, 1, 1, 1, 5, 2, 4]
    assert got.loc[("all", "all"), ["share_direct", "share_any"]].tolist() == [1 / 3, 2 / 3]
    assert got.loc[("pillar", "not_stated"), counts].tolist() == [1, 0, 0, 1, 0, 0, 0]
    assert got.loc[("body", "EU"), "share_any"] == 0 / 1
    assert got.loc[("relevance", "core"), "trace"] == (
        "monitoring/recommendations_received#r1;monitoring/recommendations_received#r2"
    )


def test_without_recommendations_there_is_one_row_and_no_share(make_cycle):
    cycle = make_cycle({})
    got = alignment(cycle, recommendations(cycle))
    assert got[["scope", "recommendations"]].to_numpy().tolist() == [["all", 0]]
    assert got[["share_direct", "share_any"]].isna().all(axis=None)


def test_every_link_needs_its_strength(make_cycle):
    cycle = make_cycle({"monitoring/recommendations_received": [received("r1", "a;b", "direct")]})
    with pytest.raises(ValueError) as caught:
        recommendations(cycle)
    assert str(caught.value) == (
        "recommendation r1 names 2 activities in activity_ids but 1 strengths in link_strengths;"
        " give one strength, direct or partial, for each activity"
    )


def test_a_strength_is_direct_or_partial(make_cycle):
    cycle = make_cycle({"monitoring/recommendations_received": [received("r1", "a", "strong")]})
    with pytest.raises(ValueError) as caught:
        recommendations(cycle)
    assert (
        str(caught.value) == "recommendation r1: 'strong' is no strength of a link; allowed: direct, partial"
    )


def test_what_each_source_gave(make_cycle):
    cycle = make_cycle(
        {
            "monitoring/sources": [
                {"source_id": "s", "kind": "official", "release_status": "published", "extent_read": "cut"},
                {"source_id": "t", "kind": "press", "release_status": "published"},
            ],
            "monitoring/observations": [
                {"indicator_id": "i", "period": period, "source_id": "s", "recorded_on": "2024-01-15"}
                for period in ("2022", "2023")
            ],
            "monitoring/recommendations_received": ROWS,
            "monitoring/events": [{"event_id": "e", "source_id": "t"}],
        }
    )
    got = sources(cycle).set_index("source_id")
    counts = ["observations", "statements", "recommendations", "events"]
    assert got.loc["s", counts].tolist() == [2, 0, 3, 0]
    assert got.loc["t", counts].tolist() == [0, 0, 0, 1]
    assert got["extent_read"].isna().tolist() == [False, True]
    assert got.loc["t", "trace"] == "monitoring/sources#t;monitoring/events#e"


def test_reports_with_and_without_a_printed_date(make_cycle):
    rows = [{"report": "annual", "prepared_by": "SMESN;KK"}, {"report": "final", "due": "March 2025"}]
    got = reporting(make_cycle({"plan/reporting": rows})).set_index("report")
    assert got["due_printed"].to_dict() == {"annual": False, "final": True}
    assert got.loc["annual", "prepared_by"] == "SMESN;KK"
    assert got["due"].isna().tolist() == [True, False] and got.loc["final", "due"] == "March 2025"


def test_what_the_plan_says_of_a_report_and_what_it_does_not(make_cycle):
    rows = [
        {"report": "annual", "finalised_by_sr": "Ministar", "addressed_to": "Government", "contact": "NCO"},
        {"report": "final"},
    ]
    got = reporting(make_cycle({"plan/reporting": rows})).set_index("report")
    assert got["finalised_by_printed"].tolist() == [True, False]
    assert got.loc["annual", ["addressed_to", "contact"]].tolist() == ["Government", "NCO"]
    assert got.loc["final", ["prepared_by", "addressed_to", "contact", "due"]].isna().all()

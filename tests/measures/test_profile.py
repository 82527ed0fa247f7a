"""The profile of small cycles: known zeros, and money that nobody named."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.measures.budget import budget, money_after_deadline
from napeval.measures.delivery import activities
from napeval.measures.evaluability import evaluability
from napeval.measures.profile import profile
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.responsibilities import responsibilities

DAY = date(2024, 6, 30)


def profiled(cycle):
    tables = {
        "alignment": alignment(cycle, recommendations(cycle)),
        "budget": budget(cycle),
        "evaluability": evaluability(cycle, as_of=DAY),
        "money_after_deadline": money_after_deadline(cycle),
        "responsibilities": responsibilities(cycle, activities(cycle, cutoff=DAY, as_of=DAY)),
    }
    return profile(cycle, tables).set_index("measure")


def test_a_cycle_without_anything_has_counts_of_zero_and_no_money(make_cycle):
    got = profiled(make_cycle({}))
    money = [
        "amount_planned",
        "amount_planned_derived",
        "amount_money_after_deadline",
        "persons_trained_planned",
    ]
    assert got.loc[money, "value"].isna().all()
    assert (got.drop(money)["value"] == 0).all()
    assert got["trace"].str.endswith("#*").all()


def test_money_is_in_the_currency_of_the_cycle_and_none_late_is_a_known_zero(make_cycle):
    tables = {
        "plan/objectives": [{"objective_id": "A", "level": "strategic", "pillar": "prevention"}],
        "plan/activities": [
            {"activity_id": "x", "objective_id": "A", "end": "2023", "reference_documents": "GRETA; other"}
        ],
        "plan/budget": [{"activity_id": "x", "year": 2023, "amount": 10.5, "basis": "printed"}],
    }
    got = profiled(make_cycle(tables, currency="ALL"))
    assert got.loc["amount_planned", ["value", "unit"]].tolist() == [10.5, "ALL"]
    assert got.loc["amount_money_after_deadline", ["value", "unit"]].tolist() == [0.0, "ALL"]
    assert got.loc["activities_citing_greta", ["value", "trace"]].tolist() == [1.0, "plan/activities#x"]
    assert got.loc["activities_without_institution", "value"] == 1


def test_only_sources_recorded_as_not_reached_count_as_such(make_cycle):
    rows = [
        {"source_id": one, "extent_read": extent}
        for one, extent in (("a", "not_reached"), ("b", None), ("c", "cut"))
    ]
    got = profiled(make_cycle({"monitoring/sources": rows}))
    assert got.loc[["sources", "sources_not_reached"], "value"].tolist() == [3, 1]
    assert not pd.isna(got.loc["sources", "trace"])

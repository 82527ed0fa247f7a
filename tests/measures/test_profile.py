"""The profile of small cycles: known zeros, and money that nobody named."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval.measures.budget import budget, money_after_deadline
from napeval.measures.delivery import activities
from napeval.measures.evaluability import evaluability
from napeval.measures.profile import profile
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.responsibilities import responsibilities
from napeval.measures.sources import sources

DAY = date(2024, 6, 30)


def profiled(cycle, as_of=None):
    tables = {
        "alignment": alignment(cycle, recommendations(cycle)),
        "budget": budget(cycle),
        "evaluability": evaluability(cycle, as_of=DAY),
        "money_after_deadline": money_after_deadline(cycle),
        "responsibilities": responsibilities(cycle, activities(cycle, cutoff=DAY, as_of=DAY)),
    }
    return profile(cycle, tables, as_of=as_of).set_index("measure")


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


def observed(value, on):
    return {
        "indicator_id": "i", "period": "2023", "source_id": "a", "state": "measured", "value": value,
        "recorded_on": on,
    }  # fmt: skip


COLLECTED = {
    "monitoring/sources": [{"source_id": "a"}],
    "monitoring/observations": [observed(4, "2024-01-10"), observed(5, "2024-03-10")],
    "monitoring/statements": [
        {"statement_id": name, "source_id": "a", "recorded_on": on}
        for name, on in (("s", "2024-01-10"), ("t", "2024-05-01"))
    ],
    "monitoring/events": [{"event_id": "e", "source_id": "a"}],
}


@pytest.mark.parametrize(
    ("as_of", "observations", "statements"),
    [(date(2024, 1, 9), 0, 0), (date(2024, 1, 10), 1, 1), (date(2024, 4, 30), 1, 1), (None, 1, 2)],
)
def test_what_was_collected_is_what_was_known_and_a_correction_counts_once(
    make_cycle, as_of, observations, statements
):
    cycle = make_cycle(COLLECTED)
    got = profiled(cycle, as_of)["value"]
    assert (got["observations"], got["statements"], got["events"]) == (observations, statements, 1)
    row = sources(cycle, as_of=as_of).iloc[0]
    assert (row["observations"], row["statements"], row["events"]) == (observations, statements, 1)


def test_the_people_to_be_trained_are_those_of_the_targets_known(make_cycle):
    target = {"indicator_id": "o", "role": "final", "year": 2024}
    cycle = make_cycle(
        {
            "plan/objectives": [{"objective_id": "A", "level": "strategic", "pillar": "prevention"}],
            "plan/indicators": [
                {
                    "indicator_id": "o", "objective_id": "A", "level": "output", "origin": "plan",
                    "unit": "persons_trained", "measure": "number",
                }
            ],
            "plan/targets": [{**target, "value": 30}, {**target, "value": 20, "set_on": "2023-05-01"}],
        }
    )  # fmt: skip
    for as_of, people in ((date(2023, 4, 30), 30), (date(2023, 5, 1), 20), (None, 20)):
        assert profiled(cycle, as_of).loc["persons_trained_planned", "value"] == people


def test_a_target_moved_to_another_year_takes_the_place_of_the_first(make_cycle):
    outputs = [
        {
            "indicator_id": "o", "objective_id": "A", "level": "output", "origin": "plan",
            "unit": "persons_trained", "measure": "number",
        }
    ]  # fmt: skip
    targets = [
        {"indicator_id": "o", "role": "final", "year": year, "value": value, "set_on": on}
        for year, value, on in ((2024, 30, None), (2023, 25, "2023-05-01"))
    ]
    cycle = make_cycle({"plan/indicators": outputs, "plan/targets": targets})
    row = profiled(cycle).loc["persons_trained_planned"]
    assert (row["value"], row["trace"]) == (25, "plan/targets#o|final|2023|||2023-05-01")

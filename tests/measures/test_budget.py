"""The planned money: sums by scope and year, whose money it is, and what does not fit together."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from napeval.measures.budget import (
    budget,
    budget_checks,
    funding,
    funding_class,
    money_after_deadline,
    plan_years,
)

OBJECTIVES = [
    {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
    {"objective_id": "A.2", "parent_id": "A", "level": "specific", "pillar": "prevention"},
]
INSTITUTIONS = [
    {"institution": "BK", "funding_class": "domestic"},
    {"institution": "MFPT", "funding_class": "domestic"},
    {"institution": "GIZ", "funding_class": "donor"},
    {"institution": "TDH", "funding_class": "donor"},
    {"institution": "OJQ", "funding_class": "unresolved"},
    {"institution": "XY"},
]
ENDS = {"A.1.1": "2023", "A.1.2": None, "A.2.1": "2022-06"}


def amount(activity, year, value, source=None, basis="printed", category=None):
    return {
        "activity_id": activity, "year": year, "amount": value, "funding_source": source, "basis": basis,
        "currency": "EUR", "cost_category": category,
    }  # fmt: skip


def plan(make_cycle, *amounts, totals=(), **meta):
    activities = [{"activity_id": name, "objective_id": name[:3], "end": end} for name, end in ENDS.items()]
    tables = {
        "plan/objectives": OBJECTIVES, "plan/institutions": INSTITUTIONS, "plan/activities": activities,
        "plan/budget": list(amounts), "plan/printed_totals": list(totals),
    }  # fmt: skip
    return make_cycle(tables, **meta)


def by_key(frame, *keys):
    return frame.set_index(list(keys))


def test_sums_counts_and_what_has_no_amount(make_cycle):
    cycle = plan(
        make_cycle,
        amount("A.1.1", 2022, 100.0, "BK"), amount("A.1.1", 2023, 50.0, "BK", "derived"),
        amount("A.2.1", 2022, 0.0, "GIZ"),
    )  # fmt: skip
    got = by_key(budget(cycle), "scope", "scope_id", "year")
    columns = [
        "amount",
        "printed",
        "derived",
        "amounts",
        "activities",
        "activities_with_amount",
        "activities_without_amount",
    ]
    assert got.loc[("plan", "plan", "2022"), columns].tolist() == [100.0, 100.0, 0.0, 2, 3, 2, 1]
    assert got.loc[("plan", "plan", "2023"), columns].tolist() == [50.0, 0.0, 50.0, 1, 3, 1, 2]
    assert got.loc[("plan", "plan", "all"), columns].tolist() == [150.0, 100.0, 50.0, 3, 3, 2, 1]
    assert got.loc[("specific", "A.2", "2022"), columns].tolist() == [0.0, 0.0, 0.0, 1, 1, 1, 0]


def test_where_no_amount_is_named_the_sum_is_missing_not_zero(make_cycle):
    got = by_key(budget(plan(make_cycle, amount("A.1.1", 2022, 100.0))), "scope", "scope_id", "year")
    empty = got.loc[("plan", "plan", "2024")]
    assert empty[["amount", "printed", "derived"]].isna().all()
    assert (empty["amounts"], empty["activities_without_amount"]) == (0, 3)
    assert got.loc[("pillar", "protection", "all"), "trace"] == "plan/activities#*"


def test_under_a_source_only_the_activities_it_pays_are_counted(make_cycle):
    cycle = plan(
        make_cycle,
        amount("A.1.1", 2022, 10.0, "BK"), amount("A.1.1", 2023, 20.0, "GIZ;TDH"),
        amount("A.1.2", 2023, 5.0, "BK"),
        amount("A.2.1", 2022, 1.0),
    )  # fmt: skip
    got = by_key(budget(cycle), "scope", "scope_id", "year")
    assert list(dict.fromkeys(got.loc["funding_source"].index.get_level_values(0))) == [
        "BK",
        "GIZ;TDH",
        "not_named",
    ]
    counts = ["activities", "activities_with_amount", "activities_without_amount"]
    assert got.loc[("funding_source", "BK", "2022"), counts].tolist() == [2, 1, 1]
    assert got.loc[("funding_class", "donor", "all"), ["amount", "activities"]].tolist() == [20.0, 1]
    assert got.loc[("funding_class", "unresolved", "all"), ["amount", "activities"]].tolist() == [1.0, 1]


def test_a_year_outside_the_cycle_that_has_money_is_shown(make_cycle):
    cycle = plan(make_cycle, amount("A.1.1", 2026, 3.0))
    assert plan_years(cycle) == [2022, 2023, 2024, 2026]
    assert by_key(budget(cycle), "scope", "scope_id", "year").loc[("plan", "plan", "2026"), "amount"] == 3.0


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("BK", "domestic"), ("BK;MFPT", "domestic"), ("BK ; MFPT", "domestic"), ("GIZ;TDH", "donor"),
        ("BK;GIZ", "unresolved"),
        ("OJQ", "unresolved"), ("BK;OJQ", "unresolved"), (None, "unresolved"), ("unheard of", "unresolved"),
        ("XY", "unresolved"),
    ],
)  # fmt: skip
def test_money_has_a_class_only_where_all_named_sources_share_it(source, expected):
    classes = {row["institution"]: row.get("funding_class") for row in INSTITUTIONS}
    assert funding_class(source, classes) == expected


def test_a_share_of_mixed_money_is_an_interval(make_cycle):
    cycle = plan(
        make_cycle,
        amount("A.1.1", 2022, 50.0, "BK"), amount("A.1.2", 2022, 20.0, "GIZ"),
        amount("A.2.1", 2022, 30.0, "BK;GIZ"),
    )  # fmt: skip
    got = funding(cycle).set_index("funding_class")
    assert got.loc["domestic", ["share", "share_low", "share_high"]].tolist() == [
        50 / 100,
        50 / 100,
        80 / 100,
    ]
    assert got.loc["donor", ["share", "share_low", "share_high"]].tolist() == [20 / 100, 20 / 100, 50 / 100]
    assert got.loc["unresolved", ["amount", "share", "share_low", "share_high"]].tolist() == [
        30.0,
        0.3,
        0.3,
        0.3,
    ]


def test_without_any_money_there_are_no_shares(make_cycle):
    nothing, zeros = funding(plan(make_cycle)), funding(plan(make_cycle, amount("A.1.1", 2022, 0.0, "BK")))
    assert nothing[["amount", "share", "share_high"]].isna().all(axis=None)
    assert zeros["amount"].tolist() == [0.0, 0.0, 0.0]
    assert zeros["share"].isna().all()


@settings(max_examples=25)
@given(
    cents=st.lists(
        st.tuples(st.integers(0, 10**9), st.sampled_from(["BK", "GIZ", "BK;GIZ", None])),
        min_size=1,
        max_size=6,
    )
)
def test_classes_add_up_to_the_plan_in_any_order(make_cycle, cents):
    rows = [
        amount("A.1.1", 2022, value / 100, source, category=str(place))
        for place, (value, source) in enumerate(cents)
    ]
    first, second = (funding(plan(make_cycle, *listed)) for listed in (rows, rows[::-1]))
    pd.testing.assert_frame_equal(first.drop(columns="trace"), second.drop(columns="trace"))
    assert first["amount"].sum() == pytest.approx(sum(value for value, _ in cents) / 100)


def total(objective, year, value):
    return {"objective_id": objective, "year": year, "amount": value}


def test_printed_totals_against_their_activities_to_the_last_cent(make_cycle):
    cycle = plan(
        make_cycle,
        amount("A.1.1", 2022, 0.1), amount("A.1.2", 2022, 0.2), amount("A.2.1", 2022, 15034.0),
        totals=[
            total("A.1", 2022, 0.3), total("A.2", 2022, 14974.0), total("A", 2022, 15034.31),
            total("A.1", 2023, None),
        ],
    )  # fmt: skip
    got = by_key(budget_checks(cycle), "objective_id", "year")
    assert got.index.tolist() == [("A.1", "2022"), ("A.2", "2022"), ("A", "2022")]
    assert got["difference"].tolist() == [0.0, -60.0, 0.01]
    assert got["agrees"].tolist() == [True, False, False]
    assert (
        got.loc[("A.1", "2022"), "trace"]
        == "plan/printed_totals#A.1|2022;plan/budget#A.1.1|2022||;plan/budget#A.1.2|2022||"
    )


def test_a_total_without_any_amount_below_cannot_be_checked(make_cycle):
    row = budget_checks(plan(make_cycle, totals=[total("A.1", 2022, 5.0)])).iloc[0]
    assert pd.isna(row["computed"]) and pd.isna(row["difference"]) and row["agrees"] is pd.NA


def test_money_after_the_deadline_is_above_zero_and_in_a_later_year(make_cycle):
    cycle = plan(
        make_cycle,
        amount("A.1.1", 2023, 1.0), amount("A.1.1", 2024, 2.0, "BK"), amount("A.1.1", 2024, 3.0, "GIZ"),
        amount("A.1.2", 2024, 9.0), amount("A.2.1", 2022, 4.0), amount("A.2.1", 2023, 0.0),
        amount("A.2.1", 2024, 5.0),
    )  # fmt: skip
    got = money_after_deadline(cycle)
    assert got[["activity_id", "year", "end", "amount"]].to_numpy().tolist() == [
        ["A.1.1", "2024", "2023", 5.0],
        ["A.2.1", "2024", "2022-06", 5.0],
    ]
    assert got["trace"][0] == "plan/activities#A.1.1;plan/budget#A.1.1|2024|BK|;plan/budget#A.1.1|2024|GIZ|"

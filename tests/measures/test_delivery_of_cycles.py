"""Delivery, time and money of the cycles of the data: honest where nothing was reported."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval import measures
from napeval.cycle.reading import read_cycle
from napeval.cycle.trace import key_text
from napeval.measures.rows import KEYS
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared
from plans import plan_folder

DAYS = {
    "xk-2022-2024": {"cutoff": date(2023, 12, 31), "as_of": date(2026, 11, 21)},
    "demo-small": {"cutoff": date(2023, 6, 30), "as_of": date(2023, 9, 30)},
}


def computed(name, **other):
    """Every results table about delivery, its time and its money that needs no achievement."""
    cycle, days = read_cycle(plan_folder(name)), {**DAYS[name], **other}
    found = measures.activities(cycle, **days)
    times = measures.delivery_time(cycle, found, **days)
    why = measures.reasons(cycle, found, **days)
    frames = {
        "activities": found, "delivery": measures.delivery(cycle, found), "delivery_time": times,
        "punctuality": measures.punctuality(cycle, found, times),
        "implementation_points": measures.implementation_points(cycle, **days),
        "reasons": why, "reason_counts": measures.reason_counts(why),
        "donors": measures.donors(cycle, found, **days),
        "institution_load": measures.institution_load(cycle, found),
        "overlaps": measures.overlaps(cycle, found),
        "responsibilities": measures.responsibilities(cycle, found),
        "recommendations": measures.recommendations(cycle, found),
        "expenditure": measures.expenditure(cycle, **days),
        "expenditure_periods": measures.expenditure_periods(cycle, **days),
        "funding_shares": measures.funding_shares(cycle, **days),
        "secured_money": measures.secured_money(cycle, as_of=days["as_of"]),
        "earned_value": measures.earned_value(cycle, found, **days),
        "money_after_deadline": measures.money_after_deadline(cycle, as_of=days["as_of"]),
    }  # fmt: skip
    return cycle, {name: declared(frame, CATALOGUE[name]) for name, frame in frames.items()}


@pytest.fixture(scope="module")
def real():
    return computed("xk-2022-2024")[1]


@pytest.fixture(scope="module")
def demo():
    return computed("demo-small")[1]


@pytest.mark.parametrize("name", DAYS)
def test_every_row_traces_to_rows_that_exist(name):
    cycle, frames = computed(name)
    known = {
        f"{table}#{key_text(row)}"
        for table, keys in KEYS.items()
        for row in cycle.table(table)[list(keys)].itertuples(index=False, name=None)
    } | {f"{table}#*" for table in KEYS}
    for table, frame in frames.items():
        assert frame["trace"].map(bool).all(), table
        assert not {part for trace in frame["trace"] for part in trace.split(";")} - known, table


def whole(frame, **keys):
    chosen = frame[(frame["scope"] == "plan") & (frame["scope_id"] == "plan")]
    for column, value in keys.items():
        chosen = chosen[chosen[column] == value]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_nothing_is_known_of_the_delivery_of_the_real_plan(real):
    row = whole(real["delivery"])
    assert row[["activities", "due", "not_reported", "no_deadline"]].tolist() == [101, 33, 101, 5]
    assert row[["done_of_reported", "due_done_of_reported", "completion"]].isna().all()
    assert row[["coverage", "done_lower", "done_upper"]].tolist() == [0.0, 0.0, 1.0]
    assert row[["due_done_lower", "due_done_upper"]].tolist() == [0.0, 1.0]
    assert row[["completion_coverage", "completion_lower", "completion_upper"]].tolist() == [0.0, 0.0, 1.0]
    assert set(real["activities"]["track"]) == {"unknown"}
    assert set(real["delivery_time"]["punctuality"]) == {"not_reported"}
    assert real["delivery_time"][["slippage_low", "actual_days_low", "started_high"]].isna().all(axis=None)
    points = whole(real["implementation_points"], year="2023")
    assert points[["due", "points_lower", "points_upper", "reason"]].tolist() == [
        21, 0.0, 15.0, "nothing_reported",
    ]  # fmt: skip
    assert pd.isna(points["points"])
    assert all(real[name].empty for name in ("reasons", "reason_counts", "donors", "expenditure_periods"))


def test_nothing_is_known_of_the_spending_of_the_real_plan(real):
    row = whole(real["expenditure"], year="all")
    assert row["planned_revised"] == 533163.0
    unknown = ["spent", "committed", "execution", "execution_revised", "variance", "unbudgeted"]
    assert row[unknown].isna().all()
    assert row[["coverage", "execution_lower", "execution_upper"]].tolist() == [0.0, 0.0, 1.0]
    value = whole(real["earned_value"])
    assert value[["budget", "coverage", "cost_coverage", "reason"]].tolist() == [
        785359.0, 0.0, 0.0, "no_completion",
    ]  # fmt: skip
    assert value[["schedule_low", "cost_low", "actual_cost", "earned_high"]].isna().all()
    secured = whole(real["secured_money"])
    assert secured[["secured", "in_kind"]].isna().all()
    assert secured[["secured_coverage", "secured_lower", "secured_upper"]].tolist() == [0.0, 0.0, 1.0]


def test_the_domestic_and_donor_shares_of_the_real_plan(real):
    row = whole(real["funding_shares"], stage="planned_revised")
    shares = row[["domestic_low", "domestic_high", "donor_low", "donor_high"]]
    assert [f"{share:.1%}" for share in shares] == ["51.3%", "77.4%", "22.6%", "48.7%"]


def test_what_the_real_plan_says_twice_and_who_carries_most(real):
    assert real["overlaps"]["activity_ids"].tolist() == ["II.1.5;II.1.6", "III.2.1;III.2.3", "V.1.13;V.1.14"]
    most = real["responsibilities"].set_index("institution").loc["MPB"]
    assert most[["lead", "lead_stated", "lead_not_reported"]].tolist() == [24, 0, 24]
    assert most[["lead_coverage", "lead_done_lower", "lead_done_upper"]].tolist() == [0.0, 0.0, 1.0]
    delivered = real["recommendations"]["delivery"].dropna()
    assert set(delivered) == {"not_reported"} and len(delivered) > 0


def test_the_made_cycle_counts_what_was_reported(demo):
    row = whole(demo["delivery"])
    assert row[["activities", "completed", "overdue", "conflicts"]].tolist() == [14, 3, 3, 1]
    assert row[["due_done_of_reported", "due_done_lower", "due_done_upper"]].tolist() == [3 / 6, 3 / 7, 5 / 7]
    money = whole(demo["expenditure"], year="all")
    assert money[["spent", "planned", "planned_revised"]].tolist() == [51050.5, 80300.0, 76300.0]
    value = demo["earned_value"].set_index(["scope", "scope_id"]).loc["activity", "III.1.1"]
    assert value[["budget", "earned_low", "actual_cost"]].tolist() == [29000.0, 29000.0, 26100.0]
    assert demo["donors"]["institution"].tolist() == ["DON"]
    dropped = demo["reasons"][demo["reasons"]["activity_id"] == "V.1.1"]
    assert dropped["basis"].tolist() == ["report", "revision"]


def test_an_activity_of_the_made_cycle_is_not_there_before_it_was_added():
    _, before = computed("demo-small", cutoff=date(2022, 12, 31), as_of=date(2023, 1, 15))
    _, after = computed("demo-small", cutoff=date(2022, 12, 31), as_of=date(2023, 1, 16))
    assert set(after["activities"]["activity_id"]) - set(before["activities"]["activity_id"]) == {"V.1.3"}
    assert whole(before["earned_value"])["budget"] == 101100.0 - 1600.0

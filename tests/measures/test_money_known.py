"""Money: what is tracked and unbudgeted, whose it is, whether it is secured, and the bounds of all of it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_plans import AS_OF, KNOWN, activity, paid, plan, planned, revision

from napeval.measures.expenditure import expenditure, expenditure_periods
from napeval.measures.funding_shares import funding_shares
from napeval.measures.secured_money import secured_money


def spending(cycle, *key):
    frame = expenditure(cycle, **KNOWN)
    frame = frame[(frame["scope"] == key[0]) & (frame["scope_id"] == key[1])]
    return frame.set_index("year")


BUDGET = [planned("x", 2022, 100.0, "BK"), planned("y", 2022, 300.0, "GIZ"), planned("x", 2023, 50.0, "BK")]
TWO = [activity("x"), activity("y"), activity("z")]


def test_what_is_not_reported_is_untracked_and_not_zero(make_cycle):
    cycle = plan(make_cycle, TWO, budget=BUDGET, expenditure=[paid("x", "2022", 80.0)])
    row = spending(cycle, "plan", "plan").loc["2022"]
    assert row[["spent", "variance", "execution_revised"]].tolist() == [80.0, -320.0, 80 / 400]
    assert row[["tracked", "untracked", "coverage", "untracked_share"]].tolist() == [100, 300, 0.25, 0.75]
    assert row[["execution_lower", "execution_upper"]].tolist() == [80 / 400, 380 / 400]
    assert row[["unbudgeted", "unbudgeted_share"]].tolist() == [0.0, 0.0]


def test_without_any_report_nothing_is_spent_nor_known(make_cycle):
    row = spending(plan(make_cycle, TWO, budget=BUDGET), "plan", "plan").loc["all"]
    assert row[["spent", "committed", "execution", "variance", "unbudgeted", "unbudgeted_share"]].isna().all()
    assert row[["coverage", "execution_lower", "execution_upper"]].tolist() == [0.0, 0.0, 1.0]


def test_half_a_year_of_reports_leaves_the_rest_open(make_cycle):
    cycle = plan(make_cycle, TWO, budget=BUDGET[:1], expenditure=[paid("x", "2022-H1", 30.0)])
    row = spending(cycle, "plan", "plan").loc["2022"]
    assert row[["coverage", "execution_lower", "execution_upper"]].tolist() == [1.0, 0.3, 1.0]
    whole = plan(
        make_cycle, TWO, budget=BUDGET[:1],
        expenditure=[paid("x", "2022-H1", 30.0), paid("x", "2022-H2", 15.0)],
    )  # fmt: skip
    row = spending(whole, "plan", "plan").loc["2022"]
    assert row[["execution_lower", "execution_upper"]].tolist() == [0.45, 0.45]


def test_money_spent_where_none_was_planned_is_unbudgeted(make_cycle):
    cycle = plan(
        make_cycle, TWO, budget=[*BUDGET, planned("z", 2022, 0.0)],
        expenditure=[paid("x", "2022", 80.0), paid("z", "2022", 20.0), paid("y", "2023", 5.0)],
    )  # fmt: skip
    got = spending(cycle, "plan", "plan")
    assert got.loc["2022", ["unbudgeted", "unbudgeted_share"]].tolist() == [20.0, 20 / 100]
    assert got.loc["2023", "unbudgeted"] == 5.0
    assert got.loc["all", "unbudgeted"] == 20.0  # y has money in another year


def test_by_source_class_and_category(make_cycle):
    cycle = plan(
        make_cycle, TWO, budget=[planned("x", 2022, 100.0, "BK", cost_category="wages"), BUDGET[1]],
        expenditure=[paid("x", "2022", 80.0, source="BK", cost_category="wages"),
                     paid("x", "2022", 9.0, source="GIZ", cost_category="travel")],
    )  # fmt: skip
    assert spending(cycle, "funding_source", "BK").loc["2022", "execution"] == 0.8
    donor = spending(cycle, "funding_class", "donor").loc["2022"]
    assert donor[["planned", "spent"]].tolist() == [300.0, 9.0]
    assert spending(cycle, "cost_category", "wages").loc["2022", "execution"] == 0.8
    travel = spending(cycle, "cost_category", "travel").loc["2022"]
    assert pd.isna(travel["planned"]) and travel["unbudgeted"] == 9.0 and travel["unbudgeted_share"] == 1.0
    assert spending(cycle, "cost_category", "not_stated").loc["2022", "planned"] == 300.0


def test_execution_stands_against_the_adopted_and_the_revised_plan(make_cycle):
    cycle = plan(
        make_cycle, TWO, budget=BUDGET[:1], expenditure=[paid("x", "2022", 80.0)],
        revisions=[revision("x", "amended", "2022-03-01", 2022, new_amount=160.0)],
    )  # fmt: skip
    row = spending(cycle, "plan", "plan").loc["2022"]
    assert row[["planned", "execution"]].tolist() == [100.0, 0.8]
    assert row[["planned_revised", "execution_revised", "variance"]].tolist() == [160.0, 0.5, -80.0]


def test_periods_are_shown_as_reported_and_say_where_they_overlap(make_cycle):
    rows = [paid("x", "2022-H1", 10.0), paid("y", "2022-H1", 5.0, "committed"), paid("x", "2022", 25.0),
            paid("x", "2023-Q1", 7.0)]  # fmt: skip
    got = expenditure_periods(plan(make_cycle, TWO, expenditure=rows), **KNOWN)
    whole = got[got["scope"] == "plan"].set_index("period")
    assert whole.index.tolist() == ["2022-H1", "2022", "2023-Q1"]
    assert whole["overlaps"].tolist() == [True, True, False]
    assert whole.loc["2022-H1", ["committed", "spent", "activities"]].tolist() == [5.0, 10.0, 2]
    assert pd.isna(whole.loc["2022", "committed"])
    assert expenditure_periods(plan(make_cycle, TWO), **KNOWN).empty


def test_shares_of_domestic_and_donor_money_are_intervals(make_cycle):
    cycle = plan(
        make_cycle, TWO, budget=[planned("x", 2022, 50.0, "BK"), planned("y", 2022, 20.0, "GIZ"),
                                 planned("z", 2022, 30.0, "BK;GIZ")],
        expenditure=[paid("x", "2022", 30.0, source="BK"), paid("x", "2022", 10.0)],
    )  # fmt: skip
    got = funding_shares(cycle, **KNOWN).set_index(["scope", "scope_id", "stage"]).sort_index()
    shares = ["domestic_low", "domestic_high", "donor_low", "donor_high"]
    assert got.loc[("plan", "plan", "planned"), shares].tolist() == [0.5, 0.8, 0.2, 0.5]
    assert got.loc[("plan", "plan", "spent"), shares].tolist() == [0.75, 1.0, 0.0, 0.25]
    assert got.loc[("plan", "plan", "committed"), ["amount", *shares]].isna().all()


def test_secured_and_in_kind_money_has_bounds(make_cycle):
    cycle = plan(
        make_cycle, TWO, budget=[
            planned("x", 2022, 40.0, secured="yes", in_kind=True), planned("x", 2023, 10.0, secured="no"),
            planned("y", 2022, 30.0, secured="partly", in_kind=False), planned("z", 2022, 20.0),
        ],
    )  # fmt: skip
    row = secured_money(cycle, as_of=AS_OF).iloc[0]
    parts = ["secured", "partly_secured", "not_secured", "secured_not_stated"]
    assert row[parts].tolist() == [40, 30, 10, 20]
    assert row[["secured_share", "secured_coverage"]].tolist() == [0.8, 0.5]
    assert row[["secured_lower", "secured_upper"]].tolist() == [0.4, 0.9]
    assert row[["in_kind", "in_money", "in_kind_not_stated"]].tolist() == [40.0, 30.0, 30.0]
    assert row[["in_kind_share", "in_kind_lower", "in_kind_upper"]].tolist() == [40 / 70, 0.4, 0.7]


def test_where_nothing_is_stated_nothing_is_secured_or_not(make_cycle):
    row = secured_money(plan(make_cycle, TWO, budget=BUDGET), as_of=AS_OF).iloc[0]
    unknown = ["secured", "partly_secured", "not_secured", "in_kind", "in_money", "secured_share"]
    assert row[unknown].isna().all()
    assert row[["secured_coverage", "secured_lower", "secured_upper"]].tolist() == [0.0, 0.0, 1.0]
    assert row["secured_not_stated"] == 450.0
    nothing = secured_money(plan(make_cycle, TWO), as_of=AS_OF).iloc[0]
    assert nothing.drop(["scope", "scope_id", "trace"]).isna().all()


@settings(max_examples=25)
@given(
    money=st.lists(st.tuples(st.integers(1, 50), st.booleans(), st.integers(0, 50)), min_size=1, max_size=5)
)
def test_execution_lies_within_its_bounds_once_the_rest_is_reported(make_cycle, money):
    """Whoever did not report yet spends at most what was planned."""
    names = [f"a{place}" for place in range(len(money))]
    budget = [planned(name, 2022, float(amount)) for name, (amount, _, _) in zip(names, money, strict=True)]
    rows = [
        (known, paid(name, "2022", float(spent if known else min(spent, amount))))
        for name, (amount, known, spent) in zip(names, money, strict=True)
    ]
    listed = [activity(name) for name in names]
    now = plan(make_cycle, listed, budget=budget, expenditure=[row for known, row in rows if known])
    then = plan(make_cycle, listed, budget=budget, expenditure=[row for _, row in rows])
    bounds = spending(now, "plan", "plan").loc["2022"]
    execution = spending(then, "plan", "plan").loc["2022", "execution_revised"]
    assert bounds["execution_lower"] <= execution <= bounds["execution_upper"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_rows_changes_no_figure(make_cycle, order):
    rows = [paid("x", "2022-H1", 0.1), paid("x", "2022-H2", 0.2), paid("y", "2022", 0.3)][::order]
    cycle = plan(make_cycle, TWO, budget=BUDGET[::order], expenditure=rows)
    assert spending(cycle, "plan", "plan").loc["2022", "spent"] == 0.6

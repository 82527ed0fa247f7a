"""The measures on the plan of Kosovo 2022-2024: figures known from its extraction, forms and traces."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from napeval.cycle.reading import read_cycle
from napeval.cycle.schemas import schemas
from napeval.cycle.trace import key_text
from napeval.measures.budget import budget, budget_checks, funding, money_after_deadline
from napeval.measures.delivery import activities, delivery
from napeval.measures.evaluability import evaluability
from napeval.measures.expenditure import expenditure
from napeval.measures.gaps import gaps
from napeval.measures.profile import NEEDED_TABLES, profile
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.responsibilities import responsibilities
from napeval.measures.sources import reporting, sources
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

FOLDER = Path(__file__).parents[2] / "data" / "xk-2022-2024"
DAYS = {"cutoff": date(2024, 12, 31), "as_of": date(2026, 11, 21)}
NO_PARTS = pd.DataFrame({"agrees": pd.Series(dtype="boolean")})


@pytest.fixture(scope="module")
def cycle():
    return read_cycle(FOLDER)


@pytest.fixture(scope="module")
def results(cycle):
    """Every results table of this piece, in the declared form."""
    frames = {"activities": activities(cycle, **DAYS), "recommendations": recommendations(cycle)}
    frames |= {
        "delivery": delivery(cycle, frames["activities"]),
        "responsibilities": responsibilities(cycle, frames["activities"]),
        "budget": budget(cycle),
        "budget_checks": budget_checks(cycle),
        "money_after_deadline": money_after_deadline(cycle),
        "funding": funding(cycle),
        "expenditure": expenditure(cycle, **DAYS),
        "evaluability": evaluability(cycle, as_of=DAYS["as_of"]),
        "gaps": gaps(cycle, NO_PARTS, as_of=DAYS["as_of"]),
        "alignment": alignment(cycle, frames["recommendations"]),
        "sources": sources(cycle),
        "reporting": reporting(cycle),
    }
    frames["profile"] = profile(cycle, frames)
    return {name: declared(frame, CATALOGUE[name]) for name, frame in frames.items()}


def test_every_row_traces_to_rows_that_exist(cycle, results):
    known = {}
    for name, table in cycle.tables.items():
        keys = list(schemas()[name].primary_key)
        known[name] = {key_text(row) for row in table[keys].itertuples(index=False, name=None)} | {"*"}
    for name, frame in results.items():
        assert (frame["trace"].str.len() > 0).all(), name
        parts = {part for trace in frame["trace"] for part in trace.split(";")}
        assert not [part for part in parts if part.split("#", 1)[1] not in known[part.split("#", 1)[0]]], name


def test_every_part_of_the_plan_has_its_rows(results):
    for name in ("delivery", "budget", "expenditure", "evaluability"):
        scopes = results[name].groupby("scope")["scope_id"].nunique()
        assert scopes[["plan", "pillar", "strategic", "specific"]].tolist() == [1, 5, 5, 12], name


def test_specific_objectives_add_up_to_the_plan(results):
    for name, counts in (
        ("delivery", ["activities", "due", "no_deadline"]),
        ("budget", ["amounts", "activities"]),
    ):
        frame = results[name] if name == "delivery" else results[name][results[name]["year"] == "all"]
        sums = frame.groupby("scope")[counts].sum()
        for scope in ("pillar", "strategic", "specific"):
            assert sums.loc[scope].tolist() == sums.loc["plan"].tolist(), (name, scope)


def test_nothing_is_reported_and_so_anything_is_possible(results):
    row = results["delivery"].set_index("scope").loc["plan"]
    assert (row["activities"], row["not_reported"], row["coverage"]) == (101, 101, 0.0)
    assert (row["done_lower"], row["done_upper"]) == (0.0, 1.0)
    assert pd.isna(row["done_of_reported"])
    assert (row["overdue"], row["no_deadline"]) == (0, 5)


def test_no_expenditure_was_reported(results):
    frame = results["expenditure"]
    assert frame[["committed", "spent", "execution"]].isna().all(axis=None)
    assert not frame["reported"].any()


def test_the_planned_money(results):
    plan = results["budget"].set_index("scope").loc["plan"].set_index("year")
    assert plan["amount"].to_dict() == {"2022": 275967.0, "2023": 257196.0, "2024": 252196.0, "all": 785359.0}
    assert plan.loc["all", ["derived", "amounts", "activities_without_amount"]].tolist() == [3740.0, 245, 19]


def test_activities_with_and_without_money_by_objective(results):
    frame = results["budget"]
    rows = frame[(frame["scope"] == "specific") & (frame["year"] == "all")].set_index("scope_id")
    assert rows["activities_with_amount"].tolist() == [3, 3, 5, 8, 14, 9, 3, 4, 7, 7, 7, 12]
    assert rows["activities_without_amount"].tolist() == [3, 1, 1, 5, 3, 3, 0, 0, 0, 1, 0, 2]


def test_one_of_nine_printed_totals_differs(results):
    checks = results["budget_checks"]
    assert (len(checks), int(checks["agrees"].sum())) == (9, 8)
    row = checks[~checks["agrees"]].iloc[0]
    assert (row["objective_id"], row["year"], row["difference"]) == ("I.3", "2022", -60.0)


def test_money_after_deadlines(results):
    late = results["money_after_deadline"]
    assert (late["activity_id"].nunique(), len(late), late["amount"].sum()) == (19, 26, 80060.0)


def test_the_domestic_share_is_an_interval(results):
    rows = results["funding"].set_index("funding_class")
    assert rows["amount"].to_dict() == {"domestic": 402828.0, "donor": 177437.0, "unresolved": 205094.0}
    assert [f"{rows.loc['domestic', end]:.1%}" for end in ("share_low", "share_high")] == ["51.3%", "77.4%"]
    assert [f"{rows.loc['donor', end]:.1%}" for end in ("share_low", "share_high")] == ["22.6%", "48.7%"]


def test_what_of_the_plan_can_be_measured(results):
    frame = results["evaluability"]
    plan = frame[frame["scope"] == "plan"].set_index(["funnel", "step"])["count"]
    assert plan["indicators"].to_dict() | {"means_of_verification": None} == {
        "all": 20, "baseline_value": 0, "interim_value": 5, "final_value": 5, "means_of_verification": None,
        "observed": 0,
    }  # fmt: skip
    assert plan["outputs"].to_dict() == {
        "all": 122,
        "quantified": 80,
        "milestone": 22,
        "measurable": 102,
        "observed": 0,
    }
    stated = plan["activities"][["deadline", "amount", "institution", "lead_stated", "funding_source"]]
    assert stated.tolist() == [96, 82, 100, 0, 90]
    assert plan["indicators_chain"].tolist() == [20, 0, 0, 0, 0, 0]


def test_the_gaps_of_the_plan(results):
    counts = results["gaps"]["code"].value_counts().to_dict()
    expected = {
        "activity_without_deadline": 5, "activity_without_amount": 19, "activity_without_institution": 1,
        "activity_without_funding_source": 11, "indicator_without_baseline": 20,
        "indicator_without_target": 15,
        "output_without_number": 20, "deadline_after_cycle": 7, "money_after_deadline": 19,
        "printed_total_differs": 1,
        "reporting_without_date": 3, "plan_total_not_printed": 1, "objective_without_risks": 17,
        "lead_not_stated": 100, "target_missing_result_names_number": 7,
    }  # fmt: skip
    assert {code: counts.get(code) for code in expected} == expected
    arguments = results["gaps"].set_index("gap_id")["argument"]
    assert arguments["lead_not_stated/I.1.1"] == "KK"
    assert arguments["outputs_exceed_outcome/III.res1"] == "630;500"
    assert arguments["outcome_without_activity/I.1.res1"] == "150"
    assert arguments["plan_total_not_printed/plan"] == "2022;2023;2024"


def test_how_the_plan_answers_what_was_recommended(results):
    rows = results["alignment"].set_index(["scope", "scope_id"])
    whole = rows.loc[("all", "all")]
    assert whole[["recommendations", "links", "links_confirmed", "activities", "without"]].tolist() == [
        67,
        149,
        0,
        76,
        22,
    ]
    assert rows.loc[("relevance", "core"), ["with_direct", "with_partial_only", "without"]].tolist() == [
        20,
        18,
        6,
    ]


def test_the_profile_of_the_plan(results):
    values = results["profile"].set_index("measure")["value"]
    expected = {
        "objectives": 17, "objectives_strategic": 5, "objectives_specific": 12, "indicators_plan": 20,
        "indicators_output": 122, "outputs_quantified": 80, "outputs_milestone": 22,
        "outputs_unquantified": 20,
        "activities": 101, "activities_without_deadline": 5, "activities_ending_after_cycle": 7,
        "activities_money_after_deadline": 19, "cells_money_after_deadline": 26,
        "amount_money_after_deadline": 80060,
        "institutions": 55, "leads_stated": 0, "leads_inferred": 100, "budget_amounts": 245,
        "budget_amounts_printed": 240, "budget_amounts_derived": 5, "amount_planned": 785359,
        "printed_plan_totals": 0,
        "recommendations": 67, "recommendation_links": 149, "recommendation_links_confirmed": 0,
        "recommendation_activities": 76, "recommendations_unanswered": 22, "activities_citing_greta": 44,
        "reports_planned": 3, "reports_without_date": 3, "baseline_values": 0, "interim_values": 5,
        "final_values": 5,
    }  # fmt: skip
    assert {measure: values[measure] for measure in expected} == expected


def test_the_profile_names_the_results_it_lacks(cycle):
    with pytest.raises(KeyError) as caught:
        profile(cycle, dict.fromkeys(NEEDED_TABLES[1:], pd.DataFrame()))
    assert caught.value.args[0] == (
        "the profile needs the results alignment, budget, evaluability, money_after_deadline,"
        " responsibilities; not given: alignment"
    )

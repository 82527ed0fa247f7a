"""The profile of each objective, the areas covered, and the mends in their order."""

from __future__ import annotations

import math

import pytest
from quality_plans import AS_OF, activity, answers, indicator, plan, result, row_of, target

from napeval import measures
from napeval.measures.plan_quality.elements import ELEMENTS, OF_INDICATORS


def quality(make_cycle, people=None, **tables):
    """Profile and mends of a plan."""
    cycle, judged = plan(make_cycle, **tables), answers() if people is None else people
    smart = measures.smart(cycle, judged, as_of=AS_OF)
    chain = measures.result_chain(cycle, as_of=AS_OF)
    lists = measures.checklists(cycle, judged, as_of=AS_OF)
    profile = measures.objective_profile(cycle, smart, chain, as_of=AS_OF)
    return profile, measures.mends(cycle, lists, smart, chain, as_of=AS_OF)


def of(profile, scope, element):
    kind = "plan" if scope == "plan" else "strategic" if scope == "A" else "specific"
    return row_of(profile, scope=kind, scope_id=scope, element=element)


FULL = {"means_of_verification": "register", "frequency": "yearly", "responsible": "NCO", "result_id": "r"}


def test_an_element_is_counted_where_it_hangs_and_above(make_cycle):
    profile, _ = quality(
        make_cycle,
        indicators=[indicator("i", "A.1"), indicator("j", "A.2")],
        targets=[target("i", "baseline", 0.0)],
    )
    rows = {scope: of(profile, scope, "indicator_baseline") for scope in ("plan", "A", "A.1", "A.2")}
    assert {scope: (row["count"], row["of"]) for scope, row in rows.items()} == {
        "plan": (1, 2),
        "A": (1, 2),
        "A.1": (1, 1),
        "A.2": (0, 1),
    }
    row = of(profile, "A", "indicator_baseline")
    assert (row["share"], row["coverage"], row["lower"], row["upper"]) == (0.5, 1.0, 0.5, 0.5)
    assert row["trace"] == "plan/indicators#i;plan/indicators#j;plan/targets#i|baseline|2024|||"


def test_of_nothing_there_is_no_share(make_cycle):
    profile, _ = quality(make_cycle)
    row = of(profile, "A.1", "activity_amount")
    assert (row["count"], row["of"], row["share"], row["coverage"]) == (0, 0, None, None)


def test_verdicts_that_nobody_gave_lie_between_worst_and_best(make_cycle):
    """Three indicators: one specific, one partly, one open."""
    people = answers(("indicator_kinds.smart.s", "i", "yes"), ("indicator_kinds.smart.s", "j", "partly"))
    rows = [indicator(name) for name in "ijk"]
    profile, _ = quality(make_cycle, people, indicators=rows)
    row = of(profile, "A.1", "smart_s")
    assert [row[name] for name in ("count", "partly", "no", "of", "open")] == [1, 1, 0, 3, 1]
    assert row["share"] == 0.5
    assert (row["coverage"], row["lower"], row["upper"]) == pytest.approx((2 / 3, 1 / 3, 2 / 3))


def test_what_is_not_applicable_is_not_asked(make_cycle):
    people = answers(("indicator_kinds.smart.a", "i", "not_applicable"))
    profile, _ = quality(make_cycle, people, indicators=[indicator("i")])
    assert (of(profile, "A.1", "smart_a")["of"], of(profile, "A.1", "smart_s")["of"]) == (0, 1)


def test_complete_is_an_indicator_that_lacks_nothing(make_cycle):
    rows = {
        "results": [result("r")],
        "indicators": [indicator("i", **FULL), indicator("j", **{**FULL, "frequency": None})],
        "targets": [target(name, role) for name in "ij" for role in ("baseline", "final")],
    }
    profile, mends = quality(make_cycle, **rows)
    row = of(profile, "A.1", "indicator_complete")
    assert (row["count"], row["of"]) == (1, 2)
    mend = row_of(mends, mend="indicator_frequency")
    assert (mend["count"], mend["of"], mend["subjects"], mend["alone"]) == (1, 2, "j", 1)
    assert (mend["complete_before"], mend["complete_after"], mend["objectives"]) == (1, 2, 2)


def test_the_chain_is_whole_where_nothing_breaks(make_cycle):
    profile, _ = quality(
        make_cycle, results=[result("r")], indicators=[indicator("i", result_id="r")],
        activities=[activity("a", output_en="done"), activity("b")],
    )  # fmt: skip
    row = of(profile, "A.1", "chain_whole")
    assert (row["count"], row["of"]) == (4, 5)


def test_mends_follow_the_steps_of_the_guide_and_add_up(make_cycle):
    """Every mend in turn: after the last one of a kind all of that kind are complete."""
    _, mends = quality(
        make_cycle, results=[result("r")],
        indicators=[indicator("i", **FULL), indicator("j"), indicator("k", inferred="unit;direction")],
        targets=[target("i"), target("j", "baseline")], activities=[activity("a"), activity("b", end="2024")],
    )  # fmt: skip
    assert list(mends["order"]) == list(range(1, len(mends) + 1))
    places = [(*ELEMENTS,).index(name) for name in mends["mend"] if name in ELEMENTS]
    assert places == sorted(places)
    for kind, rows in mends.dropna(subset=["complete_after"]).groupby("asked_of", sort=False):
        before, after = list(rows["complete_before"]), list(rows["complete_after"])
        assert before == [before[0], *after[:-1]], kind
        assert after == sorted(after), kind
        assert after[-1] == rows["of"].iloc[-1], kind
    assert set(mends["mend"]) >= {
        "indicator_means",
        "indicator_baseline",
        "activity_amount",
        "smart_verdicts",
    }


def test_a_mend_that_is_not_needed_is_not_listed(make_cycle):
    _, mends = quality(make_cycle, indicators=[indicator("i", **FULL)], targets=[target("i")])
    needed = set(mends["mend"])
    assert needed & set(OF_INDICATORS) == {"indicator_baseline"}
    assert "indicator_means" not in needed


def test_numbers_that_contradict_one_another_are_one_mend(make_cycle):
    rows = [result("r", value=90.0, unit="percent"), result("s", "A.2")]
    _, mends = quality(
        make_cycle,
        results=rows,
        indicators=[indicator("i", result_id="r")],
        targets=[target("i", value=60.0)],
    )
    mend = row_of(mends, mend="result_numbers")
    assert (mend["count"], mend["of"], mend["subjects"], mend["asked_of"]) == (1, 2, "r", "results")
    assert mend["trace"] == "plan/results#r"


def test_a_mend_says_how_many_questions_of_the_lists_it_settles(make_cycle):
    """The deadline alone is what the model form's column and the resource items lack."""
    _, mends = quality(make_cycle, activities=[activity("a")])
    mend = row_of(mends, mend="activity_deadline")
    assert mend["questions_touched"] == 5
    assert mend["questions_settled"] == 1


def test_areas_of_a_plan(make_cycle):
    amount = {"activity_id": "a", "year": 2024, "amount": 30.0, "currency": "EUR", "basis": "printed"}
    cycle = plan(
        make_cycle, results=[result("r")], indicators=[indicator("i")], activities=[activity("a")],
        budget=[amount], targets=[target("i")],
    )  # fmt: skip
    frame = measures.pillar_coverage(cycle, as_of=AS_OF)
    there, absent = row_of(frame, pillar="prevention"), row_of(frame, pillar="protection")
    assert (there["covered"], there["four_p"], there["lacking"], there["amount"]) == ("yes", True, None, 30.0)
    assert (there["specific"], there["with_target"], there["share_amount"]) == (2, 1, 1.0)
    assert (absent["covered"], absent["goals"], absent["amount"]) == ("no", 0, None)
    assert absent["lacking"] == "goals;results;indicators;activities;activities_with_amount"
    assert not row_of(frame, pillar="enabling_framework")["four_p"]
    partly = measures.pillar_coverage(plan(make_cycle, activities=[activity("a")]), as_of=AS_OF)
    row = row_of(partly, pillar="prevention")
    assert (row["covered"], row["lacking"]) == ("partly", "results;indicators;activities_with_amount")
    assert row["share_amount"] is None or math.isnan(row["share_amount"])

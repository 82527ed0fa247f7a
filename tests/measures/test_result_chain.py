"""The result chain: each break by itself, and the numbers that do not fit one another."""

from __future__ import annotations

import pytest
from quality_plans import AS_OF, activity, indicator, plan, result, row_of, target

from napeval import measures


def breaks(make_cycle, **tables):
    """By subject, the kind and reason of each break."""
    frame = measures.result_chain(plan(make_cycle, **tables), as_of=AS_OF)
    return {(row.kind, row.subject): row.reason for row in frame.itertuples()}


def whole(**changes):
    """A chain that holds from the activities to both levels of objectives, with changes."""
    objectives = ("A", "A.1", "A.2")
    tables = {
        "results": [result(f"{one}.r", one) for one in objectives],
        "indicators": [indicator(f"{one}.i", one, result_id=f"{one}.r") for one in objectives],
        "activities": [activity(f"{one}.a", one, output_en="done") for one in ("A.1", "A.2")],
    }
    return {**tables, **changes}


def test_a_whole_chain_has_no_break(make_cycle):
    assert breaks(make_cycle, **whole()) == {}


def test_objectives_without_something(make_cycle):
    rows = whole(results=[], indicators=[], activities=[activity("A.1.a", "A.1", output_en="done")])
    found = breaks(make_cycle, **rows)
    assert found == {
        **{("objective_without_result", one): "none_stated" for one in ("A", "A.1", "A.2")},
        **{("objective_without_indicator", one): "no_result_either" for one in ("A", "A.1", "A.2")},
        ("objective_without_activity", "A.2"): "none_stated",
        ("activity_feeding_nothing", "A.1.a"): "objective_promises_nothing",
    }


def test_a_result_without_an_indicator(make_cycle):
    indicators = [indicator("A.i", "A", result_id="A.r"), indicator("A.2.i", "A.2", result_id="A.2.r")]
    numbered = [
        result("A.r", "A"),
        result("A.1.r", "A.1", value=90.0, unit="percent"),
        result("A.2.r", "A.2"),
    ]
    assert breaks(make_cycle, **whole(indicators=indicators, results=numbered)) == {
        ("objective_without_indicator", "A.1"): "result_not_measured",
        ("result_without_indicator", "A.1.r"): "number_in_wording",
    }


def test_an_indicator_that_measures_no_stated_result(make_cycle):
    extra = [indicator("x", "A.1"), indicator("y", "A.1", result_id="A.1.r", inferred="result_id")]
    rows = whole()
    found = breaks(make_cycle, **{**rows, "indicators": [*rows["indicators"], *extra]})
    assert found == {
        ("indicator_without_result", "x"): "not_stated",
        ("indicator_without_result", "y"): "inferred_only",
    }


def test_an_indicator_without_activities_under_its_objective(make_cycle):
    found = breaks(make_cycle, **whole(activities=[activity("A.1.a", "A.1", output_en="done")]))
    assert found == {
        ("objective_without_activity", "A.2"): "none_stated",
        ("indicator_without_activity", "A.2.i"): "no_activity_under_objective",
    }


def test_an_activity_that_promises_no_output(make_cycle):
    rows = whole(activities=[activity("A.1.a", "A.1"), activity("A.2.a", "A.2", output_sq="kryer")])
    assert breaks(make_cycle, **rows) == {("activity_feeding_nothing", "A.1.a"): "no_output"}


@pytest.mark.parametrize(
    ("planned", "kind", "reason"),
    [
        ((400.0, 230.0), "outputs_exceed_result", "more_planned"),
        ((100.0, 230.0), "outputs_short_of_result", "less_planned"),
        ((270.0, 230.0), None, None),
        ((), "result_without_activity", "no_training_planned"),
    ],
)
def test_people_to_be_trained_add_up_or_not(make_cycle, planned, kind, reason):
    """The strategic objective names 500; its specific objectives train what is planned."""
    rows = whole()
    outputs = [
        indicator(
            f"o{place}", f"A.{place + 1}", "output", unit="persons_trained", activity_id=f"A.{place + 1}.a"
        )
        for place in range(len(planned))
    ]
    results = [result("A.r", "A", value=500.0, unit="professionals"), *rows["results"][1:]]
    cycle = plan(
        make_cycle, **{**rows, "results": results, "indicators": [*rows["indicators"], *outputs]},
        targets=[target(f"o{place}", value=value) for place, value in enumerate(planned)],
    )  # fmt: skip
    frame = measures.result_chain(cycle, as_of=AS_OF)
    if kind is None:
        assert frame.empty
        return
    row = row_of(frame, kind=kind)
    assert (row["subject"], row["objective_id"], row["reason"]) == ("A.r", "A", reason)
    assert (row["planned"], row["promised"], row["unit"]) == (
        sum(planned) if planned else None, 500.0, "professionals",
    )  # fmt: skip


def test_an_indicator_of_the_trained_where_nobody_is_trained(make_cycle):
    rows = whole()
    trained = indicator("A.1.i", "A.1", result_id="A.1.r", unit="professionals")
    indicators = [rows["indicators"][0], trained, rows["indicators"][2]]
    assert breaks(make_cycle, **{**rows, "indicators": indicators}) == {
        ("indicator_without_activity", "A.1.i"): "no_training_planned"
    }


def test_a_target_that_is_not_the_number_of_its_result(make_cycle):
    rows = whole()
    results = [rows["results"][0], result("A.1.r", "A.1", value=90.0, unit="percent"), rows["results"][2]]
    cycle = plan(make_cycle, **{**rows, "results": results}, targets=[target("A.1.i", value=60.0)])
    row = row_of(measures.result_chain(cycle, as_of=AS_OF), kind="target_differs")
    assert (row["subject"], row["planned"], row["promised"], row["unit"]) == ("A.1.i", 60.0, 90.0, "percent")
    assert row["trace"] == "plan/targets#A.1.i|final|2024|||;plan/results#A.1.r"
    for same in (
        {"targets": [target("A.1.i", value=90.0)]},
        {"targets": [target("A.1.i", value=60.0, basis="change")]},
        {"targets": [target("A.1.i", value=60.0), target("A.1.i", value=90.0, set_on="2023-01-01")]},
    ):
        cycle = plan(make_cycle, **{**rows, "results": results}, **same)
        assert measures.result_chain(cycle, as_of=AS_OF).empty

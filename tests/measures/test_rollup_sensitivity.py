"""How far the mean progress of a part of the plan depends on method: four indicators worked by hand."""

from __future__ import annotations

from math import isnan
from typing import Any

import pandas as pd
import pytest
from one_indicator import END_2023, LATER, OBJECTIVES, cycle_of, indicator, seen, target

from napeval.measures.achievement import achievement
from napeval.measures.rollup import rollup
from napeval.measures.rollup_sensitivity import METHODS, rollup_sensitivity
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

RESULTS = [{"result_id": "R1", "objective_id": "I.1"}, {"result_id": "R2", "objective_id": "I"}]
MORE = [*OBJECTIVES, {"objective_id": "I.2", "parent_id": "I", "level": "specific", "pillar": "prevention"}]


def four() -> Any:
    """A 150 % (weight 3), B 50 % (weight 1) of I.1; C 0 %, D not reported of I.2."""
    ones = [
        indicator(indicator_id=name, weight=weight, objective_id=objective, result_id=result)
        for name, weight, objective, result in (
            ("A", 3.0, "I.1", "R1"), ("B", 1.0, "I.1", "R1"), ("C", 1.0, "I.2", "R2"),
            ("D", 1.0, "I.2", None),
        )
    ]  # fmt: skip
    plan = [
        row
        for name in "ABCD"
        for row in (
            target("baseline", 2021, 0, indicator_id=name), target("final", 2023, 10, indicator_id=name),
        )
    ]  # fmt: skip
    told = [seen("2023", value, indicator_id=name) for name, value in (("A", 15), ("B", 5), ("C", 0))]
    return cycle_of(ones, plan, told, {"plan/objectives": MORE, "plan/results": RESULTS})


@pytest.fixture(scope="module")
def frames() -> tuple[pd.DataFrame, pd.DataFrame]:
    cycle = four()
    found = achievement(cycle, cutoff=END_2023, as_of=LATER)
    return (
        declared(rollup_sensitivity(cycle, found), CATALOGUE["rollup_sensitivity"]).set_index(
            ["scope", "scope_id", "method"]
        ),
        declared(rollup(cycle, found), CATALOGUE["rollup"]).set_index(["scope", "scope_id", "level"]),
    )


BY_HAND = {
    "capped": (3 * 1 + 0.5 + 0) / 5,
    "uncapped": (3 * 1.5 + 0.5 + 0) / 5,
    "equal_weights": 1.5 / 3,
    "by_objective": ((3 * 1 + 0.5) / 4 + 0) / 2,
    "missing_worst": 3.5 / 6,
    "missing_best": 4.5 / 6,
    "measurable_worst": 3.5 / 6,
    "share_met": 1 / 3,
    "median": 0.5,
    "least_left_out": 0.5 / 2,
    "greatest_left_out": 3.5 / 4,
}


def test_every_method_by_hand(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    plan = frames[0].sort_index().loc[("plan", "plan")]
    assert set(plan.index) == set(METHODS) == set(BY_HAND)
    for method, value in BY_HAND.items():
        assert plan.loc[method, "value"] == pytest.approx(value), method
        assert plan.loc[method, "difference"] == pytest.approx(value - BY_HAND["capped"]), method
    assert plan["least"].unique() == pytest.approx([0.25])
    assert plan["spread"].unique() == pytest.approx([1 - 0.25])


def test_the_method_of_the_rollup_is_the_rollup(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    sensitivity, rolled = frames
    for scope, identifier in (("plan", "plan"), ("specific", "I.1"), ("result", "R1")):
        shown = rolled.loc[(scope, identifier, "all")]
        assert sensitivity.loc[(scope, identifier, "capped"), "value"] == shown["value"]
        assert sensitivity.loc[(scope, identifier, "missing_worst"), "value"] == shown["lower"]
        assert sensitivity.loc[(scope, identifier, "missing_best"), "value"] == shown["upper"]


def test_results_roll_up_the_indicators_that_measure_them(frames: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    _, rolled = frames
    first, second = rolled.loc[("result", "R1", "all")], rolled.loc[("result", "R2", "all")]
    assert (first["indicators"], first["value"], first["exceeded"], first["behind"]) == (2, 3.5 / 4, 1, 1)
    assert (second["indicators"], second["value"], second["coverage"]) == (1, 0, 1)


def test_what_is_not_measurable_is_left_out_by_one_method_only() -> None:
    ones = [indicator(indicator_id=name) for name in "AB"]
    plan = [target("final", 2023, 10), target("final", 2023, None, indicator_id="B")]
    cycle = cycle_of(ones, plan, [seen("2023", 5), seen("2023", 5, indicator_id="B")])
    found = rollup_sensitivity(cycle, achievement(cycle, cutoff=END_2023, as_of=LATER))
    plan_rows = found[found["scope"] == "plan"].set_index("method")["value"]
    assert (plan_rows["measurable_worst"], plan_rows["missing_worst"]) == (0.5, 0.25)


def test_a_scope_of_which_nothing_is_known_says_so() -> None:
    cycle = cycle_of(indicator(), [target("final", 2023, 10)], [])
    found = rollup_sensitivity(cycle, achievement(cycle, cutoff=END_2023, as_of=LATER))
    plan = found[found["scope"] == "plan"].set_index("method")
    assert isnan(plan.loc["capped", "value"]) and isnan(plan.loc["median", "difference"])
    assert (plan.loc["missing_worst", "value"], plan.loc["missing_best", "value"]) == (0, 1)

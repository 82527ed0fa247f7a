"""The reference cases of indicator achievement, through the same mapping as the command that runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import golden as GOLDEN
from golden_topics import achievement as MAPPING
from napeval.display.labels import LABELS

TESTS = Path(__file__).parents[1]
REFERENCE = json.loads((TESTS / "data" / "golden" / "achievement_reference.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=lambda case: case["id"])
def test_every_expected_key_of_a_reference_case_is_offered_and_agrees(case: dict[str, Any]) -> None:
    outcome, difference, offered = GOLDEN.judge(case, MAPPING.MAPPINGS[case["topic"]])
    assert (outcome, difference) == ("passed", "")
    assert offered == set(case["expected"])


def test_every_topic_of_the_larger_set_has_a_mapping() -> None:
    assert set(MAPPING.MAPPINGS) == set(REFERENCE["vocabulary"]["topics"])


def test_a_wrong_answer_fails() -> None:
    case = {**REFERENCE["cases"][0], "expected": {"achievement": 0.51}}
    outcome, difference, _ = GOLDEN.judge(case, MAPPING.MAPPINGS[case["topic"]])
    assert (outcome, difference) == ("failed", "achievement: expected 0.51, got 0.5")


LEVEL = {"direction": "increase", "unit": "count", "scale": "ratio", "measure": "level"}
FALLING, PERCENT = {**LEVEL, "direction": "decrease"}, {**LEVEL, "unit": "percentage"}
INPUTS: dict[str, list[dict[str, Any]]] = {
    "basic": [{**LEVEL, "baseline": 10, "target": 20, "actual": 15}],
    "over_achievement": [{**LEVEL, "baseline": 10, "target": 20, "actual": 45}],
    "negative_progress": [{**LEVEL, "baseline": 10, "target": 20, "actual": 5}],
    "decreasing": [{**FALLING, "baseline": 20, "target": 10, "actual": 15}],
    "percentage": [{**PERCENT, "baseline": 10, "target": 20, "actual": 15}],
    "guards": [{**LEVEL, "baseline": 10, "target": 20, "actual": "15,5", "decimal": ","}],
    "rounding": [{**LEVEL, "baseline": 0, "target": 200, "actual": 199}],
    "maintain": [
        {**LEVEL, "direction": "maintain", "baseline": 95, "target": 95, "actual": 94, "tolerance_band": 2,
         "bound": None}
    ],
    "range": [{**LEVEL, "actual": 7, "target_low": 2, "target_high": 5}],
    "zero_target": [{**FALLING, "baseline": 8, "target": 0, "actual": 2, "bound": "at_most"}],
    "baseline_missing": [{**LEVEL, "baseline": None, "target": 20, "actual": 15}],
    "cumulative": [
        {**LEVEL, "measure": "unique_persons", "baseline": 0, "target": 100, "overlap": "possible",
         "values": {"2021": 20, "2022": 30}},
    ],
    "annual_recurring": [
        {**LEVEL, "measure": "annual_recurring", "target": None, "values": {"2021": 20, "2022": None},
         "target_by_period": {"2021": 20, "2022": 30}},
    ],
    "percentage_aggregation": [
        {**PERCENT, "target": 50, "baseline_regions": [{"num": 1, "den": 10}],
         "actual_regions": [{"num": 9, "den": 100}, {"num": 1, "den": 10}]},
        {"unit": "per_100000", "regions": [{"num": 9, "den": 100_000}, {"num": 3, "den": 300_000}]},
    ],
    "aggregation": [{"unit": "count", "regions": [{"target": 10, "actual": 4}, {"target": 1, "actual": 1}]}],
    "weighted_score": [{"achievements": [0.5, None], "weights": [1, 1]}],
    "relative_target": [
        {**LEVEL, "baseline": 100, "actual": 110, name: value, **more}
        for name, value, more in (
            ("target_relative", 0.2, {}), ("target_factor", 2, {}), ("target_points", 5, {}),
            ("target_annual_growth", 0.05, {"years": 3}),
        )
    ],
    "milestone": [
        {"unit": "binary", "target": True, "target_date": "2022-01-01", "actual_date": "2022-02-01"},
        {"unit": "steps", "steps": [True, False, True], "weights": [1, 1, 2]},
    ],
    "ordinal": [
        {"unit": "ordinal", "scale": "ordinal", "levels": ["a", "b", "c"], "baseline": "a", "target": "c",
         "actual": "b"},
    ],
    "interim": [
        {**LEVEL, "measure": "cumulative_from_annual", "baseline": 0, "target": 100, "first_year": 2021,
         "last_year": 2024, "values": {"2021": 26, "2022": 17}},
        {**LEVEL, "baseline": 0, "target": 12, "actual": 5, "months_elapsed": 6},
        {**LEVEL, "baseline": 0, "target": 12, "actual": 5, "start": "2022-01-01", "end": "2022-12-31",
         "as_of": "2022-07-02"},
    ],
    "revision": [{**LEVEL, "baseline": 0, "target_original": 40, "target_revised": 20, "actual": 10}],
}  # fmt: skip
"""Made-up inputs that use the names of the vocabulary."""


@pytest.mark.parametrize("topic", sorted(REFERENCE["vocabulary"]["topics"]))
def test_every_key_of_the_larger_set_is_offered_but_those_left_out_on_purpose(topic: str) -> None:
    offered = {key for given in INPUTS[topic] for key in MAPPING.MAPPINGS[topic](**given)}
    assert set(REFERENCE["vocabulary"]["expected_keys"][topic]) - offered <= set(MAPPING.NOT_OFFERED)


def test_rates_are_pooled_in_their_unit() -> None:
    found = MAPPING.MAPPINGS["percentage_aggregation"](**INPUTS["percentage_aggregation"][1])
    assert (found["rate"], found["rate_fraction"]) == (3.0, "3")  # 12 of 400 000


def test_sums_so_far_stand_against_the_years_that_have_passed() -> None:
    found = MAPPING.MAPPINGS["interim"](**INPUTS["interim"][0])
    names = ("actual", "achievement_fraction", "expected_share_fraction", "expected_value", "on_track")
    assert [found[name] for name in names] == [43, "43/100", "1/2", 50, False]


def test_every_flag_reason_and_method_of_the_larger_set_has_words() -> None:
    vocabulary = REFERENCE["vocabulary"]
    assert set(vocabulary["flags"]) | set(vocabulary["reasons"]) <= set(LABELS["remark"])
    assert set(vocabulary["methods"]) <= set(LABELS["method"])

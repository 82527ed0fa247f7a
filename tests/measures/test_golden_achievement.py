"""The reference cases of indicator achievement, through the same mapping as the command that runs them."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TESTS = Path(__file__).parents[1]
REFERENCE = json.loads((TESTS / "data" / "golden" / "achievement_reference.json").read_text(encoding="utf-8"))


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


MAPPING = load("golden_achievement")
GOLDEN = load("golden")


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

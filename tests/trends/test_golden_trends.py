"""The reference cases, and the command that runs them."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parents[1]
REFERENCE = TESTS / "data" / "golden" / "trend_reference.json"
CASES = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]


def load_golden() -> ModuleType:
    spec = importlib.util.spec_from_file_location("golden_command", TESTS / "golden.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


GOLDEN = load_golden()
TREND_TASKS = GOLDEN.MAPPINGS["trend-golden/1"]
OFFERED_CASES = [case for case in CASES if case["task"] in TREND_TASKS]


def run_command(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TESTS / "golden.py"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", OFFERED_CASES, ids=lambda case: case["id"])
def test_reference_case(case):
    outcome, difference, offered = GOLDEN.judge(case, TREND_TASKS[case["task"]])
    assert (outcome, difference) == ("passed", "")
    assert offered


def test_only_the_interpolated_profile_limits_are_left_out_of_the_offered_tasks():
    left_out = {
        (case["id"], key)
        for case in OFFERED_CASES
        for key in set(case["expected"]) - GOLDEN.judge(case, TREND_TASKS[case["task"]])[2]
    }
    assert left_out == {("pt_n3_brief", "ci95_profile_log_slope"), ("pt_n5_zero", "ci95_profile_log_slope")}


def altered(tmp_path: Path, **expected: object) -> Path:
    """The reference file with other expected values for the three-year example."""
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    reference["cases"] = [case for case in reference["cases"] if case["id"] == "mk_n3_brief"]
    reference["cases"][0]["expected"].update(expected)
    path = tmp_path / "altered.json"
    path.write_text(json.dumps(reference), encoding="utf-8")
    return path


def test_the_command_counts_what_passed_failed_and_was_not_offered():
    finished = run_command(REFERENCE, TESTS / "data" / "golden" / "agreement_reference.json")
    *_, not_offered, last = finished.stdout.splitlines()
    unknown_to_the_library = len(CASES) - len(OFFERED_CASES) + 5  # the file on agreement holds five
    assert not_offered == f"{unknown_to_the_library} not offered"
    assert last == f"{len(OFFERED_CASES)} passed, 0 failed"
    assert finished.returncode == 0


def test_the_same_task_in_two_files_is_counted_twice(tmp_path):
    finished = run_command(altered(tmp_path), altered(tmp_path))
    assert finished.stdout.splitlines()[-1] == "2 passed, 0 failed"


def test_a_wrong_value_fails_with_the_key_and_both_values(tmp_path):
    finished = run_command(altered(tmp_path, S=1))
    assert finished.stdout.splitlines() == [
        "FAILED mk_n3_brief (mann_kendall_sen): S: expected 1, got -1",
        "trend-golden/1 mann_kendall_sen: 17 of 17 expected keys offered; 0 passed, 1 failed, 0 not offered",
        "0 not offered",
        "0 passed, 1 failed",
    ]
    assert finished.returncode == 1


def test_an_option_that_no_function_knows_fails_instead_of_being_overlooked():
    case = OFFERED_CASES[0] | {"options": {"prewhiten": True}}
    outcome, difference, _ = GOLDEN.judge(case, TREND_TASKS[case["task"]])
    assert outcome == "failed"
    assert difference.startswith("TypeError: ") and "prewhiten" in difference


def test_a_case_of_which_nothing_is_offered_does_not_pass():
    case = {"input": {}, "expected": {"kappa": 0.4}}
    assert GOLDEN.judge(case, lambda: {"alpha": 0.4})[0] == "not offered"
    assert GOLDEN.judge(case, None)[0] == "not offered"


def test_a_missing_file_or_an_empty_call_is_a_wrong_call(tmp_path):
    assert run_command(tmp_path / "absent.json").returncode == 2
    assert run_command().returncode == 2


@pytest.mark.parametrize(
    ("got", "expected", "same"),
    [
        (1.0, 1, True), (None, None, True), (0.0, None, False), (None, 0.0, False), (True, 1, False),
        (1, True, False), ((1.0, 2.0), [1, 2], True), ((1.0,), [1, 2], False), (float("inf"), "inf", True),
        (float("nan"), 1.0, False), ("1/3", "1/3", True), (1.02, 1.0, False), (1.009, 1.0, True),
        ({"a": 1.0, "b": 2}, {"a": 1}, True), ({"b": 2}, {"a": 1}, False),
    ],
)  # fmt: skip
def test_agreement_with_an_expected_value(got, expected, same):
    assert GOLDEN.agrees(got, expected, {"abs": 0.01, "rel": 0}) is same


def test_listed_flags_must_be_there_and_others_may_be():
    assert GOLDEN.key_agrees("flags", ["moved_away", "over_achieved"], ["moved_away"], {})
    assert not GOLDEN.key_agrees("flags", [], ["moved_away"], {})

"""The reference cases, and the command that runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import golden as GOLDEN

TESTS = Path(__file__).parents[1]
REFERENCE = TESTS / "data" / "golden" / "trend_reference.json"
CASES = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]


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


def test_every_case_of_every_file_passes_and_every_name_is_known():
    finished = run_command(*sorted((TESTS / "data" / "golden").glob("*.json")))
    lines = finished.stdout.splitlines()
    assert [line for line in lines if line.startswith(("FAILED", "NOT KNOWN"))] == []
    assert lines[-2:] == ["0 not offered", "72 passed, 0 failed"]  # 29 + 38 + 5
    assert finished.returncode == 0


def test_a_name_of_a_vocabulary_that_nothing_knows_is_listed(tmp_path):
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    reference["vocabulary"]["tasks"].append("wavelets")
    reference["vocabulary"]["reasons"].append("full_moon")
    reference["vocabulary"]["input_keys"]["mann_kendall_sen"].append("weights")
    reference["vocabulary"]["options_keys"]["mann_kendall_sen"].append("prewhiten")
    path = tmp_path / "wider.json"
    path.write_text(json.dumps(reference), encoding="utf-8")
    said = [line for line in run_command(path).stdout.splitlines() if line.startswith("NOT KNOWN")]
    assert said == [
        "NOT KNOWN trend-golden/1: wavelets", "NOT KNOWN trend-golden/1: mann_kendall_sen: weights",
        "NOT KNOWN trend-golden/1: mann_kendall_sen: prewhiten",
        "NOT KNOWN trend-golden/1: reasons: full_moon",
    ]  # fmt: skip


@pytest.mark.parametrize("schema", sorted(GOLDEN.MAPPINGS))
def test_every_expected_key_of_the_vocabulary_is_returned_or_left_out_for_a_reason(schema):
    """Each mapping is called with the cases at hand, and returns every key of its topic each time."""
    files = [json.loads(path.read_text("utf-8")) for path in (TESTS / "data" / "golden").glob("*.json")]
    reference = next(one for one in files if one["schema"] == schema)
    topics = GOLDEN.MAPPINGS[schema]
    missing = set()
    for case in reference["cases"]:
        task = case[GOLDEN.TASK_FIELDS[schema]]
        inputs = {name: GOLDEN.number_or_given(value) for name, value in case["input"].items()}
        options = {name: one for name, one in case.get("options", {}).items() if name not in GOLDEN.REMARKS}
        wanted = set(reference["vocabulary"]["expected_keys"][task]) - set(GOLDEN.NOT_OFFERED[schema])
        if schema != "achievement-golden/1":  # these have shapes of several inputs; they are asked one by one
            missing |= {f"{task}: {key}" for key in wanted - set(topics[task](**inputs, **options))}
    assert missing == set()


def test_the_same_task_in_two_files_is_counted_twice(tmp_path):
    finished = run_command(altered(tmp_path), altered(tmp_path))
    assert finished.stdout.splitlines()[-1] == "2 passed, 0 failed"


def test_a_wrong_value_fails_with_the_key_and_both_values(tmp_path):
    finished = run_command(altered(tmp_path, S=1))
    assert [line for line in finished.stdout.splitlines() if not line.startswith("LEFT OUT")] == [
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

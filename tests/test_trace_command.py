"""``napeval trace``: what it prints of a figure of the small plan, and what it says where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from broken_cycle import replace
from napeval.cli import DONE, WRONG_CALL, main
from napeval.display.formulas import formula_of
from napeval.release import write_results
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.manifest import write_manifest
from napeval.reports.request import read_request
from plans import PROJECT, SMALL, lay_out

Run = Callable[..., tuple[int, str, str]]

LATE_MONEY = """\
money_after_deadline#II.1.3|2024:amount
Money after the deadline, Amount: 1,500 EUR
How it is computed: {late_money}

The row
  Activity (activity_id): II.1.3: Campaign in secondary schools
  Year (year): 2024
  Deadline (end): Jul–Dec 2023
  Amount (amount): 1,500 EUR
  Deadline as adopted (end_adopted): 2022
  Amount as adopted (amount_adopted): 1,500 EUR

Rows it was made from
  Activities, plan/activities.csv: 1
    II.1.3: {activity}
  Yearly revisions, plan/revisions.csv: 1
    II.1.3|2023|2023-02-20: {revision}
  Budget, plan/budget.csv: 1
    II.1.3|2024||: amount 1500; currency EUR; basis printed

Sources
  Action plan 2022-2024 of Demoland (invented). Government of Demoland, 2022-01-10
"""
REVISION = "change postponed; reason Schools were closed for repairs (invented); new_end 2023-H2"
ACTIVITY = (
    "printed_id II.1.3; objective_id II.1; title_en Campaign in secondary schools; start 2022; end 2022;"
    " deadline_printed 2022; output_en Campaign in 30 schools; institutions_printed MUN MSA SHN"
)
STRATEGIC = ("I", "II", "III", "IV", "V")
HIDDEN = """\
  Least value (low): :c
  Greatest value (high): :c
"""
RESTRICTED = """\
  Observations, monitoring/observations.csv: 1
    the file is restricted; its rows are not shown
"""
CHANGED = """\
  Budget, plan/budget.csv: 1
    the file has changed since the report was made; its rows are not shown
    II.1.2|2023|DON|
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the small plan and the results and manifest of its report, without its pages."""
    project = tmp_path_factory.mktemp("project")
    lay_out(project, SMALL)
    shutil.copytree(PROJECT / "notebooks", project / "notebooks", ignore=shutil.ignore_patterns(".*"))
    request = read_request(project / "params" / SMALL / "mid-term.yml")
    inputs = read_inputs(request.cycle_folder, request.evaluation)
    released = compute_released(inputs, cutoff=request.cutoff, as_of=request.as_of, audience=request.audience)
    write_results(released, request.output_folder / "results")
    write_manifest(request.output_folder, request, inputs, released, {})
    return project


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "project"))


@pytest.fixture
def trace(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a project: exit code, what was printed, what was said to the user."""

    def run(project: Path, *arguments: str) -> tuple[int, str, str]:
        code = main(["trace", str(project / "outputs" / SMALL / "mid-term"), *arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def test_a_figure_with_its_formula_row_input_rows_and_sources(made: Path, trace: Run) -> None:
    code, printed, said = trace(made, "money_after_deadline#II.1.3|2024:amount")
    formula = formula_of("money_after_deadline", "amount")
    expected = LATE_MONEY.format(late_money=formula, activity=ACTIVITY, revision=REVISION)
    assert (code, printed.replace("\N{NO-BREAK SPACE}", " "), said) == (DONE, expected, "")


def test_a_row_without_a_column_tells_every_formula_in_the_language_asked_for(made: Path, trace: Run) -> None:
    code, printed, _ = trace(made, "rollup#plan|plan|all", "--language", "sq")
    assert code == DONE
    head, *_, last = printed.splitlines()
    assert head == "rollup#plan|plan|all"
    assert "(value): 64,2 %" in printed.replace("\N{NO-BREAK SPACE}", " ")
    assert "(value)" in printed and "title_sq" in printed and "title_en" not in printed
    assert last.startswith("  ")


def test_the_first_few_input_rows_are_printed_and_all_on_demand(made: Path, trace: Run) -> None:
    few, every = (trace(made, "profile#objectives:value", *more)[1] for more in ((), ("--all",)))
    assert [few.count("\n    "), every.count("\n    ")] == [3 + 1, 11]
    assert "    … (--all prints every row)\n" in few
    assert "--all" not in every


def test_parts_of_the_key_may_be_left_out(made: Path, trace: Run) -> None:
    assert trace(made, "rollup#all:value") == trace(made, "rollup#plan|plan|all:value")


def test_what_is_hidden_stays_hidden_and_restricted_rows_and_sources_are_not_shown(
    made: Path, trace: Run
) -> None:
    code, printed, _ = trace(made, "series#C.victims_in_shelters|age_group|adults|2022:low")
    assert code == DONE
    assert printed.splitlines()[1] == "Series, Least value: :c"
    assert HIDDEN in printed
    assert RESTRICTED in printed
    assert printed.endswith("\nSources\n  a source that is not published\n")
    assert "Register of the shelters" not in printed


def test_a_file_that_changed_since_is_not_shown(project: Path, trace: Run) -> None:
    replace(project / "data" / SMALL, "plan/budget.csv", "II.1.2,2023,DON,,1000", "II.1.2,2023,DON,,1001")
    code, printed, _ = trace(project, "money_after_deadline#II.1.2|2023:amount")
    assert code == DONE
    assert "Amount (amount): 1,000\N{NO-BREAK SPACE}EUR" in printed
    assert CHANGED in printed
    assert "1001" not in printed


def test_without_the_data_the_keys_are_told(project: Path, trace: Run) -> None:
    shutil.rmtree(project / "data")
    code, printed, _ = trace(project, "money_after_deadline#II.1.2|2023:amount")
    assert code == DONE
    assert "    the file is not there; its rows cannot be shown\n    II.1.2|2023|DON|\n" in printed


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("rollup#strategc|II|al:value", "Nearest: rollup#strategic|II|all:value\n"),
        ("rollup#strategc|II|al", "Nearest: rollup#strategic|II|all\n"),
        ("rollup#plan|plan|all:valeu", "Nearest: value\n"),
        ("rolup#plan|plan|all", "Nearest: rollup\n"),
        ("total", ""),
        (
            "budget#strategic|2023:amount",
            f"These would fit: {', '.join(f'budget#strategic|{one}|2023:amount' for one in STRATEGIC)}\n",
        ),
        (
            "budget#strategic|2023",
            f"These would fit: {', '.join(f'budget#strategic|{one}|2023' for one in STRATEGIC)}\n",
        ),
    ],
)
def test_an_unknown_address_is_a_wrong_call_with_what_is_nearest(
    made: Path, trace: Run, address: str, said: str
) -> None:
    assert trace(made, address) == (WRONG_CALL, "", f"There is no figure at {address}.\n{said}")


def test_a_folder_without_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", str(tmp_path), "rollup#plan|plan|all:value"]) == WRONG_CALL
    assert capsys.readouterr().err == f"There are no results in {tmp_path}.\n"


@pytest.mark.parametrize("manifest", ["", "[]", '{"report": {}}'])
def test_a_folder_without_a_manifest_of_this_kind(project: Path, trace: Run, manifest: str) -> None:
    file = project / "outputs" / SMALL / "mid-term" / "manifest.json"
    file.write_text(manifest, encoding="utf-8")
    code, printed, said = trace(project, "rollup#plan|plan|all:value")
    assert (code, printed) == (WRONG_CALL, "")
    assert said == f"This is no report of this version of napeval: {file}\n"


def test_results_of_another_version(project: Path, trace: Run) -> None:
    results = project / "outputs" / SMALL / "mid-term" / "results"
    (results / "rollups.csv").write_text("scope\n", encoding="utf-8")
    code, printed, said = trace(project, "rollup#plan|plan|all:value")
    assert (code, printed) == (WRONG_CALL, "")
    assert said.startswith("This is no report of this version of napeval: rollups.csv is not a results table")

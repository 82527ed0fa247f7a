"""The command line: what it prints, and the exit code that a script can go by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import napeval.reports
from broken_cycle import DEMO, records, replace, set_cell, write
from napeval.cli import DONE, FAILED, FAULTS, REFUSED, WRONG_CALL, main
from napeval.release import UndeclaredResult
from plans import PROJECT, SMALL, lay_out, plan_folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with the demonstration cycle, its request, and the notebooks."""
    lay_out(tmp_path, SMALL)
    shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks")
    return tmp_path


def request_in(project: Path) -> str:
    return str(project / "params/demo-small/mid-term.yml")


def test_the_codes_are_those_of_the_design() -> None:
    assert (DONE, FAULTS, WRONG_CALL, FAILED, REFUSED) == (0, 1, 2, 3, 4)


@pytest.mark.parametrize("name", ["demo-2022-2024", "xk-2022-2024"])
def test_the_cycles_that_come_with_the_project_are_in_order(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(plan_folder(name))]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("Errors: 0; warnings: 0; notes: ")
    assert all(line.startswith("note: ") for line in lines[:-1])


def test_a_check_prints_every_fault_and_counts_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cycle = project / "data/demo-small"
    set_cell(cycle, "plan/budget.csv", 2, "currency", "USD")
    set_cell(cycle, "monitoring/observations.csv", 2, "state", "mesured")
    set_cell(cycle, "evaluations/mid-term/survey.csv", 2, "answer", "6")
    replace(cycle, "policy.yml", "public: 10", "public: 9")
    replace(cycle, "evaluations/mid-term/evaluation.yml", "status: draft", "statsu: draft")
    assert main(["check", str(cycle)]) == FAULTS
    lines = capsys.readouterr().out.splitlines()
    place = cycle.as_posix()
    assert [line.partition(": ")[2].partition(":")[0] for line in lines if line.startswith("error: ")] == [
        f"{place}/monitoring/observations.csv, row 2, column 'state'",
        f"{place}/plan/budget.csv, row 2, column 'currency'",
        f"{place}/policy.yml, setting 'thresholds.public'",
        f"{place}/evaluations/mid-term/evaluation.yml, setting 'statsu'",
        f"{place}/evaluations/mid-term/survey.csv, row 2, column 'answer'",
    ]
    assert lines[-1] == "Errors: 5; warnings: 0; notes: 25."


@pytest.mark.parametrize("arguments", [["--language", "sq", "check"], ["check", "--language", "sq"]])
def test_messages_in_albanian(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    cycle = project / "data/demo-small"
    set_cell(cycle, "plan/budget.csv", 2, "currency", "USD")
    assert main([*arguments, str(cycle)]) == FAULTS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        f"gabim: {cycle.as_posix()}/plan/budget.csv, rreshti 2, kolona 'currency': u gjet 'USD'; cikli i"
        " planit mbahet në EUR. Si ndreqet: konvertoni shumën ose korrigjoni valutën."
    )
    assert lines[-1] == "Gabime: 1; paralajmërime: 0; shënime: 25."


def test_notes_of_one_kind_are_one_line_with_their_rows(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(DEMO)])
    first = capsys.readouterr().out.splitlines()[0]
    assert (
        "monitoring/observations.csv, rows 37-44, 47-54, 57-58, 60-61, 64-66, 70, column 'period':"
        " found '2014, 2015, 2016, …'; " in first
    )


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == WRONG_CALL
    assert capsys.readouterr().err == f"There is no folder {tmp_path / 'nowhere'}.\n"


def test_a_request_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path / "nowhere.yml")]) == WRONG_CALL
    assert capsys.readouterr().err == f"There is no file {tmp_path / 'nowhere.yml'}.\n"


def test_a_folder_without_requests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == WRONG_CALL
    assert capsys.readouterr().err == f"There is no request below {tmp_path}.\n"


def test_of_several_requests_each_is_tried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every request below a folder, in the order of the names; the exit code is the highest."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.yml").write_text("notebook: [", encoding="utf-8")
    assert main(["report", str(tmp_path), str(tmp_path / "nowhere.yml")]) == WRONG_CALL
    told = capsys.readouterr()
    assert [line.split("/")[2].split(",")[0] for line in told.out.splitlines()] == ["one.yml", "two.yml"]
    assert told.err.splitlines()[-2] == f"There is no file {tmp_path / 'nowhere.yml'}."
    assert told.err.splitlines()[-1].startswith("Reports made: 0 of 3, in ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: command"),
        (["chek"], "invalid choice: 'chek'"),
        (["check"], "the following arguments are required: cycle"),
        (["--language", "de", "check", "data"], "invalid choice: 'de'"),
        (["check", "data", "--fast"], "unrecognized arguments: --fast"),
    ],
)
def test_a_wrong_call(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == WRONG_CALL
    assert said in capsys.readouterr().err


def test_a_request_with_faults_is_a_wrong_call(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project, "params/demo-small/mid-term.yml", "cutoff:", "cutof:")
    assert main(["report", request_in(project)]) == WRONG_CALL
    assert capsys.readouterr().out == (
        "error: params/demo-small/mid-term.yml, setting 'cutof': there is no such setting; allowed: notebook,"
        " cycle, evaluation, cutoff, as_of, languages, audience, formats."
        " Mend: correct the name or take it out. Did you mean 'cutoff'?\n"
    )
    assert not (project / "outputs").exists()


def test_a_report_on_a_broken_cycle_prints_its_faults_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = records(project / "data/demo-small", "plan/budget.csv")
    rows[1][4], rows[2] = "two thousand", rows[2][:-1]
    write(project / "data/demo-small", "plan/budget.csv", rows)
    assert main(["report", request_in(project)]) == FAULTS
    assert capsys.readouterr().out.splitlines() == [
        "error: data/demo-small/plan/budget.csv, row 3: the row has 11 cells, the heading has 12."
        " Mend: look for a missing or surplus comma, or a missing quotation mark.",
        "error: data/demo-small/plan/budget.csv, row 2, column 'amount': found 'two thousand'; a number is"
        " expected, such as 1250.50. Mend: write the number; leave the cell empty where it is not known.",
    ]
    assert not (project / "outputs").exists()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UndeclaredResult("results table x is not declared"), REFUSED,
         "Protection refused: results table x is not declared"),
        (OSError("no space left"), FAILED, "The run failed: OSError: no space left"),
        (KeyError("III.1"), FAILED, "The run failed: KeyError: 'III.1'"),
        (napeval.reports.ReportBusy("another run is writing"), FAILED, "another run is writing"),
    ],
)  # fmt: skip
def test_what_stops_a_run(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    code: int,
    said: str,
) -> None:
    def stop(*_arguments: object, **_options: object) -> Path:
        raise error

    monkeypatch.setattr(napeval.reports, "run_report", stop)
    assert main(["report", request_in(project)]) == code
    assert capsys.readouterr().err.splitlines()[-1] == said


def test_a_table_that_does_not_look_as_declared_is_refused_before_anything_is_written(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate itself stops the run: one measure hands over a column that nobody declared."""
    import napeval.measures

    honest = napeval.measures.reporting
    monkeypatch.setattr(napeval.measures, "reporting", lambda cycle: honest(cycle).assign(names="A. Victim"))
    assert main(["report", request_in(project)]) == REFUSED
    assert capsys.readouterr().err.splitlines()[-1] == (
        "Protection refused: results table reporting: missing columns [], undeclared columns ['names']"
    )
    assert not list(project.glob("outputs/demo-small/mid-term*"))


def test_a_check_finds_what_would_stop_the_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cycle = project / "data/demo-small"
    replace(cycle, "evaluations/mid-term/evaluation.yml", "icmpd_5", "icmpd5")
    replace(cycle, "policy.yml", "- line_statistics", "- line_statistic")
    for arguments in (["check", str(cycle)], ["report", request_in(project)]):
        assert main(arguments) == FAULTS
        found = [
            line.partition("; ")[0] for line in capsys.readouterr().out.splitlines() if "error: " in line
        ]
        assert [line.partition("demo-small/")[2] for line in found] == [
            "policy.yml, setting 'signed[1]': found 'line_statistic'",
            "evaluations/mid-term/evaluation.yml, setting 'scale': found 'icmpd5'",
        ]


def test_a_wider_audience_than_the_evaluations_own_is_a_wrong_call(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = "evaluations/mid-term/evaluation.yml"
    replace(project / "data/demo-small", settings, "audience: public", "audience: internal")
    assert main(["report", request_in(project)]) == WRONG_CALL
    assert "setting 'audience': found 'public'; " in capsys.readouterr().out
    assert not (project / "outputs").exists()

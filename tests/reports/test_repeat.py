"""The same request gives the same bytes; a run that fails leaves the old report as it was."""

from __future__ import annotations

import os

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from whole_report import PROJECT, WholeReport, project_copy

from napeval.cli import main
from napeval.reports.notebooks import NotebookFailed, NotebookStopped
from napeval.reports.request import read_request
from napeval.reports.run import ReportBusy, run_report


def test_a_second_run_elsewhere_gives_the_same_bytes(real, tmp_path):
    again = WholeReport.made_in(tmp_path / "another place" / "project", "xk-2022-2024")
    first, second = (
        {
            path.relative_to(report.folder).as_posix(): path.read_bytes()
            for path in report.folder.rglob("*")
            if path.is_file()
        }
        for report in (real, again)
    )
    assert sorted(first) == sorted(second)
    assert {"manifest.json", "sq/report.pdf", "results/delivery.csv"} <= set(first)
    assert [name for name in first if first[name] != second[name]] == []


@pytest.fixture
def project(tmp_path):
    """A project with the small cycle, asked for one language without files, and an old report in place."""
    path = project_copy(tmp_path, "demo-small")
    text = path.read_text("utf-8").replace("[sq, en]", "[en]").replace("[html, docx, pdf, xlsx]", "[html]")
    path.write_text(text, encoding="utf-8")
    old = tmp_path / "outputs" / "demo-small" / "mid-term"
    (old / "en").mkdir(parents=True)
    (old / "en" / "report.html").write_text("the old report", encoding="utf-8")
    return path


def files_of(request_file):
    """What stands below outputs/, hidden files included."""
    outputs = request_file.parents[2] / "outputs"
    return {
        path.relative_to(outputs).as_posix(): path.read_text("utf-8")
        for path in outputs.rglob("*")
        if path.is_file()
    }


OLD = {"demo-small/mid-term/en/report.html": "the old report"}


def with_cell(request_file, source):
    """Put a cell in the middle of the notebook that the request names."""
    path = request_file.parents[2] / "notebooks" / "mid_term_evaluation.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells.insert(6, new_code_cell(source))
    nbformat.write(notebook, path)


def test_a_good_run_takes_the_place_of_the_old_report_and_of_what_a_dead_run_left(project):
    folder = project.parents[2] / "outputs" / "demo-small"
    (folder / ".mid-term.new" / "half").mkdir(parents=True)
    (folder / ".mid-term.lock").write_text("999999999", encoding="ascii")  # no process has this number
    run_report(read_request(project))
    found = files_of(project)
    assert "demo-small/mid-term/manifest.json" in found
    assert "the old report" not in found["demo-small/mid-term/en/report.html"]
    assert [path.name for path in folder.iterdir()] == ["mid-term"]


def test_a_misspelt_parameter_is_refused(project, capsys):
    project.write_text(project.read_text("utf-8").replace("cutoff:", "cutof:"), encoding="utf-8")
    assert main(["report", str(project)]) == 2
    said = capsys.readouterr().out
    assert "cutof" in said and "Did you mean 'cutoff'?" in said
    assert files_of(project) == OLD


@pytest.mark.parametrize(
    ("source", "error", "words"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", NotebookFailed, "ended by signal 9"),
        ("import os\nos._exit(0)", NotebookFailed, "exit code 0 before the notebook was done"),
        ("import sys\nsys.exit(0)", NotebookStopped, r"cell \d+: the cell ended the run"),
    ],
    ids=["killed", "leaves", "exits"],
)
def test_a_notebook_that_fails_leaves_the_old_report_untouched(project, source, error, words):
    with_cell(project, source)
    with pytest.raises(error, match=words):
        run_report(read_request(project))
    assert files_of(project) == OLD


def test_the_command_says_what_failed_and_ends_with_three(project, capsys):
    with_cell(project, "raise ValueError('planted')")
    assert main(["report", str(project)]) == 3
    said = capsys.readouterr()
    assert "mid_term_evaluation.ipynb, cell" in said.err and "ValueError: planted" in said.err
    assert said.out == ""
    assert files_of(project) == OLD


def test_faults_of_the_data_leave_the_old_report_untouched(project, capsys):
    table = project.parents[2] / "data" / "demo-small" / "plan" / "activities.csv"
    table.write_text(table.read_text("utf-8").replace("V.1.2", "V.1.1", 1), encoding="utf-8")
    assert main(["report", str(project)]) == 1
    assert "plan/activities.csv" in capsys.readouterr().out
    assert files_of(project) == OLD


def test_a_report_under_way_is_not_run_a_second_time(project):
    lock = project.parents[2] / "outputs" / "demo-small" / ".mid-term.lock"
    lock.write_text(str(os.getpid()), encoding="ascii")
    with pytest.raises(ReportBusy, match=rf"process {os.getpid()} is writing this report"):
        run_report(read_request(project))
    lock.unlink()
    assert files_of(project) == OLD


def test_the_shipped_requests_name_what_is_there():
    requests = sorted((PROJECT / "params").glob("*/*.yml"))
    common = {"annual-2023", "ex-post", "inception", "mid-term", "review", "six-month-2023-h1"}
    shipped = {"demo-2022-2024": common | {"comments"}, "xk-2022-2024": common}
    assert {(path.parent.name, path.stem) for path in requests} == {
        (cycle, name) for cycle, names in shipped.items() for name in names
    }
    for path in requests:
        assert read_request(path).languages == ("sq", "en", "sr")

"""Report requests: what one says, every fault in full, and where its paths lead."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from broken_cycle import DEMO, replace
from napeval.cycle import CycleFaults
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.reports.request import SHAPE, Request, read_request

WHOLE = """\
notebook: mid_term_evaluation
cycle: demo-small
evaluation: mid-term
cutoff: 2023-06-30
as_of: 2023-09-30
languages: [sq, en]
audience: public
formats: [html, pdf]
"""
FILE = "params/demo-small/mid-term.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with two notebooks, two cycles and two evaluations, all empty."""
    for folder in ("data/demo-small/evaluations/mid-term", "data/demo-small/evaluations/ex-post",
                   "data/xk-2022-2024/evaluations/mid-term", "notebooks", "params/demo-small"):  # fmt: skip
        (tmp_path / folder).mkdir(parents=True)
    for name in ("mid_term_evaluation", "methods"):
        (tmp_path / "notebooks" / f"{name}.ipynb").touch()
    (tmp_path / "data/README.md").touch()
    return tmp_path


def asked(project: Path, content: str, file: str = FILE) -> Request:
    (project / file).write_text(content, encoding="utf-8")
    return read_request(project / file)


def said(project: Path, content: str, language: str = "en", file: str = FILE) -> list[str]:
    """The messages about a request with faults."""
    with pytest.raises(CycleFaults) as refused:
        asked(project, content, file)
    return [fault_text(fault, Language(language)) for fault in refused.value.faults]


def test_a_request_in_order(project: Path) -> None:
    assert asked(project, WHOLE) == Request(
        root=project.resolve(),
        name="mid-term",
        notebook="mid_term_evaluation",
        cycle="demo-small",
        evaluation="mid-term",
        cutoff=date(2023, 6, 30),
        as_of=date(2023, 9, 30),
        languages=("sq", "en"),
        audience="public",
        formats=("html", "pdf"),
    )


def test_where_its_files_are(project: Path) -> None:
    request = asked(project, WHOLE)
    root = project.resolve()
    assert request.cycle_folder == root / "data/demo-small"
    assert request.notebook_path == root / "notebooks/mid_term_evaluation.ipynb"
    assert request.output_folder == root / "outputs/demo-small/mid-term"


def test_the_parameters_of_a_notebook_hold_relative_paths_only(project: Path) -> None:
    request = asked(project, WHOLE)
    place = request.output_folder / "sq"
    parameters = request.parameters("sq", place, request.output_folder / "results")
    assert parameters == {
        "cycle": "../../../../data/demo-small",
        "evaluation": "mid-term",
        "cutoff": "2023-06-30",
        "as_of": "2023-09-30",
        "language": "sq",
        "audience": "public",
        "results": "../results",
    }
    assert (place / parameters["cycle"]).resolve() == request.cycle_folder


def test_a_request_is_found_from_its_own_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(project, WHOLE)
    monkeypatch.chdir(project / "params/demo-small")
    assert read_request(Path("mid-term.yml")).root == project.resolve()


def test_a_time_of_day_is_left_out(project: Path) -> None:
    request = asked(project, WHOLE.replace("cutoff: 2023-06-30", "cutoff: 2023-06-30 12:00:00"))
    assert request.cutoff == date(2023, 6, 30) and type(request.cutoff) is date


ALLOWED = ", ".join(SHAPE)
FAULTS = {
    "cutoff:": (
        "cutof:",
        f"'cutof': there is no such setting; allowed: {ALLOWED}."
        " Mend: correct the name or take it out. Did you mean 'cutoff'?",
    ),
    "as_of:": (
        "asof:",
        f"'asof': there is no such setting; allowed: {ALLOWED}."
        " Mend: correct the name or take it out. Did you mean 'as_of'?",
    ),
    "audience: public\n": ("", "'audience': the setting is missing. Mend: add it."),
    "[sq, en]": ("[]", "'languages': the setting is missing. Mend: add it."),
    "[sq,": (
        "[sqq,",
        "'languages': found 'sqq'; allowed: sq, en, sr, sr-Cyrl. Mend: use one of the allowed words."
        " Did you mean 'sq'?",
    ),
    "sq, en": (
        "sq, sq",
        "'languages': found 'sq'; the word stands twice in the list. Mend: keep one of them.",
    ),
    "languages: [sq, en]": (
        "languages: sq",
        "'languages': found 'sq'; a list is expected. Mend: write it as [first, second].",
    ),
    "audience: public": (
        "audience: publik",
        "'audience': found 'publik'; allowed: public, partners, internal."
        " Mend: use one of the allowed words. Did you mean 'public'?",
    ),
    "[html, pdf]": (
        "[html, dox]",
        "'formats': found 'dox'; allowed: html, docx, pdf, xlsx."
        " Mend: use one of the allowed words. Did you mean 'docx'?",
    ),
    "cutoff: 2023-06-30": (
        "cutoff: June 2023",
        "'cutoff': found 'June 2023'; a date is expected, such as 2023-06-30."
        " Mend: write the date as year-month-day.",
    ),
    "mid_term_evaluation": (
        "midterm_evaluation",
        "'notebook': found 'midterm_evaluation'; notebooks holds no such name; allowed: methods,"
        " mid_term_evaluation. Mend: use one of the allowed words. Did you mean 'mid_term_evaluation'?",
    ),
    "demo-small": (
        "demo_small",
        "'cycle': found 'demo_small'; data holds no such name; allowed: demo-small, xk-2022-2024."
        " Mend: use one of the allowed words. Did you mean 'demo-small'?",
    ),
    "mid-term": (
        "midterm",
        "'evaluation': found 'midterm'; data/demo-small/evaluations holds no such name; allowed: ex-post,"
        " mid-term. Mend: use one of the allowed words. Did you mean 'mid-term'?",
    ),
    "cycle: demo-small": (
        "cycle: ../elsewhere",
        "'cycle': found '../elsewhere'; the setting has not the form that is asked for; allowed: a-z, 0-9, -"
        " and _. Mend: correct the setting.",
    ),
    "evaluation: mid-term": (
        'evaluation: "mid-term\\n"',
        "'evaluation': found 'mid-term\n'; the setting has not the form that is asked for; allowed: a-z, 0-9,"
        " - and _. Mend: correct the setting.",
    ),
}


@pytest.mark.parametrize("old", FAULTS)
def test_a_fault_of_a_request(project: Path, old: str) -> None:
    new, expected = FAULTS[old]
    assert WHOLE.count(old) == 1
    assert said(project, WHOLE.replace(old, new)) == [f"{FILE}, setting {expected}"]


def test_every_fault_at_once_also_of_places(project: Path) -> None:
    content = WHOLE.replace("demo-small", "demo").replace("public", "publik").replace("cutoff:", "cutof:")
    assert [message.partition(":")[0] for message in said(project, content)] == [
        f"{FILE}, setting 'cutof'",
        f"{FILE}, setting 'audience'",
        f"{FILE}, setting 'cycle'",
    ]


def test_a_repeated_setting_and_a_day_that_is_none(project: Path) -> None:
    assert said(project, WHOLE + "cycle: xk-2022-2024\n") == [
        f"{FILE}, line 9, setting 'cycle': the setting stands twice. Mend: keep one of them."
    ]
    assert said(project, WHOLE.replace("06-30", "06-31")) == [
        f"{FILE}, line 4: the file cannot be read as YAML (day is out of range for month)."
        " Mend: correct the line."
    ]


def test_a_request_in_the_wrong_folder(project: Path) -> None:
    place = f"{project.name}/params/mid-term.yml"
    assert said(project, WHOLE, file="params/mid-term.yml") == [
        f"{place}, setting 'notebook': found 'mid_term_evaluation'; notebooks holds nothing to choose from."
        " Mend: check the folder that the request stands in.",
        f"{place}, setting 'cycle': found 'demo-small'; data holds nothing to choose from."
        " Mend: check the folder that the request stands in.",
    ]


def test_the_name_of_the_file_names_a_folder(project: Path) -> None:
    assert said(project, WHOLE, file="params/demo-small/Mid term.yml") == [
        "params/demo-small/Mid term.yml: found 'Mid term'; the name of the file becomes the name of a folder;"
        " allowed: a-z, 0-9, - and _. Mend: rename the file."
    ]


def test_in_albanian(project: Path) -> None:
    assert said(project, WHOLE.replace("[sq,", "[sqq,"), "sq") == [
        f"{FILE}, parametri 'languages': u gjet 'sqq'; lejohen: sq, en, sr, sr-Cyrl."
        " Si ndreqet: përdorni njërën nga fjalët e lejuara. A kishit parasysh 'sq'?"
    ]


@pytest.mark.parametrize("file", ["demo-2022-2024/mid-term.yml", "xk-2022-2024/mid-term.yml"])
def test_the_requests_that_come_with_the_project_are_in_order(file: str) -> None:
    root = Path(__file__).resolve().parents[2]
    request = read_request(root / "params" / file)
    assert request.root == root and request.cycle == file.partition("/")[0]


# --- what is asked for beside what there is ------------------------------------------------------


@pytest.fixture
def real_project(project: Path) -> Path:
    """The project with the real demonstration cycle in it."""
    shutil.copytree(DEMO, project / "data/demo-small", dirs_exist_ok=True)
    return project


def test_the_request_of_the_demonstration_is_in_order(real_project: Path) -> None:
    assert asked(real_project, WHOLE).cutoff == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "cutoff: 2023-06-30",
            "cutoff: 2021-12-31",
            "'cutoff': found '2021-12-31'; the plan starts later (2022-01-01)."
            " Mend: correct one of the dates.",
        ),
        (
            "as_of: 2023-09-30",
            "as_of: 2023-06-29",
            "'as_of': found '2023-06-29'; the date lies before the end of the period that is judged"
            " (2023-06-30). Mend: correct one of the dates.",
        ),
    ],
)
def test_dates_that_do_not_go_together(real_project: Path, old: str, new: str, expected: str) -> None:
    assert said(real_project, WHOLE.replace(old, new)) == [f"{FILE}, setting {expected}"]


def test_the_first_day_of_the_plan_and_the_same_day_for_both_are_allowed(real_project: Path) -> None:
    first = WHOLE.replace("2023-06-30", "2022-01-01").replace("2023-09-30", "2022-01-01")
    assert asked(real_project, first).cutoff == date(2022, 1, 1)


@pytest.mark.parametrize(
    ("own", "wanted", "wider"),
    [
        ("public", "public", False),
        ("public", "internal", False),
        ("partners", "internal", False),
        ("partners", "public", True),
        ("internal", "partners", True),
    ],
)
def test_no_wider_audience_than_that_of_the_evaluation(
    real_project: Path, own: str, wanted: str, wider: bool
) -> None:
    replace(
        real_project / "data/demo-small",
        "evaluations/mid-term/evaluation.yml",
        "audience: public",
        f"audience: {own}",
    )
    content = WHOLE.replace("audience: public", f"audience: {wanted}")
    if not wider:
        assert asked(real_project, content).audience == wanted
        return
    assert said(real_project, content) == [
        f"{FILE}, setting 'audience': found '{wanted}'; the evaluation is for a narrower audience ({own})."
        f" Mend: ask for its own audience or a narrower one. Did you mean '{own}'?"
    ]


SETTINGS = "evaluations/mid-term/evaluation.yml"


@pytest.fixture
def half_year(real_project: Path) -> Path:
    """The project whose evaluation is a report on the first half of 2023."""
    for notebook in ("six_month_progress", "annual_monitoring", "comment_response"):
        (real_project / "notebooks" / f"{notebook}.ipynb").touch()
    kind = "kind: six_month_progress\nperiod: 2023-H1"
    replace(real_project / "data/demo-small", SETTINGS, "kind: mid_term", kind)
    return real_project


def test_a_monitoring_report_judges_the_end_of_its_period(half_year: Path) -> None:
    content = WHOLE.replace("mid_term_evaluation", "six_month_progress")
    assert asked(half_year, content).cutoff == date(2023, 6, 30)
    for day in ("2023-06-29", "2023-07-01"):
        assert said(half_year, content.replace("cutoff: 2023-06-30", f"cutoff: {day}")) == [
            f"{FILE}, setting 'cutoff': found '{day}'; the period of the report ends on 2023-06-30."
            " Mend: set the cutoff to that day."
        ]


@pytest.mark.parametrize(
    ("notebook", "allowed"),
    [
        ("mid_term_evaluation", "mid_term"),
        ("annual_monitoring", "annual_monitoring"),
        ("six_month_progress", ""),
        ("comment_response", ""),
        ("methods", ""),
    ],
)
def test_a_notebook_reports_on_evaluations_of_its_kind(half_year: Path, notebook: str, allowed: str) -> None:
    content = WHOLE.replace("mid_term_evaluation", notebook)
    if not allowed:
        assert asked(half_year, content).notebook == notebook
        return
    assert said(half_year, content) == [
        f"{FILE}, setting 'notebook': found '{notebook}'; the evaluation is of the kind six_month_progress;"
        f" allowed: {allowed}. Mend: name an evaluation of that kind, or the notebook for this kind."
    ]

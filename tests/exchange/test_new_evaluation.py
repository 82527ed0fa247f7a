"""An evaluation begun: prompted stubs that no report takes for the evaluator's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from napeval.cycle import CycleFaults, read_evaluation
from napeval.cycle.schemas import schemas
from napeval.cycle.settings import EVALUATION_SETTINGS, EVALUATION_WORDS
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.exchange.starting.new_cycle import new_cycle
from napeval.exchange.starting.new_evaluation import new_evaluation
from napeval.reports.compute import input_faults
from napeval.reports.slots import PROMPTS


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    return new_cycle(tmp_path / "data" / "XX-2024-2026")[0].parent


PERIODS = {"annual_monitoring": "2025", "six_month_progress": "2025-H1"}


def refusals(cycle: Path, name: str, kind: str, **other: str) -> list[str]:
    with pytest.raises(CycleFaults) as found:
        new_evaluation(cycle, name, kind, **other)
    return [fault_text(fault, Language("en")) for fault in found.value.faults]


@pytest.mark.parametrize("kind", EVALUATION_WORDS["kind"])
@pytest.mark.parametrize("language", ["sq", "en", "sr"])
def test_a_new_evaluation_of_every_kind_has_no_fault(cycle: Path, kind: str, language: str) -> None:
    period = PERIODS.get(kind, "")
    new_evaluation(cycle, "mid-term", kind, period=period, language=language, sections=PROMPTS)
    assert input_faults(cycle) == []
    settings = read_evaluation(cycle, "mid-term").settings
    assert (settings["kind"], settings["status"], settings["audience"]) == (kind, "draft", "internal")
    assert settings.get("period", "") == period
    assert set(settings["purpose"]) == {"sq", "en", "sr"}
    assert set(settings) <= set(EVALUATION_SETTINGS)


@pytest.mark.parametrize(
    ("kind", "period", "message"),
    [
        ("annual_monitoring", "", "'period': the setting is missing. Mend: add it."),
        (
            "annual_monitoring",
            "2025-H1",
            "'period': found '2025-H1'; this kind of report is about one period, written as 2023."
            " Mend: correct the period.",
        ),
        (
            "six_month_progress",
            "2025-04/2025-09",
            "'period': found '2025-04/2025-09'; this kind of report is about one period, written as 2023-H1."
            " Mend: correct the period.",
        ),
        (
            "mid_term",
            "2025",
            "'period': the setting belongs to other kinds of evaluation; allowed: annual_monitoring,"
            " six_month_progress. Mend: take it out.",
        ),
    ],
)
def test_a_monitoring_report_and_no_other_needs_a_period(
    cycle: Path, kind: str, period: str, message: str
) -> None:
    assert refusals(cycle, "report", kind, period=period) == [
        f"evaluations/report/evaluation.yml, setting {message}"
    ]
    assert not (cycle / "evaluations").exists()


def test_a_review_is_asked_how_it_is_held(cycle: Path) -> None:
    settings = new_evaluation(cycle, "review", "review")[0].read_text(encoding="utf-8")
    assert "# How the review is held: participatory or centralised.\nmode: \"\"\n" in settings
    assert "period:" not in settings


def test_all_tables_of_an_evaluation_are_there_without_rows(cycle: Path) -> None:
    made = new_evaluation(cycle, "mid-term", "mid_term")
    tables = {path.name: path.read_bytes() for path in made if path.suffix == ".csv"}
    assert tables == {
        f"{name.partition('/')[2]}.csv": (",".join(schema.names) + "\n").encode()
        for name, schema in schemas().items()
        if name.startswith("evaluations/")
    }


def test_a_stub_holds_its_prompt_and_is_no_text(cycle: Path) -> None:
    sections = {
        "background": "who asked for the evaluation and why, and what earlier evaluations found.",
        "method": "",
    }
    made = new_evaluation(cycle, "mid-term", "mid_term", sections=sections)
    stubs = {path.name: path.read_text(encoding="utf-8") for path in made if path.suffix == ".md"}
    assert set(stubs) == {f"{name}.{code}.md" for name in sections for code in ("sq", "en", "sr")}
    assert stubs["background.en.md"] == (
        "<!-- who asked for the evaluation and why, and what earlier evaluations found. Put your text in"
        " place of this"
        " comment. While only the comment stands here, the report shows an open place. -->\n"
    )
    assert stubs["method.sq.md"].startswith("<!-- Shkruajeni këtë pjesë")
    assert read_evaluation(cycle, "mid-term").texts == {}


def test_words_written_beside_a_prompt_are_the_text(cycle: Path) -> None:
    made = new_evaluation(cycle, "mid-term", "mid_term", sections={"method": ""})
    path = next(path for path in made if path.name == "method.en.md")
    path.write_text(path.read_text(encoding="utf-8") + "\nForty interviews.\n", encoding="utf-8")
    assert read_evaluation(cycle, "mid-term").texts == {("method", "en"): "Forty interviews."}


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        (
            "Mid Term",
            "mid_term",
            "evaluations/Mid Term: the name becomes the name of a folder; allowed: a-z, 0-9, -, _."
            " Mend: choose such a name.",
        ),
        (
            "../mid-term",
            "mid_term",
            "evaluations/../mid-term: the name becomes the name of a folder; allowed: a-z, 0-9, -, _."
            " Mend: choose such a name.",
        ),
        (
            "mid-term",
            "mid-term",
            "evaluations/mid-term/evaluation.yml, setting 'kind': found 'mid-term'; allowed: mid_term,"
            " ex_post, review, annual_monitoring, six_month_progress."
            " Mend: use one of the allowed words. Did you mean 'mid_term'?",
        ),
    ],
)
def test_a_bad_name_or_kind_is_refused(cycle: Path, name: str, kind: str, message: str) -> None:
    assert refusals(cycle, name, kind) == [message]
    assert not (cycle / "evaluations").exists()


def test_an_evaluation_that_is_there_is_never_touched(cycle: Path) -> None:
    new_evaluation(cycle, "mid-term", "mid_term")
    assert refusals(cycle, "mid-term", "review") == [
        "evaluations/mid-term: something stands there already."
        " Mend: choose another name, or move away what stands there."
    ]


def test_the_cycle_may_be_named_as_it_was_when_it_was_made(cycle: Path) -> None:
    made = new_evaluation(cycle.with_name("XX-2024-2026"), "mid-term", "mid_term")
    assert made[0] == cycle / "evaluations" / "mid-term" / "evaluation.yml"


def test_an_evaluation_needs_a_cycle(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert refusals(folder, "mid-term", "mid_term") == [
        f"{folder.as_posix()}: there is no cycle: the folder has no datapackage.json."
        " Mend: name the folder of a cycle, or make one first."
    ]

"""Figures cited in the evaluators' words: what is printed, and every wrong citation said at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_report import project_copy

from broken_cycle import copy_of_demo, set_cell
from napeval.cli import DONE, FAULTS, main
from napeval.cycle import CycleFaults, read_evaluation
from napeval.display.blocks import Run
from napeval.display.fault_words import fault_text
from napeval.display.languages import Language
from napeval.release import Released, read_results
from napeval.reports.citing import WrongCitation, citation_faults, citing
from napeval.reports.report import Report, open_report
from napeval.reports.request import read_request
from napeval.reports.run import run_report
from plans import lay_out

TEXT = "evaluations/mid-term/text/conclusions.en.md"


def write(cycle: Path, text: str, file: str = TEXT) -> None:
    (cycle / file).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def results(small_results: Path) -> Released:
    """The released results of the small plan."""
    return read_results(small_results)


@pytest.mark.parametrize(
    ("address", "printed", "claim"),
    [
        ("delivery#plan:completed", None, "delivery#plan|plan:completed"),
        ("achievement#I.1.ind1:status", "exceeded", "achievement#I.1.ind1||:status"),
        ("achievement#I.1.ind1:met", "yes", "achievement#I.1.ind1||:met"),
    ],
)
def test_a_figure_prints_as_elsewhere_and_a_code_as_its_word(results, address, printed, claim):
    run = citing(results, Language("en"), TEXT)(address)
    assert run.claim == claim
    assert run.text == (printed or str(results.claim(claim).value))


def test_money_and_shares_are_cited_with_their_unit(results):
    cite = citing(results, Language("sq"), TEXT)
    assert cite("budget#plan:amount").text.endswith("\N{NO-BREAK SPACE}EUR")
    assert cite("delivery#plan:done_of_reported").text.endswith("\N{NO-BREAK SPACE}%")


def test_a_hidden_figure_is_cited_as_hidden(results):
    table = results["series_values"]
    hidden = next(row["value"].address for row in table.rows() if row["value"].state == "suppressed")
    assert citing(results, Language("en"), TEXT)(hidden) == Run(":c", claim=hidden)


def test_a_wrong_citation_says_file_nearest_and_mend(results):
    with pytest.raises(WrongCitation) as caught:
        citing(results, Language("en"), TEXT)("delivery#plans:completed")
    assert str(caught.value) == (
        f"{TEXT}: found '{{delivery#plans:completed}}'; no figure of the results has this address. Mend:"
        " correct the address; napeval draft prints those of the chapter, ready to paste. Did you mean"
        " 'delivery#plan|plan:completed'?"
    )


def test_all_wrong_citations_of_all_texts_are_found_at_once(tmp_path, results):
    cycle = copy_of_demo(tmp_path)
    write(cycle, "<!-- {delivery#nothing:completed} -->\n\nFirst.\n\nIs {delivery#plans:completed}.\n")
    write(cycle, "{rollup#:value}", "evaluations/mid-term/text/background.sq.md")
    text = "It is {delivery#plan:completed} {budget#x:amount}"
    set_cell(cycle, "evaluations/mid-term/findings.csv", 3, "text_en", text)
    faults = citation_faults(read_evaluation(cycle, "mid-term"), cycle, results)
    said = [fault_text(fault, Language("en")).partition("; ")[0] for fault in faults]
    assert said == [
        "evaluations/mid-term/text/background.sq.md, line 1: found '{rollup#:value}'",
        f"{TEXT}, line 5: found '{{delivery#plans:completed}}'",
        "evaluations/mid-term/findings.csv, row 3, column 'text_en': found '{budget#x:amount}'",
    ]


def test_a_check_knows_the_form_and_not_the_rows(tmp_path, capsys):
    cycle = copy_of_demo(tmp_path)
    wrong = ("{delivery#plan}", "{deliver#plan:completed}", "{delivery#plan:complete}")
    write(cycle, "\n".join(["{delivery#nowhere:completed}\n", *wrong]))
    assert main(["check", str(cycle)]) == FAULTS
    found = [line for line in capsys.readouterr().out.splitlines() if line.startswith("error: ")]
    place = f"error: {cycle.as_posix()}/{TEXT}, line"
    assert found[:2] == [
        f"{place} 3: found '{{delivery#plan}}'; this is not the address of a figure, which is"
        " table#key1|key2:column. Mend: correct the address, or write a backslash before the brace if it"
        " is plain text.",
        f"{place} 4: found '{{deliver#plan:completed}}'; there is no results table of this name. Mend:"
        " correct the name of the table. Did you mean 'delivery'?",
    ]
    assert found[2].startswith(
        f"{place} 5: found '{{delivery#plan:complete}}'; the results table has no such column to cite;"
        " allowed: activities, completed, "
    )
    assert found[2].endswith("Mend: correct the name of the column. Did you mean 'completed'?")
    assert len(found) == 3
    write(cycle, "{delivery#nowhere:completed} and \\{delivery#plan}")
    assert main(["check", str(cycle)]) == DONE


def test_a_wrong_citation_stops_the_report_before_its_notebooks(tmp_path):
    request = read_request(project_copy(tmp_path, "demo-small"))
    write(request.cycle_folder, "{delivery#nowhere:completed}")
    stages: list[str] = []
    with pytest.raises(CycleFaults) as caught:
        run_report(request, progress=lambda stage, seconds: stages.append(stage))
    assert [fault.code for fault in caught.value.faults] == ["text_citation"]
    assert stages == ["read", "compute"]
    assert not request.output_folder.exists()


def report_on(cycle: Path, results: Path, language: str = "en") -> Report:
    return open_report(
        cycle=str(cycle), evaluation="mid-term", cutoff="2023-06-30", as_of="2023-09-30",
        language=language, audience="public", results=str(results),
    )  # fmt: skip


def test_in_jupyter_a_slot_prints_the_claim_or_says_what_is_wrong(tmp_path, small_results, monkeypatch):
    lay_out(tmp_path, "demo-small")
    cycle = tmp_path / "data" / "demo-small"
    emitted = []
    monkeypatch.setattr("napeval.reports.report.emit", lambda block, png=None: emitted.append(block))
    write(cycle, "Done: **{delivery#plan:completed}**.")
    report_on(cycle, small_results).slot("conclusions")
    (slot,) = emitted
    run = slot["blocks"][0]["runs"][1]
    assert (run["c"], run["b"]) == ("delivery#plan|plan:completed", True)
    assert run["t"] == str(read_results(small_results).claim(run["c"]).value)
    write(cycle, "Done: {delivery#nowhere:completed}.")
    with pytest.raises(
        WrongCitation, match=r"text/conclusions\.en\.md: found '{delivery#nowhere:completed}'"
    ):
        report_on(cycle, small_results).slot("conclusions")


def test_statements_in_tables_cite_too_and_those_of_an_earlier_evaluation_do_not(tmp_path, small_results):
    lay_out(tmp_path, "demo-small")
    cycle = tmp_path / "data" / "demo-small"
    text = "Done: {delivery#plan:completed}, {x}."
    set_cell(cycle, "evaluations/mid-term/findings.csv", 2, "text_en", text)
    report = report_on(cycle, small_results)
    told = report.own_words("evaluations/findings", "id", "F1")
    assert [run.claim for run in told] == [None, "delivery#plan|plan:completed", None]
    assert told[2].text == ", {x}."
    report.previous = report.evaluation
    earlier = report.own_words("evaluations/findings", "id", "F1", earlier=True)
    assert [(run.text, run.claim) for run in earlier] == [
        ("Done: ", None), ("[the figure printed then]", None), (", {x}.", None),
    ]  # fmt: skip


def test_a_statement_that_exists_in_another_language_only_says_so(tmp_path, small_results):
    lay_out(tmp_path, "demo-small")
    cycle = tmp_path / "data" / "demo-small"
    file = "evaluations/mid-term/findings.csv"
    text = "Only here: {delivery#plan:completed}."
    for column, written in (("text_sq", ""), ("text_sr", ""), ("text_en", text)):
        set_cell(cycle, file, 2, column, written)
    told = {
        code: report_on(cycle, small_results, code).own_words("evaluations/findings", "id", "F1")
        for code in ("en", "sq", "sr")
    }
    assert [run.text for run in told["en"]][0::2] == ["Only here: ", "."]
    assert told["sq"] == [*told["en"], Run(" "), Run("[e shkruar vetëm në një gjuhë tjetër]", italic=True)]
    assert told["sr"] == [*told["en"], Run(" "), Run("[napisano samo na drugom jeziku]", italic=True)]


def test_addresses_are_not_transliterated(tmp_path, small_results):
    lay_out(tmp_path, "demo-small")
    cycle = tmp_path / "data" / "demo-small"
    set_cell(cycle, "evaluations/mid-term/findings.csv", 2, "text_sr", "Zavrseno: {delivery#plan:completed}.")
    told = report_on(cycle, small_results, "sr-Cyrl").own_words("evaluations/findings", "id", "F1")
    assert told[0].text == "Заврсено: "
    assert told[1].claim == "delivery#plan|plan:completed"

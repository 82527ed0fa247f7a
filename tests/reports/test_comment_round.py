"""The comment round as a matrix and a workbook, and the list of evidence: what is printed and what not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sample_report import INFO

from broken_cycle import add_row, set_cell
from napeval.display.blocks import Block, plain, runs_of
from napeval.display.section_words import SECTION_WORDS
from napeval.release import Released, ReleasedTable, read_results, write_results
from napeval.reports.comment_words import CommentWords
from napeval.reports.compute import compute_released, read_inputs
from napeval.reports.report import Report, open_report
from napeval.reports.sections import comment_matrix, evidence_list
from napeval.reports.slots import PROMPTS
from napeval.reports.workbook import sheets
from napeval.reports.xlsx import write_xlsx
from plans import SMALL, lay_out


def open_on(cycle: Path, results: Path, language: str = "en") -> Report:
    return open_report(
        cycle=str(cycle), evaluation="mid-term", cutoff="2023-06-30", as_of="2023-09-30",
        language=language, audience="public", results=str(results),
    )  # fmt: skip


@pytest.fixture(scope="module")
def cycle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan with a comment that nobody has answered, on a table of the draft."""
    place = tmp_path_factory.mktemp("round")
    lay_out(place, SMALL)
    folder = place / "data" / SMALL
    comments = "evaluations/mid-term/comments.csv"
    add_row(folder, comments, **{"comment_id": "B9", "place": "Table 5 Money", "from": "POL", "text": "Why?"})
    inputs = read_inputs(folder, "mid-term")
    days = {"cutoff": inputs.cycle.meta.end, "as_of": inputs.cycle.meta.end}
    write_results(compute_released(inputs, **days, audience="public"), place / "results")
    return folder


@pytest.fixture
def emitted(monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """The blocks that sections show from here on."""
    found: list[Block] = []
    monkeypatch.setattr("napeval.reports.report.emit", lambda block, png=None: found.append(block))
    return found


def cells(block: Block) -> list[list[str]]:
    return [[plain(cell) for cell in row["cells"]] for row in block["rows"]]


def results_of(cycle: Path) -> Path:
    return cycle.parents[1] / "results"


def test_open_comments_come_first_with_their_places_in_words(cycle, emitted):
    report = open_on(cycle, results_of(cycle))
    comment_matrix.matrix(report)
    (table,) = emitted
    names = {code: report.wording("plan/institutions", code, "name") for code in ("POL", "PRO", "MSA", "MUN")}
    assert cells(table) == [
        ["B9", "Table 5 Money", names["POL"], "Why?", "–", "no decision yet"],
        [
            "B1", "Conclusions", names["PRO"], "Proceedings also wait for courts", "Named in the text",
            "partly accepted",
        ],
        [
            "B2", "Achievement of indicators, Number of shelter places, Progress", names["MSA"],
            "Use the revised target only", "Both targets stay side by side", "not accepted",
        ],
        [
            "B3", "Background of the evaluation", names["MUN"], "The number of municipalities is 50",
            "Corrected", "accepted",
        ],
    ]  # fmt: skip


def test_every_count_of_the_round_is_a_claim(cycle, emitted):
    comment_matrix.counts(open_on(cycle, results_of(cycle)))
    runs = [run for block in emitted for run in runs_of(block)]
    assert {run["c"]: run["t"] for run in runs if run.get("c")} == {
        "comment_counts#accepted:comments": "1", "comment_counts#partly_accepted:comments": "1",
        "comment_counts#not_accepted:comments": "1", "comment_counts#open:comments": "1",
        "comment_counts#open:unanswered": "1",
    }  # fmt: skip
    assert plain(emitted[-1]["runs"]) == "1\N{NO-BREAK SPACE}comment has neither a response nor a decision."


def test_a_round_without_comments_says_so(tmp_path, small_results, emitted):
    released = read_results(small_results)
    lay_out(tmp_path, SMALL)
    report = open_on(tmp_path / "data" / SMALL, small_results)
    table = released["comments"]
    empty = ReleasedTable(table.declaration, table.frame.iloc[:0], table.suppressed.iloc[:0])
    report.released = Released({"comments": empty})
    comment_matrix.counts(report)
    comment_matrix.matrix(report)
    assert plain(emitted[-1]["runs"]) == "No comment on the draft is on record."


def test_the_workbook_of_the_round_holds_what_was_said_and_others_do_not(cycle, tmp_path):
    report = open_on(cycle, results_of(cycle))
    words = CommentWords(report.evaluation, report.language, report.name)
    round_, plain_ = tmp_path / "round.xlsx", tmp_path / "plain.xlsx"
    write_xlsx(sheets(report.released, report.language, report._wording, words), INFO, round_)
    write_xlsx(sheets(report.released, report.language, report._wording), INFO, plain_)

    page = openpyxl.load_workbook(round_).worksheets[1]
    assert page.title == "Comments on the draft"
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "Comment")
    found = dict(zip(rows[head], rows[head + 1], strict=True))
    assert (found["Text of the comment"], found["Place in words"], found["Response"]) == (
        "Proceedings also wait for courts", "Conclusions", "Named in the text",
    )  # fmt: skip
    pages = openpyxl.load_workbook(plain_).worksheets
    everything = {cell.value for one in pages for row in one.iter_rows() for cell in row}
    assert "B1" in everything
    assert not everything & {"Proceedings also wait for courts", "Named in the text", "Why?"}


def test_every_section_that_is_no_objective_and_no_criterion_has_a_name():
    assert set(SECTION_WORDS) == set(PROMPTS)


def listed(report: Report, emitted: list[Block]) -> tuple[dict[Any, str], list[list[str]]]:
    """The counts printed, by claim, and the rows of the list."""
    evidence_list.evidence_list(report)
    counts = {run["c"]: run["t"] for block in emitted[:-1] for run in runs_of(block) if run.get("c")}
    return counts, cells(emitted[-1])


def test_only_evidence_with_consent_that_is_published_is_listed_and_the_rest_counted(
    tmp_path, small_results, emitted
):
    lay_out(tmp_path, SMALL)
    counts, rows = listed(open_on(tmp_path / "data" / SMALL, small_results), emitted)
    assert counts == {
        "evidence_counts#all:pieces": "8", "evidence_counts#all:listed": "6",
        "evidence_counts#all:withheld": "2",
    }  # fmt: skip
    assert [(row[0], row[1], row[5]) for row in rows] == [
        ("interview", "P01", "yes"), ("interview", "P02", "yes"), ("interview", "P03", "yes"),
        ("focus group", "G01", "yes"), ("document", "–", "not applicable"),
        ("observation", "–", "not applicable"),
    ]  # fmt: skip


def test_a_theme_that_the_public_may_not_know_is_not_in_the_list(tmp_path, small_results, emitted):
    lay_out(tmp_path, SMALL)
    folder = tmp_path / "data" / SMALL
    set_cell(folder, "evaluations/mid-term/evidence.csv", 2, "theme", "told_by_one")
    _, rows = listed(open_on(folder, small_results), emitted)
    assert "told_by_one" not in {cell for row in rows for cell in row}


def test_without_evidence_there_is_no_list(tmp_path, small_results, emitted):
    lay_out(tmp_path, SMALL)
    report = open_on(tmp_path / "data" / SMALL, small_results)
    table = report.released["evidence_counts"]
    frame = table.frame.assign(pieces=0, listed=0, withheld=0)
    report.released = Released({"evidence_counts": ReleasedTable(table.declaration, frame, table.suppressed)})
    evidence_list.evidence_list(report)
    assert emitted == []

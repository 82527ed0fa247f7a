"""Stubs for the evaluator's words: what to answer, and the statements and figures that stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from napeval.cli import DONE, FAULTS, WRONG_CALL, main
from napeval.cycle import Evaluation, read_evaluation
from napeval.display import blocks
from napeval.display.blocks import Block, Run, TableColumn, TableRow
from napeval.display.languages import Language
from napeval.reports.chapter_figures import Printed, Told, chapter_of, figures_of
from napeval.reports.drafting import draft, stub_text
from napeval.reports.request import Request, read_request
from plans import SMALL, lay_out, plan_folder

TEXT = "data/demo-small/evaluations/mid-term/text"


def figure(number: int, column: str = "completed") -> Run:
    return Run(str(number), claim=f"delivery#scope|{number}:{column}")


def chapter(*inner: Block) -> list[Block]:
    return [
        blocks.heading(1, "Before", identifier="a"),
        blocks.paragraph([Run("Not of this chapter: "), figure(99)]),
        blocks.heading(1, "Chapter", identifier="b"),
        *inner,
        blocks.slot("financing", [], written=False, language="en"),
        blocks.paragraph([Run("Behind the place: "), figure(98)]),
    ]


def table(*rows: TableRow) -> Block:
    return blocks.table(
        [TableColumn("Name"), TableColumn("Done"), TableColumn("Due")], rows,
        identifier="t", caption=[Run("Activities")], label="Table 1",
    )  # fmt: skip


def test_a_chapter_is_what_stands_above_the_place_up_to_its_heading():
    inside = blocks.paragraph([Run("x")])
    assert chapter_of(chapter(inside), "financing")[1:] == [inside]
    assert chapter_of(chapter(inside), "outlook") == []


def test_figures_of_leading_sentences_come_first_then_sentences_then_totals_then_rows():
    parts = [
        table(
            TableRow([[Run("One")], [figure(5)], [figure(6, "due")]]),
            TableRow([[Run("All")], [figure(4)], []], style="total"),
        ),
        blocks.bullets([[Run("An item: "), figure(3)]]),
        blocks.paragraph([Run("A sentence: "), figure(2)]),
        blocks.paragraph([Run("First of all: "), figure(1)], style="lead"),
    ]
    assert figures_of(parts) == [
        Told("First of all: 1", (Printed("1", "delivery#scope|1:completed"),), 0),
        Told("An item: 3", (Printed("3", "delivery#scope|3:completed"),), 1),
        Told("A sentence: 2", (Printed("2", "delivery#scope|2:completed"),), 1),
        Told("Activities: All", (Printed("4", "delivery#scope|4:completed", "Done"),), 2),
        Told(
            "Activities: One",
            (Printed("5", "delivery#scope|5:completed", "Done"), Printed("6", "delivery#scope|6:due", "Due")),
            3,
        ),
    ]


def test_each_figure_comes_once_and_no_more_than_thirty():
    same = blocks.paragraph([figure(1), Run(" of "), figure(1)])
    many = [blocks.paragraph([figure(number)]) for number in range(1, 40)]
    told = figures_of([same, *many])
    assert [one.address for each in told for one in each.figures] == [
        f"delivery#scope|{number}:completed" for number in range(1, 31)
    ]


def test_what_cannot_be_cited_is_left_out():
    runs = [Run("x", claim="delivery#plan|plan:trace"), Run("y", claim="z")]
    assert figures_of([blocks.paragraph(runs)]) == []


@pytest.fixture
def small() -> Evaluation:
    return read_evaluation(plan_folder(SMALL), "mid-term")


def test_a_stub_is_one_comment_with_the_question_and_ready_citations(small):
    inner = blocks.paragraph([Run("Done are "), figure(7), Run(" -- so far -->.")])
    assert stub_text("financing", small, chapter(inner), Language("en")) == (
        "<!--\n"
        "What to write here: whether money was enough, in time and well used, by the accounts and the people"
        " asked.\n"
        "Put your text below this comment, which is never printed. While only the comment stands here, the"
        " report shows an open place. An address in braces, pasted into your text, prints its figure.\n"
        "\n"
        "Figures that the chapter prints before this place:\n"
        "- Done are 7 – so far –>.\n"
        "    7  {delivery#scope|7:completed}\n"
        "-->\n"
    )


@pytest.mark.parametrize(
    ("section", "table", "column"),
    [("achievements_III", "findings", "objective_id"), ("criterion_effectiveness", "findings", "criterion")],
)
def test_statements_of_the_objective_or_criterion_stand_in_its_stub(small, section, table, column):
    stub = stub_text(section, small, [], Language("sq"))
    frame = small.table(f"evaluations/{table}")
    name = section.partition("_")[2]
    own = frame[frame[column].fillna("").map(lambda one: one == name or one.startswith(f"{name}."))]
    others = frame.drop(own.index)
    assert len(own)
    assert all(f"- {row.id}: {row.text_sq}" in stub for row in own.itertuples())
    assert not any(row.text_sq in stub for row in others.itertuples())


def test_sections_on_the_whole_hold_all_conclusions(small):
    stub = stub_text("conclusions", small, [], Language("en"))
    assert all(text in stub for text in small.table("evaluations/conclusions")["text_en"])
    assert "Findings" not in stub


def test_a_statement_without_words_in_the_language_is_shown_in_another(small):
    frame = small.table("evaluations/conclusions")
    frame["text_sr"] = pd.NA
    tables = {**small.tables, "evaluations/conclusions": frame}
    stub = stub_text("conclusions", replace(small, tables=tables), [], Language("sr"))
    assert frame["text_en"].iloc[0] in stub


def notebook(*sources: str) -> str:
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{number}", "metadata": {}, "outputs": [],
         "source": source}
        for number, source in enumerate(sources)
    ]  # fmt: skip
    cells[0]["metadata"] = {"tags": ["parameters"]}
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


PARAMETERS = 'cycle = evaluation = cutoff = as_of = language = audience = results = ""'
OPEN = (
    "from napeval.reports import open_report\n"
    "r = open_report(cycle=cycle, evaluation=evaluation, cutoff=cutoff, as_of=as_of, language=language,"
    " audience=audience, results=results)\n"
    'r.heading(1, "Financing", identifier="f")\n'
    'r.say("{n}", n=r.claim("budget", "plan", "plan", "all", column="amount"))\n'
    'for section in ("financing", "background", "limits"): r.slot(section)'
)


def project(place: Path, languages: Sequence[str]) -> Request:
    """A project with the small plan and a report of three places for words."""
    lay_out(place, SMALL)
    (place / "notebooks").mkdir()
    (place / "notebooks" / "short.ipynb").write_text(notebook(PARAMETERS, OPEN), encoding="utf-8")
    path = place / "params" / SMALL / "mid-term.yml"
    text = path.read_text("utf-8").replace("mid_term_evaluation", "short")
    asked = f"languages: [{', '.join(languages)}]"
    path.write_text(re.sub("^languages:.*$", asked, text, flags=re.MULTILINE), encoding="utf-8")
    return read_request(path)


def test_stubs_are_made_where_there_are_none_and_nothing_is_overwritten(tmp_path):
    request = project(tmp_path, ["en", "sr", "sr-Cyrl"])
    folder = tmp_path / TEXT
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "limits.en.md").write_text("<!-- a stub of mine -->\n", encoding="utf-8")
    made = draft(request)
    assert [path.name for path in made.made] == [
        "financing.en.md", "financing.sr.md", "background.sr.md", "limits.sr.md",
    ]  # fmt: skip
    assert [path.name for path in made.written] == ["background.en.md"]
    assert [path.name for path in made.stubs] == ["limits.en.md"]
    assert "{budget#plan|plan|all:amount}" in (folder / "financing.en.md").read_text("utf-8")
    assert (folder / "limits.en.md").read_text("utf-8") == "<!-- a stub of mine -->\n"
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert not (tmp_path / "outputs").exists()
    # A stub is no text: the report goes on showing an open place.
    assert ("financing", "en") not in read_evaluation(request.cycle_folder, request.evaluation).texts

    again = draft(request, renew=True)
    assert [path.name for path in again.written] == ["background.en.md"]
    assert "limits.en.md" in [path.name for path in again.made]
    assert "What to write here" in (folder / "limits.en.md").read_text("utf-8")


def test_the_command_says_what_it_made_and_what_stood_there(tmp_path, capsys):
    project(tmp_path, ["en"])
    request = str(tmp_path / "params" / SMALL / "mid-term.yml")
    assert main(["draft", request]) == DONE
    folder = tmp_path / TEXT
    assert capsys.readouterr().out.splitlines() == [
        f"made: {folder / 'financing.en.md'}", f"made: {folder / 'limits.en.md'}",
        f"already written: {folder / 'background.en.md'}",
    ]  # fmt: skip
    (folder / "limits.en.md").write_text("{delivery#nowhere:completed}", encoding="utf-8")
    assert main(["draft", request]) == FAULTS
    assert "text/limits.en.md, line 1: found '{delivery#nowhere:completed}'" in capsys.readouterr().out
    assert main(["draft", str(tmp_path / "nothing.yml")]) == WRONG_CALL
    assert capsys.readouterr().err == f"There is no file {tmp_path / 'nothing.yml'}.\n"

"""The executive summary of an evaluation: its questions answered first, on two pages at most."""

from __future__ import annotations

import subprocess

import pypdf
import pytest
from family_reports import DEMO, REAL, shipped
from whole_report import printed, texts_of

from napeval.display.labels import level_label
from napeval.reports.docx import write_docx
from napeval.reports.run import document_info
from napeval.reports.sections.summary import QUESTIONS

MOST_PAGES = 2


EVALUATIONS = [(cycle, name) for cycle in (REAL, DEMO) for name in ("mid-term", "ex-post")]


@pytest.fixture(scope="session", params=EVALUATIONS, ids="/".join)
def whole(request, tmp_path_factory):
    return shipped(tmp_path_factory, *request.param)


def summary_lists(whole, language):
    """The lists of the summary, each with its items as runs."""
    return [block["items"] for block in whole.section(language, "summary") if block["kind"] == "list"]


@pytest.mark.parametrize("language", ["sq", "en", "sr"])
def test_each_question_is_answered_with_what_its_criterion_has(whole, language):
    answers, say = summary_lists(whole, language)[0], whole.words(language)
    rows = whole.rows("criteria")
    assert len(answers) == len(rows)
    for runs, row in zip(answers, rows, strict=True):
        text = printed(runs)
        assert say.translate(QUESTIONS[row["criterion"]]) in text
        shown = {run["c"] for run in runs if run.get("c")}
        assert f"criteria#{row['criterion']}:lower" in shown
        demonstrated = row["level"] not in ("", "not_demonstrated")
        assert (f"criteria#{row['criterion']}:coverage" in shown) == (not demonstrated)
        if demonstrated:
            assert level_label(say, whole.inputs.evaluation.settings["scale"], row["level"]) in text


def test_findings_and_advice_are_numbered_and_urgent_ones_come_first(whole):
    advice = whole.inputs.evaluation.tables["evaluations/recommendations"]
    if advice.empty:
        lists = [block for block in whole.section("en", "summary") if block["kind"] == "list"]
        assert lists[-1]["ordered"]  # what the gaps found call for
        return
    named = [item[0]["t"] for item in summary_lists(whole, "en")[-1]]
    urgency = advice.set_index("id")["priority"].map({"high": 0, "medium": 1, "low": 2})
    assert list(urgency[named]) == sorted(urgency)[: len(named)]
    findings = [item[0]["t"] for item in summary_lists(whole, "en")[-2]]
    assert set(findings) <= set(whole.inputs.evaluation.tables["evaluations/findings"]["id"])
    first = whole.row("reasoning", kind="recommendation", id=named[0])
    assert set(findings) & set(first["findings"].split(";"))


@pytest.mark.tool("soffice", "libreoffice")
@pytest.mark.parametrize("language", ["sq", "en", "sr"])
def test_it_has_two_pages_at_most_in_a_word_processor(whole, language, tmp_path, require_tool):
    """The summary alone as DOCX, printed by the office program; the PDF is measured with the whole family."""
    blocks = whole.blocks[language]
    heads = [
        place
        for place, one in enumerate(blocks)
        if one.block["kind"] == "heading" and one.block["level"] == 1
    ]
    start = next(place for place in heads if blocks[place].block["id"] == "summary")
    end = heads[heads.index(start) + 1]
    own = [one for one in blocks[start:end] if one.block["kind"] != "page_turn"]
    info = document_info(whole.request, whole.inputs, whole.words(language), blocks)
    write_docx(own, info, tmp_path / "summary.docx")
    office = require_tool("soffice", "libreoffice")
    command = [office, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "summary.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert len(pypdf.PdfReader(tmp_path / "summary.pdf").pages) <= MOST_PAGES


def test_the_text_of_the_evaluators_stands_in_it(whole):
    slots = [block for block in whole.section("en", "summary") if block["kind"] == "slot"]
    assert [block["id"] for block in slots] == ["executive_summary"]
    words = "\n".join(printed(runs) for block in whole.section("en", "summary") for runs in texts_of(block))
    own = whole.inputs.evaluation.texts.get(("executive_summary", "en"))
    assert own is None or own.split("\n")[0].rstrip(".") in words

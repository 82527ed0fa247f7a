"""The judgement stands in the report: marks, firmness, scales, raters, survey, contribution, reasoning."""

from __future__ import annotations

import csv

import nbformat
import pytest
from whole_report import PROJECT, project_copy

from napeval.criteria import default_matrix, rating_scales
from napeval.display.labels import level_label
from napeval.reports.collect import blocks_of, flattened
from napeval.reports.request import read_request
from napeval.reports.run import run_report

TABLES = {
    "robustness": ("tab-robustness",),
    "all-scales": ("tab-all-scales",),
    "agreement": ("tab-agreement", "tab-apart"),
    "survey": ("tab-survey-response", "tab-survey-answers", "tab-themes"),
    "contribution": ("tab-contribution", "tab-contribution-tests"),
    "recommendations": ("tab-own-recommendations", "tab-reasoning"),
}
"""The tables of each section, by the identifier of its heading."""


def levels():
    """The levels planted in the marks of the evaluators at mid-term."""
    path = PROJECT / "tests" / "data" / "demo-truth" / "levels.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["criterion"]: row["level"] for row in csv.DictReader(file) if row["evaluation"] == "mid-term"
        }


@pytest.mark.parametrize("section", TABLES)
def test_every_section_has_its_tables(complete, language, section):
    found = {block["id"] for block in complete.section(language, section) if block["kind"] == "table"}
    assert set(TABLES[section]) <= found


def test_the_planted_levels_are_printed_with_their_firmness(complete, language):
    say = complete.words(language)
    rows = {row[0]: row for row in complete.table(language, "tab-robustness")[1:]}
    for criterion, level in levels().items():
        name = say.translate(criterion.capitalize())
        assert rows[name][1] == level_label(say, "icmpd_5", level)


def test_every_rating_scale_is_shown_and_says_where_it_comes_from(complete, language):
    rows = complete.table(language, "tab-all-scales")[1:]
    assert len(rows) == len(rating_scales())
    notes = complete.notes(language, "tab-all-scales")
    memory = complete.words(language).translate("from memory, to be checked in its source")
    from_memory = [
        row for row in complete.rows("scale_levels", criterion="overall") if row["verification"] == "recall"
    ]
    assert notes.count(memory) == len(from_memory) > 0


def test_a_theme_of_few_institutions_is_named_nowhere(complete, language):
    shown = {row["theme"] for row in complete.rows("themes")}
    assert "funding" in shown and "cooperation" not in shown
    assert "cooperation" not in {row[0] for row in complete.table(language, "tab-themes")}
    assert "10" in complete.sentence(language, "survey", "themes_withheld#few_institutions:themes")


def test_a_broken_link_is_said(complete, language):
    rows = {row[0]: row for row in complete.table(language, "tab-reasoning")[1:]}
    nothing = complete.words(language).translate("nothing")
    assert (rows["M1"][-1] == nothing) and (rows["M9"][-1] not in ("", nothing))
    assert "F13" in complete.words_of_section(language, "recommendations")


def test_without_marks_and_people_nothing_is_said_of_them(real, language):
    identifiers = {block.get("id") for block in real.flat(language)}
    assert not {"survey", "agreement", "contribution", "follow-up"} & identifiers
    assert {"robustness", "all-scales"} <= identifiers


def test_every_question_has_its_rungs_in_the_annex(complete, language):
    matrix = default_matrix()
    for criterion in matrix.criteria:
        rows = complete.table(language, f"tab-rubric-{criterion}")[1:]
        assert [row[0] for row in rows] == [one.id for one in matrix.questions if one.criterion == criterion]
        assert all(len(set(row[1:])) == 5 for row in rows)


def test_the_inception_report_holds_terms_ethics_matrix_and_rules(tmp_path):
    request = project_copy(tmp_path, "demo-small")
    request.write_text(
        request.read_text(encoding="utf-8").replace("mid_term_evaluation", "inception_report"),
        encoding="utf-8",
    )
    folder = run_report(read_request(request))
    for code in ("sq", "en"):
        assert (folder / code / "report.docx").stat().st_size > 20_000
        notebook = nbformat.read(folder / code / "report.ipynb", as_version=4)
        identifiers = {block.get("id") for block in flattened(blocks_of(notebook))}
        assert {"tab-terms", "tab-matrix-relevance", "tab-rubric-impact", "fig-theory"} <= identifiers
        assert {"terms", "ethics", "rules", "matrix"} <= identifiers

"""The plan review says how it is held, what bears on the plan's validity, and judges by no criterion."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from family_reports import DEMO, REAL, shipped
from whole_report import printed, texts_of

from napeval.display.labels import LABELS
from napeval.reports.sections.review.coverage import ASKED
from napeval.reports.sections.review.helped_hindered import _HAPPENED, HAPPENED
from napeval.reports.sections.review.opening import _MODE_NOT_STATED, _MODES, _RULES
from napeval.reports.sections.review.summary import _MOST_REASONS


@pytest.fixture(scope="session", params=[REAL, DEMO])
def whole(request, tmp_path_factory):
    return shipped(tmp_path_factory, request.param, "review")


def test_how_it_is_held_is_said_only_where_it_is_stated(whole):
    mode = whole.inputs.evaluation.settings.get("mode")
    said = whole.words_of_section("en", "who-reviews")
    assert (_MODES[mode] if mode else _MODE_NOT_STATED) in said
    assert (mode is None) == (whole.request.cycle == REAL)


def test_it_says_that_an_evaluation_makes_it_unnecessary_and_gives_no_marks(whole):
    said = whole.words_of_section("en", "what-it-is")
    assert all(rule in said for rule in _RULES)
    assert not [block["id"] for block in whole.flat("en") if block.get("id", "").startswith("criterion")]


def test_each_area_stands_with_its_coverage(whole):
    said, words = whole.words_of_section("en", "coverage"), whole.words("en")
    lines = said.split("\n")
    by_answer = {
        row["pillar"]: row["covered"] for row in whole.rows("pillar_coverage") if row["pillar"] in ASKED
    }
    for answer in set(by_answer.values()):
        areas = [area for area, own in by_answer.items() if own == answer]
        names = [words.translate(LABELS["pillar"][area]) for area in areas]
        (line,) = [one for one in lines if names[0] in one]
        assert all(name in line for name in names)


def test_results_without_an_indicator_and_revised_targets_are_listed(whole):
    said = whole.words_of_section("en", "validity")
    bare = [row["result_id"] for row in whole.rows("results") if row["indicators"] == "0"]
    revised = {row["indicator_id"] for row in whole.rows("achievement") if row["target_original"]}
    for named in (bare, sorted(revised)):
        assert all(name in said for name in named)
    for state in ("dropped", "added"):
        ids = [row["activity_id"] for row in whole.rows("activities", plan_state=state)]
        assert not ids or ", ".join(ids) in said


def test_recommendations_made_during_the_plan_are_counted(whole):
    counted = [row for row in whole.rows("recommendations") if row["timing"] == "during_plan"]
    said = whole.sentence("en", "validity", "alignment#timing|during_plan:recommendations")
    assert re.search(rf"\b{len(counted)}\b", said)
    assert re.search(rf"\b{sum(row['answer'] == 'none' for row in counted)}\b", said)


def test_difficulties_are_those_reported(whole):
    told = [row for row in whole.rows("reasons") if row["difficulty"]]
    tables = {block["id"] for block in whole.flat("en") if block["kind"] == "table"}
    assert ("tab-difficulties" in tables) == bool(told)
    if told:
        rows = whole.table("en", "tab-difficulties")[1:]
        assert [row[:2] for row in rows] == [[one["activity_id"], one["difficulty"]] for one in told]


def test_risks_that_came_true_are_told_apart_from_assumptions_that_did_not_hold(whole):
    worded = whole.inputs.cycle.tables["plan/risks"].set_index("risk_id")["statement_en"]
    blocks = whole.flat("en")
    for kind, lead in _HAPPENED.items():
        happened = [worded[row["risk_id"]] for row in whole.rows("risks", status=HAPPENED, kind=kind)]
        told = [
            [printed(runs) for runs in texts_of(after)]
            for before, after in pairwise(blocks)
            if lead in [printed(runs) for runs in texts_of(before)]
        ]
        assert told == ([happened] if happened else [])


def test_the_five_questions_are_answered_as_far_as_the_record_goes(whole):
    said = whole.words_of_section("en", "summary")
    known = [
        row["scope_id"]
        for row in whole.rows("rollup", scope="strategic", level="all")
        if int(row["scored"]) > 0
    ]
    for objective in known:
        assert f"rollup#strategic|{objective}|all:lower" in claims(whole, "summary")
    reasons = [row["said"] for row in whole.rows("reason_counts") if row["basis"] != "none"]
    assert all(reason in said for reason in reasons[:_MOST_REASONS])
    if whole.request.cycle == REAL:
        assert not known and not reasons


def claims(whole, section):
    return {
        run["c"]
        for block in whole.section("en", section)
        for runs in texts_of(block)
        for run in runs
        if run.get("c")
    }

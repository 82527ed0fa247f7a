from __future__ import annotations

import pandas as pd
import pytest

from napeval.criteria.matrix import CRITERIA, default_matrix
from napeval.criteria.rating import assess
from napeval.criteria.scales import load_scale
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import NUMERIC_KINDS, declared

MATRIX = default_matrix()
QUESTIONS = {question.id: question for question in MATRIX.questions}
ADDRESSES = sorted(
    {address for q in MATRIX.questions for item in q.evidence for address in item.addresses}, key=str
)
SCALE = load_scale("icmpd_5")


def test_the_six_criteria_with_three_or_four_questions_each():
    assert MATRIX.criteria == CRITERIA
    for criterion in CRITERIA:
        assert 3 <= sum(question.criterion == criterion for question in MATRIX.questions) <= 4


@pytest.mark.parametrize("table", MATRIX.tables)
def test_key_columns_are_the_declared_ones(table):
    assert MATRIX.tables[table] == CATALOGUE[table].keys


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_every_address_names_a_number_of_a_declared_table(address):
    assert CATALOGUE[address.table].column(address.column).kind in {*NUMERIC_KINDS, "flag"}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_has_its_texts_in_three_languages(question):
    for texts in (question.text, question.standard, question.why, question.limits):
        assert list(texts) == ["en", "sq", "sr"]
        assert len(set(texts.values())) == 3
    assert all(text.endswith("?") for text in question.text.values())


def test_every_computed_item_says_what_it_is_in_three_languages():
    asked = [item for question in default_matrix().questions for item in question.evidence]
    items = [item for item in asked if item.kind == "computed"]
    assert items
    for item in items:
        assert set(item.text) == {"en", "sq", "sr"} and all(item.text.values()), item.id


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_question_can_be_rated_asked_and_talked_about(question):
    assert [item.kind for item in question.evidence].count("rating") == 1
    assert {"survey", "interview_theme"} <= {item.kind for item in question.evidence}
    assert all(item.id.startswith(question.id + ".") for item in question.evidence)


def test_all_cross_cutting_themes_run_through_it():
    marks = {mark for question in MATRIX.questions for mark in question.cross_cutting}
    assert marks == {"gender", "human_rights", "unintended_effects", "participation", "risk"}


def test_every_criterion_is_asked_at_mid_term():
    assert {question.criterion for question in MATRIX.questions if question.mid_term} == set(CRITERIA)


def test_trends_carry_no_points():
    assert not {"trends", "series", "series_values"} & set(MATRIX.tables)


NAN = float("nan")
PILLARS = ("enabling_framework", "prevention", "protection", "prosecution", "partnership")


def table(name: str, *rows: dict[str, object]) -> pd.DataFrame:
    """A results table with every declared column; cells not given are missing."""
    names = list(CATALOGUE[name].names)
    empty = {**dict.fromkeys(names), "trace": "plan/activities#*"}
    return pd.DataFrame([empty | row for row in rows], columns=names)


PLAN = {"scope": "plan", "scope_id": "plan"}
SHARES = [
    ("objectives", "with_target_value", 5 / 17),
    ("results", "with_indicator", 12 / 17),
    ("activities", "institution", 1.0),
    ("activities", "lead_stated", 0.0),
    ("activities", "amount", 82 / 101),
    ("outputs", "measurable", 102 / 122),
    ("indicators", "final_value", 4 / 20),
]
LINKS = {"links": 149, "links_confirmed": 0, "share_any": 45 / 67, "share_direct": 30 / 67}
UNKNOWN_DONE = {"done_lower": 0.0, "done_upper": 1.0, "due_done_lower": 0.0, "due_done_upper": 1.0}


def a_plan_with_its_data(**cells: float) -> dict[str, pd.DataFrame]:
    """What is known of a plan on paper, with the cells about implementation given or missing."""
    done_columns = ("done_of_reported", "coverage", "due_done_of_reported", "due_coverage")
    done = {name: cells.get(name, NAN) for name in done_columns}
    pillars = [{"scope": "pillar", "scope_id": name, "activities": 20} for name in PILLARS]
    checks = [{"objective_id": f"I.{n}", "year": "2022", "agrees": n != 3} for n in range(1, 10)]
    funnels = [{**PLAN, "funnel": funnel, "step": step, "share": share} for funnel, step, share in SHARES]
    levels = [
        {
            **PLAN, "level": level, "value": cells.get(level, NAN), "lower": 0.0, "upper": 1.0,
            "coverage": float(level in cells),
        }
        for level in ("outcome", "output")
    ]  # fmt: skip
    spent = {**PLAN, "year": "all", "execution": cells.get("execution", NAN)}
    return {
        "alignment": table("alignment", {"scope": "relevance", "scope_id": "core", **LINKS}),
        "budget": table("budget", {**PLAN, "year": "all", "amount": 785359.0}),
        "budget_checks": table("budget_checks", *checks),
        "delivery": table("delivery", {**PLAN, **UNKNOWN_DONE, **done, "activities": 101}, *pillars),
        "evaluability": table("evaluability", *funnels),
        "expenditure": table("expenditure", spent),
        "funding": table("funding", {"funding_class": "domestic", "share_low": 0.513, "share_high": 0.774}),
        "profile": table("profile", {"measure": "amount_money_after_deadline", "value": 80060.0}),
        "rollup": table("rollup", *levels),
    }


def test_a_plan_on_paper_demonstrates_nothing(make_evaluation):
    found = assess(make_evaluation(kind="mid_term"), a_plan_with_its_data(), MATRIX, SCALE)
    criteria = found.criteria.set_index("criterion")
    assert criteria.index.tolist() == list(CRITERIA)
    assert (criteria["level"] == "not_demonstrated").all()
    assert (criteria["upper"] > criteria["lower"]).all()
    assert (criteria.loc["relevance", "coverage"], criteria.loc["effectiveness", "coverage"]) == (
        3 / 12,
        1 / 10,
    )
    questions = found.questions.set_index("question_id")
    assert questions.loc["EFF1", "reason"] == "no_evidence;required_missing"
    assert questions.loc["REL1", "reason"].split(";")[0] == "only_plan_evidence"
    assert questions.loc["REL1", "lower"] == pytest.approx((45 / 67 + 30 / 67) / 4 * 100)
    assert questions.loc["REL1", "strength"] == "weak"
    assert "links_only_proposed" in questions.loc["REL1", "reason"].split(";")
    evidence = found.evidence.set_index("item_id")
    assert evidence.loc["SUS1.domestic_share", ["lower", "upper"]].tolist() == [51.3, 77.4]
    assert evidence.loc["EFC3.money_within_deadline", "value"] == pytest.approx((1 - 80060 / 785359) * 100)
    assert evidence.loc["COH2.pillars_covered", "value"] == 100
    assert evidence.loc["EFC1.totals_agree", "value"] == pytest.approx(800 / 9)
    assert evidence.loc["EFF1.activities_done", "reason"] == "no_value"
    assert evidence.loc["EFC2.execution", "reason"] == "no_value"


def test_a_plan_with_monitoring_and_a_survey_is_rated_on_every_criterion(make_evaluation, answers):
    survey = [answer for name in QUESTIONS for answer in answers(name, 4, 4, 4)]
    cells = {"done_of_reported": 0.75, "coverage": 0.9, "due_done_of_reported": 0.75, "due_coverage": 0.9,
             "execution": 0.75, "outcome": 0.75, "output": 0.75}  # fmt: skip
    found = assess(make_evaluation(survey=survey), a_plan_with_its_data(**cells), MATRIX, SCALE)
    criteria = found.criteria.set_index("criterion")
    assert (criteria["basis"] == "computed").all()
    assert (criteria["coverage"] == 1).all()
    assert criteria.loc["impact", "score"] == 75
    assert criteria.loc["impact", "strength"] == "weak"  # only one kind
    # Three questions at 75; the fourth a quarter each from outputs and indicators, half from the survey.
    fourth = (102 / 122 * 100 + 4 / 20 * 100 + 2 * 75) / 4
    assert criteria.loc["effectiveness", "score"] == pytest.approx(
        (1 * 75 + 1 * 75 + 2 * 75 + 1 * fourth) / 5
    )


def test_the_tables_are_as_declared(make_evaluation, answers):
    found = assess(make_evaluation(survey=answers("REL1", 4, 4, 4)), a_plan_with_its_data(), MATRIX, SCALE)
    for name in ("evidence", "questions", "criteria"):
        frame = declared(getattr(found, name), CATALOGUE[name])
        for column in CATALOGUE[name].columns:
            kind = frame[column.name].dtype
            assert (str(kind) in {"float64", "Int64"}) == (column.kind in NUMERIC_KINDS), column.name


def test_the_guides_five_criteria_can_be_chosen(make_evaluation):
    five = [name for name in CRITERIA if name != "coherence"]
    found = assess(make_evaluation(criteria=five), a_plan_with_its_data(), MATRIX, SCALE)
    assert found.criteria["criterion"].tolist() == five

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from small_evaluations import cycle_of

from napeval.criteria.asked import questions_asked
from napeval.criteria.matrix import CRITERIA, default_matrix, shipped_matrices, shipped_matrix
from napeval.criteria.questions import CROSS_CUTTING, RUNGS, Question
from napeval.criteria.rating import assess
from napeval.criteria.scales import load_scale
from napeval.cycle.cycle import Evaluation
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import NUMERIC_KINDS, declared

MATRIX = default_matrix()
MATRICES = {name: shipped_matrix(name) for name in shipped_matrices()}
QUESTIONS = {question.id: question for question in MATRIX.questions}
EVERY_QUESTION = {
    f"{name}: {question.id}": question for name, matrix in MATRICES.items() for question in matrix.questions
}
ITEMS = {item.id: item for question in EVERY_QUESTION.values() for item in question.evidence}
SCALE = load_scale("icmpd_5")
CYCLE = cycle_of()
GUIDE = "anti_trafficking_guide"
LANGUAGES = ["en", "sq", "sr"]


def test_the_shipped_matrices_bear_their_names():
    assert list(MATRICES) == ["anti_trafficking", GUIDE]
    assert [matrix.name for matrix in MATRICES.values()] == list(MATRICES)


def test_the_six_criteria_with_at_least_four_questions_each():
    assert MATRIX.criteria == CRITERIA
    for criterion in CRITERIA:
        assert sum(question.criterion == criterion for question in MATRIX.questions) >= 4


@pytest.mark.parametrize("name", MATRICES)
def test_an_ex_post_evaluation_asks_all_and_an_earlier_one_what_can_be_known_by_then(name):
    matrix = MATRICES[name]

    def asked(kind: str) -> tuple[Question, ...]:
        return questions_asked(Evaluation("x", {"kind": kind}, {}), matrix, matrix.criteria)

    assert asked("ex_post") == matrix.questions
    early = tuple(question for question in matrix.questions if question.mid_term)
    assert asked("mid_term") == asked("review") == early
    assert {question.criterion for question in early} == set(matrix.criteria)
    # Whether effects came and last can be seen at the end only; their side effects show earlier.
    later = [question.id for question in matrix.questions if not question.mid_term]
    assert later == ["IMP1", "IMP2", "IMP4", "SUS3"]


@pytest.mark.parametrize("name", MATRICES)
@pytest.mark.parametrize("theme", CROSS_CUTTING)
def test_a_cross_cutting_theme_runs_through_it(theme, name):
    assert sum(theme in question.cross_cutting for question in MATRICES[name].questions) >= 4


@pytest.mark.parametrize("name", MATRICES)
def test_key_columns_are_the_declared_ones(name):
    tables = MATRICES[name].tables
    assert dict(tables) == {table: CATALOGUE[table].keys for table in tables}


def test_every_table_it_names_is_read():
    read = {address.table for q in MATRIX.questions for item in q.evidence for address in item.addresses}
    assert sorted(MATRIX.tables) == sorted(read)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_every_address_names_a_column_that_goes_with_it(item):
    for address in item.addresses:
        kind = CATALOGUE[address.table].column(address.column).kind
        if item.kind == "context":
            assert kind not in {"key", "trace"}
        elif item.rule == "codes" and address == item.address:
            assert kind == "code"
        else:
            assert kind in {*NUMERIC_KINDS, "flag"}


@pytest.mark.parametrize("question", EVERY_QUESTION.values(), ids=EVERY_QUESTION)
def test_every_question_has_its_texts_in_three_languages(question):
    for texts in (question.text, question.standard, question.why, question.limits):
        assert list(texts) == LANGUAGES
        assert len(set(texts.values())) == 3
        assert all(text == " ".join(text.split()) for text in texts.values())
    assert all(text.endswith("?") for text in question.text.values())


@pytest.mark.parametrize("question", EVERY_QUESTION.values(), ids=EVERY_QUESTION)
def test_every_rung_is_described_in_words_of_its_own(question):
    assert tuple(question.rubric) == RUNGS
    assert all(list(texts) == LANGUAGES for texts in question.rubric.values())
    texts = [text for rung in question.rubric.values() for text in rung.values()]
    assert len(set(texts)) == len(RUNGS) * len(LANGUAGES)
    for text in texts:
        assert len(text) >= 40 and text.endswith(".") and text == " ".join(text.split())
        # A share in figures would mark what the tables measure; the rungs say how it looks.
        assert not any(sign.isdigit() for sign in text)


def test_no_two_questions_share_a_rung():
    of_default = Counter(
        text for question in MATRIX.questions for rung in question.rubric.values() for text in rung.values()
    )
    assert [text for text, times in of_default.items() if times > 1] == []


def test_every_figure_says_what_it_is_in_three_languages():
    figures = [item for item in ITEMS.values() if item.kind in ("computed", "context")]
    assert figures
    for item in figures:
        assert list(item.text) == LANGUAGES and len(set(item.text.values())) == 3, item.id


@pytest.mark.parametrize("question", EVERY_QUESTION.values(), ids=EVERY_QUESTION)
def test_every_question_can_be_rated_asked_and_talked_about(question):
    kinds = Counter(item.kind for item in question.evidence)
    assert (kinds["rating"], kinds["survey"], kinds["interview_theme"]) == (1, 1, 1)
    assert all(item.id.startswith(question.id + ".") for item in question.evidence)


def test_trends_carry_no_points():
    """Fewer victims found may mean less trafficking or less identification."""
    scored = {address.table for item in ITEMS.values() if item.scored for address in item.addresses}
    assert not {"trends", "trend_families", "series", "series_values", "composition"} & scored


def test_the_guide_asks_five_criteria_and_the_roles_under_efficiency():
    guide = MATRICES[GUIDE]
    assert guide.criteria == tuple(name for name in CRITERIA if name != "coherence")
    assert (guide.rules, guide.tables) == (MATRIX.rules, MATRIX.tables)
    shared = [question for question in MATRIX.questions if question.criterion != "coherence"]
    (roles,) = (question for question in guide.questions if question not in shared)
    assert [question for question in guide.questions if question != roles] == shared
    assert (roles.id, roles.criterion) == ("EFC5", "efficiency")
    # The very question that the six criteria ask under coherence, with names and weight of its own.
    renamed = tuple(replace(item, id=item.id.replace("EFC5", "COH1")) for item in roles.evidence)
    shipped = QUESTIONS["COH1"]
    as_shipped = replace(roles, id="COH1", criterion="coherence", weight=shipped.weight, evidence=renamed)
    assert as_shipped == shipped


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
    areas = [{"pillar": name, "activities": 20, "with_target": int(n < 2)} for n, name in enumerate(PILLARS)]
    checks = [{"objective_id": f"I.{n}", "year": "2022", "agrees": n != 3} for n in range(1, 10)]
    funnels = [{**PLAN, "funnel": funnel, "step": step, "share": share} for funnel, step, share in SHARES]
    levels = [
        {
            **PLAN, "level": level, "value": cells.get(level, NAN), "lower": 0.0, "upper": 1.0,
            "coverage": float(level in cells),
        }
        for level in ("outcome", "output")
    ]  # fmt: skip
    spent = {
        **PLAN, "year": "all", "execution_revised": cells.get("execution", NAN), "execution_lower": 0.0,
        "execution_upper": 1.0, "coverage": float("execution" in cells),
    }  # fmt: skip
    return {name: table(name) for name in MATRIX.tables} | {
        "alignment": table("alignment", {"scope": "relevance", "scope_id": "core", **LINKS}),
        "budget": table("budget", {**PLAN, "year": "all", "amount": 785359.0}),
        "budget_checks": table("budget_checks", *checks),
        "delivery": table("delivery", {**PLAN, **UNKNOWN_DONE, **done, "activities": 101}, *pillars),
        "evaluability": table("evaluability", *funnels),
        "expenditure": table("expenditure", spent),
        "pillar_coverage": table("pillar_coverage", *areas),
        "funding": table("funding", {"funding_class": "domestic", "share_low": 0.513, "share_high": 0.774}),
        "profile": table("profile", {"measure": "amount_money_after_deadline", "value": 80060.0}),
        "rollup": table("rollup", *levels),
    }


def test_a_plan_on_paper_demonstrates_nothing(make_evaluation):
    found = assess(make_evaluation(kind="mid_term"), a_plan_with_its_data(), MATRIX, SCALE, CYCLE)
    criteria = found.criteria.set_index("criterion")
    assert criteria.index.tolist() == list(CRITERIA)
    assert (criteria["level"] == "not_demonstrated").all()
    assert (criteria["upper"] > criteria["lower"]).all()
    # REL1 (weight 2 of 6): 2 of 5 found; REL3 (weight 1): 2 of 12. EFF4 (weight 1 of 5): 2 of 4.
    assert criteria.loc["relevance", "coverage"] == pytest.approx((2 * 2 / 5 + 1 * 2 / 12) / 6)
    assert criteria.loc["effectiveness", "coverage"] == pytest.approx(1 * 2 / 4 / 5)
    questions = found.questions.set_index("question_id")
    assert questions.loc["EFF1", "reason"] == "no_evidence;required_missing"
    assert questions.loc["REL1", "reason"] == "coverage_too_low;only_plan_evidence"
    assert questions.loc["REL1", "lower"] == pytest.approx((45 / 67 + 30 / 67) / 5 * 100)
    assert questions.loc["REL1", "strength"] == "very_low"
    assert "links_only_proposed" in questions.loc["REL1", "strength_reason"].split(";")
    evidence = found.evidence.set_index("item_id")
    assert evidence.loc["SUS1.domestic_share", ["lower", "upper"]].tolist() == [51.3, 77.4]
    assert evidence.loc["EFC3.money_within_deadline", "value"] == pytest.approx((1 - 80060 / 785359) * 100)
    assert evidence.loc["COH2.pillars_covered", "value"] == 100
    assert evidence.loc["COH2.pillars_with_target", "value"] == pytest.approx(2 / 5 * 100)
    assert evidence.loc["EFC1.totals_agree", "value"] == pytest.approx(800 / 9)
    assert evidence.loc["EFF1.activities_done", "reason"] == "no_value"
    assert evidence.loc["EFC2.execution", "reason"] == "no_value"


def test_a_plan_with_monitoring_and_a_survey_is_rated_on_every_criterion(make_evaluation, answers):
    survey = [answer for name in QUESTIONS for answer in answers(name, 4, 4, 4)]
    cells = {"done_of_reported": 0.75, "coverage": 0.9, "due_done_of_reported": 0.75, "due_coverage": 0.9,
             "execution": 0.75, "outcome": 0.75, "output": 0.75}  # fmt: skip
    found = assess(make_evaluation(survey=survey), a_plan_with_its_data(**cells), MATRIX, SCALE, CYCLE)
    criteria = found.criteria.set_index("criterion")
    assert (criteria["basis"] == "computed").all()
    assert (criteria["coverage"] >= 0.5).all()
    assert criteria.loc["impact", "score"] == 75
    assert criteria.loc["impact", "strength"] == "very_low"
    assert "few_kinds" in criteria.loc["impact", "strength_reason"].split(";")  # nothing but the survey
    # Three questions at 75; the fourth a quarter each from outputs and indicators, half from the survey.
    fourth = (102 / 122 * 100 + 4 / 20 * 100 + 2 * 75) / 4
    assert criteria.loc["effectiveness", "score"] == pytest.approx(
        (1 * 75 + 1 * 75 + 2 * 75 + 1 * fourth) / 5
    )


def test_the_tables_are_as_declared(make_evaluation, answers):
    found = assess(
        make_evaluation(survey=answers("REL1", 4, 4, 4)), a_plan_with_its_data(), MATRIX, SCALE, CYCLE
    )
    for name in ("evidence", "questions", "criteria"):
        frame = declared(getattr(found, name), CATALOGUE[name])
        for column in CATALOGUE[name].columns:
            kind = frame[column.name].dtype
            assert (str(kind) in {"float64", "Int64"}) == (column.kind in NUMERIC_KINDS), column.name


def test_the_guides_five_criteria_can_be_chosen(make_evaluation):
    five = [name for name in CRITERIA if name != "coherence"]
    found = assess(make_evaluation(criteria=five), a_plan_with_its_data(), MATRIX, SCALE, CYCLE)
    assert found.criteria["criterion"].tolist() == five

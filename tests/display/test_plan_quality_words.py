"""Every code of the tables about the quality of a plan has words."""

from datetime import date

import pytest

from napeval import measures
from napeval.cycle.reading import read_cycle, read_evaluation
from napeval.display.labels import LABELS, code_words
from napeval.display.languages import Language
from napeval.display.requirement_words import MEND_LABELS, REQUIREMENT_LABELS
from napeval.measures.plan_quality.asked import REQUIREMENTS
from napeval.measures.plan_quality.elements import ELEMENTS, OF_THE_PLAN, TOGETHER
from napeval.measures.plan_quality.lists import LISTS
from napeval.measures.plan_quality.mends import RESULT_NUMBERS, SMART_VERDICTS
from napeval.release import CATALOGUE
from plans import plan_folder


def test_everything_that_is_asked_has_words_and_nothing_else():
    of_profile = {*TOGETHER, "chain_whole", *(f"smart_{letter}" for letter in "smart")}
    assert set(REQUIREMENT_LABELS) == {*REQUIREMENTS, *of_profile}


def test_every_mend_has_words_and_nothing_else():
    assert set(MEND_LABELS) == {*ELEMENTS, *OF_THE_PLAN, RESULT_NUMBERS, SMART_VERDICTS}


def test_every_list_has_words():
    assert set(LABELS["checklist"]) == {*LISTS, "smart"}


@pytest.mark.parametrize("name", ["xk-2022-2024", "demo-2022-2024"])
@pytest.mark.parametrize("code", ["en", "sq"])
def test_every_code_of_a_shipped_plan_is_said_in_words(name, code):
    """A code without words raises KeyError; identifiers stand for themselves."""
    cycle, as_of = read_cycle(plan_folder(name)), date(2026, 11, 21)
    answered = read_evaluation(plan_folder(name), "mid-term").table("evaluations/checklist")
    lists = measures.checklists(cycle, answered, as_of=as_of)
    smart = measures.smart(cycle, answered, as_of=as_of)
    chain = measures.result_chain(cycle, as_of=as_of)
    results = {
        "checklists": lists,
        "smart": smart,
        "result_chain": chain,
        "pillar_coverage": measures.pillar_coverage(cycle, as_of=as_of),
        "checklist_coverage": measures.checklist_coverage(lists, smart),
        "objective_profile": measures.objective_profile(cycle, smart, chain, as_of=as_of),
        "mends": measures.mends(cycle, lists, smart, chain, as_of=as_of),
    }
    language = Language(code)
    said = {
        (table, column.name, cell): code_words(language, table, column.name, cell)
        for table, frame in results.items()
        for column in CATALOGUE[table].columns
        if column.kind in ("key", "code")
        for cell in frame[column.name].dropna().unique()
    }
    assert said["smart", "letter", "m"] == {"en": "measurable", "sq": "i matshëm"}[code]
    assert (
        said["mends", "mend", "indicator_baseline"]
        == {
            "en": "Collect a baseline value for each indicator.",
            "sq": "Të mblidhet një vlerë bazë për secilin tregues.",
        }[code]
    )
    assert said["checklists", "subject", "plan"] == {"en": "whole plan", "sq": "gjithë plani"}[code]

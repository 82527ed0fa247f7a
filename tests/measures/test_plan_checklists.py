"""The guide's lists: who answers which item, and how the tables do."""

from __future__ import annotations

import pytest
from quality_plans import AS_OF, OBJECTIVES, activity, answers, indicator, plan, result, row_of, target

from napeval import measures
from napeval.cycle.reference import instrument_item
from napeval.measures.plan_quality.asked import REQUIREMENTS
from napeval.measures.plan_quality.lists import LISTS, items
from napeval.measures.plan_quality.rules import RULES

NOTHING = answers()


def asked(make_cycle, item, subject="plan", people=NOTHING, meta=None, **tables):
    """What is said of one item."""
    frame = measures.checklists(plan(make_cycle, meta, **tables), people, as_of=AS_OF)
    return row_of(frame, item_id=item, subject=subject)


def test_every_rule_belongs_to_an_item_and_asks_what_can_be_asked():
    for item_id, rule in RULES.items():
        assert instrument_item(item_id)["item_id"] == item_id
        assert set(rule.requirements) <= set(REQUIREMENTS), item_id
        kinds = {REQUIREMENTS[one].asked_of for one in rule.requirements}
        if item_id.startswith("results_indicators_checklist"):
            assert kinds == {"results"}
        if rule.mode.startswith("fault"):
            assert len(rule.requirements) == 1


def test_the_tables_have_rules_for_at_least_sixty_items():
    assert len(RULES) >= 60
    assert set(RULES) <= {item.item_id for item in items()}
    assert {item.instrument for item in items()} == set(LISTS)


def test_only_an_item_that_the_guide_leaves_to_people_is_disproved_at_most():
    """Where the guide says that people answer, no rule claims more than a no or a part."""
    for item_id, rule in RULES.items():
        if instrument_item(item_id)["answerable_from"] == "people":
            assert rule.reach == "disproves", item_id


@pytest.mark.parametrize(
    ("first", "second", "answer", "reason", "count"),
    [
        (2024, 2024, "yes", "all_have", 2),
        (2024, None, "partly", "some_have", 1),
        (None, None, "no", "none_has", 0),
    ],
)
def test_all_some_or_none_of_the_activities_have_it(make_cycle, first, second, answer, reason, count):
    ends = {"a": first, "b": second}
    rows = [activity(name, end=str(end) if end else None) for name, end in ends.items()]
    row = asked(make_cycle, "annex3_action_plan_form.end", activities=rows)
    said = (row["answer"], row["reason"], row["count"], row["of"])
    assert said == (answer, reason, count, 2)
    assert row["lacking"] == (None if answer == "yes" else "activity_deadline")
    assert row["trace"] == "plan/activities#a;plan/activities#b"


def test_several_requirements_are_yes_only_together(make_cycle):
    """Both activities end some day, one has an institution: partly, and what is lacking is that."""
    row = asked(
        make_cycle,
        "two_level_structure.t7",
        activities=[activity("a", end="2024"), activity("b", end="2023")],
        responsibilities=[{"activity_id": "a", "institution": "X", "role": "lead"}],
    )
    assert (row["answer"], row["lacking"], row["count"], row["of"]) == (
        "partly",
        "activity_institution",
        1,
        2,
    )


def test_a_fault_is_answered_yes_where_it_is_there(make_cycle):
    rows = [activity("a"), activity("b")]
    amount = {"activity_id": "a", "year": 2024, "amount": 0.0, "currency": "EUR", "basis": "printed"}
    roles = [{"activity_id": "a", "institution": "X", "role": "lead"}]
    with_money = asked(make_cycle, "two_level_structure.w2", activities=rows, budget=[amount])
    without = asked(make_cycle, "two_level_structure.w2", activities=rows)
    nameless = asked(make_cycle, "two_level_structure.w4", activities=rows, responsibilities=roles)
    assert (with_money["answer"], without["answer"], nameless["answer"]) == ("no", "yes", "yes")
    assert (without["reason"], nameless["lacking"]) == ("none_has", "activity_institution")


def test_where_partly_is_no_choice_it_is_a_no(make_cycle):
    """Item 7 of the checklist of results knows yes and no only."""
    row = asked(make_cycle, "results_indicators_checklist.7", "r", results=[result("r")])
    other = asked(
        make_cycle, "results_indicators_checklist.7", "r",
        results=[result("r"), result("s")], indicators=[indicator("i", result_id="r")],
    )  # fmt: skip
    assert (row["answer"], other["answer"], other["asked_of"]) == ("no", "yes", "result")


def test_one_goal_in_an_area_is_enough(make_cycle):
    there = asked(make_cycle, "two_level_structure.c.ii")
    absent = asked(make_cycle, "two_level_structure.c.iii")
    assert (there["answer"], there["reason"], there["trace"]) == ("yes", "one_has", "plan/objectives#A")
    assert (absent["answer"], absent["reason"], absent["trace"]) == ("no", "none_has", "plan/objectives#*")


def test_four_themes_of_which_one_is_there(make_cycle):
    row = asked(make_cycle, "annex1_self_assessment.A3b")
    assert row["answer"] == "partly"
    assert row["lacking"] == "goal_prosecution;goal_protection;goal_partnership"


def test_tables_that_only_disprove_never_say_yes(make_cycle):
    """That a risk is stated does not show that an economic crisis was thought of; that none is shows it."""
    risk = {"risk_id": "R", "kind": "risk", "mitigation": "money kept back for an economic crisis"}
    stated = asked(make_cycle, "annex1_self_assessment.C6", risks=[risk])
    silent = asked(make_cycle, "annex1_self_assessment.C6")
    assert (stated["answer"], stated["answered_by"], stated["reason"]) == (None, "nobody", "needs_person")
    assert (silent["answer"], silent["answered_by"], silent["reach"]) == ("no", "tables", "disproves")


def test_of_nothing_nothing_is_said(make_cycle):
    """A plan that says of no amount whether it is secured is silent; a blank is not a no."""

    def amount(secured):
        return {"activity_id": "a", "year": 2024, "amount": 1.0, "currency": "EUR", "basis": "printed",
                "secured": secured}  # fmt: skip

    silent = asked(make_cycle, "annex1_self_assessment.C1", activities=[activity("a")], budget=[amount(None)])
    spoken = asked(make_cycle, "annex1_self_assessment.C1", activities=[activity("a")], budget=[amount("no")])
    assert (silent["answer"], silent["reason"], silent["answered_by"]) == (None, "nothing_to_ask", "nobody")
    assert (spoken["answer"], spoken["count"], spoken["of"]) == ("no", 0, 1)


def test_an_inferred_mid_term_is_not_one_that_the_plan_sets(make_cycle):
    stated = asked(make_cycle, "annex1_self_assessment.E6")
    inferred = asked(make_cycle, "annex1_self_assessment.E6", meta={"inferred": ("midterm",)})
    assert (stated["answer"], inferred["answer"]) == ("yes", "no")


def test_targets_set_later_are_not_known_yet(make_cycle):
    rows = {"indicators": [indicator("i")], "targets": [target("i", set_on="2024-07-01")]}
    assert asked(make_cycle, "annex4_me_plan.target", **rows)["answer"] == "no"


def test_an_item_without_a_rule_needs_a_person(make_cycle):
    row = asked(make_cycle, "annex1_self_assessment.B4")
    assert (row["answer"], row["answered_by"], row["reason"], row["reach"]) == (
        None, "nobody", "needs_person", None,
    )  # fmt: skip


def test_a_person_decides_and_the_tables_stand_beside(make_cycle):
    people = answers(
        ("annex1_self_assessment.A7", "plan", "partly"), ("annex1_self_assessment.B4", "plan", "no")
    )
    known = asked(make_cycle, "annex1_self_assessment.A7", people=people)
    assert (known["answer"], known["answer_tables"], known["answered_by"], known["agrees"]) == (
        "partly", "no", "person", False,
    )  # fmt: skip
    assert known["trace"].endswith("evaluations/checklist#annex1_self_assessment.A7|plan")
    unknown = asked(make_cycle, "annex1_self_assessment.B4", people=people)
    assert (unknown["answer"], unknown["answered_by"], unknown["agrees"]) == ("no", "person", None)


def test_what_people_answered_of_something_else_is_kept(make_cycle):
    people = answers(
        ("results_indicators_checklist.7", "i", "no"), ("results_indicators_checklist.7", "?", "yes")
    )
    rows = {"results": [result("r")], "indicators": [indicator("i", result_id="r")]}
    of_indicator = asked(make_cycle, "results_indicators_checklist.7", "i", people, **rows)
    assert (of_indicator["asked_of"], of_indicator["answer"], of_indicator["answer_tables"]) == (
        "indicator", "no", None,
    )  # fmt: skip
    assert asked(make_cycle, "results_indicators_checklist.7", "?", people, **rows)["asked_of"] == "other"


def test_answers_of_the_tables_are_among_the_choices_of_the_item(make_cycle):
    cycle = plan(make_cycle, activities=[activity("a", end="2024"), activity("b")], results=[result("r")])
    frame = measures.checklists(cycle, NOTHING, as_of=AS_OF)
    choices = {item.item_id: item.choices for item in items()}
    told = frame.dropna(subset=["answer_tables"])
    assert len(told) > 40
    for row in told.itertuples():
        assert row.answer_tables in choices[row.item_id]


def test_the_order_of_rows_does_not_matter(make_cycle):
    rows = [activity("a", end="2024"), activity("b")]
    first = measures.checklists(plan(make_cycle, activities=rows), NOTHING, as_of=AS_OF)
    second = measures.checklists(plan(make_cycle, activities=rows[::-1]), NOTHING, as_of=AS_OF)
    same = ["item_id", "subject", "answer", "reason", "count", "of", "lacking"]
    assert first[same].equals(second[same])


def test_an_empty_plan_is_asked_too(make_cycle):
    frame = measures.checklists(make_cycle({}, inferred=("midterm",)), NOTHING, as_of=AS_OF)
    assert not (frame["answer"] == "partly").any()
    assert row_of(frame, item_id="two_level_structure.d1", subject="plan")["reason"] == "nothing_to_ask"


def test_coverage_counts_questions_by_who_answers(make_cycle):
    people = answers(
        ("results_indicators_checklist.7", "r", "no"),
        ("results_indicators_checklist.3", "r", "not_applicable"),
        ("indicator_kinds.smart.s", "i", "yes"),
        ("indicator_kinds.smart.t", "i", "no"),
    )
    cycle = plan(
        make_cycle, results=[result("r"), result("s")], indicators=[indicator("i", result_id="r")],
        targets=[target("i")],
    )  # fmt: skip
    lists = measures.checklists(cycle, people, as_of=AS_OF)
    coverage = measures.checklist_coverage(lists, measures.smart(cycle, people, as_of=AS_OF))
    assert list(coverage["instrument"]) == [*list(LISTS)[:4], "smart", *list(LISTS)[4:]]
    # Nine items of two results: the tables say that s has no indicator (items 1 and 7) and that r has one
    # (item 7); people answered items 7 and 3 of r.
    row = row_of(coverage, instrument="results_indicators_checklist")
    counts = ("list_items", "with_rule", "questions", "answerable", "answered")
    assert [row[name] for name in counts] == [9, 2, 18, 3, 4]
    assert (row["answered_tables"], row["answered_person"], row["open"]) == (2, 2, 14)
    assert (row["agreeing"], row["disagreeing"], row["not_applicable"]) == (0, 1, 1)
    assert row["share"] == pytest.approx(4 / 18)
    # Five letters: s and t by people (t against the proposed yes), m by the tables, a and r by nobody.
    letters = row_of(coverage, instrument="smart")
    assert (letters["questions"], letters["answered_tables"], letters["answered_person"]) == (5, 1, 2)
    assert (letters["open"], letters["agreeing"], letters["disagreeing"]) == (2, 0, 1)


def test_levels_of_objectives_count_through_those_below(make_cycle):
    """Activities hang on a measure under A.1: its specific and its strategic objective have them too."""
    measure = {"objective_id": "A.1.m", "parent_id": "A.1", "level": "measure", "pillar": "prevention"}
    cycle = make_cycle(
        {"plan/objectives": [*OBJECTIVES, measure], "plan/activities": [activity("a", "A.1.m")]}
    )
    frame = measures.checklists(cycle, NOTHING, as_of=AS_OF)
    specific = row_of(frame, item_id="two_level_structure.d1", subject="plan")
    assert (specific["answer"], specific["count"], specific["of"]) == ("partly", 1, 2)
    assert row_of(frame, item_id="two_level_structure.r2", subject="plan")["answer"] == "yes"

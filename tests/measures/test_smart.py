"""SMART: what the tables may propose, and what only people decide."""

from __future__ import annotations

import pytest
from quality_plans import AS_OF, activity, answers, indicator, plan, row_of, target

from napeval import measures

NOTHING = answers()


def letter(make_cycle, name, people=NOTHING, indicator_id="i", **tables):
    frame = measures.smart(plan(make_cycle, **tables), people, as_of=AS_OF)
    return row_of(frame, indicator_id=indicator_id, letter=name)


def measured(make_cycle, **cells):
    row = letter(make_cycle, "m", indicators=[indicator("i", **cells)])
    return row["proposed"], row["reason"]


def test_measurable_asks_for_a_unit_and_a_way_to_measure_it(make_cycle):
    assert measured(make_cycle, means_of_verification="register") == ("yes", "unit_with_means")
    assert measured(make_cycle) == ("partly", "means_missing")
    inferred = {"inferred": "unit; direction"}
    assert measured(make_cycle, means_of_verification="register", **inferred) == ("partly", "unit_inferred")
    assert measured(make_cycle, **inferred) == ("no", "unit_inferred_means_missing")


def test_a_milestone_needs_no_unit_and_an_order_needs_its_levels(make_cycle):
    way = {"means_of_verification": "minutes"}
    assert measured(make_cycle, measure="milestone", inferred="unit", **way) == ("yes", "unit_with_means")
    assert measured(make_cycle, measure="ordinal", **way) == ("partly", "levels_missing")
    assert measured(make_cycle, measure="ordinal") == ("no", "levels_means_missing")
    assert measured(make_cycle, measure="ordinal", levels="low;high", **way) == ("yes", "unit_with_means")


def test_an_output_with_neither_number_nor_milestone_is_not_measurable(make_cycle):
    cells = {"level": "output", "measure": "number", "activity_id": "a", "means_of_verification": "list"}
    rows = {"indicators": [indicator("i", **cells)], "activities": [activity("a")]}
    row = letter(make_cycle, "m", **rows)
    assert (row["proposed"], row["reason"]) == ("no", "neither_number_nor_milestone")
    assert row["evidence"] == "unit_stated;means_stated;no_number"
    with_number = letter(make_cycle, "m", **rows, targets=[target("i")])
    assert with_number["proposed"] == "yes"


@pytest.mark.parametrize(
    ("targets", "proposed", "reason"),
    [
        ([target("i")], "yes", "year_stated"),
        ([target("i", "annual")], "yes", "year_stated"),
        ([target("i", inferred="year")], "partly", "year_inferred"),
        ([target("i", "interim")], "partly", "interim_year_only"),
        ([target("i", value=None)], "partly", "year_without_value"),
        ([target("i", "baseline")], "no", "no_year"),
        ([], "no", "no_year"),
    ],
)
def test_timed_asks_by_when(make_cycle, targets, proposed, reason):
    row = letter(make_cycle, "t", indicators=[indicator("i")], targets=targets)
    assert (row["proposed"], row["reason"]) == (proposed, reason)


def test_an_output_is_timed_by_the_deadline_of_its_activity(make_cycle):
    output = indicator("i", level="output", activity_id="a")
    dated = letter(make_cycle, "t", indicators=[output], activities=[activity("a", end="2024-Q2")])
    undated = letter(make_cycle, "t", indicators=[output], activities=[activity("a")])
    assert (dated["proposed"], dated["reason"]) == ("yes", "deadline_of_activity")
    assert undated["proposed"] == "no"
    assert dated["trace"] == "plan/indicators#i;plan/activities#a"


def test_no_wording_makes_the_tables_propose_what_only_people_can_tell(make_cycle):
    """Words such as "specific" or "realistic" change nothing."""
    words = {"title_en": "A specific, achievable, relevant and realistic number", "definition": "Everything"}
    rows = {"indicators": [indicator("i", **words)], "targets": [target("i")]}
    for name in "sar":
        row = letter(make_cycle, name, **rows)
        assert (row["proposed"], row["reason"], row["verdict"], row["answered_by"]) == (
            "needs_person", "needs_person", None, "nobody",
        )  # fmt: skip


def test_evidence_stands_beside_what_is_left_to_people(make_cycle):
    rows = {
        "indicators": [indicator("i", definition="victims referred, by year", responsible="NCO")],
        "targets": [target("i", "baseline", 3.0, 2021), target("i", dimension="sex", category="female")],
        "activities": [activity("a"), activity("b")],
        "budget": [{"activity_id": "a", "year": 2024, "amount": 1.0, "currency": "EUR", "basis": "printed"}],
    }
    assert letter(make_cycle, "s", **rows)["evidence"] == "definition_stated;unit_stated;target_by_category"
    assert letter(make_cycle, "a", **rows)["evidence"] == "target_stated;responsible_stated;activity_behind"
    assert letter(make_cycle, "r", **rows)["evidence"] == "baseline_stated;target_stated;some_money_behind"


@pytest.mark.parametrize(
    ("direction", "inferred", "final", "proposed"),
    [
        ("increase", None, 2.0, "no"),
        ("decrease", None, 9.0, "no"),
        ("increase", None, 9.0, "needs_person"),
        ("maintain", None, 2.0, "needs_person"),
        ("increase", "direction", 2.0, "needs_person"),
    ],
)
def test_a_target_that_contradicts_its_own_baseline_is_not_realistic(
    make_cycle, direction, inferred, final, proposed
):
    """An inferred direction disproves nothing: it is not the plan's."""
    row = letter(
        make_cycle, "r",
        indicators=[indicator("i", direction=direction, inferred=inferred)],
        targets=[target("i", "baseline", 5.0, 2021), target("i", value=final)],
    )  # fmt: skip
    assert row["proposed"] == proposed
    assert row["reason"] == ("target_against_direction" if proposed == "no" else "needs_person")


def test_a_person_confirms_overrules_or_decides(make_cycle):
    people = answers(
        ("indicator_kinds.smart.m", "i", "partly"),
        ("indicator_kinds.smart.t", "i", "yes"),
        ("indicator_kinds.smart.a", "i", "not_applicable"),
    )

    def said(name):
        row = letter(make_cycle, name, people, indicators=[indicator("i")])
        return row["proposed"], row["confirmed"], row["overruled"], row["verdict"], row["answered_by"]

    assert said("m") == ("partly", "partly", False, "partly", "person")
    assert said("t") == ("no", "yes", True, "yes", "person")
    assert said("a") == ("needs_person", "not_applicable", None, "not_applicable", "person")
    assert said("s") == ("needs_person", None, None, None, "nobody")


def test_who_is_asked(make_cycle):
    """Indicators of the plan, outputs among them; of others only what people answered."""
    rows = [indicator("i"), indicator("o", level="output"), indicator("c", level="context"),
            indicator("e", origin="evaluator")]  # fmt: skip
    people = answers(("indicator_kinds.smart.s", "e", "yes"))
    frame = measures.smart(plan(make_cycle, indicators=rows), people, as_of=AS_OF)
    assert [(row.indicator_id, row.letter) for row in frame.itertuples()] == [
        *(("i", one) for one in "smart"), *(("o", one) for one in "smart"), ("e", "s"),
    ]  # fmt: skip
    assert row_of(frame, indicator_id="e", letter="s")["verdict"] == "yes"

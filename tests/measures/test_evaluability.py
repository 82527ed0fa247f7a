"""Evaluability: each requirement by itself, and the chain in which all must hold."""

from __future__ import annotations

from datetime import date

import pytest

from napeval.measures.evaluability import evaluability

AS_OF = date(2024, 6, 30)
OBJECTIVES = [
    {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
]


def indicator(name, objective="A.1", level="outcome", **cells):
    return {"indicator_id": name, "objective_id": objective, "level": level, "origin": "plan", **cells}


def target(name, role, value, **cells):
    return {"indicator_id": name, "role": role, "year": 2024, "value": value, **cells}


def observation(name, state="measured", value=None, on="2024-01-15", **cells):
    return {
        "indicator_id": name, "period": "2023", "source_id": "s", "state": state, "value": value,
        "recorded_on": on,
        **cells,
    }  # fmt: skip


def funnel(make_cycle, name, scope=("plan", "plan"), as_of=AS_OF, **tables):
    """The steps of one funnel as {step: (count, of)}."""
    folders = {"observations": "monitoring", "progress": "monitoring"}
    given = {f"{folders.get(table, 'plan')}/{table}": rows for table, rows in tables.items()}
    frame = evaluability(make_cycle({"plan/objectives": OBJECTIVES, **given}), as_of=as_of)
    rows = frame[(frame["funnel"] == name) & (frame["scope"] == scope[0]) & (frame["scope_id"] == scope[1])]
    return {row["step"]: (row["count"], row["of"]) for _, row in rows.iterrows()}


def test_a_target_cell_without_a_number_is_no_value(make_cycle):
    steps = funnel(
        make_cycle,
        "indicators",
        indicators=[indicator("i", means_of_verification="register"), indicator("j")],
        targets=[target("i", "baseline", 0.0), target("j", "baseline", None), target("j", "final", 9.0)],
    )
    assert steps == {
        "all": (2, 2), "baseline_value": (1, 2), "interim_value": (0, 2), "final_value": (1, 2),
        "means_of_verification": (1, 2), "observed": (0, 2),
    }  # fmt: skip


def test_the_chain_asks_for_all_steps_before(make_cycle):
    """i lacks the interim value, j has all three but no verification."""
    rows = [target("i", "baseline", 1.0), target("i", "final", 2.0)]
    rows += [target("j", role, 1.0) for role in ("baseline", "interim", "final")]
    steps = funnel(
        make_cycle,
        "indicators_chain",
        indicators=[indicator("i", means_of_verification="register"), indicator("j")],
        targets=rows,
        observations=[observation("i", value=1.0)],
    )
    assert [count for count, _ in steps.values()] == [2, 2, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        (observation("i", value=0.0), 1),
        (observation("i", numerator=1.0, denominator=4.0), 1),
        (observation("i", state="not_reported"), 0),
        (observation("i", value=3.0, on="2024-07-01"), 0),
    ],
    ids=["zero", "counted", "not_reported", "recorded_later"],
)
def test_zero_is_a_measurement_and_silence_is_none(make_cycle, row, seen):
    assert funnel(make_cycle, "indicators", indicators=[indicator("i")], observations=[row])["observed"] == (
        seen,
        1,
    )


def test_only_the_indicators_of_the_plan_speak_for_it(make_cycle):
    listed = [indicator("i"), indicator("c", level="context"), indicator("e") | {"origin": "evaluator"}]
    assert funnel(make_cycle, "indicators", indicators=listed)["all"] == (1, 1)


def test_outputs_by_number_milestone_or_neither(make_cycle):
    steps = funnel(
        make_cycle,
        "outputs",
        indicators=[
            indicator("o1", level="output", output_class="number"),
            indicator("o2", level="output", measure="number"),
            indicator("o3", level="output", measure="milestone", activity_id="x"),
            indicator("o4", level="output", measure="number"),
        ],
        targets=[target("o2", "annual", 4.0), target("o4", "final", None)],
        activities=[{"activity_id": "x", "objective_id": "A.1"}],
        progress=[
            {
                "activity_id": "x",
                "period": "2023",
                "reported_by": "PK",
                "recorded_on": "2024-01-15",
                "status": "ongoing",
            }
        ],
    )
    assert steps == {
        "all": (4, 4), "quantified": (2, 4), "milestone": (1, 4), "measurable": (3, 4), "observed": (1, 4),
    }  # fmt: skip


def test_what_activities_say(make_cycle):
    tables = {
        "activities": [
            {"activity_id": "x", "objective_id": "A.1", "end": "2024", "funding_sources": "BK"},
            {"activity_id": "y", "objective_id": "A.1"},
            {"activity_id": "z", "objective_id": "A.1", "end": "2023"},
        ],
        "budget": [
            {"activity_id": "y", "year": 2022, "amount": 0.0, "funding_source": "GIZ"},
            {"activity_id": "x", "year": 2022, "amount": 9.0},
        ],
        "responsibilities": [
            {"activity_id": "x", "institution": "PK", "role": "lead", "basis": "first_listed"},
            {"activity_id": "y", "institution": "PK", "role": "lead", "basis": "stated"},
        ],
        "indicators": [indicator("o", level="output", output_class="milestone", activity_id="x")],
    }
    assert {step: count for step, (count, _) in funnel(make_cycle, "activities", **tables).items()} == {
        "all": 3, "deadline": 2, "amount": 2, "institution": 2, "lead_stated": 1, "funding_source": 2,
        "measurable_output": 1, "reported": 0,
    }  # fmt: skip
    chain = funnel(make_cycle, "activities_chain", **tables)
    assert {step: count for step, (count, _) in chain.items()} == {
        "all": 3, "deadline": 2, "amount": 1, "institution": 1, "measurable_output": 1,
    }  # fmt: skip


def test_results_and_objectives(make_cycle):
    tables = {
        "results": [
            {"result_id": "r", "objective_id": "A", "value": 500.0, "unit": "professionals"},
            {"result_id": "q", "objective_id": "A.1"},
        ],
        "indicators": [indicator("i", result_id="q"), indicator("o", level="output", objective_id="A")],
        "targets": [target("i", "final", 5.0), target("o", "final", 5.0)],
    }
    assert funnel(make_cycle, "results", **tables) == {
        "all": (2, 2),
        "with_number": (1, 2),
        "with_indicator": (1, 2),
    }
    assert funnel(make_cycle, "objectives", **tables) == {
        "all": (2, 2), "with_indicator": (1, 2), "with_target_value": (1, 2),
    }  # fmt: skip


def test_a_strategic_scope_holds_its_own_and_everything_below(make_cycle):
    listed = [indicator("i", objective="A"), indicator("j", objective="A.1")]
    assert funnel(make_cycle, "indicators", ("strategic", "A"), indicators=listed)["all"] == (2, 2)
    assert funnel(make_cycle, "indicators", ("specific", "A.1"), indicators=listed)["all"] == (1, 1)


def test_an_empty_scope_has_no_share_and_traces_to_where_was_looked(make_cycle):
    frame = evaluability(make_cycle({"plan/objectives": OBJECTIVES}), as_of=AS_OF)
    row = frame[(frame["scope_id"] == "plan") & (frame["funnel"] == "outputs")].iloc[0]
    assert (row["count"], row["of"]) == (0, 0)
    assert row[["share"]].isna().all()
    assert row["trace"] == "plan/indicators#*"


def test_a_step_traces_to_its_subjects_and_its_proof(make_cycle):
    cycle = make_cycle(
        {
            "plan/objectives": OBJECTIVES,
            "plan/indicators": [indicator("i"), indicator("j")],
            "plan/targets": [target("i", "final", 5.0)],
        }
    )
    frame = evaluability(cycle, as_of=AS_OF)
    row = frame[(frame["funnel"] == "indicators") & (frame["step"] == "final_value")].iloc[0]
    assert row["trace"] == "plan/indicators#i;plan/indicators#j;plan/targets#i|final|2024|||"

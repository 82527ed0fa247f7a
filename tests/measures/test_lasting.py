"""What lasts after the end of a cycle (here 2022-2024): small cases that can be checked by hand."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_indicator import END_2022, END_2024, LATER, cycle_of, indicator, seen, target

from napeval.measures.achievement import achievement
from napeval.measures.lasting import lasting
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

END_2025 = date(2025, 12, 31)
PLAN = [target("baseline", 2021, 10), target("final", 2024, 40)]
KNOWN = {"recorded_on": "2025-12-31"}
AFTER = {"recorded_on": "2026-01-01"}


def table_of(
    one: Any, plan: list[dict[str, Any]], told: list[dict[str, Any]], *, cutoff: date = END_2025,
    as_of: date = LATER, tables: Any = None,
) -> pd.DataFrame:  # fmt: skip
    cycle = cycle_of(one, plan, told, tables)
    judged = achievement(cycle, cutoff=cutoff, as_of=as_of)
    return declared(lasting(cycle, judged, cutoff=cutoff, as_of=as_of), CATALOGUE["lasting"])


def row_of(*arguments: Any, **named: Any) -> pd.Series:
    """The only row."""
    (row,) = (row for _, row in table_of(*arguments, **named).iterrows())
    return row


def answer(
    final: list[float], later: list[float], plan: list[dict[str, Any]] | None = None, **cells: Any
) -> tuple[bool | None, str]:
    """kept and reason, where each of these values is what a source of its own says."""
    told = [
        seen(period, value, source)
        for period, values in (("2024", final), ("2025", later))
        for value, source in zip(values, ("ministry", "police"), strict=False)
    ]
    row = row_of(indicator(**cells), PLAN if plan is None else plan, told)
    return (None if pd.isna(row["kept"]) else bool(row["kept"])), row["reason"]


def test_a_value_that_is_no_worse_than_at_the_end_has_held() -> None:
    row = row_of(indicator(), PLAN, [seen("2022", 50), seen("2024-H2", 35), seen("2025-H1", 36)])
    assert (row["kind"], row["final_period"], row["later_period"]) == ("value", "2024-H2", "2025-H1")
    assert (row["final_low"], row["final_high"], row["later_low"], row["later_high"]) == (35, 35, 36, 36)
    assert (bool(row["kept"]), row["reason"]) == (True, "")
    assert (row["sources"], row["unit"], row["objective_id"]) == ("ministry", "cases", "I.1")
    assert row["trace"].split(";") == [
        "plan/indicators#A", "plan/targets#A|baseline|2021|||", "plan/targets#A|final|2024|||",
        "monitoring/observations#A|2024-H2|||ministry||2024-01-15",
        "monitoring/observations#A|2025-H1|||ministry||2024-01-15",
    ]  # fmt: skip
    assert pd.isna(row["reached"])


@pytest.mark.parametrize(
    ("direction", "later", "kept"),
    [
        ("increase", 30, True), ("increase", 29.999, False), ("decrease", 30, True),
        ("decrease", 30.001, False),
    ],
)  # fmt: skip
def test_on_the_edge_it_has_held_in_either_direction(direction: str, later: float, kept: bool) -> None:
    assert answer([30], [later], direction=direction) == (kept, "")


def test_the_tolerance_of_the_indicator_is_the_edge() -> None:
    """0.3 below 30 by a tolerance of 0.3 holds, though 30 - 29.7 is more than 0.3 in binary floats."""
    assert answer([30], [29.7], tolerance=0.3) == (True, "")
    assert answer([30], [29.69], tolerance=0.3) == (False, "")


def test_only_what_holds_for_every_source_is_said() -> None:
    assert answer([30, 35], [35, 40]) == (True, "")
    assert answer([30, 35], [20, 29]) == (False, "")
    assert answer([30, 35], [30, 40]) == (None, "depends_on_source")
    assert answer([30, 35], [33]) == (None, "depends_on_source")
    assert answer([30], [29, 30]) == (None, "depends_on_source")


def test_a_quotation_is_no_second_source() -> None:
    told = [seen("2024", 30), seen("2025", 31, "police"), seen("2025", 13, "paper")]
    row = row_of(indicator(), PLAN, told)
    assert (row["later_low"], row["later_high"], bool(row["kept"])) == (31, 31, True)


@pytest.mark.parametrize(
    ("direction", "final_bound", "later", "later_bound", "expected"),
    [
        ("increase", None, 30, "at_least", (True, "")),
        ("increase", None, 29, "at_least", (None, "open_bound")),
        ("increase", "at_least", 20, None, (False, "")),
        ("increase", "at_least", 30, None, (None, "open_bound")),
        ("decrease", None, 30, "at_most", (True, "")),
        ("decrease", None, 31, "at_least", (False, "")),
        ("decrease", None, 30, "at_least", (None, "open_bound")),
        ("increase", None, 29, "approximate", (False, "")),
    ],
)
def test_a_bound_leaves_one_side_open(
    direction: str, final_bound: str | None, later: float, later_bound: str | None, expected: Any
) -> None:
    told = [seen("2024", 30, bound=final_bound), seen("2025", later, bound=later_bound)]
    row = row_of(indicator(direction=direction), PLAN, told)
    assert (None if pd.isna(row["kept"]) else bool(row["kept"]), row["reason"]) == expected


def test_a_range_is_held_by_what_lies_no_further_from_it() -> None:
    plan = [target("final", 2024, 10, upper=20, comparator="between")]
    assert answer([12], [20], plan) == (True, "")
    assert answer([12], [21], plan) == (False, "")
    assert answer([25], [6], plan) == (True, "")
    assert answer([25], [4], plan) == (False, "")
    assert answer([5, 25], [15], plan) == (True, "")
    # Either source alone is outside, but what lies between them may be inside.
    assert answer([15], [5, 25], plan) == (None, "depends_on_source")


def test_what_is_to_be_maintained_is_held_around_its_target() -> None:
    plan = [target("baseline", 2021, 100), target("final", 2024, 100)]
    maintain = {"direction": "maintain", "tolerance": 2}
    assert answer([99], [103], plan, **maintain) == (True, "")
    assert answer([99], [104], plan, **maintain) == (False, "")
    assert answer([90], [100], plan, **maintain) == (True, "")
    assert answer([99], [99], [], **maintain) == (None, "target_missing")
    bounded = [target("final", 2024, 100, comparator="at_least")]
    assert answer([100], [120], bounded, direction="maintain") == (True, "")
    assert answer([100], [99], bounded, direction="maintain") == (False, "")


def test_a_direction_is_never_guessed_but_a_bound_states_one() -> None:
    assert answer([30], [31], direction=None) == (None, "direction_unknown")
    for comparator, expected in (("at_least", True), ("at_most", False)):
        plan = [target("final", 2024, 30, comparator=comparator)]
        assert answer([30], [31], plan, direction=None) == (expected, "")
    exactly = [target("final", 2024, 30, comparator="exactly")]
    assert answer([30], [31], exactly, direction=None) == (False, "")


def test_only_periods_up_to_the_cutoff_count() -> None:
    told = [seen("2024", 30), seen("2025-H1", 31), seen("2025-H2", 20)]
    halfway = row_of(indicator(), PLAN, told, cutoff=date(2025, 6, 30))
    assert (halfway["later_period"], bool(halfway["kept"])) == ("2025-H1", True)
    after = row_of(indicator(), PLAN, told)
    assert (after["later_period"], bool(after["kept"])) == ("2025-H2", False)


def test_a_cutoff_at_the_end_shows_the_final_value_and_one_before_it_none() -> None:
    told = [seen("2022", 20), seen("2024", 30), seen("2025", 31)]
    at_end = row_of(indicator(), PLAN, told, cutoff=END_2024)
    assert (at_end["final_low"], at_end["reason"]) == (30, "cutoff_not_after_end")
    assert pd.isna(at_end["kept"]) and isnan(at_end["later_low"])
    before = row_of(indicator(), PLAN, told, cutoff=END_2022)
    assert before["reason"] == "cutoff_not_after_end" and isnan(before["final_low"])
    assert before["trace"] == "plan/indicators#A"


def test_what_was_not_known_yet_does_not_count() -> None:
    told = [seen("2024", 30), seen("2025-H1", 31, **KNOWN), seen("2025-H2", 20, **AFTER)]
    row = row_of(indicator(), PLAN, told, as_of=date(2025, 12, 31))
    assert (row["later_period"], bool(row["kept"])) == ("2025-H1", True)


def test_a_missing_value_on_either_side_is_said() -> None:
    assert answer([30], []) == (None, "no_later_value")
    assert answer([], [30]) == (None, "no_final_value")
    row = row_of(indicator(), PLAN, [seen("2024", 30), seen("2025", None)])
    assert row["reason"] == "no_later_value" and pd.isna(row["later_period"])


def test_a_period_across_the_end_is_of_neither_side() -> None:
    told = [seen("2023", 30), seen("2024-07/2025-06", 5)]
    row = row_of(indicator(), PLAN, told)
    assert (row["final_low"], row["reason"]) == (30, "no_later_value")


def test_annual_values_are_held_year_against_year() -> None:
    """Half of 2025 is not held against the year 2024; two halves are, as the plan lets them add up."""
    yearly = indicator(accumulation="annual", additive_over="time")
    told = [seen("2023", 20), seen("2024", 30), seen("2025-H1", 16)]
    assert row_of(yearly, PLAN, told)["reason"] == "no_later_value"
    row = row_of(yearly, PLAN, [*told, seen("2025-H2", 13)])
    assert (row["later_period"], row["later_low"], bool(row["kept"])) == ("2025", 29, False)


def test_without_a_way_of_adding_up_numbers_are_not_compared() -> None:
    assert answer([30], [31], accumulation=None) == (None, "accumulation_missing")
    assert answer([30], [31], accumulation=None, measure="percentage", unit="percent") == (True, "")


@pytest.mark.parametrize("accumulation", ["cumulative", "running_total"])
def test_what_adds_up_over_the_cycle_is_not_asked(accumulation: str) -> None:
    told = [seen("2024", 30), seen("2025", 31)]
    assert table_of(indicator(accumulation=accumulation), PLAN, told).empty
    share = indicator(accumulation=accumulation, measure="percentage", unit="percent")
    assert bool(row_of(share, PLAN, told)["kept"])


def test_context_and_what_has_neither_target_nor_value_is_not_asked() -> None:
    told = [seen("2024", 30), seen("2025", 31)]
    assert table_of(indicator(level="context"), PLAN, told).empty
    assert table_of(indicator(), [], []).empty
    assert row_of(indicator(), [], told)["reason"] == ""
    assert row_of(indicator(), PLAN, [])["reason"] == "no_final_value"


@pytest.mark.parametrize(("day", "reason"), [("2025", "other_definition"), ("2024", ""), ("2026", "")])
def test_a_change_of_the_definition_in_between_ends_the_comparison(day: str, reason: str) -> None:
    changed = {"event_id": "E", "date": day, "kind": "definition", "indicator_id": "A"}
    told = [seen("2024", 30), seen("2025", 31)]
    row = row_of(indicator(), PLAN, told, tables={"monitoring/events": [changed]})
    assert row["reason"] == reason


def test_categories_are_held_each_for_itself() -> None:
    women, men = ({"dimension": "sex", "category": name} for name in ("women", "men"))
    told = [
        seen("2024", 30), seen("2024", 20, **women), seen("2024", 10, **men),
        seen("2025", 30), seen("2025", 15, **women), seen("2025", 15, **men),
    ]  # fmt: skip
    frame = table_of(indicator(), PLAN, told).set_index("category")
    assert {name: bool(kept) for name, kept in frame["kept"].items()} == {
        "": True, "women": False, "men": True,
    }  # fmt: skip


MILESTONE = indicator(
    indicator_id="M", measure="milestone", unit="milestone", level="output", activity_id="I.1.1"
)
ACTIVITY = {"activity_id": "I.1.1", "objective_id": "I.1", "end": "2023-12"}


def report(status: str, by: str = "ministry", period: str = "2024-H2") -> dict[str, Any]:
    return {
        "activity_id": "I.1.1", "period": period, "status": status, "reported_by": by,
        "recorded_on": "2025-01-15",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "reached", "reason"),
    [
        ([report("completed")], True, ""),
        ([report("ongoing")], False, ""),
        ([], None, "not_reported"),
        ([report("completed"), report("ongoing", "police")], None, "depends_on_source"),
    ],
)
def test_a_milestone_is_reached_as_achievement_has_it(
    reports: list[dict[str, Any]], reached: bool | None, reason: str
) -> None:
    tables = {"plan/activities": [ACTIVITY], "monitoring/progress": reports}
    row = row_of(MILESTONE, [], [], tables=tables, cutoff=END_2024)
    assert (row["kind"], row["reason"], row["unit"]) == ("milestone", reason, "milestone")
    assert (None if pd.isna(row["reached"]) else bool(row["reached"])) == reached
    assert pd.isna(row["kept"]) and isnan(row["final_low"])
    assert "plan/activities#I.1.1" in row["trace"]


def test_ordered_levels_are_milestones() -> None:
    levels = indicator(measure="ordinal", unit="level")
    plan = [target("final", 2024, 3)]
    assert bool(row_of(levels, plan, [seen("2024", 3)], cutoff=END_2024)["reached"])
    assert not row_of(levels, plan, [seen("2024", 2)], cutoff=END_2024)["reached"]
    assert row_of(levels, [], [seen("2024", 2)], cutoff=END_2024)["reason"] == "target_missing"


values = st.lists(st.integers(0, 9), min_size=1, max_size=2, unique=True)


@settings(max_examples=40, deadline=None)
@given(values, values, st.integers(0, 3), st.sampled_from(["increase", "decrease"]))
def test_yes_and_no_are_said_exactly_where_every_choice_of_sources_says_it(
    final: list[int], later: list[int], tolerance: int, direction: str
) -> None:
    sign = 1 if direction == "increase" else -1
    choices = {sign * (now - before) >= -tolerance for before in final for now in later}
    expected = (choices.pop(), "") if len(choices) == 1 else (None, "depends_on_source")
    assert answer(list(final), list(later), direction=direction, tolerance=tolerance) == expected

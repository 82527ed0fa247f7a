"""Achievement and its roll-up, on small cycles of 2022-2024 judged at the end of 2023."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import isnan
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napeval.cycle.cycle import Cycle
from napeval.measures.achievement import achievement
from napeval.measures.rollup import rollup
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

END_2023, LATER = date(2023, 12, 31), date(2026, 1, 1)
OBJECTIVES = [
    {"objective_id": "I", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "I.1", "parent_id": "I", "level": "specific", "pillar": "prevention"},
]
SOURCES = [{"source_id": name} for name in ("ministry", "police")] + [
    {"source_id": "paper", "derived_from": "police"}
]

Rows = list[dict[str, Any]]
Make = Callable[..., Cycle]


def indicator(**given_cells: Any) -> dict[str, Any]:
    return {
        "indicator_id": "A", "objective_id": "I.1", "level": "outcome", "unit": "persons",
        "measure": "number",
        "kind": "quantitative", "origin": "plan", "direction": "increase", "accumulation": "stock",
        **given_cells,
    }  # fmt: skip


def target(role: str, year: int, value: float | None = None, **given_cells: Any) -> dict[str, Any]:
    return {"indicator_id": "A", "role": role, "year": year, "value": value, **given_cells}


def seen(period: str, value: float | None, source: str = "ministry", **given_cells: Any) -> dict[str, Any]:
    state = "not_reported" if value is None else "measured"
    return {
        "indicator_id": "A", "period": period, "value": value, "source_id": source,
        "recorded_on": "2024-01-15",
        "state": state, **given_cells,
    }  # fmt: skip


@pytest.fixture
def judge(make_cycle: Make) -> Callable[..., pd.Series]:
    """A function: the achievement row of the one indicator of a cycle."""

    def row(
        one: Mapping[str, Any], targets: Rows, observations: Rows, *, cutoff: date = END_2023,
        as_of: date = LATER,
        tables: Mapping[str, Rows] | None = None,
    ) -> pd.Series:  # fmt: skip
        cycle = make_cycle(
            {
                "plan/objectives": OBJECTIVES, "plan/indicators": [dict(one)], "plan/targets": targets,
                "monitoring/observations": observations, "monitoring/sources": SOURCES, **(tables or {}),
            }
        )  # fmt: skip
        frame = declared(achievement(cycle, cutoff=cutoff, as_of=as_of), CATALOGUE["achievement"])
        return frame[frame["dimension"] == ""].iloc[0]

    return row


FALL = [target("baseline", 2021, 40), target("final", 2024, 20)]


@pytest.mark.parametrize(
    ("value", "progress", "status", "track"),
    [(30, 10 / 20, "behind", "off_track"), (45, -5 / 20, "regressed", "off_track"), (10, 30 / 20,
    "exceeded", "on_track")],
)  # fmt: skip
def test_a_fall_from_40_to_20(judge: Any, value: float, progress: float, status: str, track: str) -> None:
    row = judge(indicator(direction="decrease"), FALL, [seen("2023", value)])
    assert (row["progress"], row["status"], row["track"]) == (progress, status, track)
    assert row["expected"] == pytest.approx(40 - 20 * 2 / 3)
    assert row["method"] == "baseline_to_target"
    assert row["lower"] == row["upper"] == row["progress_capped"] == min(max(progress, 0), 1)


def test_one_of_ten_at_a_third_of_the_time_is_behind(judge: Any) -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    row = judge(indicator(), plan, [seen("2022", 1)], cutoff=date(2022, 12, 31))
    assert (row["status"], row["pace"]) == ("behind", pytest.approx((1 / 10) / (1 / 3)))


def test_nothing_reported_is_not_zero(judge: Any) -> None:
    plan = [target("interim", 2023, 5), target("final", 2024, 10)]
    row = judge(indicator(), plan, [])
    assert (row["state"], row["status"], row["track"]) == ("not_reported", "not_reported", "unknown")
    assert isnan(row["actual"]) and isnan(row["progress"]) and row["met"] is pd.NA
    assert (row["lower"], row["upper"]) == (0, 1)


def test_what_is_due_later_and_not_reported_is_not_due(judge: Any) -> None:
    row = judge(indicator(), [target("final", 2024, 10)], [])
    assert (row["state"], row["status"]) == ("not_due", "not_due")
    due = judge(indicator(), [target("final", 2024, 10)], [], cutoff=date(2024, 12, 31))
    assert (due["state"], due["status"]) == ("not_reported", "not_reported")


def test_zero_is_a_measurement(judge: Any) -> None:
    row = judge(
        indicator(direction="decrease"),
        [target("baseline", 2021, 8), target("final", 2024, 0)],
        [seen("2023", 0)],
    )
    assert (row["actual"], row["progress"], row["status"], row["target"]) == (0, 1, "achieved", 0)


def test_no_target_is_not_measurable_and_has_no_bounds(judge: Any) -> None:
    row = judge(indicator(), [target("baseline", 2021, 5), target("final", 2024, None)], [seen("2023", 8)])
    assert (row["state"], row["status"], row["flags"]) == ("measured", "not_measurable", "target_missing")
    assert isnan(row["progress"]) and isnan(row["lower"]) and isnan(row["upper"])


def test_direction_is_never_guessed(judge: Any) -> None:
    row = judge(
        indicator(direction=None), [target("baseline", 2021, 0), target("final", 2024, 10)], [seen("2023", 5)]
    )
    assert (row["status"], row["flags"]) == ("not_measurable", "no_direction")
    inferred = judge(
        indicator(inferred="unit;direction"), [target("final", 2024, 10, inferred="year")], [seen("2023", 9)]
    )
    assert inferred["flags"] == "target_year_inferred;baseline_missing;direction_inferred"


@pytest.mark.parametrize(("value", "status"), [(92.9, "regressed"), (93, "achieved"), (97.1, "regressed")])
def test_to_maintain_within_a_tolerance(judge: Any, value: float, status: str) -> None:
    plan = [target("baseline", 2021, 95), target("final", 2024, 95)]
    row = judge(indicator(direction="maintain", tolerance=2), plan, [seen("2023", value)])
    assert (row["method"], row["status"]) == ("band", status)
    assert row["lower"] == row["upper"] == float(status == "achieved")


def test_a_range(judge: Any) -> None:
    plan = [target("final", 2024, 2, upper=5, comparator="between")]
    assert judge(indicator(), plan, [seen("2023", 4)])["status"] == "achieved"
    outside = judge(indicator(), plan, [seen("2023", 7)])
    assert (outside["status"], outside["gap"], outside["method"]) == ("not_due", 2, "range")


def test_relative_targets_become_levels(judge: Any) -> None:
    plan = [target("baseline", 2021, 150), target("final", 2024, 20, basis="percent_change")]
    row = judge(indicator(), plan, [seen("2023", 171)])
    assert (row["target"], row["progress"]) == (180, 21 / 30)
    lost = judge(indicator(), plan[1:], [seen("2023", 171)])
    assert lost["status"] == "not_measurable"
    assert lost["flags"] == "relative_target_needs_baseline;target_missing"


def test_a_revised_target_keeps_the_first_one_and_both_are_scored(judge: Any) -> None:
    plan = [
        target("baseline", 2021, 0), target("final", 2024, 40),
        target("final", 2024, 20, set_on="2023-02-01", reason="fewer staff"),
    ]  # fmt: skip
    row = judge(indicator(), plan, [seen("2023", 10)])
    assert (row["target"], row["progress"], row["target_original"], row["progress_original"]) == (
        20,
        1 / 2,
        40,
        1 / 4,
    )
    assert row["flags"] == "target_revised"
    before = judge(indicator(), plan, [seen("2022", 10, recorded_on="2023-01-01")], as_of=date(2023, 1, 31))
    assert (before["target"], before["flags"]) == (40, "")


def test_corrections_append_and_what_was_known_then_can_be_repeated(judge: Any) -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    told = [seen("2023", 8), seen("2023", 6, recorded_on="2024-06-01")]
    assert judge(indicator(), plan, told)["actual"] == 6
    assert judge(indicator(), plan, told, as_of=date(2024, 5, 31))["actual"] == 8
    assert judge(indicator(), plan, told, as_of=date(2024, 6, 1))["actual"] == 6


def test_a_stock_is_the_latest_value_up_to_the_cutoff_and_history_does_not_count(judge: Any) -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    told = [seen("2019", 9), seen("2022", 3), seen("2023-H1", 4), seen("2024", 9)]
    row = judge(indicator(), plan, told)
    assert (row["actual"], row["actual_period"]) == (4, "2023-H1")
    assert judge(indicator(), plan, told[:1])["state"] == "not_due"


def test_cumulative_values_add_up_without_counting_a_half_year_twice(judge: Any) -> None:
    told = [seen("2022", 3), seen("2022-H1", 2), seen("2023-H1", 1), seen("2023-H2", 2)]
    row = judge(indicator(accumulation="cumulative"), [target("final", 2024, 10)], told)
    assert (row["actual"], row["actual_period"], row["progress"]) == (3 + 1 + 2, "2022/2023-H2", 6 / 10)
    assert row["status"] == "behind"


def test_a_missing_period_makes_a_sum_the_least_there_can_be(judge: Any) -> None:
    row = judge(
        indicator(accumulation="cumulative"),
        [target("final", 2023, 10)],
        [seen("2022", 6), seen("2023", None)],
    )
    assert (row["actual"], row["status"], row["lower"], row["upper"]) == (6, "not_reported", 6 / 10, 1)
    assert row["flags"] == "baseline_missing;incomplete_periods"
    enough = judge(indicator(accumulation="cumulative"), [target("final", 2023, 10)], [seen("2022", 10)])
    assert enough["status"] == "achieved"


def test_persons_are_not_added_over_years(judge: Any) -> None:
    one = indicator(accumulation="cumulative", additive_over="place")
    row = judge(one, [target("final", 2024, 30)], [seen("2022", 20), seen("2023", 15)])
    assert (row["actual_low"], row["actual_high"], row["lower"], row["upper"]) == (20, 35, 20 / 30, 1)
    assert isnan(row["actual"]) and isnan(row["progress"])
    assert "double_counting_possible" in row["flags"]


def test_periods_that_overlap_are_not_added(judge: Any) -> None:
    told = [seen("2022-01/2022-08", 3), seen("2022-06/2022-12", 4)]
    row = judge(indicator(accumulation="cumulative"), [target("final", 2024, 10)], told)
    assert (row["status"], row["flags"]) == ("not_measurable", "overlapping_periods")


def test_a_running_total_is_its_last_value_and_cannot_fall(judge: Any) -> None:
    one = indicator(accumulation="running_total")
    assert judge(one, [target("final", 2024, 100)], [seen("2022", 43), seen("2023", 68)])["actual"] == 68
    fallen = judge(one, [target("final", 2024, 100)], [seen("2022", 43), seen("2023", 40)])
    assert (fallen["status"], fallen["flags"]) == ("not_measurable", "running_total_decreases")


ANNUAL = [target("annual", year, 10) for year in (2022, 2023, 2024)]


def test_annual_values_are_judged_by_the_last_year_that_is_due(judge: Any) -> None:
    row = judge(
        indicator(accumulation="annual"), ANNUAL, [seen("2022", 4), seen("2023", 12), seen("2024", 1)]
    )
    assert (row["target_year"], row["actual"], row["progress"], row["status"]) == (
        2023,
        12,
        12 / 10,
        "exceeded",
    )
    assert (row["method"], row["flags"]) == ("annual", "over_achieved")
    gap = judge(indicator(accumulation="annual"), ANNUAL, [seen("2023", 9)])
    assert (gap["status"], gap["flags"]) == ("behind", "incomplete_periods")
    missing = judge(indicator(accumulation="annual"), ANNUAL, [seen("2022", 9)])
    assert (missing["status"], missing["target_year"]) == ("not_reported", 2023)


def test_two_halves_make_a_year_only_where_they_may_be_added(judge: Any) -> None:
    halves = [seen("2022", 10), seen("2023-H1", 4), seen("2023-H2", 6)]
    assert judge(indicator(accumulation="annual", additive_over="time"), ANNUAL, halves)["actual"] == 10
    assert judge(indicator(accumulation="annual"), ANNUAL, halves)["status"] == "not_reported"
    assert (
        judge(indicator(accumulation="annual", additive_over="time"), ANNUAL, halves[:2])["status"]
        == "not_reported"
    )


def test_percentages_of_two_places_are_pooled_and_never_averaged(judge: Any) -> None:
    one, plan = indicator(measure="percentage", unit="percent"), [target("final", 2024, 50)]
    places = [
        seen("2023", 40, reported_by="north", numerator=4, denominator=10),
        seen("2023", 100, reported_by="south", numerator=1, denominator=1),
    ]
    assert judge(one, plan, places)["actual"] == pytest.approx(100 * 5 / 11)
    bare = [{**cells, "numerator": None, "denominator": None} for cells in places]
    refused = judge({**one, "additive_over": "place"}, plan, bare)
    assert (refused["status"], refused["flags"]) == ("not_measurable", "denominator_missing")


def test_two_sources_that_differ_are_a_dispute_and_none_is_picked(judge: Any) -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    row = judge(indicator(), plan, [seen("2023", 5), seen("2023", 9, "police")])
    assert (row["state"], row["status"], row["track"]) == ("disputed", "not_measurable", "unknown")
    assert (row["actual_low"], row["actual_high"], row["lower"], row["upper"]) == (5, 9, 5 / 10, 9 / 10)
    assert isnan(row["actual"]) and isnan(row["progress"]) and isnan(row["gap"]) and row["n_sources"] == 2
    agreed = judge(indicator(), plan, [seen("2023", 3), seen("2023", 4, "police")])
    assert (agreed["state"], agreed["status"], agreed["flags"]) == ("disputed", "behind", "disputed")


def test_a_source_that_quotes_another_is_no_second_voice(judge: Any) -> None:
    plan = [target("baseline", 2021, 0), target("final", 2024, 10)]
    row = judge(indicator(), plan, [seen("2023", 5, "paper"), seen("2023", 9, "police")])
    assert (row["state"], row["actual"], row["n_sources"]) == ("measured", 9, 2)


MILESTONE = {
    "indicator_id": "A",
    "level": "output",
    "measure": "milestone",
    "unit": "milestone",
    "activity_id": "I.1.1",
}


def progress(period: str, status: str, **given_cells: Any) -> dict[str, Any]:
    return {"activity_id": "I.1.1", "period": period, "reported_by": "MoI", "recorded_on": "2024-01-15",
    "status": status,
            **given_cells}  # fmt: skip


@pytest.mark.parametrize(
    ("end", "reports", "state", "status"),
    [
        ("2023", [], "not_reported", "not_reported"),
        ("2024", [], "not_due", "not_due"),
        ("2024", [progress("2023", "ongoing")], "measured", "on_track"),
        ("2023", [progress("2023", "ongoing")], "measured", "behind"),
        ("2023", [progress("2023", "completed")], "measured", "achieved"),
        ("2023", [progress("2022", "ongoing"), progress("2023", "completed")], "measured", "achieved"),
        (
            "2023",
            [progress("2023", "delayed"), progress("2023", "ongoing", reported_by="MoJ")],
            "measured",
            "behind",
        ),
        ("2023", [progress("2024-H1", "completed")], "not_reported", "not_reported"),
    ],
)
def test_a_milestone_is_done_or_not_by_the_reports_on_its_activity(
    judge: Any, end: str, reports: Rows, state: str, status: str
) -> None:
    tables = {
        "plan/activities": [{"activity_id": "I.1.1", "objective_id": "I.1", "end": end}],
        "monitoring/progress": reports,
    }
    row = judge(indicator(**MILESTONE), [], [], tables=tables)
    assert (row["state"], row["status"], row["method"]) == (
        state,
        status,
        "milestone" if reports and state == "measured" else "none",
    )
    assert row["target_year"] == int(end) and "plan/activities#I.1.1" in row["trace"]


@pytest.mark.parametrize("end", ["2023", "2024"])
def test_a_milestone_that_two_institutions_report_on_differently_is_disputed(judge: Any, end: str) -> None:
    tables = {
        "plan/activities": [{"activity_id": "I.1.1", "objective_id": "I.1", "end": end}],
        "monitoring/progress": [
            progress("2023", "completed"), progress("2023", "ongoing", reported_by="MoJ"),
        ],
    }  # fmt: skip
    row = judge(indicator(**MILESTONE), [], [], tables=tables)
    assert (row["state"], row["status"], row["flags"]) == ("disputed", "not_measurable", "disputed")
    assert isnan(row["progress"]) and isnan(row["actual"]) and row["met"] is pd.NA
    assert (row["lower"], row["upper"], row["actual_low"], row["actual_high"]) == (0, 1, 0, 1)
    assert row["n_sources"] == 2 and row["trace"].count("monitoring/progress#") == 2


def test_a_later_word_of_the_same_institution_settles_its_milestone(judge: Any) -> None:
    # both periods end on the same day; what the institution wrote last counts
    reports = [
        progress("2023", "ongoing"),
        progress("2023-H2", "completed", recorded_on="2024-02-20"),
    ]
    activities = [{"activity_id": "I.1.1", "objective_id": "I.1", "end": "2023"}]
    tables = {"plan/activities": activities, "monitoring/progress": reports}
    row = judge(indicator(**MILESTONE), [], [], tables=tables)
    assert (row["state"], row["status"], row["n_sources"]) == ("measured", "achieved", 1)
    assert "2023-H2" in row["trace"] and "|2023|" not in row["trace"]


def test_a_mark_of_traces_in_an_activity_does_not_break_its_trace(judge: Any) -> None:
    tables = {"plan/activities": [{"activity_id": "I;1", "objective_id": "I.1", "end": "2023"}]}
    row = judge(indicator(**{**MILESTONE, "activity_id": "I;1"}), [], [], tables=tables)
    assert row["trace"].split(";") == ["plan/indicators#A", "plan/activities#I%3B1"]


def test_an_observed_milestone_and_one_without_a_deadline(judge: Any) -> None:
    tables = {"plan/activities": [{"activity_id": "I.1.1", "objective_id": "I.1"}]}
    row = judge(indicator(**MILESTONE), [], [seen("2023", 1)], tables=tables)
    assert (row["status"], row["target_year"], row["flags"]) == ("achieved", 2024, "target_year_inferred")


def test_levels_of_quality_are_compared_and_not_divided(judge: Any) -> None:
    one = indicator(measure="ordinal", unit="level", levels="none;draft;adopted;implemented")
    plan = [target("baseline", 2021, 1), target("final", 2023, 3)]
    row = judge(one, plan, [seen("2023", 2)])
    assert (row["method"], row["status"], row["gap"]) == ("ordinal", "behind", -1)
    assert isnan(row["progress"])


def test_the_trace_names_the_rows_that_made_the_figure(judge: Any) -> None:
    row = judge(indicator(), [target("final", 2024, 10)], [seen("2022", 3), seen("2023", 5)])
    assert row["trace"] == (
        "plan/indicators#A;plan/targets#A|final|2024|||;monitoring/observations#A|2023|||ministry||2024-01-15"
    )


def test_a_category_with_a_target_of_its_own_has_its_own_row(make_cycle: Make) -> None:
    cycle = make_cycle(
        {
            "plan/objectives": OBJECTIVES, "plan/indicators": [indicator(), indicator(indicator_id="C",
            level="context")],
            "plan/targets": [target("final", 2024, 10, dimension="sex", category="female")],
            "monitoring/observations": [seen("2023", 5, dimension="sex", category="female")],
            "monitoring/sources": SOURCES,
        }
    )  # fmt: skip
    frame = achievement(cycle, cutoff=END_2023, as_of=LATER)
    assert frame[["indicator_id", "category", "status"]].values.tolist() == [
        ["A", "", "not_measurable"], ["A", "female", "behind"],
    ]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(st.permutations(range(5)))
def test_the_order_of_the_rows_does_not_matter(judge: Any, order: list[int]) -> None:
    told = [seen("2022", 3), seen("2023-H1", 4), seen("2023-H2", 5), seen("2023-H2", 6, "police"),
            seen("2022", 2, recorded_on="2023-01-01")]  # fmt: skip
    one, plan = indicator(accumulation="cumulative"), [target("baseline", 2021, 0), target("final", 2024, 20)]
    row, shuffled = judge(one, plan, told), judge(one, plan, [told[place] for place in order])
    numbers = ["actual_low", "actual_high", "lower", "upper", "status", "flags"]
    assert (
        shuffled[numbers].tolist()
        == row[numbers].tolist()
        == [12, 13, 12 / 20, 13 / 20, "behind", "disputed"]
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(st.integers(min_value=0, max_value=30))
def test_the_bounds_contain_the_value_once_the_missing_year_is_reported(judge: Any, missing: int) -> None:
    one, plan = indicator(accumulation="cumulative"), [target("final", 2024, 20)]
    before = judge(one, plan, [seen("2022", 6)])
    after = judge(one, plan, [seen("2022", 6), seen("2023", missing)])
    assert before["lower"] <= after["progress_capped"] <= before["upper"]


def three_indicators(make_cycle: Make, weights: tuple[float | None, ...]) -> Cycle:
    names = ("A", "B", "C")
    return make_cycle(
        {
            "plan/objectives": OBJECTIVES,
            "plan/indicators": [indicator(indicator_id=n, weight=w) for n, w in zip(names, weights,
            strict=True)],
            "plan/targets": [target("final", 2023, 10, indicator_id=name) for name in names],
            "monitoring/observations": [seen("2023", 5), seen("2023", 30, indicator_id="B")],
            "monitoring/sources": SOURCES,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "value", "coverage", "lower", "upper", "code"),
    [
        ((None, None, None), (0.5 + 1) / 2, 2 / 3, (0.5 + 1 + 0) / 3, (0.5 + 1 + 1) / 3, "equal"),
        ((2, 1, 1), (2 * 0.5 + 1) / 3, 3 / 4, (2 * 0.5 + 1) / 4, (2 * 0.5 + 2) / 4, "stated"),
        ((2, None, 1), (0.5 + 1) / 2, 2 / 3, (0.5 + 1 + 0) / 3, (0.5 + 1 + 1) / 3, "equal"),
    ],
)
def test_a_rollup_says_how_much_of_it_is_known(
    make_cycle: Make, weights: Any, value: float, coverage: float, lower: float, upper: float, code: str
) -> None:
    cycle = three_indicators(make_cycle, weights)
    frame = declared(rollup(cycle, achievement(cycle, cutoff=END_2023, as_of=LATER)), CATALOGUE["rollup"])
    rows = frame.set_index(["scope", "scope_id", "level"])
    for scope in (("plan", "plan"), ("pillar", "prevention"), ("strategic", "I"), ("specific", "I.1")):
        row = rows.loc[(*scope, "outcome")]
        assert [row[name] for name in ("value", "coverage", "lower", "upper")] == pytest.approx(
            [value, coverage, lower, upper]
        )
        assert (row["indicators"], row["scored"], row["behind"], row["exceeded"], row["not_reported"]) == (
            3,
            2,
            1,
            1,
            1,
        )
        assert row["weights"] == code
    empty = rows.loc[("pillar", "protection", "outcome")]
    assert (empty["indicators"], empty["trace"]) == (0, "plan/indicators#*") and isnan(empty["value"])


def test_a_rollup_is_exact_where_the_progress_of_its_indicators_is_a_ratio(make_cycle: Make) -> None:
    # 0 + 0 + 0 + 1/3 + 2/3 of 5 indicators is 1/5, not 0.19999999999999998
    reached = {"A": 0, "B": 0, "C": 0, "D": 1, "E": 2}
    cycle = make_cycle(
        {
            "plan/objectives": OBJECTIVES,
            "plan/indicators": [indicator(indicator_id=name) for name in reached],
            "plan/targets": [
                target(role, year, value, indicator_id=name)
                for name in reached
                for role, year, value in (("baseline", 2021, 0), ("final", 2023, 3))
            ],
            "monitoring/observations": [seen("2023", value, indicator_id=n) for n, value in reached.items()],
            "monitoring/sources": SOURCES,
        }
    )
    frame = rollup(cycle, achievement(cycle, cutoff=END_2023, as_of=LATER))
    rows = frame.set_index(["scope", "scope_id", "level"])
    row = rows.loc[("plan", "plan", "outcome")]
    assert [row[name] for name in ("value", "lower", "upper")] == [0.2, 0.2, 0.2]

"""Indicators and expected results in the period of a monitoring report: cases to check by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from one_indicator import cycle_of, indicator, seen, target

from napeval import measures
from napeval.cycle.periods import Period, parse_period
from napeval.release import Policy, Released, release
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

AS_OF = date(2024, 6, 30)
YEAR = parse_period("2023")
PLAN = [target("baseline", 2021, 10.0), target("final", 2024, 50.0)]
MOVE = ["actual_before", "actual", "movement"]


def known(cycle, period: Period = YEAR, as_of: date = AS_OF) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Achievement at the end of the period, and period_indicators."""
    now = measures.achievement(cycle, cutoff=period.end, as_of=as_of)
    before = measures.achievement(cycle, cutoff=period.start - timedelta(days=1), as_of=as_of)
    frame = measures.period_indicators(cycle, now, before, period=period)
    declared(frame, CATALOGUE["period_indicators"])
    return now, frame


def moved(*told, targets=PLAN, period=YEAR, as_of=AS_OF, tables=None, **cells):
    """The row of the only indicator as a whole."""
    frame = known(cycle_of(indicator(**cells), list(targets), list(told), tables), period, as_of)[1]
    return frame[frame["category"] == ""].iloc[0]


# --- what was measured -----------------------------------------------------------------------------


def test_without_any_value_nothing_is_measured_and_nothing_compared():
    row = moved()
    assert (bool(row["measured_in_period"]), row["movement"]) == (False, "not_comparable")
    assert row[["actual_before", "before_period", "actual", "actual_period", "progress"]].isna().all()
    assert row["track"] == "unknown"


def test_value_progress_and_status_before_the_period_and_at_its_end():
    row = moved(seen("2022", 20.0), seen("2023", 40.0))
    assert row[[*MOVE, "before_period", "actual_period"]].tolist() == [20.0, 40.0, "nearer", "2022", "2023"]
    assert row[["progress_before", "progress"]].tolist() == [(20 - 10) / (50 - 10), (40 - 10) / (50 - 10)]
    assert row["measured_in_period"]
    assert row["trace"].count("monitoring/observations#") == 2


@pytest.mark.parametrize(
    ("period", "measured"),
    [("2022-12", False), ("2023-01", True), ("2022-07/2023-06", True), ("2023-12", True), ("2024-01", False)],
)
def test_a_value_is_of_the_period_in_which_its_own_ends(period, measured):
    row = moved(seen("2022-06", 20.0), seen(period, 30.0))
    assert bool(row["measured_in_period"]) is measured
    assert row["movement"] == ("nearer" if measured else "not_comparable")


def test_the_same_value_as_ever_is_not_called_unchanged_where_nobody_measured():
    row = moved(seen("2022", 20.0))
    assert row[MOVE].tolist() == [20.0, 20.0, "not_comparable"]
    assert not row["measured_in_period"]


def test_a_first_value_has_nothing_to_be_compared_with():
    assert moved(seen("2023", 40.0))["movement"] == "not_comparable"


def test_a_correction_counts_from_the_day_it_was_recorded():
    told = (seen("2022", 20.0), seen("2023", 40.0), seen("2023", 15.0, recorded_on="2024-07-01"))
    assert moved(*told)["movement"] == "nearer"
    assert moved(*told, as_of=date(2024, 7, 1))["movement"] == "further"


# --- nearer or further -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "movement"),
    [(20.0, 40.0, "nearer"), (40.0, 20.0, "further"), (20.0, 20.0, "unchanged"), (60.0, 70.0, "nearer")],
)
def test_progress_from_the_baseline_is_compared(before, now, movement):
    assert moved(seen("2022", before), seen("2023", now))["movement"] == movement


@pytest.mark.parametrize(("now", "movement"), [(40.0, "nearer"), (80.0, "further"), (60.0, "unchanged")])
def test_where_less_is_wanted_less_is_nearer(now, movement):
    plan = [target("baseline", 2021, 100.0), target("final", 2024, 20.0)]
    row = moved(seen("2022", 60.0), seen("2023", now), targets=plan, direction="decrease")
    assert row["movement"] == movement


@pytest.mark.parametrize(
    ("direction", "now", "movement"),
    [
        ("increase", 40.0, "nearer"),
        ("decrease", 40.0, "further"),
        ("maintain", 40.0, "not_comparable"),
        (None, 40.0, "not_comparable"),
        (None, 20.0, "unchanged"),
    ],
)
def test_without_a_target_the_direction_decides(direction, now, movement):
    row = moved(seen("2022", 20.0), seen("2023", now), targets=[], direction=direction)
    assert pd.isna(row["progress"])
    assert row["movement"] == movement


def test_towards_targets_of_other_years_the_values_are_compared():
    """20 of 20 and then 30 of 60: less of its target is reached, and yet there are more."""
    plan = [target("annual", 2022, 20.0), target("annual", 2023, 60.0)]
    row = moved(seen("2022", 20.0), seen("2023", 30.0), targets=plan, accumulation="annual")
    assert row[["progress_before", "progress"]].tolist() == [1.0, 0.5]
    assert row["movement"] == "nearer"


@pytest.mark.parametrize(
    ("second", "movement"), [(15.0, "not_comparable"), (25.0, "nearer"), (40.0, "nearer"), (5.0, "further")]
)
def test_of_disputed_values_only_what_holds_for_all_counts(second, movement):
    told = (seen("2022", 12.0), seen("2022", 20.0, "police"), seen("2023", second))
    row = moved(*told)
    assert pd.isna(row["actual_before"])
    assert row[["actual_before_low", "actual_before_high"]].tolist() == [12.0, 20.0]
    assert row["movement"] == movement


def test_yearly_values_of_half_a_year_are_no_measure_for_a_year():
    row = moved(seen("2022", 20.0), seen("2023-H1", 12.0), accumulation=None, measure="percentage",
                unit="percent", targets=[])  # fmt: skip
    assert row[["actual", "movement"]].tolist() == [12.0, "not_comparable"]


def test_at_least_so_many_may_be_more():
    told = seen("2022", 20.0, bound="at_least"), seen("2023", 40.0)
    assert moved(*told)["movement"] == "not_comparable"


def test_values_of_two_definitions_are_not_compared():
    event = {"event_id": "e", "date": "2023-01", "kind": "definition", "indicator_id": "A"}
    told = seen("2022", 20.0), seen("2023", 40.0)
    assert moved(*told, tables={"monitoring/events": [event]})["movement"] == "not_comparable"
    later = {**event, "date": "2024-01"}
    assert moved(*told, tables={"monitoring/events": [later]})["movement"] == "nearer"


def test_a_dropped_milestone_has_no_period_to_be_compared_over():
    activity = {"activity_id": "x", "objective_id": "I.1", "end": "2023"}
    drop = {"activity_id": "x", "year": 2023, "recorded_on": "2023-02-01", "change": "dropped"}
    row = moved(
        targets=[], measure="milestone", unit="milestone", activity_id="x", level="output",
        tables={"plan/activities": [activity], "plan/revisions": [drop]},
    )  # fmt: skip
    assert (bool(row["measured_in_period"]), row["movement"]) == (False, "not_comparable")


# --- hidden figures --------------------------------------------------------------------------------

BY_SEX = [
    seen(period, value, dimension="sex" if category else None, category=category)
    for period, category, value in (
        ("2022", None, 30.0), ("2022", "female", 26.0), ("2022", "male", 4.0),
        ("2023", None, 60.0), ("2023", "female", 40.0), ("2023", "male", 20.0),
    )
]  # fmt: skip


def through_gate(told, threshold: int = 10, **cells) -> Released:
    cycle = cycle_of(indicator(unit="persons", **cells), PLAN, told)
    now, frame = known(cycle)
    results = {"achievement": now, "period_indicators": frame}
    policy = Policy({"public": threshold}, frozenset({"persons"}), ())
    return release(results, policy, cycle.table("monitoring/sources"), audience="public")


def hidden(released: Released, *key: str) -> set[str]:
    row = released["period_indicators"].row(*key)
    return {name for name, claim in row.items() if claim.state == "suppressed"}


def test_a_small_figure_before_the_period_is_hidden_with_all_that_was_made_from_it():
    lost = hidden(through_gate(BY_SEX), "A", "sex", "male")
    assert {"actual_before", "actual_before_low", "actual_before_high", "movement"} <= lost


def test_the_other_part_of_the_same_whole_is_hidden_too_or_it_would_give_the_small_one_back():
    released = through_gate(BY_SEX)
    assert "actual_before" in hidden(released, "A", "sex", "female")
    assert released["period_indicators"].row("A", "sex", "female")["movement"].value is None
    assert released["achievement"].row("A", "sex", "female")["actual"].value == 40.0


def test_nothing_is_hidden_where_all_figures_are_large_enough():
    released = through_gate([{**one, "value": one["value"] + 20} for one in BY_SEX])
    assert not released["period_indicators"].suppressed.any(axis=None)
    assert released["period_indicators"].row("A", "sex", "male")["movement"].value == "nearer"


def test_what_achievement_hides_is_hidden_here():
    released = through_gate([seen("2022", 30.0), seen("2023", 4.0)])
    assert released["achievement"].row("A", "", "")["status"].state == "suppressed"
    lost = hidden(released, "A", "", "")
    assert {"actual", "progress", "status", "status_before", "track", "movement"} <= lost


def test_counts_of_movement_do_not_tell_what_is_hidden():
    cycle = cycle_of(indicator(unit="persons"), PLAN, BY_SEX)
    released = through_gate([seen("2022", 30.0), seen("2023", 4.0)])
    frame = measures.period_movement(cycle, released["period_indicators"].frame)
    declared(frame, CATALOGUE["period_movement"])
    row = frame.set_index(["scope", "scope_id"]).loc[("plan", "plan")]
    assert row[["indicators", "nearer", "further", "not_comparable", "unknown"]].tolist() == [1, 0, 0, 1, 1]


# --- by scope and by expected result ---------------------------------------------------------------

RESULTS = [{"result_id": "I.1.res1", "objective_id": "I.1"}, {"result_id": "I.res1", "objective_id": "I"}]


def row_of(name: str, track: str, **cells) -> dict[str, object]:
    return {
        "indicator_id": name, "dimension": "", "category": "", "objective_id": "I.1", "level": "outcome",
        "track": track, "movement": "nearer", "measured_in_period": True, "trace": f"t#{name}", **cells,
    }  # fmt: skip


def action(name: str, status: str, track: str = "unknown", spent: float = float("nan"), **cells):
    return {
        "activity_id": name, "objective_id": "I.1", "status": status, "track": track, "spent": spent,
        "trace": f"a#{name}", **cells,
    }  # fmt: skip


NO_ACTIVITIES = pd.DataFrame([action("none", "completed", objective_id="elsewhere")])


def results_of(rows, activities=NO_ACTIVITIES, indicators=()) -> pd.DataFrame:
    cycle = cycle_of(list(indicators), [], [], {"plan/results": RESULTS})
    frame = measures.result_progress(cycle, pd.DataFrame(rows), activities)
    declared(frame, CATALOGUE["result_progress"])
    return frame.set_index("result_id")


@pytest.mark.parametrize(
    ("tracks", "track"),
    [
        (["on_track", "on_track"], "on_track"),
        (["on_track", "unknown"], "on_track"),
        (["on_track", None], "on_track"),
        (["on_track", "off_track"], "off_track"),
        (["off_track", "unknown"], "off_track"),
        (["unknown", None], "unknown"),
    ],
)
def test_a_result_is_on_track_where_all_that_is_known_of_it_is(tracks, track):
    rows = results_of([row_of(str(number), one) for number, one in enumerate(tracks)])
    assert rows.loc["I.1.res1", ["indicators", "track"]].tolist() == [2, track]
    assert rows.loc["I.res1", ["indicators", "track"]].tolist() == [0, "unknown"]


def test_indicators_that_name_the_result_go_before_those_of_its_objective():
    rows = [row_of("A", "on_track"), row_of("B", "off_track"), row_of("C", "off_track", level="output")]
    named = [indicator(result_id="I.1.res1"), indicator(indicator_id="B"), indicator(indicator_id="C")]
    assert results_of(rows, indicators=named).loc["I.1.res1", ["indicators", "track"]].tolist() == [
        1, "on_track",
    ]  # fmt: skip
    found = results_of(rows, indicators=named[1:]).loc["I.1.res1"]
    assert found[["indicators", "on_track", "off_track"]].tolist() == [2, 1, 1]


def test_rows_by_category_are_no_indicators_of_their_own():
    rows = [row_of("A", "on_track"), row_of("A", "off_track", dimension="sex", category="male")]
    assert results_of(rows).loc["I.1.res1", ["indicators", "track"]].tolist() == [1, "on_track"]


def test_activities_of_an_objective_and_below_count_for_its_result():
    activities = pd.DataFrame(
        [
            action("a", "completed", "on_track", spent=5.0),
            action("b", "delayed", "off_track"),
            action("c", "partly_completed"),
            action("d", "not_reported"),
            action("e", "not_started", objective_id="I", spent=2.0),
        ]
    )
    columns = ["activities", "completed", "under_way", "not_reported", "activities_off_track", "spent"]
    rows = results_of([row_of("A", "on_track")], activities)
    assert rows.loc["I.1.res1", columns].tolist() == [4, 1, 2, 1, 1, 5.0]
    assert rows.loc["I.res1", columns].tolist() == [5, 1, 2, 1, 1, 5.0 + 2.0]
    assert rows.loc["I.1.res1", "track"] == "on_track"


def test_nothing_reported_is_not_nothing_spent():
    rows = results_of([row_of("A", "on_track")], pd.DataFrame([action("a", "ongoing")]))
    assert rows["spent"].isna().all()

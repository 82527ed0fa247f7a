"""What must hold of achievement whatever the data: order, units, direction, splitting, filling in."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_indicator import END_2023, LATER, cycle_of, indicator, judged, rows_of, seen, target
from random_cycles import random_tables
from seen_periods import told_by_period
from small_cycles import build_cycle

from napeval.measures.achievement import ACHIEVEMENT_DTYPES, _row, achievement
from napeval.measures.one_place import known_of
from napeval.measures.rollup import rollup
from napeval.measures.rows import known_rows, result_frame
from napeval.measures.voices import OBSERVATIONS, seen_rows

SEEDS = range(40)
MADE_OF_ROWS = ("trace",)


def frame_of(seed: int, **changes: Any) -> pd.DataFrame:
    return achievement(build_cycle(random_tables(seed, **changes)), cutoff=END_2023, as_of=date(2024, 3, 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_summed_up_at_once_gives_the_same_as_every_row_by_itself(seed: int) -> None:
    cycle = build_cycle(random_tables(seed))
    known = {"cutoff": END_2023, "as_of": date(2024, 3, 1)}
    at_once, one_by_one = (
        [_row(place, *place.judged()) for place in known_of(cycle, **known, plain=plain).each()]
        for plain in (True, False)
    )
    frames = [result_frame(rows, ACHIEVEMENT_DTYPES) for rows in (at_once, one_by_one)]
    pd.testing.assert_frame_equal(*frames)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_index_holds_what_was_known_and_nothing_else(seed: int) -> None:
    """Against the plain reading of the rule: of each key the row recorded last by the day."""
    cycle = build_cycle(random_tables(seed))
    day = date(2024, 3, 1)
    rows = seen_rows(known_rows(OBSERVATIONS, cycle.table(OBSERVATIONS), day))
    measures = cycle.table("plan/indicators").set_index("indicator_id")["measure"]
    known = known_of(cycle, cutoff=END_2023, as_of=day)
    for place in known.each():
        key = (place.indicator.indicator_id, *place.place)
        own = [row for row in rows if (row.indicator_id, row.dimension, row.category) == key]
        by_hand = told_by_period(own, measures[key[0]])
        expected = {one.text: one for one in by_hand if "2024" not in one.text}
        found = {one.text: one for one in place.told}
        assert list(found) == list(expected)
        for text, one in found.items():
            other = expected[text]
            assert (one.measured, one.excused, one.unmeasured) == (
                other.measured, other.excused, other.unmeasured,
            )  # fmt: skip
            assert [trace for _, trace in one.traces()] == [trace for _, trace in other.traces()]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    tables = random_tables(seed)
    shuffled = {**tables, OBSERVATIONS: list(tables[OBSERVATIONS])}
    random.Random(seed).shuffle(shuffled[OBSERVATIONS])
    frames = [
        achievement(build_cycle(one), cutoff=END_2023, as_of=LATER).drop(columns=list(MADE_OF_ROWS))
        for one in (tables, shuffled)
    ]
    pd.testing.assert_frame_equal(*frames)


@pytest.mark.parametrize("turned", [False, True])
def test_two_ways_of_writing_a_period_are_one_period(turned: bool) -> None:
    """The two sources speak of the same half-year, and differ."""
    told = [seen("2023-H1", 5), seen("2023-01/2023-06", 7, "police")]
    row = judged(indicator(), [target("final", 2024, 10)], told[::-1] if turned else told)
    assert (row["state"], row["actual_low"], row["actual_high"], row["actual_period"]) == (
        "disputed", 5, 7, "2023-H1",
    )  # fmt: skip
    assert "2023-01%2F2023-06" in row["trace"] or "2023-01/2023-06" in row["trace"]


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["annual", "cumulative"]))
@settings(max_examples=40, deadline=None)
def test_a_period_may_be_split_where_values_may_be_added(first: int, second: int, how: str) -> None:
    one = indicator(accumulation=how, additive_over="time")
    plan = [target("baseline", 2021, 0), target("final", 2024, 50)]
    whole = judged(one, plan, [seen("2022", 5), seen("2023", first + second)])
    split = judged(one, plan, [seen("2022", 5), seen("2023-H1", first), seen("2023-H2", second)])
    same = ["actual", "progress", "status", "lower", "upper", "interval_low", "interval_high", "expected"]
    assert split[same].tolist() == pytest.approx(whole[same].tolist(), nan_ok=True)


def scaled(rows: list[dict[str, Any]], by: float, *names: str) -> list[dict[str, Any]]:
    return [
        {**row, **{name: row[name] * by for name in names if row.get(name) is not None}} for row in rows
    ]


PLANS = [
    [target("baseline", 2021, 40), target("final", 2024, 20)],
    [target("baseline", 2021, 10), target("interim", 2023, 20), target("final", 2024, 30)],
    [target("baseline", 2021, 10), target("final", 2024, 40), target("final", 2024, 30, set_on="2023-03-01")],
    [target("baseline", 2021, 12), target("final", 2024, 12)],
    [target("annual", year, 12) for year in (2022, 2023, 2024)],
]
WAYS = ["progress", "progress_low", "progress_high", "status", "status_worst", "status_best", "track", "met",
        "pace", "lower", "upper", "progress_original", "progress_blended", "original_share"]  # fmt: skip


def told_of(values: list[float]) -> list[dict[str, Any]]:
    """One value from each of as many sources."""
    return [seen("2023", value, one) for value, one in zip(values, ("ministry", "police"), strict=False)]


def ways(row: pd.Series) -> list[object]:
    return [None if pd.isna(row[name]) else row[name] for name in WAYS]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("values", [[14.0], [31.0], [4.0, 26.0], [12.0, 12.0]])
@pytest.mark.parametrize("direction", ["increase", "decrease", "maintain"])
def test_the_unit_of_measurement_does_not_matter(
    plan: list[dict[str, Any]], values: list[float], direction: str
) -> None:
    told = told_of(values)
    one = indicator(direction=direction, tolerance=2.0, unit="EUR", accumulation="annual")
    other = {**one, "tolerance": 2000.0}
    first = judged(one, plan, told)
    thousandfold = judged(other, scaled(plan, 1000, "value"), scaled(told, 1000, "value"))
    assert ways(thousandfold) == pytest.approx(ways(first))


MIRRORED = {"increase": "decrease", "decrease": "increase"}


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan[0]["role"] == "baseline"])
@pytest.mark.parametrize("values", [[14.0], [31.0], [4.0, 26.0]])
@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_a_fall_is_judged_as_the_rise_it_mirrors(
    plan: list[dict[str, Any]], values: list[float], direction: str
) -> None:
    told, other = told_of(values), indicator(direction=MIRRORED[direction], unit="EUR")
    first = judged(indicator(direction=direction, unit="EUR"), plan, told)
    mirror = judged(other, scaled(plan, -1, "value"), scaled(told, -1, "value"))
    assert ways(mirror) == pytest.approx(ways(first))


HALVES = ("2022-H1", "2022-H2", "2023-H1", "2023-H2")


@given(
    st.lists(st.integers(0, 12), min_size=4, max_size=4), st.lists(st.booleans(), min_size=4, max_size=4),
    st.sampled_from(["increase", "decrease"]), st.sampled_from(["time", "none", "place"]),
    st.sampled_from(["number", "percentage"]),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_the_bounds_contain_the_value_once_the_missing_is_filled_in(
    values: list[int], known: list[bool], direction: str, over: str, measure: str
) -> None:
    unit, top = ("cases", 40) if measure == "number" else ("percent", 60)
    one = indicator(
        accumulation="cumulative", additive_over=over, direction=direction, measure=measure, unit=unit
    )
    base = 0 if direction == "increase" else 60
    plan = [target("baseline", 2021, base), target("final", 2023, top if direction == "increase" else 10)]

    def told(chosen: list[bool]) -> list[dict[str, Any]]:
        rows = zip(HALVES, values, chosen, strict=True)
        if measure == "number":
            return [seen(half, value if has else None) for half, value, has in rows]
        return [
            seen(half, None, numerator=value, denominator=12) if has else seen(half, None)
            for half, value, has in rows
        ]

    before, after = judged(one, plan, told(known)), judged(one, plan, told([True] * 4))
    if pd.isna(before["lower"]) or pd.isna(after["lower"]):
        assert measure == "percentage" and over != "time"  # shares that may not be pooled over time
        return
    assert before["lower"] - 1e-12 <= after["lower"] <= after["upper"] <= before["upper"] + 1e-12


@pytest.mark.parametrize("seed", range(20))
def test_the_bounds_of_a_rollup_contain_it_once_the_missing_is_filled_in(seed: int) -> None:
    draw = random.Random(seed)
    names = [f"I.1.ind{number}" for number in range(6)]
    ones = [indicator(indicator_id=name, weight=float(draw.randint(1, 4))) for name in names]
    plan = [
        {**row, "indicator_id": name}
        for name in names
        for row in (target("baseline", 2021, 0), target("final", 2023, 10))
    ]
    values = {name: draw.randint(0, 14) for name in names}
    missing = set(draw.sample(names, 3))

    def rolled(hidden: set[str]) -> pd.Series:
        told = [
            seen("2023", None if name in hidden else value, indicator_id=name)
            for name, value in values.items()
        ]
        cycle = cycle_of(ones, plan, told)
        frame = rollup(cycle, achievement(cycle, cutoff=END_2023, as_of=LATER))
        return frame.set_index(["scope", "scope_id", "level"]).loc[("plan", "plan", "all")]

    before, after = rolled(missing), rolled(set())
    assert before["lower"] <= after["value"] == after["lower"] == after["upper"] <= before["upper"]
    assert before["coverage"] < after["coverage"] == 1


def test_a_table_without_observations_is_judged_too() -> None:
    frame = rows_of(cycle_of(indicator(), [target("final", 2023, 10)], []))
    assert frame["status"].tolist() == ["not_reported"]

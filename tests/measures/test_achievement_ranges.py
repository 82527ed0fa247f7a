"""Values that are not one number: disputed, open at one end, with an interval; targets of two versions."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import pandas as pd
import pytest
from one_indicator import END_2022, END_2024, cycle_of, indicator, judged, rows_of, seen, target

from napeval import trends

TO_TEN = [target("baseline", 2021, 0), target("final", 2024, 10)]


def test_a_disputed_value_is_a_range_through_every_step() -> None:
    row = judged(indicator(), TO_TEN, [seen("2023", 5), seen("2023", 12, "police")])
    assert (row["progress_low"], row["progress_high"]) == (0.5, 1.2)
    assert (row["status_worst"], row["status_best"]) == ("behind", "exceeded")
    assert row["status"] == "not_measurable"
    assert (row["lower"], row["upper"], row["track"]) == (0.5, 1, "unknown")
    assert (row["n_sources"], row["n_independent"]) == (2, 2)


def test_the_track_is_said_where_both_ends_are_on_it() -> None:
    row = judged(indicator(), TO_TEN, [seen("2023", 8), seen("2023", 12, "police")])
    assert (row["status"], row["track"]) == ("not_measurable", "on_track")
    single = judged(indicator(), TO_TEN, [seen("2023", 8)])
    assert pd.isna(single["status_worst"]) and single["progress_low"] == single["progress_high"] == 0.8


@pytest.mark.parametrize("values", [(1, 9), (1, 3, 9)])
def test_a_range_that_reaches_across_its_target_is_not_missed(values: tuple[float, ...]) -> None:
    """Both ends lie outside 2-5, but a value between them may lie inside."""
    plan = [target("final", 2023, 2, upper=5, comparator="between")]
    sources = ("ministry", "police", "court")
    row = judged(indicator(), plan, [seen("2023", v, s) for v, s in zip(values, sources, strict=False)])
    assert (row["status"], row["lower"], row["upper"]) == ("not_measurable", 0, 1)
    assert row["met"] is pd.NA
    outside = judged(indicator(), plan, [seen("2023", 7), seen("2023", 9, "police")])
    assert (outside["status"], outside["met"], outside["upper"]) == ("behind", False, 0)


@pytest.mark.parametrize(
    ("bound", "direction", "value", "status", "lower", "upper"),
    [
        ("at_least", "increase", 8, "on_track", 0.8, 1),
        ("at_least", "increase", 3, "not_measurable", 0.3, 1),
        ("at_most", "increase", 8, "not_measurable", 0, 0.8),
        ("at_most", "increase", -2, "regressed", 0, 0),
        ("approximate", "increase", 8, "on_track", 0.8, 0.8),
    ],
)
def test_at_least_shows_what_is_enough_and_at_most_what_is_too_little(
    bound: str, direction: str, value: float, status: str, lower: float, upper: float
) -> None:
    row = judged(indicator(direction=direction), TO_TEN, [seen("2023", value, bound=bound)])
    assert (row["status"], row["lower"], row["upper"]) == (status, lower, upper)
    assert f"value_{bound}" in row["flags"].split(";")


def test_at_least_is_read_the_other_way_round_where_less_is_wanted() -> None:
    plan = [target("baseline", 2021, 10), target("final", 2024, 0)]
    row = judged(indicator(direction="decrease"), plan, [seen("2023", 2, bound="at_most")])
    assert (row["status"], row["lower"], row["upper"]) == ("on_track", 0.8, 1)


LEVELS = indicator(measure="ordinal", unit="level", levels="none;draft;adopted;applied")


@pytest.mark.parametrize(
    ("level", "status"), [(1, "behind"), (2, "on_track"), (3, "on_track"), (4, "achieved")]
)
def test_levels_are_held_against_the_interim_target_that_is_due(level: int, status: str) -> None:
    plan = [target("baseline", 2021, 1), target("interim", 2022, 2), target("interim", 2024, 3)]
    row = judged(LEVELS, [*plan, target("final", 2025, 4)], [seen("2022", level)])
    assert (row["status"], row["expected"]) == (status, 2)
    assert isnan(row["progress"]) and (row["lower"], row["upper"]) == ((1, 1) if level == 4 else (0, 1))
    early = judged(LEVELS, [plan[0], target("final", 2025, 4)], [seen("2022", level)])
    assert early["status"] == ("achieved" if level == 4 else "not_due")


def test_a_low_level_is_wanted_only_where_the_plan_says_so() -> None:
    plan = [target("baseline", 2021, 3), target("final", 2023, 1)]
    assert judged({**LEVELS, "direction": "decrease"}, plan, [seen("2023", 1)])["status"] == "achieved"
    assert judged({**LEVELS, "direction": "decrease"}, plan, [seen("2023", 2)])["status"] == "behind"


def test_a_fall_without_a_baseline_is_held_against_its_interim_target() -> None:
    plan = [target("interim", 2022, 30), target("final", 2024, 20)]
    one = indicator(direction="decrease")
    assert judged(one, plan, [seen("2023", 28)])["status"] == "on_track"
    assert judged(one, plan, [seen("2023", 31)])["status"] == "behind"
    assert judged(one, plan[1:], [seen("2023", 31)])["status"] == "not_due"


def revised(day: str) -> list[dict[str, Any]]:
    return [*TO_TEN, target("final", 2024, 5, set_on=day)]


def test_a_revised_target_counts_for_the_time_it_was_in_force() -> None:
    """Half of 2022-2023 under 10, half under 5: 3 is 30 % and 60 %, and 45 % of both."""
    row = judged(indicator(), revised("2023-01-01"), [seen("2023", 3)])
    assert (row["progress"], row["progress_original"], row["target_original"]) == (0.6, 0.3, 10)
    assert (row["original_share"], row["progress_blended"]) == (0.5, pytest.approx(0.45))
    assert (row["status"], row["status_original"]) == ("behind", "behind")
    after = [
        judged(indicator(), revised("2023-01-01"), [seen("2024", 3)], cutoff=cutoff)
        for cutoff in (END_2024, date(2025, 12, 31))
    ]  # the time after the target's own year belongs to no version
    assert [one["original_share"] for one in after] == [pytest.approx(1 / 3)] * 2
    late = judged(indicator(), revised("2024-03-01"), [seen("2023", 3)])
    assert (late["original_share"], late["progress_blended"]) == (1, 0.3)
    unrevised = judged(indicator(), TO_TEN, [seen("2023", 3)])
    assert isnan(unrevised["progress_blended"]) and isnan(unrevised["original_share"])


def test_a_target_lowered_to_what_is_reached_shows_both_verdicts() -> None:
    row = judged(indicator(), revised("2023-12-01"), [seen("2023", 5)])
    assert (row["status"], row["met"], row["status_original"], row["met_original"]) == (
        "achieved", True, "behind", False,
    )  # fmt: skip


YEARLY = indicator(accumulation="annual", additive_over="time")


@pytest.mark.parametrize("count", [0, 1, 7, 250])
def test_a_count_of_events_has_the_exact_poisson_interval(count: int) -> None:
    row = judged(YEARLY, TO_TEN, [seen("2023", count)])
    low, high = trends.poisson_interval(count).interval or (0, 0)
    assert row["interval_method"] == "poisson_exact"
    assert (row["interval_low"], row["interval_high"]) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize(("above", "below"), [(7, 10), (0, 10), (10, 10), (1, 1), (300, 1000)])
def test_a_share_of_which_the_counts_are_known_has_the_interval_of_wilson(above: int, below: int) -> None:
    one = indicator(measure="percentage", unit="percent")
    row = judged(one, TO_TEN, [seen("2023", None, numerator=above, denominator=below)])
    low, high = trends.wilson(above, below).interval or (0, 0)
    assert (row["interval_low"], row["interval_high"]) == pytest.approx((100 * low, 100 * high), rel=1e-12)


def test_seven_of_ten_lie_between_40_and_89_percent() -> None:
    one = indicator(measure="percentage", unit="percent")
    row = judged(one, TO_TEN, [seen("2023", 70, numerator=7, denominator=10)])
    assert (round(row["interval_low"]), round(row["interval_high"])) == (40, 89)


def test_a_rate_has_the_poisson_interval_of_its_count() -> None:
    one = indicator(measure="rate", unit="per_100000")
    row = judged(one, TO_TEN, [seen("2023", 3, numerator=6, denominator=200_000)])
    low, high = trends.poisson_interval(6).interval or (0, 0)
    assert (row["interval_low"], row["interval_high"]) == pytest.approx((low / 2, high / 2))


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (indicator(), [seen("2023", 7)]),  # a stock
        ({**YEARLY, "unit": "EUR"}, [seen("2023", 7)]),
        ({**YEARLY, "level": "output"}, [seen("2023", 7)]),
        (YEARLY, [seen("2023", 7.5)]),
        (YEARLY, [seen("2023", 7, bound="approximate")]),
        (indicator(accumulation="cumulative"), [seen("2023", 7)]),  # 2022 is missing
        (indicator(measure="percentage", unit="percent"), [seen("2023", 70)]),
        (indicator(measure="percentage", unit="percent"), [seen("2023", 60, numerator=7, denominator=10)]),
    ],
)
def test_where_counts_do_not_allow_it_there_is_no_interval(
    one: dict[str, Any], told: list[dict[str, Any]]
) -> None:
    row = judged(one, TO_TEN, told)
    assert isnan(row["interval_low"]) and pd.isna(row["interval_method"])


def test_the_interval_of_a_disputed_count_reaches_from_the_lower_to_the_higher() -> None:
    row = judged(YEARLY, TO_TEN, [seen("2023", 7), seen("2023", 12, "police")])
    low, _ = trends.poisson_interval(7).interval or (0, 0)
    _, high = trends.poisson_interval(12).interval or (0, 0)
    assert (row["interval_low"], row["interval_high"]) == pytest.approx((low, high))


SHARE = indicator(measure="percentage", unit="percent", accumulation="cumulative", additive_over="time")


def test_shares_of_several_periods_are_pooled_and_never_added() -> None:
    told = [
        seen("2022", 90, numerator=9, denominator=10), seen("2023", 10, numerator=10, denominator=100),
    ]  # fmt: skip
    row = judged(SHARE, [target("final", 2024, 50)], told)
    assert row["actual"] == pytest.approx(1900 / 110)
    bare = [{**one, "numerator": None, "denominator": None} for one in told]
    assert judged(SHARE, [target("final", 2024, 50)], bare)["flags"].endswith("denominator_missing")
    persons = {**SHARE, "additive_over": "none"}
    assert judged(persons, [target("final", 2024, 50)], told)["flags"].endswith("not_additive")


def test_halves_of_a_year_are_pooled_to_its_share() -> None:
    one = {**SHARE, "accumulation": "annual"}
    told = [
        seen("2023-H1", 50, numerator=1, denominator=2), seen("2023-H2", 75, numerator=6, denominator=8),
    ]  # fmt: skip
    assert judged(one, [target("final", 2024, 50)], told)["actual"] == 70


def test_rates_of_several_places_are_pooled_in_their_unit() -> None:
    one = indicator(measure="rate", unit="per_100000")
    told = [
        seen("2023", 4, numerator=4, denominator=100_000, reported_by="north"),
        seen("2023", 2, numerator=6, denominator=300_000, reported_by="south"),
    ]
    assert judged(one, [target("final", 2024, 5)], told)["actual"] == 2.5


def test_what_is_not_used_need_not_be_usable() -> None:
    """Shares of two places without their counts in 2022 say nothing about 2023."""
    one = indicator(measure="percentage", unit="percent", additive_over="place")
    told = [seen("2022", 40, reported_by="north"), seen("2022", 60, reported_by="south"), seen("2023", 55)]
    row = judged(one, [target("baseline", 2021, 50), target("final", 2024, 60)], told)
    assert (row["actual"], row["progress"]) == (55, 0.5)


def test_a_category_without_a_target_of_its_own_is_shown_and_not_judged() -> None:
    told = [
        seen("2023", 8), seen("2023", 5, dimension="sex", category="female"),
        seen("2023", 8, dimension="sex", category="printed_total"),
    ]  # fmt: skip
    frame = rows_of(cycle_of(indicator(), TO_TEN, told))
    assert frame[["category", "actual", "status", "flags"]].values.tolist() == [
        ["", 8, "on_track", ""], ["female", 5, "not_measurable", "target_missing"],
    ]  # fmt: skip
    assert isnan(frame["lower"][1])


@pytest.mark.parametrize(
    ("marks", "own", "differ"),
    [
        (["on_track", None], "on_track", True),
        (["off_track", None], "off_track", False),
        (["on_track", "off_track"], "on_track;off_track", True),
        ([None, None], None, None),
    ],
)
def test_the_institutions_own_mark_stands_beside_the_computed_one(
    marks: list[str | None], own: str | None, differ: object
) -> None:
    told = [
        seen("2023", 3, own_mark=marks[0]), seen("2023", 3, "police", own_mark=marks[1]),
        seen("2022", 1, own_mark="off_track"),
    ][: 3 if own else 2]  # fmt: skip
    row = judged(indicator(), TO_TEN, told)
    assert row["status"] == "behind"
    assert (None if pd.isna(row["own_mark"]) else row["own_mark"]) == own
    assert (None if pd.isna(row["marks_differ"]) else bool(row["marks_differ"])) is differ


def test_a_mark_says_nothing_against_what_cannot_be_judged() -> None:
    row = judged(indicator(direction=None), TO_TEN, [seen("2023", 3, own_mark="on_track")])
    assert (row["own_mark"], row["track"]) == ("on_track", "unknown") and row["marks_differ"] is pd.NA


def test_paths_between_baseline_and_target() -> None:
    """A third of the time: a linear path asks for a third, an end-loaded one for a ninth, a step for none."""
    told = [seen("2022", 2)]
    found = {
        path: judged(indicator(path=path), TO_TEN, told, cutoff=END_2022)
        for path in ("linear", "end_loaded", "step")
    }
    assert {path: row["expected"] for path, row in found.items()} == {
        "linear": pytest.approx(10 / 3), "end_loaded": pytest.approx(10 / 9), "step": 0,
    }  # fmt: skip
    assert [row["status"] for row in found.values()] == ["behind", "on_track", "on_track"]
    due = judged(indicator(path="step"), TO_TEN, [seen("2024", 2)], cutoff=END_2024)
    assert (due["expected"], due["status"]) == (10, "behind")

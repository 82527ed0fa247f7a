"""Progress, paths and accumulation: cases that can be checked by hand, edges, and properties."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from napeval.measures.accumulation import added_up, last_total, persons_over_periods, year_by_year
from napeval.measures.exact import NotUsable, exact, plainest_ratio
from napeval.measures.path import (
    elapsed_share,
    end_of,
    planned_value,
    projected_year_end,
    start_of,
    status_of,
    track_of,
)  # fmt: skip
from napeval.measures.pooling import pooled_progress, pooled_share, weighted_score
from napeval.measures.progress import progress_in_range, progress_to_target, refused, relative_target
from napeval.measures.stages import milestone, ordinal, steps_done, timing

WHOLE = st.integers(min_value=-1000, max_value=1000)


@pytest.mark.parametrize(("actual", "share"), [(30, 10 / 20), (45, -5 / 20), (10, 30 / 20), (20, 1), (40, 0)])
def test_a_fall_from_40_to_20_is_measured_from_the_baseline(actual: int, share: float) -> None:
    assert progress_to_target(actual, 20, baseline=40, direction="decrease").progress == share


def test_progress_is_never_clamped_and_its_capped_copy_is_apart() -> None:
    beyond = progress_to_target(10, 20, baseline=40, direction="decrease")
    away = progress_to_target(45, 20, baseline=40, direction="decrease")
    assert (beyond.capped, beyond.flags) == (1, ("over_achieved",))
    assert (away.capped, away.flags) == (0, ("moved_away",))


@pytest.mark.parametrize(("actual", "met"), [("19.999999", False), (20, True), ("20.000001", True)])
def test_met_is_decided_just_below_on_and_just_above_the_target(actual: object, met: bool) -> None:
    assert progress_to_target(actual, 20, baseline=10, direction="increase").met is met


def test_a_sum_of_floats_meets_the_target_that_it_prints_as() -> None:
    assert progress_to_target(0.1 + 0.2, 0.3, baseline=0, direction="increase").met is True
    assert progress_to_target(0.3, 0.1 + 0.2, baseline=0, direction="increase").met is True


def test_a_target_of_zero_needs_no_division_by_it() -> None:
    assert progress_to_target(2, 0, baseline=8, direction="decrease").progress == Fraction(6, 8)
    without = progress_to_target(2, 0, direction="decrease")
    assert (without.method, without.progress, without.met, without.gap) == ("threshold", None, False, 2)
    kept = progress_to_target(1, 0, baseline=0, direction="decrease")
    assert (kept.method, kept.met, kept.holds) == ("threshold", False, True)


def test_without_a_baseline_a_rise_is_a_share_of_the_target_and_a_fall_is_met_or_not() -> None:
    rise = progress_to_target(17, 25, direction="increase")
    fall = progress_to_target(30, 20, direction="decrease")
    assert (rise.method, rise.progress, rise.flags) == (
        "actual_over_target",
        Fraction(17, 25),
        ("baseline_missing",),
    )
    assert (fall.progress, fall.met, fall.gap) == (None, False, 10)


@pytest.mark.parametrize(
    ("actual", "met"), [(92.9, False), (93, True), (95, True), (97, True), (97.1, False)]
)
def test_to_maintain_is_to_stay_within_the_tolerance(actual: float, met: bool) -> None:
    judged = progress_to_target(actual, 95, baseline=95, direction="maintain", tolerance=2)
    assert (judged.method, judged.met, judged.progress) == ("band", met, None)


def test_to_maintain_without_bound_or_tolerance_can_only_be_said_of_no_change() -> None:
    assert progress_to_target(96, 95, baseline=95, direction="maintain").reason == "target_equals_baseline"
    assert progress_to_target(95, 95, baseline=95, direction="maintain").met is True


@pytest.mark.parametrize(
    ("actual", "gap", "met"), [(39, -1, False), (40, 0, True), (60, 0, True), (68, 8, False)]
)
def test_a_range_is_met_inside_and_the_gap_is_to_the_nearer_limit(actual: int, gap: int, met: bool) -> None:
    judged = progress_in_range(actual, 40, 60)
    assert (judged.gap, judged.met, judged.progress, judged.distance) == (gap, met, None, abs(gap))


@pytest.mark.parametrize(
    ("given_values", "reason"),
    [
        ({"actual": None, "target": 5, "direction": "increase"}, "no_data"),
        ({"actual": 5, "target": None, "direction": "increase"}, "target_missing"),
        ({"actual": 5, "target": 9, "baseline": 1, "direction": None}, "no_direction"),
        ({"actual": 5, "target": 1, "baseline": 9, "direction": "increase"}, "direction_conflict"),
        ({"actual": 5, "target": 9, "direction": "increase", "ratio_scale": False},
        "ratio_needs_ratio_scale"),
        ({"actual": "12,5", "target": 9, "direction": "increase"}, "not_numeric"),
        ({"actual": "1.234,5", "target": 9, "direction": "increase", "decimal": ","}, "not_numeric"),
        ({"actual": True, "target": 9, "direction": "increase"}, "not_numeric"),
        ({"actual": float("inf"), "target": 9, "direction": "increase"}, "non_finite_value"),
        ({"actual": float("nan"), "target": 9, "direction": "increase"}, "non_finite_value"),
        ({"actual": 0.55, "target": 60, "baseline": 40, "direction": "increase", "percentage": True},
         "percentage_scale_mismatch"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_with_a_reason(given_values: dict[str, object], reason: str) -> None:
    judged = progress_to_target(**given_values)
    assert (judged.reportable, judged.reason, judged.progress) == (False, reason, None)


def test_a_decimal_comma_is_read_where_it_is_declared() -> None:
    assert progress_to_target("12,5", 25, baseline=0, direction="increase", decimal=",").progress == Fraction(
        1, 2
    )


@pytest.mark.parametrize(
    ("stated", "level"),
    [
        ({"change_share": 0.2}, 180), ({"factor": 2}, 300), ({"points": 12.5}, Fraction("162.5")),
        ({"annual_growth": 0.1, "years": 2}, Fraction("181.5")),
    ],
)  # fmt: skip
def test_relative_targets_as_levels_from_150(stated: dict[str, object], level: object) -> None:
    assert relative_target(150, **stated) == level


@pytest.mark.parametrize(
    ("baseline", "stated", "reason"),
    [
        (None, {"factor": 2}, "relative_target_needs_baseline"),
        (0, {"factor": 2}, "relative_target_needs_nonzero_baseline"),
        (20, {"factor": 2, "ratio_scale": False}, "relative_target_needs_ratio_scale"),
        (20, {}, "target_missing"),
    ],
)
def test_relative_targets_that_have_no_level(
    baseline: object, stated: dict[str, object], reason: str
) -> None:
    with pytest.raises(NotUsable, match=f"^{reason}$"):
        relative_target(baseline, **stated)


@given(WHOLE, WHOLE, WHOLE)
def test_rising_and_falling_mirror_each_other(baseline: int, target: int, actual: int) -> None:
    assume(baseline < target)
    rise = progress_to_target(actual, target, baseline=baseline, direction="increase")
    fall = progress_to_target(-actual, -target, baseline=-baseline, direction="decrease")
    assert (rise.progress, rise.met, rise.flags) == (fall.progress, fall.met, fall.flags)


@given(WHOLE, WHOLE, WHOLE, st.integers(min_value=1, max_value=50))
def test_progress_does_not_depend_on_the_unit(baseline: int, target: int, actual: int, factor: int) -> None:
    assume(baseline < target)
    in_one = progress_to_target(actual, target, baseline=baseline, direction="increase")
    in_other = progress_to_target(
        actual * factor, target * factor, baseline=baseline * factor, direction="increase"
    )
    assert in_one.progress == in_other.progress


def test_two_of_three_years_are_two_thirds() -> None:
    assert elapsed_share(
        start_of(date(2022, 1, 1)), end_of(date(2024, 12, 31)), end_of(date(2023, 12, 31))
    ) == Fraction(2, 3)
    assert start_of(date(2024, 1, 1)) == end_of(date(2023, 12, 31)) == 2024


def test_a_share_of_no_time_is_refused_in_words() -> None:
    with pytest.raises(ValueError) as refusal:
        elapsed_share(2024, 2024, 2023)
    assert str(refusal.value) == (
        "elapsed share: found a start of 2024 and an end of 2024; allowed: a start before the end."
    )


@pytest.mark.parametrize(("path", "expected"), [("linear", 5), ("step", 0), ("end_loaded", Fraction(10, 4))])
def test_what_a_path_from_0_to_10_expects_at_half_time(path: str, expected: object) -> None:
    points = [(Fraction(2022), Fraction(0)), (Fraction(2024), Fraction(10))]
    assert planned_value(Fraction(2023), points, path=path) == expected
    assert planned_value(Fraction(2024), points, path=path) == 10
    assert planned_value(Fraction(2021), points, path=path) == 0


def test_an_interim_target_is_due_at_its_own_date_on_every_path() -> None:
    points = [(Fraction(2022), Fraction(0)), (Fraction(2024), Fraction(60)), (Fraction(2025), Fraction(90))]
    assert {
        planned_value(Fraction(2024), points, path=path) for path in ("linear", "step", "end_loaded")
    } == {60}


def test_an_unknown_path_names_the_nearest() -> None:
    with pytest.raises(ValueError) as refusal:
        planned_value(Fraction(2023), [(Fraction(2022), Fraction(0))], path="liner")
    allowed = "path: found 'liner'; allowed: linear, step, end_loaded."
    assert str(refusal.value) == f"{allowed} Did you mean 'linear'?"


def test_one_tenth_at_a_third_of_the_time_is_behind() -> None:
    judged = progress_to_target(1, 10, baseline=0, direction="increase")
    assert status_of(judged, due_share=Fraction(1, 3), due=False) == "behind"


@pytest.mark.parametrize(
    ("actual", "status"),
    [(-0.1, "regressed"), (0, "behind"), (4.999, "behind"), (5, "on_track"), (9.999, "on_track"), (10,
    "achieved"),
     (10.001, "exceeded")],
)  # fmt: skip
def test_the_statuses_change_exactly_at_their_thresholds(actual: float, status: str) -> None:
    judged = progress_to_target(actual, 10, baseline=0, direction="increase")
    assert status_of(judged, due_share=Fraction(1, 2), due=False) == status


def test_without_a_ratio_a_missed_target_is_behind_only_once_it_is_due() -> None:
    missed = progress_to_target(30, 20, direction="decrease")
    assert status_of(missed, due_share=None, due=False) == "not_due"
    assert status_of(missed, due_share=None, due=True) == "behind"
    kept = progress_to_target(90, 95, baseline=95, direction="maintain", bound="at_least")
    assert status_of(kept, due_share=None, due=False) == "regressed"
    assert status_of(refused("no_data"), due_share=None, due=True) == "not_reported"
    assert status_of(refused("target_missing"), due_share=None, due=True) == "not_measurable"


def test_the_two_way_verdict_knows_what_it_does_not_know() -> None:
    assert [track_of(one) for one in ("exceeded", "behind", "regressed", "not_due", "not_reported")] == [
        "on_track", "off_track", "off_track", "unknown", "unknown",
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r"status: found 'behnd'; .* Did you mean 'behind'"):
        track_of("behnd")


def test_half_a_year_of_17_projects_to_34() -> None:
    assert projected_year_end(Fraction(17), Fraction(6)) == 34
    with pytest.raises(ValueError, match=r"^months elapsed: found 0; allowed: above 0\.$"):
        projected_year_end(Fraction(17), Fraction(0))


YEARS = {"2021": 26, "2022": 17, "2023": 25}


def test_annual_values_add_up_and_running_totals_do_not() -> None:
    assert added_up(YEARS).value == 26 + 17 + 25
    assert last_total({"2021": 26, "2022": 43, "2023": 68}).value == 68
    with pytest.raises(NotUsable, match=r"^running_total_decreases$"):
        last_total({"2021": 26, "2022": 17})
    with pytest.raises(NotUsable, match=r"^no_data$"):
        added_up({"2021": None})


def test_persons_counted_every_year_are_at_least_the_largest_and_at_most_the_sum() -> None:
    persons = persons_over_periods({**YEARS, "2024": None})
    assert (persons.low, persons.high, persons.value) == (26, 68, None)
    assert persons.flags == ("incomplete_periods", "double_counting_possible")


def test_each_year_against_its_own_target() -> None:
    judged = year_by_year(
        {**YEARS, "2024": None}, dict.fromkeys(("2021", "2022", "2023", "2024"), 25), direction="increase"
    )
    assert [one.progress for one in judged.by_period.values()] == [
        Fraction(26, 25),
        Fraction(17, 25),
        1,
        None,
    ]
    assert (judged.met, judged.with_data, judged.periods, judged.pooled) == (2, 3, 4, Fraction(68, 75))
    assert judged.mean_capped == (1 + Fraction(17, 25) + 1) / 3
    assert judged.flags == ("incomplete_periods",)


@given(st.permutations(list(YEARS.items())))
def test_the_order_of_the_periods_does_not_matter(items: list[tuple[str, int]]) -> None:
    assert added_up(dict(items)) == added_up(YEARS)
    assert last_total(dict(items[:1] or items)).value == items[0][1]


def test_percentages_are_pooled_and_not_averaged() -> None:
    pooled = pooled_share([(4, 10), (1, 1)])
    assert pooled.share == Fraction(4 + 1, 10 + 1)
    assert round(float(pooled.percentage), 1) == 45.5
    assert pooled.shares == (Fraction(4, 10), 1)


@pytest.mark.parametrize(
    ("parts", "stated", "reason"),
    [
        ([(9, 10), (None, None)], [None, 40], "denominator_missing"),
        ([(9, 10), (12, 10)], [], "numerator_exceeds_denominator"),
        ([(None, None)], [], "no_data"),
        ([(0, 0)], [], "zero_denominator"),
    ],
)
def test_shares_that_cannot_be_pooled(
    parts: list[tuple[object, object]], stated: list[object], reason: str
) -> None:
    with pytest.raises(NotUsable, match=f"^{reason}$"):
        pooled_share(parts, stated=stated)


def test_a_place_that_did_not_report_is_left_out_and_said() -> None:
    pooled = pooled_share([(9, 10), (None, None), (0, 0)])
    assert (pooled.share, pooled.shares) == (Fraction(9, 10), (Fraction(9, 10), None, None))
    assert pooled.flags == ("incomplete_regions", "zero_denominator")


def test_a_surplus_in_one_place_does_not_hide_the_lack_in_another() -> None:
    both = pooled_progress(
        [{"target": 10, "actual": 20}, {"target": 10, "actual": 0}, {"target": 20, "actual": None}]
    )
    assert (both.progress, both.without_offset, both.mean) == (1, Fraction(1, 2), 1)
    assert (both.target_coverage, both.places, both.with_data, both.met) == (Fraction(20, 40), 3, 2, 1)
    with pytest.raises(NotUsable, match=r"^median_not_aggregable$"):
        pooled_progress([{"target": 1, "actual": 1}], additive=False)


def test_a_score_caps_each_indicator_and_says_how_much_is_known() -> None:
    score = weighted_score([1.5, 0.5, None], [1, 1, 2])
    assert (score.capped, score.raw, score.coverage) == (Fraction(3, 4), 1, Fraction(1, 2))
    assert score.flags == ("incomplete_indicators",)
    with pytest.raises(NotUsable, match=r"^negative_weight$"):
        weighted_score([1, 1], [1, -1])
    with pytest.raises(NotUsable, match=r"^no_data$"):
        weighted_score([None], [1])


def test_milestones_steps_and_days() -> None:
    assert (milestone(True).progress, milestone(False).progress, milestone(None).reason) == (1, 0, "no_data")
    steps = steps_done([True, False, True, None])
    assert (steps.done, steps.of, steps.share, steps.flags) == (2, 4, Fraction(1, 2), ("step_order_gap",))
    assert steps_done([True, False], weights=[3, 1]).share == Fraction(3, 4)
    assert timing(date(2023, 6, 30), date(2023, 7, 31)).days_late == 31
    assert timing(date(2023, 6, 30), date(2023, 6, 30)).on_time is True
    assert timing(date(2023, 6, 30), None).on_time is None


def test_levels_are_counted_and_never_made_a_share() -> None:
    levels = ["none", "draft", "adopted", "implemented"]
    one = ordinal("draft", "adopted", baseline="none", levels=levels)
    assert (one.done, one.planned, one.judged.progress, one.judged.met) == (1, 2, None, False)
    assert ordinal("none", "adopted", baseline="draft", levels=levels).judged.flags == ("moved_away",)
    assert ordinal("drafted", "adopted", levels=levels).judged.reason == "unknown_level"


def test_numbers_are_read_as_printed() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact("62.5") == Fraction(125, 2)
    assert exact(None) is None


@given(numerator=st.integers(0, 10**7), denominator=st.integers(1, 10**7))
def test_a_ratio_comes_back_from_its_float(numerator, denominator):
    assert plainest_ratio(numerator / denominator) == Fraction(numerator, denominator)


@pytest.mark.parametrize(("value", "ratio"), [(0.2, (1, 5)), (-1 / 3, (-1, 3)), (0.0, (0, 1)), (7.0, (7, 1))])
def test_the_plainest_ratio_of_a_float(value, ratio):
    assert plainest_ratio(value) == Fraction(*ratio)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_finite_is_no_ratio(value):
    with pytest.raises(NotUsable, match=r"^non_finite_value$"):
        plainest_ratio(value)

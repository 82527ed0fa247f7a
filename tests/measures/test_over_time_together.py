"""Families of tests, the make-up of cases and the outlook to targets, on tiny hand-made cycles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from napeval import trends as statistics
from napeval.cycle.cycle import Cycle
from napeval.measures.over_time.composition import composition
from napeval.measures.over_time.families import trend_families
from napeval.measures.over_time.outlook import outlook
from napeval.measures.over_time.trends import trends
from napeval.measures.series import series
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

CUTOFF, LATER = date(2023, 6, 30), date(2026, 1, 1)
Make = Callable[..., Cycle]
SOURCES = [{"source_id": "police"}, {"source_id": "ministry"}]


def indicator(name: str, **given: Any) -> dict[str, Any]:
    return {
        "indicator_id": name, "objective_id": "I", "level": "context", "unit": "cases", "measure": "number",
        "accumulation": "annual", **given,
    }  # fmt: skip


def seen(name: str, period: object, value: float, source: str = "police", **given: Any) -> dict[str, Any]:
    return {
        "indicator_id": name, "period": str(period), "value": value, "source_id": source,
        "recorded_on": "2025-01-15", "state": "measured", **given,
    }  # fmt: skip


def cycle_of(make_cycle: Make, indicators: list[Any], told: list[Any], targets: list[Any] = ()) -> Cycle:  # type: ignore[assignment]
    return make_cycle(
        {"plan/indicators": indicators, "monitoring/observations": told, "monitoring/sources": SOURCES,
         "plan/targets": list(targets)}
    )  # fmt: skip


# --- many tests at once -------------------------------------------------------------------------------


def family_of(p: dict[str, float | None], floor: float = 0.01, test: str = "mann_kendall") -> pd.DataFrame:
    rows = [
        {"indicator_id": name, "dimension": "", "category": "", "test": test, "unit": "cases",
         "p_high": value, "p_floor": floor, "sources": "police", "trace": f"t#{name}",
         "finding": "every_choice_shows_increase" if value and value <= 0.05 else "no_choice_shows_trend"}
        for name, value in p.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_with_three_series_a_p_just_below_five_percent_does_not_stand() -> None:
    found, counts = trend_families(family_of({"a": 0.001, "b": 0.04, "c": 0.8}))
    own = found.set_index("indicator_id")
    # Benjamini and Hochberg: 3/1 x 0.001, 3/2 x 0.04, 3/3 x 0.8
    assert own["p_adjusted"].tolist() == pytest.approx([0.003, 0.06, 0.8])
    assert own.loc[["a", "b"], "stands"].tolist() == [True, False] and pd.isna(own.loc["c", "stands"])
    (row,) = counts[counts["test"] == "mann_kendall"].to_dict("records")
    names = ("series", "tested", "not_testable", "shown", "standing")
    assert [row[name] for name in names] == [3, 3, 0, 2, 1]


def test_series_that_could_never_be_found_are_left_out_of_the_family() -> None:
    long = family_of({"a": 0.04})
    short = family_of({"b": 0.9, "c": None}, floor=1 / 3)
    found, counts = trend_families(pd.concat([long, short], ignore_index=True))
    assert found["p_adjusted"].tolist() == [0.04]  # as if alone
    assert counts.set_index("test").loc["mann_kendall", "not_testable"] == 2


@pytest.mark.parametrize(("p", "stands"), [(0.0249, True), (0.025, True), (0.0251, False)])
def test_the_edge_of_standing_among_two(p: float, stands: bool) -> None:
    found, _ = trend_families(family_of({"a": p, "b": 0.9}))
    assert found["stands"].tolist()[0] is stands


def test_families_and_counts_are_as_declared(make_cycle: Make) -> None:
    told = [seen("a", 2012 + step, 5 + 4 * step) for step in range(10)]
    cycle = cycle_of(make_cycle, [indicator("a")], told)
    both = series(cycle, cutoff=CUTOFF, as_of=LATER)
    found, counts = trend_families(trends(cycle, *both))
    assert len(declared(found, CATALOGUE["trend_families"])) == 2
    assert len(declared(counts, CATALOGUE["family_counts"])) == 2


def test_without_any_series_the_counts_are_zero(make_cycle: Make) -> None:
    cycle = cycle_of(make_cycle, [indicator("a")], [seen("a", 2022, 3)])
    found, counts = trend_families(trends(cycle, *series(cycle, cutoff=CUTOFF, as_of=LATER)))
    assert found.empty and counts["series"].tolist() == [0, 0]


# --- the tests that look for breaks ---------------------------------------------------------------------


def found_of(make_cycle: Make, values: list[float], first: int = 2010, **given: Any) -> pd.DataFrame:
    told = [seen("a", first + step, value) for step, value in enumerate(values)]
    cycle = cycle_of(make_cycle, [indicator("a", **given)], told)
    found = trends(cycle, *series(cycle, cutoff=date(2030, 12, 31), as_of=LATER))
    return declared(found, CATALOGUE["trends"]).set_index("test")


def test_a_level_that_shifts_is_found_with_its_year(make_cycle: Make) -> None:
    found = found_of(make_cycle, [40, 44, 41, 43, 42, 20, 23, 21, 22, 24])
    assert found.loc["level_shift", "finding"] == "every_choice_shows_decrease"
    assert (found.loc["level_shift", "place_first"], found.loc["level_shift", "place_last"]) == (2015, 2015)
    assert found.loc["level_shift", "effect_low"] == -20  # 22, the later median difference, below 42


def test_a_line_that_bends_is_found_between_years_and_a_straight_one_is_not(make_cycle: Make) -> None:
    bent = [10.0, 20.2, 29.9, 40.1, 50.0, 60.2, 50.1, 39.8, 30.1, 20.2, 10.0, 0.1]
    found = found_of(make_cycle, bent, accumulation="stock", measure="percentage", unit="percent")
    assert found.loc["joinpoint", "finding"] == "every_choice_shows_break"
    assert found.loc["joinpoint", "place_first"] <= 2015 <= found.loc["joinpoint", "place_last"]
    straight = [10.0, 20.2, 29.9, 40.1, 50.0, 60.2, 69.9, 80.1, 90.0]
    even = found_of(make_cycle, straight, accumulation="stock", measure="percentage", unit="percent")
    assert even.loc["joinpoint", "finding"] == "no_choice_shows_break"
    assert even.loc["joinpoint", "effect_low"] == pytest.approx(10.0, abs=0.05)


def test_a_change_since_the_plan_needs_four_years_on_either_side(make_cycle: Make) -> None:
    # The plan of the small cycles begins in 2022.
    before = [50, 52, 49, 51, 50, 52]
    short = found_of(make_cycle, [*before, 20, 22, 21], first=2016)
    assert short.loc["since_plan", ["finding", "reason"]].tolist() == ["too_few_points", "too_few_post"]
    whole = found_of(make_cycle, [*before, 20, 22, 21, 19], first=2016)
    assert whole.loc["since_plan", "finding"] == "every_choice_shows_decrease"
    assert -70 < whole.loc["since_plan", "effect_low"] < -45  # percent


def test_a_running_total_is_not_tested(make_cycle: Make) -> None:
    found = found_of(make_cycle, [1, 3, 5, 8, 12, 19], accumulation="running_total")
    assert found["reason"].to_dict() == {"mann_kendall": "running_total_only_rises"}


# --- the make-up of cases -----------------------------------------------------------------------------


def by_sex(year: int, women: float, men: float, source: str = "police") -> list[dict[str, Any]]:
    return [
        seen("a", year, value, source, dimension="sex", category=name)
        for name, value in (("female", women), ("male", men))
    ]


def make_up(make_cycle: Make, told: list[Any], **given: Any) -> pd.DataFrame:
    cycle = cycle_of(make_cycle, [indicator("a", **given)], told)
    both = series(cycle, cutoff=CUTOFF, as_of=LATER)
    return declared(composition(cycle, *both), CATALOGUE["composition"])


def test_a_make_up_that_turns_round_is_a_change_and_says_what_moved(make_cycle: Make) -> None:
    (row,) = make_up(make_cycle, [*by_sex(2020, 18, 2), *by_sex(2021, 3, 17)]).to_dict("records")
    answer = statistics.composition_change([[18, 2], [3, 17]])
    assert (row["p_low"], row["p_high"]) == (answer.p, answer.p) and answer.p < 0.001
    assert (row["finding"], row["n"], row["cases_low"]) == ("every_choice_shows_change", 2, 40)
    assert row["moved"] in ("female", "male") and row["moved_period"] in ("2020", "2021")


def test_the_same_shares_are_no_change(make_cycle: Make) -> None:
    (row,) = make_up(make_cycle, [*by_sex(2020, 4, 8), *by_sex(2021, 6, 12)]).to_dict("records")
    assert (row["finding"], row["effect_high"]) == ("no_choice_shows_change", 0) and pd.isna(row["moved"])


def test_one_source_a_year_is_believed_and_every_choice_is_gone_through(make_cycle: Make) -> None:
    told = [*by_sex(2020, 18, 2), *by_sex(2021, 3, 17), *by_sex(2021, 17, 3, "ministry")]
    (row,) = make_up(make_cycle, told).to_dict("records")
    assert (row["choices"], row["finding"]) == (2, "choices_disagree")


def test_categories_that_a_year_does_not_name_are_not_zero(make_cycle: Make) -> None:
    told = [*by_sex(2020, 18, 2), seen("a", 2021, 5, dimension="sex", category="female")]
    assert make_up(make_cycle, told).empty  # 2021 gives one category only
    told += [seen("a", 2021, 9, dimension="sex", category="not stated")]
    (row,) = make_up(make_cycle, told).to_dict("records")
    assert (row["finding"], row["reason"]) == ("not_reportable", "one_category")


def test_amounts_of_money_have_no_make_up_of_cases(make_cycle: Make) -> None:
    assert make_up(make_cycle, [*by_sex(2020, 18, 2), *by_sex(2021, 3, 17)], unit="EUR").empty


# --- the outlook --------------------------------------------------------------------------------------


def target(value: float | None, year: int = 2024, **given: Any) -> dict[str, Any]:
    return {"indicator_id": "a", "role": "final", "year": year, "value": value, **given}


def ahead(make_cycle: Make, told: list[Any], *targets: dict[str, Any], **given: Any) -> dict[str, Any]:
    own = indicator("a", level="outcome", direction="increase", **given)
    cycle = cycle_of(make_cycle, [own], told, list(targets))
    both = series(cycle, cutoff=CUTOFF, as_of=LATER)
    found = declared(outlook(cycle, *both, cutoff=CUTOFF, as_of=LATER), CATALOGUE["outlook"])
    (row,) = found.to_dict("records")
    return dict(row)


def test_a_total_goes_on_at_its_rate_from_what_is_achieved(make_cycle: Make) -> None:
    told = [seen("a", "2022-H1", 20), seen("a", "2022-H2", 24), seen("a", "2023-H1", 22)]
    row = ahead(make_cycle, told, target(120), accumulation="cumulative")
    assert (row["kind"], row["n"], row["basis"]) == ("cumulative", 3, "scenario")
    # 66 in a year and a half, half an event more by the prior of Jeffreys: 1.5 years more
    assert row["projected_low"] == pytest.approx(66 + 66.5 / 1.5 * 1.5, rel=0.01)
    assert 0.5 < row["probability_low"] < 0.95 and row["likelihood_low"] == "likely"


def test_a_total_that_is_there_already_is_certain(make_cycle: Make) -> None:
    row = ahead(make_cycle, [seen("a", 2022, 130)], target(120), accumulation="cumulative")
    told = (row["probability_low"], row["basis"], row["likelihood_low"])
    assert told == (1, "certain", "virtually_certain")


def test_a_gap_in_the_periods_forbids_an_outlook_of_a_total(make_cycle: Make) -> None:
    row = ahead(make_cycle, [seen("a", "2023-H1", 22)], target(120), accumulation="cumulative")
    assert (row["reason"], row["reportable"]) == ("periods_missing", 0)


def test_longer_periods_stand_in_where_their_parts_do_not_fill_them(make_cycle: Make) -> None:
    told = [seen("a", 2022, 44), seen("a", "2022-H2", 24), seen("a", "2023-H1", 22)]
    row = ahead(make_cycle, told, target(120), accumulation="cumulative")
    assert (row["n"], row["first_period"], row["last_period"]) == (2, "2022", "2023-H1")


def test_a_running_total_grows_by_its_differences(make_cycle: Make) -> None:
    told = [seen("a", "2022-H1", 20), seen("a", "2022-H2", 44), seen("a", "2023-H1", 66)]
    running = ahead(make_cycle, told, target(120), accumulation="running_total")
    added = [seen("a", "2022-H1", 20), seen("a", "2022-H2", 24), seen("a", "2023-H1", 22)]
    total = ahead(make_cycle, added, target(120), accumulation="cumulative")
    assert running["projected_low"] == pytest.approx(total["projected_low"], rel=0.01)


def test_a_line_of_levels_carries_a_third_of_its_length_ahead(make_cycle: Make) -> None:
    told = [seen("a", year, 30 + 3 * (year - 2015) + (year % 2)) for year in range(2015, 2023)]
    near = ahead(make_cycle, told, target(60, 2024), accumulation="stock", unit="points")
    assert (near["kind"], near["basis"], near["reportable"]) == ("level", "forecast", 1)
    assert near["projected_low"] == pytest.approx(57.5, abs=1)
    far = ahead(make_cycle, told, target(60, 2026), accumulation="stock", unit="points")
    assert far["reason"] == "horizon_too_long"


def test_few_shares_have_no_outlook(make_cycle: Make) -> None:
    told = [seen("a", year, 40 + year - 2020) for year in (2020, 2021, 2022)]
    row = ahead(make_cycle, told, target(60), measure="percentage", unit="percent", accumulation="stock")
    assert (row["kind"], row["reason"]) == ("share", "n_too_small")


def test_yearly_numbers_are_projected_for_the_year_of_the_target(make_cycle: Make) -> None:
    told = [seen("a", year, value) for year, value in ((2020, 26), (2021, 17), (2022, 25))]
    row = ahead(make_cycle, told, target(30))
    answer = statistics.forecast_poisson_constant_rate([26, 17, 25], [1, 1, 1], future_exposure=1, target=30)
    assert row["projected_low"] == pytest.approx(68.5 / 3)
    assert row["probability_low"] == round(answer.p_reach_target, 3)
    assert (row["kind"], row["basis"]) == ("count", "scenario")  # two years ahead of three


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"direction": None}, "no_direction"), ({"comparator": "between"}, "range_target"),
        ({"comparator": "exactly"}, "range_target"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_reached_from_one_side_has_none(
    make_cycle: Make, given: dict[str, Any], reason: str
) -> None:
    own = indicator("a", level="outcome", direction=given.get("direction", "increase"))
    stated = target(30, comparator=given.get("comparator"), upper=40)
    cycle = cycle_of(make_cycle, [own], [seen("a", 2022, 20)], [stated])
    (row,) = outlook(cycle, *series(cycle, cutoff=CUTOFF, as_of=LATER), cutoff=CUTOFF, as_of=LATER).to_dict(
        "records"
    )
    assert row["reason"] == reason


def test_targets_of_the_past_and_outputs_have_no_outlook(make_cycle: Make) -> None:
    told = [seen("a", 2022, 20)]
    past = cycle_of(make_cycle, [indicator("a", level="outcome", direction="increase")], told,
                    [target(30, 2022)])  # fmt: skip
    output = cycle_of(make_cycle, [indicator("a", level="output", direction="increase")], told, [target(30)])
    for cycle in (past, output):
        both = series(cycle, cutoff=CUTOFF, as_of=LATER)
        assert outlook(cycle, *both, cutoff=CUTOFF, as_of=LATER).empty


def test_disputed_values_carry_a_range_through_the_outlook(make_cycle: Make) -> None:
    told = [seen("a", year, 25) for year in (2020, 2021, 2022)] + [seen("a", 2022, 40, "ministry")]
    row = ahead(make_cycle, told, target(30))
    assert row["choices"] == 2 and row["projected_low"] < row["projected_high"]
    assert row["probability_low"] < row["probability_high"]

"""The methods of Eurostat, of the United Nations and of Open SDG: worked by hand, refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from typing import Any

import pandas as pd
import pytest
from one_indicator import END_2023, LATER, cycle_of, indicator, seen, target

from napeval.measures.achievement import achievement
from napeval.measures.achievement_methods import achievement_methods
from napeval.measures.growth_methods import Course, eurostat, growth, open_sdg, un_chart
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

# From 100 to 121 in two years is 10 % a year; 200 in ten years asks for 7.18 % a year.
RISE = Course(base=100, latest=121, target=200, years=2, to_target=10, rising=True, met=False)
LONG = replace(RISE, latest=133.1, years=3)


def test_growth() -> None:
    assert growth(100, 121, 2) == pytest.approx(0.1)
    assert growth(100, 0, 2) == -1


def test_eurostat() -> None:
    required = 2 ** (1 / 10) - 1
    rated = eurostat(LONG)
    assert (rated.verdict, rated.track) == ("significant", "on_track")
    assert rated.value == pytest.approx(0.1 / required)
    slow = eurostat(replace(LONG, latest=115.7625))  # 5 % a year
    assert (slow.value, slow.verdict, slow.track) == (pytest.approx(0.05 / required), "moderate", "off_track")
    assert eurostat(replace(LONG, latest=103)).verdict == "insufficient"
    assert eurostat(replace(LONG, latest=99)).verdict == "away"
    assert eurostat(RISE).reason == "too_few_years"


def test_the_progress_chart() -> None:
    rated = un_chart(replace(RISE, latest=110.25))  # 5 % a year leads to 162.9 after ten
    assert rated.value == pytest.approx((100 * 1.05**10 - 100) / 100)
    assert (rated.verdict, rated.track) == ("too_slow", "off_track")
    assert un_chart(RISE).verdict == "met_or_on_track"
    assert un_chart(replace(RISE, latest=100.5)).verdict == "stagnation"


def test_open_sdg() -> None:
    falling = Course(base=100, latest=81, target=50, years=2, to_target=5, rising=False, met=False)
    rated = open_sdg(falling)  # -10 % a year against -12.94 %
    assert (rated.value, rated.verdict) == (pytest.approx(0.1 / (1 - 0.5**0.2)), "acceleration_needed")
    assert open_sdg(replace(falling, latest=110)).verdict == "deterioration"
    assert open_sdg(replace(falling, latest=45, met=True)).verdict == "target_achieved"


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"base": 0}, ("zero_baseline",) * 3),
        ({"base": -5}, ("negative_value",) * 3),
        ({"latest": -5}, ("negative_value",) * 3),
        ({"target": 100}, ("target_equals_baseline",) * 3),
        ({"target": 0}, ("zero_target", "", "zero_target")),
        ({"to_target": 0}, ("target_year_not_after_baseline",) * 3),
        ({"years": 0}, ("too_few_years",) * 3),
        ({"latest": float("nan")}, ("non_finite_value",) * 3),
    ],
)
def test_where_the_conditions_fail_they_refuse(change: dict[str, Any], reasons: tuple[str, ...]) -> None:
    course = replace(LONG, **change)
    assert tuple(method(course).reason for method in (eurostat, un_chart, open_sdg)) == reasons


def methods(one: dict[str, Any], plan: list[dict[str, Any]], told: list[dict[str, Any]]) -> pd.DataFrame:
    cycle = cycle_of(one, plan, told)
    found = achievement(cycle, cutoff=END_2023, as_of=LATER)
    frame = achievement_methods(cycle, found, as_of=LATER)
    return declared(frame, CATALOGUE["achievement_methods"]).set_index("method")


def test_where_methods_disagree_it_is_said() -> None:
    """From 100 (2020) to 200 by 2030: 133.1 in 2023 is ahead of the line, but 67 % of the target."""
    plan = [target("baseline", 2020, 100), target("final", 2030, 200)]
    found = methods(indicator(), plan, [seen("2023", 133.1)])
    assert found["track"].to_dict() == {
        "baseline_to_target": "on_track", "actual_over_target": "off_track", "eurostat": "on_track",
        "un_chart": "on_track", "open_sdg": "on_track",
    }  # fmt: skip
    assert found["agrees"].tolist() == [pd.NA, False, True, True, True]
    assert found["methods_differ"].tolist() == [True] * 5
    assert found.loc["actual_over_target", "value"] == pytest.approx(133.1 / 200)
    assert found.loc["eurostat", "class"] == "significant" and found.loc["eurostat", "sources"] == "ministry"


def test_a_halved_caseload_is_no_achievement_of_150_percent() -> None:
    plan = [target("baseline", 2020, 40), target("final", 2024, 20)]
    found = methods(indicator(direction="decrease"), plan, [seen("2023", 30)])
    assert found.loc["actual_over_target", ["value", "track"]].tolist() == [1.5, "on_track"]
    assert found.loc["baseline_to_target", "track"] == "off_track"
    assert found["methods_differ"].all()


@pytest.mark.parametrize(
    ("one", "plan", "told", "reason"),
    [
        ({}, [target("final", 2024, 20)], [seen("2023", 5)], "baseline_missing"),
        ({}, [target("baseline", 2020, 5)], [seen("2023", 5)], "target_missing"),
        ({}, [target("baseline", 2020, 5), target("final", 2024, 20)], [], "no_data"),
        ({"accumulation": "cumulative"}, [target("baseline", 2020, 5), target("final", 2024, 20)],
         [seen("2023", 5)], "not_a_level"),
        ({"measure": "ordinal"}, [target("final", 2024, 3)], [seen("2023", 2)], "ratio_needs_ratio_scale"),
        ({"direction": None}, [target("baseline", 2020, 5), target("final", 2024, 20)], [seen("2023", 5)],
         "no_direction"),
        ({"direction": "decrease"}, [target("baseline", 2020, 5), target("final", 2024, 20)],
         [seen("2023", 5)], "direction_conflict"),
        ({}, [target("final", 2024, 2, upper=5, comparator="between")], [seen("2023", 5)],
         "target_is_a_range"),
    ],
)  # fmt: skip
def test_the_table_says_why_growth_says_nothing(
    one: dict[str, Any], plan: list[dict[str, Any]], told: list[dict[str, Any]], reason: str
) -> None:
    found = methods(indicator(**one), plan, told)
    for name in ("eurostat", "un_chart", "open_sdg"):
        assert found.loc[name, "reason"] == reason and pd.isna(found.loc[name, "track"])
        assert isnan(found.loc[name, "value"]) and found.loc[name, "agrees"] is pd.NA


def test_a_disputed_value_is_a_range_in_every_method() -> None:
    plan = [target("baseline", 2020, 100), target("final", 2030, 200)]
    found = methods(indicator(), plan, [seen("2023", 101), seen("2023", 133.1, "police")])
    row = found.loc["un_chart"]
    assert row["reason"] == "disputed" and pd.isna(row["track"]) and isnan(row["value"])
    assert row["value_low"] == pytest.approx((101 * (1.01 ** (7 / 3)) - 100) / 100)
    assert row["value_high"] == pytest.approx(1.1**10 - 1)


def test_why_the_own_method_says_nothing_is_said_too() -> None:
    """That its direction was inferred is no reason; that it has no target is."""
    inferred = {"inferred": "direction"}
    assert methods(indicator(**inferred), [target("final", 2024)], [])["reason"].iloc[0] == "target_missing"
    later = methods(indicator(**inferred), [target("final", 2024, 5)], [])
    assert later["reason"].iloc[0] == "not_due" and pd.isna(later["class"].iloc[0])

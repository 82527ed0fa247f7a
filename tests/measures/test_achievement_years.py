"""Every annual and interim target against the value of its own year."""

from __future__ import annotations

from math import isnan
from typing import Any

import pandas as pd
import pytest
from one_indicator import END_2023, END_2024, LATER, cycle_of, indicator, seen, target

from napeval.measures.achievement_years import achievement_years
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

YEARLY = indicator(accumulation="annual", additive_over="none")
PLAN = [target("annual", year, 25) for year in (2022, 2023, 2024)]


def both(plan: list[dict[str, Any]], told: list[dict[str, Any]], one: dict[str, Any] = YEARLY,
         cutoff: Any = END_2024) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    frames = achievement_years(cycle_of(one, plan, told), cutoff=cutoff, as_of=LATER)
    return (
        declared(frames[0], CATALOGUE["achievement_years"]).set_index(["role", "year"]),
        declared(frames[1], CATALOGUE["annual_targets"]),
    )


def test_each_year_is_judged_against_its_own_target() -> None:
    """26, 17 and 25 of 25 each: two of three years met, 68 of 75 together; 68 of 25 would be 272 %."""
    years, together = both(PLAN, [seen("2022", 26), seen("2023", 17), seen("2024", 25)])
    assert years["progress"].tolist() == [1.04, 0.68, 1]
    assert years["status"].tolist() == ["exceeded", "behind", "achieved"]
    assert years["met"].tolist() == [True, False, True]
    row = together.iloc[0]
    assert (row["years"], row["years_due"], row["years_with_data"], row["years_met"]) == (3, 3, 3, 2)
    assert row["progress_pooled"] == pytest.approx(68 / 75)
    assert row["progress_mean_capped"] == pytest.approx((1 + 0.68 + 1) / 3)
    assert (row["flags"], row["sources"]) == ("", "ministry")


def test_a_year_that_is_not_over_is_not_due_and_a_silent_one_is_not_zero() -> None:
    years, together = both(PLAN, [seen("2022", 26), seen("2024", 3)], cutoff=END_2023)
    assert years["status"].tolist() == ["exceeded", "not_reported", "not_due"]
    assert isnan(years.loc[("annual", "2024"), "actual"]) and isnan(years.loc[("annual", "2023"), "progress"])
    row = together.iloc[0]
    assert (row["years_due"], row["years_with_data"], row["flags"]) == (2, 1, "incomplete_periods")
    assert row["progress_pooled"] == 26 / 25


def test_a_disputed_year_makes_the_years_together_a_range() -> None:
    told = [seen("2022", 25), seen("2023", 20), seen("2023", 30, "police")]
    years, together = both(PLAN, told, cutoff=END_2023)
    row = years.loc[("annual", "2023")]
    assert (row["state"], row["progress_low"], row["progress_high"]) == ("disputed", 0.8, 1.2)
    summed = together.iloc[0]
    assert isnan(summed["progress_pooled"]) and isnan(summed["progress_mean_capped"])
    assert (summed["pooled_low"], summed["pooled_high"]) == (45 / 50, 55 / 50)


def test_a_revised_year_is_scored_against_both_targets() -> None:
    plan = [*PLAN, target("annual", 2023, 20, set_on="2023-02-01")]
    years, _ = both(plan, [seen("2022", 25), seen("2023", 15)], cutoff=END_2023)
    row = years.loc[("annual", "2023")]
    assert (row["target"], row["progress"]) == (20, 0.75)
    assert (row["target_original"], row["progress_original"]) == (25, 0.6)
    assert row["flags"] == "target_revised"
    assert isnan(years.loc[("annual", "2022"), "target_original"])


def test_an_interim_target_is_held_against_the_end_of_its_year() -> None:
    plan = [
        target("baseline", 2021, 10), target("interim", 2022, 20), target("interim", 2023, 30),
        target("final", 2024, 50),
    ]  # fmt: skip
    told = [seen("2022", 25), seen("2023", 26)]
    years, together = both(plan, told, indicator())
    assert years.index.tolist() == [("interim", "2022"), ("interim", "2023")]
    assert years["progress"].tolist() == [1.5, 16 / 20]
    assert years["status"].tolist() == ["exceeded", "behind"]
    assert years["actual"].tolist() == [25, 26] and together.empty
    assert "observations#A|2022|" in years["trace"].iloc[0] and "A|2023" not in years["trace"].iloc[0]


def test_levels_on_the_way() -> None:
    plan = [target("baseline", 2021, 1), target("interim", 2022, 2), target("final", 2024, 4)]
    years, _ = both(plan, [seen("2022", 1)], indicator(measure="ordinal", unit="level"))
    assert years["status"].tolist() == ["behind"] and isnan(years["progress"].iloc[0])


def test_a_plan_without_annual_or_interim_targets_has_no_rows() -> None:
    years, together = both([target("final", 2024, 4)], [seen("2023", 1)])
    assert years.empty and together.empty

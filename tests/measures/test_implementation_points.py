"""Implementation points: the published scale, and only what was due in the year counts."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from importlib import resources

import pandas as pd
import pytest
from made_plans import KNOWN, activity, plan, report, revision

from napeval.measures.implementation_points import (
    FULL_FROM,
    FULL_POINTS,
    NONE_BELOW,
    implementation_points,
    points_for,
)


def test_the_scale_is_the_published_one_of_the_reference():
    text = (resources.files("napeval") / "reference" / "rating-scales.json").read_text(encoding="utf-8")
    (scale,) = [one for one in json.loads(text)["scales"] if one["id"] == "sigma_implementation"]
    bounds = {level["code"]: level["lower"] for level in scale["levels"]}
    assert (bounds["linear"], bounds["full"]) == (100 * NONE_BELOW, 100 * FULL_FROM)
    assert f"full points {FULL_POINTS}; points = 15*(x-25)/(90-25)" in scale["aggregation"]["rule"]


@pytest.mark.parametrize(
    ("rate", "points"),
    [
        (Fraction(0), 0), (Fraction(2499, 10000), 0), (Fraction(1, 4), 0),
        (Fraction(575, 1000), Fraction(15, 2)), (Fraction(1, 2), Fraction(75, 13)),
        (Fraction(8999, 10000), Fraction(15 * 6499, 6500)), (Fraction(9, 10), 15), (Fraction(1), 15),
    ],
)  # fmt: skip
def test_points_are_none_below_a_quarter_and_full_from_nine_tenths(rate, points):
    assert points_for(rate) == points


def computed(cycle, **known):
    frame = implementation_points(cycle, **{**KNOWN, **known})
    return frame.set_index(["scope", "scope_id", "year"]).sort_index()


def test_only_what_was_due_in_the_year_counts(make_cycle):
    cycle = plan(
        make_cycle, [activity("a", "2022"), activity("b", "2022"), activity("c", "2023"),
                     activity("d", "2024"), activity("e", None)],
        progress=[report("a", "completed", "2022"), report("b", "ongoing", "2022"),
                  report("b", "completed", "2023"), report("d", "completed", "2023")],
    )  # fmt: skip
    got = computed(cycle).loc["plan", "plan"]
    columns = ["due", "completed", "not_reported"]
    assert got.loc["2022", columns].tolist() == [2, 1, 0]  # b was completed after the end of the year
    assert got.loc["2023", columns].tolist() == [1, 0, 1]
    assert got.loc["all", columns].tolist() == [3, 1, 1]
    assert got.loc["2022", ["points", "points_lower", "points_upper"]].tolist() == [75 / 13] * 3
    assert pd.isna(got.loc["2023", "points"]) and got.loc["2023", "reason"] == "nothing_reported"
    assert got.loc["2023", ["points_lower", "points_upper"]].tolist() == [0.0, 15.0]
    assert got.loc["all", ["done_of_reported", "coverage", "done_lower", "done_upper"]].tolist() == [
        1 / 2, 2 / 3, 1 / 3, 2 / 3,
    ]  # fmt: skip


def test_the_plan_in_force_on_the_first_day_of_the_year_counts(make_cycle):
    cycle = plan(
        make_cycle, [activity(name, "2023") for name in "abcd"],
        revisions=[
            revision("a", "postponed", "2022-12-01", 2022, new_end="2024"),
            revision("b", "postponed", "2023-01-02", new_end="2024"),
            revision("c", "dropped", "2022-12-01", 2022), revision("d", "dropped", "2023-06-01"),
        ],
        progress=[report("b", "ongoing")],
    )  # fmt: skip
    row = computed(cycle).loc["plan", "plan", "2023"]
    assert row[["due", "completed", "not_reported"]].tolist() == [2, 0, 0]
    assert row["points"] == 0.0


def test_a_year_without_anything_due_has_no_points_and_says_so(make_cycle):
    row = computed(plan(make_cycle, [activity("a", "2024")])).loc["plan", "plan", "2023"]
    assert row[["points", "points_lower", "points_upper", "coverage"]].isna().all()
    assert (row["due"], row["reason"]) == (0, "nothing_due")


def test_before_the_end_of_the_year_only_passed_deadlines_are_due(make_cycle):
    cycle = plan(make_cycle, [activity("a", "2023-Q1"), activity("b", "2023-Q4")])
    assert computed(cycle, cutoff=date(2023, 6, 30)).loc[("plan", "plan", "2023"), "due"] == 1
    years = computed(cycle, cutoff=date(2022, 6, 30)).index.get_level_values("year")
    assert set(years) == {"2022", "all"}

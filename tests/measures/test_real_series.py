"""The figures of the real cycle (nothing reported, series in dispute) and of the invented small one."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval.cycle import read_cycle
from napeval.cycle.cycle import Cycle
from napeval.measures.achievement import achievement
from napeval.measures.over_time.trends import trends
from napeval.measures.part_sums import part_sums
from napeval.measures.rollup import rollup
from napeval.measures.series import admissible_series, series
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared
from plans import plan_folder

AS_OF = date(2026, 11, 21)
VICTIMS = ("C.victims_identified", "", "")


@pytest.fixture(scope="module")
def kosovo() -> Cycle:
    return read_cycle(plan_folder("xk-2022-2024"))


@pytest.fixture(scope="module")
def found(kosovo: Cycle) -> tuple[pd.DataFrame, pd.DataFrame]:
    return series(kosovo, cutoff=date(2024, 12, 31), as_of=AS_OF)


def test_the_disputed_years_of_victims_identified(found: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    rows = found[0]
    yearly = rows[(rows["indicator_id"] == VICTIMS[0]) & (rows["dimension"] == "") & ~rows["part_period"]]
    told = yearly.set_index("period")
    disputed = told[told["dispute"] == "values"]
    assert {period: {row["low"], row["high"]} for period, row in disputed.iterrows()} == {
        "2015": {28, 30}, "2017": {32, 16}, "2018": {15, 6}, "2021": {25, 22},
    }  # fmt: skip
    assert told.loc[told["dispute"] == "direction", "low"].to_dict() == {"2023": 17, "2024": 14}
    assert {"2016", "2019", "2020", "2022"} <= set(told.index[told["dispute"] == ""])


def test_every_way_to_settle_the_disputes_is_worked_through(
    kosovo: Cycle, found: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    # 2015 and 2021 with two values, 2023 and 2024 with a value or none; in 2017 and 2018 one of the two
    # values is below what nine months of the same year had counted: it is not believed for the whole year
    assert len(admissible_series(*found, VICTIMS)) == 2**2 * 2**2
    cutoff = date(2023, 12, 31)
    until_2023 = series(kosovo, cutoff=cutoff, as_of=AS_OF)
    result = declared(trends(kosovo, *until_2023, as_of=AS_OF), CATALOGUE["trends"])
    row = result[(result["indicator_id"] == VICTIMS[0]) & (result["dimension"] == "")].set_index("test")
    assert set(row["choices"]) == {2**2 * 2}
    assert row.loc["mann_kendall", "finding"] == "every_choice_shows_decrease"
    assert row.loc["poisson_trend", "finding"] == "every_choice_shows_decrease"
    # the first year decides: without it neither test shows a fall for every choice
    assert "2012" in row.loc["mann_kendall", "decided_by"].split(";")
    assert row.loc["poisson_trend", "decided_by"] == "2012"
    assert row.loc["poisson_trend", "method"] == "quasi_poisson_t"
    values = found[1].set_index(["indicator_id", "dimension", "period", "source_id"])["admissible"]
    assert not values[(VICTIMS[0], "", "2017", "insajderi")] and values[(VICTIMS[0], "", "2017", "koha2018")]


def test_nothing_is_reported_on_the_plan_and_nothing_counts_as_zero(kosovo: Cycle) -> None:
    result = declared(achievement(kosovo, cutoff=date(2023, 12, 31), as_of=AS_OF), CATALOGUE["achievement"])
    assert len(result) == 20 + 122
    assert result["progress"].isna().all() and set(result["track"]) == {"unknown"}
    outcomes = result[result["level"] == "outcome"]
    # five indicators have target values; their interim ones were due in 2023
    assert outcomes["status"].value_counts().to_dict() == {"not_measurable": 15, "not_reported": 5}
    rolled = declared(rollup(kosovo, result), CATALOGUE["rollup"])
    assert len(rolled) == (1 + 5 + 17 + 19) * 4  # the plan, its pillars, objectives and expected results
    plan = rolled.set_index(["scope", "level"]).loc[("plan", "all")]
    assert (plan["indicators"], plan["scored"], plan["coverage"], plan["lower"], plan["upper"]) == (
        142,
        0,
        0,
        0,
        1,
    )


def test_the_victims_assisted_and_not_assisted_of_2021_exceed_those_identified(kosovo: Cycle) -> None:
    result = declared(part_sums(kosovo, as_of=AS_OF), CATALOGUE["part_sums"])
    parts = result[(result["dimension"] == "part_of") & (result["indicator_id"] == VICTIMS[0])].set_index(
        "period"
    )
    assert parts["agrees"].to_dict() == {"2019": True, "2020": True, "2021": False}
    assert (parts.loc["2021", "total"], parts.loc["2021", "parts"]) == (25, 14 + 18)


DEMO = {
    "I.1.ind1": ("exceeded", 26 / 20),
    "I.1.ind2": ("achieved", None),
    "II.1.ind1": ("on_track", 130 / 200),
    "II.1.ind2": ("not_measurable", None),
    "III.1.ind1": ("achieved", 1),
    "III.1.ind2": ("behind", 9 / 10),
    "III.1.ind3": ("achieved", None),
    "III.2.ind1": ("not_reported", None),
    "IV.1.ind1": ("behind", 1 / 12),
    "IV.1.ind2": ("on_track", 6 / 8),
    "IV.1.ind3": ("on_track", 12 / 20),
    "IV.1.ind4": ("not_measurable", None),
    "V.ind1": ("not_due", None),
    "V.1.ind1": ("regressed", -1 / 4),
    "V.1.ind2": ("on_track", 6 / 10),
}


def test_the_small_cycle_shows_every_status_as_its_description_says() -> None:
    cycle = read_cycle(plan_folder("demo-small"))
    result = achievement(cycle, cutoff=date(2023, 6, 30), as_of=date(2023, 9, 30)).set_index("indicator_id")
    for name, (status, share) in DEMO.items():
        row = result.loc[name]
        assert (row["status"], None if pd.isna(row["progress"]) else row["progress"]) == (status, share), name
    revised = result.loc["III.1.ind1"]
    assert (revised["target"], revised["target_original"], revised["progress_original"]) == (30, 40, 10 / 20)

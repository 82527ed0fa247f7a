"""Definitions, planned paths, rates and choices, on tiny hand-made cycles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from napeval.cycle.cycle import Cycle
from napeval.measures.over_time.choices import Choice, rates_of
from napeval.measures.over_time.planned_path import planned_path
from napeval.measures.over_time.rates import rates
from napeval.measures.over_time.trends import trends
from napeval.measures.series import TooManyChoices, admissible_series, series
from napeval.release import Policy, release
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

END_2024, LATER = date(2024, 12, 31), date(2026, 1, 1)
Make = Callable[..., Cycle]
SOURCES = [{"source_id": "police"}, {"source_id": "ministry"}]


def counted(name: str, **given: Any) -> dict[str, Any]:
    return {
        "indicator_id": name, "objective_id": "I", "level": "context", "unit": "cases", "measure": "number",
        "accumulation": "annual", **given,
    }  # fmt: skip


def seen(name: str, period: object, value: float, source: str = "police") -> dict[str, Any]:
    return {
        "indicator_id": name, "period": str(period), "value": value, "source_id": source,
        "recorded_on": "2025-01-15", "state": "measured",
    }  # fmt: skip


def changed(when: str, name: str | None = "calls") -> dict[str, Any]:
    return {
        "event_id": f"changed {when}", "date": when, "kind": "definition", "indicator_id": name,
        "source_id": "police",
    }  # fmt: skip


@pytest.fixture
def hotline(make_cycle: Make) -> Callable[..., Cycle]:
    def cycle(*events: dict[str, Any]) -> Cycle:
        told = [seen("calls", year, 10 + year - 2015) for year in range(2015, 2025)]
        tables = {
            "plan/indicators": [counted("calls")], "monitoring/observations": told,
            "monitoring/events": list(events), "monitoring/sources": SOURCES,
        }  # fmt: skip
        return make_cycle(tables)

    return cycle


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("2019", 2019),  # known to the year only: from its first day
        ("2019-01", 2019),
        ("2019-02", 2020),  # the year of the change is of neither definition
        ("2019-12", 2020),
        ("2025", 2015),  # after the cutoff
    ],
)
def test_only_years_after_the_last_change_of_the_definition_form_the_series(
    hotline: Callable[..., Cycle], when: str, first: int
) -> None:
    cycle = hotline(changed(when))
    rows, values = series(cycle, cutoff=END_2024, as_of=LATER)
    (choice,) = admissible_series(rows, values, ("calls", "", ""))
    assert list(choice) == list(range(first, 2025))
    assert set(rows.loc[rows["left_out"] != "", "left_out"]) <= {"other_definition"}
    assert set(trends(cycle, rows, values)["first_period"]) == {str(first)}


def test_of_two_changes_the_last_counts_and_one_of_no_indicator_ends_nothing(
    hotline: Callable[..., Cycle],
) -> None:
    rows, values = series(
        hotline(changed("2017"), changed("2020"), changed("2022", None)), cutoff=END_2024, as_of=LATER
    )
    (choice,) = admissible_series(rows, values, ("calls", "", ""))
    assert list(choice) == [2020, 2021, 2022, 2023, 2024]


def test_why_a_value_is_no_choice_is_said(make_cycle: Make) -> None:
    told = [
        seen("calls", 2021, 30), seen("calls", 2021, 30, "paper"), seen("calls", "2022-H1", 25),
        seen("calls", 2022, 20), seen("calls", 2025, 9),
    ]  # fmt: skip
    sources = [{"source_id": "police"}, {"source_id": "paper", "derived_from": "police"}]
    cycle = make_cycle(
        {"plan/indicators": [counted("calls")], "monitoring/observations": told,
         "monitoring/sources": sources}
    )  # fmt: skip
    values = series(cycle, cutoff=END_2024, as_of=LATER)[1]
    assert values[["period", "source_id", "left_out"]].values.tolist() == [
        ["2021", "police", ""], ["2021", "paper", "quotes_another"], ["2022-H1", "police", "part_period"],
        ["2022", "police", "below_part_of_year"], ["2025", "police", "after_cutoff"],
    ]  # fmt: skip


def test_three_years_of_counts_are_described_and_no_verdict_is_given(make_cycle: Make) -> None:
    told = [seen("calls", 2021, 10), seen("calls", 2022, 30), seen("calls", 2023, 90)]
    cycle = make_cycle(
        {"plan/indicators": [counted("calls")], "monitoring/observations": told,
         "monitoring/sources": SOURCES}
    )  # fmt: skip
    found = trends(cycle, *series(cycle, cutoff=END_2024, as_of=LATER)).set_index("test")
    row = found.loc["poisson_trend"]
    assert (row["finding"], row["reason"], row["reportable"]) == ("too_few_points", "too_few_points", 0)


def inspected(make_cycle: Make) -> Cycle:
    """Violations stay the same while inspections are halved: the rate doubles."""
    years = range(2015, 2023)
    told = [seen("violations", year, 20) for year in years]
    told += [seen("inspections", year, 4000 / (1 + place / 7)) for place, year in enumerate(years)]
    told += [seen("violations", 2022, 24, "ministry"), seen("inspections", 2023, 1900)]
    indicators = [counted("violations", exposure_id="inspections"), counted("inspections")]
    return make_cycle(
        {"plan/indicators": indicators, "monitoring/observations": told, "monitoring/sources": SOURCES}
    )


def test_a_count_that_stays_can_be_a_rate_that_doubles(make_cycle: Make) -> None:
    cycle = inspected(make_cycle)
    found = trends(cycle, *series(cycle, cutoff=END_2024, as_of=LATER))
    own = found[found["indicator_id"] == "violations"].set_index("test")
    assert own.loc["poisson_trend", "finding"] == "no_choice_shows_trend"
    assert own.loc["rate_trend", "finding"] == "every_choice_shows_increase"
    assert (own.loc["rate_trend", "n"], own.loc["rate_trend", "choices"]) == (8, 2)
    assert "inspections" in own.loc["rate_trend", "trace"]
    assert "rate_trend" not in set(found.loc[found["indicator_id"] == "inspections", "test"])


def test_rates_stand_per_thousand_with_the_range_of_both_sides(make_cycle: Make) -> None:
    cycle = inspected(make_cycle)
    found = rates(cycle, *series(cycle, cutoff=END_2024, as_of=LATER)).set_index("period")
    assert list(found.index) == [str(year) for year in range(2015, 2023)]  # 2023 has inspections only
    assert (found.loc["2015", "per"], found.loc["2015", "rate_low"]) == (1000, 20 / 4000 * 1000)
    assert (found.loc["2022", "rate_low"], found.loc["2022", "rate_high"]) == (
        pytest.approx(20 / 2000 * 1000), pytest.approx(24 / 2000 * 1000),
    )  # fmt: skip
    # exact limits of 20 and of 24 events (Garwood 1936): 12.217 and 35.710
    assert found.loc["2022", "interval_low"] == pytest.approx(12.217 / 2, abs=1e-3)
    assert found.loc["2022", "interval_high"] == pytest.approx(35.710 / 2, abs=1e-3)


def test_a_rate_of_a_population_stands_per_hundred_thousand(make_cycle: Make) -> None:
    cycle = make_cycle(
        {
            "plan/indicators": [counted("cases", exposure_id="people"), counted("people", unit="persons")],
            "monitoring/observations": [seen("cases", 2023, 18), seen("people", 2023, 1_800_000)],
            "monitoring/sources": SOURCES,
        }
    )
    (row,) = rates(cycle, *series(cycle, cutoff=END_2024, as_of=LATER)).to_dict("records")
    assert (row["per"], row["rate_low"], row["rate_high"]) == (100_000, 1.0, 1.0)


def test_a_rate_never_rests_on_a_count_that_is_no_choice(make_cycle: Make) -> None:
    told = [
        seen("cases", 2022, 30), seen("cases", 2022, 10, "ministry"), seen("cases", "2022-H1", 25),
        seen("checks", 2022, 1000),
    ]  # fmt: skip
    cycle = make_cycle(
        {"plan/indicators": [counted("cases", exposure_id="checks"), counted("checks")],
         "monitoring/observations": told, "monitoring/sources": SOURCES}
    )  # fmt: skip
    (row,) = rates(cycle, *series(cycle, cutoff=END_2024, as_of=LATER)).to_dict("records")
    assert (row["count_low"], row["count_high"]) == (30, 30)  # half a year counted 25: the whole had not 10


def test_rates_join_every_count_with_every_exposure_on_common_years() -> None:
    counts = [{2020: 5.0, 2021: 6.0, 2022: 7.0}, {2020: 5.0, 2021: 8.0, 2022: 7.0}]
    exposures = [{2020: 100.0, 2021: 0.0, 2022: 50.0}]
    # 2021 has no exposure, so the two series of counts fall together
    assert rates_of(counts, exposures, 2022) == [Choice((2020, 2022), (5.0, 7.0), 2022, (100.0, 50.0))]
    with pytest.raises(TooManyChoices, match=r"1,000 admissible choices; at most 512 are worked through"):
        rates_of([{2020: one} for one in range(100)], [{2020: one} for one in range(1, 11)], 2022)


def test_a_choice_without_a_year_loses_its_exposure_too() -> None:
    whole = Choice((2020, 2021, 2022), (1.0, 2.0, 3.0), 2022, (10.0, 20.0, 30.0))
    assert whole.without(2021) == Choice((2020, 2022), (1.0, 3.0), 2022, (10.0, 30.0))


def target(role: str, year: int, value: float | None, **given: Any) -> dict[str, Any]:
    return {"indicator_id": "share", "role": role, "year": year, "value": value, **given}


def path_of(
    make_cycle: Make, *targets: dict[str, Any], path: str = "linear", as_of: date = LATER
) -> list[Any]:
    indicator = {"indicator_id": "share", "objective_id": "I", "level": "outcome", "unit": "percent",
                 "measure": "percentage", "direction": "increase", "path": path}  # fmt: skip
    cycle = make_cycle({"plan/indicators": [indicator], "plan/targets": list(targets)})
    found = planned_path(cycle, as_of=as_of)
    assert len(declared(found, CATALOGUE["planned_path"])) == len(found)
    return found[["year", "expected", "basis"]].values.tolist()


def test_the_path_runs_from_the_baseline_over_interim_targets_to_the_target(make_cycle: Make) -> None:
    base, final = target("baseline", 2021, 40), target("final", 2024, 90)
    assert path_of(make_cycle, base, target("interim", 2023, 60), final) == [
        [2021, 40, "baseline"], [2022, 50, "path"], [2023, 60, "target"], [2024, 90, "target"],
    ]  # fmt: skip
    assert [row[1] for row in path_of(make_cycle, base, final, path="step")] == [40, 40, 40, 90]
    # the square of the time: a ninth and four ninths of 50
    assert [row[1] for row in path_of(make_cycle, base, final, path="end_loaded")] == pytest.approx(
        [40, 40 + 50 / 9, 40 + 200 / 9, 90]
    )


def test_without_a_baseline_nothing_is_expected_before_the_first_target(make_cycle: Make) -> None:
    assert path_of(make_cycle, target("interim", 2022, 50), target("final", 2024, 70)) == [
        [2022, 50, "target"], [2023, 60, "path"], [2024, 70, "target"],
    ]  # fmt: skip


def test_annual_targets_stand_each_for_its_year(make_cycle: Make) -> None:
    rows = [target("baseline", 2021, 7), *(target("annual", year, year - 2012) for year in (2022, 2024))]
    assert path_of(make_cycle, *rows) == [[2022, 10, "target"], [2024, 12, "target"]]


def test_a_target_set_later_makes_no_path_yet(make_cycle: Make) -> None:
    rows = [target("baseline", 2021, 40), target("final", 2024, 90, set_on="2023-05-01")]
    assert path_of(make_cycle, *rows, as_of=date(2023, 4, 30)) == []


def test_a_path_does_not_give_a_small_baseline_of_persons_away(make_cycle: Make) -> None:
    """7 persons, then 9 and 11: any two years of a straight path would tell where it began."""
    indicator = {"indicator_id": "share", "objective_id": "I", "level": "outcome", "unit": "persons",
                 "measure": "number", "direction": "increase", "path": "linear"}  # fmt: skip
    cycle = make_cycle(
        {
            "plan/indicators": [indicator],
            "plan/targets": [target("baseline", 2021, 7), target("final", 2024, 13)],
        }
    )
    policy = Policy({"public": 10}, frozenset({"persons"}), ())
    results = {"planned_path": planned_path(cycle, as_of=LATER)}
    sources = cycle.table("monitoring/sources")
    found = release(results, policy, sources, audience="public")["planned_path"]
    states = {row.text("year"): row["expected"].state for row in found.rows()}
    assert states == {"2021": "suppressed", "2022": "suppressed", "2023": "suppressed", "2024": "shown"}

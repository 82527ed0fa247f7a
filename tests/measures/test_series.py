"""Series, disputes, part sums and trends, on tiny hand-made cycles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import isnan
from typing import Any

import pandas as pd
import pytest

from napeval.cycle.cycle import Cycle
from napeval.measures.over_time.trends import trends
from napeval.measures.part_sums import part_sums
from napeval.measures.series import MOST_CHOICES, TooManyChoices, admissible_series, series
from napeval.measures.voices import Ancestry
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared

END_2024, LATER = date(2024, 12, 31), date(2026, 1, 1)
PLACE = ("V", "", "")
SOURCES = [
    {"source_id": "police"}, {"source_id": "ministry"}, {"source_id": "yearbook", "derived_from": "police"},
    {"source_id": "paper", "derived_from": "yearbook"}, {"source_id": "radio",
    "derived_from": "police;ministry"},
]  # fmt: skip

Rows = list[dict[str, Any]]
Make = Callable[..., Cycle]


def victims(**given_cells: Any) -> dict[str, Any]:
    return {"indicator_id": "V", "objective_id": "I", "level": "context", "unit": "persons",
    "measure": "number",
            "accumulation": "annual", **given_cells}  # fmt: skip


def seen(period: str, value: float | None, source: str = "police", **given_cells: Any) -> dict[str, Any]:
    return {"indicator_id": "V", "period": period, "value": value, "source_id": source,
    "recorded_on": "2025-01-15",
            "state": "measured", **given_cells}  # fmt: skip


def said(year: str, direction: str, **given_cells: Any) -> dict[str, Any]:
    return {"statement_id": f"{year}{direction}", "indicator_id": "V", "topic": "victims", "period": year,
            "kind": "direction", "value": direction, "source_id": "ministry", "recorded_on": "2025-01-15",
            **given_cells}  # fmt: skip


@pytest.fixture
def cycle_of(make_cycle: Make) -> Callable[..., Cycle]:
    def cycle(observations: Rows, statements: Rows = (), indicators: Rows | None = None) -> Cycle:  # type: ignore[assignment]
        return make_cycle(
            {
                "plan/indicators": indicators or [victims()], "monitoring/observations": observations,
                "monitoring/statements": statements, "monitoring/sources": SOURCES,
            }
        )  # fmt: skip

    return cycle


def both(cycle: Cycle, *, cutoff: date = END_2024, as_of: date = LATER) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, values = series(cycle, cutoff=cutoff, as_of=as_of)
    return declared(rows, CATALOGUE["series"]), declared(values, CATALOGUE["series_values"])


def test_independent_sources_that_differ_are_in_dispute(cycle_of: Any) -> None:
    rows, values = both(cycle_of([seen("2021", 25), seen("2021", 22, "ministry"), seen("2022", 19)]))
    assert rows[["period", "low", "high", "values", "n_sources", "n_independent",
    "dispute"]].values.tolist() == [
        ["2021", 22, 25, 2, 2, 2, "values"], ["2022", 19, 19, 1, 1, 1, ""],
    ]  # fmt: skip
    assert values[["source_id", "value", "root"]].values.tolist() == [
        ["police", 25, "police"], ["ministry", 22, "ministry"], ["police", 19, "police"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "low", "high", "independent", "roots"),
    [
        ([("police", 25), ("paper", 24)], 25, 25, 1, ["police", "police"]),
        ([("yearbook", 25), ("paper", 24)], 25, 25, 1, ["police", "yearbook"]),
        ([("paper", 24)], 24, 24, 1, ["police"]),
        ([("yearbook", 25), ("radio", 24)], 24, 25, 1, ["police", "ministry;police"]),
        ([("police", 25), ("ministry", 25)], 25, 25, 2, ["police", "ministry"]),
        (
            [("police", 25), ("ministry", 23), ("radio", 24)],
            23,
            25,
            2,
            ["police", "ministry", "ministry;police"],
        ),
    ],
)
def test_a_quotation_is_no_voice_of_its_own(
    cycle_of: Any, told: list[tuple[str, float]], low: float, high: float, independent: int, roots: list[str]
) -> None:
    rows, values = both(cycle_of([seen("2021", value, source) for source, value in told]))
    row = rows.iloc[0]
    assert (row["low"], row["high"], row["n_independent"]) == (low, high, independent)
    assert row["dispute"] == ("values" if low < high else "")
    assert values["root"].tolist() == roots
    assert [list(one.values()) for one in admissible_series(rows, values, PLACE)] == (
        [[low]] if low == high else [[low], [high]]
    )


def test_sources_that_quote_each_other_are_both_heard() -> None:
    circle = Ancestry({"one": ("other",), "other": ("one",)})
    assert circle.origins_among("one", {"one", "other"}) == frozenset()
    assert circle.roots("one", {"one", "other"}) == {"one"}


def test_a_bound_that_is_kept_contradicts_nobody(cycle_of: Any) -> None:
    rows, values = both(cycle_of([seen("2016", 105), seen("2016", 100, "ministry", bound="at_least")]))
    assert (rows.loc[0, "low"], rows.loc[0, "high"], rows.loc[0, "dispute"]) == (105, 105, "")
    assert values["bound"].fillna("").tolist() == ["", "at_least"]
    broken, _ = both(cycle_of([seen("2016", 95), seen("2016", 100, "ministry", bound="at_least")]))
    assert (broken.loc[0, "low"], broken.loc[0, "high"], broken.loc[0, "dispute"]) == (95, 100, "values")


def test_a_contradicted_direction_puts_both_years_in_dispute(cycle_of: Any) -> None:
    rows, values = both(cycle_of([seen("2022", 19), seen("2023", 17), seen("2024", 14)],
                                 [said("2023", "decrease"), said("2024", "increase")]))  # fmt: skip
    assert rows["dispute"].tolist() == ["", "direction", "direction"]
    assert rows.loc[1, "trace"] == (
        "monitoring/observations#V|2023|||police||2025-01-15;monitoring/statements#2024increase"
    )
    assert admissible_series(rows, values, PLACE) == [
        {2022: 19, 2023: 17, 2024: 14}, {2022: 19, 2023: 17}, {2022: 19, 2024: 14}, {2022: 19},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "dispute"), [(17, 18, ""), (17, 17, "direction"), (17, 16, "direction")]
)
def test_no_change_is_no_increase(cycle_of: Any, before: float, after: float, dispute: str) -> None:
    rows, _ = both(cycle_of([seen("2020", before), seen("2021", after)], [said("2021", "increase")]))
    assert rows["dispute"].tolist() == [dispute, dispute]


def test_one_admissible_pair_is_enough_to_agree_with_a_direction(cycle_of: Any) -> None:
    rows, _ = both(
        cycle_of(
            [seen("2020", 17), seen("2021", 16), seen("2021", 20, "ministry")], [said("2021", "increase")]
        )
    )
    assert rows["dispute"].tolist() == ["", "values"]


def test_a_statement_counts_from_the_day_it_is_known(cycle_of: Any) -> None:
    cycle = cycle_of(
        [seen("2020", 17), seen("2021", 16)], [said("2021", "increase", recorded_on="2025-06-01")]
    )
    assert both(cycle, as_of=date(2025, 5, 31))[0]["dispute"].tolist() == ["", ""]
    assert both(cycle, as_of=date(2025, 6, 1))[0]["dispute"].tolist() == ["direction", "direction"]


def test_parts_of_a_year_never_join_a_yearly_series(cycle_of: Any) -> None:
    rows, values = both(cycle_of([seen("2013-01/2013-05", 26), seen("2013", 30), seen("2025", 9)]))
    assert rows[["period", "part_period", "after_cutoff"]].values.tolist() == [
        ["2013-01/2013-05", True, False], ["2013", False, False], ["2025", False, True],
    ]  # fmt: skip
    assert admissible_series(rows, values, PLACE) == [{2013: 30}]


def test_only_the_last_correction_counts_and_unmeasured_cells_are_no_values(cycle_of: Any) -> None:
    told = [
        seen("2020", 17),
        seen("2020", 16, recorded_on="2025-03-01"),
        seen("2021", None, state="not_reported"),
    ]
    rows, _ = both(cycle_of(told))
    assert rows[["period", "low"]].values.tolist() == [["2020", 16]]


def test_too_many_choices_are_refused_by_code(cycle_of: Any) -> None:
    years = [str(year) for year in range(2010, 2023)]
    cycle = cycle_of(
        [seen(year, value, source) for year in years for source, value in (("police", 5), ("ministry", 7))]
    )
    rows, values = both(cycle)
    with pytest.raises(TooManyChoices, match=r"^8,192 admissible choices; at most 512 are worked through$"):
        admissible_series(rows, values, PLACE)
    found = trends(cycle, rows, values)
    assert set(found["finding"]) == {"not_reportable"} and set(found["reason"]) == {"too_many_choices"}
    assert set(found["choices"]) == {2**13} and MOST_CHOICES == 2**9


PROVED = {"measure": "percentage", "unit": "percent", "accumulation": "stock"}


def test_percentages_of_two_places_without_counts_are_kept_and_differ(cycle_of: Any) -> None:
    told = [
        seen("2021", 40, reported_by="north"),
        seen("2021", 60, reported_by="south"),
        seen("2022", 50, reported_by="north"),
    ]
    for additive_over in ("place", None):
        rows, values = both(cycle_of(told, indicators=[victims(**PROVED, additive_over=additive_over)]))
        assert rows[["period", "low", "high", "values", "dispute"]].values.tolist() == [
            ["2021", 40, 60, 2, "values"], ["2022", 50, 50, 1, ""],
        ]  # fmt: skip
        assert values[["period", "value", "admissible"]].values.tolist() == [
            ["2021", 40, True], ["2021", 60, True], ["2022", 50, True],
        ]  # fmt: skip
        assert admissible_series(rows, values, PLACE) == [
            {2021: 40, 2022: 50}, {2021: 60, 2022: 50},
        ]  # fmt: skip


def test_percentages_of_two_places_with_counts_are_one_pooled_value(cycle_of: Any) -> None:
    told = [
        seen("2021", 50, reported_by="north", numerator=1, denominator=2),
        seen("2021", 75, reported_by="south", numerator=6, denominator=8),
    ]
    rows, _ = both(cycle_of(told, indicators=[victims(**PROVED, additive_over="place")]))
    assert rows[["low", "high", "dispute"]].values.tolist() == [[100 * 7 / 10, 100 * 7 / 10, ""]]


def table_of(found: pd.DataFrame) -> pd.DataFrame:
    return declared(found, CATALOGUE["trends"]).set_index("test")


def test_a_rise_of_six_years_is_found_whichever_figure_is_believed(cycle_of: Any) -> None:
    told = [seen(str(2017 + step), 10 + 8 * step) for step in range(6)] + [seen("2019", 27, "ministry")]
    cycle = cycle_of(told)
    found = table_of(trends(cycle, *both(cycle)))
    rank = found.loc["mann_kendall"]
    assert (rank["n"], rank["choices"], rank["reportable"], rank["statistic_low"]) == (6, 2, 2, 15)
    assert rank["p_high"] == pytest.approx(2 / 720)  # two of the 6! orders are as extreme
    assert found["finding"].to_dict() == {
        "mann_kendall": "every_choice_shows_increase", "sen": "every_choice_shows_increase",
        "poisson_trend": "every_choice_shows_increase", "constant_rate": "every_choice_shows_change",
        "level_shift": "too_few_points", "joinpoint": "too_few_points", "since_plan": "too_few_points",
    }  # fmt: skip
    assert (found.loc["sen", "effect_low"], found.loc["sen", "effect_unit"]) == (8, "unit_per_year")


def test_three_points_are_described_and_no_trend(cycle_of: Any) -> None:
    cycle = cycle_of([seen("2019", 26), seen("2020", 17), seen("2021", 25)])
    found = table_of(trends(cycle, *both(cycle)))
    rank = found.loc["mann_kendall"]
    assert (rank["finding"], rank["reason"], rank["reportable"]) == ("too_few_points", "too_few_points", 0)
    assert rank["p_floor"] == pytest.approx(2 / 6) and isnan(rank["p_low"])
    # A slope is described from three values on, with no verdict and no interval.
    assert (found.loc["sen", "finding"], found.loc["sen", "reportable"]) == ("too_few_points", 0)
    assert found.loc["sen", "effect_low"] == -0.5 and isnan(found.loc["sen", "interval_low"])
    assert found.loc["constant_rate", "finding"] == "no_choice_shows_change"
    assert found.loc["constant_rate", "p_low"] == pytest.approx(0.37, abs=0.01)


def test_figures_that_decide_the_answer_disagree(cycle_of: Any) -> None:
    told = [seen(str(2017 + step), 10 + step) for step in range(6)] + [seen("2022", 1, "ministry")]
    cycle = cycle_of(told)
    found = table_of(trends(cycle, *both(cycle)))
    assert found.loc["mann_kendall", "finding"] == "choices_disagree"
    assert (found.loc["mann_kendall", "statistic_low"], found.loc["mann_kendall", "statistic_high"]) == (
        5,
        15,
    )


def test_a_constant_series_does_not_vary(cycle_of: Any) -> None:
    cycle = cycle_of([seen(str(year), 9) for year in range(2015, 2022)])
    found = table_of(trends(cycle, *both(cycle)))
    assert found.loc["mann_kendall", "finding"] == "no_variation"


@pytest.mark.parametrize("cells", [{"accumulation": "stock"}, {"unit": "EUR"}, {"measure": "percentage"}])
def test_only_numbers_of_events_are_tested_as_counts(cycle_of: Any, cells: dict[str, str]) -> None:
    cycle = cycle_of([seen(str(year), 20 + year % 3) for year in range(2015, 2022)], (), [victims(**cells)])
    found = trends(cycle, *both(cycle))
    tests = ["mann_kendall", "sen", "level_shift", "joinpoint", "since_plan"]
    assert found["test"].tolist() == tests and set(found["effect_unit"]) <= {"tau_b", "unit_per_year", "unit"}


def test_directions_without_figures_have_a_row_that_says_so(cycle_of: Any) -> None:
    cycle = cycle_of(
        [seen("2021", 4)], [said("2021", "increase"), said("2023", "decrease", recorded_on="2025-09-01")]
    )
    found = declared(trends(cycle, *both(cycle)), CATALOGUE["trends"])
    assert found[["test", "n", "finding", "reason"]].values.tolist() == [
        ["mann_kendall", 1, "too_few_points", "n_too_small"]
    ]
    assert found.loc[0, "sources"] == "police;ministry"
    assert found.loc[0, "trace"].endswith(
        "monitoring/statements#2021increase;monitoring/statements#2023decrease"
    )
    early = trends(cycle, *both(cycle), as_of=date(2025, 8, 31))
    assert early.loc[0, "trace"].endswith("monitoring/statements#2021increase")
    none = cycle_of([], [said("2021", "increase")])
    assert trends(none, *both(none))[["n", "reason"]].values.tolist() == [
        [0, "no_valid_data"]
    ]


def test_the_cutoff_ends_the_series(cycle_of: Any) -> None:
    cycle = cycle_of([seen(str(year), year - 2000) for year in range(2019, 2025)])
    cutoff = date(2023, 12, 31)
    found = table_of(trends(cycle, *both(cycle, cutoff=cutoff)))
    assert (found.loc["sen", "n"], found.loc["sen", "last_period"]) == (5, "2023")


def sums(cycle: Cycle) -> pd.DataFrame:
    return declared(part_sums(cycle, as_of=LATER), CATALOGUE["part_sums"])


def by_sex(female: float, male: float, *more: dict[str, Any]) -> Rows:
    return [seen("2021", female, dimension="sex", category="female"), seen("2021", male, dimension="sex",
    category="male"),
            *more]  # fmt: skip


@pytest.mark.parametrize(("total", "difference", "agrees"), [(25, 0, True), (24, -1, False), (26, 1, pd.NA)])
def test_parts_against_the_total_of_the_same_source(
    cycle_of: Any, total: float, difference: float, agrees: Any
) -> None:
    row = sums(cycle_of(by_sex(20, 5, seen("2021", total)))).iloc[0]
    assert (row["dimension"], row["total"], row["parts"], row["difference"]) == ("sex", total, 25, difference)
    assert row["agrees"] is agrees or row["agrees"] == agrees


def test_a_total_printed_for_the_dimension_comes_first_and_leaves_no_excuse(cycle_of: Any) -> None:
    printed = seen("2021", 26, dimension="sex", category="printed_total")
    row = sums(cycle_of(by_sex(20, 5, printed, seen("2021", 25)))).iloc[0]
    assert (row["total"], row["difference"], row["agrees"]) == (26, 1, False)


def test_totals_and_parts_of_different_sources_or_a_single_part_are_not_compared(cycle_of: Any) -> None:
    assert sums(cycle_of(by_sex(20, 5, seen("2021", 26, "ministry")))).empty
    assert sums(cycle_of([*by_sex(20, 5)[:1], seen("2021", 26)])).empty


def test_indicators_that_are_parts_of_another_add_up_to_it(cycle_of: Any) -> None:
    indicators = [victims(), victims(indicator_id="V1", part_of="V"), victims(indicator_id="V2", part_of="V")]
    told = [seen("2021", 25), seen("2021", 14, indicator_id="V1"), seen("2021", 18, indicator_id="V2"),
            seen("2020", 17), seen("2020", 9, indicator_id="V1")]  # fmt: skip
    found = sums(cycle_of(told, (), indicators))
    assert found[
        ["indicator_id", "dimension", "period", "total", "parts", "difference", "agrees"]
    ].values.tolist() == [["V", "part_of", "2021", 25, 14 + 18, -7, False]]
    assert found.loc[0, "trace"].count("monitoring/observations#") == 3

"""Trends of the series of a cycle: does a test say the same whichever admissible figures are believed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.directions import STATEMENTS, directions
from napeval.measures.over_time.choices import Choice, choices_of, rates_of
from napeval.measures.over_time.findings import finding_row, refused_row
from napeval.measures.over_time.kinds import RUNNING_TOTAL, are_events
from napeval.measures.over_time.outcomes import COUNT_TESTS, LEVEL_TESTS, RANK_TESTS, RATE_TESTS, Registered
from napeval.measures.part_sums import PRINTED_TOTAL
from napeval.measures.rows import result_frame, row_trace
from napeval.measures.series import Place, TooManyChoices, admissible_series, in_yearly_series, of_place
from napeval.measures.told import period_of
from napeval.measures.voices import text_of

LEAST_YEARS = 3

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "test": "str", "unit": "str", "n": "Int64",
    "first_period": "str", "last_period": "str", "choices": "Int64", "reportable": "Int64",
    "statistic_low": "float64", "statistic_high": "float64", "p_low": "float64", "p_high": "float64",
    "p_floor": "float64", "effect_low": "float64", "effect_high": "float64", "effect_unit": "str",
    "interval_low": "float64", "interval_high": "float64", "place_first": "Int64", "place_last": "Int64",
    "finding": "str", "decided_by": "str",
    "method": "str", "reason": "str", "sources": "str",
    "trace": "str",
}  # fmt: skip


def trends(
    cycle: Cycle,
    series: pd.DataFrame,
    series_values: pd.DataFrame,
    *,
    as_of: date | None = None,
) -> pd.DataFrame:
    """Do the yearly series rise or fall, whichever of the admissible figures is believed?

    series, series_values: results of series(). Full calendar years of one definition, three at least.
    One row per series and test: n (years), the lowest and highest statistic, p, effect and interval limit
    over all choices (admissible_series), how many choices there are and how many of them the test can
    judge, p_floor (the smallest p that any of them could reach), and a finding: no_choice_shows_trend,
    every_choice_shows_increase, every_choice_shows_decrease, choices_disagree (for changes and breaks
    likewise), or too_few_points, no_variation, not_reportable with reason; a running total, which can only
    rise, is not tested. decided_by: the years without any one of which a finding of every choice no longer
    stands; method: how p was found, over all choices. Fewer years, none even, have a row (too_few_points)
    where sources state directions of the indicator; as_of: only statements recorded by then count, None for
    all.
    Tests of any series: mann_kendall (statistic S, effect tau_b), sen (effect in the unit a year),
    level_shift (Pettitt's U; effect the median difference; place_first: from which year on).
    Of levels, shares and amounts: joinpoint (statistic the number of bends, effect the average change a year,
    place_first and place_last: the years between which a bend may lie), since_plan (an interrupted series;
    effect: the difference at the last year from what went on as before the plan).
    Of numbers of events: poisson_trend (effect in percent a year), constant_rate (statistic X2), joinpoint
    and since_plan as counts (effects in percent) and, where the indicator names what its events arise from,
    rate_trend: poisson_trend over that, on the years that both have.
    """
    indicators = {row.indicator_id: row for row in cycle.table("plan/indicators").itertuples(index=False)}
    yearly = in_yearly_series(series)
    # Totals printed for a dimension repeat the series of the total.
    yearly = yearly[yearly["category"] != PRINTED_TOTAL]
    rows: list[dict[str, object]] = []
    long_enough: set[Place] = set()
    given = _Given(series, series_values, cycle.meta.start.year, cycle.meta.currency)
    for place, years in yearly.groupby(["indicator_id", "dimension", "category"], sort=False):
        if len(years) >= LEAST_YEARS:
            long_enough.add(place)
            rows.extend(_all_tests(place, years, indicators[place[0]], given))
    for name, statements in directions(cycle.table(STATEMENTS), as_of).items():
        place = (name, "", "")
        if place not in long_enough:
            rows.append(_too_short(place, of_place(yearly, place), statements, indicators[name].unit))
    return result_frame(rows, _DTYPES)


@dataclass(frozen=True)
class _Given:
    """All series of the cycle, the year in which its plan began, and its currency."""

    series: pd.DataFrame
    series_values: pd.DataFrame
    start: int
    currency: str

    def admissible(self, place: Place) -> list[dict[int, float]]:
        return admissible_series(self.series, self.series_values, place)


def _all_tests(
    place: Place, years: pd.DataFrame, indicator: Any, given: _Given
) -> Iterator[dict[str, object]]:
    """One row for every test that suits the series."""
    if text_of(indicator.accumulation) == RUNNING_TOTAL:
        refused = refused_row(1, "running_total_only_rises")
        yield {**_frame_of(place, years), "test": "mann_kendall", **refused}
        return
    counts = are_events(indicator, years, given.currency)
    tests = {**RANK_TESTS, **(COUNT_TESTS if counts else LEVEL_TESTS)}
    yield from _series_rows(place, years, tests, lambda: choices_of(given.admissible(place), given.start))
    if counts and text_of(indicator.exposure_id) and place[1:] == ("", ""):
        yield from _rate_rows(place, years, indicator.exposure_id, given)


def _too_short(place: Place, years: pd.DataFrame, statements: pd.DataFrame, unit: str) -> dict[str, object]:
    """The row of an indicator of which little more is known than that sources call it more or fewer."""
    said = row_trace(STATEMENTS, statements)
    told = dict.fromkeys([*";".join(years["sources"]).split(";"), *statements["source_id"]])
    ordered = sorted(years["period"], key=period_of)
    return {
        "indicator_id": place[0], "dimension": place[1], "category": place[2], "test": "mann_kendall",
        "unit": unit, "n": len(years), "first_period": ordered[0] if ordered else None,
        "last_period": ordered[-1] if ordered else None, "choices": 1, "reportable": 0,
        "finding": "too_few_points", "reason": "n_too_small" if ordered else "no_valid_data",
        "sources": ";".join(source for source in told if source),
        "trace": join_traces([*years["trace"], said]),
    }  # fmt: skip


def _frame_of(place: Place, years: pd.DataFrame) -> dict[str, object]:
    ordered = sorted(years["period"], key=period_of)
    sources = dict.fromkeys(source for cell in years["sources"] for source in cell.split(";"))
    return {
        "indicator_id": place[0], "dimension": place[1], "category": place[2], "unit": years["unit"].iloc[0],
        "n": len(years), "first_period": ordered[0], "last_period": ordered[-1], "sources": ";".join(sources),
        "trace": join_traces(years["trace"]),
    }  # fmt: skip


def _series_rows(
    place: Place,
    years: pd.DataFrame,
    tests: Mapping[str, Registered],
    choices: Callable[[], list[Choice]],
) -> Iterator[dict[str, object]]:
    """One row for every test of one series over all its choices."""
    frame = _frame_of(place, years)
    try:
        admissible = choices()
    except TooManyChoices as refusal:
        yield from ({**frame, "test": name, **refused_row(refusal.choices, refusal.code)} for name in tests)
        return
    for name, asked in tests.items():
        yield {**frame, "test": name, **finding_row(asked, admissible)}


def _rate_rows(
    place: Place, years: pd.DataFrame, exposure: str, given: _Given
) -> Iterator[dict[str, object]]:
    """The tests of a series of counts over the series that says what they arose from."""
    other = (exposure, "", "")
    exposed = in_yearly_series(of_place(given.series, other))
    common = years[years["period"].isin(set(exposed["period"]))]
    if len(common) < LEAST_YEARS:
        return
    both = pd.concat([common, exposed[exposed["period"].isin(set(common["period"]))]])

    def choices() -> list[Choice]:
        return rates_of(given.admissible(place), given.admissible(other), given.start)

    for row in _series_rows(place, both, RATE_TESTS, choices):
        yield {**row, "n": len(common)}

"""Trends of the series of a cycle: does a test say the same whichever admissible figures are believed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from napeval import trends as statistics
from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.directions import STATEMENTS, directions
from napeval.measures.part_sums import PRINTED_TOTAL
from napeval.measures.rows import result_frame, row_trace
from napeval.measures.series import Place, TooManyChoices, admissible_series, of_place
from napeval.measures.told import period_of
from napeval.measures.voices import text_of
from napeval.trends.least_lengths import VERDICT_LEVEL

LEAST_YEARS = 3
LEFT_OUT_IN = frozenset({"mann_kendall", "poisson_trend"})
MOST_LEFT_OUT = 256
"""With more choices than this, years are not left out in turn: it would take too long."""
TOO_SHORT = frozenset({"n_too_small", "too_few_points", "too_few_events", "no_valid_data"})
NO_VARIATION = frozenset({"no_variation", "no_events"})
# A stock of inspectors or a sum of money is a number, but not a number of events.
EVENT_ACCUMULATIONS = frozenset({"annual", "cumulative", ""})

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "category": "str", "test": "str", "unit": "str", "n": "Int64",
    "first_period": "str", "last_period": "str", "choices": "Int64", "reportable": "Int64",
    "statistic_low": "float64", "statistic_high": "float64", "p_low": "float64", "p_high": "float64",
    "p_floor": "float64", "effect_low": "float64", "effect_high": "float64", "effect_unit": "str",
    "interval_low": "float64", "interval_high": "float64", "finding": "str", "decided_by": "str",
    "method": "str", "reason": "str", "sources": "str",
    "trace": "str",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one test says of one choice. direction: 1 rise (constant rate: change), -1 fall, 0 none shown."""

    reportable: bool
    reason: str | None
    statistic: float | None = None
    p: float | None = None
    p_floor: float | None = None
    effect: float | None = None
    interval: tuple[float, float] | None = None
    direction: int = 0
    method: str = ""


def _mann_kendall(years: Sequence[int], values: Sequence[float]) -> Outcome:
    found = statistics.mann_kendall(values, years)
    p = found.p_normal if found.p_exact is None else found.p_exact
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.S, p=p, p_floor=found.p_floor,
        effect=found.tau_b, direction=_shown(found.S, p), method=found.method,
    )  # fmt: skip


def _sen(years: Sequence[int], values: Sequence[float]) -> Outcome:
    found = statistics.sen_slope(values, years)
    return Outcome(
        reportable=found.reportable, reason=found.reason or found.interval_reason, effect=found.slope,
        interval=found.interval, direction=_outside_zero(found.interval), method=found.method,
    )  # fmt: skip


def _poisson_trend(years: Sequence[int], values: Sequence[float]) -> Outcome:
    found = statistics.poisson_trend(values, years)
    exact = found.exact
    return Outcome(
        reportable=found.reportable, reason=found.reason,
        statistic=None if exact is None else exact.statistic,
        p=found.p, p_floor=None if exact is None else exact.p_floor,
        effect=found.percent_change, interval=found.percent_interval,
        direction=_shown(found.percent_change, found.p),
        method="quasi_poisson_t" if found.p_rule == "quasi_poisson_t" else found.method,
    )  # fmt: skip


def _constant_rate(years: Sequence[int], values: Sequence[float]) -> Outcome:
    found = statistics.constant_rate_test(values)
    return Outcome(
        reportable=found.reportable, reason=found.reason, statistic=found.statistic, p=found.p,
        direction=_shown(1.0, found.p), method=found.method,
    )  # fmt: skip


def _shown(effect: float | None, p: float | None) -> int:
    if effect is None or p is None or p > VERDICT_LEVEL:
        return 0
    return (effect > 0) - (effect < 0)


def _outside_zero(interval: tuple[float, float] | None) -> int:
    return 0 if interval is None else int(interval[0] > 0) - int(interval[1] < 0)


Test = Callable[[Sequence[int], Sequence[float]], Outcome]

RANK_TESTS: Mapping[str, tuple[Test, str]] = {
    "mann_kendall": (_mann_kendall, "tau_b"),
    "sen": (_sen, "unit_per_year"),
}
COUNT_TESTS: Mapping[str, tuple[Test, str]] = {
    "poisson_trend": (_poisson_trend, "percent_per_year"), "constant_rate": (_constant_rate, ""),
}  # fmt: skip


def trends(
    cycle: Cycle,
    series: pd.DataFrame,
    series_values: pd.DataFrame,
    *,
    cutoff: date,
    as_of: date | None = None,
) -> pd.DataFrame:
    """Do the yearly series rise or fall, whichever of the admissible figures is believed?

    series, series_values: results of series(). Full calendar years up to the cutoff, three at least.
    One row per series and test: n (years), the lowest and highest statistic, p, effect and interval limit
    over all choices (admissible_series), how many choices there are and how many of them the test can
    judge, p_floor (the smallest p that any of them could reach), and a finding: no_choice_shows_trend,
    every_choice_shows_increase, every_choice_shows_decrease, choices_disagree; for the constant rate
    no_choice_shows_change, every_choice_shows_change; decided_by: the years without any one of which a
    finding of every choice no longer stands; method: how p was found, over all choices; or too_few_points,
    no_variation, not_reportable with reason. Fewer years, none even, have a row (too_few_points) where
    sources state directions of the indicator; as_of: only statements recorded by then count, None for all.
    Tests: mann_kendall (statistic S, effect tau_b), sen (effect in the unit a year), and for numbers of
    events poisson_trend (effect in percent a year) and constant_rate (statistic X2).
    """
    indicators = {row.indicator_id: row for row in cycle.table("plan/indicators").itertuples(index=False)}
    yearly = series[~series["part_period"] & ~series["after_cutoff"]]
    # Totals printed for a dimension repeat the series of the total.
    yearly = yearly[yearly["category"] != PRINTED_TOTAL]
    rows: list[dict[str, object]] = []
    long_enough = set()
    for place, years in yearly.groupby(["indicator_id", "dimension", "category"], sort=False):
        if len(years) >= LEAST_YEARS:
            long_enough.add(place)
            counts = _are_events(indicators[place[0]], years, cycle.meta.currency)
            rows.extend(_series_rows(place, years, series, series_values, cutoff, counts=counts))
    for name, statements in directions(cycle.table(STATEMENTS), as_of).items():
        place = (name, "", "")
        if place not in long_enough:
            rows.append(_too_short(place, of_place(yearly, place), statements, indicators[name].unit))
    return result_frame(rows, _DTYPES)


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


def _are_events(indicator: object, years: pd.DataFrame, currency: str) -> bool:
    unit = text_of(getattr(indicator, "unit", ""))
    money = unit == currency or (len(unit) == 3 and unit.isupper())
    whole = all(
        float(value).is_integer() and value >= 0 for column in ("low", "high") for value in years[column]
    )
    accumulation = text_of(getattr(indicator, "accumulation", ""))
    return (
        getattr(indicator, "measure", "") == "number"
        and accumulation in EVENT_ACCUMULATIONS
        and whole
        and not money
    )


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
    series: pd.DataFrame,
    series_values: pd.DataFrame,
    cutoff: date,
    *,
    counts: bool,
) -> Iterator[dict[str, object]]:
    frame = _frame_of(place, years)
    tests = {**RANK_TESTS, **COUNT_TESTS} if counts else RANK_TESTS
    try:
        choices = admissible_series(series, series_values, place, cutoff=cutoff)
    except TooManyChoices as refusal:
        for name in tests:
            refused = {"choices": refusal.choices, "reportable": 0, "finding": "not_reportable"}
            yield {**frame, "test": name, **refused, "reason": refusal.code}
        return
    for name, (test, effect_unit) in tests.items():
        outcomes = _outcomes(test, choices)
        found = _together(name, outcomes)
        deciding = _deciding_years(name, test, choices, str(found["finding"]))
        yield {**frame, "test": name, "effect_unit": effect_unit, **found, "decided_by": deciding}


def _outcomes(test: Test, choices: Sequence[Mapping[int, float]]) -> list[Outcome]:
    return [_outcome(test, tuple(choice), tuple(choice.values())) for choice in choices]


@lru_cache(maxsize=8192)
def _outcome(test: Test, years: tuple[int, ...], values: tuple[float, ...]) -> Outcome:
    """What a test says of one choice; asked once, since choices without a year fall together."""
    return test(years, values)


def _deciding_years(
    name: str, test: Test, choices: Sequence[Mapping[int, float]], finding: str
) -> str | None:
    """The years on any one of which a finding of every choice rests; None where that is not asked.

    Each year is left out in turn: a finding that one value decides is not one of the series.
    """
    if name not in LEFT_OUT_IN or not finding.startswith("every_choice") or len(choices) > MOST_LEFT_OUT:
        return None
    years = sorted({year for choice in choices for year in choice})
    deciding = []
    for left_out in years:
        without = [{year: value for year, value in choice.items() if year != left_out} for choice in choices]
        if _finding(name, _outcomes(test, without)) != finding:
            deciding.append(str(left_out))
    return ";".join(deciding)


def _together(test: str, outcomes: Sequence[Outcome]) -> dict[str, object]:
    judged = [one for one in outcomes if one.reportable]
    reasons = Counter(one.reason for one in outcomes if one.reason)
    return {
        "choices": len(outcomes), "reportable": len(judged), **_range("statistic",
        [one.statistic for one in judged]),
        **_range("p", [one.p for one in judged]), "p_floor": _least([one.p_floor for one in outcomes]),
        **_range("effect", [one.effect for one in judged]),
        "interval_low": _least([one.interval[0] for one in judged if one.interval]),
        "interval_high": _most([one.interval[1] for one in judged if one.interval]),
        "finding": _finding(test, outcomes), "reason": ";".join(sorted(reasons)),
        "method": ";".join(sorted({one.method for one in judged if one.method})),
    }  # fmt: skip


def _finding(test: str, outcomes: Sequence[Outcome]) -> str:
    if not any(one.reportable for one in outcomes):
        reasons = {one.reason for one in outcomes}
        if reasons <= TOO_SHORT:
            return "too_few_points"
        return "no_variation" if reasons <= NO_VARIATION else "not_reportable"
    # A choice that cannot be judged shows nothing.
    shown = {one.direction if one.reportable else 0 for one in outcomes}
    if len(shown) > 1:
        return "choices_disagree"
    if test == "constant_rate":
        return "every_choice_shows_change" if shown == {1} else "no_choice_shows_change"
    return {0: "no_choice_shows_trend", 1: "every_choice_shows_increase", -1: "every_choice_shows_decrease"}[
        shown.pop()
    ]


def _range(name: str, values: Sequence[float | None]) -> dict[str, float | None]:
    return {f"{name}_low": _least(values), f"{name}_high": _most(values)}


def _least(values: Sequence[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _most(values: Sequence[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)

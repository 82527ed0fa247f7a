"""Composition: has the make-up of cases by sex, age, origin or form changed from year to year?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pandas as pd

from napeval import trends as statistics
from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.over_time.findings import together
from napeval.measures.over_time.kinds import are_events
from napeval.measures.over_time.outcomes import Outcome
from napeval.measures.part_sums import PRINTED_TOTAL
from napeval.measures.rows import result_frame
from napeval.measures.series import TooManyChoices, check_choices, in_yearly_series
from napeval.measures.told import period_of
from napeval.trends.least_lengths import VERDICT_LEVEL

Cases = Mapping[str, float]
"""Cases by category, as one source gives them for one year."""
LEAST_CATEGORIES = 2

_DTYPES = {
    "indicator_id": "str", "dimension": "str", "unit": "str", "n": "Int64", "first_period": "str",
    "last_period": "str", "categories": "str", "cases_low": "float64", "cases_high": "float64",
    "choices": "Int64", "reportable": "Int64", "p_low": "float64", "p_high": "float64",
    "effect_low": "float64", "effect_high": "float64", "moved": "str", "moved_period": "str",
    "finding": "str", "method": "str", "reason": "str", "sources": "str", "trace": "str",
}  # fmt: skip
_KEPT = (
    "choices", "reportable", "p_low", "p_high", "effect_low", "effect_high", "finding", "method", "reason",
)  # fmt: skip


def composition(cycle: Cycle, series: pd.DataFrame, series_values: pd.DataFrame) -> pd.DataFrame:
    """Has the make-up of cases changed over the years, whichever source of a year is believed?

    series, series_values: results of series(). For every year a source that gives at least two categories of
    a dimension; the parts of different sources are never put together. Compared are the categories that every
    year of a choice states: what a source does not name is not zero.
    One row per indicator of numbers of events and dimension with two years at least: n years, categories
    (compared in some choice), cases in all, and over all choices the p of the exact test of Fisher, Freeman
    and Halton, effect (Cramer's V, 0-1), finding (every_choice_shows_change, no_choice_shows_change,
    choices_disagree, not_reportable with reason). moved, moved_period: the category and year that stand out
    most, where a change is shown and every choice points to the same.
    """
    indicators = cycle.table("plan/indicators").set_index("indicator_id", drop=False)
    yearly = in_yearly_series(series)
    parts = yearly[~yearly["category"].isin(["", PRINTED_TOTAL])]
    values = series_values[series_values["left_out"] == ""]
    rows: list[dict[str, object]] = []
    for place, own in parts.groupby(["indicator_id", "dimension"], sort=False):
        if not are_events(indicators.loc[place[0]], own, cycle.meta.currency):
            continue
        told = values[(values["indicator_id"] == place[0]) & (values["dimension"] == place[1])]
        rows.extend(_rows(place, own, told[~told["category"].isin(["", PRINTED_TOTAL])]))
    return result_frame(rows, _DTYPES)


def _rows(place: tuple[str, str], own: pd.DataFrame, told: pd.DataFrame) -> Iterator[dict[str, object]]:
    years = _by_year(told)
    if len(years) < 2:
        return
    used = told[told["period"].isin(years)]
    frame = {
        "indicator_id": place[0], "dimension": place[1], "unit": own["unit"].iloc[0], "n": len(years),
        "first_period": next(iter(years)), "last_period": list(years)[-1],
        "sources": ";".join(dict.fromkeys(used["source_id"])), "trace": join_traces(used["trace"]),
    }  # fmt: skip
    try:
        tables = _tables(years)
    except TooManyChoices as refusal:
        refused = {"choices": refusal.choices, "reportable": 0, "finding": "not_reportable"}
        yield {**frame, **refused, "reason": refusal.code}
        return
    yield {**frame, **_found(tables, list(years))}


def _by_year(told: pd.DataFrame) -> dict[str, list[Cases]]:
    """For each year, in order, the cases by category of every source that gives at least two categories."""
    years: dict[str, list[Cases]] = {}
    for period in sorted(set(told["period"]), key=period_of):
        of_period = told[told["period"] == period]
        sources: list[Cases] = [
            dict(zip(given["category"], given["value"], strict=True))
            for _, given in of_period.groupby("source_id", sort=True)
            if len(given) >= LEAST_CATEGORIES and given["category"].is_unique
        ]
        distinct = list({tuple(sorted(cases.items())): cases for cases in sources}.values())
        if distinct:
            years[period] = distinct
    return years


def _tables(years: Mapping[str, Sequence[Cases]]) -> list[tuple[tuple[str, ...], list[list[float]]]]:
    """Every choice of a source per year, as the categories all its years state and their cases."""
    check_choices(len(sources) for sources in years.values())
    tables = []
    for choice in product(*years.values()):
        common = tuple(sorted(set.intersection(*(set(cases) for cases in choice))))
        tables.append((common, [[cases[name] for name in common] for cases in choice]))
    return tables


def _found(
    tables: Sequence[tuple[tuple[str, ...], list[list[float]]]], years: Sequence[str]
) -> dict[str, object]:
    answers = [(names, _answer(cells)) for names, cells in tables]
    row = together("change", [_outcome(one) for _, one in answers])
    totals = [sum(map(sum, cells)) for _, cells in tables]
    moved = {_moved(names, one, years) for names, one in answers}
    category, period = next(iter(moved)) if len(moved) == 1 else (None, None)
    return {
        **{name: row[name] for name in _KEPT},
        "categories": ";".join(sorted({name for names, _ in answers for name in names})),
        "cases_low": min(totals), "cases_high": max(totals), "moved": category, "moved_period": period,
    }  # fmt: skip


def _answer(cells: list[list[float]]) -> statistics.CompositionChange | None:
    """What the test says of one table; None where its years have fewer than two categories in common."""
    return statistics.composition_change(cells) if len(cells[0]) >= LEAST_CATEGORIES else None


def _outcome(answer: statistics.CompositionChange | None) -> Outcome:
    if answer is None:
        return Outcome(reportable=False, reason="one_category")
    shown = answer.reportable and answer.p is not None and answer.p <= VERDICT_LEVEL
    return Outcome(
        reportable=answer.reportable, reason=answer.reason, statistic=answer.statistic, p=answer.p,
        p_floor=answer.p_floor, effect=answer.cramers_v, direction=int(shown), method=answer.method,
    )  # fmt: skip


def _moved(
    names: Sequence[str], answer: statistics.CompositionChange | None, years: Sequence[str]
) -> tuple[str | None, str | None]:
    if answer is None or answer.moved_most is None or not _outcome(answer).direction:
        return None, None
    period, category = answer.moved_most
    return names[category], years[period]


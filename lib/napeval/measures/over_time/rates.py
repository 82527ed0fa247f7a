"""Rates: events over what they arose from, year by year, as far as both are on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from napeval import trends as statistics
from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.rows import result_frame
from napeval.measures.series import Place, admissible_values, in_yearly_series, of_place

PER_PERSONS, PER_OTHERS = 100_000, 1_000
"""A rate is told per so many of a population, or per so many of anything else."""
PERSONS = "persons"

_DTYPES = {
    "indicator_id": "str", "period": "str", "unit": "str", "exposure_id": "str", "exposure_unit": "str",
    "count_low": "float64", "count_high": "float64", "exposure_low": "float64", "exposure_high": "float64",
    "per": "Int64", "rate_low": "float64", "rate_high": "float64", "interval_low": "float64",
    "interval_high": "float64", "sources": "str", "trace": "str",
}  # fmt: skip


def rates(cycle: Cycle, series: pd.DataFrame, series_values: pd.DataFrame) -> pd.DataFrame:
    """How many events were counted per what they arose from: violations per inspection, cases per inhabitant?

    series, series_values: the results of series(). One row per indicator that names its exposure and year of
    the yearly series of both: the admissible counts and exposures, least and greatest, and the rate per `per`
    of the exposure's unit that follows at worst and best. interval_low, interval_high: exact 95 % limits of
    the rate (Garwood 1936), at the least count over the greatest exposure and the other way round; missing
    where the counts are not whole numbers.
    """
    indicators = cycle.table("plan/indicators").set_index("indicator_id", drop=False)
    yearly = in_yearly_series(series)
    rows: list[dict[str, object]] = []
    for indicator in indicators[indicators["exposure_id"].notna()].itertuples(index=False):
        counts, exposures = (
            _believed(yearly, series_values, (name, "", ""))
            for name in (indicator.indicator_id, indicator.exposure_id)
        )
        rows.extend(_rows(indicator, counts, exposures, indicators.loc[indicator.exposure_id, "unit"]))
    return result_frame(rows, _DTYPES)


@dataclass(frozen=True)
class _Year:
    """What may be believed of one year, and where it comes from."""

    low: float
    high: float
    sources: str
    trace: str


def _believed(yearly: pd.DataFrame, series_values: pd.DataFrame, place: Place) -> dict[str, _Year]:
    values = of_place(series_values, place)
    found = {}
    for row in of_place(yearly, place).itertuples(index=False):
        admissible = admissible_values(row, values)
        found[row.period] = _Year(admissible[0], admissible[-1], row.sources, row.trace)
    return found


def _rows(
    indicator: Any, counts: Mapping[str, _Year], exposures: Mapping[str, _Year], unit: str
) -> Iterator[dict[str, object]]:
    per = PER_PERSONS if unit == PERSONS else PER_OTHERS
    for period, count in counts.items():
        exposure = exposures.get(period)
        if exposure is None or exposure.low <= 0:
            continue
        least, greatest = _limits(count.low, exposure.high), _limits(count.high, exposure.low)
        yield {
            "indicator_id": indicator.indicator_id, "period": period, "unit": indicator.unit,
            "exposure_id": indicator.exposure_id, "exposure_unit": unit, "count_low": count.low,
            "count_high": count.high, "exposure_low": exposure.low, "exposure_high": exposure.high,
            "per": per, "rate_low": per * count.low / exposure.high,
            "rate_high": per * count.high / exposure.low,
            "interval_low": None if least is None else per * least[0],
            "interval_high": None if greatest is None else per * greatest[1],
            "sources": ";".join(dict.fromkeys(f"{count.sources};{exposure.sources}".split(";"))),
            "trace": join_traces([count.trace, exposure.trace]),
        }  # fmt: skip


def _limits(count: float, exposure: float) -> tuple[float, float] | None:
    found = statistics.poisson_interval(count, exposure)
    return found.interval if found.reportable else None

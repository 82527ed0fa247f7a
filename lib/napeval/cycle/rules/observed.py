"""Observations: a state that fits the value, shares that can be, signs that fit, parts within totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from napeval.cycle.faults import Fault
from napeval.cycle.periods import is_period, parse_period
from napeval.cycle.rules.rows import faults_of, looked_up
from napeval.cycle.trace import part_text

_TABLE = "monitoring/observations"
_TOTAL = "printed_total"
_ROUNDING = 0.51
"""Percentage points by which a printed share may differ from its parts: it may be printed whole."""
_PERCENT = ("percent", "%")


def observation_faults(
    tables: Mapping[str, pd.DataFrame], signs: Mapping[str, Mapping[str, Mapping[int, str]]]
) -> Iterator[Fault]:
    """Breaches of the rules for single observations, and of parts against their totals."""
    observations, indicators = tables[_TABLE], tables["plan/indicators"]
    yield from _percentages(tables)
    for name in (_TABLE, "plan/targets"):
        yield from _signs(tables[name], name, indicators, signs.get(name, {}).get("value", {}))
    if observations.empty:
        return
    measure = looked_up(observations["indicator_id"], indicators, "indicator_id", "measure")
    yield from _states(observations)
    yield from _shares(observations, measure == "percentage")
    yield from _early(observations)
    yield from _parts(observations, measure == "number")


def _states(observations: pd.DataFrame) -> Iterator[Fault]:
    """A measured observation has a value, any other has none."""
    pair = observations["numerator"].notna() & observations["denominator"].notna()
    has_value = observations["value"].notna() | pair
    measured = observations["state"] == "measured"
    yield from faults_of(
        observations, measured & ~has_value, "measured_without_value", _TABLE, "value", shown=False
    )
    other = ~measured & has_value & observations["state"].notna()
    yield from faults_of(observations, other, "value_without_measurement", _TABLE, "state")


def _shares(observations: pd.DataFrame, share: pd.Series) -> Iterator[Fault]:
    """A denominator is above zero and not below the numerator of a share; its value is their ratio."""
    denominator, numerator = observations["denominator"], observations["numerator"]
    impossible = denominator.le(0) | (share & numerator.gt(denominator))
    yield from faults_of(observations, impossible, "numerator_over_denominator", _TABLE, "denominator")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = 100 * numerator / denominator
    unlike = share & ~impossible & ((ratio - observations["value"]).abs() > _ROUNDING)
    yield from faults_of(
        observations.assign(ratio=ratio), unlike, "value_unlike_ratio", _TABLE, "value", severity="warning",
        arguments=lambda row: {"ratio": f"{row['ratio']:.1f}"},
    )  # fmt: skip


def _percentages(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Percentages lie between 0 and 100 in observations and absolute targets."""
    for name in (_TABLE, "plan/targets"):
        frame = tables[name]
        if frame.empty:
            continue
        measure = looked_up(frame["indicator_id"], tables["plan/indicators"], "indicator_id", "measure")
        percent = measure == "percentage"
        if name == "plan/targets":
            percent &= frame["basis"].fillna("absolute") == "absolute"
        outside = percent & ((frame["value"] < 0) | (frame["value"] > 100))
        yield from faults_of(frame, outside, "percentage_out_of_range", name, "value")


def _signs(
    frame: pd.DataFrame, table: str, indicators: pd.DataFrame, signs: Mapping[int, str]
) -> Iterator[Fault]:
    """A unit written beside a number must be that of its indicator."""
    if not signs:
        return
    rows = frame.loc[[row for row in signs if row in frame.index]]
    unit = looked_up(rows["indicator_id"], indicators, "indicator_id", "unit")
    written = pd.Series(signs).reindex(rows.index)
    fits = unit.isna() | unit.eq(written) | (written.eq("%") & unit.isin(_PERCENT))
    typed = [f"{part_text(value)} {sign}" for value, sign in zip(rows["value"], written, strict=True)]
    yield from faults_of(
        rows.assign(unit=unit, sign=written, value=typed), ~fits, "sign_unfit_indicator", table, "value",
        arguments=lambda row: {"sign": row["sign"], "unit": row["unit"]},
    )  # fmt: skip


def _early(observations: pd.DataFrame) -> Iterator[Fault]:
    """A measurement that was recorded before its period began cannot have been one."""
    periods = filter(is_period, observations["period"].dropna().unique())
    starts = {text: parse_period(text).start for text in periods}
    start = pd.to_datetime(observations["period"].map(starts))
    early = (observations["state"] == "measured") & (observations["recorded_on"] < start)
    yield from faults_of(
        observations, early, "recorded_before_period", _TABLE, "recorded_on",
        arguments=lambda row: {"period": row["period"]},
    )  # fmt: skip


def _parts(observations: pd.DataFrame, countable: pd.Series) -> Iterator[Fault]:
    """The parts that one report gives are not more than the total that it gives.

    The total printed for the dimension, where there is one, else the figure without a dimension.
    """
    measured = (observations["state"] == "measured") & observations["value"].notna()
    counted = observations[countable & measured & observations["bound"].isna()]
    report = ["indicator_id", "period", "source_id", "reported_by", "recorded_on"]
    parts = counted[counted["dimension"].notna() & (counted["category"].fillna("") != _TOTAL)]
    if parts.empty:
        return
    sums = parts.groupby([*report, "dimension"], dropna=False)["value"].agg(["sum", "size"]).reset_index()
    whole = counted.assign(row=counted.index)
    printed = whole[whole["category"].fillna("") == _TOTAL].drop(columns=["category"])
    plain = whole[whole["dimension"].isna() & whole["category"].isna()].drop(columns=["dimension"])
    columns = [*report, "value", "row"]
    found = sums.merge(printed[[*columns, "dimension"]], how="left", on=[*report, "dimension"]).merge(
        plain[columns], how="left", on=report, suffixes=("", "_plain")
    )
    total = found["value"].fillna(found["value_plain"])
    row = found["row"].fillna(found["row_plain"])
    for place in found.index[(found["size"] > 1) & (found["sum"] > total + 1e-9)]:
        together = part_text(float(found.at[place, "sum"]))
        said = {"dimension": str(found.at[place, "dimension"]), "parts": together}
        shown = part_text(float(total[place]))
        yield Fault("parts_over_total", f"{_TABLE}.csv", int(row[place]), "value", shown, said, "warning")

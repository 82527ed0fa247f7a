"""Periods and the span of the cycle: promises and progress lie inside it, history is welcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.cycle import Meta
from napeval.cycle.faults import Fault
from napeval.cycle.periods import is_period, parse_period
from napeval.cycle.rules.rows import faults_of

_PROMISES = ("interim", "final", "annual")


def span_faults(tables: Mapping[str, pd.DataFrame], meta: Meta) -> Iterator[Fault]:
    """Targets and progress outside the cycle; observations outside it are notes."""
    span = {"start": str(meta.start), "end": str(meta.end)}

    targets = tables["plan/targets"]
    year = targets["year"].astype("float64")
    outside = targets["role"].isin(_PROMISES) & ((year < meta.start.year) | (year > meta.end.year))
    yield from faults_of(targets, outside, "outside_cycle", "plan/targets", "year", arguments=span)
    progress = tables["monitoring/progress"]
    yield from faults_of(
        progress, _outside(progress, meta), "outside_cycle", "monitoring/progress", "period", arguments=span
    )
    observations = tables["monitoring/observations"]
    yield from faults_of(
        observations, _outside(observations, meta), "outside_cycle", "monitoring/observations", "period",
        severity="note", arguments=span,
    )  # fmt: skip


def _outside(frame: pd.DataFrame, meta: Meta) -> pd.Series:
    """Rows whose period has no day in common with the cycle. What is no period is a fault of its own."""

    def is_outside(text: str) -> bool:
        period = parse_period(text)
        return period.end < meta.start or period.start > meta.end

    wrong = {text for text in frame["period"].dropna().unique() if is_period(text) and is_outside(text)}
    return frame["period"].isin(wrong)

"""Progress by rule: which way of comparing a value with its target the plan asks for.

indicator, in every function: a row of plan/indicators.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from napeval.measures.exact import exact
from napeval.measures.planned import Planned, Target
from napeval.measures.progress import Progress, progress_in_range, progress_to_target
from napeval.measures.stages import milestone
from napeval.measures.voices import text_of


def progress_of_year(indicator: Any, target: Target, value: Fraction) -> Progress:
    """How does the value of a year stand to the target of that year? There is no baseline to start from."""
    if target.upper is not None:
        return replace(progress_in_range(value, target.value, target.upper), method="annual")
    judged = progress_to_target(
        value, target.value, direction=text_of(indicator.direction) or None, bound=target.bound,
        tolerance=_number(indicator.tolerance),
    )  # fmt: skip
    if not judged.reportable:
        return judged
    return replace(
        judged, method="annual", flags=tuple(flag for flag in judged.flags if flag != "baseline_missing")
    )


def progress_by_rule(indicator: Any, planned: Planned, target: Target | None, value: Fraction) -> Progress:
    """How does a value stand to a target, by what the plan says of the indicator?"""
    if target is None or target.value is None:
        return progress_to_target(value, None, baseline=planned.baseline, direction=None)
    if indicator.measure == "milestone":
        return milestone(value >= 1)
    if indicator.measure == "ordinal":
        return _ordinal(planned.baseline, target.value, value, text_of(indicator.direction))
    if target.upper is not None:
        return progress_in_range(value, target.value, target.upper)
    direction, bound, tolerance = (
        text_of(indicator.direction) or None,
        target.bound,
        _number(indicator.tolerance),
    )
    if bound is None and tolerance is None and planned.baseline == target.value:
        bound = {"increase": "at_least", "decrease": "at_most"}.get(direction or "")
    return progress_to_target(
        value, target.value, baseline=planned.baseline, direction=direction, bound=bound, tolerance=tolerance
    )


def _ordinal(baseline: Fraction | None, target: Fraction, value: Fraction, direction: str) -> Progress:
    """Level numbers are compared, never divided. A low level is wanted only where the plan says so."""
    sign = -1 if direction == "decrease" else 1
    away = baseline is not None and sign * value < sign * baseline
    flags = ("baseline_missing",) if baseline is None else ("moved_away",) if away else ()
    met = sign * value >= sign * target
    return Progress(method="ordinal", met=met, gap=value - target, target=target, flags=flags)


def _number(cell: Any) -> Fraction | None:
    return None if pd.isna(cell) else exact(cell)

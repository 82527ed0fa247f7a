"""What forecasts of several times have in common: the times asked for, and how far ahead they lie."""

from __future__ import annotations

from typing import Any

import numpy as np

from napeval.trends.columns import Columns, for_all
from napeval.trends.least_lengths import LeastLength
from napeval.trends.outlook.guards import history_length
from napeval.trends.results import Assumption
from napeval.trends.series import FloatArray, Numbers, as_numbers
from napeval.trends.tables import Group


def read_new_times(new_times: Numbers) -> FloatArray:
    """Raises ValueError unless there is at least one, and all are finite."""
    ahead = as_numbers(new_times, name="new_times")
    if len(ahead) == 0 or not np.isfinite(ahead).all():
        raise ValueError(f"new_times: found {new_times!r}; allowed: at least one finite number.")
    return ahead


def of_question(series: int, *, ahead: FloatArray, target: FloatArray, comparator: str, confidence: float,
                method: str, assumptions: tuple[Assumption, ...]) -> Columns:
    """The columns that repeat the question."""
    return {
        "new_times": np.broadcast_to(ahead, (series, len(ahead))), "target": target,
        "comparator": for_all(comparator, series), "confidence": np.full(series, confidence),
        "method": for_all(method, series), "assumptions": for_all(assumptions, series),
    }  # fmt: skip


def of_group(group: Group, last: Any, least: LeastLength) -> Columns:
    """The columns that say on how much a forecast rests; last: the furthest time asked for."""
    known = is_known(group)
    history = history_length(group.times) if known else np.nan
    horizon = max(0.0, float(last) - group.times[-1]) if known else np.nan
    series = len(group.places)
    return {
        "n": np.full(series, group.n), "n_missing": np.full(series, group.n_missing),
        "history": np.full(series, history), "horizon": np.full(series, horizon),
        "descriptive_only": np.full(series, group.n < least.verdict_from),
    }  # fmt: skip


def is_known(group: Group) -> bool:
    """May a model be fitted at all? It takes two points, and nothing against them."""
    return group.refusal is None and group.n > 1

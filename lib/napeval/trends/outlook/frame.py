"""What is asked of an outlook, and what the series and the target's time say before any model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napeval.trends.columns import Columns
from napeval.trends.outlook.guards import history_length
from napeval.trends.series import FloatArray, Numbers
from napeval.trends.tables import Group, groups_of, read_times


@dataclass(frozen=True)
class Asked:
    """The question: target has one entry per series, bounds are infinite where open."""

    kind: str
    target: FloatArray
    target_time: float
    comparator: str
    as_scenario: bool
    bounds: tuple[float, float]

    def met_by(self, value: FloatArray) -> NDArray[np.bool_]:
        """Does a known value meet the target?"""
        return value >= self.target if self.comparator == "at_least" else value <= self.target


@dataclass(frozen=True)
class Frame:
    """The series by their usable points; every array has one entry per series.

    refusal: what forbids any judgement of the series. last: the last observed time; horizon: from there to
    target_time, 0 where it is past. observed: the value at target_time, NaN where there is none. passed:
    target_time lies before the last observed time and has no value. period: smallest distance of the times.
    """

    matrix: FloatArray
    groups: tuple[Group, ...]
    n: NDArray[np.intp]
    n_missing: NDArray[np.intp]
    refusal: NDArray[Any]
    history: FloatArray
    horizon: FloatArray
    observed: FloatArray
    passed: NDArray[np.bool_]
    period: float


def frame_of(matrix: FloatArray, times: Numbers | None, target_time: float) -> Frame:
    """Read the series once, for whichever model is to follow."""
    when, series = read_times(times, matrix.shape[1]), len(matrix)
    groups = tuple(groups_of(matrix, when))
    columns: Columns = {
        "n": np.zeros(series, dtype=int), "n_missing": np.zeros(series, dtype=int),
        "refusal": np.full(series, None, dtype=object), "history": np.full(series, np.nan),
        "horizon": np.full(series, np.nan), "observed": np.full(series, np.nan),
        "passed": np.zeros(series, dtype=bool),
    }  # fmt: skip
    for rows in groups:
        for name, value in _of_group(rows, target_time).items():
            columns[name][rows.places] = value
    spacing = np.diff(np.unique(when[np.isfinite(when)]))
    return Frame(matrix, groups, period=float(spacing.min()) if len(spacing) else float("nan"), **columns)


def _of_group(rows: Group, target_time: float) -> dict[str, Any]:
    found: dict[str, Any] = {"n": rows.n, "n_missing": rows.n_missing, "refusal": rows.refusal}
    if rows.refusal is not None:
        return found
    there = np.flatnonzero(rows.times == target_time)
    return found | {
        "history": history_length(rows.times), "horizon": max(0.0, target_time - rows.times[-1]),
        "observed": rows.values[:, there[0]] if len(there) else np.nan,
        "passed": not len(there) and target_time < rows.times[-1],
    }  # fmt: skip


def benchmarks_blank(series: int) -> Columns:
    """The columns of all benchmarks, without any."""
    single = ("naive", "drift", "loglinear", "loglinear_probability")
    pairs = ("naive_interval80", "naive_interval95", "drift_interval80", "drift_interval95",
             "loglinear_interval95")
    return {name: np.full(series, np.nan) for name in single} | {
        name: np.full((series, 2), np.nan) for name in pairs
    }

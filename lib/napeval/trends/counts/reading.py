"""Reading counts, of one series and of many, and what forbids judging them as counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from napeval.trends.series import FloatArray, Numbers, Points, check_not_negative, read_points
from napeval.trends.tables import (
    BoolArray,
    Codes,
    IntArray,
    check_rows_not_negative,
    mark,
    read_table,
)


def counts_refusal(counts: FloatArray, exposure: FloatArray) -> str | None:
    """The reason why these cannot be judged as counts with an exposure, or None. Missing entries are NaN."""
    if np.isnan(counts).any():
        return "count_missing"
    if np.isnan(exposure).any():
        return "exposure_missing"
    if np.isinf(counts).any() or np.isinf(exposure).any():
        return "non_finite_value"
    if (counts != np.floor(counts)).any():
        return "not_a_count"
    return "exposure_not_positive" if (exposure <= 0).any() else None


def read_counts(counts: Numbers, times: Numbers | None,
                exposure: Numbers | None) -> tuple[Points, str | None, float | None]:
    """The points of one series, the reason why they cannot be judged as counts, and their total without one.

    Raises ValueError as read_points, and on a negative count.
    """
    points = read_points(counts, times, exposure, name="counts")
    check_not_negative(points.values, name="counts")
    reason = points.refusal or counts_refusal(points.values, points.exposure)
    return points, reason, float(points.values.sum()) if reason is None else None


@dataclass(frozen=True)
class CountRows:
    """Counts of many series in order of time.

    counts: (series, points), 0 where missing. times: (points,), ascending. exposure: (series, points) or one
    row for all; 1 where nothing can be said. usable: (series, points). n, n_missing: points of each series.
    refusal: a number of REASONS for each series.
    """

    counts: FloatArray
    times: FloatArray
    exposure: FloatArray
    usable: BoolArray
    n: IntArray
    n_missing: IntArray
    refusal: Codes

    def __len__(self) -> int:
        return len(self.counts)


def read_count_rows(matrix: Any, times: Numbers | None = None, exposure: Any = None) -> CountRows:
    """The table of the counts, and which rows are none; it may have no row at all.

    matrix, times, exposure: as in read_table. Raises ValueError as that, and on a negative count.
    """
    table = read_table(matrix, times, exposure, of="counts", least=0)
    check_rows_not_negative(table.values)
    counts, effort, refusal = table.values, table.exposure, table.refusals
    usable = ~np.isnan(counts)
    broken = (usable & (counts != np.floor(counts))).any(axis=1)
    mark(refusal, broken & (refusal == 0), "not_a_count")
    return CountRows(
        np.where(np.isfinite(counts), counts, 0.0), table.times,
        np.where(np.isfinite(effort) & (effort > 0), effort, 1.0), usable, table.n, table.n_missing, refusal,
    )

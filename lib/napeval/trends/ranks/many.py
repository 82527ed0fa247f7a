"""Mann-Kendall and Sen for many series of one calendar at once.

What depends only on S and the tie groups (variance, z, every p) is found once for each combination that
occurs, by the function that serves a single series, and handed out from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from napeval.trends.ranks.mann_kendall import (
    judged_slope,
    judged_test,
    refused_slope,
    refused_test,
)
from napeval.trends.ranks.scores import check_alternative
from napeval.trends.ranks.slopes import limit_rank
from napeval.trends.ranks.tables import (
    IntArray,
    Settled,
    alike,
    chunks_of,
    handed_out,
    limits_at,
    medians,
    ordered_rows,
    rankable,
    scores,
    settle,
    slopes,
    tie_groups_of,
)
from napeval.trends.results import Many, Result
from napeval.trends.series import FloatArray, Numbers, check_confidence
from napeval.trends.tables import Table, named


def mann_kendall_many(matrix: Any, times: Numbers | None = None, *, alternative: str = "two-sided") -> Many:
    """Which of many series rise or fall steadily, more than a random order of the same values would?

    matrix: series x points, missing as None or NaN. times: one per column, for all series; None = by
    position. alternative: as in mann_kendall. Returns one column per field of MannKendall, one entry per
    series, each as mann_kendall gives it. Raises ValueError as mann_kendall does, and without any series.
    """
    check_alternative(alternative)
    table = rankable(matrix, times)
    refusals = named(table.refusals)
    found = [_tied_scores(settle(table.values[some])) for some in chunks_of(*table.values.shape)]
    total, usable, *starts = (np.concatenate(column) for column in zip(*found, strict=True))
    groups, kind = tie_groups_of(usable, starts)

    def result(row: int) -> Result:
        n, n_missing, refusal = int(table.n[row]), int(table.n_missing[row]), refusals[row]
        if refusal is not None or n < 2:
            return refused_test(n, n_missing, alternative, refusal)
        return judged_test(int(total[row]), groups[kind[row]], n_missing, alternative)

    return _by_combination(table, [total, kind], result, {})


def _tied_scores(settled: Settled) -> tuple[IntArray, ...]:
    return scores(settled.values), settled.n, *settled.starts


def sen_slope_many(matrix: Any, times: Numbers | None = None, *, confidence: float = 0.95) -> Many:
    """By how much does each of many series rise or fall per unit of time?

    matrix, times: as in mann_kendall_many. confidence: as in sen_slope. Returns one column per field of
    SenSlope, one entry per series, each as sen_slope gives it. Raises ValueError as sen_slope does, and
    without any series.
    """
    check_confidence(confidence)
    table = rankable(matrix, times)
    refusals, ranks = named(table.refusals), _limit_ranks(table.n, confidence)
    found = [_lines(settle(table.values[some]), table.times, ranks)
             for some in chunks_of(*table.values.shape)]
    amounts = {name: np.concatenate([one[name] for one in found]) for name in found[0]}
    varies = amounts.pop("varies").astype(np.int64)

    def result(row: int) -> Result:
        n, n_missing, refusal = int(table.n[row]), int(table.n_missing[row]), refusals[row]
        if refusal is not None or n < 2:
            return refused_slope(n, n_missing, confidence, refusal)
        return judged_slope(n, n_missing, bool(varies[row]), confidence)

    return _by_combination(table, [varies], result, amounts)


def _limit_ranks(n: IntArray, confidence: float) -> IntArray:
    """The rank of the limits by number of points, as far as it occurs; 0 where there are no limits."""
    ranks = np.zeros(max(3, int(n.max()) + 1), dtype=np.int64)
    for points in np.unique(n[n > 2]).tolist():
        ranks[points] = limit_rank((points,), confidence)[0]
    return ranks


def _lines(settled: Settled, times: FloatArray, ranks: IntArray) -> dict[str, FloatArray]:
    """Slope, intercepts and limits of a chunk; NaN where a series has none. varies: has it two values?"""
    points, series = settled.values.shape
    if points < 2:
        nothing = np.full((series, 2), np.nan)
        return {"slope": nothing[:, 0], "intercept_median": nothing[:, 0], "intercept_joint": nothing[:, 0],
                "interval": nothing, "varies": np.zeros(series)}  # fmt: skip
    some = settled.n >= 2
    n = np.where(some, settled.n, 2)
    ordered = ordered_rows(slopes(settled.values, times))
    slope = medians(ordered, n * (n - 1) // 2)
    when = np.where(np.isnan(settled.values), np.nan, times[:, None])
    centre = medians(np.ascontiguousarray(settled.ordered.T), n)
    joint = medians(ordered_rows(settled.values - slope * times[:, None]), n)
    varies = some & (settled.ordered[n - 1, np.arange(series)] > settled.ordered[0])
    interval = limits_at(ordered, n * (n - 1) // 2, np.where(varies, ranks[n], 0))
    lines = {
        "slope": slope, "intercept_median": centre - slope * medians(ordered_rows(when), n),
        "intercept_joint": joint, "interval": interval,
    }  # fmt: skip
    return {name: _where(some, column) for name, column in lines.items()} | {"varies": varies.astype(float)}


def _where(some: Any, column: FloatArray) -> FloatArray:
    return np.where(some if column.ndim == 1 else some[:, None], column, np.nan)


def _by_combination(table: Table, columns: list[IntArray], result: Callable[[int], Result],
                    amounts: dict[str, FloatArray]) -> Many:
    """The columns of all series; result: of the series in this row, made once for all series like it."""
    first, chosen = alike([*columns, table.n, table.refusals.astype(np.int64)])
    counts = {"n": table.n.astype(float), "n_missing": table.n_missing.astype(float)}
    return handed_out([result(int(row)) for row in first], chosen, counts | amounts)

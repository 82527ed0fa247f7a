"""Seasonal and regional trends of many sets of series at once, by the same steps as for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from napeval.trends.ranks.inversions import Blocks
from napeval.trends.ranks.pooled import interval_rank, observed_groups
from napeval.trends.ranks.regional import first_fault, judged_regions, refused_regions
from napeval.trends.ranks.scores import check_alternative
from napeval.trends.ranks.seasonal import (
    check_seasonal,
    check_whole,
    judged_seasons,
    refused_seasons,
    years_and_seasons,
)
from napeval.trends.ranks.tables import (
    IntArray,
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
from napeval.trends.tables import REASONS, Codes, named, read_matrix, read_table

Judge = Callable[[tuple[int, ...], Blocks, int], Result]


def seasonal_mann_kendall_many(matrix: Any, times: Numbers | None = None, *, period: int = 4,
                               alternative: str = "two-sided", confidence: float = 0.95) -> Many:
    """Which of many series rise or fall steadily over the years, whatever their pattern within the year?

    matrix: series x points, missing as None or NaN. times: one per column, for all series; the rest as in
    seasonal_mann_kendall. Returns one column per field of SeasonalMannKendall, one entry per series, each as
    seasonal_mann_kendall gives it. Raises ValueError as seasonal_mann_kendall does, and without any series.
    """
    check_seasonal(period, alternative, confidence)
    check_whole(times)
    table = rankable(matrix, times)
    refusals = named(table.refusals)
    years, seasons = years_and_seasons(table.times, period)
    places = [np.flatnonzero(seasons == season) for season in range(period)]
    parts = [Part(table.values[:, here], years[here]) for here in places]

    def judge(totals: tuple[int, ...], groups: Blocks, row: int) -> Result:
        n, n_missing, refusal = int(table.n[row]), int(table.n_missing[row]), refusals[row]
        if refusal is not None:
            return refused_seasons(n, n_missing, refusal, period, alternative, confidence)
        return judged_seasons(totals, groups, n_missing, alternative, confidence)

    return _pooled(parts, table.refusals, table.n, table.n_missing, judge, confidence)


def regional_mann_kendall_many(sets: Any, times: Numbers | None = None, *, alternative: str = "two-sided",
                               confidence: float = 0.95) -> Many:
    """For each of many indicators: do its regions together rise or fall steadily?

    sets: indicators x regions x points, missing as None or NaN. times: one per point, for all; the rest as in
    regional_mann_kendall. Returns one column per field of RegionalMannKendall, one entry per indicator,
    each as regional_mann_kendall gives it. Raises ValueError as regional_mann_kendall does, and when sets
    are not of three dimensions with at least one indicator and region.
    """
    check_alternative(alternative)
    check_confidence(confidence)
    cube = _cube(sets)
    indicators, regions, _ = cube.shape
    table = read_table(cube.reshape(indicators * regions, -1), times)
    refusals = named(table.refusals).reshape(indicators, regions)
    faults = np.array([REASONS.index(first_fault(row)) for row in refusals.tolist()], dtype=np.int8)
    fault_of = named(faults)
    values = np.where(faults[:, None, None] > 0, np.nan, table.values.reshape(indicators, regions, -1))
    n, n_missing = (count.reshape(indicators, regions).sum(axis=1) for count in (table.n, table.n_missing))
    names = tuple(map(str, range(regions)))

    def judge(totals: tuple[int, ...], groups: Blocks, row: int) -> Result:
        missing, fault = int(n_missing[row]), fault_of[row]
        if fault is not None:
            return refused_regions(names, int(n[row]), missing, fault, alternative, confidence)
        return judged_regions(names, totals, groups, missing, alternative, confidence)

    parts = [Part(values[:, region], table.times) for region in range(regions)]
    return _pooled(parts, faults, n, n_missing, judge, confidence)


def _cube(sets: Any) -> FloatArray:
    matrices = [read_matrix(one) for one in sets]
    if len({matrix.shape for matrix in matrices}) != 1:
        raise ValueError(
            f"sets: found {len(matrices)} indicators of {len({m.shape for m in matrices})} shapes; allowed: "
            "indicators x regions x points, at least one indicator."
        )
    return np.array(matrices)


@dataclass(frozen=True)
class Part:
    """One season or region of all sets: sets x points in order of time, and their times."""

    rows: FloatArray
    times: FloatArray


def _pooled(parts: Sequence[Part], refusals: Codes, n: IntArray, n_missing: IntArray,
            judge: Judge, confidence: float) -> Many:
    """judge: makes the result of a row from S and the tie groups of its parts; once for all rows like it."""
    settled = [settle(part.rows) for part in parts]
    totals = [scores(one.values) for one in settled]
    words = max(len(one.starts) for one in settled)
    nothing = np.zeros(len(n), dtype=np.int64)
    starts = [[*one.starts, *[nothing] * (words - len(one.starts))] for one in settled]
    groups, kinds = tie_groups_of(np.concatenate([one.n for one in settled]),
                                  [np.concatenate(column) for column in zip(*starts, strict=True)])
    kinds = kinds.reshape(len(parts), -1)
    first, chosen = alike([*totals, *kinds, refusals.astype(np.int64)])
    blocks = [tuple(groups[kind] for kind in kinds[:, row]) for row in first]
    results = [judge(tuple(int(total[row]) for total in totals), own, int(row))
               for row, own in zip(first, blocks, strict=True)]
    ranks = np.array([interval_rank(observed_groups(own), confidence)[0] for own in blocks])[chosen]
    lines = _lines([one.values for one in settled], [part.times for part in parts], ranks)
    return handed_out(results, chosen, {"n": n.astype(float), "n_missing": n_missing.astype(float), **lines})


def _lines(values: Sequence[FloatArray], times: Sequence[FloatArray],
           ranks: IntArray) -> dict[str, FloatArray]:
    """The pooled slope of every set and its limits."""
    series = len(ranks)
    slope, interval = np.full(series, np.nan), np.full((series, 2), np.nan)
    for some in chunks_of(series, sum(map(len, times))):
        pairs = np.concatenate([slopes(one[:, some], when) for one, when in zip(values, times, strict=True)])
        known = (~np.isnan(pairs)).sum(axis=0)
        if len(pairs) == 0:
            continue
        ordered = ordered_rows(pairs)
        slope[some] = np.where(known > 0, medians(ordered, np.maximum(known, 1)), np.nan)
        interval[some] = limits_at(ordered, known, ranks[some])
    return {"slope": slope, "interval": interval}

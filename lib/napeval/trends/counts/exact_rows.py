"""The exact conditional trend test of many series: each distribution is worked out once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from napeval.trends.counts.reading import CountRows
from napeval.trends.counts.sharing_out import MOST_VALUES, trend_tails, whole_numbers
from napeval.trends.series import FloatArray
from napeval.trends.tables import BoolArray

Indices = NDArray[np.intp]


def exact_rows(rows: CountRows, total: FloatArray, fitted: Indices, likelihood_ratio: FloatArray,
               slope: FloatArray) -> tuple[dict[str, FloatArray], BoolArray]:
    """The columns of ExactTrend for the fitted series, and for which of them the p is exact.

    Where the distribution is too large the tails are those of the signed root of the likelihood ratio.
    """
    statistic, p_floor, direction = (np.empty(len(fitted)) for _ in range(3))
    lower, upper = np.full(len(fitted), np.nan), np.full(len(fitted), np.nan)
    for members, points, exposure in _alike(rows, fitted):
        times, shares = rows.times[points], exposure[points] / exposure[points].sum()
        counts, totals = rows.counts[fitted[members]][:, points], total[fitted[members]]
        statistic[members] = counts @ (times - times[0])
        p_floor[members] = np.minimum(1.0, 2 * min(shares[0], shares[-1]) ** totals)
        direction[members] = np.where(counts[:, -1] > 0, 1.0, -1.0)
        steps = whole_numbers(times - times[0])
        within = totals * steps[-1] <= MOST_VALUES if steps else np.zeros(len(totals), dtype=bool)
        if steps and within.any():
            observed = (counts[within] @ np.array(steps, dtype=float)).astype(np.int64)
            tails = trend_tails(steps, shares, totals[within].astype(np.int64), observed)
            lower[members[within]], upper[members[within]] = tails
    by_enumeration = ~np.isnan(lower)
    rest = ~by_enumeration
    root = np.copysign(np.sqrt(likelihood_ratio), np.where(np.isnan(slope), direction, slope))
    lower[rest], upper[rest] = ndtr(root[rest]), ndtr(-root[rest])
    p_central = np.minimum(1.0, 2 * np.minimum(lower, upper))
    return {"statistic": statistic, "p_lower": lower, "p_upper": upper, "p_central": p_central,
            "p_floor": p_floor}, by_enumeration


def _alike(rows: CountRows, fitted: Indices) -> Iterator[tuple[Indices, Indices, FloatArray]]:
    """Series with the same points and exposure: their places in fitted, the points, the exposure."""
    usable = rows.usable[fitted]
    if not len(fitted):
        return
    if len(rows.exposure) == 1 and usable.all():
        yield np.arange(len(fitted)), np.arange(usable.shape[1]), rows.exposure[0]
        return
    effort = np.broadcast_to(rows.exposure, rows.counts.shape)[fitted]
    alike = np.where(usable, effort if len(rows.exposure) > 1 else 1.0, 0.0)
    _, first, group = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(group.ravel(), kind="stable")
    starts = np.searchsorted(group.ravel()[order], np.arange(1, len(first)))
    for members, example in zip(np.split(order, starts), first.tolist(), strict=True):
        yield members, np.flatnonzero(usable[example]), effort[example]

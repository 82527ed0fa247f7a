"""Could one constant rate explain the counts, of one series and of many?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import chdtrc

from napeval.trends.assumptions import INDEPENDENT_EVENTS, ONE_DEFINITION
from napeval.trends.columns import for_all
from napeval.trends.counts.reading import read_count_rows, read_counts
from napeval.trends.counts.sharing_out import whole_numbers
from napeval.trends.counts.unevenness import feasible, pair_tails, spread_probability
from napeval.trends.least_lengths import least_length
from napeval.trends.results import Assumption, Many, Result
from napeval.trends.series import TIE_TOLERANCE, FloatArray, Numbers
from napeval.trends.tables import BoolArray, mark, named


@dataclass(frozen=True, kw_only=True)
class ConstantRateTest(Result):
    """Could one constant rate explain the counts?

    statistic: Pearson X2 with df; p_chi2: its large-sample p. p_exact: given the total, every way to share
    it out that is at least as uneven; None where there are too many ways (method then says chi2). p: the
    one to print.
    """

    total: float | None = None
    statistic: float | None = None
    df: int | None = None
    p_chi2: float | None = None
    p_exact: float | None = None
    p: float | None = None
    method: str = "constant_rate_exact"
    assumptions: tuple[Assumption, ...] = (INDEPENDENT_EVENTS, ONE_DEFINITION)


def constant_rate_test(counts: Numbers, exposure: Numbers | None = None) -> ConstantRateTest:
    """Are the differences between counts more than chance would give at one constant rate?

    counts: whole numbers, missing as None or NaN (dropped, counted); their order does not matter. exposure:
    what they arose from, above 0; None = 1 each.
    Refused with a reason: no_valid_data, non_finite_value, exposure_missing, exposure_not_positive,
    not_a_count, n_too_small (one count), no_events.
    Raises ValueError on a negative count or rows of unequal length.
    Source: Fisher 1950 (index of dispersion); exact multinomial p given the total.
    """
    points, reason, total = read_counts(counts, None, exposure)
    if reason is None and points.n < least_length("constant_rate_test").describe_from:
        reason = least_length("constant_rate_test").below
    if reason is None and total == 0:
        reason = "no_events"
    if reason is not None or total is None:
        return ConstantRateTest(n=points.n, n_missing=points.n_missing, total=total, reportable=False,
                                reason=reason)
    expected = total * points.exposure / points.exposure.sum()
    statistic = float(((points.values - expected) ** 2 / expected).sum())
    p_chi2 = float(chdtrc(points.n - 1, statistic))
    p_exact = _exact(points.values, points.exposure)
    return ConstantRateTest(
        n=points.n, n_missing=points.n_missing, total=total, statistic=statistic, df=points.n - 1,
        p_chi2=p_chi2, p_exact=p_exact, p=p_chi2 if p_exact is None else p_exact, reportable=True,
        reason=None, method="constant_rate_exact" if p_exact is not None else "constant_rate_chi2",
    )


def _exact(counts: FloatArray, exposure: FloatArray) -> float | None:
    weights = (1,) * len(counts) if all_equal(exposure) else whole_numbers(exposure)
    return None if weights is None else spread_probability(tuple(map(int, counts)), weights)


def all_equal(exposure: FloatArray) -> bool:
    return bool(np.ptp(exposure) <= TIE_TOLERANCE * exposure.max())


def constant_rate_test_many(matrix: Any, exposure: Any = None) -> Many:
    """In which of many series of counts are the differences more than chance would give at one constant rate?

    matrix: (series, points), whole numbers, missing as NaN. exposure: (points,) for all series or (series,
    points); None = 1 each. Columns, refusals, source: as constant_rate_test for each row.
    Raises ValueError on a negative count or shapes that do not fit.
    """
    rows = read_count_rows(matrix, None, exposure)
    total = rows.counts.sum(axis=1)
    readable = rows.refusal == 0
    least, reason = least_length("constant_rate_test"), rows.refusal.copy()
    mark(reason, readable & (total == 0), "no_events")
    mark(reason, readable & (rows.n < least.describe_from), least.below)
    tested = np.flatnonzero(reason == 0)
    columns = {name: np.full(len(rows), np.nan) for name in ("statistic", "df", "p_chi2", "p_exact", "p")}
    if len(tested):
        effort = np.where(rows.usable, rows.exposure, 0.0)[tested]
        columns["statistic"][tested] = pearson_of(rows.counts[tested], effort)
        columns["df"][tested] = rows.n[tested] - 1
        columns["p_chi2"] = chdtrc(columns["df"], columns["statistic"])
        columns["p_exact"][tested] = _exact_rows(rows.counts[tested], effort, rows.usable[tested])
        known = ~np.isnan(columns["p_exact"])
        columns["p"] = np.where(known, columns["p_exact"], columns["p_chi2"])
    method = for_all(ConstantRateTest.method, len(rows))
    method[tested[np.isnan(columns["p_exact"][tested])]] = "constant_rate_chi2"
    return Many(
        {
            "n": rows.n, "n_missing": rows.n_missing, "reportable": reason == 0, "reason": named(reason),
            "method": method, "assumptions": for_all(ConstantRateTest.assumptions, len(rows)),
            "total": np.where(readable, total, np.nan), **columns,
        }
    )  # fmt: skip


def pearson_of(counts: FloatArray, effort: FloatArray) -> FloatArray:
    """X2 of every row about its one constant rate; counts and effort: (series, points), 0 where missing."""
    expected = effort * (counts.sum(axis=1) / effort.sum(axis=1))[:, None]
    squares: FloatArray = (counts - expected) ** 2 / np.where(effort > 0, expected, 1.0)
    return np.asarray(squares.sum(axis=1))


def _exact_rows(counts: FloatArray, effort: FloatArray, usable: BoolArray) -> FloatArray:
    """p_exact of every row; NaN where there are too many ways to share out the total."""
    p = np.full(len(counts), np.nan)
    totals = counts.sum(axis=1).astype(np.int64)
    pairs, periods = (counts * (counts - 1) / 2).sum(axis=1).astype(np.int64), usable.sum(axis=1)
    largest = effort.max(axis=1)
    even = largest - np.where(usable, effort, np.inf).min(axis=1) <= TIE_TOLERANCE * largest
    within = even & feasible(totals, pairs, periods)
    # Totals of one order of magnitude share a table, so that it is hardly larger than one of them needs.
    sizes = np.ceil(np.log2(totals + 1)).astype(int)
    for size in np.unique(sizes[within]).tolist():
        rows = np.flatnonzero(within & (sizes == size))
        p[rows] = pair_tails(periods[rows], totals[rows], pairs[rows])
    for row in np.flatnonzero(~even).tolist():
        one = _exact(counts[row][usable[row]], effort[row][usable[row]])
        p[row] = np.nan if one is None else one
    return p

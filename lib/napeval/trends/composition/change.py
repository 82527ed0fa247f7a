"""Has the make-up of cases changed between periods, and which category moved most?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from scipy.stats import chi2

from napeval.trends.assumptions import EACH_CASE_IN_ONE_CATEGORY, INDEPENDENT_CASES, ONE_DEFINITION
from napeval.trends.composition.exact_tables import (
    Whole,
    drawn_share_no_likelier,
    share_no_likelier,
    smallest_share,
)
from napeval.trends.composition.fisher_exact import odds_ratio_of_fisher_test
from napeval.trends.composition.odds import conditional_odds_ratio
from napeval.trends.counts.rates import wilson
from napeval.trends.least_lengths import LEAST_CASES_FOR_SHARE, VERDICT_LEVEL, least_length
from napeval.trends.results import Assumption, Effect, Many, Result, each
from napeval.trends.series import FloatArray, check_confidence
from napeval.trends.tables import check_rows_not_negative, read_matrix

LEAST_DRAWS = 100_000
ASSUMPTIONS = (
    INDEPENDENT_CASES, EACH_CASE_IN_ONE_CATEGORY, ONE_DEFINITION,
)  # fmt: skip
Cells = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PeriodShare:
    """One category in one period: count of cases; share with its Wilson interval (0-1); as_count: too few
    cases for a share, to be shown as counts."""

    count: int
    cases: int
    share: float
    interval: tuple[float, float]
    as_count: bool


@dataclass(frozen=True, kw_only=True)
class CompositionChange(Result):
    """What a table of periods (rows) and categories (columns) says about a change of the make-up.

    n: cases in all. p: the one to print; exact (Fisher, Freeman and Halton), or from random tables with
    p_standard_error where there are too many to go through (method says which, p_exact is then None).
    p_floor: the smallest p that any table with these margins could give. statistic: Pearson X2 without
    continuity correction, with df and p_chi2; min_expected: the smallest expected count. cramers_v: 0 (same
    make-up) to 1. For two periods and two categories also p_chi2_yates and odds_ratio (conditional maximum
    likelihood, may be infinite) with odds_ratio_interval; odds_ratio_r is what fisher.test of R prints, whose
    root is found to 1e-4 only: to compare with, not to print.
    dropped_categories: places (from 0) of the categories without any case; they are left out of all tests.
    residuals: adjusted standardised residuals, periods x categories, None for dropped ones; beyond 2 either
    way a category stands out. moved_most: (period, category) with the largest one, None without any
    difference. shares: periods x categories.
    """

    OPTIONS = ("confidence", "draws", "seed")

    confidence: float
    draws: int
    seed: int
    p: float | None = None
    p_exact: float | None = None
    p_standard_error: float | None = None
    p_floor: float | None = None
    statistic: float | None = None
    df: int | None = None
    p_chi2: float | None = None
    p_chi2_yates: float | None = None
    min_expected: float | None = None
    cramers_v: float | None = None
    odds_ratio: float | None = None
    odds_ratio_interval: tuple[float, float] | None = None
    odds_ratio_r: float | None = None
    dropped_categories: tuple[int, ...] = ()
    residuals: Cells | None = None
    moved_most: tuple[int, int] | None = None
    shares: tuple[tuple[PeriodShare, ...], ...] | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        return Effect(self.cramers_v, "cramers_v") if self.cramers_v is not None and self.reportable else None

    @property
    def can_reach_p05(self) -> bool:
        """Could any table with these margins have given p <= 0.05?"""
        return self.p_floor is not None and self.p_floor <= VERDICT_LEVEL


def composition_change(table: Any, *, confidence: float = 0.95, draws: int = LEAST_DRAWS,
                       seed: int = 20240101) -> CompositionChange:
    """Has the make-up of cases (by sex, age, form of exploitation) changed between periods?

    table: one row per period, one column per category, whole numbers of cases from 0 up. A category without
    any case is left out and reported. confidence: of the intervals of shares and odds ratio, 0-1. draws,
    seed: of the random tables that take over where the exact answer is too large; at least 100,000.
    Where many tables are tested, adjust their p for it (see the many-series form).
    Refused with a reason: no_valid_data (no cell), count_missing, non_finite_value, not_a_count,
    n_too_small (one period), empty_period (a period without cases), one_category (only one has cases).
    Raises ValueError on a negative count, rows of unequal length, fewer draws or a confidence outside 0-1.
    Source: Freeman and Halton 1951; Haberman 1973 (adjusted residuals); Cramer 1946; Wilson 1927.
    """
    check_confidence(confidence)
    if draws < LEAST_DRAWS:
        raise ValueError(f"draws: found {draws!r}; allowed: whole numbers from {LEAST_DRAWS} up.")
    cells = _read(table)
    reason = _refusal(cells)
    dropped = tuple(np.flatnonzero(cells.sum(axis=0) == 0).tolist()) if reason is None else ()
    kept = np.delete(cells, dropped, axis=1)
    if reason is None and kept.shape[1] < 2:
        reason = "one_category"
    if reason is not None:
        missing = int(np.isnan(cells).sum())
        return CompositionChange(
            n=_cases(cells), n_missing=missing, confidence=confidence, draws=draws, seed=seed,
            dropped_categories=dropped, reportable=False, reason=reason, method="fisher_freeman_halton_exact",
            shares=_shares(cells.astype(np.int64), confidence) if reason == "one_category" else None,
        )  # fmt: skip
    return _judged(cells.astype(np.int64), kept.astype(np.int64), dropped, confidence, draws, seed)


def composition_change_many(tables: Iterable[Any], *, confidence: float = 0.95, draws: int = LEAST_DRAWS,
                            seed: int = 20240101) -> Many:
    """composition_change for every table: columns as the fields of CompositionChange.

    Tables may differ in shape. Many small tables give chance findings: adjust p for the number of tables
    whose p_floor could reach the level at all.
    Raises ValueError when there is no table, and as composition_change does.
    """
    return each(
        lambda table: composition_change(table, confidence=confidence, draws=draws, seed=seed), tables
    )


def _read(table: Any) -> FloatArray:
    """Periods x categories as floats; raises ValueError when rows differ in length or a count is negative."""
    rows = list(table)
    cells = read_matrix(rows, name="table") if rows else np.empty((0, 0))
    check_rows_not_negative(cells, name="table")
    return cells


def _refusal(cells: FloatArray) -> str | None:
    if cells.size == 0 or np.isnan(cells).all():
        return "no_valid_data"
    if np.isnan(cells).any():
        return "count_missing"
    if np.isinf(cells).any():
        return "non_finite_value"
    if (cells != np.floor(cells)).any():
        return "not_a_count"
    least = least_length("composition_change")
    if len(cells) < least.describe_from:
        return least.below
    return "empty_period" if (cells.sum(axis=1) == 0).any() else None


def _cases(cells: FloatArray) -> int:
    return int(cells[np.isfinite(cells)].sum())


def _judged(cells: Whole, kept: Whole, dropped: tuple[int, ...], confidence: float, draws: int,
            seed: int) -> CompositionChange:
    expected = np.outer(kept.sum(axis=1), kept.sum(axis=0)) / kept.sum()
    statistic, df = _pearson(kept, expected), (kept.shape[0] - 1) * (kept.shape[1] - 1)
    p_exact = share_no_likelier(kept)
    p, error = p_exact, None
    if p is None:
        p, error = drawn_share_no_likelier(kept, draws=draws, seed=seed)
    residuals, moved = _residuals(kept, expected, dropped)
    ratio, limits, ratio_r = _odds_ratio(kept.astype(float), confidence)
    found = "exact" if p_exact is not None else "monte_carlo"
    return CompositionChange(
        n=int(kept.sum()), n_missing=0, confidence=confidence, draws=draws, seed=seed, p=p, p_exact=p_exact,
        p_standard_error=error, p_floor=smallest_share(kept), statistic=statistic, df=df,
        p_chi2=float(chi2.sf(statistic, df)), p_chi2_yates=_p_yates(kept, expected),
        min_expected=float(expected.min()), cramers_v=sqrt(statistic / (kept.sum() * (min(kept.shape) - 1))),
        odds_ratio=ratio, odds_ratio_interval=limits, odds_ratio_r=ratio_r, dropped_categories=dropped,
        residuals=residuals, moved_most=moved, shares=_shares(cells, confidence), reportable=True,
        reason=None, method=f"fisher_freeman_halton_{found}",
    )  # fmt: skip


def _pearson(table: Whole, expected: FloatArray, correction: float = 0.0) -> float:
    return float((np.maximum(np.abs(table - expected) - correction, 0) ** 2 / expected).sum())


def _p_yates(table: Whole, expected: FloatArray) -> float | None:
    if table.shape != (2, 2):
        return None
    return float(chi2.sf(_pearson(table, expected, correction=0.5), 1))


def _odds_ratio(table: FloatArray,
                confidence: float) -> tuple[float | None, tuple[float, float] | None, float | None]:
    if table.shape != (2, 2):
        return None, None, None
    return *conditional_odds_ratio(table, confidence), odds_ratio_of_fisher_test(table)


def _residuals(table: Whole, expected: FloatArray,
               dropped: tuple[int, ...]) -> tuple[Cells, tuple[int, int] | None]:
    """Adjusted residuals with a gap at the dropped categories, and where the largest one is."""
    total = table.sum()
    left = np.outer(1 - table.sum(axis=1) / total, 1 - table.sum(axis=0) / total)
    adjusted = (table - expected) / np.sqrt(expected * left)
    whole = adjusted
    for place in dropped:
        whole = np.insert(whole, place, np.nan, axis=1)
    cells = tuple(tuple(None if np.isnan(cell) else float(cell) for cell in row) for row in whole)
    # Mirrored cells of two rows or columns differ by rounding only: the first of them is named.
    sizes = np.round(np.abs(np.nan_to_num(whole)), 9)
    period, category = np.unravel_index(int(sizes.argmax()), sizes.shape)
    return cells, (int(period), int(category)) if sizes.max() > 0 else None


def _shares(cells: Whole, confidence: float) -> tuple[tuple[PeriodShare, ...], ...]:
    return tuple(tuple(_share(int(count), int(row.sum()), confidence) for count in row) for row in cells)


def _share(count: int, cases: int, confidence: float) -> PeriodShare:
    found = wilson(count, cases, confidence)
    limits = found.interval or (0.0, 1.0)
    return PeriodShare(count=count, cases=cases, share=count / cases, interval=limits,
                       as_count=cases < LEAST_CASES_FOR_SHARE)

"""Many small counts, shares and pairs of counts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betainccinv, betaincinv, gammainccinv, gammaincinv
from scipy.stats import binom

from napeval.trends.columns import Columns, for_all
from napeval.trends.counts.rates import (
    SAME_PROBABILITY,
    PoissonInterval,
    RateRatio,
    WilsonInterval,
    poisson_against_rate,
)
from napeval.trends.results import Assumption, Many, each
from napeval.trends.series import (
    FloatArray,
    Numbers,
    as_numbers,
    check_confidence,
    check_not_negative,
    check_one_for_each,
)
from napeval.trends.tables import BoolArray, Codes, mark, named, one_for_each_series
from napeval.trends.tails import normal_reach


def rate_ratio_many(counts_a: Numbers, counts_b: Numbers, exposure_a: Any = 1, exposure_b: Any = 1, *,
                    confidence: float = 0.95) -> Many:
    """In which of many pairs of counts were events more frequent in the first than in the second?

    counts_a, counts_b: (pairs,), missing as NaN. exposure_a, exposure_b: (pairs,) or one number for all.
    Columns, refusals, source: as rate_ratio for each pair.
    Raises ValueError on a negative count, rows of unequal length, or a confidence outside 0-1.
    """
    check_confidence(confidence)
    a, b = _counts(counts_a, "counts_a"), _counts(counts_b, "counts_b")
    check_one_for_each(len(b), len(a), name="counts_b", of="counts")
    effort_a, effort_b = (one_for_each_series(given, len(a), name=name) for name, given in
                          (("exposure_a", exposure_a), ("exposure_b", exposure_b)))
    reason = _refusals([a, b], [effort_a, effort_b])
    readable = reason == 0
    mark(reason, readable & (a + b == 0), "no_events")
    shown = reason == 0
    columns = {name: np.full(len(a), np.nan) for name in ("ratio", "p", "p_minlike", "p_midp", "p_blaker")}
    columns["p"][readable & ~shown] = 1.0
    columns["interval"] = np.full((len(a), 2), np.nan)
    found = _ratios(a[shown], b[shown], effort_a[shown], effort_b[shown], confidence)
    for name, column in found.items():
        columns[name][shown] = column
    known = (~np.isnan(a)).astype(int) + ~np.isnan(b)
    return Many(
        _frame(RateRatio.method, RateRatio.assumptions, known, 2 - known, reason, confidence)
        | {"count_a": a, "count_b": b, "exposure_a": effort_a, "exposure_b": effort_b} | columns
    )  # fmt: skip


def _ratios(a: FloatArray, b: FloatArray, effort_a: FloatArray, effort_b: FloatArray,
            confidence: float) -> Columns:
    total, share, tail = a + b, effort_a / (effort_a + effort_b), (1 - confidence) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        lower_tail = np.where(b > 0, betainc(np.maximum(b, 1), a + 1, 1 - share), 1.0)
        upper_tail = np.where(a > 0, betainc(np.maximum(a, 1), b + 1, share), 1.0)
        lower = np.where(a > 0, betaincinv(np.maximum(a, 1), b + 1, tail), 0.0)
        upper = np.where(b > 0, betainccinv(a + 1, np.maximum(b, 1), tail), 1.0)
        limits = np.stack([lower / (1 - lower), upper / (1 - upper)], axis=1)
        ratio = np.where(b > 0, a / effort_a / (b / effort_b), np.inf)
    smaller = np.minimum(lower_tail, upper_tail)
    chance, minlike, blaker = _over_outcomes(a, total, share)
    return {
        "ratio": ratio, "interval": limits * (effort_b / effort_a)[:, None],
        "p": np.minimum(1.0, 2 * smaller), "p_midp": np.minimum(1.0, 2 * smaller - chance),
        "p_minlike": minlike, "p_blaker": blaker,
    }  # fmt: skip


def _over_outcomes(a: FloatArray, total: FloatArray, share: FloatArray) -> tuple[FloatArray, ...]:
    """Probability of the first count; p over outcomes no likelier; p over outcomes in no larger tail."""
    found = np.empty((3, len(a)))
    pairs, group = np.unique(np.stack([total, share], axis=1), axis=0, return_inverse=True)
    order = np.argsort(group.ravel(), kind="stable")
    starts = np.searchsorted(group.ravel()[order], np.arange(1, len(pairs)))
    for (events, first), rows in zip(pairs.tolist(), np.split(order, starts), strict=False):
        outcomes = np.arange(int(events) + 1)
        chances = binom.pmf(outcomes, events, first)
        tails = np.minimum(binom.cdf(outcomes, events, first), binom.sf(outcomes - 1, events, first))
        here = a[rows].astype(int)
        found[:, rows] = chances[here], _up_to(chances, chances)[here], _up_to(tails, chances)[here]
    return tuple(found)


def _up_to(rank: FloatArray, chances: FloatArray) -> FloatArray:
    """For every outcome the probability of all that rank no higher."""
    order = np.argsort(rank, kind="stable")
    within = np.searchsorted(rank[order], rank * (1 + SAME_PROBABILITY), side="right")
    return np.minimum(1.0, np.cumsum(chances[order])[within - 1])


def poisson_interval_many(counts: Numbers, exposure: Any = 1, confidence: float = 0.95) -> Many:
    """Which rates are compatible with each of many counts?

    counts: (series,), missing as NaN. exposure: (series,) or one number for all. Columns, refusals, source:
    as poisson_interval.
    Raises ValueError on a negative count, rows of unequal length, or a confidence outside 0-1.
    """
    check_confidence(confidence)
    given = _counts(counts, "counts")
    effort, tail = one_for_each_series(exposure, len(given), name="exposure"), (1 - confidence) / 2
    reason = _refusals([given], [effort])
    events, by = np.where(reason == 0, given, np.nan), np.where(reason == 0, effort, np.nan)
    known = (~np.isnan(given)).astype(int)
    lower = np.where(events == 0, 0.0, gammaincinv(events, tail))
    limits = np.stack([lower, gammainccinv(events + 1, tail)], axis=1) / by[:, None]
    return Many(
        _frame(PoissonInterval.method, PoissonInterval.assumptions, known, 1 - known, reason, confidence)
        | {"count": given, "exposure": effort, "rate": events / by, "interval": limits}
    )


def poisson_against_rate_many(counts: Numbers, null_rate: float, *, exposure: Any = 1) -> Many:
    """Which of many counts are compatible with a rate named in advance?

    counts: (series,), missing as NaN. exposure: (series,) or one number for all. Columns, refusals, source:
    as poisson_against_rate; one count after the other.
    Raises ValueError as poisson_against_rate, and where there is no count.
    """
    given = _counts(counts, "counts")
    effort = one_for_each_series(exposure, len(given), name="exposure")
    return each(lambda pair: poisson_against_rate(pair[0], null_rate, exposure=pair[1]),
                zip(given.tolist(), effort.tolist(), strict=True))


def wilson_many(successes: Numbers, n: Numbers, confidence: float = 0.95) -> Many:
    """Which shares are compatible with each of many so many out of so many?

    successes, n: (series,), missing as NaN. Columns, refusals, source: as wilson.
    Raises ValueError on a negative count, more successes than cases, rows of unequal length, or a confidence
    outside 0-1.
    """
    check_confidence(confidence)
    found, cases = _counts(successes, "successes"), _counts(n, "n")
    check_one_for_each(len(cases), len(found), name="n", of="counts")
    above = np.flatnonzero(found > cases)
    if len(above):
        place = int(above[0])
        raise ValueError(f"successes, position {place} (counted from 0): found {found[place]:g} out of n ="
                         f" {cases[place]:g}; allowed: at most n.")
    reason = _refusals([found, cases], [])
    mark(reason, (reason == 0) & (cases == 0), "no_valid_data")
    hits, of = np.where(reason == 0, found, np.nan), np.where(reason == 0, cases, np.nan)
    known = (~np.isnan(found + cases)).astype(int)
    share, z = hits / of, normal_reach(confidence)
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * np.sqrt(share * (1 - share) / of + (z / (2 * of)) ** 2) / (1 + z * z / of)
    lower, upper = np.where(hits == 0, 0.0, centre - half), np.where(hits == of, 1.0, centre + half)
    limits = np.stack([lower, upper], axis=1)
    return Many(
        _frame(WilsonInterval.method, WilsonInterval.assumptions, known, 1 - known, reason, confidence)
        | {"successes": found, "cases": cases, "share": share, "interval": limits}
    )


def _counts(given: Numbers, name: str) -> FloatArray:
    counts = as_numbers(given, name=name)
    check_not_negative(counts, name=name)
    return counts


def _refusals(counts: list[FloatArray], efforts: list[FloatArray]) -> Codes:
    """The reasons in the order in which one series is looked at: the last one set here is found first."""
    reason = np.zeros(len(counts[0]), dtype=np.int8)
    checks: list[tuple[list[FloatArray], Callable[[FloatArray], BoolArray], str]] = [
        (efforts, lambda row: row <= 0, "exposure_not_positive"),
        (counts, lambda row: row != np.floor(row), "not_a_count"),
        (counts + efforts, np.isinf, "non_finite_value"),
        (efforts, np.isnan, "exposure_missing"),
        (counts, np.isnan, "count_missing"),
    ]
    for rows, wrong, code in checks:
        for row in rows:
            mark(reason, wrong(row), code)
    return reason


def _frame(method: str, assumptions: tuple[Assumption, ...], known: NDArray[Any], missing: NDArray[Any],
           reason: Codes, confidence: float) -> Columns:
    """What the results of this kind have in common."""
    return {
        "n": known, "n_missing": missing, "reportable": reason == 0, "reason": named(reason),
        "method": for_all(method, len(reason)), "assumptions": for_all(assumptions, len(reason)),
        "confidence": np.full(len(reason), confidence),
    }  # fmt: skip

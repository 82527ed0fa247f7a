"""Many tests at once: p adjusted so that chance findings stay rare among what is called a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from napeval.trends.least_lengths import VERDICT_LEVEL, unknown_setting
from napeval.trends.series import FloatArray, Numbers, as_numbers

ADJUSTMENTS = ("benjamini_hochberg", "benjamini_yekutieli", "holm")


def benjamini_hochberg(p: Numbers) -> FloatArray:
    """Which p keep the false discovery rate, the share of false findings, at a level if independent?

    p: one per test (0-1), None or NaN where there is none. Returns adjusted p in the same order, NaN where
    p is missing; missing ones do not count as tests. Also right under positive dependence.
    Raises ValueError when p holds anything but numbers from 0 to 1.
    Source: Benjamini and Hochberg 1995.
    """
    return _adjusted(p, lambda ordered: _step_up(ordered, 1.0))


def benjamini_yekutieli(p: Numbers) -> FloatArray:
    """Which p keep the false discovery rate at a level whatever the tests have to do with each other?

    p, result, raised: as in benjamini_hochberg. Source: Benjamini and Yekutieli 2001.
    """
    return _adjusted(p, lambda ordered: _step_up(ordered, float((1 / np.arange(1, len(ordered) + 1)).sum())))


def holm(p: Numbers) -> FloatArray:
    """Which p keep the chance of even one false finding at a level, whatever the dependence?

    p, result, raised: as in benjamini_hochberg. Source: Holm 1979.
    """
    return _adjusted(p, _step_down)


def _step_up(ordered: FloatArray, factor: float) -> FloatArray:
    tests = len(ordered)
    inflated = ordered * factor * tests / np.arange(1, tests + 1)
    return np.asarray(np.minimum.accumulate(inflated[::-1])[::-1])


def _step_down(ordered: FloatArray) -> FloatArray:
    tests = len(ordered)
    return np.asarray(np.maximum.accumulate(ordered * np.arange(tests, 0, -1)))


def _adjusted(p: Numbers, adjust: Callable[[FloatArray], FloatArray]) -> FloatArray:
    given = as_numbers(p, name="p")
    outside = np.flatnonzero((given < 0) | (given > 1))
    if len(outside):
        place = int(outside[0])
        raise ValueError(
            f"p, position {place} (counted from 0): found {given[place]:g}; allowed: a number from 0 to 1, "
            "or None or NaN where missing."
        )
    known = np.flatnonzero(~np.isnan(given))
    order = known[np.argsort(given[known], kind="stable")]
    adjusted = np.full(len(given), np.nan)
    if len(order):
        adjusted[order] = np.minimum(adjust(given[order]), 1.0)
    return adjusted


METHODS: Mapping[str, Callable[[Numbers], FloatArray]] = MappingProxyType(
    {"benjamini_hochberg": benjamini_hochberg, "benjamini_yekutieli": benjamini_yekutieli, "holm": holm}
)


@dataclass(frozen=True, kw_only=True)
class FamilyOfTests:
    """Many tests judged together.

    p_adjusted: one per result given, None where it could not be tested. rejected: p_adjusted at or below
    `level`. testable: was the result part of the family. n_tested, n_not_testable: how many were and were
    not. method: the adjustment; level: of the family (0-1).
    """

    p_adjusted: tuple[float | None, ...]
    rejected: tuple[bool, ...]
    testable: tuple[bool, ...]
    n_tested: int
    n_not_testable: int
    method: str
    level: float


def family_of_tests(results: Iterable[Any], *, method: str = "benjamini_hochberg",
                    level: float = VERDICT_LEVEL) -> FamilyOfTests:
    """Which of many results are findings, when all of them are looked at together?

    results: of any tests with `p` and `p_floor` (and `reportable`), such as mann_kendall for each region.
    A result is left out of the family, not counted as a test, when it has no p, is refused, or could not have
    reached `level` whatever the data (p_floor above it): such a series can never be rejected and would only
    dilute the rest. method: 'benjamini_hochberg', 'benjamini_yekutieli' (dependence unknown) or 'holm'.
    Raises ValueError on an unknown method or a level outside 0-1.
    """
    if method not in METHODS:
        raise ValueError(unknown_setting("method", method, ADJUSTMENTS))
    if not 0 < level < 1:
        raise ValueError(f"level: found {level!r}; allowed: a share above 0 and below 1.")
    p = [_p_in_family(result, level) for result in results]
    adjusted = METHODS[method](p)
    testable = tuple(one is not None for one in p)
    return FamilyOfTests(
        p_adjusted=tuple(None if np.isnan(one) else float(one) for one in adjusted),
        rejected=tuple(bool(one <= level) for one in adjusted), testable=testable,
        n_tested=sum(testable), n_not_testable=len(p) - sum(testable), method=method, level=level,
    )


def _p_in_family(result: Any, level: float) -> float | None:
    """The p of a result that belongs into the family; None for one that does not."""
    p, floor = result.p, getattr(result, "p_floor", None)
    refused = not getattr(result, "reportable", True)
    if p is None or refused or (floor is not None and floor > level):
        return None
    return float(p)

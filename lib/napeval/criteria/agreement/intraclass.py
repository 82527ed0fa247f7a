"""Intraclass correlation: how much of the spread of ratings comes from the units, not from the raters?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

from scipy.stats import f as f_distribution

from napeval.criteria.agreement.ratings import as_float, enough, read_table
from napeval.trends.results import Assumption, Effect, Result
from napeval.trends.series import check_confidence

ASSUMPTIONS = (
    Assumption("raters_judge_independently"),
    Assumption("equal_distances_between_levels"),
    Assumption("normal_errors"),
)


@dataclass(frozen=True)
class MeanSquares:
    """The two-way table of ratings taken apart: mean squares of units, raters, what is left, within units."""

    units: Fraction
    raters: Fraction
    rest: Fraction
    within: Fraction
    n: int
    k: int


@dataclass(frozen=True, kw_only=True)
class IntraclassCorrelation(Result):
    """Reliability of ratings that are numbers, after McGraw and Wong; 1 = all spread comes from the units.

    n: units that all rated; n_missing: left out because somebody did not. Of one rater: icc_1 (raters differ
    from unit to unit), icc_a1 (same raters, their levels must agree), icc_c1 (same raters, only the order
    must). Of the mean of all k: icc_1k, icc_ak, icc_ck. icc_a1_interval, icc_ck_interval: at `confidence`.
    """

    OPTIONS = ("confidence",)

    confidence: float
    raters: int
    icc_1: float | None = None
    icc_a1: float | None = None
    icc_c1: float | None = None
    icc_1k: float | None = None
    icc_ak: float | None = None
    icc_ck: float | None = None
    icc_a1_interval: tuple[float, float] | None = None
    icc_ck_interval: tuple[float, float] | None = None
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def effect(self) -> Effect | None:
        if self.icc_a1 is None or not self.reportable:
            return None
        interval = self.icc_a1_interval
        return Effect(self.icc_a1, "icc_a1", interval, self.confidence if interval else None)


def intraclass_correlation(ratings: Sequence[Sequence[Any]], *,
                           confidence: float = 0.95) -> IntraclassCorrelation:
    """How much of the spread of ratings comes from the units rated, how much from who rated them?

    ratings: one row for each unit, one cell for each rater, numbers of equal distances; None or NaN = not
    rated (the unit is dropped, counted). confidence: of the intervals, 0-1.
    Refused with a reason: no_pairable_values (fewer than two units rated by all), no_variation (the units do
    not differ, nor does anything but the raters), too_few_units (below 10; the values stand beside it).
    Raises ValueError for a table that is not one of numbers.
    Source: Shrout and Fleiss 1979; McGraw and Wong 1996 (names and intervals).
    """
    check_confidence(confidence)
    rows = read_table(ratings, name="ratings", columns="raters")
    units = [[cell for cell in row if isinstance(cell, Fraction)] for row in rows if None not in row]
    frame: dict[str, Any] = {
        "n": len(units), "n_missing": len(rows) - len(units), "raters": len(rows[0]),
        "confidence": confidence, "method": "two_way_mean_squares",
    }  # fmt: skip
    if len(units) < 2:
        return IntraclassCorrelation(**frame, reportable=False, reason="no_pairable_values")
    squares = mean_squares(units)
    if squares.units == squares.rest == 0:
        return IntraclassCorrelation(**frame, reportable=False, reason="no_variation")
    reason = enough(len(units))
    return IntraclassCorrelation(
        **frame, **_coefficients(squares), icc_a1_interval=_agreement_interval(squares, confidence),
        icc_ck_interval=_consistency_interval(squares, confidence),
        reportable=reason is None, reason=reason,
    )  # fmt: skip


def mean_squares(units: Sequence[Sequence[Fraction]]) -> MeanSquares:
    """units: (n, k) complete ratings."""
    n, k = len(units), len(units[0])
    of_unit = [_mean(unit) for unit in units]
    of_rater = [_mean(column) for column in zip(*units, strict=True)]
    mean = _mean(of_unit)
    total = _squares([cell for unit in units for cell in unit], mean)
    between_units, between_raters = k * _squares(of_unit, mean), n * _squares(of_rater, mean)
    rest = total - between_units - between_raters
    return MeanSquares(
        between_units / (n - 1), between_raters / (k - 1), rest / ((n - 1) * (k - 1)),
        (total - between_units) / (n * (k - 1)), n, k,
    )  # fmt: skip


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _squares(values: Sequence[Fraction], mean: Fraction) -> Fraction:
    return sum(((value - mean) ** 2 for value in values), Fraction(0))


def _coefficients(s: MeanSquares) -> dict[str, Any]:
    raters = Fraction(s.k, s.n) * (s.raters - s.rest)
    return {
        "icc_1": _share(s.units - s.within, s.units + (s.k - 1) * s.within),
        "icc_a1": _share(s.units - s.rest, s.units + (s.k - 1) * s.rest + raters),
        "icc_c1": _share(s.units - s.rest, s.units + (s.k - 1) * s.rest),
        "icc_1k": _share(s.units - s.within, s.units),
        "icc_ak": _share(s.units - s.rest, s.units + raters / s.k),
        "icc_ck": _share(s.units - s.rest, s.units),
    }  # fmt: skip


def _share(part: Fraction, whole: Fraction) -> float | None:
    return as_float(part / whole) if whole else None


def _agreement_interval(s: MeanSquares, confidence: float) -> tuple[float, float] | None:
    """Of icc_a1, with Satterthwaite's degrees of freedom; None where the ratings agree in everything."""
    icc = _coefficients(s)["icc_a1"]
    if icc is None or icc >= 1:
        return None
    n, k, units, raters, rest = s.n, s.k, float(s.units), float(s.raters), float(s.rest)
    a, b = k * icc / (n * (1 - icc)), 1 + k * icc * (n - 1) / (n * (1 - icc))
    parts = (a * raters) ** 2 / (k - 1) + (b * rest) ** 2 / ((n - 1) * (k - 1))
    if parts == 0:
        return None
    df, tail = (a * raters + b * rest) ** 2 / parts, (1 - confidence) / 2
    low_f = float(f_distribution.isf(tail, n - 1, df))
    high_f = float(f_distribution.isf(tail, df, n - 1))
    others = k * raters + (k * n - k - n) * rest
    below, above = low_f * others + n * units, others + n * high_f * units
    if not (isfinite(below) and isfinite(above) and below > 0 and above > 0):
        return None
    return n * (units - low_f * rest) / below, n * (high_f * units - rest) / above


def _consistency_interval(s: MeanSquares, confidence: float) -> tuple[float, float] | None:
    """Of icc_ck; None where raters differ by a constant alone, or units do not differ."""
    if s.rest == 0 or s.units == 0:
        return None
    ratio, tail, other = float(s.units / s.rest), (1 - confidence) / 2, (s.n - 1) * (s.k - 1)
    low = 1 - f_distribution.isf(tail, s.n - 1, other) / ratio
    high = 1 - 1 / (ratio * f_distribution.isf(tail, other, s.n - 1))
    return float(low), float(high)

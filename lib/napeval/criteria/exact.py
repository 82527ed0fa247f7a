"""Exact ratios behind the floats of results tables."""

from __future__ import annotations

from fractions import Fraction


def exact(value: float) -> Fraction:
    """The plainest ratio that a float stands for: 0.6 is 3/5, and 55 / 544 is 55/544 again.

    The first convergent of the continued fraction of the float that rounds to it. For values up to 1 that are
    ratios of integers with a denominator below 90 million it is that very ratio (Legendre: a fraction closer
    than 1/2q² is a convergent; two with smaller denominators cannot share a float). So a share that lies on a
    threshold is on it, not a hair below.

    Raises ValueError for what is not finite.
    """
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"'{value}' is not a finite number")
    whole = Fraction(value)
    numerator, denominator = whole.numerator, whole.denominator
    before, last = (0, 1), (1, 0)
    while denominator:
        quotient, rest = divmod(numerator, denominator)
        before, last = last, (quotient * last[0] + before[0], quotient * last[1] + before[1])
        if last[0] / last[1] == value:
            break
        numerator, denominator = denominator, rest
    return Fraction(*last)


def number(value: Fraction | None) -> float:
    """A ratio as the float of a results table; what is not known is missing."""
    return float("nan") if value is None else float(value)


def weighted_mean(pairs: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Mean of (weight, value) pairs, exact and so the same in any order; None without any weight."""
    total = sum((weight for weight, _ in pairs), Fraction(0))
    if not total:
        return None
    return sum((weight * value for weight, value in pairs), Fraction(0)) / total

"""Exact ratios behind the floats of results tables."""

from __future__ import annotations

from fractions import Fraction

from napeval.measures.exact import NotUsable, plainest_ratio


def exact(value: float) -> Fraction:
    """The plainest ratio that a float stands for: 0.6 is 3/5, so a share on a threshold is on it.

    Raises ValueError for what is not finite.
    """
    try:
        return plainest_ratio(value)
    except NotUsable as refusal:
        raise ValueError(f"'{value}' is not a finite number") from refusal


def number(value: Fraction | None) -> float:
    """A ratio as the float of a results table; what is not known is missing."""
    return float("nan") if value is None else float(value)


def weighted_mean(pairs: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Mean of (weight, value) pairs, exact and so the same in any order; None without any weight."""
    total = sum((weight for weight, _ in pairs), Fraction(0))
    if not total:
        return None
    return sum((weight * value for weight, value in pairs), Fraction(0)) / total

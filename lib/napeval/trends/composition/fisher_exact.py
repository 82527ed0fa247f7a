"""The odds ratio as fisher.test of R prints it, so that a reader who checks with R finds the same number.

R looks for the root with a tolerance of 1.2e-4 only, so its fourth figure may be off; the exact value is that
of conditional_odds_ratio. This one is there to compare with, not to print.
Source: Brent 1973, Algorithms for Minimization without Derivatives, chapter 4 (the root finder of R).
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from napeval.trends.composition.odds import mean_of_first_cell
from napeval.trends.series import FloatArray

ROUNDING = 2.0**-52
TOLERANCE = ROUNDING**0.25
MOST_STEPS = 1000


def odds_ratio_of_fisher_test(table: FloatArray) -> float:
    """Which odds ratio does fisher.test of R 4 print for this table?

    table: 2 x 2 whole numbers, no row and no column empty.
    """
    seen, (lowest, highest), mean = mean_of_first_cell(table)
    if seen == lowest:
        return 0.0
    if seen == highest:
        return inf
    at_one = mean(1.0)
    if at_one > seen:
        return _root(lambda odds: mean(odds) - seen, 0.0, 1.0)
    return 1 / _root(lambda odds: mean(1 / odds) - seen, ROUNDING, 1.0) if at_one < seen else 1.0


def _root(function: Callable[[float], float], a: float, b: float) -> float:
    """Brent's root finder with R's tolerance: b is the best point, c lies on the other side of the root."""
    fa, fb = function(a), function(b)
    c, fc = a, fa
    for _ in range(MOST_STEPS):
        last_step = b - a
        if abs(fc) < abs(fb):
            a, b, c = b, c, b
            fa, fb, fc = fb, fc, fb
        least_step = 2 * ROUNDING * abs(b) + TOLERANCE / 2
        step = (c - b) / 2
        if abs(step) <= least_step or fb == 0:
            break
        if abs(last_step) >= least_step and abs(fa) > abs(fb):
            step = _interpolated(a, b, c, fa, fb, fc, last_step, least_step, step)
        if abs(step) < least_step:
            step = least_step if step > 0 else -least_step
        a, fa = b, fb
        b += step
        fb = function(b)
        if fb * fc > 0:
            c, fc = a, fa
    return b


def _interpolated(a: float, b: float, c: float, fa: float, fb: float, fc: float, last_step: float,
                  least_step: float, halving: float) -> float:
    """The step by a line or a parabola through the points, or halving where that leads too far."""
    across, third = c - b, fb / fa
    if a == c:
        p, q = across * third, 1 - third
    else:
        first, second = fa / fc, fb / fc
        p = third * (across * first * (first - second) - (b - a) * (second - 1))
        q = (first - 1) * (second - 1) * (third - 1)
    p, q = (p, -q) if p > 0 else (-p, q)
    fits = p < 0.75 * across * q - abs(least_step * q) / 2 and p < abs(last_step * q / 2)
    return p / q if fits else halving

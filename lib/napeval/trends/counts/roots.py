"""Roots of many functions at once."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import numpy as np
from numpy.typing import NDArray

from napeval.trends.series import FloatArray

MOST_STEPS = 200
NEWTON_STEPS = 20  # as a rule four are enough
SETTLED = 1e-9  # relative step after which the next one would be lost in rounding
SMALL = 1e-3  # steps are judged against no smaller root than this
LONGEST_STEP = 30.0

Indices = NDArray[np.intp]
Look = Callable[[FloatArray, Indices], tuple[FloatArray, FloatArray]]


def find_roots(look: Look, start: FloatArray, below: FloatArray) -> FloatArray:
    """The roots of many rising functions: Newton steps, and halving of the bracket where they do not serve.

    look: (where, rows) -> how far the function lies below its root value there, and the Newton step. below:
    bounds known to lie below the roots.
    """
    found, below, above = start.copy(), below.copy(), np.full_like(start, inf)
    active = np.arange(len(start))
    for turn in range(MOST_STEPS):
        if not len(active):
            break
        now = found[active]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            gap, step = look(now, active)
        low = below[active] = np.where(gap > 0, now, below[active])
        high = above[active] = np.where(gap > 0, above[active], now)
        longest = LONGEST_STEP + np.abs(now)
        after = now + np.clip(step, -longest, longest)
        tiny = np.abs(step) <= SETTLED * (SMALL + np.abs(now))
        # A last step may land on a bound by rounding; any other that leaves the bracket is no help.
        useless = ~((low < after) & (after < high) & (turn < NEWTON_STEPS)) & (gap != 0) & ~tiny
        if useless.any():
            bounded = np.isfinite(low) & np.isfinite(high)
            middle = np.where(bounded, low, 0) / 2 + np.where(bounded, high, 0) / 2
            after = np.where(useless, np.where(bounded, middle, now + np.sign(gap) * longest), after)
        found[active] = np.where(gap == 0, now, after)
        active = active[(np.abs(after - now) > SETTLED * (SMALL + np.abs(after))) & (gap != 0) & ~tiny]
    return found

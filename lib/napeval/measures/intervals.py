"""Intervals: how far chance alone could move a small count or share.

Wilson's interval for a share of which numerator and denominator are known, the exact Poisson interval for a
count of events; 95 %. A number that is no count of events (money, days, a stock on one day, what an activity
delivers) has none: nothing in it was left to chance. Source: Wilson 1927; Garwood 1936.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm

from napeval.measures.observed import INCOMPLETE, Observed
from napeval.measures.voices import SCALES, SHARES, Counts, text_of

WILSON, POISSON = "wilson", "poisson_exact"
NO_COUNTS = frozenset(
    {
        "EUR", "USD", "amounts", "assets_value", "points", "milestone", "level", "days", "months", "years",
        "unspecified",
    }
)  # fmt: skip
"""Units of which a number is not a count of something."""
EVENTS = frozenset({"annual", "cumulative", "running_total"})
_TAIL = 0.025
_NEAR = Fraction(51, 100)
"""What a printed percentage may differ from its counts by: it may be rounded to a whole number."""


@dataclass(frozen=True)
class Counted:
    """What an interval is made of: the counts at the lower and at the upper end, and what they are worth.

    scale: one event, or the whole of a share, in the unit of the indicator.
    """

    method: str
    low: Counts
    high: Counts
    scale: Fraction


def counted(indicator: Any, reached: Observed) -> Counted | None:
    """The counts behind a value, where they allow an interval.

    indicator: a row of plan/indicators. Not for a value that is open or rounded (a bound, about, periods
    missing, persons possibly counted twice), and not for a share that does not fit its counts.
    """
    low, high = reached.low, reached.high
    if low is None or high is None or reached.bounds or _open(reached):
        return None
    if indicator.measure in SHARES:
        return _share(low, high, reached.counts, percentage=indicator.measure == "percentage")
    events = text_of(indicator.accumulation) in EVENTS and indicator.level != "output"
    if indicator.measure != "number" or indicator.unit in NO_COUNTS or not events:
        return None
    if any(value < 0 or value.denominator != 1 for value in (low, high)):
        return None
    return Counted(POISSON, (low, Fraction(1)), (high, Fraction(1)), Fraction(1))


def _open(reached: Observed) -> bool:
    return bool({INCOMPLETE, "double_counting_possible"} & set(reached.flags))


def _share(
    low: Fraction, high: Fraction, counts: tuple[Counts | None, Counts | None], *, percentage: bool
) -> Counted | None:
    first, last = counts
    if first is None or last is None or not all(_whole(one) for one in (first, last)):
        return None
    if percentage:
        fits = all(
            abs(value - 100 * above / below) <= _NEAR and above <= below
            for value, (above, below) in ((low, first), (high, last))
        )
        return Counted(WILSON, first, last, Fraction(100)) if fits else None
    if not first[0] or not last[0]:
        return None
    scales = {_scale(value, one) for value, one in ((low, first), (high, last))}
    return Counted(POISSON, first, last, scales.pop()) if len(scales) == 1 else None


def _scale(rate: Fraction, counts: Counts) -> Fraction:
    exactly = rate * counts[1] / counts[0]
    return min(SCALES, key=lambda scale: abs(scale - exactly) / scale)


def _whole(counts: Counts) -> bool:
    above, below = counts
    return above.denominator == below.denominator == 1 and above >= 0 and below > 0


def limits(found: Sequence[Counted | None]) -> list[tuple[float, float] | None]:
    """The lower and upper limit of each, in its unit; None where there are no counts.

    Of a range the lower limit at its lower end and the upper one at its upper end.
    """
    known = [one for one in found if one is not None]
    if not known:
        return [None] * len(found)
    above = np.array([[float(one.low[0]), float(one.high[0])] for one in known])
    below = np.array([[float(one.low[1]), float(one.high[1])] for one in known])
    share = np.array([one.method == WILSON for one in known])
    low = np.where(share, _wilson(above[:, 0], below[:, 0])[0], _poisson(above[:, 0])[0] / below[:, 0])
    high = np.where(share, _wilson(above[:, 1], below[:, 1])[1], _poisson(above[:, 1])[1] / below[:, 1])
    scale = np.array([float(one.scale) for one in known])
    pairs = iter(zip((low * scale).tolist(), (high * scale).tolist(), strict=True))
    return [None if one is None else next(pairs) for one in found]


def _wilson(
    above: NDArray[np.float64], below: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    z = float(norm.isf(_TAIL))
    share = np.minimum(above / below, 1.0)  # a rate above 1 is not a share, and its limits are not used
    centre = (share + z * z / (2 * below)) / (1 + z * z / below)
    half = z * np.sqrt(share * (1 - share) / below + (z / (2 * below)) ** 2) / (1 + z * z / below)
    # At 0 of n and n of n the limit is the share itself; rounding would put it just beside.
    return np.where(above > 0, centre - half, 0.0), np.where(above < below, centre + half, 1.0)


def _poisson(events: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    least = np.where(events > 0, chi2.ppf(_TAIL, 2 * np.maximum(events, 1)) / 2, 0.0)
    return least, chi2.isf(_TAIL, 2 * (events + 1)) / 2

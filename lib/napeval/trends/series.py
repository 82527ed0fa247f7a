"""Reading arrays: what is usable, what is missing, and what makes a series unfit to be judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = Sequence[Any] | NDArray[Any]
FloatArray = NDArray[np.float64]

# Two values nearer than this, relative to the larger, are one value: 0.1 + 0.2 ties with 0.3.
TIE_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Points:
    """The usable points of a series in order of time, or the reason why there are none to judge.

    values, times, exposure: arrays of one length. n_missing: points dropped because the value is missing.
    refusal: a reason code, or None.
    """

    values: FloatArray
    times: FloatArray
    exposure: FloatArray
    n_missing: int
    refusal: str | None

    @property
    def n(self) -> int:
        return len(self.values)


def as_numbers(values: Numbers, *, name: str) -> FloatArray:
    """One-dimensional floats; None, NaN and masked cells become NaN. Text is never read as a number.

    Raises ValueError with the name, the place and the cell found when the input is not a row of numbers.
    """
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(float), np.nan)
    try:
        array = np.asarray(values)
    except ValueError:
        array = np.empty((0, 0))
    if array.ndim != 1:
        raise ValueError(f"{name}: found {array.ndim} dimensions; allowed: one row of numbers.")
    if array.dtype.kind in "biuf":
        return array.astype(np.float64)
    # From the caller's own cells: an array of mixed cells would have turned the numbers into text.
    cells = array.tolist() if isinstance(values, np.ndarray) else list(values)
    return np.array([_as_number(cell, name=name, place=i) for i, cell in enumerate(cells)], dtype=np.float64)


def _as_number(cell: object, *, name: str, place: int) -> float:
    if cell is None:
        return float("nan")
    if isinstance(cell, Real | Decimal):
        return float(cell)
    raise ValueError(
        f"{name}, position {place} (counted from 0): found {cell!r}; "
        "allowed: a number, or None or NaN where missing."
    )


def read_points(values: Numbers, times: Numbers | None = None, exposure: Numbers | None = None, *,
                name: str = "values") -> Points:
    """Drop missing values (counted), sort by time, and look for what forbids a judgement.

    times: one per value, distinct; None numbers the points 0, 1, 2, ... by position, so a gap left by a
    missing value stays a gap. exposure: one per value (None = 1 each).
    Raises ValueError when lengths differ or the input is not a row of numbers.
    """
    given = as_numbers(values, name=name)
    when = np.arange(len(given), dtype=float) if times is None else as_numbers(times, name="times")
    effort = np.ones(len(given)) if exposure is None else as_numbers(exposure, name="exposure")
    for other, row in (("times", when), ("exposure", effort)):
        check_one_for_each(len(row), len(given), name=other, of=name)
    usable = ~np.isnan(given)
    given, when, effort = given[usable], when[usable], effort[usable]
    order = np.argsort(when, kind="stable")
    n_missing = int((~usable).sum())
    return Points(given[order], when[order], effort[order], n_missing, _refusal(given, when, effort))


def _refusal(values: FloatArray, times: FloatArray, exposure: FloatArray) -> str | None:
    if len(values) == 0:
        return "no_valid_data"
    if np.isinf(values).any() or not np.isfinite(times).all() or np.isinf(exposure).any():
        return "non_finite_value"
    if len(np.unique(times)) < len(times):
        return "duplicate_time"
    if np.isnan(exposure).any():
        return "exposure_missing"
    if (exposure <= 0).any():
        return "exposure_not_positive"
    return None


def settle_ties(values: FloatArray) -> FloatArray:
    """The same values, with those that differ only by rounding set to the smallest of their group."""
    settled = values.copy()
    order = np.argsort(values, kind="stable")
    for before, here in pairwise(order.tolist()):
        low, high = settled[before], values[here]
        if high - low <= TIE_TOLERANCE * max(abs(low), abs(high)):
            settled[here] = low
    return settled


def check_one_for_each(found: int, points: int, *, name: str, of: str) -> None:
    """Raises ValueError unless there are as many entries as points."""
    if found != points:
        raise ValueError(f"{name}: found {found} entries for {points} {of}; allowed: one for each.")


def check_confidence(confidence: float) -> None:
    """Raises ValueError unless 0 < confidence < 1."""
    if not 0 < confidence < 1:
        hint = f" Did you mean {confidence / 100:g}?" if 1 < confidence < 100 else ""
        raise ValueError(f"confidence: found {confidence!r}; allowed: a share above 0 and below 1.{hint}")


def check_not_negative(values: FloatArray, *, name: str) -> None:
    """Raises ValueError naming the first negative entry: a negative count is a slip, not a finding."""
    negative = np.flatnonzero(values < 0)
    if len(negative):
        place = int(negative[0])
        raise ValueError(
            f"{name}, position {place} (counted from 0): found {values[place]:g}; "
            "allowed: whole numbers from 0 up."
        )

"""Open ends: what can be said of a value that may be higher, or lower, than what is known of it.

A sum with periods missing is the least there is; a source may say "at least" or "at most". Such a value shows
what is enough, not what is too little, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from napeval.measures.path import on_pace
from napeval.measures.progress import Progress

Wanted = Literal["more", "less", "exact"]
Bounds = tuple[Fraction | None, Fraction | None]
_SURE = ("exceeded", "achieved")


@dataclass(frozen=True)
class Ends:
    """Whether the value may be higher or lower than it is known, and the status where nothing can be said."""

    higher: bool
    lower: bool
    unsure: str

    @property
    def closed(self) -> bool:
        """Whether the value is what it is."""
        return not (self.higher or self.lower)


def wanted(direction: str | None, bound: str | None, method: str) -> Wanted:
    """Whether more, less, or neither brings an indicator nearer to its target."""
    if method in ("range", "band"):
        return "exact"
    by_direction: dict[str, Wanted] = {"increase": "more", "decrease": "less"}
    by_bound: dict[str, Wanted] = {"at_least": "more", "at_most": "less"}
    return by_direction.get(direction or "") or by_bound.get(bound or "") or "exact"


def as_far_as_known(
    judged: Progress, status: str, bounds: Bounds, *, ends: Ends, wants: Wanted, due_share: Fraction | None
) -> tuple[str, Bounds]:
    """The status and bounds of the capped progress that an open end leaves.

    judged, status, bounds: what the known value would give. Bounds that are missing stay so.
    """
    low, high = bounds
    if ends.closed or low is None or high is None:
        return status, bounds
    if wants == "exact":
        gap = judged.gap or Fraction(0)
        settled = (gap > 0 and not ends.lower) or (gap < 0 and not ends.higher)
        return (status, bounds) if settled and not judged.met else (ends.unsure, (Fraction(0), Fraction(1)))
    better, worse = (ends.higher, ends.lower) if wants == "more" else (ends.lower, ends.higher)
    left = (Fraction(0) if worse else low, Fraction(1) if better else high)
    if better and worse:
        return ends.unsure, left
    keeps: Callable[[], bool] = (lambda: _enough(judged, status, due_share)) if better else (
        lambda: status == "regressed"
    )
    return (status if keeps() else ends.unsure), left


def _enough(judged: Progress, status: str, due_share: Fraction | None) -> bool:
    if status in _SURE:
        return True
    return judged.progress is not None and due_share is not None and on_pace(judged.progress, due_share)

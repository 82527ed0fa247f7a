"""Revisions: how long each version of a target was in force, and the progress that follows from all of them.

A target that is lowered shortly before it is due must not wipe out the time in which the first one stood.
Each version counts by the time it was in force. Source: the split rating of the World Bank's Independent
Evaluation Group weights the time before and after a revision in the same way, by money paid out; time is used
here because it is known for every plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from napeval.measures.planned import Version


def shares_of_time(versions: Sequence[Version], *, start: Fraction, now: Fraction) -> list[Fraction]:
    """How much of the time from the start of the cycle to now each version was in force, 0-1, in order.

    versions: as from planned.Planned. start, now: moments in years. One set after now, or replaced before the
    start, has no share. Nothing has passed: all of the time belongs to the first.
    """
    if now <= start:
        return [Fraction(int(place == 0)) for place in range(len(versions))]
    begins = [start if moment is None else min(max(moment, start), now) for moment, _ in versions]
    begins[0] = start
    ends = [*begins[1:], now]
    return [(end - begin) / (now - start) for begin, end in zip(begins, ends, strict=True)]


def blended(shares: Sequence[Fraction], progress: Sequence[Fraction | None]) -> Fraction | None:
    """The progress towards each version, weighted by its share of the time; None where one has no ratio."""
    counted = [(share, one) for share, one in zip(shares, progress, strict=True) if share]
    known = [share * one for share, one in counted if one is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(counted) else None

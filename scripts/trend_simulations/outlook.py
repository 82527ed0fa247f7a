"""The next count: how often it lies outside the interval that was forecast for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from napeval import trends
from trend_simulations.cells import Worked

MEAN = 20.0


def next_count() -> Iterator[Worked]:
    """The past mean taken for the rate (plug-in) against what is left open about it (Jeffreys).

    n: past years. The share is of next counts outside the interval, so 0.2 of an 80% interval and 0.05 of a
    95% interval are promised.
    """
    for years in (1, 3):
        share = {
            f"next_count_{rule}_{level:.0%}".rstrip("%"): partial(outside, years, rule, level)
            for level in (0.8, 0.95) for rule in ("plug_in", "jeffreys")
        }  # fmt: skip
        yield Worked("Poisson", years, MEAN, "next year, no change", share)


def outside(years: int, rule: str, level: float) -> float:
    """Worked out over every past total and every next count."""
    return 1 - trends.coverage_of_next_count(MEAN, years, rule=rule, confidence=level).coverage

"""Several periods as one value: numbers added up, shares pooled from their counts, disputes as ranges."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import NamedTuple

from napeval.measures.exact import NotUsable
from napeval.measures.told import Rule, Voiced
from napeval.measures.voices import OVER_TIME, Counts, common_scale

MOST_CHOICES = 512


class Range(NamedTuple):
    """The least and the greatest value there can be, and the counts behind each."""

    low: Fraction
    high: Fraction
    counts: tuple[Counts | None, Counts | None] = (None, None)


def sums_over_periods(voices: Voiced) -> Range:
    """The sums of the least and of the greatest admissible values."""
    low = sum((one.admissible[0] for one in voices.values()), Fraction(0))
    high = sum((one.admissible[-1] for one in voices.values()), Fraction(0))
    return Range(low, high)


def pooled_over_periods(voices: Voiced, rule: Rule) -> Range:
    """One share or rate for several periods: all numerators over all denominators, never a sum or a mean.

    Where sources differ, over every choice among them. Raises NotUsable: not_additive (the plan does not say
    that counts may be added over time), denominator_missing, too_many_choices (beyond 512).
    """
    if rule.additive_over not in (*OVER_TIME, ""):
        raise NotUsable("not_additive")
    choices = [[(value, one.counts_of(value)) for value in one.admissible] for one in voices.values()]
    if any(counts is None for options in choices for _, counts in options):
        raise NotUsable("denominator_missing")
    if prod(len(options) for options in choices) > MOST_CHOICES:
        raise NotUsable("too_many_choices")
    told = [pair for options in choices for pair in options]
    scale = Fraction(100) if rule.measure == "percentage" else common_scale(told)
    found = sorted(_pooled([counts for _, counts in choice], scale) for choice in product(*choices))
    return Range(found[0][0], found[-1][0], (found[0][1], found[-1][1]))


def _pooled(counted: list[Counts | None], scale: Fraction) -> tuple[Fraction, Counts]:
    known = [counts for counts in counted if counts is not None]
    above = sum((counts[0] for counts in known), Fraction(0))
    below = sum((counts[1] for counts in known), Fraction(0))
    return scale * above / below, (above, below)

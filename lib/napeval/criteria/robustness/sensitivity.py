"""Variance-based sensitivity: what share of the spread of a score each factor brings about.

First-order indices by Saltelli et al. (2010), total ones by Jansen (1999), for groups of inputs: all numbers
of a factor are exchanged together. Intervals by bootstrap over the base rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from napeval.criteria.robustness.arrays import Numbers

BASE_ROWS = 1024
LEAST_ROWS = 512
"""A power of two. With 256 or fewer, intervals would be as wide as what they are about."""
RESAMPLES = 200
ENDS = (0.05, 0.95)
NO_VARIATION, TOO_FEW = "no_variation", "n_too_small"
_SAME = 1e-9  # points below which scores differ by rounding only


@dataclass(frozen=True)
class Sample:
    """Scores of two independent samples of all factors, and of the first with one factor of the second."""

    first: Numbers
    second: Numbers
    mixed: Mapping[str, Numbers]


@dataclass(frozen=True)
class Index:
    """First-order and total index of a factor, each with the 5th and 95th percentile of its bootstrap.

    first: share of the variance that goes if the factor alone is fixed. total: share that stays if all other
    factors are fixed. A first-order index below zero is noise, and stays as it comes out. reason: why there
    is none.
    """

    factor: str
    first: float = np.nan
    first_low: float = np.nan
    first_high: float = np.nan
    total: float = np.nan
    total_low: float = np.nan
    total_high: float = np.nan
    reason: str = ""


def indices(sample: Sample, rng: np.random.Generator) -> list[Index]:
    """The indices of every factor of a sample, in its order.

    No index below LEAST_ROWS base rows (n_too_small), nor where all scores are the same (no_variation).
    """
    rows = len(sample.first)
    if rows < LEAST_ROWS:
        return [Index(name, reason=TOO_FEW) for name in sample.mixed]
    both = np.concatenate([sample.first, sample.second])
    if np.ptp(both) < _SAME:
        return [Index(name, reason=NO_VARIATION) for name in sample.mixed]
    middle = both.mean()  # products of differences from it lose less to rounding and scatter less
    first, second = sample.first - middle, sample.second - middle
    picks = np.vstack([np.arange(rows), rng.integers(0, rows, (RESAMPLES, rows))])
    spread = np.concatenate([first[picks], second[picks]], axis=1).var(axis=1)
    spread[spread == 0] = np.nan  # a resample without any of the few rows that differ
    found = []
    for name, scores in sample.mixed.items():
        mixed = scores - middle
        firsts = (second * (mixed - first))[picks].mean(axis=1) / spread
        totals = ((first - mixed) ** 2)[picks].mean(axis=1) / (2 * spread)
        first_low, first_high = np.nanquantile(firsts[1:], ENDS).tolist()
        total_low, total_high = np.nanquantile(totals[1:], ENDS).tolist()
        found.append(
            Index(name, float(firsts[0]), first_low, first_high, float(totals[0]), total_low, total_high)
        )
    return found

"""Levels of many scores at once, in floats."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from napeval.criteria.robustness.arrays import Numbers, Places
from napeval.criteria.scales import Scale

NEAR = 1e-9
"""Points within which a drawn score stands on a threshold: a mean of equal points misses it by a few bits."""


def places_of(scale: Scale, scores: Numbers) -> Places:
    """The place of the level of each score, counted from the worst."""
    thresholds = np.array([float(one) for one in scale.thresholds])
    if scale.points_rule.method == "nearest_level":  # half-way between two marks the worse one counts
        return np.searchsorted(thresholds + NEAR, scores, side="left")
    return np.searchsorted(thresholds - NEAR, scores, side="right")


def places_of_whole(scale: Scale, totals: Numbers, criteria: Mapping[str, Numbers]) -> Places:
    """The place of the overall level of each draw after the knock-outs. criteria: their scores, by name."""
    places = places_of(scale, totals)
    codes = [level.code for level in scale.levels]
    for rule in scale.knock_outs:
        for name in (one for one in rule.criteria if one in criteria):
            own = places_of(scale, criteria[name])
            if rule.not_above:
                places = np.minimum(places, own)
            else:
                sets_off = own <= codes.index(rule.at_or_worse)
                places = np.where(sets_off, np.minimum(places, codes.index(rule.cap)), places)
    return places


def shares_of(scale: Scale, places: Places) -> Numbers:
    """The share of draws at each level, from the worst."""
    return np.bincount(places, minlength=len(scale.levels)) / len(places)

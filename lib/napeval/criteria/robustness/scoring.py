"""The score of a criterion for many draws at once, in floats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from napeval.criteria.robustness.arrays import Arrays, Numbers, Places

RUNGS = np.array([10.0, 30.0, 50.0, 70.0, 90.0])
"""Middles of five equal bands: where evidence stands if it is first put on a rung of a rubric."""
SHIFT = 1.0
"""Points added before a geometric mean and taken off after it, so that one zero does not decide all."""
_ARITHMETIC, _GEOMETRIC, _MEDIAN = 0, 1, 2


@dataclass(frozen=True)
class Rows:
    """Rows drawn beforehand, of which a draw takes one: weights of questions, of items, evaluators' means."""

    question_weights: Numbers
    item_weights: Numbers
    raters: Numbers


@dataclass(frozen=True)
class Draws:
    """What each draw takes: rows by their place; from 0 to 1, where items lie in their bounds, and rules."""

    question_weights: Places
    item_weights: Places
    missing: Numbers
    bounds: Numbers
    raters: Places
    normalisation: Numbers
    aggregation: Numbers


def scores(own: Arrays, rows: Rows, draws: Draws) -> Numbers:
    """The score of every draw, in points of 0 to 100."""
    rule = np.minimum((draws.aggregation * 3).astype(np.intp), _MEDIAN)
    questions = rows.raters[draws.raters] if own.judged else _question_scores(own, rows, draws, rule)
    return taken_together(questions, rows.question_weights[draws.question_weights], rule)


def _question_scores(own: Arrays, rows: Rows, draws: Draws, rule: Places) -> Numbers:
    known = ~np.isnan(own.values)
    moved = own.lower + (own.upper - own.lower) * np.where(known, draws.bounds, draws.missing)
    points = np.where(own.lower < own.upper, moved, np.where(known, own.values, own.lower))
    points = np.where(draws.normalisation[:, None] < 0.5, points, on_rungs(points))
    weights = rows.item_weights[draws.item_weights]
    columns = []
    for place in range(len(own.weights)):
        mine = np.flatnonzero(own.items == place)
        columns.append(taken_together(points[:, mine], weights[:, mine], rule))
    return np.stack(columns, axis=1)


def on_rungs(points: Numbers) -> Numbers:
    """Points as they stand on the rungs of a rubric; the lower end of each band belongs to it."""
    return RUNGS[np.minimum((points / 20).astype(np.intp), 4)]


def taken_together(points: Numbers, weights: Numbers, rule: Places) -> Numbers:
    """Rows of points taken together, each by its rule: 0 arithmetic, 1 geometric mean, 2 weighted median."""
    if points.shape[1] == 1:
        return points[:, 0]
    result: Numbers = np.einsum("ij,ij->i", points, weights)
    geometric, middle = np.flatnonzero(rule == _GEOMETRIC), np.flatnonzero(rule == _MEDIAN)
    logs = np.log(points[geometric] + SHIFT)
    result[geometric] = np.exp(np.einsum("ij,ij->i", logs, weights[geometric])) - SHIFT
    result[middle] = _weighted_median(points[middle], weights[middle])
    return result


def _weighted_median(points: Numbers, weights: Numbers) -> Numbers:
    """The lowest point at which half of the weight is reached."""
    order = np.argsort(points, axis=1, kind="stable")
    reached = np.cumsum(np.take_along_axis(weights, order, axis=1), axis=1)
    # Two equal weights add up to the half only as far as floats do.
    at = np.argmax(reached >= 0.5 - 1e-12, axis=1)
    return np.take_along_axis(points, np.take_along_axis(order, at[:, None], axis=1), axis=1)[:, 0]

"""A criterion as plain arrays of points and weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from napeval.criteria.computed import BEST, WORST
from napeval.criteria.evidence import Gathered
from napeval.criteria.question_rating import CONSENSUS, QuestionRating

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

FACTORS = (
    "question_weights", "item_weights", "missing", "bounds", "raters", "normalisation", "aggregation",
)  # fmt: skip
"""What a draw of a criterion varies."""


@dataclass(frozen=True)
class Arrays:
    """A criterion whose score is drawn anew, in points; questions and items in the order of their ids.

    weights: of the questions that count, adding up to 1. items: the place of the question of each scored
    item. values: of the items, missing where nothing is known; lower, upper: between which they may lie.
    item_weights: adding up to 1 within a question. marks: points of the evaluators by question. agreed: what
    they agreed on by question, missing where they did not. judged: whether the marks are drawn (the judgement
    prevails), and then there are no items; else the items.
    """

    weights: Numbers
    items: Places
    item_weights: Numbers
    values: Numbers
    lower: Numbers
    upper: Numbers
    marks: tuple[Numbers, ...]
    agreed: Numbers
    judged: bool

    @property
    def one_evaluator(self) -> bool:
        """Whether every mark is that of a single evaluator, so that who judges cannot be drawn."""
        alone = np.array([len(own) == 1 for own in self.marks]) & np.isnan(self.agreed)
        return self.judged and bool(alone.all())

    @property
    def factors(self) -> tuple[str, ...]:
        """Those of FACTORS that can move its score."""
        missing, open_ = np.isnan(self.values), self.lower < self.upper
        several = bool((np.bincount(self.items, minlength=len(self.weights)) > 1).any())
        judges_differ = any(
            np.isnan(agreed) and len(np.unique(own)) > 1
            for own, agreed in zip(self.marks, self.agreed, strict=True)
        )
        moves = {
            "question_weights": len(self.weights) > 1,
            "item_weights": several,
            "missing": bool((missing & open_).any()),
            "bounds": bool((~missing & open_).any()),
            "raters": self.judged and judges_differ,
            "normalisation": not self.judged,
            "aggregation": len(self.weights) > 1 or several,
        }
        return tuple(name for name in FACTORS if moves[name])


def arrays_of(ratings: Sequence[QuestionRating], *, judged: bool) -> Arrays | None:
    """A criterion as arrays; None where nothing at all is known of it.

    judged: the evaluators' marks are drawn. Then questions that nobody rated do not count, as in the
    published mark.
    """
    ordered = sorted(ratings, key=lambda one: one.question.id)
    counted = [one for one in ordered if one.judged is not None] if judged else ordered
    found = [(place, one) for place, rating in enumerate(counted) if not judged for one in _scored(rating)]
    if not counted or not (judged or any(one.reading.value is not None for _place, one in found)):
        return None
    weights = np.array([float(one.question.weight) for one in counted])
    places = np.array([place for place, _one in found], dtype=np.intp)
    item_weights = np.array([float(one.item.weight) for _place, one in found])
    totals = np.bincount(places, item_weights, minlength=len(counted))
    return Arrays(
        weights=weights / weights.sum(),
        items=places,
        item_weights=item_weights / totals[places],
        values=_points([one.reading.value for _place, one in found]),
        lower=_points([_or(one.reading.lower, WORST) for _place, one in found]),
        upper=_points([_or(one.reading.upper, BEST) for _place, one in found]),
        marks=tuple(_points([points for _person, points in sorted(marks_of(one))]) for one in counted),
        agreed=_points([one.judged if one.judged_basis == CONSENSUS else None for one in counted]),
        judged=judged,
    )


def marks_of(rating: QuestionRating) -> tuple[tuple[str, Fraction], ...]:
    """The evaluators who rated a question, each with the points of the mark."""
    return next((one.reading.marks for one in rating.gathered if one.item.kind == "rating"), ())


def _scored(rating: QuestionRating) -> list[Gathered]:
    return sorted((one for one in rating.gathered if one.item.scored), key=lambda one: one.item.id)


def _or(points: Fraction | None, end: Fraction) -> Fraction:
    return end if points is None else points


def _points(found: Sequence[Fraction | None]) -> Numbers:
    return np.array([np.nan if one is None else float(one) for one in found], dtype=np.float64)

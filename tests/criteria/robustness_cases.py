"""Hand-made ratings of questions, and the five tables made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from napeval.criteria.computed import Reading, unknown
from napeval.criteria.criterion_rating import JUDGEMENT
from napeval.criteria.evidence import Gathered
from napeval.criteria.matrix import CRITERIA
from napeval.criteria.question_rating import QuestionRating, rate_question
from napeval.criteria.questions import EvidenceItem, Matrix, Question, Rules
from napeval.criteria.rating import Assessment
from napeval.criteria.robustness import RobustnessTables, robustness
from napeval.criteria.scales import load_scale
from napeval.cycle.cycle import Evaluation

HALF = Fraction(1, 2)
RULES = Rules(HALF, HALF, HALF, 3, HALF, ())
Points = int | str | Fraction


def question(name: str, criterion: str = "relevance", weight: Points = 1) -> Question:
    return Question(name, criterion, {}, {}, {}, {}, {}, Fraction(weight), (), (), (), True, ())


def known(
    name: str, value: Points, lower: Points | None = None, upper: Points | None = None, **said
) -> tuple[EvidenceItem, Reading]:
    """An item of evidence with points, and bounds where the figure has some. said: weight, required."""
    low, high = (Fraction(value if end is None else end) for end in (lower, upper))
    reading = Reading(Fraction(value), low, high, 1, trace=f"t#{name}")
    return _item(name, **said), reading


def missing(name: str, **said) -> tuple[EvidenceItem, Reading]:
    """An item of evidence of which nothing is known."""
    return _item(name, **said), unknown("no_value", trace=f"t#{name}")


def _item(name: str, weight: Points = 1, required: bool = False) -> EvidenceItem:
    return EvidenceItem(name, "computed", "implementation", weight=Fraction(weight), required=required)


def rated(
    of: Question,
    *items: tuple[EvidenceItem, Reading],
    marks: Mapping[str, Points] | None = None,
    agreed: Points | None = None,
) -> QuestionRating:
    """The rating of a question. marks: points by evaluator. agreed: what they agreed on."""
    given = tuple((name, Fraction(points)) for name, points in (marks or {}).items())
    points = [mark for _, mark in given]
    consensus = None if agreed is None else Fraction(agreed)
    mean = sum(points, Fraction(0)) / len(points) if points else None
    judgement = Reading(
        mean, min(points, default=None), max(points, default=None), len(points), (), f"r#{of.id}",
        marks=given, consensus=consensus,
    )  # fmt: skip
    evidence = items or (missing(f"{of.id}.none"),)
    gathered = [Gathered(item, of, reading) for item, reading in evidence]
    rating = Gathered(EvidenceItem(f"{of.id}.rating", "rating"), of, judgement)
    return rate_question(of, [*gathered, rating], RULES)


def evidence(*items: tuple[EvidenceItem, Reading], name: str = "Q1", **said) -> QuestionRating:
    return rated(question(name, **said), *items)


def judged(name: str, weight: Points = 1, *, criterion: str = "relevance", **marks: Points) -> QuestionRating:
    """A question that evaluators rated and nothing else is known of: judged("Q1", A=50, B=75)."""
    return rated(question(name, criterion, weight), marks=marks)


def tables_of(
    criteria: Mapping[str, Sequence[QuestionRating]],
    scale: str = "icmpd_5",
    *,
    prevails: str = JUDGEMENT,
    draws: int = 10_000,
    **settings: object,
) -> RobustnessTables:
    """The five tables. settings: of the evaluation (seed, overall_weights)."""
    empty = pd.DataFrame()
    ratings = {name: tuple(given) for name, given in criteria.items()}
    assessment = Assessment(empty, empty, empty, empty, ratings, prevails)
    questions = tuple(question(f"{name}.1", name) for name in CRITERIA)
    matrix = Matrix("test", None, RULES, {}, questions)
    evaluation = Evaluation("test", {"kind": "ex_post", **settings}, {})
    return robustness(assessment, evaluation, matrix, load_scale(scale), draws=draws)


def row_of(frame: pd.DataFrame, **key: str) -> dict[str, object]:
    """The one row with these cells."""
    found = frame[(frame[list(key)] == pd.Series(key)).all(axis=1)]
    assert len(found) == 1, f"{len(found)} rows with {key}"
    return found.iloc[0].to_dict()

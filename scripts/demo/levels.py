"""The levels that the evaluators' marks were planted to give, worked out without the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from demo.evaluations import CONSENSUS
from demo.plan import Table
from demo.tables import design
from napeval.cycle.strict_yaml import read_yaml

MATRIX = Path(__file__).parents[2] / "lib/napeval/criteria/matrices/anti_trafficking"


def levels_truth(evaluation: str, ratings: Table) -> Table:
    """By criterion: the level intended, and the one that the marks give by the guide's five bands.

    A mark from 1 to 5 stands at 0, 25, 50, 75 and 100 points; an agreed mark counts before the mean;
    questions count by the weights of the matrix; the bands are 20 points wide, their lower ends included.
    """
    marks = _marks(ratings)
    intended = {row["criterion"]: row["level"] for row in design("levels") if row["evaluation"] == evaluation}
    found: Table = []
    for criterion, level in intended.items():
        weights = dict(_weights(criterion))
        judged = {name: weight for name, weight in weights.items() if name in marks}
        whole = sum(judged.values(), Fraction(0))
        points = (
            sum((weight * (marks[name] - 1) * 25 for name, weight in judged.items()), Fraction(0)) / whole
        )
        found.append(
            {
                "evaluation": evaluation,
                "criterion": criterion,
                "intended": level,
                "level": min(int(points / 20) + 1, 5),
                "points": f"{points.numerator}/{points.denominator}",
            }
        )
    return found


def _marks(ratings: Table) -> Mapping[str, Fraction]:
    """The mark of each question: agreed, else the mean."""
    by_question: dict[str, dict[str, int]] = {}
    for row in ratings:
        by_question.setdefault(str(row["question_id"]), {})[str(row["evaluator"])] = int(str(row["score"]))
    return {
        name: Fraction(marks[CONSENSUS]) if CONSENSUS in marks else Fraction(sum(marks.values()), len(marks))
        for name, marks in by_question.items()
    }


def _weights(criterion: str) -> Iterator[tuple[str, Fraction]]:
    questions = read_yaml((MATRIX / f"{criterion}.yml").read_text(encoding="utf-8"))
    for question in questions if isinstance(questions, list) else ():
        yield question["id"], Fraction(str(question["weight"]))

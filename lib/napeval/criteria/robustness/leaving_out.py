"""What a mark would be with one piece less: exact, by the same rules as the published mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from napeval.criteria.criterion_rating import COMPUTED, JUDGED, CriterionRating, criterion_score
from napeval.criteria.overall import overall
from napeval.criteria.question_rating import CONSENSUS, NOT_DEMONSTRATED, QuestionRating, rate_question
from napeval.criteria.questions import Rules
from napeval.criteria.robustness.arrays import marks_of
from napeval.criteria.scales import Scale

LAST_ONE = "last_one"


@dataclass(frozen=True)
class Without:
    """The mark without one piece.

    kind: item, question, rater or criterion. level: its code, or not_demonstrated; "" where no mark could be
    told because nothing would be left (last_one). reason: why there is no score, codes joined by semicolons.
    """

    kind: str
    subject: str
    score: Fraction | None
    level: str
    reason: str


def without_each(rating: CriterionRating, rules: Rules) -> Iterator[Without]:
    """A criterion without each of its questions, and without each evaluator or item of what prevails.

    Items of which nothing is known are not listed. Without its only evaluator a criterion is what the
    evidence computes.
    """
    questions = rating.questions
    for place, one in enumerate(questions):
        rest = (*questions[:place], *questions[place + 1 :])
        yield _without("question", one.question.id, rating, rest, rules)
    if rating.basis == JUDGED:
        for person in sorted({name for one in questions for name, _ in _deciding(one)}):
            rest = tuple(_without_person(one, person) for one in questions)
            yield _without("rater", person, rating, rest, rules)
    if rating.basis == COMPUTED:
        for place, one in enumerate(questions):
            for gathered in one.gathered:
                if gathered.item.scored and gathered.available:
                    kept = [other for other in one.gathered if other is not gathered]
                    # A question without any evidence to look at is no question left.
                    scored = any(other.item.scored for other in kept)
                    between = (rate_question(one.question, kept, rules),) if scored else ()
                    rest = (*questions[:place], *between, *questions[place + 1 :])
                    yield _without("item", gathered.item.id, rating, rest, rules)


def _without(
    kind: str, subject: str, whole: CriterionRating, rest: Sequence[QuestionRating], rules: Rules
) -> Without:
    if not rest:
        return Without(kind, subject, None, "", LAST_ONE)
    found = criterion_score(rest, rules, whole.scale, prevails=whole.prevails)
    reason = ";".join(found.reasons) if found.points is None else ""
    return Without(kind, subject, found.points, found.level, reason)


def _deciding(rating: QuestionRating) -> tuple[tuple[str, Fraction], ...]:
    """The evaluators of whose marks the mean is taken; of what was agreed on no single one decides."""
    return () if rating.judged_basis == CONSENSUS else marks_of(rating)


def _without_person(rating: QuestionRating, person: str) -> QuestionRating:
    marks = [points for name, points in _deciding(rating) if name != person]
    if len(marks) == len(_deciding(rating)):
        return rating
    if not marks:
        return replace(rating, judged=None, judges=0, judged_low=None, judged_high=None, judged_basis="")
    mean = sum(marks, Fraction(0)) / len(marks)
    return replace(rating, judged=mean, judges=len(marks), judged_low=min(marks), judged_high=max(marks))


def without_each_criterion(
    scale: Scale, scores: Mapping[str, Fraction | None], weights: Mapping[str, Fraction]
) -> Iterator[Without]:
    """The overall mark without each criterion, the weights of the others keeping their proportions."""
    for name in weights:
        rest = {other: weight for other, weight in weights.items() if other != name}
        if rest:
            found = overall(scale, {other: scores.get(other) for other in rest}, rest)
            level = found.level.code if found.level else NOT_DEMONSTRATED
            yield Without("criterion", name, found.score, level, ";".join(found.reasons))
        else:
            yield Without("criterion", name, None, "", LAST_ONE)

"""The rating of a criterion from the ratings of its questions, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from napeval.criteria.exact import number, weighted_mean
from napeval.criteria.question_rating import NOT_DEMONSTRATED, RATED, QuestionRating
from napeval.criteria.questions import Rules
from napeval.criteria.scales import Scale
from napeval.criteria.strength import strength_of, support_of
from napeval.cycle.trace import join_traces

JUDGEMENT, COMPUTED = "judgement", "computed"
"""What prevails where a criterion is both judged and computed (setting `prevails`)."""
JUDGED = "judged"


@dataclass(frozen=True)
class CriterionRating:
    """One criterion, in exact points of 0 to 100, with its levels on a scale.

    score: computed, None where it is not demonstrated. lower, upper: where the computed score would lie if
    all that is missing were at its worst or best; None where no question was asked. coverage: share of the
    weight of all evidence that was found. judged: the evaluators' score, None unless they rated enough of the
    questions' weight; judged_low, judged_high: with the lowest and the highest mark of each question.
    reasons: why there is no computed or no judged score.
    """

    questions: tuple[QuestionRating, ...]
    scale: Scale
    prevails: str
    score: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    coverage: Fraction | None
    judged: Fraction | None
    judged_low: Fraction | None
    judged_high: Fraction | None
    reasons: tuple[str, ...]

    @property
    def basis(self) -> str:
        """What the level rests on: judged, computed, or not_demonstrated where there is neither."""
        scores = {JUDGED: self.judged, COMPUTED: self.score}
        order = (JUDGED, COMPUTED) if self.prevails == JUDGEMENT else (COMPUTED, JUDGED)
        return next((basis for basis in order if scores[basis] is not None), NOT_DEMONSTRATED)

    @property
    def points(self) -> Fraction | None:
        """The score that prevails and becomes the level; None where nothing is demonstrated."""
        return {JUDGED: self.judged, COMPUTED: self.score}.get(self.basis)

    @property
    def level(self) -> str:
        """The code of the level, or not_demonstrated."""
        return self.level_of(self.points) or NOT_DEMONSTRATED

    def level_of(self, points: Fraction | None) -> str:
        """The code of the level of some points; "" where there are none."""
        return "" if points is None else self.scale.level_of(points).code

    @property
    def difference(self) -> Fraction | None:
        """Judged less computed, in points."""
        return None if self.judged is None or self.score is None else self.judged - self.score

    @property
    def levels_apart(self) -> int | None:
        """Levels from the computed to the judged one; above 0 where the judgement is better."""
        if self.judged is None or self.score is None:
            return None
        return self.scale.level_of(self.judged).ordinal - self.scale.level_of(self.score).ordinal

    @property
    def judges(self) -> int:
        """How many evaluators gave a justified mark to any of the questions."""
        return len({name for one in self.questions for name in one.evaluators})

    @property
    def trace(self) -> str:
        """The rows behind it."""
        return join_traces(one.trace for one in self.questions)


def criterion_score(
    ratings: Sequence[QuestionRating], rules: Rules, scale: Scale, *, prevails: str = JUDGEMENT
) -> CriterionRating:
    """The rating of one criterion: means of its questions, weighted by their weights.

    prevails: judgement (the judged score before the computed one) or computed (the other way round).
    """
    lower, upper = _mean(ratings, "lower"), _mean(ratings, "upper")
    computed = _mean([one for one in ratings if one.score is not None], "score")
    not_computed = _why_not(ratings, computed, (lower, upper), rules)
    judged = [one for one in ratings if one.judged is not None]
    not_judged: tuple[str, ...] = ()
    if judged and _weight(judged) < rules.minimum_judged * _weight(ratings):
        judged, not_judged = [], ("few_questions_judged",)
    return CriterionRating(
        questions=tuple(ratings),
        scale=scale,
        prevails=prevails,
        score=None if not_computed else computed,
        lower=lower,
        upper=upper,
        coverage=_mean(ratings, "coverage"),
        judged=_mean(judged, "judged"),
        judged_low=_mean(judged, "judged_low"),
        judged_high=_mean(judged, "judged_high"),
        reasons=(*not_computed, *not_judged),
    )


def criteria_frame(criteria: Mapping[str, CriterionRating], rules: Rules) -> pd.DataFrame:
    """The results table `criteria`: one row per criterion asked.

    score, lower, upper, judged, judged_low, judged_high in points of 0 to 100 (see CriterionRating);
    difference: judged less computed. level_low, level_high: levels of lower and upper. levels_apart: levels
    from the computed to the judged one, above 0 where the judgement is better. level, basis: what prevails.
    reason: why there is no score; strength_reason: what lowers the strength of evidence; codes joined by
    semicolons.
    """
    rows = [_row(name, rating, rules) for name, rating in criteria.items()]
    whole = ("questions", "questions_rated", "judges", "levels_apart")
    return pd.DataFrame(rows).astype(dict.fromkeys(whole, "Int64"))


def _row(name: str, rating: CriterionRating, rules: Rules) -> dict[str, object]:
    support = support_of([pair for one in rating.questions for pair in one.weighted])
    strength, lowered = strength_of(support, rules.strength)
    return {
        "criterion": name,
        "scale_id": rating.scale.id,
        "score": number(rating.score),
        "lower": number(rating.lower),
        "upper": number(rating.upper),
        "coverage": number(rating.coverage),
        "questions": len(rating.questions),
        "questions_rated": sum(one.result == RATED for one in rating.questions),
        "level_computed": rating.level_of(rating.score),
        "level_low": rating.level_of(rating.lower),
        "level_high": rating.level_of(rating.upper),
        "judged": number(rating.judged),
        "judged_low": number(rating.judged_low),
        "judged_high": number(rating.judged_high),
        "judges": rating.judges,
        "level_judged": rating.level_of(rating.judged),
        "difference": number(rating.difference),
        "levels_apart": rating.levels_apart,
        "prevails": rating.prevails,
        "level": rating.level,
        "basis": rating.basis,
        "strength": strength,
        "strength_reason": ";".join(lowered),
        "reason": ";".join(rating.reasons),
        "trace": rating.trace,
    }


def _why_not(
    ratings: Sequence[QuestionRating],
    computed: Fraction | None,
    ends: tuple[Fraction | None, Fraction | None],
    rules: Rules,
) -> tuple[str, ...]:
    lower, upper = ends
    if lower is None or upper is None:
        return ("not_asked",)
    if computed is None:
        return ("no_question_demonstrated",)
    if _weight(one for one in ratings if one.score is not None) < rules.minimum_coverage * _weight(ratings):
        return ("few_questions_demonstrated",)
    # What is known of the other questions already shows that the whole cannot come out like these.
    return () if lower <= computed <= upper else ("evidence_disagrees",)


def _weight(ratings: Iterable[QuestionRating]) -> Fraction:
    return sum((one.question.weight for one in ratings), Fraction(0))


def _mean(ratings: Iterable[QuestionRating], name: str) -> Fraction | None:
    """The mean of one figure of the questions; None without any question."""
    return weighted_mean([(one.question.weight, getattr(one, name)) for one in ratings])

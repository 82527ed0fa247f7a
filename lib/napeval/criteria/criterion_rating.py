"""The rating of a criterion from the ratings of its questions, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import pandas as pd

from napeval.criteria.exact import number, weighted_mean
from napeval.criteria.question_rating import NOT_DEMONSTRATED, RATED, QuestionRating
from napeval.criteria.questions import Rules
from napeval.criteria.scales import Scale
from napeval.criteria.strength import strength_of, support_of
from napeval.cycle.trace import join_traces


def criteria_frame(
    ratings: Mapping[str, Sequence[QuestionRating]], rules: Rules, scale: Scale
) -> pd.DataFrame:
    """The results table `criteria`: one row per criterion asked, from its question ratings."""
    rows = [_criterion_row(name, questions, rules, scale) for name, questions in ratings.items()]
    return pd.DataFrame(rows).astype({"questions": "Int64", "questions_rated": "Int64"})


def _criterion_row(
    name: str, ratings: Sequence[QuestionRating], rules: Rules, scale: Scale
) -> dict[str, object]:
    """One row of the results table `criteria`.

    coverage: share of the weight of all evidence that was found. lower and upper: from those of the
    questions, so all that is missing stands at 0 and at 100. score: the mean of the questions that have one.
    judged: the evaluators' mean where they rated enough of the questions' weight.
    """
    coverage = weighted_mean([(one.question.weight, one.coverage) for one in ratings])
    lower = weighted_mean([(one.question.weight, one.lower) for one in ratings])
    upper = weighted_mean([(one.question.weight, one.upper) for one in ratings])
    computed = weighted_mean([(one.question.weight, one.score) for one in ratings if one.score is not None])
    reasons = _why_not(ratings, computed, (lower, upper), rules)
    score = None if reasons else computed
    judged, judged_reasons = _judged(ratings, rules)
    level_computed = "" if score is None else scale.level_of(score).code
    level_judged = "" if judged is None else scale.level_of(judged).code
    basis = "judged" if judged is not None else "computed" if score is not None else NOT_DEMONSTRATED
    strength, lacking = strength_of(
        support_of([pair for one in ratings for pair in one.weighted]), rules.strength
    )
    return {
        "criterion": name,
        "score": number(score),
        "lower": number(lower),
        "upper": number(upper),
        "coverage": number(coverage),
        "questions": len(ratings),
        "questions_rated": sum(one.result == RATED for one in ratings),
        "level_computed": level_computed,
        "level_low": "" if lower is None else scale.level_of(lower).code,
        "level_high": "" if upper is None else scale.level_of(upper).code,
        "judged": number(judged),
        "level_judged": level_judged,
        "level": level_judged or level_computed or NOT_DEMONSTRATED,
        "basis": basis,
        "strength": strength,
        "reason": ";".join(dict.fromkeys((*reasons, *judged_reasons, *lacking))),
        "trace": join_traces(one.trace for one in ratings),
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


def _judged(ratings: Sequence[QuestionRating], rules: Rules) -> tuple[Fraction | None, tuple[str, ...]]:
    """The evaluators' score of a criterion, and why there is none where some questions were rated."""
    judged = [one for one in ratings if one.judged is not None]
    if judged and _weight(judged) < rules.minimum_judged * _weight(ratings):
        return None, ("few_questions_judged",)
    return weighted_mean([(one.question.weight, one.judged) for one in judged if one.judged is not None]), ()

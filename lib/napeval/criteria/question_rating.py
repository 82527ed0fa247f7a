"""The rating of one question, in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from napeval.criteria.computed import BEST, WORST, Reading
from napeval.criteria.evidence import Gathered
from napeval.criteria.exact import number, weighted_mean
from napeval.criteria.questions import Question, Rules
from napeval.criteria.strength import strength_of, support_of
from napeval.cycle.trace import join_traces

RATED, NOT_DEMONSTRATED = "rated", "not_demonstrated"
CONSENSUS, MEAN = "consensus", "mean"
_NO_MARKS = Reading(None, None, None, 0)


@dataclass(frozen=True)
class QuestionRating:
    """One question, in exact points of 0 to 100.

    score: computed, None where too little is known; reasons says why. lower, upper: where it would lie if all
    that is missing were at its worst or best. coverage: share of the weight of the evidence that was found.
    judged: what the evaluators agreed on after talking (judged_basis consensus), else the mean of their marks
    (mean). judged_low, judged_high: the lowest and the highest of their marks, the agreed one where no other
    is written down. judges: how many evaluators gave a mark of their own.
    """

    question: Question
    gathered: tuple[Gathered, ...]
    score: Fraction | None
    lower: Fraction
    upper: Fraction
    coverage: Fraction
    judged: Fraction | None
    judged_low: Fraction | None
    judged_high: Fraction | None
    judged_basis: str
    judges: int
    reasons: tuple[str, ...]

    @property
    def result(self) -> str:
        """rated where there is a computed score or at least one justified mark, else not_demonstrated."""
        return RATED if self.score is not None or self.judged is not None else NOT_DEMONSTRATED

    @property
    def evaluators(self) -> tuple[str, ...]:
        """Who gave a mark of their own, by initials."""
        return tuple(name for name, _ in _judgement(self.gathered).marks)

    @property
    def difference(self) -> Fraction | None:
        """Judged less computed, in points."""
        return None if self.judged is None or self.score is None else self.judged - self.score

    @property
    def weighted(self) -> list[tuple[Fraction, Gathered]]:
        """The items with their share of the weight of the question in its criterion."""
        total = sum((one.item.weight for one in self.gathered), Fraction(0))
        return [(self.question.weight * one.item.weight / total, one) for one in self.gathered]

    @property
    def trace(self) -> str:
        """The rows behind it."""
        return join_traces(one.reading.trace for one in self.gathered)


def rate_question(question: Question, gathered: Sequence[Gathered], rules: Rules) -> QuestionRating:
    """The rating of one question from its evidence."""
    scored = [one for one in gathered if one.item.scored]
    known = [(one.item.weight, one.reading.value) for one in scored if one.reading.value is not None]
    total = sum((one.item.weight for one in scored), Fraction(0))
    coverage = sum((weight for weight, _ in known), Fraction(0)) / total
    reasons = _why_not(scored, coverage, rules)
    marks = _judgement(gathered)
    agreed = marks.consensus is not None
    judged = marks.consensus if agreed else marks.value
    return QuestionRating(
        question=question,
        gathered=tuple(gathered),
        score=None if reasons else weighted_mean(known),
        lower=_end([(one.item.weight, one.reading.lower) for one in scored], WORST),
        upper=_end([(one.item.weight, one.reading.upper) for one in scored], BEST),
        coverage=coverage,
        judged=judged,
        judged_low=judged if marks.value is None else marks.lower,
        judged_high=judged if marks.value is None else marks.upper,
        judged_basis="" if judged is None else CONSENSUS if agreed else MEAN,
        judges=marks.n,
        reasons=reasons,
    )


def _judgement(gathered: Sequence[Gathered]) -> Reading:
    return next((one.reading for one in gathered if one.item.kind == "rating"), _NO_MARKS)


def _end(pairs: Sequence[tuple[Fraction, Fraction | None]], where_unknown: Fraction) -> Fraction:
    """One end of the range: the weighted mean with all that is unknown at its worst or best."""
    filled = [(weight, where_unknown if value is None else value) for weight, value in pairs]
    return weighted_mean(filled) or Fraction(0)


def _why_not(scored: Sequence[Gathered], coverage: Fraction, rules: Rules) -> tuple[str, ...]:
    found = [one for one in scored if one.available]
    tests = {
        "no_evidence": not found,
        "coverage_too_low": bool(found) and coverage < rules.minimum_coverage,
        "required_missing": any(one.item.required and not one.available for one in scored),
        "only_plan_evidence": bool(found) and all(one.item.about == "plan" for one in found),
    }
    return tuple(code for code, holds in tests.items() if holds)


def questions_frame(ratings: Sequence[QuestionRating], rules: Rules) -> pd.DataFrame:
    """The results table `questions`: one row per question asked.

    score, lower, upper, judged, judged_low, judged_high in points of 0 to 100 (see QuestionRating).
    difference: judged less computed. items: those that are scored. n_sources: independent sources behind the
    evidence. reason: why there is no score; strength_reason: what lowers the strength; codes joined by
    semicolons.
    """
    rows = []
    for rating in ratings:
        scored = [one for one in rating.gathered if one.item.scored]
        support = support_of(rating.weighted)
        strength, lowered = strength_of(support, rules.strength)
        rows.append(
            {
                "question_id": rating.question.id,
                "criterion": rating.question.criterion,
                "weight": number(rating.question.weight),
                "score": number(rating.score),
                "lower": number(rating.lower),
                "upper": number(rating.upper),
                "coverage": number(rating.coverage),
                "items": len(scored),
                "items_available": sum(one.available for one in scored),
                "n_sources": len(support.sources),
                "judged": number(rating.judged),
                "judged_low": number(rating.judged_low),
                "judged_high": number(rating.judged_high),
                "judges": rating.judges,
                "judged_basis": rating.judged_basis,
                "difference": number(rating.difference),
                "result": rating.result,
                "strength": strength,
                "strength_reason": ";".join(lowered),
                "reason": ";".join(rating.reasons),
                "trace": rating.trace,
            }
        )
    columns = (
        "question_id", "criterion", "weight", "score", "lower", "upper", "coverage", "items",
        "items_available", "n_sources", "judged", "judged_low", "judged_high", "judges", "judged_basis",
        "difference", "result", "strength", "strength_reason", "reason", "trace",
    )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns)).astype(
        dict.fromkeys(("items", "items_available", "n_sources", "judges"), "Int64")
    )

"""How far the evaluators agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.agreement import (
    fleiss_kappa,
    intraclass_correlation,
    krippendorff_alpha,
    weighted_kappa,
)
from napeval.criteria.answers import CONSENSUS
from napeval.criteria.exact import exact
from napeval.criteria.questions import Matrix
from napeval.criteria.scales import Scale, ScaleError
from napeval.cycle.cycle import Evaluation
from napeval.cycle.trace import trace_of
from napeval.measures.rows import result_frame

ALL = "all"
STATISTICS = (
    "krippendorff_alpha_ordinal", "krippendorff_alpha_interval", "weighted_kappa_quadratic", "fleiss_kappa",
    "icc_a1", "raw_agreement", "mean_spread",
)  # fmt: skip
_RATINGS = "evaluations/ratings"
_TYPES = {
    "criterion": "str", "statistic": "str", "raters": "Int64", "questions": "Int64",
    **dict.fromkeys(("value", "low", "high"), "float64"), "reason": "str", "trace": "str",
}  # fmt: skip
Mark = Fraction | None


@dataclass(frozen=True)
class Marks:
    """Marks of several evaluators: one row for each question, one cell for each evaluator."""

    questions: Sequence[Sequence[Mark]]
    raters: int

    @property
    def of_several(self) -> list[Sequence[Mark]]:
        """The questions that at least two of them rated."""
        return [marks for marks in self.questions if len(marks) - list(marks).count(None) > 1]

    @property
    def by_rater(self) -> list[tuple[Mark, ...]]:
        """One row for each evaluator."""
        return list(zip(*self.questions, strict=True))


def rater_agreement(evaluation: Evaluation, matrix: Matrix, scale: Scale) -> pd.DataFrame:
    """Do the evaluators mark alike, on all questions and within each criterion?

    Marks without a justification are not read, nor what the evaluators agreed on after talking. Returns the
    results table `rater_agreement`, for `all` and each criterion with marks a row for each statistic:
    - krippendorff_alpha_ordinal, krippendorff_alpha_interval: any number of evaluators, gaps allowed
    - weighted_kappa_quadratic, with its interval: two evaluators, the questions that both rated; steps of
      the scale weighted by their square
    - fleiss_kappa: three evaluators or more, each of whom rated every question; marks without order
    - icc_a1, with its interval: the questions that all of them rated
    - raw_agreement: share of pairs of marks on one question that are equal (0-1)
    - mean_spread: mean distance of these pairs, in points of 0 to 100.
    raters: evaluators with a mark there; questions: those used. Intervals at 95 %; the others have none.
    reason: too_few_raters (below two), not_two_raters, fewer_than_three_raters, incomplete (somebody did not
    rate a question that others did), and those of the statistics: too_few_units (below ten questions),
    no_variation, no_pairable_values.
    Raises EvidenceError for marks outside the scale.
    """
    criterion_of = {question.id: question.criterion for question in matrix.questions}
    rows = _rated(evaluation, criterion_of)
    found: list[dict[str, Any]] = []
    for criterion in (ALL, *matrix.criteria):
        own = rows if criterion == ALL else rows[rows["question_id"].map(criterion_of) == criterion]
        if not own.empty:
            cells = {"criterion": criterion, "trace": trace_of(_RATINGS, own, ["question_id", "evaluator"])}
            found += [{**cells, **row} for row in _statistics(_marks(own, scale), scale)]
    return result_frame(found, _TYPES)


def _rated(evaluation: Evaluation, known: Mapping[str, str]) -> pd.DataFrame:
    """The marks that count."""
    rows = evaluation.table(_RATINGS)
    justified = rows["justification"].fillna("").str.strip() != ""
    own = (rows["evaluator"] != CONSENSUS) & rows["question_id"].isin(list(known))
    return rows[justified & own & rows["score"].notna()]


def _marks(rows: pd.DataFrame, scale: Scale) -> Marks:
    given: dict[str, dict[str, Fraction]] = {}
    for row in rows.to_dict("records"):
        mark = exact(float(row["score"]))
        try:
            scale.points_of_mark(mark)
        except ScaleError as fault:
            raise EvidenceError(
                f"{_RATINGS}, question {row['question_id']}, evaluator {row['evaluator']}: {fault}"
            ) from fault
        given.setdefault(str(row["question_id"]), {})[str(row["evaluator"])] = mark
    people = sorted(rows["evaluator"].unique())
    return Marks([[marks.get(one) for one in people] for marks in given.values()], len(people))


def _statistics(marks: Marks, scale: Scale) -> Iterator[dict[str, Any]]:
    """One row for each of STATISTICS."""
    told = [*_coefficients(marks, scale), *_of_pairs(marks, scale)] if marks.raters > 1 else []
    if not told:
        told = [_refused("too_few_raters", 0)] * len(STATISTICS)
    for name, row in zip(STATISTICS, told, strict=True):
        yield {"statistic": name, "raters": marks.raters, **row}


def _coefficients(marks: Marks, scale: Scale) -> Iterator[dict[str, Any]]:
    units, by_rater = marks.of_several, marks.by_rater
    for measure in ("ordinal", "interval"):
        alpha = krippendorff_alpha(by_rater, measure=measure)
        yield _told(alpha, alpha.alpha)
    if marks.raters == 2:
        kappa = weighted_kappa(*by_rater, levels=_levels(marks, scale), weights="quadratic")
        yield _told(kappa, kappa.kappa, kappa.interval)
        yield _refused("fewer_than_three_raters", len(units))
    else:
        yield _refused("not_two_raters", len(units))
        if any(None in unit for unit in units):
            yield _refused("incomplete", len(units))
        elif not units:
            yield _refused("no_pairable_values", 0)
        else:
            fleiss = fleiss_kappa(units)
            yield _told(fleiss, fleiss.kappa)
    icc = intraclass_correlation(marks.questions)
    yield _told(icc, icc.icc_a1, icc.icc_a1_interval)


def _levels(marks: Marks, scale: Scale) -> list[Fraction]:
    """The marks that could have been given, evenly spaced: whole ones, or as fine as the finest given.

    Kappa weighs by steps; leaving out a mark that nobody gave would bring others nearer to each other.
    """
    low, high = sorted(scale.marks)
    given = [mark for unit in marks.questions for mark in unit if mark is not None]
    parts = lcm(*(mark.denominator for mark in (low, high, *given)))
    return [Fraction(step, parts) for step in range(int(low * parts), int(high * parts) + 1)]


def _of_pairs(marks: Marks, scale: Scale) -> Iterator[dict[str, Any]]:
    """Equal marks, and how far apart marks are, over all pairs of evaluators who rated the same question."""
    units = marks.of_several
    pairs = [
        pair
        for unit in units
        for pair in combinations([scale.points_of_mark(mark) for mark in unit if mark is not None], 2)
    ]
    if not pairs:
        yield from [_refused("no_pairable_values", 0)] * 2
        return
    for values in ([Fraction(one == other) for one, other in pairs], [abs(a - b) for a, b in pairs]):
        mean = sum(values, Fraction(0)) / len(pairs)
        yield {"questions": len(units), "value": float(mean), "reason": ""}


def _told(result: Any, value: float | None, interval: tuple[float, float] | None = None) -> dict[str, Any]:
    if not result.reportable or value is None:
        return _refused(result.reason or "no_variation", result.n)
    low, high = interval or (None, None)
    return {"questions": result.n, "value": value, "low": low, "high": high, "reason": ""}


def _refused(reason: str, questions: int) -> dict[str, Any]:
    return {"questions": questions, "reason": reason}

"""Gathering the evidence: computed figures, context, ratings, survey answers, collected evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from napeval.criteria.addresses import EvidenceError
from napeval.criteria.answers import read_collected, read_ratings, read_survey
from napeval.criteria.computed import Cells, Reading, read_computed, read_context
from napeval.criteria.exact import number
from napeval.criteria.independent_sources import Grounds
from napeval.criteria.naming import hint
from napeval.criteria.questions import EvidenceItem, Matrix, Question
from napeval.criteria.scales import Scale
from napeval.cycle.cycle import Cycle, Evaluation

_COUNTED = ("interview_theme", "context")
"""Kinds of evidence that are counted, without points."""
_FROM_RESULTS = ("computed", "context")


@dataclass(frozen=True)
class Gathered:
    """An item of the matrix with what was found for it."""

    item: EvidenceItem
    question: Question
    reading: Reading

    @property
    def available(self) -> bool:
        """Whether anything is known: points, agreed ones too, or at least one piece of what is counted."""
        if self.item.kind in _COUNTED:
            return self.reading.n > 0
        return self.reading.value is not None or self.reading.consensus is not None


def gather(
    evaluation: Evaluation,
    results: Mapping[str, pd.DataFrame],
    matrix: Matrix,
    scale: Scale,
    questions: Sequence[Question],
    cycle: Cycle,
) -> tuple[Gathered, ...]:
    """Every item of these questions with its reading.

    results: results tables by name, with the key columns that the matrix states. cycle: says which source
    each row behind a figure has, and which sources are derived from others.
    Raises EvidenceError for names that are not there, marks outside their scale and answers to unknown
    questions.
    """
    for table in ("ratings", "survey", "evidence"):
        _check_questions(evaluation, f"evaluations/{table}", matrix)
    cells, grounds = Cells(results, matrix), Grounds(cycle, results)
    found: list[Gathered] = []
    for question in questions:
        for item in question.evidence:
            if item.kind == "computed":
                reading = read_computed(item, cells)
            elif item.kind == "context":
                reading = read_context(item, cells)
            elif item.kind == "survey":
                reading = read_survey(question, evaluation, matrix.rules.minimum_respondents)
            elif item.kind == "rating":
                reading = read_ratings(question, evaluation, scale)
            else:
                reading = read_collected(question, evaluation)
            found.append(_grounded(Gathered(item, question, reading), grounds))
    return tuple(found)


def _grounded(one: Gathered, grounds: Grounds) -> Gathered:
    """An item with the sources behind its figures. Where nothing is known, nothing stands behind it."""
    if one.item.kind not in _FROM_RESULTS or not one.available:
        return one
    trace = one.reading.trace
    share = grounds.disputed(trace)
    reading = replace(one.reading, sources=grounds.sources(trace), disputed=share > 0, disputed_share=share)
    return replace(one, reading=reading)


def evidence_frame(gathered: Sequence[Gathered]) -> pd.DataFrame:
    """The results table `evidence`: one row per item of the questions asked.

    value, lower, upper in points of 0 to 100. For ratings value is the evaluators' mean, lower and upper the
    lowest and the highest of them. coverage: share of what a figure speaks of that is known (0-1), missing
    where it does not say. weight is missing where the item is no part of the computed score. n: rows read,
    respondents, raters, or pieces of collected evidence. n_sources: independent sources behind it. disputed:
    whether sources dispute a row behind it, missing for what is not computed or not known. reason: codes
    joined by semicolons.
    """
    rows = [
        {
            "item_id": one.item.id,
            "question_id": one.question.id,
            "criterion": one.question.criterion,
            "kind": one.item.kind,
            "address": "" if one.item.address is None else str(one.item.address),
            "value": number(one.reading.value),
            "lower": number(one.reading.lower),
            "upper": number(one.reading.upper),
            "coverage": number(one.reading.coverage),
            "weight": number(one.item.weight if one.item.scored else None),
            "available": one.available,
            "n": one.reading.n,
            "n_sources": len(one.reading.sources),
            "disputed": one.reading.disputed if one.item.kind in _FROM_RESULTS and one.available else pd.NA,
            "reason": ";".join(one.reading.reasons),
            "trace": one.reading.trace,
        }
        for one in gathered
    ]
    columns = (
        "item_id", "question_id", "criterion", "kind", "address", "value", "lower", "upper", "coverage",
        "weight", "available", "n", "n_sources", "disputed", "reason", "trace",
    )  # fmt: skip
    types = {
        **dict.fromkeys(("value", "lower", "upper", "coverage", "weight"), "float64"),
        **dict.fromkeys(("available", "disputed"), "boolean"),
        **dict.fromkeys(("n", "n_sources"), "Int64"),
    }
    return pd.DataFrame(rows, columns=list(columns)).astype(types)


def _check_questions(evaluation: Evaluation, table: str, matrix: Matrix) -> None:
    known = [question.id for question in matrix.questions]
    for name in evaluation.table(table)["question_id"].dropna().drop_duplicates():
        if name not in known:
            raise EvidenceError(f"{table}: the matrix has no question '{name}'; {hint(name, known)}")

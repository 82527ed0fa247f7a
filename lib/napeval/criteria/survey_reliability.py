"""Whether the items of a survey that belong to one criterion measure one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from napeval.criteria.agreement import cronbach_alpha
from napeval.criteria.exact import exact
from napeval.criteria.questions import Matrix
from napeval.cycle.cycle import Evaluation
from napeval.measures.rows import result_frame
from napeval.measures.survey.answered import TRACE, answers, marks_given, respondents

_TYPES = {
    "criterion": "str", "items": "Int64", "respondents": "Int64",
    **dict.fromkeys(("alpha", "low", "high", "standardised"), "float64"), "reason": "str", "trace": "str",
}  # fmt: skip


def survey_reliability(evaluation: Evaluation, matrix: Matrix) -> pd.DataFrame:
    """Do the items on a criterion go together, so that their mean may stand for it?

    Cronbach's alpha over the people who marked all of its items. Items that fewer than half of the
    respondents marked (such as marks of single activities) are left out: hardly anybody marked all of them.

    Returns the results table `survey_reliability`, a row per criterion with marks: items used, respondents
    who marked all of them, alpha with Feldt's interval low, high (95 %), standardised: alpha of items
    brought to one spread. reason, and then no figures: too_few_items (below two), and those of the statistic:
    too_few_units (below ten people), no_variation, no_pairable_values, reversed_item (an item falls where the
    others rise, as one asked the other way round does).
    """
    rows = answers(evaluation)
    criterion_of = {question.id: question.criterion for question in matrix.questions}
    people = len(respondents(rows))
    rows = rows.assign(criterion=rows["question_id"].map(criterion_of))
    return result_frame(_rows(rows, people, matrix), _TYPES)


def _rows(rows: pd.DataFrame, people: int, matrix: Matrix) -> Iterator[dict[str, Any]]:
    for criterion in matrix.criteria:
        # One item may speak to questions of two criteria; within one it counts once.
        own = marks_given(rows[rows["criterion"] == criterion])
        if own.empty:
            continue
        marked = own["item_id"].value_counts()
        items = sorted(marked.index[2 * marked >= people])
        row = {"criterion": criterion, "items": len(items), "trace": TRACE}
        if len(items) < 2:
            yield {**row, "reason": "too_few_items"}
            continue
        table = own.pivot(index="respondent", columns="item_id", values="answer")[items]
        alpha = cronbach_alpha(
            [
                [None if pd.isna(mark) else exact(float(mark)) for mark in person]
                for person in table.itertuples(index=False, name=None)
            ]
        )
        row["respondents"] = alpha.n
        if not alpha.reportable:
            yield {**row, "reason": alpha.reason}
            continue
        low, high = alpha.interval or (None, None)
        yield {
            **row, "alpha": alpha.alpha, "low": low, "high": high, "standardised": alpha.alpha_standardised,
            "reason": "",
        }  # fmt: skip

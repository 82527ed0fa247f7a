"""Rubrics that are written once the evidence is known can be fitted to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from small_evaluations import evaluation_of

from napeval.criteria.matrix import default_matrix
from napeval.criteria.written_before import written_faults
from napeval.cycle.cycle import Evaluation
from napeval.cycle.faults import Fault

FILE = "evaluations/test/own.yml"


def evaluation(evidence: tuple[str | None, ...] = (), marks: tuple[str | None, ...] = ()) -> Evaluation:
    """Evidence and marks of these days."""

    def day(text: str | None) -> pd.Timestamp | None:
        return None if text is None else pd.Timestamp(text)

    return evaluation_of(
        evidence=[{"evidence_id": f"E{n}", "date": day(text)} for n, text in enumerate(evidence)],
        ratings=[{"question_id": "REL1", "on": day(text)} for text in marks],
    )


def found(written: date | None, one: Evaluation) -> list[Fault]:
    return written_faults(one, replace(default_matrix(), written=written), FILE)


@pytest.mark.parametrize(
    ("evidence", "marks", "first"),
    [
        (("2023-05-03", "2023-05-02"), (), "2023-05-02"),
        ((), ("2023-05-02",), "2023-05-02"),
        (("2023-05-02",), ("2023-05-01",), "2023-05-01"),
        ((None, "2023-05-02"), (None,), "2023-05-02"),
    ],
)
def test_a_warning_names_both_days(evidence, marks, first):
    one = evaluation(evidence, marks)
    assert found(date(2023, 5, 4), one) == [
        Fault("matrix_after_evidence", FILE, None, "written", "2023-05-04", {"day": first}, "warning")
    ]
    assert found(date.fromisoformat(first), one) == []  # the same day is no breach


@pytest.mark.parametrize("one", [evaluation(), evaluation((None,), (None,))])
def test_nothing_dated_nothing_said(one):
    assert found(date(2023, 5, 4), one) == []


def test_a_matrix_without_a_day_is_never_too_late():
    assert found(None, evaluation(("2023-05-02",))) == []

"""Whether questions and rubrics were written before anybody had seen the evidence."""

from __future__ import annotations

from datetime import date

from napeval.criteria.questions import Matrix
from napeval.cycle.cycle import Evaluation
from napeval.cycle.faults import Fault

_DAYS = {"evidence": "date", "ratings": "on"}
"""Column with the day on which a row was collected or given, by table of an evaluation."""


def written_faults(evaluation: Evaluation, matrix: Matrix, file: str) -> list[Fault]:
    """A warning where a dated matrix is younger than the first evidence or mark of the evaluation.

    Rubrics that are written once the evidence is known can be fitted to it. The same day is no breach. A
    matrix without a day (a shipped one) gives none. file: where the matrix stands.
    """
    if matrix.written is None:
        return []
    first = _first_day(evaluation)
    if first is None or matrix.written <= first:
        return []
    arguments = {"day": first.isoformat()}
    return [
        Fault(
            "matrix_after_evidence", file, None, "written", matrix.written.isoformat(), arguments, "warning"
        )
    ]


def _first_day(evaluation: Evaluation) -> date | None:
    """The day of the earliest dated row; None where none is dated."""
    days = [
        day.date()
        for name, column in _DAYS.items()
        for day in evaluation.table(f"evaluations/{name}")[column].dropna()
    ]
    return min(days, default=None)

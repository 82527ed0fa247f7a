"""From a filled questionnaire to the survey table of an evaluation.

Marks are the only answers that enter the assessment. Words and choices (yes, agree ...) are kept beside
them as comments, a choice by its code.
"""

from __future__ import annotations

from collections.abc import Iterator

from napeval.criteria.questions import Matrix
from napeval.cycle.faults import Fault
from napeval.exchange.forms.checklist_rows import blank_fault, handed_out, is_blank
from napeval.exchange.forms.kinds import NewRow, new_row
from napeval.exchange.forms.model import Value
from napeval.exchange.forms.questionnaire_questions import INSTRUMENT, question_of
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.measures.survey.answered import is_choice

_OF_ACTIVITIES = f"{INSTRUMENT}.p2.8"


def questionnaire_rows(
    filled: FilledForm, institution_kind: str, matrix: Matrix
) -> tuple[list[NewRow], list[Fault]]:
    """Rows for the survey table, and what is wrong with the answers."""
    if is_blank(filled):
        return [], [blank_fault(filled)]
    maker = _Rows(filled, institution_kind, matrix)
    rows = [row for sheet in ("p1", "p2", "p3") for row in maker.of_items(sheet)]
    faults: list[Fault] = []
    for row in filled.answers.get("activities", ()):
        if row.values["took"] == "no":
            faults += (
                filled.fault("form_part_denied", "activities", row, column)
                for column in ("done", "grade")
                if row.values[column] is not None
            )
        rows += maker.of_activity(row)
    return rows, faults


class _Rows:
    """Rows of one respondent."""

    def __init__(self, filled: FilledForm, institution_kind: str, matrix: Matrix) -> None:
        assert filled.identification is not None
        self._filled = filled
        self._respondent = filled.identification.person
        self._institution_kind = institution_kind
        self._matrix = matrix

    def of_items(self, sheet: str) -> Iterator[NewRow]:
        """Mark and comment of an item in one row; a choice and its comment in a row each."""
        for row in self._filled.answers.get(sheet, ()):
            name = handed_out(row, "item_id")
            if name is None:
                continue
            if is_choice(str(name)):
                yield from self._row(sheet, row, str(name), None, "answer")
                yield from self._row(sheet, row, f"{name}.c", None, "comment")
            else:
                yield from self._row(sheet, row, str(name), "answer", "comment")

    def of_activity(self, row: FilledRow) -> Iterator[NewRow]:
        """Participation, what was done, and the mark with its remark, each as a row of its own."""
        of = f":{handed_out(row, 'number')}"
        for column in ("took", "done"):
            yield from self._row("activities", row, f"{_OF_ACTIVITIES}.{column}{of}", None, column)
        yield from self._row("activities", row, f"{_OF_ACTIVITIES}.grade{of}", "grade", "remark")

    def _row(
        self, sheet: str, row: FilledRow, item_id: str, mark: str | None, words: str
    ) -> Iterator[NewRow]:
        """One row, if anything was answered. mark, words: columns of the form."""
        answer, comment = row.values[mark] if mark else None, row.values[words]
        if answer is None and comment is None:
            return
        instrument, _, item = item_id.partition(":")[0].partition(".")
        values: dict[str, Value] = {
            "respondent": self._respondent,
            "question_id": question_of(item, self._matrix) if instrument == INSTRUMENT else item,
            "item_id": item_id,
            "institution_kind": self._institution_kind,
            "answer": answer,
            "comment": comment,
        }
        yield new_row(self._filled, sheet, row, values, {"answer": mark or words, "comment": words})

"""From a filled record of an interview to evidence and checklist; nothing without consent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from napeval.cycle.cycle import Cycle
from napeval.cycle.faults import Fault, Severity
from napeval.exchange.forms.checklist_rows import (
    Answerer,
    blank_fault,
    checklist_row,
    entries,
    handed_out,
    is_blank,
    is_code_of_person,
    table_of,
)
from napeval.exchange.forms.kinds import FormRows, NewRow, new_row
from napeval.exchange.forms.model import Value
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.exchange.forms.row_gathering import is_refused

_NEEDED = ("kind", "pseudonym", "date", "release_status", "by")
_BY_CODE = ("pseudonym", "institution", "by")
"""Entries that name nobody: initials or a pseudonym."""
_OF_THE_TALK = ("kind", "pseudonym", "institution", "institution_kind", "date", "release_status")


def interview_rows(filled: FilledForm, cycle: Cycle) -> FormRows:
    """Rows for evidence and checklist, and faults.

    The evidence has the identifier that the record was handed out with; what is said beyond the first
    thing has a number behind it. Where consent is refused or not stated there are no rows at all, and
    nothing that was written in the record is repeated.
    """
    if is_blank(filled):
        return FormRows({}, [blank_fault(filled)])
    lines = entries(filled, "record")
    consent = lines["consent"].values["entry"] if "consent" in lines else None
    if consent != "yes":
        code = "form_consent_refused" if consent == "no" else "form_consent_missing"
        severity: Severity = "warning" if consent == "no" else "error"
        fault = filled.fault(code, "record", lines.get("consent"), "entry", severity=severity)
        return FormRows({}, [fault])
    reader = _Reader(filled, lines)
    rows = {
        table_of(filled, "evidence"): reader.evidence(),
        table_of(filled, "checklist"): reader.checklist(),
    }
    return FormRows(rows, reader.faults)


class _Reader:
    def __init__(self, filled: FilledForm, lines: Mapping[str, FilledRow]) -> None:
        assert filled.identification is not None
        self._filled = filled
        self._lines = lines
        self._name = filled.identification.extra
        self.faults: list[Fault] = []
        for code in _NEEDED:
            row = lines.get(code)
            if self._entry(code) is None and not is_refused(filled, "record", row, "entry"):
                line = self._label(code)
                self.faults.append(
                    filled.fault("form_entry_missing", "record", row, "entry", arguments={"line": line})
                )
        for code in _BY_CODE:
            entry = self._entry(code)
            if entry is not None and not is_code_of_person(str(entry)):
                self.faults.append(filled.fault("form_name_of_person", "record", lines[code], "entry"))

    def _entry(self, code: str) -> Value:
        return self._lines[code].values["entry"] if code in self._lines else None

    def _label(self, code: str) -> str:
        assert self._filled.form is not None
        rows = self._filled.form.sheet("record").rows
        return next(str(row.values["line"]) for row in rows if row.values["code"] == code)

    def evidence(self) -> list[NewRow]:
        """One piece for each theme."""
        rows = []
        said = [row for row in self._filled.answers.get("said", ()) if _says(row)]
        if not said:
            self.faults.append(self._filled.fault("form_nothing_said", "said"))
        for place, row in enumerate(said, start=1):
            for column in ("theme", "summary"):
                if row.values[column] is None and not is_refused(self._filled, "said", row, column):
                    self.faults.append(self._filled.fault("form_said_half", "said", row, column))
            values: dict[str, Value] = {
                "evidence_id": self._name if place == 1 else f"{self._name}-{place}",
                "consent": "yes",
                "theme": row.values["theme"],
                "question_id": row.values["question"],
                "summary": row.values["summary"],
                **{name: self._entry(name) for name in _OF_THE_TALK},
            }
            rows.append(new_row(self._filled, "said", row, values, {"question_id": "question"}))
        return rows

    def checklist(self) -> list[NewRow]:
        """The ten principles; each has to be confirmed, and one not kept has to be explained."""
        rows = []
        by, on = self._entry("by"), self._entry("date")
        who = Answerer(str(by or ""), on if isinstance(on, date) else date.min)
        answered = {handed_out(row, "item_id") for row in self._filled.answers.get("principles", ())}
        assert self._filled.form is not None
        for handed in self._filled.form.sheet("principles").rows:
            if handed.values["item_id"] not in answered:
                self._unconfirmed(None, str(handed.values["number"]))
        for row in self._filled.answers.get("principles", ()):
            answer, reason = row.values["answer"], row.values["reason"]
            if answer is None and not is_refused(self._filled, "principles", row, "answer"):
                self._unconfirmed(row, str(handed_out(row, "number")))
            elif answer is not None and answer != "yes" and reason is None:
                self.faults.append(
                    self._filled.fault("form_principle_unexplained", "principles", row, "reason")
                )
            item = str(handed_out(row, "item_id"))
            rows.append(checklist_row(self._filled, "principles", row, item, self._name, who))
        return rows

    def _unconfirmed(self, row: FilledRow | None, number: str) -> None:
        arguments = {"number": number}
        self.faults.append(
            self._filled.fault("form_principle_unconfirmed", "principles", row, "answer", arguments=arguments)
        )


def _says(row: FilledRow) -> bool:
    return any(row.values[column] is not None for column in ("theme", "question", "summary"))

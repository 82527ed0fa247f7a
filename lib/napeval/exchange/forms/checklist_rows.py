"""From the filled rows of a list of items to the checklist table of an evaluation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from napeval.cycle.faults import Fault
from napeval.exchange.forms.kinds import NewRow, new_row
from napeval.exchange.forms.model import Value
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.exchange.forms.row_gathering import is_refused

_CODE = re.compile(r"[^\W_](?:[\w.\-]{0,10}[\w.])?")
"""Initials or a pseudonym: no spaces, at most twelve signs."""


@dataclass(frozen=True)
class Answerer:
    """Who answered, by initials or a code ("" where that is not asked), and when."""

    by: str
    on: date


def is_code_of_person(text: str) -> bool:
    """Whether a text can be initials or a pseudonym, and not a name."""
    return _CODE.fullmatch(text) is not None


def table_of(filled: FilledForm, name: str) -> str:
    """A table of the evaluation that a form belongs to."""
    assert filled.identification is not None
    return f"evaluations/{filled.identification.evaluation}/{name}"


def is_blank(filled: FilledForm) -> bool:
    """Whether nothing at all was filled in."""
    return not any(row.answered for rows in filled.answers.values() for row in rows)


def blank_fault(filled: FilledForm) -> Fault:
    """What is said of a form in which nothing was filled in."""
    return Fault("form_blank", filled.file, severity="warning")


def entries(filled: FilledForm, sheet: str) -> Mapping[str, FilledRow]:
    """The rows of a sheet of lines by the code of each line."""
    return {str(handed_out(row, "code")): row for row in filled.answers.get(sheet, ()) if row.handed_out}


def handed_out(row: FilledRow, name: str) -> Value:
    """A value that went along with a row, printed or not."""
    return row.handed_out.values.get(name) if row.handed_out else None


def answerer(filled: FilledForm) -> tuple[Answerer | None, list[Fault]]:
    """Who filled a form in, from its sheet "who"; None with the faults where that is not told rightly."""
    assert filled.form is not None and filled.identification is not None
    lines = entries(filled, "who")
    found: dict[str, Value] = {}
    faults = []
    for handed in filled.form.sheet("who").rows:
        code = str(handed.values["code"])
        row = lines.get(code)
        found[code] = row.values["entry"] if row else None
        if found[code] is None and not is_refused(filled, "who", row, "entry"):
            line = str(handed.values["line"])
            faults.append(filled.fault("form_entry_missing", "who", row, "entry", arguments={"line": line}))
    by, on, made = found.get("by"), found.get("on"), filled.identification.made_on
    if isinstance(by, str) and not is_code_of_person(by):
        faults.append(filled.fault("form_name_of_person", "who", lines["by"], "entry"))
    if isinstance(on, date) and on < made:
        arguments = {"made": made.isoformat()}
        faults.append(
            filled.fault(
                "form_date_too_early", "who", lines["on"], "entry", value=on.isoformat(), arguments=arguments
            )
        )
    if faults or not isinstance(on, date):
        return None, faults
    return Answerer(str(by or ""), on), []


def checklist_row(
    filled: FilledForm,
    sheet: str,
    row: FilledRow,
    item_id: str,
    subject: str,
    who: Answerer,
    answer_column: str = "answer",
) -> NewRow:
    """One row of the checklist table. answer_column: where the answer stands in the row of the form."""
    values: Mapping[str, Value] = {
        "item_id": item_id,
        "subject": subject,
        "answer": row.values[answer_column],
        "justification": row.values["reason"],
        "by": who.by,
        "on": who.on,
    }
    return new_row(filled, sheet, row, values, {"answer": answer_column, "justification": "reason"})


def checklist_rows(
    filled: FilledForm, sheet: str, subject: str, who: Answerer
) -> tuple[list[NewRow], list[Fault]]:
    """The rows of one sheet of items, answered ones only; a reason without an answer is a fault.

    subject: what the items are asked of, where a row does not say it itself.
    """
    rows, faults = [], []
    for row in filled.answers.get(sheet, ()):
        if row.values["answer"] is not None:
            own = str(handed_out(row, "subject") or subject)
            rows.append(checklist_row(filled, sheet, row, str(handed_out(row, "item_id")), own, who))
        elif row.values["reason"] is not None and not is_refused(filled, sheet, row, "answer"):
            faults.append(filled.fault("form_reason_without_answer", sheet, row, "answer"))
    return rows, faults

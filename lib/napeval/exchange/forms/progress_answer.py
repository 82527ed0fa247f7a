"""Who answered a progress form, when, and what is said in it in words."""

from __future__ import annotations

import re
from datetime import date

from napeval.cycle.faults import Fault
from napeval.exchange.forms.kinds import NewRow
from napeval.exchange.forms.model import Identification, Value
from napeval.exchange.forms.reading import FilledForm, FilledRow
from napeval.exchange.forms.row_gathering import RowGatherer, is_refused

STATEMENTS = "monitoring/statements"
_SHEET, _COLUMN = "answer", "answer"
_WHO = ("answered_on", "function")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def source_of(own: Identification) -> str:
    """Identifier of the source that a progress form is, the same for every correction of it."""
    return "_".join(_NOT_IN_NAMES.sub("-", part) for part in ("form", own.institution, own.period))


def lines_of(filled: FilledForm) -> dict[str, FilledRow]:
    """The lines of the sheet on who answers, by their machine names."""
    return {str(row.values["line"]): row for row in filled.answers.get(_SHEET, ()) if row.handed_out}


def line_value(filled: FilledForm, line: str) -> Value:
    """What stands in a line; None for a blank."""
    row = lines_of(filled).get(line)
    return row.values[_COLUMN] if row else None


def is_blank(filled: FilledForm) -> bool:
    """Whether nothing is answered but, perhaps, who answers and when."""
    return not any(
        row.answered
        for sheet, rows in filled.answers.items()
        for row in rows
        if sheet != _SHEET or row.values.get("line") not in _WHO
    )


def answered_on(filled: FilledForm) -> tuple[date, list[Fault]]:
    """The date of answer, and what is wrong with it; the day the form was made where there is none."""
    assert filled.identification is not None
    made = filled.identification.made_on
    row, day = lines_of(filled).get("answered_on"), line_value(filled, "answered_on")
    if not isinstance(day, date):
        said = is_refused(filled, _SHEET, row, _COLUMN)
        return made, [] if said else [filled.fault("form_date_missing", _SHEET, row, _COLUMN)]
    if day < made:
        arguments = {"made": made.isoformat()}
        shown = day.isoformat()
        early = filled.fault("form_date_too_early", _SHEET, row, _COLUMN, value=shown, arguments=arguments)
        return day, [early]
    return day, []


def source_row(filled: FilledForm, day: date) -> NewRow:
    """The form itself as a source: restricted, with the file it came in and the function of who answered."""
    form, own = filled.form, filled.identification
    assert form is not None and own is not None
    function, line = line_value(filled, "function"), lines_of(filled).get("answered_on")
    note = ", ".join(part for part in (filled.file, function) if isinstance(part, str) and part)
    return NewRow(
        {
            "source_id": source_of(own),
            "title": f"{form.title}, {form.institution_name}, {own.period}",
            "publisher": form.institution_name,
            "kind": "administrative",
            "release_status": "restricted",
            "retrieved": day.isoformat(),
            "extent_read": "complete",
            "note": note,
        },
        form.sheet(_SHEET).tab,
        line.row if line else None,
        {"retrieved": (line.cells[_COLUMN], form.sheet(_SHEET).column(_COLUMN).heading)} if line else {},
    )


def gather_words(gatherer: RowGatherer) -> None:
    """General observations, further risks, and what was reached of each result, as statements."""
    filled = gatherer.filled
    lines = lines_of(filled)
    for line, topic in (("remarks", "remarks"), ("risks", "risks_met")):
        if line in lines:
            _statement(gatherer, _SHEET, lines[line], topic, _COLUMN)
    for row in filled.answers.get("results", ()):
        _statement(gatherer, "results", row, f"result:{row.values['result_id']}", "achieved")


def _statement(gatherer: RowGatherer, sheet: str, row: FilledRow, topic: str, column: str) -> None:
    own = gatherer.filled.identification
    if own is None or row.values[column] is None:
        return
    source = source_of(own)
    values: dict[str, Value] = {
        "statement_id": f"{source}.{topic.replace(':', '.')}.{gatherer.day.isoformat()}",
        "topic": topic,
        "period": own.period,
        "kind": "text",
        "value": row.values[column],
        "source_id": source,
    }
    gatherer.add(STATEMENTS, sheet, row, values, {"value": column})

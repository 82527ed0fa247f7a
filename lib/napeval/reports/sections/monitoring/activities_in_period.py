"""Which activities were carried out in the period, which fell back, and what was due and not done."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import as_written, below, listed
from napeval.reports.sections.monitoring.period import activities_reported, period_name
from napeval.reports.sections.parts import heading_row


def activities_of(r: Report, objective: str) -> None:
    """The activities under a strategic objective: carried out, fallen back, and due but not completed."""
    _counted(r, objective)
    if not activities_reported(r):
        return
    found = _of_objective(r, objective)
    groups = [(head, [row for row in found if holds(row)]) for head, holds in _GROUPS]
    lines = [
        line
        for head, rows in groups
        if rows
        for line in (heading_row(r, head, len(_COLUMNS)), *[_line(r, row) for row in rows])
    ]
    if lines:
        caption = r.text(
            _("Activities under objective {objective}, {period}"),
            objective=objective,
            period=period_name(r),
        )
        source = _("the plan and its revisions; progress reports; expenditure reports")
        told = any(said_of(r, row) for _head, rows in groups for row in rows)
        notes = [as_written(r)] if told else []
        r.table(f"tab-carried-{objective}", _COLUMNS, lines, caption, notes=notes, source=source)
    for change, message in _BRIEFLY:
        named = [row.text("activity_id") for row in found if row.text("change") == change]
        if named:
            r.say(message, activities=listed(r, named))


_BRIEFLY = (
    ("advanced", _("Advanced without being completed: {activities}.")),
    ("first_report", _("Reported for the first time: {activities}.")),
)
"""Changes whose activities are named by number only."""


def _of_objective(r: Report, objective: str) -> list[Row]:
    inside = set(below(r, objective))
    return [row for row in r.rows("period_activities") if row.text("objective_id") in inside]


def _counted(r: Report, objective: str) -> None:
    """What was due under the objective in the period, and how much of it was done."""
    row = r.released["period_delivery"].row("strategic", objective)
    if not activities_reported(r):
        r.say(
            _("Due in the period: {due} of {all:activity|activities}. What was done is not on record."),
            due=row["due_in_period"],
            all=row["activities"],
        )
        return
    r.say(
        _(
            "Due in the period: {due} of {all:activity|activities}; completed of these: {done}; never"
            " reported on: {unreported}. Newly reported as completed, whenever due: {completed}; advanced:"
            " {advanced}; fell back: {fell_back}."
        ),
        due=row["due_in_period"],
        all=row["activities"],
        done=row["due_completed"],
        unreported=row["due_not_reported"],
        completed=row["completed_in_period"],
        advanced=row["advanced"],
        fell_back=row["fell_back"],
    )


def _is_due_and_open(row: Row) -> bool:
    return bool(row["due_in_period"].value) and row.text("status") != "completed"


_GROUPS = (
    (_("Newly reported as completed"), lambda row: row.text("change") == "completed"),
    (
        _("Fell back in the period"),
        lambda row: row.text("change") == "fell_back" and not _is_due_and_open(row),
    ),
    (_("Due in the period and not completed"), lambda row: _is_due_and_open(row) and row["reported"].value),
    (
        _("Due in the period and not reported on in it"),
        lambda row: _is_due_and_open(row) and not row["reported"].value,
    ),
)
"""Groups of activities that a reader is told about one by one; none stands in two of them."""

_COLUMNS: Sequence[TableSpec] = (
    TableSpec(_("No."), width=0.7),
    TableSpec(_("Activity"), width=3.0),
    TableSpec(_("State before"), width=1.1),
    TableSpec(_("State now"), width=1.1),
    TableSpec(_("Reason or difficulty, as reported"), width=2.2),
)


def _line(r: Report, row: Row) -> TableRow:
    key = row.text("activity_id")
    return TableRow(
        [
            r.quoted(key),
            r.quoted(r.wording("plan/activities", key)),
            *[_state(r, row.text(name)) for name in ("status_before", "status")],
            said_of(r, row) or r.word("–"),
        ]
    )


def _state(r: Report, code: str) -> Text:
    return r.word_of("activity_status", code) or r.word("–")


def said_of(r: Report, row: Row) -> Text:
    """The reason and the difficulty that the reports give for an activity; nothing where they give none."""
    words = [r.figure_run(row[name]) for name in ("reason", "difficulty") if row[name].state != "missing"]
    return [*join_texts(words, "; ")]

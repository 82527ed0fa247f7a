"""Reasons for what was not carried out as planned, in the words of those who reported."""

from __future__ import annotations

from collections.abc import Container

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import (
    as_written,
    below,
    institution_names,
    listed,
    nothing_reported,
)


def reasons(r: Report) -> None:
    """Each reason once, with the activities it was given for; nothing where no reason is known or lacking."""
    found = r.rows("reason_counts")
    if not found:
        return
    r.heading(2, _("Reasons given for what was not carried out"), identifier="reasons")
    rows = [
        TableRow(
            [
                r.figure_run(row["said"])
                if row.text("basis") != "none"
                else r.word(_("no reason given, though off track")),
                r.word_of("reason_basis", row.text("basis")) if row.text("basis") != "none" else r.word("–"),
                *[r.figure_run(row[name]) for name in ("activities", "off_track", "overdue")],
                listed(r, row.text("activity_ids").split(";")),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("Reason, as reported"), width=2.8),
        TableSpec(_("Where it was given"), width=1.2),
        TableSpec(_("Activities"), "right", 0.9),
        TableSpec(_("Off track"), "right", 0.8),
        TableSpec(_("Overdue"), "right", 0.8),
        TableSpec(_("Which"), width=1.6),
    ]
    note = r.word(
        _(
            "Reasons are counted word for word; none is put into a class that nobody stated. An activity"
            " with several reasons stands with each."
        )
    )
    r.table(
        "tab-reasons",
        columns,
        rows,
        r.word(_("Reasons reported, and the activities they stand for")),
        notes=[note, as_written(r)],
    )


def reasons_of(r: Report, objective: str) -> None:
    """Reasons and difficulties under a strategic objective, activity by activity."""
    inside: Container[str] = set(below(r, objective))
    found = [
        row for row in r.rows("reasons") if row.text("objective_id") in inside and row.text("basis") != "none"
    ]
    if found:
        r.say(_("As reported, in the language in which it was written:"))
        r.bullets([_told(r, row) for row in found])
        return
    r.say(
        _("No report gives a reason.")
        if not nothing_reported(r)
        else _("No report is known, so no reason is known either.")
    )


def _told(r: Report, row: Row) -> Text:
    """What was said of an activity, by whom and about which period."""
    words = [r.figure_run(row[name]) for name in ("said", "difficulty") if row[name].state != "missing"]
    by = institution_names(r, row.text("reported_by")) or r.word_of("reason_basis", row.text("basis"))
    return r.text(
        _("{activity}: {words} ({institution}, {period})"),
        activity=row.text("activity_id"),
        words=[*join_texts(words, "; ")] or [Run("–")],
        institution=by,
        period=r.language.period(row.text("period")) if row.text("period") else r.word("–"),
    )

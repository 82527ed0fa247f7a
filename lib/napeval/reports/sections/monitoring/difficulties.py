"""Difficulties, challenges and reasons, in the words of those who reported."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import as_written, listed
from napeval.reports.sections.monitoring.period import activities_reported, period_name, plan_delivery
from napeval.reports.sections.parts import is_above_zero


def difficulties(r: Report) -> None:
    """What was reported as difficult or as the reason of delay; then the authors' own words."""
    r.heading(2, _("Challenges identified"), identifier="challenges")
    if not activities_reported(r):
        r.say(_("No progress report for the period is on record, so no difficulty is known either."))
    else:
        _said(r)
    r.slot("challenges")


def _said(r: Report) -> None:
    plan = plan_delivery(r)
    if is_above_zero(plan["with_difficulty"]):
        r.say(
            _(
                "The reports for the period name a difficulty for {count:activity|activities}. Off track at"
                " the end of the period: {off:activity|activities}."
            ),
            count=plan["with_difficulty"],
            off=plan["off_track"],
        )
    else:
        r.say(_("The reports for the period name no difficulty."))
    found = [(head, words_said(r, column)) for head, column in _KINDS]
    rows = [
        TableRow([r.word(head), r.quoted(text), listed(r, activities)])
        for head, said in found
        for text, activities in said
    ]
    if rows:
        columns = [
            TableSpec(_("Kind"), width=0.8),
            TableSpec(_("As reported"), width=3.0),
            TableSpec(_("Activities"), width=2.6),
        ]
        note = r.word(_("Words are set together only where they are the same; most activities first."))
        caption = r.text(_("Difficulties and reasons reported, {period}"), period=period_name(r))
        notes = [note, as_written(r)]
        r.table("tab-difficulties", columns, rows, caption, notes=notes, source=_("progress reports"))


_KINDS = ((_("Difficulty"), "difficulty"), (_("Reason"), "reason"))


def words_said(r: Report, column: str) -> list[tuple[str, list[str]]]:
    """Each difficulty or reason once, with the activities it was reported for, most activities first."""
    said: dict[str, list[str]] = {}
    for row in r.rows("period_activities"):
        for text in words_of(row, column):
            said.setdefault(text, []).append(row.text("activity_id"))
    return sorted(said.items(), key=lambda pair: -len(pair[1]))


def words_of(row: Row, column: str) -> list[str]:
    """The difficulties or reasons reported for one activity, as far as they may be shown.

    Several stand in one cell, joined by semicolons.
    """
    return row.text(column).split("; ") if row[column].state == "shown" else []

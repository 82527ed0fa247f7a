"""What helped and what hindered, as reported, and the open question of unintended harm."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import as_written, institution_names, nothing_reported
from napeval.reports.sections.reasons import reasons

HAPPENED = "occurred"


def helped_hindered(r: Report) -> None:
    """The chapter: reasons and difficulties as reported, risks, unintended harm."""
    r.heading(1, _("What helped and what hindered"), identifier="helped-hindered")
    if nothing_reported(r):
        r.say(_("No progress report is on record, so no reason and no difficulty is known."))
    reasons(r)
    _difficulties(r)
    _risks(r)
    r.heading(2, _("Unintended harm"), identifier="unintended-harm")
    r.say(
        _(
            "Did a measure harm some group of people without meaning to? A review always asks this, and no"
            " table answers it: it is asked of those who know the people concerned, and not of victims"
            " without the safeguards that protect them."
        )
    )
    r.slot("helped_hindered")


def _difficulties(r: Report) -> None:
    """Difficulties in the words of those who reported them."""
    found = [row for row in r.rows("reasons") if row["difficulty"].state != "missing"]
    if not found:
        return
    columns = [
        TableSpec(_("Activity"), width=0.8),
        TableSpec(_("Difficulty, as reported"), width=2.8),
        TableSpec(_("Reported by"), width=1.6),
        TableSpec(_("Period"), width=1.0),
    ]
    rows = [TableRow(_told(r, row)) for row in found]
    caption = r.word(_("Difficulties reported, by activity and institution"))
    r.table("tab-difficulties", columns, rows, caption, notes=[as_written(r)])


def _told(r: Report, row: Row) -> list[Text]:
    return [
        r.quoted(row.text("activity_id")),
        r.figure_run(row["difficulty"]),
        institution_names(r, row.text("reported_by")),
        r.figure_run(row["period"]),
    ]


def _risks(r: Report) -> None:
    """Risks that came true, and assumptions that did not hold."""
    for kind, lead in _HAPPENED.items():
        found = r.rows("risks", status=HAPPENED, kind=kind)
        if found:
            r.say(lead)
            r.bullets([r.quoted(r.wording("plan/risks", row.text("risk_id"), "statement")) for row in found])


_HAPPENED = {
    "risk": _("Risks of the plan that have come true, by what was last reported:"),
    "assumption": _("Assumptions of the plan that did not hold, by what was last reported:"),
}

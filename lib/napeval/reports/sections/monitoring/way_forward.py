"""Next steps: what is due next, which reports and evaluations follow, and what the authors recommend."""

from __future__ import annotations

from napeval.cycle.periods import parse_period
from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.measures.voices import text_of
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import (
    below,
    deadline,
    every_year,
    institution_names,
    listed,
    strategic_objectives,
)
from napeval.reports.sections.monitoring.period import next_period, period_of
from napeval.reports.sections.parts import part_name

WAY_FORWARD = _("Next steps/way forward")
"""Heading of the section."""


def way_forward(r: Report) -> None:
    """What is planned next, by the plan and by those who wrote the report."""
    r.heading(2, WAY_FORWARD, identifier="way-forward")
    _due_next(r)
    r.bullets(reviews_planned(r))
    _recommended(r)
    r.slot("way_forward")


def _due_next(r: Report) -> None:
    """Activities still open, by strategic objective: due by the end of the period, and due in the next."""
    rows = []
    for one in strategic_objectives(r):
        found = [open_activities(r, one, late=late) for late in (True, False)]
        if any(found):
            cells = [listed(r, named) or r.word("–") for named in found]
            rows.append(TableRow([part_name(r, "strategic", one), *cells]))
    if not rows:
        r.say(_("No activity is due in the next period, and none that was due is open."))
        return
    columns = [
        TableSpec(_("Strategic objective"), width=1.6),
        TableSpec(_("Due already, not known to be completed"), width=2.4),
        TableSpec(_("Due in the next period"), width=2.8),
    ]
    caption = r.word(_("Activities to be done next, by strategic objective"))
    note = r.word(_("An activity on which nothing was reported stands here as well: it may be completed."))
    source = _("the plan and its revisions; progress reports")
    r.table("tab-next", columns, rows, caption, notes=[note], source=source)


def open_activities(r: Report, objective: str, *, late: bool) -> list[str]:
    """Activities not known to be completed or cancelled: due by the end of the period, or in the next one."""
    inside = set(below(r, objective))
    return [
        row.text("activity_id")
        for row in r.rows("activities")
        if row.text("objective_id") in inside
        and row.text("status") not in ("completed", "cancelled")
        and row.text("plan_state") != "dropped"
        and _ends(r, row, late=late)
    ]


def _ends(r: Report, row: Row, *, late: bool) -> bool:
    """Whether an activity is to end by the end of the period (late) or in the period after it."""
    if not row.text("end"):
        return False
    end = parse_period(row.text("end")).end
    if late:
        return end <= period_of(r).end
    return period_of(r).end < end <= next_period(r).end


def reviews_planned(r: Report) -> list[Text]:
    """Mid-term and end of the plan, where they lie ahead, and the plan's final report."""
    meta = r.cycle.meta
    found: list[Text] = []
    if meta.midterm and meta.midterm > period_of(r).end:
        found.append(
            r.text(
                _("Half of the plan's time is over on {day}; a mid-term evaluation may follow."),
                day=meta.midterm,
            )
        )
    if meta.end > period_of(r).end:
        found.append(r.text(_("The plan ends on {day}."), day=meta.end))
    if r.released["reporting"].has("final"):
        final = r.released["reporting"].row("final")
        title = r.wording("plan/reporting", "final")
        found.append(
            r.text(
                _("After its end the plan foresees: {report}, due {due}."),
                report=title,
                due=every_year(r, final.text("due")),
            )
            if final["due"].state == "shown"
            else r.text(
                _("After its end the plan foresees: {report}. It prints no date for it."), report=title
            )
        )
    return found


def _recommended(r: Report) -> None:
    """What the authors recommend for the next period."""
    frame = r.evaluation.tables["evaluations/recommendations"]
    if frame.empty:
        r.say(_("No recommendation for the next period has been entered."))
        return
    rows = [
        TableRow(
            [
                r.quoted(str(entry.id)),
                r.quoted(r.own_words("evaluations/recommendations", "id", str(entry.id))),
                institution_names(r, text_of(entry.addressed_to)),
                deadline(r, entry.due),
                r.word_of("priority", text_of(entry.priority)),
            ]
        )
        for entry in frame.itertuples()
    ]
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Recommendation"), width=3.6),
        TableSpec(_("Addressed to"), width=1.2),
        TableSpec(_("Deadline"), width=1.0),
        TableSpec(_("Priority"), width=0.8),
    ]
    caption = r.word(_("Recommendations for the next period"))
    r.table("tab-next-recommendations", columns, rows, caption, source=_("those who prepared this report"))

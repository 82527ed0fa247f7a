"""Since the mid-term of the plan: what became of the recommendations, and how states have shifted."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.follow_up import follow_up
from napeval.reports.sections.parts import heading_row


def since_mid_term(r: Report) -> None:
    """The chapter: states then and now, and what the evaluation at mid-term led to."""
    r.heading(1, _("Since the mid-term"), identifier="since-mid-term")
    _states(r)
    if r.previous is None:
        r.say(_("No earlier evaluation is on record, so there is none to follow up."))
    elif not r.rows("follow_up"):
        r.say(_("The earlier evaluation recommends nothing that is on record."))
    follow_up(r)
    r.slot("since_mid_term")


def _states(r: Report) -> None:
    """How many indicators and activities stand where, then and now."""
    rows = []
    for kind, head in (
        ("activities", _("Activities")),
        ("indicators", _("Indicators, outputs of activities included")),
    ):
        found = r.rows("since_mid_term", scope="plan", kind=kind)
        if found:
            rows.append(heading_row(r, head, 3))
        rows += [
            TableRow(
                [
                    r.word_of("any_status", row.text("status")),
                    r.figure_run(row["at_mid_term"]),
                    r.figure_run(row["now"]),
                ]
            )
            for row in found
            if row["at_mid_term"].value or row["now"].value
        ]
    if not rows or r.cycle.meta.midterm is None:
        r.say(_("The plan has no mid-term date before the end of the period judged to compare with."))
        return
    r.say(
        _(
            "The states of activities and indicators are compared between the mid-term, {middle}, and the end"
            " of the period judged, {cutoff}, both with what was known on {as_of}: a report that came late"
            " counts on both sides."
        ),
        middle=r.cycle.meta.midterm,
        cutoff=r.cutoff,
        as_of=r.as_of,
    )
    columns = [
        TableSpec(_("State"), width=2),
        TableSpec(_("At mid-term"), "right"),
        TableSpec(_("At the end of the period judged"), "right"),
    ]
    r.table(
        "tab-since-mid-term",
        columns,
        rows,
        r.word(_("Activities and indicators by state, at mid-term and at the end of the period judged")),
    )

"""What became of the recommendations of the evaluation before."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import deadline, institution_names


def follow_up(r: Report) -> None:
    """Earlier recommendations with their management response, deadline and state."""
    rows = r.rows("follow_up")
    if not rows:
        return
    r.heading(2, _("Recommendations of the earlier evaluation"), identifier="follow-up")
    counts: list[Text] = [
        r.text(
            _("{status}: {count}"),
            status=r.word_of("follow_up_status", row.text("status")),
            count=row["recommendations"],
        )
        for row in r.rows("follow_up_counts")
        if row["recommendations"].value
    ]
    r.say(_("What became of the recommendations made then:"))
    r.bullets(counts)
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Recommendation"), width=2.8),
        TableSpec(_("Addressed to"), width=1.1),
        TableSpec(_("Accepted"), width=0.9),
        TableSpec(_("Responsible"), width=1.1),
        TableSpec(_("Deadline"), width=1.2),
        TableSpec(_("State"), width=1.0),
        TableSpec(_("Overdue"), width=0.9),
    ]
    r.table(
        "tab-follow-up",
        columns,
        [
            TableRow(
                [
                    r.quoted(row.text("recommendation_id")),
                    r.quoted(
                        r.own_words(
                            "evaluations/recommendations", "id", row.text("recommendation_id"), earlier=True
                        )
                    ),
                    institution_names(r, row.text("addressed_to")),
                    r.word_of("acceptance", row.text("accepted")),
                    institution_names(r, row.text("responsible")),
                    deadline(r, row.text("due")),
                    r.word_of("follow_up_status", row.text("status")),
                    r.word_of("flag", str(row["overdue"].value)) if row["overdue"].state == "shown" else [],
                ]
            )
            for row in rows
        ],
        r.word(_("Recommendations of the earlier evaluation and what became of them")),
        source=_("the earlier evaluation and the management response to it"),
    )

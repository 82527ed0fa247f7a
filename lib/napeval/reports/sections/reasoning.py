"""From findings to conclusions to recommendations: what each rests on, and where the chain is broken."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import deadline, institution_names, listed
from napeval.reports.sections.statements import based_on


def chain(r: Report) -> None:
    """Each recommendation with the conclusions, findings and evidence beneath it, and what is lacking."""
    rows = r.rows("reasoning", kind="recommendation")
    if rows:
        columns = [
            TableSpec(_("No."), width=0.6),
            TableSpec(_("Conclusions"), width=1.3),
            TableSpec(_("Findings"), width=1.1),
            TableSpec(_("Evidence"), width=2.6),
            TableSpec(_("Addressed to"), width=1.2),
            TableSpec(_("Deadline"), width=1.0),
            TableSpec(_("Priority"), width=1.1),
            TableSpec(_("Lacking"), width=1.2),
        ]
        r.table(
            "tab-reasoning",
            columns,
            [_row(r, row) for row in rows],
            r.word(_("What each recommendation rests on")),
            source=_("the evaluation"),
            notes=[
                r.word(
                    _(
                        "A recommendation rests on conclusions, these on findings, and these on evidence;"
                        " what is lacking is named."
                    )
                )
            ],
        )
    broken = [row for row in r.rows("reasoning") if not row["complete"].value and row not in rows]
    if broken:
        r.say(_("Links that are missing:"))
        r.bullets(
            [
                r.text(
                    _("{kind} {id}: {reasons}"),
                    kind=r.word_of("statement_kind", row.text("kind")),
                    id=r.quoted(row.text("id")),
                    reasons=r.words_of("remark", row.text("reason")),
                )
                for row in broken
            ]
        )


def _row(r: Report, row: Row) -> TableRow:
    return TableRow(
        [
            r.quoted(row.text("id"), bold=True),
            _identifiers(r, row, "conclusions"),
            _identifiers(r, row, "findings"),
            based_on(r, "recommendation", row.text("id"), row.text("evidence")),
            institution_names(r, row.text("addressed_to")) or r.word("–"),
            deadline(r, row.text("due")),
            r.word_of("priority", row.text("priority")),
            r.words_of("remark", row.text("reason")) or r.word(_("nothing")),
        ]
    )


def _identifiers(r: Report, row: Row, column: str) -> Text:
    codes = [code for code in row.text(column).split(";") if code]
    return listed(r, codes) if codes else r.word("–")

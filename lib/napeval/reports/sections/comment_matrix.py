"""The comment round: every comment on the draft, what was answered, and what was decided."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.comment_words import CommentWords
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections import front
from napeval.reports.sections.common import as_written, institution_names

_OPEN = "open"


def title_page(r: Report) -> None:
    """Title, plan and state of the draft that was commented."""
    front.title_page(r, kind="comment_response")


def counts(r: Report) -> None:
    """How many comments were accepted, accepted in part and not, and how many are still open."""
    r.heading(1, _("Comments and responses"), identifier="comments")
    if not r.rows("comments"):
        r.say(_("No comment on the draft is on record."))
        return
    r.say(_("What was decided on the comments:"))
    r.bullets(
        [
            r.text(
                _("{decision}: {comments}"),
                decision=r.word_of("comment_decision", row.text("decision")),
                comments=row["comments"],
            )
            for row in r.rows("comment_counts")
            if row["comments"].value
        ]
    )
    for row in r.rows("comment_counts", decision=_OPEN):
        if row["unanswered"].value:
            r.styled(
                "warning",
                _("{unanswered:comment has|comments have} neither a response nor a decision."),
                unanswered=row["unanswered"],
            )


def matrix(r: Report) -> None:
    """Each comment with its place, who made it, the response and the decision; open ones first."""
    rows = sorted(r.rows("comments"), key=lambda row: row.text("decision") != _OPEN)
    if not rows:
        return
    words = CommentWords(r.evaluation, r.language, r.name)
    columns = [
        TableSpec(_("No."), width=0.5),
        TableSpec(_("Place"), width=1.5),
        TableSpec(_("From"), width=1.2),
        TableSpec(_("Comment"), width=2.1),
        TableSpec(_("Response"), width=2.1),
        TableSpec(_("Decision"), width=1.2),
    ]
    r.table(
        "tab-comments",
        columns,
        [TableRow(_cells(r, row, words)) for row in rows],
        r.word(_("Comments on the draft, and what became of them")),
        notes=[as_written(r)],
        source=_("the comment round"),
    )


def _cells(r: Report, row: Row, words: CommentWords) -> list[Text]:
    comment = row.text("comment_id")
    return [
        r.quoted(comment, bold=True),
        r.quoted(words.place(row)),
        institution_names(r, row.text("said_by")) or r.word("–"),
        r.quoted(words.said(comment)),
        r.quoted(words.response(comment)) or r.word("–"),
        r.word_of("comment_decision", row.text("decision"), bold=row.text("decision") == _OPEN),
    ]

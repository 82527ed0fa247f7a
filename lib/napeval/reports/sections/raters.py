"""Where the evaluators agree and where they do not."""

from __future__ import annotations

from napeval.criteria.raters import ALL
from napeval.display.blocks import Run, TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, question_text


def agreement(r: Report) -> None:
    """How far the evaluators agree, by statistic, and the questions on which they stand apart."""
    if not any(row["judged"].state == "shown" for row in r.rows("questions")):
        return
    r.heading(2, _("Agreement of the evaluators"), identifier="agreement")
    rows = r.rows("rater_agreement", criterion=ALL)
    if rows:
        columns = [
            TableSpec(_("Statistic"), width=2.2),
            TableSpec(_("Evaluators"), "right", 0.9),
            TableSpec(_("Questions"), "right", 0.9),
            TableSpec(_("Value"), "right", 0.8),
            TableSpec(_("Interval"), "right", 1.1),
            TableSpec(_("Why there is none"), width=1.8),
        ]
        r.table(
            "tab-agreement",
            columns,
            [_row(r, row) for row in rows],
            r.word(_("Agreement of the evaluators over the questions of all criteria")),
            notes=[
                r.word(
                    _(
                        "One is full agreement and nought is what chance would give. Agreement says"
                        " that evaluators"
                        " see alike, not that they see right; with few questions it is known only roughly."
                    )
                )
            ],
        )
    apart = [row for row in r.rows("questions") if row["judged_low"].value != row["judged_high"].value]
    if apart:
        columns = [
            TableSpec(_("No."), width=0.7),
            TableSpec(_("Question"), width=3.6),
            TableSpec(_("Lowest to highest mark, in points"), "right", 1.3),
            TableSpec(_("Taken"), "right", 0.8),
            TableSpec(_("By"), width=1.2),
        ]
        r.table(
            "tab-apart",
            columns,
            [
                TableRow(
                    [
                        r.quoted(row.text("question_id")),
                        r.quoted(question_text(r, row.text("question_id"))),
                        interval(r, row["judged_low"], row["judged_high"]),
                        r.figure_run(row["judged"]),
                        r.word_of("judged_basis", row.text("judged_basis")),
                    ]
                )
                for row in sorted(apart, key=_spread, reverse=True)
            ],
            r.word(_("Questions on which the evaluators stand apart")),
        )
    else:
        r.say(_("The evaluators gave the same mark wherever two of them rated a question."))


def _row(r: Report, row: Row) -> TableRow:
    limits: list[Run] = interval(r, row["low"], row["high"]) if row["low"].state == "shown" else r.word("–")
    return TableRow(
        [
            r.word_of("agreement_statistic", row.text("statistic")),
            r.figure_run(row["raters"]),
            r.figure_run(row["questions"]),
            r.figure_run(row["value"]),
            limits,
            r.words_of("remark", row.text("reason")),
        ]
    )


def _spread(row: Row) -> float:
    return float(str(row["judged_high"].value)) - float(str(row["judged_low"].value))

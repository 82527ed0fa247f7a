"""The marks of all criteria in one table."""

from __future__ import annotations

from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import score_range


def marks(r: Report) -> None:
    """A mark for each criterion, with the range of the score and the strength of the evidence."""
    rows = []
    for row in r.rows("criteria"):
        cells = [
            r.word_of("criterion", row.text("criterion"), bold=True),
            r.level(row.text("level") or NOT_DEMONSTRATED),
            r.figure_run(row["score"]),
            r.figure_run(row["judged"]),
            score_range(r, row),
            r.figure_run(row["coverage"]),
            r.word_of("strength", row.text("strength")),
        ]
        rows.append(TableRow(cells))
    columns = [
        TableSpec(_("Criterion"), width=1.6),
        TableSpec(_("Mark"), width=1.6),
        TableSpec(_("Computed"), "right", 0.9),
        TableSpec(_("Judged"), "right", 0.9),
        TableSpec(_("Range of the computed score"), "right", 1.3),
        TableSpec(_("Weight with evidence"), "right", 1.1),
        TableSpec(_("Strength of evidence"), width=1.2),
    ]
    note = r.word(
        _(
            "Not demonstrated means that the evidence does not carry a mark; it is not a low mark."
            " Scores are points of a hundred. The range shows where the computed score would"
            " lie if all that is unknown were at its"
            " worst or at its best."
        )
    )
    r.table("tab-marks", columns, rows, r.word(_("Marks of the plan by evaluation criterion")), notes=[note])

"""What each strategic area of the plan holds, beside its share of the activities and of the money."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec


def pillar_coverage(r: Report) -> None:
    """One column for each area, with what it lacks."""
    areas = r.rows("pillar_coverage")
    rows = [TableRow([r.word(head), *[r.figure_run(row[name]) for row in areas]]) for name, head in _LINES]
    if any(row.text("lacking") for row in areas):
        rows.append(TableRow([r.word(_("Lacking")), *[_lacking(r, row) for row in areas]]))
    columns = [
        TableSpec(_("What the area holds"), width=2.2),
        *[TableSpec(r.label("pillar", row.text("pillar")), "right") for row in areas],
    ]
    note = r.text(_("Money in {currency}, all years."), currency=r.language.currency)
    caption = r.word(_("Objectives, indicators, activities and money by strategic area"))
    r.table("tab-pillars", columns, rows, caption, notes=[note])


def _lacking(r: Report, row: Row) -> list:
    return list(r.words_of("pillar_part", row.text("lacking")) or r.word("–"))


_LINES = (
    ("specific", _("Specific objectives")),
    ("results", _("Result statements")),
    ("indicators", _("Indicators")),
    ("with_target", _("Indicators with a target")),
    ("activities", _("Activities")),
    ("share_activities", _("Share of all activities")),
    ("activities_with_amount", _("Activities with an amount")),
    ("amount", _("Planned money")),
    ("share_amount", _("Share of all planned money")),
)

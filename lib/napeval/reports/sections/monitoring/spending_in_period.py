"""Money committed and spent in the period, beside what was planned for its year."""

from __future__ import annotations

from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.monitoring.period import period_name
from napeval.reports.sections.parts import of_parts, part_rows


def spending(r: Report) -> None:
    """Resources spent in the period, by strategic objective; then the authors' own words."""
    r.heading(2, _("Resources spent"), identifier="resources-spent")
    r.paragraph(*money_sentences(r))
    if _plan(r)["reported"].value:
        columns = [
            TableSpec(_("Part of the plan"), width=2.4),
            TableSpec(_("Planned for the year"), "right", 1.1),
            TableSpec(_("Committed in the period"), "right", 1.2),
            TableSpec(_("Spent in the period"), "right", 1.1),
            TableSpec(_("Activities with an amount"), "right", 1.0),
        ]
        cells = ("planned", "committed", "spent", "activities")
        rows = part_rows(r, of_parts(r, "period_spending"), cells)
        caption = r.text(
            _("Money planned, committed and spent, in {currency}, {period}"),
            currency=r.language.currency,
            period=period_name(r),
        )
        note = r.word(_("A dash: nothing was reported; it is not zero. Plans are made for whole years."))
        r.table("tab-period-spending", columns, rows, caption, notes=[note])
    r.slot("financing")


def money_sentences(r: Report) -> list[Text]:
    """What was spent in the period and planned for its year; or that no figure is on record."""
    plan = _plan(r)
    planned = r.text(
        _("Planned for the year {year}: {planned}."), year=plan["planned_year"], planned=plan["planned"]
    )
    if not plan["reported"].value:
        unknown = r.word(
            _("No figure on money committed or spent in the period is on record: it is unknown, not zero.")
        )
        return [unknown, planned]
    spent = r.text(
        _(
            "Reported for the period: {committed} committed and {spent} spent, on"
            " {activities:activity|activities}."
        ),
        committed=plan["committed"],
        spent=plan["spent"],
        activities=plan["activities"],
    )
    return [spent, planned]


def _plan(r: Report) -> Row:
    return r.released["period_spending"].row("plan", "plan")

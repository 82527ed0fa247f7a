"""Spending: planned, committed and spent, by year, part of the plan, cost category, source and period."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.parts import Cell, across, heading_row, of_parts, part_rows


def execution(r: Report) -> None:
    """What is known of commitments and spending."""
    r.heading(2, _("Execution"), identifier="execution")
    plan = _of_plan(r)
    if plan is None or not plan["reported"].value:
        r.say(_("No figure on money committed or spent is on record. Execution is unknown; it is not zero."))
        return
    r.say(
        _(
            "Planned for the years up to and including that of the cutoff: {planned}."
            " Reported up to the cutoff:"
            " {committed} committed and {spent} spent, which is {execution} of what was"
            " planned for these years."
            " Activities without a figure are not in it."
        ),
        planned=plan["planned"],
        committed=plan["committed"],
        spent=plan["spent"],
        execution=plan["execution"],
    )
    r.say(
        _(
            "Nothing was reported on {untracked} of the planned money of these years. Had everything been"
            " spent that could have been, execution would be {upper}; on what is reported alone it is"
            " {lower}. Of the money spent, {unbudgeted} went to activities without planned money."
        ),
        untracked=plan["untracked_share"],
        lower=plan["execution_lower"],
        upper=plan["execution_upper"],
        unbudgeted=plan["unbudgeted_share"],
    )
    _by_year(r)
    _by_part(r)
    _by_period(r)


def spending_known(r: Report) -> bool:
    """Whether anything was reported on money committed or spent."""
    plan = _of_plan(r)
    return plan is not None and plan["reported"].value is True


def _of_plan(r: Report) -> Row | None:
    table = r.released["expenditure"]
    return table.row("plan", "plan", "all") if table.has("plan", "plan", "all") else None


def _by_year(r: Report) -> None:
    """The whole plan, year by year and together."""
    years = r.rows("expenditure", scope="plan")
    heads = [
        TableSpec(_("Up to the cutoff") if row.text("year") == "all" else row.text("year"), "right", 1.2)
        for row in years
    ]
    rows = across(r, years, _YEARLY)
    note = r.word(
        _(
            "The plan counts for whole years, reports for periods that ended by the cutoff. The greatest"
            " execution takes all planned money as spent where spending was not reported for every month."
            " A report over the end of a year counts in the last column only."
        )
    )
    caption = r.text(_("Planned, committed and spent by year, in {currency}"), currency=r.language.currency)
    columns = [TableSpec(_("Money"), width=2.6), *heads]
    r.table("tab-execution-years", columns, rows, caption, notes=[note])


_YEARLY = (
    ("planned", _("Planned, as adopted")),
    ("planned_revised", _("Planned, as revised")),
    ("committed", _("Committed")),
    ("spent", _("Spent")),
    ("variance", _("Spent less planned, as revised")),
    ("execution", _("Execution of the adopted plan")),
    (("execution_lower", "execution_upper"), _("Execution of the revised plan, least and greatest")),
    ("untracked_share", _("Planned money without a report")),
    ("unbudgeted_share", _("Spent without planned money, of all spent")),
)


def _by_part(r: Report) -> None:
    """By strategic objective, kind of source and cost category, all years up to the cutoff."""
    width = len(_PART_CELLS) + 1
    rows = [
        heading_row(r, _("By strategic objective"), width),
        *part_rows(r, of_parts(r, "expenditure", "all")[:-1], _PART_CELLS),
    ]
    for scope, head in (
        ("funding_class", _("By kind of source")),
        ("cost_category", _("By category of cost")),
    ):
        found = r.rows("expenditure", scope=scope, year="all")
        if found:
            rows += [heading_row(r, head, width), *part_rows(r, found, _PART_CELLS)]
    rows += part_rows(r, of_parts(r, "expenditure", "all")[-1:], _PART_CELLS)
    spending_table(
        r,
        "tab-execution",
        rows,
        _("Planned, committed and spent up to {cutoff}, in {currency}"),
        _("Part of the plan"),
    )


_PART_CELLS: tuple[Cell, ...] = (
    "planned_revised",
    "committed",
    "spent",
    ("execution_lower", "execution_upper"),
    "untracked_share",
    "unbudgeted_share",
)


def spending_table(r: Report, identifier: str, rows: list[TableRow], caption: str, first: str) -> None:
    """A table of planned, committed and spent money with its execution, one row a part."""
    columns = [
        TableSpec(first, width=2.0),
        TableSpec(_("Planned, as revised"), "right", 1.0),
        TableSpec(_("Committed"), "right", 1.0),
        TableSpec(_("Spent"), "right", 0.9),
        TableSpec(_("Execution, least and greatest"), "right", 1.3),
        TableSpec(_("Without a report"), "right", 0.9),
        TableSpec(_("Spent without planned money"), "right", 1.0),
    ]
    note = r.word(
        _(
            "Planned: whole years, that of the cutoff included. A dash stands where nothing was reported; it"
            " is not zero."
        )
    )
    text = r.text(caption, cutoff=r.cutoff, currency=r.language.currency)
    r.table(identifier, columns, rows, text, notes=[note])


def spending_of_sources(r: Report) -> None:
    """For the annex: the same for every source as named."""
    found = r.rows("expenditure", scope="funding_source", year="all")
    spending_table(
        r,
        "tab-execution-sources",
        part_rows(r, found, _PART_CELLS),
        _("Planned, committed and spent by source as named, up to {cutoff}, in {currency}"),
        _("Source as named"),
    )


def _by_period(r: Report) -> None:
    """What was reported about each period."""
    found = r.rows("expenditure_periods", scope="plan")
    if not found:
        return
    rows = [
        TableRow(
            [
                r.quoted(r.language.period(row.text("period"))),
                *[r.figure_run(row[name]) for name in ("committed", "spent", "activities")],
                r.word_of("flag", str(row["overlaps"].value)),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("Period of the report"), width=2.0),
        TableSpec(_("Committed"), "right"),
        TableSpec(_("Spent"), "right"),
        TableSpec(_("Activities"), "right"),
        TableSpec(_("Shares months with another"), width=1.3),
    ]
    note = r.word(
        _(
            "As reported, period by period. Periods that share months with others must not be added; the"
            " tables above count every month once."
        )
    )
    caption = r.text(_("Money reported by period, in {currency}"), currency=r.language.currency)
    r.table("tab-periods", columns, rows, caption, notes=[note])

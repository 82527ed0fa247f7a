"""What the money brought: earned value, cost beside delivery, and unit costs of outputs."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval
from napeval.reports.sections.parts import figures, of_parts, out_of, part_name, part_rows
from napeval.reports.sections.spending import spending_known


def money_results(r: Report) -> None:
    """Money set beside work and results where both are known; closes the chapter on money."""
    if spending_known(r):
        r.heading(2, _("What the money brought"), identifier="money-results")
        _earned(r)
        _beside(r)
        _unit_costs(r)
    r.slot("financing")


def _earned(r: Report) -> None:
    """Earned value: was the work done that was to be done by now, and at what cost."""
    parts = [row for row in of_parts(r, "earned_value") if row["valued"].value]
    if not parts:
        return
    rows = [
        TableRow(
            [
                part_name(r, row.text("scope"), row.text("scope_id")),
                out_of(r, row["valued"], row["with_budget"]),
                *figures(r, row, ["planned_value", ("earned_low", "earned_high")]),
                interval(r, row["schedule_low"], row["schedule_high"]),
                interval(r, row["schedule_lower"], row["schedule_upper"]),
                out_of(r, row["costed"], row["with_budget"]),
                interval(r, row["cost_low"], row["cost_high"]),
            ],
            "total" if row.text("scope") == "plan" else "",
        )
        for row in parts
    ]
    columns = [
        TableSpec(_("Part of the plan"), width=1.8),
        TableSpec(_("Activities valued"), "right", 0.9),
        TableSpec(_("Planned value"), "right", 0.9),
        TableSpec(_("Earned value"), "right", 1.3),
        TableSpec(_("Schedule index"), "right", 1.0),
        TableSpec(_("Schedule index, possible"), "right", 1.1),
        TableSpec(_("Activities with cost known"), "right", 0.9),
        TableSpec(_("Cost index"), "right", 1.0),
    ]
    notes = [
        r.word(
            _(
                "Planned value: the money of the work that was to be done by now. Earned value: the money of"
                " the work that is reported as done. Schedule index: earned over planned; below one, work is"
                " behind. Cost index: earned over what it cost; below one, work costs more than planned."
            )
        ),
        r.word(
            _(
                "Activities are those with money planned. Possible: if of those that are not valued nothing"
                " and everything were done."
            )
        ),
    ]
    caption = r.text(
        _("Earned value, {cutoff}, in {currency}"), cutoff=r.cutoff, currency=r.language.currency
    )
    r.table("tab-earned", columns, rows, caption, notes=notes)


def _beside(r: Report) -> None:
    """Shares of the money spent, of the work done and of the targets reached, side by side."""
    rows = part_rows(r, of_parts(r, "money_and_delivery"), _SIDE_BY_SIDE)
    columns = [
        TableSpec(_("Part of the plan"), width=2.0),
        TableSpec(_("Money spent"), "right", 1.3),
        TableSpec(_("Activities completed"), "right", 1.3),
        TableSpec(_("Work done, as reported"), "right", 1.0),
        TableSpec(_("Progress of indicators"), "right", 1.3),
        TableSpec(_("Spending ahead of work"), "right", 1.4),
    ]
    note = r.word(
        _(
            "Money spent: of that planned for the years up to the cutoff. Spending ahead of work: the share"
            " of the money less the share of the work, in parts of one, at its least and its greatest; below"
            " zero, the work is ahead."
            " Money and results stand side by side: that the one caused the other is not said."
        )
    )
    caption = r.text(_("Money, activities and results side by side, {cutoff}"), cutoff=r.cutoff)
    r.table("tab-side-by-side", columns, rows, caption, notes=[note])
    plan = r.released["money_and_delivery"].row("plan", "plan")
    if plan["done_costed"].value:
        r.say(
            _(
                "Completed activities of which plan and spending are known in full: {count}. They were to"
                " cost {budget} and cost {cost}: {ratio} times the plan."
            ),
            count=plan["done_costed"],
            budget=plan["done_budget"],
            cost=plan["done_cost"],
            ratio=plan["done_cost_ratio"],
        )


_SIDE_BY_SIDE = (
    ("execution_lower", "execution_upper"),
    ("done_lower", "done_upper"),
    "completion",
    ("achievement_lower", "achievement_upper"),
    ("spending_ahead_low", "spending_ahead_high"),
)


def _unit_costs(r: Report) -> None:
    """What a unit of an output was to cost and cost, where both are known."""
    found = [row for row in r.rows("unit_costs") if row["cost_ratio_low"].state == "shown"]
    if not found:
        return
    columns = [
        TableSpec(_("Output"), width=1.2),
        TableSpec(_("Unit"), width=1.4),
        TableSpec(_("Planned quantity"), "right", 0.9),
        TableSpec(_("Delivered"), "right", 0.9),
        TableSpec(_("Spent"), "right", 0.9),
        TableSpec(_("Planned unit cost"), "right", 1.0),
        TableSpec(_("Actual unit cost"), "right", 1.1),
        TableSpec(_("Actual over planned"), "right", 1.1),
    ]
    note = r.word(
        _(
            "Only outputs that are counted, that alone carry the money of their activity, and of which"
            " quantity and spending are reported without a gap. Why there is no unit cost of the others"
            " stands in the workbook."
        )
    )
    caption = r.text(
        _("Planned and actual unit costs of outputs, in {currency}"), currency=r.language.currency
    )
    rows = [_unit_cost(r, row) for row in found]
    r.table("tab-unit-costs", columns, rows, caption, notes=[note])


def _unit_cost(r: Report, row: Row) -> TableRow:
    unit = r.word_of("unit", row.text("unit")) or [Run("–")]
    cells = figures(r, row, _UNIT_COSTS)
    return TableRow([r.quoted(row.text("indicator_id")), unit, *cells])


_UNIT_COSTS = (
    "quantity_planned",
    ("quantity_low", "quantity_high"),
    "spent",
    "unit_cost_planned",
    ("unit_cost_low", "unit_cost_high"),
    ("cost_ratio_low", "cost_ratio_high"),
)

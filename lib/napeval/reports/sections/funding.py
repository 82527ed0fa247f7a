"""Sources of funding: who is to pay and who paid, what is secured, and the donors that reports name."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.release import Claim, Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed
from napeval.reports.sections.parts import (
    is_above_zero,
    of_parts,
    part_name,
    part_rows,
    plan_parts,
    source_name,
)


def funding_sources(r: Report) -> None:
    """Who is to pay, as an interval where the plan names nobody or a mix."""
    r.heading(2, _("Sources of funding"), identifier="sources-of-funding")
    rows = []
    for code in ("domestic", "donor", "unresolved"):
        row = r.released["funding"].row(code)
        rows.append(
            TableRow(
                [
                    r.word_of("funding_class", code),
                    r.figure_run(row["amount"]),
                    r.figure_run(row["share"]),
                    interval(r, row["share_low"], row["share_high"]),
                ]
            )
        )
    domestic, donor = r.released["funding"].row("domestic"), r.released["funding"].row("donor")
    r.say(
        _(
            "Domestic sources alone carry {certain} of the planned money, donors alone"
            " {donors}. The rest names no source or"
            " a mix without shares: the domestic share lies between {low} and {high}, that of"
            " donors between {donor_low}"
            " and {donor_high}."
        ),
        certain=domestic["share"],
        donors=donor["share"],
        low=domestic["share_low"],
        high=domestic["share_high"],
        donor_low=donor["share_low"],
        donor_high=donor["share_high"],
    )
    columns = [
        TableSpec(_("Kind of source"), width=2),
        TableSpec(_("Amount"), "right"),
        TableSpec(_("Share"), "right"),
        TableSpec(_("Possible share"), "right", 1.4),
    ]
    r.table(
        "tab-funding",
        columns,
        rows,
        r.text(_("Planned money by kind of source, all years, in {currency}"), currency=r.language.currency),
    )
    largest_activity(r)
    named = r.rows("budget", scope="funding_source", year="all")
    named.sort(key=lambda row: (-_size(row["amount"]), row.text("scope_id")))
    rows = [
        TableRow(
            [
                source_name(r, row.text("scope_id")),
                r.figure_run(row["amount"]),
                r.figure_run(row["activities_with_amount"]),
            ]
        )
        for row in named
    ]
    columns = [
        TableSpec(_("Source as named in the plan"), width=3.5),
        TableSpec(_("Amount"), "right"),
        TableSpec(_("Activities"), "right"),
    ]
    r.table(
        "tab-funders",
        columns,
        rows,
        r.text(_("Planned money by source as named, all years, in {currency}"), currency=r.language.currency),
    )
    _shares(r)
    _secured(r)
    _donors(r)


def largest_activity(r: Report) -> None:
    """The one activity that carries most of the planned money."""
    rows = [row for row in r.rows("activities") if _size(row["amount"])]
    if not rows:
        return
    largest = max(rows, key=lambda row: _size(row["amount"]))
    r.say(
        _("The largest amount of one activity is that of {activity}, «{title}»: {amount} of {total} in all."),
        activity=largest.text("activity_id"),
        title=r.wording("plan/activities", largest.text("activity_id")),
        amount=largest["amount"],
        total=r.claim("budget", "plan", "plan", "all", column="amount"),
    )


def _size(claim: Claim) -> float:
    return float(claim.value) if isinstance(claim.value, int | float) else 0.0


def _shares(r: Report) -> None:
    """Domestic and donor shares of planned and of spent money, as intervals."""
    table = r.released["funding_shares"]
    stages = [
        (stage, heads)
        for stage, heads in _STAGES.items()
        if is_above_zero(table.row("plan", "plan", stage)["amount"])
    ]
    if not stages:
        return
    rows = [
        TableRow(
            [
                part_name(r, scope, one),
                *[cell for stage, _heads in stages for cell in _both(r, table.row(scope, one, stage))],
            ],
            "total" if scope == "plan" else "",
        )
        for scope, one in plan_parts(r)
    ]
    columns = [
        TableSpec(_("Part of the plan"), width=1.8),
        *[TableSpec(head, "right", 1.2) for _stage, heads in stages for head in heads],
    ]
    note = r.word(
        _(
            "Ranges: money without a named source, or of a mix, counts with neither at the lower end and with"
            " each at the upper end. Planned: all years, as revised; spent: as reported up to the cutoff."
        )
    )
    caption = r.word(_("Domestic and donor shares of the money by part of the plan"))
    r.table("tab-shares", columns, rows, caption, notes=[note])


_STAGES = {
    "planned_revised": (_("Planned: domestic share"), _("Planned: share of donors")),
    "spent": (_("Spent: domestic share"), _("Spent: share of donors")),
}


def _both(r: Report, row: Row) -> list[Text]:
    return [
        interval(r, row["domestic_low"], row["domestic_high"]),
        interval(r, row["donor_low"], row["donor_high"]),
    ]


def _secured(r: Report) -> None:
    """How much of the planned money is secured, and given in kind."""
    plan = r.released["secured_money"].row("plan", "plan")
    if plan["secured"].value is None and plan["in_kind"].value is None:
        r.say(_("The plan does not say of any amount whether it is secured or given in kind."))
        return
    rows = part_rows(r, of_parts(r, "secured_money"), _SECURED)
    columns = [
        TableSpec(_("Part of the plan"), width=2.0),
        TableSpec(_("Planned"), "right", 0.9),
        TableSpec(_("Secured"), "right", 0.9),
        TableSpec(_("Secured in part"), "right", 0.9),
        TableSpec(_("Not secured"), "right", 0.9),
        TableSpec(_("Share secured"), "right", 1.3),
        TableSpec(_("Share in kind"), "right", 1.3),
    ]
    note = r.word(
        _(
            "All years, as revised. Ranges: what is secured in part, or of which nothing is said, counts with"
            " none of it and with all of it."
        )
    )
    caption = r.text(_("Planned money secured and in kind, in {currency}"), currency=r.language.currency)
    r.table("tab-secured", columns, rows, caption, notes=[note])


_SECURED = (
    "amount",
    "secured",
    "partly_secured",
    "not_secured",
    ("secured_lower", "secured_upper"),
    ("in_kind_lower", "in_kind_upper"),
)


def _donors(r: Report) -> None:
    """Donors that progress reports name, and whether the plan names them for the same activities."""
    found = r.rows("donors")
    if not found:
        return
    named = r.released["delivery"].row("plan", "plan")["donors_named"]
    r.say(
        P_(
            "Reports name donors for {count} activity.",
            "Reports name donors for {count} activities.",
            on="count",
        ),
        count=named,
    )
    rows = [
        TableRow(
            [
                r.figure_run(row["said"]),
                *[r.figure_run(row[name]) for name in ("activities", "planned", "not_planned")],
                listed(r, row.text("activity_ids").split(";")),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("Donor, as reported"), width=2.2),
        TableSpec(_("Activities"), "right", 0.9),
        TableSpec(_("Named by the plan too"), "right", 1.1),
        TableSpec(_("Not in the plan"), "right", 1.0),
        TableSpec(_("Which"), width=2.8),
    ]
    r.table("tab-donors", columns, rows, r.word(_("Donors named in progress reports")))

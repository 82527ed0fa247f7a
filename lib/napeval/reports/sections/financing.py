"""Financing: what was planned, from whom, what is missing, what was spent."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.figures import money_by_year_and_source
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import listed


def planned_money(r: Report) -> None:
    """Planned money by year and objective, and how it was known."""
    r.heading(1, _("Financing"), identifier="financing")
    r.heading(2, _("Planned money"), identifier="planned-money")
    years = plan_years(r)
    yearly = [
        r.text(
            _("{amount} in {year}"),
            amount=r.claim("budget", "plan", "plan", year, column="amount"),
            year=year,
        )
        for year in years
    ]
    r.paragraph(
        r.text(
            _("The planned amounts add up to {amount}:"),
            amount=r.claim("budget", "plan", "plan", "all", column="amount"),
        ),
        *[[*text, *r.word(";" if number < len(yearly) - 1 else ".")] for number, text in enumerate(yearly)],
    )
    r.say(
        _(
            "{amounts:amount is|amounts are} on record: {printed} as printed, and {derived} derived"
            " from costing notes, {money} in all."
        ),
        amounts=r.measure("budget_amounts"),
        printed=r.measure("budget_amounts_printed"),
        derived=r.measure("budget_amounts_derived"),
        money=r.claim("budget", "plan", "plan", "all", column="derived"),
    )
    if not r.measure("printed_plan_totals").value:
        r.say(
            _("The plan itself prints no total of its cost (printed plan totals: {printed})."),
            printed=r.measure("printed_plan_totals"),
        )
    picture = money_by_year_and_source(r.released, r.language)
    if picture:
        r.picture(
            "fig-money",
            picture,
            r.text(
                _("Planned money by year and kind of source, in {currency}"), currency=r.language.currency
            ),
        )
    _by_objective(r, years)
    _without_amount(r)
    _printed_totals(r)


def plan_years(r: Report) -> list[str]:
    """The years of the plan that have budget rows, in order."""
    return sorted({row.text("year") for row in r.rows("budget", scope="plan")} - {"all"})


def _by_objective(r: Report, years: list[str]) -> None:
    rows = []
    for objective in r.cycle.tables["plan/objectives"].itertuples():
        if not r.released["budget"].has(objective.level, objective.objective_id, "all"):
            continue
        strategic = objective.level == "strategic"
        rows.append(
            TableRow(
                [
                    r.quoted(objective.objective_id, bold=strategic),
                    r.quoted(r.wording("plan/objectives", objective.objective_id), bold=strategic),
                    *[
                        _amount(r, objective.level, objective.objective_id, year, strategic)
                        for year in [*years, "all"]
                    ],
                    r.figure_run(
                        r.claim(
                            "budget",
                            objective.level,
                            objective.objective_id,
                            "all",
                            column="activities_without_amount",
                        ),
                        bold=strategic,
                    ),
                ],
                "group" if strategic else "",
            )
        )
    plan = [_amount(r, "plan", "plan", year, True) for year in [*years, "all"]]
    without = r.claim("budget", "plan", "plan", "all", column="activities_without_amount")
    rows.append(
        TableRow(
            [r.quoted(""), r.word(_("Whole plan"), bold=True), *plan, r.figure_run(without, bold=True)],
            "total",
        )
    )
    columns = [
        TableSpec(_("No."), width=0.5),
        TableSpec(_("Objective"), width=2.6),
        *[TableSpec(year, "right", 0.9) for year in years],
        TableSpec(_("All years"), "right", 0.9),
        TableSpec(_("Activities without any amount"), "right", 1.0),
    ]
    r.table(
        "tab-money",
        columns,
        rows,
        r.text(_("Planned money by objective and year, in {currency}"), currency=r.language.currency),
    )


def _amount(r: Report, scope: str, identifier: str, year: str, bold: bool) -> list:
    if not r.released["budget"].has(scope, identifier, year):
        return r.word("–")
    return r.figure_run(r.claim("budget", scope, identifier, year, column="amount"), bold=bold)


def _without_amount(r: Report) -> None:
    claim = r.claim("budget", "plan", "plan", "all", column="activities_without_amount")
    without = [row.text("activity_id") for row in r.rows("activities", has_amount=False)]
    if without:
        r.say(
            P_(
                "{count} activity has no amount in any year: {activities}. The sums above do not"
                " hold what it will cost.",
                "{count} activities have no amount in any year: {activities}. The sums above do"
                " not hold what they will cost.",
                on="count",
            ),
            count=claim,
            activities=listed(r, without),
        )


def _printed_totals(r: Report) -> None:
    """Printed subtotals against the sum of their activities."""
    checks = r.rows("budget_checks")
    if not checks:
        return
    wrong = [row for row in checks if row["agrees"].value is False]
    for row in wrong:
        r.say(
            _(
                "A printed total does not add up: for {objective} in {year} the plan prints"
                " {printed}, and its activities add up to {computed} (difference {difference})."
            ),
            objective=row.text("objective_id"),
            year=row.text("year"),
            printed=row["printed"],
            computed=row["computed"],
            difference=row["difference"],
        )
    rows = [
        TableRow(
            [
                r.quoted(row.text("objective_id")),
                r.quoted(row.text("year")),
                *[r.figure_run(row[name]) for name in ("printed", "computed", "difference")],
                r.word_of("flag", str(row["agrees"].value) if row["agrees"].value is not None else ""),
            ]
        )
        for row in wrong
    ]
    others = [row["agrees"].value for row in checks if row not in wrong]
    if not rows:
        if all(others):
            r.say(_("All printed totals agree with the sum of their activities."))
        return
    note = r.word(_("All other printed totals agree with the sum of their activities."))
    columns = [
        TableSpec(_("Objective")),
        TableSpec(_("Year")),
        TableSpec(_("Printed total"), "right"),
        TableSpec(_("Sum of activities"), "right"),
        TableSpec(_("Difference"), "right"),
        TableSpec(_("Agrees")),
    ]
    r.table(
        "tab-totals",
        columns,
        rows,
        r.text(
            _("Printed totals that differ from the sum of their activities, in {currency}"),
            currency=r.language.currency,
        ),
        notes=[note] if others and all(others) else [],
    )


def timing_of_money(r: Report) -> None:
    """Money planned for years after an activity's own deadline."""
    late = r.rows("money_after_deadline")
    if not late:
        return
    r.heading(2, _("Money after the deadline"), identifier="money-after-deadline")
    activities = list(dict.fromkeys(row.text("activity_id") for row in late))
    r.say(
        _(
            "Money is planned for years after the activity's own deadline in"
            " {activities:activity|activities}: {cells:amount|amounts}, {amount} in all ({list})."
        ),
        activities=r.measure("activities_money_after_deadline"),
        cells=r.measure("cells_money_after_deadline"),
        amount=r.measure("amount_money_after_deadline"),
        list=listed(r, activities),
    )

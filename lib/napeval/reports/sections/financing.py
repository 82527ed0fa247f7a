"""Financing: what was planned, from whom, what is missing, what was spent."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.figures import money_by_year_and_source
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.release import Claim
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed


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
            "{amounts} amounts are on record: {printed} as printed, and {derived} derived"
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
        for row in checks
    ]
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
            _("Printed totals against the sum of their activities, in {currency}"),
            currency=r.language.currency,
        ),
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
                _source_name(r, row.text("scope_id")),
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


def _source_name(r: Report, code: str) -> list:
    if code == "not_named":
        return r.word(_("no source named"))
    return r.quoted(" + ".join(r.wording("plan/institutions", part, "name") for part in code.split(";")))


def timing_of_money(r: Report) -> None:
    """Money planned for years after an activity's own deadline."""
    late = r.rows("money_after_deadline")
    if not late:
        return
    r.heading(2, _("Money after the deadline"), identifier="money-after-deadline")
    activities = list(dict.fromkeys(row.text("activity_id") for row in late))
    r.say(
        _(
            "Money is planned for years after the activity's own deadline in {activities}"
            " activities: {cells} amounts, {amount} in all ({list})."
        ),
        activities=r.measure("activities_money_after_deadline"),
        cells=r.measure("cells_money_after_deadline"),
        amount=r.measure("amount_money_after_deadline"),
        list=listed(r, activities),
    )


def execution(r: Report) -> None:
    """What is known of commitments and spending."""
    r.heading(2, _("Execution"), identifier="execution")
    plan = (
        r.released["expenditure"].row("plan", "plan", "all")
        if r.released["expenditure"].has("plan", "plan", "all")
        else None
    )
    if plan is None or not plan["reported"].value:
        r.say(_("No figure on money committed or spent is on record. Execution is unknown; it is not zero."))
    else:
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
    r.slot("financing")

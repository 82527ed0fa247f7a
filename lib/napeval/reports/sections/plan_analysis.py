"""Analysis of structure, design and elements of the strategy and the action plan."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.figures import evaluability_funnel
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import below, distinct_gaps, listed, strategic_objectives

_FOUNDING = ("law", "strategy", "regulation")
_SHOWN_SUBJECTS = 12


def development(r: Report) -> None:
    """How strategy and plan came about, as far as the record says."""
    r.heading(
        1,
        _("Analysis of the structure, design and elements of the strategy and the action plan"),
        identifier="analysis",
    )
    r.heading(2, _("Development and adoption"), identifier="development")
    events = r.cycle.table("monitoring/events")
    founding = events[events["kind"].isin(_FOUNDING)].sort_values(["date", "event_id"])
    if not founding.empty:
        rows = [
            TableRow(
                [
                    r.quoted(r.language.period(event["date"])),
                    r.quoted(r.wording("monitoring/events", event["event_id"])),
                    r.quoted(event["source_id"]),
                ]
            )
            for _index, event in founding.iterrows()
        ]
        columns = [
            TableSpec(_("Date"), width=0.8),
            TableSpec(_("Law, strategy or regulation"), width=4),
            TableSpec(_("Source"), width=1.2),
        ]
        r.table("tab-founding", columns, rows, r.word(_("Laws, strategies and regulations on record")))
    r.slot("development", _("how the documents were drafted, who took part, how they were adopted."))


def response_structure(r: Report) -> None:
    """Which institutions carry the plan, and with what role."""
    r.heading(2, _("Structure of the anti-trafficking response"), identifier="structure")
    r.say(
        _(
            "Institutions with a role in an activity: {with_role} of {institutions} named."
            " Leads stated by the plan:"
            " {stated}; inferred from the order in which institutions are listed: {inferred}."
        ),
        with_role=r.measure("institutions_with_role"),
        institutions=r.measure("institutions"),
        stated=r.measure("leads_stated"),
        inferred=r.measure("leads_inferred"),
    )
    carrying = [row for row in r.rows("responsibilities") if row["activities"].value]
    carrying.sort(key=lambda row: (-_number(row, "activities"), row.text("institution")))
    rows = [
        TableRow(
            [
                r.quoted(row.text("institution"), bold=True),
                r.quoted(r.wording("plan/institutions", row.text("institution"), "name")),
                r.word_of("institution_kind", row.text("kind")),
                *[
                    r.figure_run(row[name])
                    for name in ("lead_stated", "lead_inferred", "support", "activities", "amount_led")
                ],
            ]
        )
        for row in carrying
    ]
    columns = [
        TableSpec(_("Code"), width=0.9),
        TableSpec(_("Institution"), width=2.9),
        TableSpec(_("Kind"), width=1.2),
        TableSpec(_("Leads, stated"), "right", 0.8),
        TableSpec(_("Leads, inferred"), "right", 0.9),
        TableSpec(_("Supports"), "right", 0.9),
        TableSpec(_("Activities"), "right", 0.9),
        TableSpec(_("Planned money led"), "right", 1.1),
    ]
    note = r.text(
        _(
            "Money in {currency}, all years, of the activities that the institution leads;"
            " most leads are inferred."
        ),
        currency=r.language.currency,
    )
    r.table(
        "tab-institutions", columns, rows, r.word(_("Institutions with a role in the plan")), notes=[note]
    )
    r.slot("structure", _("whether roles and powers are well defined and known to those who carry them."))


def _number(row: Row, column: str) -> float:
    value = row[column].value
    return float(value) if isinstance(value, int | float) else 0.0


def strategic_level(r: Report) -> None:
    """The objectives and what they promise."""
    r.heading(2, _("Structure of the strategy: the strategic level"), identifier="strategic")
    r.say(
        _(
            "Strategic objectives: {strategic}; specific objectives: {specific}; result"
            " statements: {results}, of which {numbered} name a number."
        ),
        strategic=r.measure("objectives_strategic"),
        specific=r.measure("objectives_specific"),
        results=r.measure("results"),
        numbered=r.measure("results_with_number"),
    )
    results = r.cycle.table("plan/results")
    rows = []
    for _index, objective in r.cycle.tables["plan/objectives"].iterrows():
        identifier = objective["objective_id"]
        promised = [
            r.wording("plan/results", key, "statement")
            for key in results.loc[results["objective_id"] == identifier, "result_id"]
        ]
        strategic = objective["level"] == "strategic"
        rows.append(
            TableRow(
                [
                    r.quoted(identifier, bold=strategic),
                    r.quoted(r.wording("plan/objectives", identifier), bold=strategic),
                    r.quoted("\n".join(promised)),
                ],
                "group" if strategic else "",
            )
        )
    columns = [
        TableSpec(_("No."), width=0.5),
        TableSpec(_("Objective"), width=2.5),
        TableSpec(_("Expected results, as worded"), width=3),
    ]
    r.table("tab-objectives", columns, rows, r.word(_("Objectives and expected results")))


def operational_level(r: Report) -> None:
    """The activities, their outputs, deadlines and money, by objective."""
    r.heading(2, _("Structure of the action plan: the operational level"), identifier="operational")
    r.say(
        _(
            "{activities} activities promise {outputs} outputs. With a number: {quantified};"
            " milestones: {milestones};"
            " neither: {others}. Activities without a deadline: {undated}; with a deadline"
            " after the end of the plan: {late}."
        ),
        activities=r.measure("activities"),
        outputs=r.measure("indicators_output"),
        quantified=r.measure("outputs_quantified"),
        milestones=r.measure("outputs_milestone"),
        others=r.measure("outputs_unquantified"),
        undated=r.measure("activities_without_deadline"),
        late=r.measure("activities_ending_after_cycle"),
    )
    rows = []
    for objective in r.cycle.tables["plan/objectives"].itertuples():
        scope = objective.level if objective.level in ("strategic", "specific") else "specific"
        if not r.released["delivery"].has(scope, objective.objective_id):
            continue
        steps = {
            step: r.claim("evaluability", scope, objective.objective_id, "activities", step, column="count")
            for step in _ACTIVITY_STEPS
        }
        strategic = scope == "strategic"
        rows.append(
            TableRow(
                [
                    r.quoted(objective.objective_id, bold=strategic),
                    r.quoted(r.wording("plan/objectives", objective.objective_id), bold=strategic),
                    *[r.figure_run(claim) for claim in steps.values()],
                    r.figure_run(r.claim("budget", scope, objective.objective_id, "all", column="amount")),
                ],
                "group" if strategic else "",
            )
        )
    plan = {
        step: r.claim("evaluability", "plan", "plan", "activities", step, column="count")
        for step in _ACTIVITY_STEPS
    }
    total = r.claim("budget", "plan", "plan", "all", column="amount")
    cells = [
        r.quoted(""),
        r.word(_("Whole plan"), bold=True),
        *[r.figure_run(c, bold=True) for c in plan.values()],
        r.figure_run(total, bold=True),
    ]
    rows.append(TableRow(cells, "total"))
    columns = [
        TableSpec(_("No."), width=0.5),
        TableSpec(_("Objective"), width=3),
        TableSpec(_("Activities"), "right", 0.9),
        TableSpec(_("With a deadline"), "right", 0.9),
        TableSpec(_("With an amount"), "right", 0.9),
        TableSpec(_("With a measurable output"), "right", 1.0),
        TableSpec(_("Planned money"), "right", 1.0),
    ]
    note = r.text(_("Money in {currency}, all years."), currency=r.language.currency)
    r.table("tab-operational", columns, rows, r.word(_("Activities by objective")), notes=[note])


_ACTIVITY_STEPS = ("all", "deadline", "amount", "measurable_output")


def elements(r: Report) -> None:
    """Completeness, measurability and roles: can the plan be evaluated at all?"""
    r.heading(2, _("Structure and elements analysed"), identifier="elements")
    step = {
        name: r.claim("evaluability", "plan", "plan", "indicators", name, column="count")
        for name in _INDICATOR_STEPS
    }
    r.say(
        _(
            "Indicators of the plan: {all}. With a numeric baseline: {baseline_value}; with a"
            " numeric interim target:"
            " {interim_value}; with a numeric final target: {final_value}; with means of verification:"
            " {means_of_verification}; with an observation: {observed}."
        ),
        **step,
    )
    funnel = evaluability_funnel(r.released, r.language)
    if funnel:
        r.picture(
            "fig-evaluability", funnel, r.word(_("What the plan states for its indicators and activities"))
        )
    _numbers_outside_targets(r)
    _measurability(r)
    _gaps(r)
    r.slot(
        "elements",
        _(
            "whether the plan is complete and its results specific, achievable and relevant:"
            " what only people can judge."
        ),
    )


_INDICATOR_STEPS = (
    "all",
    "baseline_value",
    "interim_value",
    "final_value",
    "means_of_verification",
    "observed",
)


def _numbers_outside_targets(r: Report) -> None:
    """Objectives whose result statements name numbers although their target cells hold none."""
    found = r.rows("gaps", code="target_missing_result_names_number")
    if not found:
        return
    silent = [
        objective
        for objective in strategic_objectives(r)
        if not r.claim(
            "evaluability", "strategic", objective, "indicators", "final_value", column="count"
        ).value
        and any(row.text("objective_id") in below(r, objective) for row in found)
    ]
    if silent:
        r.say(
            _(
                "No target cell of the indicators under these strategic objectives holds a value,"
                " although their result"
                " statements name numbers: {objectives}."
            ),
            objectives=listed(r, silent),
        )
    named = {row.text("objective_id") for row in found}
    rows = [
        TableRow(
            [
                r.quoted(row.text("objective_id")),
                r.quoted(r.wording("plan/results", row.text("result_id"), "statement")),
                r.figure_run(row["value"]),
            ]
        )
        for row in r.rows("results")
        if row.text("objective_id") in named and row["value"].value is not None
    ]
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Result statement"), width=4.5),
        TableSpec(_("Number named"), "right", 0.9),
    ]
    r.table(
        "tab-numbers",
        columns,
        rows,
        r.word(_("Numbers named in result statements while the target cell is empty")),
    )


def _measurability(r: Report) -> None:
    """The steps by strategic objective, counted."""
    rows = []
    for scope, identifier in [("strategic", key) for key in strategic_objectives(r)] + [("plan", "plan")]:
        total = scope == "plan"
        name = (
            r.word(_("Whole plan"), bold=True)
            if total
            else r.quoted(f"{identifier} {r.wording('plan/objectives', identifier)}")
        )
        cells = [
            r.figure_run(
                r.claim("evaluability", scope, identifier, "indicators", step, column="count"), bold=total
            )
            for step in _INDICATOR_STEPS
        ]
        rows.append(TableRow([name, *cells], "total" if total else ""))
    columns = [
        TableSpec(_("Strategic objective"), width=3),
        TableSpec(_("Indicators"), "right"),
        TableSpec(_("Baseline value"), "right"),
        TableSpec(_("Interim target value"), "right"),
        TableSpec(_("Final target value"), "right"),
        TableSpec(_("Means of verification"), "right", 1.2),
        TableSpec(_("Observed"), "right"),
    ]
    r.table(
        "tab-evaluability",
        columns,
        rows,
        r.word(_("What the plan states for its indicators, by strategic objective")),
    )


def _gaps(r: Report) -> None:
    """Every kind of gap with its subjects and its mend."""
    rows = []
    for code, found in distinct_gaps(r):
        subjects = [row.text("subject") for row in found]
        shown = subjects[:_SHOWN_SUBJECTS]
        where = r.quoted(", ".join(shown)) + (
            r.word(_(" and others, listed with the results")) if len(subjects) > len(shown) else []
        )
        rows.append(TableRow([r.word(GAP_WORDS[code].finding), where, r.word(GAP_WORDS[code].mend)]))
    if rows:
        columns = [
            TableSpec(_("Gap"), width=1.8),
            TableSpec(_("Where"), width=2.4),
            TableSpec(_("Mend"), width=2.2),
        ]
        r.table("tab-gaps", columns, rows, r.word(_("Gaps of the plan and what would mend them")))

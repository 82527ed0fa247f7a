"""Analysis of structure, design and elements of the strategy and the action plan."""

from __future__ import annotations

import re

from napeval.cycle.periods import parse_period
from napeval.display.blocks import TableRow
from napeval.display.figures import evaluability_funnel
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.measures.voices import text_of
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import below, distinct_gaps, listed, strategic_objectives
from napeval.reports.sections.pillars import pillar_coverage
from napeval.reports.sections.plan_quality import plan_quality

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
    known = events["date"].map(lambda day: parse_period(day).start <= r.cutoff).astype(bool)
    founding = events[events["kind"].isin(_FOUNDING) & known].sort_values(["date", "event_id"])
    if not founding.empty:
        rows = [
            TableRow(
                [
                    r.quoted(r.language.period(event["date"])),
                    r.quoted(r.wording("monitoring/events", event["event_id"])),
                    r.quoted(r.cell("monitoring/sources", event["source_id"], "publisher")),
                ]
            )
            for _index, event in founding.iterrows()
        ]
        columns = [
            TableSpec(_("Date"), width=0.8),
            TableSpec(_("Law, strategy or regulation"), width=4),
            TableSpec(_("Source"), width=1.2),
        ]
        caption = r.word(_("Laws, strategies and regulations on record, by date"))
        r.table("tab-founding", columns, rows, caption, source=_("events on record, by the source named"))
    r.slot("development")


def response_structure(r: Report) -> None:
    """Which institutions carry the plan, and with what role."""
    r.heading(2, _("Structure of the anti-trafficking response"), identifier="structure")
    r.say(
        _(
            "A role in an activity is held by {with_role} of {institutions:institution|institutions}"
            " named. The lead is stated for {stated:activity|activities}; for {inferred} it is inferred"
            " from the order in which institutions are listed."
        ),
        with_role=r.measure("institutions_with_role"),
        institutions=r.measure("institutions"),
        stated=r.measure("leads_stated"),
        inferred=r.measure("leads_inferred"),
    )
    r.slot("structure")


def strategic_level(r: Report) -> None:
    """The objectives and what they promise."""
    r.heading(2, _("Structure of the strategy: the strategic level"), identifier="strategic")
    r.say(
        _(
            "{strategic:strategic objective holds|strategic objectives hold} {specific:specific"
            " objective|specific objectives} and {results:result statement|result statements}; a number"
            " is named in {numbered} of these."
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
    caption = r.word(_("Objectives of the plan and their expected results"))
    r.table("tab-objectives", columns, rows, caption, source=_("the plan"))


def operational_level(r: Report) -> None:
    """The activities, their outputs, deadlines and money, by objective."""
    r.heading(2, _("Structure of the action plan: the operational level"), identifier="operational")
    r.say(
        _(
            "{activities:activity promises|activities promise} {outputs:output|outputs}: a number is"
            " given for {quantified}, a milestone for {milestones}, and neither for {others}. No"
            " deadline is given for {undated:activity|activities}, and for {late} it lies after the end"
            " of the plan."
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
    caption = r.word(_("Activities of the plan by objective, and what is stated for them"))
    r.table("tab-operational", columns, rows, caption, notes=[note])
    pillar_coverage(r)


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
            "Of {all:indicator|indicators} of the plan, a numeric baseline is stated for"
            " {baseline_value}, a numeric interim target for {interim_value}, a numeric final target"
            " for {final_value} and means of verification for {means_of_verification}; an observation"
            " is on record for {observed}."
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
    _smart(r)
    plan_quality(r)
    _risks(r)
    _gaps(r)
    r.slot("elements")


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
    found_in = {row.text("objective_id") for row in found}
    silent = [
        objective
        for objective in strategic_objectives(r)
        if not r.claim(
            "evaluability", "strategic", objective, "indicators", "final_value", column="count"
        ).value
        and not found_in.isdisjoint(below(r, objective))
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


def _smart(r: Report) -> None:
    """Each expected result: what of SMART can be computed; the rest is for people to judge."""
    rows = [
        TableRow(
            [
                r.quoted(row.text("objective_id")),
                r.quoted(r.wording("plan/results", row.text("result_id"), "statement")),
                *[r.figure_run(row[name]) for name in ("value", "indicators", "with_target", "with_year")],
                r.word(_("to be judged")),
            ]
        )
        for row in r.rows("results")
    ]
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Result statement"), width=3.2),
        TableSpec(_("Number named"), "right", 1.0),
        TableSpec(_("Indicators"), "right", 1.2),
        TableSpec(_("Indicators with a target value"), "right", 1.2),
        TableSpec(_("Indicators with a target year"), "right", 1.2),
        TableSpec(_("Specific, achievable, relevant"), width=1.3),
    ]
    if rows:
        caption = r.word(_("Expected results: what can be computed of the question whether they are SMART"))
        note = r.word(
            _("Measurable: the number, the indicators and their target values. Timed: the target years.")
        )
        r.table("tab-smart", columns, rows, caption, notes=[note])


def _risks(r: Report) -> None:
    """Risks and assumptions, with what became of them."""
    risks = r.cycle.table("plan/risks")
    if risks.empty:
        r.say(_("The plan states no risks or assumptions."))
        return
    updates = r.cycle.table("monitoring/risk_updates").sort_values("recorded_on")
    rows = []
    for risk in risks.itertuples():
        found = updates[updates["risk_id"] == risk.risk_id]
        status = r.word_of("risk_status", found["status"].iloc[-1]) if not found.empty else r.word("–")
        rows.append(
            TableRow(
                [
                    r.quoted(text_of(risk.objective_id)),
                    r.word_of("risk_kind", risk.kind),
                    r.quoted(r.wording("plan/risks", risk.risk_id, "statement")),
                    status,
                ]
            )
        )
    columns = [
        TableSpec(_("Objective"), width=0.8),
        TableSpec(_("Kind"), width=1.0),
        TableSpec(_("Risk or assumption"), width=4),
        TableSpec(_("Last known"), width=1.0),
    ]
    caption = r.word(_("Risks and assumptions of the plan, by objective"))
    r.table("tab-risks", columns, rows, caption, source=_("the plan; updates on risks"))


def _gaps(r: Report) -> None:
    """Every kind of gap with its subjects and its mend."""
    rows = []
    for code, found in distinct_gaps(r):
        subjects = list(dict.fromkeys(_subject(r, row) for row in found))
        shown = subjects[:_SHOWN_SUBJECTS]
        where = r.quoted(", ".join(shown)) + (
            r.word(_(" and others; see the sheet of gaps in the tables that go with this report"))
            if len(subjects) > len(shown)
            else []
        )
        rows.append(TableRow([r.word(GAP_WORDS[code].finding), where, r.word(GAP_WORDS[code].mend)]))
    if rows:
        columns = [
            TableSpec(_("Gap"), width=1.8),
            TableSpec(_("Where"), width=2.4),
            TableSpec(_("Mend"), width=2.2),
        ]
        caption = r.word(_("Gaps of the plan and what would mend them"))
        r.table(
            "tab-gaps", columns, rows, caption, source=_("computed by napeval from: the plan; observations")
        )


def _subject(r: Report, row: Row) -> str:
    """Where a gap stands, as a reader would say it."""
    code, subject = row.text("code"), row.text("subject")
    if subject == "plan":
        return r.language.translate(_("whole plan"))
    if code == "reporting_without_date":
        return r.wording("plan/reporting", subject)
    if code == "parts_do_not_add_up":
        indicator = re.split(r"[|/]", subject, maxsplit=1)[0]
        return f"{r.wording('plan/indicators', indicator)}, {r.language.period(row.text('argument'))}"
    if code == "printed_total_differs":
        return ", ".join(re.split(r"[|/]", subject))
    return subject

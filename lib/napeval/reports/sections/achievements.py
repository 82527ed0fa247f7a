"""Achievements under the strategic and specific objectives."""

from __future__ import annotations

from collections.abc import Container, Sequence

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.figures import achievement_against_path, activities_by_pillar_and_state
from napeval.display.gap_words import GAP_WORDS
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.measures.rows import known_rows
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import (
    below,
    distinct_gaps,
    interval,
    listed,
    nothing_reported,
    strategic_objectives,
)
from napeval.reports.sections.front import delivery_sentence


def overview(r: Report) -> None:
    """Planned against achieved for the plan as a whole."""
    r.heading(1, _("Achievements under the strategic and specific objectives"), identifier="achievements")
    r.paragraph(delivery_sentence(r))
    plan = r.released["delivery"].row("plan", "plan")
    r.say(
        _(
            "By {cutoff}, {due} activities were due; completion is reported for {completed}"
            " of them, and nothing for {unreported}."
        ),
        due=plan["due"],
        cutoff=r.cutoff,
        completed=plan["due_completed"],
        unreported=plan["due_not_reported"],
    )
    picture = activities_by_pillar_and_state(r.released, r.language)
    if picture:
        r.picture(
            "fig-delivery",
            picture,
            r.text(_("Activities by strategic area and state, {cutoff}"), cutoff=r.cutoff),
        )
    contradicted = [row.text("activity_id") for row in r.rows("activities", conflict=True)]
    if contradicted:
        r.say(
            _(
                "Reports contradict each other on these activities: {activities}. The less"
                " advanced state is counted,"
                " and the bounds hold both."
            ),
            activities=listed(r, contradicted),
        )
    _by_institution(r)
    _progress_overview(r)


def _by_institution(r: Report) -> None:
    """Activities by the institution that leads them, and how the lead is known."""
    rows = []
    for row in r.rows("delivery", scope="institution"):
        code = row.text("scope_id")
        named = code != "not_named"
        inferred = (
            r.figure_run(r.claim("responsibilities", code, column="lead_inferred")) if named else r.word("–")
        )
        name = (
            r.quoted(r.wording("plan/institutions", code, "name"))
            if named
            else r.word(_("no institution named"))
        )
        rows.append(
            TableRow(
                [
                    name,
                    *[r.figure_run(row[key]) for key in _LED[:1]],
                    inferred,
                    *[r.figure_run(row[key]) for key in _LED[1:]],
                ]
            )
        )
    columns = [
        TableSpec(_("Leading institution"), width=3),
        TableSpec(_("Activities"), "right", 1.1),
        TableSpec(_("Lead inferred"), "right", 1.1),
        TableSpec(_("Due"), "right", 0.9),
        TableSpec(_("Completed"), "right", 1.2),
        TableSpec(_("Known to be overdue"), "right", 1.1),
        TableSpec(_("Not reported"), "right", 1.1),
    ]
    note = r.word(
        _(
            "Lead inferred: the plan lists institutions without marking the lead; the first one is taken,"
            " or the only one."
        )
    )
    r.table("tab-leads", columns, rows, r.word(_("Activities by leading institution")), notes=[note])


_LED = ("activities", "due", "completed", "overdue", "not_reported")


def _progress_overview(r: Report) -> None:
    """How the plan's indicators stand, in numbers by status, and against the expected path."""
    levels = [row.text("level") for row in r.rows("rollup", scope="plan") if row["indicators"].value]
    levels = [level for level in _LEVELS if level in levels]
    columns = [r.released["rollup"].row("plan", "plan", level) for level in levels]
    rows = [
        TableRow([r.word(head), *[r.figure_run(column[name]) for column in columns]])
        for name, head in _ROLLUP_ROWS
    ]
    bounds = [interval(r, column["lower"], column["upper"]) for column in columns]
    rows.append(TableRow([r.word(_("Possible mean progress")), *bounds], "total"))
    heads = [
        TableSpec(_("Status"), width=2),
        *[TableSpec(LABELS["indicator_level"][level], "right") for level in levels],
    ]
    note = r.word(
        _(
            "Possible mean progress: all that is unknown at its worst and at its best, on progress capped"
            " between none and all."
        )
    )
    r.table("tab-rollup", heads, rows, r.word(_("Indicators of the plan by level and status")), notes=[note])
    titles = {
        row.text("indicator_id"): r.wording("plan/indicators", row.text("indicator_id"))
        for row in r.rows("achievement")
    }
    picture = achievement_against_path(r.released, r.language, titles)
    if picture:
        r.picture(
            "fig-progress",
            picture,
            r.text(_("Progress of indicators against the expected path, {cutoff}"), cutoff=r.cutoff),
        )


_LEVELS = ("impact", "outcome", "output")
_ROLLUP_ROWS = (
    ("indicators", _("All")),
    ("exceeded", _("Exceeded")),
    ("achieved", _("Achieved")),
    ("on_track", _("On track")),
    ("behind", _("Behind")),
    ("regressed", _("Regressed")),
    ("not_measurable", _("Not measurable")),
    ("not_reported", _("Not reported")),
    ("not_due", _("Not due")),
)


def strategic_area(r: Report, objective: str) -> None:
    """One strategic objective: planned against achieved, why not, recommendations, status."""
    r.heading_text(2, r.wording("plan/objectives", objective), identifier=f"area-{objective}")
    row = r.released["delivery"].row("strategic", objective)
    r.say(
        _(
            "Strategic objective {objective} ({pillar}) holds {activities} activities,"
            " planned at {amount}. Progress is reported for {coverage} of them; the share"
            " carried out may be {range}."
        ),
        objective=r.quoted(objective),
        pillar=r.label("pillar", r.cell("plan/objectives", objective, "pillar")).lower(),
        activities=row["activities"],
        amount=r.claim("budget", "strategic", objective, "all", column="amount"),
        coverage=row["coverage"],
        range=interval(r, row["done_lower"], row["done_upper"]),
    )
    r.heading(3, _("Planned and achieved"), identifier=f"planned-{objective}")
    _indicators(r, objective)
    _delivery(r, objective)
    r.heading(3, _("Why activities were not carried out"), identifier=f"reasons-{objective}")
    _reasons(r, objective)
    r.heading(3, _("Response to international recommendations"), identifier=f"international-{objective}")
    _international(r, objective)
    r.heading(3, _("Status of implementation and recommendations"), identifier=f"status-{objective}")
    _status(r, objective)
    r.slot(f"achievements_{objective}")


def every_area(r: Report) -> None:
    """The chapters of all strategic objectives, in plan order."""
    for objective in strategic_objectives(r):
        strategic_area(r, objective)


def indicator_cells(r: Report, row: Row) -> TableRow:
    """One indicator: what was planned and what is known."""
    milestone = row.text("method") == "milestone"
    unit = row.text("unit")
    named = [r.wording("plan/indicators", row.text("indicator_id"))]
    named += [row.text("category")] if row.text("category") else []
    title = r.quoted(" – ".join(named))
    if unit and not milestone:
        title += [Run(" ("), *r.word_of("unit", unit), Run(")")]
    return TableRow(
        [
            r.quoted(row.text("indicator_id")),
            title,
            r.figure_run(row["baseline"]),
            _with_year(r, row, milestone=milestone),
            interval(r, row["actual_low"], row["actual_high"]),
            r.figure_run(row["progress"]),
            r.figure_run(row["expected"]),
            r.word_of("status", row.text("status"))
            if row["status"].state != "suppressed"
            else r.figure_run(row["status"]),
        ]
    )


def _with_year(r: Report, row: Row, *, milestone: bool) -> list[Run]:
    """A target with its year in brackets, where it has one, and whether the year was inferred."""
    runs = r.word(_("done")) if milestone else _target(r, row)
    if not row["target_year"].value:
        return runs
    inferred = "target_year_inferred" in row.text("flags").split(";")
    end = r.word(_(", inferred)")) if inferred else [Run(")")]
    return [*runs, Run(" ("), *r.figure_run(row["target_year"]), *end]


def _target(r: Report, row: Row) -> list[Run]:
    """A target value: a range by both ends, a bound by its word where it is one."""
    if row["target_upper"].value is not None:
        return interval(r, row["target"], row["target_upper"])
    bound = row.text("target_bound")
    figure = r.figure_run(row["target"])
    return [*r.word_of("bound", bound), Run(" "), *figure] if bound in _PRINTED_BOUNDS else figure


_PRINTED_BOUNDS = ("at_least", "at_most")
"""Bounds that a reader must be told; without a word a target is what is aimed at."""

INDICATOR_COLUMNS = (
    TableSpec(_("No."), width=1.0),
    TableSpec(_("Indicator"), width=2.7),
    TableSpec(_("Baseline"), "right", 1.1),
    TableSpec(_("Target (year)"), "right", 1.1),
    TableSpec(_("Actual"), "right", 1.0),
    TableSpec(_("Progress"), "right", 1.1),
    TableSpec(_("Expected value"), "right", 1.2),
    TableSpec(_("Status"), width=1.5),
)


def _indicators(r: Report, objective: str) -> None:
    inside = set(below(r, objective))
    rows = [
        indicator_cells(r, row)
        for row in r.rows("achievement")
        if row.text("objective_id") in inside and row.text("level") != "output"
    ]
    if rows:
        note = r.word(
            _(
                "A dash stands where the plan or the record has no value. Progress is counted"
                " from the baseline to the target."
            )
        )
        r.table(
            f"tab-indicators-{objective}",
            INDICATOR_COLUMNS,
            rows,
            r.text(_("Indicators under objective {objective}"), objective=objective),
            notes=[note],
        )
    _revised(r, inside)


def _revised(r: Report, objectives: Container[str]) -> None:
    """Indicators whose target was revised: the progress against the original one stands beside it."""
    for row in r.rows("achievement"):
        if row.text("objective_id") in objectives and row["target_original"].value is not None:
            r.say(
                _(
                    "The target of {indicator} was revised from {original} to {target}: progress is"
                    " {progress} towards"
                    " the revised target and {before} towards the original one."
                ),
                indicator=row.text("indicator_id"),
                original=row["target_original"],
                target=row["target"],
                progress=row["progress"],
                before=row["progress_original"],
            )


def _delivery(r: Report, objective: str) -> None:
    """States of the activities, one column for each specific objective and one for all of them."""
    inside = [key for key in below(r, objective) if r.released["delivery"].has("specific", key)]
    columns = [r.released["delivery"].row("specific", key) for key in inside]
    total = r.released["delivery"].row("strategic", objective)
    rows = [
        TableRow(
            [
                r.word(head),
                *[r.figure_run(column[name]) for column in columns],
                r.figure_run(total[name], bold=True),
            ]
        )
        for name, head in _DELIVERY_ROWS
    ]
    heads = [
        TableSpec(_("Activities"), width=2),
        *[TableSpec(key, "right") for key in inside],
        TableSpec(_("All"), "right"),
    ]
    caption = r.text(_("Activities under objective {objective} by state, as reported"), objective=objective)
    r.table(f"tab-delivery-{objective}", heads, rows, caption)


_DELIVERY_ROWS = (
    ("activities", _("All")),
    ("due", _("Due by the cutoff")),
    ("completed", _("Completed")),
    ("partly_completed", _("Partly completed")),
    ("ongoing", _("Under way")),
    ("delayed", _("Delayed")),
    ("not_started", _("Not started")),
    ("cancelled", _("Cancelled")),
    ("not_reported", _("Not reported")),
)


def _reasons(r: Report, objective: str) -> None:
    """Reasons and difficulties that institutions gave, in their words."""
    objectives = below(r, objective)
    inside = {
        row.text("activity_id") for row in r.rows("activities") if row.text("objective_id") in objectives
    }
    progress = known_rows("monitoring/progress", r.cycle.table("monitoring/progress"), r.as_of)
    given = progress[
        progress["activity_id"].isin(inside) & (progress["reason"].notna() | progress["difficulty"].notna())
    ]
    if given.empty:
        known = not nothing_reported(r)
        r.say(
            _("No report gives a reason.")
            if known
            else _("No report is known, so no reason is known either.")
        )
        return
    items = []
    for entry in given.itertuples():
        words = "; ".join(word for word in (entry.reason, entry.difficulty) if isinstance(word, str))
        items.append(
            r.text(
                _("{activity}: {words} ({institution}, {period})"),
                activity=entry.activity_id,
                words=words,
                institution=entry.reported_by,
                period=r.language.period(entry.period),
            )
        )
    r.bullets(items)


def _international(r: Report, objective: str) -> None:
    """Recommendations filed under the area, those without a related activity by the reason on record."""
    pillar = r.cell("plan/objectives", objective, "pillar")
    if not r.released["alignment"].has("pillar", pillar):
        r.say(_("No international recommendation on record is filed under this area."))
        return
    row = r.released["alignment"].row("pillar", pillar)
    r.say(
        P_(
            "{recommendations} recommendation of international bodies is filed under this"
            " area. With a directly"
            " related activity: {direct}; with one that is related in part: {partial};"
            " without: {without}. Links to"
            " activities are proposed from titles and outputs; confirmed by an evaluator: {confirmed}.",
            "{recommendations} recommendations of international bodies are filed under this"
            " area. With a directly"
            " related activity: {direct}; with one that is related in part: {partial};"
            " without: {without}. Links to"
            " activities are proposed from titles and outputs; confirmed by an evaluator: {confirmed}.",
            on="recommendations",
        ),
        recommendations=row["recommendations"],
        direct=row["with_direct"],
        partial=row["with_partial_only"],
        without=row["without"],
        confirmed=row["links_confirmed"],
    )
    unanswered = r.rows("recommendations", pillar=pillar, answer="none")
    if unanswered:
        r.say(_("Without a related activity, with the reason on record:"))
        r.bullets([_unanswered(r, row) for row in unanswered])


def _unanswered(r: Report, row: Row) -> Text:
    """A recommendation without a related activity, and why."""
    key = row.text("recommendation_id")
    told = r.text(_("{recommendation}: {text}"), recommendation=key, text=recommendation_text(r, key))
    reason = row.text("reason")
    return [*told, Run(" ("), *r.word_of("unanswered", reason), Run(")")] if reason else told


def recommendation_text(r: Report, key: str) -> str:
    """A recommendation in the report's language where there is a translation, else in English."""
    translated = (
        r.cell("monitoring/recommendations_received", key, "text_sq") if r.language.code == "sq" else ""
    )
    return translated or r.cell("monitoring/recommendations_received", key, "text")


def _status(r: Report, objective: str) -> None:
    """A plain closing table: what is known of each specific objective; then what the next plan should do."""
    rows = []
    for identifier in below(r, objective):
        if identifier == objective or not r.released["delivery"].has("specific", identifier):
            continue
        row = r.released["delivery"].row("specific", identifier)
        known = r.text(
            _("reported as completed: {completed} of {activities}; not reported: {unreported}"),
            completed=row["completed"],
            activities=row["activities"],
            unreported=row["not_reported"],
        )
        progress = r.released["rollup"].row("specific", identifier, "all")
        rows.append(
            TableRow(
                [
                    r.quoted(f"{identifier} {r.wording('plan/objectives', identifier)}"),
                    known,
                    r.figure_run(progress["scored"]),
                    interval(r, progress["lower"], progress["upper"]),
                ]
            )
        )
    columns = [
        TableSpec(_("Specific objective"), width=3),
        TableSpec(_("Activities"), width=1.8),
        TableSpec(_("Indicators with a known progress"), "right", 1.0),
        TableSpec(_("Possible mean progress"), "right", 1.0),
    ]
    caption = r.text(_("Status under objective {objective}"), objective=objective)
    r.table(f"tab-status-{objective}", columns, rows, caption)
    gaps = distinct_gaps(r, below(r, objective))
    if gaps:
        r.say(_("Recommended for the next cycle, from the gaps found:"))
        r.bullets([_mend(r, code, found) for code, found in gaps])


def _mend(r: Report, code: str, found: Sequence[Row]) -> Text:
    """What would mend a kind of gap, and under which objectives it stands."""
    places = dict.fromkeys(row.text("objective_id") for row in found)
    return r.text(
        _("{mend} ({objectives})"), mend=r.word(GAP_WORDS[code].mend), objectives=listed(r, list(places))
    )

"""Achievements under the strategic and specific objectives."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.figures import achievement_against_path, activities_by_pillar_and_state
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.release import Claim, Row
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

_STATUS_COLUMNS = (
    "completed",
    "partly_completed",
    "ongoing",
    "delayed",
    "not_started",
    "cancelled",
    "not_reported",
)


def overview(r: Report) -> None:
    """Planned against achieved for the plan as a whole."""
    r.heading(1, _("Achievements under the strategic and specific objectives"), identifier="achievements")
    r.paragraph(delivery_sentence(r))
    plan = r.released["delivery"].row("plan", "plan")
    r.say(
        _("Activities due by {cutoff}: {due}; of these completed: {completed}, not reported: {unreported}."),
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
    _progress_overview(r)


def _progress_overview(r: Report) -> None:
    """How the plan's indicators stand, in numbers by status, and against the expected path."""
    rows = []
    for level in ("outcome", "output"):
        if not r.released["rollup"].has("plan", "plan", level):
            continue
        row = r.released["rollup"].row("plan", "plan", level)
        cells = [
            r.word_of("indicator_level", level),
            *[r.figure_run(row[name]) for name in _ROLLUP_COLUMNS],
            interval(r, row["lower"], row["upper"]),
        ]
        rows.append(TableRow(cells))
    columns = [
        TableSpec(_("Level"), width=1.1),
        TableSpec(_("Indicators"), "right"),
        TableSpec(_("Exceeded or achieved"), "right"),
        TableSpec(_("On track"), "right"),
        TableSpec(_("Behind"), "right"),
        TableSpec(_("Regressed"), "right"),
        TableSpec(_("Not measurable"), "right"),
        TableSpec(_("Not reported"), "right"),
        TableSpec(_("Not due"), "right"),
        TableSpec(_("Possible mean progress"), "right", 1.3),
    ]
    columns[2:3] = [TableSpec(_("Exceeded"), "right"), TableSpec(_("Achieved"), "right")]
    r.table(
        "tab-rollup",
        columns,
        rows,
        r.word(_("Indicators of the plan by status")),
        notes=[
            r.word(
                _(
                    "Possible mean progress: all that is unknown at its worst and at its best, on"
                    " progress capped between none and all."
                )
            )
        ],
    )
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


_ROLLUP_COLUMNS = (
    "indicators",
    "exceeded",
    "achieved",
    "on_track",
    "behind",
    "regressed",
    "not_measurable",
    "not_reported",
    "not_due",
)


def strategic_area(r: Report, objective: str) -> None:
    """One strategic objective: planned against achieved, why not, recommendations, status."""
    r.heading_text(2, r.wording("plan/objectives", objective), identifier=f"area-{objective}")
    row = r.released["delivery"].row("strategic", objective)
    r.say(
        _(
            "Strategic objective {objective} ({pillar}) holds {activities} activities, planned at {amount}."
            " Reported: {coverage}; possible share carried out: {range}."
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
    r.slot(
        f"achievements_{objective}",
        _("what was achieved under this objective, for whom, and what explains it."),
    )


def every_area(r: Report) -> None:
    """The chapters of all strategic objectives, in plan order."""
    for objective in strategic_objectives(r):
        strategic_area(r, objective)


def indicator_cells(r: Report, row: Row) -> TableRow:
    """One indicator: what was planned and what is known."""
    title = r.wording("plan/indicators", row.text("indicator_id"))
    category = row.text("category")
    return TableRow(
        [
            r.quoted(row.text("indicator_id")),
            r.quoted(f"{title} – {category}" if category else title),
            r.figure_run(row["baseline"]),
            _with_year(r, row["target"], row["target_year"]),
            interval(r, row["actual_low"], row["actual_high"]),
            r.figure_run(row["progress"]),
            r.figure_run(row["expected"]),
            r.word_of("status", row.text("status"))
            if row["status"].state != "suppressed"
            else r.figure_run(row["status"]),
        ]
    )


def _with_year(r: Report, target: Claim, year: Claim) -> list[Run]:
    """A target with its year in brackets, where it has one."""
    return (
        [*r.figure_run(target), Run(" ("), *r.figure_run(year), Run(")")]
        if year.value
        else r.figure_run(target)
    )


INDICATOR_COLUMNS = (
    TableSpec(_("No."), width=1.0),
    TableSpec(_("Indicator"), width=3.4),
    TableSpec(_("Baseline"), "right", 0.8),
    TableSpec(_("Target (year)"), "right", 1.0),
    TableSpec(_("Actual"), "right", 0.8),
    TableSpec(_("Progress"), "right", 0.8),
    TableSpec(_("Expected value"), "right", 0.8),
    TableSpec(_("Status"), width=1.2),
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


def _delivery(r: Report, objective: str) -> None:
    rows = []
    for identifier in below(r, objective):
        scope = "strategic" if identifier == objective else "specific"
        if not r.released["delivery"].has(scope, identifier):
            continue
        row = r.released["delivery"].row(scope, identifier)
        total = scope == "strategic"
        rows.append(
            TableRow(
                [
                    r.quoted(identifier, bold=total),
                    r.figure_run(row["activities"], bold=total),
                    r.figure_run(row["due"], bold=total),
                    *[r.figure_run(row[name], bold=total) for name in _STATUS_COLUMNS],
                ],
                "total" if total else "",
            )
        )
    rows.sort(key=lambda row: row.style == "total")
    columns = [
        TableSpec(_("No."), width=0.7),
        TableSpec(_("Activities"), "right"),
        TableSpec(_("Due"), "right", 0.7),
        *[TableSpec(head, "right") for head in _STATUS_HEADS],
    ]
    r.table(
        f"tab-delivery-{objective}",
        columns,
        rows,
        r.text(_("Activities under objective {objective} by state"), objective=objective),
    )


_STATUS_HEADS = (
    _("Completed"),
    _("Partly completed"),
    _("Under way"),
    _("Delayed"),
    _("Not started"),
    _("Cancelled"),
    _("Not reported"),
)


def _reasons(r: Report, objective: str) -> None:
    """Reasons and difficulties that institutions gave, in their words."""
    inside = {
        row.text("activity_id")
        for row in r.rows("activities")
        if row.text("objective_id") in below(r, objective)
    }
    progress = r.cycle.table("monitoring/progress")
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
    pillar = r.cell("plan/objectives", objective, "pillar")
    if not r.released["alignment"].has("pillar", pillar):
        r.say(_("No international recommendation on this area is on record."))
        return
    row = r.released["alignment"].row("pillar", pillar)
    r.say(
        P_(
            "{recommendations} recommendation of international bodies concerns this area."
            " Answered directly by an activity:"
            " {direct}; only in part: {partial}; by none: {without}. Links to activities are"
            " proposed from titles and"
            " outputs; confirmed by an evaluator: {confirmed}.",
            "{recommendations} recommendations of international bodies concern this area."
            " Answered directly by an activity:"
            " {direct}; only in part: {partial}; by none: {without}. Links to activities are"
            " proposed from titles and"
            " outputs; confirmed by an evaluator: {confirmed}.",
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
        r.say(_("Without any activity:"))
        r.bullets(
            [
                r.text(
                    _("{recommendation}: {text}"),
                    recommendation=row.text("recommendation_id"),
                    text=recommendation_text(r, row.text("recommendation_id")),
                )
                for row in unanswered
            ]
        )


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
            _("{completed} of {activities} completed, {unreported} not reported"),
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

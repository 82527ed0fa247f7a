"""Achievements under the strategic and specific objectives."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import TableRow, Text
from napeval.display.figures import activities_by_pillar_and_state
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.brief import delivery_sentence
from napeval.reports.sections.common import (
    below,
    distinct_gaps,
    interval,
    listed,
    nothing_reported,
    strategic_objectives,
)
from napeval.reports.sections.indicators import indicators_of
from napeval.reports.sections.international import recommendations_of
from napeval.reports.sections.reasons import reasons_of


def overview(r: Report) -> None:
    """Planned against achieved for the plan as a whole."""
    r.heading(1, _("Achievements under the strategic and specific objectives"), identifier="achievements")
    r.paragraph(delivery_sentence(r))
    plan = r.released["delivery"].row("plan", "plan")
    r.say(
        _(
            "By {cutoff}, {due:activity was|activities were} due; completion is reported for"
            " {completed} of them, and nothing for {unreported}."
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


def strategic_area(r: Report, objective: str) -> None:
    """One strategic objective: planned against achieved, why not, recommendations, status."""
    r.heading_text(2, r.wording("plan/objectives", objective), identifier=f"area-{objective}")
    row = r.released["delivery"].row("strategic", objective)
    r.say(
        _PROGRESS_KNOWN if row["coverage"].value else _PROGRESS_UNKNOWN,
        objective=r.quoted(objective),
        pillar=r.label("pillar", r.cell("plan/objectives", objective, "pillar")).lower(),
        activities=row["activities"],
        amount=r.claim("budget", "strategic", objective, "all", column="amount"),
        coverage=row["coverage"],
        range=interval(r, row["done_lower"], row["done_upper"]),
    )
    r.heading(3, _("Planned and achieved"), identifier=f"planned-{objective}")
    indicators_of(r, objective)
    _delivery(r, objective)
    r.heading(3, _("Why activities were not carried out"), identifier=f"reasons-{objective}")
    reasons_of(r, objective)
    r.heading(3, _("Response to international recommendations"), identifier=f"international-{objective}")
    recommendations_of(r, objective)
    r.heading(3, _("Status of implementation and recommendations"), identifier=f"status-{objective}")
    _status(r, objective)
    r.slot(f"achievements_{objective}")


_PROGRESS_KNOWN = _(
    "Strategic objective {objective} ({pillar}) holds {activities:activity|activities}, planned at {amount}."
    " Progress is reported for {coverage} of them; the share carried out may be {range}."
)
_PROGRESS_UNKNOWN = _(
    "Strategic objective {objective} ({pillar}) holds {activities:activity|activities}, planned at {amount}."
    " No progress is reported for any of them, so it is unknown how much was carried out."
)


def every_area(r: Report) -> None:
    """The chapters of all strategic objectives, in plan order."""
    for objective in strategic_objectives(r):
        strategic_area(r, objective)


def _delivery(r: Report, objective: str) -> None:
    """States of the activities, one column for each specific objective and one for all of them.

    Where nothing is reported at all, states that no activity is known to be in are left out.
    """
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
        if total[name].value or not nothing_reported(r)
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


def _status(r: Report, objective: str) -> None:
    """A plain closing table: what is known of each specific objective; then what the next plan should do."""
    told = not nothing_reported(r)
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
        shares = [("done_lower", "done_upper"), ("due_done_lower", "due_done_upper")] if told else []
        rows.append(
            TableRow(
                [
                    r.quoted(f"{identifier} {r.wording('plan/objectives', identifier)}"),
                    known,
                    *[interval(r, row[low], row[high]) for low, high in shares],
                    r.figure_run(progress["scored"]),
                    interval(r, progress["lower"], progress["upper"]),
                ]
            )
        )
    columns = [
        TableSpec(_("Specific objective"), width=3),
        TableSpec(_("Activities"), width=1.8),
        *(
            [
                TableSpec(_("Completed, of all"), "right", 1.0),
                TableSpec(_("Completed, of those due"), "right", 1.0),
            ]
            if told
            else []
        ),
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

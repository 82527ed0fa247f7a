"""Delivery: what was due and done, the shares carried out, own and computed marks, points."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed, nothing_reported, strategic_objectives
from napeval.reports.sections.parts import (
    across,
    across_heads,
    heading_row,
    of_parts,
    part_name,
    part_rows,
    plan_parts,
)


def delivery(r: Report) -> None:
    """What was due, done, early and overdue, and how much that is; nothing where nothing was reported."""
    if nothing_reported(r):
        return
    r.heading(2, _("Delivery of the activities"), identifier="delivery")
    _due(r)
    _rates(r)
    _marks(r)
    _points(r)


def _due(r: Report) -> None:
    """Counts by strategic objective."""
    caption = r.text(_("Activities due, completed, overdue and early, {cutoff}"), cutoff=r.cutoff)
    note = r.word(
        _(
            "Overdue: the deadline has passed and a report says that the activity is not completed. Early:"
            " completed before it was due. What is due and not reported may be either."
        )
    )
    rows = across(r, of_parts(r, "delivery"), _DUE)
    r.table("tab-due", across_heads(r, _("Activities")), rows, caption, notes=[note])


_DUE = (
    ("activities", _("All")),
    ("completed", _("Completed")),
    ("due", _("Due by the cutoff")),
    ("due_completed", _("Due and completed")),
    ("overdue", _("Known to be overdue")),
    ("due_not_reported", _("Due and not reported")),
    ("early", _("Completed before due")),
    ("not_reported", _("Not reported")),
)


def _rates(r: Report) -> None:
    """The shares carried out with what they could be, by objective, kind of source and lead."""
    rows = [heading_row(r, _("By strategic objective"), 5), *_shares(r, of_parts(r, "delivery")[:-1])]
    for scope, head in (
        *([("pillar", _("By strategic area"))] if _areas_join_objectives(r) else []),
        ("funding_class", _("By kind of source")),
        ("lead_basis", _("By how the lead is known")),
    ):
        found = [row for row in r.rows("delivery", scope=scope) if row["activities"].value]
        if found:
            rows += [heading_row(r, head, 5), *_shares(r, found)]
    rows += _shares(r, of_parts(r, "delivery")[-1:])
    columns = [
        TableSpec(_("Part of the plan"), width=2.2),
        TableSpec(_("Completed, of all"), "right", 1.2),
        TableSpec(_("Completed, of those due"), "right", 1.2),
        TableSpec(_("Completed, of those reported"), "right", 1.2),
        TableSpec(_("Work done"), "right", 1.2),
    ]
    notes = [
        r.word(
            _(
                "Each share is a range: from all that is unknown at its worst to all of it at its best. Of"
                " those reported, it is one figure where no reports contradict each other."
            )
        ),
        r.word(
            _(
                "Work done: mean of the shares of the work that the reports state. Activities with several"
                " sources count with each kind."
            )
        ),
    ]
    r.table(
        "tab-rates",
        columns,
        rows,
        r.text(_("Shares of activities carried out by part of the plan, {cutoff}"), cutoff=r.cutoff),
        notes=notes,
    )


def _areas_join_objectives(r: Report) -> bool:
    """Whether some strategic area holds several objectives, so that its row says more than theirs."""
    objectives = strategic_objectives(r)
    return len({r.cell("plan/objectives", one, "pillar") for one in objectives}) < len(objectives)


def _shares(r: Report, rows: list[Row]) -> list[TableRow]:
    return part_rows(r, rows, RATES)


RATES = (
    ("done_lower", "done_upper"),
    ("due_done_lower", "due_done_upper"),
    ("done_of_reported", "done_of_reported_upper"),
    ("completion_lower", "completion_upper"),
)
"""The shares carried out: of all, of those due, of those reported, and of the work."""


def _marks(r: Report) -> None:
    """The institutions' own marks beside the computed ones."""
    rows = of_parts(r, "delivery")
    if not any(row[name].value for row in rows for name in ("own_on_track", "own_off_track")):
        return
    caption = r.text(
        _("Activities on and off track, as computed and as marked by institutions, {cutoff}"), cutoff=r.cutoff
    )
    note = r.word(
        _(
            "Computed: off track is what is cancelled, delayed, overdue or not started in time. Own marks:"
            " as the institutions report them."
        )
    )
    r.table("tab-own-marks", across_heads(r, _("Activities")), across(r, rows, _MARKS), caption, notes=[note])
    differing = [row.text("activity_id") for row in r.rows("activities", marks_differ=True)]
    if differing:
        r.say(
            _("The institution's own mark differs from the computed one in these activities: {activities}."),
            activities=listed(r, differing),
        )


_MARKS = (
    ("on_track", _("On track, computed")),
    ("own_on_track", _("On track, own mark")),
    ("off_track", _("Off track, computed")),
    ("own_off_track", _("Off track, own mark")),
    ("off_track_with_reason", _("Off track, computed, with a reason given")),
    ("marks_differ", _("Marks differ")),
)


def _points(r: Report) -> None:
    """The points of the published measure of implementation, by year and by objective."""
    table = r.released["implementation_points"]
    years = [row for row in r.rows("implementation_points", scope="plan") if row["due"].value]
    if not any(row["points"].value is not None for row in years):
        return
    parts = [
        table.row(scope, one, "all")
        for scope, one in plan_parts(r)[:-1]
        if table.row(scope, one, "all")["due"].value
    ]
    rows = [_points_row(r, row, total=False) for row in parts]
    rows += [_points_row(r, row, total=row.text("year") == "all") for row in years]
    columns = [
        TableSpec(_("Part of the plan"), width=2.2),
        TableSpec(_("Due"), "right", 0.7),
        TableSpec(_("Completed"), "right", 0.9),
        TableSpec(_("Not reported"), "right", 0.9),
        TableSpec(_("Share completed"), "right", 1.3),
        TableSpec(_("Points"), "right", 1.1),
    ]
    note = r.word(
        _(
            "Points for implementation as SIGMA, a joint initiative of the OECD and the European Union,"
            " gives them: none to fifteen, by the share of the activities due in a year that were completed."
            " The lower figure counts what is not reported as not done, as the published rule does. What"
            " the yearly plan dropped during the year stays due."
        )
    )
    caption = r.text(
        _("Implementation in points by part of the plan, activities due by {cutoff}"), cutoff=r.cutoff
    )
    r.table("tab-points", columns, rows, caption, notes=[note])


def _points_row(r: Report, row: Row, *, total: bool) -> TableRow:
    year = row.text("year")
    name = part_name(r, row.text("scope"), row.text("scope_id"))
    return TableRow(
        [
            name if year == "all" else [*name, Run(", "), *r.quoted(year)],
            *[r.figure_run(row[one]) for one in ("due", "completed", "not_reported")],
            interval(r, row["done_lower"], row["done_upper"]),
            interval(r, row["points_lower"], row["points_upper"]),
        ],
        "total" if total else "",
    )

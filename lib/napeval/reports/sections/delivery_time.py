"""Time: what came early, in time and late, planned and actual duration, and how far activities slipped."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval
from napeval.reports.sections.parts import across, across_heads, counted, of_parts, part_name

_TOLD = ("early", "on_time", "late", "overdue", "disputed")
_OUT_OF_TIME = ("overdue", "late", "disputed", "early")


def delivery_time(r: Report) -> None:
    """Punctuality, durations and the activities out of time; nothing where none can be told."""
    plan = r.released["punctuality"].row("plan", "plan")
    if not any(plan[name].value for name in _TOLD):
        return
    r.heading(2, _("Time planned and taken"), identifier="delivery-time")
    r.say(
        _(
            "Of the activities that are completed, or may be, between {low} and {high} were in time:"
            " completed within the period of their deadline, or before it."
        ),
        low=plan["in_time_lower"],
        high=plan["in_time_upper"],
    )
    caption = r.text(_("Activities by punctuality and strategic objective, {cutoff}"), cutoff=r.cutoff)
    rows = across(r, of_parts(r, "punctuality"), _PUNCTUALITY)
    r.table("tab-punctuality", across_heads(r, _("Activities")), rows, caption)
    _days(r)
    _out_of_time(r)


_PUNCTUALITY = (
    ("early", _("Early")),
    ("on_time", _("In time")),
    ("late", _("Late")),
    ("overdue", _("Overdue")),
    ("disputed", _("Reports contradict")),
    ("not_due", _("Not yet due")),
    ("cancelled", _("Cancelled")),
    ("no_deadline", _("Without a deadline")),
    ("not_reported", _("Not reported")),
    ("unknown", _("Not known")),
)


def _days(r: Report) -> None:
    """Mean days of the completed activities."""
    parts = [row for row in of_parts(r, "punctuality") if row["actual_days_known"].value]
    if not parts:
        return
    rows = [
        TableRow(
            [part_name(r, row.text("scope"), row.text("scope_id")), *[_mean(r, row, one) for one in _DAYS]],
            "total" if row.text("scope") == "plan" else "",
        )
        for row in parts
    ]
    columns = [
        TableSpec(_("Part of the plan"), width=1.8),
        TableSpec(_("Planned duration"), "right", 1.2),
        TableSpec(_("Actual duration"), "right", 1.2),
        TableSpec(_("Start after the planned one"), "right", 1.3),
        TableSpec(_("Completion after the deadline"), "right", 1.3),
    ]
    note = r.word(
        _(
            "Mean days, with the number of activities in brackets. A range stands where the plan gives a"
            " half-year or a year and not a day. Below zero: before the planned start or the deadline."
            " Activities still open are not in these means."
        )
    )
    caption = r.word(_("Duration and slippage of completed activities by part of the plan, in days"))
    r.table("tab-days", columns, rows, caption, notes=[note])


_DAYS = ("planned_days", "actual_days", "start_slippage", "slippage")


def _mean(r: Report, row: Row, name: str) -> Text:
    figure = interval(r, row[f"{name}_mean_low"], row[f"{name}_mean_high"])
    return counted(r, figure, row[f"{name}_known"])


def _out_of_time(r: Report) -> None:
    """The activities that were not completed when they were due."""
    found = [row for one in _OUT_OF_TIME for row in r.rows("delivery_time", punctuality=one)]
    if not found:
        return
    rows = [
        TableRow(
            [
                r.quoted(row.text("activity_id")),
                r.quoted(r.wording("plan/activities", row.text("activity_id"))),
                r.figure_run(row["end"]),
                _slipped(r, row),
                r.word_of("punctuality", row.text("punctuality")),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("No."), width=0.7),
        TableSpec(_("Activity"), width=3.4),
        TableSpec(_("Deadline"), width=1.3),
        TableSpec(_("Days after the deadline"), "right", 1.1),
        TableSpec(_("Punctuality"), width=1.1),
    ]
    note = r.word(
        _(
            "Days up to the completion; for what is still open, at least up to the last day reported on. The"
            " deadline is the one in force; below zero: before it."
        )
    )
    caption = r.text(_("Activities out of time, {cutoff}"), cutoff=r.cutoff)
    r.table("tab-out-of-time", columns, rows, caption, notes=[note])


def _slipped(r: Report, row: Row) -> Text:
    """Days of slippage; a least number where there is no greatest one."""
    low, high = row["slippage_low"], row["slippage_high"]
    if low.state == "shown" and high.state == "missing":
        return [*r.word_of("bound", "at_least"), Run(" "), *r.figure_run(low)]
    return interval(r, low, high)

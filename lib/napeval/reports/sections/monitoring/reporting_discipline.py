"""Who reported in the period and who did not."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import institution_name, listed
from napeval.reports.sections.monitoring.period import (
    activities_reported,
    period_name,
    period_of,
    plan_delivery,
)
from napeval.reports.sections.parts import is_above_zero


def participants(r: Report) -> None:
    """Reports owed and received, on activities and on indicators; then the authors' own words."""
    r.heading(2, _("Who has taken part in reporting"), identifier="participants")
    plan = plan_delivery(r)
    if activities_reported(r):
        r.say(
            _(
                "A report was owed on {owed:activity|activities}. It came for {reported} of them ({share})"
                " and did not come for {unreported}."
            ),
            owed=plan["owed"],
            reported=plan["reported"],
            share=plan["reported_share"],
            unreported=plan["not_reported"],
        )
        _silent(r)
    else:
        r.say(
            _(
                "A report was owed on {owed:activity|activities}; no report of any institution for the period"
                " is on record."
            ),
            owed=plan["owed"],
        )
    if not period_of(r).is_full_year:
        _values(r)
    r.slot("participants")


def _silent(r: Report) -> None:
    """The leading institutions whose reports did not all come, and those whose reports all came."""
    owed = r.rows("period_activities", owed=True)
    missing: dict[str, list[str]] = {row.text("lead"): [] for row in owed}
    for row in owed:
        if not row["reported"].value:
            missing[row.text("lead")].append(row.text("activity_id"))
    whole = [institution_name(r, code) for code, found in missing.items() if code and not found]
    if whole:
        r.say(
            _("Reported on every activity on which they owed a report: {institutions}."),
            institutions=r.quoted("; ".join(whole)),
        )
    rows = [
        TableRow([_leader(r, code), listed(r, found)])
        for code, found in sorted(missing.items(), key=lambda pair: -len(pair[1]))
        if found
    ]
    columns = [
        TableSpec(_("Leading institution"), width=2.4),
        TableSpec(_("Activities on which no report came"), width=3.4),
    ]
    if rows:
        caption = r.text(_("Reports owed that did not come, {period}"), period=period_name(r))
        r.table(
            "tab-silent", columns, rows, caption, source=_("the plan and its revisions; progress reports")
        )


def _leader(r: Report, code: str) -> Text:
    return r.quoted(institution_name(r, code)) if code else r.word(_("no institution named"))


def _values(r: Report) -> None:
    """Values of indicators for the period: who owed some and did not report all, and who reported all."""
    found = r.rows("reporting_completeness", period=str(r.evaluation.settings["period"]))
    owing = [row for row in found if is_above_zero(row["owed"])]
    lacking = [row for row in owing if is_above_zero(row["missing"])]
    whole = [institution_name(r, row.text("institution")) for row in owing if row not in lacking]
    if whole:
        r.say(
            _("Reported every value of an indicator that they owed: {institutions}."),
            institutions=r.quoted("; ".join(whole)),
        )
    if not lacking:
        return
    rows = [
        TableRow(
            [
                r.quoted(institution_name(r, row.text("institution"))),
                *[r.figure_run(row[name]) for name in ("owed", "reported", "missing")],
            ]
        )
        for row in lacking
    ]
    columns = [
        TableSpec(_("Institution"), width=3.0),
        TableSpec(_("Owed"), "right", 0.8),
        TableSpec(_("Reported"), "right", 0.8),
        TableSpec(_("Missing"), "right", 0.8),
    ]
    caption = r.text(
        _("Values of indicators that were owed and did not come, by institution, {period}"),
        period=period_name(r),
    )
    r.table("tab-values-owed", columns, rows, caption)

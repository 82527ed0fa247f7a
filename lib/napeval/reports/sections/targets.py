"""Targets over time: annual and interim ones that are due, year by year and together, and revised ones."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, with_unit


def targets_of_years(r: Report) -> None:
    """Targets of single years against what was reached, then all due years together, then revised targets."""
    plan_own = [row for row in _due(r) if row.text("level") != "output"]
    if _anything_known(plan_own):
        caption = r.text(_("Annual and interim targets due by {cutoff}, year by year"), cutoff=r.cutoff)
        note = r.word(
            _(
                "An annual target is judged by the value of its own year. Those of the outputs of activities"
                " stand in the annex with the indicators."
            )
        )
        yearly_table(r, "tab-annual", plan_own, caption, notes=[note])
    _together(r)
    _revised(r)


def yearly_outputs(r: Report) -> None:
    """The same of the outputs of activities."""
    outputs = [row for row in _due(r) if row.text("level") == "output"]
    if _anything_known(outputs):
        caption = r.text(_("Annual targets of outputs due by {cutoff}, year by year"), cutoff=r.cutoff)
        yearly_table(r, "tab-annual-outputs", outputs, caption)


def _due(r: Report) -> list[Row]:
    return [row for row in r.rows("achievement_years") if row.text("state") != "not_due"]


def _anything_known(rows: Sequence[Row]) -> bool:
    return any(row["actual_low"].state == "shown" for row in rows)


def yearly_table(
    r: Report, identifier: str, found: Sequence[Row], caption: Text, *, notes: Sequence[Text] = ()
) -> None:
    """Targets of single years, one row each; their kind where there are several."""
    kinds = len({row.text("role") for row in found}) > 1
    rows = [
        TableRow(
            [
                r.quoted(row.text("indicator_id")),
                with_unit(r, r.quoted(_title(r, row)), row),
                *([r.word_of("target_role", row.text("role"))] if kinds else []),
                r.quoted(row.text("year")),
                interval(r, row["target"], row["target_upper"])
                if row["target_upper"].value is not None
                else r.figure_run(row["target"]),
                interval(r, row["actual_low"], row["actual_high"]),
                interval(r, row["progress_low"], row["progress_high"]),
                _status(r, row),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("No."), width=1.0),
        TableSpec(_("Indicator"), width=2.8),
        *([TableSpec(_("Kind"), width=1.35)] if kinds else []),
        TableSpec(_("Year"), width=0.7),
        TableSpec(_("Target"), "right", 0.8),
        TableSpec(_("Actual"), "right", 0.8),
        TableSpec(_("Progress"), "right", 1.0),
        TableSpec(_("Status"), width=1.3),
    ]
    r.table(identifier, columns, rows, caption, notes=notes)


def _title(r: Report, row: Row) -> str:
    title = r.wording("plan/indicators", row.text("indicator_id"))
    return " – ".join([title, r.category(row.text("category"))] if row.text("category") else [title])


def _status(r: Report, row: Row) -> Text:
    """The status in words; hidden, or known by its state alone."""
    if row["status"].state == "suppressed":
        return r.figure_run(row["status"])
    if row.text("state") in ("disputed", "not_applicable", "suppressed"):
        return r.word_of("state", row.text("state"))
    return r.word_of("status", row.text("status"))


def _together(r: Report) -> None:
    """All due years of an indicator together."""
    shown = {
        row.text("indicator_id")
        for row in r.rows("achievement")
        if row.text("level") != "output" and row["status"].state != "suppressed"
    }
    found = [
        row
        for row in r.rows("annual_targets")
        if row["years_with_data"].value and row.text("indicator_id") in shown
    ]
    if not found:
        return
    rows = [
        TableRow(
            [
                r.quoted(row.text("indicator_id")),
                *[r.figure_run(row[name]) for name in ("years_due", "years_with_data", "years_met")],
                interval(r, row["pooled_low"], row["pooled_high"]),
                r.figure_run(row["progress_mean_capped"]),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("Indicator"), width=1.2),
        TableSpec(_("Years due"), "right"),
        TableSpec(_("Years with data"), "right"),
        TableSpec(_("Years with the target met"), "right", 1.2),
        TableSpec(_("All reached over all due"), "right", 1.3),
        TableSpec(_("Mean of the yearly progress, capped"), "right", 1.3),
    ]
    note = r.word(
        _(
            "All reached over all due lets a good year make up for a bad one; the mean, in which no year"
            " counts for more than its target, does not."
        )
    )
    caption = r.word(_("Annual targets of an indicator, all due years together"))
    r.table("tab-annual-together", columns, rows, caption, notes=[note])


def _revised(r: Report) -> None:
    """Indicators whose target was revised, judged by the original target, the revised one and both."""
    found = [row for row in r.rows("achievement") if row["target_original"].value is not None]
    if not found:
        return
    rows = [
        TableRow(
            [
                with_unit(r, r.quoted(row.text("indicator_id")), row),
                r.figure_run(row["target_original"]),
                r.figure_run(row["target"]),
                r.figure_run(row["progress_original"]),
                r.figure_run(row["progress"]),
                r.figure_run(row["progress_blended"]),
                r.figure_run(row["original_share"]),
                _hidden_or(r, row, "status_original"),
                _hidden_or(r, row, "status"),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("Indicator"), width=1.1),
        TableSpec(_("Original target"), "right", 0.9),
        TableSpec(_("Revised target"), "right", 0.9),
        TableSpec(_("Progress to the original"), "right", 1.0),
        TableSpec(_("Progress to the revised"), "right", 1.0),
        TableSpec(_("Progress by both"), "right", 1.0),
        TableSpec(_("Time under the original"), "right", 1.0),
        TableSpec(_("Status by the original"), width=1.1),
        TableSpec(_("Status by the revised"), width=1.1),
    ]
    note = r.word(
        _("Progress by both: each target counts for the share of the time in which it was in force.")
    )
    r.table(
        "tab-revised",
        columns,
        rows,
        r.word(_("Progress and status by the original and by the revised target")),
        notes=[note],
    )


def _hidden_or(r: Report, row: Row, column: str) -> Text:
    if row[column].state == "suppressed":
        return r.figure_run(row[column])
    return r.word_of("status", row.text(column))

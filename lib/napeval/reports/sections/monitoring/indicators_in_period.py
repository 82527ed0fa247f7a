"""How the indicators moved in the period: before and now, indicator by indicator."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.labels import code_words
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import below, interval, strategic_objectives, with_unit
from napeval.reports.sections.monitoring.period import indicators_measured, period_name
from napeval.reports.sections.parts import heading_row


def results(r: Report) -> None:
    """Overall results against the goals: the indicators of impact and outcome measured in the period."""
    r.heading(2, _("Overall results and achievements in the reporting period"), identifier="overall-results")
    if not indicators_measured(r):
        r.say(_("Without a value for the period no result can be shown."))
        return
    rows = [line for one in strategic_objectives(r) for line in _of_objective(r, one)]
    if not rows:
        r.say(_("No indicator of impact or outcome has a value for the period; outputs alone do."))
        return
    columns = [
        TableSpec(_("No."), width=0.8),
        TableSpec(_("Indicator"), width=2.2),
        TableSpec(_("Before (period)"), "right", 1.2),
        TableSpec(_("Now (period)"), "right", 1.2),
        TableSpec(_("Progress before"), "right", 1.0),
        TableSpec(_("Progress now"), "right", 1.0),
        TableSpec(_("Movement"), width=1.4),
        TableSpec(_("Track"), width=1.2),
    ]
    notes = [
        r.word(
            _(
                "Indicators of impact and outcome with a value for the period; outputs and categories stand"
                " in the workbook. Progress is counted from the baseline to the target, of the year where"
                " the plan sets one for each: it can change while the value does not."
            )
        ),
    ]
    caption = r.text(_("Movement of the indicators, {period}"), period=period_name(r))
    r.table("tab-moved", columns, rows, caption, notes=notes)


def _of_objective(r: Report, objective: str) -> list[TableRow]:
    """A heading and the indicators under a strategic objective; nothing where none was measured."""
    inside = set(below(r, objective))
    found = [row for row in r.rows("period_indicators") if _is_result(row)]
    rows = [_line(r, row) for row in found if row.text("objective_id") in inside]
    pillar = r.label("pillar", r.cell("plan/objectives", objective, "pillar"))
    return [heading_row(r, pillar, _WIDTH), *rows] if rows else []


def _is_result(row: Row) -> bool:
    """Whether a row is about an indicator of impact or outcome as a whole, measured in the period."""
    whole = not row.text("category")
    return whole and row.text("level") != "output" and row["measured_in_period"].value is True


_WIDTH = 8
"""Columns of the table."""


def _line(r: Report, row: Row) -> TableRow:
    return TableRow(
        [
            r.quoted(row.text("indicator_id")),
            _named(r, row),
            _dated(r, row, "actual_before", "before_period"),
            _dated(r, row, "actual", "actual_period"),
            r.figure_run(row["progress_before"]),
            r.figure_run(row["progress"]),
            _coded(r, row, "movement"),
            _coded(r, row, "track"),
        ]
    )


def _named(r: Report, row: Row) -> Text:
    """The title of an indicator and its unit."""
    return with_unit(r, r.quoted(r.wording("plan/indicators", row.text("indicator_id"))), row)


def _dated(r: Report, row: Row, value: str, period: str) -> Text:
    """A value with the period that it is for, as a range where sources differ."""
    low, high = row[f"{value}_low"], row[f"{value}_high"]
    if low.state == "missing" or row[period].state != "shown":
        return interval(r, low, high)
    return [*interval(r, low, high), Run(" ("), *r.figure_run(row[period]), Run(")")]


def _coded(r: Report, row: Row, column: str) -> Text:
    """The word for a code; the mark where it is hidden."""
    if row[column].state == "suppressed":
        return r.figure_run(row[column])
    code = row.text(column)
    return [Run(code_words(r.language, "period_indicators", column, code))] if code else r.word("–")

"""Indicators as a table shows them: what was planned and what is known, and what was revised."""

from __future__ import annotations

from collections.abc import Container

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import below, interval, with_unit


def indicator_cells(r: Report, row: Row) -> TableRow:
    """One indicator: what was planned and what is known."""
    milestone = row.text("method") == "milestone"
    named = [r.wording("plan/indicators", row.text("indicator_id"))]
    named += [r.category(row.text("category"))] if row.text("category") else []
    return TableRow(
        [
            r.quoted(row.text("indicator_id")),
            with_unit(r, r.quoted(" – ".join(named)), row),
            r.figure_run(row["baseline"]),
            _with_year(r, row, milestone=milestone),
            interval(r, row["actual_low"], row["actual_high"]),
            r.figure_run(row["progress"]),
            r.figure_run(row["expected"]),
            _status(r, row),
        ]
    )


def _status(r: Report, row: Row) -> Text:
    """The status in words, or that it is hidden; why it is not reported where a part is known."""
    if row["status"].state == "suppressed":
        return r.figure_run(row["status"])
    status = r.word_of("status", row.text("status"))
    if row.text("status") == "not_reported" and row["progress"].state == "shown":
        known = [one for one in row.text("flags").split(";") if one in _KNOWN_IN_PART]
        return [*status, Run(" ("), *r.words_of("remark", ";".join(known)), Run(")")] if known else status
    return status


_KNOWN_IN_PART = ("incomplete_periods",)
"""Remarks that say why a status is not reported although a value stands beside it."""


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


def indicators_of(r: Report, objective: str) -> None:
    """The indicators of impact and outcome under a strategic objective, and what was revised of them."""
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

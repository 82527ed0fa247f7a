"""What the figures rest on, how old they are, and how completely institutions reported."""

from __future__ import annotations

from collections.abc import Callable

from napeval.cycle.periods import parse_period
from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed
from napeval.reports.sections.parts import out_of

_MOST_PERIODS = 8


def data_quality(r: Report) -> None:
    """Sources and reporting: what is disputed, restricted or well founded, and who reported what was owed."""
    reporting = r.released["reporting_completeness"]
    owed = [row for row in r.rows("reporting_completeness") if row["owed"].value]
    unstated = reporting.has("not_named", "") and reporting.row("not_named", "")["not_stated"].value
    if not (owed or unstated or r.rows("data_quality")):
        return
    r.heading(2, _("Quality of the data and completeness of reporting"), identifier="data-quality")
    _founded(r)
    if unstated:
        r.say(
            P_(
                "For {count} indicator the plan does not say how often it is measured or which institution"
                " reports it, so nobody can be said to owe it.",
                "For {count} indicators the plan does not say how often they are measured or which"
                " institution reports them, so nobody can be said to owe them.",
                on="count",
            ),
            count=reporting.row("not_named", "")["not_stated"],
        )
    if owed:
        _reporting(r, owed)


def _founded(r: Report) -> None:
    """Which figures rest on what, in sentences; the rest in the annex."""
    kinds: list[tuple[Callable[[Row], bool], str]] = [
        (
            lambda row: row["disputed"].value is True,
            _("Sources that do not rest on each other give different values for: {indicators}."),
        ),
        (
            lambda row: bool(row["restricted_sources"].value),
            _("Sources that are not published carry, alone or with others, the values of: {indicators}."),
        ),
        (
            lambda row: _above(row, "n_independent", 1) and row["disputed"].value is not True,
            _("Several independent sources agree on the values of: {indicators}."),
        ),
    ]
    rows = [row for row in r.rows("data_quality") if row.text("category") == ""]
    for holds, sentence in kinds:
        found = [row.text("indicator_id") for row in rows if holds(row)]
        if found:
            r.say(sentence, indicators=listed(r, list(dict.fromkeys(found))))
    if rows:
        r.say(
            _(
                "Every other value rests on one source or on sources that repeat one another. What each"
                " rests on and how old it is stands in the annex with the indicators."
            )
        )


def _above(row: Row, column: str, limit: int) -> bool:
    value = row[column].value
    return isinstance(value, int | float) and value > limit


def _reporting(r: Report, owed: list[Row]) -> None:
    """Values reported of those owed, by institution and period."""
    periods = sorted({row.text("period") for row in owed}, key=_place)[-_MOST_PERIODS:]
    institutions = list(dict.fromkeys(row.text("institution") for row in owed))
    table = r.released["reporting_completeness"]
    rows = [
        TableRow(
            [
                r.quoted(r.wording("plan/institutions", institution, "name")),
                *[
                    _reported(r, table.row(institution, one)) if table.has(institution, one) else []
                    for one in periods
                ],
            ]
        )
        for institution in institutions
    ]
    columns = [
        TableSpec(_("Institution"), width=3.0),
        *[TableSpec(r.language.period(one), "right", 0.9) for one in periods],
    ]
    note = r.word(
        _(
            "Values reported of those that the plan makes the institution owe for the period. What was"
            " excused, known from elsewhere or reported without being owed stands in the workbook."
        )
    )
    caption = r.word(_("Completeness of reporting by institution and period"))
    r.table("tab-reporting", columns, rows, caption, notes=[note])


def _reported(r: Report, row: Row) -> Text:
    return out_of(r, row["reported"], row["owed"]) if row["owed"].value else []


def _place(period: str) -> tuple[object, object]:
    found = parse_period(period)
    return found.end, found.start


def quality_of_figures(r: Report) -> None:
    """For the annex: what the value of each indicator of impact and outcome rests on, and how old it is."""
    levels = {row.text("indicator_id"): row.text("level") for row in r.rows("achievement")}
    found = [
        row
        for row in r.rows("data_quality")
        if row.text("category") == "" and levels.get(row.text("indicator_id")) != "output"
    ]
    if not found:
        return
    rows = [
        TableRow(
            [
                r.quoted(row.text("indicator_id")),
                r.figure_run(row["period"]),
                *[r.figure_run(row[name]) for name in ("reporters", "n_sources", "n_independent")],
                r.word_of("flag", str(row["disputed"].value)) if row["disputed"].value is not None else [],
                r.figure_run(row["age_days"]),
                interval(r, row["days_to_record_least"], row["days_to_record_greatest"]),
                interval(r, row["days_to_publish_least"], row["days_to_publish_greatest"]),
            ]
        )
        for row in found
    ]
    columns = [
        TableSpec(_("Indicator"), width=1.0),
        TableSpec(_("Period"), width=1.6),
        TableSpec(_("Reporters"), "right", 0.9),
        TableSpec(_("Sources"), "right", 0.8),
        TableSpec(_("Independent"), "right", 1.0),
        TableSpec(_("They differ"), width=0.8),
        TableSpec(_("Age in days"), "right", 0.8),
        TableSpec(_("Days until recorded"), "right", 1.0),
        TableSpec(_("Days until published"), "right", 1.0),
    ]
    note = r.word(
        _(
            "Age: from the end of the period to the cutoff. Days until recorded and published: from the end"
            " of the period, below zero where it was before that end."
        )
    )
    caption = r.word(_("What the values of the indicators rest on"))
    r.table("tab-data-quality", columns, rows, caption, notes=[note])

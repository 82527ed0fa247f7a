"""Outlook to the end: what is projected for the targets ahead, and for which nothing can be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, with_unit
from napeval.reports.sections.series import panels, series_name, with_planned_path, yearly


def outlook(r: Report) -> None:
    """If things go on as so far, which targets ahead will be reached by their year?"""
    asked = r.rows("outlook")
    if not asked:
        return
    r.heading(2, _("Outlook to the targets"), identifier="outlook-targets")
    _courses(r)
    told = [row for row in asked if row["reportable"].value]
    if told:
        r.say(
            _(
                "Where enough is on record, the next table says what is projected for the year of the"
                " target and how likely the target is met. A scenario assumes that the pace so far goes"
                " on; it is not a forecast."
            )
        )
        _table(r, told)
    _refused(r, [row for row in asked if not row["reportable"].value])


def _courses(r: Report) -> None:
    """The plan's indicators with a figure for a year, against what the plan expects by when."""
    planned = with_planned_path(r)
    names = [name for name in yearly(r) if name in planned]
    panels(r, names, "fig-course", _("Indicators of the plan, by year, against the planned path"))


def _table(r: Report, told: Sequence[Row]) -> None:
    rows = [
        TableRow(
            [
                with_unit(r, series_name(r, row), row),
                _target(r, row),
                interval(r, row["projected_low"], row["projected_high"]),
                interval(r, row["interval_low"], row["interval_high"]),
                interval(r, row["probability_low"], row["probability_high"]),
                _likelihood(r, row),
                r.words_of("outlook_basis", row.text("basis")),
            ]
        )
        for row in told
    ]
    columns = [
        TableSpec(_("Indicator"), width=2.4),
        TableSpec(_("Target (year)"), "right", 1.1),
        TableSpec(_("Projected"), "right", 0.9),
        TableSpec(_("Confidence limits"), "right", 1.0),
        TableSpec(_("Probability"), "right", 0.9),
        TableSpec(_("In words"), width=1.0),
        TableSpec(_("Basis"), width=1.2),
    ]
    notes = [
        r.word(
            _(
                "Over all admissible choices of sources. The words follow the scale of the Intergovernmental"
                " Panel on Climate Change; no model is trusted to be surer than one in a hundred."
            )
        )
    ]
    caption = r.word(_("Targets ahead: projected value and probability of reaching them"))
    r.table("tab-outlook", columns, rows, caption, notes=notes)


def _target(r: Report, row: Row) -> list[Run]:
    bound = r.word_of("bound", row.text("comparator"))
    year = [Run(" ("), *r.figure_run(row["target_year"]), Run(")")]
    return [*bound, Run(" "), *r.figure_run(row["target"]), *year]


def _likelihood(r: Report, row: Row) -> Text:
    least, greatest = (r.word_of("likelihood", row.text(f"likelihood_{end}")) for end in ("low", "high"))
    if not least:
        return r.word("–")
    return least if least == greatest else join_texts([least, greatest], " – ")


def _refused(r: Report, refused: Sequence[Row]) -> None:
    """How many targets ahead have no outlook, and why."""
    if not refused:
        return
    counted = Counter(row.text("reason") for row in refused)
    if len(counted) == 1 and not any(row["reportable"].value for row in r.rows("outlook")):
        reason = r.words_of("remark", refused[0].text("reason"))
        r.say(_("No outlook can be given for any target ahead: {reason}."), reason=reason)
        return
    by_reason = {reason: [row for row in refused if row.text("reason") == reason] for reason in counted}
    r.say(_("No outlook is given for the following targets ahead:"))
    r.bullets(
        [
            r.text(
                _("{reason}: {series}"),
                reason=r.words_of("remark", reason),
                series=join_texts([series_name(r, row) for row in rows], "; "),
            )
            for reason, rows in by_reason.items()
        ]
    )

"""Detailed results: for each strategic objective result, achievements, activities, track, comments, money."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import below, interval, with_unit
from napeval.reports.sections.monitoring.difficulties import words_of
from napeval.reports.sections.parts import is_above_zero


def results_of(r: Report, objective: str) -> None:
    """The expected results under a strategic objective, each with what the data show of it."""
    inside = set(below(r, objective))
    found = [row for row in r.rows("result_progress") if row.text("objective_id") in inside]
    if not found:
        r.say(_("The plan states no expected result under this objective."))
        return
    if not any(_is_known(r, row) for row in found):
        if any_result_known(r):
            r.say(_("Nothing is on record of the expected results under this objective."))
        return
    columns = [
        TableSpec(_("Result"), width=2.0),
        TableSpec(_("Achievements"), width=1.7),
        TableSpec(_("Activities"), width=1.3),
        TableSpec(_("Track, by the indicators"), width=1.1),
        TableSpec(_("Comments"), width=1.6),
        TableSpec(_("Spent"), "right", 0.8),
    ]
    notes = [
        r.text(
            _(
                "Achievements: the value before and the value for the period. Results of one objective share"
                " its activities and its money. Money in {currency}."
            ),
            currency=r.language.currency,
        ),
    ]
    caption = r.text(
        _("Expected results under objective {objective} and where they stand"), objective=objective
    )
    r.table(f"tab-results-{objective}", columns, [_line(r, row) for row in found], caption, notes=notes)


def any_result_known(r: Report) -> bool:
    """Whether anything is on record of any expected result of the plan."""
    return any(_is_known(r, row) for row in r.rows("result_progress"))


def _is_known(r: Report, row: Row) -> bool:
    told = any(is_above_zero(row[name]) for name in ("completed", "under_way", "spent"))
    return told or row.text("track") in ("on_track", "off_track") or bool(_measured(r, row))


def _line(r: Report, row: Row) -> TableRow:
    key = row.text("result_id")
    return TableRow(
        [
            [*r.quoted(key, bold=True), Run(" "), *r.quoted(r.wording("plan/results", key, "statement"))],
            _achieved(r, row),
            _carried_out(r, row),
            r.word_of("track", row.text("track")) or r.word("–"),
            _comments(r, row),
            r.figure_run(row["spent"]),
        ]
    )


def _measured(r: Report, row: Row) -> list[Row]:
    """The indicators that measure a result and have a value for the period, totals only.

    Where none names the result, they are those of impact and outcome of its objective, as for its track.
    """
    frame = r.cycle.tables["plan/indicators"]
    own = set(frame.loc[frame["result_id"] == row.text("result_id"), "indicator_id"])
    if not own:
        same = frame["objective_id"] == row.text("objective_id")
        own = set(frame.loc[same & frame["level"].isin(["impact", "outcome"]), "indicator_id"])
    return [
        one
        for one in r.rows("period_indicators", measured_in_period=True, category="")
        if one.text("indicator_id") in own
    ]


def _achieved(r: Report, row: Row) -> Text:
    """The change that the data show: each indicator before and now."""
    changes = [
        r.text(
            _("{indicator}: {before} → {now}"),
            indicator=with_unit(r, r.quoted(one.text("indicator_id")), one),
            before=interval(r, one["actual_before_low"], one["actual_before_high"]),
            now=interval(r, one["actual_low"], one["actual_high"]),
        )
        for one in _measured(r, row)
    ]
    return [*join_texts(changes, "; ")] or r.word(_("no value for the period"))


def _carried_out(r: Report, row: Row) -> Text:
    if not is_above_zero(row["activities"]):
        return r.word("–")
    return r.text(
        _("completed {completed} of {activities}; under way {under_way}; not reported {unreported}"),
        completed=row["completed"],
        activities=row["activities"],
        under_way=row["under_way"],
        unreported=row["not_reported"],
    )


def _comments(r: Report, row: Row) -> Text:
    """What the reports say of the activities that are off track; each wording once."""
    found = r.rows("period_activities", objective_id=row.text("objective_id"), track="off_track")
    said = dict.fromkeys(
        text for one in found for name in ("reason", "difficulty") for text in words_of(one, name)
    )
    return r.quoted("; ".join(said)) or r.word("–")

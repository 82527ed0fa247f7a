"""General observations on the period: progress in activities and progress in indicators, kept apart."""

from __future__ import annotations

from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report
from napeval.reports.sections.common import listed
from napeval.reports.sections.monitoring.period import (
    activities_reported,
    indicators_measured,
    period_name,
    plan_delivery,
    plan_movement,
)
from napeval.reports.sections.parts import across, across_heads, is_above_zero, of_parts


def overview(r: Report) -> None:
    """How implementation went in the period, judged overall; then the authors' own words."""
    r.heading(2, _("General observations"), identifier="general-observations")
    r.say(
        _(
            "Activities and indicators are marked apart: an activity can be carried out and its indicator"
            " stand still, and the other way round."
        )
    )
    _activities(r)
    _indicators(r)
    r.slot("implementation")


def institutions(r: Report) -> None:
    """The institutional arrangements, which only people can judge."""
    r.heading(2, _("Institutional arrangements"), identifier="institutional-arrangements")
    r.slot("institutions")


def _activities(r: Report) -> None:
    r.heading(3, _("Progress in activities"), identifier="progress-activities")
    r.paragraph(*activity_sentences(r))
    if not activities_reported(r):
        return
    contradicted = [row.text("activity_id") for row in r.rows("period_activities", conflict=True)]
    if contradicted:
        r.say(
            _(
                "Reports contradict each other on these activities: {activities}. The less"
                " advanced state is counted,"
                " and the bounds hold both."
            ),
            activities=listed(r, contradicted),
        )
    caption = r.text(_("Progress in activities by strategic objective, {period}"), period=period_name(r))
    rows = across(r, of_parts(r, "period_delivery"), _DELIVERED)
    r.table("tab-period-activities", across_heads(r, _("Activities")), rows, caption)


_DELIVERED = (
    ("activities", _("All")),
    ("owed", _("Report expected")),
    ("reported", _("Reported")),
    ("not_reported", _("Not reported")),
    ("due_in_period", _("Due in the period")),
    ("due_completed", _("Due and completed")),
    ("due_not_reported", _("Due and never reported on")),
    ("completed_in_period", _("Newly reported as completed")),
    ("advanced", _("Advanced")),
    ("unchanged", _("Unchanged")),
    ("fell_back", _("Fell back")),
    ("first_report", _("Reported for the first time")),
    ("on_track", _("On track")),
    ("off_track", _("Off track")),
    ("with_difficulty", _("With a difficulty reported")),
)


def activity_sentences(r: Report) -> list[Text]:
    """What was due, what was done and what advanced in the period; or that nothing is known of it."""
    plan = plan_delivery(r)
    due = (
        r.text(
            _("In the reporting period {due:activity was|activities were} due by the plan."),
            due=plan["due_in_period"],
        )
        if is_above_zero(plan["due_in_period"])
        else r.text(_("By the plan no activity was due in the reporting period."))
    )
    if not activities_reported(r):
        return [
            due,
            r.text(_("No progress report for the period is on record, so what was done is unknown.")),
        ]
    return [due, *_due_done(r), *_moved(r)]


def _due_done(r: Report) -> list[Text]:
    """How many of the activities due in the period were completed; nothing where none was due."""
    plan = plan_delivery(r)
    if not is_above_zero(plan["due_in_period"]):
        return []
    lower, upper = plan["due_done_lower"], plan["due_done_upper"]
    if lower.value == upper.value:
        return [
            r.text(
                _("Completion is reported for {done} of them ({share})."),
                done=plan["due_completed"],
                share=lower,
            )
        ]
    if not is_above_zero(plan["due_not_reported"]):
        return [
            r.text(
                _(
                    "Completion is reported for {done} of them. The share completed lies between {lower} and"
                    " {upper}: what several institutions report differently may be completed or not."
                ),
                done=plan["due_completed"],
                lower=lower,
                upper=upper,
            )
        ]
    return [
        r.text(
            _(
                "Completion is reported for {done} of them and nothing for {unreported}. The share completed"
                " lies between {lower} and {upper}: what is not reported, or reported differently by several"
                " institutions, may be completed or not."
            ),
            done=plan["due_completed"],
            unreported=plan["due_not_reported"],
            lower=lower,
            upper=upper,
        )
    ]


def _moved(r: Report) -> list[Text]:
    """What was completed, advanced, stood still and fell back, whenever it was due."""
    plan = plan_delivery(r)
    return [
        r.text(
            _(
                "Whenever they were due, {completed:activity was|activities were} newly reported as"
                " completed; advanced: {advanced}; unchanged: {unchanged}; fell back: {fell_back}; reported"
                " for the first time: {first}."
            ),
            completed=plan["completed_in_period"],
            advanced=plan["advanced"],
            unchanged=plan["unchanged"],
            fell_back=plan["fell_back"],
            first=plan["first_report"],
        )
    ]


def _indicators(r: Report) -> None:
    r.heading(3, _("Progress in indicators"), identifier="progress-indicators")
    r.paragraph(*indicator_sentences(r))
    if not indicators_measured(r):
        return
    caption = r.text(_("Progress in indicators by strategic objective, {period}"), period=period_name(r))
    note = r.word(
        _(
            "Nearer and further: from the last value before the period to the last one in it; without a"
            " target, in the direction wanted. Not comparable: without one of the two values, or where"
            " definition, length of the period or direction do not allow it."
        )
    )
    rows = across(r, of_parts(r, "period_movement"), _MOVED)
    heads = across_heads(r, _("Indicators"))
    r.table("tab-period-indicators", heads, rows, caption, notes=[note])


_MOVED = (
    ("indicators", _("All")),
    ("measured_in_period", _("Measured in the period")),
    ("nearer", _("Nearer to the target")),
    ("further", _("Further from the target")),
    ("unchanged", _("Unchanged")),
    ("not_comparable", _("Not comparable")),
    ("on_track", _("On track")),
    ("off_track", _("Off track")),
    ("unknown", _("Track unknown")),
)


def indicator_sentences(r: Report) -> list[Text]:
    """How many indicators were measured in the period and how they moved; or that none was measured."""
    plan = plan_movement(r)
    if not indicators_measured(r):
        return [
            r.text(
                _(
                    "No value for the period is on record for any of the {indicators:indicator|indicators} of"
                    " the plan, so how they moved is unknown."
                ),
                indicators=plan["indicators"],
            )
        ]
    return [
        r.text(
            _(
                "A value for the period is on record for {measured} of {indicators:indicator|indicators} of"
                " the plan. Nearer to the target: {nearer}; further from it: {further}; unchanged:"
                " {unchanged}; not to be compared with a value before: {not_comparable}."
            ),
            indicators=plan["indicators"],
            measured=plan["measured_in_period"],
            nearer=plan["nearer"],
            further=plan["further"],
            unchanged=plan["unchanged"],
            not_comparable=plan["not_comparable"],
        )
    ]


def track_sentences(r: Report) -> list[Text]:
    """On or off track: the activities by themselves, the indicators by themselves."""
    delivered, moved = plan_delivery(r), plan_movement(r)
    activities = (
        r.text(
            _(
                "Of {all:activity|activities}, {on} {on:~is|are} on track and {off} {off:~is|are} off track;"
                " of any others it is not known."
            ),
            on=delivered["on_track"],
            off=delivered["off_track"],
            all=delivered["activities"],
        )
        if _is_marked(delivered)
        else r.text(
            _("Activities: it is not known of any of the {all}; no report on record allows a mark."),
            all=delivered["activities"],
        )
    )
    indicators = (
        r.text(
            _(
                "Of {all:indicator|indicators}, {on} {on:~is|are} on track and {off} {off:~is|are} off track;"
                " of {unknown} it is not known."
            ),
            on=moved["on_track"],
            off=moved["off_track"],
            all=moved["indicators"],
            unknown=moved["unknown"],
        )
        if _is_marked(moved)
        else r.text(
            _("Indicators: it is not known of any of the {all}; no value on record allows a mark."),
            all=moved["indicators"],
        )
    )
    return [activities, indicators]


def _is_marked(row: Row) -> bool:
    return any(is_above_zero(row[track]) for track in ("on_track", "off_track"))

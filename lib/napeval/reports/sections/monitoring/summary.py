"""Executive summary of a monitoring report: five questions, answered first."""

from __future__ import annotations

from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report
from napeval.reports.sections.monitoring.difficulties import words_said
from napeval.reports.sections.monitoring.overview import (
    activity_sentences,
    indicator_sentences,
    track_sentences,
)
from napeval.reports.sections.monitoring.period import activities_reported, period_name, plan_delivery
from napeval.reports.sections.monitoring.spending_in_period import money_sentences
from napeval.reports.sections.monitoring.way_forward import WAY_FORWARD
from napeval.reports.sections.parts import is_above_zero

_MOST_SAID = 3


def executive_summary(r: Report) -> None:
    """Is it on track, what was done, what moved, what stands in the way, what is next."""
    r.heading(1, _("Executive summary"), identifier="summary", numbered=False)
    r.styled("lead", _("Reporting period: {period}."), period=period_name(r))
    answers: list[tuple[str, list[Text]]] = [
        (_("Is implementation on track?"), track_sentences(r)),
        (_("What was done?"), [*activity_sentences(r), *money_sentences(r)]),
        (_("What moved?"), indicator_sentences(r)),
        (_("What stands in the way?"), _in_the_way(r)),
        (_("What is next?"), _next(r)),
    ]
    for question, sentences in answers:
        r.paragraph(r.word(question, bold=True), *sentences)
    r.slot("executive_summary")


def _in_the_way(r: Report) -> list[Text]:
    """What is reported for most activities as difficulty and as reason, and the risks that occurred."""
    if not activities_reported(r):
        return [
            r.word(_("That is unknown: no report for the period is on record.")),
            *_risks(r),
        ]
    named = r.text(
        _("A difficulty is reported for {count:activity|activities}."),
        count=plan_delivery(r)["with_difficulty"],
    )
    most = [
        r.text(message, words=join_texts([r.quoted(text) for text, _where in said[:_MOST_SAID]], "; "))
        for message, said in (
            (
                _("Difficulties reported for most activities, in the words of the reports: {words}."),
                words_said(r, "difficulty"),
            ),
            (_("Reasons given for most, also in their words: {words}."), words_said(r, "reason")),
        )
        if said
    ]
    return [named, *most, *_risks(r)]


def _risks(r: Report) -> list[Text]:
    """Risks that have occurred and assumptions that did not hold, where that is their last known state."""
    messages = (
        (_("Risks that have occurred: {named}."), "risk"),
        (_("Assumptions that did not hold: {named}."), "assumption"),
    )
    return [
        r.text(message, named=join_texts(named, "; "))
        for message, kind in messages
        if (named := [_named(r, row) for row in r.rows("risks", status="occurred", kind=kind)])
    ]


def _named(r: Report, row: Row) -> Text:
    key = row.text("risk_id")
    return r.quoted(f"{key} {r.wording('plan/risks', key, 'statement')}")


def _next(r: Report) -> list[Text]:
    """What is due and open by the end of the period, and what the authors recommend first."""
    plan = r.released["delivery"].row("plan", "plan")
    nothing = is_above_zero(plan["due"]) and plan["due"].value == plan["due_not_reported"].value
    due = r.text(
        _(
            "By the end of the period {due:activity was|activities were} due in all; no report on any of them"
            " is on record."
        )
        if nothing
        else _(
            "By the end of the period {due:activity was|activities were} due in all. Completed: {done}; known"
            " to be overdue: {overdue}; never reported on: {unreported}."
        ),
        due=plan["due"],
        done=plan["due_completed"],
        overdue=plan["overdue"],
        unreported=plan["due_not_reported"],
    )
    frame = r.evaluation.tables["evaluations/recommendations"]
    first = [
        r.quoted(r.own_words("evaluations/recommendations", "id", str(key)))
        for key in frame.loc[frame["priority"] == "high", "id"]
    ]
    recommended = [r.text(_("Recommended first: {texts}"), texts=join_texts(first, " "))] if first else []
    where = r.text(_("Which activities are due next stands under “{section}”."), section=r.word(WAY_FORWARD))
    return [due, *recommended, where]

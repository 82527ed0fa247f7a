"""Conclusions, outlook and recommendations."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.measures.voices import text_of
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.brief import (
    delivery_sentence,
    lasting_sentence,
    met_sentence,
    money_sentence,
    plan_sentence,
    time_sentence,
)
from napeval.reports.sections.common import (
    as_written,
    deadline,
    distinct_gaps,
    institution_names,
    nothing_reported,
)
from napeval.reports.sections.statements import own_statements
from napeval.reports.sections.trafficking import trend_sentence


def general_conclusions(r: Report) -> None:
    """The guide's closing questions, answered as far as the record allows."""
    r.heading(1, _("General conclusions and recommendations"), identifier="conclusions")
    r.heading(2, _("Conclusions"), identifier="general-conclusions")
    own_statements(r, "findings", _("Findings of the evaluators and what they rest on"))
    answers: list[tuple[str, Text]] = [
        (_("How far are the objectives met?"), met_sentence(r)),
        (_("How far were the activities carried out?"), delivery_sentence(r)),
        (_("Were the activities too ambitious for the time foreseen?"), time_sentence(r)),
        (_("Do the indicators allow planned and achieved to be compared?"), plan_sentence(r)),
        (_("Are roles and responsibilities shared out clearly?"), _roles(r)),
        (_("Is the plan financed?"), money_sentence(r)),
        (_("How does the plan answer international recommendations?"), _alignment(r)),
        *[(_("Do the results last?"), sentence) for sentence in lasting_sentence(r)],
        *[(_("What do the figures on victims show?"), sentence) for sentence in trend_sentence(r)],
    ]
    for question, answer in answers:
        r.paragraph(r.word(question, bold=True), answer)
    own_statements(r, "conclusions", _("Conclusions of the evaluators and what they rest on"))
    r.slot("conclusions")


def _roles(r: Report) -> Text:
    return r.text(
        _(
            "No institution is named for {without:activity|activities}. The lead is stated for {stated}"
            " and had to be inferred for {inferred}."
        ),
        without=r.measure("activities_without_institution"),
        stated=r.measure("leads_stated"),
        inferred=r.measure("leads_inferred"),
    )


def _alignment(r: Report) -> Text:
    row = r.released["alignment"].row("all", "all")
    return r.text(
        _(
            "Of {all:recommendation|recommendations} on record, {direct} {direct:~has|have} a directly"
            " related activity, {partial} one that is related in part and {without} none. Links were"
            " proposed; confirmed by an evaluator: {confirmed}."
        ),
        all=row["recommendations"],
        direct=row["with_direct"],
        partial=row["with_partial_only"],
        without=row["without"],
        confirmed=row["links_confirmed"],
    )


def outlook(r: Report) -> None:
    """What lies between the cutoff and the end of the plan."""
    r.heading(2, _("Outlook to the end of the plan"), identifier="outlook")
    plan = r.released["delivery"].row("plan", "plan")
    if nothing_reported(r):
        r.say(
            _(
                "By the cutoff {due} of {activities:activity|activities} {due:~was|were} due. Without"
                " reports no pace can be computed, and none is assumed: a forecast would be invention."
            ),
            activities=plan["activities"],
            due=plan["due"],
        )
    else:
        r.say(
            _(
                "By the cutoff {due} of {activities:activity|activities} {due:~was|were} due;"
                " completion is reported for {done} of them, and {overdue} {overdue:~is|are} known to"
                " be overdue."
            ),
            activities=plan["activities"],
            due=plan["due"],
            done=plan["due_completed"],
            overdue=plan["overdue"],
        )
    r.slot("outlook")


def recommendations(r: Report) -> None:
    """The evaluators' recommendations, then what the gaps found call for."""
    r.heading(2, _("Recommendations"), identifier="recommendations")
    own_statements(r, "recommendations", _("Recommendations of the evaluators and what they rest on"))
    gaps = distinct_gaps(r)
    if gaps:
        r.say(
            _(
                "From the gaps found, to be confirmed by the evaluator; the number of places is"
                " given where each applies:"
            )
        )
        rows = [
            TableRow(
                [
                    r.word(GAP_WORDS[code].mend),
                    r.word(GAP_WORDS[code].finding),
                    r.figure_run(r.claim("gap_counts", code, column="count")),
                ]
            )
            for code, _found in gaps
        ]
        columns = [
            TableSpec(_("Recommendation"), width=3),
            TableSpec(_("Gap"), width=2.4),
            TableSpec(_("Places"), "right", 0.6),
        ]
        r.table("tab-recommendations", columns, rows, r.word(_("Recommendations from the gaps found")))
    r.slot("recommendations")
    _responses(r)


def lessons(r: Report) -> None:
    """What the evaluators learnt that another plan can use."""
    own_statements(r, "lessons", _("Lessons learnt from the plan"))


def _responses(r: Report) -> None:
    """The management response to the own recommendations, where there is one."""
    answers = r.evaluation.tables["evaluations/responses"]
    own = r.evaluation.tables["evaluations/recommendations"]["id"]
    frame = answers[answers["recommendation_id"].isin(own)]
    if frame.empty:
        return
    rows = [
        TableRow(
            [
                r.quoted(entry.recommendation_id),
                r.word_of("acceptance", text_of(entry.accepted)),
                r.quoted(text_of(entry.action)),
                institution_names(r, text_of(entry.responsible)) or r.word("–"),
                deadline(r, entry.due),
                r.word_of("response_status", text_of(entry.status)),
            ]
        )
        for entry in frame.itertuples()
    ]
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Accepted"), width=0.8),
        TableSpec(_("Action"), width=3.2),
        TableSpec(_("Responsible"), width=1.2),
        TableSpec(_("Deadline"), width=0.8),
        TableSpec(_("State"), width=1.0),
    ]
    caption, source = r.word(_("Management response to the recommendations")), _("the management response")
    r.table("tab-responses", columns, rows, caption, notes=[as_written(r)], source=source)

"""Conclusions, outlook and recommendations."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import distinct_gaps, nothing_reported
from napeval.reports.sections.front import delivery_sentence, money_sentence, plan_sentence
from napeval.reports.sections.trafficking import trend_sentence


def general_conclusions(r: Report) -> None:
    """The guide's closing questions, answered as far as the record allows."""
    r.heading(1, _("General conclusions and recommendations"), identifier="conclusions")
    r.heading(2, _("Conclusions"), identifier="general-conclusions")
    _own(r, "findings", _("Findings of the evaluators"))
    answers: list[tuple[str, Text]] = [
        (_("How far were the activities carried out?"), delivery_sentence(r)),
        (_("Do the indicators allow planned and achieved to be compared?"), plan_sentence(r)),
        (_("Are roles and responsibilities shared out clearly?"), _roles(r)),
        (_("Is the plan financed?"), money_sentence(r)),
        (_("How does the plan answer international recommendations?"), _alignment(r)),
        *[(_("What do the figures on victims show?"), sentence) for sentence in trend_sentence(r)],
    ]
    for question, answer in answers:
        r.paragraph(r.word(question, bold=True), answer)
    _own(r, "conclusions", _("Conclusions of the evaluators"))
    r.slot("conclusions")


def _roles(r: Report) -> Text:
    return r.text(
        _(
            "No institution is named for {without} activities. The lead is stated for"
            " {stated} and had to be inferred for {inferred}."
        ),
        without=r.measure("activities_without_institution"),
        stated=r.measure("leads_stated"),
        inferred=r.measure("leads_inferred"),
    )


def _alignment(r: Report) -> Text:
    row = r.released["alignment"].row("all", "all")
    return r.text(
        _(
            "Of {all} recommendations on record, {direct} have a directly related activity,"
            " {partial} one that is related in part and {without} none. Links are proposed;"
            " confirmed by an evaluator: {confirmed}."
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
                "By the cutoff {due} of {activities} activities were due. Without reports no pace"
                " can be computed, and none is assumed: a forecast would be invention."
            ),
            activities=plan["activities"],
            due=plan["due"],
        )
    else:
        r.say(
            _(
                "By the cutoff {due} of {activities} activities were due; completion is reported"
                " for {done} of them, and {overdue} are known to be overdue."
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
    _own(r, "recommendations", _("Recommendations of the evaluators"))
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
    _own(r, "lessons", _("Lessons"))


def _responses(r: Report) -> None:
    """The management response to recommendations, where there is one."""
    frame = r.evaluation.tables["evaluations/responses"]
    if frame.empty:
        return
    rows = [
        TableRow(
            [
                r.quoted(entry.recommendation_id),
                r.word_of("acceptance", _filled(entry.accepted)),
                r.quoted(_filled(entry.action)),
                r.quoted(_filled(entry.responsible)),
                r.quoted(_filled(entry.due)),
                r.word_of("response_status", _filled(entry.status)),
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
    r.table("tab-responses", columns, rows, r.word(_("Management response")))


def _own(r: Report, table: str, head: str) -> None:
    """Rows that the evaluators wrote: text, what it rests on, addressee, due, priority."""
    frame = r.evaluation.tables[f"evaluations/{table}"]
    if frame.empty:
        return
    rows = []
    for entry in frame.itertuples():
        rows.append(
            TableRow(
                [
                    r.quoted(str(entry.id)),
                    r.quoted(r.own_words(f"evaluations/{table}", "id", str(entry.id))),
                    r.quoted(_filled(entry.based_on)),
                    r.quoted(_filled(entry.addressed_to)),
                    r.quoted(_filled(entry.due)),
                    r.word_of("priority", _filled(entry.priority)),
                ]
            )
        )
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Text"), width=3.6),
        TableSpec(_("Based on"), width=1.4),
        TableSpec(_("Addressed to"), width=1.2),
        TableSpec(_("Deadline"), width=0.8),
        TableSpec(_("Priority"), width=0.8),
    ]
    r.table(f"tab-own-{table}", columns, rows, r.word(head))


def _filled(value: object) -> str:
    return value if isinstance(value, str) else ""

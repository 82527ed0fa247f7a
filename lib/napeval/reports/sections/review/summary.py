"""Executive summary of a review: the five basic questions, answered as far as the record goes."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import Run, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report
from napeval.reports.sections.common import below, interval, nothing_reported, strategic_objectives
from napeval.reports.sections.review.validity import facts_on_validity
from napeval.reports.sections.summary import main_statements, plan_in_brief, what_is_known

_MOST_REASONS = 3


def executive_summary(r: Report) -> None:
    """Five questions with their answers, what is known, and what the reviewers find and advise."""
    r.heading(1, _("Executive summary"), identifier="summary", numbered=False)
    plan_in_brief(r)
    for question, answer in five_questions(r):
        r.paragraph(r.word(question, bold=True), answer)
    what_is_known(r)
    r.slot("executive_summary")
    main_statements(r)


def five_questions(r: Report) -> list[tuple[str, Text]]:
    """The basic questions of the guide, each with what the record answers."""
    return [
        (_("Do the strategic goals still matter and still hold?"), _still_valid(r)),
        (_("Which goals were reached, and how far?"), _goals(r)),
        (_("Which specific objectives were reached, and how far?"), _specific(r)),
        (_("What helped or hindered?"), _hindered(r)),
        (_("Which recommendations follow?"), _advice(r)),
    ]


def _still_valid(r: Report) -> Text:
    """That people judge it, with the first fact that bears on it."""
    first = next(facts_on_validity(r))
    return [*r.word(_("For those who review to judge; one fact that bears on it:")), Run(" "), *first]


def _goals(r: Report) -> Text:
    return _progress(r, "strategic", strategic_objectives(r))


def _specific(r: Report) -> Text:
    inside = [key for objective in strategic_objectives(r) for key in below(r, objective)]
    return _progress(r, "specific", inside)


def _progress(r: Report, scope: str, objectives: Sequence[str]) -> Text:
    """The mean progress of the indicators under objectives of which some progress is known."""
    table = r.released["rollup"]
    rows = [table.row(scope, one, "all") for one in objectives if table.has(scope, one, "all")]
    known = [_range(r, row) for row in rows if row["scored"].value]
    if not known:
        return r.word(_("Not known: of none of them is the progress of any indicator known."))
    told = r.text(
        _("Mean progress of the indicators, as far as what is not known allows: {ranges}."),
        ranges=join_texts(known, "; "),
    )
    if len(known) == len(rows):
        return told
    return [*told, Run(" "), *r.word(_("Of the others nothing is known."))]


def _range(r: Report, row: Row) -> Text:
    return [*r.quoted(row.text("scope_id")), Run(" "), *interval(r, row["lower"], row["upper"])]


def _hindered(r: Report) -> Text:
    """The reasons that were given for most activities."""
    found = [row for row in r.rows("reason_counts") if row.text("basis") != "none"]
    if nothing_reported(r) or not found:
        return r.word(_("Not known: no report gives a reason or a difficulty."))
    reasons = [
        [*r.figure_run(row["said"]), Run(" ("), *r.figure_run(row["activities"]), Run(")")]
        for row in found[:_MOST_REASONS]
    ]
    return r.text(
        _(
            "Of what hindered, these reasons were named for the most activities, whose number stands in"
            " brackets: {reasons}."
        ),
        reasons=join_texts(reasons, "; "),
    )


def _advice(r: Report) -> Text:
    if r.evaluation.tables["evaluations/recommendations"].empty:
        return r.word(_("None is on record yet; what the gaps of the plan call for is listed."))
    return r.word(_("The main ones are listed at the end of this summary."))

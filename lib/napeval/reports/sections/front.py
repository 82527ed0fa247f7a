"""Title page, contents and executive summary."""

from __future__ import annotations

from napeval.display import blocks
from napeval.display.blocks import Run, TableRow, Text
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.reports.document import team_names
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import distinct_gaps, nothing_reported, score_range
from napeval.reports.sections.trafficking import trend_sentence

_MAIN_GAPS = 6


def title_page(r: Report, *, kind: str = "") -> None:
    """Title, what was evaluated, by whom, on what data; then the contents.

    kind: of the report, where it is not the evaluation itself.
    """
    meta, settings = r.cycle.meta, r.evaluation.settings
    facts: list[tuple[str, Text]] = [
        (_("Plan period"), r.text(_("{start} to {end}"), start=meta.start, end=meta.end)),
        (_("Period judged"), r.text(_("from the start of the plan to {cutoff}"), cutoff=r.cutoff)),
        (_("Known as of"), r.text(_("{day}"), day=r.as_of)),
        (
            _("Evaluation team"),
            r.quoted(team_names(settings.get("team"))) or r.word(_("to be named")),
        ),
        (_("Addressed to"), r.word_of("audience", r.audience)),
    ]
    if "midterm" in meta.inferred:
        note = r.word(_("The plan prints no mid-term date; it was chosen for this evaluation."))
        facts.append((_("Mid-term"), note))
    r.emit(
        blocks.title_block(
            title=r.label("evaluation_kind", kind or settings["kind"]),
            subtitle=meta.title.get(r.language.code) or meta.title["en"],
            facts=[(r.language.translate(head), value) for head, value in facts],
            status=r.label("evaluation_status", settings["status"]),
            banner=r.banner,
            footnote=meta.designation_note.get(r.language.code, ""),
        )
    )
    r.emit(blocks.page_turn())
    r.emit(blocks.contents(r.language.translate(_("Contents"))))


def executive_summary(r: Report) -> None:
    """The answers first: what is known of delivery, the plan, money and trends; then the marks."""
    r.heading(1, _("Executive summary"), identifier="summary", numbered=False)
    r.styled(
        "lead",
        _(
            "The plan holds {activities} activities under {specific} specific and {strategic}"
            " strategic objectives."
            " Their planned cost adds up to {amount}."
        ),
        activities=r.measure("activities"),
        specific=r.measure("objectives_specific"),
        strategic=r.measure("objectives_strategic"),
        amount=r.claim("budget", "plan", "plan", "all", column="amount"),
    )
    r.bullets([delivery_sentence(r), plan_sentence(r), money_sentence(r), *trend_sentence(r)])
    _marks(r)
    r.slot("executive_summary")
    gaps = distinct_gaps(r)[:_MAIN_GAPS]
    if gaps:
        r.styled(
            "lead",
            _("What would help most, proposed from the gaps found and to be confirmed by the evaluator:"),
        )
        r.bullets([r.word(GAP_WORDS[code].mend) for code, _rows in gaps], ordered=True)


def delivery_sentence(r: Report) -> list[Run]:
    """How much of the plan is known to be carried out."""
    plan = r.released["delivery"].row("plan", "plan")
    bounds = {"lower": plan["done_lower"], "upper": plan["done_upper"]}
    if nothing_reported(r):
        return r.text(
            _(
                "Delivery is unknown: a progress report is on record for {reported} of"
                " {activities} activities. The share carried out may lie anywhere between {lower}"
                " and {upper}."
            ),
            reported=r.claim("evaluability", "plan", "plan", "activities", "reported", column="count"),
            activities=plan["activities"],
            **bounds,
        )
    return r.text(
        _(
            "Completion is reported for {completed} of {activities} activities: {share} of"
            " those reported, and between {lower} and {upper} of all, because nothing certain"
            " is known of the others (not reported: {unreported})."
        ),
        activities=plan["activities"],
        completed=plan["completed"],
        share=plan["done_of_reported"],
        unreported=plan["not_reported"],
        **bounds,
    )


def plan_sentence(r: Report) -> list[Run]:
    """How far the plan's own indicators can be measured."""
    step = {
        name: r.claim("evaluability", "plan", "plan", "indicators", name, column="count")
        for name in _INDICATOR_STEPS
    }
    return r.text(
        _(
            "Of {all} indicators of the plan, a numeric baseline is stated for"
            " {baseline_value} and a numeric final target for {final_value}; an observation"
            " is on record for {observed}."
        ),
        **step,
    )


_INDICATOR_STEPS = ("all", "baseline_value", "final_value", "observed")


def money_sentence(r: Report) -> list[Run]:
    """What is known of the money."""
    budget = r.released["budget"].row("plan", "plan", "all")
    domestic = r.released["funding"].row("domestic")
    return r.text(
        _(
            "No amount is stated for {without} activities. Domestic sources carry between"
            " {low} and {high} of the planned money, because {unresolved} of it names no"
            " source or a mix of sources."
        ),
        without=budget["activities_without_amount"],
        low=domestic["share_low"],
        high=domestic["share_high"],
        unresolved=r.claim("funding", "unresolved", column="share"),
    )


def _marks(r: Report) -> None:
    """A mark for each criterion, with the range of the score and the strength of the evidence."""
    rows = []
    for row in r.rows("criteria"):
        cells = [
            r.word_of("criterion", row.text("criterion"), bold=True),
            r.level(row.text("level") or "not_demonstrated"),
            r.figure_run(row["score"]),
            r.figure_run(row["judged"]),
            score_range(r, row),
            r.figure_run(row["coverage"]),
            r.word_of("strength", row.text("strength")),
        ]
        rows.append(TableRow(cells))
    columns = [
        TableSpec(_("Criterion"), width=1.6),
        TableSpec(_("Mark"), width=1.6),
        TableSpec(_("Computed"), "right", 0.9),
        TableSpec(_("Judged"), "right", 0.9),
        TableSpec(_("Range of the computed score"), "right", 1.3),
        TableSpec(_("Weight with evidence"), "right", 1.1),
        TableSpec(_("Strength of evidence"), width=1.2),
    ]
    note = r.word(
        _(
            "Not demonstrated means that the evidence does not carry a mark; it is not a low mark."
            " Scores are points of a hundred. The range shows where the computed score would"
            " lie if all that is unknown were at its"
            " worst or at its best."
        )
    )
    r.table("tab-marks", columns, rows, r.word(_("Marks by criterion")), notes=[note])

"""Executive summary of an evaluation: its questions answered first, then what is known, found and advised."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.display.blocks import Run, Text
from napeval.display.gap_words import GAP_WORDS
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, Value
from napeval.reports.sections.brief import delivery_sentence, money_sentence, plan_sentence
from napeval.reports.sections.common import distinct_gaps, score_range
from napeval.reports.sections.statements import main_findings, main_recommendations, numbered
from napeval.reports.sections.trafficking import trend_sentence

_MOST = 5
"""Findings, recommendations and gaps named here; all of them stand in the chapters."""

QUESTIONS: Mapping[str, str] = {
    "relevance": _(
        "Do strategy and plan matter, and are their goals and activities suited to the results expected?"
    ),
    "coherence": _("Do the measures fit together, and with other policy and with international obligations?"),
    "effectiveness": _("Was the plan effective, by the results that were reached?"),
    "efficiency": _("Were the results reached at a reasonable cost and use of people and means?"),
    "impact": _(
        "What did those gain who were meant to, and what did the strategy add to wider national policy?"
    ),
    "sustainability": _("Will what was reached last when the plan is over?"),
}
"""What the summary answers, by criterion: the guide's questions, and those of the criteria that it lacks."""


def executive_summary(r: Report) -> None:
    """On two pages at most: the evaluation questions, delivery, plan, money, trends, findings and advice."""
    r.heading(1, _("Executive summary"), identifier="summary", numbered=False)
    r.bullets([criterion_answer(r, row) for row in r.rows("criteria")])
    plan_in_brief(r)
    what_is_known(r)
    r.slot("executive_summary")
    main_statements(r)


def plan_in_brief(r: Report) -> None:
    """How large the plan is."""
    r.styled(
        "lead",
        _(
            "The plan holds {activities:activity|activities} under {specific} specific and"
            " {strategic:strategic objective|strategic objectives}. Their planned cost adds up to"
            " {amount}."
        ),
        activities=r.measure("activities"),
        specific=r.measure("objectives_specific"),
        strategic=r.measure("objectives_strategic"),
        amount=r.claim("budget", "plan", "plan", "all", column="amount"),
    )


def criterion_answer(r: Report, row: Row) -> Text:
    """One evaluation question with its answer: level, range and strength of evidence, or not demonstrated."""
    criterion = row.text("criterion")
    question = [
        *r.word_of("criterion", criterion, bold=True),
        Run(". ", bold=True),
        *r.word(QUESTIONS[criterion]),
        Run(" "),
    ]
    return [*question, *_answer(r, row)]


def _answer(r: Report, row: Row) -> list[Run]:
    values: dict[str, Value] = {"range": score_range(r, row)}
    level = row.text("level") or NOT_DEMONSTRATED
    if level == NOT_DEMONSTRATED:
        return r.text(
            _(
                "Not demonstrated: there is evidence on {coverage} of what was asked, and the points of a"
                " hundred could be {range}."
            ),
            coverage=row["coverage"],
            **values,
        )
    return r.text(
        _(
            "Mark: {level} ({basis}); computed points of a hundred: {range}; strength of evidence:"
            " {strength}."
        ),
        level=r.level(level),
        basis=r.word_of("basis", row.text("basis")),
        strength=r.word_of("strength", row.text("strength")),
        **values,
    )


def what_is_known(r: Report) -> None:
    """Delivery, plan, money and trend, a sentence each."""
    r.bullets([delivery_sentence(r), plan_sentence(r), money_sentence(r), *trend_sentence(r)])


def main_statements(r: Report) -> None:
    """The main findings and recommendations of the evaluators; without any, what the gaps call for."""
    findings = main_findings(r)[:_MOST]
    if findings:
        r.styled("lead", _("Main findings; the report holds all of them, with what they rest on:"))
        r.bullets([numbered(r, "findings", one) for one in findings])
    advised = main_recommendations(r)[:_MOST]
    if advised:
        r.styled("lead", _("Main recommendations; the report holds all of them:"))
        r.bullets([numbered(r, "recommendations", one) for one in advised])
        return
    gaps = distinct_gaps(r)[:_MOST]
    if gaps:
        r.styled(
            "lead",
            _("What would help most, proposed from the gaps found and to be confirmed by the evaluator:"),
        )
        r.bullets([r.word(GAP_WORDS[code].mend) for code, _rows in gaps], ordered=True)

"""The evaluation matrix as evaluators know it: questions, standards, rungs, evidence, methods, sources."""

from __future__ import annotations

from collections.abc import Iterable

from napeval.criteria.questions import RUNGS, EvidenceItem, Question
from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import evidence_text


def matrix_annex(r: Report) -> None:
    """The matrix as an annex of a report."""
    r.annex(_("Evaluation matrix"), identifier="annex-matrix")
    evaluation_matrix(r)


def as_chapter(r: Report) -> None:
    """The matrix as a chapter of the inception report."""
    r.heading(1, _("Evaluation matrix"), identifier="matrix")
    evaluation_matrix(r)


def evaluation_matrix(r: Report) -> None:
    """The whole matrix: questions and evidence, then what each rung of each question looks like."""
    r.say(
        _(
            "What would be good, and what each rung looks like, was written down before the evidence"
            " was seen."
            " Weights count within their criterion and their question; evidence about the plan alone"
            " never carries a"
            " mark."
        )
    )
    columns = [
        TableSpec(_("Question"), width=1.9),
        TableSpec(_("Weight, and why"), width=1.5),
        TableSpec(_("What would be good"), width=1.8),
        TableSpec(_("Evidence, and how it becomes points"), width=4.4),
        TableSpec(_("Methods and sources"), width=1.4),
        TableSpec(_("Runs through it"), width=1.1),
    ]
    rungs = [
        TableSpec(_("Question"), width=0.7),
        *[TableSpec(heading, width=2.0) for heading in _RUNG_HEADINGS],
    ]
    for criterion in r.matrix.criteria:
        questions = [one for one in r.matrix.questions if one.criterion == criterion]
        r.table(
            f"tab-matrix-{criterion}",
            columns,
            [_question(r, question) for question in questions],
            r.text(_("Evaluation matrix: {criterion}"), criterion=r.word_of("criterion", criterion)),
            source=_("the evaluation matrix"),
        )
        r.table(
            f"tab-rubric-{criterion}",
            rungs,
            [
                TableRow(
                    [
                        r.quoted(question.id, bold=True),
                        *[r.quoted(r.in_language(question.rubric[rung])) for rung in RUNGS],
                    ]
                )
                for question in questions
            ],
            r.text(
                _("What each rung looks like, from the worst to the best: {criterion}"),
                criterion=r.word_of("criterion", criterion),
            ),
            source=_("the evaluation matrix"),
        )


_RUNG_HEADINGS = (_("Not met"), _("Little met"), _("Partly met"), _("Largely met"), _("Fully met"))


def _question(r: Report, question: Question) -> TableRow:
    return TableRow(
        [
            [
                *r.quoted(f"{question.id}: {r.in_language(question.text)}"),
                *([] if question.mid_term else r.word(_(" (asked at the end only)"))),
            ],
            _weight(r, "questions", "question_id", question.id, r.quoted(r.in_language(question.why))),
            r.quoted(r.in_language(question.standard)),
            _lines(_evidence(r, item) for item in question.evidence),
            _lines(
                [
                    r.words_of("matrix_method", ";".join(question.methods)),
                    r.words_of("matrix_source", ";".join(question.sources)),
                ]
            ),
            r.words_of("cross_cutting", ";".join(question.cross_cutting)),
        ]
    )


def _evidence(r: Report, item: EvidenceItem) -> Text:
    """An item with its kind or rule and its weight in the question."""
    runs: list[Run] = r.quoted(evidence_text(r, item.id))
    if item.rule:
        runs = [*runs, Run("; "), *r.word_of("points_rule", item.rule)]
    if item.kind == "context":
        runs = [*runs, Run("; "), *r.word(_("never scored"))]
    if item.scored:
        runs = [*runs, *_weight(r, "evidence", "item_id", item.id, [], before=" ")]
    return runs


def _weight(r: Report, table: str, key: str, identifier: str, after: Text, *, before: str = "") -> Text:
    """The weight that counted, where it was asked; the matrix itself holds those of the other questions."""
    rows = r.rows(table, **{key: identifier})
    if not rows:
        return after
    weight = [Run(f"{before}("), *r.figure_run(rows[0]["weight"]), Run(")")]
    return [*weight, Run(" "), *after] if after else weight


def _lines(texts: Iterable[Text]) -> Text:
    """Texts on lines of their own within a cell."""
    runs: list[Run] = []
    for text in texts:
        if text:
            runs += [Run("\n"), *text] if runs else list(text)
    return runs

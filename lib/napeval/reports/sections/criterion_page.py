"""One criterion on a page of its own: questions, evidence, judgement, limits, what would change the mark."""

from __future__ import annotations

from napeval.criteria.answers import CONSENSUS
from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.release.claims import split_address
from napeval.reports.report import Report, TableSpec, Value
from napeval.reports.sections.common import evidence_text, interval, listed, question_text, score_range
from napeval.reports.sections.robustness import what_would_change


def criterion_page(r: Report, row: Row) -> None:
    """Everything about one criterion."""
    code = row.text("criterion")
    r.heading_text(2, r.label("criterion", code), identifier=f"criterion-{code}")
    _mark(r, row)
    _questions(r, code)
    _evidence(r, code)
    _beside(r, code)
    _judgement(r, row)
    changes = what_would_change(r, code)
    if changes:
        r.say(_("What would change this mark:"))
        r.bullets(changes)
    _limits(r, code)
    r.slot(f"criterion_{code}")


def _mark(r: Report, row: Row) -> None:
    level = row.text("level") or NOT_DEMONSTRATED
    values: dict[str, Value] = {
        "mark": r.level(level, bold=True),
        "rated": row["questions_rated"],
        "questions": row["questions"],
        "range": score_range(r, row),
        "coverage": row["coverage"],
        "strength": r.word_of("strength", row.text("strength")),
    }
    if level == NOT_DEMONSTRATED:
        r.say(
            _(
                "Mark: {mark}. Questions that can be answered: {rated} of {questions}; evidence covers"
                " {coverage} of the weight. The score could lie anywhere in this range of points: {range}."
                " Strength of evidence: {strength}."
            ),
            **values,
        )
    else:
        values["basis"] = r.word_of("basis", row.text("basis"))
        r.say(
            _(
                "Mark: {mark} ({basis}). Questions that can be answered: {rated} of {questions}; evidence"
                " covers {coverage} of the weight. Range of the computed score in points: {range}."
                " Strength of evidence: {strength}."
            ),
            **values,
        )
    reasons = r.words_of("remark", row.text("reason"))
    if reasons:
        r.say(_("Why the evidence does not carry more: {reasons}."), reasons=reasons)
    lowered = r.words_of("remark", row.text("strength_reason"))
    if lowered:
        r.say(_("What lowers the strength of the evidence: {reasons}."), reasons=lowered)
    if row["difference"].state == "shown" and row["difference"].value:
        r.say(
            _(
                "Computed and judged stand apart: {computed} points are computed and {judged} are judged, a"
                " difference of {difference}; {prevails} prevails by the rule of this evaluation."
            ),
            computed=row["score"],
            judged=row["judged"],
            difference=row["difference"],
            prevails=r.word_of("prevails", row.text("prevails")),
        )


def _questions(r: Report, criterion: str) -> None:
    rows = [
        TableRow(
            [
                r.quoted(row.text("question_id")),
                r.quoted(question_text(r, row.text("question_id"))),
                r.figure_run(row["score"]),
                score_range(r, row),
                _judged(r, row),
                r.word_of("result", row.text("result")),
                r.word_of("strength", row.text("strength")),
            ]
        )
        for row in r.rows("questions", criterion=criterion)
    ]
    columns = [
        TableSpec(_("No."), width=0.7),
        TableSpec(_("Question"), width=3.4),
        TableSpec(_("Computed"), "right", 0.9),
        TableSpec(_("Range"), "right", 1.0),
        TableSpec(_("Judged"), "right", 1.0),
        TableSpec(_("Result"), width=1.2),
        TableSpec(_("Strength of evidence"), width=1.0),
    ]
    r.table(
        f"tab-questions-{criterion}",
        columns,
        rows,
        r.text(
            _("Scores and marks of the questions on {criterion}"),
            criterion=[*r.word_of("criterion", criterion)],
        ),
        notes=[
            r.word(
                _("Points of a hundred; where evaluators differ, their lowest and highest mark in brackets.")
            )
        ],
    )


def _judged(r: Report, row: Row) -> Text:
    """The evaluators' score, and their range where they differ."""
    runs = r.figure_run(row["judged"])
    if row["judged_low"].value != row["judged_high"].value:
        runs = [*runs, Run(" ("), *interval(r, row["judged_low"], row["judged_high"]), Run(")")]
    return runs


def _evidence(r: Report, criterion: str) -> None:
    """The scored evidence at hand, and what is asked for and missing."""
    scored = [row for row in r.rows("evidence", criterion=criterion) if row["weight"].state == "shown"]
    at_hand = [row for row in scored if row["value"].state == "shown"]
    if at_hand:
        columns = [
            TableSpec(_("Question"), width=0.8),
            TableSpec(_("Evidence"), width=3.4),
            TableSpec(_("Points"), "right", 0.8),
            TableSpec(_("Range"), "right", 1.0),
            TableSpec(_("Known"), "right", 0.8),
            TableSpec(_("Rows or answers"), "right", 0.8),
            TableSpec(_("Sources"), "right", 0.8),
            TableSpec(_("Remarks"), width=1.3),
        ]
        rows = [
            TableRow(
                [
                    r.quoted(row.text("question_id")),
                    r.quoted(evidence_text(r, row.text("item_id"))),
                    r.figure_run(row["value"]),
                    score_range(r, row),
                    r.figure_run(row["coverage"]),
                    r.figure_run(row["n"]),
                    r.figure_run(row["n_sources"]),
                    _remarks(r, row),
                ]
            )
            for row in at_hand
        ]
        r.table(
            f"tab-evidence-{criterion}",
            columns,
            rows,
            r.text(
                _("Evidence on {criterion}, in points of a hundred"),
                criterion=r.word_of("criterion", criterion),
            ),
        )
    missing: dict[str, list[str]] = {}
    for row in r.rows("evidence", criterion=criterion):
        if not row["available"].value and row.text("kind") != "context":
            missing.setdefault(evidence_text(r, row.text("item_id")), []).append(row.text("question_id"))
    if missing:
        r.say(_("Evidence asked for that is not at hand:"))
        r.bullets(
            [
                r.text(_("{item} ({questions})"), item=r.quoted(item), questions=listed(r, questions))
                for item, questions in missing.items()
            ]
        )


def _remarks(r: Report, row: Row) -> Text:
    codes = [code for code in row.text("reason").split(";") if code]
    if row["disputed"].value:
        codes.append("disputed")
    return r.words_of("remark", ";".join(dict.fromkeys(codes)))


def _beside(r: Report, criterion: str) -> None:
    """Results shown beside the questions and never scored, and what was collected from people."""
    told: list[Text] = []
    for row in r.rows("evidence", criterion=criterion, kind="context"):
        if row["available"].value:
            table, _key, _column = split_address(row.text("address"))
            told.append(
                r.text(
                    _("{question}: {item}: {count:row|rows} of the table «{table}»"),
                    question=r.quoted(row.text("question_id")),
                    item=r.quoted(evidence_text(r, row.text("item_id"))),
                    count=row["n"],
                    table=r.table_word(table),
                )
            )
    for row in r.rows("evidence", criterion=criterion, kind="interview_theme"):
        if row["available"].value:
            told.append(
                r.text(
                    _(
                        "{question}: {count:piece|pieces} of evidence collected from people, documents"
                        " and cases"
                    ),
                    question=r.quoted(row.text("question_id")),
                    count=row["n"],
                )
            )
    if told:
        r.say(_("Shown beside the questions, and never scored:"))
        r.bullets(told)


def _judgement(r: Report, row: Row) -> None:
    """The evaluators' marks and reasons, each by its author, the agreed ones first."""
    asked = {one.text("question_id") for one in r.rows("questions", criterion=row.text("criterion"))}
    ratings = r.evaluation.tables["evaluations/ratings"]
    own = ratings[ratings["question_id"].isin(asked)]
    if own.empty:
        return
    r.say(_("Judgement of the evaluators, with their reasons in the language in which they wrote them:"))
    r.bullets(
        [
            r.text(
                _("{question}, {evaluator}: {reason}"),
                question=entry.question_id,
                evaluator=r.word(_("agreed by all")) if entry.evaluator == CONSENSUS else entry.evaluator,
                reason=entry.justification,
            )
            for entry in own.itertuples()
        ]
    )


def _limits(r: Report, criterion: str) -> None:
    """What the evidence on each question cannot show."""
    r.say(_("Limits:"))
    r.bullets(
        [
            r.text(
                _("{question}: {limits}"),
                question=r.quoted(row.text("question_id")),
                limits=r.quoted(r.in_language(r.question(row.text("question_id")).limits)),
            )
            for row in r.rows("questions", criterion=criterion)
        ]
    )

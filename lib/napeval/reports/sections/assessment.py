"""Assessment by criterion: from evidence to question to criterion to mark."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow
from napeval.display.figures import criteria_profile
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec, Value
from napeval.reports.sections.common import evidence_text, listed, question_text, score_range


def profile(r: Report) -> None:
    """All criteria in one figure, and how the marks came about."""
    r.heading(1, _("Assessment by criterion"), identifier="assessment")
    r.say(
        _(
            "Each criterion is judged by the questions of the evaluation matrix. A question"
            " is answered from evidence that"
            " is brought to a hundred points by a stated rule; the score is given with the"
            " range it would have if all that"
            " is missing were at its worst or at its best. How strong the evidence is, is"
            " marked apart and never mixed"
            " into the score."
        )
    )
    picture = criteria_profile(r.released, r.language)
    if picture:
        r.picture(
            "fig-criteria", picture, r.word(_("Criteria: range of the score, mark and strength of evidence"))
        )
    for row in r.rows("criteria"):
        _criterion(r, row)


def _criterion(r: Report, row: Row) -> None:
    code = row.text("criterion")
    r.heading_text(2, r.label("criterion", code), identifier=f"criterion-{code}")
    level = row.text("level") or "not_demonstrated"
    values: dict[str, Value] = {
        "mark": r.word_of("level", level, bold=True),
        "rated": row["questions_rated"],
        "questions": row["questions"],
        "range": score_range(r, row),
        "coverage": row["coverage"],
        "strength": r.word_of("strength", row.text("strength")),
    }
    if level == "not_demonstrated":
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
    _questions(r, code)
    _justifications(r, code)
    r.slot(f"criterion_{code}")


def _justifications(r: Report, criterion: str) -> None:
    """The evaluators' reasons for their scores."""
    asked = {row.text("question_id") for row in r.rows("questions", criterion=criterion)}
    ratings = r.evaluation.tables["evaluations/ratings"]
    own = ratings[ratings["question_id"].isin(asked)]
    if own.empty:
        return
    r.say(_("Reasons of the evaluators:"))
    r.bullets(
        [
            r.text(
                _("{question}, {evaluator}: {reason}"),
                question=entry.question_id,
                evaluator=entry.evaluator,
                reason=entry.justification,
            )
            for entry in own.itertuples()
        ]
    )


def _questions(r: Report, criterion: str) -> None:
    rows = []
    for row in r.rows("questions", criterion=criterion):
        rows.append(
            TableRow(
                [
                    r.quoted(row.text("question_id")),
                    r.quoted(question_text(r, row.text("question_id"))),
                    r.figure_run(row["score"]),
                    score_range(r, row),
                    r.figure_run(row["judged"]),
                    r.word_of("result", row.text("result")),
                    r.word_of("strength", row.text("strength")),
                ]
            )
        )
    columns = [
        TableSpec(_("No."), width=0.7),
        TableSpec(_("Question"), width=3.4),
        TableSpec(_("Computed"), "right", 0.9),
        TableSpec(_("Range"), "right", 1.0),
        TableSpec(_("Judged"), "right", 0.8),
        TableSpec(_("Result"), width=1.2),
        TableSpec(_("Strength of evidence"), width=1.0),
    ]
    r.table(
        f"tab-questions-{criterion}",
        columns,
        rows,
        r.text(_("Questions on {criterion}"), criterion=[*r.word_of("criterion", criterion)]),
    )
    _evidence(r, criterion)


def _evidence(r: Report, criterion: str) -> None:
    """The evidence behind the questions: at hand, or asked for and missing."""
    at_hand = [row for row in r.rows("evidence", criterion=criterion) if row["value"].value is not None]
    if at_hand:
        r.say(_("Evidence at hand, in points:"))
        r.bullets(
            [
                r.text(
                    _("{question}: {item}: {points}"),
                    question=row.text("question_id"),
                    item=r.quoted(evidence_text(r, row.text("item_id"))),
                    points=_points(r, row),
                )
                for row in at_hand
            ]
        )
    missing: dict[str, list[str]] = {}
    for row in r.rows("evidence", criterion=criterion):
        if not row["available"].value:
            missing.setdefault(evidence_text(r, row.text("item_id")), []).append(row.text("question_id"))
    if missing:
        r.say(_("Evidence asked for that is not at hand:"))
        r.bullets(
            [
                r.text(_("{item} ({questions})"), item=r.quoted(item), questions=listed(r, questions))
                for item, questions in missing.items()
            ]
        )


def _points(r: Report, row: Row) -> list[Run]:
    """The points of an item, and their range where it has one."""
    midpoint = row.text("reason") == "interval_middle"
    runs = score_range(r, row) if midpoint else r.figure_run(row["value"])
    if not midpoint and row["lower"].value != row["upper"].value:
        runs += [Run(" ("), *score_range(r, row), Run(")")]
    if row.text("reason") == "links_only_proposed":
        runs += [Run("; "), *r.word_of("link_basis", "proposed")]
    return runs

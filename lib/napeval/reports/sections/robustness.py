"""How sure the marks are: how often they survive, what they depend on, what would change them."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.criteria.question_rating import NOT_DEMONSTRATED
from napeval.criteria.robustness.drawn_tables import NOTHING_TO_VARY, ONE_EVALUATOR
from napeval.criteria.scale_levels import OVERALL
from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import evidence_text, interval

_UNVARIED = (NOTHING_TO_VARY, ONE_EVALUATOR)


def robustness(r: Report) -> None:
    """How often each mark comes out when weights, gaps, evaluators and rules are drawn anew."""
    rows = [row for row in r.rows("robustness") if row["draws"].state == "shown"]
    r.heading(2, _("How sure the marks are"), identifier="robustness")
    if not rows:
        r.say(
            _(
                "No mark could be drawn anew: nothing is known for any criterion, so there is no mark whose"
                " firmness could be examined."
            )
        )
        return
    r.say(
        _(
            "Each mark was drawn anew {draws} times with other weights, with what is missing or"
            " disputed placed"
            " anywhere within its bounds, with the evaluators drawn again, and with other rules for bringing"
            " evidence to points and for taking it together. A mark that comes out again in nearly every draw"
            " does not hang on such choices."
        ),
        draws=rows[0]["draws"],
    )
    columns = [
        TableSpec(_("Criterion"), width=1.5),
        TableSpec(_("Mark"), width=1.4),
        TableSpec(_("Same mark"), "right", 0.9),
        TableSpec(_("Worse"), "right", 0.8),
        TableSpec(_("Better"), "right", 0.8),
        TableSpec(_("Middle nine tenths of the scores"), "right", 1.3),
        TableSpec(_("Firmness"), width=1.2),
        TableSpec(_("Depends most on"), width=1.7),
    ]
    r.table(
        "tab-robustness",
        columns,
        [_row(r, row) for row in rows],
        r.word(_("How often each mark comes out again, in share of draws")),
        notes=_notes(r, rows),
    )
    changes = [
        r.text(_("{criterion}: {changes}."), criterion=_name(r, row), changes=_joined(found))
        for row in rows
        if (found := what_would_change(r, row.text("criterion")))
    ]
    if changes:
        r.say(_("What would change a mark:"))
        r.bullets(changes)


def _row(r: Report, row: Row) -> TableRow:
    undecided = row.text("level") == NOT_DEMONSTRATED
    return TableRow(
        [
            _name(r, row, bold=True),
            r.level(row.text("level")),
            r.word("–") if undecided else r.figure_run(row["level_share"]),
            r.word("–") if undecided else r.figure_run(row["below_share"]),
            r.word("–") if undecided else r.figure_run(row["above_share"]),
            interval(r, row["low"], row["high"]),
            r.word_of("robustness_verdict", row.text("verdict")) or r.word("–"),
            r.word_of("factor", row.text("leading_factor")) or r.word("–"),
        ]
    )


def _notes(r: Report, rows: list[Row]) -> list[Text]:
    notes: list[Text] = [
        r.word(
            _(
                "Firm: the same mark in at least nine draws of ten; fairly firm: in at least seven of ten;"
                " fragile: in fewer. These bounds are a convention of this suite."
            )
        )
    ]
    for row in rows:
        reasons = [code for code in row.text("reason").split(";") if code in _UNVARIED]
        if reasons:
            notes.append(
                r.text(
                    _("{criterion}: {reasons}; how firm the mark is was not examined."),
                    criterion=_name(r, row),
                    reasons=r.words_of("remark", ";".join(reasons)),
                )
            )
    possible = [row for row in rows if row.text("level") == NOT_DEMONSTRATED]
    for row in possible:
        levels = [
            one
            for one in r.rows("robustness_levels", criterion=row.text("criterion"), scale_id=r.scale.id)
            if one["share"].value
        ]
        shares = [
            r.text(_("{mark} in {share}"), mark=r.level(one.text("level")), share=one["share"])
            for one in levels
        ]
        notes.append(
            r.text(
                _("{criterion} is not demonstrated; by the bounds alone it would be: {levels}."),
                criterion=_name(r, row),
                levels=_joined(shares),
            )
        )
    return notes


def what_would_change(r: Report, criterion: str) -> list[Text]:
    """What would change a mark: a weight, or one item, question, evaluator or criterion less."""
    found: list[Text] = []
    for row in r.rows("tipping_weights", criterion=criterion):
        if row["tipping_share"].state == "shown":
            message = (
                _("to {mark} if {subject} weighs more than {share} (now {now})")
                if row.text("direction") == "more"
                else _("to {mark} if {subject} weighs less than {share} (now {now})")
            )
            found.append(
                r.text(
                    message,
                    mark=r.level(row.text("level_to")),
                    subject=_subject(r, row),
                    share=row["tipping_share"],
                    now=row["share"],
                )
            )
    for row in r.rows("left_out", criterion=criterion):
        if row["flips"].value:
            found.append(
                r.text(
                    _("to {mark} without {kind} {subject}"),
                    mark=r.level(row.text("level")),
                    kind=r.word_of("left_out_kind", row.text("kind")),
                    subject=_subject(r, row),
                )
            )
    return found


def _subject(r: Report, row: Row) -> Text:
    subject = row.text("subject")
    if row.text("criterion") == OVERALL:
        return r.word_of("criterion", subject)
    is_item = "kind" in row and row.text("kind") == "item"
    return r.quoted(evidence_text(r, subject) if is_item else subject)


def _name(r: Report, row: Row, *, bold: bool = False) -> list[Run]:
    return r.word_of("assessed", row.text("criterion"), bold=bold)


def _joined(texts: Sequence[Text]) -> Text:
    runs: list[Run] = []
    for number, text in enumerate(texts):
        runs += [Run("; "), *text] if number else list(text)
    return runs

"""Contribution: what the plan can be said to have brought about, and what else could explain the change."""

from __future__ import annotations

from napeval.cycle.identifiers import split_list
from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.cited import cited_figure
from napeval.reports.sections.statements import evidence_name


def contribution(r: Report) -> None:
    """Claims of contribution with their rivals and tests; they stand beside the score, never in it."""
    claims = [row for row in r.rows("contribution") if row.text("kind") == "contribution"]
    if not claims:
        return
    r.heading(2, _("Contribution of the plan"), identifier="contribution")
    r.say(
        _(
            "That something changed while the plan ran does not show that the plan changed it. Each"
            " explanation"
            " below was tested by what should be found if it held, and so were its rivals. The result stands"
            " beside the marks and never enters them."
        )
    )
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Explanation"), width=2.8),
        TableSpec(_("Kind"), width=1.1),
        TableSpec(_("Found"), "right", 0.8),
        TableSpec(_("Not found"), "right", 0.9),
        TableSpec(_("Not known"), "right", 0.9),
        TableSpec(_("Verdict"), width=1.2),
        TableSpec(_("Remarks"), width=1.6),
    ]
    ordered = [row for claim in claims for row in (claim, *_rivals(r, claim))]
    r.table(
        "tab-contribution",
        columns,
        [_row(r, row) for row in ordered],
        r.word(_("Explanations of the changes, and how they stood the tests")),
    )
    r.bullets(
        [
            r.text(
                _(
                    "{claim}: the probability held before the tests was {prior}, after them it is"
                    " {posterior} ({confidence})."
                ),
                claim=r.quoted(row.text("claim_id")),
                prior=row["prior"],
                posterior=row["posterior"],
                confidence=r.word_of("confidence", row.text("confidence")),
            )
            for row in ordered
            if row["posterior"].state == "shown"
        ]
    )
    _tests(r, [row.text("claim_id") for row in ordered])


def _rivals(r: Report, claim: Row) -> list[Row]:
    return r.rows("contribution", rival_of=claim.text("claim_id"))


def _row(r: Report, row: Row) -> TableRow:
    return TableRow(
        [
            r.quoted(row.text("claim_id")),
            r.quoted(r.own_words("evaluations/contribution_claims", "claim_id", row.text("claim_id"))),
            r.word_of("explanation_kind", row.text("kind")),
            r.figure_run(row["passed"]),
            r.figure_run(row["failed"]),
            r.figure_run(row["unknown"]),
            r.word_of("contribution_verdict", row.text("verdict")),
            r.words_of("remark", row.text("reason")),
        ]
    )


def _tests(r: Report, claims: list[str]) -> None:
    columns = [
        TableSpec(_("No."), width=0.6),
        TableSpec(_("Of"), width=0.6),
        TableSpec(_("What should be found"), width=3.4),
        TableSpec(_("Kind of test"), width=1.2),
        TableSpec(_("Result"), width=0.9),
        TableSpec(_("What it means"), width=2.2),
        TableSpec(_("Based on"), width=1.4),
    ]
    rows = [
        TableRow(
            [
                r.quoted(row.text("test_id")),
                r.quoted(row.text("claim_id")),
                r.quoted(r.own_words("evaluations/contribution_tests", "test_id", row.text("test_id"))),
                r.word_of("contribution_test", row.text("test")),
                r.word_of("contribution_result", row.text("result")),
                r.word_of("contribution_meaning", row.text("meaning")),
                _based_on(r, row),
            ]
        )
        for claim in claims
        for row in r.rows("contribution_tests", claim_id=claim)
    ]
    if rows:
        caption = r.word(_("Tests of the explanations and their results"))
        r.table("tab-contribution-tests", columns, rows, caption, source=_("the evaluation"))


def _based_on(r: Report, row: Row) -> Text:
    """What the result of a test rests on: figures in words, evidence as far as it may be told."""
    place = f"evaluations/contribution_tests, {row.text('test_id')}, based_on"
    texts = [
        cited_figure(r, part, place=place) if "#" in part else evidence_name(r, part)
        for part in split_list(row.text("based_on"))
    ]
    return join_texts(texts, "; ") or r.word("–")

"""Risks and assumptions of the plan: how they stand, what was done, and who was told."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import as_written, listed
from napeval.reports.sections.parts import is_above_zero


def risks(r: Report) -> None:
    """Risks in the period and what was done about them; then the authors' own words."""
    r.heading(2, _("Risks"), identifier="risks")
    register(r)
    r.slot("risks")


def register(r: Report) -> None:
    """Every risk and assumption of the plan with its state; that there is none where there is none."""
    found = r.rows("risks")
    if not found:
        r.say(_("The plan states no risk and no assumption, so none can be followed."))
        return
    r.paragraph(*state_sentences(r))
    rows = [_line(r, row) for row in found]
    columns = [
        TableSpec(_("Risk or assumption"), width=2.4),
        TableSpec(_("Likelihood / effect"), width=1.0),
        TableSpec(_("State"), width=1.2),
        TableSpec(_("What was done"), width=1.8),
        TableSpec(_("Taken to"), width=1.2),
    ]
    note = r.word(
        _(
            "What was done: by the last report; where none says so, what the plan foresees, in brackets. Of a"
            " risk or assumption on which nothing was reported nothing is known, not even that it is open."
        )
    )
    caption = r.text(_("Risks and assumptions of the plan, {cutoff}"), cutoff=r.cutoff)
    notes, source = [note, as_written(r)], _("the plan; updates on risks")
    r.table("tab-risk-register", columns, rows, caption, notes=notes, source=source)


def state_sentences(r: Report) -> list[Text]:
    """How many risks and assumptions the plan states, and which are in which state."""
    stated = r.text(
        _("The plan states {risks:risk|risks} and {assumptions:assumption|assumptions}."),
        risks=r.measure("risks"),
        assumptions=r.measure("assumptions"),
    )
    found = r.rows("risks")
    if not any(is_above_zero(row["updates"]) for row in found):
        return [stated, r.word(_("No report on any of them is on record."))]
    states = [
        r.text(
            _("{state} ({risks})"),
            state=state,
            risks=listed(r, [row.text("risk_id") for row in inside]),
        )
        for state, inside in _by_state(r, found)
    ]
    return [stated, [*r.word(_("By the last report")), Run(": "), *join_texts(states, "; "), Run(".")]]


def _by_state(r: Report, found: Sequence[Row]) -> list[tuple[Text, list[Row]]]:
    """Risks and assumptions by state; assumptions that did not hold apart from risks that occurred."""
    states = [("occurred", "risk"), ("occurred", "assumption"), *((code, "") for code in _OTHER_STATES)]
    groups = [
        (
            _state(r, code, kind),
            [row for row in found if row.text("status") == code and kind in ("", row.text("kind"))],
        )
        for code, kind in states
    ]
    return [(state, inside) for state, inside in groups if inside]


_OTHER_STATES = ("open", "mitigated", "closed", "")


def _line(r: Report, row: Row) -> TableRow:
    key = row.text("risk_id")
    kind = r.word_of("risk_kind", row.text("kind"))
    return TableRow(
        [
            [
                *r.quoted(key, bold=True),
                Run(" "),
                *r.quoted(r.wording("plan/risks", key, "statement")),
                Run(" ("),
                *kind,
                Run(")"),
            ],
            join_texts([_graded(r, row.text(name)) for name in ("likelihood", "effect")], " / "),
            _states(r, row),
            _done(r, row),
            r.figure_run(row["escalated_to"]),
        ]
    )


def _graded(r: Report, code: str) -> Text:
    return r.word_of("risk_grade", code) or r.word("–")


def _states(r: Report, row: Row) -> Text:
    """The state now; before it the state before the period, where the two differ."""
    now, before, kind = row.text("status"), row.text("status_before"), row.text("kind")
    if not before or before == now:
        return _state(r, now, kind)
    return join_texts([_state(r, before, kind), _state(r, now, kind)], " → ")


def _state(r: Report, code: str, kind: str) -> Text:
    """The word for a state; an assumption does not occur, it does not hold."""
    if code == "occurred" and kind == "assumption":
        return r.word(_("did not hold"))
    return r.word_of("risk_status", code) or r.word(_("nothing reported"))


def _done(r: Report, row: Row) -> Text:
    """What the last report says was done; else what the plan foresees, in brackets."""
    if row["action"].state == "shown":
        return r.figure_run(row["action"])
    planned = r.cell("plan/risks", row.text("risk_id"), "mitigation")
    return [Run("("), *r.quoted(planned), Run(")")] if planned else r.word("–")

"""After the cycle: which milestones are reached, and which values held after the end of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, with_unit


def after_the_cycle(r: Report) -> None:
    """The chapter: milestones, values, and what the evaluators say of what lasts."""
    r.heading(1, _("After the end of the plan"), identifier="after-the-cycle")
    _milestones(r)
    _values(r)
    r.slot("after_the_cycle")


def _milestones(r: Report) -> None:
    r.heading(2, _("Milestones reached"), identifier="milestones-reached")
    counts = {state: r.claim("lasting_counts", "milestone", state, column="figures") for state in _STATES}
    r.say(
        _("Milestones reached by {cutoff}: {held}; not reached: {lost}; not known: {unknown}."),
        cutoff=r.cutoff,
        held=counts["held"],
        lost=counts["not_held"],
        unknown=counts["not_known"],
    )
    known = [row for row in r.rows("lasting", kind="milestone") if row["reached"].state == "shown"]
    remarked = any(row.text("reason") for row in known)
    rows = [
        TableRow(
            [
                *_named(r, row),
                _answer(r, row, "reached"),
                *([r.words_of("remark", row.text("reason"))] if remarked else []),
            ]
        )
        for row in known
    ]
    if rows:
        remark = [TableSpec(_("Remark"), width=1.4)] if remarked else []
        columns = [*_NAMED, TableSpec(_("Reached"), width=0.8), *remark]
        note = r.word(_("Milestones of which nothing is known are not listed; the annex lists all of them."))
        caption = r.text(_("Milestones reached and not reached, {cutoff}"), cutoff=r.cutoff)
        source = _("the plan and its revisions; progress reports")
        r.table("tab-milestones", columns, rows, caption, notes=[note], source=source)


_MOST_NAMES = 12
_STATES = ("held", "not_held", "not_known")


def _values(r: Report) -> None:
    r.heading(2, _("What held after the end"), identifier="what-held")
    if r.cutoff <= r.cycle.meta.end:
        r.say(
            _(
                "The period judged ends on {cutoff} and does not reach beyond the plan. What has held since"
                " cannot be told from it; an evaluation of a longer period would tell."
            ),
            cutoff=r.cutoff,
        )
        return
    counts = {state: r.claim("lasting_counts", "value", state, column="figures") for state in _STATES}
    r.say(
        _(
            "A value held where the last one after the end of the plan is no worse than the last one within"
            " it. Held: {held}; not held: {lost}; not known: {unknown}. What adds up over the plan is not"
            " asked about: what was done once cannot be lost."
        ),
        held=counts["held"],
        lost=counts["not_held"],
        unknown=counts["not_known"],
    )
    compared = [row for row in r.rows("lasting", kind="value") if _is_compared(row)]
    if compared:
        r.table(
            "tab-lasting",
            _VALUE_COLUMNS,
            [_value_row(r, row) for row in compared],
            r.word(_("Values that held after the end of the plan and values that did not")),
        )
    _unknown(r)


def _is_compared(row: Row) -> bool:
    """Whether there is an answer or, where sources leave it open, a value on both sides of the end."""
    return row["kept"].state != "missing" or "missing" not in (row["final_low"].state, row["later_low"].state)


def _value_row(r: Report, row: Row) -> TableRow:
    number, title = _named(r, row)
    return TableRow(
        [
            number,
            with_unit(r, title, row),
            interval(r, row["final_low"], row["final_high"]),
            r.figure_run(row["final_period"]),
            interval(r, row["later_low"], row["later_high"]),
            r.figure_run(row["later_period"]),
            _answer(r, row, "kept")
            if row["kept"].state != "missing"
            else r.words_of("remark", row.text("reason")),
        ]
    )


def _unknown(r: Report) -> None:
    """Why it is not known of the others whether they held, each reason with its figures."""
    reasons: dict[str, list[str]] = {}
    for row in r.rows("lasting", kind="value"):
        if not _is_compared(row):
            reasons.setdefault(row.text("reason"), []).append(row.text("indicator_id"))
    if reasons:
        r.say(_("Not known of the others, because of:"))
        r.bullets(
            [
                r.text(
                    _("{reason}: {indicators}"),
                    reason=r.words_of("remark", reason),
                    indicators=_first_of(r, list(dict.fromkeys(names))),
                )
                for reason, names in reasons.items()
            ]
        )


def _first_of(r: Report, names: Sequence[str]) -> Text:
    """The first of many identifiers; all of them stand in the tables that go with the report."""
    shown = r.quoted(", ".join(names[:_MOST_NAMES]))
    return [*shown, *r.word(_(" and others"))] if len(names) > _MOST_NAMES else shown


def _named(r: Report, row: Row) -> list[Text]:
    """The indicator by its number and title, with the category where it is of one."""
    title = [r.wording("plan/indicators", row.text("indicator_id"))]
    title += [r.category(row.text("category"))] if row.text("category") else []
    return [r.quoted(row.text("indicator_id")), r.quoted(" – ".join(title))]


def _answer(r: Report, row: Row, column: str) -> Text:
    claim = row[column]
    return r.word_of("flag", str(claim.value)) if claim.state == "shown" else r.figure_run(claim)


_NAMED = (TableSpec(_("No."), width=1.0), TableSpec(_("Indicator"), width=3.2))
_VALUE_COLUMNS = (
    *_NAMED,
    TableSpec(_("Last value within the plan"), "right", 1.1),
    TableSpec(_("Its period"), width=0.9),
    TableSpec(_("Last value after it"), "right", 1.1),
    TableSpec(_("Its period"), width=0.9),
    TableSpec(_("Held"), width=0.7),
)

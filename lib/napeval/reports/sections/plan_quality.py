"""Can the plan be evaluated: the guide's lists, SMART, the result chain, a profile and the mends."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import strategic_objectives, with_unit

_LETTERS = ("s", "m", "a", "r", "t")
_PROFILE = (
    "indicator_baseline",
    "indicator_target",
    "indicator_means",
    "indicator_complete",
    "activity_complete",
    "chain_whole",
)


def plan_quality(r: Report) -> None:
    """What the lists of the guide say, what is SMART, where the chain breaks, and what would mend it."""
    r.say(
        _(
            "The lists of the guide are answered from the tables of the plan where these can show the"
            " answer, and by people where they cannot. Where a person has answered, that answer counts."
        )
    )
    _lists(r)
    _letters(r)
    _breaks(r)
    _profile(r)
    _mends(r)


def _lists(r: Report) -> None:
    """How much of each list is answered, and by whom."""
    counted = ("questions", "answered_tables", "answered_person", "open", "share")
    rows = [
        TableRow(
            [r.word_of("checklist", row.text("instrument")), *[r.figure_run(row[one]) for one in counted]]
        )
        for row in r.rows("checklist_coverage")
    ]
    columns = [
        TableSpec(_("List"), width=2.6),
        TableSpec(_("Questions"), "right", 1.0),
        TableSpec(_("Answered by the tables"), "right", 1.1),
        TableSpec(_("Answered by people"), "right", 1.1),
        TableSpec(_("Open"), "right", 0.8),
        TableSpec(_("Answered questions"), "right", 1.0),
    ]
    caption = r.word(_("The lists of the guide and how much of each is answered"))
    note = r.word(_("Open questions are for the evaluators and the coordinator to answer on the forms."))
    r.table("tab-checklists", columns, rows, caption, notes=[note])


def _letters(r: Report) -> None:
    """How many indicators of impact and outcome are SMART, letter by letter."""
    rows = []
    for letter in _LETTERS:
        row = _of_plan(r, f"smart_{letter}")
        cells = [r.figure_run(row[name]) for name in ("count", "partly", "no", "open", "of")]
        rows.append(TableRow([r.word_of("smart_letter", letter), *cells]))
    columns = [
        TableSpec(_("Letter"), width=1.6),
        TableSpec(_("Yes"), "right"),
        TableSpec(_("Partly"), "right"),
        TableSpec(_("No"), "right"),
        TableSpec(_("A person must judge"), "right", 1.2),
        TableSpec(_("Indicators"), "right"),
    ]
    note = r.word(
        _(
            "The tables propose whether an indicator is measurable and timed, and whether its target"
            " contradicts its baseline. Nothing else is proposed without a person."
        )
    )
    caption = r.word(_("Indicators of the plan by how far they are SMART, letter by letter"))
    r.table("tab-smart-letters", columns, rows, caption, notes=[note])


def _of_plan(r: Report, element: str) -> Row:
    return r.released["objective_profile"].row("plan", "plan", element)


def _breaks(r: Report) -> None:
    """Where the result chain breaks."""
    rows = [
        TableRow(
            [
                r.word_of("chain_kind", row.text("kind")),
                with_unit(r, r.quoted(row.text("subject")), row),
                r.word_of("chain_reason", row.text("reason")),
                r.figure_run(row["planned"]),
                r.figure_run(row["promised"]),
            ]
        )
        for row in r.rows("result_chain")
    ]
    columns = [
        TableSpec(_("Break"), width=2.6),
        TableSpec(_("Where"), width=1.1),
        TableSpec(_("Reason"), width=2.2),
        TableSpec(_("Planned"), "right", 0.8),
        TableSpec(_("Named by the result"), "right", 1.0),
    ]
    if rows:
        caption = r.word(_("Breaks in the result chain of the plan, by place and reason"))
        r.table("tab-chain", columns, rows, caption)


def _profile(r: Report) -> None:
    """How many have what an evaluation needs, by strategic objective."""
    rows = []
    for scope, name in [("strategic", one) for one in strategic_objectives(r)] + [("plan", "plan")]:
        total = scope == "plan"
        head = (
            r.word(_("Whole plan"), bold=True)
            if total
            else r.quoted(f"{name} {r.wording('plan/objectives', name)}")
        )
        found = [r.released["objective_profile"].row(scope, name, element) for element in _PROFILE]
        rows.append(TableRow([head, *[_of_all(r, row, total) for row in found]], "total" if total else ""))
    columns = [
        TableSpec(_("Strategic objective"), width=2.4),
        TableSpec(_("Baseline value"), "right", 0.9),
        TableSpec(_("Target value"), "right", 0.9),
        TableSpec(_("Means of verification"), "right", 1.1),
        TableSpec(_("Complete indicators"), "right", 1.1),
        TableSpec(_("Complete activities"), "right", 1.1),
        TableSpec(_("Links that hold"), "right", 1.0),
    ]
    note = r.word(
        _(
            "Of all that are asked. Complete is what lacks nothing; the links are those of objectives,"
            " results, indicators and activities in the result chain."
        )
    )
    caption = r.word(_("Profile of the objectives: what is there of what an evaluation needs"))
    r.table("tab-profile", columns, rows, caption, notes=[note])


def _of_all(r: Report, row: Row, bold: bool) -> Text:
    """A count and what it is out of."""
    slash = Run("/", bold=bold)
    return [*r.figure_run(row["count"], bold=bold), slash, *r.figure_run(row["of"], bold=bold)]


def _mends(r: Report) -> None:
    """The mends, in the order in which they build on one another, with their effect."""
    rows = [
        TableRow(
            [
                r.figure_run(row["order"]),
                r.word_of("mend", row.text("mend")),
                _of_all(r, row, False),
                r.figure_run(row["complete_before"]),
                r.figure_run(row["complete_after"]),
                r.figure_run(row["questions_settled"]),
            ]
        )
        for row in r.rows("mends")
    ]
    columns = [
        TableSpec(_("Order"), "right", 0.6),
        TableSpec(_("Mend"), width=3.2),
        TableSpec(_("Needed by"), "right", 0.9),
        TableSpec(_("Complete before it"), "right", 1.0),
        TableSpec(_("Complete after it"), "right", 1.0),
        TableSpec(_("Questions settled"), "right", 1.0),
    ]
    if rows:
        note = r.word(
            _(
                "In the order of the guide's steps. Complete: how many lack nothing that is still to come,"
                " when every mend before is made. Where each is needed stands in the sheet of mends."
            )
        )
        caption = r.word(_("Mends that would make the plan evaluable, step by step"))
        r.table("tab-mends", columns, rows, caption, notes=[note])

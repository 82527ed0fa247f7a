"""Progress of the indicators: by level and status, by ways of adding up, and by institutions' own marks."""

from __future__ import annotations

from napeval.display.blocks import TableRow
from napeval.display.figures import achievement_against_path
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed
from napeval.reports.sections.parts import across_heads, plan_parts


def progress(r: Report) -> None:
    """How the plan's indicators stand, and how far that depends on the way of adding them up."""
    r.heading(2, _("Progress of the indicators"), identifier="progress")
    _by_level(r)
    _sensitivity(r)
    _own_marks(r)
    _against_path(r)


def _by_level(r: Report) -> None:
    """How the plan's indicators stand, in numbers by status, and against the expected path."""
    levels = [row.text("level") for row in r.rows("rollup", scope="plan") if row["indicators"].value]
    levels = [level for level in _LEVELS if level in levels]
    columns = [r.released["rollup"].row("plan", "plan", level) for level in levels]
    rows = [
        TableRow([r.word(head), *[r.figure_run(column[name]) for column in columns]])
        for name, head in _ROLLUP_ROWS
    ]
    bounds = [interval(r, column["lower"], column["upper"]) for column in columns]
    rows.append(TableRow([r.word(_("Possible mean progress")), *bounds], "total"))
    heads = [
        TableSpec(_("Status"), width=2),
        *[TableSpec(LABELS["indicator_level"][level], "right") for level in levels],
    ]
    note = r.word(
        _(
            "Possible mean progress: all that is unknown at its worst and at its best, on progress capped"
            " between none and all."
        )
    )
    r.table(
        "tab-rollup",
        heads,
        rows,
        r.text(_("Indicators of the plan by level and status, {cutoff}"), cutoff=r.cutoff),
        notes=[note],
    )


_LEVELS = ("impact", "outcome", "output")
_ROLLUP_ROWS = (
    ("indicators", _("All")),
    ("exceeded", _("Exceeded")),
    ("achieved", _("Achieved")),
    ("on_track", _("On track")),
    ("behind", _("Behind")),
    ("regressed", _("Regressed")),
    ("not_measurable", _("Not measurable")),
    ("not_reported", _("Not reported")),
    ("not_due", _("Not due")),
)


def _sensitivity(r: Report) -> None:
    """Mean progress by strategic objective under every way of adding up."""
    table = r.released["rollup_sensitivity"]
    parts = [part for part in plan_parts(r) if table.has(*part, _AS_SHOWN)]
    if not parts or not table.row("plan", "plan", _AS_SHOWN)["scored"].value:
        return
    rows = [
        TableRow(
            [
                r.word_of("rollup_method", method),
                *[r.figure_run(table.row(*part, method)["value"], bold=part[0] == "plan") for part in parts],
            ]
        )
        for method in LABELS["rollup_method"]
    ]
    for bound, head in (("least", _("Least of all these")), ("greatest", _("Greatest of all these"))):
        cells = [r.figure_run(table.row(*part, _AS_SHOWN)[bound], bold=True) for part in parts]
        rows.append(TableRow([r.word(head, bold=True), *cells], "total"))
    note = r.word(
        _(
            "Where the figures of a column lie close together, the mean does not hang on how it is made."
            " Indicators of all levels, outputs included."
        )
    )
    caption = r.text(_("Mean progress by ways of adding up, {cutoff}"), cutoff=r.cutoff)
    r.table("tab-sensitivity", across_heads(r, _("Way of adding up")), rows, caption, notes=[note])


_AS_SHOWN = "capped"


def _own_marks(r: Report) -> None:
    """Indicators that their institutions mark otherwise than the figures do."""
    differing = r.rows("achievement", marks_differ=True)
    own = [row for row in differing if row.text("level") != "output"]
    outputs = list(dict.fromkeys(row.text("indicator_id") for row in differing if row not in own))
    if own:
        columns = [
            TableSpec(_("No."), width=0.9),
            TableSpec(_("Indicator"), width=3.2),
            TableSpec(_("Progress"), "right", 0.9),
            TableSpec(_("Status"), width=1.2),
            TableSpec(_("Computed mark"), width=1.1),
            TableSpec(_("Own mark"), width=1.1),
        ]
        caption = r.word(_("Indicators that the institution marks otherwise than the figures do"))
        rows = [_marked(r, row) for row in own]
        r.table("tab-marks-differ", columns, rows, caption)
    if outputs:
        r.say(
            _("The same holds for these outputs of activities: {outputs}.")
            if own
            else _("These outputs are marked otherwise by the institution than by the figures: {outputs}."),
            outputs=listed(r, outputs),
        )


def _marked(r: Report, row: Row) -> TableRow:
    return TableRow(
        [
            r.quoted(row.text("indicator_id")),
            r.quoted(r.wording("plan/indicators", row.text("indicator_id"))),
            interval(r, row["progress_low"], row["progress_high"]),
            r.word_of("status", row.text("status")),
            r.word_of("track", row.text("track")),
            r.words_of("own_mark", row.text("own_mark")),
        ]
    )


def _against_path(r: Report) -> None:
    """Every indicator with a progress, against its planned path."""
    titles = {
        row.text("indicator_id"): r.wording("plan/indicators", row.text("indicator_id"))
        for row in r.rows("achievement")
    }
    codes = {row.text("category") for row in r.rows("achievement")} - {""}
    categories = {code: r.category(code) for code in codes}
    picture = achievement_against_path(r.released, r.language, titles, categories)
    if picture:
        r.picture(
            "fig-progress",
            picture,
            r.text(_("Progress of indicators against the expected path, {cutoff}"), cutoff=r.cutoff),
            unit=_("per cent"),
        )

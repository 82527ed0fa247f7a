"""How the plan answers international recommendations, and what became of the activities that do."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.display.languages import P_
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, nothing_reported


def recommendations_of(r: Report, objective: str) -> None:
    """Recommendations filed under the area, those without a related activity by the reason on record."""
    pillar = r.cell("plan/objectives", objective, "pillar")
    if not r.released["alignment"].has("pillar", pillar):
        r.say(_("No international recommendation on record is filed under this area."))
        return
    row = r.released["alignment"].row("pillar", pillar)
    r.say(
        P_(
            "{recommendations} recommendation of international bodies is filed under this area. With a"
            " directly related activity: {direct}; with one that is related in part: {partial};"
            " without: {without}. Links to activities were proposed from titles and outputs; confirmed"
            " by an evaluator: {confirmed}.",
            "{recommendations} recommendations of international bodies are filed under this area. With"
            " a directly related activity: {direct}; with one that is related in part: {partial};"
            " without: {without}. Links to activities were proposed from titles and outputs; confirmed"
            " by an evaluator: {confirmed}.",
            on="recommendations",
        ),
        recommendations=row["recommendations"],
        direct=row["with_direct"],
        partial=row["with_partial_only"],
        without=row["without"],
        confirmed=row["links_confirmed"],
    )
    unanswered = r.rows("recommendations", pillar=pillar, answer="none")
    if unanswered:
        r.say(_("Without a related activity, with the reason on record:"))
        r.bullets([_unanswered(r, row) for row in unanswered])


def _unanswered(r: Report, row: Row) -> Text:
    """A recommendation without a related activity, and why."""
    key = row.text("recommendation_id")
    told = r.text(_("{recommendation}: {text}"), recommendation=key, text=recommendation_text(r, key))
    reason = row.text("reason")
    return [*told, Run(" ("), *r.word_of("unanswered", reason), Run(")")] if reason else told


def recommendation_text(r: Report, key: str) -> str:
    """A recommendation in the report's language where there is a translation, else in English."""
    columns = {"en": "text", "sq": "text_sq", "sr": "text_sr"}
    table = "monitoring/recommendations_received"
    return r.in_language({code: r.cell(table, key, column) for code, column in columns.items()})


def answers(r: Report) -> None:
    """Recommendations of every body, what answers them, and what became of the activities that do."""
    table = r.released["alignment"]
    if not table.has("all", "all") or not table.row("all", "all")["recommendations"].value:
        return
    r.heading(2, _("Answer to international recommendations"), identifier="answers")
    told = not nothing_reported(r)
    rows = [_answered(r, row, told) for row in r.rows("alignment", scope="body")]
    rows.append(_answered(r, table.row("all", "all"), told))
    delivered = [
        TableSpec(_("Completed"), "right", 1.0),
        TableSpec(_("Not reported"), "right", 0.9),
        TableSpec(_("Share completed"), "right", 1.2),
    ]
    columns = [
        TableSpec(_("Body"), width=2.2),
        TableSpec(_("On record"), "right", 0.8),
        TableSpec(_("Answered directly"), "right", 1.0),
        TableSpec(_("Only in part"), "right", 0.9),
        TableSpec(_("By no activity"), "right", 0.9),
        TableSpec(_("Activities linked"), "right", 1.0),
        *(delivered if told else []),
    ]
    notes = [
        r.word(
            _(
                "A link says that an activity is about the same thing. An activity that is linked to several"
                " recommendations counts once. Which activities they are stands in the annex."
            )
        )
    ]
    caption = r.word(_("International recommendations by body, and the activities that answer them"))
    r.table("tab-answers", columns, rows, caption, notes=notes)


def _answered(r: Report, row: Row, told: bool) -> TableRow:
    total = row.text("scope") == "all"
    name = r.word(_("All"), bold=True) if total else _body(r, row.text("scope_id"))
    counts = ("recommendations", "with_direct", "with_partial_only", "without", "activities")
    cells = [r.figure_run(row[one], bold=total) for one in counts]
    if told:
        cells += [r.figure_run(row[one], bold=total) for one in ("completed", "not_reported")]
        cells.append(interval(r, row["done_lower"], row["done_upper"]))
    return TableRow([name, *cells], "total" if total else "")


def _body(r: Report, code: str) -> Text:
    """A body by its name; as it stands in the data where that is a name already."""
    return r.word_of("body", code) if code in LABELS["body"] else r.quoted(code)

"""The evidence that was collected, piece by piece, as far as it may be listed; never what it says."""

from __future__ import annotations

from typing import Any

from napeval.display.blocks import Run, TableRow
from napeval.display.languages import N_ as _
from napeval.measures import may_be_listed
from napeval.measures.voices import text_of
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import as_written


def evidence_list(r: Report) -> None:
    """An annex with every piece of evidence that is published and consented to, and how many are withheld.

    A theme is named only where the report may show it: one of few institutions would point at who spoke.
    """
    counted = r.released["evidence_counts"].row("all")
    if not counted["pieces"].value:
        return
    r.annex(_("Evidence collected"), identifier="annex-evidence")
    r.say(
        _(
            "Collected: {pieces:piece|pieces} of evidence. Listed here: {listed}. Withheld for lack of"
            " consent, or because it is restricted: {withheld}."
        ),
        pieces=counted["pieces"],
        listed=counted["listed"],
        withheld=counted["withheld"],
    )
    frame = r.evaluation.tables["evaluations/evidence"]
    themes = {row.text("theme") for row in r.rows("themes")}
    rows = [TableRow(_cells(r, entry, themes)) for entry in frame[may_be_listed(frame)].to_dict("records")]
    if not rows:
        return
    columns = [
        TableSpec(_("Kind")),
        TableSpec(_("Pseudonym"), width=0.9),
        TableSpec(_("Date")),
        TableSpec(_("Theme"), width=1.4),
        TableSpec(_("Question"), width=2.6),
        TableSpec(_("Consent"), width=0.9),
    ]
    notes = [
        r.word(
            _("A dash stands where nothing is stated, or where a theme is not shown, to protect persons.")
        ),
        as_written(r),
    ]
    caption = r.word(_("Evidence that may be listed, piece by piece"))
    r.table("tab-evidence-list", columns, rows, caption, notes=notes, source=_("the evaluation"))


def _cells(r: Report, entry: dict[Any, Any], themes: set[str]) -> list[list[Run]]:
    """One piece of evidence; nothing of what was said."""
    theme, question = text_of(entry["theme"]), text_of(entry["question_id"])
    day = entry["date"]
    return [
        r.word_of("evidence_kind", entry["kind"]),
        r.quoted(text_of(entry["pseudonym"])) or r.word("–"),
        r.quoted(r.language.date(day.date())) if day == day else r.word("–"),
        r.quoted(theme if theme in themes else "") or r.word("–"),
        r.quoted(r.name("question_id", question) or question) or r.word("–"),
        r.word_of("consent", text_of(entry["consent"])) or r.word("–"),
    ]

"""The report that the plan itself calls for at its end: who prepares it, who signs it, and by when."""

from __future__ import annotations

from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.common import institution_names

FINAL = "final"
"""The plan's own name for it in its reporting calendar."""


def final_report(r: Report) -> None:
    """That the plan calls for a final report, and what it says of it; nothing where it calls for none."""
    if not r.released["reporting"].has(FINAL):
        return
    r.heading(2, _("The plan's own final report"), identifier="final-report")
    row = r.released["reporting"].row(FINAL)
    sentences: list[Text] = [
        r.text(
            _("At its end the plan calls for a report of its own, the «{title}», prepared by: {authors}."),
            title=r.wording("plan/reporting", FINAL),
            authors=institution_names(r, row.text("prepared_by")) or r.word("–"),
        )
    ]
    if row["finalised_by_printed"].value:
        sentences.append(
            r.text(
                _("Finalised or signed, in the words of the plan: {signed}."),
                signed=r.wording("plan/reporting", FINAL, "finalised_by"),
            )
        )
    sentences.append(
        r.text(_("Due: {due}."), due=row["due"])
        if row["due"].state == "shown"
        else r.word(_("The plan prints no due date for it."))
    )
    sentences.append(
        r.word(
            _(
                "An ex-post evaluation gives that report its findings; it does not take the place of the"
                " signature."
            )
        )
    )
    r.paragraph(*sentences)

"""Title page and contents."""

from __future__ import annotations

from napeval.display import blocks
from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.reports.document import team_names
from napeval.reports.report import Report
from napeval.reports.sections.monitoring.period import period_name


def title_page(r: Report, *, kind: str = "") -> None:
    """Title, what was evaluated, by whom, on what data; then the contents.

    kind: of the report, where it is not the evaluation itself.
    """
    meta, settings = r.cycle.meta, r.evaluation.settings
    facts: list[tuple[str, Text]] = [
        (_("Plan period"), r.text(_("{start} to {end}"), start=meta.start, end=meta.end)),
        _judged(r),
        (_("Known as of"), r.text(_("{day}"), day=r.as_of)),
        (
            _("Evaluation team") if r.period is None else _("Prepared by"),
            r.quoted(team_names(settings.get("team"))) or r.word(_("to be named")),
        ),
        (_("Addressed to"), r.word_of("audience", r.audience)),
    ]
    if "midterm" in meta.inferred and r.period is None:
        note = r.word(_("The plan prints no mid-term date; it was set by those who evaluate."))
        facts.append((_("Mid-term"), note))
    r.emit(
        blocks.title_block(
            title=r.label("evaluation_kind", kind or settings["kind"]),
            subtitle=r.in_language(meta.title),
            facts=[(r.language.translate(head), value) for head, value in facts],
            status=r.label("evaluation_status", settings["status"]),
            banner=r.banner,
            footnote=r.language.own(meta.designation_note),
        )
    )
    r.emit(blocks.page_turn())
    r.emit(blocks.contents(r.language.translate(_("Contents"))))


def _judged(r: Report) -> tuple[str, Text]:
    """What time the report is about: one period of the plan, or all of it up to the cutoff."""
    if r.period is None:
        return _("Period judged"), r.text(_("from the start of the plan to {cutoff}"), cutoff=r.cutoff)
    return _("Reporting period"), period_name(r)

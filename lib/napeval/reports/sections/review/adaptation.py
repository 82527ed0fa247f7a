"""Should the plan be adapted? What speaks for it, and who decides."""

from __future__ import annotations

from collections.abc import Iterator

from napeval.display.blocks import Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report
from napeval.reports.sections.common import distinct_gaps, nothing_reported
from napeval.reports.sections.statements import own_statements


def adaptation(r: Report) -> None:
    """The chapter of the way forward begins with the question whether the plan should change."""
    r.heading(1, _("The way forward"), identifier="way-forward")
    r.heading(2, _("Should the plan be adapted?"), identifier="adaptation")
    r.say(_("This is for those who review to judge. What the plan and the record hold that bears on it:"))
    r.bullets(list(_signs(r)))
    own_statements(r, "findings", _("Findings of those who review"))
    own_statements(r, "conclusions", _("Conclusions of those who review"))
    r.slot("adaptation")


def _signs(r: Report) -> Iterator[Text]:
    plan = r.released["delivery"].row("plan", "plan")
    if nothing_reported(r):
        yield r.text(
            _("Of none of {activities:activity|activities} is it known how far it has come."),
            activities=plan["activities"],
        )
    else:
        yield r.text(
            _("Activities off track: {off}; known to be overdue: {overdue}; cancelled: {cancelled}."),
            off=plan["off_track"],
            overdue=plan["overdue"],
            cancelled=plan["cancelled"],
        )
    indicators = r.released["rollup"].row("plan", "plan", "all")
    yield r.text(
        _(
            "Of {indicators:indicator|indicators}, outputs of activities included, behind their path:"
            " {behind}; further from the target than at the start: {regressed}; not measurable:"
            " {unmeasurable}; not reported: {unreported}."
        ),
        indicators=indicators["indicators"],
        behind=indicators["behind"],
        regressed=indicators["regressed"],
        unmeasurable=indicators["not_measurable"],
        unreported=indicators["not_reported"],
    )
    gaps = distinct_gaps(r)
    if gaps:
        yield r.word(_("Gaps of the plan itself, which are listed with what would mend them."))

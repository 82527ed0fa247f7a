"""What a monitoring report is and is not, and who reports what, to whom and when."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.document import team_names
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import every_year, institution_names, purpose
from napeval.reports.sections.monitoring.period import period_name

_REPORT = {"annual_monitoring": "annual", "six_month_progress": "six_month"}
"""The report of the plan's calendar that each kind of monitoring report is."""


def opening(r: Report) -> None:
    """The introduction: the report's place among the others, its period, authors, addressee and date."""
    r.heading(1, _("Introduction"), identifier="introduction")
    _purpose(r)
    _calendar(r)


def _purpose(r: Report) -> None:
    """What can be expected of this report, and of which other report the rest."""
    r.heading(2, _("What this report is and is not"), identifier="what-it-is")
    r.paragraph(purpose(r))
    r.say(
        _(
            "The report says where the plan stood at the end of the reporting period ({period}): how its"
            " activities advanced, how its indicators moved, what stood in the way and what comes next. It"
            " gives no marks by criterion and does not ask what the plan achieved in all or why; that is for"
            " an evaluation."
        ),
        period=period_name(r),
    )
    r.bullets([r.word(step) for step in _FAMILY[r.evaluation.settings["kind"]]])


_REVIEW = _(
    "A review asks, at least every second year, whether the plan is still valid. An evaluation, at mid-term"
    " or at the end, judges what was achieved and why; where one is held, no review is needed."
)
_FAMILY = {
    "annual_monitoring": (
        _(
            "The annual report takes up the six-month reports of its year, analyses their data afresh and"
            " sets them beside developments in trafficking, policy and law."
        ),
        _REVIEW,
    ),
    "six_month_progress": (
        _(
            "The six-month report serves first of all those who carry out the plan, so that they can act"
            " where it falls short. The annual report takes it up and replaces it."
        ),
        _REVIEW,
    ),
}
"""What stands beside each kind of report: a six-month report is taken up by the next larger, and so on."""


def _calendar(r: Report) -> None:
    """Who reports, for which period, to whom and by when, by the plan; what the plan does not say."""
    r.heading(2, _("Who reports on what"), identifier="who-reports")
    rows: list[tuple[str, Text]] = [
        (_("Reporting period"), period_name(r)),
        (_("This report was prepared by"), authors(r)),
    ]
    report = _REPORT[r.evaluation.settings["kind"]]
    if r.released["reporting"].has(report):
        found = r.released["reporting"].row(report)
        told = _by_the_plan(r, found)
        rows.insert(0, (_("Report of the plan's calendar"), r.quoted(r.wording("plan/reporting", report))))
        rows += [(head, text) for head, text in told if text]
        missing = [r.word(_NAMES[head]) for head, text in told if not text]
    else:
        missing = [r.word(name) for name in _NAMES.values()]
    columns = [TableSpec(_("What"), width=1.4), TableSpec(_("By the plan and on record"), width=3.4)]
    lines = [TableRow([r.word(head, bold=True), text]) for head, text in rows]
    caption = r.word(_("This report in the plan's own reporting calendar"))
    r.table("tab-who-reports", columns, lines, caption, source=_("the plan"))
    if missing:
        r.say(
            _("The plan does not say for this report: {missing}."),
            missing=join_texts(missing),
        )


_NAMES = {
    _("To be prepared by"): _("who prepares it"),
    _("Finalised or signed by"): _("who finalises or signs it"),
    _("Addressed to"): _("to whom it is addressed"),
    _("Contact"): _("who is the contact"),
    _("Deadline"): _("when it is due"),
}
"""What a plan may lay down for a report: as the heading of a line, and as what is lacking."""


def _by_the_plan(r: Report, row: Row) -> list[tuple[str, Text]]:
    """What the plan lays down for the report, each with its heading; nothing where the plan says nothing."""
    signed = (
        r.quoted(r.wording("plan/reporting", row.text("report"), "finalised_by"))
        if row["finalised_by_printed"].value
        else []
    )
    due = every_year(r, row.text("due")) if row["due"].state == "shown" else []
    texts = [
        institution_names(r, row.text("prepared_by")),
        signed,
        institution_names(r, row.text("addressed_to")),
        institution_names(r, row.text("contact")),
        due,
    ]
    return list(zip(_NAMES, texts, strict=True))


def authors(r: Report) -> Text:
    """Who prepared this report; that nobody is named yet where that is so."""
    return r.quoted(team_names(r.evaluation.settings.get("team"))) or r.word(_("to be named"))

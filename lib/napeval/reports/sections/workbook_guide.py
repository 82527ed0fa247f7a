"""For the annex: delivery and spending by source as named, and what else the workbook holds."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow
from napeval.display.column_words import TABLE_WORDS
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import nothing_reported
from napeval.reports.sections.delivery import RATES
from napeval.reports.sections.parts import part_rows
from napeval.reports.sections.spending import spending_known, spending_of_sources


def by_source(r: Report) -> None:
    """Delivery and spending by source of funding; nothing where nothing was reported."""
    if nothing_reported(r) and not spending_known(r):
        return
    r.annex(_("Delivery and spending by source of funding"), identifier="annex-by-source")
    if not nothing_reported(r):
        _delivery(r)
    if spending_known(r):
        spending_of_sources(r)


def _delivery(r: Report) -> None:
    rows = part_rows(r, r.rows("delivery", scope="funding_source"), ("activities", "due", *RATES))
    columns = [
        TableSpec(_("Source"), width=2.4),
        TableSpec(_("Activities"), "right", 0.8),
        TableSpec(_("Due"), "right", 0.6),
        TableSpec(_("Completed, of all"), "right", 1.1),
        TableSpec(_("Completed, of those due"), "right", 1.1),
        TableSpec(_("Completed, of those reported"), "right", 1.1),
        TableSpec(_("Work done"), "right", 1.1),
    ]
    note = r.word(_("An activity with several sources counts with each of them."))
    r.table(
        "tab-rates-sources",
        columns,
        rows,
        r.text(_("Shares carried out by source of funding, {cutoff}"), cutoff=r.cutoff),
        notes=[note],
    )


def workbook(r: Report) -> None:
    """Which sheets hold more than the report prints, and why it does not print it."""
    r.annex(_("What the workbook holds besides"), identifier="annex-workbook")
    r.say(
        _(
            "Every figure of this report, and more, stands in the workbook that goes with it, with the rows"
            " it was made from. These sheets hold what is too long or too fine for these pages:"
        )
    )
    rows = [
        TableRow([r.word(TABLE_WORDS[name], bold=True), [Run(r.language.translate(what))]])
        for name, what in _MORE.items()
        if name in r.released.tables and r.rows(name)
    ]
    columns = [TableSpec(_("Sheet"), width=1.6), TableSpec(_("What it holds beyond this report"), width=4.4)]
    caption = r.word(_("Sheets that hold more than this report"))
    r.table("tab-workbook", columns, rows, caption, source=_("the workbook of this report"))


_MORE = {
    "evidence": _("every item of evidence with its rule, also those that are not at hand"),
    "achievement": _("intervals, cases at worst and best, gaps and flags of every figure"),
    "achievement_years": _("every annual and interim target, also those not yet due, by category"),
    "annual_targets": _("the outputs of activities, and categories"),
    "achievement_methods": _("the verdict or refusal of every method on every figure, outputs included"),
    "rollup": _("specific objectives and expected results, each level by itself"),
    "rollup_sensitivity": _("specific objectives and expected results"),
    "data_quality": _("the outputs of activities, and categories"),
    "reporting_completeness": _("what was excused, known from elsewhere or reported without being owed"),
    "activities": _("every activity with its revised deadline and money, and its own and computed mark"),
    "delivery": _("specific objectives, with every count and bound"),
    "implementation_points": _("every part of the plan in every year"),
    "delivery_time": _("every activity with its planned and actual days"),
    "punctuality": _("specific objectives, institutions and sources, with mean days"),
    "reasons": _("every reason and difficulty, report by report"),
    "responsibilities": _("supporting roles: what was due, done and overdue of them"),
    "institution_load": _("every institution and half-year, supporting roles included"),
    "expenditure": _("every part, source and category in every year"),
    "expenditure_periods": _("every part, source and category in every period"),
    "funding_shares": _("specific objectives, the plan as adopted, and money committed"),
    "secured_money": _("specific objectives, sources and categories"),
    "earned_value": _("every activity, with the reason where there is no index"),
    "unit_costs": _("every output, with the reason where there is no unit cost"),
    "money_and_delivery": _("specific objectives"),
    "checklists": _("every question of the guide's lists with its answer"),
    "smart": _("every indicator, letter by letter, with what was proposed and confirmed"),
    "recommendations": _("every recommendation with the state of the activities that answer it"),
    "series_values": _("every value that a source gives, used or not"),
}
"""What the sheets hold that the report leaves out."""

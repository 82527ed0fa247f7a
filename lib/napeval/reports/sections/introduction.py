"""Introduction: background, objectives, method and limits of the evaluation."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import every_year, institution_names, nothing_reported, purpose


def background(r: Report) -> None:
    """Why and within what calendar the plan is evaluated."""
    r.heading(1, _("Introduction"), identifier="introduction")
    r.heading(2, _("Background of the evaluation"), identifier="background")
    r.say(
        _(
            "This report evaluates the plan «{title}». The plan runs from {start} to {end};"
            " what happened up to {cutoff} is judged, with what was known on {as_of}."
        ),
        title=r.in_language(r.cycle.meta.title),
        start=r.cycle.meta.start,
        end=r.cycle.meta.end,
        cutoff=r.cutoff,
        as_of=r.as_of,
    )
    if r.rows("reporting"):
        r.say(
            _(
                "The plan sets its own reporting calendar of {reports:report|reports}; no due date is"
                " given for {undated} of them."
            ),
            reports=r.measure("reports_planned"),
            undated=r.measure("reports_without_date"),
        )
        _calendar(r)
    r.slot("background")


def _calendar(r: Report) -> None:
    rows = []
    for row in r.rows("reporting"):
        report = row.text("report")
        due = r.cell("plan/reporting", report, "due")
        rows.append(
            TableRow(
                [
                    r.quoted(r.wording("plan/reporting", report)),
                    institution_names(r, row.text("prepared_by")),
                    r.quoted(r.wording("plan/reporting", report, "finalised_by")),
                    every_year(r, due) if due else r.word(_("not given")),
                ]
            )
        )
    columns = [
        TableSpec(_("Report"), width=1.2),
        TableSpec(_("Prepared by"), width=2.2),
        TableSpec(_("Finalised by"), width=1.6),
        TableSpec(_("Deadline"), width=0.9),
    ]
    caption = r.word(_("Reporting calendar of the plan"))
    r.table("tab-calendar", columns, rows, caption, source=_("the plan"))


def objectives(r: Report) -> None:
    """What the evaluation is to find out."""
    r.heading(2, _("Objectives of the evaluation"), identifier="objectives")
    r.paragraph(purpose(r))
    criteria = ", ".join(r.label("criterion", row.text("criterion")).lower() for row in r.rows("criteria"))
    r.say(
        _("It judges by these criteria of the OECD Development Assistance Committee: {criteria}."),
        criteria=criteria,
    )
    r.say(_AMONG_REPORTS[r.evaluation.settings["kind"]])
    r.slot("objectives")


_AMONG_REPORTS = {
    "mid_term": _(
        "An evaluation at mid-term makes a review of the plan in the same period unnecessary. It draws on the"
        " monitoring reports and does not take their place."
    ),
    "ex_post": _(
        "An evaluation at the end makes a review of the plan unnecessary. It draws on the monitoring reports,"
        " and on an evaluation at mid-term where there was one, and does not take their place."
    ),
}
"""What an evaluation takes the place of, by its kind."""


def method(r: Report) -> None:
    """How the figures came about, in the reader's words."""
    r.heading(2, _("Method of the evaluation"), identifier="method")
    r.say(
        _(
            "Every figure in this report is a cell of a results table that goes with it, and"
            " each cell names the rows"
            " of the plan or of the sources that it was computed from. The main rules are these:"
        )
    )
    r.bullets([r.word(rule) for rule in _RULES])
    r.say(
        _(
            "The record used holds {observations:observation|observations} and"
            " {statements:statement|statements} without an amount, from {sources:source|sources}."
        ),
        observations=r.measure("observations"),
        statements=r.measure("statements"),
        sources=r.measure("sources"),
    )
    r.slot("method")


_RULES = (
    _(
        "An empty cell is never read as a zero: what is not known is shown as not known,"
        " with the range it could take."
    ),
    _(
        "Progress is measured from the baseline towards the target, in the wanted"
        " direction. Without a target an"
        " indicator is not measurable; this is a finding about the plan and not a poor result."
    ),
    _(
        "Every aggregate says how much of it is known, and what it would be with all that"
        " is unknown at its worst and at its best."
    ),
    _(
        "Where independent sources give different values none is chosen silently: results"
        " are computed for every"
        " admissible choice and given as a range."
    ),
    _(
        "Short series are tested with exact methods where there are any, and with the"
        " method named where there are not;"
        " below its least length a method gives no verdict."
    ),
    _(
        "A mark for a criterion is computed from evidence by the rules of the evaluation"
        " matrix; the evaluators may"
        " decide otherwise, in writing. Where evidence is missing the mark is: not demonstrated."
    ),
    _(
        "Counts of persons below the threshold of the release policy are hidden unless"
        " their source is published and signed for."
    ),
)


_OWN_VALUES = _(
    "An indicator of the plan counts as observed only where an institution reported a"
    " value for it. Figures that others"
    " published stand beside the plan's indicators, in the chapter on developments in trafficking."
)


_INFERRED = _(
    "Directions, units and ways of adding up that the plan does not state were chosen by the compilers and"
    " are marked as inferred in the data."
)
_TRANSLATED = _(
    "Titles that the documents do not print in the language of this report are translations of ours."
)


_LOOKS_BACK = _(
    "The plan had ended on {end} when this was known: the report looks back at its middle, and what should be"
    " mended concerns the next plan."
)
_LOOKS_AHEAD = _("The plan ended on {end}: what should be mended concerns the next plan.")


def _has_greta(r: Report) -> bool:
    bodies = r.cycle.tables["monitoring/recommendations_received"]["body"].dropna()
    return bool(bodies.str.contains("GRETA", regex=False).any())


def _holds_translations(r: Report) -> bool:
    """Whether some title is a translation of ours in the language of the report."""
    marks = [r.cycle.tables[table]["translation"].dropna() for table in _TITLED]
    return any(bool(column.str.contains(r.language.code, regex=False).any()) for column in marks)


_TITLED = ("plan/objectives", "plan/indicators", "plan/activities")


def limits(r: Report) -> None:
    """What the record does not allow to be known."""
    r.heading(2, _("Limits of the data"), identifier="limits")
    items: list[Text] = []
    if nothing_reported(r):
        items.append(
            r.word(_("No progress report on any activity is in the record; nothing was put in its place."))
        )
    if r.as_of > r.cycle.meta.end:
        message = _LOOKS_BACK if r.cutoff < r.cycle.meta.end else _LOOKS_AHEAD
        items.append(r.text(message, end=r.cycle.meta.end))
    items.append(r.word(_OWN_VALUES))
    if r.measure("leads_inferred").value:
        items.append(
            r.text(
                _(
                    "The leading institution is inferred from the order in which institutions are"
                    " listed for {inferred:activity|activities}, and stated for {stated}. Wherever"
                    " leads are counted, this is said."
                ),
                inferred=r.measure("leads_inferred"),
                stated=r.measure("leads_stated"),
            )
        )
    if r.measure("sources_not_reached").value:
        items.append(
            r.text(
                _(
                    "Of the sources that matter, {unread} could not be read; {unread:~it is|they are}"
                    " listed with the sources."
                ),
                unread=r.measure("sources_not_reached"),
            )
        )
    if r.measure("activities_citing_greta").value and not _has_greta(r):
        items.append(
            r.text(
                _(
                    "Activities that cite a report of the Group of Experts on Action against Trafficking in"
                    " Human Beings (GRETA): {citing}. No recommendation of GRETA is recorded and none of"
                    " the citations is confirmed, because those reports could not be read."
                ),
                citing=r.measure("activities_citing_greta"),
            )
        )
    if r.measure("recommendation_links").value:
        items.append(
            r.text(
                _(
                    "Links between international recommendations and activities, proposed from titles"
                    " and outputs:"
                    " {links}; confirmed by an evaluator: {confirmed}."
                ),
                links=r.measure("recommendation_links"),
                confirmed=r.measure("recommendation_links_confirmed"),
            )
        )
    if r.cycle.tables["plan/indicators"]["inferred"].notna().any():
        items.append(r.word(_INFERRED))
    if _holds_translations(r):
        items.append(r.word(_TRANSLATED))
    items += [
        r.text(
            _(
                "Figures on persons from published sources are shown as published, by a line of the release"
                " policy that was signed by {signed_by} on {on}."
            ),
            signed_by=line.signed_by,
            on=line.on,
        )
        for line in r.policy.signed
        if r.audience in line.audiences
    ]
    if any(table.suppressed.any(axis=None) for table in r.released.tables.values()):
        items.append(
            r.word(
                _(
                    "Cells marked :c are hidden to protect persons. Other parts of the same whole are"
                    " hidden with them;"
                    " tables that share figures in other ways have not yet been checked against each other."
                )
            )
        )
    r.bullets(items)
    r.slot("limits")

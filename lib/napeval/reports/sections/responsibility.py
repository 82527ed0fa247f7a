"""Who carries the plan: leads and what came of them, load by half-year, and overlapping activities."""

from __future__ import annotations

from napeval.display.blocks import TableRow, Text
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed, nothing_reported

_MOST_INSTITUTIONS = 10


def responsibility(r: Report) -> None:
    """Leading institutions with their delivery and load, and what is promised twice."""
    r.heading(2, _("Who carries the plan"), identifier="responsibility")
    _leads(r)
    _load(r)
    _overlaps(r)


def _leads(r: Report) -> None:
    """Activities by the institution that leads them, and how the lead is known."""
    told = not nothing_reported(r)
    rows = []
    for row in r.rows("delivery", scope="institution"):
        code = row.text("scope_id")
        named = code != "not_named"
        inferred = (
            r.figure_run(r.claim("responsibilities", code, column="lead_inferred")) if named else r.word("–")
        )
        shares = [interval(r, row["done_lower"], row["done_upper"])] if told else []
        rows.append(
            TableRow(
                [
                    _institution(r, code),
                    *[r.figure_run(row[key]) for key in _LED[:1]],
                    inferred,
                    *[r.figure_run(row[key]) for key in _LED[1:]],
                    *shares,
                ]
            )
        )
    columns = [
        TableSpec(_("Leading institution"), width=3),
        TableSpec(_("Activities"), "right", 1.1),
        TableSpec(_("Lead inferred"), "right", 1.1),
        TableSpec(_("Due"), "right", 0.9),
        TableSpec(_("Completed"), "right", 1.2),
        TableSpec(_("Known to be overdue"), "right", 1.1),
        TableSpec(_("Not reported"), "right", 1.1),
        *([TableSpec(_("Completed, of all"), "right", 1.3)] if told else []),
    ]
    note = r.word(
        _(
            "Lead inferred: the plan lists institutions without marking the lead; the first one is taken,"
            " or the only one."
        )
    )
    r.table(
        "tab-leads",
        columns,
        rows,
        r.text(_("Activities by leading institution and how they stand, {cutoff}"), cutoff=r.cutoff),
        notes=[note],
    )


_LED = ("activities", "due", "completed", "overdue", "not_reported")


def _institution(r: Report, code: str) -> Text:
    if code == "not_named":
        return r.word(_("no institution named"))
    return r.quoted(r.wording("plan/institutions", code, "name"))


def _load(r: Report) -> None:
    """How many activities the institutions that lead most are to lead in each half-year."""
    table = r.released["institution_load"]
    leading = [row for row in r.rows("responsibilities") if _count(row, "peak_high")]
    leading.sort(key=lambda row: (-_count(row, "peak_high"), -_count(row, "lead"), row.text("institution")))
    shown = [row.text("institution") for row in leading[:_MOST_INSTITUTIONS]]
    periods = list(dict.fromkeys(row.text("period") for row in r.rows("institution_load")))
    if not shown:
        return
    rows = [
        TableRow(
            [
                _institution(r, code),
                *[
                    interval(
                        r,
                        table.row(code, period)["lead_low"],
                        table.row(code, period)["lead_high"],
                    )
                    for period in periods
                ],
            ]
        )
        for code in shown
    ]
    columns = [
        TableSpec(_("Leading institution"), width=2.6),
        *[TableSpec(r.language.period(one), "right", 0.9) for one in periods],
    ]
    notes = [
        r.word(
            _(
                "A range stands where the plan does not say when an activity starts or ends: what certainly"
                " runs in the half-year, and what may. Other institutions and supporting roles stand in the"
                " workbook."
            )
        )
    ]
    if r.measure("leads_inferred").value:
        notes.append(r.word(_("Inferred leads are counted with it.")))
    caption = r.word(_("Activities to be led in each half-year, by the institutions that lead most"))
    r.table("tab-load", columns, rows, caption, notes=notes)


def _count(row: Row, column: str) -> float:
    value = row[column].value
    return float(value) if isinstance(value, int | float) else 0.0


def _overlaps(r: Report) -> None:
    """Activities of one objective that promise the same, word for word."""
    rows = [
        TableRow(
            [
                listed(r, row.text("activity_ids").split(";")),
                r.word_of("overlap_kind", row.text("kind")),
                *[
                    r.word_of("flag", str(row[name].value)) if row[name].value is not None else r.word("–")
                    for name in ("same_institutions", "same_lead", "same_deadline")
                ],
                r.figure_run(row["amount"]),
            ]
        )
        for row in r.rows("overlaps")
    ]
    if not rows:
        return
    columns = [
        TableSpec(_("Activities"), width=1.4),
        TableSpec(_("What is the same"), width=1.2),
        TableSpec(_("Same institutions"), width=1.1),
        TableSpec(_("Same lead"), width=0.9),
        TableSpec(_("Same deadline"), width=0.9),
        TableSpec(_("Planned money"), "right", 1.0),
    ]
    note = r.text(
        _(
            "Only what is the same word for word is found; whether it is done twice is for people to see."
            " Money in {currency}, all years, as revised."
        ),
        currency=r.language.currency,
    )
    caption = r.word(_("Activities of one objective that promise the same"))
    r.table("tab-overlaps", columns, rows, caption, notes=[note])

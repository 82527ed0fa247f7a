"""Identified victims in parts: whether the parts add up, their shares, and whether the make-up changed."""

from __future__ import annotations

from napeval.display.blocks import Run, TableRow
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval

_YEARS_SHOWN = 5


def sums_of_parts(r: Report) -> None:
    """Where the parts of a source do not add up to its total."""
    wrong = [row for row in r.rows("part_sums") if row["agrees"].value is False]
    for row in wrong:
        whole = r.wording("plan/indicators", row.text("indicator_id"))
        parts = part_titles(r, row)
        r.say(
            _(
                "{whole}, {period}: the parts ({parts}) add up to {sum}, the total in the same"
                " source is {total} (difference {difference})."
            ),
            whole=whole,
            period=r.language.period(row.text("period")),
            parts=parts,
            sum=row["parts"],
            total=row["total"],
            difference=row["difference"],
        )


def part_titles(r: Report, row: Row) -> list[Run]:
    """The parts of a sum that does not agree: each part with its value."""
    if row.text("dimension") != "part_of":
        return r.word_of("dimension", row.text("dimension"))
    indicators = r.cycle.tables["plan/indicators"]
    parts = indicators.loc[indicators["part_of"] == row.text("indicator_id"), "indicator_id"]
    runs: list[Run] = []
    for number, part in enumerate(parts):
        if number:
            runs.append(Run(" + "))
        runs.extend(r.quoted(r.wording("plan/indicators", part) + " "))
        for value in r.rows(
            "series_values",
            indicator_id=part,
            dimension="",
            category="",
            period=row.text("period"),
            source_id=row.text("source_id"),
        ):
            runs.extend(r.figure_run(value["value"]))
    return runs


def breakdowns(r: Report, victims: str) -> None:
    """Identified victims by sex, age, origin and form, as the sources give them."""
    rows = []
    for row in r.rows("series", indicator_id=victims):
        if row.text("dimension") and not row["part_period"].value and row.text("category") != "printed_total":
            rows.append(row)
    if not rows:
        return
    years = sorted({row.text("period") for row in rows})[-_YEARS_SHOWN:]
    groups: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if row.text("period") in years:
            groups.setdefault((row.text("dimension"), row.text("category")), {})[row.text("period")] = row
    printed = []
    for (dimension, category), by_year in sorted(groups.items()):
        cells = [
            interval(r, by_year[year]["low"], by_year[year]["high"]) if year in by_year else r.word("–")
            for year in years
        ]
        printed.append(TableRow([r.word_of("dimension", dimension), r.quoted(r.category(category)), *cells]))
    columns = [
        TableSpec(_("By"), width=1.6),
        TableSpec(_("Category"), width=2.4),
        *[TableSpec(year, "right", 0.8) for year in years],
    ]
    note = r.word(
        _("Classes differ between sources and need not add up. A range stands where sources differ.")
    )
    r.table(
        "tab-breakdowns",
        columns,
        printed,
        r.word(_("Victims identified by sex, age, origin and form of exploitation")),
        notes=[note],
    )


def make_up(r: Report, victims: str) -> None:
    """Has the make-up of identified victims changed over the years?"""
    rows = [row for row in r.rows("composition", indicator_id=victims) if row["reportable"].value]
    if not rows:
        return
    columns = [
        TableSpec(_("By"), width=1.2),
        TableSpec(_("Years"), width=1.1),
        TableSpec(_("Victims"), "right", 0.8),
        TableSpec(_("p-value"), "right", 0.9),
        TableSpec(_("Cramer's V"), "right", 0.8),
        TableSpec(_("Finding"), width=1.8),
        TableSpec(_("Stands out most"), width=1.6),
    ]
    note = r.word(
        _(
            "Exact test of Fisher, Freeman and Halton over the years, from every admissible choice of one"
            " source a year; only categories that all these years state are compared. Cramer's V runs from"
            " nought, the same make-up every year, to one, the greatest difference possible."
        )
    )
    caption = r.word(_("Identified victims: tests of a change in their make-up"))
    r.table("tab-make-up", columns, [_make_up_row(r, row) for row in rows], caption, notes=[note])


def _make_up_row(r: Report, row: Row) -> TableRow:
    moved = r.word("–")
    if row.text("moved"):
        year = [Run(" ("), *r.figure_run(row["moved_period"]), Run(")")]
        moved = [*r.quoted(r.category(row.text("moved"))), *year]
    return TableRow(
        [
            r.word_of("dimension", row.text("dimension")),
            interval(r, row["first_period"], row["last_period"]),
            interval(r, row["cases_low"], row["cases_high"]),
            interval(r, row["p_low"], row["p_high"]),
            interval(r, row["effect_low"], row["effect_high"]),
            r.word_of("finding", row.text("finding")),
            moved,
        ]
    )

"""Developments in trafficking: what the collected series can and cannot say."""

from __future__ import annotations

import pandas as pd

from napeval.display.blocks import Run, TableRow
from napeval.display.figures import values_over_time
from napeval.display.languages import N_ as _
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval

VICTIMS = "C.victims_identified"
"""Identified victims: the series every plan of this field has, under this identifier."""

_TESTS = ("mann_kendall", "sen", "poisson_trend", "constant_rate")
_SHOWN_EVENTS = 30


def victims(r: Report) -> None:
    """Identified victims over time, every source's value, and what tests can say."""
    r.heading(1, _("Developments in trafficking"), identifier="trafficking")
    r.heading(2, _("Victims identified"), identifier="victims")
    if not r.rows("series", indicator_id=VICTIMS):
        r.say(_("No figure on identified victims is on record."))
        return
    picture = values_over_time(r.released, r.language, VICTIMS)
    if picture:
        note = r.word(
            _(
                "Bars join the different values that sources give for one year. Values for parts"
                " of a year are left out."
            )
        )
        r.picture(
            "fig-victims", picture, r.word(_("Victims of trafficking identified, by year")), notes=[note]
        )
    _disputes(r)
    for sentence in trend_sentence(r):
        r.paragraph(sentence)
    r.styled(
        "finding",
        _(
            "A fall in identified victims can mean less trafficking or less identification,"
            " and a rise more of either; the figures alone do not tell which."
        ),
    )
    _tests(r)
    _values(r)
    _part_sums(r)
    _breakdowns(r)


def trend_sentence(r: Report) -> list[list[Run]]:
    """What tests of identified victims by year say, over all admissible choices of sources."""
    found = r.rows("trends", indicator_id=VICTIMS, dimension="", category="", test="mann_kendall")
    if not found:
        return []
    row = found[0]
    words = r.label("finding", row.text("finding"))
    if row["p_low"].value is None:
        return [r.text(_("Identified victims over the years: {finding}."), finding=[Run(words)])]
    return [
        r.text(
            _(
                "Identified victims, {first} to {last}: {finding} ({choices} admissible choices"
                " among disputed values,"
                " {points} years at most; Mann-Kendall p from {low} to {high})."
            ),
            first=row["first_period"],
            last=row["last_period"],
            finding=[Run(words)],
            choices=row["choices"],
            points=row["n"],
            low=row["p_low"],
            high=row["p_high"],
        )
    ]


def _disputes(r: Report) -> None:
    totals = r.rows("series", indicator_id=VICTIMS, dimension="", category="")
    disputed = [row for row in totals if row.text("dispute") not in ("", "none")]
    if not disputed:
        r.say(_("No year is disputed between independent sources."))
        return
    items = []
    for row in disputed:
        reason = r.label("dispute", row.text("dispute"))
        values = interval(r, row["low"], row["high"])
        items.append(
            r.text(
                _("{year}: {values} ({reason})"),
                year=r.quoted(r.language.period(row.text("period"))),
                values=values,
                reason=[Run(reason)],
            )
        )
    r.say(_("For these years the sources do not agree; no value is chosen silently:"))
    r.bullets(items)


def _tests(r: Report) -> None:
    rows = []
    for row in r.rows("trends", indicator_id=VICTIMS, dimension="", category=""):
        rows.append(
            TableRow(
                [
                    r.word_of("test", row.text("test")),
                    r.figure_run(row["n"]),
                    r.figure_run(row["choices"]),
                    interval(r, row["p_low"], row["p_high"]),
                    interval(r, row["effect_low"], row["effect_high"]),
                    r.word_of("effect_unit", row.text("effect_unit")),
                    r.word_of("finding", row.text("finding")),
                ]
            )
        )
    columns = [
        TableSpec(_("Test"), width=1.8),
        TableSpec(_("Years"), "right", 0.6),
        TableSpec(_("Choices of sources"), "right", 0.8),
        TableSpec(_("p-value, least to greatest"), "right", 1.2),
        TableSpec(_("Effect, least to greatest"), "right", 1.2),
        TableSpec(_("Unit of the effect"), width=1.1),
        TableSpec(_("Finding"), width=1.8),
    ]
    if rows:
        r.table(
            "tab-tests",
            columns,
            rows,
            r.word(_("Tests of the yearly totals of identified victims, over all admissible choices")),
        )


def _values(r: Report) -> None:
    """Every value of every source, so that a reader can see what was chosen from."""
    rows = []
    for row in r.rows("series_values", indicator_id=VICTIMS, dimension="", category=""):
        source = row.text("source_id")
        rows.append(
            TableRow(
                [
                    r.quoted(r.language.period(row.text("period"))),
                    r.figure_run(row["value"]),
                    r.quoted(r.cell("monitoring/sources", source, "title")),
                    r.quoted(r.cell("monitoring/sources", source, "publisher")),
                ]
            )
        )
    columns = [
        TableSpec(_("Period"), width=1.2),
        TableSpec(_("Victims identified"), "right", 0.9),
        TableSpec(_("Source"), width=3.4),
        TableSpec(_("Publisher"), width=1.8),
    ]
    r.table(
        "tab-victims", columns, rows, r.word(_("Victims identified, every value on record with its source"))
    )


def _part_sums(r: Report) -> None:
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


def _breakdowns(r: Report) -> None:
    """Identified victims by sex, age, origin and form, as the sources give them."""
    rows = []
    for row in r.rows("series", indicator_id=VICTIMS):
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


_YEARS_SHOWN = 5


def other_series(r: Report) -> None:
    """Other collected series, first and last value, and whether a trend can be told."""
    r.heading(2, _("Other series on record"), identifier="other-series")
    rows = []
    for indicator in r.cycle.tables["plan/indicators"].query("level == 'context'")["indicator_id"]:
        yearly = [
            row
            for row in r.rows("series", indicator_id=indicator, dimension="", category="", part_period=False)
            if not row["after_cutoff"].value
        ]
        if indicator == VICTIMS or not yearly:
            continue
        yearly.sort(key=lambda row: row.text("period"))
        first, last = yearly[0], yearly[-1]
        finding = r.rows("trends", indicator_id=indicator, dimension="", category="", test="mann_kendall")
        rows.append(
            TableRow(
                [
                    r.quoted(r.wording("plan/indicators", indicator)),
                    [*interval(r, first["low"], first["high"]), *r.quoted(f" ({first.text('period')})")],
                    [*interval(r, last["low"], last["high"]), *r.quoted(f" ({last.text('period')})")]
                    if last is not first
                    else r.word("–"),
                    r.word_of("finding", finding[0].text("finding"))
                    if finding
                    else r.word_of("finding", "too_few_points"),
                ]
            )
        )
    if not rows:
        r.say(_("No other series is on record."))
        return
    columns = [
        TableSpec(_("Series"), width=3.2),
        TableSpec(_("First value (year)"), "right", 1.1),
        TableSpec(_("Last value (year)"), "right", 1.1),
        TableSpec(_("Mann-Kendall, over all choices"), width=1.8),
    ]
    note = r.word(
        _(
            "Full years up to the cutoff. Definitions and scope differ between sources; two"
            " values are not a trend."
        )
    )
    r.table(
        "tab-series", columns, rows, r.word(_("Other series on record, first and last value")), notes=[note]
    )


def events(r: Report) -> None:
    """What happened, dated, as sources tell it."""
    frame = r.cycle.table("monitoring/events")
    inside = frame[frame["date"].map(lambda text: _in_plan(r, text))].sort_values(["date", "event_id"])
    if not inside.empty:
        r.heading(2, _("Events since the start of the plan"), identifier="events")
        items = [
            r.text(
                _("{date}: {event} ({source})"),
                date=r.language.period(event.date),
                event=r.wording("monitoring/events", event.event_id),
                source=event.source_id,
            )
            for event in inside.head(_SHOWN_EVENTS).itertuples()
        ]
        r.bullets(items)
    r.slot("trafficking", _("how the phenomenon changed, by the people and services closest to it."))


def _in_plan(r: Report, text: object) -> bool:
    return (
        isinstance(text, str)
        and not pd.isna(text)
        and r.cycle.meta.start.year <= int(text[:4]) <= r.cutoff.year
    )

"""Developments in trafficking: what the collected series can and cannot say."""

from __future__ import annotations

from napeval.cycle.periods import Period, parse_period
from napeval.display.blocks import Run, TableRow
from napeval.display.figures import values_over_time
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed

VICTIMS = "C.victims_identified"
"""Identified victims: the series every plan of this field has, under this identifier."""


def victims(r: Report) -> None:
    """Identified victims over time, every source's value, and what tests can say."""
    r.heading(1, _("Developments in trafficking"), identifier="trafficking")
    r.heading(2, _("Victims identified"), identifier="victims")
    if not r.rows("series", indicator_id=VICTIMS):
        r.say(_("No figure on identified victims is on record under {identifier}."), identifier=VICTIMS)
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
    _trend_in_full(r)
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
    """What tests of identified victims by year say, in brief: by rank and as counts, whatever each finds."""
    ranks, counts = (_totals_tested(r, test) for test in ("mann_kendall", "poisson_trend"))
    if ranks is None or counts is None:
        return []
    told = r.text(
        _("Identified victims, {first} to {last}. By rank: {ranks}. As counts: {counts}."),
        first=ranks["first_period"],
        last=ranks["last_period"],
        ranks=_finding(r, ranks),
        counts=_finding(r, counts),
    )
    caution = r.word(_("A fall can mean less trafficking or less identification."))
    return [[*told, Run(" "), *caution]]


def _finding(r: Report, row: Row) -> list[Run]:
    """A finding in words, with the years without which it does not stand."""
    words = r.word_of("finding", row.text("finding"))
    years = row.text("decided_by").split(";") if row.text("decided_by") else []
    if not years:
        return words
    one = _("{finding}, but no longer without the year {years}")
    several = _("{finding}, but no longer when one of the years {years} is left out")
    return r.text(one if len(years) == 1 else several, finding=words, years=listed(r, years))


def _trend_in_full(r: Report) -> None:
    """The same tests with what they rest on: years, choices, p-values and yearly change."""
    ranks, counts = (_totals_tested(r, test) for test in ("mann_kendall", "poisson_trend"))
    if ranks is None or ranks["p_low"].value is None:
        return
    sentences = [
        r.text(
            _(
                "The series from {first} to {last} has {points} years at most, and {choices}"
                " admissible choices"
                " among disputed values. By rank (Mann-Kendall) p is {range}."
            ),
            first=ranks["first_period"],
            last=ranks["last_period"],
            points=ranks["n"],
            choices=ranks["choices"],
            range=interval(r, ranks["p_low"], ranks["p_high"]),
        )
    ]
    if counts is not None and counts["effect_low"].value is not None:
        sentences.append(
            r.text(
                _(
                    "As counts (Poisson) p is {range}, and the change in percent a year {effect},"
                    " with confidence"
                    " limits of {low} and {high} over all choices."
                ),
                range=interval(r, counts["p_low"], counts["p_high"]),
                effect=interval(r, counts["effect_low"], counts["effect_high"]),
                low=counts["interval_low"],
                high=counts["interval_high"],
            )
        )
    r.paragraph(*sentences)


def _totals_tested(r: Report, test: str) -> Row | None:
    """One test of the yearly totals of identified victims, if it was made."""
    found = r.rows("trends", indicator_id=VICTIMS, dimension="", category="", test=test)
    return found[0] if found else None


def _disputes(r: Report) -> None:
    totals = r.rows("series", indicator_id=VICTIMS, dimension="", category="")
    disputed = [row for row in totals if row.text("dispute") not in ("", "none")]
    if not disputed:
        r.say(_("No year is disputed between independent sources."))
        return
    r.say(_("For these years the sources do not agree; no value is chosen silently:"))
    r.bullets([_dispute(r, row) for row in disputed])


def _dispute(r: Report, row: Row) -> list[Run]:
    """One disputed year: its values, why it is disputed, and what part of the year itself rules out."""
    period = row.text("period")
    reason = r.word_of("dispute", row.text("dispute"))
    year = r.quoted(r.language.period(period))
    told = r.text(
        _("{year}: {values} ({reason})"),
        year=year,
        values=interval(r, row["low"], row["high"]),
        reason=reason,
    )
    values = r.rows("series_values", indicator_id=VICTIMS, dimension="", category="", period=period)
    believed = {value["value"].value for value in values if value["admissible"].value}
    ruled_out = [value["value"] for value in values if value["value"].value not in believed]
    if not ruled_out:
        return told
    out = join_texts([r.figure_run(claim) for claim in ruled_out])
    return [
        *told,
        Run("; "),
        *r.text(
            _("left out of the tests, because part of that year alone counted more: {values}"), values=out
        ),
    ]


def _tests(r: Report) -> None:
    rows = [
        TableRow(
            [
                r.word_of("test", row.text("test")),
                r.quoted("") if not row.text("method") else r.word(_methods(r, row)),
                r.figure_run(row["n"]),
                interval(r, row["p_low"], row["p_high"]),
                interval(r, row["effect_low"], row["effect_high"]),
                interval(r, row["interval_low"], row["interval_high"]),
                r.word_of("effect_unit", row.text("effect_unit")),
                r.word_of("finding", row.text("finding")),
            ]
        )
        for row in r.rows("trends", indicator_id=VICTIMS, dimension="", category="")
    ]
    columns = [
        TableSpec(_("Test"), width=1.2),
        TableSpec(_("How"), width=1.5),
        TableSpec(_("Years"), "right", 0.6),
        TableSpec(_("p-value, least to greatest"), "right", 1.2),
        TableSpec(_("Effect, least to greatest"), "right", 1.3),
        TableSpec(_("Confidence limits, widest"), "right", 1.3),
        TableSpec(_("Unit of the effect"), width=1.0),
        TableSpec(_("Finding"), width=1.7),
    ]
    if rows:
        caption = r.word(_("Tests of the yearly totals of identified victims, over all admissible choices"))
        r.table("tab-tests", columns, rows, caption)


def _methods(r: Report, row: Row) -> str:
    return "; ".join(r.label("test_method", code) for code in row.text("method").split(";"))


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
                    r.quoted(
                        f"{r.wording('plan/indicators', indicator)} ({r.label('unit', first.text('unit'))})"
                    ),
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


def statements(r: Report) -> None:
    """What sources say without an amount: more or fewer than the year before, or a class."""
    frame = r.cycle.table("monitoring/statements")
    frame = frame[frame["kind"] != "text"].sort_values(["topic", "period"])
    rows = []
    for topic, said in frame.groupby("topic", sort=True):
        for value, same in said.groupby("value", sort=True):
            years = list(dict.fromkeys(r.language.period(period) for period in same["period"]))
            direction = same["kind"].iloc[0] == "direction"
            shown = r.word_of("movement", str(value)) if direction else r.quoted(str(value))
            rows.append(TableRow([r.word(_topic(r, str(topic))), shown, listed(r, years)]))
    if not rows:
        return
    r.heading(2, _("Statements without an amount"), identifier="statements")
    columns = [
        TableSpec(_("On what"), width=2.4),
        TableSpec(_("What is said"), width=1.6),
        TableSpec(_("For which years"), width=2.4),
    ]
    note = r.word(
        _("More or fewer: against the year before. Where a year stands under both, sources differ.")
    )
    r.table(
        "tab-statements", columns, rows, r.word(_("What sources say without giving an amount")), notes=[note]
    )


def _topic(r: Report, code: str) -> str:
    """The words for a topic; a topic of the cycle's own as it is written there."""
    return r.label("topic", code) if code in LABELS["topic"] else code


def events(r: Report) -> None:
    """What happened between the start of the plan and the cutoff, as sources tell it."""
    frame = r.cycle.table("monitoring/events").sort_values(["date", "event_id"])
    inside = [event for event in frame.itertuples() if _in_plan(r, parse_period(event.date))]
    if inside:
        r.heading(2, _("Events since the start of the plan"), identifier="events")
        items = [
            r.text(
                _("{date}: {event} ({source})"),
                date=r.language.period(event.date),
                event=r.wording("monitoring/events", event.event_id),
                source=r.cell("monitoring/sources", event.source_id, "publisher") or event.source_id,
            )
            for event in inside
        ]
        r.bullets(items)
    r.slot("trafficking")


def _in_plan(r: Report, period: Period) -> bool:
    return r.cycle.meta.start <= period.end and period.start <= r.cutoff

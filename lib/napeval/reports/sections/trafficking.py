"""Developments in trafficking: what the collected series can and cannot say."""

from __future__ import annotations

from napeval.cycle.periods import parse_period
from napeval.display.blocks import Run, TableRow
from napeval.display.figures import values_over_time
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, named_sources
from napeval.reports.sections.series import TEST_COLUMNS, breaks_of, cells_of_test, finding
from napeval.reports.sections.victims_parts import breakdowns, make_up, sums_of_parts

MARKED_EVENTS = ("law", "strategy")
"""Kinds of event that are marked on the time axis; all of them stand in a list."""
VICTIMS = "C.victims_identified"
"""Identified victims: the series every plan of this field has, under this identifier."""


def victims(r: Report) -> None:
    """Identified victims over time, every source's value, and what tests can say."""
    r.heading(1, _("Developments in trafficking"), identifier="trafficking")
    r.heading(2, _("Victims identified"), identifier="victims")
    if not r.rows("series", indicator_id=VICTIMS):
        r.say(_("No figure on identified victims is on record under {identifier}."), identifier=VICTIMS)
        return
    _picture(r)
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
    sums_of_parts(r)
    breakdowns(r, VICTIMS)
    make_up(r, VICTIMS)


def _picture(r: Report) -> None:
    """Identified victims by year, with the events that matter for reading them."""
    breaks = breaks_of(r, VICTIMS)
    picture = values_over_time(r.released, r.language, VICTIMS, events=_events(r), breaks=breaks)
    if picture:
        note = r.word(
            _(
                "Bars join the different values that sources give for one year. Values for parts"
                " of a year are left out."
            )
        )
        caption = r.word(_("Victims of trafficking identified, by year, with events"))
        r.picture("fig-victims", picture, caption, notes=[note])


def _events(r: Report) -> list[tuple[str, str]]:
    """Laws, strategies and other events that may move what is counted, up to the cutoff."""
    frame = r.cycle.table("monitoring/events").sort_values(["date", "event_id"])
    return [
        (event.date, r.wording("monitoring/events", event.event_id))
        for event in frame.itertuples(index=False)
        if event.kind in MARKED_EVENTS and parse_period(event.date).start <= r.cutoff
    ]


def trend_sentence(r: Report) -> list[list[Run]]:
    """What tests of identified victims by year say, in brief: by rank and as counts, whatever each finds."""
    ranks, counts = (_totals_tested(r, test) for test in ("mann_kendall", "poisson_trend"))
    if ranks is None or counts is None:
        return []
    told = r.text(
        _("Identified victims, {first} to {last}. By rank: {ranks}. As counts: {counts}."),
        first=ranks["first_period"],
        last=ranks["last_period"],
        ranks=finding(r, ranks),
        counts=finding(r, counts),
    )
    caution = r.word(_("A fall can mean less trafficking or less identification."))
    return [[*told, Run(" "), *caution]]


def _trend_in_full(r: Report) -> None:
    """The same tests with what they rest on: years, choices, p-values and yearly change."""
    ranks, counts = (_totals_tested(r, test) for test in ("mann_kendall", "poisson_trend"))
    if ranks is None or ranks["p_low"].value is None:
        return
    sentences = [
        r.text(
            _(
                "The series from {first} to {last} has {points:year|years} at most, and"
                " {choices:admissible choice|admissible choices} among disputed values. By rank"
                " (Mann-Kendall) p is {range}."
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
                r.words_of("test_method", row.text("method")),
                *cells_of_test(r, row),
            ]
        )
        for row in r.rows("trends", indicator_id=VICTIMS, dimension="", category="")
    ]
    columns = [TableSpec(_("Test"), width=1.1), TableSpec(_("How"), width=1.5), *TEST_COLUMNS]
    if rows:
        caption = r.word(_("Tests of the yearly totals of identified victims, over all admissible choices"))
        note = r.word(
            _(
                "A steady fall also shifts the level, and a level shift looks like a fall: these tests do not"
                " tell the two apart. A change since the plan began needs four years before and after."
            )
        )
        r.table("tab-tests", columns, rows, caption, notes=[note])


def _values(r: Report) -> None:
    """Every value of every source, so that a reader can see what was chosen from."""
    rows, named = [], named_sources(r)
    for row in r.rows("series_values", indicator_id=VICTIMS, dimension="", category=""):
        source = row.text("source_id")
        told = source in named
        rows.append(
            TableRow(
                [
                    r.quoted(r.language.period(row.text("period"))),
                    r.figure_run(row["value"]),
                    r.quoted(r.cell("monitoring/sources", source, "title"))
                    if told
                    else r.word(_("a source that is not published")),
                    r.quoted(r.cell("monitoring/sources", source, "publisher")) if told else r.word("–"),
                    r.word_of("left_out", row.text("left_out")),
                ]
            )
        )
    columns = [
        TableSpec(_("Period"), width=1.2),
        TableSpec(_("Victims identified"), "right", 0.9),
        TableSpec(_("Source"), width=2.9),
        TableSpec(_("Publisher"), width=1.5),
        TableSpec(_("Left out of the yearly series"), width=1.3),
    ]
    r.table(
        "tab-victims", columns, rows, r.word(_("Victims identified, every value on record with its source"))
    )

"""Series on record beside identified victims: their course, rates, and what stands after many tests."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.cycle.periods import parse_period
from napeval.display.blocks import Run, TableRow, Text
from napeval.display.figures import MOST_PANELS, Panel, several_over_time
from napeval.display.languages import N_ as _
from napeval.display.languages import P_, Message
from napeval.measures.definitions import definition_changes
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, listed

LEAST_DRAWN = 3
"""Years that a series must have to be drawn."""
EFFORT = _(
    "What authorities identify, find or prosecute grows with their effort as well as with what"
    " happens: a fall can mean less trafficking or less identification, and a rise more of either."
)


def other_series(r: Report, *, besides: str) -> None:
    """Every series with a figure for a full year, but those that stand elsewhere: one, and the plan's own."""
    r.heading(2, _("Other series on record"), identifier="other-series")
    planned = with_planned_path(r)
    series = {name: rows for name, rows in yearly(r).items() if name != besides and name not in planned}
    if not series:
        r.say(_("No other series is on record."))
        return
    long_enough = [name for name, rows in series.items() if len(rows) >= LEAST_DRAWN]
    panels(r, long_enough, "fig-series", _("Other series on record, by year"))
    _overview(r, series)
    r.styled("finding", EFFORT)
    _many_tests(r)
    _rates(r)


def breaks_of(r: Report, indicator: str) -> list[str]:
    """The periods in which the definition of an indicator changed, up to the cutoff."""
    changes = definition_changes(r.cycle).get(indicator, ())
    return [str(change.start.year) for change in changes if change.start <= r.cutoff]


def with_planned_path(r: Report) -> set[str]:
    """The indicators for which the plan says what should be reached by when."""
    return {row.text("indicator_id") for row in r.rows("planned_path", dimension="", category="")}


def yearly(r: Report) -> dict[str, list[Row]]:
    """The yearly series of the totals, by indicator, each in order of time."""
    found: dict[str, list[Row]] = {}
    for row in r.rows("series", dimension="", category="", left_out=None):
        found.setdefault(row.text("indicator_id"), []).append(row)
    return {
        name: sorted(rows, key=lambda row: parse_period(row.text("period")).end)
        for name, rows in found.items()
    }


def _name(r: Report, row: Row) -> str:
    unit = r.label("unit", row.text("unit"))
    return f"{r.wording('plan/indicators', row.text('indicator_id'))} ({unit})"


def panels(r: Report, names: Sequence[str], identifier: str, caption: str) -> None:
    """Pictures of the yearly series of these indicators, several to a page. caption: a marked text."""
    drawn = []
    for name in names:
        row = r.rows("series", indicator_id=name, dimension="", category="", left_out=None)[0]
        drawn.append(Panel(name, _name(r, row), breaks_of(r, name)))
    note = r.word(
        _(
            "Bars join the different values that sources give for one year; the first and the last value"
            " are printed."
        )
    )
    for number, first in enumerate(range(0, len(drawn), MOST_PANELS), start=1):
        picture = several_over_time(r.released, r.language, drawn[first : first + MOST_PANELS])
        if picture:
            r.picture(f"{identifier}-{number}", picture, r.word(caption), notes=[note])


def _overview(r: Report, series: dict[str, list[Row]]) -> None:
    rows = [
        TableRow(
            [
                r.quoted(_name(r, years[0])),
                _end(r, years[0]),
                _end(r, years[-1]) if len(years) > 1 else r.word("–"),
                *_findings(r, name),
            ]
        )
        for name, years in series.items()
    ]
    columns = [
        TableSpec(_("Series"), width=2.9),
        TableSpec(_("First value (year)"), "right", 1.0),
        TableSpec(_("Last value (year)"), "right", 1.0),
        TableSpec(_("Years"), "right", 0.5),
        TableSpec(_("By rank (Mann-Kendall)"), width=1.7),
        TableSpec(_("As counts, or by slope"), width=1.7),
    ]
    note = r.word(
        _(
            "Full years of one definition up to the cutoff. Definitions and scope differ between"
            " sources; two values are not a trend. A finding rests on single years where it falls when one"
            " of them is left out; all tests of all series stand in an annex."
        )
    )
    caption = r.word(_("Other series on record, first and last value, and what tests say"))
    r.table("tab-series", columns, rows, caption, notes=[note])


def _findings(r: Report, name: str) -> list[Text]:
    """Years, and what rank and counts say of a series; dashes where it is too short to be asked."""
    tested = r.rows("trends", indicator_id=name, dimension="", category="", test="mann_kendall")
    if not tested:
        return [r.word("–")] * 3
    said = [finding_of(r, name, "mann_kendall"), finding_of(r, name, "poisson_trend", "sen")]
    return [r.figure_run(tested[0]["n"]), *said]


def _end(r: Report, row: Row) -> list[Run]:
    return [*interval(r, row["low"], row["high"]), *r.quoted(f" ({row.text('period')})")]


def finding_of(r: Report, indicator: str, *tests: str) -> list[Run]:
    """What the first of these tests that was made of an indicator found; too few points where none was."""
    for test in tests:
        found = r.rows("trends", indicator_id=indicator, dimension="", category="", test=test)
        if found:
            return short_finding(r, found[0])
    return r.word_of("finding", "too_few_points")


def short_finding(r: Report, row: Row) -> list[Run]:
    """A finding for a cell: with the place of a break, and whether single years decide it."""
    words = [*r.word_of("finding", row.text("finding")), *_place(r, row)]
    return [*words, Run(" "), *r.word(_("(rests on single years)"))] if row.text("decided_by") else words


def finding(r: Report, row: Row) -> list[Run]:
    """A finding for a sentence, with the years without which it does not stand."""
    words = r.word_of("finding", row.text("finding"))
    years = row.text("decided_by").split(";") if row.text("decided_by") else []
    if not years:
        return words
    one = _("{finding}, but no longer without the year {years}")
    several = _("{finding}, but no longer when one of the years {years} is left out")
    return r.text(one if len(years) == 1 else several, finding=words, years=listed(r, years))


TEST_COLUMNS = (
    TableSpec(_("Years"), "right", 0.5),
    TableSpec(_("p-value, least to greatest"), "right", 1.0),
    TableSpec(_("Effect, least to greatest"), "right", 1.4),
    TableSpec(_("Confidence limits, widest"), "right", 1.2),
    TableSpec(_("Finding"), width=3.0),
)
"""What a test rests on and says, see cells_of_test."""


def cells_of_test(r: Report, row: Row) -> list[Text]:
    """What one test of one series rests on and says, in the order of TEST_COLUMNS."""
    return [
        r.figure_run(row["n"]),
        interval(r, row["p_low"], row["p_high"]),
        _effect(r, row),
        interval(r, row["interval_low"], row["interval_high"]),
        short_finding(r, row),
    ]


def _effect(r: Report, row: Row) -> list[Run]:
    """How much, with its unit; a dash where the test measures no amount or none can be told."""
    told = interval(r, row["effect_low"], row["effect_high"])
    if row["effect_low"].state != "shown":
        return told
    return [*told, Run(" "), *r.word_of("effect_unit", row.text("effect_unit"))]


def _place(r: Report, row: Row) -> list[Run]:
    """The years at which a break may lie."""
    if row["place_first"].state == "missing":
        return []
    return [Run(" ("), *interval(r, row["place_first"], row["place_last"]), Run(")")]


_COUNTED: dict[str, Message] = {
    "mann_kendall": P_(
        "By rank, {tested} series was long enough to test, {not_testable} {not_testable:~was|were} not;"
        " a trend is shown in {shown}, and stands in {standing} when it is reckoned with how many were"
        " tested.",
        "By rank, {tested} series were long enough to test, {not_testable} {not_testable:~was|were}"
        " not; a trend is shown in {shown}, and stands in {standing} when it is reckoned with how many"
        " were tested.",
        on="tested",
    ),
    "poisson_trend": P_(
        "As counts, {tested} series was long enough, {not_testable} {not_testable:~was|were} not; shown"
        " in {shown}, standing in {standing}.",
        "As counts, {tested} series were long enough, {not_testable} {not_testable:~was|were} not;"
        " shown in {shown}, standing in {standing}.",
        on="tested",
    ),
}


def _many_tests(r: Report) -> None:
    """With many series tested at once, which findings stand?"""
    counted = [row for row in r.rows("family_counts") if row["tested"].value]
    if not counted:
        return
    names = ("tested", "not_testable", "shown", "standing")
    texts = [r.text(_COUNTED[row.text("test")], **{name: row[name] for name in names}) for row in counted]
    r.paragraph(*texts)
    rows = [
        TableRow(
            [
                series_name(r, row),
                r.word_of("test", row.text("test")),
                r.figure_run(row["p"]),
                r.figure_run(row["p_adjusted"]),
                r.word(_("yes") if row["stands"].value else _("no")),
            ]
        )
        for row in r.rows("trend_families")
        if row["stands"].value is not None
    ]
    columns = [
        TableSpec(_("Series"), width=3.0),
        TableSpec(_("Test"), width=1.4),
        TableSpec(_("p-value"), "right", 0.8),
        TableSpec(_("p-value, adjusted"), "right", 0.9),
        TableSpec(_("Stands"), width=0.7),
    ]
    note = r.word(
        _(
            "Of each series the greatest p over all choices of sources. Adjusted by Benjamini and"
            " Hochberg over the series tested, each test for itself: of the trends that stand, one in"
            " twenty at most is expected to be chance."
        )
    )
    if rows:
        caption = r.word(_("Trends that every choice of sources shows, adjusted for the number of tests"))
        r.table("tab-families", columns, rows, caption, notes=[note])


def series_name(r: Report, row: Row) -> Text:
    """The title of a series, with its category."""
    title = r.quoted(r.wording("plan/indicators", row.text("indicator_id")))
    if not row.text("category"):
        return title
    return [*title, Run(" – "), *r.quoted(r.category(row.text("category")))]


def _rates(r: Report) -> None:
    """Events over what they arose from: whether there were more cases, or more looking."""
    by_indicator: dict[str, list[Row]] = {}
    for row in r.rows("rates"):
        by_indicator.setdefault(row.text("indicator_id"), []).append(row)
    for number, (name, years) in enumerate(by_indicator.items(), start=1):
        tested = r.rows("trends", indicator_id=name, dimension="", category="", test="rate_trend")
        if tested:
            r.say(
                _("{series}, over {exposure}: {rate}. The number alone: {number}."),
                series=r.quoted(r.wording("plan/indicators", name)),
                exposure=r.quoted(r.wording("plan/indicators", years[0].text("exposure_id"))),
                rate=finding(r, tested[0]),
                number=finding_of(r, name, "poisson_trend"),
            )
        _rate_table(r, number, name, years)


def _rate_table(r: Report, number: int, name: str, years: Sequence[Row]) -> None:
    rows = [
        TableRow(
            [
                r.quoted(row.text("period")),
                interval(r, row["count_low"], row["count_high"]),
                interval(r, row["exposure_low"], row["exposure_high"]),
                interval(r, row["rate_low"], row["rate_high"]),
                interval(r, row["interval_low"], row["interval_high"]),
            ]
        )
        for row in years
    ]
    columns = [
        TableSpec(_("Year"), width=0.7),
        TableSpec(_("Number"), "right", 1.0),
        TableSpec(_("What it arose from"), "right", 1.2),
        TableSpec(_("Rate"), "right", 1.0),
        TableSpec(_("Confidence limits"), "right", 1.2),
    ]
    caption = r.text(
        _("{series} per {per} {unit}, by year"),
        series=r.quoted(r.wording("plan/indicators", name)),
        per=years[0]["per"],
        unit=r.word_of("unit", years[0].text("exposure_unit")),
    )
    note = r.text(
        _("What the number arose from: {exposure}. Limits are exact for counts."),
        exposure=r.quoted(r.wording("plan/indicators", years[0].text("exposure_id"))),
    )
    r.table(f"tab-rates-{number}", columns, rows, caption, notes=[note])

"""Annex of all tests: which values form a series, and what every test says, of how many years."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import TableRow
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import with_unit
from napeval.reports.sections.series import TEST_COLUMNS, cells_of_test, series_name

KEYS = ("indicator_id", "dimension", "category")


def all_tests(r: Report) -> None:
    """The rule that forms the series, and all tests with what they rest on."""
    rows = r.rows("trends")
    if not rows:
        return
    r.annex(_("Tests of all yearly series"), identifier="annex-tests")
    series_rule(r)
    made = [row for row in rows if row["reportable"].value]
    if made:
        _table(r, made)
    _too_short(r, rows, made)


def series_rule(r: Report) -> None:
    """Which values form a yearly series, decided before looking at them."""
    r.say(
        _(
            "A yearly series holds full calendar years of one definition, up to the cutoff. Of a year on"
            " which independent sources differ every value is believed in turn; a year whose direction a"
            " source contradicts is believed and left out in turn. A value that only quotes another source"
            " of the year, or lies below what part of that year had counted, is no choice. Every test is"
            " made of every choice, and the table gives the least and the greatest answer."
        )
    )


def _table(r: Report, made: Sequence[Row]) -> None:
    rows: list[TableRow] = []
    columns = [TableSpec(_("Test"), width=1.5), *TEST_COLUMNS]
    for number, row in enumerate(made):
        if number == 0 or _series_of(made[number - 1]) != _series_of(row):
            blank = [r.quoted("")] * (len(columns) - 1)
            rows.append(TableRow([with_unit(r, series_name(r, row), row), *blank], "group"))
        rows.append(TableRow([r.word_of("test", row.text("test")), *cells_of_test(r, row)]))
    note = r.word(
        _(
            "Least to greatest over all admissible choices of sources. How each p is found stands in the"
            " workbook."
        )
    )
    caption = r.word(_("All tests of all series, with the years they rest on"))
    r.table("tab-all-tests", columns, rows, caption, notes=[note])


def _too_short(r: Report, rows: Sequence[Row], made: Sequence[Row]) -> None:
    """Series of which no test can be made."""
    tested = {_series_of(row) for row in made}
    short = {_series_of(row): row for row in rows if _series_of(row) not in tested}
    if not short:
        return
    told = [
        r.text(_("{series} ({years})"), series=series_name(r, row), years=row["n"]) for row in short.values()
    ]
    r.say(_("Too few years for any test: {series}."), series=join_texts(told, "; "))


def _series_of(row: Row) -> tuple[str, ...]:
    return tuple(row.text(key) for key in KEYS)

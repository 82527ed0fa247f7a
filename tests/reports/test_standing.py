"""Under every table and figure stand its source, unit and period, and what of it is hidden or disputed."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd
import pytest
from whole_report import LANGUAGES, printed

from napeval.cycle.trace import key_parts
from napeval.display.blocks import Run, plain, runs_of
from napeval.display.labels import label
from napeval.display.languages import Language
from napeval.release.claims import split_address
from napeval.reports.standing import NAMED_IN_ROW, Standing, Times, Titles
from napeval.reports.standing.notes import HIDDEN, NOT_DRAWN, REPORTS_DIFFER, RESULTS, SOURCES_DIFFER

TWO_LINES = 262
"""Characters that fit on two lines of notes."""
HAND_PICKED = {
    "tab-due": "number",
    "tab-rates": "per cent",
    "tab-operational": "number; EUR",
    "tab-money": "EUR; number",
    "tab-funding": "EUR; per cent",
    "tab-victims": "persons",
    "tab-breakdowns": "persons",
    "tab-days": "days; number",
    "fig-delivery": "number",
    "fig-victims": "persons",
    "fig-progress": "per cent",
    "fig-series-1": "as named in each panel",
    "tab-all-indicators": "as named in each row; per cent",
    "tab-questions-relevance": "points",
    "tab-survey-answers": "number; marks",
    "tab-unit-costs": "as named in each row; EUR; ratio",
}
UNIT_IN_CAPTION = ("fig-money", "tab-totals")
WITHOUT_UNIT = ("tab-families",)
"""p-values only."""


def shown_in(whole, language):
    """The tables and figures of a report."""
    return [block for block in whole.flat(language) if block["kind"] in ("table", "figure")]


def addresses(block):
    """The claims in the cells of a table, or drawn in a figure."""
    cells = [run for row in block.get("rows", ()) for cell in row["cells"] for run in cell]
    return [run["c"] for run in cells if run.get("c")] + list(block.get("claims", ()))


STARTS = ("Unit: {unit}.", "Period: {period}.", "Source: {source}.")


def said_of(whole, language, block, message):
    """What the line under a block says for {…} in one of its sentences; None where it does not say it."""
    words = whole.words(language)
    starts = [words.translate(one).partition("{")[0] for one in STARTS]
    start = words.translate(message).partition("{")[0]
    _, found, rest = printed(block["notes"][-1]).partition(start)
    for other in starts:
        rest = rest.partition(f" {other}")[0]
    return rest.removesuffix(".") if found else None


def find(whole, language, identifier):
    (block,) = [one for one in shown_in(whole, language) if one["id"] == identifier]
    return block


def notes_of(block):
    return [printed(note) for note in block["notes"]]


def test_every_caption_says_what_is_shown(whole, language):
    short = [block["id"] for block in shown_in(whole, language) if len(printed(block["caption"]).split()) < 3]
    assert short == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_table_and_figure_says_its_source(whole, complete, code):
    for report in (whole, complete):
        for block in shown_in(report, code):
            assert said_of(report, code, block, "Source: {source}."), block["id"]


def test_the_line_is_short(whole, complete, language):
    for report in (whole, complete):
        long = [
            (block["id"], line)
            for block in shown_in(report, language)
            if len(line := printed(block["notes"][-1])) > TWO_LINES
        ]
        assert long == []


@pytest.mark.parametrize("identifier", HAND_PICKED)
def test_the_unit_of_hand_picked_tables(complete, language, identifier):
    words = complete.words(language)
    unit = "; ".join(words.translate(word) for word in HAND_PICKED[identifier].split("; "))
    assert said_of(complete, language, find(complete, language, identifier), "Unit: {unit}.") == unit


@pytest.mark.parametrize("identifier", [*UNIT_IN_CAPTION, *WITHOUT_UNIT])
def test_a_unit_is_not_said_twice_and_none_where_there_is_none(complete, language, identifier):
    block = find(complete, language, identifier)
    assert said_of(complete, language, block, "Unit: {unit}.") is None
    assert ("EUR" in printed(block["caption"])) == (identifier in UNIT_IN_CAPTION)


def test_units_named_in_rows_stand_there(complete, language):
    """Where the line leaves the unit to the rows, each row that shows a figure of a unit names it."""
    words = complete.words(language)
    named = words.translate(NAMED_IN_ROW)
    seen = 0
    for block in shown_in(complete, language):
        unit = said_of(complete, language, block, "Unit: {unit}.") or ""
        if block["kind"] != "table" or named not in unit or block["id"] in ("tab-tests", "tab-all-tests"):
            continue
        for row in block["rows"]:
            measured = {
                claim.unit
                for cell in row["cells"]
                for run in cell
                if run.get("c")
                and (claim := complete.released.claim(run["c"])).kind == "number"
                and claim.state == "shown"
            }
            for one in measured - {"milestone", "p", "ratio", "", "points", "days"}:
                text = " ".join(printed(cell) for cell in row["cells"])
                assert label(words, "unit", one) in text, (block["id"], text)
                seen += 1
    assert seen > 100


def test_a_period_is_said_of_every_figure(whole, complete, language):
    """In the line, or by the cutoff in the caption."""
    for report in (whole, complete):
        cutoff = report.words(language).date(report.request.cutoff).rstrip(".")
        for block in shown_in(report, language):
            told = said_of(report, language, block, "Period: {period}.")
            assert told is None or cutoff not in printed(block["caption"]), block["id"]
            if block["kind"] == "figure":
                assert told or cutoff in printed(block["caption"]), block["id"]


def test_the_period_of_what_the_plan_says_is_the_plans(real, language):
    words, meta = real.words(language), real.inputs.cycle.meta
    start, end, cutoff = (words.date(day).rstrip(".") for day in (meta.start, meta.end, real.request.cutoff))
    whole_plan, so_far = f"{start} – {end}", f"{start} – {cutoff}"
    for identifier, period in {
        "tab-operational": whole_plan,
        "tab-money": whole_plan,
        "tab-indicators-I": so_far,
        "tab-answers": so_far,
        "fig-victims": "2012–2024",
        "tab-breakdowns": "2017–2021",
    }.items():
        block = find(real, language, identifier)
        assert said_of(real, language, block, "Period: {period}.") == period, identifier


def test_cells_marked_as_hidden_are_explained_where_they_stand_and_only_there(whole, complete, language):
    seen = set()
    for report in (whole, complete):
        note = report.words(language).translate(HIDDEN)
        for block in shown_in(report, language):
            if block["kind"] == "table":
                hidden = any(report.released.claim(one).state == "suppressed" for one in addresses(block))
                assert notes_of(block).count(note) == hidden, block["id"]
                seen.add(hidden)
    assert seen == {True, False}


def test_a_figure_that_leaves_out_what_is_hidden_says_so(complete, language):
    words = complete.words(language)
    remark = words.translate("Hidden to protect persons, and so not drawn: {names}.").partition("{")[0]
    hidden = {
        block["id"]: remark in block["alternative"]
        for block in shown_in(complete, language)
        if block["kind"] == "figure"
    }
    assert set(hidden.values()) == {True, False}
    for identifier, leaves_out in hidden.items():
        note = words.translate(NOT_DRAWN)
        assert notes_of(find(complete, language, identifier)).count(note) == leaves_out, identifier


@cache
def rows_of(report, table):
    """The rows of a results table by their keys, read without the library."""
    keys = report.released[table].declaration.keys
    return {tuple(row[key] for key in keys): row for row in report.rows(table)}


def row_of(report, address):
    """The row that a claim is a cell of; of a single value also what its series says of the period."""
    table, key, _ = split_address(address)
    parts = tuple(key_parts(key))
    row = rows_of(report, table)[parts]
    return {**rows_of(report, "series")[parts[:4]], **row} if table == "series_values" else row


def is_disputed(row):
    """Whether a row says that sources differ."""
    return (
        row.get("state") == "disputed"
        or row.get("dispute") in ("values", "direction")
        or "disputed" in row.get("flags", "").split(";")
        or "disputed" in row.get("reason", "").split(";")
        or row.get("disputed") == "true"
        or int(row.get("choices") or 0) > 1
    )


def is_contradicted(row):
    """Whether a row says that reports on its activities contradict each other."""
    counted = [row.get(name, "") for name in ("conflicts", "disputed")]
    return (
        any(count.isdigit() and int(count) > 0 for count in counted)
        or row.get("conflict") == "true"
        or row.get("punctuality") == "disputed"
    )


@pytest.mark.parametrize(
    ("message", "holds"), [(SOURCES_DIFFER, is_disputed), (REPORTS_DIFFER, is_contradicted)]
)
def test_what_is_disputed_is_said_where_it_stands_and_only_there(whole, complete, language, message, holds):
    """Of tables of words nothing is said: the figures that they cite stand elsewhere."""
    seen = set()
    for report in (whole, complete):
        note = report.words(language).translate(message)
        for block in shown_in(report, language):
            if of_figures(report, language, block):
                disputed = any(holds(row_of(report, one)) for one in dict.fromkeys(addresses(block)))
                assert notes_of(block).count(note) == disputed, block["id"]
                seen.add(disputed)
    assert seen == {True, False}


def of_figures(report, language, block):
    """Whether the line under a block speaks of figures, and not only of the source of words."""
    return any(said_of(report, language, block, one) for one in ("Unit: {unit}.", "Period: {period}."))


def test_sources_that_are_not_published_are_named_nowhere(whole, complete, language):
    for report in (whole, complete):
        sources = report.inputs.cycle.tables["monitoring/sources"]
        restricted = sources.loc[sources["release_status"] != "published", "title"]
        titles = [title.partition(" (")[0] for title in restricted]
        text = "\n".join(run["t"] for block in report.flat(language) for run in runs_of(block))
        assert [title for title in titles if title in text] == []


def test_sources_are_named_where_they_are_few(complete):
    source = said_of(complete, "en", find(complete, "en", "tab-breakdowns"), "Source: {source}.")
    assert source == "observations (Police statistics 2013-2024)"
    source = said_of(complete, "en", find(complete, "en", "tab-due"), "Source: {source}.")
    assert source == "computed by napeval from: the plan and its revisions; progress reports"


def titles(audience):
    frame = pd.DataFrame(
        {
            "source_id": ["open", "kept"],
            "title": ["Open report (part read)", "Kept register"],
            "release_status": ["published", "restricted"],
        }
    )
    return Titles.for_audience(frame, audience).of


def test_restricted_sources_are_named_inside_only():
    assert titles("public") == titles("partners") == {"open": "Open report", "kept": ""}
    assert titles("internal") == {"open": "Open report", "kept": "Kept register"}


def test_a_table_of_words_says_the_source_that_it_is_given(real):
    day = date(2023, 12, 31)
    standing = Standing(real.released, Language("en"), Times(date(2022, 1, 1), day, day), Titles({}))
    given = standing.notes([], caption=[Run("Some table")], named="", source="the plan")
    assert [plain(note) for note in given] == ["Source: the plan."]
    left = standing.notes([], caption=[Run("Some table")], named="")
    assert [plain(note) for note in left] == [f"Source: {RESULTS}."]


def test_no_table_of_words_is_left_without_a_source_of_its_own(real, complete, language):
    for report in (real, complete):
        bare = report.words(language).translate(RESULTS)
        sources = {
            b["id"]: said_of(report, language, b, "Source: {source}.") for b in shown_in(report, language)
        }
        assert [identifier for identifier, source in sources.items() if source == bare] == []

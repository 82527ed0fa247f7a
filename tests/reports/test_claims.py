"""Every figure of the whole report leads to a released cell, and from there to rows of the cycle.

A run that holds a digit shows a claim, or is wording, an identifier or a date of the inputs. What the
inputs measure (amounts, values of targets and observations) is not among the wording: such a number can
only be shown as a claim.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime
from functools import cache
from operator import attrgetter

import openpyxl
import pandas as pd
import pytest
from whole_report import LANGUAGES, all_runs, fixed_words, periods_of_results, printed, spaced, texts_of

from napeval.criteria import load_scale, rating_scales
from napeval.cycle.periods import parse_period
from napeval.cycle.reference import instrument_items, item_texts
from napeval.cycle.schemas import schemas
from napeval.cycle.trace import EVERY_ROW, key_parts
from napeval.release.claims import SUPPRESSED_MARK, split_address
from napeval.reports.compute import compute
from napeval.reports.standing.sources import short_title

DIGIT = re.compile(r"\d")
EVERY_YEAR = re.compile(r"\d{1,2} [A-Z][a-z]+")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER = re.compile(r"[-\N{MINUS SIGN}]?\d[\d.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*")
SEPARATORS = (", ", "; ", ": ", " + ", " – ", " (", "(", ")", " ", "\n", ";", "«", "»", ".")


def claims_of(runs):
    return [run["c"] for run in runs if run.get("c")]


# --- figures and claims ---------------------------------------------------------------------------------


def test_every_run_with_a_digit_shows_a_claim_or_quotes(whole, language):
    loose = [
        run
        for run in all_runs(whole.flat(language))
        if DIGIT.search(run["t"]) and not run.get("c") and not run.get("q")
    ]
    assert loose == []


def test_the_report_is_full_of_claims(whole, language):
    assert len(claims_of(all_runs(whole.flat(language)))) > 900


def test_every_claim_is_printed_as_its_language_shows_it(whole, language):
    words = whole.words(language)
    wrong = []
    for run in all_runs(whole.flat(language)):
        if run.get("c"):
            claim = whole.released.claim(run["c"])
            if run["t"] not in (words.show(claim), words.show(claim, unit=False)):
                wrong.append((run["c"], run["t"], words.show(claim)))
    assert wrong == []


def test_every_claim_of_a_figure_is_released_and_shown(whole, language):
    drawn = [
        (block["id"], address)
        for block in whole.flat(language)
        if block["kind"] == "figure"
        for address in block["claims"]
    ]
    assert drawn
    hidden = [each for each in drawn if whole.released.claim(each[1]).state == "suppressed"]
    assert hidden == []


def test_numbers_in_the_alternative_text_of_a_figure_are_its_claims(whole, language):
    """Or the ends of a scale of points, years of the series drawn, or words of the plan and of its events."""
    words = whole.words(language)
    strange = []
    for block in whole.flat(language):
        if block["kind"] != "figure":
            continue
        known = {"0", "100"}
        for address in block["claims"]:
            table, key, _ = split_address(address)
            known |= numbers_of(words.show(whole.released.claim(address)))
            known |= {part for part in key_parts(key) if part.isdigit()}
            if table == "series":
                indicator = key_parts(key)[0]
                known |= years_of(whole, indicator) | quoted_beside(whole, language, indicator)
        strange += [(block["id"], number) for number in numbers_of(block["alternative"]) - known]
    assert strange == []


def years_of(whole, indicator):
    periods = " ".join(row["period"] for row in whole.rows("series", indicator_id=indicator))
    return set(re.findall(r"\d{4}", periods))


def quoted_beside(whole, language, indicator):
    """Numbers in the title of an indicator, and in the titles and dates of the events on its time axis."""
    tables = whole.inputs.cycle.tables
    titles = tables["plan/indicators"].set_index("indicator_id")[f"title_{language}"]
    events = tables["monitoring/events"]
    words = [titles[indicator], *events[f"title_{language}"].dropna(), *events["date"]]
    return set().union(*(numbers_of(text) for text in words))


def numbers_of(text):
    return {number.strip(".,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}") for number in NUMBER.findall(text)}


# --- claims and rows ------------------------------------------------------------------------------------


@cache
def keys_of_tables(whole):
    """The primary keys of every row of the cycle and the evaluation, by table."""
    tables = {**whole.inputs.cycle.tables, **whole.inputs.evaluation.tables}
    return {
        name: {
            tuple(key_cell(cell) for cell in row)
            for row in frame[list(schemas()[name].primary_key)].itertuples(index=False, name=None)
        }
        for name, frame in tables.items()
    }


def key_cell(cell):
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def unresolved(whole, trace):
    """The parts of a trace that name no row."""
    keys = keys_of_tables(whole)
    wrong = []
    for part in trace.split(";"):
        table, _, key = part.partition("#")
        if table not in keys or (key != EVERY_ROW and tuple(key_parts(key)) not in keys[table]):
            wrong.append(part)
    return wrong


def test_a_trace_that_names_no_row_is_seen(real):
    first = real.inputs.cycle.tables["plan/activities"]["activity_id"].iloc[0]
    assert unresolved(real, f"plan/activities#{first};plan/activities#*") == []
    strange = "plan/activities#IX.9.9;plan/nothing#1;plan/budget#I.1.1|1999|BK|;"
    assert unresolved(real, strange) == strange.split(";")


def test_every_claim_traces_to_rows_of_the_cycle(whole):
    shown = {address for code in LANGUAGES for address in claims_of(all_runs(whole.flat(code)))}
    shown |= {
        address for block in whole.flat("en") if block["kind"] == "figure" for address in block["claims"]
    }
    wrong = {}
    for address in sorted(shown):
        trace = whole.released.claim(address).trace
        if trace and (found := unresolved(whole, trace)):
            wrong[address] = found
    assert wrong == {}


def test_a_claim_without_rows_is_one_that_rests_on_none(whole, language):
    """Only the range of a question or criterion without any evidence comes from no row: all that could be."""
    for run in all_runs(whole.flat(language)):
        claim = whole.released.claim(run["c"]) if run.get("c") else None
        if claim is None or claim.trace:
            continue
        table, rest = claim.address.split("#")
        key, column = rest.split(":")
        if table in ("questions", "evidence") and column == "weight":
            continue  # the matrix gives it, whatever the rows say
        assert table in ("questions", "criteria", "evidence"), claim
        if table == "evidence":
            assert claim.state == "missing", claim
        else:
            assert whole.row(table, **{whole.released[table].declaration.keys[0]: key})["coverage"] == "0"
            assert column not in ("score", "judged") or claim.state == "missing", claim


def test_every_released_row_traces_to_rows_of_the_cycle(whole):
    wrong = {}
    for name, table in whole.released.tables.items():
        for row in table.rows():
            trace = row.text("trace")
            if trace and (found := unresolved(whole, trace)):
                wrong[name, *[row.text(key) for key in table.declaration.keys]] = found
    assert wrong == {}


# --- quoted wording -------------------------------------------------------------------------------------


@cache
def wording(whole, language):
    """Texts of the inputs by first character: cells of text, years and keys, dates, matrix, instruments.

    Cells of amounts and measured values are left out.
    """
    words = whole.words(language)
    texts = set()
    for frame in [*whole.inputs.cycle.tables.values(), *whole.inputs.evaluation.tables.values()]:
        for column in frame.columns:
            texts |= wording_of_column(frame[column].dropna(), words)
    meta, request = whole.inputs.cycle.meta, whole.request
    days = {words.date(day) for day in (meta.start, meta.end, request.cutoff, request.as_of)}
    texts |= days | {day.removesuffix(".") for day in days}  # the point of a Serbian date gives way
    texts |= set(meta.title.values()) | set(whole.inputs.evaluation.settings["purpose"].values())
    for question in whole.inputs.matrix.questions:
        texts |= {question.id, *question.text.values(), *question.standard.values()}
        texts |= {text for part in (question.why, question.limits) for text in part.values()}
        texts |= {text for rung in question.rubric.values() for text in rung.values()}
        texts |= {text for item in question.evidence for text in (item.id, *item.text.values())}
    texts |= {load_scale(name).source for name in (*rating_scales(), "sigma_implementation")}
    for item in (*instrument_items("annex7_questionnaire"), *instrument_items("annex8_evaluation_report")):
        texts |= set(item_texts(item).values())
    texts |= {words.period(period) for period in periods_of_results(whole)}
    texts |= {short_title(title) for title in whole.inputs.cycle.tables["monitoring/sources"]["title"]}
    texts |= {place for block in whole.flat(language) if (place := place_of(block))}
    by_first = {}
    for text in texts:
        if text:
            by_first.setdefault(text[0], []).append(text)
    return by_first


def place_of(block):
    """The words by which a report points to one of its headings or tables; "" for any other block."""
    if block["kind"] == "heading":
        return f"{block['number']} {block['text']}"
    return block["label"] if block["kind"] == "table" else ""


def wording_of_column(column, words):
    if column.dtype == "Int64":
        return {str(number) for number in column if 1900 <= number <= 2100}
    if pd.api.types.is_datetime64_any_dtype(column):
        return {text for day in column for text in (day.date().isoformat(), words.date(day.date()))}
    if column.dtype != "str":
        return set()
    whole_cells = {str(cell) for cell in column}
    parts = {part for cell in whole_cells for part in cell.split(";")}
    periods = {words.period(part) for part in parts if is_period(part)}
    days = {words.date(date.fromisoformat(part)) for part in parts if ISO_DAY.fullmatch(part)}
    days |= {words.day_of_year(in_2024(part)) for part in parts if EVERY_YEAR.fullmatch(part)}
    return whole_cells | parts | periods | days


def in_2024(day):
    return datetime.strptime(f"{day} 2024", "%d %B %Y").date()


def is_period(text):
    try:
        parse_period(text)
    except ValueError:
        return False
    return True


def made_of(text, texts):
    """Is the text nothing but texts of the inputs with separators between them?"""
    reached = {0}
    for place in range(len(text)):
        if place in reached:
            pieces = (*SEPARATORS, *texts.get(text[place], ()))
            reached |= {place + len(piece) for piece in pieces if text.startswith(piece, place)}
    return len(text) in reached


def test_wording_that_is_no_input_is_seen(real):
    texts = wording(real, "en")
    assert made_of("I.1.2, I.1.4", texts)
    assert not made_of("I.1.2, I.1.44", texts)
    assert not made_of("785359", texts)
    assert not made_of("245 amounts", texts)


def test_quoted_digits_stand_in_the_inputs(whole, language):
    texts = wording(whole, language)
    own = " ".join(" ".join(text.split()) for text in whole.inputs.evaluation.texts.values())
    quoted = {
        run["t"]
        for run in all_runs(whole.flat(language))
        if run.get("q") and not run.get("c") and DIGIT.search(run["t"])
    }
    assert quoted
    assert sorted(text for text in quoted if not made_of(text, texts) and text not in own) == []


def test_digits_in_headings_and_labels_are_numbers_of_order_years_or_wording(whole, language):
    texts = wording(whole, language)
    translated = whole.words(language).translate("Ranges of points from 0 to 100 for each criterion.")
    assert DIGIT.search(translated)
    strange = []
    for block in whole.flat(language):
        for words in fixed_words(block):
            label = re.fullmatch(r"\w+ \d+", spaced(words)) and block["kind"] in ("table", "figure")
            if block["kind"] == "figure" and words == block["alternative"]:
                continue  # its numbers have a test of their own
            if DIGIT.search(words) and not label and not made_of(words, texts):
                footnote = whole.inputs.cycle.meta.designation_note.get(language)
                strange += [] if words == footnote else [words]
    assert strange == []


# --- what is hidden, and the two languages --------------------------------------------------------------


def test_what_is_hidden_is_hidden_everywhere(demo):
    hidden = {
        (name, place, column)
        for name, table in demo.released.tables.items()
        for place, column in zip(*table.suppressed.to_numpy().nonzero(), strict=True)
    }
    assert len(hidden) >= 6
    results = compute(demo.inputs, cutoff=demo.request.cutoff, as_of=demo.request.as_of)
    restricted = results["series_values"].query("source_id == 'shelter_register' and value < 10")
    assert {3.0, 7.0} <= set(restricted["value"])
    addresses = set()
    for name, place, column in hidden:
        table = demo.released[name]
        declared = table.declaration.columns[column].name
        assert table.frame[declared].iat[place] is None
        addresses.add(table.cell(place, declared).address)
        assert demo.rows(name)[place][declared] == SUPPRESSED_MARK
    for code in LANGUAGES:
        shown = [run["t"] for run in all_runs(demo.flat(code)) if run.get("c") in addresses]
        assert set(shown) <= {SUPPRESSED_MARK}
    manifest = json.loads((demo.folder / "manifest.json").read_text("utf-8"))
    held = {key: entry for key, entry in manifest["claims"].items() if key in addresses}
    assert all(entry["value"] is None and entry["state"] == "suppressed" for entry in held.values())


def test_the_mark_is_explained_where_something_is_hidden(whole, language):
    hidden = any(table.suppressed.any(axis=None) for table in whole.released.tables.values())
    assert (SUPPRESSED_MARK in whole.words_of_section(language, "limits")) == hidden
    assert hidden == (whole.request.cycle == "demo-small")


def test_the_workbook_shows_the_mark_in_place_of_every_hidden_cell(demo, language):
    book = openpyxl.load_workbook(demo.folder / f"tables-{language}.xlsx", read_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    found = sum(cell == SUPPRESSED_MARK for cell in cells)
    wanted = sum(int(table.suppressed.to_numpy().sum()) for table in demo.released.tables.values())
    assert found == wanted > 0


def test_the_manifest_lists_every_claim_shown(whole):
    claims = json.loads((whole.folder / "manifest.json").read_text("utf-8"))["claims"]
    shown = {address for code in LANGUAGES for address in claims_of(all_runs(whole.flat(code)))} | {
        address
        for code in LANGUAGES
        for block in whole.flat(code)
        if block["kind"] == "figure"
        for address in block["claims"]
    }
    assert set(claims) == shown


def test_tables_and_figures_show_the_same_claims_in_every_language(whole):
    first, *others = (
        [
            (block["id"], [each for each in map(claims_of, texts_of(block)) if each], block.get("claims"))
            for block in whole.flat(code)
            if block["kind"] in ("table", "figure")
        ]
        for code in LANGUAGES
    )
    assert len(others) == len(LANGUAGES) - 1
    for other in others:
        assert other == first


def test_sentences_show_the_same_claims_in_every_language(whole):
    """Their order in a sentence may differ."""
    first, *others = (
        [
            (block["kind"], block.get("id"), Counter(claims_of(all_runs([block]))))
            for block in whole.flat(code)
            if block["kind"] not in ("table", "figure")
        ]
        for code in LANGUAGES
    )
    for other in others:
        # The evaluator's own words may have more paragraphs in one language than in the other.
        assert [each for each in other if each[2]] == [each for each in first if each[2]]
        assert [each for each in other if each[0] in ("heading", "slot")] == [
            each for each in first if each[0] in ("heading", "slot")
        ]


def test_every_language_has_the_same_blocks_in_the_same_order(whole):
    """But for the paragraphs of the evaluator's own words, which each language has for itself."""
    first, *others = (
        [(block["kind"], block.get("id")) for block in map(attrgetter("block"), whole.blocks[code])]
        for code in LANGUAGES
    )
    assert len(first) > 100
    for other in others:
        assert other == first


@pytest.mark.parametrize(("code", "thousands", "point"), [("sq", " ", ","), ("sr", ".", ",")])
@pytest.mark.parametrize("identifier", ["tab-money", "tab-marks"])
def test_a_cell_differs_between_languages_only_by_how_numbers_are_written(
    real, identifier, code, thousands, point
):
    there, english = (real.table(one, identifier)[1:] for one in (code, "en"))
    for one, other in zip(there, english, strict=True):
        for left, right in zip(one[2:], other[2:], strict=True):
            if DIGIT.search(right):
                plain = left.replace(thousands, "").replace(point, ".").replace(" ", "")
                assert plain == right.replace(",", "").replace(" ", "")


def test_printed_gives_ordinary_spaces():
    assert printed([{"t": "785\N{NO-BREAK SPACE}359"}, {"t": "\N{NO-BREAK SPACE}EUR"}]) == "785 359 EUR"

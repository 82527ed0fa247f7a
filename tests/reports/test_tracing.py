"""From every figure of the web page to its row: the links, what stands at their end, what stays hidden."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache

import nbformat
import openpyxl
import pytest
from browser import opened
from lxml import html as lxml_html
from sample_report import INFO
from whole_report import all_runs

from napeval.display.formulas import formula_of
from napeval.release.claims import NUMERIC_KINDS, SUPPRESSED_MARK, split_address
from napeval.reports.html import html_text
from napeval.reports.tracing import row_address, tracer_of

BACK = "↩"
ADDRESS, SOURCES, MADE_FROM = -1, -2, -3


@cache
def page_of(whole, language):
    return lxml_html.parse(str(whole.folder / language / "report.html")).getroot()


@cache
def links_of(whole, language):
    """Every figure of the page with its link and the cell that the link leads to."""
    page = page_of(whole, language)
    ends = {end.get("id"): end for end in page.xpath("//*[@class='traces']//td/a")}
    return [(link, ends.get(link.get("href")[1:])) for link in page.xpath("//a[@class='claim']")]


def words(element):
    return element.text_content().replace("\u200b", "").replace(BACK, "").strip()


def cells(end):
    """The cells of the row in which the end of a link stands."""
    return end.getparent().getparent().xpath("./*")


def test_every_figure_of_the_page_is_a_link(whole, language):
    shown = [run["c"] for run in all_runs(whole.flat(language)) if run.get("c")]
    drawn = [
        claim for block in whole.flat(language) if block["kind"] == "figure" for claim in block["claims"]
    ]
    linked = Counter(link.get("data-claim") for link, _ in links_of(whole, language))
    assert linked == Counter([*shown, *drawn])
    assert page_of(whole, language).xpath("//span[@class='claim']") == []


def test_every_link_leads_to_the_cell_of_its_figure_and_back(whole, language):
    for link, end in links_of(whole, language):
        assert end is not None, link.get("href")
        assert end.get("href") == f"#{link.get('id')}"
        assert row_address(link.get("data-claim")) == words(cells(end)[ADDRESS])
        table, _, column = split_address(link.get("data-claim"))
        place = whole.released[table].declaration.names.index(column)
        assert cells(end)[place] is end.getparent(), link.get("data-claim")


def test_the_cell_shows_the_value_that_the_page_prints(whole, language):
    says = whole.words(language)
    for link, end in links_of(whole, language):
        claim = whole.released.claim(link.get("data-claim"))
        shown = words(end.getparent())
        assert words(link) in (shown, says.show(claim, unit=False)), claim
        assert claim.kind not in NUMERIC_KINDS or shown == says.show(claim), claim


def test_identifiers_are_unique_and_nothing_is_run_or_loaded(whole, language):
    page = page_of(whole, language)
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert page.xpath("//script | //iframe | //object | //embed | //link | //form | //base") == []
    assert [name for element in page.iter("*") for name in element.attrib if name.startswith("on")] == []
    assert [value for value in page.xpath("//@href") if not value.startswith("#")] == []
    assert [value for value in page.xpath("//a/@href") if value[1:] not in set(identifiers)] == []


def test_addresses_are_those_of_the_results_files_and_of_the_workbook(whole, language):
    workbook = openpyxl.load_workbook(whole.folder / f"tables-{language}.xlsx", read_only=True)
    in_workbook = {row[-1] for sheet in workbook.worksheets for row in sheet.iter_rows(values_only=True)}
    released = {f"{name}#{key}" for name, table in whole.released.tables.items() for key in table.key_texts}
    addresses = {words(cells(end)[ADDRESS]) for _, end in links_of(whole, language)}
    assert addresses <= released
    assert addresses <= in_workbook


def test_a_table_is_headed_by_its_formulas(whole, language):
    says = whole.words(language)
    for table in page_of(whole, language).xpath("//div[@class='trace']"):
        name = table.xpath("string(./h3/@id)").removeprefix("trace-")
        columns = [
            column.name for column in whole.released[name].declaration.columns if column.kind != "trace"
        ]
        heads = table.xpath(".//thead/tr[1]/th")
        formulas = table.xpath(".//thead/tr[@class='how']/td")
        assert (len(heads), len(formulas)) == (len(columns) + 3, len(columns))
        general = words(table.xpath("./p")[0])
        for column, own in zip(columns, formulas, strict=True):
            assert (words(own) or general) == says.translate(formula_of(name, column)), (name, column)


def test_the_rows_behind_a_figure_are_those_that_the_results_name(whole):
    for _, end in links_of(whole, "en"):
        table, key, _ = split_address(f"{words(cells(end)[ADDRESS])}:trace")
        trace = whole.released[table].row_at(key).text("trace")
        shown = cells(end)[MADE_FROM].text_content()
        assert bool(shown) == bool(trace)
        for part in trace.split(";")[:3] if trace else ():
            kept = part.partition("#")[2]
            assert kept in shown or kept == "*" or trace.count(part.partition("#")[0]) > 3, (trace, shown)


def test_hidden_figures_stay_hidden_and_restricted_sources_have_no_name(whole, language):
    restricted = {
        row["title"]
        for row in whole.inputs.cycle.tables["monitoring/sources"].to_dict("records")
        if row["release_status"] != "published"
    }
    for _, end in links_of(whole, language):
        row = cells(end)
        table, key, _ = split_address(f"{words(row[ADDRESS])}:trace")
        released = whole.released[table].row_at(key)
        for column, cell in zip(released, row[:MADE_FROM], strict=False):
            if released[column].state == "suppressed":
                assert words(cell) == SUPPRESSED_MARK
    (section,) = page_of(whole, language).xpath("//*[@class='traces']")
    assert [title for title in restricted if title in section.text_content()] == []


def test_a_hidden_figure_is_shown_as_hidden(real, demo):
    """Some table of one of the plans has one, so that the test above tests something."""
    hidden = [
        (whole, f"{name}#{table.key_texts[place]}:{column}")
        for whole in (real, demo)
        for name, table in whole.released.tables.items()
        for column in table.declaration.names
        for place in [at for at, is_hidden in enumerate(table.suppressed[column]) if is_hidden]
    ]
    assert hidden
    for whole, address in hidden:
        tracer = tracer_of(whole.inputs, whole.released, whole.words("en"))
        place = [column.name for column in tracer.table(address.partition("#")[0]).columns]
        assert tracer.row(address).cells[place.index(split_address(address)[2])] == SUPPRESSED_MARK


def test_under_a_chart_its_figures_can_be_unfolded(whole, language):
    page = page_of(whole, language)
    for block in whole.flat(language):
        if block["kind"] == "figure":
            (figure,) = [one for one in page.xpath("//figure") if one.get("id") == block["id"]]
            drawn = figure.xpath("./details[@class='drawn']//a[@class='claim']/@data-claim")
            assert Counter(drawn) == Counter(block["claims"])


def test_the_section_is_named_in_the_contents_and_not_printed(whole, language):
    page = page_of(whole, language)
    (link,) = page.xpath("//nav//a[@href='#traces']")
    assert words(link) == words(page.xpath("//*[@id='traces']")[0])
    printed = re.search(r"@media print \{(.*)\n\}", page.xpath("string(//style)"), re.S)[1]
    assert re.search(r"\.traces[^{]*\{ display: none; \}", printed)


def test_a_figure_that_is_not_released_stops_the_page(real):
    tracer = tracer_of(real.inputs, real.released, real.words("en"))
    text = json.dumps(real.notebooks["en"]).replace("delivery#plan|plan:", "delivery#plan|plans:")
    with pytest.raises(KeyError, match=r"no claim at delivery#plan\|plans"):
        html_text(nbformat.from_dict(json.loads(text)), INFO, tracer)


# --- in a browser ---------------------------------------------------------------------------------------

FIGURE = "main a.claim[data-claim^='delivery#plan|plan:']"
PANEL = ".trace:has(:target)"


def test_a_figure_opens_its_row_over_the_page_and_closing_keeps_the_place(require_tool, demo, tmp_path):
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    with opened(chromium, demo.folder / "en" / "report.html", tmp_path / "profile") as page:
        page.value(f"document.querySelector({json.dumps(FIGURE)}).scrollIntoView({{block: 'center'}})")
        place = page.value("scrollY")
        assert place > 0 and page.value(f"document.querySelectorAll('{PANEL}').length") == 0
        page.click(FIGURE)
        assert page.value(f"getComputedStyle(document.querySelector('{PANEL}')).position") == "fixed"
        assert page.value("scrollY") == place
        shown = page.value(
            f"[...document.querySelectorAll('{PANEL} tbody tr')]"
            ".filter(row => row.firstElementChild.getClientRects().length).length"
        )
        assert shown == 1
        assert page.value("document.activeElement.matches('td > a:target')")
        top = "Math.round(document.querySelector('.trace td:has(:target)').getBoundingClientRect().top)"
        assert page.value(top) > page.value(
            f"document.querySelector('{PANEL} p').getBoundingClientRect().bottom - 1"
        )
        page.click(f"{PANEL} .close")
        assert page.value(f"document.querySelectorAll('{PANEL}').length") == 0
        assert page.value("scrollY") == place


def test_the_keyboard_goes_into_the_row_and_back_to_the_figure(require_tool, demo, tmp_path):
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    with opened(chromium, demo.folder / "sq" / "report.html", tmp_path / "profile", width=420) as page:
        page.value(f"document.querySelector({json.dumps(FIGURE)}).focus()")
        figure = page.value("document.activeElement.id")
        page.press_enter()
        assert page.value("location.hash") == f"#{figure.replace('at-', 'row-')}"
        assert page.value(f"getComputedStyle(document.querySelector('{PANEL}')).position") == "fixed"
        page.press_enter()
        assert page.value("document.activeElement.id") == figure
        assert page.value(f"document.querySelectorAll('{PANEL}').length") == 0
        seen = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"
        assert page.value(seen)

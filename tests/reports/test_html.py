"""The report as a web page."""

import json
import re
import subprocess
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pypdf
import pytest
from lxml import html as lxml_html
from sample_report import BANNER, HOSTILE, INFO, notebook_of, odd_outputs, output_of, sample_notebook, text

from napeval.display import blocks
from napeval.reports.html import html_text, write_html


@pytest.fixture(scope="module")
def sample_text():
    return html_text(sample_notebook(), INFO)


@pytest.fixture(scope="module")
def page(sample_text):
    return lxml_html.fromstring(sample_text)


def test_the_same_notebook_gives_the_same_bytes(sample_text, tmp_path):
    write_html(sample_notebook(), INFO, tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == sample_text.encode()


def test_only_blocks_are_shown(page):
    shown = page.text_content()
    assert "Gjetja: raportimi është i pjesshëm." in shown
    assert "Për t'u shkruar" in shown
    assert "nuk duhet të shihet" not in shown
    assert "sekret" not in shown


def test_nothing_is_loaded_or_run(page, sample_text):
    assert page.xpath("//script | //iframe | //object | //embed | //link | //form | //base") == []
    assert [name for element in page.iter("*") for name in element.attrib if name.startswith("on")] == []
    sources = [value for value in page.xpath("//@src | //@srcset | //@data")]
    assert [value for value in sources if not value.startswith("data:image/png;base64,")] == []
    assert [value for value in page.xpath("//@href") if not value.startswith("#")] == []
    assert re.findall(r"@import|url\(", page.xpath("string(//style)")) == []
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")


def test_hostile_text_stays_text(page):
    assert page.text_content().replace("\u200b", "").count(HOSTILE) == 3


def test_language_title_landmarks_and_skip_link(page):
    assert page.get("lang") == "sq-AL"
    assert page.xpath("string(//title)") == INFO.title
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == len(page.xpath("//nav")) == len(page.xpath("//header")) == 1
    (skip,) = page.xpath("//a[@class='skip']")
    assert (skip.get("href"), skip.text) == ("#contents", "Kalo te përmbajtja")


def test_headings_step_one_level_at_a_time(page):
    levels = [int(element.tag[1]) for element in page.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_identifiers_are_unique_and_links_arrive(page):
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert [link for link in page.xpath("//a/@href") if link[1:] not in identifiers] == []
    entries = page.xpath("//nav//a")
    assert entries[0].text_content() == "1 Përmbledhje"
    assert len(entries) == 9


def test_pictures_have_words_and_tables_have_headings_and_a_scrolling_box(page):
    assert len(page.xpath("//img")) == 2
    assert all(alt.startswith("Grafik") for alt in page.xpath("//img/@alt"))
    tables = page.xpath("//table")
    boxes = page.xpath("//div[@class='scroll'][@tabindex='0'][@role='region'][table]/@aria-label")
    assert len(tables) == 2
    assert boxes == ["Tabela 1", "Tabela 2"]
    assert [len(table.xpath("./colgroup/col")) for table in tables] == [5, 12]
    assert tables[0].xpath("./colgroup/col/@style")[0] == "width: 5.6%"  # 0.5 of 9 shares
    assert all(table.xpath("./caption") and table.xpath("./thead//th[@scope='col']") for table in tables)


def test_a_lone_group_heading_runs_over_its_row(page):
    cells = page.xpath("//tr[@class='group']/td")
    assert [cell.get("colspan") for cell in cells] == ["5"] * 4


def test_a_group_row_with_figures_keeps_its_cells():
    columns = [blocks.TableColumn("a"), blocks.TableColumn("b")]
    rows = [blocks.TableRow([text("Grupi"), text("7")], style="group")]
    block = blocks.table(columns, rows, identifier="t", caption=[], label="T")
    page = lxml_html.fromstring(html_text(notebook_of([output_of(block)]), INFO))
    assert [cell.text_content() for cell in page.xpath("//tr[@class='group']/td")] == ["Grupi", "7"]


def test_the_banner_is_fixed_at_the_top_and_absent_when_not_set(page):
    assert page.xpath("string(//aside[@class='marking'])") == BANNER
    plain = lxml_html.fromstring(html_text(notebook_of([]), replace(INFO, banner="")))
    assert plain.xpath("//aside") == []
    for one in (page, plain):  # printed at the head of every page, with the banner or without
        assert one.xpath("string(//body/div[@class='page-head']/p[@class='running'])") == INFO.running_head
    assert plain.xpath("string(//h1)") == INFO.title


def test_claims_keep_their_address(page):
    assert (
        page.xpath("//main//strong/ancestor::span[@data-claim='delivery#all:done']")[0].text_content()
        == "207"
    )


def colours(style):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", style))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_every_text_colour_has_enough_contrast(scheme):
    style = files("napeval.reports").joinpath("templates", "html", "style.css").read_text()
    part = colours(re.findall(r":root \{(.*?)\}", style, re.S)[scheme])
    for ink in ("ink", "quiet", "accent"):
        for ground in ("paper", "tint", "slot"):
            assert contrast(part[ink], part[ground]) >= 4.5, (ink, ground)
    for ground in ("amber", "slot"):
        assert contrast(part["amber-ink"], part[ground]) >= 4.5, ground


def requests_of_page(chromium, path, folder):
    """Addresses that the page itself asks for when a browser without a network shows it."""
    log, shot = folder / f"{path.stem}-net.json", folder / f"{path.stem}.png"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND"]
    command += [f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}", "--window-size=400,900"]
    subprocess.run(
        [*command, f"--screenshot={shot}", path.as_uri()], check=True, timeout=120, capture_output=True
    )
    assert shot.stat().st_size > 1000
    sources: dict[int, dict[str, str]] = {}
    for event in json.loads(log.read_text())["events"]:
        known = sources.setdefault(event["source"]["id"], {})
        known.update(
            {key: str(value) for key, value in event.get("params", {}).items() if key in ("url", "initiator")}
        )
    # What the browser asks for on its own account (time, updates) has no page as its initiator.
    return {
        source["url"] for source in sources.values() if source.get("initiator") == "null" and "url" in source
    }


def test_a_browser_shows_it_without_asking_anyone(require_tool, tmp_path):
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    write_html(sample_notebook(), INFO, tmp_path / "report.html")
    assert requests_of_page(chromium, tmp_path / "report.html", tmp_path) == set()
    # The same look finds a page that does ask.
    (tmp_path / "asking.html").write_text('<img src="http://shembull.invalid/x.png">' + "<p>x</p>" * 20)
    assert requests_of_page(chromium, tmp_path / "asking.html", tmp_path) == {"http://shembull.invalid/x.png"}


def test_every_printed_page_carries_the_banner(require_tool, tmp_path):
    chromium = require_tool("chromium", "chromium-browser", "google-chrome")
    write_html(sample_notebook(), INFO, tmp_path / "report.html")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}"]
    command += [f"--print-to-pdf={tmp_path / 'printed.pdf'}", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, (tmp_path / "report.html").as_uri()], check=True, timeout=120, capture_output=True
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "printed.pdf").pages]
    assert len(pages) >= 5
    assert [number for number, page in enumerate(pages, start=1) if BANNER not in page] == []


def test_blocks_with_nothing_in_them_are_written():
    page = lxml_html.fromstring(html_text(notebook_of(odd_outputs()), INFO))
    assert len(page.xpath("//table")) == 2
    assert len(page.xpath("//section[@data-slot]")) == 2

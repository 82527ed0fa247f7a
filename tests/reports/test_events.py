"""What was not yet there at the cutoff is not told as if it were."""

from __future__ import annotations

from lxml import html as lxml_html
from whole_report import project_copy

from broken_cycle import add_row, replace
from napeval.reports.request import read_request
from napeval.reports.run import run_report


def test_a_law_of_after_the_cutoff_is_no_law_on_record(tmp_path):
    request = project_copy(tmp_path, "demo-small")
    project = request.parents[2]
    laws = {"kind": "law", "source_id": "annual_report_2022", "title_sq": "Ligj"}
    for event, date, title in (("e98", "2023-06", "Law of June"), ("e99", "2023-07", "Law of July")):
        add_row(
            project / "data/demo-small", "monitoring/events.csv",
            event_id=event, date=date, title_en=title, **laws,
        )  # fmt: skip
    replace(project, "params/demo-small/mid-term.yml", "languages: [sq, en, sr]", "languages: [en]")
    replace(project, "params/demo-small/mid-term.yml", "[html, docx, pdf, xlsx]", "[html]")
    page = lxml_html.parse(str(run_report(read_request(request)) / "en/report.html")).getroot()
    text = page.text_content()
    assert "Law of June" in text and "Law of July" not in text

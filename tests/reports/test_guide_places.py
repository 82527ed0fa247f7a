"""Every point of the guide has its place in the report it belongs to, and stands there."""

from __future__ import annotations

import pytest
from family_reports import DEMO, REAL, shipped
from whole_report import printed

from napeval.cycle.reference import instrument_items, item_text
from napeval.reports.guide_places import GUIDE, At, LeftOut, identifiers_of, points_of

NAMES = {
    "mid_term_evaluation": "mid-term",
    "ex_post_evaluation": "ex-post",
    "annual_monitoring": "annual-2023",
    "six_month_progress": "six-month-2023-h1",
    "plan_review": "review",
}
"""The shipped request of each notebook."""
WHOLE = {
    "mid_term_evaluation": "annex8_evaluation_report",
    "ex_post_evaluation": "annex8_evaluation_report",
    "annual_monitoring": "annex6_annual_report",
    "six_month_progress": "annex5_progress_form",
    "plan_review": "plan_review",
}
"""The instrument that a report has to follow as a whole."""


@pytest.mark.parametrize("notebook", GUIDE)
def test_every_section_field_and_question_of_the_instrument_is_mapped(notebook):
    mapped = {item["item_id"] for item, _place in points_of(notebook)}
    asked = {
        item["item_id"]
        for item in instrument_items(WHOLE[notebook])
        if item["kind"] in ("section", "field", "question")
    }
    assert asked <= mapped
    assert mapped == set(GUIDE[notebook].places), "a place for a point that is none"


def test_the_wishes_of_the_plan_and_the_basic_questions_are_mapped_too():
    year = {item["item_id"] for item, _place in points_of("annual_monitoring")}
    assert {"xk_reporting.year", *(f"xk_reporting.year.{number}" for number in range(1, 8))} <= year
    half = {item["item_id"] for item, _place in points_of("six_month_progress")}
    assert {"xk_reporting.six", *(f"xk_reporting.six.{number}" for number in range(1, 7))} <= half
    review = {item["item_id"] for item, _place in points_of("plan_review")}
    assert {f"rme_framework.q{number}" for number in range(1, 6)} <= review


def test_an_area_without_an_objective_has_no_place():
    assert identifiers_of(At("area-*", "prevention"), {"I": "protection"}) == ()
    assert identifiers_of(At("area-*"), {"I": "protection", "II": "prevention"}) == ("area-I", "area-II")


@pytest.mark.parametrize("cycle", [REAL, DEMO])
@pytest.mark.parametrize("notebook", GUIDE)
def test_every_place_is_emitted_and_printed(tmp_path_factory, notebook, cycle):
    whole = shipped(tmp_path_factory, cycle, NAMES[notebook])
    blocks = whole.flat("en")
    frame = whole.inputs.cycle.tables["plan/objectives"]
    strategic = frame[frame["level"] == "strategic"]
    objectives = dict(zip(strategic["objective_id"], strategic["pillar"], strict=True))
    there = {block["id"] for block in blocks if block["kind"] in ("heading", "table", "slot")}
    places = [place for _item, place in points_of(notebook) if isinstance(place, At)]
    named = {one for place in places for one in identifiers_of(place, objectives)}
    assert named - there == set()
    (table,) = [block for block in blocks if block.get("id") == "tab-guide"]
    lines = "\n".join(printed(row["cells"][0]) for row in table["rows"]).split("\n")
    assert lines == [item_text(item, "en") for item, _place in points_of(notebook)]
    left_out = [place for _item, place in points_of(notebook) if isinstance(place, LeftOut)]
    reasons = {printed(row["cells"][1]) for row in table["rows"]}
    assert all(any(place.reason in reason for reason in reasons) for place in left_out)

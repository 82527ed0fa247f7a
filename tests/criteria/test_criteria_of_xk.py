"""The shipped matrix on the real plan of Kosovo: every address finds its row, nothing is claimed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from napeval import criteria
from napeval.criteria import CRITERIA, Assessment, default_matrix, load_scale, rating_scales
from napeval.reports.compute import compute, read_inputs

FOLDER = Path(__file__).parents[2] / "data" / "xk-2022-2024"
CUTOFF, AS_OF = date(2024, 12, 31), date(2026, 11, 21)


@pytest.fixture(scope="module")
def found(make_evaluation) -> Assessment:
    """Assessed at the end of the plan, without any answer, mark or interview."""
    inputs = read_inputs(FOLDER, "mid-term")
    results = compute(inputs, cutoff=CUTOFF, as_of=AS_OF)
    return criteria.assess(make_evaluation(), results, inputs.matrix, load_scale("icmpd_5"), inputs.cycle)


def test_every_address_finds_a_row(found):
    computed = found.evidence[found.evidence["kind"] == "computed"]
    asked = [
        item.id for one in default_matrix().questions for item in one.evidence if item.kind == "computed"
    ]
    assert computed["item_id"].tolist() == asked
    # Nobody reported, so no report names a donor.
    assert computed.loc[computed["reason"] == "no_row", "address"].tolist() == ["donors#*:planned"]


def test_without_reports_spending_or_interviews_nothing_is_demonstrated(found):
    levels = found.criteria.set_index("criterion")["level"]
    assert levels.to_dict() == dict.fromkeys(CRITERIA, "not_demonstrated")
    evidence = found.evidence.set_index("item_id")
    for name in ("EFF1.activities_done", "EFC2.execution", "EFC3.due_done"):
        assert (evidence.loc[name, "available"], evidence.loc[name, "reason"]) == (False, "no_value")


def test_no_scale_gives_a_mark_that_the_evidence_does_not_carry(found):
    table = found.scale_levels
    assert table["scale_id"].drop_duplicates().tolist() == [*rating_scales(), "sigma_implementation"]
    on_scale = table[~table["reason"].isin(["not_on_scale", "weights_not_given", "overall_needs_judgement"])]
    assert set(on_scale["level"]) == {"not_demonstrated"}
    implementation = table[table["scale_id"] == "sigma_implementation"]
    assert implementation["reason"].tolist() == ["nothing_reported"]


def test_figures_of_the_plan_as_printed(found):
    evidence = found.evidence.set_index("item_id")
    domestic = evidence.loc["SUS1.domestic_share"]
    assert (round(domestic["lower"], 1), round(domestic["upper"], 1)) == (51.3, 77.4)
    assert evidence.loc["EFC1.activities_costed", "value"] == pytest.approx(82 / 101 * 100)
    assert evidence.loc["EFC1.totals_agree", "value"] == pytest.approx(8 / 9 * 100)
    assert evidence.loc["COH1.lead_stated", "value"] == 0
    assert evidence.loc["EFF4.outputs_measurable", "value"] == pytest.approx((80 + 22) / 122 * 100)

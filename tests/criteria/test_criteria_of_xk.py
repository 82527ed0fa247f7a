"""The shipped matrix on the real plan of Kosovo: every address finds its row, nothing is claimed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from napeval.criteria.matrix import CRITERIA, default_matrix
from napeval.criteria.rating import Assessment, assess
from napeval.criteria.scales import load_scale
from napeval.cycle.reading import read_cycle
from napeval.measures.achievement import achievement
from napeval.measures.budget import budget, budget_checks, funding, money_after_deadline
from napeval.measures.delivery import activities, delivery
from napeval.measures.evaluability import evaluability
from napeval.measures.expenditure import expenditure
from napeval.measures.profile import profile
from napeval.measures.recommendations import alignment, recommendations
from napeval.measures.responsibilities import responsibilities
from napeval.measures.rollup import rollup

FOLDER = Path(__file__).parents[2] / "data" / "xk-2022-2024"
CUTOFF, AS_OF = date(2024, 12, 31), date(2026, 11, 21)


def results_of_xk() -> dict[str, pd.DataFrame]:
    cycle = read_cycle(FOLDER)
    activity_rows = activities(cycle, cutoff=CUTOFF, as_of=AS_OF)
    results = {
        "alignment": alignment(cycle, recommendations(cycle)),
        "budget": budget(cycle),
        "budget_checks": budget_checks(cycle),
        "delivery": delivery(cycle, activity_rows),
        "evaluability": evaluability(cycle, as_of=AS_OF),
        "expenditure": expenditure(cycle, cutoff=CUTOFF, as_of=AS_OF),
        "funding": funding(cycle),
        "money_after_deadline": money_after_deadline(cycle),
        "responsibilities": responsibilities(cycle, activity_rows),
        "rollup": rollup(cycle, achievement(cycle, cutoff=CUTOFF, as_of=AS_OF)),
    }
    return {**results, "profile": profile(cycle, results)}


@pytest.fixture(scope="module")
def found(make_evaluation) -> Assessment:
    return assess(make_evaluation(), results_of_xk(), default_matrix(), load_scale("icmpd_5"))


def test_every_address_finds_a_row(found):
    computed = found.evidence[found.evidence["kind"] == "computed"]
    assert len(computed) == 18
    assert computed.loc[computed["reason"] == "no_row", "address"].tolist() == []


def test_without_reports_spending_or_interviews_nothing_is_demonstrated(found):
    levels = found.criteria.set_index("criterion")["level"]
    assert levels.to_dict() == dict.fromkeys(CRITERIA, "not_demonstrated")
    evidence = found.evidence.set_index("item_id")
    for name in ("EFF1.activities_done", "EFC2.execution", "EFC3.due_done"):
        assert (evidence.loc[name, "available"], evidence.loc[name, "reason"]) == (False, "no_value")


def test_figures_of_the_plan_as_printed(found):
    evidence = found.evidence.set_index("item_id")
    domestic = evidence.loc["SUS1.domestic_share"]
    assert (round(domestic["lower"], 1), round(domestic["upper"], 1)) == (51.3, 77.4)
    assert evidence.loc["EFC1.activities_costed", "value"] == pytest.approx(82 / 101 * 100)
    assert evidence.loc["EFC1.totals_agree", "value"] == pytest.approx(8 / 9 * 100)
    assert evidence.loc["COH1.lead_stated", "value"] == 0
    assert evidence.loc["EFF4.outputs_measurable", "value"] == pytest.approx((80 + 22) / 122 * 100)

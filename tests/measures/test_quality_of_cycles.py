"""The quality of the shipped plans: what is known of the real one, and traces that lead to rows."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from quality_plans import row_of

from napeval import measures
from napeval.cycle.reading import read_cycle, read_evaluation
from napeval.cycle.schemas import schemas
from napeval.cycle.trace import EVERY_ROW, key_text
from napeval.release.catalogue import CATALOGUE
from napeval.release.claims import declared
from plans import plan_folder

AS_OF = date(2026, 11, 21)
TABLES = ("pillar_coverage", "result_chain", "smart", "checklists", "checklist_coverage",
          "objective_profile", "mends")  # fmt: skip


def _quality(name: str) -> dict[str, pd.DataFrame]:
    cycle = read_cycle(plan_folder(name))
    answered = read_evaluation(plan_folder(name), "mid-term").table("evaluations/checklist")
    checklists = measures.checklists(cycle, answered, as_of=AS_OF)
    smart = measures.smart(cycle, answered, as_of=AS_OF)
    chain = measures.result_chain(cycle, as_of=AS_OF)
    return {
        "pillar_coverage": measures.pillar_coverage(cycle, as_of=AS_OF),
        "result_chain": chain,
        "smart": smart,
        "checklists": checklists,
        "checklist_coverage": measures.checklist_coverage(checklists, smart),
        "objective_profile": measures.objective_profile(cycle, smart, chain, as_of=AS_OF),
        "mends": measures.mends(cycle, checklists, smart, chain, as_of=AS_OF),
    }


@pytest.fixture(scope="module")
def real():
    return _quality("xk-2022-2024")


@pytest.fixture(scope="module", params=["xk-2022-2024", "demo-2022-2024"])
def either(request):
    return request.param, _quality(request.param)


def test_the_tables_look_as_declared(either):
    assert set(either[1]) == set(TABLES)
    for name, frame in either[1].items():
        declared(frame, CATALOGUE[name])


def test_every_trace_leads_to_a_row(either):
    name, results = either
    cycle = read_cycle(plan_folder(name))
    evaluation = read_evaluation(plan_folder(name), "mid-term")
    keys = {}
    for table, schema in schemas().items():
        frame = evaluation.tables.get(table) if table.startswith("evaluations/") else cycle.tables[table]
        if frame is not None:
            rows = frame[list(schema.primary_key)].itertuples(index=False, name=None)
            keys[table] = {key_text(row) for row in rows} | {EVERY_ROW}
    for frame in results.values():
        for trace in frame["trace"].dropna():
            for part in trace.split(";") if trace else ():
                table, _, key = part.partition("#")
                assert key in keys[table], part


def test_bounds_hold_the_share(either):
    rows = either[1]["objective_profile"].dropna(subset=["share"])
    assert (rows["lower"] <= rows["share"] + 1e-12).all()
    assert (rows["share"] <= rows["upper"] + 1e-12).all()


def test_at_least_sixty_items_are_answered_from_the_tables(either):
    lists = either[1]["checklists"]
    assert lists.loc[lists["answer_tables"].notna(), "item_id"].nunique() >= 60


def test_every_item_is_answered_by_somebody_or_said_to_need_a_person(either):
    lists = either[1]["checklists"]
    nobody = lists[lists["answered_by"] == "nobody"]
    assert set(nobody["reason"]) <= {"needs_person", "nothing_to_ask"}
    assert lists.loc[lists["answered_by"] != "nobody", "answer"].notna().all()


def test_500_professionals_are_promised_and_630_planned(real):
    row = row_of(real["result_chain"], kind="outputs_exceed_result")
    assert (row["subject"], row["promised"], row["planned"]) == ("III.res1", 500.0, 630.0)


def test_150_professionals_are_promised_with_no_activity_behind_them(real):
    row = row_of(real["result_chain"], kind="result_without_activity")
    assert (row["subject"], row["objective_id"], row["promised"]) == ("I.1.res1", "I.1", 150.0)
    assert row["planned"] is None
    assert row_of(real["result_chain"], kind="indicator_without_activity")["subject"] == "I.1.ind1"


def test_what_the_real_plan_states_of_its_indicators(real):
    """No baseline value at all; a target value for five of twenty; one printed total is wrong."""

    def counted(element):
        row = row_of(real["objective_profile"], scope="plan", element=element)
        return row["count"], row["of"]

    assert counted("indicator_baseline") == (0, 20)
    assert counted("indicator_target") == (5, 20)
    assert counted("indicator_means") == (1, 20)
    assert counted("activity_deadline") == (96, 101)
    assert counted("activity_lead") == (0, 101)
    assert counted("objective_risk") == (0, 17)
    wrong = row_of(real["mends"], mend="total_agrees")
    assert (wrong["count"], wrong["subjects"]) == (1, "I.3|2022")


def test_the_real_plan_covers_every_area(real):
    assert list(real["pillar_coverage"]["covered"]) == ["yes"] * 5
    assert row_of(real["checklists"], item_id="annex1_self_assessment.A3b")["answer"] == "yes"


def test_the_real_plan_has_no_baseline_no_frequency_nobody_who_collects_and_no_risks(real):
    """What the guide's monitoring plan asks for and this plan does not have at all."""
    lists = real["checklists"]
    for item in ("baseline", "frequency", "responsible"):
        assert row_of(lists, item_id=f"annex4_me_plan.{item}")["answer"] == "no"
    assert row_of(lists, item_id="two_level_structure.w5")["answer"] == "yes"


def test_people_of_the_demonstration_agree_with_its_tables():
    """A target on the wrong side of its baseline is a no of the tables too."""
    results = _quality("demo-2022-2024")
    realistic = row_of(results["smart"], indicator_id="IV.1.ind2", letter="r")
    assert (realistic["proposed"], realistic["reason"]) == ("no", "target_against_direction")
    row = row_of(results["checklist_coverage"], instrument="annex1_self_assessment")
    assert (row["answered_person"], row["agreeing"], row["disagreeing"]) == (10, 5, 0)

"""Gaps: each code on a plan with exactly that gap, its argument and its trace."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from napeval.measures.gaps import gaps, number_text
from napeval.measures.plan_totals import planned_trained, years_with_plan_total

AS_OF = date(2024, 6, 30)
OBJECTIVES = [
    {"objective_id": "A", "level": "strategic", "pillar": "prevention"},
    {"objective_id": "A.1", "parent_id": "A", "level": "specific", "pillar": "prevention"},
]
NO_PARTS = pd.DataFrame(
    {
        **{
            name: pd.Series(dtype="str")
            for name in ("indicator_id", "dimension", "period", "source_id", "trace")
        },
        "agrees": pd.Series(dtype="boolean"),
    }
)


def found(make_cycle, code, part_sums=NO_PARTS, objectives=OBJECTIVES, **tables):
    """The gaps of one code as {subject: argument}, with "" where there is none."""
    given = {f"plan/{table}": rows for table, rows in tables.items()}
    frame = gaps(make_cycle({"plan/objectives": objectives, **given}), part_sums, as_of=AS_OF)
    rows = frame[frame["code"] == code]
    assert rows["gap_id"].tolist() == [f"{code}/{subject}" for subject in rows["subject"]]
    assert rows["trace"].str.contains("#").all()
    return dict(zip(rows["subject"], rows["argument"].fillna(""), strict=True))


def indicator(name, objective="A.1", level="outcome", **cells):
    return {"indicator_id": name, "objective_id": objective, "level": level, "origin": "plan", **cells}


def target(name, role, value, year=2024, **cells):
    return {"indicator_id": name, "role": role, "year": year, "value": value, **cells}


def activity(name, end="2024", **cells):
    return {"activity_id": name, "objective_id": "A.1", "end": end, **cells}


def test_indicators_without_baseline_or_target(make_cycle):
    tables = {
        "indicators": [indicator("i"), indicator("j"), indicator("o", level="output")],
        "targets": [target("i", "baseline", 1.0), target("j", "annual", 2.0), target("i", "final", None)],
    }
    assert found(make_cycle, "indicator_without_baseline", **tables) == {"j": ""}
    assert found(make_cycle, "indicator_without_target", **tables) == {"i": ""}


def test_a_number_in_the_wording_is_named_where_no_target_uses_one(make_cycle):
    results = [
        {"result_id": "r", "objective_id": "A.1", "value": 500.0},
        {"result_id": "q", "objective_id": "A.1", "value": 90.5},
        {"result_id": "p", "objective_id": "A", "value": 7.0},
    ]
    tables = {
        "results": results,
        "indicators": [indicator("i"), indicator("j")],
        "targets": [target("j", "final", 1.0)],
    }
    assert found(make_cycle, "target_missing_result_names_number", **tables) == {"i": "500;90.5", "A": "7"}


def test_a_direction_the_compilers_chose_is_not_stated_by_the_plan(make_cycle):
    listed = [
        indicator("i", direction="increase", inferred="level;direction"), indicator("j"),
        indicator("k", direction="decrease"),
    ]  # fmt: skip
    assert found(make_cycle, "direction_not_stated", indicators=listed) == {"i": "increase", "j": ""}


def test_what_activities_leave_out(make_cycle):
    tables = {
        "activities": [activity("x", funding_sources="BK"), activity("y", end=None)],
        "budget": [{"activity_id": "x", "year": 2022, "amount": 0.0}],
        "responsibilities": [{"activity_id": "x", "institution": "PK", "role": "support", "basis": "listed"}],
    }
    for code in ("deadline", "amount", "institution", "funding_source"):
        assert found(make_cycle, f"activity_without_{code}", **tables) == {"y": ""}


@pytest.mark.parametrize(
    ("end", "late"),
    [("2024", {}), ("2024-12", {}), ("2025-01", {"x": "2025-01"}), ("2022/2026", {"x": "2022/2026"})],
)
def test_deadlines_after_the_end_of_the_cycle(make_cycle, end, late):
    assert found(make_cycle, "deadline_after_cycle", activities=[activity("x", end=end)]) == late


def test_money_after_the_deadline_is_one_gap_per_activity(make_cycle):
    budget = [{"activity_id": "x", "year": year, "amount": 10.0} for year in (2022, 2023, 2024)]
    assert found(
        make_cycle, "money_after_deadline", activities=[activity("x", end="2022")], budget=budget
    ) == {"x": "20"}


def test_a_lead_taken_from_the_order_of_a_list_is_a_gap_of_its_activity(make_cycle):
    leads = [("x", "first_listed"), ("y", "only_listed"), ("z", "stated")]
    listed = [
        {"activity_id": name, "institution": "PK", "role": "lead", "basis": basis} for name, basis in leads
    ]
    assert found(make_cycle, "lead_not_stated", responsibilities=listed) == {"x": "PK", "y": "PK"}
    assert found(make_cycle, "lead_not_stated", responsibilities=listed[2:]) == {}


def test_outputs_without_number(make_cycle):
    classes = ("number", "milestone", "unquantified")
    listed = [indicator(name, level="output", output_class=name) for name in classes]
    assert found(make_cycle, "output_without_number", indicators=listed) == {"unquantified": ""}


def test_printed_totals_that_differ_and_years_without_a_total(make_cycle):
    tables = {
        "activities": [activity("x")],
        "budget": [
            {"activity_id": "x", "year": 2022, "amount": 15034.0},
            {"activity_id": "x", "year": 2023, "amount": 1.0},
        ],
        "printed_totals": [
            {"objective_id": "A.1", "year": 2022, "amount": 14974.0},
            {"objective_id": "A.1", "year": 2023, "amount": 1.0},
        ],
    }  # fmt: skip
    assert found(make_cycle, "printed_total_differs", **tables) == {"A.1|2022": "14974;15034;-60"}
    assert found(make_cycle, "plan_total_not_printed", **tables) == {"plan": "2024"}


def test_the_whole_plan_is_covered_by_the_totals_of_all_its_parts(make_cycle):
    objectives = [
        *OBJECTIVES,
        {"objective_id": "A.2", "parent_id": "A", "level": "specific", "pillar": "prevention"},
        {"objective_id": "B", "level": "strategic", "pillar": "protection"},
    ]
    printed = {2022: ("A", "B"), 2023: ("A.1", "A.2", "B"), 2024: ("A.1", "B")}
    totals = [
        {"objective_id": one, "year": year, "amount": 1.0} for year, names in printed.items() for one in names
    ]
    cycle = make_cycle({"plan/objectives": objectives, "plan/printed_totals": totals})
    assert years_with_plan_total(cycle) == [2022, 2023]


def trained(name, objective="A.1", unit="persons_trained"):
    return indicator(name, objective, "output", unit=unit, measure="number", output_class="number")


RESULT = {"result_id": "r", "objective_id": "A", "value": 50.0, "unit": "professionals"}


@pytest.mark.parametrize(("planned", "gap"), [(49.0, {}), (50.0, {}), (51.0, {"r": "51;50"})])
def test_outputs_that_exceed_the_outcome_they_serve(make_cycle, planned, gap):
    tables = {"results": [RESULT], "indicators": [trained("o")], "targets": [target("o", "final", planned)]}
    assert found(make_cycle, "outputs_exceed_outcome", **tables) == gap
    assert found(make_cycle, "outcome_without_activity", **tables) == {}


def test_an_outcome_in_people_that_no_output_trains(make_cycle):
    tables = {
        "results": [RESULT],
        "indicators": [trained("o", unit="trainings")],
        "targets": [target("o", "final", 90.0)],
    }
    assert found(make_cycle, "outcome_without_activity", **tables) == {"r": "50"}


def test_yearly_targets_add_up_and_parts_and_percentages_stay_out(make_cycle):
    targets = [target("o", "annual", 20.0, year) for year in (2022, 2023, 2024)]
    targets += [target("p", "final", 7.0), target("p", "annual", 3.0, 2022), target("q", "final", 80.0)]
    targets += [target("p", "final", 4.0, dimension="sex", category="women")]
    cycle = make_cycle(
        {
            "plan/objectives": OBJECTIVES,
            "plan/indicators": [trained("o"), trained("p"), trained("q", unit="percent")],
            "plan/targets": targets,
        }
    )
    got = planned_trained(cycle, cycle.table("plan/targets"))
    assert dict(zip(got["indicator_id"], got["planned"], strict=True)) == {"o": 3 * 20.0, "p": 7.0}


def test_parts_that_do_not_add_up_name_no_figure(make_cycle):
    sums = pd.DataFrame(
        {
            "indicator_id": ["C.v", "C.v", "C.v"], "dimension": ["part_of", "sex", "sex"],
            "period": ["2021", "2022", "2023"], "source_id": ["s", "s", "s"], "total": [25.0, 17.0, 9.0],
            "parts": [32.0, 17.0, 9.0], "agrees": pd.array([False, True, None], dtype="boolean"),
            "trace": ["monitoring/observations#a", "monitoring/observations#b", "monitoring/observations#c"],
        }
    )  # fmt: skip
    listed = [indicator("C.v", level="context")]
    assert found(make_cycle, "parts_do_not_add_up", sums, indicators=listed) == {"C.v|part_of|2021|s": "2021"}


def test_reports_without_a_date_and_objectives_without_risks(make_cycle):
    reports = [{"report": "annual"}, {"report": "final", "due": "2025"}]
    assert found(make_cycle, "reporting_without_date", reporting=reports) == {"annual": ""}
    assert found(make_cycle, "objective_without_risks") == {"A": "", "A.1": ""}
    risks = [{"risk_id": one, "objective_id": one, "kind": "risk"} for one in ("A", "A.1")]
    assert found(make_cycle, "objective_without_risks", risks=risks) == {}


@pytest.mark.parametrize(
    ("value", "text"), [(500.0, "500"), (-60.0, "-60"), (1234567.0, "1234567"), (0.1, "0.1")]
)
def test_numbers_in_arguments(value, text):
    assert number_text(value) == text

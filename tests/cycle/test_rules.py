"""Rules across tables: what each table allows by itself and the plan as a whole does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken_cycle import add_row, copy_of_demo, messages, set_cell
from napeval.cycle import examine_cycle
from napeval.cycle.identifiers import split_list

OBJECTIVES, BUDGET, SOURCES = "plan/objectives.csv", "plan/budget.csv", "monitoring/sources.csv"
TARGETS, OBSERVATIONS, PROGRESS = "plan/targets.csv", "monitoring/observations.csv", "monitoring/progress.csv"
CHAIN = "the row leads back to itself. Mend: correct the chain of parents or sources."
SPAN = (
    "the period lies outside the cycle (2022-01-01 to 2024-12-31). Mend: check the period; observations from"
    " before or after are welcome, targets and progress are not."
)


EXPENDITURE = "monitoring/expenditure.csv"


def warnings(cycle: Path) -> list[tuple[str, int | None]]:
    """Code and row of every warning that nobody accepted."""
    faults = examine_cycle(cycle).faults
    return [(fault.code, fault.row) for fault in faults if fault.severity == "warning"]


@pytest.fixture
def cycle(tmp_path: Path) -> Path:
    return copy_of_demo(tmp_path)


def test_objectives_in_a_circle(cycle: Path) -> None:
    set_cell(cycle, OBJECTIVES, 2, "parent_id", "I.1")
    assert messages(cycle) == [
        f"plan/objectives.csv, row 2, column 'parent_id': found 'I.1'; {CHAIN}",
        f"plan/objectives.csv, row 7, column 'parent_id': found 'I'; {CHAIN}",
    ]


def test_an_objective_that_is_its_own_parent(cycle: Path) -> None:
    set_cell(cycle, OBJECTIVES, 2, "parent_id", "I")
    assert messages(cycle) == [f"plan/objectives.csv, row 2, column 'parent_id': found 'I'; {CHAIN}"]


def test_sources_derived_from_one_another_and_what_hangs_on_them(cycle: Path) -> None:
    """Two sources in a circle are two faults; a third that only leads into the circle is none."""
    set_cell(cycle, SOURCES, 3, "derived_from", "half_year_report_2023;police_statistics")
    set_cell(cycle, SOURCES, 4, "derived_from", "annual_report_2022")
    set_cell(cycle, SOURCES, 2, "derived_from", "annual_report_2022")
    place = "monitoring/sources.csv, row {}, column 'derived_from': found '{}'; " + CHAIN
    assert messages(cycle) == [
        place.format(3, "half_year_report_2023;police_statistics"),
        place.format(4, "annual_report_2022"),
    ]


@pytest.mark.parametrize(
    ("year", "expected"),
    [("2021", True), ("2022", False), ("2024", False), ("2025", True)],
)
def test_targets_lie_in_the_cycle(cycle: Path, year: str, expected: bool) -> None:
    set_cell(cycle, TARGETS, 4, "year", year)
    fault = f"plan/targets.csv, row 4, column 'year': found '{year}'; {SPAN}"
    assert messages(cycle) == ([fault] if expected else [])


def test_a_baseline_may_lie_before_the_cycle(cycle: Path) -> None:
    set_cell(cycle, TARGETS, 2, "year", "2012")
    assert messages(cycle) == []


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2021-H2", True), ("2021-12/2022-01", False), ("2024-Q4", False), ("2025-Q1", True)],
)
def test_progress_lies_in_the_cycle(cycle: Path, period: str, expected: bool) -> None:
    set_cell(cycle, PROGRESS, 2, "period", period)
    fault = f"monitoring/progress.csv, row 2, column 'period': found '{period}'; {SPAN}"
    assert messages(cycle) == ([fault] if expected else [])


def test_observations_outside_the_cycle_are_notes(cycle: Path) -> None:
    before = examine_cycle(cycle)
    set_cell(cycle, OBSERVATIONS, 2, "period", "2019")
    after = examine_cycle(cycle)
    assert after.cycle is not None and after.errors == ()
    assert [(note.severity, note.row) for note in after.faults if note not in before.faults] == [("note", 2)]


@pytest.mark.parametrize(
    ("value", "allowed"), [("-0.1", False), ("0", True), ("100", True), ("100.1", False)]
)
@pytest.mark.parametrize(("file", "row"), [(OBSERVATIONS, 3), (TARGETS, 4)])
def test_percentages(cycle: Path, file: str, row: int, value: str, allowed: bool) -> None:
    set_cell(cycle, file, row, "value", value)
    fault = (
        f"{file}, row {row}, column 'value': found '{value}'; a percentage lies between 0 and 100."
        " Mend: correct the value; write 45 for 45 %."
    )
    assert messages(cycle) == ([] if allowed else [fault])


def test_a_change_in_percent_may_go_beyond_a_hundred(cycle: Path) -> None:
    set_cell(cycle, TARGETS, 4, "basis", "percent_change")
    set_cell(cycle, TARGETS, 4, "value", "150")
    assert messages(cycle) == []


def test_a_measured_observation_has_a_value(cycle: Path) -> None:
    set_cell(cycle, OBSERVATIONS, 5, "value", "")
    set_cell(cycle, OBSERVATIONS, 2, "value", "")  # numerator and denominator are there
    set_cell(cycle, OBSERVATIONS, 3, "value", "")
    set_cell(cycle, OBSERVATIONS, 3, "denominator", "")  # a numerator of nothing is no value
    fault = (
        "monitoring/observations.csv, row {}, column 'value': a measured observation needs a value; zero is a"
        " value. Mend: fill the value, or set the state to not_reported."
    )
    assert messages(cycle) == [fault.format(3), fault.format(5)]


@pytest.mark.parametrize("state", ["not_reported", "not_due", "not_applicable", "suppressed"])
def test_only_a_measured_observation_has_a_value(cycle: Path, state: str) -> None:
    set_cell(cycle, OBSERVATIONS, 5, "state", state)
    assert messages(cycle) == [
        f"monitoring/observations.csv, row 5, column 'state': found '{state}'; only a measured observation"
        " has a value. Mend: set the state to measured, or empty the value."
    ]


@pytest.mark.parametrize(
    ("denominator", "allowed"), [("0", False), ("26", False), ("27", True), ("28", True)]
)
def test_the_denominator_of_a_share(cycle: Path, denominator: str, allowed: bool) -> None:
    """The numerator is 27."""
    set_cell(cycle, OBSERVATIONS, 2, "denominator", denominator)
    fault = (
        f"monitoring/observations.csv, row 2, column 'denominator': found '{denominator}'; the denominator"
        " must be above zero and not below the numerator. Mend: correct numerator or denominator."
    )
    assert messages(cycle) == ([] if allowed else [fault])


def test_a_rate_may_have_more_above_than_below(cycle: Path) -> None:
    add_row(
        cycle, OBSERVATIONS, indicator_id="IV.1.ind3", period="2024", source_id="annual_report_2022",
        recorded_on="2024-02-01", state="measured", numerator="120", denominator="100",
    )  # fmt: skip
    assert messages(cycle) == []


@pytest.mark.parametrize("file", [BUDGET, "monitoring/expenditure.csv"])
def test_one_currency(cycle: Path, file: str) -> None:
    set_cell(cycle, file, 3, "currency", "USD")
    assert messages(cycle) == [
        f"{file}, row 3, column 'currency': found 'USD'; the cycle is kept in EUR."
        " Mend: convert the amount, or correct the currency."
    ]


@pytest.mark.parametrize(
    ("file", "column", "cell", "wrong", "table", "meant"),
    [
        (BUDGET, "funding_source", "BUD;DNO", "DNO", "plan/institutions.csv", "DON"),
        ("plan/activities.csv", "funding_sources", "BUDD; DON", "BUDD", "plan/institutions.csv", "BUD"),
        ("plan/reporting.csv", "prepared_by", "NCO;MSAA", "MSAA", "plan/institutions.csv", "MSA"),
        (SOURCES, "derived_from", "police_statistic", "police_statistic", SOURCES, "police_statistics"),
        (
            "monitoring/recommendations_received.csv",
            "activity_ids",
            "III.1.1;III.22.2",
            "III.22.2",
            "plan/activities.csv",
            "III.2.2",
        ),
    ],
)
def test_identifiers_in_a_list(
    cycle: Path, file: str, column: str, cell: str, wrong: str, table: str, meant: str
) -> None:
    set_cell(cycle, file, 4, column, cell)
    assert messages(cycle) == [
        f"{file}, row 4, column '{column}': found '{wrong}'; there is no such row in {table}."
        f" Mend: correct the cell, or add the row there. Did you mean '{meant}'?"
    ]


@pytest.mark.parametrize("file", [OBJECTIVES, "plan/indicators.csv", "plan/activities.csv"])
@pytest.mark.parametrize("column", ["title_sq", "title_en"])
def test_titles_that_reports_print(cycle: Path, file: str, column: str) -> None:
    set_cell(cycle, file, 2, column, "")
    assert messages(cycle) == [
        f"{file}, row 2, column '{column}': the title is missing in this language."
        " Mend: add the title; mark it as a translation of ours where it is one."
    ]


def test_rules_of_the_tables_are_judged_though_the_description_is_missing(cycle: Path) -> None:
    (cycle / "datapackage.json").unlink()
    set_cell(cycle, OBJECTIVES, 2, "parent_id", "I")
    assert [message.partition(":")[0] for message in messages(cycle)] == [
        "datapackage.json",
        "plan/objectives.csv, row 2, column 'parent_id'",
    ]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [("A", ["A"]), ("A; B ;C", ["A", "B", "C"]), ("", []), (" ; ", []), (None, []), (float("nan"), [])],
)
def test_a_list_in_a_cell(cell: object, parts: list[str]) -> None:
    assert split_list(cell) == parts


def test_of_a_year_and_its_halves_the_year_counts_against_the_budget(cycle: Path) -> None:
    """Activity I.1.1 has 2000: 1900 for the year, half of which a report on the first half repeats."""
    half = {"activity_id": "I.1.1", "period": "2022-H1", "stage": "spent", "funding_source": "BUD"}
    common = {"recorded_on": "2022-08-01", "currency": "EUR", "source_id": "annual_report_2022"}
    add_row(cycle, EXPENDITURE, **half, **common, amount="950.00")
    assert warnings(cycle) == []
    later = {"period": "2023-H1", "recorded_on": "2023-08-01"}
    row = add_row(cycle, EXPENDITURE, **{**half, **common, **later}, amount="100.01")
    assert warnings(cycle) == [("spending_above_budget", row)]

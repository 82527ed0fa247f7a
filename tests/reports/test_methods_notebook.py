"""The methods notebook: it runs from top to bottom, and its examples give what was worked out by hand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import isclose
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lxml import html
from whole_report import PROJECT, common_folder, made_once, project_copy

import napeval.measures
from napeval.reports.notebooks import UnknownParameter, declared_parameters, run_notebook
from plans import plan_folder

NOTEBOOK = PROJECT / "notebooks" / "methods.ipynb"
WORKED = "demo-small"
SIMULATED = "docs/trend-simulations.csv"
EXAMPLE = "example:"
SYNTHETIC = {
    "cycle": str(PROJECT / "data" / "demo-2022-2024"), "worked": str(plan_folder(WORKED)),
    "cutoff": "2023-06-30", "as_of": "2023-09-30", "simulations": str(PROJECT / SIMULATED),
}  # fmt: skip

Row = Mapping[str, str]


def plain(text: str) -> str:
    """A printed cell with ordinary spaces and minus signs."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-").strip()


class Executed:
    """The notebook after a run: the outputs of its examples by name."""

    def __init__(self, notebook: nbformat.NotebookNode) -> None:
        self.notebook = notebook

    @cached_property
    def examples(self) -> dict[str, nbformat.NotebookNode]:
        """The cells that are examples, by name."""
        return {
            tag.removeprefix(EXAMPLE): cell
            for cell in self.notebook.cells
            for tag in cell.metadata.get("tags", [])
            if tag.startswith(EXAMPLE)
        }

    @cached_property
    def outputs(self) -> dict[str, list[Any]]:
        return {name: cell.outputs for name, cell in self.examples.items()}

    @cached_property
    def sources(self) -> dict[str, str]:
        """The code of every example."""
        return {name: cell.source for name, cell in self.examples.items()}

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """The rows of every table shown, each with its label under the name "row"."""
        shown = {name: outputs[0].data.get("text/html") for name, outputs in self.outputs.items()}
        return {name: list(rows_of(text)) for name, text in shown.items() if text}

    def rows(self, example: str, label: str) -> list[Row]:
        found = [row for row in self.tables[example] if row["row"] == label]
        assert found, f"{example} has no row {label}; it has {[row['row'] for row in self.tables[example]]}"
        return found

    def cell(self, example: str, label: str, column: str = "answer", number: int = 0) -> str:
        return self.rows(example, label)[number][column]


def rows_of(text: str) -> Iterator[Row]:
    table = html.fromstring(text).xpath("//table")[0]
    columns = [plain(cell.text_content()) for cell in table.xpath("./thead/tr[1]/th")][1:]
    for row in table.xpath("./tbody/tr"):
        label, *cells = (plain(cell.text_content()) for cell in row.xpath("./th|./td"))
        yield {"row": label, **dict(zip(columns, cells, strict=True))}


def _made(place: Path) -> None:
    project_copy(place, "xk-2022-2024")
    shutil.copytree(plan_folder(WORKED), place / "tests" / "data" / "plans" / WORKED)
    (place / SIMULATED).parent.mkdir()
    shutil.copy(PROJECT / SIMULATED, place / SIMULATED)
    script = PROJECT / "scripts" / "methods_page.py"
    subprocess.run([sys.executable, str(script), "--project", str(place)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make methods` makes, once for all test processes."""
    return made_once(common_folder(tmp_path_factory) / "methods", _made) / "outputs" / "methods"


@pytest.fixture(scope="session")
def executed(folder: Path) -> Executed:
    """The notebook as it stands, on the real plan."""
    return Executed(nbformat.read(folder / "methods.ipynb", as_version=4))


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Executed:
    """The notebook on the large synthetic plan."""
    place = made_once(common_folder(tmp_path_factory) / "methods-synthetic", _made_synthetic)
    return Executed(nbformat.read(place / "methods.ipynb", as_version=4))


def _made_synthetic(place: Path) -> None:
    place.mkdir()
    run_notebook(NOTEBOOK, place / "methods.ipynb", SYNTHETIC)


# ---------------------------------------------------------------- the figures worked out by hand

PRINTED = [
    ("progress", "0", "progress", "1/2"),
    ("progress", "0", "printed", "50 %"),
    ("progress", "1", "printed", "-25 %"),
    ("progress", "1", "capped", "0"),
    ("progress", "1", "flags", "moved_away"),
    ("progress", "2", "printed", "150 %"),
    ("progress", "2", "capped", "1"),
    ("progress", "2", "met", "True"),
    ("progress", "2", "gap", "-10"),
    ("no-baseline", "0", "progress", "3/5"),
    ("no-baseline", "0", "flags", "baseline_missing"),
    ("no-baseline", "1", "met", "False"),
    ("no-baseline", "2", "met", "True"),
    ("maintain", "0", "met", "True"),
    ("maintain", "1", "met", "False"),
    ("maintain", "1", "gap", "-3"),
    ("maintain", "3", "met", "True"),
    ("ranges", "4 within 2 to 5", "gap", "0"),
    ("ranges", "1.5 within 2 to 5", "gap", "-1/2"),
    ("ranges", "7 within 2 to 5", "gap", "2"),
    ("ranges", "4, exactly 3, more wanted", "met", "True"),
    ("ranges", "4, exactly 3, no direction", "met", "False"),
    ("ranges", "4, at most 5, no direction", "met", "True"),
    ("stages", "steps done, unknown, done", "answer", "2/3"),
    ("stages", "weights 1, 1, 2 of these", "answer", "3/4"),
    ("stages", "levels up", "answer", "1 of 3"),
    ("stages", "days late", "answer", "12"),
    ("accumulation", "cumulative: 70, 60", "answer", "130"),
    ("accumulation", "annual: pooled", "answer", "21/20"),
    ("accumulation", "annual: mean of capped", "answer", "19/20"),
    ("persons", "low", "answer", "30"),
    ("persons", "high", "answer", "55"),
    ("persons", "flags", "answer", "double_counting_possible"),
    ("pooled-share", "4/10 and 1/1", "answer", "5/11"),
    ("pooled-share", "printed", "answer", "45.5 %"),
    ("pooled-share", "3 of 100,000 and 5 of 300,000, per 100,000", "answer", "2"),
    ("pooled-progress", "progress", "answer", "9/10"),
    ("pooled-progress", "without_offset", "answer", "13/20"),
    ("pooled-progress", "target_coverage", "answer", "1/2"),
    ("count-and-share", "convictions", "progress", "-642.4 %"),
    ("count-and-share", "convictions", "flags", "moved_away"),
    ("count-and-share", "convicted of charged", "before", "55.0 %"),
    ("count-and-share", "convicted of charged", "after", "68.0 %"),
    ("count-and-share", "convicted of charged", "progress", "65.2 %"),
    ("expected-path", "0", "expected", "10/3"),
    ("expected-path", "0", "pace", "3/10"),
    ("expected-path", "0", "status", "behind"),
    ("expected-path", "1", "expected", "0"),
    ("expected-path", "1", "status", "on_track"),
    ("expected-path", "2", "expected", "10/9"),
    ("zero-target", "progress", "answer", "1/2"),
    ("zero-target", "expected", "answer", "10"),
    ("zero-target", "pace", "answer", "1"),
    ("status", "10, two thirds due", "status", "exceeded"),
    ("status", "20, two thirds due", "status", "achieved"),
    ("status", "25, two thirds due", "track", "on_track"),
    ("status", "30, two thirds due", "status", "behind"),
    ("status", "45, two thirds due", "status", "regressed"),
    ("status", "no value", "track", "unknown"),
    ("status", "no baseline, missed, not due", "status", "not_due"),
    ("revised-target", "status_original", "III.1.ind1", "on_track"),
    ("disputed", "status", "IV.1.ind4", "not_measurable"),
    ("disputed", "status_worst", "IV.1.ind4", "behind"),
    ("disputed", "status_best", "IV.1.ind4", "exceeded"),
    ("disputed-series", "n_independent", "C.victims_identified", "2"),
    ("rollup", "value", "answer", "55.9 %"),
    ("rollup", "lower", "answer", "38.1 %"),
    ("rollup", "upper", "answer", "70.0 %"),
    ("done", "done_of_reported", "answer", "55.9 %"),
    ("done", "done_lower", "answer", "38.1 %"),
    ("done", "done_upper", "answer", "70.0 %"),
    ("last-report", "IV.1.2", "status_high", "completed"),
    ("last-report", "IV.1.2", "conflict", "True"),
    ("due", "III.2.1", "overdue", "<NA>"),
    ("due", "IV.1.1", "track", "off_track"),
    ("period-delivery", "owed", "plan", "10"),
    ("period-delivery", "reported", "plan", "9"),
    ("period-delivery", "due_done_lower", "plan", "0.25"),
    ("period-delivery", "due_done_upper", "plan", "0.75"),
    ("period-indicators", "II.1.ind1", "progress_before", "0.35"),
    ("period-indicators", "II.1.ind1", "progress", "0.65"),
    ("period-indicators", "V.1.ind1", "progress", "-0.25"),
    ("period-indicators", "V.1.ind1", "movement", "further"),
    ("period-movement", "plan", "nearer", "7"),
    ("result-progress", "III.1.res1", "spent", "8600"),
    ("period-spending", "plan", "spent", "11700"),
    ("risks", "R1", "status_before", "open"),
    ("risks", "R1", "status", "mitigated"),
    ("since-mid-term", "completed", "at_mid_term", "2"),
    ("since-mid-term", "completed", "now", "3"),
    ("since-mid-term", "not_reported", "at_mid_term", "7"),
    ("since-mid-term", "not_reported", "now", "1"),
    ("lasting-counts", "held", "figures", "1"),
    ("lasting-counts", "not_held", "figures", "2"),
    ("lasting-counts", "not_known", "figures", "3"),
    ("evidence-counts", "interview", "withheld", "2"),
    ("comments", "B2", "place_kind", "claim"),
    ("comments", "B3", "decision", "open"),
    ("comment-counts", "open", "unanswered", "1"),
    ("punctuality", "early", "plan", "1"),
    ("funding-class", "3", "class", "unresolved"),
    ("funding-printed", "funding#domestic:share_low", "real", "51.3 %"),
    ("funding-printed", "funding#domestic:share_high", "real", "77.4 %"),
    ("overlaps", "same_output", "activity_ids", "II.1.5;II.1.6"),
    ("checklists", "two_level_structure.d2", "answer", "partly"),
    ("checklists-person", "annex1_self_assessment.A7", "answer", "partly"),
    ("smart", "m", "proposed", "partly"),
    ("smart", "t", "proposed", "yes"),
    ("smart-confirmed", "m", "proposed", "yes"),
    ("smart-confirmed", "m", "verdict", "partly"),
    ("smart-confirmed", "m", "overruled", "True"),
    ("smart-confirmed", "s", "answered_by", "person"),
    ("four-p", "enabling_framework", "four_p", "False"),
    ("four-p", "partnership", "covered", "yes"),
]
NUMBERS = [
    ("relative-targets", "15 points more", "target", 40 + 15),
    ("relative-targets", "20 % more", "target", 40 * 1.2),
    ("relative-targets", "5 % a year, 3 years", "target", 40 * 1.05**3),
    ("accumulation-plan", "II.1.ind1", "progress", (70 + 60) / 200),
    ("accumulation-plan", "II.1.ind3", "actual", 6400),
    ("accumulation-plan", "III.1.ind2", "progress", 9 / 10),
    ("years", "IV.1.ind3", "progress", (56 - 50) / (55 - 50)),
    ("revised-target", "original_share", "III.1.ind1", 410 / 546),
    ("revised-target", "progress_blended", "III.1.ind1", 410 / 546 * 0.5 + 136 / 546),
    ("disputed", "progress_low", "IV.1.ind4", 8 / 10),
    ("disputed", "progress_high", "IV.1.ind4", 11 / 10),
    ("open-ends", "lower", "V.1.ind2", 6 / 10),
    ("open-ends", "upper", "V.1.ind2", 1),
    ("intervals", "7 of 10, in percent", "low", 39.68),  # Wilson 1927
    ("intervals", "7 of 10, in percent", "high", 89.22),
    ("intervals", "17 events", "low", 9.90),  # Garwood 1936
    ("intervals", "17 events", "high", 27.22),
    ("intervals", "17 of 200,000, per 100,000", "high", 27.22 / 2),
    ("rollup-objective", "value", "II.1", (0.65 + 0.64 + 0.75 + 0.40) / 4),
    ("rollup-objective", "coverage", "II.1", 4 / 5),
    ("rollup-objective", "lower", "II.1", 2.44 / 5),
    ("rollup-objective", "upper", "II.1", 3.44 / 5),
    ("sensitivity", "median", "value", (0.64 + 0.65) / 2),
    ("sensitivity", "least_left_out", "value", (0.65 + 0.64 + 0.40) / 3),
    ("sensitivity", "greatest_left_out", "value", (0.65 + 0.64 + 0.75) / 3),
    ("sensitivity", "share_met", "spread", 3.44 / 5),
    ("other-methods", "eurostat", "value", (0.9 ** (1 / 5) - 1) / (0.5 ** (1 / 15) - 1)),
    ("other-methods", "un_chart", "value", (100 - 90 * 0.9**2) / 50),
    ("data-quality", "age_days", "IV.1.ind4", 181),
    ("data-quality", "days_to_record_least", "IV.1.ind4", 74),
    ("part-sums", "2021", "difference", 18 - (12 + 7)),
    ("done-plan", "done_of_reported", "plan", 3 / 13),
    ("done-plan", "done_of_reported_upper", "plan", 4 / 13),
    ("done-plan", "done_upper", "plan", (4 + 1) / 14),
    ("points", "2", "points", 15 / 2),
    ("points", "4", "points", 15),
    ("points-plan", "2022", "points", 15 * (2 / 4 - 0.25) / 0.65),
    ("slippage", "I.1.1", "slippage_high", -31),
    ("slippage", "IV.1.1", "slippage_low", 181),
    ("slippage", "II.1.3", "slippage_adopted_low", 181),
    ("execution", "spent", "2022", 1900 + 5400 + 8250.5 + 17500 + 4800 + 1500),
    ("execution", "execution_revised", "2022", 39350.5 / 51500),
    ("execution", "untracked_share", "2022", 3500 / 51500),
    ("execution", "execution_upper", "2022", 42850.5 / 51500),
    ("funding", "domestic", "share_low", 402_828 / 785_359),
    ("funding", "domestic", "share_high", (402_828 + 205_094) / 785_359),
    ("secured", "secured_share", "plan", 37 / 49),
    ("secured", "secured_lower", "plan", 37 / 97.1),
    ("secured", "secured_upper", "plan", (37 + 29 + 19.1) / 97.1),
    ("unit-costs", "II.1.1.out1", "unit_cost_planned", 12_000 / 12),
    ("unit-costs", "II.1.1.out1", "unit_cost_low", 8500 / 9),
    ("unit-costs", "II.1.1.out1", "cost_ratio_low", 8500 / 9 / 1000),
    ("earned-value", "II.1.1", "schedule_low", 0.75 * 12_000 / 12_000),
    ("earned-value", "II.1.1", "cost_low", 0.75 * 12_000 / 8500),
    ("money-and-delivery", "spending_ahead", "plan", 51_050.5 / 76_300 - 0.52),
    ("load", "2022-H1", "lead_low", 0),
    ("load", "2022-H1", "lead_high", 3),
    ("load", "2023-H1", "lead_due", 3),
    ("overlaps", "same_output", "amount", 18_000),
    ("checklists", "two_level_structure.d2", "count", 96),
    ("result-chain", "outputs_exceed_result", "planned", 630),
    ("result-chain", "outputs_exceed_result", "promised", 500),
    ("result-chain", "result_without_activity", "promised", 150),
    ("result-chain-outputs", "III.4.1.out1", "together", 630),
    ("printed-totals", "I.3", "difference", 14_974 - 15_034),
    ("profile", "smart_s", "upper", 1),
    ("mends", "indicator_baseline", "count", 20),
    ("mends", "indicator_baseline", "alone", 0),
]
ROUNDED = {"intervals": 2, "sensitivity": 3, "other-methods": 3, "points": 3, "earned-value": 3}
"""Decimals of the examples that show rounded figures."""
REFUSED = [
    ("progress-refused", str(number), "reason", reason)
    for number, reason in enumerate(
        ["no_data", "target_missing", "no_direction", "direction_conflict", "percentage_scale_mismatch",
         "not_numeric", "non_finite_value"]
    )
] + [
    ("no-baseline", "3", "reason", "ratio_needs_ratio_scale"),
    ("maintain", "4", "reason", "target_equals_baseline"),
    ("ranges", "4 within 2 to nothing", "reason", "target_missing"),
    ("relative-targets", "20 % more than nothing known", "reason", "relative_target_needs_baseline"),
    ("relative-targets", "20 % more than zero", "reason", "relative_target_needs_nonzero_baseline"),
    ("relative-targets", "20 % more of a score", "reason", "relative_target_needs_ratio_scale"),
    ("stages", "milestone, nothing known", "answer", "no_data"),
    ("stages", "a level nobody defined", "answer", "unknown_level"),
    ("accumulation", "running total: 3,000, 2,900", "answer", "running_total_decreases"),
    ("accumulation", "nothing reported", "answer", "no_data"),
    ("pooled-share", "a percentage without its counts", "answer", "denominator_missing"),
    ("pooled-share", "more than the whole", "answer", "numerator_exceeds_denominator"),
    ("pooled-share", "of nobody", "answer", "zero_denominator"),
    ("pooled-progress", "medians of places", "answer", "median_not_aggregable"),
    ("pooled-progress", "a place that plans no change", "answer", "target_equals_baseline"),
    ("rollup", "nothing known", "answer", "no_data"),
    ("rollup", "a weight below zero", "answer", "negative_weight"),
    ("other-methods-refused", "baseline 0", "open_sdg", "zero_baseline"),
    ("other-methods-refused", "target 0", "eurostat", "zero_target"),
    ("other-methods-refused", "a negative value", "un_chart", "negative_value"),
    ("other-methods-refused", "two years so far", "eurostat", "too_few_years"),
    ("other-methods-plan", "eurostat", "reason", "too_few_years"),
    ("unit-costs", "I.1.1.out1", "reason", "not_a_quantity"),
    ("unit-costs", "V.1.1.out1", "actual_reason", "yearly_quantity"),
    ("earned-value", "III.1.2", "reason", "nothing_planned_yet"),
    ("earned-value", "III.2.1", "reason", "no_amount"),
    ("earned-value", "III.2.2", "reason", "no_completion"),
    ("earned-value", "II.1.3", "cost_reason", "spending_incomplete"),
    ("checklists", "two_level_structure.a", "reason", "needs_person"),
    ("checklists", "annex1_self_assessment.C1", "reason", "nothing_to_ask"),
    ("smart", "s", "proposed", "needs_person"),
]  # fmt: skip


@pytest.mark.parametrize(("example", "row", "column", "expected"), [*PRINTED, *REFUSED])
def test_what_an_example_prints(
    executed: Executed, example: str, row: str, column: str, expected: str
) -> None:
    assert executed.cell(example, row, column) == expected


@pytest.mark.parametrize(("example", "row", "column", "expected"), NUMBERS)
def test_what_an_example_computes(
    executed: Executed, example: str, row: str, column: str, expected: float
) -> None:
    found = [float(one[column]) for one in executed.rows(example, row) if one[column] != "<NA>"]
    near = 0.51 / 10 ** ROUNDED.get(example, 9)
    assert any(isclose(number, expected, rel_tol=1e-5, abs_tol=near) for number in found), found


def test_a_correction_counts_from_the_day_it_was_recorded(executed: Executed) -> None:
    known = {row["as_of"]: row["completion_low"] for row in executed.rows("last-report", "II.1.1")}
    assert known == {"2023-09-30": "0.75", "2023-12-31": "0.67"}


def test_what_nobody_reported_on_has_no_value_and_the_widest_bounds(executed: Executed) -> None:
    (row,) = executed.rows("rollup-plan", "all")
    assert (row["data"], row["value"], float(row["lower"]), float(row["upper"])) == ("real", "<NA>", 0, 1)
    assert executed.rows("points-plan", "all")[1]["reason"] == "nothing_reported"


def test_the_plan_of_kosovo_loses_activities_at_every_step_of_the_chain(executed: Executed) -> None:
    steps = [(row["step"], int(row["count"])) for row in executed.rows("evaluability", "activities_chain")]
    assert steps == [
        ("all", 101), ("deadline", 96), ("amount", 77), ("institution", 76), ("measurable_output", 60),
    ]  # fmt: skip


def test_a_wrong_call_names_what_is_allowed_and_the_mend(executed: Executed) -> None:
    (shown,) = executed.outputs["wrong-call"]
    message = "path: found 'lineal'; allowed: linear, step, end_loaded. Did you mean 'linear'?"
    assert shown.data["text/plain"] == repr(message)


def test_half_a_year_makes_a_whole_one(executed: Executed) -> None:
    (shown,) = executed.outputs["projected-year"]
    assert shown.data["text/plain"] == f"Fraction({5 * 12 // 6}, 1)"


# ---------------------------------------------------------------- the notebook as a whole


def stored() -> Any:
    return json.loads(NOTEBOOK.read_text(encoding="utf-8"))


def test_the_notebook_is_kept_without_outputs_and_its_examples_have_names_of_their_own() -> None:
    cells = stored()["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count") is not None] == []
    names = [tag for cell in cells for tag in cell["metadata"].get("tags", []) if tag.startswith(EXAMPLE)]
    assert len(names) == len(set(names)) > 60


def test_the_chapters_stand_in_order_and_the_limits_come_last() -> None:
    texts = ["".join(cell["source"]) for cell in stored()["cells"] if cell["cell_type"] == "markdown"]
    chapters = [text.splitlines()[0] for text in texts if text.startswith("## ")]
    assert chapters == [
        "## Parameters", "## Achievement", "## Delivery", "## Evaluability", "## Trends",
        "## Criteria, surveys and raters", "## Limits, and what to try next",
    ]  # fmt: skip


def test_every_formula_stands_in_the_notebook() -> None:
    """A measure that is added needs its worked example here, or to be named as one that only lists."""
    only_list = {
        "alignment", "budget", "donors", "expenditure_periods", "funding_shares",
        "gap_counts", "gaps", "profile", "reason_counts", "reasons", "recommendations", "reporting",
        "responsibilities", "result_statements", "sources",
    }  # fmt: skip
    code = "\n".join("".join(cell["source"]) for cell in stored()["cells"] if cell["cell_type"] == "code")
    public = set(napeval.measures.__all__)
    shown = {name for name in public if re.search(rf"\b{name}\b", code)}
    assert public - shown - only_list == set()
    over_time = {name for name in public if "over_time" in getattr(napeval.measures, name).__module__}
    assert {name for name in over_time if re.search(rf"\bmeasures\.{name}\(", code)} == over_time > set()


@pytest.mark.parametrize("which", ["executed", "synthetic"])
def test_every_cell_runs_and_nothing_is_warned_of(which: str, request: pytest.FixtureRequest) -> None:
    run: Executed = request.getfixturevalue(which)
    kinds = {output.output_type for cell in run.notebook.cells for output in cell.get("outputs", [])}
    assert kinds == {"execute_result"}
    assert all(len(outputs) == 1 for outputs in run.outputs.values())
    assert all(rows for name, rows in run.tables.items() if which == "executed" or name != "overlaps")


@pytest.mark.parametrize(
    ("which", "expected"), [("executed", {"real", "synthetic"}), ("synthetic", {"synthetic"})]
)
def test_every_table_of_a_plan_says_what_its_data_are(
    which: str, expected: set[str], request: pytest.FixtureRequest
) -> None:
    run: Executed = request.getfixturevalue(which)
    said = set()
    for name, rows in run.tables.items():
        words = {word for row in rows for word in (*row, *row.values())} & {"real", "synthetic"}
        assert words or not rows or "part(" not in run.sources[name], name
        said |= words
    assert said == expected


def test_with_reports_the_bounds_enclose_the_value(synthetic: Executed) -> None:
    (row,) = synthetic.rows("rollup-plan", "all")
    assert 0 < float(row["lower"]) < float(row["value"]) < float(row["upper"]) < 1
    assert int(synthetic.cell("done-evaluated", "completed", "plan")) > 0
    low, high = (
        float(synthetic.cell("done-evaluated", end, "plan")) for end in ("done_lower", "done_upper")
    )
    assert 0 < low < high < 1


def test_an_unknown_parameter_is_refused() -> None:
    declared = declared_parameters(nbformat.read(NOTEBOOK, as_version=4))
    assert declared[:4] == ["cycle", "evaluation", "cutoff", "as_of"]
    with pytest.raises(UnknownParameter) as refused:
        run_notebook(NOTEBOOK, None, {"cuttoff": "2023-12-31"})
    assert str(refused.value) == (
        f"methods.ipynb: unknown parameter 'cuttoff'; did you mean 'cutoff'? declared: {', '.join(declared)}."
    )


def test_the_page_loads_nothing_from_elsewhere(folder: Path) -> None:
    page = (folder / "methods.html").read_text(encoding="utf-8")
    tree = html.fromstring(page)
    assert tree.xpath("//script|//iframe|//link|//object|//embed") == []
    assert all(address.startswith("#") for address in tree.xpath("//@href"))
    assert all(address.startswith("data:") for address in tree.xpath("//@src"))
    assert re.findall(r"@import|url\((?!['\"]?data:)", page) == []
    (rule,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert rule == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert "Methods: every formula with a worked example" in tree.text_content()
    assert "51.3" in tree.text_content() and "−25" in tree.text_content()

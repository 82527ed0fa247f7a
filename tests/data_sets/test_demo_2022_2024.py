"""The complete synthetic cycle: made by its generator, faultless, marked, and with a case for every rule."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys

import pytest
from demo_cycle import FOLDER, JUDGED, NAME, ROOT, TRUTH, inputs, reading, result
from frictionless import validate

from napeval.criteria.addresses import parse_address, rows_at
from napeval.criteria.matrix import default_matrix
from napeval.cycle.schemas import schemas
from napeval.measures.path import STATUSES
from napeval.release.catalogue import CATALOGUE
from napeval.release.policy import AUDIENCES
from napeval.reports.compute import input_faults

SCHEMAS = schemas()
CYCLE_TABLES = [name for name in SCHEMAS if not name.startswith("evaluations/")]
LANGUAGES = ("sq", "en", "sr")
MADE = (FOLDER, ROOT / "params" / NAME, TRUTH)


@pytest.fixture(scope="module")
def cycle():
    found = reading()
    assert found.errors == ()
    return found.cycle


def frame_of(cycle, evaluation, table):
    """One table of the cycle or of an evaluation."""
    return (inputs(evaluation).evaluation if table.startswith("evaluations/") else cycle).table(table)


def test_the_generator_writes_what_is_kept_here_byte_for_byte(tmp_path):
    script = ROOT / "scripts" / "make_demo.py"
    subprocess.run([sys.executable, str(script), "--into", str(tmp_path)], check=True, timeout=60)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {
        path.relative_to(ROOT): path.read_bytes()
        for folder in MADE
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert set(made) == set(kept)
    assert [path for path in made if made[path] != kept[path]] == []


def test_it_is_small():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 3_000_000


def test_there_is_no_error_and_every_warning_is_accepted_by_name():
    assert [fault for fault in reading().faults if fault.severity != "note"] == []
    assert input_faults(FOLDER) == []


def test_every_kind_of_warning_is_there_and_accepted():
    notes = {fault.code for fault in reading().faults if "accepted_by" in fault.arguments}
    assert notes == {
        "completed_in_part", "interim_beyond", "parts_over_total", "reopened", "reports_contradict",
        "spending_above_budget", "target_against_direction", "target_before_baseline",
        "value_unlike_ratio", "weights_sum",
    }  # fmt: skip


def test_the_data_package_is_valid():
    report = validate(str(FOLDER / "datapackage.json"))
    assert [(task.name, error.message) for task in report.tasks for error in task.errors] == []
    assert report.valid


def test_the_data_package_describes_every_table_by_the_shipped_schema():
    resources = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    described = {resource["path"]: resource["schema"] for resource in resources}
    assert described == {f"{name}.csv": SCHEMAS[name].package_descriptor for name in CYCLE_TABLES}


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.csv")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_columns_stand_in_the_order_of_the_schema_and_no_table_is_empty(path):
    folder = path.relative_to(FOLDER).parts[0]
    with path.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    assert tuple(heading) == SCHEMAS[f"{folder}/{path.stem}"].names
    assert rows


def test_it_says_that_it_is_synthetic(cycle):
    assert cycle.meta.synthetic
    assert cycle.meta.country == "XX"
    assert [set(texts) for texts in (cycle.meta.title, cycle.meta.designation_note)] == [set(LANGUAGES)] * 2
    assert "synthetic" in cycle.meta.title["en"] and "sintetik" in cycle.meta.title["sq"]
    assert "Everything here is invented" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_no_name_of_the_model_plan_is_left():
    names = re.compile(
        r"kosov|prisht|pristina|greta|osbe|marri\b|unhcr|\bgiz\b|shqip[ëe]ri|mal(in|i) e zi|maqedoni"
        r"|albania\b|montenegro|macedonia|crna gora|crnom gorom",
        re.IGNORECASE,
    )
    found = [
        (path.name, match[0])
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in (".csv", ".md", ".yml") and path.name != "README.md"
        for match in names.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_plan_has_the_size_of_the_model(cycle):
    levels = cycle.table("plan/indicators")["level"].value_counts().to_dict()
    assert levels == {"output": 122, "outcome": 47, "context": 14, "impact": 3}
    assert cycle.table("plan/objectives")["level"].value_counts().to_dict() == {
        "specific": 12,
        "strategic": 5,
    }
    assert len(cycle.table("plan/activities")) == 101
    assert len(cycle.table("plan/institutions")) == 55


def test_the_readme_gives_the_right_number_of_rows(cycle):
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = {
        name: int(count) for name, count in re.findall(r"^\| (\w+/\w+) \| (\d+) \|", text, re.MULTILINE)
    }
    assert stated == {name: len(cycle.table(name)) for name in CYCLE_TABLES}


def test_every_title_stands_in_three_languages(cycle):
    for table in ("plan/objectives", "plan/indicators", "plan/activities"):
        titles = cycle.table(table)[[f"title_{language}" for language in LANGUAGES]]
        assert titles.notna().all(axis=None), table


COVERED = {
    "plan/objectives:pillar": set(),
    "plan/indicators:level": set(),
    "plan/indicators:origin": set(),
    "plan/indicators:kind": set(),
    "plan/indicators:measure": set(),
    "plan/indicators:direction": set(),
    "plan/indicators:accumulation": set(),
    "plan/indicators:additive_over": {"time"},
    "plan/indicators:path": set(),
    "plan/indicators:output_class": set(),
    "plan/targets:role": set(),
    "plan/targets:comparator": set(),
    "plan/targets:basis": set(),
    "plan/responsibilities:role": set(),
    "plan/responsibilities:basis": set(),
    "plan/institutions:kind": set(),
    "plan/institutions:funding_class": set(),
    "plan/institutions:name_basis": {"inferred"},
    "plan/budget:basis": set(),
    "plan/budget:secured": set(),
    "plan/revisions:change": set(),
    "plan/risks:kind": set(),
    "plan/risks:likelihood": set(),
    "plan/risks:effect": set(),
    "monitoring/progress:status": set(),
    "monitoring/progress:own_mark": set(),
    "monitoring/observations:state": set(),
    "monitoring/observations:bound": set(),
    "monitoring/observations:own_mark": set(),
    "monitoring/expenditure:stage": set(),
    "monitoring/risk_updates:status": set(),
    "monitoring/statements:kind": set(),
    "monitoring/sources:kind": set(),
    "monitoring/sources:release_status": set(),
    "monitoring/sources:extent_read": set(),
    "monitoring/events:kind": set(),
    "monitoring/recommendations_received:pillar": set(),
    "monitoring/recommendations_received:status": set(),
    "monitoring/recommendations_received:link_basis": set(),
    "monitoring/recommendations_received:relevance": set(),
    "monitoring/recommendations_received:unmatched_reason": set(),
    "evaluations/evidence:kind": set(),
    "evaluations/evidence:consent": set(),
    "evaluations/evidence:release_status": set(),
    "evaluations/checklist:answer": set(),
    "evaluations/recommendations:priority": set(),
    "evaluations/responses:accepted": set(),
    "evaluations/responses:status": set(),
    "evaluations/comments:decision": set(),
    "evaluations/contribution_claims:kind": set(),
    "evaluations/contribution_tests:test": {"smoking_gun", "doubly_decisive"},
    "evaluations/contribution_tests:result": {"failed"},
}
"""By column the allowed words that do not occur; evaluations: at mid-term."""


@pytest.mark.parametrize("column", COVERED)
def test_the_words_of_a_column_occur(cycle, column):
    table, name = column.split(":")
    allowed = set(SCHEMAS[table].column(name).enum)
    assert allowed - set(frame_of(cycle, "mid-term", table)[name].dropna()) == COVERED[column]


def test_every_column_with_allowed_words_is_asked_about():
    """A word that a schema adds later shall not go without a case unnoticed."""
    with_words = {
        f"{table}:{field.name}" for table, schema in SCHEMAS.items() for field in schema.fields if field.enum
    }
    without = {f"evaluations/{name}:priority" for name in ("findings", "conclusions", "lessons")}
    assert with_words - without - {"plan/objectives:level"} == set(COVERED)


def test_every_status_of_an_indicator_is_met_at_mid_term():
    assert set(result("achievement", "mid-term")["status"]) == set(STATUSES)


def test_every_state_of_an_indicator_is_met():
    states = {state for evaluation in JUDGED for state in result("achievement", evaluation)["state"]}
    wanted = {"measured", "disputed", "not_reported", "not_due", "not_applicable", "suppressed"}
    assert states >= wanted


def test_every_status_of_an_activity_is_met_at_mid_term():
    wanted = set(SCHEMAS["monitoring/progress"].column("status").enum) | {"not_reported"}
    assert set(result("activities", "mid-term")["status"]) == wanted


def test_every_method_and_the_remarks_of_the_rules_occur():
    rows = [row for one in JUDGED for row in result("achievement", one).itertuples()]
    assert {row.method for row in rows} >= {
        "baseline_to_target", "actual_over_target", "threshold", "band", "range", "milestone", "ordinal",
        "annual", "none",
    }  # fmt: skip
    assert {flag for row in rows for flag in row.flags.split(";")} >= {
        "accumulation_missing", "baseline_missing", "denominator_missing", "direction_conflict", "disputed",
        "double_counting_possible", "incomplete_periods", "moved_away", "no_direction", "not_applicable",
        "over_achieved", "overlapping_periods", "relative_target_needs_baseline", "running_total_decreases",
        "target_missing", "target_revised", "target_year_inferred",
    }  # fmt: skip


def test_the_policy_signs_for_published_sources_only(cycle):
    policy = inputs("mid-term").policy
    sources = cycle.table("monitoring/sources")
    restricted = set(sources.loc[sources["release_status"] == "restricted", "source_id"])
    assert restricted == {"shelter_register", "labour_inspection_records"}
    assert not restricted & {source for line in policy.signed for source in line.sources}
    for audience in AUDIENCES:
        assert policy.free_sources(sources, audience) == set(sources["source_id"]) - restricted


@pytest.mark.parametrize("evaluation", JUDGED)
def test_the_evaluation_points_at_what_is_there(evaluation):
    tables = inputs(evaluation).evaluation
    evidence = set(tables.table("evaluations/evidence")["evidence_id"])
    cited = tables.table("evaluations/ratings")["evidence"].dropna()
    assert {part for cell in cited for part in cell.split(";")} <= evidence
    ids = {
        name: set(tables.table(f"evaluations/{name}")["id"])
        for name in ("findings", "conclusions", "recommendations")
    }
    for above, below in (("conclusions", "findings"), ("recommendations", "conclusions")):
        based_on = tables.table(f"evaluations/{above}")["based_on"].dropna()
        assert {part for cell in based_on for part in cell.split(";")} <= ids[below], above
    without = {"M9"} if evaluation == "mid-term" else set()  # planted: nobody answered it
    assert set(tables.table("evaluations/responses")["recommendation_id"]) == ids["recommendations"] - without


@pytest.mark.parametrize("evaluation", JUDGED)
def test_every_finding_rests_on_a_figure_that_is_there(evaluation):
    results = {
        name: result(name, evaluation) for name in ("achievement", "activities", "delivery", "expenditure")
    }
    keys = {name: CATALOGUE[name].keys for name in results}
    evidence = set(inputs(evaluation).evaluation.table("evaluations/evidence")["evidence_id"])
    for cell in inputs(evaluation).evaluation.table("evaluations/findings")["based_on"].dropna():
        for part in cell.split(";"):
            assert part in evidence or len(rows_at(parse_address(part), results, keys)) == 1, part


@pytest.mark.parametrize(("evaluation", "kind"), [("mid-term", "mid_term"), ("ex-post", "ex_post")])
def test_every_question_that_is_asked_is_rated_and_surveyed(evaluation, kind):
    tables = inputs(evaluation).evaluation
    assert tables.settings["kind"] == kind
    asked = {question.id for question in default_matrix().questions if question.mid_term or kind == "ex_post"}
    for table in ("ratings", "survey"):
        assert set(tables.table(f"evaluations/{table}")["question_id"]) == asked, table


@pytest.mark.parametrize("evaluation", JUDGED)
def test_the_evaluators_wrote_in_three_languages(evaluation):
    tables = inputs(evaluation).evaluation
    sections = {section for section, _ in tables.texts}
    assert set(tables.texts) == {(section, language) for section in sections for language in LANGUAGES}
    for table in ("findings", "conclusions", "recommendations", "lessons"):
        texts = tables.table(f"evaluations/{table}")[[f"text_{language}" for language in LANGUAGES]]
        assert texts.notna().all(axis=None), table


@pytest.mark.parametrize("evaluation", JUDGED)
def test_nobody_is_quoted_without_consent(evaluation):
    evidence = inputs(evaluation).evaluation.table("evaluations/evidence")
    assert set(evidence.loc[evidence["consent"] == "no", "release_status"]) == {"restricted"}

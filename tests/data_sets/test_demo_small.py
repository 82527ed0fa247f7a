"""The synthetic cycle: it is faultless, says that it is invented, and holds the cases it is there for."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import pairwise

import pytest
from frictionless import validate

from napeval.criteria.matrix import default_matrix
from napeval.cycle.reading import examine_cycle, read_evaluation
from napeval.cycle.schemas import schemas
from napeval.cycle.settings import read_settings
from napeval.measures.achievement import achievement
from napeval.measures.delivery import activities
from napeval.release.policy import AUDIENCES, POLICY_SETTINGS, policy_from
from plans import SMALL, plan_folder

FOLDER = plan_folder(SMALL)
SCHEMAS = schemas()
CYCLE_TABLES = [name for name in SCHEMAS if not name.startswith("evaluations/")]
LANGUAGES = ("sq", "en", "sr")


@pytest.fixture(scope="module")
def cycle():
    reading = examine_cycle(FOLDER)
    assert reading.errors == ()
    return reading.cycle


@pytest.fixture(scope="module")
def evaluation():
    return read_evaluation(FOLDER, "mid-term")


@pytest.fixture(scope="module")
def policy():
    settings, faults = read_settings(FOLDER / "policy.yml", "policy.yml", POLICY_SETTINGS)
    assert faults == []
    read, faults = policy_from(settings, "policy.yml")
    assert faults == []
    return read


def words(field_of_table):
    """The allowed words of a column named "folder/table:column"."""
    table, column = field_of_table.split(":")
    return {word for field in SCHEMAS[table].fields if field.name == column for word in field.enum}


def observed(cycle, indicator, period, **cells):
    """Measured values of one indicator and period, in order; other columns as given, blank unless named."""
    rows = cycle.table("monitoring/observations")
    rows = rows[(rows["indicator_id"] == indicator) & (rows["period"] == period)]
    for column in ("dimension", "category"):
        rows = rows[rows[column].fillna("") == cells.get(column, "")]
    return rows["value"].tolist()


def target(cycle, indicator, role, year):
    """Values set for one indicator, role and year, in order."""
    rows = cycle.table("plan/targets")
    wanted = (rows["indicator_id"] == indicator) & (rows["role"] == role) & (rows["year"] == year)
    return rows.loc[wanted, "value"].tolist()


def test_what_the_reader_remarks_is_that_some_observations_are_older_and_one_contradiction_is_accepted():
    faults = examine_cycle(FOLDER).faults
    assert {(fault.severity, fault.code, fault.file) for fault in faults} == {
        ("note", "outside_cycle", "monitoring/observations.csv"),
        ("note", "reports_contradict", "monitoring/progress.csv"),
    }


def test_the_data_package_is_valid():
    report = validate(str(FOLDER / "datapackage.json"))
    assert [(task.name, error.message) for task in report.tasks for error in task.errors] == []
    assert report.valid


def test_the_data_package_describes_every_table_by_the_shipped_schema():
    resources = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    described = {resource["path"]: resource["schema"] for resource in resources}
    assert described == {f"{name}.csv": SCHEMAS[name].package_descriptor for name in CYCLE_TABLES}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.csv")), ids=lambda path: path.stem)
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


@pytest.mark.parametrize(
    ("column", "missing"),
    [
        ("monitoring/progress:status", set()),
        ("monitoring/observations:state", set()),
        ("monitoring/expenditure:stage", set()),
        ("monitoring/risk_updates:status", set()),
        ("monitoring/statements:kind", set()),
        ("plan/revisions:change", set()),
        ("plan/indicators:level", set()),
        ("plan/indicators:measure", set()),
        ("plan/indicators:direction", set()),
        ("plan/indicators:accumulation", set()),
        ("plan/indicators:path", set()),
        ("plan/indicators:output_class", set()),
        ("plan/targets:role", set()),
        ("plan/targets:comparator", {"at_most"}),
        ("plan/responsibilities:basis", {"only_listed"}),
        ("plan/objectives:pillar", set()),
        ("monitoring/recommendations_received:status", {"repeated"}),
        ("monitoring/recommendations_received:link_basis", set()),
        ("evaluations/evidence:kind", {"case"}),
        ("evaluations/evidence:consent", set()),
        ("evaluations/responses:accepted", set()),
        ("evaluations/comments:decision", set()),
    ],
)
def test_the_words_of_a_column_occur(cycle, evaluation, column, missing):
    table, name = column.split(":")
    frame = (evaluation if table.startswith("evaluations/") else cycle).table(table)
    assert words(column) - set(frame[name].dropna()) == missing


def test_the_counts_of_the_readme(cycle):
    objectives, indicators = cycle.table("plan/objectives"), cycle.table("plan/indicators")
    assert objectives["level"].value_counts().to_dict() == {"specific": 6, "strategic": 5}
    levels = {"outcome": 16, "output": 7, "context": 5, "impact": 1}
    assert indicators["level"].value_counts().to_dict() == levels
    assert len(cycle.table("plan/activities")) == 14
    assert len(cycle.table("plan/institutions")) == 8


def test_every_title_stands_in_three_languages(cycle):
    for table in ("plan/objectives", "plan/indicators", "plan/activities"):
        titles = cycle.table(table)[[f"title_{language}" for language in LANGUAGES]]
        assert titles.notna().all(axis=None), table


def test_progress_beyond_below_and_back_from_the_plan(cycle):
    def share(indicator, period):
        (baseline,) = target(cycle, indicator, "baseline", 2021)
        (goal,) = target(cycle, indicator, "final", 2024)
        (actual,) = observed(cycle, indicator, period)
        return (actual - baseline) / (goal - baseline)

    assert share("I.1.ind1", "2023-H1") == 26 / 20  # exceeded
    assert share("IV.1.ind2", "2023-H1") == 6 / 8  # on track towards zero
    assert share("IV.1.ind1", "2022") == 1 / 12  # behind
    assert share("V.1.ind1", "2023-H1") == -1 / 4  # regressed


STATUSES_AT_MID_TERM = {
    "I.1.ind1": "exceeded",
    "I.1.ind2": "achieved",
    "II.1.ind1": "on_track",
    "II.1.ind2": "not_measurable",
    "III.2.ind1": "not_reported",
    "IV.1.ind1": "behind",
    "IV.1.ind4": "not_measurable",
    "V.1.ind1": "regressed",
    "V.ind1": "not_due",
}


def test_every_status_of_an_indicator_is_met_at_mid_term(cycle):
    day = cycle.meta.midterm
    found = achievement(cycle, cutoff=day, as_of=day).set_index("indicator_id")["status"]
    assert {name: found[name] for name in STATUSES_AT_MID_TERM} == STATUSES_AT_MID_TERM
    assert set(found) == set(STATUSES_AT_MID_TERM.values())


def test_a_correction_counts_from_the_day_it_was_recorded(cycle):
    def visitors(as_of):
        found = achievement(cycle, cutoff=cycle.meta.midterm, as_of=as_of).set_index("indicator_id")
        return found.loc["II.1.ind3", "actual"]

    assert visitors(date(2023, 10, 1)) == 6400
    assert visitors(date(2023, 10, 2)) == 6100


def test_every_status_of_an_activity_is_met_at_mid_term(cycle):
    day = cycle.meta.midterm
    found = set(activities(cycle, cutoff=day, as_of=day)["status"])
    assert found == words("monitoring/progress:status") | {"not_reported"}


def test_a_revised_target_keeps_the_row_it_replaces(cycle):
    rows = cycle.table("plan/targets")
    rows = rows[(rows["indicator_id"] == "III.1.ind1") & (rows["role"] == "final")].sort_values("set_on")
    assert rows["value"].tolist() == [40, 30]
    assert rows["supersedes"].iloc[1] == rows["set_on"].iloc[0]


def test_two_independent_sources_give_different_values(cycle):
    assert observed(cycle, "IV.1.ind4", "2022") == [8, 11]
    origins = cycle.table("monitoring/sources").set_index("source_id")["derived_from"]
    assert origins[["police_statistics", "prosecution_statistics"]].isna().all()
    assert origins["demo_daily_2020"] == "police_statistics"


def test_what_is_corrected_is_appended(cycle):
    for table in ("monitoring/progress", "monitoring/observations"):
        frame = cycle.table(table)
        keys = [key for key in SCHEMAS[table].primary_key if key != "recorded_on"]
        assert frame.duplicated(keys).any(), table


def test_one_series_rises_every_year_and_the_other_does_not(cycle):
    years = [str(year) for year in range(2014, 2024)]
    calls = [observed(cycle, "C.information_line_calls", year)[0] for year in years]
    victims = [observed(cycle, "C.victims_identified", year)[0] for year in years]
    assert sum(later > earlier for earlier, later in pairwise(calls)) == 9
    assert sum(later > earlier for earlier, later in pairwise(victims)) == 4


def test_parts_add_up_in_one_year_only(cycle):
    def parts_and_whole(year):
        parts = sum(observed(cycle, f"C.victims_{part}", year)[0] for part in ("assisted", "not_assisted"))
        return parts, observed(cycle, "C.victims_identified", year)[0]

    assert parts_and_whole("2022") == (21, 21)
    assert parts_and_whole("2021") == (19, 18)


def test_small_counts_come_from_a_restricted_source_that_nobody_signed_for(cycle, policy):
    group = {"dimension": "age_group", "category": "children"}
    children = [observed(cycle, "C.victims_in_shelters", year, **group) for year in ("2021", "2022")]
    assert children == [[7], [3]]
    rows = cycle.table("monitoring/observations")
    assert set(rows.loc[rows["indicator_id"] == "C.victims_in_shelters", "source_id"]) == {"shelter_register"}
    sources = cycle.table("monitoring/sources")
    published = set(sources["source_id"]) - {"shelter_register"}
    for audience in AUDIENCES:
        assert policy.free_sources(sources, audience) == published
    assert "shelter_register" not in {source for line in policy.signed for source in line.sources}


def test_one_activity_is_unreported_and_one_contradicted(cycle):
    progress = cycle.table("monitoring/progress")
    assert set(cycle.table("plan/activities")["activity_id"]) - set(progress["activity_id"]) == {"III.2.1"}
    several = progress.groupby(["activity_id", "period"])["reported_by"].nunique()
    assert several[several > 1].index.tolist() == [("IV.1.2", "2023-H1")]
    assert set(progress.loc[progress["activity_id"] == "IV.1.2", "status"]) == {"completed", "ongoing"}


def test_the_evaluation_points_at_what_is_there(cycle, evaluation):
    evidence = set(evaluation.table("evaluations/evidence")["evidence_id"])
    cited = evaluation.table("evaluations/ratings")["evidence"].dropna()
    assert {part for cell in cited for part in cell.split(";")} <= evidence
    stages = ("findings", "conclusions", "recommendations")
    ids = {name: set(evaluation.table(f"evaluations/{name}")["id"]) for name in stages}
    for above, below in (("conclusions", "findings"), ("recommendations", "conclusions")):
        based_on = evaluation.table(f"evaluations/{above}")["based_on"]
        assert {part for cell in based_on for part in cell.split(";")} <= ids[below]
    assert set(evaluation.table("evaluations/responses")["recommendation_id"]) == ids["recommendations"]
    assert evaluation.table("evaluations/survey")["respondent"].nunique() == 8
    assert set(evaluation.texts) == {
        (section, language)
        for section in ("executive_summary", "background", "conclusions")
        for language in ("sq", "en")
    }


def test_the_evaluation_answers_questions_that_are_asked_at_mid_term(evaluation):
    asked = {question.id for question in default_matrix().questions if question.mid_term}
    rated = set(evaluation.table("evaluations/ratings")["question_id"])
    assert asked - rated == {"COH4", "EFC4", "IMP3", "SUS4"}
    for table in ("ratings", "survey", "evidence"):
        assert set(evaluation.table(f"evaluations/{table}")["question_id"]) <= asked, table


def test_nobody_is_quoted_without_consent(evaluation):
    evidence = evaluation.table("evaluations/evidence")
    assert set(evidence.loc[evidence["consent"] == "no", "release_status"]) == {"restricted"}

"""The data set xk-2022-2024: headers, keys, links between tables, translation marks."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from xk_cycle import CYCLE, INDICATORS, NAMES, SCHEMAS, TABLES, has_column, listed, schema_of

LANGUAGES = ("sq", "en", "sr")
PRINTED = [name for name in NAMES if has_column(name, "source_ref")]


def test_every_plan_and_monitoring_table_is_there():
    expected = {f"{path.parent.name}/{path.stem}" for path in SCHEMAS.glob("[pm]*/*.json")}
    assert set(NAMES) == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_that_of_the_schema(name):
    with (CYCLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == [field["name"] for field in schema_of(name)["fields"]]


@pytest.mark.parametrize("name", NAMES)
def test_files_have_unix_line_ends_and_no_stray_blanks(name):
    assert b"\r" not in (CYCLE / f"{name}.csv").read_bytes()
    stray = [row for row in TABLES[name] for cell in row.values() if cell != cell.strip() or "\n" in cell]
    assert stray == []


@pytest.mark.parametrize("name", NAMES)
def test_primary_keys_are_unique(name):
    keys = Counter(tuple(row[column] for column in schema_of(name)["primaryKey"]) for row in TABLES[name])
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_foreign_keys_lead_somewhere(name):
    by_resource = {table.split("/")[1]: rows for table, rows in TABLES.items()} | {"": TABLES[name]}
    for key in schema_of(name).get("foreignKeys", []):
        (column,), (target,) = key["fields"], key["reference"]["fields"]
        known = {row[target] for row in by_resource[key["reference"]["resource"]]}
        assert {row[column] for row in TABLES[name]} - {""} - known == set(), column


@pytest.mark.parametrize(
    ("name", "column", "target", "key"),
    [
        ("plan/budget", "funding_source", "plan/institutions", "institution"),
        ("plan/activities", "funding_sources", "plan/institutions", "institution"),
        ("plan/reporting", "prepared_by", "plan/institutions", "institution"),
        ("monitoring/sources", "derived_from", "monitoring/sources", "source_id"),
        ("monitoring/recommendations_received", "activity_ids", "plan/activities", "activity_id"),
    ],
)
def test_every_item_of_a_list_leads_somewhere(name, column, target, key):
    items = {item for row in TABLES[name] for item in listed(row[column])}
    assert items, "the column holds something to check"
    assert items - {row[key] for row in TABLES[target]} == set()


@pytest.mark.parametrize("name", PRINTED)
def test_every_place_in_print_is_a_file_and_a_line(name):
    places = {row["source_ref"] for row in TABLES[name]} - {""}
    assert [place for place in places if not re.fullmatch(r"[\w.-]+\.txt:[1-9]\d*", place)] == []


@pytest.mark.parametrize("name", [name for name in PRINTED if name.startswith("plan/") and TABLES[name]])
def test_every_row_of_the_plan_says_where_it_is_printed(name):
    unplaced = [row for row in TABLES[name] if not row["source_ref"] and row.get("origin") != "evaluator"]
    assert unplaced == []


@pytest.mark.parametrize("name", [name for name in NAMES if has_column(name, "translation")])
def test_a_translation_mark_names_filled_languages_only(name):
    columns = {field["name"] for field in schema_of(name)["fields"]}
    for row in TABLES[name]:
        marked = listed(row["translation"].removeprefix("ours:"), ",")
        for language in marked:
            own = [column for column in columns if column.endswith(f"_{language}")] or ["text"]
            assert any(row[column] for column in own), (name, next(iter(row.values())), language)


@pytest.mark.parametrize("name", ["plan/objectives", "plan/results", "plan/activities", "plan/reporting"])
def test_albanian_is_printed_and_the_other_languages_are_marked_as_ours(name):
    assert {row["translation"] for row in TABLES[name]} == {"ours:en,sr"}
    stems = {column[:-3] for column in TABLES[name][0] if column.endswith("_sq")}
    columns = [f"{stem}_{language}" for stem in stems for language in LANGUAGES]
    assert [row for row in TABLES[name] for column in columns if not row[column]] == []


def test_every_indicator_and_event_has_a_title_in_three_languages():
    for row in [*INDICATORS.values(), *TABLES["monitoring/events"]]:
        assert all(row[f"title_{language}"] for language in LANGUAGES), row


def test_serbian_is_in_latin_script():
    rows = [row for table in TABLES.values() for row in table]
    cells = [cell for row in rows for column, cell in row.items() if column.endswith("_sr")]
    assert len(cells) > 500
    assert [cell for cell in cells if re.search("[\u0400-\u04ff]", cell)] == []


def test_inferred_columns_exist_and_are_filled():
    for name in ("plan/indicators", "plan/targets"):
        for row in TABLES[name]:
            assert [column for column in listed(row["inferred"]) if not row[column]] == [], row

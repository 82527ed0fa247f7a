"""Every table, column and code that can reach a reader has words."""

import json
from importlib import resources

import pytest

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.labels import COLUMN_GROUPS, LABELS, SHARED_GROUPS
from napeval.measures.delivery import ADVANCEMENT
from napeval.release import CATALOGUE
from napeval.trends.least_lengths import REASON_CODES


def test_every_results_table_and_column_has_words_and_no_other():
    assert set(TABLE_WORDS) == set(CATALOGUE)
    assert set(COLUMN_WORDS) == {column.name for table in CATALOGUE.values() for column in table.columns}


def test_every_group_of_codes_that_a_column_names_is_there():
    assert set(COLUMN_GROUPS.values()) | set(SHARED_GROUPS.values()) <= set(LABELS)
    for table, column in COLUMN_GROUPS:
        assert column in CATALOGUE[table].names, (table, column)


def test_every_reason_of_a_refused_test_has_words():
    assert set(REASON_CODES) <= set(LABELS["remark"])


def test_every_state_of_an_activity_has_words():
    assert {*ADVANCEMENT, "not_reported"} == set(LABELS["activity_status"])


def _enum(table: str, column: str) -> set[str]:
    text = (resources.files("napeval.cycle") / "schemas" / f"{table}.json").read_text(encoding="utf-8")
    fields = {field["name"]: field for field in json.loads(text)["fields"]}
    return set(fields[column]["constraints"]["enum"])


@pytest.mark.parametrize(
    ("table", "column", "group"),
    [
        ("plan/objectives", "pillar", "pillar"),
        ("plan/indicators", "level", "indicator_level"),
        ("plan/institutions", "kind", "institution_kind"),
        ("plan/institutions", "funding_class", "funding_class"),
        ("plan/responsibilities", "basis", "lead_basis"),
        ("monitoring/sources", "kind", "source_kind"),
        ("monitoring/sources", "extent_read", "extent_read"),
        ("monitoring/recommendations_received", "status", "recommendation_status"),
        ("monitoring/risk_updates", "status", "risk_status"),
        ("evaluations/evidence", "consent", "consent"),
        ("evaluations/recommendations", "priority", "priority"),
        ("evaluations/responses", "status", "response_status"),
    ],
)
def test_every_allowed_word_of_a_printed_column_has_words(table, column, group):
    assert _enum(table, column) <= set(LABELS[group])

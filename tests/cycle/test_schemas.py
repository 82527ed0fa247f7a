"""The Table Schemas: one for every table, whole, and the same as the cycles name in their datapackage."""

from __future__ import annotations

import json
import re

import pytest

from broken_cycle import DATA
from napeval.cycle.schemas import REQUIRED_TABLES, schemas
from napeval.cycle.tables import empty_table

NAMES = tuple(schemas())
KINDS = {"string", "number", "integer", "boolean", "date", "period"}
FOLDERS = {
    "plan": 12,
    "monitoring": 9,
    "evaluations": 10,
}


def test_the_tables_of_the_design_are_there() -> None:
    assert {folder: sum(name.startswith(f"{folder}/") for name in NAMES) for folder in FOLDERS} == FOLDERS
    assert set(REQUIRED_TABLES) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_whole(name: str) -> None:
    schema = schemas()[name]
    assert schema.title
    assert len(set(schema.names)) == len(schema.names)
    assert schema.primary_key and set(schema.primary_key) <= set(schema.names)
    for field in schema.fields:
        assert field.description and field.type in KINDS, field.name
        re.compile(field.pattern)
        assert not (field.enum and field.type != "string"), field.name
        if field.minimum is not None and field.maximum is not None:
            assert field.minimum < field.maximum, field.name


@pytest.mark.parametrize("name", NAMES)
def test_a_reference_leads_to_the_only_key_of_a_table(name: str) -> None:
    schema = schemas()[name]
    for column, other, other_column in schema.foreign_keys:
        assert column in schema.names
        assert schemas()[other].primary_key == (other_column,)


@pytest.mark.parametrize("name", NAMES)
def test_the_first_part_of_a_key_must_be_filled(name: str) -> None:
    schema = schemas()[name]
    (first,) = (field for field in schema.fields if field.name == schema.primary_key[0])
    assert first.required


@pytest.mark.parametrize("name", NAMES)
def test_a_table_without_rows_has_columns_and_types(name: str) -> None:
    types = {
        "number": "float64", "integer": "Int64", "boolean": "boolean", "date": "datetime64[s]",
        "string": "str", "period": "str",
    }  # fmt: skip
    frame = empty_table(schemas()[name])
    assert len(frame) == 0
    found = {column: str(dtype) for column, dtype in frame.dtypes.items()}
    assert found == {field.name: types[field.type] for field in schemas()[name].fields}


@pytest.mark.parametrize("cycle", ["demo-small", "xk-2022-2024"])
def test_a_cycle_names_the_schemas_of_the_library(cycle: str) -> None:
    package = json.loads((DATA / cycle / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        folder, _, file = resource["path"].rpartition("/")
        name = f"{folder.partition('/')[0]}/{file.removesuffix('.csv')}"
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == list(schemas()[name].names), resource["path"]

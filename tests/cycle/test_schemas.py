"""The Table Schemas: one for every table, whole, and the same as the cycles name in their datapackage."""

from __future__ import annotations

import json
import re

import frictionless
import pytest

from napeval.cycle.schemas import LANGUAGES, REQUIRED_TABLES, UNITS, schemas
from napeval.cycle.tables import empty_table
from plans import plan_folder

NAMES = tuple(schemas())
KINDS = {"string", "number", "integer", "boolean", "date", "period"}
FOLDERS = {
    "plan": 12,
    "monitoring": 9,
    "evaluations": 12,
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
    package = json.loads((plan_folder(cycle) / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        folder, _, file = resource["path"].rpartition("/")
        name = f"{folder.partition('/')[0]}/{file.removesuffix('.csv')}"
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == list(schemas()[name].names), resource["path"]
    assert resource_schemas(package) == {
        name: schemas()[name].package_descriptor for name in resource_schemas(package)
    }


def resource_schemas(package: dict) -> dict[str, object]:
    """The schema of each resource of a datapackage, by the name of its table."""
    return {resource["path"].removesuffix(".csv"): resource["schema"] for resource in package["resources"]}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_table_schema_by_the_standard(name: str) -> None:
    descriptor = dict(schemas()[name].descriptor)
    assert frictionless.Schema.validate_descriptor(descriptor).flatten(["type", "note"]) == []
    types = [field.type for field in frictionless.Schema.from_descriptor(descriptor).fields]
    ours = [field.type for field in schemas()[name].fields]
    assert types == ["string" if kind == "period" else kind for kind in ours]


CODE = re.compile(r"[a-z]+/[a-z_]+|[a-z]+(?:_[a-z]+)+|[a-z]+[.]yml|[0-9]+")
"""What is the same in every language: names of tables and columns, codes and numbers."""


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_described_in_every_language(name: str) -> None:
    schema = schemas()[name]
    texts = [schema.titles, schema.descriptions, *(field.descriptions for field in schema.fields)]
    texts += [field.form for field in schema.fields if field.form]
    for text in texts:
        assert tuple(text) == LANGUAGES and all(part.strip() == part and part for part in text.values()), text
        assert len({frozenset(CODE.findall(part)) for part in text.values()}) == 1, text
        assert not any("\u0400" <= letter <= "\u04ff" for part in text.values() for letter in part), text
    assert schema.title == schema.titles["en"]
    for text in texts[1 : len(schema.fields) + 2]:  # the descriptions
        assert all(part.endswith(".") for part in text.values()), text
        assert len(set(text.values())) == len(LANGUAGES), text


@pytest.mark.parametrize("name", NAMES)
def test_every_allowed_code_has_a_word_of_its_own_in_every_language(name: str) -> None:
    for field in schemas()[name].fields:
        assert tuple(field.labels) == field.enum, field.name
        for language in LANGUAGES:
            words = [field.labels[code][language] for code in field.enum]
            assert all(words) and len(set(words)) == len(words), (field.name, language)


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_is_also_said_in_words(name: str) -> None:
    for field in schemas()[name].fields:
        assert bool(field.pattern) == bool(field.form), field.name
        assert field.pattern == "" or (field.pattern[0], field.pattern[-1]) == ("^", "$"), field.name


@pytest.mark.parametrize("name", NAMES)
def test_units_stand_where_they_are_true(name: str) -> None:
    types = {"date": {"date"}, "year": {"integer"}, "count": {"integer"}}
    for field in schemas()[name].fields:
        assert field.unit in ("", *UNITS), field.name
        assert not field.unit or field.type in types.get(field.unit, {"number"}), field.name
        assert (field.type == "date") == (field.unit == "date"), field.name
        if field.unit == "share":
            assert (field.minimum, field.maximum) == (0, 1), field.name
        if field.unit == "currency":
            assert field.minimum == 0, field.name
        if field.unit == "year":
            assert (field.minimum, field.maximum) == (1990, 2100), field.name


GIVES_IDENTIFIERS = [
    name
    for name in NAMES
    if len(schemas()[name].primary_key) == 1
    and name not in ("monitoring/categories", "plan/reporting", "evaluations/responses")
]


@pytest.mark.parametrize("name", GIVES_IDENTIFIERS)
def test_an_identifier_holds_no_mark_that_lists_or_addresses_need(name: str) -> None:
    [key] = schemas()[name].primary_key
    pattern = schemas()[name].column(key).pattern
    assert re.search(pattern, "Donatorët-II.1_3")
    for wrong in ("II 1.3", "II.1.3;II.1.4", "II.1|3", " "):
        assert not re.search(pattern, wrong), wrong


def test_a_column_that_is_not_there_is_a_key_error() -> None:
    assert schemas()["plan/budget"].column("amount").unit == "currency"
    with pytest.raises(KeyError, match="costs"):
        schemas()["plan/budget"].column("costs")

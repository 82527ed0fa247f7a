"""Table Schemas: the one description of every table of a cycle, shipped with the library.

A schema file is a standard Table Schema. What the standard has no word for stands under names that
begin with "napeval:": titles, descriptions and words for codes in the other languages, units, and
what a pattern asks for in words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

REQUIRED_TABLES = ("plan/objectives", "plan/indicators", "plan/activities")
"""Tables without which there is nothing to evaluate."""

LANGUAGES = ("sq", "en", "sr")
"""Languages in which every table, column and code is described."""

UNITS = ("currency", "share", "percent", "year", "date", "indicator_unit", "row_unit", "points", "count")
"""Units of columns. currency: of the row, or of the cycle where the table has no such column;
share: 0 to 1; percent: 0 to 100; indicator_unit: that of the indicator of the row; row_unit: named
in the row itself; points: of a scale of marks; count: how many."""

_WORDS = ("napeval:titles", "napeval:descriptions", "napeval:labels", "napeval:form")


@dataclass(frozen=True)
class Field:
    """One column of a table: its type, constraints and meaning.

    type: string, number, integer, boolean, date or period. unit: one of UNITS, empty where the column
    has none. descriptions and form by language; form says in words what the pattern asks for, empty
    where there is no pattern. labels: the word for each allowed code, by code and language.
    """

    name: str
    type: str
    required: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: float | None
    maximum: float | None
    description: str
    unit: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Schema:
    """One table: its fields, primary key, and foreign keys as (column, table, column there).

    titles and descriptions by language; a description says what one row is.
    """

    table: str
    title: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]
    descriptor: Mapping[str, Any]
    titles: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.fields)

    def column(self, name: str) -> Field:
        """The field of a column. Raises KeyError for a name that the table does not have."""
        for column in self.fields:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def package_descriptor(self) -> Mapping[str, Any]:
        """The schema as the datapackage of a cycle names it: without the words in other languages."""
        whole = {key: value for key, value in self.descriptor.items() if key not in _WORDS}
        fields = [
            {key: value for key, value in column.items() if key not in _WORDS} for column in whole["fields"]
        ]
        return {**whole, "fields": fields}


@cache
def schemas() -> Mapping[str, Schema]:
    """Every table schema by "folder/table" name, in a fixed order."""
    root = resources.files("napeval.cycle") / "schemas"
    found = {}
    for folder in ("plan", "monitoring", "evaluations"):
        for entry in sorted((root / folder).iterdir(), key=lambda item: item.name):
            name = f"{folder}/{entry.name.removesuffix('.json')}"
            found[name] = _schema(name, json.loads(entry.read_text(encoding="utf-8")))
    return found


def _schema(name: str, descriptor: Mapping[str, Any]) -> Schema:
    references = tuple(
        (key["fields"][0], _table_of(name, key["reference"]["resource"]), key["reference"]["fields"][0])
        for key in descriptor.get("foreignKeys", ())
    )
    return Schema(
        table=name,
        title=descriptor["title"],
        fields=tuple(_field(column) for column in descriptor["fields"]),
        primary_key=tuple(descriptor["primaryKey"]),
        foreign_keys=references,
        descriptor=descriptor,
        titles=_in_languages(descriptor["title"], descriptor.get("napeval:titles", {})),
        descriptions=_in_languages(
            descriptor.get("description", ""), descriptor.get("napeval:descriptions", {})
        ),
    )


_FOLDER_OF = {"sources": "monitoring"}


def _table_of(name: str, resource: str) -> str:
    """The full name of a referenced table; the empty resource is the table itself."""
    return f"{_FOLDER_OF.get(resource, 'plan')}/{resource}" if resource else name


def _field(descriptor: Mapping[str, Any]) -> Field:
    rules = descriptor.get("constraints", {})
    return Field(
        name=descriptor["name"],
        type=descriptor.get("napeval:kind", descriptor["type"]),
        required=bool(rules.get("required", False)),
        enum=tuple(rules.get("enum", ())),
        pattern=rules.get("pattern", ""),
        minimum=rules.get("minimum"),
        maximum=rules.get("maximum"),
        description=descriptor["description"],
        unit=descriptor.get("napeval:unit", ""),
        descriptions=_in_languages(descriptor["description"], descriptor.get("napeval:descriptions", {})),
        form=descriptor.get("napeval:form", {}),
        labels=descriptor.get("napeval:labels", {}),
    )


def _in_languages(english: str, others: Mapping[str, str]) -> Mapping[str, str]:
    """The English text with those of the other languages, in the order of LANGUAGES."""
    return {code: english if code == "en" else others.get(code, "") for code in LANGUAGES}

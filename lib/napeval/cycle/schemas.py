"""Table Schemas: the one description of every table of a cycle, shipped with the library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

REQUIRED_TABLES = ("plan/objectives", "plan/indicators", "plan/activities")
"""Tables without which there is nothing to evaluate."""


@dataclass(frozen=True)
class Field:
    """One column of a table: its type, constraints and meaning.

    type: string, number, integer, boolean, date or period.
    """

    name: str
    type: str
    required: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: float | None
    maximum: float | None
    description: str


@dataclass(frozen=True)
class Schema:
    """One table: its fields, primary key, and foreign keys as (column, table, column there)."""

    table: str
    title: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]
    descriptor: Mapping[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(field.name for field in self.fields)


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
    fields = tuple(_field(field) for field in descriptor["fields"])
    return Schema(name, descriptor["title"], fields, tuple(descriptor["primaryKey"]), references, descriptor)


_FOLDER_OF = {"sources": "monitoring"}


def _table_of(name: str, resource: str) -> str:
    """The full name of a referenced table; the empty resource is the table itself."""
    return f"{_FOLDER_OF.get(resource, 'plan')}/{resource}" if resource else name


def _field(field: Mapping[str, Any]) -> Field:
    rules = field.get("constraints", {})
    return Field(
        name=field["name"],
        type=field.get("napeval:kind", field["type"]),
        required=bool(rules.get("required", False)),
        enum=tuple(rules.get("enum", ())),
        pattern=rules.get("pattern", ""),
        minimum=rules.get("minimum"),
        maximum=rules.get("maximum"),
        description=field["description"],
    )

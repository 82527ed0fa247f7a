"""Identifiers: which columns hold them, and cells that hold several, separated by semicolons."""

from __future__ import annotations

from napeval.cycle.schemas import Schema

LISTS = (
    ("plan/activities", "funding_sources", "plan/institutions", "institution"),
    ("plan/budget", "funding_source", "plan/institutions", "institution"),
    ("plan/reporting", "prepared_by", "plan/institutions", "institution"),
    ("monitoring/sources", "derived_from", "monitoring/sources", "source_id"),
    ("monitoring/recommendations_received", "activity_ids", "plan/activities", "activity_id"),
)
"""Columns that hold several identifiers, and where these must be known."""


def split_list(cell: object) -> list[str]:
    """The identifiers of a cell that holds several, separated by semicolons; none for a blank."""
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else []


def is_code(schema: Schema, column: str) -> bool:
    """Whether a column holds identifiers: parts of a key, or names of rows elsewhere."""
    refers = any(column == own for own, _, _ in schema.foreign_keys)
    lists = any((schema.table, column) == (table, own) for table, own, _, _ in LISTS)
    return column in schema.primary_key or refers or lists

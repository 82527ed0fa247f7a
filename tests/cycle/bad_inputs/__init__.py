"""The catalogue of bad inputs: what people send, and every message that they get for it, in full."""

from __future__ import annotations

from collections.abc import Mapping

from bad_inputs import (
    acceptances,
    dates,
    encodings,
    headings,
    identifiers,
    numbers,
    packages,
    parquet_tables,
    paths,
    references,
    rules_money,
    rules_observed,
    rules_reported,
    rules_spans,
    rules_structure,
    rules_targets,
    structure,
    yaml_settings,
)
from bad_inputs.entries import BadInput

THEMES = (
    numbers, dates, encodings, structure, headings, identifiers, references, rules_money, rules_observed,
    rules_reported, rules_spans, rules_structure, rules_targets, packages, yaml_settings, acceptances,
    parquet_tables, paths,
)  # fmt: skip

CATALOGUE: Mapping[str, BadInput] = {
    f"{theme.__name__.rpartition('.')[2]}: {name}": entry
    for theme in THEMES
    for name, entry in theme.ENTRIES.items()
}

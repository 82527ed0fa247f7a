"""Words for a cell of a results table that holds no figure: a code, an identifier with a name, yes or no."""

from __future__ import annotations

from collections.abc import Mapping

from napeval.display.criteria_words import LEVEL_COLUMNS
from napeval.display.gap_words import GAP_WORDS
from napeval.display.labels import code_words, label, level_label
from napeval.display.languages import N_, Language
from napeval.release import Row


def in_words(row: Row, column: str, table: str, language: Language) -> str:
    """The words for a code, a key or a yes or no; "" for any other cell, and for one that is not shown."""
    claim = row[column]
    if claim.state != "shown":
        return ""
    if claim.kind == "flag":
        return label(language, "flag", str(claim.value))
    if column == "code":
        return language.translate(GAP_WORDS[str(claim.value)].finding)
    if claim.kind in ("code", "key") and isinstance(claim.value, str) and claim.value:
        if column in LEVEL_COLUMNS and "scale_id" in row:
            return level_label(language, row.text("scale_id"), claim.value)
        return _scope_words(row, column, language) or code_words(language, table, column, claim.value)
    return ""


_SCOPE_GROUPS: Mapping[str, str] = {
    "plan": "results_scope",
    "all": "results_scope",
    "pillar": "pillar",
    "funding_class": "funding_class",
    "relevance": "relevance",
    "timing": "timing",
    "lead_basis": "lead_state",
    "cost_category": "cost_category",
    "body": "body",
}
"""Group of the codes that name what a row is about, by its scope; other scopes are named by identifiers."""


def _scope_words(row: Row, column: str, language: Language) -> str:
    """Words for a key whose meaning hangs on the scope of its row; "" for any other cell."""
    code = row.text(column)
    if column == "year" and code == "all":
        return label(language, "results_scope", code)
    if column != "scope_id":
        return ""
    if code == "not_named":
        return language.translate(N_("no source named"))
    group = _SCOPE_GROUPS.get(row.text("scope"))
    return label(language, group, code) if group else ""

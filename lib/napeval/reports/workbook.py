"""Released tables as the sheets of a workbook, headings and codes in the report's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.criteria_words import LEVEL_COLUMNS
from napeval.display.gap_words import GAP_WORDS
from napeval.display.labels import code_words, label, level_label
from napeval.display.languages import N_ as _
from napeval.display.languages import Language
from napeval.release import Released, ReleasedTable, Row
from napeval.release.claims import NUMERIC_KINDS, SUPPRESSED_MARK, Column, address
from napeval.reports.wording import Wording
from napeval.reports.xlsx import Kind, Sheet


def sheets(released: Released, language: Language, wording: Wording) -> list[Sheet]:
    """One sheet for each released table, in the order of the catalogue's words."""
    return [_sheet(released[name], language, wording) for name in TABLE_WORDS if name in released.tables]


def _sheet(table: ReleasedTable, language: Language, wording: Wording) -> Sheet:
    """A table with its addresses, and beside the first identifier that has a name, that name."""
    columns = table.declaration.columns
    rows = table.rows()
    named = _named_column(table, rows, wording)
    headers: list[str] = []
    formats: list[Kind] = []
    cells: list[list[object]] = [[] for _row in rows]
    for column in columns:
        headers.append(language.translate(COLUMN_WORDS[column.name]))
        formats.append(_format(column, table))
        for row, own in zip(rows, cells, strict=True):
            own.append(_cell(row, column, table.declaration.name, language))
        if column.name == named:
            headers.append(language.translate(_("Name")))
            formats.append("text")
            for row, own in zip(rows, cells, strict=True):
                own.append(wording.name(named, row.text(named)))
    for row, own in zip(rows, cells, strict=True):
        keys = [row[name].value for name in table.declaration.keys]
        own.append(address(table.declaration.name, keys, "")[:-1])
    notes = [
        language.translate(
            _(
                "An empty cell means that nothing is known; :c means that the cell is hidden to"
                " protect persons."
            )
        )
    ]
    return Sheet(
        name=language.translate(TABLE_WORDS[table.declaration.name]),
        title=language.translate(TABLE_WORDS[table.declaration.name]),
        notes=notes,
        headers=[*headers, language.translate(_("Address"))],
        formats=[*formats, "text"],
        rows=cells,
    )


def _named_column(table: ReleasedTable, rows: Sequence[Row], wording: Wording) -> str:
    """The first column whose identifiers have names; "" where none has."""
    for column in table.declaration.columns:
        if column.kind in ("key", "code") and any(
            wording.name(column.name, row.text(column.name)) for row in rows[:1]
        ):
            return column.name
    return ""


def _cell(row: Row, column: Column, table: str, language: Language) -> object:
    """A cell as the sheet shows it: codes in words, long traces cut where a cell can hold no more."""
    claim = row[column.name]
    if claim.state == "suppressed":
        return SUPPRESSED_MARK
    if claim.kind == "trace":
        return _cut(str(claim.value or ""))
    if claim.kind == "flag" and claim.value is not None:
        return label(language, "flag", str(claim.value))
    if column.name == "code":
        return language.translate(GAP_WORDS[str(claim.value)].finding)
    if claim.kind in ("code", "key") and isinstance(claim.value, str) and claim.value:
        if column.name in LEVEL_COLUMNS and "scale_id" in row:
            return level_label(language, row.text("scale_id"), claim.value)
        return _scope_words(row, column.name, language) or code_words(
            language, table, column.name, claim.value
        )
    return claim.value


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
        return language.translate(_("no source named"))
    group = _SCOPE_GROUPS.get(row.text("scope"))
    return label(language, group, code) if group else ""


def _cut(trace: str) -> str:
    """A trace that fits a cell; the whole of it is in the results files."""
    return trace if len(trace) <= _MOST_TEXT else trace[: trace.rfind(";", 0, _MOST_TEXT)] + ";…"


_MOST_TEXT = 32_000


def _format(column: Column, table: ReleasedTable) -> Kind:
    """The number format of a column; counts without decimals, shares as percentages."""
    formats: dict[str, Kind] = {
        "count": "integer",
        "number": "number",
        "share": "share",
        "money": "money",
        "year": "year",
    }
    if column.kind not in NUMERIC_KINDS:
        return "text"
    if column.kind == "number" and _whole(table.frame[column.name].tolist()):
        return "integer"
    return formats[column.kind]


def _whole(values: Sequence[object]) -> bool:
    return all(
        isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        for value in values
        if value is not None
    )

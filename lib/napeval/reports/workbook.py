"""Released tables as the sheets of a workbook, headings and codes in the report's language."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.gap_words import GAP_WORDS
from napeval.display.labels import code_words, label
from napeval.display.languages import N_ as _
from napeval.display.languages import Language
from napeval.release import Released, ReleasedTable, Row
from napeval.release.claims import NUMERIC_KINDS, SUPPRESSED_MARK, Column, address
from napeval.reports.xlsx import Kind, Sheet


def sheets(released: Released, language: Language) -> list[Sheet]:
    """One sheet for each released table, in the order of the catalogue's words."""
    return [_sheet(released[name], language) for name in TABLE_WORDS if name in released.tables]


def _sheet(table: ReleasedTable, language: Language) -> Sheet:
    columns = table.declaration.columns
    headers = [language.translate(COLUMN_WORDS[column.name]) for column in columns]
    rows = []
    for row in table.rows():
        cells = [_cell(row, column, table.declaration.name, language) for column in columns]
        keys = [row[name].value for name in table.declaration.keys]
        rows.append([*cells, address(table.declaration.name, keys, "")[:-1]])
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
        formats=[*(_format(column, table) for column in columns), "text"],
        rows=rows,
    )


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
        words = code_words(language, table, column.name, claim.value)
        return words
    return claim.value


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

"""Released tables as the sheets of a workbook, headings and codes in the report's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from napeval.display.column_words import COLUMN_WORDS, TABLE_WORDS
from napeval.display.languages import N_ as _
from napeval.display.languages import Language
from napeval.release import Released, ReleasedTable, Row
from napeval.release.claims import NUMERIC_KINDS, SUPPRESSED_MARK, Column, address
from napeval.reports.cell_words import in_words
from napeval.reports.comment_words import CommentWords
from napeval.reports.wording import Wording
from napeval.reports.xlsx import Kind, Sheet

Beside = Mapping[str, tuple[str, Callable[[Row], str]]]
"""Columns of words that stand beside a column of the results: heading, and the words for a row."""
_COMMENTS = ("comments", "comment_counts")


def sheets(
    released: Released, language: Language, wording: Wording, comments: CommentWords | None = None
) -> list[Sheet]:
    """One sheet for each released table, in the order of the catalogue's words.

    comments: the wording of the comments on a draft, for the workbook of the comment round only, in which
    they come first; what people wrote may hold what results may not.
    """
    names = [name for name in TABLE_WORDS if name in released.tables]
    if comments is None:
        return [_sheet(released[name], language, wording, {}) for name in names]
    names.sort(key=lambda name: name not in _COMMENTS)
    beside = {_COMMENTS[0]: _comment_columns(comments)}
    return [_sheet(released[name], language, wording, beside.get(name, {})) for name in names]


def _comment_columns(words: CommentWords) -> Beside:
    return {
        "comment_id": (_("Text of the comment"), lambda row: words.said(row.text("comment_id"))),
        "place": (_("Place in words"), words.place),
        "answered": (_("Response"), lambda row: words.response(row.text("comment_id"))),
    }


def _sheet(table: ReleasedTable, language: Language, wording: Wording, beside: Beside) -> Sheet:
    """A table with its addresses, and beside the first identifier that has a name, that name."""
    columns = table.declaration.columns
    rows = table.rows()
    named = _named_column(table, rows, wording)
    if named:
        beside = {named: (_("Name"), lambda row: wording.name(named, row.text(named))), **beside}
    headers: list[str] = []
    formats: list[Kind] = []
    cells: list[list[object]] = [[] for _row in rows]
    for column in columns:
        headers.append(language.translate(COLUMN_WORDS[column.name]))
        formats.append(_format(column, table))
        for row, own in zip(rows, cells, strict=True):
            own.append(_cell(row, column, table.declaration.name, language))
        if column.name in beside:
            heading, words = beside[column.name]
            headers.append(language.translate(heading))
            formats.append("text")
            for row, own in zip(rows, cells, strict=True):
                own.append(words(row))
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
    words = in_words(row, column.name, table, language)
    return words if words else claim.value


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

"""The parts of a plan as rows and columns of tables: objectives, sources, cost categories, leads."""

from __future__ import annotations

from collections.abc import Sequence

from napeval.display.blocks import Run, TableRow, Text
from napeval.display.labels import LABELS
from napeval.display.languages import N_ as _
from napeval.display.languages import join_texts
from napeval.release import Claim, Row
from napeval.reports.report import Report, TableSpec
from napeval.reports.sections.common import interval, strategic_objectives

Cell = str | tuple[str, str]
"""A column of a results table, or the two columns of a range."""

_WORDS = {
    "pillar": "pillar",
    "funding_class": "funding_class",
    "lead_basis": "lead_state",
    "cost_category": "cost_category",
}
"""Group of the words for the parts of a scope that are named by codes."""


def plan_parts(r: Report) -> list[tuple[str, str]]:
    """Scope and identifier of every strategic objective, then of the whole plan."""
    return [("strategic", one) for one in strategic_objectives(r)] + [("plan", "plan")]


def part_name(r: Report, scope: str, identifier: str) -> Text:
    """A part of the plan as a reader would call it."""
    if scope == "plan":
        return r.word(_("Whole plan"), bold=True)
    if scope == "strategic":
        pillar = r.word_of("pillar", r.cell("plan/objectives", identifier, "pillar"))
        return [*r.quoted(identifier), Run(" "), *pillar] if pillar else r.quoted(identifier)
    if scope == "funding_source":
        return source_name(r, identifier)
    group = _WORDS.get(scope, "")
    return r.word_of(group, identifier) if identifier in LABELS.get(group, {}) else r.quoted(identifier)


def source_name(r: Report, code: str) -> Text:
    """A source of funding by name, several of them joined."""
    if code == "not_named":
        return r.word(_("no source named"))
    return r.quoted(" + ".join(r.wording("plan/institutions", part, "name") for part in code.split(";")))


def part_rows(
    r: Report, rows: Sequence[Row], cells: Sequence[Cell], *, scope: str = "scope"
) -> list[TableRow]:
    """One table row for each part: its name, then figures; the row of the whole plan as a total."""
    found = []
    for row in rows:
        total = row.text(scope) == "plan"
        name = part_name(r, row.text(scope), row.text("scope_id"))
        found.append(TableRow([name, *figures(r, row, cells, bold=total)], "total" if total else ""))
    return found


def figures(r: Report, row: Row, cells: Sequence[Cell], *, bold: bool = False) -> list[Text]:
    """The figures of a row; a pair of columns as a range."""
    return [
        r.figure_run(row[cell], bold=bold)
        if isinstance(cell, str)
        else interval(r, row[cell[0]], row[cell[1]])
        for cell in cells
    ]


def across(
    r: Report, columns: Sequence[Row], lines: Sequence[tuple[Cell, str]], *, last_bold: bool = True
) -> list[TableRow]:
    """A table turned round: one row for each figure, one column for each part; lines: figure and its name."""
    end = len(columns) - 1
    return [
        TableRow(
            [
                r.word(head),
                *[
                    figures(r, row, [cell], bold=last_bold and place == end)[0]
                    for place, row in enumerate(columns)
                ],
            ]
        )
        for cell, head in lines
    ]


def across_heads(r: Report, first: str, *, width: float = 2.2) -> list[TableSpec]:
    """Headings of a table turned round whose columns are the strategic objectives and the whole plan."""
    objectives = [TableSpec(one, "right") for one in strategic_objectives(r)]
    return [TableSpec(first, width=width), *objectives, TableSpec(_("Whole plan"), "right", 1.1)]


def of_parts(r: Report, table: str, *keys: object) -> list[Row]:
    """The rows of a table for every strategic objective and the whole plan; keys: what follows the scope."""
    return [
        r.released[table].row(scope, one, *keys)
        for scope, one in plan_parts(r)
        if r.released[table].has(scope, one, *keys)
    ]


def heading_row(r: Report, message: str, width: int) -> TableRow:
    """A row that heads the rows under it; width: how many columns the table has."""
    return TableRow([r.word(message, bold=True), *[r.quoted("") for _place in range(width - 1)]], "group")


def counted(r: Report, figure: Text, count: Claim) -> Text:
    """A figure with the number of cases that it rests on in brackets, where there are any."""
    return [*figure, Run(" ("), *r.figure_run(count), Run(")")] if count.value else figure


def out_of(r: Report, one: Claim, all_of_them: Claim) -> Text:
    """A count and what it is out of."""
    return join_texts([r.figure_run(one), r.figure_run(all_of_them)], "/")


def is_above_zero(claim: Claim) -> bool:
    """Whether a figure is known and above zero."""
    return isinstance(claim.value, int | float) and claim.value > 0

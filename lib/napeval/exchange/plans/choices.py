"""The mapping of an import: proposed from the headings, or read from a file; and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from napeval.cycle.faults import Fault, Severity, errors_of
from napeval.exchange.plans.columns import find_headings, heading_of, plan_language, propose
from napeval.exchange.plans.mapping import UNUSED, ColumnChoice, PlanMapping, SheetChoice
from napeval.exchange.plans.sheet import PlanSheet
from napeval.exchange.plans.source import PlanSource
from napeval.exchange.plans.words import IN_THOUSANDS, fold
from napeval.exchange.workbooks.model import column_letters


def propose_mapping(source: PlanSource, language: str = "") -> PlanMapping:
    """A mapping for every sheet with headings. language: of the plan's words; "" to tell it by them."""
    sheets = tuple(propose(sheet, rows) for sheet in source.sheets if (rows := find_headings(sheet)))
    columns = [choice for sheet in sheets for choice in sheet.columns]
    thousands = any(
        IN_THOUSANDS.search(fold(one.heading)) for one in columns if one.becomes.startswith("budget")
    )
    spoken = language or plan_language(columns)
    return PlanMapping(source.file, spoken, sheets, factor=0 if thousands else 1)


def mapping_faults(mapping: PlanMapping, source: PlanSource) -> list[Fault]:
    """What keeps a mapping from being used, and what should be looked at."""
    if not mapping.sheets:
        return [Fault("no_headings", source.file)]
    faults: list[Fault] = []
    for choice in mapping.sheets:
        sheet = source.sheet(choice.name)
        if sheet is None:
            there = ", ".join(one.name for one in source.sheets)
            faults.append(
                Fault("sheet_unknown", source.file, value=choice.name, arguments={"allowed": there})
            )
        else:
            faults += [*_stale(choice, sheet, source.file), *_open(choice, sheet, source.file)]
    if not mapping.language and not errors_of(faults):
        faults.append(Fault("language_unclear", source.file))
    return faults


def _stale(choice: SheetChoice, sheet: PlanSheet, file: str) -> Iterator[Fault]:
    """Columns whose heading is no longer the one that the mapping was made for."""
    for one in choice.columns:
        found = heading_of(sheet, choice.heading_rows, one.column)
        if one.becomes != UNUSED and one.heading and fold(found) != fold(one.heading):
            arguments = {"expected": one.heading, "found": found or "–"}
            yield _fault("heading_changed", file, choice, one, arguments)


def _open(choice: SheetChoice, sheet: PlanSheet, file: str) -> Iterator[Fault]:
    """Columns that have to be decided, are unsure, or are left out."""
    by_role: dict[str, list[ColumnChoice]] = {}
    for one in choice.columns:
        if not one.becomes:
            by_role.setdefault(one.why, []).append(one)
    for why, columns in by_role.items():
        shown = ", ".join(f"{column_letters(one.column)} '{one.heading}'" for one in columns)
        arguments = {"role": why.removeprefix("several_"), "columns": shown}
        yield _fault("columns_undecided", file, choice, columns[0], arguments)
    if not choice.of("activity") and "several_activity" not in by_role:
        shown = ", ".join(
            f"{column_letters(one.column)} '{one.heading}'" for one in choice.columns if one.heading
        )
        yield _fault("no_activity_column", file, choice, None, {"columns": shown})
    for one in choice.columns:
        if one.becomes == "budget" and one.year is None:
            yield _fault("column_without_year", file, choice, one, severity="warning")
        elif one.becomes == UNUSED and _filled(choice, sheet, one.column):
            filled = {"count": str(_filled(choice, sheet, one.column))}
            yield _fault("column_unused", file, choice, one, filled, "warning")
        elif one.becomes not in ("", UNUSED) and one.confidence == "low":
            yield _fault("column_unsure", file, choice, one, {"becomes": one.becomes}, "warning")


def _filled(choice: SheetChoice, sheet: PlanSheet, column: int) -> int:
    """How many cells below the headings hold something."""
    last = choice.heading_rows[-1] if choice.heading_rows else 0
    return sum(1 for row, at in sheet.cells if at == column and row > last)


def _fault(
    code: str,
    file: str,
    choice: SheetChoice,
    one: ColumnChoice | None,
    arguments: dict[str, str] | None = None,
    severity: Severity = "error",
) -> Fault:
    row = choice.heading_rows[0] if choice.heading_rows else None
    cell = f"{column_letters(one.column)}{row}" if one and row else None
    heading = one.heading or None if one else None
    return Fault(code, file, row, heading, None, arguments or {}, severity, choice.name or None, cell)

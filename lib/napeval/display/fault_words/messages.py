"""Faults as messages: file, sheet, row as a spreadsheet shows it, column, value, rule, mend.

In files of settings the place is a line and a setting.
"""

from __future__ import annotations

from collections.abc import Mapping

from napeval.cycle.faults import Fault
from napeval.display.fault_words import cells, files, forms, imports, rules, settings, workbooks
from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_, Language

FAULT_WORDS: Mapping[str, FaultWords] = {
    code: words
    for room in (files, cells, rules, settings, workbooks, forms, imports)
    for code, words in room.WORDS.items()
}
"""Rule and mend by fault code."""

_TABLES = (".csv", ".parquet", ".xlsx")


def fault_text(fault: Fault, language: Language, folder: str = "") -> str:
    """One fault as one message: place, value, rule, mend.

    folder: shown before the file, as the user named it.
    """
    words = FAULT_WORDS[fault.code]
    place = ", ".join(_place(fault, language, folder))
    found = (
        language.translate(N_("found '{value}'; ")).format(value=fault.value)
        if fault.value is not None
        else ""
    )
    rule = language.translate(words.rule).format(**fault.arguments)
    mend = language.translate(words.mend).format(**fault.arguments)
    near = fault.arguments.get("nearest", "")
    hint = " " + language.translate(N_("Did you mean '{nearest}'?")).format(nearest=near) if near else ""
    mend_word = language.translate(N_("Mend:"))
    return f"{place}: {found}{rule} {mend_word} {mend}{hint}"


def _place(fault: Fault, language: Language, folder: str) -> list[str]:
    """Where the fault is: file, row and column of a table, line and setting of any other file."""
    is_table = fault.file.endswith(_TABLES)
    parts = [f"{folder}/{fault.file}" if folder else fault.file]
    if fault.sheet is not None:
        parts.append(language.translate(N_("sheet '{sheet}'")).format(sheet=fault.sheet))
    if fault.cell is not None:
        parts.append(language.translate(N_("cell {cell}")).format(cell=fault.cell))
    elif fault.row is not None:
        row = N_("row {row}") if is_table else N_("line {row}")
        parts.append(language.translate(row).format(row=fault.row))
    if fault.column:
        column = N_("column '{column}'") if is_table else N_("setting '{column}'")
        parts.append(language.translate(column).format(column=fault.column))
    return parts

"""Faults as messages: file, sheet, row as a spreadsheet shows it, column, value, rule, mend.

In files of settings the place is a line and a setting. The same fault in several rows is said once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from napeval.cycle.faults import Fault
from napeval.display.fault_words import (
    cells,
    documents,
    files,
    forms,
    imports,
    rules,
    settings,
    texts,
    workbooks,
)
from napeval.display.fault_words.words import FaultWords
from napeval.display.languages import N_, Language

FAULT_WORDS: Mapping[str, FaultWords] = {
    code: words
    for room in (files, cells, rules, settings, texts, documents, workbooks, forms, imports)
    for code, words in room.WORDS.items()
}
"""Rule and mend by fault code."""

_TABLES = (".csv", ".parquet", ".xlsx")
_SHOWN = 3
_MOST_ALIKE = 20
"""Messages of one kind in one column that are said in full; the rows of the others are listed."""


def fault_text(fault: Fault, language: Language, folder: str = "", rows: Sequence[int] = ()) -> str:
    """One fault as one message: place, value, rule, mend.

    folder: shown before the file, as the user named it. rows: all rows with the same fault.
    """
    words = FAULT_WORDS[fault.code]
    arguments = _in_language(fault.arguments, language)
    place = ", ".join(_place(fault, language, folder, rows))
    found = (
        language.translate(N_("found '{value}'; ")).format(value=fault.value)
        if fault.value is not None
        else ""
    )
    rule = language.translate(words.rule).format(**arguments)
    mend = language.translate(words.mend).format(**arguments)
    near = arguments.get("nearest", "")
    hint = " " + language.translate(N_("Did you mean '{nearest}'?")).format(nearest=near) if near else ""
    mend_word = language.translate(N_("Mend:"))
    return f"{place}: {found}{rule} {mend_word} {mend}{hint}{_acceptance(fault, language)}"


def _in_language(arguments: Mapping[str, str], language: Language) -> dict[str, str]:
    """The arguments of a message; one that exists in the reader's language under name_code in that one."""
    return {name: arguments.get(f"{name}_{language.code}") or value for name, value in arguments.items()}


def _acceptance(fault: Fault, language: Language) -> str:
    """How a warning can be accepted, or who accepted it and why."""
    if "accepted_by" in fault.arguments:
        text = language.translate(N_("Accepted by {accepted_by}: {reason_accepted}"))
        return " " + text.format(**fault.arguments)
    if fault.severity == "warning" and fault.key:
        text = language.translate(N_("To accept it: code {code}, key {key}."))
        return " " + text.format(code=fault.code, key=fault.key)
    return ""


def _place(fault: Fault, language: Language, folder: str, rows: Sequence[int]) -> list[str]:
    """Where the fault is: file, row and column of a table, line and setting of any other file."""
    is_table = fault.file.endswith(_TABLES)
    parts = [f"{folder}/{fault.file}" if folder else fault.file]
    if fault.sheet is not None:
        parts.append(language.translate(N_("sheet '{sheet}'")).format(sheet=fault.sheet))
    if len(rows) > 1:
        parts.append(language.translate(N_("rows {rows}")).format(rows=_ranges(rows)))
    elif fault.cell is not None:
        parts.append(language.translate(N_("cell {cell}")).format(cell=fault.cell))
    elif fault.row is not None:
        row = N_("row {row}") if is_table else N_("line {row}")
        parts.append(language.translate(row).format(row=fault.row))
    if fault.column:
        column = N_("column '{column}'") if is_table else N_("setting '{column}'")
        parts.append(language.translate(column).format(column=fault.column))
    return parts


def fault_lines(faults: Iterable[Fault], language: Language, folder: str = "") -> Iterator[str]:
    """The messages of several faults, file by file, the same fault in several rows said once.

    Of more than twenty messages of one kind in one column the first twenty are said in full and the rows
    of the others are listed. Notes of one kind are one message.
    """
    listed = list(faults)
    files = {file: place for place, file in enumerate(dict.fromkeys(fault.file for fault in listed))}
    kinds: dict[tuple[object, ...], list[Fault]] = {}
    for fault in sorted(listed, key=lambda fault: files[fault.file]):
        kinds.setdefault((fault.file, fault.sheet, fault.code, fault.column), []).append(fault)
    for alike in kinds.values():
        groups = _groups(alike)
        for group in groups[:_MOST_ALIKE]:
            yield fault_text(_together(group), language, folder, _rows(group))
        rest = [fault for group in groups[_MOST_ALIKE:] for fault in group]
        if rest:
            yield _more_of_a_kind(rest, language, folder)


def _groups(alike: Sequence[Fault]) -> list[list[Fault]]:
    """Faults of one kind in one column, in groups that are one message each."""
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in alike:
        plain_note = fault.severity == "note" and "accepted_by" not in fault.arguments
        same = () if plain_note else (fault.value, tuple(sorted(fault.arguments.items())), fault.key)
        groups.setdefault(same, []).append(fault)
    return list(groups.values())


def _together(group: Sequence[Fault]) -> Fault:
    """The fault that stands for a group; of several values some are shown."""
    values = list(dict.fromkeys(fault.value for fault in group if fault.value is not None))
    if len(values) < 2:
        return group[0]
    more = [] if len(values) <= _SHOWN else ["…"]
    return replace(group[0], value=", ".join([*values[:_SHOWN], *more]))


def _rows(faults: Sequence[Fault]) -> list[int]:
    return [fault.row for fault in faults if fault.row is not None]


def _more_of_a_kind(faults: Sequence[Fault], language: Language, folder: str) -> str:
    place = ", ".join(_place(faults[0], language, folder, _rows(faults)))
    text = language.translate(N_("{count} more faults of this kind."))
    return f"{place}: {text.format(count=len(faults))}"


def _ranges(rows: Sequence[int]) -> str:
    """Row numbers, neighbours as a range: 2, 5-9."""
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and row == parts[-1][1] + 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)


def fault_record(fault: Fault, language: Language) -> dict[str, object]:
    """One fault for machines: its parts as they are, and the message."""
    arguments = {
        name: value
        for name, value in fault.arguments.items()
        if name not in ("accepted_by", "reason_accepted") and not name.endswith(("_sq", "_sr"))
    }
    return {
        "severity": fault.severity, "code": fault.code, "file": fault.file, "sheet": fault.sheet,
        "row": fault.row, "cell": fault.cell, "column": fault.column, "value": fault.value,
        "arguments": arguments, "key": fault.key or None,
        "accepted_by": fault.arguments.get("accepted_by"), "message": fault_text(fault, language),
    }  # fmt: skip

"""Reads other people's workbooks in a limited process of their own, after a gate on the file itself.

Nothing of a workbook is opened in the process that asks. What comes back is JSON, from which values are
taken one by one; what is no such value refuses the workbook.
"""

from __future__ import annotations

import string
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from napeval.cycle.faults import Fault, Severity
from napeval.exchange.workbooks.limits import LIMITS, WorkbookLimits
from napeval.exchange.workbooks.model import Cell, CellValue, Sheet, Workbook
from napeval.exchange.workbooks.process import ProcessDied, ReadingProcess, TooSlow

__all__ = ["LIMITS", "Cell", "Sheet", "Workbook", "WorkbookLimits", "read_workbook", "read_workbooks"]

_SEVERITIES = ("error", "warning", "note")
_LOCK_START = "~$"
_SHADOW_START = "._"


def read_workbook(
    path: Path, file: str, *, known_hidden: Collection[str] = (), limits: WorkbookLimits = LIMITS
) -> tuple[Workbook | None, list[Fault]]:
    """One workbook and its faults; None where it is refused.

    file: its name in messages. known_hidden: hidden sheets that are expected, such as lists of a form of
    ours; any other is named in a note. The faults of a workbook that was read are warnings and notes on what
    is not taken from it. Faults of its cells are told by cell_faults. Nothing is raised for any file.
    """
    return read_workbooks([(path, file)], known_hidden=known_hidden, limits=limits)[0]


def read_workbooks(
    files: Iterable[tuple[Path, str]],
    *,
    known_hidden: Collection[str] = (),
    limits: WorkbookLimits = LIMITS,
) -> list[tuple[Workbook | None, list[Fault]]]:
    """Several workbooks, (path, name in messages), in their order; see read_workbook.

    One process reads all of them. It is started again after a file that it died of or took too long for.
    """
    with ReadingProcess(limits) as process:
        return [_read(process, path, file, known_hidden, limits) for path, file in files]


def _read(
    process: ReadingProcess, path: Path, file: str, known_hidden: Collection[str], limits: WorkbookLimits
) -> tuple[Workbook | None, list[Fault]]:
    fault = _outer_fault(path, file)
    if fault is not None:
        return None, [fault]
    try:
        answer = process.ask(path)
    except TooSlow:
        return None, [Fault("workbook_too_slow", file, arguments={"limit": f"{limits.seconds:g}"})]
    except ProcessDied:
        return None, [Fault("workbook_reader_failed", file, arguments={"reason": "ProcessDied"})]
    try:
        faults = [_fault(each, file) for each in answer["findings"]]
        if "sheets" not in answer:
            return None, faults
        workbook = _workbook(answer, file)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        process.end()
        return None, [Fault("workbook_reader_failed", file, arguments={"reason": type(error).__name__})]
    hidden = [each.name for each in workbook.sheets if each.hidden and each.name not in known_hidden]
    faults += [Fault("sheet_hidden", file, severity="note", sheet=name) for name in hidden]
    return workbook, faults


def _outer_fault(path: Path, file: str) -> Fault | None:
    """What can be told without opening the file; a pipe or a device would never end."""
    if path.name.startswith(_LOCK_START):
        return Fault("workbook_lock", file, severity="warning")
    if path.name.startswith(_SHADOW_START):
        return Fault("workbook_shadow", file, severity="warning")
    if path.is_symlink():
        return Fault("symlink", file)
    return None if path.is_file() else Fault("file_missing", file)


def _fault(finding: Mapping[str, Any], file: str) -> Fault:
    severity = finding["severity"]
    if severity not in _SEVERITIES:
        raise ValueError(f"{severity} is no severity")
    cell = _text_or_none(finding["cell"])
    return Fault(
        _text(finding["code"]),
        file,
        int(cell.lstrip(string.ascii_uppercase)) if cell else None,
        value=_text_or_none(finding["value"]),
        arguments={_text(name): _text(value) for name, value in finding["arguments"].items()},
        severity=cast(Severity, severity),
        sheet=_text_or_none(finding["sheet"]),
        cell=cell,
    )


def _workbook(answer: Mapping[str, Any], file: str) -> Workbook:
    formats = [_text(each) for each in answer["formats"]]
    return Workbook(file, tuple(_sheet(each, formats) for each in answer["sheets"]))


def _sheet(answer: Mapping[str, Any], formats: Sequence[str]) -> Sheet:
    cells = [_cell(each, formats) for each in answer["cells"]]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Sheet(
        name=_text(answer["name"]),
        hidden=bool(answer["hidden"]),
        cells={(cell.row, cell.column): cell for cell in cells},
        merged=tuple(_text(each) for each in answer["merged"]),
        hidden_rows=frozenset(_whole(each) for each in answer["hidden_rows"]),
        hidden_columns=frozenset(_whole(each) for each in answer["hidden_columns"]),
        last_row=_whole(answer["last_row"]),
        last_column=_whole(answer["last_column"]),
    )


def _cell(answer: Sequence[Any], formats: Sequence[str]) -> Cell:
    row, column, kind, value, formula, style, struck = answer
    number_format = formats[style] if style < len(formats) else "General"
    return Cell(
        _whole(row),
        _whole(column),
        _value(kind, value),
        _text_or_none(formula),
        number_format,
        bool(struck),
        kind == "e",
    )


def _value(kind: str, value: Any) -> CellValue:
    if kind == "d":
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if value is not None and not isinstance(value, str | int | float | bool):
        raise TypeError(f"{type(value).__name__} is no value of a cell")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{type(value).__name__} is no whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is no text")
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)

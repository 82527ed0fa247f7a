"""Whether a cycle stays in order with rows added: tried on a copy before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from napeval.cycle import examine_cycle
from napeval.cycle.faults import Fault
from napeval.cycle.reading import examine_evaluation
from napeval.exchange.collecting.model import Added
from napeval.exchange.forms.kinds import NewRow

Origins = Mapping[str, Mapping[int, tuple[Added, NewRow]]]
"""Where new rows come from, by file and row number of the changed table."""


def new_faults(
    folder: Path, changes: Mapping[str, bytes], origins: Origins, known: Sequence[Fault]
) -> list[Fault]:
    """Faults that the cycle has with the changes and has not without them.

    known: those that the cycle has as it stands. A fault in a row that a form brings is placed in the
    form's workbook.
    """
    evaluations = sorted({name.split("/")[1] for name in changes if name.startswith("evaluations/")})
    with tempfile.TemporaryDirectory(prefix="napeval-collect-") as place:
        copy = Path(place) / folder.resolve().name
        shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".*"))
        before = Counter(_what(fault) for fault in (*known, *_of_evaluations(copy, evaluations)))
        for name, content in changes.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(content)
        after = [*examine_cycle(copy).faults, *_of_evaluations(copy, evaluations)]
    found = []
    for fault in after:
        if before[_what(fault)]:
            before[_what(fault)] -= 1
        else:
            found.append(_placed(fault, origins))
    return found


def _of_evaluations(folder: Path, names: Sequence[str]) -> list[Fault]:
    return [fault for name in names for fault in examine_evaluation(folder, name).faults]


def _what(fault: Fault) -> tuple[object, ...]:
    return (fault.code, fault.file, fault.row, fault.column, fault.value, fault.severity)


def _placed(fault: Fault, origins: Origins) -> Fault:
    """A fault of a table, told where the form has what is wrong."""
    origin = origins.get(fault.file, {}).get(fault.row or 0)
    if origin is None:
        return fault
    row, new = origin
    columns = (fault.column or "").split(", ")
    cell, heading = next((new.cells[name] for name in columns if name in new.cells), (None, fault.column))
    return replace(fault, file=row.file, row=row.row, column=heading, sheet=row.sheet or None, cell=cell)

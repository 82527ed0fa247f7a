"""The file of a plan: a workbook or a CSV table, as sheets."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from napeval.cycle.decoding import Undecodable, decode
from napeval.cycle.faults import Fault
from napeval.exchange.plans.sheet import PlanSheet, from_csv, from_workbook
from napeval.exchange.workbooks.cells import cell_faults
from napeval.exchange.workbooks.model import Workbook
from napeval.exchange.workbooks.reading import read_workbook

KINDS = (".xlsx", ".csv")
_SIZE_LIMIT = 20_000_000


@dataclass(frozen=True)
class PlanSource:
    """The visible sheets of a plan. workbook: None for a CSV file."""

    file: str
    sheets: tuple[PlanSheet, ...]
    workbook: Workbook | None = None

    def sheet(self, name: str) -> PlanSheet | None:
        """The sheet of this name; the only one there is where no name is given."""
        if not name and len(self.sheets) == 1:
            return self.sheets[0]
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def cell_faults(self, name: str, first_row: int) -> list[Fault]:
        """What is wrong with cells from a row on before they are judged; merged cells are no fault."""
        sheet = self.workbook.sheet(name) if self.workbook else None
        if sheet is None:
            return []
        rows, columns = range(first_row, sheet.last_row + 1), range(1, sheet.last_column + 1)
        return cell_faults(sheet, self.file, rows=rows, columns=columns, merged_allowed=sheet.merged)


def read_source(path: Path) -> tuple[PlanSource | None, list[Fault]]:
    """The plan in a file and the faults of the file; None where it cannot be read."""
    file = path.name
    if path.is_symlink():
        return None, [Fault("symlink", file)]
    if not path.is_file():
        return None, [Fault("file_missing", file)]
    if path.suffix.lower() not in KINDS:
        return None, [Fault("plan_kind", file, arguments={"allowed": ", ".join(KINDS)})]
    if path.suffix.lower() == ".csv":
        return _csv(path, file)
    workbook, faults = read_workbook(path, file)
    if workbook is None:
        return None, faults
    sheets = tuple(from_workbook(sheet) for sheet in workbook.sheets if not sheet.hidden)
    return PlanSource(file, sheets, workbook), faults


def _csv(path: Path, file: str) -> tuple[PlanSource | None, list[Fault]]:
    if path.stat().st_size > _SIZE_LIMIT:
        return None, [Fault("file_too_large", file, arguments={"limit": str(_SIZE_LIMIT)})]
    text = decode(path.read_bytes())
    if isinstance(text, Undecodable):
        return None, [Fault(text.code, file, arguments=text.arguments)]
    try:
        return PlanSource(file, (from_csv(text),)), []
    except csv.Error:
        return None, [Fault("not_csv", file)]

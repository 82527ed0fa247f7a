"""What the reading process finds wrong, in a form that passes between processes.

The reading process knows no other room of the library, so that it starts fast and stays small; the
parent turns findings into faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Finding:
    """One fault without the name of its file; see napeval.cycle.faults.Fault for the parts."""

    code: str
    value: str | None = None
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity: str = "error"
    sheet: str | None = None
    cell: str | None = None


class WorkbookRefused(Exception):
    """The workbook may not be read, or not any further, for these reasons."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(", ".join(finding.code for finding in self.findings))


def refuse(
    code: str,
    value: str | None = None,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    **arguments: str,
) -> WorkbookRefused:
    """The exception to raise for a single reason."""
    return WorkbookRefused([Finding(code, value, arguments, sheet=sheet, cell=cell)])


def damaged(part: str) -> WorkbookRefused:
    """The exception to raise where a part does not hold what its place in a workbook asks for."""
    return refuse("workbook_damaged", part)

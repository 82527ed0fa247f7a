"""One workbook from its file to an answer of plain lists, as the reading process sends it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, Any

from napeval.exchange.workbooks.copy import scanned_parts
from napeval.exchange.workbooks.findings import Finding
from napeval.exchange.workbooks.gate import open_package
from napeval.exchange.workbooks.limits import WorkbookLimits
from napeval.exchange.workbooks.list import SheetList, scan_sheet_list
from napeval.exchange.workbooks.loading import LoadedWorkbook
from napeval.exchange.workbooks.package import Package
from napeval.exchange.workbooks.sheets import Allowance, SheetScan
from napeval.exchange.workbooks.xml import Attributes, PartHandler

_COMMENTS = re.compile(r"(^|/)(threaded)?comments?\d*\.xml$|(^|/)(threaded)?comments/", re.IGNORECASE)
_DRAWING = re.compile(r"^xl/drawings/[^/]+\.xml$", re.IGNORECASE)
_DRAWN_TEXT = (
    "http://schemas.openxmlformats.org/drawingml/2006/main}t",
    "http://purl.oclc.org/ooxml/drawingml/main}t",
)


def opened_workbook(file: IO[bytes], limits: WorkbookLimits) -> dict[str, Any]:
    """The answer for one workbook: its sheets, its formats, and findings that do not keep it from being read.

    Raises WorkbookRefused where it may not be read.
    """
    with open_package(file, limits) as archive:
        package = Package(archive, limits)
        listed = scan_sheet_list(package, limits)
        scans = _scanned_sheets(package, listed, limits)
        findings = _unread(package)
        parts = scanned_parts(package, listed)
    if listed.by_hand and any(scan.formulas for scan in scans):
        findings.append(Finding("workbook_calculated_by_hand", severity="warning"))
    workbook = LoadedWorkbook(parts, scans, never_calculated=listed.never_calculated)
    sheets = [
        _sheet_answer(scan, entry.hidden, workbook.cells(number))
        for number, (scan, (entry, _)) in enumerate(zip(scans, listed.sheets, strict=True))
    ]
    return {
        "sheets": sheets,
        "formats": list(workbook.formats),
        "findings": [finding_answer(finding) for finding in findings],
    }


def _scanned_sheets(package: Package, listed: SheetList, limits: WorkbookLimits) -> list[SheetScan]:
    allowance = Allowance(limits)
    scans = []
    for entry, part in listed.sheets:
        scan = SheetScan(entry.name, part, listed.text_lengths, allowance)
        package.scan(part, scan, table=True)
        scans.append(scan)
    return scans


def finding_answer(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "code": finding.code,
        "value": finding.value,
        "arguments": dict(finding.arguments),
        "severity": finding.severity,
        "sheet": finding.sheet,
        "cell": finding.cell,
    }


def _sheet_answer(scan: SheetScan, hidden: bool, cells: list[list[Any]]) -> dict[str, Any]:
    return {
        "name": scan.name,
        "hidden": hidden,
        "cells": cells,
        "merged": scan.merged,
        "hidden_rows": sorted(row for row in scan.hidden_rows if row <= scan.last_row),
        "hidden_columns": sorted(each for each in scan.hidden_columns if each <= scan.last_column),
        "last_row": scan.last_row,
        "last_column": scan.last_column,
    }


def _unread(package: Package) -> list[Finding]:
    """Notes on what people write beside the cells, which nobody reads here."""
    findings = []
    if any(_COMMENTS.search(name) for name in package.names):
        findings.append(Finding("workbook_comments", severity="note"))
    drawings = _DrawnText()
    for name in package.names:
        if _DRAWING.search(name):
            package.scan(name, drawings)
    if drawings.found:
        findings.append(Finding("workbook_text_boxes", drawings.found, severity="note"))
    return findings


@dataclass
class _DrawnText(PartHandler):
    """Looks for the first text in a text box."""

    found: str = ""
    _takes: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._takes = name in _DRAWN_TEXT

    def end(self, name: str) -> None:
        self._takes = False

    def text(self, text: str) -> None:
        if self._takes and not self.found:
            self.found = " ".join(text.split())[:60]

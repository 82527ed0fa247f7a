"""A Word document from its file to the parts that are read, refused where it is no plain document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from napeval.cycle.faults import CycleFaults, Fault
from napeval.exchange.workbooks.findings import Finding, WorkbookRefused
from napeval.exchange.workbooks.gate import open_package
from napeval.exchange.workbooks.limits import MEGABYTE, WorkbookLimits
from napeval.exchange.workbooks.package import Package, Relation
from napeval.exchange.workbooks.xml import PartHandler

LIMITS = WorkbookLimits(
    file_bytes=100 * MEGABYTE,
    parts=2_000,
    unpacked_bytes=200 * MEGABYTE,
    elements=4_000_000,
)
"""A report with sixty pictures has 10 MB, 150 parts and 500,000 elements."""

_READ = ("styles", "numbering", "comments", "footnotes", "endnotes")
_CODES: Mapping[str, str] = {
    "workbook_encrypted": "document_locked",
    "workbook_cut": "document_damaged",
    "workbook_damaged": "document_damaged",
    "file_too_large": "document_too_large",
    "workbook_parts": "document_too_large",
    "workbook_unpacked_size": "document_too_large",
    "workbook_ratio": "document_too_large",
    "workbook_too_complex": "document_too_large",
    "workbook_name_unsafe": "document_odd",
    "workbook_name_repeated": "document_odd",
    "workbook_packing": "document_odd",
    "workbook_entities": "document_odd",
    "workbook_macros": "document_active",
    "workbook_ribbon": "document_active",
    "workbook_links": "document_active",
    "workbook_connections": "document_active",
    "workbook_embedded": "document_active",
}
"""Faults of documents by what the gate, which is the one of workbooks, finds; others mean another kind."""


@dataclass(frozen=True)
class DocumentParts:
    """The parts of a document as they are, by the last word of the relation that leads to them.

    main: the text. others: styles, numbering, comments, footnotes, endnotes and custom-properties, as far
    as they are there.
    """

    main: bytes
    others: Mapping[str, bytes]


class _DocumentPackage(Package):
    """The parts of a document: as of a workbook, but links that lead outside are common and never used."""

    main_types = ("wordprocessingml.document.main+xml", "ms-word.document.macroenabled.main+xml")
    other_main_types = ()

    def fault_of(self, relation: Relation) -> str:
        """Pictures and templates from elsewhere stay where they are: nothing is ever loaded here."""
        return "" if relation.outside else super().fault_of(relation)


def read_document(path: Path) -> DocumentParts:
    """The parts of a .docx file; nothing in it is run or loaded. Raises CycleFaults where it is refused."""
    try:
        with path.open("rb") as file, open_package(file, LIMITS) as archive:
            package = _DocumentPackage(archive, LIMITS)
            main = package.workbook_part
            places = {one.kind: one.target for one in package.relations(main) if one.kind in _READ}
            places |= {
                one.kind: one.target for one in package.relations("") if one.kind == "custom-properties"
            }
            return DocumentParts(
                _content(package, main), {kind: _content(package, part) for kind, part in places.items()}
            )
    except OSError:
        raise CycleFaults([Fault("file_unreadable", path.name)]) from None
    except WorkbookRefused as refused:
        raise CycleFaults([_fault(finding, path.name) for finding in refused.findings]) from None


def _content(package: Package, part: str) -> bytes:
    """A part, once it has passed as XML without document types and within the limits."""
    package.scan(part, PartHandler(), table=True)
    return package.content(part)


def _fault(finding: Finding, file: str) -> Fault:
    return Fault(_CODES.get(finding.code, "document_other_kind"), file, value=finding.value)

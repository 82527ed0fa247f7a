"""The gate: what a file and the zip in it must be before any part of it is read.

The directory of the zip is judged, then its parts are unpacked once, into nothing, to see that they are
whole. What the parts are is judged in workbook_package.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from typing import IO

from napeval.exchange.workbooks.findings import Finding, WorkbookRefused, refuse
from napeval.exchange.workbooks.kind import kind_finding
from napeval.exchange.workbooks.limits import MEGABYTE, WorkbookLimits

_END = b"PK\x05\x06"
_END_BYTES = 22
_WIDE_PLACE = b"PK\x06\x07"
_WIDE_PLACE_BYTES = 20
_WIDE_END_BYTES = 56
_LONGEST_REMARK = 65_535
_ENTRY_BYTES = 1_000  # of the directory for one part: its name, its sizes, and room
_CHUNK_BYTES = 65_536
_ENCRYPTED = 0x1
_ODD_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


def open_package(file: IO[bytes], limits: WorkbookLimits) -> zipfile.ZipFile:
    """The zip of a workbook that may be read, with every part whole and within the limits.

    Raises WorkbookRefused with all reasons that can be told at once.
    """
    if (size := file.seek(0, 2)) > limits.file_bytes:
        raise refuse("file_too_large", limit=str(limits.file_bytes), found=str(size))
    if (finding := kind_finding(file)) is not None:
        raise WorkbookRefused([finding])
    _check_directory(file, size, limits)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, struct.error, RuntimeError) as error:
        raise refuse("workbook_cut") from error
    parts = archive.infolist()
    _raise_any(_amount_findings(parts, limits))
    _raise_any(_name_findings(parts))
    _raise_any(_packing_findings(parts))
    _check_whole(archive)
    return archive


def _raise_any(findings: Sequence[Finding]) -> None:
    if findings:
        raise WorkbookRefused(findings)


def _check_directory(file: IO[bytes], size: int, limits: WorkbookLimits) -> None:
    """The directory of the zip says how many parts it has before it is read as a whole."""
    file.seek(max(0, size - _LONGEST_REMARK - _END_BYTES))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        raise refuse("workbook_cut")
    count, bytes_taken = struct.unpack_from("<HI", tail, end + 10)
    wide = end - _WIDE_PLACE_BYTES - _WIDE_END_BYTES
    if wide >= 0 and tail.startswith(_WIDE_PLACE, end - _WIDE_PLACE_BYTES):
        count, bytes_taken = struct.unpack_from("<QQ", tail, wide + 32)
    if count > limits.parts or bytes_taken > limits.parts * _ENTRY_BYTES:
        raise refuse("workbook_parts", limit=str(limits.parts))


def _amount_findings(parts: Sequence[zipfile.ZipInfo], limits: WorkbookLimits) -> list[Finding]:
    findings = []
    if len(parts) > limits.parts:
        findings.append(Finding("workbook_parts", arguments={"limit": str(limits.parts)}))
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        megabytes = f"{limits.unpacked_bytes / MEGABYTE:g}"
        findings.append(Finding("workbook_unpacked_size", arguments={"limit": megabytes}))
    for part in parts:
        dense = part.file_size > limits.ratio * part.compress_size
        if dense and part.file_size > limits.ratio_from_bytes:
            findings.append(Finding("workbook_ratio", part.filename, {"limit": str(limits.ratio)}))
            break
    return findings


def _name_findings(parts: Sequence[zipfile.ZipInfo]) -> list[Finding]:
    """Names that stand twice (large and small letters are one here) or lead out of the workbook."""
    findings: dict[str, Finding] = {}
    seen: set[str] = set()
    for part in parts:
        name = part.orig_filename
        pieces = name.split("/")
        inner = pieces[:-1] if part.is_dir() else pieces  # a folder's own entry ends in a slash
        if _ODD_NAME.search(name) or any(piece in ("", ".", "..") for piece in inner):
            findings.setdefault("unsafe", Finding("workbook_name_unsafe", _printable(name)))
        if name.lower() in seen:
            findings.setdefault("repeated", Finding("workbook_name_repeated", name))
        seen.add(name.lower())
    return list(findings.values())


def _printable(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)


def _packing_findings(parts: Sequence[zipfile.ZipInfo]) -> list[Finding]:
    """Parts under a password, packed by a method that no workbook uses, or lying over one another."""
    findings = []
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        findings.append(Finding("workbook_encrypted"))
    in_order = sorted(parts, key=lambda part: part.header_offset)
    end_before = 0
    for part in in_order:
        odd_method = part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        late_start = part is in_order[0] and part.header_offset > 0  # something else stands before the zip
        if odd_method or late_start or part.header_offset < end_before:
            findings.append(Finding("workbook_packing", part.filename))
            break
        end_before = part.header_offset + len(part.filename) + part.compress_size
    return findings


def _check_whole(archive: zipfile.ZipFile) -> None:
    """Unpack every part to nothing, so that its length and its check sum are proved."""
    for part in archive.infolist():
        try:
            with archive.open(part) as stream:
                while stream.read(_CHUNK_BYTES):
                    pass
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise refuse("workbook_cut", part.filename) from error

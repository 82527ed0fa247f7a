"""Faults of input files: what is wrong, where, and what would be right.

A fault is a code with arguments; the display room turns it into a sentence of the reader's language.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "note"]
_LEAST_LIKENESS = 0.6


@dataclass(frozen=True)
class Fault:
    """One fault of one file.

    code: what is wrong. file: path inside the cycle. row: as a spreadsheet shows it (the heading is
    row 1); None for the file as a whole. column, value: as found. arguments: what the message needs
    besides, such as what is allowed and the nearest allowed word. sheet, cell: in a workbook, such as C7.
    key: of the row, where the fault can be accepted by it. An error keeps the cycle from being used, a
    warning has to be accepted or mended, a note informs.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = "error"
    sheet: str | None = None
    cell: str | None = None
    key: str = ""


class CycleFaults(Exception):
    """A cycle, an evaluation or a request has faults; none of it may be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        first = faults[0]
        super().__init__(
            f"{len(faults)} faults, first: {first.file}, row {first.row}, column {first.column}: {first.code}"
        )


def errors_of(faults: Iterable[Fault]) -> list[Fault]:
    """The faults that keep what they are found in from being used."""
    return [fault for fault in faults if fault.severity == "error"]


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word that was most likely meant, or "" where none is near.

    Of words equally near, one of the same letters comes first, then the first of the alphabet.
    """
    sought = word.casefold().strip()
    choices = sorted(set(allowed))
    ranks = {choice: _likeness(sought, choice.casefold()) for choice in choices}
    best = max(choices, key=ranks.__getitem__, default="")
    return best if best and ranks[best][0] >= _LEAST_LIKENESS else ""


def _likeness(sought: str, choice: str) -> tuple[float, float]:
    """How alike two words are, 0-1: letter by letter, and by their letters in any order."""
    matcher = difflib.SequenceMatcher(None, choice, sought, autojunk=False)
    if matcher.real_quick_ratio() < _LEAST_LIKENESS or matcher.quick_ratio() < _LEAST_LIKENESS:
        return 0.0, 0.0
    return matcher.ratio(), matcher.quick_ratio()

"""Faults of input files: what is wrong, where, and what would be right.

A fault is a code with arguments; the display room turns it into a sentence of the reader's language.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "note"]


@dataclass(frozen=True)
class Fault:
    """One fault of one file.

    code: what is wrong. file: path inside the cycle. row: as a spreadsheet shows it (the heading is
    row 1); None for the file as a whole. column, value: as found. arguments: what the message needs
    besides, such as what is allowed and the nearest allowed word.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    arguments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = "error"


class CycleFaults(Exception):
    """A cycle, an evaluation or a request has faults; none of it may be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        first = faults[0]
        super().__init__(
            f"{len(faults)} faults, first: {first.file}, row {first.row}, column {first.column}: {first.code}"
        )


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word that was most likely meant, or "" where none is near."""
    choices = list(allowed)
    match = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if match:
        return match[0]
    folded = {choice.casefold(): choice for choice in choices}
    return folded.get(word.casefold().strip(), "")

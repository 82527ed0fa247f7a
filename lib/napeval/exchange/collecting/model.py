"""What collecting forms would bring into a cycle, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from napeval.cycle.faults import Fault, errors_of

Answering = Literal["answered", "blank", "refused", "collected_before", "missing"]
"""answered: a form came. blank: it came with nothing in it. refused: it has errors. collected_before: no form
lies in the folder, but one was collected earlier. missing: none has come."""


@dataclass(frozen=True)
class Added:
    """A row to be added. table: path in the cycle without ending. file, sheet, row: where it comes from."""

    table: str
    values: Mapping[str, str]
    file: str
    sheet: str
    row: int | None


@dataclass(frozen=True)
class Correction:
    """A row that says otherwise than one on record.

    changes: old and new text by column. recorded_before, recorded_on: the days of both, "" in tables that
    keep none. appended: the old row stays and the new one follows it; otherwise it takes its place.
    """

    row: Added
    changes: Mapping[str, tuple[str, str]]
    recorded_before: str
    recorded_on: str
    appended: bool


@dataclass(frozen=True)
class Response:
    """Whether an institution answered. file: "" where none came.

    asked, answered, blank: lines of the form; None where no form could be read.
    """

    kind: str
    period: str
    institution: str
    name: str
    status: Answering
    file: str = ""
    answered_on: date | None = None
    asked: int | None = None
    answered: int | None = None
    blank: int | None = None
    person: str = ""
    evaluation: str = ""


@dataclass(frozen=True)
class Collected:
    """What the forms of a folder bring.

    added: new rows by table, corrections among them. unchanged: how many rows by table are on record
    already. changes: content of the changed files by path; base: what these files held, None where there
    was none. With errors among the faults nothing may be written.
    """

    added: Mapping[str, tuple[Added, ...]]
    unchanged: Mapping[str, int]
    corrections: tuple[Correction, ...]
    responses: tuple[Response, ...]
    faults: tuple[Fault, ...]
    changes: Mapping[str, bytes]
    base: Mapping[str, bytes | None]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep anything from being written."""
        return tuple(errors_of(self.faults))

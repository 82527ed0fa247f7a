"""Last words: what the last reports on an activity say of its state, taken together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.measures.exact import exact
from napeval.measures.last_reports import PROGRESS, last_reports, reports_until
from napeval.measures.rows import traces_by

NOT_REPORTED, CANCELLED, COMPLETED, NOT_STARTED = "not_reported", "cancelled", "completed", "not_started"
ADVANCEMENT = ("cancelled", "not_started", "delayed", "ongoing", "partly_completed", "completed")
"""Reported statuses, least advanced first."""

Bounds = tuple[Fraction, Fraction]
_COMPLETE: Mapping[str, Fraction] = {COMPLETED: Fraction(1), NOT_STARTED: Fraction(0)}
"""How much is done where a report gives its status only; of all others that is not known."""


@dataclass(frozen=True)
class LastWord:
    """How an activity stands by its last reports.

    status, status_high: the least and the most advanced of them, not_reported without any. reports: how many
    reports were taken into account, corrections counted once. completion: the least and the greatest share
    done (None where no report says). own_mark: on_track, off_track, or both joined by ; where reporters
    differ. reason_stated, donors_named: some of the last reports does (None without a report). until: the
    last day reported on, None without a report. rows: the last reports; trace: all that were known.
    """

    status: str = NOT_REPORTED
    status_high: str = NOT_REPORTED
    reports: int = 0
    completion: Bounds | None = None
    own_mark: str | None = None
    reason_stated: bool | None = None
    donors_named: bool | None = None
    until: date | None = None
    rows: pd.DataFrame | None = None
    trace: str = ""

    @property
    def conflict(self) -> bool:
        """Whether the last reports contradict each other on the status."""
        return self.status != self.status_high


SILENT = LastWord()


def last_words(cycle: Cycle, *, cutoff: date, as_of: date) -> dict[str, LastWord]:
    """How each activity with a report stood at the cutoff, as far as it was known on as_of."""
    progress = reports_until(cycle.table(PROGRESS), cutoff=cutoff, as_of=as_of)
    counts = progress["activity_id"].value_counts()
    traces = traces_by(PROGRESS, progress, "activity_id")
    return {
        activity: _word(rows, int(counts[activity]), traces[activity])
        for activity, rows in last_reports(progress).items()
    }


def _word(rows: pd.DataFrame, reports: int, trace: str) -> LastWord:
    statuses = set(rows["status"])
    return LastWord(
        status=min(statuses, key=ADVANCEMENT.index), status_high=max(statuses, key=ADVANCEMENT.index),
        reports=reports, completion=_completion(rows),
        own_mark=";".join(sorted(set(rows["own_mark"].dropna()))) or None,
        reason_stated=bool(rows["reason"].notna().any()), donors_named=bool(rows["donors"].notna().any()),
        until=rows["ends"].iloc[0], rows=rows, trace=trace,
    )  # fmt: skip


def _completion(rows: pd.DataFrame) -> Bounds | None:
    """What the reports say is done; a reporter who does not say leaves it to the others."""
    stated = [
        exact(float(share)) if pd.notna(share) else _COMPLETE.get(status)
        for status, share in zip(rows["status"], rows["completion"], strict=True)
    ]
    known = [share for share in stated if share is not None]
    return (min(known), max(known)) if known else None

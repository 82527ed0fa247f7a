"""Reasons: why activities were not carried out as planned, in the words of those who reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.last_reports import PROGRESS
from napeval.measures.last_words import COMPLETED, SILENT, last_words
from napeval.measures.revised_activities import NOT_AS_PLANNED, REVISIONS
from napeval.measures.rows import known_rows, result_frame, row_traces, with_traces

REPORT, REVISION, NONE = "report", "revision", "none"

_DTYPES = {
    "activity_id": "str", "reason_number": "Int64", "objective_id": "str", "status": "str",
    "overdue": "boolean", "track": "str", "basis": "str", "change": "str", "period": "str",
    "reported_by": "str", "said": "str", "difficulty": "str", "sources": "str", "trace": "str",
}  # fmt: skip
_COUNT_DTYPES = {
    "reason_number": "Int64", "basis": "str", "said": "str", "activities": "Int64", "off_track": "Int64",
    "overdue": "Int64", "activity_ids": "str", "sources": "str", "trace": "str",
}  # fmt: skip


def reasons(cycle: Cycle, activities: pd.DataFrame, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """Why each activity that is not completed was not carried out as planned, word for word.

    activities: the frame of activities() of the same days. Returns, for each activity that is not known to be
    completed, one row per last report that gives a reason (said) or a difficulty (basis: report), then one
    per revision known that postpones or drops it and says why (basis: revision; change: the coded change,
    period: the year of its plan); and for one that is off track without any of these a row without words
    (basis: none). reason_number counts the rows of an activity from 1. sources: those of the report.
    Words are shown as they were reported: nothing is sorted into kinds that nobody stated.
    """
    words = last_words(cycle, cutoff=cutoff, as_of=as_of)
    changes = _changes(cycle, as_of)
    rows: list[dict[str, Any]] = []
    for activity in activities[activities["status"] != COMPLETED].itertuples(index=False):
        name = activity.activity_id
        reported = words.get(name, SILENT).rows
        found = [*(_reported(reported) if reported is not None else ()), *changes.get(name, ())]
        if not any(one.get("said") for one in found) and activity.track == "off_track":
            found.append({"basis": NONE, "trace": activity.trace})
        own = {column: getattr(activity, column) for column in _OWN}
        rows += [{**own, "reason_number": number, **one} for number, one in enumerate(found, start=1)]
    return result_frame(rows, _DTYPES)


def reason_counts(reasons: pd.DataFrame) -> pd.DataFrame:
    """How many activities each reason was given for.

    reasons: the frame of reasons(). Returns one row per reason, told apart by its exact words (spaces aside),
    the most frequent first, and last, with basis none, the activities off track without one: said; basis
    (report, revision, or both joined by ;); activities, and of these those off track and overdue;
    activity_ids, joined by ;. An activity with several reasons counts with each. reason_number counts the
    rows from 1.
    """
    stated = reasons[reasons["said"].notna()]
    spaced = stated["said"].map(lambda said: " ".join(said.split()))
    groups = [_counted(rows, words) for words, rows in stated.groupby(spaced, sort=True)]
    groups.sort(key=lambda row: -row["activities"])
    silent = reasons[reasons["basis"] == NONE]
    groups += [] if silent.empty else [_counted(silent, None)]
    numbered = ({"reason_number": number, **row} for number, row in enumerate(groups, start=1))
    return result_frame(numbered, _COUNT_DTYPES)


_OWN = ("activity_id", "objective_id", "status", "overdue", "track")


def _reported(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The reasons and difficulties of the last reports on one activity."""
    traced = zip(rows.itertuples(index=False), row_traces(PROGRESS, rows), strict=True)
    for row, trace in traced:
        if pd.notna(row.reason) or pd.notna(row.difficulty):
            yield {
                "basis": REPORT, "period": row.period, "reported_by": row.reported_by,
                "said": _text(row.reason), "difficulty": _text(row.difficulty),
                "sources": _text(row.source_id), "trace": trace,
            }  # fmt: skip


def _changes(cycle: Cycle, as_of: date) -> dict[str, list[dict[str, Any]]]:
    """The revisions known that postpone or drop an activity with a reason, by activity, in order."""
    known = known_rows(REVISIONS, cycle.table(REVISIONS), as_of)
    known = known[known["change"].isin(NOT_AS_PLANNED) & known["reason"].notna()]
    known = with_traces(REVISIONS, known).sort_values("recorded_on", kind="stable")
    found: dict[str, list[dict[str, Any]]] = {}
    for row in known.itertuples(index=False):
        found.setdefault(row.activity_id, []).append(
            {"basis": REVISION, "change": row.change, "period": str(row.year), "said": row.reason,
             "trace": row.trace}
        )  # fmt: skip
    return found


def _counted(rows: pd.DataFrame, said: str | None) -> dict[str, Any]:
    each = rows.drop_duplicates("activity_id")
    return {
        "basis": ";".join(sorted(set(rows["basis"]))),
        "said": said,
        "activities": len(each),
        "off_track": int((each["track"] == "off_track").sum()),
        "overdue": int(each["overdue"].fillna(False).sum()),
        "activity_ids": ";".join(each["activity_id"]),
        "sources": joined_sources(rows),
        "trace": join_traces(rows["trace"]) or every_row(PROGRESS),
    }


def joined_sources(rows: pd.DataFrame) -> str | None:
    """The sources of several rows, joined by ;. None where a report names none: not all are known then."""
    reported = rows[rows["basis"] == REPORT] if "basis" in rows else rows
    named = reported["sources"]
    return None if named.isna().any() else ";".join(dict.fromkeys(named)) or None


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None

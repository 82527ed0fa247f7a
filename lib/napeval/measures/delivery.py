"""Delivery: how much of the plan was carried out, and how much of that is known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.activity_rows import activities, is_due
from napeval.measures.activity_scopes import activities_by_scope
from napeval.measures.exact import as_float, plainest_ratio
from napeval.measures.last_reports import PROGRESS
from napeval.measures.last_words import ADVANCEMENT, CANCELLED, COMPLETED, NOT_REPORTED
from napeval.measures.revised_activities import REVISIONS
from napeval.measures.rows import parts_of, result_frame, share
from napeval.measures.scopes import Scope

__all__ = [
    "ADVANCEMENT", "CANCELLED", "NOT_REPORTED", "activities", "delivered_shares", "delivery", "is_due",
]  # fmt: skip

_COUNTS = (
    "activities", *reversed(ADVANCEMENT), NOT_REPORTED, "due", "due_completed", "due_not_reported", "overdue",
    "no_deadline", "early", "conflicts", "on_track", "off_track", "off_track_with_reason", "own_on_track",
    "own_off_track", "marks_differ", "donors_named",
)  # fmt: skip
_SHARES = (
    "done_of_reported", "coverage", "done_lower", "done_upper", "due_done_of_reported", "due_coverage",
    "due_done_lower", "due_done_upper", "done_of_reported_upper", "due_done_of_reported_upper",
    "completion", "completion_coverage", "completion_lower", "completion_upper",
)  # fmt: skip
_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys(_COUNTS, "Int64"), **dict.fromkeys(_SHARES, "float64"),
    "trace": "str",
}  # fmt: skip
_OWN_TABLES = {
    "institution": "plan/responsibilities", "lead_basis": "plan/responsibilities",
    "funding_source": "plan/budget", "funding_class": "plan/budget",
}  # fmt: skip


def delivery(cycle: Cycle, activities: pd.DataFrame) -> pd.DataFrame:
    """How much of the plan was carried out, and within what bounds that is known.

    activities: the frame of activities(). Returns one row per scope (plan, pillar, strategic, specific,
    institution by lead, funding_source, funding_class, lead_basis; see activities_by_scope), with counts by
    status and the shares (0-1):
    - done_of_reported: completed of those reported; done_of_reported_upper: with everything that some report
      calls completed; coverage: reported of all
    - done_lower, done_upper: completed of all, if nothing and if everything unreported was completed, and
      everything that some report calls completed
    - due_...: the same among the activities that are due; no_deadline: activities of which that is not known
    - early: completed before due. conflicts: activities whose last reports contradict each other
    - on_track, off_track: by the computed track; off_track_with_reason: of the latter those with a reason;
      own_on_track, own_off_track: by the institutions' own mark, where they agree; marks_differ: activities
      where the two differ. donors_named: activities whose last reports name donors
    - completion: mean share done over the activities of which it is known; completion_coverage: these, of
      all; completion_lower, completion_upper: the mean over all, with what is not known at 0 and at 1.
    A share of nothing is missing; the bounds of what nobody reported on are 0 and 1.
    """
    return result_frame(
        (
            {"scope": scope[0], "scope_id": scope[1], **_delivered(scope, rows)}
            for scope, rows in activities_by_scope(cycle, activities).items()
        ),
        _DTYPES,
    )


def delivered_shares(rows: pd.DataFrame, prefix: str = "") -> dict[str, float]:
    """What was done of these activities: of those reported (with its upper end), and within bounds of all.

    rows: of the frame of activities(). prefix: stands before the names done_of_reported,
    done_of_reported_upper, coverage, done_lower and done_upper.
    """
    done, everything = int((rows["status"] == COMPLETED).sum()), len(rows)
    possible = int((rows["status_high"] == COMPLETED).sum())
    unreported = int((rows["status"] == NOT_REPORTED).sum())
    reported = everything - unreported
    return {
        f"{prefix}done_of_reported": share(done, reported),
        f"{prefix}done_of_reported_upper": share(possible, reported),
        f"{prefix}coverage": share(reported, everything),
        f"{prefix}done_lower": share(done, everything),
        f"{prefix}done_upper": share(possible + unreported, everything),
    }


def _delivered(scope: Scope, rows: pd.DataFrame) -> dict[str, object]:
    due = rows[rows["due"].fillna(False)]
    off_track = rows["track"] == "off_track"
    tables = ["plan/activities", REVISIONS, PROGRESS]
    tables += [_OWN_TABLES[scope[0]]] if scope[0] in _OWN_TABLES else []
    return {
        "activities": len(rows),
        **{status: int((rows["status"] == status).sum()) for status in (*ADVANCEMENT, NOT_REPORTED)},
        "due": len(due),
        "due_completed": int((due["status"] == COMPLETED).sum()),
        "due_not_reported": int((due["status"] == NOT_REPORTED).sum()),
        "no_deadline": int(rows["due"].isna().sum()),
        "conflicts": int(rows["conflict"].sum()),
        **{flag: int(rows[flag].fillna(False).sum()) for flag in _FLAGS},
        "on_track": int((rows["track"] == "on_track").sum()),
        "off_track": int(off_track.sum()),
        "off_track_with_reason": int((off_track & rows["reason_stated"].fillna(False)).sum()),
        "own_on_track": int((rows["own_mark"] == "on_track").sum()),
        "own_off_track": int((rows["own_mark"] == "off_track").sum()),
        **delivered_shares(rows),
        **delivered_shares(due, "due_"),
        **dict(_completion(rows)),
        "trace": every_row("plan/activities") if rows.empty else parts_of(join_traces(rows["trace"]), tables),
    }


_FLAGS = ("overdue", "early", "marks_differ", "donors_named")


def _completion(rows: pd.DataFrame) -> Iterator[tuple[str, float | None]]:
    """The mean share done: of what is known, and of all with the rest at worst and at best."""
    stated = [
        (Fraction(0), Fraction(1)) if pd.isna(low) else (plainest_ratio(low), plainest_ratio(high))
        for low, high in zip(rows["completion_low"], rows["completion_high"], strict=True)
    ]
    known = [low for low, high in stated if low == high]
    yield "completion", _mean(known)
    yield "completion_coverage", share(len(known), len(rows))
    yield "completion_lower", _mean([low for low, _ in stated])
    yield "completion_upper", _mean([high for _, high in stated])


def _mean(shares: list[Fraction]) -> float | None:
    return as_float(sum(shares, Fraction(0)) / len(shares)) if shares else None

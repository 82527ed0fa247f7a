"""Delivery: how far the activities of the plan have come, and how much of that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import every_row, join_traces
from napeval.measures.last_reports import PROGRESS, last_reports, reports_until
from napeval.measures.revised_activities import AS_ADOPTED, REVISIONS, revised_activities
from napeval.measures.rows import parts_of, result_frame, share, total, traces_by
from napeval.measures.scopes import NOT_NAMED, Scope, rows_by_scope

NOT_REPORTED, CANCELLED = "not_reported", "cancelled"
ADVANCEMENT = ("cancelled", "not_started", "delayed", "ongoing", "partly_completed", "completed")
"""Reported statuses, least advanced first."""

_ACTIVITY_DTYPES = {
    "activity_id": "str", "objective_id": "str", "pillar": "str", "status": "str", "due": "boolean",
    "overdue": "boolean", "end": "str", "lead": "str", "lead_basis": "str", "supporting": "Int64",
    "amount": "float64", "amount_derived": "float64", "has_amount": "boolean", "reports": "Int64",
    "conflict": "boolean", "status_high": "str", "trace": "str",
}  # fmt: skip

_COUNTS = (
    "activities", *reversed(ADVANCEMENT), NOT_REPORTED, "due", "due_completed", "due_not_reported", "overdue",
    "no_deadline",
)  # fmt: skip
_SHARES = (
    "done_of_reported", "coverage", "done_lower", "done_upper",
    "due_done_of_reported", "due_coverage", "due_done_lower", "due_done_upper",
)  # fmt: skip
_DELIVERY_DTYPES = {
    "scope": "str", "scope_id": "str", **dict.fromkeys(_COUNTS, "Int64"), **dict.fromkeys(_SHARES, "float64"),
    "trace": "str",
}  # fmt: skip


def activities(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How far each activity had come at the cutoff, as far as it was known on as_of.

    Returns one row per activity of the plan, in its order:
    - status: of the last progress report about a period that ended by the cutoff; not_reported without one
      (never not_started). Where reports about the same last period contradict each other, conflict is true
      and the least advanced status counts, in the order of ADVANCEMENT; status_high is the most advanced.
      Without a report, an activity whose last revision known drops it is cancelled.
    - end: the deadline that the last revision known sets, else that of the plan as adopted.
      due: its last day lies at or before the cutoff; missing without a deadline.
      overdue: due, and known to be neither completed nor cancelled; missing where that is not known.
    - lead, lead_basis: institutions in the role of lead and how that is known; several joined by ;.
      supporting: number of other institutions.
    - amount, amount_derived: planned money of all years and the part derived from costing notes (currency
      of the cycle); missing without an amount. has_amount: an amount is stated, 0.00 included.
    - reports: progress reports that were taken into account, corrections counted once.
    """
    plan = cycle.table("plan/activities")
    pillars = cycle.table("plan/objectives").set_index("objective_id")["pillar"]
    progress = reports_until(cycle.table(PROGRESS), cutoff=cutoff, as_of=as_of)
    parts = {name: cycle.table(f"plan/{name}") for name in ("responsibilities", "budget")}
    traces = [traces_by("plan/activities", plan, "activity_id")]
    traces += [traces_by(f"plan/{name}", rows, "activity_id") for name, rows in parts.items()]
    traces.append(traces_by(PROGRESS, progress, "activity_id"))
    roles, money = (_by_activity(rows) for rows in parts.values())
    last, reports = last_reports(progress), progress["activity_id"].value_counts()
    revised = revised_activities(cycle.table(REVISIONS), as_of=as_of)
    rows = []
    for activity, objective, adopted in zip(
        plan["activity_id"], plan["objective_id"], plan["end"], strict=True
    ):
        revision = revised.get(activity, AS_ADOPTED)
        end = revision.end or adopted
        count = int(reports.get(activity, 0))
        rows.append(
            {
                "activity_id": activity,
                "objective_id": objective,
                "pillar": pillars.get(objective),
                "end": end,
                **_status(last.get(activity), reports=count, dropped=revision.dropped),
                **_roles(roles.get(activity, parts["responsibilities"].iloc[:0])),
                **_money(money.get(activity, parts["budget"].iloc[:0])),
                "due": is_due(end, cutoff),
                "trace": join_traces([*(found.get(activity, "") for found in traces), revision.trace]),
            }
        )
    frame = result_frame(rows, _ACTIVITY_DTYPES)
    frame["overdue"] = frame["due"] & _open(frame["status"])
    return frame


def delivery(cycle: Cycle, activities: pd.DataFrame) -> pd.DataFrame:
    """How much of the plan was carried out, and within what bounds that is known.

    activities: the frame of activities(). Returns one row per scope (plan, pillar, strategic, specific, and
    institution by lead; an activity with several leads counts with each of them, one without any under
    not_named), with counts by status and the shares (0-1):
    - done_of_reported: completed of those reported; coverage: reported of all
    - done_lower, done_upper: completed of all, if nothing and if everything unreported was completed, and
      everything that some report calls completed
    - due_...: the same among the activities that are due; no_deadline: activities of which that is not known.
    A share of nothing is missing.
    """
    scopes = {**rows_by_scope(activities, cycle.table("plan/objectives")), **_by_lead(activities)}
    return result_frame(
        (
            {"scope": scope[0], "scope_id": scope[1], **_delivered(scope, rows)}
            for scope, rows in scopes.items()
        ),
        _DELIVERY_DTYPES,
    )


def is_due(end: object, cutoff: date) -> bool | None:
    """Whether a deadline has passed: its last day lies at or before the cutoff. None without a deadline."""
    return parse_period(end).end <= cutoff if isinstance(end, str) else None


def _by_activity(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(activity): found for activity, found in rows.groupby("activity_id", sort=False)}


def _status(last: pd.DataFrame | None, *, reports: int, dropped: bool) -> dict[str, Any]:
    """The last known status of one activity. last: its last reports, None without any."""
    if last is None:
        status = CANCELLED if dropped else NOT_REPORTED
        return {"status": status, "reports": 0, "conflict": False, "status_high": status}
    statuses = set(last["status"])
    return {
        "status": min(statuses, key=ADVANCEMENT.index),
        "reports": reports,
        "conflict": len(statuses) > 1,
        "status_high": max(statuses, key=ADVANCEMENT.index),
    }


def _open(statuses: pd.Series) -> pd.Series:
    """Whether something is still to be done; missing where nothing was reported."""
    still_open = (~statuses.isin(["completed", "cancelled"])).astype("boolean")
    return still_open.mask(statuses == NOT_REPORTED)


def _roles(rows: pd.DataFrame) -> dict[str, Any]:
    leads = rows[rows["role"] == "lead"]
    return {
        "lead": ";".join(leads["institution"]) or None,
        "lead_basis": ";".join(dict.fromkeys(leads["basis"])) or None,
        "supporting": int((rows["role"] == "support").sum()),
    }


def _money(rows: pd.DataFrame) -> dict[str, Any]:
    amount = total(rows["amount"])
    derived = rows["amount"].where(rows["basis"] == "derived", 0.0)
    return {"amount": amount, "amount_derived": total(derived), "has_amount": not rows.empty}


def _by_lead(activities: pd.DataFrame) -> dict[Scope, pd.DataFrame]:
    """The activities of each leading institution, in order of code; those without one last."""
    leads = activities["lead"].map(split_list)
    codes = sorted({code for listed in leads for code in listed})
    scopes: dict[Scope, pd.DataFrame] = {
        ("institution", code): activities[[code in listed for listed in leads]] for code in codes
    }
    without = activities[[not listed for listed in leads]]
    return scopes if without.empty else {**scopes, ("institution", NOT_NAMED): without}


def _delivered(scope: Scope, rows: pd.DataFrame) -> dict[str, object]:
    due = rows[rows["due"].fillna(False)]
    counts = {status: int((rows["status"] == status).sum()) for status in (*ADVANCEMENT, NOT_REPORTED)}
    tables = ["plan/activities", REVISIONS, PROGRESS]
    tables += ["plan/responsibilities"] if scope[0] == "institution" else []
    return {
        "activities": len(rows),
        **counts,
        "due": len(due),
        "due_completed": int((due["status"] == "completed").sum()),
        "due_not_reported": int((due["status"] == NOT_REPORTED).sum()),
        "overdue": int(rows["overdue"].fillna(False).sum()),
        "no_deadline": int(rows["due"].isna().sum()),
        **dict(_bounds("", rows)),
        **dict(_bounds("due_", due)),
        "trace": every_row("plan/activities") if rows.empty else parts_of(join_traces(rows["trace"]), tables),
    }


def _bounds(prefix: str, rows: pd.DataFrame) -> Iterator[tuple[str, float]]:
    """What was done, of those reported and within bounds of all."""
    done, everything = int((rows["status"] == "completed").sum()), len(rows)
    unreported = int((rows["status"] == NOT_REPORTED).sum())
    reported = everything - unreported
    yield f"{prefix}done_of_reported", share(done, reported)
    yield f"{prefix}coverage", share(reported, everything)
    yield f"{prefix}done_lower", share(done, everything)
    possible = int((rows["status_high"] == "completed").sum())
    yield f"{prefix}done_upper", share(possible + unreported, everything)

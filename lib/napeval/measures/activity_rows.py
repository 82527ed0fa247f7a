"""The activities of the plan, one by one: how each stood at the cutoff, whose it is, what it may cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.identifiers import split_list
from napeval.cycle.periods import parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.exact import as_float
from napeval.measures.last_words import CANCELLED, COMPLETED, NOT_REPORTED, NOT_STARTED, SILENT, LastWord
from napeval.measures.last_words import last_words as words_of
from napeval.measures.revised_activities import (
    AS_ADOPTED,
    REVISIONS,
    Revised,
    activities_in_plan,
    revised_activities,
)
from napeval.measures.revised_money import revised_budget
from napeval.measures.rows import result_frame, total, traces_by

_DTYPES = {
    "activity_id": "str", "objective_id": "str", "pillar": "str", "status": "str", "due": "boolean",
    "overdue": "boolean", "end": "str", "lead": "str", "lead_basis": "str", "supporting": "Int64",
    "amount": "float64", "amount_derived": "float64", "has_amount": "boolean", "reports": "Int64",
    "conflict": "boolean", "status_high": "str", "plan_state": "str", "end_adopted": "str",
    "amount_revised": "float64", "early": "boolean", "completion_low": "float64",
    "completion_high": "float64", "track": "str", "own_mark": "str", "marks_differ": "boolean",
    "reason_stated": "boolean", "donors_named": "boolean", "funded_by": "str", "trace": "str",
}  # fmt: skip

ON_TRACK, OFF_TRACK, UNKNOWN = "on_track", "off_track", "unknown"


def activities(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """How far each activity had come at the cutoff, as far as it was known on as_of.

    Returns one row per activity that stood in the plan on as_of, in its order:
    - status: of the last progress report about a period that ended by the cutoff; not_reported without one
      (never not_started). Where reports about the same last period contradict each other, conflict is true
      and the least advanced status counts, in the order of ADVANCEMENT; status_high is the most advanced.
      Without a report, an activity whose last revision known drops it is cancelled.
    - plan_state: adopted, added (by a revision) or dropped (by the last).
    - end: the deadline that the last revision known sets, else that of the plan as adopted (end_adopted).
      due: its last day lies at or before the cutoff; missing without a deadline.
      overdue: due, and known to be neither completed nor cancelled; missing where that is not known.
      early: known to be completed before it was due; missing where that is not known.
    - completion_low, completion_high: the share done (0-1) as the last reports say, 1 for a completed and 0
      for a not started activity of which they say no share; missing where they do not say.
    - track: off_track where the activity is cancelled, delayed, overdue, or not started though the period of
      its planned start has passed; on_track where it is completed, or not due and nothing of that kind;
      else unknown. own_mark: the institutions' own mark; marks_differ: the one is not the other (missing
      where either is not known or reporters differ).
    - reason_stated: some last report, or a revision that postpones or drops it, gives a reason; donors_named:
      some last report names donors. Missing without a report.
    - lead, lead_basis: institutions in the role of lead and how that is known; several joined by ;.
      supporting: number of other institutions. funded_by: sources named for it or its amounts, joined by ;.
    - amount, amount_derived: planned money of all years as adopted, and the part derived from costing notes
      (currency of the cycle); missing without an amount. has_amount: an amount is stated, 0.00 included.
      amount_revised: planned money as the revisions known have it.
    - reports: progress reports that were taken into account, corrections counted once.
    """
    plan = activities_in_plan(cycle, as_of=as_of)
    pillars = cycle.table("plan/objectives").set_index("objective_id")["pillar"]
    parts = {name: cycle.table(f"plan/{name}") for name in ("responsibilities", "budget")}
    traces = [traces_by("plan/activities", plan, "activity_id")]
    traces += [traces_by(f"plan/{name}", rows, "activity_id") for name, rows in parts.items()]
    roles, money = (_by_activity(rows) for rows in parts.values())
    revised_money = _by_activity(revised_budget(cycle, as_of=as_of))
    words = words_of(cycle, cutoff=cutoff, as_of=as_of)
    revised = revised_activities(cycle.table(REVISIONS), as_of=as_of)
    rows = []
    for activity in plan.itertuples(index=False):
        name = activity.activity_id
        word, revision = words.get(name, SILENT), revised.get(name, AS_ADOPTED)
        own_money = money.get(name, parts["budget"].iloc[:0])
        as_revised = revised_money.get(name)
        rows.append(
            {
                "activity_id": name,
                "objective_id": activity.objective_id,
                "pillar": pillars.get(activity.objective_id),
                **_roles(roles.get(name, parts["responsibilities"].iloc[:0])),
                **_money(own_money),
                "amount_revised": None if as_revised is None else total(as_revised["amount"]),
                "funded_by": _funded_by(activity.funding_sources, own_money),
                **_state(word, revision, activity, cutoff),
                "trace": join_traces(
                    [
                        *(found.get(name, "") for found in traces),
                        word.trace,
                        revision.trace,
                        *(() if as_revised is None else as_revised["trace"]),
                    ]
                ),
            }
        )
    return result_frame(rows, _DTYPES)


def is_due(end: object, cutoff: date) -> bool | None:
    """Whether a deadline has passed: its last day lies at or before the cutoff. None without a deadline."""
    return parse_period(end).end <= cutoff if isinstance(end, str) else None


def status_of(word: LastWord, *, dropped: bool) -> str:
    """The status that counts: as reported, else cancelled for what the plan has dropped."""
    return CANCELLED if dropped and word.status == NOT_REPORTED else word.status


def _state(word: LastWord, revision: Revised, activity: Any, cutoff: date) -> dict[str, Any]:
    status = status_of(word, dropped=revision.dropped)
    end = revision.end or activity.end
    due = is_due(end, cutoff)
    overdue = _both(due, None if status == NOT_REPORTED else status not in (COMPLETED, CANCELLED))
    completed = None if status == NOT_REPORTED else status == COMPLETED
    track = _track(status, due=due, overdue=overdue, start=activity.start, cutoff=cutoff)
    low, high = word.completion or (None, None)
    return {
        "status": status,
        "status_high": word.status_high if word.rows is not None else status,
        "reports": word.reports,
        "conflict": word.conflict,
        "plan_state": revision.plan_state,
        "end": end,
        "end_adopted": activity.end,
        "due": due,
        "overdue": overdue,
        "early": _both(None if due is None else not due, completed),
        "completion_low": as_float(low),
        "completion_high": as_float(high),
        "track": track,
        "own_mark": word.own_mark,
        "marks_differ": _differ(track, word.own_mark),
        "reason_stated": True if revision.reason_stated else word.reason_stated,
        "donors_named": word.donors_named,
    }


def _both(one: bool | None, other: bool | None) -> bool | None:
    """Whether both hold; not known where one is not known and the other does not settle it."""
    if one is False or other is False:
        return False
    return True if one and other else None


def _track(status: str, *, due: bool | None, overdue: bool | None, start: object, cutoff: date) -> str:
    if status == COMPLETED:
        return ON_TRACK
    if status in (CANCELLED, "delayed") or overdue:
        return OFF_TRACK
    if status == NOT_REPORTED:
        return UNKNOWN
    if status == NOT_STARTED:
        passed = is_due(start, cutoff)
        return UNKNOWN if passed is None else OFF_TRACK if passed else ON_TRACK
    return UNKNOWN if due is None else ON_TRACK


def _differ(track: str, own_mark: str | None) -> bool | None:
    return own_mark != track if own_mark in (ON_TRACK, OFF_TRACK) and track != UNKNOWN else None


def _by_activity(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(activity): found for activity, found in rows.groupby("activity_id", sort=False)}


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


def _funded_by(named: object, money: pd.DataFrame) -> str | None:
    cells = [named, *money["funding_source"]]
    return ";".join(dict.fromkeys(code for cell in cells for code in split_list(cell))) or None

"""Risks: how each risk and assumption of the plan stands by what was last said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.rows import known_rows, result_frame, row_traces, with_traces
from napeval.measures.voices import text_of

RISKS, UPDATES = "plan/risks", "monitoring/risk_updates"
_OWN = ("risk_id", "objective_id", "kind", "likelihood", "effect", "owner")
_DTYPES = {
    **dict.fromkeys(_OWN, "str"), "mitigation_stated": "boolean", "updates": "Int64", "status": "str",
    "status_before": "str", "period": "str", "updated_in_period": "boolean", "action": "str",
    "escalated_to": "str", "trace": "str",
}  # fmt: skip


def risks(cycle: Cycle, *, cutoff: date, as_of: date, period: Period | None = None) -> pd.DataFrame:
    """How does each risk and assumption of the plan stand at the cutoff, as known on as_of?

    Returns one row per row of plan/risks, in its order, with objective_id (missing for the whole plan), kind,
    likelihood, effect and owner as the plan states them, and:
    - mitigation_stated: the plan says what is done about it.
    - updates: number of updates known about periods that ended by the cutoff, corrections counted once.
    - status (open, occurred, mitigated, closed), action, escalated_to: of the update about the period that
      ended last, and of several such the one recorded last; period: what it is about. Missing without an
      update: of a risk nobody reported on nothing is known, not that it is open.
    - status_before: the status by the updates about periods that ended before the report's period began;
      updated_in_period: some update is about a period that ended in it. Both missing without a period.
    """
    updates = _updates_until(cycle, cutoff=cutoff, as_of=as_of)
    plan = with_traces(RISKS, cycle.table(RISKS))
    return result_frame(
        (
            {
                **{name: risk[name] for name in _OWN},
                "mitigation_stated": bool(text_of(risk["mitigation"])),
                **_state(updates[updates["risk_id"] == risk["risk_id"]], period, risk["trace"]),
            }
            for _, risk in plan.iterrows()
        ),
        _DTYPES,
    )


def _updates_until(cycle: Cycle, *, cutoff: date, as_of: date) -> pd.DataFrame:
    """The updates known about periods that ended by the cutoff, the last word last; ends: their last days."""
    known = known_rows(UPDATES, cycle.table(UPDATES), as_of)
    ends = pd.Series([parse_period(text).end for text in known["period"]], index=known.index, dtype="object")
    known = known.assign(ends=ends, trace=row_traces(UPDATES, known))
    return known[ends.map(lambda end: end <= cutoff).astype(bool)].sort_values(
        ["ends", "recorded_on"], kind="stable"
    )


def _state(updates: pd.DataFrame, period: Period | None, trace: str) -> dict[str, Any]:
    found = {"updates": len(updates), "trace": join_traces([trace, *updates["trace"]])}
    last = updates.tail(1).to_dict("records")
    for update in last:
        found |= {name: update[name] for name in ("status", "period", "action", "escalated_to")}
    if period is not None:
        before = updates[updates["ends"].map(lambda end: end < period.start).astype(bool)]
        found["updated_in_period"] = len(before) < len(updates)
        found["status_before"] = before["status"].iloc[-1] if len(before) else None
    return found

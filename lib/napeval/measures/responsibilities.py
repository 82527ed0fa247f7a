"""Responsibilities: who leads and who supports, and how that is known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.rows import parts_of, result_frame, row_trace, total

_DTYPES = {
    "institution": "str", "kind": "str", "lead": "Int64", "lead_stated": "Int64", "lead_inferred": "Int64",
    "support": "Int64", "activities": "Int64", "amount_led": "float64", "reported": "Int64", "trace": "str",
}  # fmt: skip


def responsibilities(cycle: Cycle, activities: pd.DataFrame) -> pd.DataFrame:
    """What each institution of the plan has to do.

    activities: the frame of delivery.activities(). Returns one row per institution, also for those without a
    role (counts 0):
    - lead, support: activities in that role; lead_stated: leads that the plan names as such; lead_inferred:
      leads taken from the order of its list. activities: distinct activities in any role.
    - amount_led: planned money of the activities led (currency of the cycle); missing where none has any.
    - reported: activities led of which a progress report is known.
    """
    institutions = cycle.table("plan/institutions")
    roles = cycle.table("plan/responsibilities")
    return result_frame(
        (
            _institution_row(code, kind, institutions, roles[roles["institution"] == code], activities)
            for code, kind in zip(institutions["institution"], institutions["kind"], strict=True)
        ),
        _DTYPES,
    )


def _institution_row(
    code: str, kind: object, institutions: pd.DataFrame, roles: pd.DataFrame, activities: pd.DataFrame
) -> dict[str, Any]:
    leads = roles[roles["role"] == "lead"]
    stated = int((leads["basis"] == "stated").sum())
    led = activities[activities["activity_id"].isin(leads["activity_id"])]
    traces = [row_trace("plan/institutions", institutions[institutions["institution"] == code])]
    traces += [row_trace("plan/responsibilities", roles)] if len(roles) else []
    traces += [parts_of(trace, ["plan/budget", "monitoring/progress"]) for trace in led["trace"]]
    return {
        "institution": code,
        "kind": kind,
        "lead": len(leads),
        "lead_stated": stated,
        "lead_inferred": len(leads) - stated,
        "support": int((roles["role"] == "support").sum()),
        "activities": roles["activity_id"].nunique(),
        "amount_led": total(led["amount"].dropna()),
        "reported": int((led["reports"] > 0).sum()),
        "trace": join_traces(traces),
    }

"""Responsibilities: who leads and who supports, and how that is known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.delivery import delivered_shares
from napeval.measures.institution_load import institution_load
from napeval.measures.last_words import COMPLETED, NOT_REPORTED
from napeval.measures.revised_activities import REVISIONS
from napeval.measures.rows import parts_of, result_frame, row_trace, total

_COUNTS = ("due", "completed", "overdue", "not_reported")
_SHARES = ("done_of_reported", "done_of_reported_upper", "coverage", "done_lower", "done_upper")
_DTYPES = {
    "institution": "str", "kind": "str", "lead": "Int64", "lead_stated": "Int64", "lead_inferred": "Int64",
    "support": "Int64", "activities": "Int64", "amount_led": "float64", "reported": "Int64",
    "amount_led_revised": "float64", "amount_supported": "float64",
    **{f"{role}_{name}": "Int64" for role in ("lead", "support") for name in _COUNTS},
    **{f"{role}_{name}": "float64" for role in ("lead", "support") for name in _SHARES},
    "peak_period": "str", "peak_low": "Int64", "peak_high": "Int64", "trace": "str",
}  # fmt: skip


def responsibilities(cycle: Cycle, activities: pd.DataFrame) -> pd.DataFrame:
    """What each institution of the plan has to do.

    activities: the frame of delivery.activities(). Returns one row per institution, also for those without a
    role (counts 0):
    - lead, support: activities in that role; lead_stated: leads that the plan names as such; lead_inferred:
      leads taken from the order of its list. activities: distinct activities in any role.
    - amount_led: planned money of the activities led as adopted (currency of the cycle); amount_led_revised,
      amount_supported: of those led and supported as the revisions known have it; missing where none has any.
    - reported: activities led of which a progress report is known.
    - lead_..., support_...: of the activities in that role those due, completed, overdue and not reported,
      and shares (0-1) as in delivery(): done_of_reported, its upper end, coverage, done_lower, done_upper.
    - peak_period: the half-year in which it leads the most activities at once by their planned times, the
      first of several; peak_low, peak_high: how many are certain and possible then (see institution_load).
    """
    institutions = cycle.table("plan/institutions")
    roles = cycle.table("plan/responsibilities")
    roles = roles[roles["activity_id"].isin(activities["activity_id"])]
    load = institution_load(cycle, activities)
    return result_frame(
        (
            {
                **_institution_row(code, kind, institutions, roles[roles["institution"] == code], activities),
                **_peak(load[load["institution"] == code]),
            }
            for code, kind in zip(institutions["institution"], institutions["kind"], strict=True)
        ),
        _DTYPES,
    )


def _institution_row(
    code: str, kind: object, institutions: pd.DataFrame, roles: pd.DataFrame, activities: pd.DataFrame
) -> dict[str, Any]:
    leads = roles[roles["role"] == "lead"]
    supports = roles[roles["role"] == "support"]
    stated = int((leads["basis"] == "stated").sum())
    led, supported = (
        activities[activities["activity_id"].isin(rows["activity_id"])] for rows in (leads, supports)
    )
    traces = [row_trace("plan/institutions", institutions[institutions["institution"] == code])]
    traces += [row_trace("plan/responsibilities", roles)] if len(roles) else []
    tables = ["plan/budget", REVISIONS, "monitoring/progress"]
    traces += [parts_of(trace, tables) for rows in (led, supported) for trace in rows["trace"]]
    return {
        "institution": code,
        "kind": kind,
        "lead": len(leads),
        "lead_stated": stated,
        "lead_inferred": len(leads) - stated,
        "support": len(supports),
        "activities": roles["activity_id"].nunique(),
        "amount_led": total(led["amount"].dropna()),
        "amount_led_revised": total(led["amount_revised"].dropna()),
        "amount_supported": total(supported["amount_revised"].dropna()),
        "reported": int((led["reports"] > 0).sum()),
        **_delivered("lead_", led),
        **_delivered("support_", supported),
        "trace": join_traces(traces),
    }


def _delivered(prefix: str, rows: pd.DataFrame) -> dict[str, Any]:
    return {
        f"{prefix}due": int(rows["due"].fillna(False).sum()),
        f"{prefix}completed": int((rows["status"] == COMPLETED).sum()),
        f"{prefix}overdue": int(rows["overdue"].fillna(False).sum()),
        f"{prefix}not_reported": int((rows["status"] == NOT_REPORTED).sum()),
        **delivered_shares(rows, prefix),
    }


def _peak(load: pd.DataFrame) -> dict[str, Any]:
    """The half-year with the most activities led, certain ones first."""
    led = load[load["lead_high"] > 0]
    if led.empty:
        return {}
    row = led.sort_values(["lead_low", "lead_high"], ascending=False, kind="stable").iloc[0]
    return {"peak_period": row["period"], "peak_low": row["lead_low"], "peak_high": row["lead_high"]}

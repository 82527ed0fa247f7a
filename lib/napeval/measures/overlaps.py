"""Overlaps: activities that the plan sets out in the same words under the same objective."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.rows import result_frame, total

SAME_OUTPUT, SAME_TITLE = "same_output", "same_title"
_KINDS = {SAME_OUTPUT: "output", SAME_TITLE: "title"}
_DTYPES = {
    "kind": "str", "first_activity": "str", "objective_id": "str", "activities": "Int64",
    "activity_ids": "str", "same_institutions": "boolean", "same_lead": "boolean", "same_deadline": "boolean",
    "amount": "float64", "trace": "str",
}  # fmt: skip


def overlaps(cycle: Cycle, activities: pd.DataFrame) -> pd.DataFrame:
    """Which activities of one objective promise the same output, or bear the same title, word for word.

    activities: the frame of activities(); those dropped do not count. Returns one row per group, by kind
    (same_output, same_title: the same in every language they are given in, spaces aside) and first activity:
    activities; activity_ids joined by semicolons; same_institutions: the same institutions in the same roles,
    same_lead: the same leads, same_deadline: the same deadline (missing where one has none); amount: their
    money as the revisions known have it. Only what is exactly the same is found: what is alike in sense is
    for people to see.
    """
    standing = activities[activities["plan_state"] != "dropped"]
    roles = cycle.table("plan/responsibilities")
    carriers = {
        str(activity): frozenset(zip(rows["institution"], rows["role"], strict=True))
        for activity, rows in roles.groupby("activity_id", sort=False)
    }
    plan = cycle.table("plan/activities").set_index("activity_id")
    rows = []
    for kind, column in _KINDS.items():
        groups: dict[tuple[str, ...], list[str]] = {}
        for activity, objective in zip(standing["activity_id"], standing["objective_id"], strict=True):
            words = _words(plan.loc[activity], column)
            if any(words):
                groups.setdefault((objective, *words), []).append(activity)
        for (objective, *_), found in groups.items():
            if len(found) > 1:
                own = standing[standing["activity_id"].isin(found)]
                rows.append({"kind": kind, "objective_id": objective, **_group(own, found, carriers)})
    return result_frame(rows, _DTYPES)


def _words(activity: pd.Series, column: str) -> tuple[str, ...]:
    cells = (activity[f"{column}_{language}"] for language in ("sq", "en", "sr"))
    return tuple(" ".join(cell.split()) if isinstance(cell, str) else "" for cell in cells)


def _group(
    rows: pd.DataFrame, names: list[str], carriers: dict[str, frozenset[tuple[str, str]]]
) -> dict[str, object]:
    roles = [carriers.get(name, frozenset()) for name in names]
    leads = [frozenset(one for one, role in own if role == "lead") for own in roles]
    return {
        "first_activity": names[0],
        "activities": len(names),
        "activity_ids": ";".join(names),
        "same_institutions": _same(roles),
        "same_lead": _same(leads),
        "same_deadline": None if rows["end"].isna().any() else rows["end"].nunique() == 1,
        "amount": total(rows["amount_revised"].dropna()),
        "trace": join_traces(_rows_of(rows)),
    }


def _same(found: list[frozenset[tuple[str, str]]] | list[frozenset[str]]) -> bool | None:
    """Whether all are the same; not known where one names nobody."""
    return len(set(found)) == 1 if all(found) else None


def _rows_of(rows: pd.DataFrame) -> Iterator[str]:
    tables = ("plan/activities#", "plan/responsibilities#", "plan/budget#", "plan/revisions#")
    for trace in rows["trace"]:
        yield from (part for part in trace.split(";") if part.startswith(tables))

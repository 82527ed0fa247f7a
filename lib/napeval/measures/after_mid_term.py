"""After mid-term: how the states of indicators and activities shifted, and how much is known to last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from napeval.cycle.trace import every_row
from napeval.measures.delivery import ADVANCEMENT, NOT_REPORTED
from napeval.measures.lasting import MILESTONE, VALUE
from napeval.measures.path import STATUSES
from napeval.measures.rollup import EVERY_LEVEL
from napeval.measures.rows import result_frame

INDICATORS, ACTIVITIES = "indicators", "activities"
ACTIVITY_STATES = (*reversed(ADVANCEMENT), NOT_REPORTED)
HELD, NOT_HELD, NOT_KNOWN = "held", "not_held", "not_known"
LASTED = (HELD, NOT_HELD, NOT_KNOWN)
_MADE_FROM = {
    INDICATORS: ("plan/indicators", "plan/targets", "monitoring/observations"),
    ACTIVITIES: ("plan/activities", "plan/revisions", "monitoring/progress"),
}
_SCOPES = ("plan", "strategic")
_DTYPES = {
    "scope": "str", "scope_id": "str", "kind": "str", "status": "str", "at_mid_term": "Int64",
    "now": "Int64", "trace": "str",
}  # fmt: skip
_COUNT_DTYPES = {"kind": "str", "lasted": "str", "figures": "Int64", "trace": "str"}

Counted = Mapping[str, pd.DataFrame]
"""The results tables rollup and delivery of one day."""


def since_mid_term(at_mid_term: Counted | None, now: Counted) -> pd.DataFrame:
    """How did the states of indicators and activities shift between the mid-term of the plan and now?

    at_mid_term, now: the frames of rollup() and delivery(), each of its cutoff and as known on the same day,
    so that a report that came late counts on both sides. at_mid_term: None where now is not later; then
    there are no rows. One row per scope (plan, strategic objectives), kind (indicators, activities) and
    status: how many had it at_mid_term and now (counts). Indicators of every level count, each as a whole.
    """
    rows = [] if at_mid_term is None else list(_rows(at_mid_term, now))
    return result_frame(rows, _DTYPES)


def _rows(before: Counted, now: Counted) -> Iterator[dict[str, object]]:
    for kind, table, states in (
        (INDICATORS, "rollup", STATUSES),
        (ACTIVITIES, "delivery", ACTIVITY_STATES),
    ):
        then, today = (_by_scope(tables[table]) for tables in (before, now))
        for scope, scope_id in today:
            old, new = then[scope, scope_id], today[scope, scope_id]
            for status in states:
                yield {
                    "scope": scope, "scope_id": scope_id, "kind": kind, "status": status,
                    "at_mid_term": old[status], "now": new[status],
                    "trace": ";".join(every_row(one) for one in _MADE_FROM[kind]),
                }  # fmt: skip


def _by_scope(table: pd.DataFrame) -> dict[tuple[str, str], Mapping[object, object]]:
    """The rows of the plan and of its strategic objectives; of indicators those of all levels together."""
    rows = table[table["scope"].isin(_SCOPES)]
    if "level" in rows:
        rows = rows[rows["level"] == EVERY_LEVEL]
    return {(str(row["scope"]), str(row["scope_id"])): row for row in rows.to_dict("records")}


def lasting_counts(lasting: pd.DataFrame) -> pd.DataFrame:
    """How many milestones are reached, and how many values held after the end of the cycle?

    lasting: the frame of lasting(), as its readers know it: what is hidden there is not known here.
    One row per kind (milestone, value) and answer: held (reached, kept), not_held, not_known.
    figures: how many rows of lasting (count).
    """
    rows = []
    for kind, column in ((MILESTONE, "reached"), (VALUE, "kept")):
        answers = lasting.loc[lasting["kind"] == kind, column].astype("boolean")
        held, lost = int(answers.sum()), int((~answers).sum())
        counts = {HELD: held, NOT_HELD: lost, NOT_KNOWN: len(answers) - held - lost}
        rows += [
            {"kind": kind, "lasted": answer, "figures": counts[answer], "trace": every_row("plan/indicators")}
            for answer in LASTED
        ]
    return result_frame(rows, _COUNT_DTYPES)

"""Sources and reporting: what the figures rest on, and what the plan itself says about reports."""

from __future__ import annotations

from datetime import date

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.trace import join_traces
from napeval.measures.rows import known_rows, result_frame, row_trace, traces_by

_USERS = {
    "observations": "monitoring/observations",
    "statements": "monitoring/statements",
    "recommendations": "monitoring/recommendations_received",
    "events": "monitoring/events",
}
_SOURCE_DTYPES = {
    "source_id": "str", "kind": "str", "release_status": "str", "extent_read": "str",
    **dict.fromkeys(_USERS, "Int64"), "trace": "str",
}  # fmt: skip
_REPORTING_DTYPES = {
    "report": "str", "prepared_by": "str", "finalised_by_printed": "boolean", "addressed_to": "str",
    "contact": "str", "due": "str", "due_printed": "boolean", "trace": "str",
}  # fmt: skip
_FINALISERS = ("finalised_by_sq", "finalised_by_en", "finalised_by_sr")


def sources(cycle: Cycle, *, as_of: date | None = None) -> pd.DataFrame:
    """What each source gave.

    Returns one row per source: the numbers of observations, statements, recommendations and events that name
    it, and how much of it could be read (extent_read; missing where that is not recorded).
    as_of: observations and statements recorded by then count (None: all), each correction in place of what it
    corrects.
    """
    listed = cycle.table("monitoring/sources")
    users = {name: _known(table, cycle.table(table), as_of) for name, table in _USERS.items()}
    traces = [traces_by("monitoring/sources", listed, "source_id")]
    traces += [traces_by(_USERS[name], rows, "source_id") for name, rows in users.items()]
    rows = [
        {
            **{column: row[column] for column in ("source_id", "kind", "release_status", "extent_read")},
            **{name: int((used["source_id"] == row["source_id"]).sum()) for name, used in users.items()},
            "trace": join_traces(found.get(row["source_id"], "") for found in traces),
        }
        for _, row in listed.iterrows()
    ]
    return result_frame(rows, _SOURCE_DTYPES)


def _known(table: str, rows: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    return known_rows(table, rows, as_of) if "recorded_on" in rows else rows


def reporting(cycle: Cycle) -> pd.DataFrame:
    """The reports the plan calls for.

    Returns one row per report: who prepares it and to whom it is addressed (joined by ;), the contact, the
    date by which it is due in the words of the plan (due), and whether the plan prints a date (due_printed)
    and who finalises the report (finalised_by_printed). Missing is what the plan does not say.
    """
    reports = cycle.table("plan/reporting")
    rows = [
        {
            "report": row["report"],
            **{column: row[column] for column in ("prepared_by", "addressed_to", "contact", "due")},
            "finalised_by_printed": any(isinstance(row[column], str) for column in _FINALISERS),
            "due_printed": isinstance(row["due"], str),
            "trace": row_trace("plan/reporting", reports.loc[[index]]),
        }
        for index, row in reports.iterrows()
    ]
    return result_frame(rows, _REPORTING_DTYPES)

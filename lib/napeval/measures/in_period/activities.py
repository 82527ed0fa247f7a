"""Activities in the period: what was owed and reported, what moved, what was said and spent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from napeval.cycle.cycle import Cycle
from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import join_traces
from napeval.measures.in_period.reports import ends_in, money_in, progress_in
from napeval.measures.last_words import (
    ADVANCEMENT,
    CANCELLED,
    COMPLETED,
    NOT_REPORTED,
    SILENT,
    LastWord,
    last_words,
)
from napeval.measures.reasons import joined_sources
from napeval.measures.revised_activities import DROPPED
from napeval.measures.rows import result_frame, total
from napeval.measures.spending import SPENT
from napeval.measures.voices import text_of

ADVANCED, UNCHANGED, FELL_BACK, FIRST_REPORT = "advanced", "unchanged", "fell_back", "first_report"
CHANGES = (COMPLETED, ADVANCED, UNCHANGED, FELL_BACK, FIRST_REPORT, NOT_REPORTED)
SAID = ("difficulty", "reason", "comment")
_OWN = ("activity_id", "objective_id", "pillar", "lead", "end", "status", "track")
_DTYPES = {
    "activity_id": "str", "objective_id": "str", "pillar": "str", "lead": "str", "end": "str",
    "due_in_period": "boolean", "owed": "boolean", "reported": "boolean", "status_before": "str",
    "status": "str", "change": "str", "track": "str", "conflict": "boolean", **dict.fromkeys(SAID, "str"),
    "spent": "float64", "sources": "str", "trace": "str",
}  # fmt: skip


def period_activities(cycle: Cycle, activities: pd.DataFrame, *, period: Period, as_of: date) -> pd.DataFrame:
    """What became of each activity in the period, as far as it was known on as_of?

    activities: the frame of activities() at the end of the period, as of the same day. Returns one row per
    activity of it, in its order, with its objective_id, pillar, lead, end (deadline as last revised), status
    and track at the end of the period, and:
    - due_in_period: the last day of its deadline lies in the period; missing without a deadline.
    - owed: a report on it was to be expected: it is not dropped, was not known to be completed or cancelled
      before the period, and its planned start, where it has one, is not after the period.
    - reported: a report about a period that ended in this one is known.
    - status_before: by the last reports about periods that ended before this one; not_reported without any.
    - change, from status_before to status where it was reported: completed (it was not called so before),
      advanced, unchanged, fell_back (in the order of ADVANCEMENT, so to cancelled too), first_report (nothing
      was known before, and it is not completed), or not_reported. Where reporters contradict each other the
      least advanced status counts; conflict: they do so before the period or at its end.
    - difficulty, reason, comment: what the reports of the period say, word for word, different words joined
      by "; "; sources: those of the reports, missing where one names none.
    - spent: money reported as spent for periods that lie in this one (currency of the cycle; see
      counted_money); missing where nothing was reported, never zero.
    """
    before = last_words(cycle, cutoff=period.start - timedelta(days=1), as_of=as_of)
    at_end = last_words(cycle, cutoff=period.end, as_of=as_of)
    reports = _by_activity(progress_in(cycle, period, as_of=as_of))
    money = money_in(cycle, period, as_of=as_of)
    spending = _by_activity(money[money["stage"] == SPENT])
    starts = cycle.table("plan/activities").set_index("activity_id")["start"]
    rows = []
    for activity in activities.to_dict("records"):
        name = activity["activity_id"]
        words = before.get(name, SILENT), at_end.get(name, SILENT)
        said = reports.get(name)
        spent = spending.get(name)
        rows.append(
            {
                **{column: activity[column] for column in _OWN},
                **_states(words, period, activity=activity, start=starts[name]),
                **({} if said is None else _said(said)),
                "spent": None if spent is None else total(spent["amount"]),
                "trace": join_traces([activity["trace"], *(() if spent is None else spent["trace"])]),
            }
        )
    frame = result_frame(rows, _DTYPES)
    return frame.assign(due_in_period=_due_in(frame["end"], period))


def _states(
    words: tuple[LastWord, LastWord], period: Period, *, activity: dict[Any, Any], start: object
) -> dict[str, object]:
    before, now = words
    reported = now.until is not None and now.until >= period.start
    return {
        "owed": _owed(before, period, dropped=activity["plan_state"] == DROPPED, start=start),
        "reported": reported,
        "status_before": before.status,
        "change": _change(before.status, now.status) if reported else NOT_REPORTED,
        "conflict": before.conflict or now.conflict,
    }


def _owed(before: LastWord, period: Period, *, dropped: bool, start: object) -> bool:
    begins_later = isinstance(start, str) and parse_period(start).start > period.end
    settled = before.status in (COMPLETED, CANCELLED) and not before.conflict
    return not (dropped or begins_later or settled)


def _change(before: str, now: str) -> str:
    if now == COMPLETED != before:
        return COMPLETED
    if before == NOT_REPORTED:
        return FIRST_REPORT
    step = ADVANCEMENT.index(now) - ADVANCEMENT.index(before)
    return ADVANCED if step > 0 else FELL_BACK if step < 0 else UNCHANGED


def _said(reports: pd.DataFrame) -> dict[str, str | None]:
    found = {
        name: "; ".join(dict.fromkeys(text for cell in reports[name] if (text := text_of(cell)))) or None
        for name in SAID
    }
    return {**found, "sources": joined_sources(reports.assign(sources=reports["source_id"]))}


def _due_in(ends: pd.Series, period: Period) -> pd.Series:
    """Whether each deadline lies in the period; missing without one."""
    last_days = ends.map(lambda end: parse_period(end).end if isinstance(end, str) else None)
    return ends_in(last_days, period).astype("boolean").mask(ends.isna())


def _by_activity(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(activity): found for activity, found in rows.groupby("activity_id", sort=False)}

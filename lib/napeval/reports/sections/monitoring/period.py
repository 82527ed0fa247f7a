"""The period of a monitoring report: its name, the one after it, and the whole plan's row for it."""

from __future__ import annotations

from datetime import date, timedelta

from napeval.cycle.periods import Period, parse_period
from napeval.display.blocks import Text
from napeval.release import Row
from napeval.reports.report import Report
from napeval.reports.sections.parts import is_above_zero


def period_of(r: Report) -> Period:
    """The period that the report is about. Raises ValueError in a report that has none."""
    if r.period is None:
        raise ValueError(f"evaluation {r.evaluation.name} is not about one period")
    return r.period


def period_name(r: Report) -> Text:
    """The period as a reader would call it, with the names of its months in full."""
    return r.quoted(r.language.period(str(r.evaluation.settings["period"]), full=True))


def next_period(r: Report) -> Period:
    """The period of the same length that follows."""
    now = period_of(r)
    start = now.end + timedelta(days=1)
    months = start.year * 12 + start.month - 1 + now.months
    return Period(start, date(months // 12, months % 12 + 1, 1) - timedelta(days=1))


def touches(period: Period, text: str) -> bool:
    """Whether a period written in the data shares a day with this one."""
    other = parse_period(text)
    return period.start <= other.end and other.start <= period.end


def plan_delivery(r: Report) -> Row:
    """How the activities of the whole plan went in the period."""
    return r.released["period_delivery"].row("plan", "plan")


def plan_movement(r: Report) -> Row:
    """How the indicators of the whole plan moved in the period."""
    return r.released["period_movement"].row("plan", "plan")


def activities_reported(r: Report) -> bool:
    """Whether a report on any activity is on record for the period."""
    return is_above_zero(plan_delivery(r)["reported"])


def indicators_measured(r: Report) -> bool:
    """Whether any indicator of the plan has a value for the period."""
    return is_above_zero(plan_movement(r)["measured_in_period"])

"""Of what time the figures of a table or figure are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from napeval.cycle.periods import Period, parse_period
from napeval.cycle.trace import EVERY_ROW, key_parts
from napeval.display.blocks import Run, Text
from napeval.display.languages import Language
from napeval.reports.standing.shown import Shown
from napeval.reports.standing.sources import OBSERVATIONS

_BY_YEAR = frozenset(
    {
        "series", "series_values", "part_sums", "trends", "trend_families", "composition", "rates",
        "outlook", "planned_path", "achievement_years", "lasting",
    }
)  # fmt: skip
"""Results tables whose figures are of the years that they name or were made from."""
_OF_THE_PLAN = frozenset(
    {
        "profile", "evaluability", "results", "pillar_coverage", "result_chain", "smart", "mends",
        "objective_profile", "checklist_coverage", "gap_counts", "overlaps", "institution_load", "reporting",
        "responsibilities", "budget", "budget_checks", "funding", "funding_shares", "secured_money",
    }
)  # fmt: skip
"""Results tables that say what the plan holds, as far as they were made from the plan alone."""
_OF_THE_REPORT = frozenset(
    {
        "period_delivery", "period_activities", "period_indicators", "period_movement", "period_spending",
        "result_progress",
    }
)  # fmt: skip
"""Results tables about the period of a monitoring report."""
_BY_PERIOD = frozenset({"reporting_completeness", "expenditure_periods"})
"""Results tables with a row for every period."""
_PERIOD_PART = 1
"""Place of the period in the key of an observation."""


@dataclass(frozen=True)
class Times:
    """The times a report is about: the plan's, up to where it is judged, and its own where it has one."""

    start: date
    end: date
    cutoff: date
    report: Period | None = None


def period_words(shown: Shown, language: Language, times: Times) -> Text:
    """The time of what is shown.

    It is the report's own, the years of a series, the one period that all rows are for, the plan's, or up to
    the cutoff.
    """
    if times.report is not None and shown.tables & _OF_THE_REPORT:
        return _days(language, times.report.start, times.report.end)
    if shown.tables <= _BY_YEAR and (years := sorted(_years(shown))):
        first, last = years[0], years[-1]
        ends = [Run(str(first), quoted=True), Run("–"), Run(str(last), quoted=True)]
        return ends[:1] if first == last else ends
    if own := _one_period(shown):
        return _days(language, own.start, own.end)
    of_plan = shown.tables <= _OF_THE_PLAN
    whole_plan = of_plan and all(table.startswith("plan/") for table in shown.inputs)
    return _days(language, times.start, times.end if whole_plan else times.cutoff)


def says_period(shown: Shown, caption: str, language: Language, times: Times) -> bool:
    """Whether a caption says already when it was so: by the cutoff, or by the name of the period."""
    names = [language.date(times.cutoff)]
    period = times.report if shown.tables & _OF_THE_REPORT else _one_period(shown)
    if period is not None:
        name = f"{period.start:%Y-%m}/{period.end:%Y-%m}"
        names += [language.period(name, full=full) for full in (False, True)]
    return any(name.rstrip(".") in caption for name in names)


def _one_period(shown: Shown) -> Period | None:
    """The period that every row is for; None where they are for several."""
    named = {row.key_value("period") for row in shown.rows} if shown.tables <= _BY_PERIOD else set()
    return parse_period(named.pop()) if len(named) == 1 and "" not in named else None


def _days(language: Language, first: date, last: date) -> Text:
    return language.text("{first} – {last}", first=first, last=last)


def _years(shown: Shown) -> Iterator[int]:
    """The years that the rows name, and those of the observations that they were made from."""
    for row in shown.rows:
        if row.key_value("year").isdigit():
            yield int(row.key_value("year"))
        if row.key_value("period"):
            yield from _years_of(row.key_value("period"))
    for table, key in shown.parts:
        if table == OBSERVATIONS and key != EVERY_ROW:
            yield from _years_of(key_parts(key)[_PERIOD_PART])


def _years_of(text: str) -> tuple[int, int]:
    period = parse_period(text)
    return period.start.year, period.end.year

"""Observations and lessons of those who wrote the report."""

from __future__ import annotations

from napeval.display.languages import N_ as _
from napeval.reports.report import Report


def observations(r: Report) -> None:
    """What the authors found, then any other observation on how the plan is being implemented."""
    r.heading(2, _("Observations, comments"), identifier="observations")
    _entered(r, "evaluations/findings")
    r.slot("observations")


def lessons(r: Report) -> None:
    """The lessons that the authors entered, then their own words."""
    r.heading(2, _("Lessons learned"), identifier="lessons")
    if not _entered(r, "evaluations/lessons"):
        r.say(_("No lesson has been entered for the period."))
    r.slot("lessons")


def _entered(r: Report, table: str) -> bool:
    """The rows that the authors entered in a table, as a list; whether there are any."""
    keys = [str(key) for key in r.evaluation.tables[table]["id"]]
    r.bullets([r.text(_("{key}: {text}"), key=key, text=r.own_words(table, "id", key)) for key in keys])
    return bool(keys)
